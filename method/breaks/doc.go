// Package breaks 结构突变: breaks in the coefficients of one series y on
// regressors, by default its mean. It knows no policy.
//
//	y(t) = x(t)'b(j) + e(t), regime j where t lies after break j-1 and up to break j
//
// The dates are those of the partition with the least sum of squares among all
// partitions whose regimes are long enough (Bai and Perron 1998, Econometrica
// 66: 47-78; 2003, Journal of Applied Econometrics 18: 1-22). A break is named
// by the last period of the regime before it, as in R's strucchange.
//
// Errors are taken as independent over time. Where they persist, breaks are
// found that are not there: on series without a break, a test at 5 percent
// rejects 5 to 6 percent of the time with independent errors (20, 40 or 100
// rows), but 34, 41 and 49 percent with an autocorrelation of 0.5. Each
// partition tells the autocorrelation of its residuals.
//
// Faults of the data are *panel.Fault; a programmer's fault panics. The same
// seed gives the same bits on any number of workers.
package breaks
