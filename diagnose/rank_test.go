package diagnose

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

// six cities of the middle: 太原 140100, 合肥 340100, 南昌 360100, 郑州 410100,
// 武汉 420100, 长沙 430100. The figures are invented for the test.
func six(t *testing.T, lines string) *Bench {
	t.Helper()
	b := bench(t, lines)
	withRoster(t, b, city.Roster{ID: "测试六城", Aliases: []string{"6城市"}, Members: []string{"太原市", "合肥市", "南昌市", "郑州市", "武汉市", "长沙市"}, Absent: []string{"洛阳市"}})
	b.Roster = "测试六城"
	return b
}

const sixFull = `
gdp|140100|2018|100|亿元
gdp|340100|2018|300|亿元
gdp|360100|2018|200|亿元
gdp|410100|2018|500|亿元
gdp|420100|2018|600|亿元
gdp|430100|2018|400|亿元
gdp|410300|2018|700|亿元
gdp|140100|2015|100|亿元
gdp|340100|2015|300|亿元
gdp|360100|2015|200|亿元
gdp|410100|2015|700|亿元
gdp|420100|2015|450|亿元
gdp|430100|2015|460|亿元
rd_intensity|140100|2018|1.5|%
rd_intensity|340100|2018|2.5|%
rd_intensity|360100|2018|1.7|%
rd_intensity|410100|2018|1.7|%
rd_intensity|420100|2018|2.5|%
rd_intensity|430100|2018|2.6|%
patent_grants|420100|2018|50|件
patent_grants|140100|2018|10|件
patent_grants|340100|2018|60|件
patent_grants|420100|2018|2|位|facet=rank|roster=测试六城
invention_grants|420100|2018|5|件
invention_grants|140100|2018|10|件
invention_grants|340100|2018|60|件
invention_grants|430100|2018|70|件
invention_grants|420100|2018|2|位|facet=rank|roster=测试六城
technology_contracts|420100|2018|3|位|facet=rank|roster=12个试点城市
technology_contracts|420100|2015|6|位|facet=rank|roster=12个试点城市
national_awards|420100|2018|7|项
academicians|140100|2018|1|人
`

func TestRank(t *testing.T) {
	b := six(t, sixFull)
	for _, x := range []struct {
		name    string
		c       Claim
		want    Verdict
		reasons string
		says    string
	}{
		{"computed", Claim{Indicator: "gdp", Period: "2018", Rank: 1}, Supported, "", "在测试六城中居第1位"},
		{"computed, wrong", Claim{Indicator: "gdp", Period: "2018", Rank: 2, Roster: "6城市"}, NotSupported, "mismatch", "第1位"},
		{"computed, wrong, but the roster is only the study's", Claim{Indicator: "gdp", Period: "2018", Rank: 2}, Undecidable, "roster-default roster-unknown", "需要写明"},
		{"among the first", Claim{Indicator: "gdp", Place: "430100", Period: "2018", Rank: 3, Hedge: AtMost}, Supported, "", "第3位"},
		{"not among the first", Claim{Indicator: "gdp", Place: "430100", Period: "2018", Rank: 2, Hedge: AtMost, Roster: "测试六城"}, NotSupported, "mismatch", "第3位"},
		{"denied: not among the first", Claim{Indicator: "gdp", Place: "430100", Period: "2018", Rank: 2, Hedge: AtMost, Denied: true}, Supported, "", "第3位"},
		{"high, top third", Claim{Indicator: "gdp", Period: "2018", RankWord: "high", Word: "领先"}, Supported, "", "位次靠前"},
		{"high, middle", Claim{Indicator: "gdp", Place: "430100", Period: "2018", RankWord: "high", Word: "领先"}, Partly, "rank-middle", "处于中游"},
		{"high, bottom", Claim{Indicator: "gdp", Place: "140100", Period: "2018", RankWord: "high", Word: "领先"}, NotSupported, "mismatch", "位次靠后"},
		{"low, bottom", Claim{Indicator: "gdp", Place: "140100", Period: "2018", RankWord: "low", Word: "偏低"}, Supported, "", "第6位"},
		{"low, top", Claim{Indicator: "gdp", Period: "2018", RankWord: "low", Word: "偏低"}, NotSupported, "mismatch", "第1位"},
		{"denied high is low", Claim{Indicator: "gdp", Period: "2018", RankWord: "high", Denied: true}, NotSupported, "mismatch", "第1位"},
		{"ties share a rank", Claim{Indicator: "rd_intensity", Period: "2018", Rank: 2}, Supported, "", "第2位"},
		{"ties share a lower rank", Claim{Indicator: "rd_intensity", Place: "360100", Period: "2018", Rank: 4}, Supported, "", "第4位"},
		{"after a tie one is skipped", Claim{Indicator: "rd_intensity", Place: "140100", Period: "2018", Rank: 6}, Supported, "", "第6位"},
		{"printed, values incomplete", Claim{Indicator: "patent_grants", Period: "2018", Rank: 2}, Supported, "as-printed roster-incomplete", "第2位"},
		{"printed, impossible", Claim{Indicator: "invention_grants", Period: "2018", Rank: 2}, Partly, "rank-doubtful", ""},
		{"printed among an unknown roster", Claim{Indicator: "technology_contracts", Period: "2018", Rank: 3}, Supported, "as-printed", "12个试点城市"},
		{"size of an unknown roster from its name", Claim{Indicator: "technology_contracts", Period: "2018", RankWord: "high", Word: "前列"}, Supported, "as-printed", "位次靠前"},
		{"own value only", Claim{Indicator: "national_awards", Period: "2018", RankWord: "low"}, Undecidable, "roster-incomplete within-tolerance", ""},
		{"own value missing", Claim{Indicator: "academicians", Period: "2018", RankWord: "high"}, Undecidable, "no-data", "需要"},
		{"another roster than the printed one", Claim{Indicator: "technology_contracts", Period: "2018", Rank: 3, Roster: "副省级城市"}, Undecidable, "no-data", ""},
		{"no year", Claim{Indicator: "gdp", Rank: 1}, Supported, "period-assumed", "2018年"},
	} {
		x.c.Type, x.c.Sentence = RankType, x.name
		r := Judge(x.c, b)
		wants(t, r, x.want, x.reasons)
		if x.says != "" && !strings.Contains(r.Rewording.Zh+r.Decide.Zh, x.says) {
			t.Errorf("%s: nowhere %q in %q %q", x.name, x.says, r.Rewording.Zh, r.Decide.Zh)
		}
	}
	r := Judge(Claim{Type: RankType, Indicator: "gdp", Period: "2018", Rank: 1}, b)
	if len(r.Contrary) != 1 || r.Contrary[0].Place != "410300" {
		t.Errorf("洛阳, larger and not a member, is not shown against it: %+v", r.Contrary)
	}
}

// A rank within the rounding of the values is a range.
func TestRankWithinRounding(t *testing.T) {
	b := six(t, `
gdp|140100|2018|1.2|万亿元|status=rounded
gdp|340100|2018|300|亿元
gdp|360100|2018|200|亿元
gdp|410100|2018|500|亿元
gdp|420100|2018|11980|亿元
gdp|430100|2018|400|亿元
`)
	r := Judge(Claim{Type: RankType, Sentence: "第1位", Indicator: "gdp", Period: "2018", Rank: 1}, b)
	wants(t, r, Undecidable, "within-tolerance rounded")
	r = Judge(Claim{Type: RankType, Sentence: "前列", Indicator: "gdp", Period: "2018", RankWord: "high"}, b)
	wants(t, r, Supported, "") // first or second of six: the top third either way
	r = Judge(Claim{Type: RankType, Sentence: "第3位", Indicator: "gdp", Period: "2018", Rank: 3, Roster: "测试六城"}, b)
	wants(t, r, NotSupported, "mismatch")
}

func TestRankChange(t *testing.T) {
	b := six(t, sixFull)
	for _, x := range []struct {
		name    string
		c       Claim
		want    Verdict
		reasons string
	}{
		{"rose from 3 to 1", Claim{Indicator: "gdp", Period: "2018", From: "2015", RankFrom: 3, Rank: 1, Direction: "up"}, Supported, ""},
		{"rose, first rank wrong", Claim{Indicator: "gdp", Period: "2018", From: "2015", RankFrom: 4, Rank: 1, Direction: "up", Roster: "测试六城"}, Partly, "mismatch"},
		{"said to fall", Claim{Indicator: "gdp", Period: "2018", From: "2015", Direction: "down", Roster: "测试六城"}, NotSupported, "mismatch"},
		{"said to fall, among whom is not said", Claim{Indicator: "gdp", Period: "2018", From: "2015", Direction: "down"}, Undecidable, "roster-default roster-unknown"},
		{"rose two places", Claim{Indicator: "gdp", Period: "2018", From: "2015", Direction: "up", Figure: num("2"), Unit: "位"}, Supported, ""},
		{"years only", Claim{Indicator: "gdp", Period: "2018", Years: 3, Direction: "up"}, Supported, "base-assumed"},
		{"stayed", Claim{Place: "340100", Indicator: "gdp", Period: "2018", From: "2015", Direction: "flat"}, Supported, ""},
		{"printed twice", Claim{Indicator: "technology_contracts", Period: "2018", From: "2015", RankFrom: 6, Rank: 3, Direction: "up"}, Supported, "as-printed"},
		{"one year missing", Claim{Indicator: "gdp", Period: "2018", From: "2012", Direction: "up"}, Undecidable, "no-data"},
	} {
		x.c.Type, x.c.Sentence = RankChange, x.name
		wants(t, Judge(x.c, b), x.want, x.reasons)
	}
}

func TestThirds(t *testing.T) {
	for _, x := range []struct{ rank, n, want int }{
		{5, 15, 1}, {6, 15, 2}, {8, 15, 2}, {10, 15, 2}, {11, 15, 3}, {15, 15, 3},
		{1, 3, 1}, {2, 3, 2}, {3, 3, 3}, {1, 2, 2}, {2, 2, 3}, {1, 31, 1}, {10, 31, 1}, {11, 31, 2}, {21, 31, 3}, {1, 0, 0},
	} {
		if got := third(x.rank, x.n); got != x.want {
			t.Errorf("rank %d of %d: %d, want %d", x.rank, x.n, got, x.want)
		}
	}
}

func TestRosterSizes(t *testing.T) {
	b := six(t, sixFull)
	for name, want := range map[string]int{"15城市": 15, "十五个副省级城市": 15, "二十个城市": 20, "３６个主要城市": 36, "测试六城": 6, "兄弟城市": 0, "九省通衢城市": 9} {
		if r := b.roster(name); r.size != want {
			t.Errorf("%s: %d, want %d", name, r.size, want)
		}
	}
}

// 全省 for a city is every prefecture-level unit of its province; 全国 for a
// province is the 31; a roster with the same members is the same roster.
func TestRostersThatDependOnThePlace(t *testing.T) {
	b := six(t, sixFull)
	if r := b.rosterFor("全省", "420100"); r.size != 13 || !r.assumed {
		t.Errorf("全省 of 武汉: %d units, want the 13 prefecture-level ones of 湖北", r.size)
	}
	if r := b.rosterFor("全国", "420000"); r.size != 31 {
		t.Errorf("全国 of 湖北: %d, want 31", r.size)
	}
	if r := b.rosterFor("全市", "420106"); r.size != 13 {
		t.Errorf("全市 of 武昌: %d, want the 13 districts", r.size)
	}
	if r := b.rosterFor("全国", "420100"); r.known {
		t.Errorf("全国 of a city is no known roster: %+v", r)
	}
	withRoster(t, b, city.Roster{ID: "另名", Members: []string{"长沙市", "合肥市", "南昌市", "郑州市", "武汉市", "太原市"}})
	r := Judge(Claim{Type: RankType, Sentence: "另名第2位", Indicator: "patent_grants", Period: "2018", Rank: 2, Roster: "另名"}, b)
	wants(t, r, Supported, "as-printed")
}

// Where less is better, leading means having less; words of size go by size.
func TestLeadingByLess(t *testing.T) {
	b := six(t, `
energy_per_gdp|140100|2018|0.9|吨标准煤/万元
energy_per_gdp|340100|2018|0.3|吨标准煤/万元
energy_per_gdp|360100|2018|0.5|吨标准煤/万元
energy_per_gdp|410100|2018|0.6|吨标准煤/万元
energy_per_gdp|420100|2018|0.7|吨标准煤/万元
energy_per_gdp|430100|2018|0.4|吨标准煤/万元
`)
	if i, ok := b.Set.Indicators.Get("energy_per_gdp"); !ok || i.Better != "low" {
		t.Skip("the catalog has no indicator of which less is better under this name")
	}
	for _, x := range []struct {
		place, word, rankWord string
		want                  Verdict
	}{
		{"340100", "领先", "high", Supported},
		{"140100", "前列", "high", NotSupported},
		{"140100", "偏高", "high", Supported},
		{"340100", "偏高", "high", NotSupported},
		{"140100", "靠后", "low", Supported},
	} {
		r := Judge(Claim{Type: RankType, Sentence: x.word, Place: x.place, Indicator: "energy_per_gdp", Period: "2018", RankWord: x.rankWord, Word: x.word}, b)
		wants(t, r, x.want, "")
	}
}

// A growth rate is an indicator too, answered with the growth printed beside
// the level.
func TestRankOfGrowthRates(t *testing.T) {
	b := six(t, `
industrial_value_added_above|140100|2018|5.0|%|facet=growth
industrial_value_added_above|340100|2018|11.3|%|facet=growth
industrial_value_added_above|360100|2018|9.0|%|facet=growth
industrial_value_added_above|410100|2018|6.8|%|facet=growth
industrial_value_added_above|420100|2018|7.0|%|facet=growth
industrial_value_added_above|430100|2018|8.5|%|facet=growth
gdp|420100|2018|8.0|%|facet=growth
`)
	r := Judge(Claim{Type: RankType, Sentence: "增速居第2位", Place: "360100", Indicator: "规模以上工业增加值增速", Period: "2018", Rank: 2}, b)
	wants(t, r, Supported, "")
	if !strings.Contains(r.Rewording.Zh, "规模以上工业增加值增速为9.0%") {
		t.Errorf("%s", r.Rewording.Zh)
	}
	r = Judge(Claim{Type: LevelType, Sentence: "GDP增速为8%", Indicator: "gdp_growth", Period: "2018", Figure: num("8.0"), Unit: "%"}, b)
	wants(t, r, Supported, "")
	if !strings.Contains(r.Rewording.Zh, "地区生产总值增速为8.0%") {
		t.Errorf("%s", r.Rewording.Zh)
	}
}
