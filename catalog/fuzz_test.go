package catalog

import (
	"testing"
	"unicode/utf8"
)

// FuzzFind holds that mentions are in order, apart, and cut no character.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"2017年武汉 GDP 居36个主要城市第8位", "Ｒ＆Ｄ经费（ＧＤＰ）占比", "规上高新技术产业增加值占GDP的比重(政府工作报告口径)", "\xff武汉\xfe市", "全市各区、吉 林", "投入…创新"} {
		f.Add(s)
	}
	places, indicators := NewPlaces(), NewIndicators()
	places.About("420100")
	f.Fuzz(func(t *testing.T, s string) {
		for name, list := range map[string][]Mention{
			"places": places.Find(s, "420100"), "rosters": places.FindRosters(s), "indicators": indicators.Find(s), "concepts": indicators.FindConcepts(s),
		} {
			end := 0
			for _, m := range list {
				if m.Start < end || m.End <= m.Start || m.End > len(s) || m.ID == "" {
					t.Fatalf("%s: %+v after %d in %q", name, m, end, s)
				}
				if utf8.ValidString(s) && !utf8.ValidString(s[m.Start:m.End]) {
					t.Fatalf("%s: %+v cuts a character of %q", name, m, s)
				}
				end = m.End
			}
		}
	})
}

// FuzzResolve holds that any label and any name can be read, and that a label
// that was learned is known.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{"一、*其中：发明专利申请量(件)", "A占B的比重", "人均人均人均", "((((", "15城市排序", "1.2.3、GDP/亿元", "占占占", "%", "（亿元）", "净增高新技术企业数"} {
		f.Add(s)
	}
	places := NewPlaces()
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 400 {
			return
		}
		places.Resolve(s, "420100", "360000")
		places.Roster(s)
		x := NewIndicators()
		r := x.Resolve(s)
		x.Learn(r)
		if r.ID != "" {
			if _, ok := x.Get(r.ID); !ok {
				t.Fatalf("%q: %+v was not learned", s, r)
			}
		}
	})
}
