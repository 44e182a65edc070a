// Package benchmark 对标: indices of places from a specification, on a bare table
// or on what a study holds, with the question "is A behind B?" answered by its
// own share of runs.
//
// A Spec says what the index is made of and which choices behind it could have
// been others. A Table holds its figures; Read takes them from files, a study
// makes its own. Compute puts both through package composite and, where the
// specification asks for it, package robust, and gives a Result, whose JSON
// names are stable.
package benchmark
