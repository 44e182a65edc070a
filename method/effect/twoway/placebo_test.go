package twoway

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
)

// Without a unit is an estimate on data that never had it.
func TestLeaveOneOut(t *testing.T) {
	d := random(6, 0.1)
	one, err := LeaveOneOut(d, Options{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	many, err := LeaveOneOut(d, Options{}, 4)
	if err != nil || !reflect.DeepEqual(one, many) {
		t.Errorf("workers change results: %v", err)
	}
	if len(one) != 14 || one[0].Unit != 87 || one[13].Unit != 100 {
		t.Fatalf("units: %+v", one)
	}
	var rows []int
	for i, u := range d.Unit {
		if u != 90 {
			rows = append(rows, i)
		}
	}
	r, err := DiD(pick(d, Options{}, rows))
	if err != nil || one[3].Unit != 90 || one[3].Estimate != r.Effect {
		t.Errorf("without 90: %+v, want %+v", one[3], r.Effect)
	}
}

// With one treated unit, nothing is left without it.
func TestLeaveTheTreated(t *testing.T) {
	d := random(6, 0)
	for i, u := range d.Unit {
		if u != 100 {
			d.Cohort[i] = effect.Never
		}
	}
	out, err := LeaveOneOut(d, Options{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range out {
		if (l.Unit == 100) != (l.Fault != nil) || l.Fault != nil && (l.Fault.Kind != effect.NoTreated || !math.IsNaN(l.Value)) {
			t.Errorf("left: %+v", l)
		}
	}
}

// A placebo in time sees only rows before treatment: what comes after changes
// nothing. One that goes back before the sample is a fault of its own.
func TestPlaceboTime(t *testing.T) {
	d := random(8, 0)
	out, err := PlaceboTime(d, Options{}, []int{1, 2, 40})
	if err != nil {
		t.Fatal(err)
	}
	var rows []int
	for i := range d.Unit {
		if d.Period[i] < d.Cohort[i] {
			rows = append(rows, i)
		}
	}
	before, _ := pick(d, Options{}, rows)
	for i := range before.Cohort {
		if before.Cohort[i] != effect.Never {
			before.Cohort[i] -= 2
		}
	}
	b, se, _ := dummies(before, [][]float64{indicator(before), before.Covariates[0]})
	near(t, "two periods earlier", out[1].Value, b[0], 1e-10)
	near(t, "its error", out[1].StandardError, se[0], 1e-10)
	if len(out[0].Treated) != 11 || len(out[1].Treated) != 7 || out[1].Rows != len(rows) {
		t.Errorf("placebos: %+v", out[:2])
	}
	if out[2].Fault == nil || out[2].Fault.Kind != effect.NoBefore || !math.IsNaN(out[2].Value) {
		t.Errorf("forty periods earlier: %+v", out[2])
	}
	for i := range d.Unit {
		if d.Period[i] >= d.Cohort[i] {
			d.Outcome[i] += 50
		}
	}
	again, err := PlaceboTime(d, Options{}, []int{1, 2})
	if err != nil || again[0].Estimate != out[0].Estimate || again[1].Estimate != out[1].Estimate {
		t.Errorf("the outcome after treatment changes a placebo before it: %v", err)
	}
}

// Workers and the order of rows change no draw.
func TestPlaceboSpace(t *testing.T) {
	d := random(8, 0.05)
	for _, among := range []Among{Controls, Everyone} {
		o := SpaceOptions{Among: among, Draws: 60, Seed: 3, Workers: 1}
		one, err := PlaceboSpace(d, o)
		if err != nil {
			t.Fatal(err)
		}
		o.Workers = 5
		many, err := PlaceboSpace(d, o)
		if err != nil || !reflect.DeepEqual(one, many) {
			t.Errorf("workers change draws: %v", err)
		}
		back := make([]int, len(d.Unit))
		for i := range back {
			back[i] = len(back) - 1 - i
		}
		turned, _ := pick(d, Options{}, back)
		again, err := PlaceboSpace(turned, o)
		if err != nil || !slices.Equal(one.Draws, again.Draws) {
			t.Errorf("the order of rows changes draws: %v", err)
		}
		if len(one.Draws)+one.Failed != 60 || one.Probability < 1.0/61 || one.Probability > 1 {
			t.Errorf("placebos: %+v", one)
		}
	}
	o := SpaceOptions{Draws: 5}
	s, err := PlaceboSpace(d, o)
	if err != nil || s.Units != 3 || s.Dated != 2 { // 11 of 14 are treated; 2.36 of 3
		t.Errorf("units dealt to: %+v, %v", s, err)
	}
	s, err = PlaceboSpace(d, SpaceOptions{Among: Everyone, Draws: 5})
	if err != nil || s.Units != 14 || s.Dated != 11 {
		t.Errorf("units dealt to: %+v, %v", s, err)
	}
}

// A placebo is what DiD says of the same dates, clustered as asked for.
func TestPlaceboIsDiD(t *testing.T) {
	d := random(21, 0.1)
	wide := make([]int, len(d.Unit))
	for i, u := range d.Unit {
		wide[i] = 1000 - u/2
	}
	for _, o := range []Options{{}, {Cluster: wide}} {
		for _, among := range []Among{Controls, Everyone} {
			c, err := cutAlways(d, o, 0)
			if err != nil {
				t.Fatal(err)
			}
			k, err := c.deck(among)
			if err != nil {
				t.Fatal(err)
			}
			for draw := range uint64(10) {
				source := rand.NewPCG(1, draw)
				units, dates := shuffled(len(k.sample.UnitIDs), k.dated, source), shuffled(len(k.dates), k.dated, source)
				dealt := c.data
				dealt.Cohort = make([]int, len(dealt.Unit))
				for i, u := range dealt.Unit {
					dealt.Cohort[i] = effect.Never
					for j := range k.dated {
						if k.sample.UnitIDs[units[j]] == u {
							dealt.Cohort[i] = k.dates[dates[j]]
						}
					}
				}
				r, err := DiD(dealt, c.options)
				got := k.draw(rand.NewPCG(1, draw))
				if err != nil {
					if !math.IsNaN(got.Value) {
						t.Errorf("a number where DiD says %v", err)
					}
					continue
				}
				near(t, "effect", got.Value, r.Effect.Value, 1e-11)
				near(t, "error", got.StandardError, r.Effect.StandardError, 1e-11)
				near(t, "p", got.Probability, r.Effect.Probability, 1e-11)
			}
		}
	}
}

// Dealing all dates out anew among all units is exact: over many panels with no
// effect, probabilities under one fifth come one time in five.
func TestRandomisationIsExact(t *testing.T) {
	under, panels := 0, 200
	for seed := range uint64(panels) {
		d := random(seed+500, 0)
		for i := range d.Unit {
			if d.Period[i] >= d.Cohort[i] {
				d.Outcome[i]-- // take the effect of 1 away
			}
		}
		d.Covariates, d.Names = nil, nil
		s, err := PlaceboSpace(d, SpaceOptions{Among: Everyone, Draws: 39, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		if s.Probability <= 0.2 {
			under++
		}
	}
	// expected 40, standard deviation 5.7
	if under < 22 || under > 58 {
		t.Errorf("%d of %d probabilities are at most 0.2", under, panels)
	}
}
