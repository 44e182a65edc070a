package propose

import (
	"sort"
	"strings"

	"github.com/quanyu/quanyu/diagnose"
)

// readClauses applies the forms clause by clause and hands the state on.
func readClauses(m *masked, st *state) []diagnose.Claim {
	var parts []diagnose.Claim
	var outside []subject // what was spoken of before each open bracket
	for _, cl := range clauses(m) {
		outside = st.brackets(m, cl, outside)
		if list, ok := alike(m, st, cl); ok {
			parts = append(parts, list...)
			continue
		}
		if list, ok := listedEach(m, st, cl); ok {
			parts = append(parts, list...)
			continue
		}
		if list, ok := respective(m, st, cl); ok {
			parts = append(parts, list...)
			continue
		}
		about := st.subject
		gap := st.gap
		list := readClause(m, st, cl)
		if _, cause := hasAny(m.mask[cl.Start:cl.End], []string{"由于", "因为"}); cause && !about.none() {
			st.subject = about // a cause in the midst changes no subject
		}
		if st.gap == gap {
			st.gap = gapSaid{} // said of the clause right before only
			for _, c := range list {
				if len(c.Peers) > 0 && c.Unit == "百分点" {
					st.gap = gap
				}
			}
		}
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
		if ok {
			wholeUnit(&c, st.subject)
			st.sameShare(&c)
			st.nameRatio(&c)
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

// sameShare: 出口占进出口总额的比重为81.5%，较上年提高1.3个百分点 goes on with
// the share, not with its part.
func (st *state) sameShare(c *diagnose.Claim) {
	switch {
	case c.Type == diagnose.ShareChange && c.Against == "" && c.Indicator != "" && c.Indicator == st.share[0] && !isShare(st.subject):
		c.Against = st.share[1]
	case c.Type == diagnose.ShareType && c.Against != "" && len(c.Peers) == 0:
		st.share = [2]string{c.Indicator, c.Against}
	case c.Type == diagnose.LevelType:
		st.share = [2]string{}
	}
}

// nameRatio keeps the name of a share with its whole: what follows without a
// subject of its own (低于深圳, 居第8位) is said of the share.
func (st *state) nameRatio(c *diagnose.Claim) {
	switch {
	case c.Against != "" && (c.Type == diagnose.ShareType || c.Type == diagnose.ShareChange || c.Type == diagnose.Trend) && c.Indicator == st.subject.indicator:
		whole := c.Against
		if ind, ok := st.cat.Get(whole); ok {
			whole = ind.Name.Zh
		}
		st.ratio = st.worded(st.subject.words + "占" + whole + "的比重").indicator
	case c.Type == diagnose.Comparison || c.Type == diagnose.RankType || c.Type == diagnose.RankChange || c.Type == diagnose.ShareChange:
	default:
		st.ratio = ""
	}
}

// wholeUnit: 30多万大学毕业生 counts persons as its indicator does.
func wholeUnit(c *diagnose.Claim, s subject) {
	if c.Figure == nil || c.Unit == "" || bareUnit(c.Unit) != "" || !s.known || c.Indicator != s.indicator {
		return
	}
	c.Unit += bareUnit(s.unit)
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
