package assign

import (
	"math"
	"testing"
)

// Two steps find what one search of the whole program finds; some programs need the
// second.
func TestTwoSteps(t *testing.T) {
	s := opened(t)
	again := 0
	for seed := range uint64(20) {
		p := random(seed, 40, 8)
		c, err := s.call()
		if err != nil {
			t.Fatal(err)
		}
		h := c.run("Highs_create")
		c.option(h, "Highs_setBoolOptionValue", "output_flag", 0)
		c.option(h, "Highs_setDoubleOptionValue", "mip_rel_gap", math.Float64bits(0))
		whole := c.search(h, p, nil, Options{})
		r := c.relax(h, p)
		if c.err != nil {
			t.Fatal(c.err)
		}
		c.close()
		two := solved(t, p)
		if two.Status != whole.Status || whole.X == nil {
			if two.Status != whole.Status {
				t.Errorf("seed %d: %v, in one search %v", seed, two.Status, whole.Status)
			}
			continue
		}
		if math.Abs(two.Gain-whole.Gain) > 1e-7 || two.Bound < two.Gain-1e-7 || two.Bound > r.gain+1e-7 {
			t.Errorf("seed %d: %v of at most %v, in one search %v", seed, two.Gain, two.Bound, whole.Gain)
		}
		if r.gain-window*math.Abs(r.gain) > two.Gain {
			again++
		}
	}
	if again == 0 || again == 20 {
		t.Errorf("%d of 20 need a second step: the drawn programs show nothing", again)
	}
}

// Held are whole columns at a bound that would cost more than the window.
func TestNear(t *testing.T) {
	p := &Program{Columns: []Column{{Upper: 1, Whole: true}, {Upper: 1, Whole: true}, {Upper: 1, Whole: true}, {Upper: 1}, {Upper: 2.5, Whole: true}}}
	r := &relaxed{gain: 10, x: []float64{0, 1, 0, 0, 2.5}, reduced: []float64{-2, 3, -0.5, -9, 9}}
	within, held := p.near(r, 1)
	for j, want := range [][2]float64{{0, 0}, {1, 1}, {0, 1}, {0, 1}, {0, 2.5}} {
		if c := within.Columns[j]; c.Lower != want[0] || c.Upper != want[1] {
			t.Errorf("column %d is held between %v and %v, not %v", j, c.Lower, c.Upper, want)
		}
	}
	if held != 2 || p.Columns[1].Lower != 0 {
		t.Errorf("%d held; the program itself has %v", held, p.Columns[1])
	}
}
