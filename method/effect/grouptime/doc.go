// Package grouptime 分组分时效应: effects of a treatment that units take up at
// different times, after Callaway and Sant'Anna (2021, "Difference-in-differences
// with multiple time periods", Journal of Econometrics 225: 200-230). It knows no
// policy.
//
// The effect on the units first treated in g (a cohort), in period t, is the
// change of their outcome since a base period before g, less the change of a
// comparison: units never treated, or not treated yet. Covariates enter by a
// regression of the comparison's changes, by weighting the comparison with the
// odds of being in the cohort, or by both (doubly robust: right if either is;
// Sant'Anna and Zhao 2020, Journal of Econometrics 219: 101-122). Already
// treated units are never a comparison, which is what two-way fixed effects get
// wrong.
//
// Every estimate has an influence function, one number for each unit. Errors,
// the test of the time before and simultaneous bands are all made of these, by
// unit or by coarser clusters. They tell nothing of units that are alone in
// their cohort: no error is given then (Estimate.Alone); synth is for these.
//
// A cell (g, t) that cannot be estimated says why and has no number. Faults of
// the data are *panel.Fault; a programmer's fault panics. The same seed gives
// the same bits on any number of workers.
package grouptime
