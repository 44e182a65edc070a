package diagnose

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
)

func hasCode(years []streakYear, codes ...string) bool {
	for _, y := range years {
		for _, c := range codes {
			if y.code == c {
				return true
			}
		}
	}
	return false
}

// run is the number of years that hold without a gap, counted back from the
// last.
func run(years []streakYear) int {
	n := 0
	for i := len(years) - 1; i >= 0 && years[i].fit == holds; i-- {
		n++
	}
	return n
}

func (a *arith) streakFigures(years []streakYear) {
	last := years[len(years)-1]
	a.figure("连续成立的年数", "years in a row that hold", big.NewRat(int64(run(years)), 1), 0, "年", last.period, "")
	for i := len(years) - 1; i >= 0; i-- {
		y := years[i]
		if y.mid == nil {
			continue
		}
		expr := y.expr
		if len(y.terms) == 1 {
			expr = ""
		}
		a.figure(y.period.Name("zh"), y.period.Name("en"), y.mid, y.places, y.unit, y.period, expr, y.terms...)
	}
}

// streakWords writes reasons, rewording and counter.
func (a *arith) streakWords(years []streakYear, core outcome, kind streakKind) {
	var zh, en, badZh, badEn []string
	k := run(years)
	for i, y := range years {
		if y.text.IsZero() {
			continue
		}
		if k < 2 || i >= len(years)-k {
			zh, en = append(zh, y.text.Zh), append(en, y.text.En)
		}
		if y.fit == fails {
			badZh, badEn = append(badZh, y.text.Zh), append(badEn, y.text.En)
		}
	}
	n := a.b.indicator(a.c.Indicator, a.c.Definition)
	if core == fails && len(badZh) > 0 {
		a.reason("mismatch", fmt.Sprintf("并非%d年都成立：%s", len(years), strings.Join(badZh, "、")), fmt.Sprintf("not all of the %d years hold: %s", len(years), strings.Join(badEn, "; ")))
	}
	if core == mixed {
		a.reason("mismatch", "有的年份按数值复算与来源所列增速结论不同", "in some year the levels and the printed rate say different things")
	}
	if core == open {
		a.r.Decide = say("需补齐所缺年份在同一口径下的数据", "needed: the missing years, in one definition")
		if !hasCode(years, "break", "definition-differs", "no-data", "unit") {
			a.reason("within-tolerance", "有的年份变化在数据舍入范围之内，无法判定", "in some year the change lies within the rounding of the data")
		}
	}
	if len(zh) == 0 {
		return
	}
	last := years[len(years)-1].period
	head := city.Text{Zh: a.b.place(a.c.Place) + n.Zh, En: "year by year, " + n.En + " of " + a.b.place(a.c.Place) + " stood as follows: "}
	if k > 1 && kind == streakGrowth && a.c.Direction != "flat" {
		verb := a.streakVerb()
		head.Zh += fmt.Sprintf("截至%s连续%d年%s：", last.Name("zh"), k, verb.Zh)
		head.En = fmt.Sprintf("%s of %s had %d years of %s in a row up to %s (", n.En, a.b.place(a.c.Place), k, verb.En, last.Name("en"))
		en[len(en)-1] += ")"
	} else {
		head.Zh += "各年情况为："
	}
	a.r.Rewording = sentence(head, say(strings.Join(zh, "、"), strings.Join(en, "; ")))
	a.r.Counter = a.streakCounter(years, kind)
}

// streakVerb is what each year of a run does: 增长, 两位数增长, 增长20%以上, 上升.
func (a *arith) streakVerb() city.Text {
	verb := say("增长", "growth")
	switch {
	case a.aboutRate() && a.c.Direction == "down":
		return say("增速回落", "slower growth")
	case a.aboutRate():
		return say("增速加快", "faster growth")
	case a.isShare(a.c.Indicator) && a.c.Direction == "down", a.c.Direction == "down":
		verb = say("下降", "fall")
	case a.isShare(a.c.Indicator):
		verb = say("上升", "rise")
	}
	if a.twoDigit() {
		return say("保持两位数增长", "growth of 10% or more")
	}
	if a.c.Figure == nil {
		return verb
	}
	f := amount(*a.c.Figure, a.c.Unit)
	switch a.c.Hedge {
	case AtMost, LessThan, Near:
		return say(verb.Zh+"不超过"+f.Zh, verb.En+" of at most "+f.En)
	}
	return say(verb.Zh+f.Zh+"以上", verb.En+" of "+f.En+" or more")
}

// streakCounter names the weakest year, and where the run slows.
func (a *arith) streakCounter(years []streakYear, kind streakKind) city.Text {
	var low *streakYear
	if k := run(years); k > 1 {
		years = years[len(years)-k:]
	}
	for i := range years {
		if years[i].mid != nil && (low == nil || years[i].mid.Cmp(low.mid) < 0) {
			low = &years[i]
		}
	}
	if low == nil || kind == streakRank {
		return city.Text{}
	}
	t := say("各年幅度不一，最低的是"+low.text.Zh, "the years differ; the lowest is "+low.text.En)
	for _, y := range years {
		for _, x := range y.terms {
			if c := a.b.counterStatus(x.datum); !c.IsZero() {
				return sentence(t, semicolon(t), c)
			}
		}
	}
	return sentence(t)
}
