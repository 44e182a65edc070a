package inputoutput

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Fitted is a table made to fit margins.
type Fitted struct {
	Cells         [][]float64
	Rows, Columns []float64 // the factors: a positive cell is multiplied by both, a negative one divided
	Iterations    int
}

// maxIterations and fitted end the fitting: all margins within a share of the
// greatest.
const (
	maxIterations = 10000
	fitted        = 1e-12
)

// Fit makes a table fit sums of rows and of columns by factors of both, RAS; with
// negative cells GRAS (Junius and Oosterhaven 2003; Lenzen, Wood, Gallego 2007):
// zeros stay zeros, signs stay. Margins that differ in sum, a margin for a line of
// zeros and one below zero for a line without negative cells are faults.
func Fit(cells [][]float64, rows, columns []float64) (*Fitted, error) {
	if err := fits(cells, rows, columns); err != nil {
		return nil, err
	}
	f := &Fitted{Rows: ones(len(rows)), Columns: ones(len(columns))}
	scale := 0.0
	for _, v := range append(append([]float64(nil), rows...), columns...) {
		scale = math.Max(scale, math.Abs(v))
	}
	for f.Iterations = 1; f.Iterations <= maxIterations; f.Iterations++ {
		for i, row := range cells {
			f.Rows[i] = factor(rows[i], f.Rows[i], func(add func(cell, other float64)) {
				for j, v := range row {
					add(v, f.Columns[j])
				}
			})
		}
		for j := range columns {
			f.Columns[j] = factor(columns[j], f.Columns[j], func(add func(cell, other float64)) {
				for i, row := range cells {
					add(row[j], f.Rows[i])
				}
			})
		}
		f.Cells = f.applied(cells)
		if off(f.Cells, rows) <= fitted*scale {
			return f, nil
		}
		if !finite(f.Rows) || !finite(f.Columns) {
			break
		}
	}
	return nil, panel.Faulty(NoConvergence)
}

// factor solves r × positive - negative / r = margin, where the cells of a line
// are multiplied or divided by the factors across it. A line of zeros keeps its
// factor.
func factor(margin, before float64, line func(add func(cell, other float64))) float64 {
	positive, negative := 0.0, 0.0
	line(func(cell, other float64) {
		if cell > 0 {
			positive += float64(cell * other)
		} else {
			negative -= cell / other
		}
	})
	switch {
	case positive > 0:
		return (margin + math.Sqrt(float64(margin*margin)+float64(4*positive*negative))) / (2 * positive)
	case negative > 0:
		return -negative / margin
	}
	return before
}

func (f *Fitted) applied(cells [][]float64) [][]float64 {
	out := make([][]float64, len(cells))
	for i, row := range cells {
		out[i] = make([]float64, len(row))
		for j, v := range row {
			if both := f.Rows[i] * f.Columns[j]; v > 0 {
				out[i][j] = v * both
			} else if v < 0 {
				out[i][j] = v / both
			}
		}
	}
	return out
}

// off is how far the rows are from their margins at most; the columns were
// fitted last.
func off(cells [][]float64, rows []float64) float64 {
	most := 0.0
	for i, row := range cells {
		most = math.Max(most, math.Abs(sum(row)-rows[i]))
	}
	return most
}

func finite(x []float64) bool {
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// fits refuses margins that no factors reach.
func fits(cells [][]float64, rows, columns []float64) error {
	if len(cells) == 0 || len(cells) != len(rows) {
		return panel.Faulty(WrongLength)
	}
	turned := make([][]float64, len(columns))
	for i, row := range cells {
		if len(row) != len(columns) {
			return &panel.Fault{Kind: WrongLength, Row: i}
		}
		if !finite(row) {
			return &panel.Fault{Kind: NotFinite, Row: i}
		}
		for j, v := range row {
			turned[j] = append(turned[j], v)
		}
	}
	if !finite(rows) || !finite(columns) {
		return panel.Faulty(NotFinite)
	}
	if a, b := sum(rows), sum(columns); math.Abs(a-b) > 1e-9*math.Max(math.Abs(a), math.Abs(b)) {
		return panel.Faulty(UnequalMargins)
	}
	for k, lines := range [][][]float64{cells, turned} {
		for i, margin := range [][]float64{rows, columns}[k] {
			if kind := reach(lines[i], margin); kind != "" {
				return &panel.Fault{Kind: kind, Names: []string{[]string{"row", "column"}[k]}, Row: i}
			}
		}
	}
	return nil
}

// reach says why a line cannot have a margin.
func reach(line []float64, margin float64) panel.Kind {
	positive, negative := false, false
	for _, v := range line {
		positive, negative = positive || v > 0, negative || v < 0
	}
	switch {
	case !positive && !negative && margin != 0:
		return EmptyLine
	case positive && !negative && margin < 0, negative && !positive && margin > 0:
		return BadMargin
	}
	return ""
}

func ones(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}
