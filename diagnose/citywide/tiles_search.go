package citywide

import (
	"math/rand/v2"
	"slices"
)

// The search for the core is started so often, each time with so many steps; that
// for a place of each other district has fewer. moving is what a district costs that
// leaves its place for one that comes later.
const (
	starts, steps       = 10, 6_000
	startsOne, stepsOne = 3, 1_500
	moving              = 12
)

// search looks for a layout of n districts.
type search struct {
	n      int
	touchs [][]bool
	cells  [][2]int
	home   [][2]int // cells before the last district came; nil for the core
	placed []int    // the districts that have cells
	rnd    *rand.Rand
}

func newSearch(n int) *search {
	s := &search{n: n, touchs: make([][]bool, n)}
	for i := range s.touchs {
		s.touchs[i] = make([]bool, n)
	}
	return s
}

func (s *search) touch(a, b int) { s.touchs[a][b], s.touchs[b][a] = true, true }

// peeled is the order in which districts are left when the one with the fewest
// neighbours is taken away again and again, turned round, of equals the first by
// name; core is how many are left when each of them touches three others or more.
func (s *search) peeled() (order []int, core int) {
	order, gone := make([]int, s.n), make([]bool, s.n)
	for k := s.n - 1; k >= 0; k-- {
		least, at := s.n, -1
		for i := range s.n {
			if n := s.neighbours(i, gone); !gone[i] && n <= least {
				least, at = n, i
			}
		}
		if order[k], gone[at] = at, true; least >= 3 && core == 0 {
			core = k + 1
		}
	}
	return order, core
}

// neighbours counts those that a district touches and that are not gone.
func (s *search) neighbours(i int, gone []bool) int {
	n := 0
	for j, is := range s.touchs[i] {
		if is && !gone[j] {
			n++
		}
	}
	return n
}

// best lays out the core, then the others from it outwards: one at a time comes to
// the cheapest free cell, and those that are there move only where that is well
// worth it. A district of one or two neighbours that is added does not change the
// core (Seidman 1983), so that it leaves most others where they are.
func (s *search) best() [][2]int {
	s.cells = make([][2]int, s.n)
	order, core := s.peeled()
	if s.placed = order[:core]; core > 0 {
		s.cheapestOf(starts, steps, s.spread)
	}
	s.home = make([][2]int, s.n)
	for k := core; k < s.n; k++ {
		if s.placed = order[:k]; k > 0 {
			s.cells[order[k]] = s.cheapest(order[k])
		}
		s.placed = order[:k+1]
		copy(s.home, s.cells)
		s.cheapestOf(startsOne, stepsOne, func() { copy(s.cells, s.home) })
	}
	return s.cells
}

// cheapestOf takes the cheapest layout of so many searches from a start; the first
// of equals.
func (s *search) cheapestOf(times uint64, steps int, start func()) {
	var out [][2]int
	least := 0
	for k := range times {
		s.rnd = rand.New(rand.NewPCG(20191, k))
		start()
		if cost := s.anneal(steps); out == nil || cost < least {
			least, out = cost, slices.Clone(s.cells)
		}
	}
	copy(s.cells, out)
}

// spread puts districts on a spiral in an order of chance.
func (s *search) spread() {
	spiral := [][2]int{{0, 0}}
	for i := 0; len(spiral) < len(s.placed); i++ {
		for _, d := range around {
			c := [2]int{spiral[i][0] + d[0], spiral[i][1] + d[1]}
			if !slices.Contains(spiral, c) {
				spiral = append(spiral, c)
			}
		}
	}
	for i, p := range s.rnd.Perm(len(s.placed)) {
		s.cells[s.placed[p]] = spiral[i]
	}
}

// cheapest is the free cell one or two steps from others at which a district costs
// least; the first of equals.
func (s *search) cheapest(i int) [2]int {
	var out [2]int
	least := -1
	for _, j := range s.placed {
		for _, d := range around {
			for _, e := range slices.Concat(around, [][2]int{{}}) {
				c := [2]int{s.cells[j][0] + d[0] + e[0], s.cells[j][1] + d[1] + e[1]}
				if s.at(c) >= 0 {
					continue
				}
				if cost := s.price(i, c, -1); least < 0 || cost < least {
					least, out = cost, c
				}
			}
		}
	}
	return out
}

// at is the placed district at a cell, or -1.
func (s *search) at(cell [2]int) int {
	for _, j := range s.placed {
		if s.cells[j] == cell {
			return j
		}
	}
	return -1
}

// price is what district i at a cell costs against all others: a pair that touches
// pays for lying apart, one that does not pays for touching, and all pay a little
// for distance.
func (s *search) price(i int, cell [2]int, but int) int {
	cost := 0
	if s.home != nil && cell != s.home[i] {
		cost += moving
	}
	for _, j := range s.placed {
		if j == i || j == but {
			continue
		}
		c := s.cells[j]
		d := apart(cell, c)
		switch {
		case s.touchs[i][j] && d > 1:
			cost += 40 + 12*(d-2)
		case !s.touchs[i][j] && d == 1:
			cost += 9
		}
		cost += d
	}
	return cost
}

func (s *search) whole() int {
	cost, away := 0, 0
	for _, i := range s.placed {
		cost += s.price(i, s.cells[i], -1)
		if s.home != nil && s.cells[i] != s.home[i] {
			away += moving
		}
	}
	return (cost + away) / 2
}

// anneal moves one district to a cell near another, or swaps two, and keeps what
// is cheaper or, less and less often, what is not.
func (s *search) anneal(steps int) int {
	n := len(s.placed)
	if n < 2 {
		return 0
	}
	cost := s.whole()
	least, kept := cost, slices.Clone(s.cells)
	for step := range steps {
		heat := 40 * (steps - step) // over steps
		a := s.rnd.IntN(n)
		i, j := s.placed[a], s.placed[(a+1+s.rnd.IntN(n-1))%n]
		to := s.cells[j]
		if s.rnd.IntN(3) > 0 {
			d, far := around[s.rnd.IntN(6)], 1+s.rnd.IntN(4)/3 // now and then two steps off
			to = [2]int{to[0] + far*d[0], to[1] + far*d[1]}
		}
		from := s.cells[i]
		if to == from {
			continue
		}
		other := s.at(to)
		rise := s.price(i, to, i) - s.price(i, from, i)
		if other >= 0 {
			rise = s.price(i, to, other) - s.price(i, from, other) + s.price(other, from, i) - s.price(other, to, i)
		}
		// Worse by a rise of r with chance heat / (heat + r * r * steps): whole numbers
		// only, so that every processor takes the same way.
		if rise > 0 && s.rnd.IntN(heat+rise*rise*steps) >= heat {
			continue
		}
		if other >= 0 {
			s.cells[other] = from
		}
		s.cells[i] = to
		if cost += rise; cost < least {
			least = cost
			copy(kept, s.cells)
		}
	}
	copy(s.cells, kept)
	return least
}
