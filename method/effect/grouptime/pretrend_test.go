package grouptime

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// cohorts is a synthetic 合成 panel in which nothing ever happens: units of each
// cohort and untreated ones, in periods 0 to periods-1, errors that last (0.6).
func cohorts(seed uint64, starts, units []int, untreated, periods int) effect.Data {
	random := rand.New(rand.NewPCG(seed, 0))
	var d effect.Data
	add := func(cohort, n int) {
		for range n {
			unit, e := len(d.Unit), random.NormFloat64()
			for t := range periods {
				if t > 0 {
					e = 0.6*e + 0.8*random.NormFloat64()
				}
				d.Unit, d.Period, d.Cohort, d.Outcome = append(d.Unit, unit), append(d.Period, t), append(d.Cohort, cohort), append(d.Outcome, e)
			}
		}
	}
	for i, start := range starts {
		add(start, units[i])
	}
	add(effect.Never, untreated)
	return d
}

// Three batches of pilot cities of 14 to 24 among 255, and one of 10: where
// nothing happens the test must find something in 5 of 100 panels or little
// more. The Wald statistic of R's did finds it in most.
func TestPretrendSize(t *testing.T) {
	for _, c := range []struct {
		starts, units             []int
		untreated, periods, draws int
		wald                      float64 // its share of rejections is at least this
	}{
		{[]int{4, 7, 10}, []int{24, 17, 14}, 200, 14, 300, 0.4},
		{[]int{6}, []int{10}, 250, 9, 300, 0.2},
		{[]int{4, 5}, []int{60, 60}, 200, 8, 300, 0.03},
	} {
		small, wald := 0, 0
		for seed := range c.draws {
			r, err := Estimate(cohorts(uint64(seed), c.starts, c.units, c.untreated, c.periods), Options{Base: Universal})
			if err != nil {
				t.Fatal(err)
			}
			p, err := r.Pretrend()
			if err != nil {
				t.Fatal(err)
			}
			if p.Probability < 0.05 {
				small++
			}
			if r.PreTest.Probability < 0.05 {
				wald++
			}
		}
		n := float64(c.draws)
		if share := float64(small) / n; share < 0.01 || share > 0.10 {
			t.Errorf("%v: rejects in %.3f of panels in which nothing happened", c.units, share)
		}
		if share := float64(wald) / n; share < c.wald {
			t.Errorf("%v: the Wald test rejects in %.3f: is this test still needed?", c.units, share)
		}
	}
}

// One cohort and one comparison of many units: Hotelling's two-sample test, by
// hand for one time.
func TestPretrendOneTime(t *testing.T) {
	d := cohorts(3, []int{2}, []int{8}, 12, 3)
	r, err := Estimate(d, Options{Base: Universal})
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Pretrend()
	if err != nil {
		t.Fatal(err)
	}
	var change [2][]float64 // treated, others: period 0 less period 1
	for i := 0; i < len(d.Unit); i += 3 {
		side := 1
		if d.Cohort[i] == 2 {
			side = 0
		}
		change[side] = append(change[side], d.Outcome[i]-d.Outcome[i+1])
	}
	var mean, square, n [2]float64
	for side, all := range change {
		n[side] = float64(len(all))
		for _, x := range all {
			mean[side] += x / n[side]
		}
		for _, x := range all {
			square[side] += (x - mean[side]) * (x - mean[side]) / (n[side] - 1) / n[side]
		}
	}
	statistic := (mean[0] - mean[1]) / math.Sqrt(square[0]+square[1]) // Welch's t
	total := square[0] + square[1]
	freedom := math.Floor(total * total / (square[0]*square[0]/(n[0]-1) + square[1]*square[1]/(n[1]-1)))
	near(t, "F", p.F, statistic*statistic, 1e-10)
	near(t, "freedom", float64(p.Freedom[1]), freedom, 0)
	near(t, "p", p.Probability, distuv.F{D1: 1, D2: freedom}.Survival(statistic*statistic), 1e-12)
	if len(p.Times) != 1 || p.Times[0] != -2 {
		t.Errorf("times %v", p.Times)
	}
	// A drift moves the mean of the cohort by its slope times the distance.
	trend := p.Trends[0]
	near(t, "bias", trend.Bias, trend.Slope, 1e-12) // one period after treatment, one from the base
}

// The size of the outcome, its sign and the order of rows change nothing but
// the slopes.
func TestPretrendProperties(t *testing.T) {
	d := cohorts(5, []int{4, 6}, []int{9, 7}, 20, 8)
	p := pretrend(t, d)
	scaled := d
	scaled.Outcome = nil
	for _, x := range d.Outcome {
		scaled.Outcome = append(scaled.Outcome, 100-1e6*x)
	}
	q := pretrend(t, scaled)
	near(t, "F", q.F/p.F, 1, 1e-8)
	near(t, "slope", q.Trends[0].Slope/p.Trends[0].Slope/1e6, 1, 1e-8)
	// So few treated units, so few times: the nearest ones.
	if few := pretrend(t, cohorts(5, []int{9}, []int{6}, 20, 12)); len(few.Times) != 3 || few.Times[0] != -4 {
		t.Errorf("times %v", few.Times)
	}
}

func pretrend(t *testing.T, d effect.Data) *Pretrend {
	t.Helper()
	r, err := Estimate(d, Options{Base: Universal})
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Pretrend()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Cohorts of four units and no period but the base leave nothing to test.
func TestPretrendRefused(t *testing.T) {
	for what, d := range map[string]effect.Data{
		"few units":  cohorts(1, []int{4}, []int{4}, 20, 6),
		"no periods": cohorts(1, []int{1}, []int{20}, 20, 6),
	} {
		r, err := Estimate(d, Options{Base: Universal})
		if err != nil {
			t.Fatal(err)
		}
		var fault *panel.Fault
		if _, err := r.Pretrend(); !errors.As(err, &fault) || fault.Kind != effect.NoBefore {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// A window is the times in it, and their mean: R's did 2.5.1, aggte with min_e
// = -2 and max_e = 1.
func TestWindow(t *testing.T) {
	r, err := Estimate(mpdta(t, false), Options{Base: Universal})
	if err != nil {
		t.Fatal(err)
	}
	w, err := r.Window(-2, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Parts) != 4 {
		t.Fatalf("%d times", len(w.Parts))
	}
	near(t, "mean", w.Overall.Value, -0.0354445919272274, 1e-14)
	near(t, "error", w.Overall.StandardError, 0.0117080706301581, 1e-14)
}

// Without the time before, the effects after it are the same to the bit.
func TestAfter(t *testing.T) {
	d := cohorts(7, []int{3, 5}, []int{9, 7}, 20, 8)
	var all [2]*Aggregate
	for i, after := range []bool{false, true} {
		r, err := Estimate(d, Options{Base: Universal, After: after})
		if err != nil {
			t.Fatal(err)
		}
		if all[i], err = r.Aggregate(Group); err != nil {
			t.Fatal(err)
		}
		if after && r.Cells[0].Period != 3 {
			t.Errorf("%+v", r.Cells[0])
		}
	}
	if all[0].Overall.Estimate != all[1].Overall.Estimate {
		t.Errorf("%+v, %+v", all[0].Overall, all[1].Overall)
	}
}
