// Package twoway 双向固定效应: difference-in-differences by regression with
// effects of units and of periods: the average effect, its event study with a
// test of the leads and the power of that test, the decomposition of Goodman-
// Bacon (2021) that says which comparisons the average is made of, and the
// interaction-weighted event study of Sun and Abraham (2021) that avoids the
// forbidden ones. Placebos in time and in space, and estimation without each
// unit, say what the answer hangs on. It knows no policy.
//
// Panels may be unbalanced and have gaps, except where said. Draws depend on
// the seed and their own number only, so that workers change no bit.
package twoway
