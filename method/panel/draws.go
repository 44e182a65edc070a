package panel

import (
	"math"
	"math/bits"
	"math/rand/v2"

	"github.com/quanyu/quanyu/internal/parallel"
)

// moments are what the draws of a wild bootstrap leave for any hypothesis: with
// distance the estimate less the hypothesis, the residuals under it are those
// of the regression plus distance × the variable x (what the others leave of
// it), so the coefficient that a draw gives is linear in distance and its
// variance is quadratic (Roodman, MacKinnon, Nielsen, Webb 2019, Stata Journal
// 19: 4-60, section 5). Draw 0 is the data and is not held.
type moments struct {
	estimate     float64
	squares      float64      // x'x
	variance     float64      // sum over clusters of (x'u)²
	numerator    [][2]float64 // of x'(drawn residuals): constant, factor of distance
	denominator  [][3]float64 // of the sum over clusters of (x'u)²: constant, factors of 2 distance and distance²
	unrestricted bool
}

// moments draws. The fault is OneCluster where the variable varies within one
// cluster only, and TooManyClusters.
func (e *estimation) moments(at int, wild Wild, enumerated bool) (*moments, error) {
	r, g := e.regression, e.result.Clusters
	if math.IsNaN(e.result.Terms[at].StandardError) {
		return nil, Faulty(OneCluster, r.Names[at])
	}
	others := &Basis{}
	for j, column := range r.columns {
		if j != at {
			others.Add(column, 0)
		}
	}
	_, x := others.Residual(r.columns[at])
	reach := e.reach()
	if reach == anywhere && g > MaxWildClusters {
		return nil, Faulty(TooManyClusters)
	}
	m := &moments{estimate: r.Coefficients[at], squares: Dot(x, x), unrestricted: wild.Unrestricted,
		numerator: make([][2]float64, wild.Draws-1), denominator: make([][3]float64, wild.Draws-1)}
	parts := [2]*influence{e.influence(x, r.Residuals, reach, wild.Workers), e.influence(x, x, reach, wild.Workers)}
	for _, s := range parts[0].own {
		m.variance += float64(s * s)
	}
	const block = 256 // of draws, that share room
	parallel.Each(wild.Workers, (wild.Draws+block-2)/block, func(b int) {
		weight, score := make([]float64, g), [2][]float64{make([]float64, g), make([]float64, g)}
		for d := b * block; d < min((b+1)*block, wild.Draws-1); d++ {
			wild.draw(weight, d+1, enumerated)
			for p, part := range parts {
				m.numerator[d][p] = Dot(part.own, weight)
				part.apply(weight, score[p])
			}
			m.denominator[d] = [3]float64{Dot(score[0], score[0]), Dot(score[0], score[1]), Dot(score[1], score[1])}
		}
	})
	return m, nil
}

// webb are the six points of Webb's weights.
var webb = [6]float64{-math.Sqrt(1.5), -1, -math.Sqrt(0.5), math.Sqrt(0.5), 1, math.Sqrt(1.5)}

// draw gives the weights of a draw, counted from 1; a draw depends on the seed
// and its own number only. Enumerated, the bits of the number are the signs.
func (w *Wild) draw(weight []float64, number int, enumerated bool) {
	source := rand.NewPCG(w.Seed, uint64(number))
	sign := uint64(number)
	for g := range weight {
		if w.Weights == Webb {
			at, _ := bits.Mul64(source.Uint64(), 6)
			weight[g] = webb[at]
			continue
		}
		if g%64 == 0 && !enumerated {
			sign = source.Uint64()
		}
		weight[g] = 1
		if sign>>(g%64)&1 == 1 {
			weight[g] = -1
		}
	}
}

// probability of a hypothesis. A draw counts where its squared t is as large,
// apart from rounding, also where neither has a variance.
func (m *moments) probability(null float64) float64 {
	distance := m.estimate - null
	shift := distance
	if m.unrestricted {
		shift = 0
	}
	observed := distance * m.squares
	observed *= observed * (1 - 1e-9)
	count := 1
	for d, n := range m.numerator {
		numerator := n[0] + float64(shift*n[1])
		v := m.denominator[d]
		denominator := v[0] + float64(shift*(2*v[1]+float64(shift*v[2])))
		if numerator*numerator*m.variance >= observed*denominator {
			count++
		}
	}
	return float64(count) / float64(len(m.numerator)+1)
}

// bound searches from the estimate, by steps that double and then by halving,
// for a hypothesis whose probability is at most level; infinite where there is
// none.
func (m *moments) bound(step, level float64) float64 {
	inside, outside := m.estimate, m.estimate+step
	for range 100 {
		if m.probability(outside) <= level {
			break
		}
		inside = outside
		step *= 2
		outside += step
	}
	if m.probability(outside) > level {
		return math.Copysign(math.Inf(1), step)
	}
	for range 100 {
		middle := inside + (outside-inside)/2
		if middle == inside || middle == outside {
			break
		}
		if m.probability(middle) > level {
			inside = middle
		} else {
			outside = middle
		}
	}
	return outside
}
