package brief

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
)

// What a brief shows at most, and the fewest points of a line.
const (
	mostLines    = 3
	mostRows     = 6
	mostYears    = 6
	fewestYears  = 3
	fewestPoints = 4
	mostPoints   = 60
	fewestPlaces = 3
)

// series is one indicator of the study's place over time, with what has to be
// said about it.
type series struct {
	indicator    string
	name, unit   string
	observations []city.Observation // one a period, all years, all quarters or all months, oldest first
	breaks       []city.Break       // within the periods
}

// over gives the levels of an indicator in the study's place over time: one
// value a period, never one of grade D; years where there are enough of them,
// else the kind of period that has the most values.
func (in Input) over(indicator string) series {
	s := series{indicator: indicator, name: in.indicatorName(indicator, "", "zh")}
	if in.Set == nil {
		return s
	}
	place := in.mainPlace()
	all := in.Set.Series(indicator, place, city.Level)
	kind := kindOf(all)
	for _, o := range all {
		if o.Period.Kind() != kind || !drawable(o) {
			continue
		}
		if n := len(s.observations); n > 0 && s.observations[n-1].Period == o.Period {
			continue
		}
		if s.unit == "" {
			s.unit = o.Unit
		}
		v, ok := city.Convert(o.Value, o.Unit, s.unit)
		if !ok {
			continue
		}
		o.Value, o.Unit = v, s.unit
		s.observations = append(s.observations, o)
	}
	s.name = s.defined(s.name)
	if n := len(s.observations); n > 0 {
		for _, b := range in.Set.BreaksOf(indicator, place) {
			if s.observations[0].Period.Before(b.From) && !s.observations[n-1].Period.Before(b.From) {
				s.breaks = append(s.breaks, b)
			}
		}
	}
	return s
}

// drawable reports whether a value may stand in a table or figure of the brief.
func drawable(o city.Observation) bool {
	return o.Status != city.Missing && o.Status != city.Target && o.Grade != "D"
}

// kindOf chooses the kind of period of a series.
func kindOf(list []city.Observation) string {
	count := map[string]int{}
	for _, o := range list {
		if drawable(o) {
			count[o.Period.Kind()]++
		}
	}
	best := "year"
	if count[best] < fewestPoints {
		for _, k := range []string{"quarter", "month"} {
			if count[k] > count[best] {
				best = k
			}
		}
	}
	return best
}

// mainPlace is the place of the study; where it names none, the place that the
// evidence speaks of most.
func (in Input) mainPlace() string {
	if in.Place != "" {
		return in.Place
	}
	count := map[string]int{}
	best := ""
	for _, r := range in.Results {
		for _, o := range r.Evidence {
			count[o.Place]++
			if count[o.Place] > count[best] {
				best = o.Place
			}
		}
	}
	return best
}

// following is the next year, quarter or month.
func following(p city.Period) city.Period {
	s := string(p)
	switch p.Kind() {
	case "quarter":
		if s[5] < '4' {
			return city.Period(s[:5] + string(rune(s[5]+1)))
		}
		return city.Period(string(city.Period(s[:4]).Shift(1)) + "Q1")
	case "month":
		if m, err := strconv.Atoi(s[5:]); err == nil && m < 12 {
			return city.Period(fmt.Sprintf("%s-%02d", s[:4], m+1))
		}
		return city.Period(string(city.Period(s[:4]).Shift(1)) + "-01")
	}
	return p.Shift(1)
}

// defined names the definition that all observations share.
func (s series) defined(name string) string {
	d := ""
	for i, o := range s.observations {
		if i > 0 && o.Definition != d {
			return name
		}
		d = o.Definition
	}
	switch {
	case d == "" || strings.Contains(name, d):
		return name
	case utf8.RuneCountInString(d) <= 4:
		return d + name
	}
	return name + "（" + d + "）"
}

// span is 2013—2018年.
func (s series) span() string {
	first, last := s.observations[0].Period, s.observations[len(s.observations)-1].Period
	if first == last {
		return first.Name("zh")
	}
	if !first.IsYear() {
		return first.Name("zh") + "至" + last.Name("zh")
	}
	return string(first) + "—" + string(last) + "年"
}

// segments numbers the stretches of one definition: one number an observation.
func (s series) segments() []int {
	out := make([]int, len(s.observations))
	n := 0
	for i, o := range s.observations {
		if i > 0 {
			before := s.observations[i-1]
			changed := o.Definition != before.Definition
			for _, b := range s.breaks {
				changed = changed || before.Period.Before(b.From) && !o.Period.Before(b.From)
			}
			if changed {
				n++
			}
		}
		out[i] = n
	}
	return out
}

// axis gives every period from the first to the last, or only those with a
// value where that would be too many.
func (s series) axis() []city.Period {
	var all, observed []city.Period
	for _, o := range s.observations {
		observed = append(observed, o.Period)
	}
	last := observed[len(observed)-1]
	for p := observed[0]; !last.Before(p); p = following(p) {
		if all = append(all, p); len(all) > mostPoints {
			return observed
		}
	}
	return all
}

// line makes the chart of a series: one line for each stretch of one
// definition, estimates hollow and named on the axis. Years without a value
// stay on the axis.
func (s series) line() word.Chart {
	c := word.Chart{Kind: word.Lines, Unit: axisUnit(s.unit)}
	at := map[city.Period]int{}
	for _, p := range s.axis() {
		at[p] = len(c.Categories)
		c.Categories = append(c.Categories, strings.TrimSuffix(p.Name("zh"), "年"))
	}
	segments := s.segments()
	for i, o := range s.observations {
		for len(c.Series) <= segments[i] {
			c.Series = append(c.Series, word.Series{Points: make([]word.Point, len(c.Categories))})
		}
		estimate := o.Status == city.Estimate || o.Status == city.Preliminary
		c.Series[segments[i]].Points[at[o.Period]] = word.Point{Value: o.Value, Has: true, Hollow: estimate}
		if name := statusName(o.Status, "zh"); name != "" {
			c.Categories[at[o.Period]] += "（" + name + "）"
		}
	}
	for n := range c.Series {
		c.Series[n].Name = s.name
		if len(c.Series) > 1 {
			c.Series[n].Name = s.segmentName(segments, n)
		}
	}
	c.Describe = s.describe()
	return c
}

// segmentName is the name of a stretch: 2013—2015年, with its definition where
// that has a name.
func (s series) segmentName(segments []int, n int) string {
	part := s
	part.observations = nil
	for i, o := range s.observations {
		if segments[i] == n {
			part.observations = append(part.observations, o)
		}
	}
	name := part.span()
	if d := part.observations[0].Definition; d != "" {
		return name + "（" + d + "）"
	}
	if n == 0 {
		return name + "（原口径）"
	}
	return name + "（调整后口径）"
}

// describe tells a screen reader what the chart shows.
func (s series) describe() string {
	var parts []string
	for _, o := range s.observations {
		parts = append(parts, o.Period.Name("zh")+quantity(o.Value, o.Unit, "zh")+bracket("zh", statusName(o.Status, "zh")))
	}
	return s.name + "：" + strings.Join(parts, "，")
}

// warnings says what a reader of the series must know.
func (s series) warnings() []string {
	var out []string
	for _, b := range s.breaks {
		out = append(out, s.name+"自"+b.From.Name("zh")+"起口径变化，前后不直接相比")
	}
	if len(s.breaks) == 0 && len(s.observations) > 0 && s.segments()[len(s.observations)-1] > 0 {
		out = append(out, s.name+"各年口径不同，不同口径不直接相比")
	}
	return out
}

func axisUnit(unit string) string {
	if unit == "" {
		return ""
	}
	return "单位：" + unit
}
