// Package population makes a table of counts that has given margins, by
// iterative proportional fitting, and turns it into whole units. It knows
// nothing of what the axes mean.
//
// A table is a slice of cells in row-major order: the last axis runs fastest.
package population

import (
	"fmt"
	"math"
	"strings"

	"github.com/quanyu/quanyu/method/panel"
)

// The faults of margins and seeds that these engines refuse, beside
// panel.NoConvergence and Disagreement.
const (
	NegativeCount panel.Kind = "negative_count" // a margin or the seed has one; Row is the cell
	NotFinite     panel.Kind = "not_finite"     // a margin or the seed has NaN or infinity; Row is the cell
	EmptyMargin   panel.Kind = "empty_margin"   // a margin adds up to nothing
	NoSupport     panel.Kind = "no_support"     // a margin wants units where the seed has none; Row is the margin's cell
	TooLarge      panel.Kind = "too_large"      // more cells than MaxCells, or counts whose sum isn't exact
)

// MaxCells is the largest table that is fitted.
const MaxCells = 1 << 26

// Margin is what the sum of a table over its other axes must be.
type Margin struct {
	Name   string
	Axes   []int     // which axes of the table it keeps, ascending
	Counts []float64 // by the kept axes, row-major
}

// Disagreement says that two margins cannot both hold: on the axes that they
// share they add up to different counts.
type Disagreement struct {
	First, Second string // names of the margins
	Axes          []int  // that they share; none where it is the total
	At            []int  // the place on each of those axes where they differ most
	Counts        [2]float64
}

// Error implements error.
func (d *Disagreement) Error() string {
	at := "in total"
	if len(d.Axes) > 0 {
		at = strings.Trim(fmt.Sprint("at ", d.At, " of axes ", d.Axes), " ")
	}
	return fmt.Sprintf("margins disagree: %s has %g, %s has %g %s", d.First, d.Counts[0], d.Second, d.Counts[1], at)
}

// index gives for each cell of the table the cell of the sum over all axes but
// some, and the length of that sum.
func index(shape, axes []int) ([]int32, int) {
	step := make([]int, len(shape)) // of the margin, along each axis of the table
	length := 1
	for k := len(axes) - 1; k >= 0; k-- {
		step[axes[k]] = length
		length *= shape[axes[k]]
	}
	out := make([]int32, size(shape))
	at := make([]int, len(shape))
	for i := range out {
		cell := 0
		for a, p := range at {
			cell += p * step[a]
		}
		out[i] = int32(cell)
		for a := len(at) - 1; a >= 0; a-- {
			if at[a]++; at[a] < shape[a] {
				break
			}
			at[a] = 0
		}
	}
	return out, length
}

// places gives the place on each axis of a cell.
func places(shape []int, cell int) []int {
	out := make([]int, len(shape))
	for a := len(shape) - 1; a >= 0; a-- {
		out[a] = cell % shape[a]
		cell /= shape[a]
	}
	return out
}

// size is how many cells a table has; it stops counting beyond MaxCells.
func size(shape []int) int {
	n := 1
	for _, s := range shape {
		if n *= s; n > MaxCells {
			return MaxCells + 1
		}
	}
	return n
}

// check refuses counts that are none.
func check(name string, counts []float64) error {
	sum := 0.0
	for i, c := range counts {
		switch {
		case math.IsNaN(c) || math.IsInf(c, 0):
			return &panel.Fault{Kind: NotFinite, Names: []string{name}, Row: i}
		case c < 0:
			return &panel.Fault{Kind: NegativeCount, Names: []string{name}, Row: i}
		}
		sum += c
	}
	switch {
	case sum == 0:
		return panel.Faulty(EmptyMargin, name)
	case sum > 1<<53:
		return panel.Faulty(TooLarge, name)
	}
	return nil
}
