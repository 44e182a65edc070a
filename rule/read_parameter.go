package rule

import (
	"cmp"
	"math"
	"slices"

	"github.com/goccy/go-yaml/ast"
)

// latestEnd is the last day that a stated end may have: one beyond it is a way
// to write "no end".
var latestEnd = DayOf(2090, 1, 1)

func readParameter(r *reader, n ast.Node, d *definitions) {
	m := r.mapping(n, keys("param", "unit", "of", "value", "brackets")...)
	p := &Parameter{ID: r.name(m, "param", true), Head: r.head(m, n, true), Of: r.unit(m["of"])}
	if p.Kind, p.Unit = r.kind(m["unit"], n); p.Kind == Bool || p.Kind == Date {
		r.fault(m["unit"], "bad_unit", "参数是带单位的数，或文字的名单（unit: text）", "a parameter is a number with a unit, or a list of texts (unit: text)")
	}
	whole := Interval{At: p.At}
	r.content(m, p, &whole)
	if m["valid"] == nil || len(r.list(m["valid"])) == 0 {
		r.fault(n, "missing_key", "参数缺少 valid（何时有效）", "the parameter lacks valid, when it's in force")
		r.hint("如 valid: [{from: 2016-01-01, status: in_force}]", "such as valid: [{from: 2016-01-01, status: in_force}]")
	}
	p.Valid = r.intervals(m["valid"], func(m map[string]ast.Node, v ast.Node, i *Interval) {
		r.content(m, p, i)
		own, common := i.valued(), whole.valued()
		switch {
		case own && common:
			r.fault(v, "bad_value", "值写在 valid 里或外面，不能两处都写", "the value stands within valid or outside it, not both")
		case common:
			i.Value, i.Words, i.Brackets = whole.Value, whole.Words, whole.Brackets
		}
		if i.Status == None && own || i.Status != None && !own && !common {
			r.fault(v, "missing_key", "这段时间应有 value 或 brackets；没有值的时段写 status: none", "the interval needs value or brackets; one without a value has status: none")
		}
		if i.Status == None {
			i.Value, i.Words, i.Brackets = nil, nil, nil
		}
	})
	p.gather()
	r.oneForm(n, p)
	d.parameters = append(d.parameters, p)
}

// valued reports whether the interval has a value of any form.
func (i *Interval) valued() bool { return i.Value != nil || i.Words != nil || i.Brackets != nil }

// content reads the value, the list or the brackets of a parameter or an
// interval.
func (r *reader) content(m map[string]ast.Node, p *Parameter, i *Interval) {
	if m["value"] != nil && m["brackets"] != nil {
		r.fault(m["value"], "bad_value", "value 与 brackets 只能写一个", "value and brackets: only one of them")
	}
	switch {
	case p.Kind == Words && m["brackets"] != nil:
		r.fault(m["brackets"], "bad_value", "名单没有分档", "a list has no brackets")
	case p.Kind == Words && m["value"] != nil:
		i.Words = r.wordList(m["value"])
	case m["value"] != nil:
		v := r.amount(m["value"], p.Unit)
		i.Value = &v
	case m["brackets"] != nil:
		i.Brackets = r.brackets(m["brackets"], p)
	}
}

// wordList reads a list of words, each once.
func (r *reader) wordList(n ast.Node) []string {
	out := r.texts(n)
	if len(out) == 0 || len(out) > maxListed {
		r.fault(n, "bad_value", "名单写 1 至 %d 个文字，如 [甲, 乙]", "a list has 1 to %d texts, such as [a, b]", maxListed)
	}
	seen := map[string]bool{}
	for i, w := range out {
		if seen[w] {
			r.twice(r.list(n)[i], w)
		}
		if w == "" {
			r.fault(n, "bad_value", "名单里有空的文字", "the list holds an empty text")
		}
		seen[w] = true
	}
	return out
}

// amount reads a number or a band and turns it into base units.
func (r *reader) amount(n ast.Node, u Unit) Value {
	if n == nil {
		return Value{}
	}
	if _, band := n.(*ast.SequenceNode); band {
		v := r.band(n)
		return Value{r.base(n, v.Low, u), r.base(n, v.High, u)}
	}
	v := r.base(n, r.number(n), u)
	return Value{v, v}
}

// base turns a number into base units, in which it must be finite too.
func (r *reader) base(n ast.Node, v float64, u Unit) float64 {
	if v = u.In(v); math.IsInf(v, 0) {
		r.fault(n, "bad_number", "数太大", "the number is too large")
	}
	return v
}

// brackets reads a table by steps. Each has an edge, upto or below, but the
// last; edges rise.
func (r *reader) brackets(n ast.Node, p *Parameter) []Bracket {
	steps := r.list(n)
	if len(steps) == 0 || len(steps) > 1000 {
		r.fault(n, "bad_brackets", "brackets 应有 1 至 1000 档", "brackets has 1 to 1000 steps")
	}
	var out []Bracket
	for k, s := range steps {
		m := r.mapping(s, "upto", "below", "value")
		b := Bracket{}
		switch last := k == len(steps)-1; {
		case m["value"] == nil:
			r.fault(s, "missing_key", "缺少“%s”", "%q is missing", "value")
		case last && len(m) > 1:
			r.fault(s, "bad_brackets", "最后一档没有上限：去掉 upto 或 below，或再写一档 {value: …}", "the last step has no end: take out upto or below, or add a step {value: ...}")
		case !last && len(m) != 2:
			r.fault(s, "bad_brackets", "每档要写明 upto（含）或 below（不含）其中一个，最后一档除外", "every step but the last says upto (inclusive) or below (exclusive), one of them")
		case m["upto"] != nil:
			b.Edge, b.Limit = Upto, r.base(s, r.number(m["upto"]), p.Of)
		case m["below"] != nil:
			b.Edge, b.Limit = Below, r.base(s, r.number(m["below"]), p.Of)
		}
		b.Value = r.amount(m["value"], p.Unit)
		if k > 0 && b.Edge != Rest && !(b.Limit > out[k-1].Limit || b.Limit == out[k-1].Limit && out[k-1].Edge == Below && b.Edge == Upto) {
			r.fault(s, "bad_brackets", "各档的界限要从小到大", "the edges of the steps must rise")
		}
		out = append(out, b)
	}
	return out
}

// oneForm checks that a parameter is one value at all times, or brackets at
// all times.
func (r *reader) oneForm(n ast.Node, p *Parameter) {
	values, tables := 0, 0
	for _, i := range p.Valid {
		if i.Value != nil {
			values++
		}
		if i.Brackets != nil {
			tables++
		}
	}
	if values > 0 && tables > 0 {
		r.fault(n, "bad_value", "一个参数不能有时是一个值、有时是分档", "a parameter can't be one value at one time and brackets at another")
	}
	if values > 0 && p.Of.Text != "" {
		r.fault(n, "bad_value", "of 是分档界限的单位，这个参数没有分档", "of is the unit of the edges of brackets, and the parameter has none")
	}
}

// intervals reads valid, sorts it by time and checks that nothing overlaps and
// no gap is left unsaid. content reads what else an interval holds.
func (r *reader) intervals(n ast.Node, content func(map[string]ast.Node, ast.Node, *Interval)) []Interval {
	known := []string{"from", "to", "status", "note", "basis"}
	if content != nil {
		known = append(known, "value", "brackets")
	}
	var out []Interval
	for _, v := range r.list(n) {
		m := r.mapping(v, known...)
		i := Interval{From: r.day(m["from"], Open), To: r.day(m["to"], Open), Basis: r.basis(m["basis"]), At: r.at(v),
			Status: Status(r.oneOf(m["status"], string(InForce), string(InForce), string(Draft), string(Replaced), string(Expired), string(None)))}
		switch {
		case m["from"] == nil:
			r.fault(v, "missing_key", "缺少“%s”", "%q is missing", "from")
		case i.To < i.From:
			r.fault(v, "bad_interval", "结束日 %[1]s 早于起始日 %[2]s", "the end %[1]s is before the start %[2]s", i.To, i.From)
		case i.To != Open && i.To >= latestEnd:
			r.fault(v, "bad_interval", "没有结束日就不写 to，不写 %s", "an end that's open isn't written; %s is none", i.To)
		}
		if content != nil {
			content(m, v, &i)
		}
		out = append(out, i)
	}
	r.ordered(out)
	return out
}

// ordered sorts intervals and keeps the first fault between neighbours.
func (r *reader) ordered(list []Interval) {
	slices.SortStableFunc(list, func(a, b Interval) int { return cmp.Compare(a.From, b.From) })
	for k := 1; k < len(list) && r.err == nil; k++ {
		before, i := list[k-1], list[k]
		switch {
		case i.From <= before.To:
			r.fault(nil, "overlap", "%[1]s 起的时段与 %[2]s 起的时段重叠", "the interval from %[1]s overlaps that from %[2]s", i.From, before.From)
			r.hint("to 是最后一天（含）；前一段应止于后一段开始的前一天", "to is the last day, inclusive: it's the day before the next from")
		case i.From > before.To+1:
			r.fault(nil, "gap", "%[1]s 至 %[2]s 没有规定", "nothing is said for the time from %[1]s to %[2]s", before.To+1, i.From-1)
			r.hint("确实没有的，加一段 status: none", "where there is none, add an interval with status: none")
		default:
			continue
		}
		r.err = r.err.At("", "", i.At.Line, "")
	}
}
