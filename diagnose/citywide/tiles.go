package citywide

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// Tiles is a schematic map: a hexagon for each district. Cells are by axial
// coordinates; Kept of the Of pairs that touch also touch on the map, and Strange
// pairs touch on the map only.
type Tiles struct {
	Districts []string
	Cells     [][2]int
	Kept, Of  int
	Strange   int
	Lost      [][2]int // pairs by number that touch and do not on the map
}

// The search for the core is started so often, each time with so many steps; that
// for a place of each other district has fewer. moving is what a district costs that
// leaves its place for one that comes later.
const (
	starts, steps       = 10, 6_000
	startsOne, stepsOne = 3, 1_500
	moving              = 12
)

// Arrange lays out districts by which pairs touch, by number. It hangs on names and
// pairs only, not on their order: names are sorted before the search (simulated
// annealing after Kirkpatrick, Gelatt, Vecchi 1983, with fixed random numbers).
// top and left, where they are not "", name the district that comes to lie farthest
// up and to the left: adjacency does not tell north.
func Arrange(districts []string, pairs [][2]int, top, left string) *Tiles {
	order := make([]int, len(districts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(districts[a], districts[b]) })
	at := make([]int, len(districts))
	for n, d := range order {
		at[d] = n
	}
	s := newSearch(len(districts))
	for _, p := range pairs {
		s.touch(at[p[0]], at[p[1]])
	}
	cells := s.best()
	t := &Tiles{Districts: districts, Cells: make([][2]int, len(districts))}
	for d, n := range at {
		t.Cells[d] = cells[n]
	}
	t.Cells = turned(t.Cells, slices.Index(districts, top), slices.Index(districts, left))
	t.count(pairs)
	return t
}

func (t *Tiles) count(pairs [][2]int) {
	touch := map[[2]int]bool{}
	for _, p := range pairs {
		touch[[2]int{min(p[0], p[1]), max(p[0], p[1])}] = true
	}
	for a := range t.Cells {
		for b := a + 1; b < len(t.Cells); b++ {
			near, is := apart(t.Cells[a], t.Cells[b]) == 1, touch[[2]int{a, b}]
			switch {
			case near && is:
				t.Kept++
			case near:
				t.Strange++
			case is:
				t.Lost = append(t.Lost, [2]int{a, b})
			}
		}
	}
	t.Of = len(touch)
}

// apart is how many steps lie between two cells.
func apart(a, b [2]int) int {
	q, r := a[0]-b[0], a[1]-b[1]
	return (absolute(q) + absolute(r) + absolute(q+r)) / 2
}

func absolute(v int) int { return max(v, -v) }

// around are the six neighbours of a cell.
var around = [][2]int{{1, 0}, {0, 1}, {-1, 1}, {-1, 0}, {0, -1}, {1, -1}}

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

// turned is the layout among its twelve turns and reflections that has one district
// highest and another farthest left, moved so that no coordinate is negative; the
// widest where that leaves a choice.
func turned(cells [][2]int, top, left int) [][2]int {
	var out [][2]int
	best := 0
	for k := range 12 {
		c := make([][2]int, len(cells))
		for i, x := range cells {
			c[i] = spun(x, k)
		}
		c = moved(c)
		score, widest, highest := 0, 0, 0
		for _, x := range c {
			widest, highest = max(widest, across(x)), max(highest, x[1])
		}
		if top >= 0 {
			score -= 10_000 * c[top][1]
		}
		if left >= 0 {
			score -= 50 * across(c[left])
		}
		if score += widest - 2*highest; out == nil || score > best {
			best, out = score, c
		}
	}
	return out
}

// spun is a cell by one of the twelve turns and reflections.
func spun(cell [2]int, k int) [2]int {
	q, r := cell[0], cell[1]
	if k >= 6 {
		q, r = r, q
	}
	for range k % 6 {
		q, r = -r, q+r
	}
	return [2]int{q, r}
}

// across is how far right a cell lies, in half widths of a tile.
func across(c [2]int) int { return 2*c[0] + c[1] }

// moved shifts cells so that the highest is in row 0 and the leftmost begins at 0;
// rows are r, and a row is half a tile to the right of the one above.
func moved(cells [][2]int) [][2]int {
	if len(cells) == 0 {
		return cells
	}
	row, col := cells[0][1], across(cells[0])
	for _, c := range cells {
		row, col = min(row, c[1]), min(col, across(c))
	}
	out := make([][2]int, len(cells))
	for i, c := range cells {
		r := c[1] - row
		x := across(c) - col // half widths from the left
		out[i] = [2]int{(x - r) / 2, r}
		if (x-r)%2 != 0 { // the parity of rows turned with the shift
			out[i] = [2]int{(x + 1 - r) / 2, r}
		}
	}
	return out
}
