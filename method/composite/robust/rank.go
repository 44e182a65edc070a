package robust

import (
	"math"

	"github.com/quanyu/quanyu/method/composite"
)

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
	composite.RankScores(a, w.order, w.rankBefore)
	composite.RankScores(b, w.order, w.rankAfter)
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
