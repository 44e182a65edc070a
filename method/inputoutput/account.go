package inputoutput

import "github.com/quanyu/quanyu/method/panel"

// Regions says where the sectors of a table of several regions are. Every region
// has the same sectors in the same order, and Final has one column for each region.
type Regions struct {
	Names   []string
	Sectors int // in each
}

// Account is a use (jobs, energy, emissions) by whose demand it serves, one
// figure for each region and sector in the order of the table.
type Account struct {
	Production  []float64 // where it is used
	Consumption []float64 // for whose final use, by what is bought
	Imported    []float64 // of that, used in other regions
	Exported    []float64 // used here for the final use of other regions
}

// Accounts gives those of a use by its intensity per unit of output.
func (t *Table) Accounts(r Regions, intensity []float64, leontief [][]float64) (*Account, error) {
	n := len(t.Sectors)
	if len(r.Names) < 2 {
		return nil, panel.Faulty(OneRegion, r.Names...)
	}
	if len(r.Names)*r.Sectors != n || len(t.Final[0]) != len(r.Names) {
		return nil, panel.Faulty(WrongLength)
	}
	a := &Account{Production: make([]float64, n), Consumption: make([]float64, n), Imported: make([]float64, n), Exported: make([]float64, n)}
	for i, row := range leontief {
		here := i / r.Sectors
		for there := range r.Names {
			for k := range r.Sectors {
				made := 0.0 // by i for what the region there buys of sector k, from everywhere
				for from := range r.Names {
					made += float64(row[from*r.Sectors+k] * t.Final[from*r.Sectors+k][there])
				}
				use, column := float64(intensity[i]*made), there*r.Sectors+k
				a.Production[i] += use
				a.Consumption[column] += use
				if here != there {
					a.Imported[column] += use
					a.Exported[i] += use
				}
			}
		}
	}
	return a, nil
}
