package twoway

import (
	"math"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
)

func TestDecomposeSum(t *testing.T) {
	for seed := range uint64(20) {
		d := random(seed, 0)
		d.Covariates, d.Names = nil, nil
		for i, u := range d.Unit { // some units treated throughout, one after the end, one between periods
			switch u {
			case 99, 97:
				d.Cohort[i] = 1990
			case 98:
				d.Cohort[i] = 2050
			}
			d.Period[i] = 2 * d.Period[i]
			if d.Cohort[i] != effect.Never {
				d.Cohort[i] = 2*d.Cohort[i] - u%2
			}
		}
		r, err := DiD(d, Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := Decompose(d)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "sum", b.Effect, r.Effect.Value, 1e-12)
		weights, kinds := 0.0, 0.0
		for _, c := range b.Comparisons {
			weights += c.Weight
			if c.Weight <= 0 {
				t.Errorf("comparison %+v", c)
			}
		}
		for _, k := range b.Kinds {
			kinds += k.Weight * k.Estimate
		}
		near(t, "weights", weights, 1, 1e-14)
		near(t, "kinds", kinds, b.Effect, 1e-12)
		if len(b.Kinds) != 4 {
			t.Errorf("kinds %+v", b.Kinds)
		}
	}
}

// The weights say by how much effects of any size move the coefficient.
func TestWeights(t *testing.T) {
	d := random(13, 0.1)
	d.Covariates, d.Names = append(d.Covariates, indicator(d)), []string{"x", "on"} // the second gives way
	w, err := Weigh(d)
	if err != nil {
		t.Fatal(err)
	}
	before, err := DiD(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	sum, moved, negative := 0.0, 0.0, 0.0
	on := indicator(d)
	for i, row := range w.Sample.Rows {
		if on[row] == 0 && w.Weight[i] != 0 {
			t.Errorf("row %d is untreated and weighs %v", row, w.Weight[i])
		}
		by := float64(row%7) * on[row]
		d.Outcome[row] += by
		sum += w.Weight[i]
		moved += w.Weight[i] * by
		negative += math.Min(w.Weight[i], 0)
	}
	after, err := DiD(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "sum", sum, 1, 1e-12)
	near(t, "moved", after.Effect.Value-before.Effect.Value, moved, 1e-11)
	near(t, "negative", w.Sum, negative, 1e-13)
	if w.Negative == 0 || w.Negative >= w.Rows {
		t.Errorf("%d of %d weights are negative", w.Negative, w.Rows)
	}
	for i := range d.Cohort {
		d.Cohort[i] = 2005
	}
	if _, err := Weigh(d); kind(err) != effect.NoControl {
		t.Error("all treated at once:", err)
	}
}
