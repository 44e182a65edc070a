package draft

import (
	"regexp"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/propose"
)

// yearOf is the year that the parts of years of a draft lie in where a sentence
// names none (1—9月, 上半年): the one that its headings name first, else the
// newest that the study has data of.
func (c *checker) yearOf(t text) int {
	for i, p := range t.paras {
		if p.Table > 0 || !p.Heading && (i > 0 || utf8.RuneCountInString(p.Text) > 40) {
			continue
		}
		for _, m := range propose.Periods(city.Narrow(p.Text), 0) {
			if m.Kind == propose.AtPeriod && m.Period != "" {
				return m.Period.Year()
			}
		}
	}
	return NewestYear(c.o.Bench.Set)
}

// NewestYear is the newest year that a study has data of; 0 where it has none.
func NewestYear(set *data.Set) int {
	newest := 0
	if set == nil {
		return 0
	}
	for _, o := range set.Observations {
		if o.Status != city.Missing && o.Status != city.Target {
			newest = max(newest, o.Period.Year())
		}
	}
	return newest
}

// withinYear reports a year, or the first months of one taken together.
func withinYear(p city.Period) bool { return p.IsYear() || firstMonths.MatchString(string(p)) }

var firstMonths = regexp.MustCompile(`^\d{4}-01/\d{4}-\d\d$`)

var partOfYear = regexp.MustCompile(`^(?:今年|本年|当年)?(?:截至|截止到?)?(?:上半年|下半年|前?第?[一二三四1-4]季度|前.{1,9}个月|.{1,6}月)`)

// ContextOf is what a sentence is read with. Where the study sets no base year,
// a part of a year without a year of its own lies in the year given: that of
// the draft, or the newest of the data.
func ContextOf(sentence string, ctx propose.Context, year int) propose.Context {
	if ctx.Year > 0 || year == 0 {
		return ctx
	}
	for _, m := range propose.Periods(sentence, 0) {
		if m.Kind == propose.AtPeriod && m.Period == "" && partOfYear.MatchString(m.Text) {
			ctx.Year = year
			return ctx
		}
	}
	return ctx
}

// headingPeriod is the period that a heading names: 2023年, 前三季度.
func (c *checker) headingPeriod(text string) city.Period {
	var found city.Period
	for _, m := range propose.Periods(text, c.partYear) {
		if m.Kind != propose.AtPeriod || m.Period == "" {
			continue
		}
		if found != "" && found != m.Period {
			return ""
		}
		found = m.Period
	}
	return found
}

// months gives the months of the year up to the newest one, where the data of
// the claim have both: a sentence without a period is seldom about one month.
func (c *checker) months(r diagnose.Result) city.Period {
	set := c.o.Bench.Set
	if set == nil {
		return ""
	}
	for _, l := range leaves(r) {
		place := l.Place
		if place == "" {
			place = c.o.Bench.Place
		}
		var newest city.Period
		for _, o := range set.Series(l.Indicator, place, city.Level) {
			if o.Status != city.Missing && firstMonths.MatchString(string(o.Period)) {
				newest = o.Period
			}
		}
		if newest != "" {
			return newest
		}
	}
	return ""
}
