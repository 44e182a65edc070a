package brief

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// Safe wordings become headings: subject and predicate, without the place and
// without brackets that do not qualify.
func TestClauseView(t *testing.T) {
	in := Input{Place: "合成市"}
	for _, c := range []struct {
		text, want string
		says       bool
	}{
		{"2018年合成市高新企业数为3536家，少于甲市（约14400家）、乙市（11794家）和丙市（3785家）。", "2018年高新企业数少于甲市、乙市和丙市", true},
		{"2018年合成市高新企业数为3536家，以2013年（1113家）为基期，5年年均增长26.0%。", "2018年高新企业数5年年均增长26.0%", true},
		{"2018年合成市研发投入强度为2.42%（预计数）。", "2018年研发投入强度为2.42%（预计数）", false},
		{"2018年合成市经济总量接近1.5万亿元（14847.1亿元至14854.6亿元）。", "2018年经济总量接近1.5万亿元", true},
		{"2018年合成市高新产业增加值为2956.81亿元。", "2018年高新产业增加值为2956.81亿元", false},
		{"2018年合成市在15城市中，院士第2位、实验室第1位。", "", false},
		{"按现价计算，2022年合成市预算收入比上年增长7.7%，生产总值增长5.3%。", "2022年预算收入比上年增长7.7%", true},
		{"2018年至2022年，合成市研发强度由3.28%升至3.91%（预计数），提高0.63个百分点。", "研发强度由3.28%升至3.91%（预计数）", true},
		{"根据甲和乙推算，2022年合成市人均产值超过12万元（125792元至125805元）。", "2022年人均产值超过12万元", true},
		{"", "", false},
	} {
		got, says := in.clauseView(c.text)
		if got != c.want || says != c.says {
			t.Errorf("%s: %q %v, want %q %v", c.text, got, says, c.want, c.says)
		}
	}
}

func TestViewIsShort(t *testing.T) {
	in := Input{}
	r := diagnose.Result{Verdict: diagnose.Partly}
	if v, _ := in.view(r, "2018年"+strings.Repeat("很", 30)+"增长1%。"); v != "" {
		t.Errorf("too long for a heading: %s", v)
	}
}

// A title takes the claim that compares before the one that ranks, both only
// if supported, and a second one of another indicator.
func TestTitleChoosesTheStrongest(t *testing.T) {
	p := func(kind diagnose.Type, v diagnose.Verdict, indicator, view string) point {
		return point{result: diagnose.Result{Claim: diagnose.Claim{Type: kind, Indicator: indicator}, Verdict: v}, view: view, says: true}
	}
	in := Input{Title: "题目", Place: "合成市"}
	for _, c := range []struct {
		points []point
		want   string
	}{
		{nil, "题目"},
		{[]point{p(diagnose.Comparison, diagnose.NotSupported, "a", "甲少于乙")}, "题目"},
		{[]point{p(diagnose.RankType, diagnose.Supported, "a", "甲居第3位"), p(diagnose.Comparison, diagnose.Supported, "b", "2018年乙少于丙市")}, "2018年合成市乙少于丙市，甲居第3位"},
		{[]point{p(diagnose.RankType, diagnose.Supported, "a", "甲居第3位"), p(diagnose.RankType, diagnose.Partly, "a", "甲居第4位")}, "合成市甲居第3位"},
	} {
		if got := in.title(c.points); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// What was said is not said again; what is new keeps its subject.
func TestUnsaid(t *testing.T) {
	said := map[string]bool{}
	list := []point{
		{text: "2018年甲为3536家，居第4位。"},
		{text: "2018年甲为3536家，居第4位，增长25.1%。2018年乙为2.4%。"},
		{text: "2018年甲为3536家。"},
		{text: "2017年甲为2827家，居第4位。"},
	}
	var got []string
	for _, p := range unsaid(list, said) {
		got = append(got, p.text)
	}
	want := "2018年甲为3536家，居第4位。|2018年甲为3536家，增长25.1%。2018年乙为2.4%。|2017年甲为2827家，居第4位。"
	if strings.Join(got, "|") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, "|"), want)
	}
}

// Joined sentences on indicators come apart, sentences about concepts do not.
func TestSimple(t *testing.T) {
	part := diagnose.Result{Claim: diagnose.Claim{Indicator: "a"}}
	concept := diagnose.Result{Claim: diagnose.Claim{Concept: "c"}}
	got := simple([]diagnose.Result{
		{Claim: diagnose.Claim{ID: "1"}, Parts: []diagnose.Result{part, part}},
		{Claim: diagnose.Claim{ID: "2"}, Parts: []diagnose.Result{part, concept}},
	})
	if len(got) != 3 || got[2].ID != "2" {
		t.Errorf("%d results", len(got))
	}
}

// A footnote names who is an estimate where it speaks of several places.
func TestRemarks(t *testing.T) {
	a := city.Observation{Place: "甲市", Indicator: "i", Period: "2018", Status: city.Estimate}
	b := city.Observation{Place: "乙市", Indicator: "i", Period: "2018", Status: city.Rounded}
	in := Input{}
	if got := in.remarks([]city.Observation{a}); got != "2018年为预计数" {
		t.Error(got)
	}
	if got := in.remarks([]city.Observation{a, b}); got != "甲市2018年为预计数；乙市2018年为约数" {
		t.Error(got)
	}
}

func TestDefined(t *testing.T) {
	one := series{name: "增加值", observations: []city.Observation{{Definition: "规上"}, {Definition: "规上"}}}
	if got := one.defined(one.name); got != "规上增加值" {
		t.Error(got)
	}
	two := series{name: "增加值", observations: []city.Observation{{Definition: "规上"}, {}}}
	if got := two.defined(two.name); got != "增加值" {
		t.Error(got)
	}
}

// A title breaks between words, in lines of even length.
func TestTitleLines(t *testing.T) {
	for text, want := range map[string]string{
		"武汉高新技术企业数居第4位": "武汉高新技术企业数居第4位",
		"武汉高新技术企业数少于深圳市、广州市和杭州市，研发投入强度居15城市第8位": "武汉高新技术企业数少于深圳市、广州市|和杭州市，研发投入强度居15城市第8位",
		"合肥高新技术企业数年均增长32.0%，研发投入强度居省会城市第2位":     "合肥高新技术企业数年均增长32.0%，|研发投入强度居省会城市第2位",
		"无处可断的很长很长很长很长很长很长很长很长很长很长很长很长的题目":      "无处可断的很长很长很长很长很长很长很长很长很长很长很长很长的题目",
	} {
		if got := strings.Join(titleLines(text), "|"); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// Clauses of one sentence have one note, and sentences in a row with the same
// note share it.
func TestOneNoteASentence(t *testing.T) {
	in := sample()
	a, b := in.Results[1].Evidence, in.Results[2].Evidence
	one := point{text: "2018年甲为3500家，居第4位。"}
	one.result.Evidence = a
	two := point{text: "2018年甲为3500家，少于乙市。"}
	two.result.Evidence = b
	three := point{text: "2018年丙为9家。"}
	three.result.Evidence = a
	four := point{text: "2018年丁为8家。"}
	four.result.Evidence = a
	runs := in.runs(theme{points: []point{one, two, three, four}}, "")
	if len(runs) != 3 || runs[0].Note == "" || runs[1].Note != "" || runs[2].Note == "" || runs[0].Note == runs[2].Note {
		t.Errorf("%+v", runs)
	}
	if runs[0].Text != "2018年甲为3500家，居第4位；少于乙市。" {
		t.Error(runs[0].Text)
	}
}

// A part of a sentence without a subject is named by its indicator, and the
// number of a paragraph is no part of what it is about.
func TestSubject(t *testing.T) {
	in := sample()
	for sentence, want := range map[string]string{
		"同比增长3.5%": "“合成高新企业数同比增长3.5%”", "（一）合成高新企业数偏少。": "“合成高新企业数偏少”", "2、合成高新企业数偏少": "“合成高新企业数偏少”", "创新不足": "“创新不足”",
	} {
		if got := in.subject(diagnose.Result{Claim: diagnose.Claim{Sentence: sentence, Indicator: "合成高新企业数"}}); got != want {
			t.Errorf("%s: %s, want %s", sentence, got, want)
		}
	}
}
