// Package exhibit writes the tables and plots of an evaluation as files: CSV
// for programs, LaTeX for a paper, a Word document with three-line tables 三线表
// and charts that stay editable, and SVG that asks for no font, script or
// network and can be read in black and white.
//
// It computes nothing but layout. The same exhibits give the same bytes.
package exhibit
