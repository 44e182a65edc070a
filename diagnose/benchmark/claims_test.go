package benchmark

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// measured is the index of the synthetic study as what it means by innovative
// capacity: 甲 is ahead of 乙 in every run, of 乙, 丙 and 丁 the order turns on the
// choice between both pillars.
func measured(t *testing.T, claims ...diagnose.Claim) *Measure {
	t.Helper()
	spec, set, err := synthetic(t, func(s string) string {
		s = strings.Replace(s, "data: study", "measures: 创新能力\ndata: study", 1)
		return strings.Replace(s, "  noise:", "  choices:\n  - {name: 侧重, options: [{name: 并重}, {name: 重投入, weights: {contracts: 0}}, {name: 重产出, weights: {rd: 0}}]}\n  noise:", 1)
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewMeasure(spec, set, claims)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const (
	jia, yi, bing = "S900010", "S900020", "S900030"
	capacity      = "innovation_capacity"
)

func TestMeasureJudges(t *testing.T) {
	rank := func(place string, c diagnose.Claim) diagnose.Claim {
		c.Type, c.Place, c.Concept = diagnose.RankType, place, capacity
		return c
	}
	ahead := func(place, than string, peers ...string) diagnose.Claim {
		return diagnose.Claim{Type: diagnose.Comparison, Place: place, Concept: capacity, Than: than, Peers: peers}
	}
	said := func(sentence string, c diagnose.Claim) diagnose.Claim {
		c.Sentence = sentence
		return c
	}
	for name, x := range map[string]struct {
		claim  diagnose.Claim
		want   diagnose.Verdict
		reason string
	}{
		"far behind":              {said("乙创新能力显著落后于甲", ahead(yi, "below", jia)), diagnose.Partly, "index-degree"},
		"right behind":            {said("乙创新能力仅次于甲", ahead(yi, "below", jia)), diagnose.Partly, "index-degree"},
		"far ahead of the first":  {said("乙创新能力明显强于甲", ahead(yi, "above", jia)), diagnose.NotSupported, "index-runs"},
		"in the upper half":       {rank(jia, diagnose.Claim{RankWord: "high", Word: "中上游水平"}), diagnose.Supported, "index-runs"},
		"ahead in every run":      {ahead(jia, "above", yi), diagnose.Supported, "index-runs"},
		"behind in every run":     {ahead(yi, "below", jia), diagnose.Supported, "index-runs"},
		"never ahead":             {ahead(yi, "above", jia), diagnose.NotSupported, "index-runs"},
		"denied":                  {func() diagnose.Claim { c := ahead(yi, "above", jia); c.Denied = true; return c }(), diagnose.Supported, "index-runs"},
		"turned by a choice":      {ahead(bing, "above", yi), diagnose.Undecidable, "index-turns"},
		"among the first three":   {rank(jia, diagnose.Claim{Rank: 3, Hedge: diagnose.AtMost}), diagnose.Supported, "index-runs"},
		"not the last":            {rank(jia, diagnose.Claim{RankWord: "low"}), diagnose.NotSupported, "index-runs"},
		"the last of all numbers": {rank(jia, diagnose.Claim{Rank: 4}), diagnose.NotSupported, "index-runs"},
	} {
		t.Run(name, func(t *testing.T) {
			m := measured(t, x.claim)
			r, covered := m.Judge(x.claim, nil)
			if !covered || r.Verdict != x.want {
				t.Fatalf("covered %v, %s with %+v", covered, r.Verdict, r.Reasons)
			}
			if !slices.ContainsFunc(r.Reasons, func(y diagnose.Reason) bool { return y.Code == x.reason && y.Text.En != "" }) {
				t.Errorf("reasons %+v", r.Reasons)
			}
			if r.Rewording.IsZero() || r.Counter.IsZero() || len(r.Evidence) == 0 || (r.Verdict == diagnose.Undecidable) == r.Decide.IsZero() {
				t.Errorf("%+v", r)
			}
		})
	}
}

// What the index does not cover is left to the tests of the concept's indicators.
func TestMeasureLeaves(t *testing.T) {
	base, one := diagnose.Claim{Type: diagnose.RankType, Place: jia, Concept: capacity, Rank: 1}, decimal.New(1, 0)
	for name, edit := range map[string]func(*diagnose.Claim){
		"a score of nobody": func(c *diagnose.Claim) { c.Type, c.Place, c.Figure = diagnose.LevelType, "420100", &one },
		"a figure in units": func(c *diagnose.Claim) { c.Type, c.Figure, c.Unit = diagnose.LevelType, &one, "亿元" },
		"another concept":   func(c *diagnose.Claim) { c.Concept = "innovation_input" },
		"an indicator":      func(c *diagnose.Claim) { c.Indicator = "rd_intensity" },
		"another roster":    func(c *diagnose.Claim) { c.Roster = "中部六省" },
		"the whole nation":  func(c *diagnose.Claim) { c.Roster = "全国" },
		"a longer number":   func(c *diagnose.Claim) { c.Roster = "14个省" },
		"a place elsewhere": func(c *diagnose.Claim) { c.Place = "420100" },
		"a bent number":     func(c *diagnose.Claim) { c.Hedge = diagnose.Near },
		"beyond the last":   func(c *diagnose.Claim) { c.Rank = 9 },
	} {
		c := base
		edit(&c)
		if r, covered := measured(t, c).Judge(c, nil); covered {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// 全州 is what the index covers where that has every county, not where one is
// missing or the word means something wider.
func TestMeasureWhole(t *testing.T) {
	_, set, err := synthetic(t, same)
	if err != nil {
		t.Fatal(err)
	}
	county := func(code, name string) city.Place {
		return city.Place{Code: code, Name: name, Level: city.District, Parent: "X-all"}
	}
	if err := set.Places.Add([]city.Place{{Code: "X-all", Name: "合成州", Level: city.Prefecture}, county("X-1", "合成一县"), county("X-2", "合成二县"), county("X-3", "合成三县")}, nil); err != nil {
		t.Fatal(err)
	}
	m := &Measure{spec: &Spec{Place: "district"}, set: set, places: 3, made: &computation{table: &Table{}}}
	m.made.table.Units = []string{"合成一县", "合成二县", "合成三县"}
	for roster, want := range map[string]bool{"全州": true, "全市": true, "3个县": true, "全省": false, "13个县": false, "": true} {
		if m.ranges(roster, "X-1") != want {
			t.Errorf("%q is covered: %v", roster, !want)
		}
	}
	if m.places, m.made.table.Units = 2, m.made.table.Units[:2]; m.ranges("全州", "X-1") {
		t.Error("two of three counties are all")
	}
}

// A sentence that comes later, as from a draft, has the same verdict as one that
// was known before the runs.
func TestMeasureLater(t *testing.T) {
	c := diagnose.Claim{Type: diagnose.RankType, Place: jia, Concept: capacity, Rank: 2, Hedge: diagnose.AtMost}
	early, known := measured(t, c).Judge(c, nil)
	if late, covered := measured(t).Judge(c, nil); !covered || !known || !reflect.DeepEqual(early, late) {
		t.Errorf("%+v, not %+v", late, early)
	}
}

// Without runs nothing is sure.
func TestMeasureNotVaried(t *testing.T) {
	c := diagnose.Claim{Type: diagnose.Comparison, Place: jia, Concept: capacity, Than: "above", Peers: []string{yi}}
	spec, set, err := synthetic(t, func(s string) string {
		head, tail, _ := strings.Cut(s, "robustness:")
		_, focus, _ := strings.Cut(tail, "focus:")
		return strings.Replace(head, "data: study", "measures: innovation_capacity\ndata: study", 1) + "focus:" + focus
	})
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewMeasure(spec, set, []diagnose.Claim{c})
	if err != nil {
		t.Fatal(err)
	}
	if r, covered := m.Judge(c, nil); !covered || r.Verdict != diagnose.Partly || r.Reasons[1].Code != "index-not-varied" {
		t.Errorf("%+v", r)
	}
}

// A concept that nobody knows is an error at its line.
func TestUnknownConcept(t *testing.T) {
	spec, set, err := synthetic(t, func(s string) string {
		return strings.Replace(s, "data: study", "measures: 合成之谜\ndata: study", 1)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := spec.Concepts(set.Indicators); err == nil || !strings.Contains(err.Error(), "合成之谜") {
		t.Errorf("%v", err)
	}
}
