package industry

import (
	"errors"
	"math"
	"testing"

	"github.com/quanyu/quanyu/city"
)

// ours fails on an error that is not ours.
func ours(t *testing.T, err error) {
	t.Helper()
	var e *city.Error
	if err != nil && !errors.As(err, &e) {
		t.Errorf("an error that is not ours: %v", err)
	}
}

// Whatever the table and the specification, there is a result or an error of ours,
// and densities are shares.
func FuzzComplexity(f *testing.F) {
	f.Add("data: d.csv\nfocus: [L1]\n", wideTable)
	f.Add("data: d.csv\nplace: 区\nactivity: P1\nvalue: P2\nblank: zero\n", wideTable)
	f.Add("data: d.csv\ncounts: {}\nintervals: {draws: 20}\nnetwork: {}\n", "区,甲,乙\n东,3,1\n西,1,6\n")
	f.Add("data: d.csv\nlinked: {data: d.csv}\nnearest: 2\nconvention: datawheel\n", wideTable)
	f.Fuzz(func(t *testing.T, spec, table string) {
		r, err := complexityOf(t, map[string]string{"a.yaml": spec, "d.csv": table})
		ours(t, err)
		if err != nil {
			return
		}
		for _, focus := range r.Focus {
			for _, c := range focus.Options {
				if d := float64(c.Density); r.Settings.Proximity != continuous && !(d >= -1e-9 && d <= 1+1e-9) {
					t.Errorf("a density of %v", d)
				}
			}
		}
	})
}

func FuzzInputOutput(f *testing.F) {
	f.Add("data: d.csv\nfinal: [消费]\noutput: 产出\nuses: [增加值]\n", square)
	f.Add("data: d.csv\nfinal: [消费]\nuses: [增加值]\nignore: [产出]\nshock: {cuts: [{sector: 甲, share: 1}], substitutes: [{for: 甲, by: 乙, share: 1, spare: 5}]}\n", square)
	f.Fuzz(func(t *testing.T, spec, table string) {
		r, err := inputOutputOf(t, map[string]string{"a.yaml": spec, "d.csv": table})
		ours(t, err)
		if err != nil {
			return
		}
		for _, s := range r.Sectors {
			if m := float64(s.Multiplier); math.IsNaN(m) || m < 1-1e-9 {
				t.Errorf("a multiplier of %v", m)
			}
		}
		if r.Shock != nil {
			for _, s := range r.Shock.Stops {
				if !(s.Left >= 0 && s.Left <= 1) {
					t.Errorf("%v left", s.Left)
				}
			}
		}
	})
}
