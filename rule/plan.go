package rule

import "github.com/quanyu/quanyu/city"

// Options says what a plan is for.
type Options struct {
	Date       Day
	Draft      bool     // drafts count too
	Programmes []string // none: all that are in force
	Margins    bool     // how far each row is from each limit
}

// Plan is the rules of one day, ready to be evaluated. It doesn't change;
// several goroutines may use it, each with a Result of its own.
type Plan struct {
	Date       Day
	Fields     []*Field // that are needed
	Parameters []*Parameter
	Criteria   []*Criterion
	Scores     []*Criterion // those of Criteria that are scores
	Programmes []*Programme
	Benefits   []*Benefit
	Left       []Left // programmes that can't be evaluated on that day
}

// Left is a programme that isn't in a plan, and why.
type Left struct {
	Programme string
	Why       city.Text
}

// Plan chooses what is in force on a day. A programme that was named and isn't
// in force is an error.
func (l *Library) Plan(o Options) (*Plan, error) { panic("not yet") }

// Result holds what a plan gives for a batch. Its slices are used again by the
// next Evaluate.
type Result struct {
	Rows         int
	Criteria     [][]State   // by Plan.Criteria
	Programmes   [][]State   // by Plan.Programmes
	Money        [][]int64   // by Plan.Benefits: fen that a row would get if it met the programme, rounded half away from zero
	MoneyMissing [][]bool    // by Plan.Benefits
	Margins      [][]float64 // by Plan.Criteria: (value - limit)/|limit|, >= 0 where met; NaN where there's none; nil unless asked for
	Low, High    [][]float64 // by Plan.Scores
}

// Evaluate fills a result with what the plan says of each row.
func (p *Plan) Evaluate(b *Batch, into *Result) { panic("not yet") }
