package diagnose

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// stretch is a run of values in one definition, without a break inside.
type stretch []term

// words is 2013年至2015年由2.74%升至3.02%; one value alone is 2016年为1.91%.
func (s stretch) words() city.Text {
	x, y := s[0], s[len(s)-1]
	if len(s) == 1 {
		v := value(x.datum)
		return city.Text{Zh: x.Period.Name("zh") + "为" + v.Zh, En: v.En + " in " + x.Period.Name("en")}
	}
	t := fromTo(x, y)
	return city.Text{
		Zh: x.Period.Name("zh") + "至" + y.Period.Name("zh") + t.Zh,
		En: "from " + x.Period.Name("en") + " to " + y.Period.Name("en") + " it " + t.En,
	}
}

// stretches cuts the series of an indicator between two years (open where
// empty) at its breaks and where the definition changes. All values are cited.
func (a *arith) stretches(indicator, place string, from, to city.Period) []stretch {
	var out []stretch
	for _, d := range a.yearly(indicator, place, from, to) {
		t := a.use(d)
		if n := len(out); n > 0 {
			last := out[n-1][len(out[n-1])-1]
			if definitionFits(last.Definition, t.Definition) && a.b.breakBetween(indicator, place, last.Period, t.Period) == nil {
				out[n-1] = append(out[n-1], t.into(last.Unit))
				continue
			}
		}
		out = append(out, stretch{t})
	}
	return out
}

// yearly lists the best value of each period of one kind between two periods
// (open where empty), oldest first. Where the claim names no definition, each
// year keeps that of the year before if it can.
func (a *arith) yearly(indicator, place string, from, to city.Period) []datum {
	kind := "year"
	if to != "" {
		kind = to.Kind()
	}
	var out []datum
	var done city.Period
	series := a.b.Set.Series(indicator, place, city.Level)
	if base := a.levelOf(indicator); len(series) == 0 && base != indicator {
		series = a.b.Set.Series(base, place, city.Growth)
	}
	for _, o := range series {
		p := o.Period
		if p.Kind() != kind || p == done || from != "" && p.Before(from) || to != "" && to.Before(p) || kind != "year" && from != "" && string(p)[4:] != string(from)[4:] {
			continue
		}
		done = p
		list := a.values(indicator, place, p)
		if len(list) == 0 {
			continue
		}
		best := list[0]
		if n := len(out); n > 0 && a.c.Definition == "" {
			for _, d := range list {
				if definitionFits(out[n-1].Definition, d.Definition) {
					best = d
					break
				}
			}
		}
		out = append(out, best)
	}
	return out
}

// oneDefinition is the safe wording where a break or a change of definition
// lies between: the newest stretch that shows a change, with its limits, or
// the last value alone. Each stretch becomes a figure and a part of the
// reason.
func (a *arith) oneDefinition(indicator, place string, list []stretch) city.Text {
	if len(list) == 0 {
		return city.Text{}
	}
	pick := list[len(list)-1]
	for i := len(list) - 1; i >= 0; i-- {
		if len(list[i]) > 1 {
			pick = list[i]
			break
		}
	}
	n := a.b.indicator(indicator, "")
	w := pick.words()
	x, y := pick[0], pick[len(pick)-1]
	t := city.Text{
		Zh: "按" + scopeName(pick, list).Zh + "，" + a.b.place(place) + n.Zh + w.Zh,
		En: "under " + scopeName(pick, list).En + ", " + subjectInto(n.En+" of "+a.b.place(place), w.En, len(pick) > 1),
	}
	if len(pick) > 1 {
		if y.Unit == "%" {
			d := changed(new(big.Rat).Sub(y.mid(), x.mid()), max(city.Decimals(x.Value), city.Decimals(y.Value)), "百分点", true)
			t.Zh, t.En = t.Zh+"，"+d.Zh, t.En+": it "+d.En
		} else if r, ok := fromLevels(x, y, 0); ok {
			d := moved(r.mid, 1)
			t.Zh, t.En = t.Zh+"，"+d.Zh, t.En+": it "+d.En
		}
	}
	return sentence(t)
}

// scopeName names the definition that a stretch keeps to.
func scopeName(pick stretch, list []stretch) city.Text {
	if d := pick[0].Definition; d != "" {
		return definitionName(d)
	}
	first := pick[0].Period
	if &pick[0] == &list[0][0] {
		end := pick[len(pick)-1].Period
		return city.Text{Zh: end.Name("zh") + "及以前的口径", En: "the definition up to " + end.Name("en")}
	}
	return city.Text{Zh: first.Name("zh") + "起的统一口径", En: "the definition since " + first.Name("en")}
}

// bothStretches is every stretch in words: the opposing reading of a trend
// across a break.
func bothStretches(list []stretch) city.Text {
	var zh, en []string
	for _, s := range list {
		w := s.words()
		zh, en = append(zh, w.Zh), append(en, w.En)
	}
	return city.Text{Zh: strings.Join(zh, "，"), En: strings.Join(en, "; ")}
}

// figuresOf writes the change within each stretch as a figure, the newest
// first.
func (a *arith) figuresOf(list []stretch) {
	if n := len(list); n > 0 && (a.c.Type == Trend || len(list[n-1]) == 1) {
		y := list[n-1][len(list[n-1])-1]
		a.figure(y.Period.Name("zh")+"数值", "value in "+y.Period.Name("en"), y.mid(), city.Decimals(y.Value), y.Unit, y.Period, "", y)
	}
	for i := len(list) - 1; i >= 0; i-- {
		s := list[i]
		x, y := s[0], s[len(s)-1]
		if len(s) == 1 || y.Unit != x.Unit {
			continue
		}
		places := max(city.Decimals(x.Value), city.Decimals(y.Value))
		unit := y.Unit
		if unit == "%" {
			unit = "百分点"
		}
		a.figure(
			x.Period.Name("zh")+"至"+y.Period.Name("zh")+"变化", "change from "+x.Period.Name("en")+" to "+y.Period.Name("en"),
			new(big.Rat).Sub(y.mid(), x.mid()), places, unit, y.Period, fmt.Sprintf("%s-%s", y.expr, x.expr), x, y)
	}
}

// subjectInto puts the subject into "from 2016 to 2018 it rose to …", or before
// a value alone: "… stood at 1.91% in 2016".
func subjectInto(subject, words string, run bool) string {
	if run {
		return strings.Replace(words, " it ", " "+subject+" ", 1)
	}
	return subject + " stood at " + words
}
