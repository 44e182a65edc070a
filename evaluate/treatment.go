package evaluate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/effect"
)

// Treatment says which unit is treated from when, in one of three ways.
type Treatment struct {
	Treated string   `yaml:"treated"`       // a column: 1 where the unit is treated in the period, else 0
	Cohort  string   `yaml:"cohort"`        // a column: the first treated period of the unit; blank or 0: never
	Units   []string `yaml:"treated_units"` // names, all treated from Start on
	Start   *int     `yaml:"start"`
}

// check refuses a treatment that is told in no way or in two.
func (t *Treatment) check(s *PanelSpec) error {
	ways := 0
	for _, told := range []bool{strings.TrimSpace(t.Treated) != "", strings.TrimSpace(t.Cohort) != "", len(t.Units) > 0} {
		if told {
			ways++
		}
	}
	key := "treated"
	if ways > 1 && t.Cohort != "" {
		key = "cohort"
	}
	switch {
	case ways != 1:
		return s.wrong(key, "谁从何时起受处理，用一种写法说清，现在有 %d 种", "who is treated from when is told in one way; there are %d", ways).
			WithHint("写 treated: 列（逐行 0/1），或 cohort: 列（首个处理期，从未的留空），或 treated_units: [单位] 与 start: 时期", "write treated: a column of 0 and 1 by row, or cohort: a column with the first treated period (blank: never), or treated_units: [names] and start: a period")
	case len(t.Units) > 0 && t.Start == nil:
		return s.wrong("treated_units", "有 treated_units 而没有 start（从哪一期起）", "treated_units needs start, the first treated period")
	case len(t.Units) == 0 && t.Start != nil:
		return s.wrong("start", "start 只与 treated_units 一起写", "start is written with treated_units only")
	}
	return nil
}

// column is the key and the column that tell the treatment.
func (t *Treatment) column() (key, column string) {
	switch {
	case t.Treated != "":
		return "treated", t.Treated
	case t.Cohort != "":
		return "cohort", t.Cohort
	}
	return "treated_units", ""
}

// cohorts gives the first treated period of the unit of each row, or
// effect.Never.
func (f *frame) cohorts(t *Treatment, s *PanelSpec) ([]int, error) {
	key, name := t.column()
	if key == "treated_units" {
		return f.listed(t, s)
	}
	c, err := f.Column(name)
	if err != nil {
		return nil, err
	}
	if key == "treated" {
		on := make([]bool, len(f.unit))
		for i := range on {
			var known bool
			text := f.Text(i, c)
			if on[i], known = yes[strings.ToLower(city.Narrow(text))]; !known {
				return nil, f.Fault(city.Errorf("bad_treatment", "“%s”不是 0 或 1", "%q is neither 0 nor 1", text), i, c).
					WithHint("受处理的单位-时期写 1，其余写 0，不留空", "write 1 where the unit is treated in the period and 0 elsewhere; leave no blank")
			}
		}
		out, err := effect.Cohorts(f.unit, f.period, on)
		return out, said(err, f)
	}
	out := make([]int, len(f.unit))
	for i := range out {
		text := f.Text(i, c)
		if slices.Contains(never, strings.ToLower(text)) || f.Absent(i, c) {
			out[i] = effect.Never
			continue
		}
		out[i], err = f.Period(i, c)
		if err == nil && out[i] == 0 { // 0.0
			out[i] = effect.Never
		}
		if err != nil || out[i] < 0 && slices.Min(f.period) >= 0 {
			return nil, f.Fault(city.Errorf("bad_treatment", "首个处理期“%s”不是时期（如 2018）", "the first treated period %q is no period such as 2018", text), i, c).
				WithHint("从未受处理的单位留空，或写 0、从未、never", "leave the cell blank, or write 0 or never, for a unit that is never treated")
		}
	}
	return out, nil
}

var (
	yes   = map[string]bool{"1": true, "1.0": true, "是": true, "true": true, "0": false, "0.0": false, "否": false, "false": false}
	never = []string{"从未", "未", "无", "never", "inf"}
)

// listed reads the treated units from the specification.
func (f *frame) listed(t *Treatment, s *PanelSpec) ([]int, error) {
	treated := make([]bool, len(f.units))
	for _, name := range t.Units {
		u, err := f.named(name)
		if err != nil {
			return nil, s.located(err, "treated_units")
		}
		if treated[u] {
			return nil, s.wrong("treated_units", "“%s”写了两次", "%q stands twice", strings.TrimSpace(name))
		}
		treated[u] = true
	}
	if !slices.Contains(f.period, *t.Start) {
		return nil, s.wrong("start", "表里没有 %d 这一期", "the table has no period %d", *t.Start)
	}
	out := make([]int, len(f.unit))
	for i, u := range f.unit {
		if out[i] = effect.Never; treated[u] {
			out[i] = *t.Start
		}
	}
	return out, nil
}

// named is the number of the unit with a name.
func (f *frame) named(name string) (int, error) {
	u, known := slices.BinarySearch(f.units, strings.TrimSpace(name))
	if !known {
		return 0, city.Errorf("no_unit", "表里没有单位“%s”", "the table has no unit %q", strings.TrimSpace(name)).
			WithHint("表里有："+f.names(every(len(f.units))), "the table has "+f.names(every(len(f.units))))
	}
	return u, nil
}

func every(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// hidden names the units whose rows leave open in which of the table's periods a
// treatment told row by row began.
func (f *frame) hidden(t *Treatment) []string {
	key, name := t.column()
	c, err := f.Column(name)
	if key != "treated" || err != nil {
		return nil
	}
	periods := slices.Compact(slices.Sorted(slices.Values(f.period)))
	last, first := map[int]int{}, map[int]int{} // untreated, treated
	for i, u := range f.unit {
		place, _ := slices.BinarySearch(periods, f.period[i])
		if on := yes[strings.ToLower(city.Narrow(f.Text(i, c)))]; !on {
			last[u] = max(last[u], place)
		} else if was, seen := first[u]; !seen || place < was {
			first[u] = place
		}
	}
	var out []string
	for u := range f.units {
		from, treated := first[u]
		if to, before := last[u]; treated && before && from > to+1 {
			out = append(out, f.units[u])
		}
	}
	return out
}

// panelOf makes the panel of an engine for effects.
func (f *frame) panelOf(s *PanelSpec, t *Treatment, covariates []string) (effect.Data, error) {
	f.outcome = s.Outcome
	d := effect.Data{Unit: f.unit, Period: f.period, Names: covariates}
	var err error
	if d.Outcome, err = s.outcome(f); err != nil {
		return d, s.located(err, "outcome")
	}
	if d.Covariates, err = f.terms(covariates); err != nil {
		return d, s.located(err, "covariates")
	}
	d.Cohort, err = f.cohorts(t, s)
	return d, err
}

// clusters numbers what a column says, by name.
func (f *frame) clusters(name string) ([]int, error) {
	c, err := f.Column(name)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(f.unit))
	for i := range names {
		if names[i] = f.Text(i, c); names[i] == "" {
			return nil, f.Fault(city.Errorf("bad_table", "“%s”是空的，这一行不知属于哪个聚类", "%q is blank: the row belongs to no cluster", name), i, c)
		}
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(names)))
	out := make([]int, len(names))
	for i, n := range names {
		out[i], _ = slices.BinarySearch(sorted, n)
	}
	return out, nil
}

// told says the treatment as the specification has it.
func (t *Treatment) told() string {
	if _, column := t.column(); column != "" {
		return column
	}
	return strings.Join(t.Units, "、") + fmt.Sprintf("（%d）", *t.Start)
}

// pick gives the rows of a panel that are kept.
func pick(d effect.Data, keep func(row int) bool) effect.Data {
	out := effect.Data{
		Unit: kept(d.Unit, keep), Period: kept(d.Period, keep), Cohort: kept(d.Cohort, keep), Outcome: kept(d.Outcome, keep), Names: d.Names,
	}
	for _, column := range d.Covariates {
		out.Covariates = append(out.Covariates, kept(column, keep))
	}
	return out
}

func kept[T any](column []T, keep func(row int) bool) []T {
	var out []T
	for i, v := range column {
		if keep(i) {
			out = append(out, v)
		}
	}
	return out
}
