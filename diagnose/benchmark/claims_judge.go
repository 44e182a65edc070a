package benchmark

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/method/composite/robust"
)

// Judge tests a claim about a concept that the index measures: supported where
// nearly all runs bear it out (robust.Separable), not supported where nearly none
// does; between, a rank that holds for the index as it was made is usable when
// qualified, and the rest cannot be decided: two places, or two years, that the
// runs do not tell apart are not to be told apart. It says false for what the
// index does not cover.
func (m *Measure) Judge(c diagnose.Claim, _ *diagnose.Bench) (diagnose.Result, bool) {
	r := diagnose.Result{Claim: c, Rule: city.Text{
		Zh: "综合指数：重算中有 95% 以上成立为依据充分，不到 5% 成立为与数据不符；其间，位次按原做法成立的为限定后可用，其余为依据不足。得分的升降按各年同一标尺比，逐年、稳步要求每年同向；得几分、差几分按原做法核，至多限定后可用",
		En: "index: supported where 95 % of the runs bear it out, not supported where 5 % do not; between, a rank that the index as made bears out is usable when qualified, the rest cannot be decided. Scores of years are on one scale; steadily asks every year to move that way; scores in figures are held against the index as made, and are usable when qualified at best",
	}}
	list := m.statements(c)
	if len(list) == 0 {
		return m.unmade(r)
	}
	for _, s := range list {
		if s.points && m.stand(s.node, s.place, s.year).rank == 0 {
			return r, false
		}
		for _, q := range s.questions() {
			if !m.can(q) {
				return r, false
			}
		}
	}
	m.because(&r, "by-index", "以课题的综合指数“%[1]s”%[2]s衡量", "measured by the index %[1]q of the study%[3]s", m.title(), m.part(list[0].node, "中的“", "”"), m.part(list[0].node, ", its part ", ""))
	if _, assumed := m.base(c); assumed && list[0].since != 0 {
		m.because(&r, "period-assumed", "句中未写起点，按指数最早的%d年比", "the sentence names no start: %d, the first year of the index, is taken", list[0].since)
	}
	var verdicts []diagnose.Verdict
	var said []city.Text
	for _, s := range list {
		v := diagnose.Supported
		if !s.points {
			v = m.verdict(&r, s)
		}
		if s.since != 0 {
			v = m.qualified(&r, c, s, v)
		}
		v = m.filled(&r, s, m.worded(&r, c, v))
		s.points = s.points || s.ahead != "" && c.Figure != nil && inPoints(c)
		verdicts, said = append(verdicts, v), append(said, m.stands(s))
		if s.ahead != "" {
			s.place = s.ahead
			said = append(said, m.stands(s))
		}
	}
	if r.Verdict = diagnose.CombineAll(verdicts); list[0].since != 0 {
		r.Verdict = moveVerdict(verdicts, c.Type == diagnose.Streak, r.Verdict)
	}
	r.Verdict = m.scored(&r, list[0], r.Verdict)
	m.figures(&r, list)
	m.evidence(&r, c, list[0])
	whole := list[0]
	if c.Type == diagnose.Streak {
		whole.last, whole.year = list[len(list)-1].last, list[len(list)-1].year
		said = []city.Text{m.stands(whole)}
	}
	r.Rewording = m.wording(whole, said)
	r.Counter = m.counter(whole)
	if r.Verdict == diagnose.Undecidable && r.Decide.IsZero() {
		r.Decide = city.Text{Zh: "需要先说明采用哪一种做法及理由；或者只说位次的区间", En: "Needed: which way of making the index is meant, and why; or state the interval of the rank only"}
	}
	return r, true
}

// moveVerdict holds the verdict of a change against its move, the first of the
// verdicts, or against every one of a streak: without it, ends that are right make
// nothing usable, and one that is wrong makes the sentence wrong.
func moveVerdict(verdicts []diagnose.Verdict, streak bool, all diagnose.Verdict) diagnose.Verdict {
	needed := verdicts[:1]
	if streak {
		needed = verdicts
	}
	open := slices.Contains(needed, diagnose.Undecidable)
	switch {
	case slices.Contains(needed, diagnose.NotSupported), open && slices.Contains(verdicts, diagnose.NotSupported):
		return diagnose.NotSupported
	case open:
		return diagnose.Undecidable
	}
	return all
}

// unmade is the result for years that the index was not made for.
func (m *Measure) unmade(r diagnose.Result) (diagnose.Result, bool) {
	c := r.Claim
	other := m.year(c.Period) < 0
	switch c.Type {
	case diagnose.Trend, diagnose.RankChange:
	case diagnose.RankType, diagnose.Comparison, diagnose.LevelType, diagnose.Streak:
		if !other {
			return r, false
		}
	default:
		return r, false
	}
	if m.nodes[c.Concept] == "" || c.Indicator != "" || !m.ranges(c.Roster, c.Place) || c.Roster == "" && narrower.MatchString(c.Sentence) {
		return r, false
	}
	if m.stand("", m.set.Places.Name(c.Place), 0).rank == 0 {
		return r, false
	}
	r.Verdict = diagnose.Undecidable
	years := fmt.Sprint(m.spec.Year)
	if p := m.made.table.Periods; len(p) > 0 {
		years = fmt.Sprintf("%d—%d", p[0], p[len(p)-1])
	}
	m.because(&r, "index-years", "课题的综合指数只算了%s年，句中的年份不全在其中", "the index of the study was made for %s only, which does not hold the years of the sentence", years)
	r.Decide = city.Text{Zh: "需要在 index.yaml 里用 period 写明起止年份，使指数覆盖句中的年份", En: "Needed: a period in index.yaml that spans the years of the sentence"}
	return r, true
}

// because adds a reason.
func (m *Measure) because(r *diagnose.Result, code, zh, en string, args ...any) {
	r.Reasons = append(r.Reasons, diagnose.Reason{Code: code, Text: city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)}})
}

// title of the index without what stands in brackets.
func (m *Measure) title() string {
	title, _, _ := strings.Cut(m.Result.Title, "（")
	return title
}

// part names a node within brackets; "" for the index.
func (m *Measure) part(node, left, right string) string {
	if node == "" {
		return ""
	}
	return left + m.made.called(m.Result, node) + right
}

// holds reports whether the index as made bears a statement out.
func (m *Measure) holds(s statement) bool {
	a := m.stand(s.node, s.place, s.year)
	held := a.rank >= s.from && a.rank <= s.to
	switch {
	case s.ahead != "":
		held = a.rank < m.stand(s.node, s.ahead, s.year).rank
	case s.since != 0:
		b := m.stand(s.node, s.place, s.since)
		if s.worse {
			a, b = b, a
		}
		held = a.rank < b.rank
		if s.score {
			held = a.score > b.score
		}
		held = held && (s.by == 0 || max(a.rank-b.rank, b.rank-a.rank) == s.by)
	}
	return held != s.denied
}

// verdict of one statement, with its reasons.
func (m *Measure) verdict(r *diagnose.Result, s statement) diagnose.Verdict {
	share, turns, runs := m.share(s)
	if runs == 0 {
		m.because(r, "index-not-varied", "指数没有换做法重算，不知道可靠到什么程度", "the index was made in one way only: how far it can be relied on is not known")
		if m.holds(s) {
			return diagnose.Partly
		}
		return diagnose.Undecidable
	}
	about, not := m.about(s), city.Text{}
	if s.denied {
		not = city.Text{Zh: "不支持", En: " do not"}
	}
	m.because(r, "index-runs", "重算%[1]d次，有%[2]s%%的结果%[5]s是：%[3]s", "of %[1]d runs, %[2]s%%%[6]s say: %[4]s", runs, percent(share), about.Zh, about.En, not.Zh, not.En)
	if len(turns) > 0 {
		m.because(r, "index-turns", "单凭“%[1]s”怎么选，结论就会变", "the choice of %[2]s alone turns the answer", strings.Join(turns, "”“"), strings.Join(turns, ", "))
	}
	switch {
	case share >= robust.Separable && (s.by == 0 || m.holds(s)):
		if s.by != 0 {
			return diagnose.Partly // by how many ranks, the runs were not asked
		}
		return diagnose.Supported
	case share <= 1-robust.Separable:
		return diagnose.NotSupported
	case m.holds(s) && s.ahead == "" && s.since == 0, s.by != 0 && m.holds(s):
		return diagnose.Partly
	}
	return diagnose.Undecidable
}

// percent prints a share without decimals, but never 0 or 100 for what is neither.
func percent(share float64) string {
	n := city.Number(100 * share)
	if s := n.Fixed(0); share > 0 && s == "0" || share < 1 && s == "100" {
		return n.Fixed(1)
	}
	return n.Fixed(0)
}

// about says what of a sentence a share of runs is of.
func (m *Measure) about(s statement) city.Text {
	subject := s.place + m.part(s.node, "", "")
	switch move := map[bool]city.Text{true: {Zh: "下降", En: "fell"}, false: {Zh: "上升", En: "rose"}}[s.worse]; {
	case s.ahead != "":
		return city.Text{Zh: fmt.Sprintf("%s高于%s", subject, s.ahead), En: fmt.Sprintf("%s is ahead of %s", subject, s.ahead)}
	case s.score:
		return city.Text{Zh: fmt.Sprintf("%d年得分比%d年%s", s.last, s.since, move.Zh), En: fmt.Sprintf("the score %s from %d to %d", move.En, s.since, s.last)}
	case s.since != 0:
		return city.Text{Zh: fmt.Sprintf("%d年位次比%d年%s", s.last, s.since, move.Zh), En: fmt.Sprintf("the rank %s from %d to %d", move.En, s.since, s.last)}
	case s.from == s.to:
		return city.Text{Zh: fmt.Sprintf("%d年居第%d位", s.last, s.to), En: fmt.Sprintf("rank %d in %d", s.to, s.last)}
	}
	return city.Text{Zh: fmt.Sprintf("%d年居第%d至第%d位", s.last, s.from, s.to), En: fmt.Sprintf("ranks %d to %d in %d", s.from, s.to, s.last)}
}

// share is the share of runs that bear a statement out, the choices that turn it,
// and of how many runs.
func (m *Measure) share(s statement) (share float64, turns []string, runs int) {
	for i, q := range s.questions() {
		a, asked := m.answer(q)
		if !asked {
			return 0, nil, 0
		}
		if runs = a.Runs; i == 0 {
			share = float64(a.Yes)
		} else {
			share -= float64(a.Yes) // among the first so many, less those that are better still
		}
		for _, t := range a.Turns {
			if !slices.Contains(turns, t) {
				turns = append(turns, t)
			}
		}
	}
	if s.denied {
		share = 1 - share
	}
	return share, turns, runs
}
