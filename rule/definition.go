package rule

import "github.com/quanyu/quanyu/city"

// At is where a definition stands.
type At struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// Head is what every definition but a field may say about itself.
type Head struct {
	Title city.Text
	Basis []Basis // those of its times too
	Text  string  // the clause
	Note  string
	Valid []Interval // by time, without overlap and gap; none: always
	At    At
}

// Basis is a document that a definition follows.
type Basis struct {
	Doc, Article, URL string
	Published         string // as written, "" where it's not known
	Checked           Day    // when a person last compared
	By                string
	Grade             string // A, B, C
	Note              string
}

// Status says what an interval of time is.
type Status string

const (
	InForce  Status = "in_force"
	Draft    Status = "draft"    // used only where a plan asks for drafts
	Replaced Status = "replaced" // was in force
	Expired  Status = "expired"  // was in force
	None     Status = "none"     // a stated gap
)

// Interval is a time with its status and, of a parameter, its value.
type Interval struct {
	From, To Day // both inclusive; To may be Open
	Status   Status
	Value    *Value    // of a parameter that is one value
	Words    []string  // of a parameter that is a list
	Brackets []Bracket // of a parameter that depends on another figure
	Basis    []Basis   // the documents of this time; none: those of the definition
	At       At
}

// BasisOf gives the documents behind one time of a definition; nil for the
// time stands for all of it.
func (h *Head) BasisOf(i *Interval) []Basis {
	if i != nil && len(i.Basis) > 0 {
		return i.Basis
	}
	return h.Basis
}

// Value is a number in base units, or the band that an expert may choose from.
type Value struct{ Low, High float64 }

// Edge says which end of a bracket its edge is.
type Edge uint8

const (
	Rest  Edge = iota // no end
	Upto              // figure <= edge
	Below             // figure < edge
)

// Bracket is a step of a table: the value for figures up to an edge.
type Bracket struct {
	Edge  Edge
	Limit float64 // in base units
	Value Value
}

// Kind is the kind of a field or an expression.
type Kind uint8

const (
	Number Kind = iota
	Bool
	Date
	Words // one of several words: a district, an industry, a name
)

// Field is a datum that a row holds.
type Field struct {
	Name, Entity string
	Title        city.Text
	Kind         Kind
	Unit         Unit     // of a Number
	Names        []string // other headings in registries
	Values       []string // of a closed list
	Note         string
	At           At
}

// Parameter is a dated, sourced number, or a list of words: of fields, of
// regions.
type Parameter struct {
	ID string
	Head
	Kind Kind // Number or Words
	Unit Unit // of a Number
	Of   Unit // of the edges of its brackets
}

// Formula is a number that others use as formula.ID.
type Formula struct {
	ID, Entity string
	Head
	Kind  Kind // Number, Bool or Date
	Unit  Unit // of a Number
	Needs []string
	Expr  *Expression
	Tests []Test
}

// Criterion is one condition. A score is a criterion whose Score isn't nil.
type Criterion struct {
	ID, Entity, Period string
	Head
	Needs           []string
	Applies         *Expression // nil: to every row of the entity
	Expr            *Expression // nil of a score
	Score           *Score
	ManualIfMissing bool // on_missing: manual
	Evidence        []string
	Tests           []Test
}

// Score is a sum of items that must reach a limit.
type Score struct {
	Items []Item
	Cap   *Expression // nil: none
	Pass  *Expression // the limit
	Above bool        // the sum must exceed it
}

// Item is a part of a score: one expression, the ends of a band, the better
// of several, or a group of items.
type Item struct {
	ID        string
	Title     city.Text
	Max       *Expression // of an item that isn't a group
	Expr      *Expression
	Low, High *Expression
	BetterOf  []*Expression
	Cap       *Expression // of a group; nil: none
	Items     []Item
}

// Programme combines criteria and says what a row gets that meets it.
type Programme struct {
	ID, Entity string
	Head
	Applies  *Expression
	Members  Member // of its own: ID is ""
	Either   bool   // met where one member is met; only the greatest benefit counts
	Benefits []*Benefit
	Tests    []Test
}

// Member is a criterion, a score or a programme by its ID, or a group.
type Member struct {
	ID  string
	All []Member
	Any []Member
	At  At
}

// Benefit is what a row gets. Expr gives yuan.
type Benefit struct {
	ID        string
	Programme string
	Title     city.Text
	Expr      *Expression // nil of the benefit of an either
	Payer     city.Text
	Kind      string // grant or tax
	Note      string
	Within    string // in a plan: the either that counts the greatest in its stead; "" where it's counted itself
	At        At
}

// Expression is an expression as it was written; a library has checked it.
type Expression struct {
	Text string
	At   At
}

// Test is a case that a definition brings along.
type Test struct {
	Date   Day // Open: the newest
	Fields []Given
	Param  []Given // values instead of those in force
	Want   Want
	Money  []Given // of a programme: by benefit
	At     At
}

// Given is a value of a field or a parameter in a test.
type Given struct {
	Name    string
	Kind    Kind    // as it's written
	Number  float64 // a date as days, true as 1
	Text    string  // of a field of words
	Missing bool
	At      At
}

// Want is what a test expects: a state, or a number between two.
type Want struct {
	None     bool // only money is asked
	State    State
	IsNumber bool
	Value    Value
}
