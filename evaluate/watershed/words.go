package watershed

import (
	"fmt"
	"math"
	"path"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
	"github.com/shopspring/decimal"
)

func fixed(x float64, decimals int) string { return evaluate.Number(x).Fixed(decimals) }

// chance prints a probability that comes from draws: =0.31, <0.01.
func chance(p float64, draws int) string {
	least := math.Ceil(100/float64(max(draws, 1))) / 100 // that so many draws can tell from 0
	if p < least {
		return "<" + fixed(least, 2)
	}
	return "=" + fixed(p, 2)
}

// points prints the size of a shift in points, with the decimals that matter.
func (q *inquiry) points(x float64) string { return fixed(math.Abs(x), q.decimals()) }

func (q *inquiry) decimals() int { return 1 + max(0, -int(math.Floor(math.Log10(q.important)))) }

// matter prints the shift that matters, in points.
func (q *inquiry) matter() string { return fixed(q.important, q.decimals()-1) }

// rate prints growth: in percent, or the change of a share in points.
func (q *inquiry) rate(x float64) string {
	if q.share {
		return fixed(x, q.decimals()) + "个百分点"
	}
	return fixed(x, q.decimals()) + "%"
}

// growth names what is compared on the two sides of a size.
func (q *inquiry) growth() city.Text {
	if q.share {
		return say("年变动", "yearly change")
	}
	return say("年增速", "yearly growth")
}

// mean names its average.
func (q *inquiry) mean() city.Text {
	if q.share {
		return say("年均变动", "mean yearly change")
	}
	return say("年均增速", "yearly growth")
}

// shifted is what a run found: 越过之后年增速低3.8个百分点.
func (q *inquiry) shifted(r *run) city.Text {
	return say(fmt.Sprintf("越过之后%s%s%s个百分点", q.growth().Zh, higher(r.shift).Zh, q.points(r.shift)), fmt.Sprintf("%s is %s points %s beyond it", q.growth().En, q.points(r.shift), higher(r.shift).En))
}

// chances is a share of cases as people say it: 约一成, 七成多; in about 10 % of
// cases.
func chances(share float64) city.Text {
	tenths := int(10 * share)
	switch {
	case tenths == 0:
		return say("不到一成", "in under 10 % of cases")
	case share > 0.99:
		return say("九成九以上", "in over 99 % of cases")
	}
	word := []string{"", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"}[tenths]
	if 10*share-float64(tenths) < 0.4 {
		return say("约"+word+"成", fmt.Sprintf("in about %d %% of cases", 10*tenths))
	}
	return say(word+"成多", fmt.Sprintf("in %s %% of cases", fixed(100*share, 0)))
}

func higher(x float64) city.Text {
	if x < 0 {
		return say("低", "lower")
	}
	return say("高", "higher")
}

// amount is a figure of the claim in its unit, in both languages.
func (q *inquiry) amount(n string) city.Text {
	u, _ := city.ParseUnit(q.claim.Unit)
	en := map[string]string{"元": "yuan", "人": "people", "%": "%"}[u.Base]
	for _, x := range []struct {
		exp  int32
		name string
	}{{12, "trillion "}, {8, "hundred million "}, {4, "ten thousand "}} {
		if u.Factor.Equal(pow10(x.exp)) {
			en = x.name + en
		}
	}
	return say(n+q.claim.Unit, strings.TrimSpace(n+" "+en))
}

// floor is the lower end of the claimed range as written.
func (q *inquiry) floor() city.Text { return q.amount(city.Printed(minFigure(q.claim.Figures))) }

// claimed is the claimed range as written.
func (q *inquiry) claimed() city.Text {
	low, high := minFigure(q.claim.Figures), maxFigure(q.claim.Figures)
	if low.Equal(high) {
		return q.floor()
	}
	zh, en := q.amount(city.Printed(high)), q.amount(city.Printed(high))
	return say(city.Printed(low)+"至"+zh.Zh, city.Printed(low)+" to "+en.En)
}

// at is a size of the data in the unit of the claim, to three digits at least.
func (q *inquiry) at(v float64) city.Text { return q.amount(q.digits(v)) }

func (q *inquiry) digits(v float64) string {
	own, ok := city.Convert(decimal.RequireFromString(plain(v)), q.size.unit, q.claim.Unit)
	if x := own.InexactFloat64(); ok && x != 0 {
		return fixed(x, max(0, 2-int(math.Floor(math.Log10(math.Abs(x))))))
	}
	return plain(v)
}

// line is the claimed size, with its indicator where that is not the one that
// grows: 研发投入强度2.5%.
func (q *inquiry) line() city.Text {
	if q.outcome == q.size {
		return q.claimed()
	}
	return say(q.name(q.claim.Indicator).Zh+q.claimed().Zh, "a "+q.name(q.claim.Indicator).En+" of "+q.claimed().En)
}

// reached says since when growth is looked at: 达到1.5万亿元; the indicator is
// named where it is not the one that grows.
func (q *inquiry) reached() city.Text {
	if q.outcome == q.size {
		return say("达到"+q.floor().Zh, q.floor().En)
	}
	n := q.name(q.claim.Indicator)
	return say(n.Zh+"达到"+q.floor().Zh, n.En+" of "+q.floor().En)
}

// large is how the law of mean reversion is put: 规模越大增速越慢.
func (q *inquiry) large() city.Text {
	i, _ := q.bench.Set.Indicators.Get(q.outcome.indicator)
	switch {
	case q.share:
		return say("水平越高升得越慢", "that high ones rise more slowly")
	case i.Kind == city.Ratio || i.Kind == city.IndexNo:
		return say("水平越高增速越慢", "that high ones grow more slowly")
	}
	return say("规模越大增速越慢", "that large ones grow more slowly")
}

// verdictOfLaw is the verdict on the law itself, where the sentence denies it.
func (q *inquiry) verdictOfLaw() diagnose.Verdict {
	v := q.result.Verdict
	switch {
	case q.claim.Denied && v == diagnose.Supported:
		return diagnose.NotSupported
	case q.claim.Denied && v == diagnose.NotSupported:
		return diagnose.Supported
	}
	return v
}

// counter is what a critic makes of it.
func (q *inquiry) counter() city.Text {
	k := q.kind()
	t := say("各"+k.Zh+"越过的时间、发展基础和产业各不相同，", "Those beyond the size differ in their base, their industry and the year in which they crossed; ")
	if q.money() {
		t = plus(t, say("现价数又随物价上涨，同一条线在不同年份不是同一个规模；", "a line at current prices is not the same size in different years; "))
	}
	switch q.verdictOfLaw() {
	case diagnose.Supported:
		return plus(t, say("检验说明增速在此有变化，没有说明原因，也不能推到样本之外更大的规模。", "the test shows a shift, not its cause, and nothing about sizes beyond the sample."))
	case diagnose.NotSupported:
		return plus(t, say(fmt.Sprintf("检验能排除的是%s个百分点以上的一次性变化，更小的或逐步的变化不在其内。", q.matter()), fmt.Sprintf("what is ruled out is one shift of %s points or more, not a smaller or gradual one.", q.matter())))
	}
	return plus(t, say("举一两个越过后放缓（或加快）的例子，可以支持任何一种说法。", "one or two examples that slowed, or sped up, can be found for any view."))
}

// needed is what would decide.
func (q *inquiry) needed() city.Text {
	var zh, en []string
	if n := q.crossers(); n < enoughPlaces {
		zh = append(zh, fmt.Sprintf("越过之后满两年的%s至少%d个（现有%d个）", q.kind().Zh, enoughPlaces, n))
		en = append(en, fmt.Sprintf("%d %s at least that crossed two years ago or more (there are %d)", enoughPlaces, q.kind().En, n))
	}
	zh = append(zh, "更多"+q.kind().Zh+"、更多年份在同一普查口径下的修订数")
	en = append(en, "more "+q.kind().En+" and years in one revised series")
	if q.money() {
		zh, en = append(zh, "各地可比价增速和逐年常住人口"), append(en, "growth at constant prices and yearly population of each place")
	}
	zh = append(zh, "事先写明“越过之后什么会改变、何时检验”，用此后新越过的"+q.kind().Zh+"来验证")
	en = append(en, "a statement made beforehand of what should change and when it will be tested, on those that cross from now on")
	return say("需要："+strings.Join(zh, "；")+"。", "Needed: "+strings.Join(en, "; ")+".")
}

// source names where the panel comes from: the source of most rows.
func (q *inquiry) source() string {
	count, best := map[string]int{}, ""
	for _, r := range q.rows {
		key := r.now.Source
		if key == "" {
			key = r.now.Origin.File
		}
		if count[key]++; count[key] > count[best] || count[key] == count[best] && key < best {
			best = key
		}
	}
	s, known := q.bench.Set.Sources[best]
	if best == "facts.csv" {
		return "课题录入的数据"
	}
	if !known || s.Title == "" {
		return "《" + strings.TrimSuffix(path.Base(best), path.Ext(best)) + "》"
	}
	if strings.Contains(s.Title, "《") {
		return s.Publisher + s.Title
	}
	return s.Publisher + "《" + s.Title + "》"
}

func plus(a, b city.Text) city.Text { return say(a.Zh+b.Zh, a.En+b.En) }
