package citywide

import (
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// fewExpected is the expected count under which a quotient stands on little, as
// in method/complexity.
const fewExpected = 5

// unstable is the share of draws under which a choice is called unsettled.
const unstable = 0.5

// said makes a text from two formats; each may leave arguments of the other out
// by numbers.
func said(zh, en string, args ...any) city.Text {
	e := city.Errorf("", zh, en, args...)
	return e.Message
}

func fixed(x float64, digits int) string { return city.Number(x).Fixed(digits) }

// short prints an amount without zeros behind the point that say nothing.
func short(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fixed(x, 4), "0"), ".")
}

// beside prints two numbers with two decimals, or with as many more, six at most,
// as show that they differ.
func beside(x, y float64) (a, b string) {
	for digits := 2; digits <= 6; digits++ {
		if a, b = fixed(x, digits), fixed(y, digits); a != b {
			return a, b
		}
	}
	return fixed(x, 2), fixed(y, 2)
}

// percent prints a share; with the sign.
func percent(x float64) string { return fixed(100*x, 0) + "%" }

// choice says what a district gets in a plan made under the weighting w, and why.
func (r *run) choice(w int, p plan, d, t int) Choice {
	m := r.models[w]
	s := m.all[d][t]
	c := Choice{
		District: r.districts[d].name, Theme: r.themes[t].id, Title: r.themes[t].title, Locked: slices.Contains(r.locks, [2]int{d, t}),
		Firms: int64(s.firms), Quotient: city.Number(s.quotient), Density: city.Number(s.density), Gain: city.Number(m.gain(d, t)),
		Range: [2]city.Number{city.Number(math.NaN()), city.Number(math.NaN())}, Stability: r.stability(d, t),
	}
	if r.drawn.draws > 0 {
		c.Range = [2]city.Number{city.Number(r.drawn.low[d][t]), city.Number(r.drawn.high[d][t])}
	}
	c.Why = r.why(&c, w, p, d, t)
	return c
}

// Unsettled says whether most draws do not choose what a plan has, and nobody
// settled it.
func (c *Choice) Unsettled() bool { return !c.Locked && float64(c.Stability) < unstable }

// stability is the share of draws whose plan has a theme; NaN where none has one.
func (r *run) stability(d, t int) city.Number {
	if r.drawn.solved == 0 {
		return city.Number(math.NaN())
	}
	return city.Number(r.drawn.chosen[d][t])
}

// lockPrice is what the city gains without a lock, under a weighting. A lock on
// what would be thought of anyway costs nothing at least, whatever the solver's
// gap; another may bring points, which nothing but the lock lets count.
func (r *run) lockPrice(w, k int) float64 {
	price := r.without[w][k].worth - r.results[w].worth
	if d, t := r.locks[k][0], r.locks[k][1]; r.all[d][t].candidate() && !r.isOpen(d) {
		return max(price, 0)
	}
	return price
}

// whyLocked says what a lock costs.
func whyLocked(price float64) city.Text {
	switch s := fixed(math.Abs(price), 2); {
	case s == "0.00":
		return said("既定事项；不锁定，全市的分也不变", "a lock; the city's points are the same without it")
	case price > 0:
		return said("既定事项，不是算出来的；不锁定，全市能多得 %[1]s 分", "a lock, not a result; without it the city gains %[1]s points", s)
	default:
		return said("既定事项，不是算出来的；按现有户数本不在考虑之列，锁定了才计 %[1]s 分", "a lock, not a result; by the counts nobody would think of it, and its %[1]s points count by the lock only", s)
	}
}

// whyQuotient says whether a district is specialised, where draws of the counts
// bear it out.
func (r *run) whyQuotient(c *Choice) city.Text {
	quotient, _ := beside(float64(c.Quotient), 1)
	drawn := city.Text{}
	low, high := float64(c.Range[0]), float64(c.Range[1])
	if r.drawn.draws > 0 {
		drawn = said("（重抽样 %[1]s 至 %[2]s）", " (%[1]s to %[2]s in draws)", fixed(low, 2), fixed(high, 2))
	}
	zh, en := "专业化：区位商 %[1]s%[2]s，比重高于全市", "specialised: location quotient %[1]s%[3]s, a share above the city's"
	switch {
	case low <= 1 && high >= 1:
		zh, en = "区位商 %[1]s%[2]s，与全市的比重分不出高低", "location quotient %[1]s%[3]s: a share that cannot be told from the city's"
	case c.Quotient <= 1:
		zh, en = "不比全市专业：区位商 %[1]s%[2]s", "not specialised: location quotient %[1]s%[3]s"
	}
	return said(zh, en, quotient, drawn.Zh, drawn.En)
}

// why gives the grounds of a choice, for and against.
func (r *run) why(c *Choice, w int, p plan, d, t int) []city.Text {
	s := r.all[d][t]
	var out []city.Text
	add := func(zh, en string, args ...any) { out = append(out, said(zh, en, args...)) }
	if c.Locked {
		out = append(out, whyLocked(r.lockPrice(w, slices.Index(r.locks, [2]int{d, t}))))
	}
	out = append(out, r.whyQuotient(c))
	if k := r.themes[t].critical; s.firms >= k {
		add("够得上规模：%[1]s 户，起点 %[2]s 户", "large enough: %[1]s firms, a theme stands from %[2]s", short(s.firms), short(k))
	} else {
		add("够不上规模：%[1]s 户，起点 %[2]s 户", "too small: %[1]s firms, a theme stands from %[2]s", short(s.firms), short(k))
	}
	density, usual := beside(s.density, s.usual)
	if s.density > s.usual {
		add("相关基础：关联密度 %[1]s，高于各区平均的 %[2]s", "related: density %[1]s, above the districts' mean of %[2]s", density, usual)
	} else {
		add("相关基础弱：关联密度 %[1]s，不高于各区平均的 %[2]s", "little related: density %[1]s, not above the districts' mean of %[2]s", density, usual)
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
		if c.Unsettled() {
			word = said("不稳，户数稍有不同就会换", "unsettled: it changes with few firms")
		}
		out = append(out, city.Text{Zh: sprintf("户数重抽样 %d 次，%s 仍是它（%s）", r.drawn.draws, percent(v), word.Zh), En: sprintf("in %s of %d draws of the counts (%s)", percent(v), r.drawn.draws, word.En)})
	}
	return out
}

// notes say how to read the result.
func (r *run) notes() []city.Text {
	w := r.spec.Weights
	out := []city.Text{
		said("分：每个区每个主题，专业化至多 %[1]v、相关至多 %[2]v、规模至多 %[3]v；相邻两区同一大类而主题不同加 %[4]v；同一主题每多一个区扣 %[5]v，同一大类每多一个区扣 %[6]v",
			"points: for a theme in a district up to %[1]v for specialisation, %[2]v for relatedness, %[3]v for mass; %[4]v for two neighbours with different themes of one class; less %[5]v for each further district with a theme, %[6]v with a class",
			w.Specialisation, w.Relatedness, w.Mass, w.Adjacency, w.Duplication, w.Coarse),
		said("一个区能做一个主题：户数够得上规模，而且区位商高于 1 或关联密度高于各区平均；锁定的不论", "a district could defend a theme with firms enough, and a quotient above 1 or a density above the districts' mean; locks stand as they are"),
		said("一个行业可以属于几个主题，户数各算一次；区位商按户数多少向 1 收缩", "a division may belong to several themes and counts in each; quotients are drawn towards 1 by how few firms there are"),
	}
	if x := r.absent; x.pairs > 0 {
		out = append(out, said("企业数的表里没有的 %[1]d 格按 0 户算；其中 %[2]d 格照全市的比重应有 %[3]d 户以上，最多的是%[4]s的“%[5]s”，应有 %[6]s 户",
			"%[1]d cells that the table of firms lacks are taken as 0; of these, %[2]d would have %[3]d firms or more by the city's shares, most of all %[5]q in %[4]s with %[6]s",
			x.pairs, x.notable, fewExpected, x.district, industryName(x.industry), fixed(x.expected, 0)))
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
		if c.Unsettled() {
			out = append(out, AllocateCodes().Finding("A203", "%[1]s做%[2]s不稳：户数重抽样只有 %[3]s 仍是它", "%[1]s with %[2]s is unsettled: in %[3]s of draws only", c.District, c.Title, percent(float64(c.Stability))))
		}
	}
	for _, k := range r.locks {
		d, t := r.districts[k[0]], r.themes[k[1]]
		switch {
		case r.isOpen(k[0]):
			out = append(out, AllocateCodes().Finding("A204", "%[1]s依据不足，%[2]s是锁定的", "%[1]s has not enough data; %[2]s is locked", d.name, t.title))
		case !r.all[k[0]][k[1]].stands:
			out = append(out, AllocateCodes().Finding("A205", "%[1]s锁定的%[2]s，按现有户数站不住", "%[2]s, locked for %[1]s, could not be defended by the counts", d.name, t.title))
		}
	}
	for _, x := range a.Allocations {
		if x.Gap > city.Number(r.options().Gap) {
			out = append(out, AllocateCodes().Finding("A206", "方案“%[1]s”在限定的结点数内没有证明最优，与上界还差 %[2]s", "the plan %[3]q was not proven best within the nodes allowed; the bound is %[2]s away", x.Title.Zh, fixed(100*float64(x.Gap), 2)+"%", x.Title.En))
		}
	}
	return out
}
