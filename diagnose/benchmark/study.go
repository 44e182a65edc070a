package benchmark

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

// SpecFile is the specification of a study's index.
const SpecFile = "index.yaml"

// FromStudy takes the figures of an index from the observations of a study: the
// places of one level, each year that Period spans or Year alone. Names of places
// in the specification become full names, as the table has them. What the data do
// not have is a *city.Error at its key.
func FromStudy(spec *Spec, set *data.Set) (*Table, error) {
	if err := spec.fitsStudy(); err != nil {
		return nil, err
	}
	columns, sizes := spec.asks(), spec.sizeAsks()
	s, err := newSource(spec, set, columns)
	if err != nil {
		return nil, err
	}
	if err := s.settleNames(spec); err != nil {
		return nil, err
	}
	years, err := s.span(spec, columns)
	if err != nil {
		return nil, err
	}
	t := &Table{}
	empty, err := s.withFigures(columns, years)
	if err != nil {
		return nil, err
	}
	if len(empty) > 0 {
		t.Notes = append(t.Notes, city.Text{Zh: fmt.Sprintf("%d个地方在这些年没有任何一项指标的数，不列入：%s", len(empty), some(empty, "、")),
			En: fmt.Sprintf("%d places have no figure of any indicator in these years and are left out: %s", len(empty), some(empty, ", "))})
	}
	if len(s.aside) > 0 {
		t.Notes = append(t.Notes, city.Text{Zh: fmt.Sprintf("直辖市是省级，没有列入：%s；要与地级市一起比，place 写 cities", some(s.aside, "、")),
			En: fmt.Sprintf("municipalities are of the level of provinces and are left out: %s; place: cities sets them beside prefectures", some(s.aside, ", "))})
	}
	if t.Units, t.Periods = s.rows(years); len(years) == 1 {
		t.Periods = nil
	}
	b := &board{s: s, t: t, years: years, behind: map[string][][]city.Observation{}}
	if t.Indicators, err = b.columns(columns, true); err != nil {
		return nil, err
	}
	if t.Denominators, err = b.columns(sizes, false); err != nil {
		return nil, err
	}
	t.Where = b.where
	b.files()
	if spec.Focus.Reference != "" {
		t.History, err = s.history(spec, columns, sizes)
	}
	return t, err
}

// fitsStudy refuses what only a bare table has.
func (s *Spec) fitsStudy() error {
	for _, x := range []struct {
		key string
		has bool
	}{{"meta", s.Meta != ""}, {"name", s.Name != ""}, {"groups", len(s.Groups) > 0}} {
		if x.has {
			return s.wrong(x.key+":", "数据取自课题时不写 %s", "%s does not go with the data of a study", x.key)
		}
	}
	return nil
}

func (s *Spec) level() city.PlaceLevel {
	if s.Place == "" {
		return city.Province
	}
	return city.PlaceLevel(s.Place)
}

func (s *Spec) noise() *Noise {
	if s.Robustness == nil {
		return nil
	}
	return s.Robustness.Noise
}

// asks are the columns of the indicators: the nodes that are no other's parent.
func (s *Spec) asks() []ask {
	var out []ask
	for _, x := range s.Indicators {
		if !slices.ContainsFunc(s.Indicators, func(y Indicator) bool { return y.Parent == x.Code }) {
			out = append(out, newAsk(x.Code, x.Name, x.Source))
		}
	}
	return out
}

// sizeAsks are the columns of the denominators.
func (s *Spec) sizeAsks() []ask {
	var out []ask
	for _, x := range s.Sizes {
		out = append(out, newAsk(x.Code, x.Name, x.Source))
	}
	return out
}

func newAsk(code, name string, from *StudySource) ask {
	a := ask{code: code, indicator: name}
	if a.indicator == "" {
		a.indicator = code
	}
	if from != nil {
		if a.period = from.Period; from.Indicator != "" {
			a.indicator = from.Indicator
		}
	}
	return a
}

// span lists the years of the index: those of Period, or Year. Without a year it
// is the last in which every indicator has a value.
func (s *source) span(spec *Spec, asks []ask) ([]int, error) {
	first, last := spec.Year, spec.Year
	if spec.Period != "" {
		from, to, _ := strings.Cut(spec.Period, "/")
		var errFrom, errTo error
		first, errFrom = strconv.Atoi(from)
		last, errTo = strconv.Atoi(to)
		if errFrom != nil || errTo != nil || first > last || last-first > 100 {
			return nil, spec.wrong("period:", "period 应为起止年份，如 2018/2023，现为“%s”", "period must be a first and a last year such as 2018/2023, not %q", spec.Period)
		}
		if spec.Year != 0 && (spec.Year < first || spec.Year > last) {
			return nil, spec.wrong("year:", "year %d 不在 period %s 之内", "the year %d is not within the period %s", spec.Year, spec.Period)
		}
	}
	if last == 0 {
		if last = s.lastYear(asks); last == 0 {
			return nil, spec.wrong("year:", "没有一年是各项指标都有数据的，无法确定 year", "there is no year for which every indicator has a value")
		}
		first = last
	}
	if spec.Year == 0 {
		spec.Year = last
	}
	var out []int
	for y := first; y <= last; y++ {
		out = append(out, y)
	}
	return out, nil
}

// lastYear is the last in which every indicator without a period of its own has a
// value; 0 where there is none.
func (s *source) lastYear(asks []ask) int {
	years := s.years()
	for i := len(years) - 1; i >= 0; i-- {
		all := true
		for _, a := range asks {
			f, err := s.fill(a, years[i])
			all = all && err == nil && len(s.missing(f)) < len(s.places)
		}
		if all {
			return years[i]
		}
	}
	return 0
}

// years are those in which the places have any observation, ascending.
func (s *source) years() []int {
	seen := map[int]bool{}
	var out []int
	for _, o := range s.set.Observations {
		if o.Period.IsYear() && !seen[o.Period.Year()] {
			seen[o.Period.Year()] = true
			out = append(out, o.Period.Year())
		}
	}
	slices.Sort(out)
	return out
}

// withFigures keeps the places that have a figure of any indicator in the years, and
// names the others: of them all figures would be imputed. Where none has any, all
// are kept, and the columns say what is missing.
func (s *source) withFigures(asks []ask, years []int) (empty []string, err error) {
	has := make([]bool, len(s.places))
	for _, a := range asks {
		for _, year := range years {
			f, err := s.fill(a, year)
			if err != nil {
				return nil, err
			}
			for i, v := range f.values {
				has[i] = has[i] || !math.IsNaN(v)
			}
		}
	}
	var kept []string
	for i, code := range s.places {
		if has[i] {
			kept = append(kept, code)
		} else {
			empty = append(empty, s.set.Places.Name(code))
		}
	}
	if len(kept) == 0 {
		return nil, nil
	}
	s.places = kept
	return empty, nil
}

// rows names place and year of each row: year by year, the places in each.
func (s *source) rows(years []int) (units []string, periods []int) {
	for _, y := range years {
		for _, code := range s.places {
			units, periods = append(units, s.set.Places.Name(code)), append(periods, y)
		}
	}
	return units, periods
}
