package diagnose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// judgeRankChange tests 由第8位升至第5位, 位次上升3位: the same roster twice.
func judgeRankChange(c Claim, b *Bench) Result {
	r := Result{Claim: c}
	r.rule("位次变化：同一比较范围两次的位次，首末位次与方向分别核对", "change of rank: the same roster at two times; first rank, last rank and direction are tested")
	late := c
	p := b.position(late)
	early := c
	early.Period = c.From
	if early.Period == "" && p.period != "" {
		early.Period = p.period.Shift(-max(c.Years, 1))
		r.note("base-assumed", city.Text{Zh: "句中未写基期，按" + early.Period.Name("zh") + "取", En: "the sentence states no base; " + string(early.Period) + " is taken"})
	}
	early.Roster = cmp.Or(c.Roster, p.roster.name)
	q := b.position(early)
	b.layPosition(&r, p)
	b.layPosition(&r, q)
	if len(p.readings()) == 0 || len(q.readings()) == 0 || early.Period == "" {
		return b.noRankChange(r, c, p, q, early)
	}
	now, then := p.readings()[0], q.readings()[0]
	direction := rankDirection(then, now)
	var outs []outcome
	if c.Rank > 0 {
		outs = append(outs, rankNumber(c, now))
	}
	if c.RankFrom > 0 {
		from := c
		from.Rank, from.Hedge = c.RankFrom, Exactly
		outs = append(outs, rankNumber(from, then))
	}
	if c.Direction != "" {
		outs = append(outs, pickOpen(direction, c.Direction))
	}
	if c.Figure != nil && now.best == now.worst && then.best == then.worst {
		moved := int64(then.best - now.best)
		if moved < 0 {
			moved = -moved
		}
		outs = append(outs, pick(c.Figure.Equal(decimal.NewFromInt(moved)), false))
	}
	t := tested{core: over(outs)}
	if c.Direction != "" && direction != "" && direction != c.Direction {
		t.core = fails // the move itself did not happen
	}
	if c.Roster == "" && p.byDefault && (t.core == fails || t.core == mixed) {
		t.core = open
		r.because("roster-unknown", "句中未写比较范围，可能另有所指", "the sentence names no roster and may mean another")
		r.Decide = say("需要写明是在哪些地区中的位次。", "Needed: among which places the ranks are meant.")
	}
	if slices.Contains(outs, open) {
		t.core = open
		r.because("within-tolerance", "位次不能确定到一位", "the ranks are not known to one place")
	}
	r.Verdict = combine(t)
	if t.core == fails || t.core == mixed {
		r.note("mismatch", city.Text{Zh: "数据为由" + then.zh() + "到" + now.zh(), En: "the data go from " + then.en() + " to " + now.en()})
	}
	b.wordRankChange(&r, c, p, q, then, now)
	return r
}

// rankDirection is "up" where the rank number certainly fell, "" where ranges
// overlap.
func rankDirection(then, now span) string {
	switch {
	case now.worst < then.best:
		return "up"
	case now.best > then.worst:
		return "down"
	case now == then && now.best == now.worst:
		return "flat"
	}
	return ""
}

func pickOpen(have, want string) outcome {
	if have == "" {
		return open
	}
	return pick(have == want, false)
}

func (b *Bench) noRankChange(r Result, c Claim, p, q position, early Claim) Result {
	r.Verdict = Undecidable
	name := b.indicator(c.Indicator, c.Definition)
	missing := p.period
	if len(p.readings()) > 0 {
		missing = early.Period
	}
	r.note("no-data", city.Text{
		Zh: "没有" + missing.Name("zh") + b.place(c.Place) + name.Zh + "在" + p.rosterWords().Zh + "中的位次",
		En: "the rank of " + b.place(c.Place) + " in " + name.En + " among " + p.rosterWords().En + " in " + missing.Name("en") + " is not known",
	})
	r.Decide = sentence(city.Text{
		Zh: "需要" + missing.Name("zh") + p.rosterWords().Zh + "全体成员的" + name.Zh + "，或来源所列的当年位次",
		En: "needed: the " + name.En + " of all members of " + p.rosterWords().En + " in " + missing.Name("en") + ", or the rank as printed",
	})
	for _, x := range []position{p, q} {
		if s := x.readings(); len(s) > 0 {
			r.Rewording = sentence(city.Text{
				Zh: x.period.Name("zh") + b.place(c.Place) + name.Zh + "在" + x.rosterWords().Zh + "中居" + s[0].zh() + "；另一年的位次待查",
				En: "in " + x.period.Name("en") + " " + b.place(c.Place) + " held " + s[0].en() + " of " + x.rosterWords().En + " in " + name.En + "; the rank of the other year is not known",
			})
		}
	}
	return r
}

func (b *Bench) wordRankChange(r *Result, c Claim, p, q position, then, now span) {
	name := b.indicator(c.Indicator, c.Definition)
	lead := city.Text{}
	if p.printed.ok() {
		lead = b.according(p.printed.Observation)
	}
	zh := fmt.Sprintf("%s%s在%s中的位次", b.place(c.Place), name.Zh, p.rosterWords().Zh)
	en := fmt.Sprintf("the rank of %s in %s among %s", b.place(c.Place), name.En, p.rosterWords().En)
	y0, y1 := q.period, p.period
	if d := rankDirection(then, now); d == "flat" {
		zh += fmt.Sprintf("%s和%s均为%s", y0.Name("zh"), y1.Name("zh"), now.zh())
		en += fmt.Sprintf(" was %s in both %s and %s", strings.TrimPrefix(now.en(), "rank "), y0.Name("en"), y1.Name("en"))
	} else {
		verb := map[string]city.Text{"up": say("升至", "rose"), "down": say("降至", "fell"), "": say("变为", "moved")}[d]
		zh += fmt.Sprintf("由%s的%s%s%s的%s", y0.Name("zh"), then.zh(), verb.Zh, y1.Name("zh"), now.zh())
		en += fmt.Sprintf(" %s from %s in %s to %s in %s", verb.En, then.en(), y0.Name("en"), now.en(), y1.Name("en"))
	}
	r.Rewording = sentence(lead, city.Text{Zh: zh, En: en})
	r.Counter = say("位次变化可能来自别的城市，而不是本市自身的变化；两次名单和口径是否相同须说明。", "A rank may move because others do; whether roster and definition are the same both times needs saying.")
}
