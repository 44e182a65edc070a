package benchmark

import (
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
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

// The name of the index becomes a concept; those that the catalog has get the names
// of their scores.
func TestNewConcepts(t *testing.T) {
	m := moving(t, same)
	var names []string
	for _, c := range m.spec.NewConcepts(m.set.Indicators) {
		names = append(names, c.Name.Zh)
		if !slices.Contains(c.Aliases, c.Name.Zh+"得分") {
			t.Errorf("%s has no name of its score: %v", c.Name.Zh, c.Aliases)
		}
		if strings.HasPrefix(c.ID, "index_") && (len(c.Indicators) != 2 || c.Indicators[0] != "rd_expenditure") {
			t.Errorf("%+v", c)
		}
	}
	if !slices.Equal(names, []string{"创新投入", "创新能力", "创新产出", "合成创新指数"}) {
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

// Scores in figures are held against the index as made; what they are is not known by
// hand here, and TestFromStudy holds the index itself.
func TestMeasureScores(t *testing.T) {
	m := moving(t, same)
	now, before, other := m.stand("out", "合成甲省", 0).score, m.stand("out", "合成甲省", 2022).score, m.stand("out", "合成乙省", 0).score
	points := func(v float64) *decimal.Decimal {
		d := decimal.NewFromFloat(v).Round(2)
		return &d
	}
	base := diagnose.Claim{Place: jia, Concept: "innovation_output", Unit: "分"}
	for name, x := range map[string]struct {
		edit   func(*diagnose.Claim)
		want   diagnose.Verdict
		reason string
	}{
		"its score":      {func(c *diagnose.Claim) { c.Type, c.Figure = diagnose.LevelType, points(now) }, diagnose.Partly, "index-score"},
		"without a unit": {func(c *diagnose.Claim) { c.Type, c.Figure, c.Unit = diagnose.LevelType, points(now), "" }, diagnose.Partly, "index-score"},
		"another score":  {func(c *diagnose.Claim) { c.Type, c.Figure = diagnose.LevelType, points(now-0.05) }, diagnose.NotSupported, "mismatch"},
		"over a score": {func(c *diagnose.Claim) {
			c.Type, c.Figure, c.Hedge = diagnose.LevelType, points(now-0.05), diagnose.AtLeast
		}, diagnose.Partly, "index-score"},
		"that of another year": {func(c *diagnose.Claim) { c.Type, c.Figure, c.Period = diagnose.LevelType, points(before), "2022" }, diagnose.Partly, "index-score"},
		"a year it has not":    {func(c *diagnose.Claim) { c.Type, c.Figure, c.Period = diagnose.LevelType, points(now), "2015" }, diagnose.Undecidable, "index-years"},
		"a rank it has not":    {func(c *diagnose.Claim) { c.Type, c.Rank, c.Unit, c.Period = diagnose.RankType, 1, "", "2015" }, diagnose.Undecidable, "index-years"},
		"ahead by points": {func(c *diagnose.Claim) {
			c.Type, c.Than, c.Peers, c.Figure = diagnose.Comparison, "above", []string{yi}, points(now-other)
		}, diagnose.Partly, "index-score"},
		"ahead by other points": {func(c *diagnose.Claim) {
			c.Type, c.Than, c.Peers, c.Figure = diagnose.Comparison, "above", []string{yi}, points(now-other+0.1)
		}, diagnose.NotSupported, "mismatch"},
		"from score to score": {func(c *diagnose.Claim) {
			c.Type, c.From, c.Direction, c.FigureFrom, c.Figure = diagnose.Trend, "2022", "up", points(before), points(now)
		}, diagnose.Partly, "index-score"},
		"from another score": {func(c *diagnose.Claim) {
			c.Type, c.From, c.Direction, c.FigureFrom, c.Figure = diagnose.Trend, "2022", "up", points(before+0.1), points(now)
		}, diagnose.NotSupported, "mismatch"},
		"up by points": {func(c *diagnose.Claim) {
			c.Type, c.From, c.Direction, c.Figure = diagnose.Change, "2022", "up", points(now-before)
		}, diagnose.Partly, "index-score"},
		"up by a percentage": {func(c *diagnose.Claim) {
			c.Type, c.From, c.Direction, c.Figure, c.Unit = diagnose.GrowthType, "2022", "up", points(50), "%"
		}, diagnose.Undecidable, "index-ratio"},
		"so many times": {func(c *diagnose.Claim) {
			c.Type, c.From, c.Direction, c.Figure, c.Unit, c.Times = diagnose.GrowthType, "2022", "up", points(2), "倍", "to"
		}, diagnose.Undecidable, "index-ratio"},
	} {
		c := base
		x.edit(&c)
		r, covered := moving(t, same, c).Judge(c, nil)
		if !covered || r.Verdict != x.want || !slices.ContainsFunc(r.Reasons, func(y diagnose.Reason) bool { return y.Code == x.reason && y.Text.En != "" }) {
			t.Errorf("%s: covered %v, %s, %s with %+v", name, covered, r.Verdict, r.Rewording.Zh, r.Reasons)
		}
	}
}
