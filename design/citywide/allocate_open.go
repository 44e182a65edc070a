package citywide

import (
	"cmp"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/complexity"
)

// leaveOpen lists the districts that the data, or a person, leave open.
func (l *layout) leaveOpen() error {
	for i, d := range l.districts {
		o := Open{number: i, District: d.name, Kind: "few_firms"}
		switch {
		case d.firms == 0:
			o.Reason = said("依据不足：没有企业数的数据", "not enough data: no firms are counted")
		case d.firms < float64(l.spec.MinimumFirms):
			o.Reason = said("依据不足：只有 %[1]s 户企业的数据，低于能作判断的 %[2]d 户", "not enough data: %[1]s firms, fewer than the %[2]d that a verdict takes", short(d.firms), l.spec.MinimumFirms)
		default:
			continue
		}
		l.open = append(l.open, o)
	}
	for _, u := range l.spec.Undecided {
		i := l.district(u.District)
		if i < 0 {
			return l.spec.wrong(u.District, "undecided 里的“%s”不在 %s 里", "%q of undecided is not in %s", u.District, l.spec.Districts)
		}
		if u.Because.IsZero() {
			return l.spec.wrong(u.District, "“%s”要用 because 写明为什么不定", "because says why %q is left open", u.District)
		}
		o := Open{number: i, District: u.District, Kind: "named", Reason: u.Because}
		switch k := slices.IndexFunc(l.open, func(o Open) bool { return o.number == i }); {
		case k < 0:
			l.open = append(l.open, o)
		case l.open[k].Kind == "named":
			return l.spec.wrong("undecided:", "undecided 里的“%s”写了两次", "%q of undecided stands twice", u.District)
		default: // few firms too: both are said
			l.open[k].Kind, l.open[k].Reason = "named", city.Text{Zh: u.Because.In("zh") + "；" + l.open[k].Reason.Zh, En: u.Because.In("en") + "; " + l.open[k].Reason.En}
		}
	}
	return nil
}

// isOpen says whether a district gets no theme for want of data.
func (l *layout) isOpen(d int) bool {
	return slices.ContainsFunc(l.open, func(o Open) bool { return o.number == d })
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
		if o.Kind == "no_candidate" {
			o.Reason = r.elsewhere(o.Reason, x.name)
		}
		out = append(out, o)
	}
	return out
}

// inTheWay says why the nearest theme of a district is no candidate.
func (r *run) inTheWay(d, t int) (kind string, reason city.Text) {
	s, k, x := r.all[d][t], r.themes[t], r.districts[d]
	if !s.stands {
		quotient, _ := beside(s.quotient, 1)
		density, usual := beside(s.density, s.usual)
		return "no_candidate", said("没有站得住的主题：够得上规模的主题里，%[1]s的区位商最高，为 %[2]s，不高于 1；关联密度 %[3]s 也不高于各区平均的 %[4]s",
			"no theme could be defended: of those with firms enough %[1]s has the highest quotient, %[2]s, not above 1; its density, %[3]s, is not above the mean of %[4]s either",
			k.title, quotient, density, usual)
	}
	var lacks city.Text
	switch land, money := k.land > x.free+x.m0, k.money > x.money; {
	case land && money:
		lacks = said("要 %[1]s 公顷、%[2]s 万元，区里只有 %[3]s 公顷、%[4]s 万元", "it takes %[1]s ha and %[2]s 万元, the district has %[3]s ha and %[4]s 万元", short(k.land), short(k.money), short(x.free+x.m0), short(x.money))
	case land:
		lacks = said("要用地 %[1]s 公顷，区里只有 %[2]s 公顷", "it takes %[1]s ha, the district has %[2]s", short(k.land), short(x.free+x.m0))
	default:
		lacks = said("要资金 %[1]s 万元，区里只有 %[2]s 万元", "it takes %[1]s 万元, the district has %[2]s", short(k.money), short(x.money))
	}
	return "no_room", city.Text{Zh: sprintf("站得住的%s（区位商 %s）放不下：%s", k.title, fixed(s.quotient, 2), lacks.Zh),
		En: sprintf("%s, which could be defended (quotient %s), does not fit: %s", k.title, fixed(s.quotient, 2), lacks.En)}
}

// elsewhere adds which industries a district is specialised in that belong to no
// theme: three at most, of those in which enough firms are expected.
func (r *run) elsewhere(reason city.Text, district string) city.Text {
	t, err := complexity.NewTable(r.records)
	if err != nil {
		return reason
	}
	shrunk, err := t.Shrink(0)
	i := slices.Index(t.Places, district)
	if err != nil || i < 0 {
		return reason
	}
	themed := map[string]bool{}
	for _, k := range r.themes {
		for _, v := range k.divisions {
			themed[v] = true
		}
	}
	var strong []int
	for j, v := range t.Activities {
		if !themed[v] && shrunk.Advantage[i][j] > 1 && !t.OnLittle(i, j) {
			strong = append(strong, j)
		}
	}
	slices.SortStableFunc(strong, func(a, b int) int { return cmp.Compare(shrunk.Advantage[i][b], shrunk.Advantage[i][a]) })
	var zh, en []string
	for _, j := range strong[:min(3, len(strong))] {
		name := industryName(t.Activities[j])
		q := fixed(shrunk.Advantage[i][j], 2)
		zh, en = append(zh, sprintf("%s（%s）", name, q)), append(en, sprintf("%s (%s)", name, q))
	}
	if len(zh) == 0 {
		return reason
	}
	return city.Text{Zh: reason.Zh + "。它的长处在主题表之外，区位商高的有：" + join(zh, "；"), En: reason.En + ". Its strengths are in no theme: " + join(en, "; ")}
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
	p[d][at] = true
	broken := m.broken(p, d, at)
	p[d][at] = false
	o := Open{number: d, District: r.districts[d].name, Kind: "not_chosen"}
	title, points := r.themes[at].title, fixed(math.Abs(best), 2)
	switch {
	case best <= 0:
		o.Reason = said("最好的%[1]s加上后全市反而少 %[2]s 分（与他区重复）", "its best, %[1]s, would cost the city %[2]s points, as others have it", title, points)
	case len(broken) > 0:
		var zh, en []string
		for _, b := range broken {
			zh, en = append(zh, b.Zh), append(en, b.En)
		}
		o.Reason = city.Text{Zh: sprintf("最好的%s值 %s 分，但超出约束：%s", title, points, join(zh, "；")), En: sprintf("its best, %s, is worth %s points, but breaks a limit: %s", title, points, join(en, "; "))}
	default:
		o.Reason = said("最好的%[1]s值 %[2]s 分，这个方案为了与其他方案不同而没有选", "its best, %[1]s, is worth %[2]s points; this plan, made to differ, leaves it out", title, points)
	}
	return o
}

// broken lists the limits that a plan breaks once a theme is added in a district.
func (m *model) broken(p plan, d, t int) []city.Text {
	var out []city.Text
	use := m.use(p)
	own, whole := use[d], use[len(use)-1]
	x, k, s := m.districts[d], m.themes[t], m.spec
	limit := func(over bool, zh, en string, args ...any) {
		if over {
			out = append(out, said(zh, en, args...))
		}
	}
	limit(float64(own.Money) > x.money, "本区资金 %[1]s 万元", "the district's money, %[1]s 万元", short(x.money))
	limit(float64(own.Land) > x.free+x.m0, "本区用地 %[1]s 公顷", "the district's land, %[1]s ha", short(x.free+x.m0))
	limit(own.Themes > x.most, "本区至多 %[1]d 个主题", "%[1]d themes in the district at most", x.most)
	if s.Money != nil {
		limit(float64(whole.Money) > *s.Money, "全市资金 %[1]s 万元", "the city's money, %[1]s 万元", short(*s.Money))
	}
	if s.FreeLand != nil {
		limit(float64(whole.Land-whole.M0) > *s.FreeLand, "全市新供用地 %[1]s 公顷", "the city's newly supplied land, %[1]s ha", short(*s.FreeLand))
	}
	limit(s.ThemeDistrictsMax > 0 && len(m.takers(p, t)) > s.ThemeDistrictsMax, "%[1]s至多 %[2]d 个区", "%[2]d districts with %[1]s at most", k.title, s.ThemeDistrictsMax)
	limit(s.CoarseDistrictsMax > 0 && len(m.takersOfGroup(p, k.group)) > s.CoarseDistrictsMax, "%[1]s大类至多 %[2]d 个区", "%[2]d districts with the class %[1]s at most", m.groups[k.group], s.CoarseDistrictsMax)
	return out
}
