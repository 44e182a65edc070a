package grouptime

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

func estimate(t testing.TB, d effect.Data, o Options) *Result {
	t.Helper()
	r, err := Estimate(d, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func sum4(t testing.TB, r *Result) map[Kind]*Aggregate {
	t.Helper()
	out := map[Kind]*Aggregate{}
	for _, kind := range []Kind{Simple, Dynamic, Group, Calendar} {
		a, err := r.Aggregate(kind)
		if err != nil {
			t.Fatal(err)
		}
		out[kind] = a
	}
	return out
}

// printed is every number of a result, so that two can be compared bit by bit.
func printed(t testing.TB, r *Result) string {
	out := fmt.Sprintf("%v %v %v", r.Cells, r.Critical, r.PreTest)
	for _, kind := range []Kind{Simple, Dynamic, Group, Calendar} {
		out += fmt.Sprintf("%v", *sum4(t, r)[kind])
	}
	return out
}

// rows builds a panel from one row of outcomes for each unit, periods from 1.
func rows(cohorts []int, outcomes ...[]float64) effect.Data {
	var d effect.Data
	for u, row := range outcomes {
		for t, y := range row {
			d.Unit, d.Period = append(d.Unit, u), append(d.Period, t+1)
			d.Cohort, d.Outcome = append(d.Cohort, cohorts[u]), append(d.Outcome, y)
		}
	}
	return d
}

const never = effect.Never

// Two treated units with changes 3 and 5, three others with 1, 2 and 0: 4 - 1 =
// 3; the variance is (1+1)/2² + (0+1+1)/3².
func TestByHand(t *testing.T) {
	d := rows([]int{2, 2, never, never, never}, []float64{1, 4}, []float64{0, 5}, []float64{2, 3}, []float64{7, 9}, []float64{4, 4})
	for _, method := range []Method{Regression, Weighting, DoublyRobust} {
		c := estimate(t, d, Options{Method: method}).Cells[0]
		near(t, string(method), c.Value, 3, 1e-12)
		near(t, string(method)+" error", c.StandardError, math.Sqrt(2.0/4+2.0/9), 1e-12)
		if c.Treated != 2 || c.Controls != 3 || c.BasePeriod != 1 || !c.Post || c.Fault != nil {
			t.Errorf("%+v", c)
		}
	}
	// by clusters: one treated with a control, the other treated with two
	c := estimate(t, d, Options{Cluster: []int{1, 1, 2, 2, 1, 1, 2, 2, 2, 2}}).Cells[0]
	near(t, "clustered", c.StandardError, math.Sqrt((-1.0/2-0)*(-1.0/2-0)+(1.0/2-(1.0-1)/3)*(1.0/2-(1.0-1)/3)), 1e-12)
	// a weight of 3 is as three units
	d = rows([]int{2, 2, never, never}, []float64{1, 4}, []float64{0, 5}, []float64{2, 3}, []float64{7, 9})
	c = estimate(t, d, Options{Weights: []float64{3, 3, 1, 1, 1, 1, 3, 3}}).Cells[0]
	near(t, "weighted", c.Value, (3*3+5.0)/4-(1+3*2.0)/4, 1e-12)
}

// Cohorts of 2 and of 1 with effects known without error: the aggregates are
// means of these.
func TestAggregatesByHand(t *testing.T) {
	d := rows([]int{2, 2, 3, never, never}, []float64{0, 2, 4, 6}, []float64{0, 4, 8, 12}, []float64{1, 1, 8, 10}, []float64{0, 1, 0, -1}, []float64{0, -1, 0, 1})
	all := sum4(t, estimate(t, d, Options{}))
	// effects: cohort 2: 3, 6, 9 in periods 2, 3, 4; cohort 3: 7, 9
	near(t, "simple", all[Simple].Overall.Value, (2*(3+6+9)+7+9.0)/(2*3+2), 1e-12)
	near(t, "at 0", all[Dynamic].Parts[1].Value, (2*3+7.0)/3, 1e-12)
	near(t, "at 2", all[Dynamic].Parts[3].Value, 9, 1e-12)
	near(t, "dynamic", all[Dynamic].Overall.Value, ((2*3+7.0)/3+(2*6+9.0)/3+9)/3, 1e-12)
	near(t, "group", all[Group].Overall.Value, (2*6+8.0)/3, 1e-12)
	near(t, "calendar", all[Calendar].Overall.Value, (3+(2*6+7.0)/3+9)/3, 1e-12)
	near(t, "unseen", all[Dynamic].Parts[1].Unseen, 1.0/3, 1e-12)
	if g := all[Group].Parts[1]; !math.IsNaN(g.StandardError) || g.Unseen != 1 || g.At != 3 || g.Cells != 2 {
		t.Errorf("a cohort of one unit: %+v", g)
	}
	a, err := estimate(t, d, Options{}).Balanced(2)
	if err != nil || len(a.Parts) != 3 {
		t.Fatalf("balanced: %v %v", a, err)
	}
	near(t, "balanced at 0", a.Parts[0].Value, 3, 1e-12)
}

// The order of rows and the number of workers change no bit; effects of units
// and of periods change nothing; the outcome's scale scales; the covariates'
// scale does not matter.
func TestInvariance(t *testing.T) {
	d := synthetic(120, 6, 3)
	for _, method := range []Method{Regression, Weighting, DoublyRobust} {
		for _, control := range []Control{NeverTreated, NotYetTreated} {
			o := Options{Method: method, Control: control, Draws: 99, Seed: 5, Workers: 1}
			base := estimate(t, d, o)
			o.Workers = 3
			if printed(t, base) != printed(t, estimate(t, shuffled(d), o)) {
				t.Errorf("%s %s: rows or workers matter", method, control)
			}
			moved := d
			moved.Outcome, moved.Covariates = slices.Clone(d.Outcome), [][]float64{slices.Clone(d.Covariates[0])}
			for i := range moved.Outcome {
				moved.Outcome[i] = -3 * (d.Outcome[i] + float64(d.Unit[i]%7) + math.Sqrt(float64(d.Period[i])))
				moved.Covariates[0][i] = 1000 + 1e-3*d.Covariates[0][i]
			}
			other := estimate(t, moved, o)
			for i, c := range base.Cells {
				near(t, "effect", other.Cells[i].Value, -3*c.Value, 1e-8)
				near(t, "error", other.Cells[i].StandardError, 3*c.StandardError, 1e-8)
			}
			near(t, "before", other.PreTest.Statistic, base.PreTest.Statistic, 1e-6)
		}
	}
}

func shuffled(d effect.Data) effect.Data {
	order := rand.New(rand.NewPCG(9, 9)).Perm(len(d.Unit))
	out := effect.Data{Names: d.Names, Covariates: make([][]float64, len(d.Covariates))}
	for _, i := range order {
		out.Unit, out.Period, out.Cohort = append(out.Unit, d.Unit[i]), append(out.Period, d.Period[i]), append(out.Cohort, d.Cohort[i])
		out.Outcome = append(out.Outcome, d.Outcome[i])
		for j := range d.Covariates {
			out.Covariates[j] = append(out.Covariates[j], d.Covariates[j][i])
		}
	}
	return out
}

// The trend hangs on a covariate: without it the effects are biased, with it
// they are near the truth, 1 and 0.5 more in each later period.
func TestTruth(t *testing.T) {
	d := synthetic(3000, 6, 11)
	for _, method := range []Method{Regression, Weighting, DoublyRobust} {
		r := estimate(t, d, Options{Method: method})
		a, err := r.Aggregate(Dynamic)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range a.Parts {
			truth := 0.0
			if p.At >= 0 {
				truth = 1 + 0.5*float64(p.At)
			}
			if z := (p.Value - truth) / p.StandardError; math.Abs(z) > 3.5 {
				t.Errorf("%s at %d: %g (%g)", method, p.At, p.Value, p.StandardError)
			}
		}
		if r.PreTest.Probability < 0.001 || r.PreTest.Freedom != 10 {
			t.Errorf("%s: %+v", method, r.PreTest)
		}
	}
	d.Covariates, d.Names = nil, nil
	if r := estimate(t, d, Options{}); r.PreTest.Probability > 0.001 {
		t.Errorf("a trend was not seen: %+v", r.PreTest)
	}
}

func TestBands(t *testing.T) {
	d := synthetic(300, 6, 2)
	r := estimate(t, d, Options{Draws: 4000, Seed: 1})
	live := 0
	for _, c := range r.Cells {
		if math.Abs(c.BootstrapError/c.StandardError-1) > 0.08 {
			t.Errorf("cell %d %d: %g, %g", c.Cohort, c.Period, c.BootstrapError, c.StandardError)
		}
		near(t, "band", c.Band[1]-c.Band[0], 2*r.Critical*c.BootstrapError, 1e-12)
		live++
	}
	// between the critical value of one and Bonferroni's (25 cells: 3.09)
	if live != 25 || r.Critical < 2.6 || r.Critical > 3.15 {
		t.Errorf("critical value %g of %d cells", r.Critical, live)
	}
	if again := estimate(t, d, Options{Draws: 4000, Seed: 2}); again.Critical == r.Critical {
		t.Error("the seed does not matter")
	}
	if none := estimate(t, d, Options{}); !math.IsNaN(none.Critical) || !math.IsNaN(none.Cells[0].Band[0]) {
		t.Error("a band without draws")
	}
	for kind, a := range sum4(t, r) {
		for _, p := range a.Parts {
			if !(p.Band[0] <= p.Interval[0]+0.2*p.StandardError) || a.Critical < 1.96 {
				t.Errorf("%s %d: band %v, interval %v", kind, p.At, p.Band, p.Interval)
			}
		}
	}
}

// The draws by tables of blocks are the plain sums.
func TestDraw(t *testing.T) {
	r := estimate(t, synthetic(43, 3, 4), Options{Draws: 50})
	signs, n := r.signs(), float64(len(r.sample.cohort))
	for j, drawn := range r.draw([]int{0, 2}, r.influence) {
		for b, got := range drawn {
			want := 0.0
			for c, x := range r.influence[2*j] {
				want += x * float64(2*int(signs[c/block][b]>>(c%block)&1)-1)
			}
			near(t, "draw", got, want/n, 1e-13)
		}
	}
}

// Units with holes: whole units leave, or cells take the pairs they have.
func TestMissing(t *testing.T) {
	nan := math.NaN()
	d := rows([]int{3, 3, never, never, never}, []float64{0, 1, 5}, []float64{0, nan, 7}, []float64{0, 1, 2}, []float64{nan, 1, 1}, []float64{1, 3, 4})
	r := estimate(t, d, Options{})
	flow := r.Sample.Flow
	if last := flow[len(flow)-1]; last.Reason != MissingPeriods || !slices.Equal(last.DroppedUnits, []int{1, 3}) || last.Units != 3 {
		t.Errorf("%+v", flow)
	}
	pairs := estimate(t, d, Options{Missing: Pairs})
	c := pairs.Cells[1] // period 3 from 2: unit 0 against 2, 3 and 4
	if c.Treated != 1 || c.Controls != 3 || c.Fault.Kind != OneTreated || !math.IsNaN(c.StandardError) {
		t.Errorf("%+v", c)
	}
	near(t, "pairs", c.Value, 4-(1+0+1)/3.0, 1e-12)
	full := synthetic(80, 5, 6)
	if printed(t, estimate(t, full, Options{})) != printed(t, estimate(t, full, Options{Missing: Pairs})) {
		t.Error("a full panel differs by how holes are dealt with")
	}
	for i := range full.Outcome {
		if (full.Unit[i]+full.Period[i])%5 == 0 {
			full.Outcome[i] = nan
		}
	}
	if _, err := Estimate(full, Options{}); kind(err) != panel.Unbalanced {
		t.Errorf("every unit has a hole: %v", err)
	}
	if r := estimate(t, full, Options{Missing: Pairs}); len(r.Cells) != 16 {
		t.Errorf("%d cells", len(r.Cells))
	}
}
