package benchmark

import (
	"errors"
	"math"
	"slices"
	"strconv"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite"
)

// Version is an index with its figures.
type Version struct {
	Spec  *Spec
	Table *Table
}

// Compare sets two versions of an index on the same data side by side, and goes
// from the first to the second one change at a time (see composite.Passages).
// Ranks are among the places of each version. Faults are *city.Error.
func Compare(a, b Version) (*Comparison, error) {
	x, err := a.built()
	if err != nil {
		return nil, err
	}
	y, err := b.built()
	if err != nil {
		return nil, err
	}
	switch {
	case (a.Table.Periods == nil) != (b.Table.Periods == nil):
		return nil, b.Spec.wrong("period:", "两个方案一个用多年的数、一个只用一年的数：period 要写成一样", "one version has several years and the other has one: period must be the same")
	case x.period != y.period:
		return nil, b.Spec.wrong("year:", "两个方案问的不是同一年：%d 与 %d", "the two versions are of different periods: %d and %d", x.period, y.period)
	}
	passages, err := composite.Passages(x.index, y.index)
	var fault *composite.Fault
	if errors.As(err, &fault) && fault.Kind == composite.OtherData {
		return nil, b.Spec.otherData(fault, a.Table)
	}
	if err != nil {
		return nil, b.Spec.said(err, b.Table)
	}
	c := &comparison{a: x, b: y, passages: passages}
	return c.view()
}

// otherData says what is not the same in the data of two versions.
func (s *Spec) otherData(f *composite.Fault, first *Table) error {
	place := f.Place
	if f.Period != 0 {
		place += " " + strconv.Itoa(f.Period)
	}
	var e *city.Error
	switch {
	case len(f.Names) == 0 && slices.Contains(first.Units, f.Place):
		e = city.Errorf(string(f.Kind), "两个方案用的不是同一份数据：“%s”不在后一个方案的数据里", "the two versions do not have the same data: %q is not in those of the second", place)
	case len(f.Names) == 0:
		e = city.Errorf(string(f.Kind), "两个方案用的不是同一份数据：“%s”不在前一个方案的数据里", "the two versions do not have the same data: %q is not in those of the first", place)
	case f.Place == "":
		e = city.Errorf(string(f.Kind), "两个方案里“%s”一列的分组不一样", "the two versions have other groups in %q", f.Names[0])
	default:
		e = city.Errorf(string(f.Kind), "两个方案里“%[1]s”的“%[2]s”不是同一个数", "%[2]q of %[1]q is not the same figure in the two versions", place, f.Names[0])
	}
	w := faultWords[f.Kind]
	word := "data:"
	if len(f.Names) > 0 {
		word = f.Names[0]
	}
	return e.At(s.file, "", s.line(word), "").WithHint(w[2], w[3])
}

// built is the index of a version, with its result, which has intervals where it
// varies something.
func (v Version) built() (*built, error) {
	c, err := v.Spec.prepare(v.Table)
	if err == nil {
		err = c.run()
	}
	if err != nil {
		return nil, v.Spec.said(err, v.Table)
	}
	r, err := c.result()
	return &built{c, r}, err
}

// built is a version whose index was computed.
type built struct {
	*computation
	result *Result
}

// comparison is on its way to what is shown.
type comparison struct {
	a, b     *built
	passages []composite.Passage
	places   []string // of the period, in the order of the data
	stages   []*composite.Result
	ranks    [][]int     // by stage, then by place; 0 without one
	scores   [][]float64 // likewise; NaN
}

func (c *comparison) view() (*Comparison, error) {
	out := &Comparison{A: c.a.version(), B: c.b.version(), Changes: []ChangeView{}, Places: []ComparedView{}, Turned: []TurnedView{}}
	if c.a.table.Periods != nil {
		out.Period = &c.a.period
	}
	c.stages = []*composite.Result{c.a.index}
	for _, p := range c.passages {
		c.stages = append(c.stages, p.Result)
	}
	for i, place := range c.a.table.Units {
		if c.a.table.Periods == nil || c.a.table.Periods[i] == c.a.period {
			c.places = append(c.places, place)
		}
	}
	for _, r := range c.stages {
		c.stand(r)
	}
	for k, p := range c.passages {
		out.Changes = append(out.Changes, c.change(k, p))
	}
	for i := range c.places {
		out.Places = append(out.Places, c.place(i))
	}
	c.pairs(out)
	out.Change, out.Correlation = c.moved(c.ranks[0], c.ranks[len(c.ranks)-1])
	out.Notes = c.notes(out)
	return out, nil
}

func (b *built) version() VersionView {
	v := VersionView{Title: b.spec.Title, Spec: b.spec.file, Files: b.table.Files, Indicators: len(b.hierarchy.Level(1)), Settings: b.chain}
	if b.result.Robustness != nil {
		v.Runs = b.result.Robustness.Runs
	}
	return v
}

// stand notes score and rank of every place at a stage.
func (c *comparison) stand(r *composite.Result) {
	t := r.Last()
	x, ranks := t.Column(r.Hierarchy.Top()), t.Ranks(r.Hierarchy.Top())
	at := map[string]int{}
	for i, place := range t.Units {
		if t.Periods == nil || t.Periods[i] == c.a.period {
			at[place] = i
		}
	}
	rank, score := make([]int, len(c.places)), make([]float64, len(c.places))
	for i, place := range c.places {
		score[i] = math.NaN()
		if row, there := at[place]; there {
			rank[i], score[i] = ranks[row], x[row]
		}
	}
	c.ranks, c.scores = append(c.ranks, rank), append(c.scores, score)
}

// place is one under both versions.
func (c *comparison) place(i int) ComparedView {
	last := len(c.ranks) - 1
	v := ComparedView{Place: c.places[i], Name: c.a.name(c.places[i]), ScoreA: city.Number(c.scores[0][i]), ScoreB: city.Number(c.scores[last][i]),
		RankA: ranked(c.ranks[0][i]), RankB: ranked(c.ranks[last][i]), Gain: gain(c.ranks[0][i], c.ranks[last][i]),
		IntervalA: c.a.interval(c.places[i]), IntervalB: c.b.interval(c.places[i]), By: []PartialView{}}
	if v.IntervalA != nil && v.RankB != nil {
		beyond := city.Number(*v.RankB) < v.IntervalA[0] || city.Number(*v.RankB) > v.IntervalA[1]
		v.Beyond = &beyond
	}
	for k, p := range c.passages {
		v.By = append(v.By, PartialView{Change: string(p.Changes[0]), Score: city.Number(c.scores[k+1][i] - c.scores[k][i]), Gain: gain(c.ranks[k][i], c.ranks[k+1][i])})
	}
	return v
}

func ranked(rank int) *int {
	if rank == 0 {
		return nil
	}
	return &rank
}

// gain is how many places are won from one rank to another.
func gain(before, after int) *int {
	if before == 0 || after == 0 {
		return nil
	}
	g := before - after
	return &g
}

func (b *built) interval(place string) *[2]city.Number {
	for _, p := range b.result.Places {
		if p.Place == place {
			return p.Interval
		}
	}
	return nil
}

// moved gives the mean absolute change of rank, and the correlation of ranks, over
// the places that both rank; NaN where there are none.
func (c *comparison) moved(before, after []int) (mean, correlation city.Number) {
	var x, y []float64
	sum := 0.0
	for i := range before {
		if before[i] > 0 && after[i] > 0 {
			x, y = append(x, float64(before[i])), append(y, float64(after[i]))
			sum += math.Abs(float64(before[i] - after[i]))
		}
	}
	both := &composite.Table{Codes: []string{"a", "b"}, Values: [][]float64{x, y}}
	list, err := both.Correlate([]string{"a"}, []string{"b"}, composite.Spearman)
	if err != nil {
		panic("benchmark: " + err.Error())
	}
	return city.Number(sum / float64(len(x))), city.Number(list[0].Value)
}
