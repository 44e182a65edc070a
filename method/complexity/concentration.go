package complexity

import (
	"math"
	"slices"
)

// Profile says how specialised a place is. Shares are of its total.
type Profile struct {
	Herfindahl     float64 // sum of squared shares, 1 for one activity
	Entropy        float64 // -Σ s log2 s, in bits
	Krugman        float64 // Σ |s - share in all places|, 0 to 2
	Specialisation float64 // half of it
	Hachman        float64 // 1 / Σ s·LQ, 1 for the mix of all places
}

// Profiles gives one for each place.
func (t *Table) Profiles() []Profile {
	out := make([]Profile, len(t.Places))
	for i, row := range t.Values {
		p, mean := &out[i], 0.0
		for j, v := range row {
			s, all := v/t.ofPlace[i], t.ofActivity[j]/t.total
			p.Herfindahl += float64(s * s)
			p.Krugman += math.Abs(s - all)
			if s > 0 {
				p.Entropy -= float64(s * math.Log2(s))
				mean += float64(s / all * s)
			}
		}
		p.Specialisation, p.Hachman = p.Krugman/2, 1/mean
	}
	return out
}

// Concentration says how an activity is spread over places, each from 0 to 1.
type Concentration struct {
	Gini       float64 // over places, each counted as one
	Hoover     float64 // share that would have to move to be spread as population
	HooverGini float64 // Gini against population
	Locational float64 // Gini against what places have of everything, halved (Krugman 1991)
}

// Concentrations gives one for each activity. Population is one positive number
// for each place; nil takes what places have of everything.
func (t *Table) Concentrations(population []float64) []Concentration {
	if population == nil {
		population = t.ofPlace
	}
	out := make([]Concentration, len(t.Activities))
	column, each := make([]float64, len(t.Places)), ones(len(t.Places))
	people := 0.0
	for _, v := range population {
		people += v
	}
	for j := range out {
		for i := range column {
			column[i] = t.Values[i][j]
			out[j].Hoover += math.Abs(column[i]/t.ofActivity[j]-population[i]/people) / 2
		}
		out[j].Gini, out[j].HooverGini, out[j].Locational = lorenz(column, each), lorenz(column, population), lorenz(column, t.ofPlace)/2
	}
	return out
}

// lorenz is one less twice the area under the Lorenz curve of x against a base.
func lorenz(x, base []float64) float64 {
	order := make([]int, len(x))
	all, people := 0.0, 0.0
	for i := range order {
		order[i] = i
		all += x[i]
		people += base[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch p, q := x[a]/base[a], x[b]/base[b]; {
		case p < q:
			return -1
		case p > q:
			return 1
		}
		return 0
	})
	area, shareX, shareBase := 0.0, 0.0, 0.0
	for _, i := range order {
		nextX, nextBase := shareX+x[i]/all, shareBase+base[i]/people
		area += float64(nextX*shareBase) - float64(shareX*nextBase)
		shareX, shareBase = nextX, nextBase
	}
	return area
}

// NormalisedUbiquity is the share of an activity in everything over its share in
// all presences: above 1, an activity larger than its spread (EconGeo).
func (t *Table) NormalisedUbiquity(p *Presence) []float64 {
	presences := 0
	for _, n := range p.Ubiquity {
		presences += n
	}
	out := make([]float64, len(t.Activities))
	for j, n := range p.Ubiquity {
		out[j] = t.ofActivity[j] / t.total / (float64(n) / float64(presences))
	}
	return out
}

// InverseUbiquity is the logarithm of an activity's size over the places that
// have it, times 100 (EconGeo).
func (t *Table) InverseUbiquity(p *Presence) []float64 {
	out := make([]float64, len(t.Activities))
	for j, n := range p.Ubiquity {
		out[j] = math.Log(t.ofActivity[j]+0.001) / float64(n) * 100
	}
	return out
}
