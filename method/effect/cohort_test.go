package effect

import (
	"errors"
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
)

func kind(err error) panel.Kind {
	var f *panel.Fault
	if errors.As(err, &f) {
		return f.Kind
	}
	return ""
}

func TestCohorts(t *testing.T) {
	unit := []int{1, 1, 1, 2, 2, 2, 3, 3, 3}
	period := []int{2003, 2001, 2002, 2001, 2002, 2003, 2001, 2002, 2003}
	treated := []bool{true, false, true, false, false, false, false, false, true}
	got, err := Cohorts(unit, period, treated)
	want := []int{2002, 2002, 2002, Never, Never, Never, 2003, 2003, 2003}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	treated[0] = false // unit 1 is treated in 2002 only
	if _, err := Cohorts(unit, period, treated); kind(err) != SwitchesOff || err.(*panel.Fault).Row != 0 {
		t.Errorf("a treatment that switches off: %v", err)
	}
}

func TestCheck(t *testing.T) {
	d := Data{Unit: []int{1, 1, 2}, Period: []int{1, 2, 1}, Cohort: []int{2, 2, Never}}
	if err := Check(d); err != nil {
		t.Error(err)
	}
	d.Cohort = []int{2, 1, Never}
	if kind(Check(d)) != MovingStart {
		t.Error("two first periods were taken")
	}
	d.Cohort = []int{Never, Never, Never}
	if kind(Check(d)) != NoTreated {
		t.Error("nobody treated was taken")
	}
}
