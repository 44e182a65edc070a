package citywide

import (
	"math"
	"testing"
)

// hand is a city of districts with one theme in fashion, whose gain in each is
// given.
func hand(gains []float64, others []float64) (*layout, [][]score) {
	l := &layout{spec: &AllocateSpec{}, groups: []string{"甲", "乙"}}
	l.themes = []theme{{id: "fashion", title: "热门", group: 0, critical: 1, fashionable: true}, {id: "plain", title: "平常", group: 1, critical: 1}}
	var all [][]score
	for d, g := range gains {
		l.districts = append(l.districts, district{name: string(rune('A' + d)), least: 0, most: 1, firms: 10})
		all = append(all, []score{{firms: 1, specialisation: g, stands: true, fits: true}, {firms: 1, specialisation: others[d], stands: true, fits: true}})
	}
	return l, all
}

// The theme that everybody wants is worth 0.9 and 0.8 in two districts that may
// take one theme each, and have another worth 0.3 and 0.35 that pays no price.
// The second district takes it while 0.8 less the price is more than 0.35: at a
// price of 0.45 it stops paying.
func TestFashionPaysForOne(t *testing.T) {
	l, all := hand([]float64{0.9, 0.8}, []float64{0.3, 0.35})
	r := &run{layout: l, all: all, solver: opened(t)}
	for _, c := range []struct {
		price  float64
		takers int
		worth  float64
	}{{0.44, 2, 0.9 + 0.8 - 0.44}, {0.46, 1, 0.9 + 0.35}, {0, 2, 1.7}} {
		m := l.model(all, Weights{Specialisation: 1, Duplication: c.price}, nil)
		x, err := r.attempt(m, m.program)
		if err != nil || len(l.takers(x.plan, 0)) != c.takers || math.Abs(x.worth-c.worth) > 1e-12 {
			t.Errorf("price %v: %v, %v", c.price, x, err)
		}
		if c.takers == 1 && !x.plan[0][0] {
			t.Errorf("price %v: the weaker district takes it", c.price)
		}
		r.models = []*model{m}
		r.fashion = nil
		if err := r.fashions(); err != nil || r.fashion[0].pays() != c.takers {
			t.Errorf("price %v: it pays for %d, %v", c.price, r.fashion[0].pays(), err)
		}
	}
}

// Two neighbours gain by different themes of one class, not by the same theme.
func TestNeighbours(t *testing.T) {
	l, all := hand([]float64{0.5, 0.5}, []float64{0.45, 0.45})
	l.themes[1].group, l.groups = 0, l.groups[:1]
	w := Weights{Specialisation: 1, Adjacency: 0.2}
	r := &run{layout: l, all: all, solver: opened(t)}
	for _, c := range []struct {
		adjacent [][2]int
		worth    float64
	}{{nil, 1.0}, {[][2]int{{0, 1}}, 0.5 + 0.45 + 0.2}} {
		l.adjacent = c.adjacent
		m := l.model(all, w, nil)
		x, err := r.attempt(m, m.program)
		if err != nil || math.Abs(x.worth-c.worth) > 1e-12 || len(l.complements(x.plan)) != len(c.adjacent) {
			t.Errorf("neighbours %v: %v, %v", c.adjacent, x, err)
		}
	}
}

// Points do not hang on their unit: weights times ten give the same plan.
func TestScale(t *testing.T) {
	l := made(3, 6, 9)
	r := running(t, l)
	m := l.model(r.all, Usual, nil)
	x, err := r.attempt(m, m.program)
	if err != nil {
		t.Fatal(err)
	}
	w := Usual
	for _, v := range []*float64{&w.Specialisation, &w.Relatedness, &w.Mass, &w.Adjacency, &w.Duplication, &w.Coarse} {
		*v *= 10
	}
	m = l.model(r.all, w, nil)
	y, err := r.attempt(m, m.program)
	if err != nil || math.Abs(y.worth-10*x.worth) > 1e-3*y.worth {
		t.Errorf("%v, ten times the weights %v, %v", x.worth, y.worth, err)
	}
}

// With a hundred times the firms in the same shares draws hardly matter; with a
// tenth they do.
func TestStability(t *testing.T) {
	mean := func(factor float64) float64 {
		l := made(5, 5, 6)
		draws := 20
		l.spec.Draws = &draws
		for i := range l.records {
			l.records[i].Value = math.Ceil(l.records[i].Value * factor)
		}
		for i := range l.themes {
			l.themes[i].critical *= factor
		}
		r := running(t, l)
		if err := r.solveAll(); err != nil {
			t.Fatal(err)
		}
		if err := r.draw(); err != nil {
			t.Fatal(err)
		}
		sum, n := 0.0, 0.0
		for d, row := range r.results[0].plan {
			for k, has := range row {
				if has {
					sum, n = sum+r.drawn.chosen[d][k], n+1
				}
			}
		}
		return sum / n
	}
	many, few := mean(100), mean(0.02)
	if many < 0.9 || few > many-0.1 {
		t.Errorf("stable in %v of draws with many firms, %v with few", many, few)
	}
}
