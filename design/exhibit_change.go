package design

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/rule"
)

// changes is what the package changes in each programme, and by which clauses.
func (a *Applied) changes() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "与基线相比的变化", En: "what changes beside the baseline"},
		Head: heads("政策", "programme", "新符合", "newly met", "不再符合", "no longer met", "得到更多（家）", "get more", "得到更少（家）", "get less", "金额增加（万元）", "money gained, 10,000 yuan",
			"金额减少（万元）", "money lost, 10,000 yuan", "净增（万元）", "net, 10,000 yuan", "出自草案", "clauses"),
	}
	for _, p := range a.Programmes {
		if c := p.Change; c != nil && (*c != (WinsView{}) || len(p.Clauses) > 0) {
			e.Rows = append(e.Rows, []diagnose.Entry{words(p.Title), whole(c.Winners), whole(c.Losers), whole(c.GetMore), whole(c.GetLess),
				p.wan(c.MoneyGained), p.wan(c.MoneyLost), p.wan(c.MoneyGained - c.MoneyLost), text(p.Reached, p.Reached)})
		}
	}
	return e
}

// changesBy is what the package changes for groups of firms over all programmes
// together. Ages follow sizes in one table; industries, too many for a page, come by
// how much money moves.
func (a *Applied) changesBy(d int) diagnose.Exhibit {
	title := map[int]city.Text{byDistrict: {Zh: "各区企业的得失", En: "gains and losses by district"}, bySize: {Zh: "不同规模、年龄企业的得失", En: "gains and losses by size and age"},
		byIndustry: {Zh: "各行业企业的得失", En: "gains and losses by industry"}}[d]
	e := diagnose.Exhibit{
		Title: title,
		Head: heads("组", "group", "得到更多（家）", "get more", "得到更少（家）", "get less", "金额增加（万元）", "money gained, 10,000 yuan", "金额减少（万元）", "money lost, 10,000 yuan",
			"净增（万元）", "net, 10,000 yuan"),
		Notes: []city.Text{{Zh: "各项政策合计，符合条件的企业都申领时的金额", En: "over all programmes, money where everybody who is met claims"}},
	}
	e.Head[0] = city.Text{Zh: dimensionZh[dimensionNames[d]], En: dimensionNames[d]}
	moved := func(dimension int) []ChangedView {
		return slices.DeleteFunc(slices.Clone(a.ChangeBy[dimensionNames[dimension]]), func(g ChangedView) bool { return g.GetMore+g.GetLess == 0 })
	}
	list := moved(d)
	switch d {
	case bySize:
		e.Head[0] = city.Text{Zh: "规模、年龄", En: "size, age"}
		list = append(list, moved(byAge)...)
	case byIndustry:
		slices.SortStableFunc(list, func(g, h ChangedView) int { return cmp.Compare(h.MoneyGained+h.MoneyLost, g.MoneyGained+g.MoneyLost) })
		e.Sheet = true
	}
	for _, g := range list {
		e.Rows = append(e.Rows, []diagnose.Entry{words(g.Name), whole(g.GetMore), whole(g.GetLess), wan(g.MoneyGained), wan(g.MoneyLost), wan(g.MoneyGained - g.MoneyLost)})
	}
	return e
}

// Says states the ranking rule, how many it leaves out, and where the money ends.
func (v *CutView) Says() []city.Text {
	var out []city.Text
	for _, b := range v.By {
		if b.LeftOut == 0 {
			continue
		}
		var zh, en []string
		for _, l := range b.Line {
			zh, en = append(zh, l.Title.Zh+l.text("zh")), append(en, l.Title.In("en")+" "+l.text("en"))
		}
		t := city.Text{Zh: fmt.Sprintf("按排序规则安排%d家、%s，另有%d家、%s没有安排", b.Funded, b.Paid.Text("zh"), b.LeftOut, b.Unpaid.Text("zh")),
			En: fmt.Sprintf("by the ranking rule %s firms get %s; %s firms, %s, are left out", count(b.Funded), b.Paid.Text("en"), count(b.LeftOut), b.Unpaid.Text("en"))}
		if len(v.By) > 1 {
			t.Zh, t.En = "“"+b.Title.In("zh")+"”"+t.Zh, b.Title.In("en")+": "+t.En
		}
		if len(zh) > 0 {
			t.Zh += "；最后一家：" + strings.Join(zh, "、")
			t.En += "; the last that is paid: " + strings.Join(en, ", ")
		}
		out = append(out, t)
	}
	return out
}

// text prints the value of a ranking field; amounts as money.
func (l LineView) text(lang string) string {
	switch {
	case l.Value != l.Value:
		return city.Text{Zh: "（缺）", En: "(none)"}.In(lang)
	case l.Unit == "元":
		return Money(math.Round(float64(l.Value) * 100)).Text(lang)
	case l.Unit == "date":
		return rule.Day(l.Value).String()
	}
	return short(l.Value.Digits(12)) + l.Unit
}

// byYear is who is met and for how much money on each day that was asked for.
func (a *Applied) byYear() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "各年的适用情况", En: "the programmes by year"},
		Head:  heads("政策", "programme", "年份", "year", "符合", "met", "缺数据", "unknown", "待核", "to be judged", "金额（万元）", "money, 10,000 yuan"),
		Notes: []city.Text{{Zh: "同一批企业、同样的数据，换上各年的规则；没有列出的年份，政策不施行；测算日已不施行的政策不列", En: "the same firms and data under the rules of each year; a programme is not in force in a year that isn't listed, and has no row where it isn't on the day itself"}},
	}
	for _, p := range a.Programmes {
		for _, y := range p.By["year"] {
			e.Rows = append(e.Rows, []diagnose.Entry{words(p.Title), text(y.Key, y.Key), whole(y.Met), whole(y.Unknown), whole(y.Manual), p.wan(y.Money)})
		}
	}
	if len(e.Rows) == len(a.Programmes) { // one day
		e.Rows = nil
	}
	return e
}

// everything is every programme by every group, for the annex.
func (a *Applied) everything() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "分区、分行业、分规模、分年龄、分年", En: "by district, industry, size, age and year"}, Sheet: true,
		Head: heads("政策", "programme", "分组", "by", "组", "group", "符合", "met", "不符合", "unmet", "缺数据", "unknown", "待核", "to be judged",
			"不适用", "not applicable", "金额（万元）", "money, 10,000 yuan"),
	}
	if a.Package != nil {
		e.Head = append(e.Head, heads("新符合", "newly met", "不再符合", "no longer met", "金额增加（万元）", "money gained, 10,000 yuan", "金额减少（万元）", "money lost, 10,000 yuan")...)
	}
	for _, p := range a.Programmes {
		for _, d := range append(dimensionNames[:], "year") {
			for _, g := range p.By[d] {
				name := g.Name
				if name.IsZero() {
					name = city.Text{Zh: g.Key, En: g.Key}
				}
				row := []diagnose.Entry{words(p.Title), text(dimensionZh[d], d), words(name), whole(g.Met), whole(g.Unmet), whole(g.Unknown),
					whole(g.Manual), whole(g.NotApplicable), p.wan(g.Money)}
				switch c := g.Change; {
				case a.Package != nil && c != nil:
					row = append(row, whole(c.Winners), whole(c.Losers), p.wan(c.MoneyGained), p.wan(c.MoneyLost))
				case a.Package != nil: // years are not compared
					row = append(row, text("—", "—"), text("—", "—"), text("—", "—"), text("—", "—"))
				}
				e.Rows = append(e.Rows, row)
			}
		}
	}
	return e
}

var dimensionZh = map[string]string{"district": "区", "industry": "行业", "size": "规模", "age": "年龄", "year": "年份"}

// fit is how well synthetic firms have the margins that they were drawn from, for
// the annex.
func (a *Applied) fit() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "合成总体与边缘表的拟合", En: "the synthetic firms against their margins"}, Sheet: true,
		Head:  heads("边缘表", "margin", "格数", "cells", "取整后最大误差（户）", "largest error, firms", "最大处", "where", "总误差占比", "all errors", "百户以上格的最大相对误差", "largest relative, cells of 100 or more"),
		Notes: []city.Text{{Zh: "按边缘表逐格拟合（迭代比例拟合）后取整，再逐户按假设抽取属性；方法与假设见手册 110-firms.md", En: "margins fitted, firms whole, attributes drawn by assumptions; see 110-firms.md of the manual"}},
	}
	if a.Population.Sample == nil {
		return e
	}
	for _, m := range a.Population.Sample.Fit.Margins {
		whole2, all, relative := m.Whole.Fixed(1), (m.Share*100).Fixed(2)+"%", (m.Relative*100).Fixed(1)+"%"
		e.Rows = append(e.Rows, []diagnose.Entry{text(m.Name, m.Name), whole(int64(m.Cells)), text(whole2, whole2), text(m.Where, m.Where), text(all, all), text(relative, relative)})
	}
	return e
}
