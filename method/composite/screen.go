package composite

import (
	"math"
	"slices"
)

// Screen leaves out rows with too little data.
type Screen struct {
	Available float64  // least share of indicators with a value; 0 asks for none
	NonZero   float64  // least share of the values that are not zero; 0 asks for none
	Only      []string // if not nil, no other places than these
	Keep      []string // these whatever their data
	Drop      []string // these never
}

// Screening is what was found out about one row.
type Screening struct {
	Place         string
	Period        int // 0 for one cross-section
	Missing, Zero int // counts of indicators
	Available     float64
	NonZero       float64 // share of the values there; NaN without any
	Included      bool
}

func (s Screen) Name() string { return "screen" }

func (s Screen) check(h *Hierarchy, d *Data) error {
	for _, v := range []float64{s.Available, s.NonZero} {
		if !(v >= 0 && v <= 1) {
			return &Fault{Kind: BadStep, Names: []string{"share"}, Value: v}
		}
	}
	for _, list := range [][]string{s.Only, s.Keep, s.Drop} {
		for _, u := range list {
			if !d.hasUnit(u) {
				return faulty(UnknownPlace, u)
			}
		}
	}
	for _, u := range s.Keep {
		if slices.Contains(s.Drop, u) {
			return faulty(BadStep, u)
		}
	}
	return nil
}

func (s Screen) apply(r *run, in *Table) (*Stage, error) {
	stage := &Stage{Screen: make([]Screening, len(in.Units))}
	var kept []int
	places := map[string]bool{}
	for i, unit := range in.Units {
		a := in.availability(i)
		a.Included = a.Available >= s.Available && (s.NonZero == 0 || a.NonZero >= s.NonZero)
		if slices.Contains(s.Keep, unit) {
			a.Included = true
		}
		if slices.Contains(s.Drop, unit) || s.Only != nil && !slices.Contains(s.Only, unit) {
			a.Included = false
		}
		if stage.Screen[i] = a; a.Included {
			kept, places[unit] = append(kept, i), true
		}
	}
	switch len(places) {
	case 0:
		return nil, faulty(NoPlace)
	case 1:
		return nil, faulty(OnePlace, in.Units[kept[0]])
	}
	stage.Table = in.rows(kept)
	for j, x := range stage.Table.Values {
		if present(x) == 0 {
			return nil, faulty(AllMissing, in.Codes[j])
		}
	}
	return stage, nil
}

// availability counts what a row has.
func (t *Table) availability(row int) Screening {
	a := Screening{Place: t.Units[row], Period: t.period(row)}
	for _, x := range t.Values {
		switch v := x[row]; {
		case math.IsNaN(v):
			a.Missing++
		case v == 0:
			a.Zero++
		}
	}
	n := float64(len(t.Values))
	a.Available = 1 - float64(a.Missing)/n
	a.NonZero = 1 - float64(a.Zero)/(n-float64(a.Missing))
	return a
}

// rows takes some rows out of a table.
func (t *Table) rows(kept []int) *Table {
	out := &Table{Codes: t.Codes, Values: make([][]float64, len(t.Values))}
	for _, i := range kept {
		out.Units, out.row = append(out.Units, t.Units[i]), append(out.row, t.row[i])
		if t.Periods != nil {
			out.Periods = append(out.Periods, t.Periods[i])
		}
	}
	for j, x := range t.Values {
		out.Values[j] = make([]float64, len(kept))
		for k, i := range kept {
			out.Values[j][k] = x[i]
		}
	}
	return out
}
