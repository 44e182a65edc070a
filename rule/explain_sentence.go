package rule

import (
	"math"

	"github.com/quanyu/quanyu/city"
)

// sentence says in one sentence why a criterion is what it is.
func (x *inquiry) sentence(c *Criterion, r *Reason) city.Text {
	state := stateNamed(r.State)
	head := say("%s：%s", "%[1]s: %[2]s", r.Title, state.words())
	facts := []city.Text{}
	switch {
	case state == NotApplicable && c.Entity != x.batch.Entity:
		facts = append(facts, say("这是对%s的规定，本行是%s", "it is a rule for %s, and this is %s", EntityWords(c.Entity), EntityWords(x.batch.Entity)))
	case state == NotApplicable:
		facts = x.facts(x.term(c.Applies), false)
	case (state == Unknown || state == Manual) && len(r.Missing) > 0:
		facts = append(facts, say("缺%s", "missing: %s", joined(x.titles(r), "、", ", ")))
	}
	switch {
	case state == NotApplicable:
	case c.Score != nil:
		facts = append(facts, scored(r.Score))
	case state == Met || state == Unmet:
		facts = append(facts, x.facts(x.term(c.Expr), state == Met)...)
	case state == Manual && len(r.Missing) == 0:
		facts = append(facts, say("%s，取决于区间里的取值", "%s, which depends on the figure chosen within the band", r.Formula))
	}
	switch {
	case state == Manual && len(c.Evidence) > 0:
		facts = append(facts, say("凭%s判断", "decided by %s", joined(plains(c.Evidence), "、", ", ")))
	case state == Manual:
		facts = append(facts, city.Text{Zh: "由人判断", En: "a person decides"})
	}
	return say("%s。%s", "%s. %s", head, joined(facts, "；", "; "))
}

// titles are those of what is missing.
func (x *inquiry) titles(r *Reason) []city.Text {
	var out []city.Text
	for _, v := range r.Values {
		switch {
		case v.Missing && v.Unit == "bool": // a statement, such as 未列入经营异常名录
			out = append(out, say("“%s”", "\"%s\"", v.Title))
		case v.Missing:
			out = append(out, v.Title)
		}
	}
	return out
}

func plains(list []string) []city.Text {
	var out []city.Text
	for _, s := range list {
		out = append(out, plain(s))
	}
	return out
}

// scored says what a sum is and what it must be.
func scored(s *ScoreView) city.Text {
	low, pass := Figures(float64(s.Low), float64(s.Pass), s.Unit)
	high, _ := Figures(float64(s.High), float64(s.Pass), s.Unit)
	sum := say("得%s", "%s", low)
	if s.Low != s.High {
		sum = say("得分在%s至%s之间", "from %s to %s", low, high)
	}
	if s.Above {
		return say("%s，须超过%s", "%s, must be above %s", sum, pass)
	}
	return say("%s，须达到%s", "%s, must reach %s", sum, pass)
}

// facts are what makes a condition hold, or fail.
func (x *inquiry) facts(t *term, holds bool) []city.Text {
	var out []city.Text
	if t.op == opAnd || t.op == opOr {
		guards := 0
		for _, a := range t.args {
			if !x.value(a).sure(holds) {
				continue
			}
			if holds && guard(a) {
				guards++
				continue
			}
			out = append(out, x.facts(a, holds)...)
		}
		if out == nil && guards > 0 {
			out = append(out, say("%s", "%s", x.worded(t)))
		}
		return out
	}
	return []city.Text{x.fact(t, holds)}
}

// guard is a condition that only keeps a division or an empty row out.
func guard(t *term) bool {
	return (t.op == opGT || t.op == opGE || t.op == opNE) && t.args[1].op == opNumber && t.args[1].number == 0
}

func (x *inquiry) fact(t *term, holds bool) city.Text {
	switch {
	case t.op == opField:
		return say("%s：%s", "%[1]s: %[2]s", titled(t.field.Title, t.field.Name), x.text(t))
	case t.op == opIs || t.op == opStarts:
		return x.belongs(t, holds)
	case t.op == opNot:
		return x.fact(t.args[0], !holds)
	case opposite[t.op] != 0 && t.args[0].kind != Bool:
		return x.comparison(t, holds)
	case holds:
		return x.worded(t)
	}
	return say("不成立：%s", "it does not hold that %s", x.worded(t))
}

// belongs says whether a field of text is among words.
func (x *inquiry) belongs(t *term, holds bool) city.Text {
	field := say("%s为%s", "%s is %s", titled(t.field.Title, t.field.Name), x.batch.field(t.field).text(""))
	t = x.spelled(t)
	list := joined(quoted(t.words), "", ", ")
	if t.parameter != nil {
		list = say("%s（%s）", "%s (%s)", titled(t.parameter.Title, t.parameter.ID), list)
	}
	switch {
	case t.op == opStarts && holds:
		return say("%s，以%s开头", "%s, which begins with %s", field, oneOf(t.words, list))
	case t.op == opStarts && len(t.words) > 1:
		return say("%s，不以%s中任何一个开头", "%s, which begins with none of %s", field, list)
	case t.op == opStarts:
		return say("%s，不以%s开头", "%s, which does not begin with %s", field, list)
	case holds:
		return say("%s，在%s之列", "%s, one of %s", field, list)
	}
	return say("%s，不在%s之列", "%s, none of %s", field, list)
}

// oneOf is a list of words of which one is enough.
func oneOf(words []string, list city.Text) city.Text {
	if len(words) == 1 {
		return list
	}
	return say("%s之一", "one of %s", list)
}

// opposite is what holds where a comparison doesn't, mirrored what it is with
// its sides exchanged.
var (
	opposite = map[op]op{opGE: opLT, opLT: opGE, opGT: opLE, opLE: opGT, opEQ: opNE, opNE: opEQ}
	mirrored = map[op]op{opGE: opLE, opLE: opGE, opGT: opLT, opLT: opGT, opEQ: opEQ, opNE: opNE}
)

// relations are comparisons in words, of figures and of days.
var relations = map[op][2]city.Text{
	opGE: {{Zh: "不低于", En: "at least"}, {Zh: "不早于", En: "not before"}},
	opGT: {{Zh: "高于", En: "above"}, {Zh: "晚于", En: "after"}},
	opLE: {{Zh: "不超过", En: "at most"}, {Zh: "不晚于", En: "not after"}},
	opLT: {{Zh: "低于", En: "below"}, {Zh: "早于", En: "before"}},
	opEQ: {{Zh: "等于", En: "equal to"}, {Zh: "就是", En: "on"}},
	opNE: {{Zh: "不等于", En: "other than"}, {Zh: "不是", En: "not on"}},
}

// sides gives a comparison with what depends on the row on the left.
func sides(t *term) (a, b *term, o op) {
	if !t.args[0].data && t.args[1].data {
		return t.args[1], t.args[0], mirrored[t.op]
	}
	return t.args[0], t.args[1], t.op
}

// comparison says what a figure of the row is beside its limit, and how much
// is lacking.
func (x *inquiry) comparison(t *term, holds bool) city.Text {
	a, b, o := sides(t)
	a, b = x.taken(a), x.taken(b)
	if !holds {
		o = opposite[o]
	}
	left, right := x.pair(a, b)
	subject := say("%s%s", "%s: %s", titledTerm(a, x), left)
	if !named(a) {
		subject = say("%s = %s", "%s = %s", x.worded(a), left)
	}
	limit := right
	switch {
	case named(b):
		limit = say("%s（%s）", "%s (%s)", right, titledTerm(b, x))
	case b.op != opNumber && b.op != opToday && b.op != opTruth:
		limit = say("%s（%s）", "%s (%s)", right, x.worded(b))
	}
	k := 0
	if a.kind == Date {
		k = 1
	}
	if v := x.value(a); !holds && b.op == opNumber && b.number == 0 && v.low == 0 && v.high == 0 && named(a) {
		return say("%s是%s", "%s is %s", titledTerm(a, x), left)
	}
	out := say("%s，%s%s", "%s, %s %s", subject, relations[o][k], limit)
	if !holds {
		out = x.gap(out, a, b, o)
	}
	if share, ok := x.share(a, b); ok {
		out = say("%s；%s", "%s; %s", out, share)
	}
	return out
}

// pair is the text of both sides, told apart where they differ.
func (x *inquiry) pair(a, b *term) (left, right city.Text) {
	v, w := x.value(a), x.value(b)
	if v.low != v.high || w.low != w.high || v.missing || w.missing || a.kind != Number {
		return x.text(a), x.text(b)
	}
	return Figures(v.low, w.low, x.common(a, b))
}

// common is the unit in which two sides are read: that of the first, or of its
// limit where the first is computed and has none of its own.
func (x *inquiry) common(a, b *term) string {
	if a.op != opField && (named(b) || x.reads(a) == "ratio" && x.unit(b) != "ratio") {
		return x.reads(b)
	}
	return x.reads(a)
}

// gap adds by how much a figure misses its limit.
func (x *inquiry) gap(out city.Text, a, b *term, o op) city.Text {
	v, w := x.value(a), x.value(b)
	if a.kind != Number || v.low != v.high || w.low != w.high || v.low == w.low {
		return out
	}
	unit := x.common(a, b)
	by, _ := Figures(math.Abs(w.low-v.low), 0, unit)
	if unit == "ratio" {
		by = points(math.Abs(w.low - v.low))
	}
	switch o {
	case opLT, opLE:
		return say("%s，差%s", "%s, short by %s", out, by)
	case opGT, opGE:
		return say("%s，超出%s", "%s, over by %s", out, by)
	}
	return out
}

// points is a difference of shares.
func points(v float64) city.Text {
	s := digits(v, -2, 2)
	for decimals := int32(4); s == "0" && v != 0 && decimals <= 12; decimals += 2 {
		s = digits(v, -2, decimals)
	}
	return city.Text{Zh: s + "个百分点", En: s + " percentage points"}
}

// share says a limit of the form share x figure as a share too, which is how
// documents put it.
func (x *inquiry) share(a, b *term) (city.Text, bool) {
	if b.op != opMul || a.op != opField {
		return city.Text{}, false
	}
	for i, of := range b.args {
		rate := b.args[1-i]
		v, whole, limit := x.value(a), x.value(of), x.value(rate)
		if of.op != opField || of.unit != a.unit || rate.unit != "" || whole.missing || !(whole.low > 0) || v.missing || limit.missing || limit.low != limit.high {
			continue
		}
		own, least := Figures(v.low/whole.low, limit.low, "ratio")
		return say("占%s的%s，界线%s", "%[2]s of %[1]s, the line being %[3]s", titled(of.field.Title, of.field.Name), own, least), true
	}
	return city.Text{}, false
}

// named reports whether a term is one thing that has a title.
func named(t *term) bool {
	return t.op == opField || t.op == opParam || t.op == opBracket || t.op == opFormula
}

func titledTerm(t *term, x *inquiry) city.Text {
	switch {
	case t.field != nil:
		return titled(t.field.Title, t.field.Name)
	case t.parameter != nil:
		return titled(t.parameter.Title, t.parameter.ID)
	}
	if f := x.formula(t.name); f != nil {
		return titled(f.Title, f.ID)
	}
	return plain(t.name)
}

// programmeSentence says what a programme's members come to.
func (x *inquiry) programmeSentence(p *Programme, r *Reason) city.Text {
	state := stateNamed(r.State)
	head := say("%s：%s", "%[1]s: %[2]s", r.Title, state.words())
	facts := []city.Text{}
	switch {
	case p.Entity != x.batch.Entity:
		facts = append(facts, say("这是对%s的项目，本行是%s", "it is a programme for %s, and this is %s", EntityWords(p.Entity), EntityWords(x.batch.Entity)))
	case state == NotApplicable && p.Applies != nil && x.value(x.term(p.Applies)).sure(false):
		facts = x.facts(x.term(p.Applies), false)
	case state == Unknown && len(r.Missing) > 0:
		facts = append(facts, say("缺%s", "missing: %s", joined(x.titles(r), "、", ", ")))
	case state == Met && p.Either:
		facts = append(facts, city.Text{Zh: "只计其中受益最多的一项", En: "only the greatest benefit counts"})
	}
	if state != Met && state != NotApplicable {
		for _, s := range []State{Unmet, Unknown, Manual} {
			var titles []city.Text
			for _, m := range r.Members {
				if m.State == s.String() && (state == s || !p.Either && p.Members.Any == nil) {
					titles = append(titles, m.called())
				}
			}
			if titles != nil {
				facts = append(facts, say("%s的条件：%s", "%s: %s", s.words(), joined(titles, "、", ", ")))
			}
		}
	}
	for _, a := range r.Benefits {
		switch {
		case state == Met:
			facts = append(facts, say("%s%s", "%s: %s", a.Title, a.Shown))
		case state != NotApplicable && !p.Either:
			facts = append(facts, say("若符合，%s%s", "if it were met, %s: %s", a.Title, a.Shown))
		}
	}
	if len(facts) == 0 {
		return head
	}
	return say("%s。%s", "%s. %s", head, joined(facts, "；", "; "))
}
