// Package growth 增长: the arithmetic of change on printed figures: differences,
// growth rates, mean rates, multiples, percentage points, contributions and
// pulls, all as exact intervals of rational numbers. It knows no policy and no
// place.
//
// A printed figure stands for every number that rounds to it, so each result
// is an Interval: the range that the result can have when each operand lies
// anywhere within its own rounding. Rates and shares are in percent.
//
// Formulas (National Bureau of Statistics usage): growth = x1/x0 - 1; mean
// rate over n years = (xn/x0)^(1/n) - 1 水平法; contribution of a part =
// Δpart/Δwhole 贡献率; pull of a part = Δpart/whole0 拉动百分点, which is the
// contribution times the growth of the whole.
package growth
