package grouptime

import (
	"math/rand/v2"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
)

// synthetic 合成: a made-up panel of units over periods 1 to m. A fifth of the
// units are never treated, the others from a period after 1 on, the more likely
// the larger the covariate, on which the outcome's trend hangs. The effect is 1
// in the first treated period and grows by 0.5 a period.
func synthetic(units, periods int, seed uint64) effect.Data {
	source := rand.New(rand.NewPCG(seed, 0))
	d := effect.Data{Names: []string{"x"}, Covariates: make([][]float64, 1)}
	for u := range units {
		x, level := source.NormFloat64(), source.NormFloat64()
		cohort := effect.Never
		if source.Float64() < 0.75+0.1*x {
			cohort = 2 + source.IntN(periods-1)
		}
		for t := 1; t <= periods; t++ {
			y := level + 0.3*x*float64(t) + source.NormFloat64()
			if t >= cohort {
				y += 1 + 0.5*float64(t-cohort)
			}
			d.Unit, d.Period, d.Cohort = append(d.Unit, u), append(d.Period, t), append(d.Cohort, cohort)
			d.Outcome, d.Covariates[0] = append(d.Outcome, y), append(d.Covariates[0], x)
		}
	}
	return d
}

func BenchmarkDoublyRobust(b *testing.B) {
	d := synthetic(5000, 10, 1)
	for b.Loop() {
		if _, err := Estimate(d, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDraws(b *testing.B) {
	d := synthetic(5000, 10, 1)
	for b.Loop() {
		if _, err := Estimate(d, Options{Draws: 1000}); err != nil {
			b.Fatal(err)
		}
	}
}
