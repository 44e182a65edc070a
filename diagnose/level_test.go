package diagnose

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

const levels = `
gdp|420100|2017|13410.34|亿元
gdp|420100|2018|14847.29|亿元|status=preliminary
gdp|420100|2016|11912.61|亿元
gdp|510100|2018|15342.77|亿元|source=a|grade=A
gdp|510100|2018|15698.94|亿元|source=b|grade=B
gdp|320500|2018|18597|亿元|grade=C
gdp|330100|2018|13509.2|亿元|status=target
rd_intensity|420100|2018|2.346|%
high_tech_enterprises|510100|2018|3000|家|status=lower-bound
high_tech_enterprises|440300|2018|14400|家|status=rounded
high_tech_enterprises|430100|2018|3000|家|grade=D
high_tech_value_added|420100|2018|2956.81|亿元|definition=规上
population_resident|420100|2018-12-31|1108.1|万人
fiscal_science_share|420100|2018||%
`

func TestLevel(t *testing.T) {
	b := bench(t, levels)
	for _, x := range []struct {
		name    string
		c       Claim
		want    Verdict
		reasons string
		says    string
	}{
		{"as printed", Claim{Indicator: "gdp", Period: "2018", Figure: num("14847.29"), Unit: "亿元"}, Supported, "preliminary", "14847.29亿元（初步核算数）"},
		{"rounded in the sentence", Claim{Indicator: "gdp", Period: "2018", Figure: num("1.48"), Unit: "万亿元"}, Supported, "", "14847.29亿元"},
		{"cut instead of rounded", Claim{Indicator: "rd_intensity", Period: "2018", Figure: num("2.34"), Unit: "%"}, Partly, "rounding", "2.346%"},
		{"wrong", Claim{Indicator: "gdp", Period: "2018", Figure: num("14900"), Unit: "亿元"}, NotSupported, "mismatch", "14847.29亿元"},
		{"of another year", Claim{Indicator: "gdp", Period: "2017", Figure: num("14847.29"), Unit: "亿元"}, NotSupported, "mismatch other-period", "13410.34亿元"},
		{"of an earlier year, none stated", Claim{Indicator: "gdp", Figure: num("13410.34"), Unit: "亿元"}, Partly, "period-assumed other-period", "2017年武汉市地区生产总值为13410.34亿元"},
		{"finer than the data", Claim{Place: "320500", Indicator: "gdp", Period: "2018", Figure: num("18597.47"), Unit: "亿元"}, Partly, "finer-than-data grade", "18597亿元"},
		{"no year: the latest", Claim{Indicator: "gdp", Figure: num("14847.3"), Unit: "亿元"}, Supported, "period-assumed", "2018年"},
		{"no data", Claim{Indicator: "gdp", Period: "2019", Figure: num("16223"), Unit: "亿元"}, Undecidable, "no-data", "2019年武汉市地区生产总值"},
		{"unknown indicator", Claim{Indicator: "地下管廊里程", Period: "2018", Figure: num("100"), Unit: "公里"}, Undecidable, "unknown-indicator no-data", "地下管廊里程"},
		{"missing is not zero", Claim{Indicator: "fiscal_science_share", Period: "2018", Figure: num("0"), Unit: "%"}, Undecidable, "no-data", ""},
		{"unit of another kind", Claim{Indicator: "gdp", Period: "2018", Figure: num("14847.29"), Unit: "%"}, Undecidable, "unit", ""},
		{"sources differ, one fits", Claim{Place: "510100", Indicator: "gdp", Period: "2018", Figure: num("15342.77"), Unit: "亿元"}, Partly, "sources-differ", "15698.94亿元"},
		{"sources differ, both fit", Claim{Place: "510100", Indicator: "gdp", Period: "2018", Figure: num("1.5"), Unit: "万亿元", Hedge: Over}, Supported, "sources-differ", ""},
		{"sources differ, none fits", Claim{Place: "510100", Indicator: "gdp", Period: "2018", Figure: num("1.7"), Unit: "万亿元"}, NotSupported, "mismatch", ""},
		{"a target is not a fact", Claim{Place: "330100", Indicator: "gdp", Period: "2018", Figure: num("13509.2"), Unit: "亿元"}, Undecidable, "no-data", ""},
		{"grade D is never evidence", Claim{Place: "430100", Indicator: "high_tech_enterprises", Period: "2018", Figure: num("3000"), Unit: "家"}, Undecidable, "rejected-source no-data", ""},
		{"above a lower bound", Claim{Place: "510100", Indicator: "high_tech_enterprises", Period: "2018", Figure: num("3000"), Unit: "家", Hedge: Over}, Supported, "lower-bound", "超过3000家"},
		{"below a lower bound", Claim{Place: "510100", Indicator: "high_tech_enterprises", Period: "2018", Figure: num("2800"), Unit: "家"}, NotSupported, "mismatch", ""},
		{"beyond a lower bound", Claim{Place: "510100", Indicator: "high_tech_enterprises", Period: "2018", Figure: num("3113"), Unit: "家"}, Undecidable, "within-tolerance", ""},
		{"rounded source, rounded figure", Claim{Place: "440300", Indicator: "high_tech_enterprises", Period: "2018", Figure: num("1.4"), Unit: "万家"}, Supported, "rounded", "约为14400家"},
		{"rounded source, its own figure", Claim{Place: "440300", Indicator: "high_tech_enterprises", Period: "2018", Figure: num("14400"), Unit: "家"}, Supported, "rounded", "约为14400家"},
		{"rounded source, exact figure", Claim{Place: "440300", Indicator: "high_tech_enterprises", Period: "2018", Figure: num("14415"), Unit: "家"}, Partly, "finer-than-data", ""},
		{"narrower definition fits", Claim{Indicator: "high_tech_value_added", Period: "2018", Figure: num("2956.81"), Unit: "亿元"}, Partly, "definition-differs", "规上高新技术产业增加值"},
		{"narrower definition does not fit", Claim{Indicator: "high_tech_value_added", Period: "2018", Figure: num("3500"), Unit: "亿元"}, NotSupported, "definition-differs mismatch", ""},
		{"another definition than the one named", Claim{Indicator: "high_tech_value_added", Definition: "全口径", Period: "2018", Figure: num("3500"), Unit: "亿元"}, Undecidable, "definition-differs", ""},
		{"the definition asked for", Claim{Indicator: "high_tech_value_added", Definition: "规上", Period: "2018", Figure: num("2956.8"), Unit: "亿元"}, Supported, "", ""},
		{"end of year for a stock", Claim{Indicator: "population_resident", Period: "2018", Figure: num("1108.1"), Unit: "万人"}, Supported, "", "1108.1万人"},
		{"loose word", Claim{Indicator: "gdp", Period: "2018", Figure: num("1.2"), Unit: "万亿元", Hedge: Over}, Partly, "hedge-loose", "14847.29亿元"},
		{"not yet", Claim{Indicator: "gdp", Period: "2018", Figure: num("1.5"), Unit: "万亿元", Hedge: Over}, NotSupported, "mismatch", ""},
		{"no figure", Claim{Indicator: "gdp", Period: "2018"}, Undecidable, "not-understood", ""},
	} {
		x.c.Type, x.c.Sentence = LevelType, x.name
		r := Judge(x.c, b)
		wants(t, r, x.want, x.reasons)
		if x.says != "" && !strings.Contains(r.Rewording.Zh+r.Decide.Zh, x.says) {
			t.Errorf("%s: nowhere %q in %q %q", x.name, x.says, r.Rewording.Zh, r.Decide.Zh)
		}
	}
}

// A derived value is an interval; what lies within it is not known.
func TestDerivedLevel(t *testing.T) {
	b := bench(t, `
high_tech_value_added|420100|2018|2956.81|亿元|definition=规上
high_tech_share_gdp|420100|2018|19.91|%|definition=规上
`)
	for _, x := range []struct {
		figure, unit string
		hedge        Hedge
		want         Verdict
	}{
		{"1.5", "万亿元", Near, Supported},
		{"1.48", "万亿元", Exactly, Partly}, // 1.4847 to 1.4855: one end rounds to it
		{"1.5", "万亿元", Exactly, Supported},
		{"14847.29", "亿元", Exactly, Partly}, // possible, finer than what is known
		{"14860", "亿元", Exactly, NotSupported},
		{"14850", "亿元", Over, Undecidable}, // within the interval
		{"14840", "亿元", Over, Supported},
		{"14860", "亿元", Over, NotSupported},
	} {
		c := Claim{Type: LevelType, Sentence: x.figure, Indicator: "gdp", Period: "2018", Figure: num(x.figure), Unit: x.unit, Hedge: x.hedge}
		r := Judge(c, b)
		if r.Verdict != x.want {
			t.Errorf("%s %s%s: %s, want %s", x.hedge, x.figure, x.unit, r.Verdict, x.want)
		}
		if len(r.Figures) == 0 || r.Figures[0].Formula == nil || r.Figures[0].Formula.Expr != "{0}/({1}/100)" {
			t.Errorf("%s: no live formula", x.figure)
		}
	}
}

// What no source prints may follow from what sources do print, also where the
// sentence names no year.
func TestDerivedPerHead(t *testing.T) {
	b := bench(t, `
gdp|340100|2021|11412.80|亿元
gdp|340100|2022|12013.10|亿元|status=preliminary
population_resident|340100|2021|946.50|万人
population_resident|340100|2022|963.40|万人
`)
	// 12013.10 / 963.40 at the end of the year, / 954.95 on the mean of the year
	for figure, want := range map[string]Verdict{"12.47": Supported, "12.58": Supported, "12.7": NotSupported} {
		r := Judge(Claim{Type: LevelType, Sentence: "人均" + figure, Place: "340100", Indicator: "gdp_per_capita", Figure: num(figure), Unit: "万元"}, b)
		wants(t, r, want, "derived period-assumed preliminary")
	}
	b = bench(t, "gdp|340100|2022|12013.10|亿元\npopulation_resident|340100|2022|963.40|万人")
	for figure, want := range map[string]Verdict{"12.47": Supported, "12.58": Undecidable} { // the mean is unknown
		r := Judge(Claim{Type: LevelType, Sentence: "人均" + figure, Place: "340100", Indicator: "gdp_per_capita", Figure: num(figure), Unit: "万元"}, b)
		wants(t, r, want, "derived")
	}
}

// What a check says of a cell that a claim rests on is told with the claim.
func TestFindingsAreTold(t *testing.T) {
	b := bench(t, "gdp|420100|2018|14847.29|亿元\ngdp|420100|2017|13410.34|亿元")
	first, second := b.Set.Observations[0].Origin, b.Set.Observations[1].Origin
	b.Findings = []city.Finding{
		{Code: "D102", Severity: city.SeverityError, Message: city.Text{Zh: "算不拢", En: "does not add up"}, Sources: []city.Origin{first}},
		{Code: "D105", Severity: city.SeverityNote, Message: city.Text{Zh: "异常", En: "unusual"}, Sources: []city.Origin{first}},
	}
	r := Judge(Claim{Type: LevelType, Sentence: "当年", Indicator: "gdp", Period: "2018", Figure: num("14847.29"), Unit: "亿元"}, b)
	wants(t, r, Supported, "data-finding")
	if strings.Contains(codes(r), "data-finding data-finding") {
		t.Errorf("a note is told as a fault: %s", codes(r))
	}
	b.Findings[0].Sources[0] = second
	r = Judge(Claim{Type: LevelType, Sentence: "上年", Indicator: "gdp", Period: "2018", Figure: num("14847.29"), Unit: "亿元"}, b)
	if strings.Contains(codes(r), "data-finding") {
		t.Errorf("a fault of another cell is told: %s", codes(r))
	}
}
