package twoway

import (
	"slices"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Kind is what a comparison compares.
type Kind string

// The kinds of comparisons. The last two use units as controls that are
// already treated: what the treatment still changes in them is subtracted from
// the effect (Goodman-Bacon 2021, section 3).
const (
	WithUntreated Kind = "treated_untreated" // treated with units not treated in the sample
	WithLater     Kind = "earlier_later"     // earlier treated with later ones, before these begin
	WithEarlier   Kind = "later_earlier"     // later treated with earlier ones, after these began
	WithAlways    Kind = "later_always"      // treated with units treated throughout
)

// Comparison is one difference of differences of two groups of units.
type Comparison struct {
	Kind Kind
	// Treated and Control are the first treated periods of the groups: for
	// WithUntreated the control is effect.Never, for WithAlways the first period
	// of the sample.
	Treated, Control int
	Weight           float64
	Estimate         float64
}

// Sum is the comparisons of one kind together.
type Sum struct {
	Kind     Kind
	Weight   float64
	Estimate float64 // their weighted mean
}

// Decomposition is what a coefficient of two-way fixed effects is made of.
type Decomposition struct {
	Effect      float64      // the weighted sum of Comparisons: the coefficient of DiD
	Comparisons []Comparison // by the treated group, then by the control group
	Kinds       []Sum        // of the kinds that occur, in the order above
	Plan        effect.Plan
	Sample      *panel.Sample
}

// group is the units whose treatment begins in one period of the sample.
type group struct {
	first int // the place of the period: 0 is always treated, the number of periods never
	units int
	sum   []float64 // before each period and in all: of the group's mean outcomes
}

// Decompose splits the coefficient of DiD without covariates into comparisons
// of two groups each. With n units in a group and D the share of the sample's
// periods in which it is treated, the weights go as n_k n_u D_k (1-D_k) for a
// group and untreated ones, n_k n_l (D_k-D_l) (1-D_k) for an earlier and a later
// one, n_k n_l D_l (D_k-D_l) for the later and the earlier (Goodman-Bacon 2021,
// equations 7 and 10, multiplied out). Every unit must be seen in every period:
// the fault is Unbalanced else. Covariates are refused, as the coefficient would
// have parts within the groups too. Other faults: as DiD.
func Decompose(d effect.Data) (*Decomposition, error) {
	if len(d.Covariates) > 0 {
		return nil, panel.Faulty(effect.Covariates, d.Names...)
	}
	if err := effect.Check(d); err != nil {
		return nil, err
	}
	sample, err := selected(d)
	if err != nil {
		return nil, err
	}
	if len(sample.Rows) != len(sample.UnitIDs)*len(sample.PeriodIDs) {
		return nil, panel.Faulty(panel.Unbalanced)
	}
	out := &Decomposition{Plan: d.Plan(sample), Sample: sample}
	groups := groupsOf(d, sample)
	for _, treated := range groups {
		for _, control := range groups {
			if c, ok := compare(treated, control, sample.PeriodIDs); ok {
				out.Comparisons = append(out.Comparisons, c)
			}
		}
	}
	if len(out.Comparisons) == 0 {
		if len(out.Plan.Treated) == 0 {
			return nil, panel.Faulty(effect.NoBefore)
		}
		return nil, panel.Faulty(effect.NoControl)
	}
	out.total()
	return out, nil
}

// groupsOf gives the groups, those treated first in front.
func groupsOf(d effect.Data, s *panel.Sample) []*group {
	periods := len(s.PeriodIDs)
	all := make([]*group, periods+1)
	for u := range s.UnitIDs {
		row := s.Rows[u*periods]
		first, _ := slices.BinarySearch(s.PeriodIDs, d.Cohort[row])
		if all[first] == nil {
			all[first] = &group{first: first, sum: make([]float64, periods+1)}
		}
		g := all[first]
		g.units++
		for t := range periods {
			g.sum[t+1] += d.Outcome[s.Rows[u*periods+t]]
		}
	}
	all = slices.DeleteFunc(all, func(g *group) bool { return g == nil })
	for _, g := range all {
		for t := range periods {
			g.sum[t+1] = g.sum[t] + g.sum[t+1]/float64(g.units)
		}
	}
	return all
}

// mean is the group's mean outcome in the periods from one place to before
// another.
func (g *group) mean(from, to int) float64 { return (g.sum[to] - g.sum[from]) / float64(to-from) }

// compare sets a group beside another one, if the pair tells of an effect. The
// weight is not yet divided by the sum of all.
func compare(treated, control *group, periods []int) (Comparison, bool) {
	all := len(periods)
	if treated == control || treated.first == 0 || treated.first == all {
		return Comparison{}, false
	}
	c := Comparison{Treated: periods[treated.first], Control: effect.Never}
	if control.first < all {
		c.Control = periods[control.first]
	}
	from, to := 0, all // the periods compared
	switch {
	case control.first == all:
		c.Kind = WithUntreated
	case control.first == 0:
		c.Kind = WithAlways
	case control.first > treated.first:
		c.Kind, to = WithLater, control.first
	default:
		c.Kind, from = WithEarlier, control.first
	}
	at := treated.first
	c.Weight = float64(treated.units*control.units) * float64((at-from)*(to-at))
	c.Estimate = treated.mean(at, to) - treated.mean(from, at) - (control.mean(at, to) - control.mean(from, at))
	return c, true
}

// total divides the weights by their sum and adds up.
func (d *Decomposition) total() {
	all := 0.0
	for _, c := range d.Comparisons {
		all += c.Weight
	}
	for i := range d.Comparisons {
		c := &d.Comparisons[i]
		c.Weight /= all
		d.Effect += float64(c.Weight * c.Estimate)
	}
	for _, kind := range []Kind{WithUntreated, WithLater, WithEarlier, WithAlways} {
		s := Sum{Kind: kind}
		for _, c := range d.Comparisons {
			if c.Kind == kind {
				s.Weight += c.Weight
				s.Estimate += float64(c.Weight * c.Estimate)
			}
		}
		if s.Weight > 0 {
			s.Estimate /= s.Weight
			d.Kinds = append(d.Kinds, s)
		}
	}
}
