package catalog

import "github.com/quanyu/quanyu/city"

// Places is an index of places and rosters.
type Places struct{}

// Mention is a name found in running text, at byte offsets [Start, End).
type Mention struct {
	Start, End int
	ID         string // place code, roster ID, indicator ID or concept ID
	Match      Match
	Definition string // indicators: the definition that the words name
}

// NewPlaces gives the embedded places and rosters.
func NewPlaces() *Places { return &Places{} }

// Add adds or replaces places and rosters (those of a study). Names that
// don't resolve are errors.
func (p *Places) Add(places []city.Place, rosters []city.Roster) error { return nil }

// Get gives a place by code.
func (p *Places) Get(code string) (city.Place, bool) { return city.Place{}, false }

// Name is the full Chinese name of a code; the code itself if it is unknown.
func (p *Places) Name(code string) string { return code }

// Resolve finds the place that a name means. within is the code of the place
// that the table or the study is about; a district or a prefecture below it
// wins over a name elsewhere. missing are codes that the table lacks: among
// equally close suggestions for a misprint they come first.
func (p *Places) Resolve(name, within string, missing ...string) Resolution { return Resolution{} }

// Find lists the places named in running text, longest names first, in order
// of appearance, without overlaps.
func (p *Places) Find(text, within string) []Mention { return nil }

// Roster finds a roster by its ID or an alias ("15城市", "副省级城市").
func (p *Places) Roster(name string) (city.Roster, bool) { return city.Roster{}, false }

// FindRosters lists the rosters named in running text.
func (p *Places) FindRosters(text string) []Mention { return nil }
