package twoway

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// Earlier is a placebo in time: the effect of a treatment that begins earlier
// than the real one did, on rows that the real one cannot have changed. Fault
// says why there is none.
type Earlier struct {
	By int // so many periods, in the numbers of the periods
	effect.Estimate
	Treated []int // the units treated in the placebo
	Rows    int
	Fault   *panel.Fault
}

// PlaceboTime moves the treatment earlier by each of some numbers of periods
// and leaves out the treated units' rows from the real treatment on, and units
// treated throughout. An effect there is none to find: one that is found says
// that treated units went another way before. Faults as in DiD, where the data
// as given have one.
func PlaceboTime(d effect.Data, o Options, by []int) ([]Earlier, error) {
	c, err := cutAlways(d, o)
	if err != nil {
		return nil, err
	}
	if _, err := DiD(c.data, c.options); err != nil {
		return nil, err
	}
	err = c.drop(AfterStart, func(i int) bool { return c.data.Period[i] >= c.data.Cohort[i] })
	if err != nil {
		return nil, err
	}
	out := make([]Earlier, len(by))
	for j, shift := range by {
		if shift < 1 {
			panic("twoway: a placebo in time moves the treatment earlier")
		}
		moved := c.data
		moved.Cohort = slices.Clone(c.data.Cohort)
		for i, cohort := range moved.Cohort {
			if cohort != effect.Never {
				moved.Cohort[i] = cohort - shift
			}
		}
		out[j].By = shift
		r, err := DiD(moved, c.options)
		out[j].Estimate, out[j].Fault = outcome(r, err)
		if err == nil {
			out[j].Treated, out[j].Rows = r.Plan.Treated, len(r.Sample.Rows)
		}
	}
	return out, nil
}

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
// where fewer than two units can be dealt to.
func PlaceboSpace(d effect.Data, o SpaceOptions) (*Space, error) {
	if o.Draws < 1 {
		panic("twoway: placebos in space need a number of draws")
	}
	c, err := cutAlways(d, o.Options)
	if err != nil {
		return nil, err
	}
	whole, err := DiD(c.data, c.options)
	if err != nil {
		return nil, err
	}
	deck, err := c.deck(o.Among)
	if err != nil {
		return nil, err
	}
	out := &Space{Effect: whole.Effect, Units: len(deck.units), Dated: deck.dated}
	draws := make([]effect.Estimate, o.Draws)
	each(o.Draws, o.Workers, func(i int) {
		draws[i] = deck.draw(rand.NewPCG(o.Seed, uint64(i)))
	})
	out.judge(draws)
	return out, nil
}

// deck is the units that may get a date and the dates.
type deck struct {
	data    effect.Data
	options Options
	place   []int // of the row's unit among units
	units   []int
	dates   []int // one for each treated unit, by unit
	dated   int   // units that get one
}

// deck collects the units and the dates.
func (c *cut) deck(among Among) (*deck, error) {
	k := &deck{}
	last := 0
	for i, unit := range c.data.Unit {
		if cohort := c.data.Cohort[i]; cohort != effect.Never && (i == 0 || unit != last) {
			k.dates = append(k.dates, cohort)
		}
		last = unit
	}
	all := len(distinct(c.data.Unit))
	switch among {
	case Controls, "":
		var rows []int
		for i, cohort := range c.data.Cohort {
			if cohort == effect.Never {
				rows = append(rows, i)
			}
		}
		c.keep(rows)
	case Everyone:
	default:
		panic("twoway: unknown units of a placebo " + string(among))
	}
	k.data, k.options, k.units = c.data, c.options, distinct(c.data.Unit)
	if len(k.units) < 2 {
		return nil, panel.Faulty(effect.NoControl)
	}
	k.dated = len(k.dates)
	if among != Everyone {
		share := float64(len(k.dates)) / float64(all)
		k.dated = min(max(int(math.Round(share*float64(len(k.units)))), 1), len(k.units)-1)
	}
	k.place = make([]int, len(k.data.Unit))
	for i, unit := range k.data.Unit {
		k.place[i], _ = slices.BinarySearch(k.units, unit)
	}
	return k, nil
}

// draw deals the dates out and estimates; NaN where that cannot be done.
func (k *deck) draw(source *rand.PCG) effect.Estimate {
	units, dates := shuffled(len(k.units), k.dated, source), shuffled(len(k.dates), k.dated, source)
	of := make([]int, len(k.units))
	for u := range of {
		of[u] = effect.Never
	}
	for j := range k.dated {
		of[units[j]] = k.dates[dates[j]]
	}
	d := k.data
	d.Cohort = make([]int, len(k.place))
	for i, u := range k.place {
		d.Cohort[i] = of[u]
	}
	e, _ := outcome(DiD(d, k.options))
	return e
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

// judge sets the effect beside the placebos.
func (s *Space) judge(draws []effect.Estimate) {
	larger, further, found := 0, 0, 0
	for _, e := range draws {
		if !(e.StandardError > 0) {
			s.Failed++
			continue
		}
		s.Draws, s.Statistics = append(s.Draws, e.Value), append(s.Statistics, e.Statistic)
		if math.Abs(e.Value) >= math.Abs(s.Effect.Value) {
			larger++
		}
		if math.Abs(e.Statistic) >= math.Abs(s.Effect.Statistic) {
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
