package sensitivity

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// run computes an output on a design.
func run(p *Points, f func(x []float64) float64) []float64 {
	y, x := make([]float64, p.Runs()), make([]float64, p.Inputs)
	for r := range y {
		for j := range x {
			x[j] = p.At(r, j)
		}
		y[r] = f(x)
	}
	return y
}

func ishigami(x []float64) float64 {
	at := func(u float64) float64 { return math.Pi * (2*u - 1) }
	a, b, c := at(x[0]), at(x[1]), at(x[2])
	return math.Sin(a) + 7*math.Pow(math.Sin(b), 2) + 0.1*math.Pow(c, 4)*math.Sin(a)
}

// Two base points and two inputs, by hand: with outputs centred, A = -2 and 4,
// B = 1 and -5 over a mean of 6; V = (4+16+1+25)/4 - (-0.5)^2 = 11.25.
func TestByHand(t *testing.T) {
	// by point: A AB1 AB2 BA1 BA2 B
	o, err := Interleaved([]float64{4, 7, 6, 5, 7, 7, 10, 4, 6, 4, 11, 1}, 2, true)
	if err != nil {
		t.Fatal(err)
	}
	got, err := o.Estimate(Centred)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "variance", []float64{got.Variance}, []float64{11.25}, 1e-12)
	near(t, "first", got.First, []float64{(1*3 + -5*-6) / 2. / 11.25, (1*2 + -5*-4) / 2. / 11.25}, 1e-12)
	near(t, "total", got.Total, []float64{(9 + 36) / 4. / 11.25, (4 + 16) / 4. / 11.25}, 1e-12)
	second := ((-1*0- -2*1)+(-2*0-4*-5))/2./11.25 - got.First[0] - got.First[1]
	near(t, "second", []float64{got.Second[0][1]}, []float64{second}, 1e-12)
	if !math.IsNaN(got.Second[1][0]) || !math.IsNaN(got.Second[0][0]) {
		t.Error("the second order stands above the diagonal only")
	}
}

// With many points the estimates come to what theory says, in both conventions.
func TestClosedForms(t *testing.T) {
	p := NewPoints(1<<14, 3, 1)
	o, err := Blocks(run(p, ishigami), 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []Convention{Centred, Plain} {
		got, err := o.Estimate(c)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "first", got.First, []float64{0.31390519114781146, 0.4424111447900409, 0}, 0.01)
		near(t, "total", got.Total, []float64{0.5575888552099592, 0.4424111447900409, 0.2436836640621477}, 0.01)
	}
	// Sobol's G of eight inputs: products of (|4x-2|+a)/(1+a).
	a := []float64{0, 1, 4.5, 9, 99, 99, 99, 99}
	p = NewPoints(1<<14, 8, 2)
	o, err = Blocks(run(p, func(x []float64) float64 {
		y := 1.0
		for i, v := range x {
			y *= (math.Abs(4*v-2) + a[i]) / (1 + a[i])
		}
		return y
	}), 8)
	if err != nil {
		t.Fatal(err)
	}
	got, err := o.Estimate(Centred)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "first", got.First[:4], []float64{0.7161921688790331, 0.17904804221975829, 0.02367577417821928, 0.007161921688790333}, 0.01)
	near(t, "total", got.Total[:4], []float64{0.787144126659275, 0.2421981928182384, 0.03431691015408283, 0.010460387065239534}, 0.01)
}

// Shares do not hang on the unit of the output; centred ones not on its origin;
// an input that does nothing has exactly 0.
func TestInvariance(t *testing.T) {
	p := NewPoints(64, 4, 3)
	y := run(p, ishigami) // the fourth input does nothing
	moved := make([]float64, len(y))
	for i, v := range y {
		moved[i] = 1000 - 8*v
	}
	a, _ := Blocks(y, 4)
	b, _ := Blocks(moved, 4)
	want, _ := a.Estimate(Centred)
	got, _ := b.Estimate(Centred)
	near(t, "first", got.First, want.First, 1e-10)
	near(t, "total", got.Total, want.Total, 1e-10)
	if want.First[3] != 0 || want.Total[3] != 0 {
		t.Error("an input that does nothing has a share")
	}
	first, total, err := a.Intervals(Centred, 200, 7)
	if err != nil {
		t.Fatal(err)
	}
	again, _, _ := a.Intervals(Centred, 200, 7)
	if !slices.Equal(first, again) {
		t.Error("the same seed gives other intervals")
	}
	for j := range want.Total {
		if !(total[j].Low <= want.Total[j] && want.Total[j] <= total[j].High && first[j].Low <= want.First[j] && want.First[j] <= first[j].High) {
			t.Errorf("input %d lies outside of its intervals %v %v", j, first[j], total[j])
		}
	}
	if total[3] != (Interval{}) || total[0].High <= total[0].Low {
		t.Error("intervals say nothing")
	}
}

func TestFaults(t *testing.T) {
	kind := func(err error) Kind {
		var f *Fault
		if !errors.As(err, &f) {
			t.Fatalf("not a fault: %v", err)
		}
		if f.Error() == "" {
			t.Error("a fault without words")
		}
		return f.Kind
	}
	good := []float64{1, 2, 3, 4, 5, 6}
	for _, c := range []struct {
		want   Kind
		y      []float64
		inputs int
	}{
		{NoInput, good, 0}, {WrongLength, good[:5], 1}, {TooFew, good[:3], 1}, {TooFew, nil, 1},
		{NotFinite, []float64{1, 2, 3, math.NaN(), 5, 6}, 1}, {NotFinite, []float64{1, 2, 3, 4, math.Inf(1), 6}, 1},
	} {
		if _, err := Blocks(c.y, c.inputs); kind(err) != c.want {
			t.Errorf("blocks: %v, want %v", err, c.want)
		}
		if _, err := Interleaved(c.y, c.inputs, false); kind(err) != c.want {
			t.Errorf("interleaved: %v, want %v", err, c.want)
		}
	}
	for _, y := range [][]float64{{2, 2, 2, 2, 7, 9}, {0.1 + 0.2, 0.3, 0.3, 0.3, 0.3, 0.3}} {
		o, _ := Blocks(y, 1)
		if _, err := o.Estimate(Plain); kind(err) != Constant {
			t.Errorf("%v: %v", y, err)
		}
		if _, _, err := o.Intervals(Plain, 5, 0); kind(err) != Constant {
			t.Errorf("%v: %v", y, err)
		}
	}
}

// Each run of a design can be had alone; AB differs from A in one input only;
// every dimension is spread evenly and lies inside of 0 and 1.
func TestPoints(t *testing.T) {
	p := NewPoints(128, MaxInputs, 5)
	for run := range p.Runs() {
		for j := range p.Inputs {
			v := p.At(run, j)
			if !(v > 0 && v < 1) {
				t.Fatalf("run %d input %d: %v", run, j, v)
			}
			point, b := p.Source(run, j)
			from := point
			if b {
				from += p.Base
			}
			if v != p.At(from, j) || b != (run/p.Base == 1 || run/p.Base == 2+j) {
				t.Fatalf("run %d input %d does not come from its base point", run, j)
			}
		}
	}
	for j := range p.Inputs {
		for _, b := range []int{0, p.Base} {
			count := make([]int, 16)
			for point := range p.Base {
				count[int(16*p.At(b+point, j))]++
			}
			for cell, n := range count {
				if n != p.Base/16 {
					t.Errorf("input %d: %d points in cell %d of 16", j, n, cell)
				}
			}
		}
	}
	if NewPoints(8, 2, 1).At(3, 1) == NewPoints(8, 2, 2).At(3, 1) {
		t.Error("the seed changes nothing")
	}
	for _, bad := range [][2]int{{1, 2}, {8, 0}, {8, MaxInputs + 1}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v: no panic", bad)
				}
			}()
			NewPoints(bad[0], bad[1], 0)
		}()
	}
}

// SALib took 10.4 s for 50 inputs and 1,024 base points with second order and
// 100 resamplings (2 cores); here 50 inputs, first order, total and intervals.
func BenchmarkEstimate(b *testing.B) {
	const inputs, base = 50, 1024
	y := make([]float64, base*(2*inputs+2))
	for i := range y {
		y[i] = math.Sin(float64(i * i))
	}
	for b.Loop() {
		o, err := Interleaved(y, inputs, true)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := o.Estimate(Centred); err != nil {
			b.Fatal(err)
		}
		if _, _, err := o.Intervals(Centred, 100, 1); err != nil {
			b.Fatal(err)
		}
	}
}
