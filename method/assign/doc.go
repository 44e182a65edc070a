// Package assign solves mixed integer linear programs: which of many yes-or-no
// choices together give the most under limits, and, where limits leave no
// choice, the smallest set of them that clash.
//
// The solver is HiGHS (Huangfu and Hall 2018), as WebAssembly under wazero, so
// that the product needs no C. It is embedded by "make solver"; a build without
// it has a note in its place, and Open says so. One thread, a fixed seed, a clock
// that stands still: a program is stopped by its gap or by the number of nodes,
// never by time, and gives the same bytes on every machine. Each program runs in
// a fresh instance, so that what was solved before, or beside it, changes nothing.
package assign
