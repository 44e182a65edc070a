package diagnose

import "testing"

func TestCombine(t *testing.T) {
	for _, x := range []struct {
		t    tested
		want Verdict
	}{
		{tested{}, Supported},
		{tested{core: fails}, NotSupported},
		{tested{core: fails, strength: mixed}, NotSupported},
		{tested{core: mixed}, Partly},
		{tested{strength: fails}, Partly},
		{tested{period: fails}, Partly},
		{tested{comparator: mixed}, Partly},
		{tested{strength: open}, Partly},
		{tested{core: open}, Undecidable},
		{tested{comparator: open}, Undecidable},
		{tested{core: fails, comparator: open}, Undecidable},
		{tested{period: open}, Undecidable},
	} {
		if got := combine(x.t); got != x.want {
			t.Errorf("%+v: %s, want %s", x.t, got, x.want)
		}
	}
}

func TestCombineAllAndAny(t *testing.T) {
	s, p, n, u := Supported, Partly, NotSupported, Undecidable
	for _, x := range []struct {
		parts    []Verdict
		all, any Verdict
	}{
		{nil, u, u},
		{[]Verdict{s, s}, s, s},
		{[]Verdict{n, n}, n, n},
		{[]Verdict{u, u}, u, u},
		{[]Verdict{s, n}, p, s},
		{[]Verdict{s, u}, p, s},
		{[]Verdict{n, u}, n, u},
		{[]Verdict{p, p}, p, p},
		{[]Verdict{p, n}, p, p},
		{[]Verdict{p, u}, p, p},
	} {
		if got := CombineAll(x.parts); got != x.all {
			t.Errorf("all %v: %s, want %s", x.parts, got, x.all)
		}
		if got := CombineAny(x.parts); got != x.any {
			t.Errorf("any %v: %s, want %s", x.parts, got, x.any)
		}
	}
}

func TestReadingsJoin(t *testing.T) {
	for _, x := range []struct {
		list []outcome
		want outcome
	}{
		{nil, open}, {[]outcome{holds}, holds}, {[]outcome{fails, fails}, fails}, {[]outcome{holds, fails}, mixed},
		{[]outcome{open, open}, open}, {[]outcome{holds, open}, mixed}, {[]outcome{mixed, mixed}, mixed},
	} {
		if got := over(x.list); got != x.want {
			t.Errorf("%v: %d, want %d", x.list, got, x.want)
		}
	}
}

func TestListsAreComplete(t *testing.T) {
	seen := map[Type]bool{}
	for _, x := range Tests() {
		if seen[x.Type] || x.Name.Zh == "" || x.Name.En == "" || x.Text.Zh == "" || x.Text.En == "" || x.Judge == nil {
			t.Errorf("type %q: twice, or without words or test", x.Type)
		}
		seen[x.Type] = true
	}
	for _, want := range []Type{LevelType, Comparison, RankType, RankChange, Change, GrowthType, GrowthGap, Trend, Streak, ShareType, ShareChange, Contribution, Structure, SumType, Milestone, TargetType, EffectType, Exists, All, Any, Judgement, Causal, NotUnderstood} {
		if !seen[want] {
			t.Errorf("type %q has no test", want)
		}
	}
	codes := map[string]bool{}
	for _, r := range Reasons() {
		if codes[r.Code] || r.Text.Zh == "" || r.Text.En == "" {
			t.Errorf("reason %q: twice, or without words", r.Code)
		}
		codes[r.Code] = true
	}
}
