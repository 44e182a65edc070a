package benchmark

import (
	"strconv"
	"strings"
)

// ratio is a judgement, which people write as 1/3, too.
type ratio float64

// UnmarshalYAML reads a number or a fraction of two.
func (r *ratio) UnmarshalYAML(decode func(any) error) error {
	if decode((*float64)(r)) == nil {
		return nil
	}
	var text string
	if err := decode(&text); err != nil {
		return err
	}
	over, under, _ := strings.Cut(text, "/")
	a, errA := strconv.ParseFloat(strings.TrimSpace(over), 64)
	b, errB := strconv.ParseFloat(strings.TrimSpace(under), 64)
	if errA != nil || errB != nil || b == 0 {
		return decode((*float64)(r))
	}
	*r = ratio(a / b)
	return nil
}

// ratios is the matrix in numbers.
func (j Judgement) ratios() [][]float64 {
	out := make([][]float64, len(j.Matrix))
	for i, row := range j.Matrix {
		for _, r := range row {
			out[i] = append(out[i], float64(r))
		}
	}
	return out
}
