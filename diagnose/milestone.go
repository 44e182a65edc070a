package diagnose

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// soonWords say that a threshold is near and not passed.
var soonWords = regexp.MustCompile(`(即将|将要|有望|逼近|直逼|接近|快要)(突破|跨越|跨上|迈上|超过|达到)?`)

// judgeMilestone tests 突破2万亿元: reached in the period, and not in the year
// before; 首次 asks for every earlier year.
func judgeMilestone(c Claim, b *Bench) Result {
	if soonWords.MatchString(c.Sentence) && c.Figure != nil && !c.Denied {
		c.Hedge = Near
		return judgeLevel(c, b) // 即将突破1.3万亿元: near, and not there yet
	}
	r := Result{Claim: c}
	r.rule("跨越关口：报告期达到，上一年尚未达到；“首次”要求已有数据的此前各年都未达到", "a milestone: reached in the period and not in the year before; 首次 asks for all earlier years known")
	q := ask{Indicator: c.Indicator, Definition: c.Definition, Place: c.Place, Period: c.Period}
	own := b.find(q)
	if !own.ok() {
		return b.noData(r, c.Indicator, c.Place, own)
	}
	b.lay(&r, own)
	r.Figures = append(r.Figures, r.figureOf(b.indicator(c.Indicator, own.Definition), *own.datum))
	if c.Figure == nil {
		r.because("not-understood", "句中没有关口数值", "the sentence names no threshold")
		return r
	}
	now := b.reached(c, *own.datum)
	q.Period, q.Definition = own.Period.Shift(-1), own.Definition
	last := b.find(q)
	if now == fails {
		r.Verdict = combine(tested{core: denied(fails, c.Denied)})
		if c.Denied {
			b.wordMilestone(&r, c, own, last, "")
			return r
		}
		r.note("mismatch", city.Text{Zh: "尚未达到" + amount(*c.Figure, c.Unit).Zh, En: "it has not reached " + amount(*c.Figure, c.Unit).En})
		b.wordMilestone(&r, c, own, last, "")
		return r
	}
	if !last.ok() {
		r.Verdict = Undecidable
		s := b.subject(c.Indicator, own.Definition, c.Place, q.Period)
		r.note("no-data", city.Text{Zh: "没有" + s.Zh + "，不能确认是不是这一年跨过的", En: "without " + s.En + " it is not known whether it happened in that year"})
		r.Decide = sentence(b.missing(c.Indicator, own.Definition, c.Place, q.Period))
		b.wordMilestone(&r, c, own, last, "")
		return r
	}
	b.lay(&r, last)
	if k := b.breakBetween(c.Indicator, c.Place, last.Period, own.Period); k != nil {
		r.Verdict = Undecidable
		r.because("break", "", "")
		b.wordMilestone(&r, c, own, last, "")
		return r
	}
	first := b.firstReached(&r, c, own)
	before := b.reached(c, *last.datum)
	core := now
	if before == open {
		core = open
		r.because("within-tolerance", "", "")
	}
	t := tested{core: core}
	if before == holds || (isFirst(c) && first != "" && first.Before(own.Period)) {
		t.period = fails
		r.note("period-earlier", city.Text{Zh: cmp.Or(first.Name("zh"), last.Period.Name("zh")) + "已经达到", En: "it was reached as early as " + cmp.Or(first.Name("en"), last.Period.Name("en"))})
		if isFirst(c) && before == holds {
			t.core = fails
		}
	}
	if now == mixed {
		t.strength = mixed
	}
	if c.Denied {
		t = tested{core: denied(now, true)}
	}
	r.Verdict = combine(t)
	b.wordMilestone(&r, c, own, last, first)
	return r
}

// isFirst reports whether the sentence says that it never happened before.
func isFirst(c Claim) bool {
	return strings.Contains(c.Word, "首次") || strings.Contains(c.Word, "历史性") || strings.Contains(c.Sentence, "首次")
}

// reached tests a value against the threshold, as printed, or as an interval
// where it was derived.
func (b *Bench) reached(c Claim, d datum) outcome {
	d, ok := d.in(unitOr(c.Unit, d.Unit))
	if !ok {
		return open
	}
	return fits(AtLeast, *c.Figure, d)
}

// firstReached is the earliest year of the run, up to the period and in one
// definition, in which the threshold was reached.
func (b *Bench) firstReached(r *Result, c Claim, own found) city.Period {
	var first city.Period
	for _, d := range b.series(ask{Indicator: c.Indicator, Definition: own.Definition, Place: c.Place, Period: own.Period}) {
		if own.Period.Before(d.Period) || b.breakBetween(c.Indicator, c.Place, d.Period, own.Period) != nil {
			continue
		}
		if b.reached(c, d) == holds {
			if first == "" {
				first = d.Period
				r.cite(d.Observation)
			}
		}
	}
	return first
}

func (b *Bench) wordMilestone(r *Result, c Claim, own, last found, first city.Period) {
	subject := b.subject(c.Indicator, own.Definition, c.Place, own.Period)
	line := amount(*c.Figure, c.Unit)
	body := plus(subject, say("为", " stood at "), value(*own.datum))
	switch {
	case r.Verdict == Supported && !c.Denied:
		before := say("上年", "the year before")
		if !own.Period.IsYear() {
			before = say("上年同期", "the same period a year before")
		}
		v := value(*last.datum)
		body = plus(body, city.Text{Zh: "，突破" + line.Zh + "（" + smooth.Replace(before.Zh+"为"+v.Zh) + "）", En: ", past " + line.En + " (" + before.En + ": " + v.En + ")"})
	case first != "" && first != own.Period:
		body = plus(body, city.Text{Zh: "；" + first.Name("zh") + "已达到" + line.Zh, En: "; " + line.En + " was reached by " + first.Name("en")})
	case r.Verdict == NotSupported || c.Denied:
		body = plus(body, city.Text{Zh: "，尚未达到" + line.Zh, En: ", which is short of " + line.En})
	}
	r.Rewording = sentence(b.according(own.Observation), body)
	if t := b.counterStatus(*own.datum); !t.IsZero() {
		r.Counter = sentence(t)
	} else if r.Verdict == NotSupported && first == "" {
		r.Counter = say("句中的说法可能出自预计数、目标值或其他口径，沿用前须找到出处。", "The statement may rest on an estimate, a target or another definition, whose source must be found before it is used.")
	} else if i, _ := b.indicators().Get(c.Indicator); i.Price == city.Current {
		r.Counter = say("按现价跨过关口，部分来自价格上涨；普查修订后，跨过关口的年份可能改变。", "At current prices a part of it is inflation; a census revision may move the year.")
	}
}
