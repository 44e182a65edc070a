package citywide

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
)

// fewExpected is the expected count under which a quotient stands on little, as
// in method/complexity.
const fewExpected = 5

// unstable is the share of draws under which a choice is called unsettled.
const unstable = 0.5

func finding(code string, s city.Severity, zh, en string, args ...any) city.Finding {
	return city.Finding{Code: code, Severity: s, Message: said(zh, en, args...)}
}

// said makes a text from two formats; each may leave arguments of the other out
// by numbers.
func said(zh, en string, args ...any) city.Text {
	e := city.Errorf("", zh, en, args...)
	return e.Message
}

func fixed(x float64, digits int) string { return city.Number(x).Fixed(digits) }

// percent prints a share; with the sign.
func percent(x float64) string { return fixed(100*x, 0) + "%" }

// choice says what a district gets and why.
func (r *run) choice(m *model, p plan, d, t int) Choice {
	s := m.all[d][t]
	c := Choice{
		District: r.districts[d].name, Theme: r.themes[t].id, Title: r.themes[t].title, Locked: slices.Contains(r.locks, [2]int{d, t}),
		Firms: int64(s.firms), Quotient: city.Number(s.quotient), Density: city.Number(s.density), Gain: city.Number(m.gain(d, t)),
		Range: [2]city.Number{city.Number(math.NaN()), city.Number(math.NaN())}, Stability: city.Number(math.NaN()),
	}
	if r.drawn.draws > 0 {
		c.Range = [2]city.Number{city.Number(r.drawn.low[d][t]), city.Number(r.drawn.high[d][t])}
	}
	if r.drawn.solved > 0 {
		c.Stability = city.Number(r.drawn.chosen[d][t])
	}
	c.Why = r.why(&c, s, p, d, t)
	return c
}

// why gives the grounds of a choice, for and against.
func (r *run) why(c *Choice, s score, p plan, d, t int) []city.Text {
	var out []city.Text
	add := func(zh, en string, args ...any) { out = append(out, said(zh, en, args...)) }
	if c.Locked {
		add("既定事项，不是算出来的；代价见 locks", "a lock, not a result; see locks for its price")
	}
	if s.quotient > 1 {
		add("专业化：区位商 %[1]s，比重高于全市", "specialised: location quotient %[1]s, a share above the city's", fixed(s.quotient, 2))
	} else {
		add("不比全市专业：区位商 %[1]s", "not specialised: location quotient %[1]s", fixed(s.quotient, 2))
	}
	if k := r.themes[t].critical; s.firms >= k {
		add("够得上规模：%[1]v 户，起点 %[2]v 户", "large enough: %[1]v firms, a theme stands from %[2]v", s.firms, k)
	} else {
		add("够不上规模：%[1]v 户，起点 %[2]v 户", "too small: %[1]v firms, a theme stands from %[2]v", s.firms, k)
	}
	if s.density > s.usual {
		add("相关基础：关联密度 %[1]s，高于各区平均的 %[2]s", "related: density %[1]s, above the districts' mean of %[2]s", fixed(s.density, 2), fixed(s.usual, 2))
	} else {
		add("相关基础弱：关联密度 %[1]s，不高于各区平均的 %[2]s", "little related: density %[1]s, not above the districts' mean of %[2]s", fixed(s.density, 2), fixed(s.usual, 2))
	}
	for _, k := range r.complements(p) {
		other := -1
		switch {
		case k.group != r.themes[t].group:
		case k.a == d:
			other = k.b
		case k.b == d:
			other = k.a
		}
		if other >= 0 {
			add("与相邻的%[1]s同属%[2]s而主题不同", "beside %[1]s, which has another theme of %[2]s", r.districts[other].name, r.groups[k.group])
		}
	}
	var same []string
	for _, e := range r.takers(p, t) {
		if e != d {
			same = append(same, r.districts[e].name)
		}
	}
	if len(same) > 0 {
		add("同一主题还有%[1]s，已扣重复的代价", "also taken by %[1]s, at the price of duplication", join(same, "、"))
	}
	if s.expected < fewExpected {
		add("应有户数不足 %[1]d，区位商站在很少的户数上", "fewer than %[1]d firms are expected: the quotient stands on little", fewExpected)
	}
	if v := float64(c.Stability); !math.IsNaN(v) && !c.Locked {
		word := said("稳", "stable")
		if v < unstable {
			word = said("不稳，户数稍有不同就会换", "unsettled: it changes with few firms")
		}
		out = append(out, city.Text{Zh: sprintf("户数重抽样 %d 次，%s 仍是它（%s）", r.drawn.draws, percent(v), word.Zh), En: sprintf("in %s of %d draws of the counts (%s)", percent(v), r.drawn.draws, word.En)})
	}
	return out
}

// candidates counts the themes that are to be thought of for a district.
func candidates(row []score) int {
	n := 0
	for _, s := range row {
		if s.candidate() {
			n++
		}
	}
	return n
}

// noCandidate lists the districts that have no candidate, and what is in the way
// of the nearest.
func (r *run) noCandidate() []Open {
	var out []Open
	for d, x := range r.districts {
		if r.isOpen(d) || candidates(r.all[d]) > 0 {
			continue
		}
		near := -1 // what stands before what does not, then by quotient
		for t, s := range r.all[d] {
			if s.firms < r.themes[t].critical {
				continue
			}
			if near < 0 || s.stands && !r.all[d][near].stands || s.stands == r.all[d][near].stands && s.quotient > r.all[d][near].quotient {
				near = t
			}
		}
		o := Open{number: d, District: x.name, Kind: "no_candidate", Reason: said("没有一个主题的户数够得上规模", "no theme has firms enough")}
		if near >= 0 {
			o.Kind, o.Reason = r.inTheWay(d, near)
		}
		out = append(out, o)
	}
	return out
}

// inTheWay says why the nearest theme of a district is no candidate.
func (r *run) inTheWay(d, t int) (kind string, reason city.Text) {
	s, k, x := r.all[d][t], r.themes[t], r.districts[d]
	if !s.stands {
		return "no_candidate", said("没有站得住的主题：够得上规模的主题里，%[1]s的区位商最高，为 %[2]s，不高于 1；关联密度 %[3]s 也不高于各区平均的 %[4]s",
			"no theme could be defended: of those with firms enough %[1]s has the highest quotient, %[2]s, not above 1; its density, %[3]s, is not above the mean of %[4]s either",
			k.title, fixed(s.quotient, 2), fixed(s.density, 2), fixed(s.usual, 2))
	}
	return "no_room", said("站得住的%[1]s（区位商 %[2]s）放不下：要 %[3]v 公顷、%[4]v 万元，区里只有 %[5]v 公顷、%[6]v 万元",
		"%[1]s, which could be defended (quotient %[2]s), does not fit: it takes %[3]v ha and %[4]v 万元, the district has %[5]v ha and %[6]v 万元",
		k.title, fixed(s.quotient, 2), k.land, k.money, x.free+x.m0, x.money)
}

// notChosen says why a district that could defend a theme gets none: its best
// addition brings nothing, or a limit stands in the way.
func (r *run) notChosen(m *model, p plan, d int) Open {
	base, best, at := m.worth(p), math.Inf(-1), -1
	for t := range r.themes {
		if m.column[d][t] < 0 {
			continue
		}
		p[d][t] = true
		if v := m.worth(p) - base; v > best {
			best, at = v, t
		}
		p[d][t] = false
	}
	o := Open{number: d, District: r.districts[d].name, Kind: "not_chosen"}
	if best <= 0 {
		o.Reason = city.Text{Zh: sprintf("最好的%s加上后全市反而少 %s 分（与他区重复）", r.themes[at].title, fixed(-best, 2)), En: sprintf("its best, %s, would cost the city %s points, as others have it", r.themes[at].title, fixed(-best, 2))}
	} else {
		o.Reason = city.Text{Zh: sprintf("最好的%s值 %s 分，但资金、用地或个数的约束放不下", r.themes[at].title, fixed(best, 2)), En: sprintf("its best, %s, is worth %s points, but money, land or numbers leave no room", r.themes[at].title, fixed(best, 2))}
	}
	return o
}

// notes say how to read the result.
func (r *run) notes() []city.Text {
	w := r.spec.weights()
	out := []city.Text{
		said("分：每个区每个主题，专业化至多 %[1]v、相关至多 %[2]v、规模至多 %[3]v；相邻两区同一大类而主题不同加 %[4]v；同一主题每多一个区扣 %[5]v，同一大类每多一个区扣 %[6]v",
			"points: for a theme in a district up to %[1]v for specialisation, %[2]v for relatedness, %[3]v for mass; %[4]v for two neighbours with different themes of one class; less %[5]v for each further district with a theme, %[6]v with a class",
			w.Specialisation, w.Relatedness, w.Mass, w.Adjacency, w.Duplication, w.Coarse),
		said("一个区能做一个主题：户数够得上规模，而且区位商高于 1 或关联密度高于各区平均；锁定的不论", "a district could defend a theme with firms enough, and a quotient above 1 or a density above the districts' mean; locks stand as they are"),
		said("一个行业可以属于几个主题，户数各算一次；区位商按户数多少向 1 收缩", "a division may belong to several themes and counts in each; quotients are drawn towards 1 by how few firms there are"),
	}
	if r.drawn.draws < r.drawn.asked {
		out = append(out, said("重抽样 %[1]d 次，其中 %[2]d 次有区或行业没有了企业，没有计入", "of %[1]d draws %[2]d left a district or a division without firms and do not count", r.drawn.asked, r.drawn.asked-r.drawn.draws))
	}
	return out
}

// findings are what a reader must not miss.
func (r *run) findings(a *Allocated) []city.Finding {
	var out []city.Finding
	for _, c := range a.Allocations[0].Themes {
		if v := float64(c.Stability); v < unstable && !c.Locked {
			out = append(out, finding("A203", city.SeverityWarning, "%[1]s做%[2]s不稳：户数重抽样只有 %[3]s 仍是它", "%[1]s with %[2]s is unsettled: in %[3]s of draws only", c.District, c.Title, percent(v)))
		}
	}
	for _, k := range r.locks {
		d, t := r.districts[k[0]], r.themes[k[1]]
		switch {
		case r.isOpen(k[0]):
			out = append(out, finding("A204", city.SeverityWarning, "%[1]s依据不足，%[2]s是锁定的", "%[1]s has not enough data; %[2]s is locked", d.name, t.title))
		case !r.all[k[0]][k[1]].stands:
			out = append(out, finding("A205", city.SeverityWarning, "%[1]s锁定的%[2]s，按现有户数站不住", "%[2]s, locked for %[1]s, could not be defended by the counts", d.name, t.title))
		}
	}
	for _, x := range a.Allocations {
		if x.Gap > city.Number(r.options().Gap) {
			out = append(out, finding("A206", city.SeverityWarning, "方案“%[1]s”在限定的结点数内没有证明最优，与上界还差 %[2]s", "the plan %[3]q was not proven best within the nodes allowed; the bound is %[2]s away", x.Title.Zh, fixed(100*float64(x.Gap), 2)+"%", x.Title.En))
		}
	}
	return out
}
