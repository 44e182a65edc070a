// Package sensitivity 敏感性: which inputs of a computation its output hangs on,
// by shares of the output's variance (Sobol 2001; Saltelli and others 2010,
// Computer Physics Communications 181: 259-270).
//
// A design has a number of base points, each drawn twice, as A and as B. The
// computation is run on every A, every B, and on every A with one input taken
// from B; the second order needs every B with one input from A too. From these
// outputs come, for each input, the share of variance that it makes alone
// (first), and the share that is lost where it is fixed (total).
//
// It knows nothing of what is computed: Points gives a design, Interleaved and
// Blocks read outputs in the two orders in which programs keep them, Indices
// estimates. Faults of the data are *Fault; a programmer's fault panics.
package sensitivity
