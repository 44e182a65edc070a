package exhibit

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// index is one of three synthetic places, of which one has no rank.
func index() *benchmark.Result {
	rank := func(n int) *int { return &n }
	drawn := 3
	return &benchmark.Result{
		Title: "合成指数", Files: []benchmark.File{{Name: "合成.csv", SHA256: "0123456789"}, {Name: "index.yaml", SHA256: "abcdefabcdef"}},
		Nodes: []benchmark.NodeView{{Code: "i", Name: "合成指数", Level: 3}, {Code: "p", Name: "合成投入", Parent: "i", Level: 2}, {Code: "a", Name: "合成指标", Parent: "p", Level: 1, Unit: "%", Direction: 1}},
		Places: []benchmark.PlaceView{
			{Place: "b", Name: "合成乙", Score: 40.26, Rank: rank(2), Interval: &[2]city.Number{1, 2}, Scores: map[string]city.Number{"p": 39}, Ranks: map[string]int{"p": 2}, Within: map[string][2]city.Number{"p": {1, 2}}},
			{Place: "a", Name: "合成甲", Score: 50, Rank: rank(1), Interval: &[2]city.Number{1, 1}, Scores: map[string]city.Number{"p": 51}, Ranks: map[string]int{"p": 1}},
			{Place: "c", Name: "合成丙"},
		},
		Robustness: &benchmark.RobustnessView{Runs: 2, Independent: 1, Watched: []string{"b"}, Failures: []benchmark.FailureView{{Run: 1, Message: city.Text{Zh: "算不出", En: "it fails"}}},
			Replications: []benchmark.ReplicationView{{Run: 0, Settings: []benchmark.SettingView{{Choice: "做法", Option: "甲法"}, {Choice: "误差", Draw: &drawn}}, Ranks: []int{2}}, {Run: 1, Settings: []benchmark.SettingView{{Choice: "做法", Option: "乙法"}, {Choice: "误差", Draw: &drawn}}, Ranks: []int{0}}}},
		Answers: []benchmark.AnswerView{{Place: "b", Top: 1, Node: "p", Yes: 0.25, Holds: "open", Turns: []string{"做法"}}},
	}
}

func TestIndex(t *testing.T) {
	for lang, wants := range map[string]map[string]string{
		"zh": {"index-ranks.csv": "合成甲,1,1,1,50,51\r\n合成乙,2,1,2,40.26,39", "index-parts.csv": "合成乙,2,1,2", "index-questions.csv": "合成乙合成投入在前1位,0.25,定不下来,做法",
			"index-replications.csv": "0,是,甲法,第3次抽取,2,\r\n1,否,乙法,第3次抽取,,算不出", "index-intervals.svg": "合成乙"},
		"en": {"index-questions.csv": "\"合成乙 is among the first 1, by 合成投入\"", "index-replications.csv": "1,no,乙法,draw 3,,it fails"},
	} {
		files := map[string]string{}
		if err := Write(Index(index(), "0"), lang, func(name string, raw []byte) error { files[name] = string(raw); return nil }); err != nil {
			t.Fatal(err)
		}
		for name, want := range wants {
			if got := files[name]; !strings.Contains(strings.ReplaceAll(got, "\r\n", "\n"), strings.ReplaceAll(want, "\r\n", "\n")) {
				t.Errorf("%s %s lacks %q: %s", lang, name, want, got)
			}
		}
		if n := charts(t, files["exhibits.docx"]); n != 1 {
			t.Errorf("%s: %d charts in the document", lang, n)
		}
		for name, raw := range files {
			if strings.Contains(name, "replications") && strings.HasSuffix(name, ".tex") || strings.Contains(name, "ranks") && strings.Contains(raw, "合成丙") {
				t.Errorf("%s should not be as it is", name)
			}
		}
	}
}

// charts counts the native charts of a document.
func charts(t *testing.T, raw string) (n int) {
	t.Helper()
	pkg, err := ooxml.Open("exhibits.docx", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range pkg.Names() {
		if strings.HasPrefix(name, "word/charts/chart") && strings.HasSuffix(name, ".xml") {
			n++
		}
	}
	return n
}

// Without runs there is no picture of intervals and no list of runs.
func TestIndexMadeOnce(t *testing.T) {
	r := index()
	r.Robustness = nil
	e := Index(r, "0")
	if len(e.Plots) != 0 {
		t.Error("a picture of intervals that are not there")
	}
	for _, table := range e.Tables {
		if table.Data {
			t.Errorf("%s of an index that was made once", table.Name)
		}
	}
}
