// Package threshold 门槛回归: panel thresholds after Hansen (1999, "Threshold
// effects in non-dynamic panels", Journal of Econometrics 93: 345-368). The
// slopes of some regressors, or the level itself, may differ between regimes,
// which a threshold variable separates; unit effects are removed. It knows no
// policy.
//
//	y = unit + other'b + regime'c(j) + e, regime j where the variable lies
//	between threshold j-1 and threshold j
//
// The search is exact: every distinct value of the threshold variable is
// tried. Rows enter the lower regime one by one in the order of the variable,
// and the cross-products that least squares needs are carried along, so that
// the whole search costs about as much as one regression. A grid of quantiles
// is there to reproduce published results.
//
// Search finds, tests and places thresholds; At tests those that were given.
// Four questions are put to a threshold that someone claims: does any other
// place separate as well (Rank), would any histories (Permute), does it hang on
// one unit (LeaveOneOut), and would the data show it at all (PowerOf).
//
// Faults of the data are *panel.Fault; a programmer's fault panics. The same
// seed gives the same bits on any number of workers: each draw has a stream of
// random numbers of its own.
package threshold
