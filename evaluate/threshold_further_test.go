package evaluate

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// The synthetic example of the manual, whose slope rises from 0.4 to 1.9 at
// 1.6: the true place beats all others, histories cannot be exchanged, and what
// was made can be seen.
func TestFurther(t *testing.T) {
	folder, err := files.Open(filepath.Join("..", "studies", "合成-门槛回归"))
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	s, err := ReadThresholdSpec(folder, "分水岭.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := RunThreshold(folder, s)
	if err != nil {
		t.Fatal(err)
	}
	c := r.Placebo.Claimed
	if len(r.Placebo.Places) != r.Steps[0].Candidates || c.Better != 0 || c.Best.Value != r.Steps[0].Value || c.Tried+c.Others != r.Steps[0].Candidates {
		t.Errorf("placebo: %+v, %+v", c, c.Best)
	}
	if p := r.Permuted; p.P > 0.01 || p.Draws != 500 || math.Abs(float64(p.F/r.Steps[0].F)-1) > 1e-9 || p.Units != 28 {
		t.Errorf("permutation: %+v", p)
	}
	if p := r.Power; p.Rejected < 0.8 || p.Rejected == 1 || p.Found > p.Rejected || !(p.Smallest > 0 && float64(p.Smallest) < p.Shift) {
		t.Errorf("power: %+v", p)
	}
	if a := r.At; len(a.Shifts) != 1 || math.Abs(float64(a.Shifts[0].Change)-1.5) > 0.2 || a.Shifts[0].P > 0.001 || a.Regimes[0]+a.Regimes[1] != r.N {
		t.Errorf("at: %+v", a)
	}
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"placebo":{"places":[{"value":`, `"permutation":{"f":`, `"power":{"regressor":"研发强度","range":[1.5,2]`, `"at":{"values":[1.6],`, `"refused":[]`} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("no %s in the JSON", want)
		}
	}
	for _, n := range r.Notes {
		if n.Zh == "" || n.En == "" || strings.Contains(n.Zh+n.En, "%!") {
			t.Errorf("%+v", n)
		}
	}
}

// A step in level is asked for by the term 1; a column of that name must go.
func TestLevel(t *testing.T) {
	r, err := run(t, panelCSV(nil), strings.Replace(head, "[x]", "[1]", 1)+"bootstrap: 20\nclaimed: [3]\npower: {shift: 2, simulations: 20}\nat: [3]\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Slopes) != 1 || r.Slopes[0].Name != "1" || r.Slopes[0].Regime != 2 || r.Power.Regressor != "1" || len(r.At.Shifts) != 1 {
		t.Errorf("%+v, %+v, %+v", r.Slopes, r.Power, r.At)
	}
	if !strings.Contains(r.Notes[len(r.Notes)-1].Zh, "越过之后水平变化") {
		t.Errorf("%v", r.Notes)
	}
	if !strings.Contains(fmt.Sprint(r.Notes), "单位只有 6 个") {
		t.Errorf("few units are not told: %v", r.Notes)
	}
	_, err = run(t, strings.Replace(panelCSV(nil), "u,t,y,q,x", "u,t,y,q,1", 1), strings.Replace(head, "[x]", "[1]", 1))
	var e *city.Error
	if !errors.As(err, &e) || e.Code != "bad_spec" || e.Line != 6 {
		t.Errorf("a column headed 1: %v", err)
	}
}

// What the data do not allow is named; the rest stays.
func TestRefusedParts(t *testing.T) {
	table := panelCSV(func(row int, cells []string) {
		if row%7 == 0 { // one row of each unit, each in another period
			cells[2] = ""
		}
	})
	r, err := run(t, table, head+"bootstrap: 0\npermutations: 20\nat: [100]\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Refused) != 2 || r.Refused[0].Code != "no_exchange" || r.Refused[1].Code != "empty_regime" || r.Permuted != nil || r.At != nil || r.Refused[1].Message.Zh == "" {
		t.Errorf("%+v", r.Refused)
	}
}

func TestFurtherFaults(t *testing.T) {
	for name, spec := range map[string]string{
		"power without a claim":   "power: {shift: 1}\n",
		"no simulations":          "claimed: [3]\npower: {simulations: 0}\n",
		"too many simulations":    "claimed: [3]\npower: {simulations: 1000000}\n",
		"a stranger":              "claimed: [3]\npower: {regressor: z}\n",
		"descending":              "at: [3, 2]\n",
		"twice":                   "at: [3, 3]\n",
		"four":                    "at: [1, 2, 3, 4]\n",
		"permutations under zero": "permutations: -1\n",
		"an unknown key":          "power: {sihft: 1}\n",
		"no number":               "at: [many]\n",
		"not a number":            "at: [.nan]\n",
		"without an end":          "claimed: [.inf]\n",
		"a shift without an end":  "claimed: [3]\npower: {shift: .inf}\n",
	} {
		_, err := run(t, panelCSV(nil), head+spec)
		var e *city.Error
		if !errors.As(err, &e) || e.Message.Zh == "" || e.Message.En == "" || e.Line < 7 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
