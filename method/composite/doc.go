// Package composite builds composite indices: indicators of places are made
// comparable, weighed and put together along a hierarchy, in the steps of the
// OECD/JRC Handbook on Constructing Composite Indicators (2008).
//
// A chain of steps is data. Every step is a typed value that is checked against
// the hierarchy and the data before the first of them runs; the result keeps the
// table after each step, the weights used, and what was imputed, screened and
// treated. Rerun replays a result with one step exchanged.
//
// Conventions are those of COINr 1.1.14 where it has any: standard deviations
// with n-1, sample skewness and excess kurtosis in the adjusted form of SAS and
// Excel, ties share the lowest rank, missing children are left out of a mean and
// the weights of the others scaled up. Weights are named, never positional. Sums
// run in the order of the hierarchy, so the same input gives the same bits.
//
// The package knows no policy: a fault of the data or of the chain is a *Fault
// with a Kind.
package composite
