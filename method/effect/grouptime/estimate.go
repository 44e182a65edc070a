package grouptime

import (
	"math"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
	"gonum.org/v1/gonum/stat/distuv"
)

// Estimate gives the effect on each cohort in each period (Callaway and
// Sant'Anna 2021, theorem 1), with errors, bands and a test of the time before.
//
// The sample is made as R's did makes it: rows without a value are left out;
// cohorts after the last period count as never treated; where nobody is, the
// last cohort is what is left to compare with, until it is treated itself; units
// treated from the start are left out, and units that lack a period
// (Options.Missing).
//
// Faults: those of effect.Check and panel.Select, NoTreated, NoControl, NoBefore,
// MovingCluster, NegativeWeight, OneCluster, Unbalanced (no treated unit has all
// periods), and that of the first cell where no cell can be estimated.
func Estimate(d effect.Data, options Options) (*Result, error) {
	options.check(len(d.Unit))
	if err := effect.Check(d); err != nil {
		return nil, err
	}
	r := &Result{Options: options, LastCohort: effect.Never, Critical: math.NaN()}
	var err error
	if r.sample, err = newSample(d, r); err != nil {
		return nil, err
	}
	if r.sample.clusters < 2 {
		return nil, panel.Faulty(panel.OneCluster)
	}
	r.list()
	r.influence = make([][]float64, len(r.Cells))
	parallel.Each(options.Workers, len(r.Cells), func(i int) { r.fill(i) })
	if fault := r.hopeless(); fault != nil {
		return nil, fault
	}
	estimates := make([]*Effect, len(r.Cells))
	for i := range r.Cells {
		estimates[i] = &r.Cells[i].Effect
	}
	r.Critical = r.bands(estimates, r.influence)
	r.PreTest = r.preTest()
	return r, nil
}

// list sets up the cells: by cohort, then by period.
func (r *Result) list() {
	s, o := r.sample, r.Options
	for _, cohort := range s.cohorts {
		base := 0 // the last period before treatment and anticipation; the sample has one
		for t, p := range s.periods {
			if p+o.Anticipation < cohort {
				base = t
			}
		}
		for t, p := range s.periods {
			c := Cell{Cohort: cohort, Period: p, BasePeriod: s.periods[base], Post: cohort <= p}
			if o.After && !c.Post {
				continue
			}
			if o.Base == Universal {
				c.Reference = t == base
			} else if t == 0 {
				continue
			} else if !c.Post {
				c.BasePeriod = s.periods[t-1]
			}
			r.Cells = append(r.Cells, c)
		}
	}
}

// fill estimates cell i.
func (r *Result) fill(i int) {
	c, s := &r.Cells[i], r.sample
	if c.Reference {
		c.Effect = r.estimate(0, nil, 0)
		r.influence[i] = make([]float64, s.clusters)
		return
	}
	two := newComparison(s, *c, r.Options)
	c.Treated, c.Controls = two.treated, len(two.unit)-two.treated
	value, influence, fault := two.estimate(r.Options.Method)
	if c.Fault = fault; fault != nil {
		c.Effect = r.estimate(math.NaN(), nil, 0)
		return
	}
	unseen := 0.0
	if c.Fault = two.alone(s.cluster); c.Fault == nil && panel.Perfect(panel.Dot(influence, influence), two.scale()) {
		c.Fault = panel.Faulty(panel.PerfectFit, outcomeName)
	}
	if c.Fault != nil {
		unseen = 1
	}
	sums, factor := make([]float64, s.clusters), float64(len(s.cohort))/float64(len(two.unit))
	for j, u := range two.unit {
		sums[s.cluster[u]] += float64(influence[j] * factor)
	}
	if n := panel.Norm(sums); math.IsNaN(n) || math.IsInf(n, 0) {
		c.Fault = panel.Faulty(panel.TooLarge, outcomeName)
		c.Effect = r.estimate(math.NaN(), nil, 0)
		return
	}
	r.influence[i] = sums
	c.Effect = r.estimate(value, sums, unseen)
}

// estimate makes an Effect of a value and its influence function, summed
// within clusters: the variance is the sum of its squares over n². Where there is
// none, or all of the weight is unseen, there is no error.
func (r *Result) estimate(value float64, influence []float64, unseen float64) Effect {
	se := math.NaN()
	if influence != nil && unseen < 1-1e-9 {
		se = panel.Norm(influence) / float64(len(r.sample.cohort))
	}
	return Effect{
		Estimate: effect.NewEstimate(value, se, 0, r.Options.Level), Unseen: unseen,
		BootstrapError: math.NaN(), Band: [2]float64{math.NaN(), math.NaN()},
	}
}

// hopeless is the fault of the first cell, where no cell has an effect or none
// but rounding has an error.
func (r *Result) hopeless() error {
	var first *panel.Fault
	for i, c := range r.Cells {
		if c.Reference {
			continue
		}
		if r.influence[i] != nil && (c.Fault == nil || c.Fault.Kind != panel.PerfectFit) {
			return nil
		}
		if first == nil {
			first = c.Fault
		}
	}
	if first == nil {
		return panel.Faulty(effect.NoBefore)
	}
	return first
}

// preTest tests that all effects before treatment are zero: with V the
// covariance of the cells before treatment, b'inv(V)b is chi-squared.
func (r *Result) preTest() PreTest {
	out := PreTest{Statistic: math.NaN(), Probability: math.NaN()}
	basis, half := &panel.Basis{}, []float64{}
	for i, c := range r.Cells {
		if c.Post || c.Reference || c.Fault != nil {
			continue
		}
		if _, ok := basis.Add(r.influence[i], 0); !ok {
			out.Fault = panel.Faulty(Collinear)
			return out
		}
		upper := basis.Upper[len(half)] // one more column of R, where R'R = n² V
		left := c.Value - panel.Dot(half, upper)
		half = append(half, left/upper[len(half)])
	}
	if out.Freedom = len(half); out.Freedom == 0 {
		out.Fault = panel.Faulty(effect.NoBefore)
		return out
	}
	n := float64(len(r.sample.cohort))
	out.Statistic = n * n * panel.Dot(half, half)
	out.Probability = distuv.ChiSquared{K: float64(out.Freedom)}.Survival(out.Statistic)
	return out
}
