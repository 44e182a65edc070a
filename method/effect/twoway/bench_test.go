package twoway

import (
	"math/rand/v2"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
)

// cities 合成 is 300 units × 20 periods with ten dates of treatment and two
// covariates.
func cities() effect.Data {
	source := rand.New(rand.NewPCG(1, 2))
	d := effect.Data{Covariates: make([][]float64, 2), Names: []string{"a", "b"}}
	for u := range 300 {
		cohort := effect.Never
		if u%3 == 0 {
			cohort = 2006 + u/3%10
		}
		for p := 2000; p < 2020; p++ {
			d.Unit, d.Period, d.Cohort = append(d.Unit, u), append(d.Period, p), append(d.Cohort, cohort)
			d.Outcome = append(d.Outcome, source.NormFloat64())
			d.Covariates[0], d.Covariates[1] = append(d.Covariates[0], source.NormFloat64()), append(d.Covariates[1], source.NormFloat64())
		}
	}
	return d
}

func bench(b *testing.B, f func(effect.Data) error) {
	d := cities()
	for b.Loop() {
		if err := f(d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDiD(b *testing.B) {
	bench(b, func(d effect.Data) error { _, err := DiD(d, Options{}); return err })
}

func BenchmarkEventStudy(b *testing.B) {
	bench(b, func(d effect.Data) error { _, err := EventStudy(d, EventOptions{}); return err })
}

func BenchmarkSunAbraham(b *testing.B) {
	bench(b, func(d effect.Data) error { _, err := SunAbraham(d, EventOptions{}); return err })
}

func BenchmarkDecompose(b *testing.B) {
	bench(b, func(d effect.Data) error {
		d.Covariates, d.Names = nil, nil
		_, err := Decompose(d)
		return err
	})
}

func BenchmarkLeaveOneOut(b *testing.B) {
	bench(b, func(d effect.Data) error { _, err := LeaveOneOut(d, Options{}, 0); return err })
}

func BenchmarkPlaceboSpace(b *testing.B) {
	bench(b, func(d effect.Data) error {
		_, err := PlaceboSpace(d, SpaceOptions{Draws: 500, Seed: 1})
		return err
	})
}
