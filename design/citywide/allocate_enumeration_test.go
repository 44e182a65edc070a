package citywide

import (
	"math"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/quanyu/quanyu/method/assign"
)

var solver = sync.OnceValues(assign.Open)

// opened gives the solver; a build without it skips, and fails where CI asks.
func opened(t testing.TB) *assign.Solver {
	t.Helper()
	s, err := solver()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%v: make solver", err)
		}
		t.Skipf("%v: make solver embeds it, with npm", err)
	}
	return s
}

// running is an allocation of a layout as far as scores.
func running(t testing.TB, l *layout) *run {
	t.Helper()
	all, err := l.scores(l.records)
	if err != nil {
		t.Fatal(err)
	}
	return &run{layout: l, all: all, solver: opened(t), seed: 1}
}

// allowed says whether a plan keeps every limit, told from the specification and
// not from the program.
func allowed(l *layout, all [][]score, locks [][2]int, p plan) bool {
	money, free := 0.0, 0.0
	for d, x := range l.districts {
		n, own, land, could := 0, 0.0, 0.0, 0
		for t, k := range l.themes {
			locked := slices.Contains(locks, [2]int{d, t})
			candidate := all[d][t].stands && k.land <= x.free+x.m0 && k.money <= x.money && !l.isOpen(d)
			if candidate {
				could++
			}
			if !p[d][t] {
				if locked {
					return false
				}
				continue
			}
			if !candidate && !locked {
				return false
			}
			n, own, land = n+1, own+k.money, land+k.land
		}
		if own > x.money || land > x.free+x.m0 || n > x.most || !l.isOpen(d) && n < min(x.least, could) {
			return false
		}
		money, free = money+own, free+math.Max(0, land-x.m0)
	}
	if l.spec.Money != nil && money > *l.spec.Money || l.spec.FreeLand != nil && free > *l.spec.FreeLand {
		return false
	}
	for t := range l.themes {
		if l.spec.ThemeDistrictsMax > 0 && len(l.takers(p, t)) > l.spec.ThemeDistrictsMax {
			return false
		}
	}
	for g := range l.groups {
		if l.spec.CoarseDistrictsMax > 0 && len(l.takersOfGroup(p, g)) > l.spec.CoarseDistrictsMax {
			return false
		}
	}
	return true
}

// everyPlan calls look with each plan that keeps the limits, and its worth.
func everyPlan(m *model, look func(p plan, worth float64)) {
	p := make(plan, len(m.districts))
	for d := range p {
		p[d] = make([]bool, len(m.themes))
	}
	for k := range 1 << len(m.pairs) {
		for j, x := range m.pairs {
			p[x[0]][x[1]] = k>>j&1 == 1
		}
		if allowed(m.layout, m.all, m.locks, p) {
			look(p, m.worth(p))
		}
	}
}

// small draws a city of three or four districts with limits of all kinds.
func small(seed uint64) (l *layout, w Weights, locks [][2]int) {
	l = made(seed, 3+int(seed%2), 4)
	scale := 0.3 + float64(seed%5)/4
	*l.spec.Money *= scale
	*l.spec.FreeLand *= scale / 2
	l.spec.ThemeDistrictsMax, l.spec.CoarseDistrictsMax = int(seed%3), int(seed%4)
	w = Usual
	w.Adjacency = float64(seed%4) / 4
	w.Duplication = float64(seed%3) / 2
	if seed%3 == 0 {
		locks = [][2]int{{int(seed % 2), int(seed % 4)}}
	}
	return l, w, locks
}

// On small cities the solver gives what trying every plan gives, and says that
// limits clash where no plan keeps them.
func TestEnumeration(t *testing.T) {
	none, tried := 0, 0
	for seed := range uint64(60) {
		l, w, locks := small(seed)
		r := running(t, l)
		m := l.model(r.all, w, locks)
		if len(m.pairs) == 0 || len(m.pairs) > 13 {
			continue
		}
		tried++
		best := math.Inf(-1)
		everyPlan(m, func(_ plan, worth float64) { best = max(best, worth) })
		x, err := r.attempt(m, m.program)
		if math.IsInf(best, -1) {
			none++
			if err != errNone {
				t.Errorf("seed %d: no plan keeps the limits, the solver has %v, %v", seed, x, err)
			}
			continue
		}
		if err != nil || math.Abs(x.worth-best) > 1e-4*math.Abs(best)+1e-9 || !allowed(l, r.all, locks, x.plan) {
			t.Errorf("seed %d: %v, %v; by trying all %v", seed, x, err, best)
		}
		if gained := m.program.Value(point(t, r, m)); math.Abs(gained-x.worth) > 1e-6 {
			t.Errorf("seed %d: the program gains %v, the plan %v", seed, gained, x.worth)
		}
	}
	if tried < 20 || none == 0 || none == tried {
		t.Errorf("%d tried, %d without a plan: the drawn cities show nothing", tried, none)
	}
}

func point(t *testing.T, r *run, m *model) []float64 {
	s, err := r.solver.Solve(m.program, r.options())
	if err != nil {
		t.Fatal(err)
	}
	return s.X
}

// So does the number of districts for which a theme in fashion pays, and the
// price of a lock.
func TestFashionAndPriceByEnumeration(t *testing.T) {
	priced := 0
	for seed := range uint64(30) {
		l, w, locks := small(seed)
		l.spec.Weights = w
		l.locks = locks
		r := running(t, l)
		m := l.model(r.all, w, nil)
		if len(m.pairs) == 0 || len(m.pairs) > 12 {
			continue
		}
		best := map[int]float64{}
		everyPlan(m, func(p plan, worth float64) {
			k := len(l.takers(p, 0))
			if v, some := best[k]; !some || worth > v {
				best[k] = worth
			}
		})
		r.models = []*model{l.model(r.all, w, locks)}
		if err := r.fashions(); err != nil {
			t.Fatal(err)
		}
		for k, v := range r.fashion[0].worth {
			if want, some := best[k]; some != !math.IsNaN(v) || some && math.Abs(v-want) > 1e-4*math.Abs(want)+1e-9 {
				t.Errorf("seed %d, %d districts: %v, by trying all %v", seed, k, v, want)
			}
		}
		if len(locks) == 0 {
			continue
		}
		with, without := math.Inf(-1), math.Inf(-1)
		everyPlan(m, func(_ plan, worth float64) { without = max(without, worth) })
		everyPlan(r.models[0], func(_ plan, worth float64) { with = max(with, worth) })
		if math.IsInf(with, -1) {
			continue
		}
		priced++
		free, err := r.solve(m, m.program)
		if err != nil {
			t.Fatal(err)
		}
		held, err := r.solve(r.models[0], r.models[0].program)
		if err != nil || math.Abs(free.worth-held.worth-(without-with)) > 2e-4*math.Abs(without) {
			t.Errorf("seed %d: the price is %v, %v; by trying all %v", seed, free.worth-held.worth, err, without-with)
		}
	}
	if priced == 0 {
		t.Error("no lock was priced: the drawn cities show nothing")
	}
}

// The smallest set of limits that clash: each of them is needed.
func TestClashIsNeeded(t *testing.T) {
	clashes := 0
	for seed := range uint64(60) {
		l, w, locks := small(seed)
		r := running(t, l)
		m := l.model(r.all, w, locks)
		if len(m.pairs) == 0 {
			continue
		}
		if _, err := r.attempt(m, m.program); err != errNone {
			continue
		}
		clashes++
		set, err := r.solver.Clash(m.program)
		if err != nil || len(set) == 0 {
			t.Fatalf("seed %d: %v, %v", seed, set, err)
		}
		for out := range set {
			part := m.program.Copy()
			part.Rows = slices.DeleteFunc(part.Rows, func(row assign.Row) bool {
				return row.Limit != "" && !slices.Contains(set, row.Limit) || row.Limit == set[out]
			})
			if _, err := r.attempt(m, part); err != nil {
				t.Errorf("seed %d: without %q the rest of %v still clashes (%v)", seed, set[out], set, err)
			}
		}
	}
	if clashes == 0 {
		t.Error("nothing clashed: the drawn cities show nothing")
	}
}
