package complexity

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Levels gives each activity the mean income of its places, each by the
// activity's share in the place (PRODY), and each place the mean of those of its
// activities by its own shares (EXPY; Hausmann, Hwang, Rodrik 2007). Income is one
// for each place; NaN is a place without, which is left out and has NaN. An
// activity of left-out places alone has NaN.
func (t *Table) Levels(income []float64) (place, activity []float64, err error) {
	weight := grid(len(t.Places), len(t.Activities))
	known := false
	for i, row := range t.Values {
		if math.IsNaN(income[i]) {
			continue
		}
		if !(income[i] > 0) || math.IsInf(income[i], 0) {
			return nil, nil, panel.Faulty(NoIncome, t.Places[i])
		}
		known = true
		for j, v := range row {
			weight[i][j] = v / t.ofPlace[i]
		}
	}
	if !known {
		return nil, nil, panel.Faulty(NoIncome)
	}
	activity = carried(weight, income)
	place = make([]float64, len(t.Places))
	for i, row := range weight {
		if place[i] = 0; math.IsNaN(income[i]) {
			place[i] = math.NaN()
		}
		for j, w := range row {
			if w > 0 {
				place[i] += float64(w * activity[j])
			}
		}
	}
	return place, activity, nil
}

// Carried gives each activity the mean of a measure of the places that are
// specialised in it, by its share in them, such as inequality or emissions
// (Hartmann et al. 2017). NaN is a place without the measure.
func (t *Table) Carried(p *Presence, measure []float64) []float64 {
	weight := grid(len(t.Places), len(t.Activities))
	for i, list := range p.of {
		for _, j := range list {
			weight[i][j] = t.Values[i][j] / t.ofPlace[i]
		}
	}
	return carried(weight, measure)
}

// carried is the mean of a measure of places by weights, for each column.
func carried(weight [][]float64, measure []float64) []float64 {
	out, all := make([]float64, len(weight[0])), make([]float64, len(weight[0]))
	for i, row := range weight {
		if math.IsNaN(measure[i]) {
			continue
		}
		for j, w := range row {
			out[j] += float64(w * measure[i])
			all[j] += w
		}
	}
	for j := range out {
		out[j] /= all[j] // 0/0 is NaN
	}
	return out
}
