package complexity

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// direction finds the second vectors of places and of activities, NaN where there
// is no presence, signed so that diverse places have more. Each activity counts by
// its weight; nil is one each.
func direction(p *Presence, weight []float64) (place, activity []float64, err error) {
	places, activities, diversity := p.living(weight)
	if places < 2 || activities < 2 {
		return nil, nil, panel.Faulty(FewPresent)
	}
	if places <= activities {
		if place, err = p.side(diversity, weight); err != nil {
			return nil, nil, err
		}
		activity = p.meanOfPlaces(place)
	} else if activity, err = p.Turned().turnedSide(diversity, weight); err != nil {
		return nil, nil, err
	}
	place = p.meanOfActivities(activity, diversity, weight)
	return place, activity, signed(place, activity, diversity)
}

// living counts places and activities with a presence, and weighs the diversity
// of each place.
func (p *Presence) living(weight []float64) (places, activities int, diversity []float64) {
	diversity = make([]float64, len(p.Places))
	for i, list := range p.of {
		for _, j := range list {
			diversity[i] += at(weight, j)
		}
		if diversity[i] > 0 {
			places++
		}
	}
	for j, n := range p.Ubiquity {
		if n > 0 && at(weight, int32(j)) > 0 {
			activities++
		}
	}
	return places, activities, diversity
}

func at(weight []float64, j int32) float64 {
	if weight == nil {
		return 1
	}
	return weight[j]
}

// side solves the symmetric problem of places: the shares of activities that two
// places have together, each activity by one over its ubiquity.
func (p *Presence) side(diversity, weight []float64) ([]float64, error) {
	root := make([]float64, len(p.Places))
	var rows []int
	for i, d := range diversity {
		if root[i] = math.Sqrt(d); d > 0 {
			rows = append(rows, i)
		}
	}
	position := filled(len(p.Places), -1)
	for k, i := range rows {
		position[i] = k
	}
	a := grid(len(rows), len(rows))
	turned := p.Turned().of
	for j, who := range turned {
		share := 0.0
		if len(who) > 0 {
			share = at(weight, int32(j)) / float64(len(who))
		}
		if share == 0 {
			continue
		}
		for n, i := range who {
			row := a[position[i]]
			for _, k := range who[:n+1] {
				row[position[k]] += share
			}
		}
	}
	for k, i := range rows {
		for l := range k + 1 {
			a[k][l] /= root[i] * root[rows[l]]
		}
	}
	return spread(a, rows, root)
}

// turnedSide solves the problem of activities, which are the rows here: the
// columns are places, of weight one over their diversity.
func (t *Presence) turnedSide(diversity, weight []float64) ([]float64, error) {
	root, over := make([]float64, len(t.Places)), make([]float64, len(t.Places))
	var rows []int
	position := filled(len(t.Places), -1)
	for j, n := range t.Diversity {
		if w := at(weight, int32(j)); n > 0 && w > 0 {
			root[j], over[j] = math.Sqrt(float64(n)/w), math.Sqrt(float64(n)*w)
			position[j] = len(rows)
			rows = append(rows, j)
		}
	}
	a := grid(len(rows), len(rows))
	for i, who := range t.Turned().of {
		for n, j := range who {
			if position[j] < 0 {
				continue
			}
			for _, k := range who[:n+1] {
				if position[k] >= 0 {
					a[position[j]][position[k]] += 1 / diversity[i]
				}
			}
		}
	}
	for k, j := range rows {
		for l := range k + 1 {
			a[k][l] /= root[j] * root[rows[l]]
		}
	}
	return spread(a, rows, over)
}

// evenness is how near the second and the third value may be before their
// directions are taken for one plane.
const evenness = 1e-10

// spread gives the second vector over its roots, NaN for rows left out.
func spread(a [][]float64, rows []int, root []float64) ([]float64, error) {
	value, third, vector := second(a)
	if !(value-third > evenness) || !(value > evenness) || value > 1-evenness {
		return nil, panel.Faulty(TooEven)
	}
	out := make([]float64, len(root))
	for i := range out {
		out[i] = math.NaN()
	}
	for k, i := range rows {
		out[i] = vector[k] / root[i]
	}
	return out, nil
}

// meanOfPlaces gives each activity the mean of its places.
func (p *Presence) meanOfPlaces(place []float64) []float64 {
	out := make([]float64, len(p.Activities))
	for i, list := range p.of {
		for _, j := range list {
			out[j] += place[i]
		}
	}
	for j, n := range p.Ubiquity {
		out[j] /= float64(n) // 0/0 is NaN
	}
	return out
}

// meanOfActivities gives each place the weighted mean of its activities.
func (p *Presence) meanOfActivities(activity, diversity, weight []float64) []float64 {
	out := make([]float64, len(p.Places))
	for i, list := range p.of {
		for _, j := range list {
			if w := at(weight, j); w > 0 {
				out[i] += float64(w * activity[j])
			}
		}
		out[i] /= diversity[i]
	}
	return out
}

// signed turns both so that places go with a measure of theirs; a measure that
// does not tell the two ends apart is a fault.
func signed(place, activity, measure []float64) error {
	var x, y []float64
	for i, v := range place {
		if !math.IsNaN(v) {
			x, y = append(x, v), append(y, measure[i])
		}
	}
	r := correlation(x, y)
	if !(math.Abs(r) > 1e-9) {
		return panel.Faulty(NoSign)
	}
	for _, list := range [][]float64{place, activity} {
		for i := range list {
			list[i] *= math.Copysign(1, r)
		}
	}
	return nil
}
