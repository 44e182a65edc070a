package benchmark

import (
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/diagnose"
)

// later are the figures of the year before, by which 甲 and 乙 change places in
// contracts and 丙 has none.
const later = `合成甲省,研发投入强度,2022,2.50,%,final,,,,
合成乙省,研发投入强度,2022,2.00,%,final,,,,
合成丙省,研发投入强度,2022,0.40,%,final,,,,
合成甲省,技术合同成交额,2022,40,亿元,final,,,,
合成乙省,技术合同成交额,2022,280,亿元,final,,,,
合成丁省,研发投入强度,2022,1.00,%,final,,,,
合成丁省,R&D经费,2022,29.0,亿元,final,,,,
`

// moving is the index of the synthetic study over two years with two parts.
func moving(t *testing.T, edit func(string) string, claims ...diagnose.Claim) *Measure {
	t.Helper()
	spec, set, err := syntheticWith(t, later, func(s string) string {
		s = strings.NewReplacer("data: study\nyear: 2023", "measures: 创新能力\ndata: study\nyear: 2023\nperiod: 2022/2023",
			"- {code: index}", "- {code: index, name: 合成创新指数}\n- {code: in, name: 创新投入, parent: index}\n- {code: out, name: 创新产出, parent: index}",
			"{code: rd, parent: index", "{code: rd, parent: in", "{code: contracts, parent: index", "{code: contracts, parent: out",
			"  noise:", "  choices:\n  - {name: 侧重, options: [{name: 并重}, {name: 重投入, weights: {out: 0}}, {name: 重产出, weights: {in: 0}}]}\n  noise:").Replace(s)
		return edit(s)
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

// By the figures above: contracts of 甲 go from 1 % to 5 % of the product, those of
// 乙 from 7 % to 3 %; R&D of all rises. 甲 so rises from the second rank in output
// to the first whatever is chosen, and by the index under some choices only: in
// input 丙 overtakes it.
func TestMeasureChange(t *testing.T) {
	trend := func(place, concept, direction string) diagnose.Claim {
		return diagnose.Claim{Type: diagnose.Trend, Place: place, Concept: concept, Direction: direction, From: "2022"}
	}
	rank := func(c diagnose.Claim) diagnose.Claim {
		c.Type = diagnose.RankChange
		return c
	}
	numbered := func(c diagnose.Claim, from, to int) diagnose.Claim {
		c.RankFrom, c.Rank = from, to
		return c
	}
	for name, x := range map[string]struct {
		claim  diagnose.Claim
		want   diagnose.Verdict
		reason string
		says   string
	}{
		"a part rose":              {trend(jia, "innovation_output", "up"), diagnose.Supported, "index-runs", "创新产出方面"},
		"a part fell":              {trend(yi, "innovation_output", "down"), diagnose.Supported, "index-runs", "降至"},
		"a part did not fall":      {trend(yi, "innovation_output", "up"), diagnose.NotSupported, "index-runs", "降至"},
		"its rank rose":            {rank(trend(jia, "innovation_output", "up")), diagnose.Supported, "index-runs", "由第2位到第1位"},
		"its rank, with numbers":   {numbered(rank(trend(jia, "innovation_output", "up")), 2, 1), diagnose.Supported, "index-runs", "由第2位到第1位"},
		"wrong numbers":            {numbered(rank(trend(jia, "innovation_output", "up")), 3, 1), diagnose.Partly, "index-runs", "由第2位到第1位"},
		"a rank that was lost":     {rank(trend(jia, "innovation_input", "up")), diagnose.NotSupported, "index-runs", "由第1位到第2位"},
		"turned by a choice":       {rank(trend(jia, capacity, "up")), diagnose.Undecidable, "index-turns", "位次"},
		"turned, with a wrong end": {numbered(rank(trend(jia, capacity, "up")), 4, 1), diagnose.NotSupported, "index-turns", "位次"},
		"another year's rank":      {diagnose.Claim{Type: diagnose.RankType, Place: yi, Concept: "innovation_output", Rank: 1, Period: "2022"}, diagnose.Supported, "index-runs", "2022年"},
		"no start is named":        {diagnose.Claim{Type: diagnose.Trend, Place: jia, Concept: "innovation_output", Direction: "up"}, diagnose.Supported, "period-assumed", "2022年"},
		"figures of one year only": {trend("S900040", "innovation_output", "up"), diagnose.Undecidable, "", ""},
		"a year it does not have":  {diagnose.Claim{Type: diagnose.Trend, Place: jia, Concept: "innovation_output", Direction: "up", From: "2015"}, diagnose.Undecidable, "index-years", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r, covered := moving(t, same, x.claim).Judge(x.claim, nil)
			if x.reason == "" {
				if covered {
					t.Fatalf("covered: %+v", r)
				}
				return
			}
			if !covered || r.Verdict != x.want || !strings.Contains(r.Rewording.Zh, x.says) || x.says != "" && r.Rewording.En == "" {
				t.Fatalf("covered %v, %s, %s with %+v", covered, r.Verdict, r.Rewording.Zh, r.Reasons)
			}
			if !slices.ContainsFunc(r.Reasons, func(y diagnose.Reason) bool { return y.Code == x.reason && y.Text.En != "" }) {
				t.Errorf("reasons %+v", r.Reasons)
			}
			if late, _ := moving(t, same).Judge(x.claim, nil); late.Verdict != r.Verdict {
				t.Errorf("%s before the runs, %s after", r.Verdict, late.Verdict)
			}
		})
	}
}

// A score that an indicator is missing from in one of the years is no trend.
func TestMeasureUneven(t *testing.T) {
	c := diagnose.Claim{Type: diagnose.Trend, Place: bing, Concept: capacity, Direction: "up", From: "2022"}
	r, covered := moving(t, same, c).Judge(c, nil)
	if !covered || r.Verdict != diagnose.Undecidable || !slices.ContainsFunc(r.Reasons, func(y diagnose.Reason) bool {
		return y.Code == "index-uneven" && strings.Contains(y.Text.Zh, "contracts")
	}) {
		t.Errorf("%v %s %+v", covered, r.Verdict, r.Reasons)
	}
}

// The name of the index becomes a concept; those that the catalog has do not.
func TestNewConcepts(t *testing.T) {
	m := moving(t, same)
	var names []string
	for _, c := range m.spec.NewConcepts(m.set.Indicators) {
		names = append(names, c.Name.Zh)
		if !strings.HasPrefix(c.ID, "index_") || len(c.Indicators) != 2 || c.Indicators[0] != "rd_expenditure" {
			t.Errorf("%+v", c)
		}
	}
	if !slices.Equal(names, []string{"合成创新指数"}) {
		t.Errorf("concepts %v", names)
	}
	concepts, err := m.spec.Concepts(m.set.Indicators)
	if err != nil || concepts["innovation_input"] != "in" || concepts["innovation_output"] != "out" || concepts[capacity] != "index" {
		t.Errorf("%v %v", concepts, err)
	}
	bare := &Spec{Data: "合成.csv", Indicators: []Indicator{{Code: "合成创新指数"}, {Code: "a", Parent: "合成创新指数"}}}
	if list := bare.NewConcepts(m.set.Indicators); list != nil {
		t.Errorf("an index of a bare table gives %v", list)
	}
}
