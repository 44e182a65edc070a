package robust

import (
	"cmp"
	"math"
	"slices"
)

// rounding is the difference of scores, in parts of the largest, that rounding
// can make. Two places that tie would else be told apart by it, and in most runs
// in the same order.
const rounding = 1e-12

// ranks gives each score its place from the top, 1 for the highest; scores that
// differ by rounding only tie and share the lowest number, NaN has rank 0. Order
// is room for as many indices.
func ranks(scores []float64, order []int, out []int) {
	order, largest := order[:0], 0.0
	for i, s := range scores {
		if out[i] = 0; !math.IsNaN(s) {
			order, largest = append(order, i), max(largest, math.Abs(s))
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	for k, i := range order {
		if out[i] = k + 1; k > 0 && scores[order[k-1]]-scores[i] <= rounding*largest {
			out[i] = out[order[k-1]]
		}
	}
}

// change is the mean absolute change of rank over the places that have both
// scores, ranked among themselves; NaN where there are none.
func change(nominal, scores []float64, w *workspace) float64 {
	a, b := w.before, w.after
	both := 0
	for i := range scores {
		a[i], b[i] = nominal[i], scores[i]
		if math.IsNaN(a[i]) || math.IsNaN(b[i]) {
			a[i], b[i] = math.NaN(), math.NaN()
			continue
		}
		both++
	}
	ranks(a, w.order, w.rankBefore)
	ranks(b, w.order, w.rankAfter)
	sum := 0
	for i := range scores {
		sum += max(w.rankAfter[i]-w.rankBefore[i], w.rankBefore[i]-w.rankAfter[i])
	}
	return float64(sum) / float64(both)
}

// workspace is the room that one worker needs for places.
type workspace struct {
	before, after         []float64
	rankBefore, rankAfter []int
	order                 []int
}

func newWorkspace(places int) *workspace {
	return &workspace{make([]float64, places), make([]float64, places), make([]int, places), make([]int, places), make([]int, 0, places)}
}

// distribution is how often each rank was had, from rank 1.
type distribution []uint32

// runs is how many ranks there are.
func (d distribution) runs() int {
	n := 0
	for _, c := range d {
		n += int(c)
	}
	return n
}

// mean rank.
func (d distribution) mean() float64 {
	sum := 0
	for k, c := range d {
		sum += (k + 1) * int(c)
	}
	return float64(sum) / float64(d.runs())
}

// quantile interpolates between ranks, as R's type 7.
func (d distribution) quantile(p float64) float64 {
	at := p * float64(d.runs()-1)
	low := math.Floor(at)
	a, b := d.at(int(low)), d.at(int(math.Ceil(at)))
	return float64(a) + float64((at-low)*float64(b-a))
}

// at is the rank that stands at an index, from 0, when all are sorted.
func (d distribution) at(index int) int {
	for k, c := range d {
		if index -= int(c); index < 0 {
			return k + 1
		}
	}
	panic("robust: no rank at this index")
}
