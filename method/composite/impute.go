package composite

import (
	"math"
	"slices"
)

// Imputation is a way to fill what is missing.
type Imputation string

// The imputations. Means and medians are over the places of the same period.
const (
	ImputeNone        Imputation = "none"
	ImputeMean        Imputation = "mean"
	ImputeMedian      Imputation = "median"
	ImputeGroupMean   Imputation = "group_mean"
	ImputeGroupMedian Imputation = "group_median"
	ImputeLatest      Imputation = "latest" // the place's last earlier value
	ImputeLinear      Imputation = "linear" // over time between neighbours; before the first and after the last, the nearest
)

// Impute fills missing values. What cannot be filled stays missing: a group
// without any value, a place without an earlier one, a row without a group.
type Impute struct {
	Method  Imputation
	Group   string // the grouping, for the two that need one
	Periods int    // ImputeLatest looks at the last so many earlier periods of the panel; 0 means all
}

func (s Impute) Name() string { return "impute" }

func (s Impute) check(h *Hierarchy, d *Data) error {
	switch s.Method {
	case ImputeNone, ImputeMean, ImputeMedian:
	case ImputeGroupMean, ImputeGroupMedian:
		if d.group(s.Group) == nil {
			return faulty(UnknownGroup, s.Group)
		}
	case ImputeLatest, ImputeLinear:
		if d.Periods == nil {
			return faulty(NoPeriods, string(s.Method))
		}
	default:
		return faulty(BadStep, string(s.Method))
	}
	if s.Periods < 0 {
		return &Fault{Kind: BadStep, Names: []string{"periods"}, Value: float64(s.Periods)}
	}
	return nil
}

func (s Impute) apply(r *run, in *Table) (*Stage, error) {
	stage := &Stage{Table: in.like()}
	var groups [][]int
	switch s.Method {
	case ImputeNone:
		return stage, nil
	case ImputeLatest, ImputeLinear:
		groups = in.series()
	default:
		groups = in.slices(false)
		if s.Method == ImputeGroupMean || s.Method == ImputeGroupMedian {
			groups = in.divide(groups, r.d.group(s.Group))
		}
	}
	calendar := in.calendar()
	for j, x := range in.Values {
		if present(x) == len(x) {
			continue
		}
		y := slices.Clone(x)
		stage.Table.Values[j] = y
		from := make([]int, len(x))
		for _, rows := range groups {
			s.fill(in, calendar, rows, x, y, from)
		}
		for i := range x {
			if math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
				stage.Imputed = append(stage.Imputed, Cell{in.Codes[j], in.Units[i], in.period(i), y[i], from[i]})
			}
		}
	}
	return stage, nil
}

// fill puts values into y where x, over some rows, has none.
func (s Impute) fill(t *Table, calendar, rows []int, x, y []float64, from []int) {
	switch s.Method {
	case ImputeLatest:
		last := -1
		for _, i := range rows {
			switch {
			case !math.IsNaN(x[i]):
				last = i
			case last >= 0 && (s.Periods == 0 || between(calendar, t.Periods[last], t.Periods[i]) <= s.Periods):
				y[i], from[i] = x[last], t.Periods[last]
			}
		}
	case ImputeLinear:
		interpolate(t.Periods, rows, x, y)
	default:
		v := take(x, rows)
		if len(v) == 0 {
			return
		}
		value := mean(v)
		if s.Method == ImputeMedian || s.Method == ImputeGroupMedian {
			value = median(v)
		}
		for _, i := range rows {
			if math.IsNaN(x[i]) {
				y[i] = value
			}
		}
	}
}

// interpolate fills a series by straight lines over the years.
func interpolate(years, rows []int, x, y []float64) {
	last := -1 // of the rows with a value, as a position in rows
	for k, i := range rows {
		if math.IsNaN(x[i]) {
			continue
		}
		for g := last + 1; g < k; g++ {
			if last < 0 {
				y[rows[g]] = x[i]
				continue
			}
			a, b := rows[last], i
			share := float64(years[rows[g]]-years[a]) / float64(years[b]-years[a])
			y[rows[g]] = x[a] + float64((x[b]-x[a])*share)
		}
		last = k
	}
	for g := last + 1; last >= 0 && g < len(rows); g++ {
		y[rows[g]] = x[rows[last]]
	}
}

// series lists the rows of each place, in the order of time.
func (t *Table) series() [][]int {
	at := map[string]int{}
	var out [][]int
	for i, u := range t.Units {
		k, seen := at[u]
		if !seen {
			k = len(out)
			at[u], out = k, append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	for _, rows := range out {
		slices.SortFunc(rows, func(a, b int) int { return t.Periods[a] - t.Periods[b] })
	}
	return out
}

// divide cuts lists of rows by label; rows without one are left out.
func (t *Table) divide(lists [][]int, label []string) [][]int {
	var out [][]int
	for _, rows := range lists {
		at := map[string]int{}
		for _, i := range rows {
			l := label[t.row[i]]
			if l == "" {
				continue
			}
			k, seen := at[l]
			if !seen {
				k = len(out)
				at[l], out = k, append(out, nil)
			}
			out[k] = append(out[k], i)
		}
	}
	return out
}

// calendar lists the periods of a table once each, the earliest first.
func (t *Table) calendar() []int {
	out := slices.Clone(t.Periods)
	slices.Sort(out)
	return slices.Compact(out)
}

// between counts the periods of the calendar from one to another.
func between(calendar []int, from, to int) int {
	a, _ := slices.BinarySearch(calendar, from)
	b, _ := slices.BinarySearch(calendar, to)
	return b - a
}
