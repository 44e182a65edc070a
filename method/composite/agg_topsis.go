package composite

import "math"

// TOPSIS scores a place by its distance from the worst over the sum of those
// from the worst and from the best (Hwang and Yoon 1981), 0 to 1. Best and worst
// are the greatest and least score of each child; children are scores already and
// are not brought to unit length again, only multiplied by their weight.
type TOPSIS struct {
	Scope Scope // Pooled keeps best and worst over the periods
}

func (TOPSIS) Method() string { return "topsis" }

func (b TOPSIS) check() error { return nil }

func (b TOPSIS) combine(f *family) ([]float64, error) {
	if err := f.complete(); err != nil {
		return nil, err
	}
	total := 0.0
	for _, w := range f.weights {
		total += w
	}
	out := make([]float64, len(f.table.Units))
	for _, rows := range f.table.slices(b.Scope == Pooled) {
		best, worst := make([]float64, len(f.x)), make([]float64, len(f.x))
		for j, x := range f.x {
			best[j], worst[j] = x[rows[0]], x[rows[0]]
			for _, i := range rows {
				best[j], worst[j] = max(best[j], x[i]), min(worst[j], x[i])
			}
		}
		for _, i := range rows {
			up, down := 0.0, 0.0
			for j, x := range f.x {
				w := f.weights[j] / total
				above, below := w*(best[j]-x[i]), w*(x[i]-worst[j])
				up += float64(above * above)
				down += float64(below * below)
			}
			up, down = math.Sqrt(up), math.Sqrt(down)
			if up+down == 0 {
				return nil, faulty(Constant, append([]string{f.parent}, f.codes...)...)
			}
			out[i] = down / (up + down)
		}
	}
	return out, nil
}

// complete refuses a missing score.
func (f *family) complete() error {
	for j, x := range f.x {
		for i, v := range x {
			if math.IsNaN(v) {
				return &Fault{Kind: Missing, Names: []string{f.codes[j], f.parent}, Place: f.table.Units[i], Period: f.table.period(i)}
			}
		}
	}
	return nil
}
