package threshold

import (
	"math"
	"slices"
	"testing"
)

// Each simulation written out: an outcome with its shift, searched anew.
func TestPowerOneByOne(t *testing.T) {
	for _, c := range []struct {
		missing  float64
		resample Resample
		a        Alternative
	}{
		{0.2, Signs, Alternative{"w", 0.3, 0.4, 0.25}},
		{0, Units, Alternative{"x", 0.6, 0.6, -0.3}},
	} {
		d := random(51, 12, 6, c.missing)
		for i, q := range d.Variable { // no threshold of its own
			if q <= 0.5 {
				d.Outcome[i] -= d.Regime[0][i]
			}
		}
		options := Options{Thresholds: 1, Trim: []float64{0.1}, Seed: 8, Bootstrap: 60, Resample: c.resample}
		const simulations = 40.0
		got, err := PowerOf(d, options, c.a, int(simulations))
		if err != nil {
			t.Fatal(err)
		}
		r := search(t, d, options)
		noise := beside(t, d, r.Thresholds[0].Value) // rows are in order here, by unit and period
		without := null(t, d)
		lowest := -1.0 // the largest value up to From parts the rows as From does
		for _, q := range d.Variable {
			if q <= c.a.From {
				lowest = max(lowest, q)
			}
		}
		s := &space{n: len(d.Unit), size: make([]float64, 12), sample: r.Sample, resample: c.resample}
		once := options
		once.Bootstrap = 0
		share := func(shift float64) Power {
			var f, again, at []float64
			for draw := range int(simulations) {
				source := options.stream(simulating, draw)
				star := d
				star.Outcome = s.draw(source, make([]float64, s.n), noise)
				place := c.a.From + (c.a.To-c.a.From)*float64(source.Uint64()>>11)/(1<<53)
				column := d.Regime[map[string]int{"x": 0, "w": 1}[c.a.Regressor]]
				for i, q := range d.Variable {
					star.Outcome[i] += d.Outcome[i] - without[i]
					if q > place {
						star.Outcome[i] += shift * column[i]
					}
				}
				one := search(t, star, once)
				f, at = append(f, one.Steps[0].F), append(at, one.Steps[0].Threshold)
				residual := null(t, star)
				star.Outcome = s.draw(source, star.Outcome, residual)
				for i := range residual {
					star.Outcome[i] -= residual[i]
				}
				again = append(again, search(t, star, once).Steps[0].F)
			}
			slices.Sort(again)
			out := Power{Critical: again[int(math.Ceil(0.95*simulations))-1]}
			for k := range f {
				if f[k] > out.Critical {
					out.Rejected += 1.0 / simulations
					if at[k] >= lowest && at[k] <= c.a.To {
						out.Found += 1.0 / simulations
					}
				}
			}
			return out
		}
		want := share(c.a.Shift)
		if math.Abs(got.Critical/want.Critical-1) > 1e-8 || math.Abs(got.Rejected-want.Rejected) > 1e-9 || math.Abs(got.Found-want.Found) > 1e-9 || want.Found == 0 || want.Found == 1 {
			t.Errorf("%s: %+v, one by one %+v", c.a.Regressor, got, want)
		}
		if math.Signbit(got.Smallest) != math.Signbit(c.a.Shift) {
			t.Errorf("smallest shift %v, asked for %v", got.Smallest, c.a.Shift)
		}
		if at := share(got.Smallest).Rejected; at < 0.8-1e-9 {
			t.Errorf("%v is seen in %v only", got.Smallest, at)
		}
		if under := share(0.97 * got.Smallest).Rejected; under >= 0.8 {
			t.Errorf("a shift under %v is seen in %v", got.Smallest, under)
		}
	}
}

// A step in level: more shift, more power; workers change no bit; where no row
// lies beyond the place no shift is ever seen, however large.
func TestPower(t *testing.T) {
	d := stepped(52, 36, 18, 0)
	for i, q := range d.Variable {
		if q > 0.5 {
			d.Outcome[i]--
		}
	}
	d.PeriodEffects = true
	options := Options{Thresholds: 1, Seed: 2, Workers: 1}
	last := Power{}
	for k, shift := range []float64{0, 0.1, 0.2, 0.5} {
		p, err := PowerOf(d, options, Alternative{Constant, 0.4, 0.6, shift}, 200)
		if err != nil {
			t.Fatal(err)
		}
		if k > 0 && (p.Rejected < last.Rejected || p.Smallest != last.Smallest) || shift == 0 && p.Rejected > 0.12 || shift == 0.5 && p.Rejected < 0.99 {
			t.Errorf("shift %v: %+v, before %+v", shift, *p, last)
		}
		last = *p
	}
	options.Workers = 4
	if p, err := PowerOf(d, options, Alternative{Constant, 0.4, 0.6, 0.5}, 200); err != nil || *p != last {
		t.Errorf("four workers %+v, one %+v, %v", p, last, err)
	}
	p, err := PowerOf(d, options, Alternative{Constant, 5, 6, 0.5}, 200)
	if err != nil || !math.IsNaN(p.Smallest) || p.Rejected > 0.12 || p.Found != 0 {
		t.Errorf("beyond all rows: %+v, %v", p, err)
	}
}

func BenchmarkPower(b *testing.B) {
	d := stepped(52, 36, 18, 0)
	d.PeriodEffects = true
	for b.Loop() {
		if _, err := PowerOf(d, Options{Thresholds: 1, Bootstrap: 300}, Alternative{Constant, 0.4, 0.6, 0.2}, 200); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPermute(b *testing.B) {
	d := stepped(52, 36, 18, 0)
	d.PeriodEffects = true
	for b.Loop() {
		if _, err := Permute(d, Options{}, 500); err != nil {
			b.Fatal(err)
		}
	}
}
