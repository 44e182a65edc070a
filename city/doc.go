// Package city 共同语言: the words that every stage shares.
//
// A Place has an Indicator whose Observation at a Period carries a value, a
// unit, a status, a definition and the cell it was read from. The package
// imports nothing of ours, reads no file and knows no policy.
package city
