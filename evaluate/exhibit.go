package evaluate

import (
	"math"
	"slices"
	"strconv"

	"github.com/quanyu/quanyu/city"
)

// Exhibits are the tables and plots of a result, in the order in which a paper
// shows them. brief/exhibit writes them as files.
type Exhibits struct {
	Title  city.Text
	Tables []Table
	Plots  []Plot
	Notes  []city.Text // what a reader must know before using any of them
	Source city.Text   // data and specification with their hashes, seed, program version
}

// whole leaves out tables without rows and plots without points: parts that
// were refused or not asked for.
func (e Exhibits) whole() Exhibits {
	for i := range e.Tables {
		e.Tables[i].Narrow()
	}
	e.Tables = slices.DeleteFunc(e.Tables, func(t Table) bool { return len(t.Rows) == 0 })
	e.Plots = slices.DeleteFunc(e.Plots, func(p Plot) bool {
		return !slices.ContainsFunc(p.Series, func(s PlotSeries) bool {
			return slices.ContainsFunc(s.Points, func(p PlotPoint) bool { return !math.IsNaN(p.Y) })
		})
	})
	return e
}

// Narrow leaves out columns that say nothing in any row.
func (t *Table) Narrow() {
	for c := len(t.Head) - 1; c > 0 && len(t.Rows) > 0; c-- {
		if slices.ContainsFunc(t.Rows, func(r []Cell) bool { return r[c].Is || r[c].Text.Zh != "" && r[c].Text.Zh != "—" }) {
			continue
		}
		t.Head = slices.Delete(t.Head, c, c+1)
		for i := range t.Rows {
			t.Rows[i] = slices.Delete(t.Rows[i], c, c+1)
		}
	}
}

// Table is a table of a result.
type Table struct {
	Name  string // file name without ending: "threshold-slopes"
	Title city.Text
	Head  []city.Text
	Rows  [][]Cell // as long as Head
	Notes []city.Text
	Data  bool // for programs only: a CSV, and in no document
}

// Cell is one cell of a Table: words, or a figure with what is printed of it.
type Cell struct {
	Text  city.Text // as printed: "0.0107", "(0.0021)", "<0.004"
	Value Number    // in full, for files that programs read
	Is    bool      // a figure
}

// Plot is a picture of a result.
type Plot struct {
	Name   string
	Title  city.Text
	X, Y   city.Text   // what the axes measure, with the unit
	Whole  bool        // x counts periods
	Log    bool        // x is drawn on a logarithmic scale
	Upto   float64     // y is cut off here, so that what matters is seen; 0: nowhere
	Rows   []city.Text // a row for each name, the first on top: y is a row's number, from 0
	Series []PlotSeries
	Across []PlotLine // at a height
	Along  []PlotLine // at a place of x
	Spans  []PlotSpan
	Says   city.Text // the plot in one sentence, for those who cannot see it
	Notes  []city.Text
}

// PlotSeries is one line or cloud of points. A point without a Y breaks a line.
type PlotSeries struct {
	Name   city.Text
	Look   Look
	Points []PlotPoint // in the order of x
}

// HasIntervals reports whether a point of the series has an interval.
func (s PlotSeries) HasIntervals() bool {
	return slices.ContainsFunc(s.Points, func(p PlotPoint) bool { return !math.IsNaN(p.Low) && !math.IsNaN(p.High) })
}

// Look is how a series is drawn.
type Look int

// Looks of a series. Low and High of its points are drawn as a band around a
// line and as bars through marks.
const (
	Joined Look = iota // a line
	Marks              // marks that nothing joins
	Faint              // thin grey lines behind all others: placebos
)

// PlotPoint is a point with its interval, of y, or of x in a plot with Rows; Low
// and High are NaN where there is none.
type PlotPoint struct{ X, Y, Low, High float64 }

// PointAt is a point without an interval.
func PointAt(x, y float64) PlotPoint { return PlotPoint{x, y, math.NaN(), math.NaN()} }

// GapAt breaks a line.
func GapAt(x float64) PlotPoint { return PointAt(x, math.NaN()) }

// PlotLine is a straight line across a plot: a critical value, the start of a
// treatment, zero.
type PlotLine struct {
	At   float64
	Name city.Text // none for zero
}

// PlotSpan is a shaded range of x.
type PlotSpan struct {
	From, To float64
	Name     city.Text
}

func wordCell(zh, en string) Cell { return Cell{Text: city.Text{Zh: zh, En: en}} }

func nameCell(s string) Cell { return Cell{Text: city.Text{Zh: s}} }

// figureCell is a cell with a number and its printed form.
func figureCell(n Number, printed string) Cell {
	return Cell{Text: city.Text{Zh: printed}, Value: n, Is: !isNone(n)}
}

// shortCell is a cell with four significant digits; 0.000001047 is 1.047e-06.
func shortCell(n Number) Cell {
	if v := math.Abs(float64(n)); v > 0 && v < 0.0001 {
		return figureCell(n, strconv.FormatFloat(float64(n), 'e', 3, 64))
	}
	return figureCell(n, n.Digits(4))
}

// errorCell is a standard error: (0.0021).
func errorCell(n Number) Cell {
	c := shortCell(n)
	if c.Is {
		c.Text.Zh = "(" + c.Text.Zh + ")"
	}
	return c
}

// chanceCell is a probability; where it comes from draws and none of them reached
// the statistic, it lies under the share of one draw.
func chanceCell(p Number, draws int) Cell {
	c := figureCell(p, p.Fixed(3))
	switch {
	case draws > 0 && p == 0:
		c.Text.Zh = "<" + Number(math.Ceil(1000/float64(draws))/1000).Fixed(3)
	case c.Is && p < 0.0005:
		c.Text.Zh = "<0.001"
	}
	return c
}

func countCell(n int) Cell { return figureCell(Number(n), Number(n).Fixed(0)) }

// valueCell is a value of the data, printed as it was read.
func valueCell(v float64) Cell { return figureCell(Number(v), plain(v)) }

func isNone(n Number) bool { return math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) }
