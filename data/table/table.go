// Package table understands official tables as received: which cells are the
// preamble, the header, the marks and the notes, which rows are indicators
// and which are places, and what each number is.
package table

import (
	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/shopspring/decimal"
)

// Value is one number of a table before names are joined.
type Value struct {
	Label  string          // indicator as printed (mark and numbering included)
	Place  string          // place as printed; "" where the table names none
	Period city.Period     //
	Facet  city.Facet      //
	Value  decimal.Decimal //
	Unit   string          // normalised; "" where the table doesn't say
	Status city.Status     //
	Price  city.PriceBasis //
	Marks  []string        // "*", "[]", "①" found at the label, the header or the value
	Roster string          // facet Rank
	Base   city.Period     // facet Growth
	Parent string          // label of the row that this 其中 row is part of
	Group  string          // category column or heading
	Cell   string          // "E9"
	Raw    string          // the cell's text
	Note   string
}

// Break is a change of definition that the table's own note states.
type Break struct {
	Label string
	Place string
	From  city.Period
	Note  string   // the note's sentence
	Cells []string // the marked label and the note
}

// Table is what was understood of one sheet.
type Table struct {
	Grid      *grid.Grid
	Title     string
	Publisher string   // from a 数据来源 / 编制单位 line
	Notes     []string // note lines, as printed
	Values    []Value
	Breaks    []Break
	Findings  []city.Finding // what was read with doubt
}

// Hints settle what cannot be read unaided: one entry of tables.yaml.
type Hints struct {
	File       string            `yaml:"file"`
	Sheet      string            `yaml:"sheet"`
	Skip       bool              `yaml:"skip"`        // do not read this table
	HeaderRows []int             `yaml:"header_rows"` // 1-based
	Rows       string            `yaml:"rows"`        // "indicators", "places" or "periods": what a row is
	LabelCol   string            `yaml:"label_column"`
	Place      string            `yaml:"place"`
	Period     string            `yaml:"period"`
	Indicator  string            `yaml:"indicator"`
	Unit       string            `yaml:"unit"`
	Units      map[string]string `yaml:"units"` // by label
	Marks      map[string]string `yaml:"marks"` // "*": "break 2016", "[]": "estimate"
	Price      string            `yaml:"price"`
	Source     string            `yaml:"source"`
}

// Read understands one sheet. The error is a *city.Error that says which row
// could not be read.
func Read(g *grid.Grid, places *catalog.Places, indicators *catalog.Indicators, h Hints) (*Table, error) {
	return nil, city.Errorf("unread", "%s 未读", "%s is not read", g.File)
}
