package robust

import (
	"errors"
	"math"
	"testing"

	"github.com/quanyu/quanyu/method/composite"
	"github.com/quanyu/quanyu/method/sensitivity"
)

// Options that cannot be computed together are runs that fail: each is listed,
// the ranks are those of the others, and there are no shares of variance.
func TestFailures(t *testing.T) {
	p := synthetic(t)
	p.Choices = []Choice{p.Choices[1], {Name: "mean", Options: []Option{
		{Name: "arithmetic"}, {Name: "geometric", Steps: []composite.Step{composite.Aggregate{By: []composite.Mean{composite.Geometric{}}}}},
	}}}
	p.Questions = []Question{{A: "north", B: "west"}}
	d := design(t, p)
	r, err := d.Run()
	if err != nil {
		t.Fatal(err)
	}
	fails := 0
	for n := range r.Runs {
		s := d.Settings(n)
		if s[0].Option == "0 to 100" && s[1].Option == "geometric" {
			if fails >= len(r.Failures) || r.Failures[fails].Run != n {
				t.Fatalf("run %d is not listed: %v", n, r.Failures)
			}
			var f *composite.Fault
			if !errors.As(r.Failures[fails].Err, &f) || f.Kind != composite.NotPositive {
				t.Errorf("run %d: %v", n, r.Failures[fails].Err)
			}
			fails++
		}
	}
	var f *sensitivity.Fault
	if fails == 0 || fails != len(r.Failures) || r.Choices != nil || !errors.As(r.NoShares, &f) || f.Kind != sensitivity.NotFinite {
		t.Errorf("%d failures of %d listed, %v", fails, len(r.Failures), r.NoShares)
	}
	if n := r.Places[0].Runs; n != 48 || r.Answers[0].Runs != n || r.Answers[0].Yes != 1 || r.Answers[0].Holds != Open { // 48 are too few
		t.Errorf("%+v %+v", r.Places[0], r.Answers[0])
	}
}

func TestFaults(t *testing.T) {
	option := func(o Option) []Choice {
		o.Name = "other"
		return []Choice{{Name: "c", Options: []Option{{Name: "as made"}, o}}}
	}
	geometric := composite.Aggregate{By: []composite.Mean{composite.Geometric{}}}
	four := []float64{1, 1, 1, 1}
	for name, c := range map[string]struct {
		change func(p *Plan)
		want   Kind
	}{
		"no choice":          {func(p *Plan) { p.Choices = nil }, NoChoice},
		"too many":           {func(p *Plan) { p.Choices = make([]Choice, sensitivity.MaxInputs+1) }, NoChoice},
		"one base point":     {func(p *Plan) { p.Base = 1 }, FewPoints},
		"no name":            {func(p *Plan) { p.Choices[0].Name = "" }, BadChoice},
		"name twice":         {func(p *Plan) { p.Choices[0].Name = "scale" }, BadChoice},
		"nothing":            {func(p *Plan) { p.Choices = []Choice{{Name: "c"}} }, BadChoice},
		"two kinds":          {func(p *Plan) { p.Choices[0].Weights = []WeightNoise{{1, 0.1}} }, BadChoice},
		"one option":         {func(p *Plan) { p.Choices[0].Options = p.Choices[0].Options[:1] }, FewOptions},
		"option twice":       {func(p *Plan) { p.Choices[0].Options[0].Name = "A twice" }, BadChoice},
		"clash of steps":     {func(p *Plan) { p.Choices[0].Options[0].Steps = p.Choices[1].Options[1].Steps }, Clash},
		"clash of weights":   {func(p *Plan) { p.Choices[1].Options[0].Weights = composite.Weights{"A": 3} }, Clash},
		"clash inside":       {func(p *Plan) { p.Choices = option(Option{Steps: []composite.Step{geometric, geometric}}) }, Clash},
		"no such step":       {func(p *Plan) { p.Choices = option(Option{Steps: []composite.Step{composite.Denominate{}}}) }, UnknownName},
		"nil step":           {func(p *Plan) { p.Choices = option(Option{Steps: []composite.Step{nil}}) }, BadChoice},
		"no such place":      {func(p *Plan) { p.Choices = option(Option{Places: []string{"north", "nowhere"}}) }, UnknownName},
		"no such element":    {func(p *Plan) { p.Choices = option(Option{Without: []string{"a9"}}) }, UnknownName},
		"without all":        {func(p *Plan) { p.Choices = option(Option{Without: []string{"all"}}) }, OneElement},
		"without both":       {func(p *Plan) { p.Choices = option(Option{Without: []string{"A", "B"}}) }, OptionFails},
		"one peer":           {func(p *Plan) { p.Choices = option(Option{Places: []string{"north"}}) }, OptionFails},
		"no peer":            {func(p *Plan) { p.Choices = option(Option{Places: []string{}}) }, OptionFails},
		"unknown weight":     {func(p *Plan) { p.Choices = option(Option{Weights: composite.Weights{"a9": 1}}) }, OptionFails},
		"negative weight":    {func(p *Plan) { p.Choices = option(Option{Weights: composite.Weights{"a1": -1}}) }, OptionFails},
		"not positive":       {func(p *Plan) { p.Choices = option(Option{Steps: []composite.Step{geometric}}) }, OptionFails},
		"other rows":         {func(p *Plan) { p.Choices = option(Option{Data: &composite.Data{Units: []string{"north"}}}) }, OtherRows},
		"level 0":            {func(p *Plan) { p.Choices = []Choice{{Name: "c", Weights: []WeightNoise{{0, 0.1}}}} }, UnknownName},
		"level of the index": {func(p *Plan) { p.Choices = []Choice{{Name: "c", Weights: []WeightNoise{{3, 0.1}}}} }, UnknownName},
		"level twice":        {func(p *Plan) { p.Choices = []Choice{{Name: "c", Weights: []WeightNoise{{1, 0.1}, {1, 0.1}}}} }, BadChoice},
		"share of 0":         {func(p *Plan) { p.Choices = []Choice{{Name: "c", Weights: []WeightNoise{{1, 0}}}} }, BadMargin},
		"share above 1":      {func(p *Plan) { p.Choices = []Choice{{Name: "c", Weights: []WeightNoise{{1, 1.5}}}} }, BadMargin},
		"share not a number": {func(p *Plan) { p.Choices = []Choice{{Name: "c", Weights: []WeightNoise{{1, math.NaN()}}}} }, BadMargin},
		"unknown margin": {func(p *Plan) {
			p.Choices = []Choice{{Name: "c", Margins: []composite.Column{{Code: "a9", Values: four}}}}
		}, UnknownName},
		"short margin": {func(p *Plan) {
			p.Choices = []Choice{{Name: "c", Margins: []composite.Column{{Code: "a1", Values: four[:3]}}}}
		}, BadMargin},
		"negative margin": {func(p *Plan) {
			p.Choices = []Choice{{Name: "c", Margins: []composite.Column{{Code: "a1", Values: []float64{1, -1, 1, 1}}}}}
		}, BadMargin},
		"margin twice": {func(p *Plan) {
			p.Choices = []Choice{{Name: "c", Margins: []composite.Column{{Code: "a1", Values: four}, {Code: "a1", Values: four}}}}
		}, BadChoice},
		"question on nobody":    {func(p *Plan) { p.Questions = []Question{{B: "north"}} }, UnknownName},
		"question on a ghost":   {func(p *Plan) { p.Questions = []Question{{A: "north", B: "ghost"}} }, UnknownName},
		"question on oneself":   {func(p *Plan) { p.Questions = []Question{{A: "north", B: "north"}} }, BadQuestion},
		"question without rank": {func(p *Plan) { p.Questions = []Question{{A: "north"}} }, BadQuestion},
		"question on both":      {func(p *Plan) { p.Questions = []Question{{A: "north", B: "east", Top: 1}} }, BadQuestion},
		"question on no period": {func(p *Plan) { p.Questions = []Question{{A: "north", Since: 2020}} }, BadQuestion},
		"question on a score":   {func(p *Plan) { p.Questions = []Question{{A: "north", Above: 2020}} }, BadQuestion},
		"question on no node":   {func(p *Plan) { p.Questions = []Question{{A: "north", Top: 1, Code: "C"}} }, UnknownName},
		"question on a year":    {func(p *Plan) { p.Questions = []Question{{A: "north", Top: 1, Period: 2020}} }, BadQuestion},
		"counts of no node":     {func(p *Plan) { p.Nodes = []string{"C"} }, UnknownName},
		"a ghost is watched":    {func(p *Plan) { p.Watch = []string{"ghost"} }, UnknownName},
		"no target":             {func(p *Plan) { p.Target = "C" }, UnknownName},
		"no chain":              {func(p *Plan) { p.Chain = nil }, NoAggregate},
		"no aggregate":          {func(p *Plan) { p.Chain = p.Chain[:1] }, NoAggregate},
	} {
		p := synthetic(t)
		c.change(&p)
		_, err := New(p)
		var f *Fault
		if !errors.As(err, &f) || f.Kind != c.want || f.Error() == "" {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	p := synthetic(t)
	p.Data.Periods = []int{2020, 2020, 2020, 2020}
	p.Period = 2021
	var f *Fault
	if _, err := New(p); !errors.As(err, &f) || f.Kind != NothingRanked {
		t.Errorf("a period without rows: %v", err)
	}
	q := synthetic(t)
	q.Data.Indicators[0].Values = []float64{1, 1, 1, 1}
	var chain *composite.Fault
	if _, err := New(q); !errors.As(err, &chain) {
		t.Errorf("a constant indicator: %v", err)
	}
	r := run(t, synthetic(t))
	for _, pair := range [][2]string{{"north", "north"}, {"north", "ghost"}, {"", "north"}} {
		if _, ok := r.Pair(pair[0], pair[1]); ok {
			t.Errorf("a pair of %v", pair)
		}
	}
}

// Ranks of a panel are those of the period asked for.
func TestPanel(t *testing.T) {
	p := synthetic(t)
	two := *p.Data
	two.Indicators = nil
	for _, u := range p.Data.Units {
		two.Units = append(two.Units, u)
	}
	two.Periods = []int{2020, 2020, 2020, 2020, 2021, 2021, 2021, 2021}
	for _, c := range p.Data.Indicators {
		later := []float64{c.Values[3], c.Values[2], c.Values[1], c.Values[0]}
		two.Indicators = append(two.Indicators, composite.Column{Code: c.Code, Values: append(append([]float64(nil), c.Values...), later...)})
	}
	p.Data = &two
	// North is first or shares the first rank in 2020, and has the figures of west,
	// the last, in 2021; east and south change places.
	for period, order := range map[int][]int{2020: {0, 1, 2, 3}, 2021: {3, 2, 1, 0}} {
		p.Period = period
		p.Questions = []Question{{A: "west", Since: 4041 - period}, {A: "north", Since: 4041 - period}, {A: "east", Since: 4041 - period}}
		got, want := run(t, p), run(t, synthetic(t))
		if len(got.Places) != 4 {
			t.Fatal(len(got.Places))
		}
		for k, up := range []float64{float64(period - 2020), float64(2021 - period), 0.5} {
			if a := got.Answers[k]; a.Yes != up || a.Runs != 64 {
				t.Errorf("%d: %+v, want %v", period, a, up)
			}
		}
		p.Questions = []Question{{A: "west", Above: 4041 - period}, {A: "west", Above: period, Period: 4041 - period}, {A: "west", Top: 1, Period: 2021}, {A: "west", B: "north", Code: "A", Period: 2020}}
		got = run(t, p)
		for k, yes := range []float64{float64(period - 2020), float64(2021 - period), 1, 0} {
			if a := got.Answers[k]; a.Yes != yes || a.Runs != 64 {
				t.Errorf("%d: %+v, want %v", period, a, yes)
			}
		}
		for k, i := range order {
			a, b := got.Places[k], want.Places[i]
			if a.Place = b.Place; a != b {
				t.Errorf("%d: got %+v, want %+v", period, a, b)
			}
		}
	}
}
