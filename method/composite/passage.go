package composite

import (
	"math"
	"slices"
)

// Change is one way in which two versions of an index differ.
type Change string

// The changes, in the order in which Passages makes them: the indicators first,
// then what they weigh, then what is done with them.
const (
	Dropped    Change = "dropped"    // indicators that only the first version has
	Regrouped  Change = "regrouped"  // aggregates, and which of them indicators are under
	Added      Change = "added"      // indicators that only the second has
	Reweighted Change = "weights"    // given weights, and methods that weigh
	Resized    Change = "denominate" // what indicators are divided by
	Retargeted Change = "targets"    // directions, targets and goalposts
	Reimputed  Change = "impute"
	Rescreened Change = "screen" // who is left out, and when
	Retreated  Change = "treat"
	Rescaled   Change = "normalise"
	Combining  Change = "aggregate"
)

// Changes lists them in their order.
var Changes = []Change{Dropped, Regrouped, Added, Reweighted, Resized, Retargeted, Reimputed, Rescreened, Retreated, Rescaled, Combining}

// Passage is the index after one more change on the way from one version to
// another.
type Passage struct {
	Changes []Change // one; more where no index can be computed between them
	Codes   []string // the indicators that are dropped or added
	Fault   error    // why there is no index between, or nil
	Result  *Result
}

// Passages goes from one version of an index to another on the same data, one
// change at a time in the order of Changes, and one indicator at a time where they
// are dropped or added; what does not differ is left out, so that versions which
// say the same have no passage. The last passage is the second version.
//
// Between the two, an indicator that only the second version has, or has under
// another aggregate, comes with its direction, targets, denominator and
// settings of its own, and with the share of its family's weight that it has
// there among those that have come; its siblings divide the rest as they did
// before. Data that are not the same are a *Fault of kind OtherData, which names
// what differs.
func Passages(a, b *Result) ([]Passage, error) {
	d, err := merge(a.Data, b.Data)
	if err != nil {
		return nil, err
	}
	w := &way{data: d, a: newVersion(a), b: newVersion(b)}
	var out []Passage
	var next Passage
	points := w.points()
	for i, p := range points {
		if !slices.Contains(next.Changes, p.by) {
			next.Changes = append(next.Changes, p.by)
		}
		if p.code != "" {
			next.Codes = append(next.Codes, p.code)
		}
		r, err := w.at(p)
		if err != nil && i < len(points)-1 {
			if next.Fault == nil {
				next.Fault = err
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		next.Result = r
		out, next = append(out, next), Passage{}
	}
	return out, nil
}

// merge puts the columns of two data sets together, with the rows in the order of
// the first. Rows of only one, and a column that both have with other figures,
// are refused.
func merge(a, b *Data) (*Data, error) {
	type key struct {
		unit   string
		period int
	}
	keyed := func(d *Data, row int) key {
		if d.Periods == nil {
			return key{unit: d.Units[row]}
		}
		return key{d.Units[row], d.Periods[row]}
	}
	at := make(map[key]int, len(b.Units))
	for i := range b.Units {
		at[keyed(b, i)] = i
	}
	rows := make([]int, len(a.Units)) // of b, by row of a
	for i := range a.Units {
		k := keyed(a, i)
		row, known := at[k]
		if !known {
			return nil, &Fault{Kind: OtherData, Place: k.unit, Period: k.period}
		}
		rows[i] = row
		delete(at, k)
	}
	for i := range b.Units { // what is left, in the order of b
		if k := keyed(b, i); len(at) > 0 {
			if _, left := at[k]; left {
				return nil, &Fault{Kind: OtherData, Place: k.unit, Period: k.period}
			}
		}
	}
	out := &Data{Units: a.Units, Periods: a.Periods}
	var err error
	if out.Indicators, err = mergeColumns(a, a.Indicators, b.Indicators, rows); err != nil {
		return nil, err
	}
	if out.Denominators, err = mergeColumns(a, a.Denominators, b.Denominators, rows); err != nil {
		return nil, err
	}
	out.Groups = slices.Clone(a.Groups)
	for _, g := range b.Groups {
		label := make([]string, len(rows))
		for i, row := range rows {
			label[i] = g.Label[row]
		}
		switch have := a.group(g.Name); {
		case have == nil:
			out.Groups = append(out.Groups, Grouping{g.Name, label})
		case !slices.Equal(have, label):
			return nil, &Fault{Kind: OtherData, Names: []string{g.Name}}
		}
	}
	return out, nil
}

// mergeColumns puts those of a before those that only b has.
func mergeColumns(d *Data, a, b []Column, rows []int) ([]Column, error) {
	out := slices.Clone(a)
	for _, c := range b {
		values := make([]float64, len(rows))
		for i, row := range rows {
			values[i] = c.Values[row]
		}
		k := slices.IndexFunc(a, func(x Column) bool { return x.Code == c.Code })
		if k < 0 {
			out = append(out, Column{c.Code, values})
			continue
		}
		for i, v := range a[k].Values {
			if v != values[i] && !(math.IsNaN(v) && math.IsNaN(values[i])) {
				f := &Fault{Kind: OtherData, Names: []string{c.Code}, Place: d.Units[i]}
				if d.Periods != nil {
					f.Period = d.Periods[i]
				}
				return nil, f
			}
		}
	}
	return out, nil
}
