package panel

import (
	"cmp"
	"math"
	"slices"
)

// Reason says why rows left the sample.
type Reason string

// The stages of a sample, in the order in which they happen.
const (
	Given           Reason = "given"
	Missing         Reason = "missing"          // a variable has no value in the row
	SingletonUnit   Reason = "singleton_unit"   // the only row of its unit
	SingletonPeriod Reason = "singleton_period" // the only row of its period
)

// Stage is one step from the rows that were given to the rows that are used.
type Stage struct {
	Reason       Reason
	Variable     string // the one that is missing; else ""
	DroppedRows  int
	DroppedUnits []int // units that have no row left because of this stage
	Rows, Units  int   // what remains after it
}

// Sample is the rows that are used, ordered by unit, then by period, so that
// the order in which rows were given changes no bit of a result.
type Sample struct {
	Rows      []int // index of each used row in the data as given
	Unit      []int // 0 to len(UnitIDs)-1, for each used row
	Period    []int // 0 to len(PeriodIDs)-1, for each used row
	UnitIDs   []int // the unit's number as given, ascending
	PeriodIDs []int // the period's number as given, ascending
	Flow      []Stage
}

// Select makes the sample of a regression. unit, period and each of the
// columns have n entries; names name the columns. A value that is not finite
// counts as missing. Singletons of units and of periods are left out where
// the effects of these are estimated, as they carry nothing (Correia 2015).
// The fault is DuplicateRow or NoRows.
func Select(unit, period []int, columns [][]float64, names []string, unitEffects, periodEffects bool) (*Sample, error) {
	if len(unit) != len(period) || len(columns) != len(names) {
		panic("panel: Select needs a period for each unit and a name for each column")
	}
	s := &Sample{Rows: make([]int, len(unit))}
	for i := range s.Rows {
		s.Rows[i] = i
	}
	slices.SortStableFunc(s.Rows, func(a, b int) int {
		return cmp.Or(cmp.Compare(unit[a], unit[b]), cmp.Compare(period[a], period[b]))
	})
	for i := 1; i < len(s.Rows); i++ {
		if a, b := s.Rows[i-1], s.Rows[i]; unit[a] == unit[b] && period[a] == period[b] {
			return nil, &Fault{Kind: DuplicateRow, Row: max(a, b)}
		}
	}
	s.Flow = []Stage{{Reason: Given, Rows: len(s.Rows), Units: len(distinct(s.Rows, unit))}}
	for c, column := range columns {
		if len(column) != len(unit) {
			panic("panel: Select needs columns of one length")
		}
		s.drop(Missing, names[c], unit, func(row int) bool {
			return math.IsNaN(column[row]) || math.IsInf(column[row], 0)
		})
	}
	s.dropSingletons(unit, period, unitEffects, periodEffects)
	if len(s.Rows) == 0 {
		return nil, Faulty(NoRows)
	}
	s.UnitIDs, s.PeriodIDs = distinct(s.Rows, unit), distinct(s.Rows, period)
	s.Unit, s.Period = number(s.Rows, unit, s.UnitIDs), number(s.Rows, period, s.PeriodIDs)
	return s, nil
}

// dropSingletons leaves out rows that are alone, until there are none.
func (s *Sample) dropSingletons(unit, period []int, unitEffects, periodEffects bool) {
	for {
		before := len(s.Rows)
		if unitEffects {
			count := tally(s.Rows, unit)
			s.drop(SingletonUnit, "", unit, func(row int) bool { return count[unit[row]] == 1 })
		}
		if periodEffects {
			count := tally(s.Rows, period)
			s.drop(SingletonPeriod, "", unit, func(row int) bool { return count[period[row]] == 1 })
		}
		if len(s.Rows) == before {
			return
		}
	}
}

// drop leaves out rows and notes the stage, if there are any.
func (s *Sample) drop(reason Reason, variable string, unit []int, out func(row int) bool) {
	kept := make([]int, 0, len(s.Rows))
	for _, row := range s.Rows {
		if !out(row) {
			kept = append(kept, row)
		}
	}
	if len(kept) == len(s.Rows) {
		return
	}
	before, after := distinct(s.Rows, unit), distinct(kept, unit)
	stage := Stage{Reason: reason, Variable: variable, DroppedRows: len(s.Rows) - len(kept), Rows: len(kept), Units: len(after)}
	for _, u := range before {
		if _, found := slices.BinarySearch(after, u); !found {
			stage.DroppedUnits = append(stage.DroppedUnits, u)
		}
	}
	s.Rows, s.Flow = kept, append(s.Flow, stage)
}

// Take gives the used rows of a column, in the sample's order.
func (s *Sample) Take(column []float64) []float64 {
	out := make([]float64, len(s.Rows))
	for i, row := range s.Rows {
		out[i] = column[row]
	}
	return out
}

// Balanced reports whether all units have equally many rows.
func (s *Sample) Balanced() bool {
	count := make([]int, len(s.UnitIDs))
	for _, u := range s.Unit {
		count[u]++
	}
	return slices.Max(count) == slices.Min(count)
}

// tally counts the rows of each number.
func tally(rows, ids []int) map[int]int {
	count := map[int]int{}
	for _, row := range rows {
		count[ids[row]]++
	}
	return count
}

// distinct gives the numbers that rows have, ascending.
func distinct(rows, ids []int) []int {
	out := make([]int, 0, len(rows))
	for _, row := range rows {
		out = append(out, ids[row])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// number gives each row the place of its number among the sorted ones.
func number(rows, ids, sorted []int) []int {
	out := make([]int, len(rows))
	for i, row := range rows {
		out[i], _ = slices.BinarySearch(sorted, ids[row])
	}
	return out
}
