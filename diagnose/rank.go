package diagnose

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// judgeRank tests a rank, or a word that places an indicator high or low.
func judgeRank(c Claim, b *Bench) Result {
	if c.Concept != "" && c.Indicator == "" {
		return b.judgeConcept(c)
	}
	r := Result{Claim: c}
	r.rule("位次：名单齐全的复算，否则用来源所列；前三分之一为高（位次≤n/3），后三分之一为低（位次>2n/3），其余居中",
		"rank: recomputed among a complete roster, else as printed; high in the top third (rank ≤ n/3), low in the bottom third (rank > 2n/3)")
	p := b.position(c)
	b.layPosition(&r, p)
	if len(p.readings()) == 0 {
		return b.noPosition(r, c, p)
	}
	core, strength := rankFits(c, p)
	t := tested{core: core, strength: strength}
	if c.Rank > 0 && p.byDefault && core == fails {
		t.core = open // another roster may be meant
	}
	if p.doubtful() && core == holds {
		t.core = mixed
	}
	if p.own.OtherDef != "" && !p.printed.ok() {
		t.comparator = b.otherDefinition(&r, p.own, core)
	}
	if p.loose && p.complete {
		t.comparator = max(t.comparator, mixed)
		r.because("definition-differs", "部分成员注明的口径与本市不同，须核对是否一致", "some members state another definition; check that they agree")
	}
	r.Verdict = combine(t)
	b.explainRank(&r, c, p, core)
	b.wordRank(&r, c, p)
	return r
}

// rankFits tests each stated reading of the rank.
func rankFits(c Claim, p position) (core, strength outcome) {
	var outs []outcome
	for _, s := range p.readings() {
		outs = append(outs, rankFit(c, s, p.roster.size))
	}
	return over(outs), holds
}

func rankFit(c Claim, s span, n int) outcome {
	if c.Rank > 0 {
		return denied(rankNumber(c, s), c.Denied)
	}
	best, worst := wordFit(c, third(s.best, n)), wordFit(c, third(s.worst, n))
	if best == worst {
		return best
	}
	return open
}

// rankNumber tests 居第8位, or 居前8位 (hedge at-most), within a range.
func rankNumber(c Claim, s span) outcome {
	switch {
	case c.Hedge == AtMost && s.worst <= c.Rank:
		return holds
	case c.Hedge == AtMost && s.best <= c.Rank:
		return open
	case c.Hedge == AtMost:
		return fails
	case s.best == c.Rank && s.worst == c.Rank:
		return holds
	case s.best <= c.Rank && c.Rank <= s.worst:
		return open
	}
	return fails
}

// wordFit tests a rank word against a third: its own third holds, the middle
// is usable when qualified, the other end fails.
func wordFit(c Claim, t int) outcome {
	word := c.RankWord
	if c.Denied {
		word = map[string]string{"high": "low", "low": "high"}[word]
	}
	want := map[string]int{"high": 1, "low": 3, "middle": 2}[word]
	switch {
	case t == 0 || want == 0:
		return open
	case t == want:
		return holds
	case t == 2 || want == 2:
		return mixed
	}
	return fails
}

// layPosition puts the evidence of a rank into the result, own value first.
func (b *Bench) layPosition(r *Result, p position) {
	b.lay(r, p.own)
	if p.printed.ok() {
		r.cite(p.printed.All...)
		if !(p.complete && p.own.ok()) {
			r.note("as-printed", b.asPrinted(p))
		}
		if anyGradeD(b, p.printed.Rejected) {
			r.because("rejected-source", "", "")
		}
	}
	if !p.roster.note.IsZero() && p.roster.known && (p.printed.ok() || p.roster.assumed) {
		r.note("roster-assumed", p.roster.note)
	}
	if p.byDefault && p.own.ok() {
		r.note("roster-default", city.Text{Zh: "句中和来源都未写比较范围，按课题设定的" + p.rosterWords().Zh + "核", En: "neither sentence nor source names a roster; that of the study, " + p.rosterWords().En + ", is taken"})
	}
	if p.assumed && !p.own.Assumed && p.period != "" {
		r.note("period-assumed", city.Text{Zh: "句中未写时期，按" + p.period.Name("zh") + "核", En: "the sentence states no period; " + p.period.Name("en") + " is taken"})
	}
	for _, list := range [][]datum{p.above, p.tied, p.unsure, p.below} {
		for _, d := range list {
			r.cite(d.evidence()...)
		}
	}
	for _, d := range p.foreign {
		r.oppose(d.evidence()...)
	}
	if s, ok := p.computed(); ok && !p.complete {
		r.note("roster-incomplete", b.knownMembers(p, s))
	}
	if p.doubtful() {
		r.because("rank-doubtful", "", "")
	}
	r.Figures = append(r.Figures, b.rankFigures(r, p)...)
}

func (b *Bench) asPrinted(p position) city.Text {
	d := p.printed.datum
	s := b.sourceName(d.Observation)
	return city.Text{
		Zh: fmt.Sprintf("位次系%s所列，%s的数据不全，未能复算", cmp.Or(s.Zh, "来源"), p.rosterWords().Zh),
		En: fmt.Sprintf("the rank is as printed by %s; the values of %s are not complete and it cannot be recomputed", cmp.Or(s.En, "the source"), p.rosterWords().En),
	}
}

// knownMembers says how many members are above, how many unknown, and whether
// the printed rank is possible.
func (b *Bench) knownMembers(p position, s span) city.Text {
	if p.roster.size-len(p.missing) == 1 {
		return city.Text{
			Zh: fmt.Sprintf("%s其余%d个成员的数值未掌握，位次无从复核", p.rosterWords().Zh, len(p.missing)),
			En: fmt.Sprintf("the values of the other %d of %s are unknown, and the rank cannot be checked", len(p.missing), p.rosterWords().En),
		}
	}
	above := ""
	if len(p.above) > 0 {
		above = "（" + b.mentions(p.above).Zh + "）"
	}
	zh := fmt.Sprintf("%s中已有可比数值%d个（含本市），确定更高的%d个%s，尚缺%d个，按已知数值位次在第%d至第%d位之间",
		p.rosterWords().Zh, p.roster.size-len(p.missing), len(p.above), above, len(p.missing), s.best, s.worst)
	en := fmt.Sprintf("%d of %s have comparable values, %d are higher for certain, %d are unknown: the rank lies between %d and %d",
		p.roster.size-len(p.missing), p.rosterWords().En, len(p.above), len(p.missing), s.best, s.worst)
	if len(p.unsure) > 0 {
		t := b.mentions(p.unsure)
		zh += "；" + t.Zh + "与本市难分高下"
		en += "; " + t.En + " cannot be told apart from it"
	}
	if p.printed.ok() {
		n := p.printed.Value.IntPart()
		if p.doubtful() {
			zh += fmt.Sprintf("，第%d位不可能", n)
			en += fmt.Sprintf("; rank %d is impossible", n)
		} else {
			zh += fmt.Sprintf("，第%d位是可能的", n)
			en += fmt.Sprintf("; rank %d is possible", n)
		}
	}
	return city.Text{Zh: zh, En: en}
}

// rankFigures are the rank, with a live formula where it was computed, and the
// value behind it.
func (b *Bench) rankFigures(r *Result, p position) []Figure {
	var out []Figure
	name := say("位次", "rank")
	if s, ok := p.computed(); ok && p.complete && s.best == s.worst {
		out = append(out, Figure{Name: name, Value: decimal.NewFromInt(int64(s.best)), Unit: "位", Period: p.period, Status: p.own.Status, Formula: r.rankFormula(p)})
	}
	if p.printed.ok() && (len(out) == 0 || p.doubtful()) {
		status := p.printed.Status
		if p.own.ok() { // a rank is no firmer than the value that is ranked
			status = p.own.Status
		}
		out = append(out, Figure{Name: name, Value: p.printed.Value, Unit: "位", Period: p.printed.Period, Status: status})
	}
	if p.own.ok() {
		out = append(out, r.figureOf(b.indicator(p.own.Indicator, p.own.Definition), *p.own.datum))
	}
	return out
}

// rankFormula counts the members above, as a spreadsheet can: 1+({1}>{0})+...
// It is nil where units differ or a value is derived.
func (r *Result) rankFormula(p position) *Formula {
	own := fmt.Sprintf("{%d}", r.cite(p.own.Observation))
	parts, than := []string{"1"}, ">"
	if p.ascending {
		than = "<"
	}
	for _, list := range [][]datum{p.above, p.tied, p.below} {
		for _, d := range list {
			if d.Derived || p.own.Derived {
				return nil
			}
			i := r.cite(d.Observation)
			if r.Evidence[i].Unit != p.own.Unit {
				return nil
			}
			parts = append(parts, fmt.Sprintf("({%d}%s%s)", i, than, own))
		}
	}
	return &Formula{Expr: strings.Join(parts, "+"), Note: say("比它高的成员个数加1", "one more than the members above")}
}
