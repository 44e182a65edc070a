// Package robust 稳健性: does an inference from a composite index hang on the
// choices behind the index, or on the noise of its data? It knows no policy.
//
// A Plan names the choices: alternative steps, other data, other peers,
// indicators left out, weights and values within a margin. Its design has a
// number of base points, each drawn twice (see sensitivity.Points); in every run
// each choice is settled one way, and the whole chain of package composite is
// computed again. A run depends on the seed and its own number only: Settings
// says how it was settled, Replay computes it alone with all its tables.
//
// Run gives, from the independent runs of the design (A and B): the rank of each
// place from its 5th to its 95th percentile; for each pair, the share of runs in
// which one is ahead, and a verdict; the answer to each Question and the choices
// that turn it; and from all runs, how much of the change of ranks each choice
// makes (Sobol indices). A run that cannot be computed is listed with its fault.
//
// Alone takes one option at a time.
//
// What is kept is counts, and one number for each run and question: the size of
// a report does not grow with tables of runs. The same seed gives the same bits
// on any number of workers.
package robust
