package threshold

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// Alternative is what a claim asserts: somewhere from From to To a threshold
// above which a slope, or the level, is higher by Shift.
type Alternative struct {
	Regressor string // one of Data.RegimeNames, or Constant
	From, To  float64
	Shift     float64
}

// Power says how often the test would see an alternative if it were true.
type Power struct {
	Critical    float64 // F that 5 percent of draws without the shift reach
	Simulations int
	Rejected    float64 // share of simulations with a larger F
	Found       float64 // share with a larger F and the best threshold in the range
	// Smallest is the smallest shift, of the sign of Shift, that 80 percent of
	// simulations reject, to 1 percent; NaN where none does: no row lies beyond
	// the threshold, or too few for any shift to be told from chance.
	Smallest float64
}

// beyond is how many doublings of a standard error are tried before it is said
// that no shift can be seen.
const beyond = 12

// PowerOf simulates what the data could tell: outcomes are those of the fit
// without a threshold, plus noise, plus the shift above a place drawn evenly
// from the range; in each one threshold is searched and tested. The noise is
// the residuals beside the best threshold of the data, drawn by unit as in the
// test, so that a true threshold does not pass for noise; it is a little too
// small where there is none. Each simulation has one draw of its bootstrap, and
// the critical value is that of all of them together (Giacomini, Politis and
// White 2013, Econometric Theory 29: 567-589), so that a shift that makes units
// differ makes the test harder to pass, as it does on data. The same draws
// serve every size of shift. Faults: those of Search.
func PowerOf(data Data, options Options, alternative Alternative, simulations int) (*Power, error) {
	if simulations < 1 || !(alternative.From <= alternative.To) {
		panic("threshold: power needs simulations, and a range in ascending order")
	}
	options.Thresholds = 1
	s, null, err := begin(data, options)
	if err != nil {
		return nil, err
	}
	_, found := s.step(0, null)
	if found == nil {
		return nil, panel.Faulty(panel.NoCandidate, data.VariableName)
	}
	if panel.Perfect(found.squares, s.length) {
		return nil, panel.Faulty(panel.PerfectFit, data.OutcomeName)
	}
	p := s.simulations(s.fitted(null), found.residual, alternative, simulations)
	out := p.power(alternative.Shift)
	out.Smallest = math.NaN()
	if p.scale > 0 {
		out.Smallest = p.smallest(math.Copysign(math.Sqrt(found.squares/s.freedom)/p.scale, alternative.Shift))
	}
	return out, nil
}

// smallest doubles a shift until 80 percent of simulations reject, and halves
// the last step down to 1 percent; NaN where no doubling is enough.
func (p *simulated) smallest(high float64) float64 {
	low, seen := 0.0, false
	for range beyond {
		if seen = p.power(high).Rejected >= 0.8; seen {
			break
		}
		low, high = high, 2*high
	}
	if !seen {
		return math.NaN()
	}
	for math.Abs(high-low) > 0.01*math.Abs(high) {
		middle := (low + high) / 2
		if p.power(middle).Rejected >= 0.8 {
			high = middle
		} else {
			low = middle
		}
	}
	return high
}

// simulated holds the draws of a power computation. As projections are linear,
// the residuals of an outcome are noise + shift × step, and those of a bootstrap
// draw from these are noise again + shift × step again.
type simulated struct {
	s                     *space
	noise, step           [][]float64 // one of n entries for each simulation
	noiseAgain, stepAgain [][]float64
	allowed               []bool
	low, high             int     // rows in the lower regime at the ends of the range
	scale                 float64 // length of the longest step
}

// simulations draws what does not depend on the size of the shift.
func (s *space) simulations(fitted, residual []float64, a Alternative, count int) *simulated {
	regressor := s.regressor(a.Regressor)
	p := &simulated{s: s, allowed: s.allowed(0, nil), low: s.lower(a.From), high: s.lower(a.To)}
	for _, columns := range []*[][]float64{&p.noise, &p.step, &p.noiseAgain, &p.stepAgain} {
		*columns = make([][]float64, count)
	}
	zero := make([]float64, s.n)
	s.options.each(count, func(draw int) {
		source := s.options.stream(simulating, draw)
		p.noise[draw] = s.start(s.draw(source, fitted, residual)).residual
		share := float64(source.Uint64()>>11) / (1 << 53)
		p.step[draw] = s.above(regressor, s.lower(a.From+float64((a.To-a.From)*share)))
		again := *source
		p.noiseAgain[draw] = s.start(s.draw(source, zero, p.noise[draw])).residual
		p.stepAgain[draw] = s.start(s.draw(&again, zero, p.step[draw])).residual
	})
	for _, step := range p.step {
		p.scale = max(p.scale, panel.Norm(step))
	}
	return p
}

// regressor finds a regime regressor by its name.
func (s *space) regressor(name string) []float64 {
	j := slices.Index(s.names[len(s.columns)-len(s.regime):], name)
	if j < 0 {
		panic("threshold: no regressor " + name + " differs between regimes")
	}
	return s.regime[j]
}

// above is a regressor in the rows from end in order, zero in others, less what
// effects and all other columns explain; zero where only rounding is left.
func (s *space) above(regressor []float64, end int) []float64 {
	column := make([]float64, s.n)
	for _, i := range s.order[end:] {
		column[i] = regressor[i]
	}
	length := panel.Norm(column)
	_, left := s.basis.Residual(s.transform(column))
	if panel.Norm(left) <= 1e-8*length {
		clear(left)
	}
	return left
}

// power is what the simulations give at one size of shift.
func (p *simulated) power(shift float64) *Power {
	type answer struct {
		f      float64
		inside bool
	}
	answers, again := make([]answer, len(p.noise)), make([]float64, len(p.noise))
	p.s.options.each(len(answers), func(draw int) {
		f, at := p.largest(p.noise[draw], p.step[draw], shift)
		if at >= 0 {
			end := p.s.points[at].end
			answers[draw] = answer{f, end >= p.low && end <= p.high}
		}
		again[draw], _ = p.largest(p.noiseAgain[draw], p.stepAgain[draw], shift)
	})
	_, critical, _ := against(again, 0)
	out := &Power{Critical: critical[1], Simulations: len(answers)}
	for _, a := range answers {
		if a.f > out.Critical {
			out.Rejected++
			if a.inside {
				out.Found++
			}
		}
	}
	out.Rejected, out.Found = out.Rejected/float64(len(answers)), out.Found/float64(len(answers))
	return out
}

// largest is the largest F of one threshold beside residuals noise + shift ×
// step, and its point; NaN and -1 where there is nothing to try.
func (p *simulated) largest(noise, step []float64, shift float64) (float64, int) {
	residual := make([]float64, p.s.n)
	for i, e := range noise {
		residual[i] = e + float64(shift*step[i])
	}
	return p.s.largest(&fit{residual: residual, squares: panel.Dot(residual, residual)}, p.allowed)
}
