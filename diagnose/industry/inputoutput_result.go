package industry

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/inputoutput"
)

// InputOutputResult is what an input-output table says. Sectors stand in the order
// of the table.
type InputOutputResult struct {
	Title   string       `json:"title"`
	Files   []File       `json:"files"`
	Sectors []SectorView `json:"sectors"`
	Region  *RegionView  `json:"region"`
	Fitted  *FittedView  `json:"fitted"`
	Shock   *ShockView   `json:"shock"`
	Notes   []city.Text  `json:"notes"`
}

// SectorView is one sector.
type SectorView struct {
	Sector      string         `json:"sector"`
	Output      city.Number    `json:"output"`
	Final       city.Number    `json:"final"`
	Multiplier  city.Number    `json:"multiplier"`
	Backward    city.Number    `json:"backward"`    // power of dispersion, mean 1
	Forward     city.Number    `json:"forward"`     // by Ghosh, mean 1
	Sensitivity city.Number    `json:"sensitivity"` // by Leontief, mean 1
	Key         bool           `json:"key"`         // both linkages above 1
	Uses        []UseView      `json:"uses"`
	Extraction  ExtractionView `json:"extraction"`
}

// UseView is what one unit of final use of a sector asks of a use in all.
type UseView struct {
	Use        string      `json:"use"`
	Multiplier city.Number `json:"multiplier"`
}

// ExtractionView is the output that all lose without a sector.
type ExtractionView struct {
	Total    city.Number `json:"total"`
	Share    city.Number `json:"share"`
	Backward city.Number `json:"backward"`
	Forward  city.Number `json:"forward"`
}

// RegionView is a region's coefficients, by seller, then by buyer.
type RegionView struct {
	Method       inputoutput.Quotient `json:"method"`
	Delta        city.Number          `json:"delta"`
	Sectors      []RegionSector       `json:"sectors"`
	Coefficients [][]city.Number      `json:"coefficients"`
}

// RegionSector is what a sector buys in the region and outside, per unit of output.
type RegionSector struct {
	Sector   string      `json:"sector"`
	Output   city.Number `json:"output"`
	Quotient city.Number `json:"quotient"`
	Local    city.Number `json:"local"`
	Imported city.Number `json:"imported"`
}

// FittedView is the table made to fit new sums; Final, in the order of the
// specification, has no columns where the sums were of deliveries between sectors
// only.
type FittedView struct {
	Iterations int             `json:"iterations"`
	Flows      [][]city.Number `json:"flows"`
	Final      [][]city.Number `json:"final"`
}

// ShockView is what a cut leaves.
type ShockView struct {
	Cuts        []Cut        `json:"cuts"`
	FinalFirst  bool         `json:"final_first"`
	Essential   city.Number  `json:"essential"`
	Loss        city.Number  `json:"loss"`
	Share       city.Number  `json:"share"`
	Rounds      int          `json:"rounds"`
	Stops       []StopView   `json:"stops"` // the hardest hit first
	Substitutes []FilledView `json:"substitutes"`
	Gaps        []GapView    `json:"gaps"` // deliveries that nobody replaced
}

// StopView is a sector that makes less. Binding is the input that it lacks most,
// null where it was cut itself.
type StopView struct {
	Sector  string      `json:"sector"`
	Left    city.Number `json:"left"`
	Loss    city.Number `json:"loss"`
	Binding *string     `json:"binding"`
	Round   int         `json:"round"`
}

// FilledView is what a substitute was asked for and gave.
type FilledView struct {
	For    string      `json:"for"`
	By     string      `json:"by"`   // blank: from elsewhere
	User   string      `json:"user"` // blank: all
	Asked  city.Number `json:"asked"`
	Amount city.Number `json:"amount"`
}

// GapView is what is still lacking of a sector's deliveries to others.
type GapView struct {
	Sector string      `json:"sector"`
	Amount city.Number `json:"amount"`
}
