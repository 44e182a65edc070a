package assign

import (
	"math"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
)

// solver opens the solver once for all tests; a build without it skips, and
// fails where CI asks for it.
var solver = sync.OnceValues(Open)

func opened(t testing.TB) *Solver {
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

func solved(t testing.TB, p *Program) *Solution {
	t.Helper()
	out, err := opened(t).Solve(p, Options{Gap: 0})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A knapsack by hand: of 3, 4, 5 that weigh 2, 3, 4, under 5, take the first two.
func TestKnapsack(t *testing.T) {
	p := &Program{}
	var weights []Term
	for i, gain := range []float64{3, 4, 5} {
		weights = append(weights, Term{p.Choice(gain), []float64{2, 3, 4}[i]})
	}
	p.AtMost(5, "", weights...)
	s := solved(t, p)
	if s.Status != Optimal || s.Gain != 7 || s.X[0] != 1 || s.X[1] != 1 || s.X[2] != 0 {
		t.Fatalf("%+v", s)
	}
	if s.Gap != 0 || math.Abs(s.Bound-7) > 1e-9 {
		t.Errorf("gap %v, bound %v", s.Gap, s.Bound)
	}
}

func TestLinear(t *testing.T) {
	p := &Program{}
	x, y := p.Add(Column{Gain: 2, Upper: math.Inf(1)}), p.Add(Column{Gain: 3, Upper: math.Inf(1)})
	p.AtMost(4, "", Term{x, 1}, Term{y, 2})
	p.AtMost(6, "", Term{x, 3}, Term{y, 1})
	s := solved(t, p) // they cross at 1.6, 1.2
	if s.Status != Optimal || math.Abs(s.X[x]-1.6) > 1e-9 || math.Abs(s.X[y]-1.2) > 1e-9 || s.Bound != s.Gain {
		t.Fatalf("%+v", s)
	}
}

func TestEnds(t *testing.T) {
	p := &Program{}
	x := p.Choice(1)
	p.AtLeast(2, "", Term{x, 1})
	if s := solved(t, p); s.Status != Infeasible || s.X != nil || !math.IsNaN(s.Gain) {
		t.Errorf("two of one: %+v", s)
	}
	p = &Program{}
	p.Add(Column{Gain: 1, Upper: math.Inf(1), Whole: true})
	if s := solved(t, p); s.Status != Unbounded {
		t.Errorf("no end: %+v", s)
	}
	p = &Program{}
	p.Choice(1)
	if s := solved(t, p); s.Status != Optimal || s.Gain != 1 {
		t.Errorf("no row: %+v", s)
	}
}

// random makes a program of n choices whose rows and gains are drawn.
func random(seed uint64, n, rows int) *Program {
	r := rand.New(rand.NewPCG(seed, 1))
	p := &Program{}
	for range n {
		p.Choice(math.Round(r.Float64()*200-60) / 10)
	}
	for range rows {
		var terms []Term
		for j := range n {
			if r.IntN(3) > 0 {
				terms = append(terms, Term{j, float64(r.IntN(19) - 6)})
			}
		}
		p.AtMost(float64(r.IntN(4*n)-n/2), "", terms...)
	}
	return p
}

// best tries every point.
func best(p *Program) (gain float64, some bool) {
	gain = math.Inf(-1)
	x := make([]float64, len(p.Columns))
	for k := range 1 << len(x) {
		for j := range x {
			x[j] = float64(k >> j & 1)
		}
		if p.Holds(x, 1e-9) {
			gain, some = max(gain, p.Value(x)), true
		}
	}
	return gain, some
}

func TestEnumeration(t *testing.T) {
	infeasible := 0
	for seed := range uint64(120) {
		p := random(seed, 3+int(seed%9), 1+int(seed%5))
		want, some := best(p)
		s := solved(t, p)
		if !some {
			infeasible++
			if s.Status != Infeasible {
				t.Errorf("seed %d: no point holds, the solver says %+v", seed, s)
			}
			continue
		}
		if s.Status != Optimal || math.Abs(s.Gain-want) > 1e-7 || !p.Holds(s.X, 1e-6) {
			t.Errorf("seed %d: %v, by trying all %v", seed, s, want)
		}
	}
	if infeasible == 0 || infeasible == 120 {
		t.Errorf("%d of 120 without a point: the drawn programs show nothing", infeasible)
	}
}

// What ran before, or beside it, changes nothing.
func TestSame(t *testing.T) {
	p := random(7, 40, 12)
	first := solved(t, p)
	var group sync.WaitGroup
	for k := range 4 {
		group.Go(func() {
			solved(t, random(uint64(k), 20, 6))
			again := solved(t, p)
			for j := range p.Columns {
				if again.X[j] != first.X[j] {
					t.Errorf("column %d is %v, was %v", j, again.X[j], first.X[j])
				}
			}
			if again.Nodes != first.Nodes || again.Bound != first.Bound {
				t.Errorf("%d nodes, bound %v; were %d, %v", again.Nodes, again.Bound, first.Nodes, first.Bound)
			}
		})
	}
	group.Wait()
}

func TestProgrammersFaults(t *testing.T) {
	for name, p := range map[string]*Program{
		"nothing": {}, "turned bounds": {Columns: []Column{{Lower: 1}}}, "no number": {Columns: []Column{{Gain: math.NaN(), Upper: 1}}},
		"no such column": {Columns: []Column{{Upper: 1}}, Rows: []Row{{Upper: 1, Terms: []Term{{1, 1}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("does not panic")
				}
			}()
			p.check()
		})
	}
}
