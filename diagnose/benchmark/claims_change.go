package benchmark

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/method/composite/robust"
)

// qualified holds a verdict on a change against what lies between its years: a
// definition that changes, figures that one end lacks, and, where the words ask
// for every year, the years one by one.
func (m *Measure) qualified(r *diagnose.Result, c diagnose.Claim, s statement, v diagnose.Verdict) diagnose.Verdict {
	if names := m.broken(c.Place, s); len(names) > 0 {
		m.because(r, "break", "%[2]d—%[3]d年间口径有变化：%[1]s", "definitions change between %[2]d and %[3]d: %[1]s", strings.Join(names, "、"), s.since, s.last)
		if v = atMost(v); s.score {
			v = diagnose.Undecidable
		}
	}
	if names := m.uneven(s); len(names) > 0 {
		m.because(r, "index-uneven", "%[1]s有一年缺数，两年的得分不是同一些指标合成的", "%[1]s is missing in one of the years: the two scores are not made of the same indicators", strings.Join(names, "、"))
		v = diagnose.Undecidable
	}
	if !c.EveryYear() || v != diagnose.Supported && v != diagnose.Partly || s.last-s.since < 2 {
		return v
	}
	all := 1.0 // the least share of runs that bear all years out
	var against []string
	for _, x := range m.steps(s) {
		share, _, runs := m.share(x)
		if all -= 1 - share; runs == 0 && m.holds(x) {
			all++
		}
		if !m.holds(x) {
			against = append(against, fmt.Sprintf("%d", x.last))
		}
	}
	if len(against) > 0 {
		m.because(r, "not-every-year", "并非每年如此：%[1]s年相反或不变", "not so in every year: %[1]s", strings.Join(against, "、"))
		return atMost(v)
	}
	if all < robust.Separable {
		m.because(r, "not-every-year", "首末两年分得出高低，逐年的升降随做法而变", "the first and the last year can be told apart; the years between depend on how the index is made")
		return atMost(v)
	}
	return v
}

// filled holds a verdict against figures that were imputed: with any the sentence
// is usable when qualified at best, with more than half of a place's it cannot be
// decided, as the score is then not that place's.
func (m *Measure) filled(r *diagnose.Result, s statement, v diagnose.Verdict) diagnose.Verdict {
	indicators, _ := m.under(s.node)
	for _, place := range []string{s.place, s.ahead} {
		for _, year := range []int{s.last, s.since} {
			var names []string
			for _, x := range m.Result.Sample.Imputed {
				one := len(m.made.table.Periods) == 0 || x.Period == year
				if x.Place == place && one && year != 0 && slices.ContainsFunc(indicators, func(a ask) bool { return a.code == x.Code }) {
					names = append(names, m.made.called(m.Result, x.Code))
				}
			}
			if len(names) == 0 {
				continue
			}
			m.because(r, "index-imputed", "%[1]s%[2]d年有%[3]d项（共%[4]d项）是填补的：%[5]s", "%[3]d of %[4]d figures of %[1]s in %[2]d are imputed: %[5]s", place, year, len(names), len(indicators), strings.Join(names, "、"))
			if v = atMost(v); 2*len(names) > len(indicators) || v == diagnose.NotSupported {
				v = diagnose.Undecidable
			}
		}
	}
	return v
}

var degreeWords = regexp.MustCompile(`(?:显著|明显|大幅|远远|远|遥遥|大大|略微|略|稍微|稍|小幅)地?(?:高|低|强|弱|优|领先|落后|超|好|差|不如|逊)|(?:较大|很大|明显|显著|不小|巨大)的?差距|差距(?:较大|很大|明显|显著|不小|悬殊)|仅次于`)

// worded holds a verdict on a comparison against what the runs were not asked: how
// far one is ahead, or that nobody stands between.
func (m *Measure) worded(r *diagnose.Result, c diagnose.Claim, v diagnose.Verdict) diagnose.Verdict {
	word := degreeWords.FindString(c.Sentence)
	if c.Type != diagnose.Comparison || word == "" || v != diagnose.Supported {
		return v
	}
	m.because(r, "index-degree", "重算只分得出先后，分不出“%[1]s”这样的程度", "the runs say who is ahead, not to the degree that %[1]q says", word)
	return diagnose.Partly
}

// atMost is a verdict that is no better than usable when qualified.
func atMost(v diagnose.Verdict) diagnose.Verdict {
	if v == diagnose.Supported {
		return diagnose.Partly
	}
	return v
}

// under lists the columns of figures that a node is made of: the indicators below
// it that have a weight, and what they are divided by.
func (m *Measure) under(node string) (indicators, sizes []ask) {
	h := m.made.hierarchy
	below := func(code string) bool {
		for n, known := h.Node(code); known && n.Parent != ""; n, known = h.Node(n.Parent) {
			if m.made.index.Weights[n.Code] == 0 {
				return false
			}
			if node == "" || n.Code == node || n.Parent == node {
				return true
			}
		}
		return false
	}
	for _, a := range m.spec.asks() {
		if !below(a.code) {
			continue
		}
		indicators = append(indicators, a)
		by, _ := m.spec.denominator(a.code)
		for _, x := range m.spec.sizeAsks() {
			if x.code == by && !slices.ContainsFunc(sizes, func(y ask) bool { return y.code == by }) {
				sizes = append(sizes, x)
			}
		}
	}
	return indicators, sizes
}

// broken names the figures behind a node whose definition changes between two
// years.
func (m *Measure) broken(place string, s statement) []string {
	var out []string
	indicators, sizes := m.under(s.node)
	src := &source{spec: m.spec, set: m.set, places: []string{place}}
	for _, a := range append(indicators, sizes...) {
		id, err := src.resolve(a)
		if err == nil && a.period == "" && src.breaksAfter(id, place, s.since, s.last) {
			out = append(out, m.set.Indicators.Name(id))
		}
	}
	return out
}

// uneven names the indicators behind a node that a place has in one of two years
// only.
func (m *Measure) uneven(s statement) []string {
	var out []string
	indicators, _ := m.under(s.node)
	values := m.made.index.Table("denominate")
	for _, a := range indicators {
		now, before := at(values, a.code, s.place, s.last), at(values, a.code, s.place, s.since)
		if (now == now) != (before == before) {
			out = append(out, m.made.called(m.Result, a.code))
		}
	}
	return out
}
