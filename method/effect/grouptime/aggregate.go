package grouptime

import (
	"cmp"
	"slices"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Aggregate sums up the effects (Callaway and Sant'Anna 2021, section 3, and R's
// did). That the cohorts' shares are estimated is in the errors. Cells without
// an effect are left out and counted. The fault is that of the first such cell
// where no cell after treatment has an effect, or NoTreated.
func (r *Result) Aggregate(kind Kind) (*Aggregate, error) { return r.aggregate(kind, every) }

func every(Cell) bool { return true }

// Window is Aggregate(Dynamic) of the times since treatment from first to last.
// Faults as in Aggregate.
func (r *Result) Window(first, last int) (*Aggregate, error) {
	return r.aggregate(Dynamic, func(c Cell) bool { e := c.Period - c.Cohort; return first <= e && e <= last })
}

// Balanced is Aggregate(Dynamic) of the cohorts that are seen for exposure units
// of time from their first treated period, up to that time: no change from one
// time since treatment to the next is one of cohorts there. Faults as in
// Aggregate.
func (r *Result) Balanced(exposure int) (*Aggregate, error) {
	first, last := r.sample.periods[0], r.sample.periods[len(r.sample.periods)-1]
	return r.aggregate(Dynamic, func(c Cell) bool {
		e := c.Period - c.Cohort
		return last-c.Cohort >= exposure && e <= exposure && e >= exposure-(last-first)
	})
}

// aggregate sums up the cells that take tells.
func (r *Result) aggregate(kind Kind, take func(Cell) bool) (*Aggregate, error) {
	out, mixtures, overall, err := r.sumUp(kind, take)
	if err != nil {
		return nil, err
	}
	out.Overall = overall.estimate(r)
	estimates, influence := make([]*Effect, len(mixtures)), make([][]float64, len(mixtures))
	for j, m := range mixtures {
		out.Parts[j].Effect = m.estimate(r)
		estimates[j], influence[j] = &out.Parts[j].Effect, m.influence
	}
	out.Critical = r.bands(estimates, influence)
	return out, nil
}

// sumUp mixes the cells that take tells into parts, and these into one.
func (r *Result) sumUp(kind Kind, take func(Cell) bool) (out *Aggregate, mixtures []mixture, overall mixture, err error) {
	out = &Aggregate{Kind: kind}
	var cells []int
	var missing *panel.Fault
	post := false
	for i, c := range r.Cells {
		if !take(c) || !c.Post && kind != Dynamic {
			continue
		}
		if r.influence[i] != nil {
			cells = append(cells, i)
			post = post || c.Post
			continue
		}
		if out.Missing++; missing == nil && c.Post {
			missing = c.Fault
		}
	}
	if !post {
		if missing == nil {
			missing = panel.Faulty(effect.NoTreated)
		}
		return nil, nil, overall, missing
	}
	if kind == Simple {
		return out, nil, r.mix(cells, true), nil
	}
	mixtures = r.parts(out, cells)
	from := 0
	for kind == Dynamic && out.Parts[from].At < 0 {
		from++
	}
	return out, mixtures, r.blend(mixtures[from:], kind == Group), nil
}

// parts sorts cells into the parts of an aggregate and mixes each.
func (r *Result) parts(out *Aggregate, cells []int) []mixture {
	at := func(i int) int {
		switch c := r.Cells[i]; out.Kind {
		case Dynamic:
			return c.Period - c.Cohort
		case Group:
			return c.Cohort
		case Calendar:
			return c.Period
		}
		panic("grouptime: unknown kind of aggregate " + string(out.Kind))
	}
	slices.SortStableFunc(cells, func(a, b int) int { return cmp.Compare(at(a), at(b)) })
	var mixtures []mixture
	for from := 0; from < len(cells); {
		to := from
		for to < len(cells) && at(cells[to]) == at(cells[from]) {
			to++
		}
		out.Parts = append(out.Parts, Part{At: at(cells[from]), Cells: to - from})
		mixtures = append(mixtures, r.mix(cells[from:to], out.Kind != Group))
		from = to
	}
	return mixtures
}

// mixture is a weighted mean of effects with its influence function, summed
// within clusters.
type mixture struct {
	value, unseen float64
	distance      float64 // of its periods from their bases: what a line of slope 1 puts into value
	influence     []float64
	cohort        int // of its first cell
	seen          int // treated units of the cells that have an error
}

func (m mixture) estimate(r *Result) Effect { return r.estimate(m.value, m.influence, m.unseen) }

// mix is the mean of cells, by the shares of their cohorts or plain.
func (r *Result) mix(cells []int, shares bool) mixture {
	each := make([]mixture, len(cells))
	for j, i := range cells {
		c := r.Cells[i]
		each[j] = mixture{value: c.Value, unseen: c.Unseen, distance: float64(c.Period - c.BasePeriod), influence: r.influence[i], cohort: c.Cohort}
		if c.Fault == nil {
			each[j].seen = c.Treated
		}
	}
	return r.blend(each, shares)
}

// blend is the mean of mixtures, by the shares of their cohorts or plain. With
// shares p estimated, the mean's influence gains the sum over mixtures of
// (value - mean) × (unit in the cohort - p) / sum of p.
func (r *Result) blend(mixtures []mixture, shares bool) mixture {
	weights := slices.Repeat([]float64{1}, len(mixtures))
	if shares {
		for j, m := range mixtures {
			weights[j] = r.sample.shareOf(m.cohort)
		}
	}
	total := sum(weights)
	out := mixture{influence: make([]float64, r.sample.clusters), cohort: mixtures[0].cohort}
	for j, m := range mixtures {
		w := weights[j] / total
		out.value += float64(w * m.value)
		out.unseen += float64(w * m.unseen)
		out.distance += float64(w * m.distance)
		out.seen += m.seen
		for c, x := range m.influence {
			out.influence[c] += float64(w * x)
		}
	}
	if !shares {
		return out
	}
	for j, m := range mixtures {
		gap := (m.value - out.value) / total
		for u, cohort := range r.sample.cohort {
			deviation := -weights[j]
			if cohort == m.cohort {
				deviation += r.sample.share[u]
			}
			out.influence[r.sample.cluster[u]] += float64(gap * deviation)
		}
	}
	return out
}

// shareOf is the share of a cohort among the units, by weight.
func (s *sample) shareOf(first int) float64 {
	total := 0.0
	for u, c := range s.cohort {
		if c == first {
			total += s.share[u]
		}
	}
	return total / float64(len(s.cohort))
}
