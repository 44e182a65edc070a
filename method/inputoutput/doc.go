// Package inputoutput works on input-output tables: what one sector's output asks
// of all others (Leontief), where what it makes goes (Ghosh), how much would be
// lost without it, who stops when an input is cut and who could step in, a city's
// coefficients from a nation's, and tables made to fit new margins.
//
// A Table holds deliveries, final uses and what else sectors need, in one unit of
// money. Formulas are those of Miller and Blair, Input-Output Analysis (2009).
// Inverses are by Gauss-Jordan elimination of our own, whose sums run in one order
// on any number of workers and any processor.
//
// The package knows no policy: a fault of the data is a *panel.Fault.
package inputoutput
