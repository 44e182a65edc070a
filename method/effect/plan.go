package effect

import (
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// Plan sorts the units of a sample by their treatment. The units are numbered
// as given and ascend.
type Plan struct {
	Treated []int // treated in the sample, not from the start: what an effect is estimated from
	Never   []int // never treated
	Later   []int // treated after the last period of the sample: untreated within it
	Always  []int // treated from their first row in the sample on
	Cohorts []int // the first treated periods of Treated, ascending
}

// Plan sorts the units of a sample of the data.
func (d Data) Plan(s *panel.Sample) Plan {
	p, last := Plan{}, s.PeriodIDs[len(s.PeriodIDs)-1]
	for i, row := range s.Rows {
		if i > 0 && s.Unit[i] == s.Unit[i-1] {
			continue // rows are ordered by unit, then by period
		}
		unit, cohort := d.Unit[row], d.Cohort[row]
		switch {
		case cohort == Never:
			p.Never = append(p.Never, unit)
		case cohort > last:
			p.Later = append(p.Later, unit)
		case cohort <= d.Period[row]:
			p.Always = append(p.Always, unit)
		default:
			p.Treated, p.Cohorts = append(p.Treated, unit), append(p.Cohorts, cohort)
		}
	}
	slices.Sort(p.Cohorts)
	p.Cohorts = slices.Compact(p.Cohorts)
	return p
}
