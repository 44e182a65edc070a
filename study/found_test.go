package study

import (
	"testing"

	"github.com/quanyu/quanyu/city"
	land "github.com/quanyu/quanyu/design/citywide"
	"github.com/quanyu/quanyu/diagnose/benchmark"
)

func TestIndexFound(t *testing.T) {
	rank := func(n int) *int { return &n }
	x := &benchmark.Result{Places: []benchmark.PlaceView{
		{Place: "合成乙市", Name: "合成乙市", Rank: rank(2), Interval: &[2]city.Number{1, 3}},
		{Place: "合成甲市", Name: "合成甲市", Rank: rank(1)},
		{Place: "合成丙市", Name: "合成丙市"},
	}}
	for place, want := range map[string]string{
		"合成乙市": "2个地方中合成乙市第2位（区间第1至第3位）",
		"合成丙市": "2个地方中合成甲市第1位", // not ranked itself
		"":     "2个地方中合成甲市第1位",
	} {
		if got := indexFound(x, place); got.Zh != want || got.En == "" {
			t.Errorf("%q: %+v, want %s", place, got, want)
		}
	}
	if got := indexFound(&benchmark.Result{}, ""); got.Zh != "没有地方排得出位次" {
		t.Errorf("%+v", got)
	}
}

// Each stage is named once, in the order of the stages, with what its own data leave
// in doubt; what is synthetic says so.
func TestFound(t *testing.T) {
	l := &land.Landed{Synthetic: true, Parcels: []land.ParcelView{{Verdict: land.Eligible}, {Verdict: land.Unknown}, {Verdict: land.Eligible, Existing: true}},
		Findings: []city.Finding{{Severity: city.SeverityError}, {Severity: city.SeverityWarning}, {Severity: city.SeverityWarning}, {Severity: city.SeverityNote}}}
	got := (&Study{}).Found(&Outcome{State: &State{Land: l}})
	if len(got) != 1 || got[0].Command != "land" || got[0].Title.Zh != "创新用地（合成）" || got[0].Says.Zh != "3个地块中可以1，须修改控规0，不可以0，依据不足1；现状已是1" || got[0].Errors != 1 || got[0].Warnings != 2 {
		t.Errorf("%+v", got)
	}
	if got := (&Study{}).Found(&Outcome{State: &State{}}); got == nil || len(got) != 0 {
		t.Errorf("a study of sentences alone: %v", got)
	}
}
