package threshold

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/internal/parallel"
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
	p := s.simulations(found.residual, alternative, simulations)
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
	s           *space
	once, again []pair  // one for each simulation
	tried       []int   // the points that may be tried
	low, high   int     // rows in the lower regime at the ends of the range
	scale       float64 // length of the longest step
}

// pair is two columns of residuals off the basis, by what a scan needs of them.
type pair struct {
	noise, step                     [][]float64 // Z'noise and Z'step at each point tried
	noiseNoise, noiseStep, stepStep float64
}

// simulations draws what does not depend on the size of the shift.
func (s *space) simulations(residual []float64, a Alternative, count int) *simulated {
	regressor := s.regressor(a.Regressor)
	p := &simulated{s: s, once: make([]pair, count), again: make([]pair, count), low: s.lower(a.From), high: s.lower(a.To)}
	for j, allowed := range s.allowed(0, nil) {
		if allowed && s.table[j] != nil {
			p.tried = append(p.tried, j)
		}
	}
	zero := make([]float64, s.n)
	step := s.steps(regressor, residual, a, count)
	parallel.Each(s.options.Workers, count, func(draw int) {
		source := s.options.stream(simulating, draw)
		noise := s.off(s.draw(source, zero, residual))
		source.Uint64() // its place
		same := *source
		p.once[draw] = p.pair(noise, step[draw])
		p.again[draw] = p.pair(s.off(s.draw(source, zero, noise)), s.off(s.draw(&same, zero, step[draw])))
	})
	for _, x := range p.once {
		p.scale = max(p.scale, math.Sqrt(x.stepStep))
	}
	return p
}

// steps is the regressor beyond the place of each simulation, projected; places
// that part the rows alike share it.
func (s *space) steps(regressor, residual []float64, a Alternative, count int) [][]float64 {
	end := make([]int, count) // rows under the place of each simulation
	for draw := range end {
		source := s.options.stream(simulating, draw)
		s.draw(source, residual, residual)
		share := float64(source.Uint64()>>11) / (1 << 53)
		end[draw] = s.lower(a.From + float64((a.To-a.From)*share))
	}
	places := slices.Compact(slices.Sorted(slices.Values(end)))
	each, out := make([][]float64, len(places)), make([][]float64, count)
	parallel.Each(s.options.Workers, len(places), func(j int) { each[j] = s.above(regressor, places[j]) })
	for draw := range out {
		at, _ := slices.BinarySearch(places, end[draw])
		out[draw] = each[at]
	}
	return out
}

// off takes off a column, in place, what lies in the basis: one pass, which is
// right to rounding.
func (s *space) off(column []float64) []float64 {
	factors := make([]float64, len(s.basis.Columns))
	for j, q := range s.basis.Columns {
		factors[j] = panel.Dot(q, column)
	}
	for j, q := range s.basis.Columns {
		for i, x := range q {
			column[i] -= float64(factors[j] * x)
		}
	}
	return column
}

func (p *simulated) pair(noise, step []float64) pair {
	return pair{p.sums(noise), p.sums(step), panel.Dot(noise, noise), panel.Dot(noise, step), panel.Dot(step, step)}
}

// sums is Z'e at each point tried: points × kz.
func (p *simulated) sums(e []float64) [][]float64 {
	s := p.s
	centred, out, sum := s.demean(e), zeros(len(p.tried), len(s.regime)), make([]float64, len(s.regime))
	row := 0
	for t, j := range p.tried {
		for ; row < s.points[j].end; row++ {
			i := s.order[row]
			for a, w := range s.regime {
				sum[a] += float64(w[i] * centred[i])
			}
		}
		copy(out[t], sum)
	}
	return out
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
	drawn := make([]float64, len(p.again))
	parallel.Each(p.s.options.Workers, len(drawn), func(draw int) { drawn[draw], _ = p.largest(&p.again[draw], shift) })
	_, critical, _ := against(drawn, 0)
	out := &Power{Critical: critical[1], Simulations: len(p.once)}
	for i := range p.once {
		f, at := p.largest(&p.once[i], shift)
		if at >= 0 && f > out.Critical {
			out.Rejected++
			if end := p.s.points[at].end; end >= p.low && end <= p.high {
				out.Found++
			}
		}
	}
	out.Rejected, out.Found = out.Rejected/float64(len(p.once)), out.Found/float64(len(p.once))
	return out
}

// largest is the largest F of one threshold beside residuals noise + shift ×
// step, and its point; NaN and -1 where there is nothing to try.
func (p *simulated) largest(x *pair, shift float64) (float64, int) {
	kz := len(p.s.regime)
	sums, small, gain := zeros(kz, 1), newSmall(kz), make([]float64, len(p.tried))
	for t, j := range p.tried {
		for a := range sums {
			sums[a][0] = x.noise[t][a] + float64(shift*x.step[t][a])
		}
		gain[t] = small.gain(p.s.table[j], sums)
	}
	at := best(gain)
	if at < 0 {
		return math.NaN(), -1
	}
	squares := x.noiseNoise + float64(2*shift*x.noiseStep) + float64(shift*shift*x.stepStep)
	return p.s.statistic(squares, gain[at]), p.tried[at]
}
