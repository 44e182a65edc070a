package sensitivity

import (
	"fmt"
	"math"
	"strings"
)

// Kind says what is wrong with outputs.
type Kind string

// What the estimators refuse.
const (
	WrongLength Kind = "wrong_length" // not the number of rows that the design has
	NoInput     Kind = "no_input"     // a design without inputs
	NotFinite   Kind = "not_finite"   // an output is missing or infinite
	Constant    Kind = "constant"     // outputs do not vary, or by rounding only: there is nothing to share out
	TooFew      Kind = "too_few"      // fewer than two base points
)

// Fault is an error about outputs. Row is the row in the outputs as given, or -1.
type Fault struct {
	Kind Kind
	Row  int
}

func (f *Fault) Error() string {
	s := "sensitivity: " + strings.ReplaceAll(string(f.Kind), "_", " ")
	if f.Row >= 0 {
		s += fmt.Sprintf(" (row %d)", f.Row)
	}
	return s
}

// Outputs of a design: base points by A and B, and for each input the outputs
// where it alone came from the other. BA is nil where the second order was not
// asked for.
type Outputs struct {
	A, B   []float64   // one for each base point
	AB, BA [][]float64 // inputs x base points
}

// Interleaved reads outputs that stand base point by base point: A, then AB of
// each input, then BA of each (with second), then B. It is the order of SALib.
func Interleaved(y []float64, inputs int, second bool) (*Outputs, error) {
	step := inputs + 2
	if second {
		step += inputs
	}
	o, base, err := outputs(y, inputs, step, second)
	if err != nil {
		return nil, err
	}
	for k := range base {
		row := y[k*step : (k+1)*step]
		o.A[k], o.B[k] = row[0], row[step-1]
		for j := range inputs {
			o.AB[j][k] = row[1+j]
			if second {
				o.BA[j][k] = row[1+inputs+j]
			}
		}
	}
	return o, nil
}

// Blocks reads outputs that stand block by block: all A, all B, then AB of each
// input. It is the order of COINr, and that of Points.
func Blocks(y []float64, inputs int) (*Outputs, error) {
	o, base, err := outputs(y, inputs, inputs+2, false)
	if err != nil {
		return nil, err
	}
	copy(o.A, y[:base])
	copy(o.B, y[base:])
	for j := range inputs {
		copy(o.AB[j], y[(2+j)*base:])
	}
	return o, nil
}

// outputs checks rows and makes room for them.
func outputs(y []float64, inputs, step int, second bool) (*Outputs, int, error) {
	if inputs < 1 {
		return nil, 0, &Fault{NoInput, -1}
	}
	if len(y)%step != 0 {
		return nil, 0, &Fault{WrongLength, -1}
	}
	base := len(y) / step
	if base < 2 {
		return nil, 0, &Fault{TooFew, -1}
	}
	for i, v := range y {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, 0, &Fault{NotFinite, i}
		}
	}
	o := &Outputs{A: make([]float64, base), B: make([]float64, base), AB: table(inputs, base)}
	if second {
		o.BA = table(inputs, base)
	}
	return o, base, nil
}

func table(rows, columns int) [][]float64 {
	out := make([][]float64, rows)
	for i := range out {
		out[i] = make([]float64, columns)
	}
	return out
}
