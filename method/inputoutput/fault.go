package inputoutput

import "github.com/quanyu/quanyu/method/panel"

// The faults of data that are refused, beside panel.NoRows and
// panel.DuplicateRow.
const (
	WrongLength    panel.Kind = "wrong_length"    // a row or column longer or shorter than the sectors
	NotFinite      panel.Kind = "not_finite"      // no number, or an infinite one
	NegativeFlow   panel.Kind = "negative_flow"   // a delivery below zero
	NegativeOutput panel.Kind = "negative_output" // output below zero
	NoOutput       panel.Kind = "no_output"       // inputs without output
	Unbalanced     panel.Kind = "not_balanced"    // deliveries and final uses that do not add up to output
	Singular       panel.Kind = "singular"        // no inverse: a group of sectors uses all that it makes, or more
	TooMuchInput   panel.Kind = "too_much_input"  // a sector that takes more than it makes, where an inverse has negative parts
	NoName         panel.Kind = "no_name"         // a sector without a name
	BadShare       panel.Kind = "bad_share"       // a share that is not from 0 to 1
	UnknownSector  panel.Kind = "unknown_sector"  // a number that is no sector's
	OneRegion      panel.Kind = "one_region"      // accounts between regions need two
	BadRegion      panel.Kind = "bad_region"      // a region larger than the nation, or empty
	BadMargin      panel.Kind = "bad_margin"      // a margin below zero, for a table without negative cells
	UnequalMargins panel.Kind = "unequal_margins" // sums of rows and of columns that differ
	EmptyLine      panel.Kind = "empty_line"      // a row or column of zeros with a margin that is not
	NoConvergence             = panel.NoConvergence
)
