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
	Critical    float64 // F that 5 percent of draws without a threshold reach
	Draws       int     // of these
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
// without a threshold, plus its residuals drawn as in the test, plus the shift
// above a place drawn evenly from the range; in each one threshold is searched.
// The critical value comes from draws without a shift, options.Bootstrap or as
// many as simulations, whichever is more. The same draws serve every size of
// shift. Residuals hold whatever threshold there is, so that power is rather
// under- than overstated. Faults: those of Search.
func PowerOf(data Data, options Options, alternative Alternative, simulations int) (*Power, error) {
	if simulations < 1 || !(alternative.From <= alternative.To) {
		panic("threshold: power needs simulations, and a range in ascending order")
	}
	options.Thresholds, options.Bootstrap = 1, max(options.Bootstrap, simulations)
	s, null, err := begin(data, options)
	if err != nil {
		return nil, err
	}
	one, found := s.step(0, null)
	if found == nil {
		return nil, panel.Faulty(panel.NoCandidate, data.VariableName)
	}
	s.test(&one, 0, null)
	out := &Power{Critical: one.Critical[1], Draws: one.Draws, Simulations: simulations, Smallest: math.NaN()}
	p := s.simulations(null, alternative, simulations)
	p.critical = out.Critical
	out.Rejected, out.Found = p.power(alternative.Shift)
	if p.scale == 0 {
		return out, nil
	}
	high := math.Copysign(math.Sqrt(null.squares/s.freedom)/p.scale, alternative.Shift)
	low, seen := 0.0, false
	for range beyond {
		if share, _ := p.power(high); share >= 0.8 {
			seen = true
			break
		}
		low, high = high, 2*high
	}
	for seen && math.Abs(high-low) > 0.01*math.Abs(high) {
		middle := (low + high) / 2
		if share, _ := p.power(middle); share >= 0.8 {
			high = middle
		} else {
			low = middle
		}
	}
	if seen {
		out.Smallest = high
	}
	return out, nil
}

// simulated holds the draws of a power computation: the residuals of an outcome
// are noise + shift × step, as projections are linear.
type simulated struct {
	s           *space
	noise, step [][]float64 // one of n entries for each simulation
	allowed     []bool
	low, high   int     // rows in the lower regime at the ends of the range
	scale       float64 // length of the longest step
	critical    float64
}

// simulations draws what does not depend on the size of the shift.
func (s *space) simulations(null *fit, a Alternative, count int) *simulated {
	regressor := s.regressor(a.Regressor)
	fitted, ends, steps := s.fitted(null), make([]int, count), map[int][]float64{}
	p := &simulated{s: s, noise: make([][]float64, count), step: make([][]float64, count), allowed: s.allowed(0, nil), low: s.lower(a.From), high: s.lower(a.To)}
	s.options.each(count, func(draw int) {
		source := s.options.stream(simulating, draw)
		p.noise[draw] = s.start(s.draw(source, fitted, null.residual)).residual
		share := float64(source.Uint64()>>11) / (1 << 53)
		ends[draw] = s.lower(a.From + float64((a.To-a.From)*share))
	})
	for draw, end := range ends {
		if steps[end] == nil {
			steps[end] = s.above(regressor, end)
			p.scale = max(p.scale, panel.Norm(steps[end]))
		}
		p.step[draw] = steps[end]
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

// power is the share of simulations that reject, and of those that also put
// the threshold into the range.
func (p *simulated) power(shift float64) (rejected, found float64) {
	type answer struct{ rejected, found bool }
	answers := make([]answer, len(p.noise))
	p.s.options.each(len(p.noise), func(draw int) {
		residual := make([]float64, p.s.n)
		for i, e := range p.noise[draw] {
			residual[i] = e + float64(shift*p.step[draw][i])
		}
		gain := p.s.scan(residual, nil, p.allowed)
		at := best(gain)
		if at < 0 {
			return
		}
		squares := panel.Dot(residual, residual)
		end := p.s.points[at].end
		reject := gain[at]/((squares-gain[at])/p.s.freedom) > p.critical
		answers[draw] = answer{reject, reject && end >= p.low && end <= p.high}
	})
	for _, a := range answers {
		if a.rejected {
			rejected++
		}
		if a.found {
			found++
		}
	}
	return rejected / float64(len(answers)), found / float64(len(answers))
}
