package rule

import (
	"slices"

	"github.com/quanyu/quanyu/city"
)

// Explanation says what one row gets under a programme, and why.
type Explanation struct {
	Row       string    `json:"id"` // of the firm, as the registry has it
	Name      string    `json:"name"`
	Entity    string    `json:"entity"`
	Date      Day       `json:"date"`
	Rules     string    `json:"rules"` // Library.Address
	Summary   city.Text `json:"summary"`
	Programme *Reason   `json:"programme"`
	Changes   []Change  `json:"changes"`  // each tried on the row
	Together  *Outcome  `json:"together"` // of all changes at once; null for fewer than two
}

// Reason is the result of one criterion, score, programme or group and what it
// rests on. Lists are empty where there is nothing.
type Reason struct {
	Kind     string       `json:"kind"` // criterion, score, programme, either, all, any
	ID       string       `json:"id"`   // "" of a group
	Title    city.Text    `json:"title"`
	State    string       `json:"state"`
	Sentence city.Text    `json:"sentence"`
	Text     string       `json:"text"` // the clause
	Basis    []BasisView  `json:"basis"`
	Clauses  []ClauseView `json:"clauses"` // of packages, that made it what it is
	Values   []ValueView  `json:"values"`  // fields of the row
	Limits   []LimitView  `json:"limits"`  // parameters in force on the date
	Formula  city.Text    `json:"formula"` // with the row's figures
	Steps    []StepView   `json:"steps"`   // formulas that it rests on
	Missing  []string     `json:"missing"` // names of fields
	Evidence []string     `json:"evidence"`
	Score    *ScoreView   `json:"score"` // null where it's none
	Members  []*Reason    `json:"members"`
	Benefits []AwardView  `json:"benefits"`
}

// BasisView is a document that a rule follows.
type BasisView struct {
	Document  string `json:"document"`
	Article   string `json:"article"`
	URL       string `json:"url"`
	Published string `json:"published"`
	Checked   Day    `json:"checked"` // when a person last compared
	Grade     string `json:"grade"`
}

// ClauseView is a clause of a package.
type ClauseView struct {
	Package string `json:"package"`
	Clause  string `json:"clause"`
	Text    string `json:"text"`
}

// ValueView is a value of the row, in base units.
type ValueView struct {
	Field   string      `json:"field"`
	Title   city.Text   `json:"title"`
	Number  city.Number `json:"number"` // null of a text and where it's missing; a date as days since 1970
	Word    string      `json:"word"`   // of a field of text
	Unit    string      `json:"unit"`
	Missing bool        `json:"missing"`
	Shown   city.Text   `json:"shown"`
}

// LimitView is a parameter on the date, of a table the step that the row is in.
type LimitView struct {
	Param   string       `json:"param"`
	Title   city.Text    `json:"title"`
	Low     city.Number  `json:"low"` // the ends of a band are equal where it's one value; null where the step isn't known
	High    city.Number  `json:"high"`
	Unit    string       `json:"unit"`
	Step    city.Text    `json:"step"` // of a table
	Shown   city.Text    `json:"shown"`
	From    Day          `json:"from"`
	To      Day          `json:"to"` // "" where there's no end
	Status  Status       `json:"status"`
	Basis   []BasisView  `json:"basis"`
	Clauses []ClauseView `json:"clauses"`
}

// StepView is a formula on the way to a result or an amount.
type StepView struct {
	Formula string      `json:"formula"`
	Title   city.Text   `json:"title"`
	Low     city.Number `json:"low"`
	High    city.Number `json:"high"`
	Unit    string      `json:"unit"`
	Shown   city.Text   `json:"shown"`
	Made    city.Text   `json:"made"` // with the row's figures
}

// ScoreView is a sum of points, an interval where experts choose.
type ScoreView struct {
	Low   city.Number `json:"low"`
	High  city.Number `json:"high"`
	Pass  city.Number `json:"pass"`
	Above bool        `json:"above"` // it must exceed pass
	Unit  string      `json:"unit"`
	Items []ItemView  `json:"items"`
}

// ItemView is an item of a score; of a group its sum before the cap stands in
// its items.
type ItemView struct {
	ID      string      `json:"id"`
	Title   city.Text   `json:"title"`
	Low     city.Number `json:"low"`
	High    city.Number `json:"high"`
	Most    city.Number `json:"max"` // or the cap; null where there's none
	Missing bool        `json:"missing"`
	Formula city.Text   `json:"formula"`
	Items   []ItemView  `json:"items"`
}

// AwardView is an amount in yuan that a row gets, or would get if it met the
// programme.
type AwardView struct {
	ID      string       `json:"id"`
	Title   city.Text    `json:"title"`
	Low     city.Number  `json:"low"`
	High    city.Number  `json:"high"`
	Kind    string       `json:"kind"`
	Payer   city.Text    `json:"payer"`
	Formula city.Text    `json:"formula"`
	Counted bool         `json:"counted"` // false of an either's lesser one, and where the programme isn't met
	Shown   city.Text    `json:"shown"`
	Clauses []ClauseView `json:"clauses"` // of packages, that added it
}

// Change is a value that would turn a criterion that isn't met, others being
// as they are.
type Change struct {
	Criterion string      `json:"criterion"`
	Field     string      `json:"field"`
	From      city.Number `json:"from"`
	To        city.Number `json:"to"`
	Unit      string      `json:"unit"`
	Then      Outcome     `json:"then"`
	Sentence  city.Text   `json:"sentence"`
}

// Outcome is what a change leads to.
type Outcome struct {
	Criterion string `json:"criterion"` // its state; "" where several change
	Programme string `json:"programme"`
}

// Explain says what one row of a batch gets under a programme of the plan, and
// why. A programme that the plan doesn't have is an error.
func (p *Plan) Explain(b *Batch, row int, programme string) (*Explanation, error) {
	i := slices.IndexFunc(p.Programmes, func(g *Programme) bool { return g.ID == programme })
	if i < 0 {
		return nil, unknownName("项目", "programme", programme, namesOf(p.Programmes, func(g *Programme) string { return g.ID }))
	}
	x := p.inquire(b.only(row))
	out := &Explanation{Row: x.word("id"), Name: x.word("name"), Entity: b.Entity, Date: p.Date, Rules: p.library.Address(), Programme: x.programme(p.Programmes[i]), Changes: []Change{}}
	var tries []try
	x.changes(out.Programme, programme, &out.Changes, &tries)
	if len(tries) > 1 {
		out.Together = x.together(tries, programme)
	}
	who := out.Name
	if who == "" {
		who = out.Row
	}
	out.Summary = say("%s，%s。%s", "%s, %s. %s", plain(who), Figure(float64(p.Date), "date"), out.Programme.Sentence)
	return out, nil
}

// word is the row's value in a field of text; "" where there's none.
func (x *inquiry) word(field string) string {
	if f := x.plan.library.Field(field); f != nil {
		return x.batch.field(f).word
	}
	return ""
}
