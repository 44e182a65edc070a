package design

import (
	"bytes"
	"encoding/json"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/sample"
	"github.com/quanyu/quanyu/rule"
)

// Applied is a population under a package, ready for JSON.
type Applied struct {
	Title      string                   `json:"title,omitempty"`
	Question   string                   `json:"question,omitempty"`
	Date       string                   `json:"date"`
	Population *PopulationView          `json:"population,omitempty"` // nil where counts stand for a registry
	Package    *PackageView             `json:"package,omitempty"`
	Programmes []ProgrammeView          `json:"programmes"`
	Counted    []CountedView            `json:"counted,omitempty"`
	Ended      []EndedView              `json:"ended,omitempty"`  // programmes that the package ends
	Change     *ChangeView              `json:"change,omitempty"` // over all programmes, beside a package
	ChangeBy   map[string][]ChangedView `json:"change_by,omitempty"`
	Budget     *BudgetView              `json:"budget"`
	TakeUp     *TakeUp                  `json:"take_up,omitempty"`
	Lacking    []LackingView            `json:"lacking"` // fields that keep results unknown
	Leakage    []MarkView               `json:"leakage"`
	Notes      []city.Text              `json:"notes"`
	Left       []string                 `json:"left"` // programmes that are not in force on the day, or drafts
	Findings   []city.Finding           `json:"findings"`
	Version    string                   `json:"version,omitempty"`
}

// PopulationView is the registry behind the counts.
type PopulationView struct {
	File      string      `json:"file"`
	Firms     int64       `json:"firms"`
	Synthetic bool        `json:"synthetic"`        // 合成: no firm in it is a real one
	Sample    *SampleView `json:"sample,omitempty"` // nil where the firms come from a file
}

// SampleView is how synthetic firms were drawn, and how well they have the
// margins that they were drawn from.
type SampleView struct {
	Date string         `json:"date"` // their attributes are as of this day
	Seed uint64         `json:"seed"`
	Fit  *sample.Report `json:"fit"`
}

// PackageView names a package and what it is a difference over.
type PackageView struct {
	ID       string       `json:"id"`
	Title    city.Text    `json:"title"`
	Baseline string       `json:"baseline"`
	Address  string       `json:"address"` // of the rules, with hashes, for a report to cite
	Clauses  []ClauseView `json:"clauses"`
}

// ClauseView is one numbered clause of the document with what it edits.
type ClauseView struct {
	Package string   `json:"package"`
	Number  string   `json:"clause"`
	Text    string   `json:"text"`
	Edits   []string `json:"edits"` // parameters, programmes, new definitions
}

// Counts is the result of one programme for one set of firms. Money is what
// the firms get that are met; PossibleMoney is what those would get besides
// whose result is unknown or manual.
type Counts struct {
	Met           int64 `json:"met"`
	Unmet         int64 `json:"unmet"`
	Unknown       int64 `json:"unknown"`
	Manual        int64 `json:"manual"`
	NotApplicable int64 `json:"not_applicable"`
	Money         Money `json:"money"`
	PossibleMoney Money `json:"possible_money"`
	Unpriced      int64 `json:"unpriced"` // firms, met or possibly so, whose amount the fields do not give
}

// GroupView is one group of firms.
type GroupView struct {
	Key  string    `json:"key"`
	Name city.Text `json:"-"`
	Counts
	Change *WinsView `json:"change,omitempty"` // beside a baseline
}

// WinsView is what a package changes.
type WinsView struct {
	Winners     int64 `json:"winners"` // met under the package and not under the baseline
	Losers      int64 `json:"losers"`
	GetMore     int64 `json:"get_more"` // firms whose money rises
	GetLess     int64 `json:"get_less"`
	MoneyGained Money `json:"money_gained"`
	MoneyLost   Money `json:"money_lost"`
}

// ProgrammeView is one programme over the whole population.
type ProgrammeView struct {
	ID      string    `json:"id"`
	Title   city.Text `json:"title"`
	Entity  string    `json:"entity"`
	Reached string    `json:"-"` // Clauses in one text
	Basis   string    `json:"basis"`
	Draft   bool      `json:"draft"`
	Either  bool      `json:"either"`            // the better of others, so that what a firm that misses it would get isn't known
	Pays    bool      `json:"pays"`              // it has a benefit of its own; what it opens may be another programme's
	Clauses []string  `json:"clauses,omitempty"` // of the package, that reach it
	AtLeast bool      `json:"at_least"`          // a clause says 不少于: the money is a floor
	Counts
	Range      [2]Money               `json:"money_range"` // with take-up, and with those whose result is open
	By         map[string][]GroupView `json:"by"`
	Baseline   *Counts                `json:"baseline,omitempty"`
	Change     *WinsView              `json:"change,omitempty"`
	Cliffs     []CliffView            `json:"cliffs"`
	NearMisses []NearView             `json:"near_misses"`
	Criteria   []CriterionView        `json:"criteria"`
}

// CriterionView counts one criterion of a programme.
type CriterionView struct {
	ID            string    `json:"id"`
	Title         city.Text `json:"title"`
	Clause        string    `json:"clause"`
	Met           int64     `json:"met"`
	Unmet         int64     `json:"unmet"`
	Unknown       int64     `json:"unknown"`
	Manual        int64     `json:"manual"`
	NotApplicable int64     `json:"not_applicable"`
}

// CliffView is a threshold seen as a cliff: who stands near, what stepping
// over it costs, and whether firms crowd on the good side.
type CliffView struct {
	Criterion string      `json:"criterion"`
	Title     city.Text   `json:"title"`
	Clause    string      `json:"clause"`
	Within    city.Number `json:"within"` // share of the threshold that counts as near
	Below     int64       `json:"below"`  // firms that miss it by no more
	Above     int64       `json:"above"`  // firms that meet it by less
	Loss      *Money      `json:"loss"`   // mean of what the met firms just above would lose; null where it isn't known
	AtStake   *Money      `json:"at_stake"`
	Unknown   city.Text   `json:"unknown,omitzero"` // why the money isn't known
	Bunching  *Bunching   `json:"bunching"`         // null where too few firms are near
}

// NearView counts the firms that fail one criterion and nothing else.
type NearView struct {
	Criterion string       `json:"criterion"`
	Title     city.Text    `json:"title"`
	Clause    string       `json:"clause"`
	Firms     int64        `json:"firms"`
	Measured  int64        `json:"measured"` // of them, those whose distance is known
	By        []WithinView `json:"by"`
	Money     *Money       `json:"money"`            // what they would get; null where it isn't known
	Unknown   city.Text    `json:"unknown,omitzero"` // why the money isn't known
}

// WithinView counts near misses by how far they are off.
type WithinView struct {
	Within city.Number `json:"within"`
	Firms  int64       `json:"firms"`
}

// LackingView is a field that registry rows lack, and the criteria that need it.
type LackingView struct {
	Field    string    `json:"field"`
	Title    city.Text `json:"title"`
	Missing  int64     `json:"missing"`
	Open     int64     `json:"open"` // of them, those for which a criterion, and a programme with it, is left open
	Firms    int64     `json:"firms"`
	Criteria []string  `json:"criteria"`
}

// MarkView is a sign that money may leak away. Without the fields it needs
// Known is false and it says nothing.
type MarkView struct {
	Mark      string    `json:"mark"` // relocated, lapsed, notch
	Title     city.Text `json:"title"`
	Criterion string    `json:"criterion,omitempty"` // of a notch
	Known     bool      `json:"known"`
	Firms     int64     `json:"firms"`
	Money     Money     `json:"money"`
}

// ChangeView is what a package changes for firms over all programmes together.
type ChangeView struct {
	GetMore     int64 `json:"get_more"`
	GetLess     int64 `json:"get_less"`
	Same        int64 `json:"same"`
	MoneyGained Money `json:"money_gained"`
	MoneyLost   Money `json:"money_lost"`
}

// EndedView is a programme of the baseline that clauses end, with what it came to.
type EndedView struct {
	ID    string    `json:"id"`
	Title city.Text `json:"title"`
	By    string    `json:"by"` // the clauses
	Met   int64     `json:"met"`
	Money Money     `json:"money"`
}

// ChangedView is what a package changes for one group of firms over all
// programmes together.
type ChangedView struct {
	Key  string    `json:"key"`
	Name city.Text `json:"-"`
	ChangeView
}

// JSON gives the result as a file: indented, Chinese as it is, with a newline.
func (a *Applied) JSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(a)
	return b.Bytes(), err
}

// counts is a cell as it is shown.
func (c *cell) counts() Counts {
	open := c.firms[rule.Met] + c.firms[rule.Unknown] + c.firms[rule.Manual]
	return Counts{
		Met: c.firms[rule.Met], Unmet: c.firms[rule.Unmet], Unknown: c.firms[rule.Unknown], Manual: c.firms[rule.Manual],
		NotApplicable: c.firms[rule.NotApplicable], Money: c.money[rule.Met], PossibleMoney: c.money[rule.Unknown] + c.money[rule.Manual],
		Unpriced: open - c.priced[rule.Met] - c.priced[rule.Unknown] - c.priced[rule.Manual],
	}
}

func (c *cell) wins() *WinsView {
	return &WinsView{Winners: c.won, Losers: c.lost, GetMore: c.raised, GetLess: c.less, MoneyGained: c.up, MoneyLost: c.down}
}
