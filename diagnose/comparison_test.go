package diagnose

import (
	"strings"
	"testing"
)

const compared = `
gdp|420100|2017|13410.34|亿元
gdp|440300|2017|22490.06|亿元
gdp|510100|2017|13889.39|亿元
gdp|320100|2017|11715.1|亿元
gdp|410100|2017|1.34|万亿元|status=rounded
gdp|000000|2017|832036|亿元
gdp_growth|420100|2017|8.0|%|price=constant
gdp_growth|000000|2017|6.8|%|price=constant
gdp_growth|420000|2017|8.0|%|price=constant
rd_intensity|420100|2018|2.42|%
rd_intensity|000000|2018|2.19|%
rd_intensity|330100|2018|3.44|%
rd_intensity|440300|2018|4.2|%|definition=新口径
rd_intensity|610100|2018|5.1|%|definition=老口径
high_tech_value_added|420100|2018|2956.81|亿元
fiscal_science|420100|2018|134.41|亿元
patent_grants|420100|2018|32397|件
patent_grants|610100|2018|32397|件
`

func TestComparison(t *testing.T) {
	b := bench(t, compared)
	b.Groups = map[string][]string{"先进城市": {"440300", "510100", "420100"}, "同类城市": {"440300", "320100"}, "缺数城市": {"440300", "370200"}}
	for _, x := range []struct {
		name    string
		c       Claim
		want    Verdict
		reasons string
		says    string
	}{
		{"below one", Claim{Indicator: "gdp", Period: "2017", Than: "below", Peers: []string{"440300"}}, Supported, "", "低于深圳市（22490.06亿元）"},
		{"above one: false", Claim{Indicator: "gdp", Period: "2017", Than: "above", Peers: []string{"440300"}}, NotSupported, "mismatch", "低于深圳市"},
		{"below a group", Claim{Indicator: "gdp", Period: "2017", Than: "below", PeerGroup: "先进城市"}, Supported, "", "成都市"},
		{"below a group: one is lower", Claim{Indicator: "gdp", Period: "2017", Than: "below", PeerGroup: "同类城市"}, Partly, "mismatch", "高于南京市"},
		{"a member of the group has no value", Claim{Indicator: "gdp", Period: "2017", Than: "below", PeerGroup: "缺数城市"}, Partly, "no-comparator", ""},
		{"the one named has no value", Claim{Indicator: "gdp", Period: "2017", Than: "below", Peers: []string{"370200"}}, Undecidable, "no-comparator", "青岛市"},
		{"nobody to compare with", Claim{Indicator: "gdp", Period: "2017", Than: "below"}, Undecidable, "no-comparator", ""},
		{"within the rounding of the source", Claim{Indicator: "gdp", Period: "2017", Than: "above", Peers: []string{"410100"}}, Undecidable, "within-tolerance rounded", ""},
		{"equal counts", Claim{Indicator: "patent_grants", Period: "2018", Than: "equal", Peers: []string{"610100"}}, Supported, "", ""},
		{"equal counts, said to be more", Claim{Indicator: "patent_grants", Period: "2018", Than: "above", Peers: []string{"610100"}}, NotSupported, "mismatch", ""},
		{"above the nation", Claim{Indicator: "rd_intensity", Period: "2018", Than: "above", Peers: []string{"000000"}}, Supported, "", "高于全国（2.19%）"},
		{"above the nation by points", Claim{Indicator: "rd_intensity", Period: "2018", Than: "above", Peers: []string{"000000"}, Figure: num("0.23"), Unit: "百分点"}, Supported, "", "0.23个百分点"},
		{"above the nation by points, rounded", Claim{Indicator: "rd_intensity", Period: "2018", Than: "above", Peers: []string{"000000"}, Figure: num("0.2"), Unit: "百分点"}, Supported, "", ""},
		{"above the nation by wrong points", Claim{Indicator: "rd_intensity", Period: "2018", Than: "above", Peers: []string{"000000"}, Figure: num("0.5"), Unit: "百分点"}, NotSupported, "mismatch", "0.23个百分点"},
		{"percent for points", Claim{Indicator: "rd_intensity", Period: "2018", Than: "above", Peers: []string{"000000"}, Figure: num("0.23"), Unit: "%"}, Partly, "unit", ""},
		{"a multiple", Claim{Indicator: "gdp", Place: "440300", Period: "2017", Than: "above", Peers: []string{"420100"}, Figure: num("1.7"), Unit: "倍"}, Supported, "", ""},
		{"a definition stated on one side", Claim{Indicator: "rd_intensity", Period: "2018", Than: "below", Peers: []string{"440300"}}, Partly, "definition-differs", "低于深圳市"},
		{"two definitions", Claim{Indicator: "rd_intensity", Place: "610100", Period: "2018", Than: "above", Peers: []string{"440300"}}, Undecidable, "definition-differs no-comparator", ""},
		{"a total against the nation's", Claim{Indicator: "gdp", Period: "2017", Than: "below", Peers: []string{"000000"}}, Undecidable, "no-comparator", ""},
		{"two indicators", Claim{Indicator: "high_tech_value_added", Period: "2018", Than: "above", Against: "fiscal_science"}, Supported, "", "高于地方财政科技拨款"},
		{"two indicators, one missing", Claim{Indicator: "high_tech_value_added", Period: "2018", Than: "above", Against: "fiscal_expenditure"}, Undecidable, "no-data", ""},
		{"a threshold", Claim{Indicator: "rd_intensity", Period: "2018", Than: "above", Figure: num("2.4"), Unit: "%"}, Supported, "", "2.42%"},
		{"a threshold, not reached", Claim{Indicator: "rd_intensity", Period: "2018", Than: "above", Figure: num("2.5"), Unit: "%"}, NotSupported, "", "2.42%"},
	} {
		x.c.Type, x.c.Sentence = Comparison, x.name
		r := Judge(x.c, b)
		wants(t, r, x.want, x.reasons)
		if x.says != "" && !strings.Contains(r.Rewording.Zh+r.Decide.Zh, x.says) {
			t.Errorf("%s: nowhere %q in %q %q", x.name, x.says, r.Rewording.Zh, r.Decide.Zh)
		}
	}
}

// The year is the latest for which those compared have values.
func TestComparisonChoosesACommonYear(t *testing.T) {
	b := bench(t, compared+"\ngdp|420100|2018|14847.29|亿元")
	r := Judge(Claim{Type: Comparison, Sentence: "不如深圳", Indicator: "gdp", Than: "below", Peers: []string{"440300"}}, b)
	wants(t, r, Supported, "period-assumed")
	if !strings.Contains(r.Rewording.Zh, "2017年") {
		t.Errorf("not the common year: %s", r.Rewording.Zh)
	}
}

// Where two sources for a peer order the two otherwise, nothing is decided.
func TestComparisonWhereSourcesDiffer(t *testing.T) {
	b := bench(t, "gdp|420100|2017|13410.34|亿元\ngdp|510100|2017|13889.39|亿元\ngdp|510100|2017|13300|亿元|source=b")
	r := Judge(Claim{Type: Comparison, Sentence: "低于成都", Indicator: "gdp", Period: "2017", Than: "below", Peers: []string{"510100"}}, b)
	wants(t, r, Undecidable, "sources-differ within-tolerance")
}
