package robust

import (
	"math/rand/v2"

	"github.com/quanyu/quanyu/method/composite"
	"github.com/quanyu/quanyu/method/sensitivity"
)

// Plan is an index and what is varied about it.
type Plan struct {
	Hierarchy *composite.Hierarchy
	Data      *composite.Data
	Chain     composite.Chain // the index as it was made; it ends with Aggregate
	Choices   []Choice
	Base      int    // base points: the design has Base times (choices + 2) runs, of which 2 Base are independent
	Seed      uint64 // of all that is drawn
	Target    string // the node whose scores rank the places; "" is the index
	Period    int    // the period whose ranks are asked for; 0 for one cross-section
	Questions []Question
	Nodes     []string // whose ranks are counted too
	Watch     []string // places whose rank by the target is kept for every run
	Workers   int      // 0 is one for each processor
	Done      func()   // called when a run is done, by any worker; may be nil
}

// Design is a plan that was checked, with the index as it was made.
type Design struct {
	Nominal *composite.Result
	Places  []string  // of the period, in the order of the data
	Scores  []float64 // as made; NaN where a place has none
	Ranks   []int     // as made; 0 where a place has none

	plan   Plan
	points *sensitivity.Points
	at     map[string]int
	kept   *kept
}

// Setting says how a run settles a choice: by an option, or by the draw of this
// number.
type Setting struct {
	Choice string
	Option string // "" where weights or values are drawn
	Draw   int
}

// New checks a plan and computes the index as it was made and with each option.
// Errors are *Fault; one of the chain itself is a *composite.Fault.
func New(p Plan) (*Design, error) {
	d := &Design{plan: p, at: map[string]int{}}
	if n := len(p.Chain); n == 0 || !aggregates(p.Chain[n-1]) {
		return nil, faulty(NoAggregate)
	}
	var err error
	if d.Nominal, err = composite.Run(p.Hierarchy, p.Data, p.Chain); err != nil {
		return nil, err
	}
	d.kept = newKept(len(p.Data.Units), len(p.Data.Indicators))
	if d.plan.Target == "" {
		d.plan.Target = p.Hierarchy.Top()
	}
	if d.Nominal.Last().Column(d.plan.Target) == nil {
		return nil, faulty(UnknownName, d.plan.Target)
	}
	for i, unit := range p.Data.Units {
		if p.Data.Periods == nil || p.Data.Periods[i] == p.Period {
			d.at[unit] = len(d.Places)
			d.Places = append(d.Places, unit)
		}
	}
	d.Scores, d.Ranks = make([]float64, len(d.Places)), make([]int, len(d.Places))
	d.scores(d.Nominal, d.plan.Target, d.Scores)
	composite.RankScores(d.Scores, make([]int, 0, len(d.Places)), d.Ranks)
	if ranked(d.Ranks) < 2 {
		return nil, faulty(NothingRanked)
	}
	if err := d.check(); err != nil {
		return nil, err
	}
	d.points = sensitivity.NewPoints(p.Base, len(p.Choices), p.Seed)
	return d, d.try()
}

// ranked counts the places with a rank.
func ranked(ranks []int) int {
	n := 0
	for _, r := range ranks {
		if r > 0 {
			n++
		}
	}
	return n
}

// try computes each option alone, as it may be wrong by itself. One that fails,
// as a geometric mean does on scores from 0, may need an option of another choice:
// it is tried with the first of every other, with the second, and so on.
func (d *Design) try() error {
	for j, c := range d.plan.Choices {
		for o := range c.Options {
			_, err := d.compute(&settled{options: []*Option{&c.Options[o]}})
			for k := 0; err != nil; k++ {
				with, more := d.together(j, o, k)
				if !more {
					return &Fault{OptionFails, []string{c.Name, c.Options[o].Name}, err}
				}
				if _, failed := d.compute(with); failed == nil {
					err = nil
				}
			}
		}
	}
	return nil
}

// together settles one choice by an option, and every other by its option k, or
// its last; more is false where no other has so many.
func (d *Design) together(choice, option, k int) (s *settled, more bool) {
	s = &settled{}
	for j := range d.plan.Choices {
		options := d.plan.Choices[j].Options
		switch {
		case j == choice:
			s.options = append(s.options, &options[option])
		case len(options) > 0:
			more = more || k < len(options)
			s.options = append(s.options, &options[min(k, len(options)-1)])
		}
	}
	return s, more
}

// Runs is the number of runs of the design, from 0 to Runs-1.
func (d *Design) Runs() int { return d.points.Runs() }

// Settings says how a run settles each choice.
func (d *Design) Settings(run int) []Setting {
	out := make([]Setting, len(d.plan.Choices))
	for j, c := range d.plan.Choices {
		out[j].Choice = c.Name
		if c.Options != nil {
			out[j].Option = c.Options[d.option(run, j)].Name
		} else {
			out[j].Draw = d.draw(run, j)
		}
	}
	return out
}

// Replay computes one run alone, with all its tables.
func (d *Design) Replay(run int) (*composite.Result, error) { return d.compute(d.settle(run)) }

// option is the number of the option that a run takes.
func (d *Design) option(run, choice int) int {
	return int(d.points.At(run, choice) * float64(len(d.plan.Choices[choice].Options)))
}

// draw is the number of the draw that a run takes: a base point has two, as A
// and as B, so that runs which share the point share the draw.
func (d *Design) draw(run, choice int) int {
	point, b := d.points.Source(run, choice)
	if b {
		return 2*point + 1
	}
	return 2 * point
}

// settled is what a run does otherwise.
type settled struct {
	options []*Option
	weights []noise
	margins []margin
}

type noise struct {
	of     []WeightNoise
	source *rand.PCG
}

type margin struct {
	of     []composite.Column
	source *rand.PCG
}

// settle reads the settings of a run.
func (d *Design) settle(run int) *settled {
	s := &settled{}
	for j, c := range d.plan.Choices {
		if c.Options != nil {
			s.options = append(s.options, &c.Options[d.option(run, j)])
			continue
		}
		source := rand.NewPCG(d.plan.Seed, uint64(j+1)<<32|uint64(d.draw(run, j)))
		if c.Weights != nil {
			s.weights = append(s.weights, noise{c.Weights, source})
		} else {
			s.margins = append(s.margins, margin{c.Margins, source})
		}
	}
	return s
}

// scores puts the scores of the period by a node in the order of Places.
func (d *Design) scores(r *composite.Result, code string, out []float64) {
	for i := range out {
		out[i] = missing
	}
	t := r.Last()
	for i, v := range t.Column(code) {
		if t.Periods == nil || t.Periods[i] == d.plan.Period {
			out[d.at[t.Units[i]]] = v
		}
	}
}

// rank of a place by a node in any period; 0 where it has no score.
func (d *Design) rank(r *composite.Result, code, place string, period int) int {
	t := r.Last()
	var scores []float64
	at := -1
	for i, v := range t.Column(code) {
		if t.Periods == nil && period == 0 || t.Periods != nil && t.Periods[i] == period {
			if t.Units[i] == place {
				at = len(scores)
			}
			scores = append(scores, v)
		}
	}
	if at < 0 {
		return 0
	}
	out := make([]int, len(scores))
	composite.RankScores(scores, make([]int, 0, len(scores)), out)
	return out[at]
}

// score of a place by a node in any period; NaN where it has none.
func (d *Design) score(r *composite.Result, code, place string, period int) float64 {
	t := r.Last()
	for i, v := range t.Column(code) {
		if t.Units[i] == place && t.Periods[i] == period {
			return v
		}
	}
	return missing
}
