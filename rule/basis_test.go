package rule

import "testing"

// A value that changed shows the document of its time; what names none shows
// those of the whole.
func TestDocumentsByTime(t *testing.T) {
	l := library(t, `
param: rate
unit: ratio
basis: [{doc: 法, article: 第一条}]
valid:
- {from: 2008-01-01, to: 2017-12-31, status: replaced, value: 0.5}
- {from: 2018-01-01, status: in_force, value: 0.75, basis: [{doc: 通知, article: 第二条}]}
`)
	p := l.Parameter("rate")
	if len(p.Basis) != 2 {
		t.Fatalf("%d documents in all, want 2", len(p.Basis))
	}
	for day, want := range map[Day]string{DayOf(2010, 1, 1): "法", DayOf(2020, 1, 1): "通知"} {
		if got := p.BasisOf(p.On(day, false))[0].Doc; got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
	if got := p.BasisOf(nil); len(got) != 2 {
		t.Errorf("of the whole: %v", got)
	}
}
