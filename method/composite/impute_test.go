package composite

import (
	"math"
	"testing"
)

func TestImputations(t *testing.T) {
	h, d := asem(t)
	for file, s := range map[string]Impute{
		"i_mean": {Method: ImputeMean}, "i_median": {Method: ImputeMedian},
		"i_mean_grp": {Method: ImputeGroupMean, Group: "GDP_group"}, "i_median_grp": {Method: ImputeGroupMedian, Group: "GDP_group"},
	} {
		r := run51(t, h, d, Chain{s})
		same(t, r.Last(), "expected/impute_raw_"+file+".csv")
		missing := 0
		for _, c := range d.Indicators {
			missing += len(c.Values) - present(c.Values)
		}
		if got := len(r.Stages[1].Imputed); got == 0 || got != missing {
			t.Errorf("%s: %d values on record, %d were missing", file, got, missing)
		}
	}
}

// gaps is three indicators over five years, with holes.
func gaps(t testing.TB) (*Hierarchy, *Data) {
	s := reference(t, "iData_panel_gaps.csv")
	d := &Data{Units: s.text("uCode")}
	for _, v := range s.numbers(t, "Time") {
		d.Periods = append(d.Periods, int(v))
	}
	nodes := []Node{{Code: "Index", Level: 2, Weight: 1, Direction: 1}}
	for _, code := range []string{"LPI", "Flights", "Renew"} {
		d.Indicators = append(d.Indicators, Column{code, s.numbers(t, code)})
		nodes = append(nodes, Node{Code: code, Parent: "Index", Level: 1, Weight: 1, Direction: 1})
	}
	h, err := NewHierarchy(nodes)
	if err != nil {
		t.Fatal(err)
	}
	return h, d
}

func TestImputeOverTime(t *testing.T) {
	h, d := gaps(t)
	for file, method := range map[string]Imputation{"latest": ImputeLatest, "linear": ImputeLinear} {
		same(t, run51(t, h, d, Chain{Impute{Method: method}}).Last(), "expected/panel_impute_"+file+".csv")
	}
	_, err := Run(h, &Data{Units: d.Units[:51], Indicators: []Column{{"LPI", d.Indicators[0].Values[:51]}, {"Flights", d.Indicators[1].Values[:51]}, {"Renew", d.Indicators[2].Values[:51]}}}, Chain{Impute{Method: ImputeLinear}})
	if err == nil {
		t.Error("time on one cross-section")
	}
}

// The last earlier value is taken from so many periods back and no more.
func TestImputeWithin(t *testing.T) {
	nan := math.NaN()
	h, err := NewHierarchy([]Node{{Code: "a", Parent: "i", Level: 1, Weight: 1, Direction: 1}, {Code: "i", Level: 2, Weight: 1, Direction: 1}})
	if err != nil {
		t.Fatal(err)
	}
	d := &Data{Units: []string{"x", "x", "x", "x", "y", "y", "y", "y"}, Periods: []int{2013, 2010, 2011, 2012, 2010, 2011, 2012, 2013},
		Indicators: []Column{{"a", []float64{nan, 1, nan, nan, nan, 5, nan, 9}}}}
	r := run51(t, h, d, Chain{Impute{Method: ImputeLatest, Periods: 1}})
	want := []float64{nan, 1, 1, nan, nan, 5, 5, 9}
	for i, v := range r.Last().Values[0] {
		near(t, v, want[i], 0, "within one period")
	}
	if c := r.Stages[1].Imputed; len(c) != 2 || c[0].From != 2010 || c[1].From != 2011 {
		t.Errorf("on record: %v", c)
	}
	want = []float64{1, 1, 1, 1, 5, 5, 7, 9}
	for i, v := range run51(t, h, d, Chain{Impute{Method: ImputeLinear}}).Last().Values[0] {
		near(t, v, want[i], 0, "straight lines")
	}
}
