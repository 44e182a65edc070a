package synth

import (
	"math"
	"math/rand/v2"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/panel"
)

// errors gives a standard error for each number of the layout, NaN where there is
// none, and the draws of the estimate. The faults are FewDonors, OneTreated,
// OneWeight, and PerfectFit where the draws do not differ.
func (s *study) errors() (errors, draws []float64, err error) {
	size := 1 + len(s.layout.cohorts) + len(s.layout.times)
	var all [][]float64
	factor := 1.0
	switch s.options.Errors {
	case NoErrors:
		errors = make([]float64, size)
		for i := range errors {
			errors[i] = math.NaN()
		}
		return errors, nil, nil
	case Placebo:
		all, err = s.placebos()
	case Bootstrap:
		all, err = s.bootstrap()
	case Jackknife:
		all, err = s.jackknife()
		factor = math.Sqrt(float64(len(all) - 1))
	default:
		panic("synth: no such errors: " + string(s.options.Errors))
	}
	if err != nil {
		return nil, nil, err
	}
	errors = make([]float64, size)
	for at := range errors {
		var column []float64
		for _, numbers := range all {
			if numbers != nil && !math.IsNaN(numbers[at]) {
				column = append(column, numbers[at])
			}
		}
		if errors[at] = math.NaN(); len(column) > 1 {
			errors[at] = float64(factor * deviation(column, 0))
		}
		if at == 0 {
			draws = column
		}
	}
	scale := 0.0
	for _, u := range s.outcomes {
		scale = max(scale, panel.Norm(u))
	}
	if !(errors[0] > 1e-12*scale) {
		return nil, nil, panel.Faulty(panel.PerfectFit, "outcome")
	}
	return errors, draws, nil
}

// stream is the random numbers of a draw.
func (s *study) stream(draw int) *rand.Rand {
	return rand.New(rand.NewPCG(s.options.Seed, uint64(draw)))
}

// treated counts the treated units of all blocks.
func (s *study) treated() int {
	n := 0
	for _, b := range s.blocks {
		n += len(b.treated)
	}
	return n
}

// roomy refuses placebos that would leave no donors to weigh.
func (s *study) roomy() error {
	least := 2
	if s.options.Method == Difference {
		least = 1
	}
	if len(s.blocks[0].donors) < s.treated()+least {
		return panel.Faulty(FewDonors)
	}
	return nil
}

// shuffled gives the blocks to donors in random order: the first ones are
// treated in the blocks' sizes, the others stay donors.
func (s *study) shuffled(draw int) []block {
	order := append([]int(nil), s.blocks[0].donors...)
	s.stream(draw).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	return s.instead(order)
}

// instead puts the first units of an order in the place of the treated.
func (s *study) instead(order []int) []block {
	out, at := append([]block(nil), s.blocks...), 0
	rest := order[s.treated():]
	for i := range out {
		out[i].treated = order[at : at+len(out[i].treated)]
		at += len(out[i].treated)
		out[i].donors = rest
	}
	return out
}

func (s *study) placebos() ([][]float64, error) {
	if err := s.roomy(); err != nil {
		return nil, err
	}
	return s.draws(s.shuffled)
}

// draws estimates on blocks that depend on the draw's number only. A draw without
// blocks, and one whose covariates cannot be told apart, has no numbers.
func (s *study) draws(assign func(draw int) []block) ([][]float64, error) {
	out := make([][]float64, s.options.Replications)
	parallel.Each(s.options.Workers, len(out), func(draw int) {
		if blocks := assign(draw); blocks != nil {
			out[draw], _, _ = s.again(blocks)
		}
	})
	return out, nil
}

// bootstrap draws units with replacement, again where no treated one or no donor
// is among them.
func (s *study) bootstrap() ([][]float64, error) {
	if s.treated() < 2 {
		return nil, panel.Faulty(OneTreated)
	}
	return s.draws(func(draw int) []block {
		random := s.stream(draw)
		for range 1000 {
			if blocks := s.resampled(random); blocks != nil {
				return blocks
			}
		}
		return nil
	})
}

// resampled draws as many units as there are; nil where no treated one or no
// donor is among them. A cohort that is not drawn is left out.
func (s *study) resampled(random *rand.Rand) []block {
	type member struct{ block, unit int }
	var members []member
	for i, b := range s.blocks {
		for _, u := range b.treated {
			members = append(members, member{i, u})
		}
	}
	for _, u := range s.blocks[0].donors {
		members = append(members, member{-1, u})
	}
	count := make([]int, len(members))
	for range members {
		count[random.IntN(len(members))]++
	}
	blocks := append([]block(nil), s.blocks...)
	for i := range blocks {
		blocks[i].treated = nil
	}
	var donors []int
	for i, m := range members {
		for range count[i] {
			if m.block < 0 {
				donors = append(donors, m.unit)
			} else {
				blocks[m.block].treated = append(blocks[m.block].treated, m.unit)
			}
		}
	}
	out := blocks[:0]
	for _, b := range blocks {
		if b.donors = donors; len(b.treated) > 0 {
			out = append(out, b)
		}
	}
	if len(donors) == 0 || len(out) == 0 {
		return nil
	}
	return out
}

// jackknife leaves out each unit in turn, the weights held and made to sum to 1
// again.
func (s *study) jackknife() ([][]float64, error) {
	for i, b := range s.blocks {
		if len(b.treated) < 2 {
			return nil, panel.Faulty(OneTreated)
		}
		positive := 0
		for _, w := range s.fits[i].units {
			if w > 0 {
				positive++
			}
		}
		if positive < 2 {
			return nil, panel.Faulty(OneWeight)
		}
	}
	var out [][]float64
	for i, b := range s.blocks {
		for _, u := range b.treated {
			blocks, fits := append([]block(nil), s.blocks...), append([]*fit(nil), s.fits...)
			blocks[i].treated = without(b.treated, u)
			fits[i] = s.held(blocks[i], s.fits[i], nil)
			out = append(out, s.numbers(s.layout, blocks, fits))
		}
	}
	for j, u := range s.blocks[0].donors {
		blocks, fits := append([]block(nil), s.blocks...), make([]*fit, len(s.fits))
		for i, f := range s.fits {
			blocks[i].donors = without(s.blocks[i].donors, u)
			fits[i] = s.held(blocks[i], f, &j)
		}
		out = append(out, s.numbers(s.layout, blocks, fits))
	}
	return out, nil
}

// held applies the weights of a fit, one donor's left out where there is one.
func (s *study) held(b block, f *fit, donor *int) *fit {
	g := &fit{outcome: mean(s.outcomes, b.treated, b.last), times: f.times, units: append([]float64(nil), f.units...)}
	if donor != nil {
		g.units = append(g.units[:*donor], g.units[*donor+1:]...)
		normalise(g.units)
	}
	g.apply(b, s.outcomes)
	return g
}

// without gives units less one.
func without(units []int, unit int) []int {
	out := make([]int, 0, len(units))
	for _, u := range units {
		if u != unit {
			out = append(out, u)
		}
	}
	return out
}
