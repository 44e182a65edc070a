package citywide

import (
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
