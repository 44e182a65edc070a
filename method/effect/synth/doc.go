// Package synth 合成控制: the effect of a measure on treated units as the distance
// from a weighted mean of untreated ones: synthetic control (Abadie, Diamond,
// Hainmueller 2010, JASA 105: 493-505), on predictors or on outcomes only, and
// synthetic difference-in-differences (Arkhangelsky, Athey, Hirshberg, Imbens,
// Wager 2021, AER 111: 4088-4118). It knows no policy.
//
// Units may start at different periods: each cohort of units that start together
// is compared with the units that never start, and the effect is the mean over
// treated unit-periods (Clarke, Pailañir, Athey, Imbens 2023). The outcome must be
// there for every unit in every period.
//
// Weights are exact: the point of a polytope that is nearest to another is found
// in finitely many steps (Wolfe 1976), so that no stopping rule shows in a result:
// synthdid prints -15.604 and -19.620 on its own example, where the optimum of the
// same problems gives -15.605 and -19.514. Only the importance of predictors comes
// from a search, which has many local optima; see Options.Importance.
//
// Errors come from placebos, from leaving units out or from drawing units; a
// placebo in space, one in time, a test over time, the estimate without each donor
// and the support of the treated by the donors say how far it can be trusted. Each
// draw has a stream of random numbers of its own, so that workers change no bit.
// Faults of the data are *panel.Fault; a programmer's fault panics.
package synth
