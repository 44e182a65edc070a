package brief

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/benchmark"
)

// withIndex is the sample with an index of four synthetic cities, of which the
// study's own is behind one and cannot be told from another.
func withIndex() Input {
	in := sample()
	own := in.placeName(in.Place)
	rank := func(n int) *int { return &n }
	within := func(low, high city.Number) *[2]city.Number { return &[2]city.Number{low, high} }
	in.Index = &benchmark.Result{
		Title: "合成指数（合成数据）",
		Nodes: []benchmark.NodeView{
			{Code: "index", Name: "合成指数", Level: 3}, {Code: "input", Name: "合成投入", Parent: "index", Level: 2},
			{Code: "firms", Name: "合成企业密度", Parent: "input", Level: 1, Unit: "家/万人"}, {Code: "rd", Name: "合成强度", Parent: "input", Level: 1, Unit: "%"},
		},
		Places: []benchmark.PlaceView{
			{Place: own, Name: own, Score: 40, Rank: rank(2), Interval: within(2, 3), Runs: 200, Ranks: map[string]int{"index": 2, "input": 2}},
			{Place: "合成子市", Name: "合成子市", Score: 60.24, Rank: rank(1), Interval: within(1, 1), Runs: 200, Ranks: map[string]int{"index": 1, "input": 1}},
			{Place: "合成丑市", Name: "合成丑市", Score: 39, Rank: rank(3), Interval: within(2, 3), Runs: 200},
			{Place: "合成寅市", Name: "合成寅市", Score: 5, Rank: rank(4), Interval: within(4, 4), Runs: 200},
		},
		Robustness:    &benchmark.RobustnessView{Runs: 800, Independent: 200},
		Pairs:         []benchmark.PairView{{A: own, B: "合成子市", Ahead: 0, Behind: 1, Runs: 200, Verdict: "behind"}, {A: own, B: "合成丑市", Ahead: 0.6, Behind: 0.4, Runs: 200, Verdict: "not_separable"}},
		Decomposition: []benchmark.GapView{{Place: own, Reference: "合成子市", Gap: 20.24}},
		Notes:         []city.Text{{Zh: "合成说明"}},
	}
	in.Index.Decomposition[0].Parts = []benchmark.PartView{
		{Code: "firms", Name: "合成企业密度", Value: 2, Other: 5, Contribution: 24.24, Reach: []benchmark.ReachView{{Years: 3, Stretches: 9, Places: 3, Median: 1.5, AchievedBy: 1}}},
		{Code: "rd", Name: "合成强度", Value: 2.5, Other: 2.1, Contribution: -4, Reach: []benchmark.ReachView{{Years: 3}}},
	}
	return in
}

// The brief states the rank with its interval, who cannot be told apart, what the
// gap is made of and what others achieved; the figure names the places.
func TestBriefIndex(t *testing.T) {
	in := withIndex()
	own := in.placeName(in.Place)
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	text := wordText(t, raw)
	for _, want := range []string{
		"一是" + own + "合成指数在4个地方中居第2位（区间第2至第3位）", "引用时宜说区间，不宜只说一个位次。", "分方面看，合成投入第2位。",
		"与合成子市相比，200次重算中没有一次高于对方，可以认为低于对方。", "与合成丑市的高低分不出来",
		"总分比合成子市低20.2分：落后的指标合计拉开24.2分，领先的指标合计追回4.0分。领先的是合成强度。",
		"须再提高3.00家/万人", "近年从相近水平起步的3个地方，三年提高的中位数为1.50家/万人，1个曾在三年内补上这样大的差距（见表1）。",
		"表1　" + own + "与合成子市的差距构成", "+24.2", "-4.0", "1/3", "表2　", "图1　合成指数的位次与区间", "合成说明",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the brief lacks %q", want)
		}
	}
	again, err := Brief(withIndex())
	if err != nil || string(again) != string(raw) {
		t.Errorf("the same index gives other bytes (%v)", err)
	}
}

// Nobody is no number, and gains have the decimals of the values.
func TestBriefIndexNobody(t *testing.T) {
	in := withIndex()
	in.Index.Decomposition[0].Parts[0].Reach[0] = benchmark.ReachView{Years: 3, Stretches: 9, Places: 3, Median: -0.00836}
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	if text := wordText(t, raw); !strings.Contains(text, "没有一个曾在三年内补上这样大的差距") || !strings.Contains(text, "0/3") || !strings.Contains(text, "-0.01") {
		t.Error(text)
	}
}

// An index that does not rank the place, or has no parts, says nothing that it
// does not know.
func TestBriefIndexWithout(t *testing.T) {
	in := withIndex()
	in.Index.Decomposition[0].Parts = nil
	raw, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	if s := wordText(t, raw); !strings.Contains(s, "合成指数在4个地方中居第2位") || strings.Contains(s, "差距构成") {
		t.Errorf("without parts: %.400s", s)
	}
	in = withIndex()
	in.Index.Places[0].Rank = nil
	if raw, err = Brief(in); err != nil {
		t.Fatal(err)
	}
	if s := wordText(t, raw); strings.Contains(s, "个地方中居第") {
		t.Error("a place without a rank is given one")
	}
	in = withIndex()
	in.Index.Robustness = nil
	for i := range in.Index.Places {
		in.Index.Places[i].Interval = nil
	}
	if raw, err = Brief(in); err != nil {
		t.Fatal(err)
	}
	if s := wordText(t, raw); strings.Contains(s, "区间") && strings.Contains(s, "位次与区间") {
		t.Error("intervals of an index in which nothing was varied")
	}
}
