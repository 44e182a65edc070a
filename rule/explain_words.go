package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// say is a text in both languages from two formats that take the same texts.
func say(zh, en string, parts ...city.Text) city.Text {
	inZh, inEn := make([]any, len(parts)), make([]any, len(parts))
	for i, p := range parts {
		inZh[i], inEn[i] = p.In("zh"), p.In("en")
	}
	return city.Text{Zh: fmt.Sprintf(zh, inZh...), En: fmt.Sprintf(en, inEn...)}
}

// joined puts texts one behind the other.
func joined(list []city.Text, zh, en string) city.Text {
	inZh, inEn := make([]string, len(list)), make([]string, len(list))
	for i, t := range list {
		inZh[i], inEn[i] = t.In("zh"), t.In("en")
	}
	return city.Text{Zh: strings.Join(inZh, zh), En: strings.Join(inEn, en)}
}

func plain(s string) city.Text { return city.Text{Zh: s, En: s} }

// EntityWords names a kind of entity of the shipped rules in a sentence;
// another keeps its own name.
func EntityWords(entity string) city.Text {
	if t, known := entities[entity]; known {
		return t
	}
	return city.Text{Zh: "“" + entity + "”", En: "of " + entity}
}

var entities = map[string]city.Text{
	"firm": {Zh: "企业", En: "a firm"}, "incubator": {Zh: "孵化器", En: "an incubator"}, "institute": {Zh: "新型研发机构", En: "a research institute"},
	"investment": {Zh: "一笔投资", En: "an investment"}, "equipment": {Zh: "一台设备", En: "a piece of equipment"}, "intermediary": {Zh: "技术转移机构", En: "an intermediary"},
	"uptake": {Zh: "一项承接", En: "an uptake of a result"}, "tech_contract": {Zh: "一项技术合同", En: "a technology contract"}, "result": {Zh: "一项成果", En: "a result of research"},
	"parcel": {Zh: "地块", En: "a parcel"}, "district": {Zh: "一个区", En: "a district"}, "province": {Zh: "一个省", En: "a province"},
}

// titled is a title, or the identifier where there's none.
func titled(t city.Text, id string) city.Text {
	if t.IsZero() {
		return plain(id)
	}
	return t
}

// signs are the operations that stand between two parts: how they are written
// and how tightly they bind.
var signs = map[op]struct {
	zh, en string
	rank   int
}{
	opOr: {" 或 ", " or ", 1}, opAnd: {" 且 ", " and ", 2},
	opGE: {" ≥ ", " ≥ ", 3}, opGT: {" > ", " > ", 3}, opLE: {" ≤ ", " ≤ ", 3}, opLT: {" < ", " < ", 3},
	opEQ: {" = ", " = ", 3}, opNE: {" ≠ ", " ≠ ", 3}, opSame: {" = ", " = ", 3}, opAlike: {" = ", " = ", 3},
	opAdd: {" + ", " + ", 4}, opSub: {" − ", " − ", 4}, opMul: {" × ", " × ", 5}, opDiv: {" ÷ ", " ÷ ", 5},
}

// wording writes a term as a person reads it: titles with their figures, and
// signs between. value gives what a field, parameter or formula is worth.
func wording(t *term, value func(*term) city.Text) city.Text {
	if s, infix := signs[t.op]; infix && !betweenDates(t) {
		var parts []city.Text
		for i, a := range t.args {
			part := wording(a, value)
			inner, is := signs[a.op]
			if is && !betweenDates(a) && (inner.rank < s.rank || i > 0 && inner.rank == s.rank && (t.op == opSub || t.op == opDiv)) || a.op == opIf {
				part = say("（%s）", "(%s)", part)
			}
			parts = append(parts, part)
		}
		return joined(parts, s.zh, s.en)
	}
	parts := make([]city.Text, len(t.args))
	for i, a := range t.args {
		parts[i] = wording(a, value)
	}
	switch t.op {
	case opField:
		return say("%s（%s）", "%s (%s)", titled(t.field.Title, t.field.Name), value(t))
	case opParam, opBracket:
		return say("%s（%s）", "%s (%s)", titled(t.parameter.Title, t.parameter.ID), value(t))
	case opToday:
		return say("评估日（%s）", "the day of evaluation (%s)", value(t))
	case opFormula, opNumber, opTruth:
		return value(t)
	case opNeg:
		return say("−（%s）", "−(%s)", parts[0])
	case opMin, opMax:
		list := joined(parts, "；", "; ")
		if t.op == opMin {
			return say("取小（%s）", "least of (%s)", list)
		}
		return say("取大（%s）", "greatest of (%s)", list)
	case opAbs:
		return say("|%s|", "|%s|", parts[0])
	case opLow:
		return say("%s的低端", "low end of %s", parts[0])
	case opHigh:
		return say("%s的高端", "high end of %s", parts[0])
	case opIf:
		return say("若%s，为%s，否则为%s", "if %s: %s, else %s", parts...)
	case opYears:
		if t.number == 1 {
			return say("%s至%s的月数", "months from %s to %s", parts...)
		}
		return say("%s至%s的年数", "years from %s to %s", parts...)
	case opSub: // of two dates, the later one first
		return say("%[2]s至%[1]s的天数", "days from %[2]s to %[1]s", parts...)
	case opNot:
		return say("并非（%s）", "not (%s)", parts[0])
	case opIs, opStarts:
		list := oneOf(t.words, joined(quoted(t.words), "", ", "))
		if t.parameter != nil {
			list = say("%s（%s）", "%s (%s)", titled(t.parameter.Title, t.parameter.ID), list)
		}
		name := wording(&term{op: opField, kind: Words, field: t.field}, value)
		if t.op == opStarts {
			return say("%s以%s开头", "%s begins with %s", name, list)
		}
		return say("%s为%s", "%s is %s", name, list)
	}
	panic(fmt.Sprintf("rule: operation %d has no words", t.op))
}

// worded is a term in words with the row's figures, of a choice only the
// branch that the row takes.
func (x *inquiry) worded(t *term) city.Text { return wording(x.chosen(t), x.part) }

// taken is the branch of a choice that the row takes; another term as it is.
func (x *inquiry) taken(t *term) *term {
	for t.op == opIf {
		switch c := x.value(t.args[0]); {
		case c.sure(true):
			t = t.args[1]
		case c.sure(false):
			t = t.args[2]
		default:
			return t
		}
	}
	return t
}

// chosen is a term without the branches that the row doesn't take.
func (x *inquiry) chosen(t *term) *term {
	t = x.taken(t)
	if t.op == opBracket || t.op == opFormula { // read as one thing
		return t
	}
	out := x.spelled(t)
	for i, a := range t.args {
		if c := x.chosen(a); c != a {
			if out == t {
				one := *t
				one.args = slices.Clone(t.args)
				out = &one
			}
			out.args[i] = c
		}
	}
	return out
}

// betweenDates is days(a, b), which is kept as b - a.
func betweenDates(t *term) bool {
	return t.op == opSub && t.kind == Number && t.args[0].kind == Date && t.args[1].kind == Date
}

// quoted puts the words of a list in quotes, the first few of a long one.
func quoted(list []string) []city.Text {
	const most = 8
	var out []city.Text
	for i, w := range list {
		if i == most && len(list) > most+1 {
			return append(out, city.Text{Zh: fmt.Sprintf("等%d个", len(list)), En: fmt.Sprintf("... (%d in all)", len(list))})
		}
		out = append(out, inQuotes(w))
	}
	return out
}

func inQuotes(w string) city.Text { return city.Text{Zh: "“" + w + "”", En: fmt.Sprintf("%q", w)} }
