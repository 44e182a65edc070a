package catalog

import "github.com/quanyu/quanyu/city"

// Indicators is an index of indicators and concepts.
type Indicators struct{}

// Reading is what a printed label says.
type Reading struct {
	ID         string     // indicator ID; the cleaned label where the catalog lacks it
	Known      bool       // whether the catalog (or the study) has it
	Label      string     // cleaned: no numbering, marks, 其中, unit in brackets, spaces
	Facet      city.Facet // growth for "…增速", "…比上年增长" of a known indicator
	Definition string     // words that narrow the indicator: "规上", "政府工作报告口径"; "" is the usual one
	Unit       string     // the unit in brackets, if the label has one
	Price      city.PriceBasis
}

// NewIndicators gives the embedded indicators and concepts.
func NewIndicators() *Indicators { return &Indicators{} }

// Add adds or replaces indicators and concepts (those of a study).
func (x *Indicators) Add(list []city.Indicator, concepts []city.Concept) error { return nil }

// Learn makes the indicator of a table that the catalog lacks known under its
// cleaned label, with the unit printed there, so that sentences can name it.
// Labels "A占B的比重" and "人均A" get their kind and identity from the words.
func (x *Indicators) Learn(r Reading) {}

// Get gives an indicator by ID (or learned label).
func (x *Indicators) Get(id string) (city.Indicator, bool) { return city.Indicator{}, false }

// Name is the Chinese name of an ID; the ID itself if it is unknown.
func (x *Indicators) Name(id string) string { return id }

// Resolve reads a printed label of a table or the indicator column of
// facts.csv (which may also hold an ID).
func (x *Indicators) Resolve(label string) Reading { return Reading{} }

// Find lists the indicators named in running text: longest names first, in
// order of appearance, without overlaps.
func (x *Indicators) Find(text string) []Mention { return nil }

// FindConcepts lists the concepts named in running text.
func (x *Indicators) FindConcepts(text string) []Mention { return nil }

// Concept gives a concept by ID.
func (x *Indicators) Concept(id string) (city.Concept, bool) { return city.Concept{}, false }

// All lists the indicators in the order of the catalog, learned ones last.
func (x *Indicators) All() []city.Indicator { return nil }
