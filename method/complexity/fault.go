package complexity

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// The faults of data that are refused, beside panel.NoRows and
// panel.DuplicateRow.
const (
	NegativeValue panel.Kind = "negative_value" // a quantity below zero
	NotFinite     panel.Kind = "not_finite"     // no number, or an infinite one
	TooLarge      panel.Kind = "too_large"      // quantities whose products overflow
	NoName        panel.Kind = "no_name"        // a place or an activity without a name
	OnePlace      panel.Kind = "one_place"      // nothing to compare with
	OneActivity   panel.Kind = "one_activity"   // nothing to be specialised in
	FewPresent    panel.Kind = "few_present"    // fewer than two places, or activities, reach the cutoff
	NotCount      panel.Kind = "not_count"      // a count that is not a whole number
	Disconnected  panel.Kind = "disconnected"   // places that share no activity, by any path, with the others
	TooEven       panel.Kind = "too_even"       // the second direction is not determined: places or activities are exchangeable
	NoSign        panel.Kind = "no_sign"        // nothing says which end of the index is the complex one
	Constant      panel.Kind = "constant"       // one value only, where a spread is divided by
	NoIncome      panel.Kind = "no_income"      // no place of the table has an income, or one is not positive
	NoOutside     panel.Kind = "no_outside"     // no activity has a score from outside
	OtherPlaces   panel.Kind = "other_places"   // two tables that must have the same places
	NoDraw        panel.Kind = "no_draw"        // every resample was disconnected
	NoBase        panel.Kind = "no_base"        // growth from nothing
)

// largest keeps a total times a total within what a number holds.
const largest = 1e150

// quantity checks one value of a table.
func quantity(v float64) (panel.Kind, bool) {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return NotFinite, false
	case v < 0:
		return NegativeValue, false
	case v > largest:
		return TooLarge, false
	}
	return "", true
}
