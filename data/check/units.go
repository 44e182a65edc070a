package check

import (
	"fmt"
	"math/big"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

var (
	unitTitle = city.Text{Zh: "单位问题", En: "unit trouble"}
	unitText  = city.Text{
		Zh: `三种情形：一是同一序列中某个数与前后各期相差约10的4次方或8次方（万与亿错位），占比则相差约100倍（百分数与小数混用），
判断时允许3倍以内的正常变动；二是两处来源的数恰好相差这样的倍数；三是印出的单位与指标本来的单位不是一类（如元与家）。`,
		En: `Three cases: a value is off from its neighbours by about 10^4 or 10^8 (万 and 亿 confused), or by about 100 for a share
(percent against fraction), allowing for a real change within a factor of 3; two sources differ by such a factor; the
printed unit measures something else than the indicator does.`}
)

// units is D107.
func units(s *data.Set) []city.Finding {
	var out []city.Finding
	for _, l := range lines(s) {
		out = append(out, slips(s, values(l))...)
		out = append(out, foreignUnit(s, l)...)
	}
	for _, g := range groups(s) {
		n := slip(g)
		if n == 0 || g[0].Facet != city.Level {
			continue
		}
		a, b := g[0], g[1]
		out = append(out, finding(s, "D107", city.SeverityError, a, city.Text{
			Zh: fmt.Sprintf("%s一处为%s，一处为%s，相差约%s，%s", subject(s, a).Zh, printed(a), printed(b), times(n), slipName(n).Zh),
			En: fmt.Sprintf("%s is %s in one place and %s in another, about 10^%d apart: %s", subject(s, a).En, printed(a), printed(b), n, slipName(n).En),
		}, g...))
	}
	return out
}

func times(n int) string {
	return map[int]string{2: "100倍", 4: "1万倍", 8: "1亿倍"}[n]
}

func slipName(n int) city.Text {
	if n == 2 {
		return city.Text{Zh: "疑似百分数与小数混用", En: "percent and fraction may be confused"}
	}
	return city.Text{Zh: "疑似万、亿单位错位", En: "万 and 亿 may be confused"}
}

// slips finds values that are off from the rest of their series by a power of
// ten. A series falls into stretches where one value is that far from the next;
// the longest is taken to be right, and of two of one length the first. Levels
// need no third value to tell, shares do.
func slips(s *data.Set, l []city.Observation) []city.Finding {
	three := big.NewRat(3, 1)
	apart := func(a, b city.Observation) int {
		v, ok := city.Convert(b.Value, b.Unit, a.Unit)
		if !ok || v.Sign() <= 0 || a.Value.Sign() <= 0 {
			return 0
		}
		return slipOf(v.Rat(), a.Value.Rat(), isShare(a), three)
	}
	if len(l) < 2 || len(l) == 2 && isShare(l[0]) {
		return nil
	}
	var stretches [][]city.Observation
	var before city.Observation
	for i, o := range l {
		if i > 0 && o.Period == before.Period {
			continue // two sources of one value are compared with one another
		}
		if i == 0 || apart(before, o) != 0 {
			stretches = append(stretches, nil)
		}
		before = o
		last := len(stretches) - 1
		stretches[last] = append(stretches[last], o)
	}
	usual, most := 0, 0
	for i, a := range stretches {
		n := 0 // values that agree with the stretch, those of other stretches too
		for _, b := range stretches {
			if apart(a[0], b[0]) == 0 {
				n += len(b)
			}
		}
		if n > most {
			usual, most = i, n
		}
	}
	var out []city.Finding
	for i, stretch := range stretches {
		beside := stretches[usual][0]
		if i > usual {
			beside = stretches[usual][len(stretches[usual])-1]
		}
		for _, o := range stretch {
			n := apart(o, beside)
			if n == 0 || i == usual {
				continue
			}
			out = append(out, finding(s, "D107", city.SeverityError, o, city.Text{
				Zh: fmt.Sprintf("%s为%s，与%s的%s相差约%s，%s", subject(s, o).Zh, printed(o), beside.Period.Name("zh"), printed(beside), times(n), slipName(n).Zh),
				En: fmt.Sprintf("%s is %s, about 10^%d from the %s of %s: %s", subject(s, o).En, printed(o), n, printed(beside), beside.Period, slipName(n).En),
			}, o, beside))
		}
	}
	return out
}

// foreignUnit finds a series whose printed unit measures something else than
// the catalog's indicator; one finding a period.
func foreignUnit(s *data.Set, l []city.Observation) []city.Finding {
	var out []city.Finding
	for _, o := range l {
		x, ok := s.Indicators.Get(o.Indicator)
		if !ok || x.Unit == "" || o.Unit == "" || o.Status == city.Missing {
			continue
		}
		want, known1 := city.ParseUnit(x.Unit)
		got, known2 := city.ParseUnit(o.Unit)
		if _, fits := city.Convert(o.Value, o.Unit, x.Unit); fits || !known1 || !known2 || got.Base == "" {
			continue
		}
		if money[want.Base] && money[got.Base] {
			continue // dollars and yuan are both money; the printed one counts
		}
		out = append(out, finding(s, "D107", city.SeverityError, o, city.Text{
			Zh: fmt.Sprintf("%s的单位印为“%s”，而这一指标的单位应为“%s”一类", subject(s, o).Zh, o.Unit, x.Unit),
			En: fmt.Sprintf("%s has the unit %q; the indicator is measured in the like of %q", subject(s, o).En, o.Unit, x.Unit),
		}, o))
	}
	return out
}

var money = map[string]bool{"元": true, "美元": true}
