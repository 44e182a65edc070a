package draft

import (
	"regexp"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/propose"
	"github.com/shopspring/decimal"
)

// isFigure reports whether a number is data: years, numbering, document
// numbers and counts of places compared are not.
func isFigure(n propose.Number) bool {
	switch n.Kind {
	case propose.ValueNumber, propose.OrdinalNumber, propose.TopNumber, propose.StructNumber, propose.DoubleNumber:
		return true
	}
	return false
}

// pointer is what stands before the number of an annex, a table or a page.
var pointer = regexp.MustCompile(`(?:附件|附表|附图|附录|专栏|图|表|式|注|页|第|编号|序号|电话|邮编|[-—－~～]|[A-Za-z])\s*$`)

// pointed reports whether a number without a unit only points somewhere: 见附件2.
func pointed(sentence string, n propose.Number) bool {
	return n.Kind == propose.ValueNumber && n.Unit == "" && n.Hedge == diagnose.Exactly && pointer.MatchString(sentence[:n.Start])
}

// figures lists the numbers of a sentence that are data.
func figures(sentence string) []propose.Number {
	var out []propose.Number
	for _, n := range propose.Numbers(sentence) {
		if isFigure(n) && !pointed(sentence, n) {
			out = append(out, n)
		}
	}
	return out
}

// assign gives for each number the leaf that it belongs to, -1 for none. Each
// figure of a claim is given once, in order.
func assign(numbers []propose.Number, list []diagnose.Result) []int {
	out := make([]int, len(numbers))
	used := map[[2]int]bool{}
	for i, n := range numbers {
		out[i] = -1
		for j, l := range list {
			for slot, ok := range slots(n, l.Claim) {
				if ok && !used[[2]int{j, slot}] && out[i] < 0 {
					used[[2]int{j, slot}] = true
					out[i] = j
				}
			}
		}
	}
	return out
}

// slots says which figures of a claim a number may be: the figure, the one it
// starts from, the rank, the rank it starts from, doubling, then the figures of
// a structure or sum.
func slots(n propose.Number, c diagnose.Claim) []bool {
	ranked := n.Kind == propose.OrdinalNumber || n.Kind == propose.TopNumber
	value := n.Kind == propose.ValueNumber
	out := []bool{
		value && c.Figure != nil && same(n, *c.Figure, c.Unit),
		value && c.FigureFrom != nil && same(n, *c.FigureFrom, c.Unit),
		ranked && c.Rank > 0 && n.Value.Equal(decimal.NewFromInt(int64(c.Rank))),
		ranked && c.RankFrom > 0 && n.Value.Equal(decimal.NewFromInt(int64(c.RankFrom))),
		n.Kind == propose.DoubleNumber && c.Times == "double",
		ranked && c.Rank == 0 && c.RankWord != "",
	}
	structure := n.Kind == propose.StructNumber && len(c.Figures) > 0
	out = append(out, structure)
	for _, f := range c.Figures {
		out = append(out, value && same(n, f, c.Unit))
	}
	return out
}

// same reports whether a number of the sentence is the figure of a claim.
func same(n propose.Number, figure decimal.Decimal, unit string) bool {
	if n.Value.Equal(figure) && (n.Unit == unit || n.Unit == "" || unit == "") {
		return true
	}
	if v, ok := city.Convert(n.Value, n.Unit, unit); ok && v.Equal(figure) {
		return true
	}
	return n.Hi != nil && n.Hi.Equal(figure)
}

// lookUp tries a number that no claim speaks of: the indicator named last
// before it (or first behind it), its place and its year. Only a level that
// the data bear out counts; a guess accuses nobody.
func (c *checker) lookUp(sentence string, n propose.Number, place string, before carried) (diagnose.Result, bool) {
	if n.Kind != propose.ValueNumber || n.Unit == "" || n.Unit == "百分点" || n.Unit == "倍" {
		return diagnose.Result{}, false
	}
	var pick *string
	definition := ""
	for _, m := range c.o.Context.Indicators.Find(sentence) {
		if m.Start < n.Start || pick == nil {
			pick, definition = &m.ID, m.Definition
		}
	}
	if pick == nil {
		return diagnose.Result{}, false
	}
	period := before.period
	for _, m := range propose.Periods(sentence, c.o.Context.Year) {
		if m.Kind == propose.AtPeriod && (m.Start < n.Start || period == "") {
			period = m.Period
		}
	}
	v := n.Value
	r := diagnose.Judge(diagnose.Claim{Sentence: sentence, Type: diagnose.LevelType, Place: place, Indicator: *pick, Definition: definition, Period: period, Figure: &v, Unit: n.Unit, Hedge: n.Hedge}, c.o.Bench)
	return r, r.Verdict == diagnose.Supported || r.Verdict == diagnose.Partly
}

// alone judges one end of a trend as a level: the whole may fail or stay
// undecided while the number itself is right.
func (c *checker) alone(r diagnose.Result, n propose.Number) bool {
	if r.Type != diagnose.Trend || r.Verdict == diagnose.Supported {
		return false
	}
	for _, o := range r.Evidence {
		if o.Place != r.Place || o.Indicator != r.Indicator || o.Facet != city.Level || o.Period != r.Period && o.Period != r.From {
			continue
		}
		v, ok := city.Convert(o.Value, o.Unit, n.Unit)
		if ok && city.Round(v.Rat(), city.Decimals(n.Value)).Equal(n.Value) {
			return true
		}
	}
	return false
}
