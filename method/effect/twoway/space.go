package twoway

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Among says which units a placebo in space may treat.
type Among string

const (
	// Controls gives dates of treatment to units that have none in the sample,
	// and looks at these alone: to as large a share of them as of all units.
	Controls Among = "controls"
	// Everyone deals the dates out anew among all units: the null that the
	// treatment changed nothing in any unit (Fisher 1935).
	Everyone Among = "everyone"
)

// SpaceOptions says how placebos in space are drawn.
type SpaceOptions struct {
	Options
	Among   Among // "" is Controls
	Draws   int
	Seed    uint64
	Workers int // 0 is one for each processor; changes no bit
}

// Space is placebos in space.
type Space struct {
	Effect effect.Estimate // of the real treatment, without units treated throughout
	// Draws are the effects of the placebos, in order of draw; Statistics their
	// t statistics. A draw that could not be estimated is left out and counted
	// in Failed.
	Draws, Statistics []float64
	Failed            int
	// Probability is (1 + placebos at least as large as the effect, either sign)
	// / (1 + placebos) (Phipson and Smyth 2010); ByStatistic compares t
	// statistics (MacKinnon and Webb 2020). NaN without placebos.
	Probability, ByStatistic float64
	// Found is the share of placebos in which the t test at 5 percent finds an
	// effect: far above 0.05, that test finds effects where there are none
	// (Bertrand, Duflo, Mullainathan 2004).
	Found float64
	Units int // that could be given a date
	Dated int // that were, in each draw
}

// PlaceboSpace gives the dates of treatment to other units at random, as often
// as Draws says, and estimates each time. Units treated throughout are left out.
// A draw depends on the seed and its own number only. Faults: as DiD; NoControl
// where fewer than two units can be dealt to; PerfectFit where these have no
// variation of their own.
func PlaceboSpace(d effect.Data, o SpaceOptions) (*Space, error) {
	if o.Draws < 1 {
		panic("twoway: placebos in space need a number of draws")
	}
	c, err := cutAlways(d, o.Options, 0)
	if err != nil {
		return nil, err
	}
	whole, err := DiD(c.data, c.options)
	if err != nil {
		return nil, err
	}
	k, err := c.deck(o.Among)
	if err != nil {
		return nil, err
	}
	out := &Space{Effect: whole.Effect, Units: len(k.sample.UnitIDs), Dated: k.dated}
	draws := make([]effect.Estimate, o.Draws)
	parallel.Each(o.Workers, o.Draws, func(i int) {
		draws[i] = k.draw(rand.NewPCG(o.Seed, uint64(i)))
	})
	out.judge(draws)
	return out, nil
}

// deck is the units that may get a date, the dates, and the regression but for
// the treatment: the outcome and the covariates without effects do not change
// from draw to draw.
type deck struct {
	dates      []int // one for each treated unit, by unit
	dated      int   // units that get one
	sample     *panel.Sample
	within     *panel.Within
	covariates *panel.Basis
	outcome    []float64 // what effects and covariates leave
	groups     panel.Groups
	parameters int // that count for the errors: see panel.Errors
	freedom    int
	rows       []int // the row's period
}

// deck collects the units and the dates.
func (c *cut) deck(among Among) (*deck, error) {
	k := &deck{}
	all := len(distinct(c.data.Unit))
	var untreated []int
	for i, unit := range c.data.Unit { // by unit, then by period
		switch cohort := c.data.Cohort[i]; {
		case cohort == effect.Never:
			untreated = append(untreated, i)
		case i == 0 || unit != c.data.Unit[i-1]:
			k.dates = append(k.dates, cohort)
		}
	}
	switch among {
	case Controls, "":
		c.keep(untreated)
	case Everyone:
	default:
		panic("twoway: unknown units of a placebo " + string(among))
	}
	if len(distinct(c.data.Unit)) < 2 {
		return nil, panel.Faulty(effect.NoControl)
	}
	if err := k.prepare(c); err != nil {
		return nil, err
	}
	units := len(k.sample.UnitIDs)
	if k.dated = len(k.dates); among != Everyone {
		share := float64(len(k.dates)) / float64(all)
		k.dated = min(max(int(math.Round(share*float64(units))), 1), units-1)
	}
	return k, nil
}

// prepare takes effects and covariates off the outcome.
func (k *deck) prepare(c *cut) (err error) {
	if k.sample, err = selected(c.data); err != nil {
		return err
	}
	if k.within, err = panel.NewWithin(k.sample, true, true); err != nil {
		return err
	}
	s := k.sample
	k.rows = take(c.data.Period, s.Rows)
	k.covariates = &panel.Basis{}
	for _, column := range c.data.Covariates {
		taken := s.Take(column)
		k.covariates.Add(k.within.Apply(taken), panel.Norm(taken))
	}
	taken := s.Take(c.data.Outcome)
	_, k.outcome = k.covariates.Residual(k.within.Apply(taken))
	if panel.Perfect(panel.Dot(k.outcome, k.outcome), panel.Norm(taken)) {
		return panel.Faulty(panel.PerfectFit, outcomeName)
	}
	k.groups.Cluster = s.Unit
	if c.options.Cluster != nil {
		taken := take(c.options.Cluster, s.Rows)
		ids := distinct(taken)
		for i, id := range taken {
			taken[i], _ = slices.BinarySearch(ids, id)
		}
		k.groups.Cluster = taken
	}
	k.freedom = slices.Max(k.groups.Cluster)
	k.parameters = 1 + len(k.covariates.Columns) + k.within.Absorbed
	for _, effects := range [][]int{s.Unit, s.Period} {
		if inside(effects, k.groups.Cluster) {
			k.parameters -= slices.Max(effects)
		}
	}
	return nil
}

// inside reports whether each effect lies in one cluster.
func inside(effects, cluster []int) bool {
	of := map[int]int{}
	for i, e := range effects {
		if g, known := of[e]; known && g != cluster[i] {
			return false
		}
		of[e] = cluster[i]
	}
	return true
}

// draw deals the dates out and estimates, as DiD does; NaN where that cannot be
// done.
func (k *deck) draw(source *rand.PCG) effect.Estimate {
	units := shuffled(len(k.sample.UnitIDs), k.dated, source)
	dates := shuffled(len(k.dates), k.dated, source)
	first := make([]int, len(units))
	for u := range first {
		first[u] = effect.Never
	}
	for j := range k.dated {
		first[units[j]] = k.dates[dates[j]]
	}
	treated := make([]float64, len(k.rows))
	for i, u := range k.sample.Unit {
		if k.rows[i] >= first[u] {
			treated[i] = 1
		}
	}
	_, left := k.covariates.Residual(k.within.Apply(treated))
	r, err := panel.LeastSquares([][]float64{left}, []string{treatedName}, []float64{panel.Norm(treated)}, k.outcome)
	if err != nil {
		return missing()
	}
	v, err := r.Covariance(panel.Clustered, k.parameters, k.groups)
	if err != nil {
		return missing()
	}
	return effect.NewEstimate(r.Coefficients[0], math.Sqrt(v.At(0, 0)), k.freedom, 0)
}

// shuffled draws some of the numbers from 0 to n-1 without putting back (Fisher
// and Yates).
func shuffled(n, some int, source *rand.PCG) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	for i := range min(some, n) {
		step, _ := bits.Mul64(source.Uint64(), uint64(n-i)) // 0 to n-i-1
		j := i + int(step)
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// tie is the share of the effect from which a placebo counts as large: the same
// dates give the same effect but for rounding.
const tie = 1 - 1e-9

// judge sets the effect beside the placebos.
func (s *Space) judge(draws []effect.Estimate) {
	larger, further, found := 0, 0, 0
	for _, e := range draws {
		if !(e.StandardError > 0) {
			s.Failed++
			continue
		}
		s.Draws, s.Statistics = append(s.Draws, e.Value), append(s.Statistics, e.Statistic)
		if math.Abs(e.Value) >= tie*math.Abs(s.Effect.Value) {
			larger++
		}
		if math.Abs(e.Statistic) >= tie*math.Abs(s.Effect.Statistic) {
			further++
		}
		if e.Probability < effect.Size {
			found++
		}
	}
	n := float64(len(s.Draws))
	s.Probability, s.ByStatistic = float64(1+larger)/(1+n), float64(1+further)/(1+n)
	s.Found = float64(found) / n
	if n == 0 {
		s.Probability, s.ByStatistic = math.NaN(), math.NaN()
	}
}
