package composite

import (
	"slices"
)

// Step is one step of a chain: Denominate, Impute, Screen, Treat, Normalise,
// Weigh or Aggregate. It is data; it holds no state.
type Step interface {
	// Name is the step's word on record: "denominate", "impute", ...
	Name() string
	check(h *Hierarchy, d *Data) error
	apply(r *run, in *Table) (*Stage, error)
}

// Chain is a list of steps in the order in which they run. Each occurs at most
// once, Weigh once for a level. Denominate and Treat come before Normalise,
// Weigh and Aggregate after it; Aggregate is the last.
type Chain []Step

// Scope says which rows of a panel share their parameters.
type Scope int

// The scopes of Treat and Normalise.
const (
	ByPeriod Scope = iota // every period by itself: scores cannot be compared over time
	Pooled                // one set of parameters for all periods: goalposts are frozen
)

// Stage is what one step did.
type Stage struct {
	Step    Step // nil for the data as given
	Table   *Table
	Lost    []Cell        // by Denominate: values whose denominator is missing
	Imputed []Cell        // by Impute
	Screen  []Screening   // by Screen, one for each row that came in
	Treated []Treated     // by Treat, one for each indicator (and period)
	Turned  []string      // by Normalise: indicators whose scores rise as they get worse
	Weights []UnitWeights // by Aggregate with BenefitOfDoubt: of each place
}

// Cell is one value that a step put in or took out.
type Cell struct {
	Code, Place string
	Period      int // 0 for one cross-section
	Value       float64
	From        int // the period whose value was taken, else 0
}

// Result is an index with all that led to it.
type Result struct {
	Hierarchy *Hierarchy
	Data      *Data
	Chain     Chain
	Stages    []Stage // the data as given, then one for each step of the chain
	Weights   Weights // as used, of every node; siblings need not sum to 1
	Mixed     []Mixture
}

// run is what steps share while a chain runs.
type run struct {
	h        *Hierarchy
	d        *Data
	weighing []Weighting // by level - 1, nil where the weights are given
	weights  []float64   // as used, by node
}

// Run checks the hierarchy against the data and every step against both, and
// then builds the index. Errors are *Fault.
func Run(h *Hierarchy, d *Data, chain Chain) (*Result, error) {
	if err := d.check(h); err != nil {
		return nil, err
	}
	r := &Result{Hierarchy: h, Data: d, Chain: slices.Clone(chain), Mixed: h.Mixed()}
	r.Stages = make([]Stage, 1, len(chain)+1)
	r.Stages[0].Table = d.raw(h)
	return r, r.from(0)
}

// Rerun replays the chain with other steps, each in the place of the step that
// has its name (of a Weigh, its name and level). Steps before the first that was
// exchanged keep their tables.
func (r *Result) Rerun(steps ...Step) (*Result, error) {
	out := *r
	out.Chain = slices.Clone(r.Chain)
	first := len(r.Chain)
	for _, s := range steps {
		at := slices.IndexFunc(r.Chain, func(old Step) bool { return slot(old) == slot(s) })
		if at < 0 {
			return nil, &Fault{Kind: StepOrder, Step: s.Name()}
		}
		out.Chain[at] = s
		first = min(first, at)
	}
	out.Stages = append(make([]Stage, 0, len(r.Stages)), r.Stages[:first+1]...)
	return &out, out.from(first)
}

// slot names the place of a step in a chain.
func slot(s Step) string {
	if w, ok := s.(Weigh); ok {
		return w.Name() + string(rune('0'+w.Level))
	}
	return s.Name()
}

// from checks the chain and runs it from one of its steps.
func (r *Result) from(first int) error {
	if err := r.Chain.check(r.Hierarchy, r.Data); err != nil {
		return err
	}
	state := &run{h: r.Hierarchy, d: r.Data, weighing: make([]Weighting, r.Hierarchy.Depth())}
	for _, s := range r.Chain[:first] {
		if w, ok := s.(Weigh); ok {
			state.weighing[w.Level-1] = w.By
		}
	}
	table := r.Stages[first].Table
	for _, s := range r.Chain[first:] {
		stage, err := s.apply(state, table)
		if err != nil {
			return within(s.Name(), err)
		}
		stage.Step = s
		r.Stages = append(r.Stages, *stage)
		table = stage.Table
	}
	switch {
	case state.weights != nil:
		r.Weights = r.Hierarchy.named(state.weights)
	case r.Weights == nil: // a chain without Aggregate
		w, err := r.Hierarchy.weights(nil)
		if err != nil {
			return err
		}
		r.Weights = r.Hierarchy.named(w)
	}
	return nil
}

// check looks at the order of the steps and at each by itself.
func (c Chain) check(h *Hierarchy, d *Data) error {
	seen := map[string]bool{}
	for _, s := range c {
		switch s.(type) {
		case Denominate, Impute, Screen, Treat, Normalise, Weigh, Aggregate:
		default: // nothing, or a pointer to a step
			return faulty(BadStep)
		}
		name := s.Name()
		normalised := seen["normalise"]
		switch {
		case seen[slot(s)], seen["aggregate"],
			normalised && (name == "denominate" || name == "treat"),
			!normalised && (name == "weigh" || name == "aggregate"):
			return &Fault{Kind: StepOrder, Step: name}
		}
		seen[slot(s)] = true
		if err := s.check(h, d); err != nil {
			return within(name, err)
		}
	}
	return nil
}

// within names the step in a fault that has none.
func within(step string, err error) error {
	if f, ok := err.(*Fault); ok && f.Step == "" {
		f.Step = step
	}
	return err
}

// Table is the table after the step of a name, or nil; "" is the data as given.
func (r *Result) Table(step string) *Table {
	for _, s := range r.Stages {
		if s.Step == nil && step == "" || s.Step != nil && s.Step.Name() == step {
			return s.Table
		}
	}
	return nil
}

// Last is the table after the last step.
func (r *Result) Last() *Table { return r.Stages[len(r.Stages)-1].Table }

// aggregate is the last step, which some questions need to be there.
func (r *Result) aggregate() (Aggregate, error) {
	if n := len(r.Chain); n > 0 {
		if a, ok := r.Chain[n-1].(Aggregate); ok {
			return a, nil
		}
	}
	return Aggregate{}, &Fault{Kind: StepOrder, Step: "aggregate"}
}
