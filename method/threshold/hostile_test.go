package threshold

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
	"pgregory.net/rapid"
)

// On both row conventions, with and without the constant, and beside a
// threshold already there, the carried cross-products give what the regression
// with the point gives.
func TestScanAgainstRegression(t *testing.T) {
	for _, rows := range []Rows{AllRows, HansenRows} {
		for _, constant := range []bool{false, true} {
			d := random(71, 18, 6, 0.25)
			d.RegimeConstant, d.PeriodEffects = constant, true
			s, null, err := begin(d, Options{Thresholds: 2, Rows: rows})
			if err != nil {
				t.Fatal(err)
			}
			for _, there := range [][]float64{nil, {0.3}} {
				f := null
				if there != nil {
					f = s.at(s.outcome, there)
				}
				checked := 0
				for j, g := range s.scan(f.residual, s.extra(f), s.allowed(len(there), there)) {
					if math.IsNaN(g) {
						continue
					}
					checked++
					if with := s.extend(f, s.points[j].value, s.points[j].end); math.Abs(f.squares-with.squares-g) > 1e-9*f.squares {
						t.Errorf("%s, constant %v, beside %v: at %v the squares fall by %v, by regression %v", rows, constant, there, s.points[j].value, g, f.squares-with.squares)
					}
				}
				if checked < 20 {
					t.Errorf("%d points checked", checked)
				}
			}
		}
	}
}

// Small panels of small whole numbers, full of ties, constants, gaps and
// missing values: each question ends in figures or in a fault, never in a
// figure that is none, and never in a panic.
func TestHostile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 5))
		units, periods := 1+r.IntN(7), 1+r.IntN(7)
		spread := []int{1, 2, 3, 10, 1000}
		column := func(i int) float64 {
			if r.IntN(40) == 0 {
				return []float64{math.NaN(), math.Inf(1), math.Inf(-1)}[r.IntN(3)]
			}
			return float64(r.IntN(spread[i%len(spread)]) - 1)
		}
		pattern := r.IntN(1000)
		d := Data{OutcomeName: "y", VariableName: "q", RegimeNames: []string{"x"}, OtherNames: []string{"z"}, Regime: make([][]float64, 1), Other: make([][]float64, 1),
			RegimeConstant: r.IntN(2) == 0, PeriodEffects: r.IntN(2) == 0}
		for u := range units {
			for p := range periods {
				if r.IntN(6) == 0 {
					continue
				}
				d.Unit, d.Period, d.Outcome = append(d.Unit, u), append(d.Period, 2000+p), append(d.Outcome, column(pattern))
				d.Variable, d.Regime[0], d.Other[0] = append(d.Variable, column(pattern/5)), append(d.Regime[0], column(pattern/25)), append(d.Other[0], column(pattern/125))
			}
		}
		o := Options{Thresholds: 1 + r.IntN(3), Trim: []float64{float64(r.IntN(5)) / 10}, Bootstrap: 5, Seed: 1, Workers: 1,
			Rows: []Rows{AllRows, HansenRows}[r.IntN(2)], Split: []Split{AtMost, Below}[r.IntN(2)], Grid: []int{0, 0, 10}[r.IntN(3)]}
		finite := func(what string, values ...float64) {
			for _, v := range values {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Fatalf("%s: %v in %+v, %+v", what, values, d, o)
				}
			}
		}
		fault := func(err error) bool {
			var f *panel.Fault
			if err != nil && !errors.As(err, &f) {
				t.Fatalf("%v is no fault", err)
			}
			return err != nil
		}
		if r, err := Search(d, o); !fault(err) {
			for _, s := range r.Steps {
				finite("step", s.Threshold, s.F, s.SumOfSquares, s.Searchable[0], s.Searchable[1], s.Set.Lowest, s.Set.Highest)
			}
			for _, s := range r.Slopes {
				finite("slope", s.Coefficient, s.Classical) // the other errors are NaN where they are rounding
			}
			c := r.Rank(0, 1)
			finite("rank", c.Best.F, c.Best.Value)
		}
		if r, err := At(d, o, []float64{0.5}); !fault(err) {
			finite("fixed", r.F)
			for _, s := range r.Shifts {
				finite("shift", s.Change)
			}
		}
		if p, err := Permute(d, o, 9); !fault(err) {
			finite("permutation", p.F, p.Probability)
		}
		if p, err := PowerOf(d, o, Alternative{"x", 0, 1, 0.5}, 9); !fault(err) {
			finite("power", p.Rejected, p.Found) // where most draws fit perfectly no F is large enough: Critical is infinite
		}
		_, err := LeaveOneOut(d, o)
		fault(err)
	})
}
