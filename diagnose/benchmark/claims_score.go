package benchmark

import (
	"fmt"
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// inPoints reports whether the figure of a claim can be a score.
func inPoints(c diagnose.Claim) bool { return c.Unit == "" || c.Unit == "分" }

// scored holds a verdict against the scores that a claim gives in figures. They are
// those of the index as it was made, so that a sentence with right ones is usable
// when qualified at best; a percentage or a multiple of a score means nothing, as
// its zero is where the way of normalising puts it.
func (m *Measure) scored(r *diagnose.Result, s statement, v diagnose.Verdict) diagnose.Verdict {
	c := r.Claim
	if c.Figure == nil && c.FigureFrom == nil || c.Type == diagnose.RankChange || s.since != 0 && !s.score {
		return v
	}
	if !inPoints(c) || c.Times != "" {
		m.because(r, "index-ratio", "指数得分的零点由标准化的方法定，只能说差多少分，不能说差百分之几、是几倍", "the zero of a score is where normalising puts it: scores differ by points, not by a percentage or a multiple")
		r.Decide = city.Text{Zh: "改说提高或相差多少分", En: "Say by how many points instead"}
		return diagnose.Undecidable
	}
	now := m.stand(s.node, s.place, s.year).score
	check := func(what city.Text, said *decimal.Decimal, h diagnose.Hedge, score float64) {
		if said == nil {
			return
		}
		if fit := diagnose.Fits(h, *said, decimal.NewFromFloat(score), c.Unit); fit == diagnose.NotSupported {
			is := city.Number(score).Fixed(max(m.decimals(s.node), int(city.Decimals(*said))))
			m.because(r, "mismatch", "%[1]s%[3]s分，句中为%[4]s分", "%[2]s %[3]s, the sentence has %[4]s", what.Zh, what.En, is, said.String())
			v = fit
		}
	}
	m.because(r, "index-score", "得分只是这一个指数、这一种做法的得分，引用时写明指数的名称和年份", "the score is that of this index, made in this way: name the index and its year with it")
	v = atMost(v)
	switch before := m.stand(s.node, s.place, s.since).score; {
	case s.ahead != "":
		apart := math.Abs(now - m.stand(s.node, s.ahead, s.year).score)
		check(city.Text{Zh: fmt.Sprintf("%s与%s相差", s.place, s.ahead), En: fmt.Sprintf("%s and %s differ by", s.place, s.ahead)}, c.Figure, c.Hedge, apart)
	case s.since != 0 && c.Type == diagnose.Trend:
		check(city.Text{Zh: fmt.Sprintf("%d年得", s.since), En: fmt.Sprintf("the score of %d is", s.since)}, c.FigureFrom, diagnose.Exactly, before)
		check(city.Text{Zh: fmt.Sprintf("%d年得", s.last), En: fmt.Sprintf("the score of %d is", s.last)}, c.Figure, c.Hedge, now)
	case s.since != 0:
		check(city.Text{Zh: fmt.Sprintf("%d年与%d年相差", s.since, s.last), En: fmt.Sprintf("%d and %d differ by", s.since, s.last)}, c.Figure, c.Hedge, math.Abs(now-before))
	default:
		check(city.Text{Zh: fmt.Sprintf("%s%d年得", s.place, s.last), En: fmt.Sprintf("the score of %s in %d is", s.place, s.last)}, c.Figure, c.Hedge, now)
	}
	return v
}
