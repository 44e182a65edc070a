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
	for _, l := range lines(s, city.Level) {
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

// slips finds values that are off from every neighbour by the same power.
func slips(s *data.Set, l []city.Observation) []city.Finding {
	three := big.NewRat(3, 1)
	var out []city.Finding
	apart := func(a, b city.Observation) int {
		v, ok := city.Convert(b.Value, b.Unit, a.Unit)
		if !ok || v.Sign() <= 0 || a.Value.Sign() <= 0 {
			return 0
		}
		return slipOf(v.Rat(), a.Value.Rat(), isShare(a), three)
	}
	for i, o := range l {
		n := 0
		var cells []city.Observation
		switch {
		case len(l) < 3:
		case i == 0:
			if apart(o, l[1]) != 0 && apart(o, l[2]) != 0 && apart(l[1], l[2]) == 0 {
				n, cells = apart(o, l[1]), l[1:2]
			}
		case i == len(l)-1:
			if apart(o, l[i-1]) != 0 && apart(o, l[i-2]) != 0 && apart(l[i-1], l[i-2]) == 0 {
				n, cells = apart(o, l[i-1]), l[i-1:i]
			}
		default:
			if apart(o, l[i-1]) != 0 && apart(o, l[i+1]) != 0 {
				n, cells = apart(o, l[i-1]), []city.Observation{l[i-1], l[i+1]}
			}
		}
		if n == 0 {
			continue
		}
		out = append(out, finding(s, "D107", city.SeverityError, o, city.Text{
			Zh: fmt.Sprintf("%s为%s，与%s的%s相差约%s，%s", subject(s, o).Zh, printed(o), cells[0].Period.Name("zh"), printed(cells[0]), times(n), slipName(n).Zh),
			En: fmt.Sprintf("%s is %s, about 10^%d from the %s of %s: %s", subject(s, o).En, printed(o), n, printed(cells[0]), cells[0].Period, slipName(n).En),
		}, append([]city.Observation{o}, cells...)...))
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
