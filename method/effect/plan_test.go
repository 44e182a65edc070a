package effect

import (
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
)

func TestPlan(t *testing.T) {
	d := small()
	d.Unit, d.Period = append(d.Unit, 7, 7), append(d.Period, 1, 2)
	d.Cohort, d.Outcome = append(d.Cohort, 9, 9), append(d.Outcome, 1, 2)
	s, err := panel.Select(d.Unit, d.Period, [][]float64{d.Outcome}, []string{"y"}, true, true)
	if err != nil {
		t.Fatal(err)
	}
	p := d.Plan(s)
	for name, pair := range map[string][2][]int{
		"treated": {p.Treated, {1, 2}}, "never": {p.Never, {3, 4, 5}}, "later": {p.Later, {7}},
		"always": {p.Always, {6}}, "cohorts": {p.Cohorts, {3, 4}},
	} {
		if !slices.Equal(pair[0], pair[1]) {
			t.Errorf("%s: %v, want %v", name, pair[0], pair[1])
		}
	}
}
