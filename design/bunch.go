package design

import (
	"math"

	"github.com/quanyu/quanyu/city"
)

// Around a threshold margins are counted in bins of half a percent of the
// threshold, from 10 % short of it to 10 % beyond.
const (
	binsEach = 20 // on either side
	binWidth = 0.005
	bins     = 2 * binsEach
	hole     = 4  // bins on either side that are not fitted: within 2 % of the threshold
	fewest   = 50 // firms in the fitted bins below which nothing is said
)

// histogram counts firms by their margin: bin b holds margins in
// [(b-20)*0.5 %, (b-19)*0.5 %). A margin that is exactly 0 meets the threshold.
type histogram [bins]int64

func (h *histogram) add(margin float64) {
	b := math.Floor(margin/binWidth + 1e-9) // 2 % is in the bin that begins at 2 %
	if b >= -binsEach && b < binsEach {
		h[int(b)+binsEach]++
	}
}

func (h *histogram) firms() (n int64) {
	for _, k := range h {
		n += k
	}
	return n
}

// within counts the firms that miss the threshold by at most, and that meet it
// by less than, a share of it.
func (h *histogram) within(share float64) (below, above int64) {
	n := min(int(math.Round(share/binWidth)), binsEach)
	for i := range n {
		below += h[binsEach-1-i]
		above += h[binsEach+i]
	}
	return below, above
}

// Bunching says whether firms crowd just on the good side of a threshold: what
// is counted within 2 % beyond it, what a straight line through the bins from
// 2 % to 10 % on both sides would have there, and the excess over its standard
// error (counts taken as Poisson, the fit's own error included). It is the
// counterfactual of Saez (2010) and Chetty et al. (2011) with a line for the
// polynomial.
type Bunching struct {
	Counted  int64       `json:"counted"`
	Expected city.Number `json:"expected"`
	Excess   city.Number `json:"excess"`
	Z        city.Number `json:"z"`
	Bunched  bool        `json:"bunched"` // z > 3
}

// bunching compares the density; nil where fewer than 50 firms stand in the
// bins that are fitted, or where the line has no firms to expect.
func (h *histogram) bunching() *Bunching {
	var n, sx, sy, sxx, sxy, total float64
	for b, count := range h {
		if b >= binsEach-hole && b < binsEach+hole {
			continue
		}
		x, y := middle(b), float64(count)
		n, sx, sy, total = n+1, sx+x, sy+y, total+y
		sxx, sxy = sxx+float64(x*x), sxy+float64(x*y)
	}
	if total < fewest {
		return nil
	}
	det := float64(n*sxx) - float64(sx*sx)
	slope := (float64(n*sxy) - float64(sx*sy)) / det
	level := (sy - float64(slope*sx)) / n
	var out Bunching
	expected, xs := 0.0, 0.0
	for b := binsEach; b < binsEach+hole; b++ {
		out.Counted += h[b]
		expected += level + float64(slope*middle(b))
		xs += middle(b)
	}
	if expected <= 0 {
		return nil
	}
	// The prediction is a weighted sum of the fitted bins; its variance under
	// Poisson counts is the sum of squared weights times the counts.
	fit := 0.0
	for b, count := range h {
		if b >= binsEach-hole && b < binsEach+hole {
			continue
		}
		x := middle(b)
		w := (float64(hole*(sxx-float64(sx*x))) + float64(xs*(float64(n*x)-sx))) / det
		fit += float64(float64(w*w) * float64(count))
	}
	excess := float64(out.Counted) - expected
	z := excess / math.Sqrt(expected+fit)
	out.Expected, out.Excess, out.Z, out.Bunched = city.Number(expected), city.Number(excess), city.Number(z), z > 3
	return &out
}

// middle is the middle of a bin, in shares of the threshold.
func middle(b int) float64 { return (float64(b-binsEach) + 0.5) * binWidth }
