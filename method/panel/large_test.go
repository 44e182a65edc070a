package panel

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
)

// large is a synthetic panel of five regressors: each unit has some rows, in
// periods drawn at random, or one in each period.
func large(units, periods, rows int) Data {
	r := rand.New(rand.NewPCG(1, 2))
	n := units * rows
	d := Data{Unit: make([]int, n), Period: make([]int, n), Outcome: make([]float64, n), OutcomeName: "y"}
	for i := range n {
		d.Unit[i] = i / rows
		if d.Period[i] = i % rows; rows < periods {
			step := periods / rows
			d.Period[i] = i%rows*step + r.IntN(step)
		}
	}
	for j := range 5 {
		x := make([]float64, n)
		for i := range x {
			x[i] = r.NormFloat64() + float64(d.Unit[i]%7) + float64(d.Period[i]*j%5)
			d.Outcome[i] += float64(j+1)/10*x[i] + r.NormFloat64()
		}
		d.Regressors, d.Names = append(d.Regressors, x), append(d.Names, fmt.Sprintf("x%d", j+1))
	}
	return d
}

// Long columns are worked on all processors, whose number changes no bit.
func TestWorkers(t *testing.T) {
	for _, d := range []Data{large(8000, 20, 10), large(4000, 4000, 20)} {
		var terms [2][]Term
		for i, workers := range []int{1, 5} {
			before := runtime.GOMAXPROCS(workers)
			r, err := Fit(d, Options{UnitEffects: true, PeriodEffects: true, Errors: TwoWay})
			runtime.GOMAXPROCS(before)
			if err != nil {
				t.Fatal(err)
			}
			terms[i] = r.Terms
		}
		if !slices.Equal(terms[0], terms[1]) {
			t.Errorf("%v, then %v", terms[0], terms[1])
		}
	}
}

func BenchmarkLarge(b *testing.B) {
	for _, c := range []struct {
		name                 string
		units, periods, rows int
	}{{"100000x10", 100_000, 10, 10}, {"10000x100", 10_000, 100, 100}, {"unbalanced", 100_000, 14, 10}, {"twoLarge", 50_000, 50_000, 20}} {
		b.Run(c.name, func(b *testing.B) {
			d := large(c.units, c.periods, c.rows)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Fit(d, Options{UnitEffects: true, PeriodEffects: true, Errors: Clustered}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
