package threshold

import "testing"

// Each simulation written out: an outcome with its shift, tested as Search tests.
func TestSeenOneByOne(t *testing.T) {
	a := Alternative{"w", 0.3, 0.4, 0.3}
	d := random(51, 12, 6, 0.2)
	options := Options{Thresholds: 1, Trim: []float64{0.1}, Seed: 8, Bootstrap: 39, Resample: Signs}
	const simulations = 40
	got, err := Seen(d, options, a, simulations)
	if err != nil {
		t.Fatal(err)
	}
	r := search(t, d, options)
	noise := beside(t, d, r.Thresholds[0].Value)
	s := &space{n: len(d.Unit), size: make([]float64, 12), sample: r.Sample, resample: Signs}
	count := 0.0
	for draw := range simulations {
		source := options.stream(simulating, draw)
		star := d
		star.Outcome = s.draw(source, make([]float64, s.n), noise)
		place := a.From + (a.To-a.From)*float64(source.Uint64()>>11)/(1<<53)
		for i, q := range d.Variable {
			if q > place {
				star.Outcome[i] += a.Shift * d.Regime[1][i]
			}
		}
		if search(t, star, options).Steps[0].Probability < 0.05 {
			count++
		}
	}
	if want := count / simulations; got != want || want < 0.05 || want > 0.95 {
		t.Errorf("seen in %v of simulations, not %v", got, want)
	}
}
