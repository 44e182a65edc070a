// Package design 3 设计 (stage 3 of 7): what a package of measures does to the
// firms of a city before anybody signs it. Apply runs a firm population under
// dated rules and a draft beside them; Count does the same on published counts
// where no registry is at hand.
//
// Everything is counted in whole firms and whole fen, so that the order in
// which batches arrive changes nothing: the same bytes on any number of
// workers.
package design
