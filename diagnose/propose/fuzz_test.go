package propose

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/quanyu/quanyu/diagnose"
)

var seeds = []string{
	"", "。", "2018年高新技术企业较上年净增709家、增长25.1%", "A、B分别增长6.5%、8.2%", "（一）由2.74%降至2.42%，“十三五”期间",
	"前三季度GDP增长8.1%，分别高于全国、全省1.4个和0.2个百分点", "2.6∶35.6∶61.8", "1.5万—2万亿元", "\xff\xfe", "１２．５％（预计）", "翻两番", "三分之一",
	"没有把最大投入聚焦到推动创新上来", "与深圳等先进城市相比，高新技术企业数量偏少", "\uE001\uE00F增长\uE001", "不到深圳的四分之一",
	"“揭榜挂帅”政策有效促进了创新，使技术合同成交额增长30%，并带动研发投入翻一番", "得益于减税政策，试点以来成效显著", "改革对产业有显著的促进作用", "1/3 2/0 0分之0", "从2013年的1113家，增加到2018年的3536家",
}

func FuzzNumbers(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, n := range Numbers(s) {
			if n.Start < last || n.End <= n.Start || n.End > len(s) {
				t.Fatalf("%q: span %+v after %d", s, n.Span, last)
			}
			last = n.End
		}
		Periods(s, 2018)
	})
}

func FuzzSentences(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		var kept strings.Builder
		for _, x := range Sentences(s) {
			if x.Start < last || x.End <= x.Start || x.End > len(s) {
				t.Fatalf("%q: %+v after %d", s, x, last)
			}
			if strings.TrimSpace(s[last:x.Start]) != "" && utf8.ValidString(s) && strings.Trim(s[last:x.Start], " \t\n\r\v\f\u3000\u00a0\ufeff") != "" {
				t.Fatalf("%q: lost %q", s, s[last:x.Start])
			}
			kept.WriteString(s[x.Start:x.End])
			last = x.End
		}
	})
}

func FuzzPropose(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	ctx := wuhan(f)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 600 {
			return
		}
		c := propose(s, ctx, ctx.Indicators)
		checkClaim(t, s, c)
		if again := propose(s, ctx, ctx.Indicators); !reflect.DeepEqual(c, again) {
			t.Fatalf("%q: %s, then %s", s, describe(c), describe(again))
		}
	})
}

// checkClaim holds what every reading must satisfy.
func checkClaim(t *testing.T, s string, c diagnose.Claim) {
	t.Helper()
	checkWhere(t, s, c)
	for _, p := range append([]diagnose.Claim{c}, c.Parts...) {
		if p.Figure != nil && p.Type == diagnose.NotUnderstood {
			t.Errorf("%q: a figure in a claim not understood", s)
		}
		if p.Type == diagnose.LevelType && (p.Figure == nil || p.Indicator == "" && p.Concept == "") {
			t.Errorf("%q: level without figure or subject: %s", s, describe(p))
		}
		if p.From != "" && p.From == p.Period {
			t.Errorf("%q: base equals period: %s", s, describe(p))
		}
	}
	if c.Type == diagnose.All && len(c.Parts) < 2 {
		t.Errorf("%q: all of fewer than two", s)
	}
}

// TestFormsRead holds every form's own example, and that names are unique.
func TestFormsRead(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Forms() {
		if seen[f.Name] || f.Text.Zh == "" || f.Text.En == "" || f.Example == "" {
			t.Errorf("form %q: name taken, or text or example missing", f.Name)
		}
		seen[f.Name] = true
		m := maskSentence(f.Example, wuhan(t), wuhan(t).Indicators)
		st := &state{ctx: wuhan(t), cat: wuhan(t).Indicators, place: "420100"}
		used := false
		for _, cl := range clauses(m) {
			st.enter(m, cl.Start, cl.End)
			for _, x := range formsIn(m, st, cl) {
				used = used || x.form.Name == f.Name
			}
		}
		if !used {
			t.Errorf("form %s doesn't read its example %s (%q)", f.Name, f.Example, m.mask)
		}
	}
}

func BenchmarkPropose(b *testing.B) {
	ctx := wuhan(b)
	for b.Loop() {
		Propose("一般公共预算收入712.5亿元，同口径增长10.1%，其中税收收入增长13.2%，税收占比达到82.1%", ctx)
	}
}
