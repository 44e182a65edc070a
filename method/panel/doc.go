// Package panel 面板回归: linear regression on a panel of units over periods,
// with effects of units, of periods, of both or of neither. It knows no policy.
//
// A panel is in long form: n rows, each one unit in one period; a column is a
// slice of n numbers. Panels may be unbalanced and may have gaps. What is left
// out of the estimation (rows without a value, singletons, variables that are
// combinations of others) is always reported, never silent.
//
// Fit estimates with classical, robust, clustered or Driscoll-Kraay errors;
// WildBootstrap tests a coefficient where clusters are few. Ten million rows
// with two-way effects are a matter of seconds (compare/run_panel).
//
// A fault of the data (the same unit twice in a period, nothing left to
// estimate) is a *Fault; a programmer's fault (columns of unequal length)
// panics.
//
// Sums run in one fixed order, in blocks where columns are long, and no product
// is fused into a sum, so that the orthogonalisation gives the same bits on
// every processor and any number of them. Inverses of small
// triangles and distributions are gonum's.
package panel
