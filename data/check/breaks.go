package check

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

var (
	breakTitle = city.Text{Zh: "口径变化", En: "definition break"}
	breakText  = city.Text{
		Zh: `表中的标记与注释、指标定义或观测值自带的口径表明：从某一期起，指标统计的内容变了。
变化前后的数不能直接相减、求增速或判断升降；只能在同一口径内比较。
依据：表注写明的标记（如“标*的指标统计口径从2016年作了调整”）、definitions 中注明的起始日期，或相邻两期标注的口径不同。`,
		En: `A mark with its note, a dated definition, or the definitions of two neighbouring values say that the indicator
measures something else from a period on. Values before and after cannot be subtracted, nor a growth rate or trend
taken across; compare within one definition only.`}
)

// breaks is D101: one finding for each break, and one where two neighbouring
// values name different definitions without any mark.
func breaks(s *data.Set) []city.Finding {
	var out []city.Finding
	type key struct {
		indicator, place string
		from             city.Period
	}
	seen := map[key]bool{}
	for _, b := range s.Breaks {
		k := key{b.Indicator, b.Place, b.From}
		if seen[k] || !hasSeries(s, b) {
			continue
		}
		seen[k] = true
		name := s.Indicators.Name(b.Indicator)
		if o, ok := firstOf(s, b); ok {
			name = nameOf(s, o)
		}
		cells := b.Origins
		if len(cells) == 0 { // stated in a definition, not in a cell: the values on either side
			cells = around(s, b)
		}
		out = append(out, city.Finding{
			Code: "D101", Severity: city.SeverityWarning, Indicator: name, Place: placeOf(s, b.Place), Period: b.From, Sources: uniqueOrigins(cells),
			Message: city.Text{
				Zh: fmt.Sprintf("%s：%s起口径变化，前后不可直接比较。%s", name, b.From.Name("zh"), b.Why.Zh),
				En: fmt.Sprintf("%s: definition break from %s; values before and after are not comparable. %s", name, b.From, b.Why.In("en"))},
		})
	}
	return append(out, unmarked(s)...)
}

// hasSeries reports whether the data have values that the break concerns.
func hasSeries(s *data.Set, b city.Break) bool { _, ok := firstOf(s, b); return ok }

// around gives the cells of the last values before a break and of the first
// ones from it on.
func around(s *data.Set, b city.Break) []city.Origin {
	places := []string{b.Place}
	if b.Place == "" {
		places = s.PlacesOf(b.Indicator, city.Level)
	}
	var out []city.Origin
	for _, p := range places {
		l := values(s.Series(b.Indicator, p, city.Level))
		for i, o := range l {
			after := !o.Period.Before(b.From)
			if !after && (i+1 == len(l) || !l[i+1].Period.Before(b.From)) || after && (i == 0 || l[i-1].Period.Before(b.From)) {
				out = append(out, o.Origin)
			}
		}
	}
	return out
}

func firstOf(s *data.Set, b city.Break) (city.Observation, bool) {
	places := []string{b.Place}
	if b.Place == "" {
		places = s.PlacesOf(b.Indicator, city.Level)
	}
	for _, p := range places {
		if l := s.Series(b.Indicator, p, city.Level); len(l) > 0 {
			return l[0], true
		}
	}
	return city.Observation{}, false
}

// unmarked finds series that change their stated definition: from a period on
// none of the definitions of the period before is there any more.
func unmarked(s *data.Set) []city.Finding {
	var out []city.Finding
	done := map[[2]string]bool{}
	for _, o := range s.Observations {
		k := [2]string{o.Indicator, o.Place}
		if o.Facet != city.Level || done[k] {
			continue
		}
		done[k] = true
		var before, now []city.Observation // of one period each
		l := values(s.Series(o.Indicator, o.Place, city.Level))
		for i, v := range l {
			if v.Status == city.Target {
				continue
			}
			if len(now) > 0 && now[0].Period != v.Period {
				before, now = now, nil
			}
			now = append(now, v)
			if last := i == len(l)-1 || l[i+1].Period != v.Period; last && changed(before, now) {
				out = append(out, unmarkedFinding(s, before[0], now[0]))
			}
		}
	}
	return out
}

// changed reports whether two neighbouring periods share no definition.
func changed(before, now []city.Observation) bool {
	if len(before) == 0 || before[0].Period.Kind() != now[0].Period.Kind() {
		return false
	}
	for _, a := range before {
		for _, b := range now {
			if a.Definition == b.Definition {
				return false
			}
		}
	}
	return true
}

func unmarkedFinding(s *data.Set, a, b city.Observation) city.Finding {
	name := s.Indicators.Name(b.Indicator)
	return finding(s, "D101", city.SeverityWarning, b, city.Text{
		Zh: fmt.Sprintf("%s：%s为“%s”，%s为“%s”，没有标记说明，前后不可直接比较", name, a.Period.Name("zh"), usual(a.Definition, "zh"), b.Period.Name("zh"), usual(b.Definition, "zh")),
		En: fmt.Sprintf("%s: %s is %q and %s is %q, and no mark says so; they are not comparable", name, a.Period, usual(a.Definition, "en"), b.Period, usual(b.Definition, "en")),
	}, a, b)
}

func usual(definition, lang string) string {
	if definition != "" {
		return definition
	}
	return city.Text{Zh: "未注明口径", En: "no definition stated"}.In(lang)
}
