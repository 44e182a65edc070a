package check

import (
	"fmt"
	"math"
	"sort"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/shopspring/decimal"
)

var (
	unusualTitle = city.Text{Zh: "异常变动", En: "unusual change"}
	unusualText  = city.Text{
		Zh: `某一期的变动与这一序列通常的变动相差很大，而资料中没有说明原因。规则：同一口径内至少有5次环比变动；
取各次变动率的中位数和绝对中位差（MAD×1.4826，最低按2个百分点计），偏离中位数超过5倍、且超过20个百分点的列出。
变动率可能是真的（机构改革、一次性大项目），也可能是录入或口径问题：引用前先问来源单位。跨口径变化处不算。`,
		En: `The change of one period is far from what is usual in the series and nothing says why. Rule: at least 5 changes within
one definition; median and median absolute deviation of the rates of change (MAD x 1.4826, at least 2 points); listed
where the distance from the median is over 5 times that and over 20 points. It may be real; ask the source first.
Changes across a break do not count.`}

	lineTitle = city.Text{Zh: "疑似插值", En: "interpolated run"}
	lineText  = city.Text{
		Zh: `连续4个以上的数恰好落在一条直线上（相邻之差分毫不差），而这些数有3位以上有效数字、每步变化不小于末位的10倍，
很可能是按首尾两数插补的，不是逐年统计的。插补的数不能用来说明逐年趋势。`,
		En: `Four or more values lie exactly on a line, with at least three significant digits and steps of at least ten units in
the last place: probably filled in between two known values. Such values cannot bear a statement about single years.`}
)

// unusual is D105. The rule uses floats: nothing of it is printed but the
// values themselves.
func unusual(s *data.Set) []city.Finding {
	var out []city.Finding
	for _, l := range lines(s) {
		l = values(l)
		var at []int
		var rates []float64
		for i := 1; i < len(l); i++ {
			a, b := l[i-1], l[i]
			if broken(s, a, b) || a.Value.Sign() <= 0 || b.Value.Sign() <= 0 || a.Unit != b.Unit || a.Period.Shift(1) != b.Period && a.Period.Kind() == "year" {
				continue
			}
			q, _ := b.Value.Div(a.Value).Float64()
			at, rates = append(at, i), append(rates, 100*(q-1))
		}
		if len(rates) < 5 {
			continue
		}
		mid := median(rates)
		dev := make([]float64, len(rates))
		for i, r := range rates {
			dev[i] = math.Abs(r - mid)
		}
		scale := math.Max(1.4826*median(dev), 2)
		for i, r := range rates {
			if d := math.Abs(r - mid); d <= 5*scale || d <= 20 {
				continue
			}
			a, b := l[at[i]-1], l[at[i]]
			if b.Note != "" {
				continue
			}
			out = append(out, finding(s, "D105", city.SeverityNote, b, city.Text{
				Zh: fmt.Sprintf("%s由%s变为%s，变动%s%%，而这一序列通常约为%s%%，未见说明", subject(s, b).Zh, printed(a), printed(b), oneDecimal(r), oneDecimal(mid)),
				En: fmt.Sprintf("%s went from %s to %s, a change of %s %% where about %s %% is usual, and nothing says why", subject(s, b).En, printed(a), printed(b), oneDecimal(r), oneDecimal(mid)),
			}, a, b))
		}
	}
	return out
}

func oneDecimal(x float64) string { return decimal.NewFromFloat(x).StringFixed(1) }

func median(v []float64) float64 {
	w := append([]float64{}, v...)
	sort.Float64s(w)
	if n := len(w); n%2 == 0 {
		return (w[n/2-1] + w[n/2]) / 2
	}
	return w[len(w)/2]
}

// interpolated is D108.
func interpolated(s *data.Set) []city.Finding {
	var out []city.Finding
	for _, l := range lines(s) {
		l = values(l)
		for i := 0; i+3 < len(l); {
			j := runFrom(s, l, i)
			if j-i < 3 {
				i = max(j, i+1)
				continue
			}
			step := l[i+1].Value.Sub(l[i].Value)
			first, last := l[i], l[j]
			out = append(out, finding(s, "D108", city.SeverityNote, last, city.Text{
				Zh: fmt.Sprintf("%s%s的%d个数每期恰好相差%s，疑似插值", first.Period.Name("zh")+"至"+last.Period.Name("zh"), nameOf(s, last), j-i+1, city.Printed(step)+last.Unit),
				En: fmt.Sprintf("the %d values of %s from %s to %s differ by exactly %s each, as if interpolated", j-i+1, nameOf(s, last), first.Period, last.Period, city.Printed(step)+last.Unit),
			}, l[i:j+1]...))
			i = j
		}
	}
	return out
}

// runFrom gives the last index of the run of equal steps that begins at i.
func runFrom(s *data.Set, l []city.Observation, i int) int {
	step := l[i+1].Value.Sub(l[i].Value)
	tenth := decimal.New(1, -max(city.Decimals(l[i].Value), city.Decimals(l[i+1].Value))+1)
	if step.Abs().LessThan(tenth) {
		return i + 1
	}
	j := i
	for j+1 < len(l) && l[j+1].Value.Sub(l[j].Value).Equal(step) && l[j].Period.Shift(1) == l[j+1].Period &&
		l[j+1].Unit == l[i].Unit && l[j+1].Value.NumDigits() >= 3 && !broken(s, l[j], l[j+1]) {
		j++
	}
	return j
}
