package design

import (
	"testing"

	"github.com/quanyu/quanyu/rule"
)

// What keeps a row from being met: the only criterion that fails where all are
// asked for, the nearest where one would do, none where two fail.
func TestMissed(t *testing.T) {
	leaf := func(c int) node { return node{criterion: c, programme: -1} }
	group := func(any bool, members ...node) node {
		return node{criterion: -1, programme: -1, any: any, members: members}
	}
	all, either := group(false, leaf(0), leaf(1)), group(true, leaf(0), leaf(1))
	nested := group(false, leaf(2), group(true, leaf(0), group(false, leaf(1), leaf(3))))
	for _, x := range []struct {
		name    string
		tree    node
		states  [4]rule.State
		margins [4]float64
		want    int
	}{
		{"one of two fails", all, [4]rule.State{rule.Met, rule.Unmet}, [4]float64{0, -0.1}, 1},
		{"both fail", all, [4]rule.State{rule.Unmet, rule.Unmet}, [4]float64{-0.1, -0.1}, -1},
		{"the other is unknown", all, [4]rule.State{rule.Unknown, rule.Unmet}, [4]float64{nan, -0.1}, 1},
		{"the other does not apply", all, [4]rule.State{rule.NotApplicable, rule.Unmet}, [4]float64{nan, nan}, 1},
		{"either would do: the nearer", either, [4]rule.State{rule.Unmet, rule.Unmet}, [4]float64{-0.2, -0.1}, 1},
		{"either would do: the one with a distance", either, [4]rule.State{rule.Unmet, rule.Unmet}, [4]float64{-0.2, nan}, 0},
		{"two fail in one branch, one in the other", nested, [4]rule.State{rule.Unmet, rule.Unmet, rule.Met, rule.Unmet}, [4]float64{-0.5, -0.1, 1, -0.1}, 0},
		{"one fails in the branch and outside", nested, [4]rule.State{rule.Unmet, rule.Unmet, rule.Unmet, rule.Met}, [4]float64{-0.5, -0.1, -1, 1}, -1},
		{"the branch would do", nested, [4]rule.State{rule.Unmet, rule.Unmet, rule.Met, rule.Met}, [4]float64{-0.5, -0.1, 1, 1}, 1},
	} {
		r := &rule.Result{}
		for c := range x.states {
			r.Criteria, r.Margins = append(r.Criteria, []rule.State{x.states[c]}), append(r.Margins, []float64{x.margins[c]})
		}
		if got := x.tree.missed(r, 0); got != x.want {
			t.Errorf("%s: %d, not %d", x.name, got, x.want)
		}
	}
}

func TestDivision(t *testing.T) {
	for code, want := range map[string]string{"39": "39", "3940": "39", "C3940": "39", " 01 ": "01", "3": "03", "C": "", "电子": "", "39 电": "39",
		"计算机、通信和其他电子设备制造业": "39", "98": "", "": ""} {
		if got := division(code); got != want {
			t.Errorf("%q is division %q, not %q", code, got, want)
		}
	}
}
