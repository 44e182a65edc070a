// Package watershed tests claims of type threshold 门槛: that beyond some size
// places go on differently ("经济总量在1.5至2.0万亿元区间是一个重要分水岭"). It joins
// the claim as diagnose has it, the observations of a study as data has them,
// and the engine in method/threshold; study hands it to diagnose.Bench.Later.
//
// The procedure, in the order in which Judge goes through it:
//
//  1. levels: which places have values of the size in which years.
//  2. rows: growth of a year, size of the year before, jumps and vintages.
//  3. runs: the search over all sizes, the test of the claimed range, the power
//     at hand; then again on other data and other yardsticks.
//  4. crossings: the places beyond the size, since when; growth before and after
//     beside that of the others.
//  5. traps: what makes such claims go wrong and applies here.
//  6. verdict, words, exhibits.
//
// A step for which the study has no data is named as not done.
package watershed
