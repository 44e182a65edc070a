// Package effect 效果: what the engines for effects of a measure share: which unit
// is treated from which period on, and what makes such a plan unusable. The
// estimators are in its folders: twoway (two-way fixed effects, event study,
// decomposition), grouptime (group-time effects), synth (synthetic control and
// synthetic difference-in-differences). It knows no policy.
//
// A panel is in long form, as in method/panel: n rows, each one unit in one
// period. Treatment is absorbing: once treated, a unit stays treated. A fault of
// the data is a *panel.Fault.
package effect
