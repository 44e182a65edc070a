package draft

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/propose"
	"github.com/shopspring/decimal"
)

// Clash 数据打架: two numbers for one indicator, place, period and definition
// that rounding does not reconcile.
type Clash struct {
	Indicator string      `json:"indicator"` // Chinese name
	Place     string      `json:"place"`     // Chinese name
	Period    city.Period `json:"period"`
	What      city.Text   `json:"what"` // 数值, 增速, 位次 ...
	A         Position    `json:"a"`
	B         Position    `json:"b"`
	Message   city.Text   `json:"message"`
}

// Position is one of the two numbers.
type Position struct {
	Where diagnose.Where `json:"where"` // Line is 0 in a table file
	At    string         `json:"at"`    // in words: 讲话稿.docx 第3段; 附表.xlsx［Sheet1］C5
	Text  string         `json:"text"`  // the sentence, or the cell
	Value string         `json:"value"` // as written: 3536家
	en    string         // At in English; "" where it is the same
}

// subject is what a number is about; numbers with one subject must agree.
type subject struct {
	what, indicator, against, place, definition, roster string
	period, from                                        city.Period
	average                                             bool
	dimension                                           string // of the unit: numbers in different ones are not compared
}

// said is one number of a file with its subject.
type said struct {
	subject
	value  decimal.Decimal
	unit   string
	lo, hi *big.Rat // what the words stand for; a nil end is open
	loose  bool     // a word loosens it
	Position
}

// collect keeps the numbers of a sentence for comparison.
func (c *checker) collect(sentence string, where diagnose.Where, r diagnose.Result) {
	numbers := figures(sentence)
	list := leaves(r)
	for i, j := range assign(numbers, list) {
		if j < 0 {
			continue
		}
		n, l := numbers[i], list[j]
		s, ok := c.subjectOf(l, n)
		if !ok || elsewhere.MatchString(clauseOf(sentence, n.Start)) {
			continue
		}
		at := diagnose.Where{File: where.File, Line: where.Line, Start: where.Start + n.Start, End: where.Start + n.End}
		c.say(s, n.Value, n.Unit, n.Hedge, Position{Where: at, At: paragraphAt(at), en: at.File + " paragraph " + strconv.Itoa(at.Line), Text: sentence, Value: sentence[n.Start:n.End]})
	}
}

// elsewhere are words that make a figure another one than that of the whole
// place as it was: a part of the place, a plan, a part of the year's work.
var elsewhere = regexp.MustCompile(`市区|城区|市本级|区本级|县本级|市辖区|市属|市直|目标|计划|规划|力争|任务数|考核|拟新增|预期`)

// clauseOf is the clause of a sentence up to a byte.
func clauseOf(sentence string, at int) string {
	before := sentence[:at]
	if i := strings.LastIndexAny(before, "，。；,;"); i >= 0 {
		return before[i:]
	}
	return before
}

// subjectOf says what a number of a judged claim is about.
func (c *checker) subjectOf(l diagnose.Result, n propose.Number) (subject, bool) {
	s := subject{indicator: l.Indicator, place: l.Place, definition: l.Definition, period: l.Period}
	if s.indicator == "" || l.Concept != "" || l.Denied || n.Hi != nil {
		return s, false
	}
	if s.place == "" {
		s.place = c.o.Bench.Place
	}
	if s.period == "" && len(l.Figures) > 0 {
		s.period = l.Figures[0].Period
	}
	from := l.FigureFrom != nil && same(n, *l.FigureFrom, l.Unit) && !(l.Figure != nil && same(n, *l.Figure, l.Unit))
	switch l.Type {
	case diagnose.LevelType, diagnose.Milestone:
		s.what = "level"
	case diagnose.Trend:
		s.what = "level"
		if from {
			s.period = l.From
		}
	case diagnose.ShareType, diagnose.ShareChange:
		s.what, s.against = string(l.Type), l.Against
		if from {
			s.what, s.period = string(diagnose.ShareType), l.From
		}
	case diagnose.Change, diagnose.GrowthType, diagnose.GrowthGap, diagnose.Contribution:
		s.what, s.against, s.from, s.average = string(l.Type)+l.Times+l.Direction, l.Against, l.From, l.Average
		if l.Years > 1 && s.from == "" {
			s.from = city.Period("-" + strconv.Itoa(l.Years))
		} else if s.from == s.period.Shift(-1) {
			s.from = ""
		}
	case diagnose.RankType:
		s.what, s.roster = "rank", c.rosterName(l.Roster)
	default:
		return s, false
	}
	return s, s.period != ""
}

// rosterName gives one name to the ways in which a roster is written.
func (c *checker) rosterName(name string) string {
	if r, ok := c.o.Context.Places.Roster(name); ok {
		return r.ID
	}
	return name
}

// sayCell keeps a number of a table for comparison.
func (c *checker) sayCell(v cellValue, where diagnose.Where, at string) {
	if !v.known || v.indicator == "" || v.Period == "" || v.Status == city.Missing {
		return
	}
	s := subject{what: "level", indicator: v.indicator, place: v.place, definition: v.definition, period: v.Period}
	switch v.Facet {
	case city.Growth:
		s.what = string(diagnose.GrowthType) + "up"
		if v.Base != v.Period.Shift(-1) {
			s.from = v.Base
		}
	case city.Rank:
		s.what, s.roster = "rank", c.rosterName(v.Roster)
	}
	hedge := diagnose.Exactly
	if v.Status == city.Rounded {
		hedge = diagnose.OrSo
	}
	raw := strings.TrimSpace(v.Raw)
	if raw == "" {
		raw = city.Printed(v.Value.Value)
	}
	c.say(s, v.Value.Value, v.Unit, hedge, Position{Where: where, At: at, Text: v.Label, Value: raw + unitAfter(raw, v.Unit)})
}

func (p Position) inEnglish() string {
	if p.en != "" {
		return p.en
	}
	return p.At
}

func unitAfter(raw, unit string) string {
	if strings.HasSuffix(raw, unit) {
		return ""
	}
	return unit
}

func paragraphAt(w diagnose.Where) string { return w.File + " 第" + strconv.Itoa(w.Line) + "段" }

// say keeps one number, in the base unit of its dimension.
func (c *checker) say(s subject, v decimal.Decimal, unit string, hedge diagnose.Hedge, p Position) {
	if s.what == "level" || s.what == string(diagnose.ShareType) {
		// "A占B的比重" may be an indicator of its own or a share; one subject.
		s.what = "level"
	}
	if unit == "" && s.what != "rank" {
		if i, ok := c.o.Context.Indicators.Get(s.indicator); ok {
			unit = i.Unit
		}
	}
	u, _ := city.ParseUnit(unit)
	s.dimension = u.Base
	if counting[u.Base] {
		s.dimension = "个"
	}
	lo, hi := spread(v, hedge)
	factor := u.Factor.Rat()
	if lo != nil {
		lo = new(big.Rat).Mul(lo, factor)
	}
	if hi != nil {
		hi = new(big.Rat).Mul(hi, factor)
	}
	c.said = append(c.said, said{subject: s, value: v, unit: unit, lo: lo, hi: hi, loose: hedge != diagnose.Exactly, Position: p})
}

// counting are the words that things are counted with; they name one
// dimension.
var counting = map[string]bool{"家": true, "个": true, "件": true, "项": true, "所": true, "座": true, "人": true, "名": true, "户": true, "": true}

// spread gives what a figure with its hedge stands for: half a unit of the
// last digit either way, and a tenth more where a word loosens it.
func spread(v decimal.Decimal, h diagnose.Hedge) (lo, hi *big.Rat) {
	lo, hi = city.Bounds(v)
	x := v.Rat()
	tenth := new(big.Rat).Mul(new(big.Rat).Abs(x), big.NewRat(1, 10))
	less, more := new(big.Rat).Sub(x, tenth), new(big.Rat).Add(x, tenth)
	switch h {
	case diagnose.Near, diagnose.LessThan:
		return less, hi
	case diagnose.Over, diagnose.AndMore:
		return lo, more
	case diagnose.OrSo, diagnose.Tenths:
		return less, more
	case diagnose.AtLeast:
		return lo, nil
	case diagnose.AtMost:
		return nil, hi
	}
	return lo, hi
}

// apart reports two numbers that no rounding reconciles. A number stands for
// half a unit below it up to, but not with, half a unit above it: 92 and 93
// share no value.
func apart(a, b said) bool {
	if !a.loose && !b.loose && a.lo != nil && a.hi != nil && b.lo != nil && b.hi != nil {
		return a.hi.Cmp(b.lo) <= 0 || b.hi.Cmp(a.lo) <= 0
	}
	return a.hi != nil && b.lo != nil && a.hi.Cmp(b.lo) < 0 || b.hi != nil && a.lo != nil && b.hi.Cmp(a.lo) < 0
}

// clashes compares each number with those before it that say something else
// about the same thing, and lists the first that disagrees. Two numbers of
// other files than the draft are compared, too.
func clashes(list []said, o Options) []Clash {
	var out []Clash
	bySubject := map[subject][]said{} // the different values said, in order
	seen := map[pairKey]bool{}
	for _, s := range list {
		repeated := false
		for _, earlier := range bySubject[s.subject] {
			repeated = repeated || earlier.value.Equal(s.value) && earlier.unit == s.unit && earlier.loose == s.loose
			if !apart(earlier, s) {
				continue
			}
			key, again := pair(earlier, s), pair(s, earlier)
			if !seen[key] && !seen[again] {
				seen[key] = true
				out = append(out, clash(earlier, s, o))
			}
			break
		}
		if !repeated {
			bySubject[s.subject] = append(bySubject[s.subject], s)
		}
	}
	return out
}

// pairKey is two values of one subject in two files: one clash, however often
// the files repeat them.
type pairKey struct {
	subject
	a, b string
}

func pair(a, b said) pairKey {
	return pairKey{a.subject, a.Where.File + "|" + a.value.String() + a.unit, b.Where.File + "|" + b.value.String() + b.unit}
}

func clash(a, b said, o Options) Clash {
	name := o.Context.Indicators.Name(a.indicator)
	place := o.Context.Places.Name(a.place)
	what := whatName(a.what)
	x := Clash{Indicator: name, Place: place, Period: a.period, What: what, A: a.Position, B: b.Position}
	said := what.Zh
	if said == "数值" {
		said = ""
	}
	x.Message = city.Text{
		Zh: "数据打架：" + a.period.Name("zh") + place + name + said + "，" + a.At + "为" + a.Value + "，" + b.At + "为" + b.Value + "。请统一。",
		En: "figures disagree: " + place + ", " + name + ", " + what.En + ", " + a.period.Name("en") + ": " + a.Value + " at " + a.inEnglish() + ", " + b.Value + " at " + b.inEnglish() + ". Settle on one.",
	}
	return x
}

func whatName(what string) city.Text {
	switch {
	case strings.HasPrefix(what, string(diagnose.GrowthGap)):
		return city.Text{Zh: "增速差", En: "gap of growth"}
	case strings.HasPrefix(what, string(diagnose.GrowthType)):
		return city.Text{Zh: "增速", En: "growth"}
	case strings.HasPrefix(what, string(diagnose.Change)):
		return city.Text{Zh: "增减量", En: "change"}
	case strings.HasPrefix(what, string(diagnose.Contribution)):
		return city.Text{Zh: "贡献", En: "contribution"}
	case what == string(diagnose.ShareChange):
		return city.Text{Zh: "比重变化", En: "change of share"}
	case what == "rank":
		return city.Text{Zh: "位次", En: "rank"}
	}
	return city.Text{Zh: "数值", En: "value"}
}
