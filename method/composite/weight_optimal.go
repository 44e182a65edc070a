package composite

import (
	"math"
	"slices"
)

// Goal is what weights are optimised for.
type Goal string

// The goals.
const (
	Balance     Goal = "balance"     // correlations with the index in proportion to Target (Becker et al. 2017)
	Information Goal = "information" // the greatest sum of correlations with the index
)

// Optimisation is a search for the weights of one level.
type Optimisation struct {
	Goal        Goal
	Target      Weights     // importance of each node of the level, for Balance; nil for equal
	By          Coefficient // "" is Pearson
	Tolerance   float64     // relative, between the worst and the best corner; 0 is 1e-8
	Evaluations int         // at most; 0 is 2000
}

// Optimum is what a search came to.
type Optimum struct {
	Weights      Weights       // of the nodes of the level, with a sum of 1; what counts is their ratio within a family
	Correlations []Correlation // of the nodes with the index under these weights
	Value        float64       // of the objective: log of the mean squared difference of shares, or minus the sum of correlations
	Evaluations  int
	Settled      bool // false where the evaluations ran out
}

// Optimise searches the weights of a level, below the index, by the method of
// Nelder and Mead (1965), from equal weights or the targets. The chain ends with
// Aggregate and has no Weigh of that level.
func (r *Result) Optimise(level int, o Optimisation) (*Optimum, error) {
	step, target, err := r.optimisable(level, &o)
	if err != nil {
		return nil, err
	}
	h := r.Hierarchy
	nodes := h.Level(level)
	try := func(w []float64) ([]Correlation, error) {
		s := step
		s.Weights = make(Weights, len(step.Weights)+len(nodes))
		for _, code := range sorted(step.Weights) {
			s.Weights[code] = step.Weights[code]
		}
		for j, n := range nodes {
			s.Weights[n.Code] = w[j]
		}
		again, err := r.Rerun(s)
		if err != nil {
			return nil, err
		}
		codes := make([]string, len(nodes))
		for j, n := range nodes {
			codes[j] = n.Code
		}
		return again.Last().Correlate(codes, []string{h.Top()}, o.By)
	}
	start := slices.Clone(target)
	if o.Goal == Information {
		for j, n := range nodes {
			start[j] = r.Weights[n.Code]
		}
	}
	var fault error
	w, value, evaluations, settled := nelderMead(start, o.Tolerance, o.Evaluations, func(w []float64) float64 {
		if fault != nil || slices.ContainsFunc(w, func(v float64) bool { return v <= 0 }) {
			return math.Inf(1)
		}
		list, err := try(w)
		if err != nil {
			fault = err
			return math.Inf(1)
		}
		return o.objective(list, target)
	})
	if fault != nil {
		return nil, fault
	}
	out := &Optimum{Weights: Weights{}, Value: value, Evaluations: evaluations, Settled: settled}
	total := 0.0
	for _, v := range w {
		total += v
	}
	for j, n := range nodes {
		w[j] /= total
		out.Weights[n.Code] = w[j]
	}
	out.Correlations, err = try(w)
	if err == nil && math.IsInf(value, 1) {
		err = faulty(NoConvergence, h.Top())
	}
	return out, err
}

// optimisable checks a search and gives the last step and the targets, with a
// sum of 1.
func (r *Result) optimisable(level int, o *Optimisation) (Aggregate, []float64, error) {
	h := r.Hierarchy
	step, err := r.aggregate()
	if err != nil {
		return step, nil, err
	}
	if level < 1 || level >= h.Depth() || o.Goal != Balance && o.Goal != Information || !(o.Tolerance >= 0) || o.Evaluations < 0 {
		return step, nil, &Fault{Kind: BadStep, Names: []string{string(o.Goal)}, Value: float64(level)}
	}
	for _, s := range r.Chain {
		if w, ok := s.(Weigh); ok && w.Level == level {
			return step, nil, &Fault{Kind: StepOrder, Step: w.Name(), Value: float64(level)}
		}
	}
	if o.By == "" {
		o.By = Pearson
	}
	if o.Tolerance == 0 {
		o.Tolerance = 1e-8
	}
	if o.Evaluations == 0 {
		o.Evaluations = 2000
	}
	target, total := make([]float64, len(h.Level(level))), 0.0
	for j, n := range h.Level(level) {
		if target[j] = 1; o.Target != nil {
			target[j] = o.Target[n.Code]
		}
		if !(target[j] > 0) || math.IsInf(target[j], 1) {
			return step, nil, &Fault{Kind: BadWeight, Names: []string{n.Code}, Value: target[j]}
		}
		total += target[j]
	}
	for _, code := range sorted(o.Target) {
		if n, known := h.Node(code); !known || n.Level != level {
			return step, nil, faulty(UnknownWeight, code)
		}
	}
	for j := range target {
		target[j] /= total
	}
	return step, target, nil
}

// objective is the value to be made small.
func (o Optimisation) objective(list []Correlation, target []float64) float64 {
	sum, squares := 0.0, 0.0
	for _, c := range list {
		sum += c.Value
	}
	if o.Goal == Information {
		return -sum
	}
	for j, c := range list {
		d := target[j] - c.Value/sum
		squares += float64(d * d)
	}
	return math.Log(max(squares/float64(len(list)), 1e-30))
}

// nelderMead makes a function small, from a start whose corners are set off by a
// tenth of its greatest entry. Reflection 1, contraction 1/2, expansion 2. It
// settles when the worst corner is within the tolerance of the best.
func nelderMead(start []float64, tolerance float64, most int, f func([]float64) float64) (best []float64, value float64, evaluations int, settled bool) {
	n := len(start)
	offset := 0.0
	for _, v := range start {
		offset = max(offset, 0.1*math.Abs(v))
	}
	if offset == 0 {
		offset = 0.1
	}
	corner, at := make([][]float64, n+1), make([]float64, n+1)
	try := func(x []float64) float64 {
		evaluations++
		if v := f(x); !math.IsNaN(v) {
			return v
		}
		return math.Inf(1)
	}
	for k := range corner {
		corner[k] = slices.Clone(start)
		if k > 0 {
			corner[k][k-1] += offset
		}
		at[k] = try(corner[k])
	}
	limit := tolerance * (math.Abs(at[0]) + tolerance)
	for {
		low, high := 0, 0
		for k, v := range at {
			if v < at[low] {
				low = k
			}
			if v > at[high] {
				high = k
			}
		}
		if settled = at[high] <= at[low]+limit; settled || evaluations >= most {
			return corner[low], at[low], evaluations, settled
		}
		centre := make([]float64, n)
		for k, c := range corner {
			for i := range centre {
				if k != high {
					centre[i] += c[i] / float64(n)
				}
			}
		}
		along := func(share float64) ([]float64, float64) {
			x := make([]float64, n)
			for i := range x {
				x[i] = centre[i] + float64(share*(corner[high][i]-centre[i]))
			}
			return x, try(x)
		}
		x, v := along(-1)
		if v < at[low] {
			if y, w := along(-2); w < v {
				x, v = y, w
			}
			corner[high], at[high] = x, v
			continue
		}
		reflected := v < at[high]
		if reflected {
			corner[high], at[high] = x, v
		}
		if slices.ContainsFunc(at, func(w float64) bool { return w > at[high] }) {
			continue // no longer the worst
		}
		if x, v = along(0.5); v < at[high] {
			corner[high], at[high] = x, v
		} else if !reflected {
			for k := range corner {
				if k == low {
					continue
				}
				for i := range centre {
					corner[k][i] = corner[low][i] + (corner[k][i]-corner[low][i])/2
				}
				at[k] = try(corner[k])
			}
		}
	}
}
