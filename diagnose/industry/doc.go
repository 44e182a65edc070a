// Package industry 全产业领域: specialisation, complexity and relatedness of places,
// and input-output tables, from a specification on a bare table (quanyu method
// complexity and inputoutput).
//
// A specification says which table and which convention; a result holds figures
// with what they rest on and what a reader must know, and its JSON names are stable.
package industry
