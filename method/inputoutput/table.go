package inputoutput

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// Table is an input-output table of n sectors. Flows[i][j] is what sector i
// delivers to j; Final[i] are its final uses (consumption, investment, net export
// and so on), which may be negative.
type Table struct {
	Sectors []string
	Flows   [][]float64
	Final   [][]float64
	Output  []float64 // nil takes the sums of rows
}

// Balance is how far rows may be from their output, as a share of it: official
// tables are rounded and carry an item for statistical error.
const Balance = 1e-3

// Check refuses a table that cannot be worked on, and fills in Output. It does not
// ask that columns add up, as not every table has value added.
func (t *Table) Check() error {
	n := len(t.Sectors)
	if n == 0 {
		return panel.Faulty(panel.NoRows)
	}
	seen := map[string]bool{}
	for i, name := range t.Sectors {
		if name == "" {
			return &panel.Fault{Kind: NoName, Row: i}
		}
		if seen[name] {
			return &panel.Fault{Kind: panel.DuplicateRow, Names: []string{name}, Row: i}
		}
		seen[name] = true
	}
	if len(t.Flows) != n || len(t.Final) != n || t.Output != nil && len(t.Output) != n {
		return panel.Faulty(WrongLength)
	}
	for i, row := range t.Flows {
		if len(row) != n || len(t.Final[i]) != len(t.Final[0]) {
			return &panel.Fault{Kind: WrongLength, Names: t.Sectors[i : i+1], Row: i}
		}
		for j, v := range slices.Concat(row, t.Final[i]) {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return &panel.Fault{Kind: NotFinite, Names: t.Sectors[i : i+1], Row: i}
			}
			if j < n && v < 0 {
				return &panel.Fault{Kind: NegativeFlow, Names: []string{t.Sectors[i], t.Sectors[j]}, Row: i}
			}
		}
	}
	return t.outputs()
}

// outputs fills in or checks output against the sums of rows.
func (t *Table) outputs() error {
	given := t.Output != nil
	if !given {
		t.Output = make([]float64, len(t.Sectors))
	}
	for i, row := range t.Flows {
		uses := sum(row) + sum(t.Final[i])
		if !given {
			t.Output[i] = uses
		}
		switch x := t.Output[i]; {
		case math.IsNaN(x) || math.IsInf(x, 0):
			return &panel.Fault{Kind: NotFinite, Names: t.Sectors[i : i+1], Row: i}
		case x < 0:
			return &panel.Fault{Kind: NegativeOutput, Names: t.Sectors[i : i+1], Row: i}
		case math.Abs(x-uses) > Balance*math.Max(x, math.Abs(uses)):
			return &panel.Fault{Kind: Unbalanced, Names: t.Sectors[i : i+1], Row: i}
		}
	}
	for j, x := range t.Output {
		if x > 0 {
			continue
		}
		for i := range t.Flows {
			if t.Flows[i][j] > 0 || t.Flows[j][i] > 0 {
				return &panel.Fault{Kind: NoOutput, Names: t.Sectors[j : j+1], Row: j}
			}
		}
	}
	return nil
}

// Coefficients is what each sector takes per unit of its output: A[i][j] =
// Flows[i][j] / Output[j]; zero where there is no output.
func (t *Table) Coefficients() [][]float64 {
	return t.shares(func(i, j int) float64 { return t.Output[j] })
}

// Allocations is the share of each sector's output that goes to each: B[i][j] =
// Flows[i][j] / Output[i].
func (t *Table) Allocations() [][]float64 {
	return t.shares(func(i, j int) float64 { return t.Output[i] })
}

func (t *Table) shares(of func(i, j int) float64) [][]float64 {
	out := square(len(t.Sectors))
	for i, row := range t.Flows {
		for j, v := range row {
			if v > 0 {
				out[i][j] = v / of(i, j)
			}
		}
	}
	return out
}

// Demand is all final use of each sector: its output less its deliveries, so that
// what is left unbalanced by rounding is in it.
func (t *Table) Demand() []float64 {
	out := make([]float64, len(t.Output))
	for i, row := range t.Flows {
		out[i] = t.Output[i] - sum(row)
	}
	return out
}

// Intensity is a use of sectors (jobs, energy, value added) per unit of output;
// zero where there is none.
func (t *Table) Intensity(use []float64) []float64 {
	out := make([]float64, len(use))
	for j, v := range use {
		if t.Output[j] > 0 {
			out[j] = v / t.Output[j]
		}
	}
	return out
}

func sum(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s
}

func square(n int) [][]float64 {
	all := make([]float64, n*n)
	out := make([][]float64, n)
	for i := range out {
		out[i] = all[i*n : (i+1)*n : (i+1)*n]
	}
	return out
}
