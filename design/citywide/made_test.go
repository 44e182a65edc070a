package citywide

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/quanyu/quanyu/method/complexity"
)

// made draws a layout with so many districts and themes: a ring of districts,
// three themes a coarse class, two divisions a theme, limits that bind.
func made(seed uint64, districts, themes int) *layout {
	r := rand.New(rand.NewPCG(seed, 9))
	money, free := float64(13000*districts), float64(50*districts)
	l := &layout{spec: &AllocateSpec{Title: "合成", Weights: Usual, Money: &money, FreeLand: &free, ThemeDistrictsMax: 3, CoarseDistrictsMax: 2 + districts/3}}
	for d := range districts {
		l.districts = append(l.districts, district{name: fmt.Sprintf("样%02d区", d), m0: float64(10 + r.IntN(60)), free: float64(20 + r.IntN(200)),
			money: float64(6000 + r.IntN(20000)), least: 1, most: 2 + r.IntN(2)})
		if d > 0 {
			l.adjacent = append(l.adjacent, [2]int{d - 1, d})
		}
	}
	l.adjacent = append(l.adjacent, [2]int{0, districts - 1})
	for t := range themes {
		if t%3 == 0 {
			l.groups = append(l.groups, fmt.Sprintf("大类%d", t/3))
		}
		l.themes = append(l.themes, theme{id: fmt.Sprintf("t%02d", t), title: fmt.Sprintf("主题%02d", t), divisions: []string{division(2 * t), division(2*t + 1)},
			group: t / 3, critical: float64(20 + r.IntN(60)), land: float64(5 + r.IntN(60)), money: float64(2000 + r.IntN(9000)), fashionable: t%7 == 0})
	}
	for d := range districts {
		for j := range 2 * themes {
			n := 10 + 40*r.ExpFloat64()
			if r.IntN(6) == 0 {
				n *= 4
			}
			n = math.Round(n)
			l.records = append(l.records, complexity.Record{Place: l.districts[d].name, Activity: division(j), Value: n})
			l.districts[d].firms += n
		}
	}
	return l
}

func division(j int) string { return fmt.Sprintf("%03d", j) }
