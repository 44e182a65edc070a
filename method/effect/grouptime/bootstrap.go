package grouptime

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"

	"github.com/quanyu/quanyu/internal/parallel"
	"gonum.org/v1/gonum/stat/distuv"
)

// bands draws estimates by turning each cluster's influence by +1 or -1
// (Callaway and Sant'Anna 2021, algorithm 1, with Rademacher's variable as in
// R's did) and gives each its bootstrap error and a band. The critical value is
// the quantile of the largest |draw / error|, at least that of one interval: NaN
// without draws. influence is a column of clusters for each estimate. A draw
// depends on the seed and its own number only.
func (r *Result) bands(estimates []*Effect, influence [][]float64) float64 {
	var live []int // those with an error
	for k, e := range estimates {
		if e.StandardError > 0 {
			live = append(live, k)
		}
	}
	draws := r.Options.Draws
	if draws == 0 || len(live) == 0 {
		return math.NaN()
	}
	drawn := r.draw(live, influence)
	largest := make([]float64, draws)
	for j, k := range live {
		column := drawn[j]
		sorted := slices.Sorted(slices.Values(column))
		spread := rank(sorted, 0.75) - rank(sorted, 0.25)
		if !(spread > 0) {
			continue // too few draws
		}
		e := spread / (distuv.UnitNormal.Quantile(0.75) - distuv.UnitNormal.Quantile(0.25))
		estimates[k].BootstrapError = e
		for b, x := range column {
			largest[b] = max(largest[b], math.Abs(x)/e)
		}
	}
	slices.Sort(largest)
	critical := max(rank(largest, r.Options.Level), distuv.UnitNormal.Quantile(0.5+r.Options.Level/2))
	for _, k := range live {
		half := float64(critical * estimates[k].BootstrapError)
		estimates[k].Band = [2]float64{estimates[k].Value - half, estimates[k].Value + half}
	}
	return critical
}

// block is how many clusters share a table of all their sums: a draw then takes
// one sum for each block instead of one number for each cluster.
const block = 8

// draw gives the draws of each of the live estimates.
func (r *Result) draw(live []int, influence [][]float64) [][]float64 {
	clusters, n := r.sample.clusters, float64(len(r.sample.cohort))
	signs := r.signs()
	out := grid(len(live), r.Options.Draws, 0)
	parallel.Each(r.Options.Workers, len(live), func(j int) {
		var sums [1 << block]float64 // by the signs of a block, a set bit for +
		column, drawn := influence[live[j]], out[j]
		for i, sign := range signs {
			part := column[i*block : min((i+1)*block, clusters)]
			sums[0] = -sum(part)
			for m := 1; m < 1<<len(part); m++ {
				sums[m] = sums[m&(m-1)] + float64(2*part[bits.TrailingZeros(uint(m))])
			}
			mask := uint8(1<<len(part) - 1)
			for b, s := range sign {
				drawn[b] += sums[s&mask]
			}
		}
		for b := range drawn {
			drawn[b] /= n
		}
	})
	return out
}

// signs gives, for each block of clusters, its signs in each draw.
func (r *Result) signs() [][]uint8 {
	out := make([][]uint8, (r.sample.clusters+block-1)/block)
	for i := range out {
		out[i] = make([]uint8, r.Options.Draws)
	}
	for b := range r.Options.Draws {
		source, word := rand.NewPCG(r.Options.Seed, uint64(b)), uint64(0)
		for i := range out {
			if i%8 == 0 {
				word = source.Uint64()
			}
			out[i][b] = uint8(word >> (8 * (i % 8)))
		}
	}
	return out
}

// rank is the smallest of sorted numbers with at least a share p at or below it.
func rank(sorted []float64, p float64) float64 {
	return sorted[max(int(math.Ceil(p*float64(len(sorted))))-1, 0)]
}
