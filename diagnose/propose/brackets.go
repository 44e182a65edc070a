package propose

import (
	"sort"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/diagnose"
)

// aside is a number that stands alone in brackets behind what it measures:
// 低于西安（5.10%）、深圳（4.20%）; GDP增速（8.0%）高于全国.
type aside struct {
	at     int // of the number's sign in the mask before it was taken out
	number *item
	before int // of the sign that it stands behind
}

var asideForm = pattern(`(?P<of>«L»|«I»(?:数量|总数|总量|规模)?|«I»?(?:增速|增幅|占比|比重))[(（](?P<n>«N»)[)）]`)

// takeAsides takes such numbers out of the mask, so that the words around
// them join, and gives them with what they stand behind.
func (m *masked) takeAsides() []aside {
	var out []aside
	var cuts []Span
	for _, loc := range asideForm.FindAllStringSubmatchIndex(m.mask, -1) {
		k, ok := m.of[loc[4]]
		if !ok {
			continue
		}
		out = append(out, aside{at: loc[4], number: &m.items[k], before: loc[2]})
		cuts = append(cuts, Span{loc[3], loc[1]})
	}
	for i := len(cuts) - 1; i >= 0; i-- {
		m.cut(cuts[i])
	}
	return out
}

// cut removes a range from the mask; the text and its offsets stay.
func (m *masked) cut(r Span) {
	n := r.End - r.Start
	m.mask = m.mask[:r.Start] + m.mask[r.End:]
	m.pos = append(append([]int{}, m.pos[:r.Start]...), m.pos[r.End:]...)
	of := map[int]int{}
	for at, k := range m.of {
		switch {
		case at < r.Start:
			of[at] = k
		case at >= r.End:
			of[at-n] = k
		}
	}
	m.of = of
}

// readAsides makes a level (or a rate) of each number in brackets: of the
// place that it stands behind, else of the indicator.
func readAsides(full *masked, list []aside, st *state) []diagnose.Claim {
	var out []diagnose.Claim
	for _, a := range list {
		c := diagnose.Claim{Type: diagnose.LevelType}
		own := *st
		own.from, own.years = "", 0
		if s, ok := own.lastIndicator(full, a.at); ok {
			own.subject = s
		}
		x := &match{masked: full, state: &own, claim: &c}
		if k, ok := full.of[a.before]; ok && full.items[k].sign == signPlace {
			it := full.items[k]
			if it.match == catalog.Ambiguous || it.match == catalog.Unresolved {
				continue
			}
			own.place = it.id
		}
		n := a.number.number
		percent := n.Unit == "%" || n.Unit == "‰"
		rate := percent && own.subject.growth
		if own.subject.none() || n.Unit == "百分点" || !rate && !x.unitFits(n) || percent && !rate && !rateNamed(own.subject) {
			c = diagnose.Claim{}
		} else {
			own.subject.give(&c)
			figure(&c, n)
			own.put(&c)
			if rate {
				c.Type, c.Direction = diagnose.GrowthType, "up"
				x.based()
			}
		}
		s := full.span(a.number.s, a.number.e)
		c.Where = diagnose.Where{Start: s.Start, End: s.End}
		out = append(out, c)
	}
	return out
}

// lastIndicator is the subject named last before a place of the mask.
func (st *state) lastIndicator(m *masked, at int) (subject, bool) {
	for i := at - signLen; i >= 0; i-- {
		if k, ok := m.of[i]; ok && m.items[k].sign == signIndicator {
			end := at
			if j := strings.IndexAny(m.mask[i+signLen:at], "，,、;"); j >= 0 {
				end = i + signLen + j
			}
			if j := strings.IndexAny(m.mask[i+signLen:end], "(（"); j >= 0 {
				end = i + signLen + j
			}
			s := st.subjectOf(m, clauseStart(m.mask, i), i, end)
			return s, true
		}
	}
	return subject{}, false
}

func clauseStart(mask string, at int) int {
	cut := strings.LastIndexAny(mask[:at], "，,;:。(（")
	if cut < 0 {
		return 0
	}
	return cut + runeLen(mask[cut:])
}

// inOrder puts parts in the order of their words.
func inOrder(parts []diagnose.Claim) []diagnose.Claim {
	sort.SliceStable(parts, func(i, j int) bool { return parts[i].Where.End < parts[j].Where.End })
	return parts
}

// brackets keeps the subject through a bracket that measures something else:
// 研发经费172.6亿元（占GDP的1.94%），同比增长14.9% goes on with 研发经费.
func (st *state) brackets(m *masked, cl Span, open []subject) []subject {
	from := 0
	if cut := strings.LastIndexFunc(m.mask[:cl.Start], func(r rune) bool { return !strings.ContainsRune("（()），,;:。!|", r) }); cut >= 0 {
		from = cut
	}
	for _, r := range m.mask[from:cl.Start] {
		switch {
		case r == '(' || r == '（':
			open = append(open, st.subject)
		case (r == ')' || r == '）') && len(open) > 0:
			if was := open[len(open)-1]; !was.none() {
				st.subject = was
			}
			open = open[:len(open)-1]
		}
	}
	return open
}
