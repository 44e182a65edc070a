package composite

import "math"

// Denominate divides indicators by a size: those and by what the hierarchy says,
// except where By says otherwise.
type Denominate struct {
	By []Denomination
}

// Denomination is one indicator and the denominator it is divided by.
type Denomination struct {
	Code        string
	Denominator string  // "" to leave the indicator as it is
	Scale       float64 // the indicator is per so many units of the denominator; 0 means 1
}

func (s Denominate) Name() string { return "denominate" }

// plan gives the denomination of each indicator, in their order.
func (s Denominate) plan(h *Hierarchy) []Denomination {
	out := make([]Denomination, len(h.Level(1)))
	for i, n := range h.Level(1) {
		out[i] = Denomination{Code: n.Code, Denominator: n.Denominator}
		for _, by := range s.By {
			if by.Code == n.Code {
				out[i] = by
			}
		}
		if out[i].Scale == 0 {
			out[i].Scale = 1
		}
	}
	return out
}

func (s Denominate) check(h *Hierarchy, d *Data) error {
	for i, by := range s.By {
		if err := indicator(h, by.Code); err != nil {
			return err
		}
		for _, other := range s.By[:i] {
			if other.Code == by.Code {
				return faulty(DuplicateCode, by.Code)
			}
		}
		if !(by.Scale >= 0) || math.IsInf(by.Scale, 1) {
			return &Fault{Kind: BadStep, Names: []string{by.Code}, Value: by.Scale}
		}
	}
	raw := d.raw(h)
	for i, by := range s.plan(h) {
		if by.Denominator == "" {
			continue
		}
		size := d.denominator(by.Denominator)
		if size == nil {
			return faulty(UnknownDenominator, by.Code, by.Denominator)
		}
		for row, v := range raw.Values[i] {
			if !math.IsNaN(v) && size[row] <= 0 {
				f := &Fault{Kind: BadDenominator, Names: []string{by.Code, by.Denominator}, Place: d.Units[row], Value: size[row]}
				if d.Periods != nil {
					f.Period = d.Periods[row]
				}
				return f
			}
		}
	}
	return nil
}

func (s Denominate) apply(r *run, in *Table) (*Stage, error) {
	t := in.like()
	stage := &Stage{Table: t}
	for j, by := range s.plan(r.h) {
		if by.Denominator == "" {
			continue
		}
		size := r.d.denominator(by.Denominator)
		x := make([]float64, len(t.row))
		for i, row := range t.row {
			v := in.Values[j][i]
			x[i] = v / (size[row] / by.Scale)
			if math.Abs(x[i]) > largest {
				return nil, &Fault{Kind: TooLarge, Names: []string{by.Code, by.Denominator}, Place: t.Units[i], Period: t.period(i), Value: x[i]}
			}
			if math.IsNaN(x[i]) && !math.IsNaN(v) {
				stage.Lost = append(stage.Lost, Cell{Code: by.Code, Place: t.Units[i], Period: t.period(i), Value: v})
			}
		}
		if present(x) == 0 {
			return nil, faulty(AllMissing, by.Code, by.Denominator)
		}
		t.Values[j] = x
	}
	return stage, nil
}

// indicator refuses a code that is not one.
func indicator(h *Hierarchy, code string) error {
	if n, known := h.Node(code); !known || n.Level != 1 {
		return faulty(UnknownCode, code)
	}
	return nil
}
