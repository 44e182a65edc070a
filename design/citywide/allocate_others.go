package citywide

import (
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/internal/progress"
	"github.com/quanyu/quanyu/method/assign"
)

// fewest is how many plans that differ a reader gets, where so many exist.
const fewest = 3

// discounts are what themes of plans before count less when a plan unlike these is
// looked for, as shares of what a theme of the first plan gains on average.
var discounts = []float64{0, 0.05, 0.1, 0.2, 0.4}

// alternatives looks for plans under the first weighting that gain almost as
// much as the best and differ from those before, one at least.
func (r *run) alternatives() error {
	for len(r.others) == 0 || len(r.distinct()) < fewest {
		found, err := r.another()
		if err == errNone {
			return nil // the limits leave no other
		}
		if err != nil {
			return err
		}
		r.others = append(r.others, found)
	}
	return nil
}

// another is the plan that differs most from those before of those that are found
// where themes of these count less by each of the discounts (Brill, Chang and Hopkins
// 1982) and that gain no less than the floor; where none does, the next best.
func (r *run) another() (result, error) {
	m, before := r.models[0], r.distinct()
	themes := 0
	for _, row := range r.results[0].plan {
		for _, has := range row {
			if has {
				themes++
			}
		}
	}
	unit := math.Abs(r.results[0].worth) / float64(max(themes, 1))
	list, err := each(len(discounts), func(i int) (result, error) {
		return r.attempt(m, m.unlike(before, float64(discounts[i]*unit)))
	})
	if err != nil {
		return result{}, err
	}
	best, most := list[0], -1
	for _, x := range list {
		apart := 0
		for _, old := range before {
			apart += differ(x.plan, old)
		}
		if x.worth >= r.floor() && apart > most {
			best, most = x, apart
		}
	}
	return best, nil
}

// floor is what a plan gains at least, under the first weighting, to be near the
// best.
func (r *run) floor() float64 {
	best := r.results[0].worth
	for _, x := range r.results {
		best = max(best, r.models[0].worth(x.plan))
	}
	return best - float64(math.Abs(best)*r.spec.near())
}

// distinct are the plans so far, each once.
func (r *run) distinct() []plan {
	var out []plan
	for _, x := range slices.Concat(r.results, r.others) {
		if !slices.ContainsFunc(out, func(p plan) bool { return differ(p, x.plan) == 0 }) {
			out = append(out, x.plan)
		}
	}
	return out
}

// unlike is the program of plans that differ from each of some, whose themes count
// less by a discount.
func (m *model) unlike(from []plan, discount float64) *assign.Program {
	p := m.program.Copy()
	for _, old := range from {
		var terms []assign.Term
		had := 0.0
		for j, k := range m.pairs {
			sign := 1.0
			if old[k[0]][k[1]] {
				sign, had = -1, had+1
				p.Columns[j].Gain -= discount
			}
			terms = append(terms, assign.Term{Column: j, Factor: sign})
		}
		p.AtLeast(1-had, "", terms...)
	}
	return p
}

// price solves again without each lock, under each weighting.
func (r *run) price() error {
	n := len(r.locks)
	list, err := each(n*len(weightings), func(i int) (result, error) {
		w, k := i/n, i%n
		m := r.model(r.all, r.models[w].weights, slices.Delete(slices.Clone(r.locks), k, k+1))
		return r.solve(m, m.program)
	})
	for w := range weightings {
		if err == nil && n > 0 {
			r.without = append(r.without, list[w*n:(w+1)*n])
		}
	}
	return err
}

// fashion is what a theme that everybody wants gains the city, by how many
// districts take it; NaN where no plan has so many.
type fashion struct {
	theme  int
	worth  []float64
	takers [][]int // the districts of each of these plans
}

// fashions solves for each theme that is in fashion with every number of
// districts, without locks, so that it shows for how many it pays.
func (r *run) fashions() error {
	m := r.model(r.all, r.models[0].weights, nil)
	type job struct{ theme, districts int }
	var jobs []job
	for t, x := range r.themes {
		choices := m.of(func(_, k int) bool { return k == t }, one)
		if !x.fashionable {
			continue
		}
		most := len(choices)
		if n := r.spec.ThemeDistrictsMax; n > 0 {
			most = min(most, n)
		}
		for k := range most + 1 {
			jobs = append(jobs, job{t, k})
		}
	}
	list, err := each(len(jobs), func(i int) (result, error) {
		p := m.program.Copy()
		if choices := m.of(func(_, k int) bool { return k == jobs[i].theme }, one); len(choices) > 0 {
			n := float64(jobs[i].districts)
			p.Rows = append(p.Rows, assign.Row{Lower: n, Upper: n, Terms: choices})
		}
		x, err := r.attempt(m, p)
		if err == errNone {
			return result{worth: math.NaN()}, nil
		}
		return x, err
	})
	for i, j := range jobs {
		if err != nil {
			break
		}
		if j.districts == 0 {
			r.fashion = append(r.fashion, fashion{theme: j.theme})
		}
		f := &r.fashion[len(r.fashion)-1]
		f.worth, f.takers = append(f.worth, list[i].worth), append(f.takers, r.takers(list[i].plan, j.theme))
	}
	return err
}

// pays is for how many districts a theme pays: the fewest with the most gained, as
// far as the gap of the solver tells.
func (f fashion) pays() int {
	best := 0
	for k, v := range f.worth {
		if v > f.worth[best]+float64(assign.Usual.Gap*math.Abs(v)) || math.IsNaN(f.worth[best]) {
			best = k
		}
	}
	return best
}

// each does n jobs on all processors; results stand in the order of the jobs,
// and the error is that of the first that has one.
func each[T any](n int, do func(i int) (T, error)) ([]T, error) {
	out := make([]T, n)
	show := progress.Start("求解方案", "plans solved", int64(n))
	defer show.End()
	err := parallel.Tasks(0, n, func(_, i int) (err error) {
		out[i], err = do(i)
		show.Add(1)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func join(list []string, with string) string { return strings.Join(list, with) }
