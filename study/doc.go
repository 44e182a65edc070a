// Package study 组装: a study folder, the visible list of stages, and the run
// that turns what lies in the folder into judged claims and documents.
package study
