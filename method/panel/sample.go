package panel

import (
	"slices"

	"github.com/quanyu/quanyu/internal/parallel"
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

	asGiven bool // the rows are all that were given, in their order
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
	var units, periods *dimension
	parallel.Each(workersFor(len(unit)), 2, func(i int) {
		if i == 0 {
			units = newDimension(unit)
		} else {
			periods = newDimension(period)
		}
	})
	s := &Sample{Rows: sortRows(units, periods)}
	for i := 1; i < len(s.Rows); i++ {
		if a, b := s.Rows[i-1], s.Rows[i]; unit[a] == unit[b] && period[a] == period[b] {
			return nil, &Fault{Kind: DuplicateRow, Row: max(a, b)}
		}
	}
	s.Flow = []Stage{{Reason: Given, Rows: len(unit), Units: len(units.ids)}}
	out := make([]bool, len(unit))
	for _, column := range columns {
		if len(column) != len(unit) {
			panic("panel: Select needs columns of one length")
		}
	}
	missing := make([][]int, len(columns))
	parallel.Each(workersFor(len(unit)), len(columns), func(c int) {
		for row, v := range columns[c] {
			if v-v != 0 { // NaN or infinite
				missing[c] = append(missing[c], row)
			}
		}
	})
	for c, rows := range missing {
		s.drop(Missing, names[c], slices.DeleteFunc(rows, func(row int) bool { return out[row] }), out, units, periods)
	}
	s.dropSingletons(out, units, periods, unitEffects, periodEffects)
	left := s.Flow[len(s.Flow)-1].Rows
	if left == 0 {
		return nil, Faulty(NoRows)
	}
	if left < len(s.Rows) {
		s.Rows = slices.DeleteFunc(s.Rows, func(row int) bool { return out[row] })
	}
	s.asGiven = slices.IsSorted(s.Rows) && left == len(unit)
	s.UnitIDs, s.Unit = units.take(s.Rows)
	s.PeriodIDs, s.Period = periods.take(s.Rows)
	return s, nil
}

// dropSingletons leaves out rows that are alone, by turns of units and periods,
// until there are none.
func (s *Sample) dropSingletons(out []bool, units, periods *dimension, unitEffects, periodEffects bool) {
	for {
		before := len(s.Flow)
		if unitEffects {
			s.drop(SingletonUnit, "", units.single(), out, units, periods)
		}
		if periodEffects {
			s.drop(SingletonPeriod, "", periods.single(), out, units, periods)
		}
		if len(s.Flow) == before {
			return
		}
	}
}

// drop marks rows as out and notes the stage, if there are any.
func (s *Sample) drop(reason Reason, variable string, rows []int, out []bool, units, periods *dimension) {
	if len(rows) == 0 {
		return
	}
	last := s.Flow[len(s.Flow)-1]
	stage := Stage{Reason: reason, Variable: variable, DroppedRows: len(rows), Rows: last.Rows - len(rows), Units: last.Units}
	for _, row := range rows {
		out[row] = true
		periods.remove(row)
		if units.remove(row) {
			stage.DroppedUnits = append(stage.DroppedUnits, units.ids[units.of[row]])
		}
	}
	slices.Sort(stage.DroppedUnits)
	stage.Units -= len(stage.DroppedUnits)
	s.Flow = append(s.Flow, stage)
}

// Take gives the used rows of a column, in the sample's order.
func (s *Sample) Take(column []float64) []float64 {
	if s.asGiven {
		return slices.Clone(column)
	}
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
