package complexity

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Nearness says how two activities are near from the places that have both.
type Nearness string

// The measures of nearness from presences.
const (
	Minimum     Nearness = "minimum"     // the smaller of the two chances of having one where there is the other (Hidalgo et al. 2007)
	Conditional Nearness = "conditional" // the chance of the column where there is the row; not symmetric
	Geometric   Nearness = "geometric"   // both over the root of the product of the ubiquities
)

// Proximity is the nearness of each pair of activities, from 0 to 1, with 1 on
// the diagonal. Activities that no place has are near to nothing.
func Proximity(p *Presence, by Nearness) [][]float64 {
	phi := p.Together()
	for j, row := range phi {
		for k, both := range row {
			if both == 0 {
				continue
			}
			a, b := float64(p.Ubiquity[j]), float64(p.Ubiquity[k])
			switch by {
			case Minimum:
				a = max(a, b)
			case Geometric:
				a = math.Sqrt(float64(a * b))
			}
			row[k] = both / a
		}
	}
	return phi
}

// WithoutSelf puts zeros on the diagonal, so that having an activity says
// nothing about it; Datawheel does.
func WithoutSelf(phi [][]float64) [][]float64 {
	for j := range phi {
		phi[j][j] = 0
	}
	return phi
}

// Continuous is (1 + r) / 2 of the location quotients of each pair of activities
// over places, a row for each place. An activity that is the same everywhere is a
// fault.
func Continuous(activities []string, quotient [][]float64) ([][]float64, error) {
	columns := grid(len(activities), len(quotient))
	for j, c := range columns {
		for i := range c {
			c[i] = quotient[i][j]
		}
		m := moments(c)
		d, err := m.deviation(0, activities[j])
		if err != nil {
			return nil, err
		}
		copy(c, standard(c, m.mean, d))
	}
	return correlations(columns), nil
}

func correlations(columns [][]float64) [][]float64 {
	phi := grid(len(columns), len(columns))
	for j, a := range columns {
		for k, b := range columns[:j+1] {
			r := (1 + panel.Dot(a, b)/float64(len(a))) / 2
			phi[j][k], phi[k][j] = r, r
		}
	}
	return phi
}

// CrossProximity is the nearness of the activities of one table (rows) to those
// of another over the same places: the smaller of the two chances (Catalán,
// Navarrete, Figueroa 2020), as of technologies and industries.
func CrossProximity(a, b *Presence) ([][]float64, error) {
	if len(a.Places) != len(b.Places) {
		return nil, panel.Faulty(OtherPlaces)
	}
	for i, name := range a.Places {
		if b.Places[i] != name {
			return nil, panel.Faulty(OtherPlaces, name, b.Places[i])
		}
	}
	out := grid(len(a.Activities), len(b.Activities))
	for i, list := range a.of {
		for _, j := range list {
			for _, k := range b.of[i] {
				out[j][k]++
			}
		}
	}
	for j, row := range out {
		for k, both := range row {
			if both > 0 {
				row[k] = both / float64(max(a.Ubiquity[j], b.Ubiquity[k]))
			}
		}
	}
	return out, nil
}
