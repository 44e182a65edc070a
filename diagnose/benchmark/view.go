package benchmark

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite"
	"github.com/quanyu/quanyu/method/composite/robust"
)

// manyPlaces is how many places may have all their pairs shown; of more, the
// pairs of the places in focus and those of neighbours by rank are.
const manyPlaces = 60

// result turns what was computed into what is shown.
func (c *computation) result() (*Result, error) {
	r := &Result{
		Title: c.spec.Title, Question: c.spec.Question, Files: c.table.Files, Settings: c.index.Chain,
		Pairs: []PairView{}, Answers: []AnswerView{}, Sensitivity: []ShareView{}, Removal: []RemovalView{},
	}
	if c.table.Periods != nil {
		r.Period = &c.period
	}
	r.Sample = c.sample()
	r.Nodes = c.nodes()
	r.Places = c.placeViews()
	r.Decomposition = gaps(c.spec, c.table, c.index, c.period)
	var err error
	if r.Audit, err = c.audit(); err != nil {
		return nil, c.spec.said(err, c.table)
	}
	if r.Optimised, err = c.optimised(); err != nil {
		return nil, c.spec.said(err, c.table)
	}
	if c.report != nil {
		if r.Robustness, err = c.robustness(); err != nil {
			return nil, c.spec.said(err, c.table)
		}
		r.Pairs = c.pairs(r.Places)
		r.Answers = c.answers()
		for _, s := range c.report.Choices {
			r.Sensitivity = append(r.Sensitivity, ShareView{Choice: s.Choice, First: city.Number(s.First), FirstInterval: interval(s.FirstInterval.Low, s.FirstInterval.High),
				Total: city.Number(s.Total), TotalInterval: interval(s.TotalInterval.Low, s.TotalInterval.High)})
		}
		if r.Removal, err = c.removal(); err != nil {
			return nil, c.spec.said(err, c.table)
		}
	}
	r.Notes = append(slices.Clone(c.table.Notes), c.notes(r)...)
	return r, nil
}

func interval(low, high float64) [2]city.Number {
	return [2]city.Number{city.Number(low), city.Number(high)}
}

// sample says how the rows became the places that are ranked.
func (c *computation) sample() Sample {
	out := Sample{Rows: len(c.table.Units), Indicators: len(c.hierarchy.Level(1)), Periods: []int{}, Imputed: []CellView{}, Lost: []CellView{}, Out: []string{}, Unranked: []string{}, Treated: []Treated{}}
	if c.table.Periods != nil {
		out.Periods = slices.Compact(slices.Sorted(slices.Values(c.table.Periods)))
	}
	for _, column := range c.table.Indicators {
		for _, v := range column.Values {
			if math.IsNaN(v) {
				out.Missing++
			}
		}
	}
	for _, stage := range c.index.Stages {
		for _, cell := range stage.Imputed {
			out.Imputed = append(out.Imputed, CellView{cell.Code, cell.Place, cell.Period, city.Number(cell.Value)})
		}
		for _, cell := range stage.Lost {
			out.Lost = append(out.Lost, CellView{cell.Code, cell.Place, cell.Period, city.Number(cell.Value)})
		}
		for _, s := range stage.Screen {
			if !s.Included && s.Period == c.period {
				out.Out = append(out.Out, s.Place)
			}
		}
		for _, t := range stage.Treated {
			if t.Points > 0 || t.Transform != "" || !t.Pass && !t.Untreatable {
				out.Treated = append(out.Treated, Treated{t.Code, t.Period, t.Points, append(append([]string{}, t.High...), t.Low...), string(t.Transform), t.Pass})
			}
		}
	}
	return out
}

func (c *computation) nodes() []NodeView {
	effective := c.index.Effective()
	var out []NodeView
	for _, n := range c.hierarchy.Nodes() {
		by := c.denominator(n)
		out = append(out, NodeView{Code: n.Code, Name: n.Name, Parent: n.Parent, Level: n.Level, Weight: city.Number(c.index.Weights[n.Code]),
			Effective: city.Number(effective[n.Code]), Direction: n.Direction, Unit: n.Unit, Kind: n.Kind, Denominator: by, DividedBy: c.size(by)})
	}
	return out
}

// denominator is what an indicator was divided by.
func (c *computation) denominator(n composite.Node) string {
	for _, s := range c.index.Chain {
		if d, is := s.(composite.Denominate); is {
			for _, by := range d.By {
				if by.Code == n.Code {
					return by.Denominator
				}
			}
		}
	}
	return n.Denominator
}

// placeViews are the places of the period, in the order of the data.
func (c *computation) placeViews() []PlaceView {
	last := c.index.Last()
	ranks := make([][]int, len(last.Codes))
	for j, code := range last.Codes {
		ranks[j] = last.Ranks(code)
	}
	var spread map[string]robust.Place
	if c.report != nil {
		spread = map[string]robust.Place{}
		for _, p := range c.report.Places {
			spread[p.Place] = p
		}
	}
	within := c.within()
	var out []PlaceView
	for i, place := range last.Units {
		if last.Periods != nil && last.Periods[i] != c.period {
			continue
		}
		v := PlaceView{Place: place, Name: c.name(place), Score: city.Number(math.NaN()), Scores: make(map[string]city.Number, len(last.Codes)), Ranks: make(map[string]int, len(last.Codes))}
		for j, code := range last.Codes {
			v.Scores[code] = city.Number(last.Values[j][i])
			if ranks[j][i] > 0 {
				v.Ranks[code] = ranks[j][i]
			}
		}
		v.Score = v.Scores[c.hierarchy.Top()]
		if rank, ranked := v.Ranks[c.hierarchy.Top()]; ranked {
			v.Rank = &rank
		}
		v.Within = within[place]
		if p, varied := spread[place]; varied && p.Runs > 0 {
			within, median := interval(p.Low, p.High), city.Number(p.Median)
			v.Interval, v.Median, v.Runs = &within, &median, p.Runs
		}
		out = append(out, v)
	}
	return out
}

// within are the intervals of ranks by the nodes that the plan counts, by place.
func (c *computation) within() map[string]map[string][2]city.Number {
	out := map[string]map[string][2]city.Number{}
	if c.report == nil {
		return out
	}
	for n, places := range c.report.Nodes {
		for _, p := range places {
			if out[p.Place] == nil {
				out[p.Place] = map[string][2]city.Number{}
			}
			if p.Runs > 0 {
				out[p.Place][c.plans.Nodes[n]] = interval(p.Low, p.High)
			}
		}
	}
	return out
}

// name of a place.
func (c *computation) name(place string) string {
	if n := c.table.Names[place]; n != "" {
		return n
	}
	return place
}

// pairs are those of the places in focus with every other, or all of them, or
// those of neighbours by rank.
func (c *computation) pairs(places []PlaceView) []PairView {
	out := []PairView{}
	add := func(p robust.Pair, known bool) {
		if known && p.Runs > 0 {
			out = append(out, PairView{p.A, p.B, city.Number(p.Ahead), city.Number(p.Behind), p.Runs, string(p.Verdict)})
		}
	}
	focus := c.spec.Focus.Places
	switch {
	case len(focus) > 0:
		for k, a := range focus {
			for _, p := range places {
				if !slices.Contains(focus[:k], p.Place) {
					add(c.report.Pair(a, p.Place))
				}
			}
		}
	case len(places) <= manyPlaces:
		for _, p := range c.report.Pairs() {
			add(p, true)
		}
	default:
		order := slices.DeleteFunc(slices.Clone(places), func(p PlaceView) bool { return p.Rank == nil })
		slices.SortStableFunc(order, func(a, b PlaceView) int { return *a.Rank - *b.Rank })
		for i := 1; i < len(order); i++ {
			add(c.report.Pair(order[i-1].Place, order[i].Place))
		}
	}
	return out
}

func (c *computation) answers() []AnswerView {
	out := []AnswerView{}
	for _, a := range c.report.Answers {
		v := AnswerView{Place: a.A, AheadOf: a.B, Top: a.Top, Since: a.Since, Above: a.Above, Node: a.Code, Year: a.Period, Runs: a.Runs, Yes: city.Number(a.Yes), Holds: string(a.Holds), Turns: append([]string{}, a.Turns...), Options: []TurnView{}}
		for _, o := range a.Options {
			v.Options = append(v.Options, TurnView{o.Choice, o.Option, o.Runs, city.Number(o.Yes)})
		}
		out = append(out, v)
	}
	return out
}
