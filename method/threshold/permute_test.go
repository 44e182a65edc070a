package threshold

import (
	"errors"
	"math"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
)

// Each permutation written out: histories moved in the data as given, and all
// searched anew. Rows are in order here, so that the k-th row of a unit is its
// k-th period.
func TestPermuteOneByOne(t *testing.T) {
	d := random(41, 9, 5, 0)
	// three units lack their last period, one its first: groups of 5, 3 and 1
	var keep []int
	for i := range d.Unit {
		if short := d.Unit[i] < 3 && d.Period[i] == 4 || d.Unit[i] == 8 && d.Period[i] == 0; !short {
			keep = append(keep, i)
		}
	}
	d.Unit, d.Period, d.Outcome, d.Variable = pick(d.Unit, keep), pick(d.Period, keep), pick(d.Outcome, keep), pick(d.Variable, keep)
	d.Regime, d.Other = pickAll(d.Regime, keep), pickAll(d.Other, keep)
	const draws = 40
	options := Options{Thresholds: 1, Trim: []float64{0.1}, Seed: 6}
	got, err := Permute(d, options, draws)
	if err != nil {
		t.Fatal(err)
	}
	if got.Units != 8 || math.Abs(got.F/search(t, d, options).Steps[0].F-1) > 1e-10 {
		t.Errorf("%+v", got)
	}
	history := func(u int) (out []float64) {
		for i := range d.Unit {
			if d.Unit[i] == u {
				out = append(out, d.Variable[i])
			}
		}
		return out
	}
	count := 1
	for draw := range draws {
		source := options.stream(permuting, draw)
		from := []int{0, 1, 2, 3, 4, 5, 6, 7, 8}
		// groups in the order of their periods: those from 0 to 3, then those from 0 to 4
		for _, group := range [][]int{{0, 1, 2}, {3, 4, 5, 6, 7}} {
			for k := len(group) - 1; k > 0; k-- {
				o := below(source, k+1)
				a, b := group[k], group[o]
				from[a], from[b] = from[b], from[a]
			}
		}
		moved := d
		moved.Variable = nil
		for u := range 9 {
			moved.Variable = append(moved.Variable, history(from[u])...)
		}
		if search(t, moved, options).Steps[0].F >= got.F*(1-1e-9) {
			count++
		}
	}
	if want := float64(count) / (draws + 1); got.Probability != want {
		t.Errorf("p %v, one by one %v", got.Probability, want)
	}
}

// Histories that carry the threshold cannot be exchanged, those that carry none
// can; workers change no bit.
func TestPermute(t *testing.T) {
	d := random(42, 20, 6, 0)
	options := Options{Thresholds: 1, Trim: []float64{0.1}, Seed: 6, Workers: 1}
	one, err := Permute(d, options, 99)
	if err != nil {
		t.Fatal(err)
	}
	options.Workers = 3
	three, err := Permute(d, options, 99)
	if err != nil || *one != *three {
		t.Errorf("one worker %+v, three %+v, %v", one, three, err)
	}
	if one.Probability != 0.01 || one.Units != 20 || one.Draws != 99 {
		t.Errorf("a true threshold: %+v", one)
	}
	for i, q := range d.Variable {
		if q <= 0.5 {
			d.Outcome[i] -= d.Regime[0][i]
		}
	}
	if none, err := Permute(d, options, 99); err != nil || none.Probability < 0.05 {
		t.Errorf("no threshold: %+v, %v", none, err)
	}
}

// No two units with the same periods: there is nothing to exchange.
func TestPermuteNothing(t *testing.T) {
	d := random(43, 12, 14, 0)
	var keep []int
	for i := range d.Unit {
		if d.Period[i] != d.Unit[i] {
			keep = append(keep, i)
		}
	}
	d.Unit, d.Period, d.Outcome, d.Variable = pick(d.Unit, keep), pick(d.Period, keep), pick(d.Outcome, keep), pick(d.Variable, keep)
	d.Regime, d.Other = pickAll(d.Regime, keep), pickAll(d.Other, keep)
	_, err := Permute(d, Options{Thresholds: 1}, 10)
	var fault *panel.Fault
	if !errors.As(err, &fault) || fault.Kind != NoExchange {
		t.Errorf("%v", err)
	}
	for i := range d.Variable {
		d.Variable[i] = float64(d.Unit[i])
	}
	d.Regime, d.RegimeNames, d.RegimeConstant = nil, nil, true // the level of whole units lies in their effects
	if _, err = Permute(d, Options{Thresholds: 1}, 10); !errors.As(err, &fault) || fault.Kind != panel.NoCandidate {
		t.Errorf("nothing to search: %v", err)
	}
}
