package twoway

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// random 合成 is a panel with three dates of treatment and untreated units;
// some rows are taken out where gaps is not 0.
func random(seed uint64, gaps float64) effect.Data {
	source := rand.New(rand.NewPCG(seed, 0))
	d := effect.Data{Covariates: make([][]float64, 1), Names: []string{"x"}}
	for u := range 14 {
		level := source.NormFloat64()
		for p := 2001; p <= 2009; p++ {
			if source.Float64() < gaps {
				continue
			}
			cohort := []int{2003, 2006, 2008, effect.Never}[u%4]
			y, x := level+source.NormFloat64(), source.NormFloat64()+level
			if p >= cohort {
				y += 1
			}
			d.Unit, d.Period, d.Cohort = append(d.Unit, 100-u), append(d.Period, p), append(d.Cohort, cohort)
			d.Outcome, d.Covariates[0] = append(d.Outcome, y+float64(0.3*x)), append(d.Covariates[0], x)
		}
	}
	return d
}

// dummies is least squares on columns beside a dummy of each unit and of each
// period but the first, with errors clustered by unit: G/(G-1) × (n-1)/(n-K), K
// the columns, the periods and nothing for the units, which lie in clusters.
func dummies(d effect.Data, columns [][]float64) (coefficients, errors []float64, covariance *mat.Dense) {
	units, periods := distinct(d.Unit), distinct(d.Period)
	n, k := len(d.Unit), len(columns)
	x := mat.NewDense(n, k+len(units)+len(periods)-1, nil)
	for i := range n {
		for j, column := range columns {
			x.Set(i, j, column[i])
		}
		u, _ := slices.BinarySearch(units, d.Unit[i])
		x.Set(i, k+u, 1)
		if t, _ := slices.BinarySearch(periods, d.Period[i]); t > 0 {
			x.Set(i, k+len(units)+t-1, 1)
		}
	}
	var square, inverse, b mat.Dense
	square.Mul(x.T(), x)
	if err := inverse.Inverse(&square); err != nil {
		panic(err)
	}
	y := mat.NewDense(n, 1, slices.Clone(d.Outcome))
	var right, fitted mat.Dense
	right.Mul(x.T(), y)
	b.Mul(&inverse, &right)
	fitted.Mul(x, &b)
	_, all := x.Dims()
	scores := mat.NewDense(len(units), all, nil)
	for i := range n {
		u, _ := slices.BinarySearch(units, d.Unit[i])
		for j := range all {
			scores.Set(u, j, scores.At(u, j)+(d.Outcome[i]-fitted.At(i, 0))*x.At(i, j))
		}
	}
	var meat, half, v mat.Dense
	meat.Mul(scores.T(), scores)
	half.Mul(&inverse, &meat)
	v.Mul(&half, &inverse)
	g := float64(len(units))
	v.Scale(g/(g-1)*float64(n-1)/float64(n-k-len(periods)), &v)
	for j := range columns {
		coefficients, errors = append(coefficients, b.At(j, 0)), append(errors, math.Sqrt(v.At(j, j)))
	}
	return coefficients, errors, &v
}

func TestDummies(t *testing.T) {
	for _, gaps := range []float64{0, 0.2} {
		d := random(7, gaps)
		r, err := DiD(d, Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, se, _ := dummies(d, [][]float64{indicator(d), d.Covariates[0]})
		near(t, "effect", r.Effect.Value, b[0], 1e-10)
		near(t, "error", r.Effect.StandardError, se[0], 1e-10)
		near(t, "covariate", r.Covariates[0].Coefficient, b[1], 1e-10)

		e, err := EventStudy(d, EventOptions{Base: -2})
		if err != nil {
			t.Fatal(err)
		}
		var columns [][]float64
		var times []int
		for time := -7; time <= 6; time++ {
			if time == -2 {
				continue
			}
			column := make([]float64, len(d.Unit))
			for i := range column {
				if d.Cohort[i] != effect.Never && d.Period[i]-d.Cohort[i] == time {
					column[i] = 1
				}
			}
			columns, times = append(columns, column), append(times, time)
		}
		b, se, v := dummies(d, append(columns, d.Covariates[0]))
		j := 0
		for _, got := range e.Times {
			if got.Base {
				continue
			}
			if got.Time != times[j] {
				t.Fatalf("time %d, want %d", got.Time, times[j])
			}
			near(t, "event", got.Value, b[j], 1e-10)
			near(t, "event's error", got.StandardError, se[j], 1e-10)
			j++
		}
		var inverse, product mat.Dense
		if err := inverse.Inverse(v.Slice(0, 6, 0, 6)); err != nil {
			t.Fatal(err)
		}
		leads := mat.NewDense(6, 1, slices.Clone(b[:6]))
		product.Mul(&inverse, leads)
		near(t, "F of the leads", e.Pretrend.F, mat.Dot(leads.ColView(0), product.ColView(0))/6, 1e-8)
		mean, variance := 0.0, 0.0
		for a := 6; a < 13; a++ {
			mean += b[a] / 7
			for c := 6; c < 13; c++ {
				variance += v.At(a, c) / 49
			}
		}
		near(t, "average", e.Average.Value, mean, 1e-10)
		near(t, "average's error", e.Average.StandardError, math.Sqrt(variance), 1e-10)
	}
}

// In a balanced panel without covariates an effect of a cohort at a time is a
// difference of differences of means, with the untreated.
func TestSunAbrahamByHand(t *testing.T) {
	d := random(3, 0)
	d.Covariates, d.Names = nil, nil
	n, err := SunAbraham(d, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	mean := func(cohort, period int) float64 {
		sum, count := 0.0, 0.0
		for i := range d.Unit {
			if d.Cohort[i] == cohort && d.Period[i] == period {
				sum, count = sum+d.Outcome[i], count+1
			}
		}
		return sum / count
	}
	if len(n.Cells) != 3*8 {
		t.Fatalf("%d cells", len(n.Cells))
	}
	sum, rows := map[int]float64{}, map[int]float64{}
	for _, c := range n.Cells {
		at, base := c.Cohort+c.Time, c.Cohort-1
		want := mean(c.Cohort, at) - mean(c.Cohort, base) - (mean(effect.Never, at) - mean(effect.Never, base))
		near(t, "cell", c.Value, want, 1e-11)
		sum[c.Time] += want * float64(c.Rows)
		rows[c.Time] += float64(c.Rows)
	}
	after, all := 0.0, 0.0
	for _, e := range n.Times {
		if e.Base {
			continue
		}
		near(t, "time", e.Value, sum[e.Time]/rows[e.Time], 1e-11)
		if e.Time >= 0 {
			after, all = after+sum[e.Time], all+rows[e.Time]
		}
	}
	near(t, "effect", n.Effect.Value, after/all, 1e-11)
}

// Without untreated units the last cohort is the control and the sample ends
// before its treatment; units treated later than the sample are untreated.
func TestNeverAbsent(t *testing.T) {
	d := random(3, 0)
	var rows []int
	for i, cohort := range d.Cohort {
		if cohort != effect.Never {
			rows = append(rows, i)
		}
	}
	d, _ = pick(d, Options{}, rows)
	n, err := SunAbraham(d, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	last := n.Sample.Flow[len(n.Sample.Flow)-1]
	if n.Control != 2008 || len(n.Cohorts) != 2 || last.Reason != NoControlLeft || len(n.Sample.PeriodIDs) != 7 || last.Rows != len(n.Sample.Rows) {
		t.Errorf("control %d, cohorts %+v, stage %+v", n.Control, n.Cohorts, last)
	}
	var early []int
	for i, p := range d.Period {
		if p < 2008 {
			early = append(early, i)
		}
	}
	short, _ := pick(d, Options{}, early)
	m, err := SunAbraham(short, EventOptions{})
	if err != nil || m.Control != effect.Never || len(m.Plan.Later) == 0 {
		t.Fatal(m, err)
	}
	near(t, "effect", m.Effect.Value, n.Effect.Value, 1e-12)

	e, err := EventStudy(d, EventOptions{})
	if err != nil || !slices.Equal(e.Base, []int{-7, -1}) || e.Pretrend == nil || e.Pretrend.Trends != nil {
		t.Errorf("base %v, test %+v, %v", e.Base, e.Pretrend, err)
	}
}

// The order of rows, a shift of units or periods, and the numbers that name
// units change nothing; scale only scales.
func TestInvariance(t *testing.T) {
	d := random(11, 0.1)
	shuffled := make([]int, len(d.Unit))
	for i := range shuffled {
		shuffled[i] = i
	}
	rand.New(rand.NewPCG(5, 5)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	mixed, _ := pick(d, Options{}, shuffled)
	moved, _ := pick(d, Options{}, shuffled)
	for i, u := range moved.Unit {
		moved.Outcome[i] = -3 * (moved.Outcome[i] + float64(u) + float64(7*(moved.Period[i]-2000)))
		moved.Period[i] += 10
		if moved.Cohort[i] != effect.Never {
			moved.Cohort[i] += 10
		}
	}
	a, err := SunAbraham(d, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := SunAbraham(mixed, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := SunAbraham(moved, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range a.Times {
		if !e.Base && e.Estimate != b.Times[i].Estimate {
			t.Errorf("the order of rows changes %+v to %+v", e.Estimate, b.Times[i].Estimate)
		}
		near(t, "scaled", c.Times[i].Value, -3*e.Value, 1e-9)
	}
	near(t, "scaled error", c.Effect.StandardError, 3*a.Effect.StandardError, 1e-9)
	near(t, "F", c.Pretrend.F, a.Pretrend.F, 1e-8)
	near(t, "slope", c.Pretrend.Trends[0].Slope, 3*a.Pretrend.Trends[0].Slope, 1e-8)
}

// A trend of the slope that the test finds with probability one half shifts the
// estimates by Bias, and the leads by so much that their F is that noncentral.
func TestTrend(t *testing.T) {
	d := random(2, 0)
	e, err := EventStudy(d, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	trend := e.Pretrend.Trends[1]
	if trend.Probability != 0.8 || trend.Slope <= e.Pretrend.Trends[0].Slope {
		t.Errorf("trends %+v", e.Pretrend.Trends)
	}
	for i, cohort := range d.Cohort {
		if cohort != effect.Never {
			d.Outcome[i] += trend.Slope * float64(d.Period[i]-cohort)
		}
	}
	with, err := EventStudy(d, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "bias", with.Average.Value-e.Average.Value, trend.Bias, 1e-9)
	near(t, "bias per time", with.Times[0].Value-e.Times[0].Value, -6*trend.Slope, 1e-9)
	near(t, "error", with.Average.StandardError, e.Average.StandardError, 1e-9)
}

// Units treated throughout leave an event study, and the flow says so.
func TestAlwaysTreated(t *testing.T) {
	d := random(4, 0)
	for i, u := range d.Unit {
		if u == 100 {
			d.Cohort[i] = 1999
		}
	}
	for _, f := range []func() (*Events, error){
		func() (*Events, error) { return EventStudy(d, EventOptions{}) },
		func() (*Events, error) {
			n, err := SunAbraham(d, EventOptions{})
			return &n.Events, err
		},
	} {
		e, err := f()
		if err != nil {
			t.Fatal(err)
		}
		last := e.Sample.Flow[len(e.Sample.Flow)-1]
		if last.Reason != AlwaysTreated || !slices.Equal(last.DroppedUnits, []int{100}) || last.DroppedRows != 9 || last.Rows != len(e.Sample.Rows) {
			t.Errorf("flow %+v", e.Sample.Flow)
		}
		for _, row := range e.Sample.Rows {
			if d.Unit[row] == 100 {
				t.Fatal("rows of the unit are used")
			}
		}
	}
	r, err := DiD(d, Options{})
	if err != nil || !slices.Equal(r.Plan.Always, []int{100}) || len(r.Sample.Rows) != len(d.Unit) {
		t.Errorf("kept and named: %+v, %v", r, err)
	}
}

// A control that is one unit is fitted in every period: a cohort of one has no
// error of its own then, and a rounding is none.
func TestNoError(t *testing.T) {
	d := random(4, 0)
	d.Covariates, d.Names = nil, nil
	var rows []int
	for i, u := range d.Unit {
		if d.Cohort[i] == effect.Never && u != 97 || d.Cohort[i] == 2003 && u != 100 {
			continue
		}
		rows = append(rows, i)
	}
	d, _ = pick(d, Options{}, rows)
	n, err := SunAbraham(d, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if c := n.Cohorts[0]; c.Units != 1 || math.IsNaN(c.Value) || !math.IsNaN(c.StandardError) || !math.IsNaN(c.Probability) {
		t.Errorf("cohort of one beside one control: %+v", c)
	}
	if !math.IsNaN(n.Pretrend.F) || n.Pretrend.Trends != nil {
		t.Errorf("test of leads without errors: %+v", n.Pretrend)
	}
}

func TestWild(t *testing.T) {
	d := random(5, 0.1)
	r, err := DiD(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := Wild(d, Options{}, panel.Wild{Draws: 999, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "coefficient", w.Coefficient, r.Effect.Value, 1e-13)
	near(t, "error", w.StandardError, r.Effect.StandardError, 1e-13)
	if w.Clusters != r.Clusters || math.Abs(w.Probability-r.Effect.Probability) > 0.1 || !(w.Low < r.Effect.Value && r.Effect.Value < w.High) {
		t.Errorf("bootstrap %+v beside %+v", w, r.Effect)
	}
	for i := range d.Cohort {
		d.Cohort[i] = 2005
	}
	if _, err := Wild(d, Options{}, panel.Wild{}); kind(err) != effect.NoControl {
		t.Error("all treated at once:", err)
	}
}

// With one period of anticipation the base is two before treatment; the time
// between is no lead, and a unit that is first seen in it is left out.
func TestAnticipation(t *testing.T) {
	d := random(12, 0)
	for i, u := range d.Unit {
		if u == 97 {
			d.Cohort[i] = 2002
		}
	}
	o := EventOptions{Anticipation: 1}
	e, err := EventStudy(d, o)
	if err != nil {
		t.Fatal(err)
	}
	n, err := SunAbraham(d, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []*Events{e, &n.Events} {
		last := e.Sample.Flow[len(e.Sample.Flow)-1]
		if !slices.Equal(e.Base, []int{-2}) || e.Pretrend.Leads != 5 || !slices.Equal(last.DroppedUnits, []int{97}) {
			t.Errorf("base %v, test %+v, flow %+v", e.Base, e.Pretrend, e.Sample.Flow)
		}
		if at := slices.IndexFunc(e.Times, func(t Event) bool { return t.Time == -1 }); at < 0 || !(e.Times[at].StandardError > 0) {
			t.Error("the time between has no coefficient")
		}
	}
	same, err := EventStudy(d, EventOptions{Base: -2})
	if err != nil || same.Pretrend.Leads != 6 {
		t.Errorf("base -2 alone: %+v, %v", same.Pretrend, err)
	}
}
