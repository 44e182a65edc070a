package threshold

import (
	"math"
	"testing"
)

// The profile is a regression at each value; the set is where its ratio is
// small.
func TestProfile(t *testing.T) {
	d := random(31, 15, 6, 0.2)
	r := search(t, d, Options{Thresholds: 1, Trim: []float64{0.1}})
	step := r.Steps[0]
	if len(step.Set.Profile) != step.Candidates || step.Set.Profile[0].Value != step.Searchable[0] || step.Set.Profile[len(step.Set.Profile)-1].Value != step.Searchable[1] {
		t.Fatalf("%d places for %d values tried", len(step.Set.Profile), step.Candidates)
	}
	for _, p := range step.Set.Profile {
		s := squares(t, d, p.Value)
		f := (step.SumOfSquaresGiven - s) / (s / float64(len(d.Unit)-15))
		ratio := (s - step.SumOfSquares) / (step.SumOfSquares / float64(len(d.Unit)-15))
		if math.Abs(p.SumOfSquares/s-1) > 1e-10 || math.Abs(p.F-f) > 1e-7 || math.Abs(p.Ratio-ratio) > 1e-7 {
			t.Errorf("%+v: one by one %v, %v, %v", p, s, f, ratio)
		}
		lower := 0
		for _, q := range d.Variable {
			if q <= p.Value {
				lower++
			}
		}
		if lower != p.Lower {
			t.Errorf("%v: %d rows up to it, counted %d", p.Value, p.Lower, lower)
		}
		in := false
		for _, part := range step.Set.Parts {
			in = in || p.Value >= part[0] && p.Value <= part[1]
		}
		if in != (p.Ratio <= Critical(0.95)) {
			t.Errorf("%+v in the set: %v", p, in)
		}
	}
}

func TestRank(t *testing.T) {
	d := random(32, 30, 8, 0.1) // values are 0.00, 0.01 ... 0.99; the threshold is at 0.5
	r := search(t, d, Options{Thresholds: 1, Trim: []float64{0.05}})
	at := r.Rank(0.5, 0.5)
	if at.Tried != 1 || at.Best.Value != 0.5 || at.Better != 0 || at.Others != r.Steps[0].Candidates-1 {
		t.Errorf("the true place: %+v", at)
	}
	if between := r.Rank(0.504, 0.507); between.Tried != 1 || between.Best != at.Best {
		t.Errorf("between two values: %+v", between)
	}
	away := r.Rank(0.2, 0.25)
	best, better := 0.0, 0
	for _, p := range r.Steps[0].Set.Profile {
		if p.Value >= 0.195 && p.Value <= 0.25 {
			best = max(best, p.F)
		}
	}
	for _, p := range r.Steps[0].Set.Profile {
		if p.F > best {
			better++
		}
	}
	if away.Tried != 6 || away.Best.F != best || away.Better != better || better == 0 {
		t.Errorf("elsewhere: %+v, counted %v and %d", away, best, better)
	}
	if none := r.Rank(0.99, 2); none != (Claimed{}) {
		t.Errorf("out of reach: %+v", none)
	}
}

// Values that separate the rows alike are one place, on either convention.
func TestMeets(t *testing.T) {
	d := random(33, 30, 8, 0.1) // values are 0.00, 0.01 ... 0.99
	for _, c := range []struct {
		split    Split
		from, to float64
		want     bool
	}{
		{AtMost, 0.504, 0.507, true}, {AtMost, 0.51, 0.51, false}, {AtMost, 0.4, 0.49, false}, {AtMost, 0.4, 0.6, true},
		{Below, 0.494, 0.497, true}, {Below, 0.504, 0.507, false}, {Below, 0.4, 0.49, false},
	} {
		r := search(t, d, Options{Thresholds: 1, Split: c.split})
		if got := r.Meets([2]float64{0.5, 0.5}, c.from, c.to); got != c.want {
			t.Errorf("%s: 0.5 meets %v to %v: %v", c.split, c.from, c.to, got)
		}
	}
}
