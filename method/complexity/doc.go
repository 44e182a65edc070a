// Package complexity measures what places are specialised in, how far an
// activity stands from what a place already does, and how complex both are:
// location quotients, the indices of economic complexity (Hidalgo and Hausmann
// 2009; Tacchella et al. 2012), proximity and relatedness density (Hidalgo et al.
// 2007), outlook, concentration, change between two periods, and the networks
// that follow.
//
// A Table holds how much of each activity each place has. Advantage turns it into
// location quotients, a Presence says which of them count, and everything else
// follows from the presences. Three programs do this with other conventions and
// other numbers; each has its name here (Convention), and figures of one are never
// mixed with those of another. The index is taken from the symmetric matrix of the
// smaller side, whose second vector is the same; where places fall into groups
// that share no activity the index means nothing across them and is refused.
//
// Sums run in the order of names, so rows may come in any order; the same input
// gives the same bits on any number of workers.
//
// The package knows no policy: a fault of the data is a *panel.Fault.
package complexity
