package benchmark

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite"
)

// Table holds the figures of an index: those that its specification names.
type Table struct {
	composite.Data
	Nodes   []composite.Node   // of a meta file; else those of the specification
	Names   map[string]string  // of places that have another name than their key in Units
	Margins []composite.Column // by code of an indicator or denominator, half the width within which each figure lies
	Files   []File
	History map[string]History                                                     // values of indicators after denominators over more years, by code; nil where there are none
	Notes   []city.Text                                                            // what a reader must know of the figures
	Where   func(code string, row int) (file, sheet string, line int, cell string) // of a figure; nil where it is not known
}
