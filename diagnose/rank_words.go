package diagnose

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// noPosition ends a result for which no rank can be had.
func (b *Bench) noPosition(r Result, c Claim, p position) Result {
	r.Verdict = Undecidable
	name := b.indicator(c.Indicator, c.Definition)
	if !p.own.ok() {
		r = b.noData(r, c.Indicator, c.Place, p.own)
		b.elsewhere(&r, c)
		b.nearNames(&r, c)
		r.Rewording = sentence(city.Text{
			Zh: "目前没有" + b.subject(c.Indicator, c.Definition, c.Place, c.Period).Zh + "的可比数据，尚不能判断其高低",
			En: "there are no comparable data of " + b.subject(c.Indicator, c.Definition, c.Place, c.Period).En + " yet, and whether it is high or low cannot be told",
		})
		return r
	}
	if p.roster.name == "" {
		r.because("roster-unknown", "", "")
	} else {
		r.note("no-comparator", city.Text{Zh: "不知道" + p.rosterWords().Zh + "包括哪些成员，也没有其数据", En: "the members of " + p.rosterWords().En + " and their values are unknown"})
	}
	against, all := b.containing(p)
	r.oppose(against...)
	r.Rewording = sentence(b.according(p.own.Observation), b.subject(c.Indicator, p.own.Definition, c.Place, p.own.Period), say("为", " stood at "), value(*p.own.datum), all)
	r.Counter = say("没有说明与谁比，高低无从谈起。", "It does not say compared with whom.")
	if p.roster.name != "" {
		r.Counter = sentence(city.Text{Zh: "没有" + p.rosterWords().Zh + "其他成员的数值，位次高低都无从核对", En: "without the values of the others among " + p.rosterWords().En + " no rank can be checked"})
	}
	b.otherRosters(&r, c)
	r.Decide = sentence(city.Text{
		Zh: "需要写明比较范围及其全体成员的" + name.Zh + "（同一时期、同一口径）",
		En: "needed: the roster, and the " + name.En + " of all its members in one period and definition",
	})
	return r
}

// otherRosters shows a rank among another roster than the one of the sentence,
// which does not stand for it.
func (b *Bench) otherRosters(r *Result, c Claim) {
	c.Roster = ""
	p := b.position(c)
	s := p.readings()
	if len(s) == 0 || !p.printed.ok() && !p.complete {
		return
	}
	if p.printed.ok() {
		r.oppose(p.printed.Observation)
	}
	r.Counter = sentence(city.Text{
		Zh: "已知的是在" + p.rosterWords().Zh + "中居" + s[0].zh() + "，不能代替句中的比较范围",
		En: "what is known is " + s[0].en() + " of " + p.rosterWords().En + ", which does not stand for the roster of the sentence",
	})
}

// elsewhere shows what other places report of the indicator, where the own
// value is missing: at most six, and whether their definitions agree.
func (b *Bench) elsewhere(r *Result, c Claim) {
	definitions := map[string]bool{}
	var shown []datum
	for _, code := range b.Set.PlacesOf(c.Indicator, city.Level) {
		f := b.find(ask{Indicator: c.Indicator, Place: code})
		if code == c.Place || !f.ok() || len(shown) == 6 {
			continue
		}
		shown = append(shown, *f.datum)
		definitions[f.Definition] = true
		r.oppose(f.Observation)
	}
	if len(shown) > 0 {
		t := b.dated(shown)
		r.Counter = sentence(city.Text{
			Zh: "其他城市已有" + t.Zh + "等数字，但年份、口径不一，不能据以断定高低",
			En: "other places report " + t.En + ", but of other years or definitions, which decides nothing",
		})
	}
	if len(definitions) > 1 {
		var zh, en []string
		for _, d := range shown {
			zh = append(zh, b.place(d.Place)+"为"+cmp.Or(d.Definition, "通常口径"))
			en = append(en, b.place(d.Place)+" “"+cmp.Or(d.Definition, "the usual one")+"”")
		}
		r.note("definition-differs", city.Text{Zh: "各地口径不一：" + strings.Join(zh, "，"), En: "the definitions of other places differ: " + strings.Join(en, ", ")})
	}
}

// dated is 南京市208家（2018年）、宁波市6家（2020年）, at most three.
func (b *Bench) dated(list []datum) city.Text {
	var zh, en []string
	for _, d := range list {
		v := value(d)
		zh = append(zh, b.place(d.Place)+v.Zh+"（"+d.Period.Name("zh")+"）")
		en = append(en, b.place(d.Place)+" "+v.En+" ("+d.Period.Name("en")+")")
		if len(zh) == 3 {
			break
		}
	}
	return city.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}
}

// explainRank gives the reasons of the rank's own.
func (b *Bench) explainRank(r *Result, c Claim, p position, core outcome) {
	n := p.roster.size
	s := p.readings()[0]
	switch {
	case c.Rank > 0 && core == fails && p.byDefault:
		r.note("roster-unknown", city.Text{Zh: fmt.Sprintf("在%s中为%s，句中可能另有所指", p.rosterWords().Zh, s.zh()), En: fmt.Sprintf("it is %s of %s; the sentence may mean another roster", s.en(), p.rosterWords().En)})
		r.Decide = say("需要写明是在哪些地区中的位次。", "Needed: among which places the rank is meant.")
	case c.Rank > 0 && core == fails:
		r.note("mismatch", city.Text{Zh: fmt.Sprintf("句中为第%d位，数据为%s", c.Rank, s.zh()), En: fmt.Sprintf("the sentence says rank %d, the data %s", c.Rank, s.en())})
	case c.Rank == 0 && core == fails:
		r.note("mismatch", city.Text{Zh: fmt.Sprintf("%s（共%d个），与“%s”不符", s.zh(), n, word(c)), En: fmt.Sprintf("%s of %d does not bear out “%s”", s.en(), n, word(c))})
	case c.Rank == 0 && core == mixed && third(s.best, n) == 2:
		zh, en := fmt.Sprintf("%s（共%d个），居中", s.zh(), n), fmt.Sprintf("%s of %d lies in the middle third", s.en(), n)
		if s.best == s.worst && 2*s.best == n+1 {
			zh, en = zh+"，恰为中位数", en+", the exact median"
		}
		r.note("rank-middle", city.Text{Zh: zh, En: en})
	case core == open && n == 0:
		r.because("roster-unknown", "", "")
	case core == open:
		r.note("within-tolerance", city.Text{Zh: "位次只能确定在" + s.zh(), En: "the rank is known no closer than " + s.en()})
		r.Decide = sentence(city.Text{
			Zh: fmt.Sprintf("需要%s其余成员的%s：%s", p.rosterWords().Zh, b.indicator(c.Indicator, c.Definition).Zh, b.placesShort(p.missing).Zh),
			En: fmt.Sprintf("needed: the values of the other members of %s", p.rosterWords().En),
		})
	}
}

func (s span) zh() string {
	if s.best == s.worst {
		return fmt.Sprintf("第%d位", s.best)
	}
	return fmt.Sprintf("第%d至第%d位", s.best, s.worst)
}

func (s span) en() string {
	if s.best == s.worst {
		return fmt.Sprintf("rank %d", s.best)
	}
	return fmt.Sprintf("ranks %d to %d", s.best, s.worst)
}

// word is the strength word of a claim as written.
func word(c Claim) string {
	if c.Word != "" {
		return c.Word
	}
	return map[string]string{"high": "高", "low": "低", "middle": "居中"}[c.RankWord]
}

// placesShort names places, five of them where they are more than six.
func (b *Bench) placesShort(codes []string) city.Text {
	var names []string
	for i, m := range codes {
		if i == 5 && len(codes) > 6 {
			return city.Text{
				Zh: strings.Join(names, "、") + fmt.Sprintf("等%d个", len(codes)),
				En: strings.Join(names, ", ") + fmt.Sprintf(" and others, %d in all", len(codes)),
			}
		}
		names = append(names, b.place(m))
	}
	return city.Text{Zh: strings.Join(names, "、"), En: strings.Join(names, ", ")}
}

// wordRank writes the rewording and the critic's reading of a rank.
func (b *Bench) wordRank(r *Result, c Claim, p position) {
	s := p.readings()[0]
	if p.printed.ok() && !p.complete {
		n := int(p.printed.Value.IntPart())
		s = span{n, n}
	}
	var origin city.Observation
	if p.printed.ok() {
		origin = p.printed.Observation
	} else if p.own.ok() {
		origin = p.own.Observation
	}
	head := b.subject(c.Indicator, cmp.Or(c.Definition, definitionOf(p.own)), c.Place, p.period)
	if p.own.ok() {
		head = plus(head, say("为", " stood at "), value(*p.own.datum), say("，", ", "))
	}
	where := city.Text{
		Zh: fmt.Sprintf("在%s中%s居%s", p.rosterWords().Zh, map[bool]string{true: "由低到高"}[p.ascending], s.zh()),
		En: fmt.Sprintf("%s of %s", s.en(), p.rosterWords().En),
	}
	if len(p.tied) > 0 && p.complete && s.best == s.worst {
		t := join(b.namesOf(p.tied))
		where = city.Text{
			Zh: fmt.Sprintf("在%s中%s与%s并列%s", p.rosterWords().Zh, map[bool]string{true: "由低到高"}[p.ascending], t.Zh, s.zh()),
			En: fmt.Sprintf("%s of %s, shared with %s", s.en(), p.rosterWords().En, t.En),
		}
	}
	if !p.own.ok() {
		where.En = " holds " + where.En
	}
	if s.best != s.worst {
		where = plus(where, say("之间", ""))
	}
	if s.best == 1 && s.worst >= p.roster.size {
		where = city.Text{Zh: "在" + p.rosterWords().Zh + "中的位次因其他成员数据不全尚不能确定", En: "but its rank among " + p.rosterWords().En + " is not known, for want of the values of the others"}
	}
	if t := b.thirdWords(c, s, p.roster.size); !t.IsZero() {
		where = plus(where, t)
	}
	against, all := b.containing(p)
	if !all.IsZero() {
		where = plus(where, all)
	}
	r.Rewording = sentence(b.according(origin), head, where)
	r.oppose(against...)
	b.counterRank(r, c, p, s)
}

// namesOf is the places of data.
func (b *Bench) namesOf(list []datum) []string {
	var out []string
	for _, d := range list {
		out = append(out, b.place(d.Place))
	}
	return out
}

// definitionOf is the definition of what was found; empty where it is a
// phrase that a sentence need not repeat.
func definitionOf(f found) string {
	if !f.ok() {
		return ""
	}
	return f.Definition
}

func (b *Bench) thirdWords(c Claim, s span, n int) city.Text {
	if c.Rank > 0 || s.best != s.worst {
		return city.Text{}
	}
	switch third(s.best, n) {
	case 1:
		return say("，位次靠前", ", in the top third")
	case 2:
		if 2*s.best == n+1 {
			return say("，恰居中位", ", the exact median")
		}
		return say("，处于中游", ", in the middle third")
	case 3:
		return say("，位次靠后", ", in the bottom third")
	}
	return city.Text{}
}

// containing compares a share, ratio or index with the places that contain the
// own one: nation and province. all is what the rewording says of them.
func (b *Bench) containing(p position) (against []city.Observation, all city.Text) {
	if !p.own.ok() {
		return nil, all
	}
	kind := b.kind(p.own.Indicator)
	if kind != city.Share && kind != city.Ratio && kind != city.RateOf && kind != city.IndexNo {
		return nil, all
	}
	var above, under []datum
	for _, code := range b.ancestors(p.own.Place) {
		f := b.find(ask{Indicator: p.own.Indicator, Definition: p.own.Definition, Place: code, Period: p.own.Period})
		if !f.ok() || f.OtherDef != "" {
			continue
		}
		d, ok := f.datum.in(p.own.Unit)
		if !ok {
			continue
		}
		switch order(*p.own.datum, d) {
		case higher:
			under = append(under, d)
		case lower:
			above = append(above, d)
		default:
			continue
		}
		against = append(against, f.Observation)
	}
	if len(under) > 0 {
		t := b.bracketed(under)
		all = plus(all, city.Text{Zh: "，高于" + t.Zh, En: ", above " + t.En})
	}
	if len(above) > 0 {
		t := b.bracketed(above)
		all = plus(all, city.Text{Zh: "，低于" + t.Zh, En: ", below " + t.En})
	}
	return against, all
}

// bracketed is 全国（2.19%）和湖北省（2.09%）.
func (b *Bench) bracketed(list []datum) city.Text {
	var zh, en []string
	for _, d := range list {
		v := value(d)
		zh = append(zh, b.place(d.Place)+"（"+v.Zh+"）")
		en = append(en, b.place(d.Place)+" ("+v.En+")")
	}
	return city.Text{Zh: join(zh).Zh, En: join(en).En}
}

// counterRank is the critic's reading: what the roster leaves out, what speaks
// against the word, and how firm the value is.
func (b *Bench) counterRank(r *Result, c Claim, p position, s span) {
	var list []city.Text
	_, all := b.containing(p)
	if !all.IsZero() {
		name := b.indicator(c.Indicator, c.Definition)
		list = append(list, plus(city.Text{Zh: b.place(c.Place) + name.Zh, En: "the " + name.En + " of " + b.place(c.Place) + " is"},
			city.Text{Zh: strings.TrimPrefix(all.Zh, "，"), En: strings.TrimPrefix(all.En, ",")}))
	}
	if len(p.roster.absent) > 0 {
		names := b.placesShort(p.roster.absent)
		list = append(list, city.Text{
			Zh: p.rosterWords().Zh + "不包括" + names.Zh + "，这一位次不等于全国位次",
			En: p.rosterWords().En + " do not include " + names.En + "; this is not a national rank",
		})
		b.absentAbove(r, p)
	}
	if p.printed.ok() && !p.complete {
		list = append(list, say("位次只见于来源，未列全部成员的数值，无法复核", "the rank is as printed, without the values of all members, and cannot be checked"))
	}
	if p.own.ok() {
		if t := b.counterStatus(*p.own.datum); !t.IsZero() {
			list = append(list, t)
		}
		if k := b.kind(c.Indicator); (k == city.Stock || k == city.Flow) && c.RankWord != "" {
			list = append(list, say("总量受城市规模影响，按人均或单位地区生产总值计，位次可能不同", "a total depends on the size of the city; per head or per unit of GDP the rank may differ"))
		}
	}
	if t := b.neighbours(p, s); len(list) == 0 && !t.IsZero() {
		list = append(list, t)
	}
	if len(list) > 0 {
		r.Counter = sentence(row(list))
	}
}

// neighbours sets a rank beside the next one above and the next one below: how
// far it is from another.
func (b *Bench) neighbours(p position, s span) city.Text {
	if !p.complete || s.best != s.worst || !p.own.ok() || p.ascending {
		return city.Text{}
	}
	var up, down *datum
	for i, d := range p.above {
		if up == nil || d.Value.LessThan(up.Value) {
			up = &p.above[i]
		}
	}
	for i, d := range p.below {
		if down == nil || down.Value.LessThan(d.Value) {
			down = &p.below[i]
		}
	}
	unit := p.own.Unit
	if unit == "%" {
		unit = "百分点"
	}
	var t city.Text
	if up != nil {
		v, g := value(*up), amount(up.Value.Sub(p.own.Value).Abs(), unit)
		t = city.Text{Zh: "比前一位的" + b.place(up.Place) + "（" + v.Zh + "）少" + g.Zh, En: "it is " + g.En + " behind " + b.place(up.Place) + " (" + v.En + "), the next above"}
	}
	if down != nil {
		v, g := value(*down), amount(p.own.Value.Sub(down.Value).Abs(), unit)
		t = plus(t, semicolon(t), city.Text{Zh: "比后一位的" + b.place(down.Place) + "（" + v.Zh + "）多" + g.Zh, En: "it is " + g.En + " ahead of " + b.place(down.Place) + " (" + v.En + "), the next below"})
	}
	t.Zh = strings.Replace(t.Zh, "；", "，", 1)
	if unit == "百分点" {
		t.Zh = strings.NewReplacer("）少", "）低", "）多", "）高").Replace(t.Zh)
	}
	return plus(t, semicolon(t), say("只看位次看不出差距", "a rank alone does not show how far"))
}

// row joins half sentences with semicolons.
func row(list []city.Text) city.Text {
	var zh, en []string
	for _, t := range list {
		zh, en = append(zh, t.Zh), append(en, t.En)
	}
	return city.Text{Zh: strings.Join(zh, "；"), En: strings.Join(en, "; ")}
}

// absentAbove shows places outside the roster that are above the own one.
func (b *Bench) absentAbove(r *Result, p position) {
	for _, code := range p.roster.absent {
		if !p.own.ok() {
			return
		}
		f := b.find(ask{Indicator: p.own.Indicator, Definition: p.own.Definition, Place: code, Period: p.own.Period})
		if !f.ok() || f.OtherDef != "" {
			continue
		}
		if d, ok := f.datum.in(p.own.Unit); ok && order(*p.own.datum, d) == lower {
			r.oppose(f.evidence()...)
		}
	}
}
