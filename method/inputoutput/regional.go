package inputoutput

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Quotient names a way from a nation's coefficients to a region's.
type Quotient string

// The quotients. With S the simple quotient of a sector, its share in the
// region's output over its share in the nation's:
const (
	SLQ  Quotient = "slq"  // S of the seller
	CILQ Quotient = "cilq" // S of the seller over S of the buyer; S on the diagonal
	FLQ  Quotient = "flq"  // CILQ times log2(1 + region's share of the nation) to the power delta (Flegg and Tohmo 2013)
)

// Region is a region's coefficients.
type Region struct {
	Simple       []float64   // S of each sector
	Coefficients [][]float64 // by seller, then by buyer: bought in the region per unit of output
	Imported     [][]float64 // the rest of the nation's coefficients
}

// Regionalise takes from the coefficients of the nation, a, what a region of its
// own output does not make enough of: each is multiplied by its quotient where
// that is below one (Miller and Blair 2009, chapter 8). Output is of each sector,
// in the nation and in the region; delta is of FLQ, often 0.25 to 0.35.
func Regionalise(sectors []string, a [][]float64, nation, region []float64, by Quotient, delta float64) (*Region, error) {
	all, here := sum(nation), sum(region)
	for i := range nation {
		if math.IsNaN(region[i]) || math.IsInf(region[i], 0) || !(region[i] >= 0) || region[i] > nation[i] {
			return nil, &panel.Fault{Kind: BadRegion, Names: sectors[i : i+1], Row: i}
		}
	}
	if !(here > 0) {
		return nil, panel.Faulty(BadRegion)
	}
	if by == FLQ && !(delta >= 0 && delta < 1) {
		return nil, panel.Faulty(BadShare, "delta")
	}
	size := math.Pow(math.Log2(1+here/all), delta)
	n := len(nation)
	out := &Region{Simple: make([]float64, n), Coefficients: square(n), Imported: square(n)}
	for i := range nation {
		if nation[i] > 0 {
			out.Simple[i] = region[i] / here / (nation[i] / all)
		}
	}
	for i, row := range a {
		for j, v := range row {
			q := out.Simple[i]
			if by != SLQ && i != j {
				q /= out.Simple[j] // by zero: a buyer that is not there
			}
			if by == FLQ {
				q *= size
			}
			if !(q < 1) {
				q = 1
			}
			out.Coefficients[i][j] = float64(v * q)
			out.Imported[i][j] = v - out.Coefficients[i][j]
		}
	}
	return out, nil
}
