package evaluate

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// DonorView is a unit that is no donor, with the reason.
type DonorView struct {
	Unit string    `json:"unit"`
	Why  city.Text `json:"why"`

	lacking bool // a value in some period
}

// NoDonor is the stage of a sample in which units leave that may not be compared
// with.
const NoDonor panel.Reason = "no_donor"

// pool is the rows of the treated units and of the donors.
type pool struct {
	data effect.Data
	rows []int // in the table
	out  []DonorView
}

// stages are the first of the sample: the whole table, then the pool.
func (p *pool) stages(f *frame) []StageView {
	all := []StageView{{Reason: panel.Given, DroppedUnits: []string{}, Rows: len(f.unit), Units: len(f.units)}}
	if len(p.out) == 0 {
		return all
	}
	left := StageView{Reason: NoDonor, DroppedRows: len(f.unit) - len(p.rows), DroppedUnits: []string{}, Rows: len(p.rows), Units: len(f.units) - len(p.out)}
	for _, d := range p.out {
		left.DroppedUnits = append(left.DroppedUnits, d.Unit)
	}
	return append(all, left)
}

// donors applies the rules by which a unit may be compared with.
func (f *frame) donors(d effect.Data, s *SynthSpec) (*pool, error) {
	studied, err := f.studied(d, s)
	if err != nil {
		return nil, err
	}
	why := make([]city.Text, len(f.units))
	for i, u := range f.unit {
		if d.Cohort[i] != effect.Never && !studied[u] {
			why[u] = city.Text{Zh: fmt.Sprintf("自身从 %d 起受处理", d.Cohort[i]), En: fmt.Sprintf("treated itself from %d on", d.Cohort[i])}
		}
	}
	if err := f.excluded(s, studied, why); err != nil {
		return nil, err
	}
	for _, column := range s.Donors.Same {
		if err := f.unlike(column, s, studied, why); err != nil {
			return nil, err
		}
	}
	lacking, err := f.incomplete(d, s, studied, why)
	if err != nil {
		return nil, err
	}
	if err := f.lacksPredictor(d, s, studied, why, lacking); err != nil {
		return nil, err
	}
	p := &pool{out: []DonorView{}}
	for u, text := range why {
		if !text.IsZero() {
			p.out = append(p.out, DonorView{f.units[u], text, lacking[u]})
		}
	}
	keep := func(row int) bool { return why[f.unit[row]].IsZero() }
	p.data, p.rows = pick(d, keep), kept(every(len(f.unit)), keep)
	return p, nil
}

// studied are the treated units whose effect is asked for.
func (f *frame) studied(d effect.Data, s *SynthSpec) ([]bool, error) {
	treated := make([]bool, len(f.units))
	for i, u := range f.unit {
		treated[u] = treated[u] || d.Cohort[i] != effect.Never
	}
	if len(s.Only) == 0 {
		return treated, nil
	}
	out := make([]bool, len(f.units))
	for _, name := range s.Only {
		u, err := f.named(name)
		if err != nil {
			return nil, s.located(err, "only")
		}
		if !treated[u] {
			return nil, s.wrong("only", "“%s”没有受处理", "%q is not treated", strings.TrimSpace(name))
		}
		out[u] = true
	}
	return out, nil
}

// excluded takes out what the specification names.
func (f *frame) excluded(s *SynthSpec, studied []bool, why []city.Text) error {
	for _, e := range s.Donors.Exclude {
		for _, name := range e.Units {
			u, err := f.named(name)
			if err != nil {
				return s.located(err, "donors")
			}
			if studied[u] {
				return s.wrong("donors", "“%s”是受处理的单位，不在对照之列", "%q is a treated unit and no donor anyway", f.units[u])
			}
			if why[u].IsZero() {
				why[u] = city.Text{Zh: e.Why, En: e.Why}
			}
		}
	}
	return nil
}

// unlike takes out units that differ from all treated ones in a column.
func (f *frame) unlike(column string, s *SynthSpec, studied []bool, why []city.Text) error {
	c, err := f.Column(column)
	if err != nil {
		return s.located(err, "donors")
	}
	says, first := make([]string, len(f.units)), make([]int, len(f.units))
	var like []string
	for i, u := range f.unit {
		text := f.Text(i, c)
		if first[u] > 0 && says[u] != text {
			return f.Fault(city.Errorf("bad_table", "“%[1]s”在同一单位里有变化（第 %[2]d 行是“%[3]s”）", "%[1]q changes within a unit (line %[2]d says %[3]q)", column, first[u], says[u]), i, c).
				WithHint("donors 的 same 只用不随时间变的列", "same of donors takes columns that do not change over time")
		}
		if says[u], first[u] = text, i+2; studied[u] {
			like = append(like, text)
		}
	}
	for u, text := range says {
		if !studied[u] && why[u].IsZero() && !slices.Contains(like, text) {
			why[u] = city.Text{Zh: fmt.Sprintf("“%s”为“%s”，与受处理单位不同", column, text), En: fmt.Sprintf("%q is %q, unlike the treated", column, text)}
		}
	}
	return nil
}

// incomplete takes out donors that lack a value in a period. The treated must
// have them all.
func (f *frame) incomplete(d effect.Data, s *SynthSpec, studied []bool, why []city.Text) (lacking []bool, err error) {
	lacking = make([]bool, len(f.units))
	have, line := map[[2]int]bool{}, map[[2]int]int{}
	for i, u := range f.unit {
		full := !math.IsNaN(d.Outcome[i])
		for _, column := range d.Covariates {
			full = full && !math.IsNaN(column[i])
		}
		have[[2]int{u, f.period[i]}], line[[2]int{u, f.period[i]}] = full, i+2
	}
	columns := strings.Join(append([]string{s.Outcome}, s.Covariates...), "、")
	for _, period := range slices.Compact(slices.Sorted(slices.Values(f.period))) {
		if !s.uses(period) {
			continue
		}
		for u := range studied {
			switch {
			case have[[2]int{u, period}] || !why[u].IsZero():
			case studied[u]:
				return nil, city.Errorf("incomplete", "受处理的“%[1]s”缺 %[2]d 的数（%[3]s）；受处理的单位每一期都要有数", "the treated %[1]q has no value in %[2]d (%[3]s); a treated unit needs all periods", f.units[u], period, columns).
					At(f.File, f.Sheet, line[[2]int{u, period}], "").WithHint("补上这个数，或把这一期的行全部去掉；受处理单位不止一个时，也可用 only 不研究它", "fill it in, or take out all rows of the period; with several treated units, leave this one out by only")
			default:
				lacking[u] = true
				why[u] = city.Text{Zh: fmt.Sprintf("缺 %d 的数", period), En: fmt.Sprintf("no value in %d", period)}
			}
		}
	}
	return lacking, nil
}

// lacksPredictor takes out donors without any value of a predictor over its
// periods; the treated must have one.
func (f *frame) lacksPredictor(d effect.Data, s *SynthSpec, studied []bool, why []city.Text, lacking []bool) error {
	start := effect.Never
	for i, u := range f.unit {
		if studied[u] {
			start = min(start, d.Cohort[i])
		}
	}
	for _, p := range s.Predictors {
		values, err := f.term(p.Term)
		if err != nil {
			return s.located(err, "predictors")
		}
		has := make([]bool, len(f.units))
		for i, u := range f.unit {
			has[u] = has[u] || !math.IsNaN(values[i]) && p.covers(f.period[i], start)
		}
		if !slices.Contains(has, true) {
			continue // none has one: the periods are at fault
		}
		for u := range has {
			switch {
			case has[u] || !why[u].IsZero():
			case studied[u]:
				return s.wrong("predictors", "受处理的“%[1]s”没有“%[2]s”的数", "the treated %[1]q has no value of %[2]q", f.units[u], p.name())
			default:
				lacking[u] = true
				why[u] = city.Text{Zh: fmt.Sprintf("没有“%s”的数", p.name()), En: fmt.Sprintf("no value of %q", p.name())}
			}
		}
	}
	return nil
}

// covers reports whether a period is among those of a predictor; without any
// these are all before the start.
func (p Predictor) covers(period, start int) bool {
	if len(p.Periods) == 0 {
		return period < start
	}
	return period >= p.Periods[0] && period <= p.Periods[len(p.Periods)-1]
}
