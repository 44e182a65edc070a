// Package rule 规则: policy as code. Files of rules hold fields, dated and
// sourced parameters, formulas, criteria, scores and programmes; Read checks
// them as a whole, with kinds and units, before any row is seen. A Library
// gives the Plan of one day, and a Plan evaluates batches of rows by column.
//
// A criterion has five results. What is missing is never taken for "no": and
// and or follow Kleene (false and missing is false), a division by 0 is
// missing, and more data only settles what was open. A value may be a band,
// [low, high], that an expert chooses from; what the band leaves open is for a
// person, and a sum of points is then an interval.
//
// Two numbers count as equal where they differ by at most 1e-12 of one of
// them, so that 3 of 30 is 10 %. Inside, money is in yuan and numbers in base
// units; what a row gets is in whole fen, so that sums don't depend on their
// order.
package rule
