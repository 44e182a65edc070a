package benchmark

import (
	"cmp"
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/composite"
)

// GapPart is what one indicator contributes to the difference between the scores
// of two places: its share in the index times the difference of its scores on the
// one scale. Positive parts are where the place is behind the reference. The parts
// of an index that is a weighted mean at every level sum to the difference.
type GapPart struct {
	Indicator    string
	Parent       string  // the aggregate right above it
	Weight       float64 // in the index, siblings and ancestors taken together
	Value        float64 // of the place, after denominators, in the unit of the indicator
	Reference    float64 // of the reference
	Score        float64 // of the place on the one scale
	ReferenceAt  float64 // of the reference
	Contribution float64 // in points of the index
}

// additive is how far parts may be from the difference that they make up, in
// parts of the scale: rounding only.
const additive = 1e-9

// decompose takes the difference "reference less place" of an index apart, the
// largest part first. It says false where the parts do not sum to the difference:
// the means are not arithmetic, or a place lacks an indicator and the weights of
// the others stand for it.
func decompose(r *composite.Result, place, reference string, period int) (parts []GapPart, gap float64, ok bool) {
	h, scored := r.Hierarchy, r.Table("normalise")
	values := r.Table("denominate")
	if values == nil {
		values = r.Table("")
	}
	if scored == nil {
		return nil, math.NaN(), false
	}
	weights := r.Effective()
	sum, size := 0.0, 0.0
	for _, n := range h.Level(1) {
		p := GapPart{
			Indicator: n.Code, Parent: n.Parent, Weight: weights[n.Code],
			Value: at(values, n.Code, place, period), Reference: at(values, n.Code, reference, period),
			Score: at(scored, n.Code, place, period), ReferenceAt: at(scored, n.Code, reference, period),
		}
		p.Contribution = p.Weight * (p.ReferenceAt - p.Score)
		sum += p.Contribution
		size = max(size, math.Abs(p.Score), math.Abs(p.ReferenceAt))
		parts = append(parts, p)
	}
	gap = at(r.Last(), h.Top(), reference, period) - at(r.Last(), h.Top(), place, period)
	if !(math.Abs(sum-gap) <= additive*max(1, size)) { // NaN too
		return nil, gap, false
	}
	slices.SortStableFunc(parts, func(a, b GapPart) int { return cmp.Compare(b.Contribution, a.Contribution) })
	return parts, gap, true
}

// at is the value of a place in a table; NaN where there is none. The period is 0
// in one cross-section.
func at(t *composite.Table, code, place string, period int) float64 {
	column := t.Column(code)
	for i, unit := range t.Units {
		if column != nil && unit == place && (t.Periods == nil || t.Periods[i] == period) {
			return column[i]
		}
	}
	return math.NaN()
}
