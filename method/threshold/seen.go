package threshold

import (
	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/panel"
)

// Seen is the share of simulations in which the test of Search, with its own
// draws of signs, finds the alternative with p under 5 percent. It takes longer
// than PowerOf, and holds where few units lie on both sides of the place, whose
// shift widens what the signs give. Faults: those of Search.
func Seen(data Data, options Options, a Alternative, simulations int) (float64, error) {
	if simulations < 1 || !(a.From <= a.To) || options.Bootstrap < 1 || options.Resample != Signs {
		panic("threshold: Seen needs simulations, a range in ascending order, and draws of signs")
	}
	options.Thresholds = 1
	s, null, err := begin(data, options)
	if err != nil {
		return 0, err
	}
	_, found := s.step(0, null)
	if found == nil {
		return 0, panel.Faulty(panel.NoCandidate, data.VariableName)
	}
	if panel.Perfect(found.squares, s.length) {
		return 0, panel.Faulty(panel.PerfectFit, data.OutcomeName)
	}
	allowed := s.allowed(0, nil)
	step, tries, zero := s.steps(s.regressor(a.Regressor), found.residual, a, simulations), s.tries(allowed), make([]float64, s.n)
	sign := make([][]float64, options.Bootstrap)
	for draw := range sign {
		sign[draw] = s.signs(s.options.stream(0, draw))
	}
	seen := make([]bool, simulations)
	parallel.Each(s.options.Workers, simulations, func(i int) {
		star := s.off(s.draw(s.options.stream(simulating, i), zero, found.residual))
		for j, x := range step[i] {
			star[j] += float64(a.Shift * x)
		}
		f, _ := s.largest(&fit{residual: star, squares: panel.Dot(star, star)}, allowed)
		flips, larger := tries.of(star), 0
		for draw := 0; draw < len(sign) && 20*larger < len(sign); draw++ {
			if !(flips.draw(sign[draw]) < f) {
				larger++
			}
		}
		seen[i] = 20*larger < len(sign)
	})
	count := 0
	for _, is := range seen {
		if is {
			count++
		}
	}
	return float64(count) / float64(simulations), nil
}
