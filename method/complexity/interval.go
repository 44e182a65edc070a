package complexity

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/panel"
	"gonum.org/v1/gonum/stat/distuv"
)

// Resampling says what is drawn again for intervals.
type Resampling string

// What is drawn.
const (
	ByActivity Resampling = "activities" // activities with replacement, presences as they are: for money
	ByCount    Resampling = "counts"     // every count from Poisson, quotients anew: for firms, patents, jobs
)

// Resample sets how intervals are made. Draw k depends on Seed and k only.
type Resample struct {
	By       Resampling
	Draws    int
	Seed     uint64
	Level    float64 // such as 0.9
	Cutoff   float64 // of location quotients
	Shrink   bool    // counts are drawn towards one before they are cut
	Unranked []bool  // places that have no rank and count in nobody's; nil: none
}

// Interval is that of one place over the draws. Ranks count from the most complex.
type Interval struct {
	Low, High         float64 // of the index, standardised by the places' own (n-1)
	RankLow, RankHigh int     // the best and the worst
}

// Intervals are those of all places.
type Intervals struct {
	Place []Interval
	Draws int       // that gave an index; in the others places fell apart
	Ahead []float64 // share of draws in which place i is ahead of place k, at i × places + k
}

// Intervals draws the table again and gives, for each place, the interval of its
// index and of its rank among the places. Where fewer than half of the draws give
// an index the fault is NoDraw.
func (t *Table) Intervals(r Resample) (*Intervals, error) {
	p := t.Presence(r.Cutoff)
	n := len(t.Places)
	drawn := make([][]float64, r.Draws)
	parallel.Each(0, r.Draws, func(k int) {
		source := rand.New(rand.NewPCG(r.Seed, uint64(k)))
		if r.By == ByCount {
			drawn[k] = t.drawCounts(source, r)
		} else {
			drawn[k] = drawActivities(p, source)
		}
	})
	drawn = slices.DeleteFunc(drawn, func(x []float64) bool { return x == nil })
	if len(drawn)*2 < r.Draws || len(drawn) == 0 {
		return nil, panel.Faulty(NoDraw)
	}
	out := &Intervals{Place: make([]Interval, n), Draws: len(drawn), Ahead: make([]float64, n*n)}
	ranks := make([][]float64, n)
	for _, x := range drawn {
		for i, v := range x {
			rank := 1.0
			for k, w := range x {
				if w > v && (r.Unranked == nil || !r.Unranked[k]) {
					rank++
				}
				if w < v {
					out.Ahead[i*n+k] += 1 / float64(len(drawn))
				}
			}
			ranks[i] = append(ranks[i], rank)
		}
	}
	tail := (1 - r.Level) / 2
	for i := range out.Place {
		values := make([]float64, len(drawn))
		for k, x := range drawn {
			values[k] = x[i]
		}
		o := &out.Place[i]
		o.Low, o.High = between(values, tail)
		low, high := between(ranks[i], tail)
		o.RankLow, o.RankHigh = int(low), int(high)
	}
	return out, nil
}

// between gives the values that a tail of the draws lies below and above; x is
// sorted.
func between(x []float64, tail float64) (low, high float64) {
	slices.Sort(x)
	k := int(tail * float64(len(x)))
	return x[k], x[len(x)-1-k]
}

// drawActivities gives the index of places over activities drawn with
// replacement; nil where it has none.
func drawActivities(p *Presence, source *rand.Rand) []float64 {
	weight := make([]float64, len(p.Activities))
	for range weight {
		weight[source.IntN(len(weight))]++
	}
	return drawnIndex(p, weight)
}

// drawCounts gives the index of places whose counts are drawn from Poisson.
func (t *Table) drawCounts(source *rand.Rand, r Resample) []float64 {
	again := &Table{Places: t.Places, Activities: t.Activities, Values: grid(len(t.Places), len(t.Activities))}
	for i, row := range t.Values {
		for j, v := range row {
			if v > 0 {
				again.Values[i][j] = distuv.Poisson{Lambda: v, Src: source}.Rand()
			}
		}
	}
	again.sum()
	if !(slices.Min(again.ofPlace) > 0) || !(slices.Min(again.ofActivity) > 0) {
		return nil
	}
	if !r.Shrink {
		return drawnIndex(again.Presence(r.Cutoff), nil)
	}
	c, err := again.Shrink(0)
	if err != nil {
		panic("complexity: draws from Poisson are whole: " + err.Error())
	}
	return drawnIndex(c.Presence(again, r.Cutoff), nil)
}

// drawnIndex is the index of places standardised by their own; nil where it has
// none for every place.
func drawnIndex(p *Presence, weight []float64) []float64 {
	if weight == nil && p.Apart() != nil {
		return nil
	}
	place, _, err := direction(p, weight)
	if err != nil || slices.ContainsFunc(place, math.IsNaN) {
		return nil
	}
	out, err := ownStandard(place, "ECI")
	if err != nil {
		return nil
	}
	return out
}
