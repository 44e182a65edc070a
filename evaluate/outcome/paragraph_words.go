package outcome

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/evaluate"
)

var (
	bracketed = regexp.MustCompile(`[（(][^（）()]*[）)]$`)
	logarithm = regexp.MustCompile(`^(?:ln|log|LN|Ln)[_ ]?|(?:的?(?:自然)?对数|（对数）|_?ln|_?log)$`)
	counts    = regexp.MustCompile(`(?:数|数量|量|额|值|人口|人数|产值|经费|收入)$`)
)

// about is the outcome in running text: without its unit, and not as a logarithm.
func (o *Opinion) about() string {
	name := o.Spec().Outcome
	if o.OutcomeUnit == evaluate.LogUnit {
		if s := logarithm.ReplaceAllString(name, ""); s != "" {
			name = s
		}
	}
	if s := bracketed.ReplaceAllString(name, ""); s != "" {
		name = s
	}
	return name
}

// isRate reports whether the outcome is high or low, not much or little.
func (o *Opinion) isRate() bool {
	u := o.OutcomeUnit
	return u == "%" || u == "百分点" || u == evaluate.LogUnit || strings.Contains(u, "/") || u == "" && !counts.MatchString(o.about())
}

// verb is 提高 of a rate and 增加 of a count.
func (o *Opinion) verb(up bool) string {
	if o.isRate() {
		return map[bool]string{true: "提高", false: "降低"}[up]
	}
	return map[bool]string{true: "增加", false: "减少"}[up]
}

// side is 多 or 少 of a count, 高 or 低 of a rate.
func (o *Opinion) side(v float64) (zh, en string) {
	if o.isRate() {
		zh = map[bool]string{true: "低", false: "高"}[v < 0]
	} else {
		zh = map[bool]string{true: "少", false: "多"}[v < 0]
	}
	return zh, map[bool]string{true: "lower", false: "higher"}[v < 0]
}

// difference is 比没有实施时平均多21.8家（约5.7%）.
func (o *Opinion) difference() city.Text {
	m := o.m
	zh, en := o.side(m.value)
	size := o.amount(math.Abs(m.value))
	if o.OutcomeUnit == evaluate.LogUnit && m.value < 0 { // 1-exp is not exp-1
		size = say(fixed(-o.shown(m.value), o.decimals())+"%", fixed(-o.shown(m.value), o.decimals())+"%")
	}
	mean, by := "比没有实施时平均", size.En+" "+en+" on average"
	if o.firstYear() {
		mean, by = fmt.Sprintf("在实施当年（%d年）比没有实施时", o.Last), fmt.Sprintf("%s %s in its first year (%d)", size.En, en, o.Last)
	}
	t := say(mean+zh+size.Zh, by)
	if r := m.value / m.base; known(r) && m.base > 0 && o.OutcomeUnit != evaluate.LogUnit && o.OutcomeUnit != "%" {
		share := fixed(100*math.Abs(r), 1) + "%"
		t = say(t.Zh+"（约"+share+"）", t.En+" (about "+share+")")
	}
	return t
}

// firstYear reports whether all that is known of the measure is its first year.
func (o *Opinion) firstYear() bool {
	start, ok := o.start()
	return ok && start == o.Last
}

// start is the first period with the measure.
func (o *Opinion) start() (int, bool) {
	var all []int
	if o.DiD != nil {
		for _, c := range o.DiD.Cohorts {
			if c.First != nil && *c.First <= o.Last {
				all = append(all, *c.First)
			}
		}
	} else if o.Synth != nil {
		for _, c := range o.Synth.Cohorts {
			all = append(all, c.Start)
		}
	}
	if len(all) == 0 {
		return 0, false
	}
	return slices.Min(all), true
}

// sure is the interval, in words where it holds zero.
func (o *Opinion) sure() city.Text {
	low, high := o.m.low, o.m.high
	if !known(low) || !known(high) {
		return city.Text{}
	}
	said := o.span(low, high)
	switch {
	case low < 0 && high > 0:
		a, b := o.amount(low), o.amount(high)
		less, _ := o.side(-1)
		more, _ := o.side(1)
		said = say(less+strings.TrimPrefix(a.Zh, "-")+"至"+more+b.Zh, a.En+" and "+b.En)
	case high <= 0 && o.OutcomeUnit == evaluate.LogUnit:
		said = say(fixed(-o.shown(high), o.decimals())+"%至"+fixed(-o.shown(low), o.decimals())+"%", fixed(-o.shown(high), o.decimals())+"% to "+fixed(-o.shown(low), o.decimals())+"%")
	case high <= 0:
		said = o.span(-high, -low)
	}
	if o.asShare() && !(low < 0 && high > 0) {
		a, b := fixed(100*math.Min(math.Abs(low), math.Abs(high))/o.m.base, 1), fixed(100*math.Max(math.Abs(low), math.Abs(high))/o.m.base, 1)
		said = say(said.Zh+"（"+a+"%至"+b+"%）", said.En+" ("+a+"% to "+b+"%)")
	}
	return say(fmt.Sprintf("有%s的把握在%s之间", o.level(), said.Zh), fmt.Sprintf("with %s confidence between %s", o.level(), strings.Replace(said.En, " to ", " and ", 1)))
}
