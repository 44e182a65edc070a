package composite

import (
	"math"
	"slices"
)

// Aggregate puts the children of each node together, level by level.
type Aggregate struct {
	By        []Mean    // one for all levels, or one for each from the second up
	Weights   Weights   // in place of those of the hierarchy, by code; the others stay
	Without   []string  // nodes left out; what is below them does not count
	Available []float64 // least share of weighted children with a score, else none is given: one for all levels or one for each
}

// Mean is Arithmetic, Geometric, Harmonic, Power, Copeland, TOPSIS or
// BenefitOfDoubt.
type Mean interface {
	// Method is its word on record.
	Method() string
	check() error
	// combine gives the score of every row of f.
	combine(f *family) ([]float64, error)
}

// family is a node and its children, as a mean sees them. Children without
// weight are not among them.
type family struct {
	parent  string
	codes   []string
	x       [][]float64 // by child, then by row
	at      []int       // the nodes
	weights []float64
	table   *Table
	parts   [][]int // rows of each period
	stage   *Stage
}

func (s Aggregate) Name() string { return "aggregate" }

func (s Aggregate) check(h *Hierarchy, d *Data) error {
	levels := h.Depth() - 1
	if n := len(s.By); n != 1 && n != levels {
		return &Fault{Kind: BadStep, Names: []string{"means"}, Value: float64(n)}
	}
	for _, m := range s.By {
		if m == nil {
			return faulty(BadStep, "means")
		}
		if err := m.check(); err != nil {
			return err
		}
	}
	if n := len(s.Available); n > 1 && n != levels {
		return &Fault{Kind: BadStep, Names: []string{"available"}, Value: float64(n)}
	}
	for _, v := range s.Available {
		if !(v >= 0 && v <= 1) {
			return &Fault{Kind: BadStep, Names: []string{"available"}, Value: v}
		}
	}
	_, err := h.weights(s.Weights, s.Without...)
	return err
}

func (s Aggregate) apply(r *run, in *Table) (*Stage, error) {
	w, err := r.h.weights(s.Weights, s.Without...)
	if err != nil {
		return nil, err
	}
	r.weights = w
	stage := &Stage{Table: in.like()}
	t := stage.Table
	t.Codes = slices.Clone(in.Codes)
	parts := in.slices(false)
	for level := 1; level < r.h.Depth(); level++ {
		if by := r.weighing[level-1]; by != nil {
			if err := r.weigh(by, t, level, s.Without); err != nil {
				return nil, err
			}
		}
		for _, parent := range r.h.Level(level + 1) {
			f := r.family(parent.Code, t, w)
			f.parts, f.stage = parts, stage
			y, err := s.score(f, level)
			if err != nil {
				return nil, err
			}
			t.Codes, t.Values = append(t.Codes, parent.Code), append(t.Values, y)
		}
	}
	return stage, nil
}

// score puts one family together. One of which nothing is left has no scores.
func (s Aggregate) score(f *family, level int) ([]float64, error) {
	if len(f.codes) == 0 {
		return each(make([]float64, len(f.table.Units)), func(float64) float64 { return math.NaN() }), nil
	}
	y, err := pick(s.By, level).combine(f)
	if err != nil {
		return nil, err
	}
	for i, v := range y {
		if math.Abs(v) > largest || math.IsNaN(v) && f.present(i) > 0 {
			return nil, &Fault{Kind: TooLarge, Names: []string{f.parent}, Place: f.table.Units[i], Period: f.table.period(i), Value: v}
		}
	}
	if len(s.Available) > 0 {
		f.blank(y, pick(s.Available, level))
	}
	return y, nil
}

// pick takes the entry of a level from a list with one or with all of them.
func pick[T any](list []T, level int) T {
	if len(list) == 1 {
		return list[0]
	}
	return list[level-1]
}

// family gathers the children of a node that have a weight.
func (r *run) family(parent string, t *Table, w []float64) *family {
	f := &family{parent: parent, table: t}
	for _, i := range r.h.children[r.h.at[parent]] {
		if w[i] > 0 {
			f.codes = append(f.codes, t.Codes[i])
			f.at, f.x, f.weights = append(f.at, i), append(f.x, t.Values[i]), append(f.weights, w[i])
		}
	}
	return f
}

// blank takes back the scores of rows with too few children.
func (f *family) blank(y []float64, share float64) {
	for i := range y {
		n := 0
		for _, x := range f.x {
			if !math.IsNaN(x[i]) {
				n++
			}
		}
		if float64(n)/float64(len(f.x)) < share {
			y[i] = math.NaN()
		}
	}
}

// Compensation between children: the four means. A child without a score is left
// out and the weights of the others scaled up; a row without any has none.
type (
	Arithmetic struct{}
	Geometric  struct{}
	Harmonic   struct{}
	Power      struct{ P float64 } // the generalised mean; 1 is Arithmetic, -1 Harmonic
)

func (Arithmetic) Method() string { return "arithmetic" }
func (Geometric) Method() string  { return "geometric" }
func (Harmonic) Method() string   { return "harmonic" }
func (Power) Method() string      { return "power" }

func (Arithmetic) check() error { return nil }
func (Geometric) check() error  { return nil }
func (Harmonic) check() error   { return nil }

func (b Power) check() error {
	if b.P == 0 || math.IsNaN(b.P) || math.IsInf(b.P, 0) {
		return &Fault{Kind: BadStep, Names: []string{"power"}, Value: b.P}
	}
	return nil
}

func (Arithmetic) combine(f *family) ([]float64, error) {
	return f.mean(func(v float64) float64 { return v }, func(m float64) float64 { return m }), nil
}

func (Geometric) combine(f *family) ([]float64, error) {
	if err := f.above(func(v float64) bool { return v > 0 }); err != nil {
		return nil, err
	}
	return f.mean(math.Log, math.Exp), nil
}

func (Harmonic) combine(f *family) ([]float64, error) {
	if err := f.above(func(v float64) bool { return v > 0 }); err != nil {
		return nil, err
	}
	inverse := func(v float64) float64 { return 1 / v }
	return f.mean(inverse, inverse), nil
}

func (b Power) combine(f *family) ([]float64, error) {
	if err := f.above(func(v float64) bool { return v > 0 || v == 0 && b.P > 0 }); err != nil {
		return nil, err
	}
	return f.mean(func(v float64) float64 { return math.Pow(v, b.P) },
		func(m float64) float64 { return math.Pow(m, 1/b.P) }), nil
}

// mean is the weighted mean of a function of the scores, turned back.
func (f *family) mean(there, back func(float64) float64) []float64 {
	out := make([]float64, len(f.table.Units))
	for i := range out {
		sum, total := 0.0, 0.0
		for j, x := range f.x {
			if v := x[i]; !math.IsNaN(v) {
				sum += float64(f.weights[j] * there(v))
				total += f.weights[j]
			}
		}
		if out[i] = math.NaN(); total > 0 {
			out[i] = back(sum / total)
		}
	}
	return out
}

// above refuses scores that a mean cannot take.
func (f *family) above(good func(float64) bool) error {
	for j, x := range f.x {
		for i, v := range x {
			if !math.IsNaN(v) && !good(v) {
				return &Fault{Kind: NotPositive, Names: []string{f.codes[j], f.parent}, Place: f.table.Units[i], Period: f.table.period(i), Value: v}
			}
		}
	}
	return nil
}
