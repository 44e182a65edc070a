// Command effects makes synthetic panels of a treatment, writes them as CSV to
// a folder for another tool, estimates effects on them and prints, for each
// work, the seconds that it took and its numbers by name.
package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/effect/grouptime"
	"github.com/quanyu/quanyu/method/effect/synth"
	"github.com/quanyu/quanyu/method/effect/twoway"
)

// figure is one number of a work; names are those that effects.R gives.
type figure struct {
	name  string
	value float64
}

// work is one estimation on one panel.
type work struct {
	name  string
	panel effect.Data
	run   func(effect.Data) ([]figure, error)
}

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: effects FOLDER"))
	}
	for _, w := range []work{
		{"grouptime", staggered(500, 5, []int{2, 4, 5}), groupTime(1000)},
		{"grouptime_large", staggered(5000, 10, []int{3, 5, 8}), groupTime(0)},
		{"decomposition", staggered(200, 20, []int{6, 10, 15}), decomposition},
		{"interaction", staggered(300, 20, []int{6, 10, 15}), interaction},
		{"synthetic_did", block(39, 31, 20), syntheticDiD},
	} {
		if err := write(filepath.Join(os.Args[1], w.name+".csv"), w.panel); err != nil {
			fail(err)
		}
		start := time.Now()
		figures, err := w.run(w.panel)
		if err != nil {
			fail(err)
		}
		fmt.Printf("%s\tseconds\t%.4f\n", w.name, time.Since(start).Seconds())
		for _, f := range figures {
			fmt.Printf("%s\t%s\t%.17g\n", w.name, f.name, f.value)
		}
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}

// staggered is a panel in which a fifth of the units starts in each period of
// starts; outcomes hang on a covariate whose slope moves.
func staggered(units, periods int, starts []int) effect.Data {
	r := rand.New(rand.NewPCG(3, uint64(units)))
	d := effect.Data{Names: []string{"x"}, Covariates: make([][]float64, 1)}
	for u := range units {
		cohort, own, x := effect.Never, r.NormFloat64(), r.NormFloat64()
		if g := u % 5; g < len(starts) {
			cohort = starts[g]
		}
		for t := 1; t <= periods; t++ {
			y := own + 0.1*float64(t)*(1+x) + r.NormFloat64()
			if t >= cohort {
				y += 0.5 + 0.2*float64(t-cohort)
			}
			d.Unit, d.Period, d.Cohort = append(d.Unit, u), append(d.Period, t), append(d.Cohort, cohort)
			d.Outcome, d.Covariates[0] = append(d.Outcome, y), append(d.Covariates[0], x)
		}
	}
	return d
}

// block is a panel of two common factors in which unit 0 starts in one period.
func block(units, periods, start int) effect.Data {
	r := rand.New(rand.NewPCG(5, 1))
	first, second := make([]float64, periods+1), make([]float64, periods+1)
	for t := 1; t <= periods; t++ {
		first[t], second[t] = first[t-1]+r.NormFloat64(), 0.5*second[t-1]+r.NormFloat64()
	}
	var d effect.Data
	for u := range units {
		a, b, level := r.Float64(), r.Float64(), 10*r.Float64()
		cohort := effect.Never
		if u == 0 {
			cohort = start
		}
		for t := 1; t <= periods; t++ {
			y := level + a*first[t] + b*second[t] + 0.3*r.NormFloat64()
			if t >= cohort {
				y += 2
			}
			d.Unit, d.Period, d.Cohort, d.Outcome = append(d.Unit, u), append(d.Period, t), append(d.Cohort, cohort), append(d.Outcome, y)
		}
	}
	return d
}

// write gives the panel as CSV; the cohort of those never treated is 0.
func write(name string, d effect.Data) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "unit,period,cohort,y,x")
	for i := range d.Unit {
		cohort, x := d.Cohort[i], 0.0
		if cohort == effect.Never {
			cohort = 0
		}
		if len(d.Covariates) > 0 {
			x = d.Covariates[0][i]
		}
		fmt.Fprintf(w, "%d,%d,%d,%.17g,%.17g\n", d.Unit[i]+1, d.Period[i], cohort, d.Outcome[i], x)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

func groupTime(draws int) func(effect.Data) ([]figure, error) {
	return func(d effect.Data) ([]figure, error) {
		r, err := grouptime.Estimate(d, grouptime.Options{Draws: draws})
		if err != nil {
			return nil, err
		}
		var out []figure
		for _, c := range r.Cells {
			name := fmt.Sprintf("%d_%d", c.Cohort, c.Period)
			out = append(out, figure{"att_" + name, c.Value}, figure{"se_" + name, c.StandardError})
		}
		return out, nil
	}
}

func decomposition(d effect.Data) ([]figure, error) {
	d.Covariates, d.Names = nil, nil
	r, err := twoway.Decompose(d)
	if err != nil {
		return nil, err
	}
	var out []figure
	for _, c := range r.Comparisons {
		control := c.Control
		if control == effect.Never {
			control = 0
		}
		name := fmt.Sprintf("%d_%d", c.Treated, control)
		out = append(out, figure{"weight_" + name, c.Weight}, figure{"estimate_" + name, c.Estimate})
	}
	return out, nil
}

func interaction(d effect.Data) ([]figure, error) {
	d.Covariates, d.Names = nil, nil
	r, err := twoway.SunAbraham(d, twoway.EventOptions{})
	if err != nil {
		return nil, err
	}
	return []figure{{"att", r.Effect.Value}, {"se", r.Effect.StandardError}}, nil
}

func syntheticDiD(d effect.Data) ([]figure, error) {
	r, err := synth.Estimate(d, synth.Options{Errors: synth.Placebo, Replications: 200})
	if err != nil {
		return nil, err
	}
	return []figure{{"estimate", r.Effect.Value}}, nil
}
