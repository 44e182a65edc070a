package population

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Options of Adjust. The zero value takes the defaults.
type Options struct {
	Tolerance  float64 // largest error of any margin's cell, as a share of the total, at which fitting ends; 1e-12
	Iterations int     // most rounds over all margins; 1,000
}

// Fit is a table that has its margins.
type Fit struct {
	Shape      []int
	Cells      []float64
	Iterations int       // rounds over all margins
	History    []float64 // the largest error of any margin's cell after each round, as a share of the total
	Errors     []Error   // what is left, by margin
}

// Error compares the sums of a table with a margin.
type Error struct {
	Margin   string
	Largest  float64 // largest absolute difference of a cell
	At       int     // the cell of the margin where it is
	Relative float64 // largest difference as a share of the margin's cell, over cells that aren't 0
	Total    float64 // sum of absolute differences
	Count    float64 // sum of the margin
}

// Adjust fits a table to margins by iterative proportional fitting (Deming and
// Stephan 1940): round after round the cells are scaled so that each margin in
// turn holds. Of all tables with these margins the result is the one nearest
// to the seed in relative entropy; cells that are 0 in the seed stay 0. shape
// has the length of each axis; seed is the table to start from, nil for one of
// ones.
//
// Margins that disagree are never averaged: a *Disagreement is returned where
// two of them differ by more than 1e-9 of the total on the axes that they
// share. Other faults are *panel.Fault; a seed whose zeros allow no table with
// these margins ends in panel.NoConvergence. Lengths that don't match panic.
func Adjust(shape []int, seed []float64, margins []Margin, o Options) (*Fit, error) {
	if o.Tolerance == 0 {
		o.Tolerance = 1e-12
	}
	if o.Iterations == 0 {
		o.Iterations = 1000
	}
	cells, err := start(shape, seed, margins)
	if err != nil {
		return nil, err
	}
	if err := agree(shape, margins); err != nil {
		return nil, err
	}
	indices, err := supported(shape, cells, margins)
	if err != nil {
		return nil, err
	}
	f := &Fit{Shape: shape, Cells: cells}
	total := sum(margins[0].Counts)
	sums := make([][]float64, len(margins))
	for k, m := range margins {
		sums[k] = make([]float64, len(m.Counts))
	}
	for f.Iterations < o.Iterations {
		f.Iterations++
		for k, m := range margins {
			scale(cells, indices[k], m.Counts, sums[k])
		}
		worst := 0.0
		for k, m := range margins {
			worst = max(worst, compare(m, collapse(cells, indices[k], sums[k])).Largest/total)
		}
		f.History = append(f.History, worst)
		if worst <= o.Tolerance {
			f.Errors = Compare(shape, cells, margins)
			return f, nil
		}
	}
	return nil, panel.Faulty(panel.NoConvergence)
}

// start checks what is given and copies the seed.
func start(shape []int, seed []float64, margins []Margin) ([]float64, error) {
	n := size(shape)
	if n > MaxCells {
		return nil, panel.Faulty(TooLarge)
	}
	if len(margins) == 0 || n == 0 {
		panic("population: a table needs cells and margins")
	}
	cells := make([]float64, n)
	switch len(seed) {
	case 0:
		for i := range cells {
			cells[i] = 1
		}
	case n:
		if err := check("seed", seed); err != nil {
			return nil, err
		}
		copy(cells, seed)
	default:
		panic("population: the seed has another length than the table")
	}
	for _, m := range margins {
		want := 1
		for k, a := range m.Axes {
			if a < 0 || a >= len(shape) || k > 0 && a <= m.Axes[k-1] {
				panic("population: the axes of a margin ascend")
			}
			want *= shape[a]
		}
		if len(m.Counts) != want {
			panic("population: margin " + m.Name + " has another length than its axes")
		}
		if err := check(m.Name, m.Counts); err != nil {
			return nil, err
		}
	}
	return cells, nil
}

// supported gives the index of each margin, and refuses one that wants units
// where the seed has none. Cells that a margin wants empty are emptied first.
func supported(shape []int, cells []float64, margins []Margin) ([][]int32, error) {
	indices := make([][]int32, len(margins))
	for k, m := range margins {
		indices[k], _ = index(shape, m.Axes)
		for i, at := range indices[k] {
			if m.Counts[at] == 0 {
				cells[i] = 0
			}
		}
	}
	for k, m := range margins {
		for at, s := range collapse(cells, indices[k], make([]float64, len(m.Counts))) {
			if s == 0 && m.Counts[at] > 0 {
				return nil, &panel.Fault{Kind: NoSupport, Names: []string{m.Name}, Row: at}
			}
		}
	}
	return indices, nil
}

// scale makes one margin hold.
func scale(cells []float64, at []int32, counts, sums []float64) {
	collapse(cells, at, sums)
	for j, s := range sums {
		if s > 0 {
			sums[j] = counts[j] / s
		}
	}
	for i, j := range at {
		cells[i] *= sums[j]
	}
}

// collapse adds the cells up to a margin.
func collapse(cells []float64, at []int32, sums []float64) []float64 {
	clear(sums)
	for i, j := range at {
		sums[j] += cells[i]
	}
	return sums
}

// agree compares each two margins on the axes that they share.
func agree(shape []int, margins []Margin) error {
	for k, m := range margins {
		for _, other := range margins[:k] {
			var axes []int
			for _, a := range m.Axes {
				for _, b := range other.Axes {
					if a == b {
						axes = append(axes, a)
					}
				}
			}
			first, second := along(shape, other, axes), along(shape, m, axes)
			worst, at := 0.0, 0
			for i := range first {
				if d := math.Abs(first[i] - second[i]); d > worst {
					worst, at = d, i
				}
			}
			if worst > 1e-9*sum(other.Counts) {
				kept := make([]int, len(axes))
				for i, a := range axes {
					kept[i] = shape[a]
				}
				return &Disagreement{First: other.Name, Second: m.Name, Axes: axes, At: places(kept, at), Counts: [2]float64{first[at], second[at]}}
			}
		}
	}
	return nil
}

// along sums a margin to some of its axes.
func along(shape []int, m Margin, axes []int) []float64 {
	own := make([]int, len(m.Axes))
	var kept []int
	for i, a := range m.Axes {
		own[i] = shape[a]
		for _, b := range axes {
			if a == b {
				kept = append(kept, i)
			}
		}
	}
	at, length := index(own, kept)
	return collapse(m.Counts, at, make([]float64, length))
}

// Compare says how far a table is from margins.
func Compare(shape []int, cells []float64, margins []Margin) []Error {
	out := make([]Error, len(margins))
	for k, sums := range Sums(shape, cells, margins) {
		out[k] = compare(margins[k], sums)
	}
	return out
}

// Sums adds a table up to the axes of each margin.
func Sums(shape []int, cells []float64, margins []Margin) [][]float64 {
	out := make([][]float64, len(margins))
	for k, m := range margins {
		at, length := index(shape, m.Axes)
		out[k] = collapse(cells, at, make([]float64, length))
	}
	return out
}

func compare(m Margin, sums []float64) Error {
	e := Error{Margin: m.Name}
	for i, want := range m.Counts {
		d := math.Abs(sums[i] - want)
		if d > e.Largest {
			e.Largest, e.At = d, i
		}
		if want > 0 {
			e.Relative = max(e.Relative, d/want)
		}
		e.Total += d
		e.Count += want
	}
	return e
}

func sum(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s
}
