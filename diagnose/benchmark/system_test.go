package benchmark

import (
	"errors"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

func versionOf(t *testing.T, dir *files.Folder, name string) (Version, error) {
	t.Helper()
	s, err := ReadSpec(dir, name)
	if err != nil {
		return Version{}, err
	}
	table, err := Read(dir, s)
	return Version{s, table}, err
}

func compare(t *testing.T, dir *files.Folder, one, two string) (*Comparison, error) {
	t.Helper()
	a, err := versionOf(t, dir, one)
	if err != nil {
		return nil, err
	}
	b, err := versionOf(t, dir, two)
	if err != nil {
		return nil, err
	}
	return Compare(a, b)
}

// Worked by hand. a from 0 to 1: 0, .5, 1; b, of which less is better: 0, 1, .5; c: 1, 0, 0.
//
//	first, a and b at 1 and 1:   0, .75, .75 (乙 and 丙 tie)
//	without b:                   0, .5, 1
//	with c at one fourth:        .25, .375, .75
//	c at three fourths:          .75, .125, .25
func TestCompareByHand(t *testing.T) {
	dir := open(t, map[string]string{
		"t.csv":  "地方,a,b,c\n甲,1,9,5\n乙,2,1,0\n丙,3,5,0\n",
		"一.yaml": "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数}\n  - {code: b, parent: 指数, direction: down}\nsteps: {normalise: {range: [0, 1]}}\n",
		"二.yaml": "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数, weight: 3}\n  - {code: c, parent: 指数}\nsteps: {normalise: {range: [0, 1]}}\n",
		"三.yaml": "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数}\n  - {code: c, parent: 指数, weight: 3}\nsteps: {normalise: {range: [0, 1]}}\n",
	})
	c, err := compare(t, dir, "一.yaml", "二.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Changes) != 2 || c.Changes[0].Change != "dropped" || c.Changes[1].Change != "added" || c.Changes[0].Nodes[0].Code != "b" || c.Changes[1].Nodes[0].Code != "c" {
		t.Fatalf("changes %+v", c.Changes)
	}
	want := []struct{ a, dropped, added float64 }{{0, 0, 0.25}, {0.75, -0.25, -0.125}, {0.75, 0.25, -0.25}}
	for i, p := range c.Places {
		w := want[i]
		for _, x := range [][2]float64{{float64(p.ScoreA), w.a}, {float64(p.By[0].Score), w.dropped}, {float64(p.By[1].Score), w.added}} {
			if math.Abs(x[0]-x[1]) > 1e-14 {
				t.Errorf("%s: %v, want %v", p.Place, x[0], x[1])
			}
		}
	}
	if got := []int{*c.Places[0].RankA, *c.Places[1].RankA, *c.Places[2].RankA, *c.Places[1].RankB, *c.Places[1].Gain}; !slices.Equal(got, []int{3, 1, 1, 2, -1}) {
		t.Errorf("ranks %v", got)
	}
	if c.Pairs != 3 || c.TurnedCount != 0 {
		t.Errorf("%d of %d pairs turn", c.TurnedCount, c.Pairs)
	}
	if c, err = compare(t, dir, "二.yaml", "三.yaml"); err != nil {
		t.Fatal(err)
	}
	if c.TurnedCount != 2 || c.Changes[0].Turned != 2 || c.Turned[0] != (TurnedView{A: "丙", B: "甲", By: "weights"}) || c.Turned[1] != (TurnedView{A: "乙", B: "甲", By: "weights"}) {
		t.Errorf("turned %+v", c.Turned)
	}
	if n := c.Changes[0].Nodes; len(n) != 2 || n[0] != (NodeChange{"a", "a", "weight", "0.7500", "0.2500"}) {
		t.Errorf("weights %+v", n)
	}
	if c, err = compare(t, dir, "二.yaml", "二.yaml"); err != nil || len(c.Changes) != 0 || math.Abs(float64(c.Correlation)-1) > 1e-12 {
		t.Errorf("with itself: %v, %+v", err, c)
	}
}

// What the changes do adds up to the whole, place by place, and each turned pair
// is counted for one of them.
func TestCompareAddsUp(t *testing.T) {
	dir, err := files.Open(filepath.Join("..", "..", "studies", "合成-指数"))
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	c, err := compare(t, dir, "指数.yaml", "指数第二版.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Places {
		gain, score := 0, p.ScoreA
		for _, x := range p.By {
			gain += *x.Gain
			score += x.Score
		}
		if gain != *p.Gain || math.Abs(float64(score-p.ScoreB)) > 1e-9 {
			t.Errorf("%s: %d of %d places, %v of %v", p.Place, gain, *p.Gain, score, p.ScoreB)
		}
		if p.IntervalA == nil || p.IntervalB != nil || p.Beyond == nil {
			t.Errorf("%s: intervals %v, %v", p.Place, p.IntervalA, p.IntervalB)
		}
	}
	turned := 0
	for _, x := range c.Changes {
		turned += x.Turned
	}
	if turned != c.TurnedCount || turned != len(c.Turned) || turned == 0 || c.Pairs != 153 {
		t.Errorf("%d, %d and %d of %d pairs turn", turned, c.TurnedCount, len(c.Turned), c.Pairs)
	}
}

// A place that only one version ranks has no gain, and changes that cannot be made
// apart stand together with the reason.
func TestCompareGaps(t *testing.T) {
	dir := open(t, map[string]string{
		"t.csv":  "地方,a,b\n甲,1,9\n乙,2,1\n丙,3,5\n丁,4,\n",
		"一.yaml": "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数, target: 20}\n  - {code: b, parent: 指数, target: 20}\nsteps: {normalise: {method: distance_to_target}}\n",
		"二.yaml": "data: t.csv\nindicators:\n  - {code: 指数}\n  - {code: a, parent: 指数}\n  - {code: b, parent: 指数}\nsteps: {screen: {available: 0.9}}\n",
	})
	c, err := compare(t, dir, "一.yaml", "二.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if p := c.Places[3]; p.RankA == nil || p.RankB != nil || p.Gain != nil || p.By[len(p.By)-1].Gain != nil {
		t.Errorf("丁: %+v", p)
	}
	x := c.Changes[0]
	if len(c.Changes) != 1 || x.Change != "targets" || !slices.Equal(x.With, []string{"screen", "normalise"}) || x.Reason == nil || !strings.Contains(x.Reason.Zh, "目标值") {
		t.Errorf("changes %+v", c.Changes)
	}
}

func TestCompareRefusals(t *testing.T) {
	const spec = "data: t.csv\n" + nodes
	for _, c := range []struct{ name, one, two, table, code, where string }{
		{"another figure", spec, strings.Replace(spec, "t.csv", "u.csv", 1), strings.Replace(places, "3.5", "3.6", 1), "other_data", "二.yaml 第4行"},
		{"a place less", spec, strings.Replace(spec, "t.csv", "u.csv", 1), strings.Replace(places, "丁,2019,西,6,,7,0\n", "", 1), "other_data", "二.yaml 第1行"},
		{"another group", "groups: [组]\n" + spec, "groups: [组]\n" + strings.Replace(spec, "t.csv", "u.csv", 1), strings.Replace(places, "丁,2019,西", "丁,2019,东", 1), "other_data", "二.yaml 第1行"},
		{"years and none", spec, "period: 年份\n" + spec, places, "bad_spec", "二.yaml 第1行"},
		{"no such system", spec, "data: t.csv\nsystem: 无此体系\n", places, "bad_spec", "二.yaml 第2行"},
		{"system and indicators", spec, "system: zone-2021\n" + spec, places, "bad_spec", "二.yaml 第1行"},
		{"a system with gaps", spec, "data: t.csv\nsystem: zone-2021\n", places, "system_incomplete", "二.yaml 第2行"},
	} {
		dir := open(t, map[string]string{"一.yaml": c.one, "二.yaml": c.two, "t.csv": places, "u.csv": c.table})
		_, err := compare(t, dir, "一.yaml", "二.yaml")
		var e *city.Error
		if !errors.As(err, &e) || e.Code != c.code || !strings.Contains(e.Error(), c.where) || e.Message.En == "" {
			t.Errorf("%s: %v, want %s at %s", c.name, err, c.code, c.where)
		}
	}
}

// A complete system, which is synthetic, scores as the same indicators written
// out.
func TestCompleteSystem(t *testing.T) {
	weight := func(w float64) *float64 { return &w }
	system := catalog.System{ID: "x", Version: "1", Name: city.Text{Zh: "合成体系", En: "a synthetic system"}, Scoring: city.Text{Zh: "极差", En: "min-max"}, Nodes: []catalog.SystemNode{
		{Code: "1", Name: "部分", Weight: weight(20)}, {Code: "1.1", Name: "a", Weight: weight(0.8), Direction: "up"}, {Code: "1.2", Name: "b", Weight: weight(1.2), Direction: "down"}}}
	if err := system.Ready(); err != nil {
		t.Fatal(err)
	}
	dir := open(t, map[string]string{"t.csv": places, "一.yaml": "data: t.csv\nindicators:\n  - {code: 合成体系}\n  - {code: 部分, parent: 合成体系, weight: 20}\n" +
		"  - {code: a, parent: 部分, weight: 0.8}\n  - {code: b, parent: 部分, weight: 1.2, direction: down}\n"})
	s, err := ReadSpec(dir, "一.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want, err := Run(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	s.Indicators = systemIndicators(system)
	got, err := Run(dir, s)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range got.Places {
		if p.Score != want.Places[i].Score {
			t.Errorf("%s: %v, want %v", p.Place, p.Score, want.Places[i].Score)
		}
	}
}
