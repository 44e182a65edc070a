package benchmark

import (
	"cmp"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
)

// history gives each indicator after its denominator for every year up to that of
// the index. Where a definition changes, the years before the change are left out:
// nothing is compared across it.
func (s *source) history(spec *Spec, columns, sizes []ask) (map[string]History, error) {
	years := slices.DeleteFunc(s.years(), func(y int) bool { return y > spec.Year })
	names, _ := s.rows([]int{spec.Year})
	size := map[string]History{}
	for _, a := range sizes {
		h, err := s.over(a, names, years)
		if err != nil {
			return nil, err
		}
		size[a.code] = h
	}
	out := map[string]History{}
	for _, a := range columns {
		h, err := s.over(a, names, years)
		if err != nil {
			return nil, err
		}
		if by, scale := spec.denominator(a.code); by != "" {
			below, known := size[by]
			if !known {
				continue // an unknown denominator is refused by the chain
			}
			for i := range h.Values {
				for j := range years {
					h.Values[i][j] /= below.Values[i][j] / scale
				}
			}
		}
		out[a.code] = h
	}
	return out, nil
}

// over reads one column for every year.
func (s *source) over(a ask, names []string, years []int) (History, error) {
	h := newHistory(names, years)
	for j, year := range years {
		f, err := s.fill(a, year)
		if err != nil {
			return h, err
		}
		for i, code := range s.places {
			if a.period == "" && s.breaksAfter(f.indicator, code, year, years[len(years)-1]) {
				continue
			}
			h.Values[i][j] = f.values[i]
		}
	}
	return h, nil
}

// breaksAfter reports whether the definition of an indicator changes after a year,
// up to the last.
func (s *source) breaksAfter(indicator, place string, year, last int) bool {
	return slices.ContainsFunc(s.set.BreaksOf(indicator, place), func(b city.Break) bool {
		from := b.From.Year()
		return from > year && from <= last
	})
}

// denominator is what an indicator is divided by, and per how much of it.
func (s *Spec) denominator(code string) (by string, scale float64) {
	if s.Steps.Denominate != nil && len(s.Steps.Denominate) == 0 { // nothing is divided
		return "", math.NaN()
	}
	for _, d := range s.Steps.Denominate {
		if d.Code == code {
			return d.By, cmp.Or(d.Scale, 1)
		}
	}
	for _, x := range s.Indicators {
		if x.Code == code {
			return x.Denominator, cmp.Or(x.Scale, 1)
		}
	}
	return "", math.NaN()
}
