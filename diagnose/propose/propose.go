package propose

import (
	"sort"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// Context is what a sentence is read against.
type Context struct {
	Places     *catalog.Places
	Indicators *catalog.Indicators
	Place      string   // code of the study's place: the subject where a sentence names none
	Year       int      // latest full year of data: what 今年 is; 0 leaves relative years open
	Groups     []string // names of the study's groups of places: 先进城市
}

// Propose reads one sentence and gives the claim that its words make. Where
// no form fits the type is NotUnderstood. Where of the claim spans the whole
// sentence; parts of a claim of type all or any span their own words, as byte
// offsets of the sentence.
func Propose(text string, ctx Context) diagnose.Claim {
	var cat names = ctx.Indicators
	if ctx.Indicators == nil {
		cat = noNames{}
	}
	return propose(text, ctx, cat)
}

type noNames struct{}

func (noNames) Find(string) []catalog.Mention         { return nil }
func (noNames) FindConcepts(string) []catalog.Mention { return nil }
func (noNames) Resolve(string) catalog.Reading        { return catalog.Reading{} }
func (noNames) Get(string) (city.Indicator, bool)     { return city.Indicator{}, false }
func (noNames) Concept(string) (city.Concept, bool)   { return city.Concept{}, false }

func propose(text string, ctx Context, cat names) diagnose.Claim {
	whole := func(c diagnose.Claim) diagnose.Claim {
		c.Sentence = text
		c.Where = diagnose.Where{Start: 0, End: len(text)}
		return c
	}
	m := maskSentence(text, ctx, cat)
	st := &state{ctx: ctx, cat: cat, place: ctx.Place}
	if isQuestion(m.text) {
		return whole(diagnose.Claim{})
	}
	for _, f := range sentenceForms {
		if c, ok := f(m, st); ok {
			return whole(c)
		}
	}
	if !hasMeasure(m) && isIntent(m.text) {
		return whole(diagnose.Claim{Type: diagnose.Judgement, Place: ctx.Place})
	}
	parts := readClauses(m, st)
	parts = sums(parts)
	if cause, ok := causalPart(m, parts); ok {
		parts = append(parts, cause)
	}
	real := 0
	for _, p := range parts {
		if p.Type != diagnose.NotUnderstood {
			real++
		}
	}
	switch {
	case real == 0 && isJudgement(m.text) && !hasMeasure(m):
		return whole(diagnose.Claim{Type: diagnose.Judgement, Place: ctx.Place})
	case real == 0:
		return whole(diagnose.Claim{})
	case len(parts) == 1:
		return whole(parts[0])
	}
	for i := range parts {
		parts[i].Sentence = text[parts[i].Where.Start:parts[i].Where.End]
	}
	typ := diagnose.All
	if either(m.mask) {
		typ = diagnose.Any
	}
	return whole(diagnose.Claim{Type: typ, Place: parts[0].Place, Parts: parts})
}

func hasMeasure(m *masked) bool {
	for _, it := range m.items {
		if isMeasure(it.sign) {
			return true
		}
	}
	return false
}

var eitherWords = pattern(`或者|要么|，或|、或|[\x{E001}-\x{E009}]或`)

func either(mask string) bool { return eitherWords.MatchString(mask) }

// readClauses applies the forms clause by clause and hands the state on.
func readClauses(m *masked, st *state) []diagnose.Claim {
	var parts []diagnose.Claim
	for _, cl := range clauses(m) {
		if list, ok := respective(m, st, cl); ok {
			parts = append(parts, list...)
			continue
		}
		list := readClause(m, st, cl)
		if len(list) == 0 && !hasSign(m.mask[cl.Start:cl.End]) {
			list = clauseForms(m, st, cl)
		}
		if len(list) > 0 {
			st.price = "" // a price basis is said of the next rate only
		} else if k := len(parts) - 1; k >= 0 && st.price != "" && parts[k].Type == diagnose.GrowthType && parts[k].Price == "" {
			parts[k].Price, st.price = st.price, "" // 增长8.0%（按可比价计算）
		}
		parts = append(parts, list...)
	}
	return parts
}

// found is a form that fits at a place of a clause.
type found struct {
	form *Form
	idx  []int
}

// formsIn picks the forms that fit a clause, each number used once; earlier
// forms win.
func formsIn(m *masked, st *state, cl Span) []found {
	var out []found
	clause := m.mask[cl.Start:cl.End]
	counted := hasSign(clause)
	for k := range grammar {
		f := &grammar[k]
		if f.counts && !counted {
			continue
		}
		for _, loc := range f.re.FindAllStringSubmatchIndex(clause, -1) {
			idx := make([]int, len(loc))
			for i, v := range loc {
				idx[i] = v
				if v >= 0 {
					idx[i] = v + cl.Start
				}
			}
			if idx[0] == idx[1] || overlaps(out, idx) {
				continue
			}
			x := &match{masked: m, form: f, idx: idx, lo: cl.Start, hi: cl.End, clause: cl, state: st, claim: &diagnose.Claim{}}
			if f.fits != nil && !f.fits(x) {
				continue
			}
			out = append(out, found{f, idx})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].idx[0] < out[j].idx[0] })
	return out
}

func overlaps(list []found, idx []int) bool {
	for _, f := range list {
		if idx[0] < f.idx[1] && f.idx[0] < idx[1] {
			return true
		}
	}
	return false
}

func readClause(m *masked, st *state, cl Span) []diagnose.Claim {
	st.enter(m, cl.Start, cl.End)
	list := formsIn(m, st, cl)
	var parts []diagnose.Claim
	lo := cl.Start
	for i, f := range list {
		hi := cl.End
		if i+1 < len(list) {
			hi = list[i+1].idx[0]
		}
		c := diagnose.Claim{Type: f.form.Type}
		x := &match{masked: m, form: f.form, idx: f.idx, lo: lo, hi: hi, clause: cl, state: st, claim: &c}
		ok := f.form.build(x)
		if !ok || st.ambiguous && c.Place == st.place {
			if !numbersIn(m, f.idx[0], f.idx[1]) {
				continue
			}
			c = diagnose.Claim{}
		}
		if ok && st.target && aims(c.Type) {
			c.Type = diagnose.TargetType
		}
		s := m.span(m.pos[lo], m.pos[f.idx[1]])
		s.Start += leading(m.raw[s.Start:s.End])
		c.Where = diagnose.Where{Start: s.Start, End: s.End}
		parts = append(parts, splitRange(c)...)
		for _, e := range x.extra {
			e.Where = c.Where
			parts = append(parts, e)
		}
		lo = f.idx[1]
	}
	if len(list) == 0 { // a clause that only names what the next one measures
		if s, ok := st.subjectIn(m, cl.Start, cl.End); ok && (s.known || s.concept != "") {
			st.subject, st.growing = s, false
		}
		x := &match{masked: m, state: st}
		x.placed(cl.Start, cl.End)
	}
	return parts
}

func numbersIn(m *masked, s, e int) bool {
	for _, it := range m.itemsIn(s, e) {
		if isMeasure(it.sign) {
			return true
		}
	}
	return false
}

func aims(t diagnose.Type) bool {
	switch t {
	case diagnose.LevelType, diagnose.GrowthType, diagnose.Change, diagnose.ShareType, diagnose.Milestone, diagnose.ShareChange:
		return true
	}
	return false
}

func leading(s string) int {
	return len(s) - len(strings.TrimLeft(s, " ，,、；;：:（(）)　"))
}

// splitRange makes 1.5—2.0万亿元 two parts: at least the one, at most the other.
func splitRange(c diagnose.Claim) []diagnose.Claim {
	if c.Type == diagnose.Structure || c.Type == diagnose.SumType || len(c.Figures) != 2 || c.Figure == nil {
		return []diagnose.Claim{c}
	}
	a, b := c, c
	lo, hi := c.Figures[0], c.Figures[1]
	a.Figure, a.Hedge, a.Figures = &lo, diagnose.AtLeast, nil
	b.Figure, b.Hedge, b.Figures = &hi, diagnose.AtMost, nil
	return []diagnose.Claim{a, b}
}
