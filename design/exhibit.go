package design

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// Exhibits are the tables of a result, the shortest first; those that are too
// long for a page are for the annex only. A table of synthetic firms says so in
// its title.
func (a *Applied) Exhibits() []diagnose.Exhibit {
	var out []diagnose.Exhibit
	for i := range a.Counted {
		out = append(out, a.Counted[i].exhibit(a.TakeUp))
	}
	if a.Population == nil {
		return out
	}
	for _, e := range []diagnose.Exhibit{a.programmes(), a.budgetTable(), a.winners(), a.nearMisses(), a.cliffs(), a.lacking(), a.leaks(), a.everything()} {
		if len(e.Rows) == 0 {
			continue
		}
		if a.Population.Synthetic {
			e.Title = city.Text{Zh: e.Title.Zh + "（合成企业，不是真实企业）", En: e.Title.En + " (synthetic firms, none of them real)"}
		}
		out = append(out, e)
	}
	return out
}

func heads(pairs ...string) []city.Text {
	var out []city.Text
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, city.Text{Zh: pairs[i], En: pairs[i+1]})
	}
	return out
}

// programmes is who is met by what, for how much money.
func (a *Applied) programmes() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "各项政策的适用情况", En: "the programmes over the firms"},
		Head: heads("政策", "programme", "符合", "met", "不符合", "unmet", "缺数据", "unknown", "待核", "to be judged", "不适用", "not applicable",
			"金额（万元）", "money, 10,000 yuan", "金额区间（万元）", "range, 10,000 yuan", "依据", "basis"),
		Notes: a.Notes,
	}
	if a.Package != nil {
		e.Head = append(e.Head, heads("基线符合", "met before", "基线金额（万元）", "money before, 10,000 yuan")...)
	}
	for _, p := range a.Programmes {
		row := []diagnose.Entry{words(p.Title), whole(p.Met), whole(p.Unmet), whole(p.Unknown), whole(p.Manual), whole(p.NotApplicable),
			p.wan(p.Money), moneyRange(p.Range), text(p.Basis, p.Basis)}
		if !p.Pays {
			row[7] = text("—", "—")
		}
		if a.Package != nil {
			row = append(row, whole(p.Baseline.Met), p.wan(p.Baseline.Money))
		}
		e.Rows = append(e.Rows, row)
	}
	return e
}

// wan is an amount of a programme; one that pays nothing itself has none, not 0.
func (p *ProgrammeView) wan(m Money) diagnose.Entry {
	if !p.Pays {
		return text("—", "—")
	}
	return wan(m)
}

func moneyRange(r [2]Money) diagnose.Entry {
	low, high := wan(r[0]).Value.String(), wan(r[1]).Value.String()
	if low == high {
		return text(low, low)
	}
	return text(low+"至"+high, low+" to "+high)
}

// budgetTable holds what is needed against each limit.
func (a *Applied) budgetTable() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "预算", En: "budget"},
		Head:  heads("预算", "limit", "限额（万元）", "amount, 10,000 yuan", "需要（万元）", "needed, 10,000 yuan", "安排（万元）", "spent, 10,000 yuan", "结果", "result"),
	}
	for _, l := range a.Budget.Limits {
		result := city.Text{Zh: "够", En: "suffices"}
		switch {
		case l.Exceeded && a.Budget.Refused:
			result = city.Text{Zh: "超出，政策组合不能成立", En: "exceeded: the package is refused"}
		case l.Exceeded:
			result = city.Text{Zh: "超出，按排序规则安排", En: "exceeded: paid by the ranking rule"}
		}
		e.Rows = append(e.Rows, []diagnose.Entry{text(l.Name, l.Name), wan(l.Amount), wan(l.Needed), wan(l.Spent), words(result)})
	}
	return e
}

// winners is what the package changes, by district.
func (a *Applied) winners() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "与基线相比的变化（分区）", En: "what changes beside the baseline, by district"},
		Head: heads("政策", "programme", "区", "district", "新符合", "newly met", "不再符合", "no longer met", "金额增加（万元）", "money gained, 10,000 yuan",
			"金额减少（万元）", "money lost, 10,000 yuan"),
	}
	for _, p := range a.Programmes {
		for _, g := range p.By[dimensionNames[byDistrict]] {
			if c := g.Change; c != nil && *c != (WinsView{}) {
				e.Rows = append(e.Rows, []diagnose.Entry{words(p.Title), words(g.Name), whole(c.Winners), whole(c.Losers), wan(c.MoneyGained), wan(c.MoneyLost)})
			}
		}
	}
	return e
}

// nearMisses is who fails one criterion and nothing else.
func (a *Applied) nearMisses() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "只差一条的企业", En: "firms that fail one criterion and nothing else"},
		Head: heads("政策", "programme", "差在", "criterion", "依据", "clause", "家数", "firms", "差1%以内", "within 1%", "差5%以内", "within 5%", "差20%以内", "within 20%",
			"若符合可得（万元）", "they would get, 10,000 yuan"),
		Notes: []city.Text{{Zh: "差距为与门槛之差占门槛的比例；其余条件为符合、缺数据或待核", En: "distances are shares of the threshold; the other criteria are met, unknown or to be judged"}},
	}
	for _, p := range a.Programmes {
		for _, n := range p.NearMisses {
			money := p.wan(n.Money)
			if p.Either {
				money = text("—", "—")
			}
			e.Rows = append(e.Rows, []diagnose.Entry{words(p.Title), words(n.Title), text(n.Clause, n.Clause), whole(n.Firms),
				whole(n.By[0].Firms), whole(n.By[1].Firms), whole(n.By[3].Firms), money})
		}
	}
	return e
}

// cliffs is what stands around the thresholds.
func (a *Applied) cliffs() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "门槛两侧", En: "around the thresholds"},
		Head: heads("政策", "programme", "门槛", "threshold", "依据", "clause", "差5%以内", "short by 5%", "超出5%以内", "beyond by 5%", "越线损失（每家，万元）", "loss across it, each, 10,000 yuan",
			"达标一侧2%以内实有", "within 2% beyond", "按两侧推算", "expected there", "是否扎堆", "bunched"),
		Notes: []city.Text{{Zh: "推算：门槛两侧2%至10%的家数拟合直线（Saez 2010；Chetty等 2011）；比推算多出3倍标准误以上为扎堆，近处不足50家的不判断",
			En: "expected: a line through the counts from 2% to 10% on both sides (Saez 2010, Chetty et al. 2011); bunched is an excess over 3 standard errors; fewer than 50 firms near give no answer"}},
	}
	for _, p := range a.Programmes {
		for _, c := range p.Cliffs {
			row := []diagnose.Entry{words(p.Title), words(c.Title), text(c.Clause, c.Clause), whole(c.Below), whole(c.Above), p.wan(c.Loss)}
			if b := c.Bunching; b != nil {
				verdict := city.Text{Zh: "否", En: "no"}
				if b.Bunched {
					verdict = city.Text{Zh: "是", En: "yes"}
				}
				row = append(row, whole(b.Counted), text(b.Expected.Fixed(1), b.Expected.Fixed(1)), words(verdict))
			} else {
				row = append(row, text("—", "—"), text("—", "—"), text("家数太少", "too few firms"))
			}
			e.Rows = append(e.Rows, row)
		}
	}
	return e
}

// lacking is what the registry does not say.
func (a *Applied) lacking() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "现有字段看不出的", En: "what these fields do not tell"},
		Head:  heads("字段", "field", "缺的企业", "firms without it", "占全部", "share", "用它的条件数", "criteria that need it"),
	}
	for _, l := range a.Lacking {
		s := share(l.Missing, l.Firms)
		e.Rows = append(e.Rows, []diagnose.Entry{words(l.Title), whole(l.Missing), text(s, s), whole(int64(len(l.Criteria)))})
	}
	return e
}

// leaks is where money may leak away.
func (a *Applied) leaks() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "漏损的迹象", En: "signs of leakage"},
		Head:  heads("迹象", "mark", "企业（家）", "firms", "涉及金额（万元）", "money, 10,000 yuan", "说明", "note"),
	}
	for _, m := range a.Leakage {
		row := []diagnose.Entry{words(m.Title), whole(m.Firms), wan(m.Money), text("只是迹象，不是认定", "a sign, not a finding against anybody")}
		if !m.Known { // never 0 where it isn't known
			row = []diagnose.Entry{words(m.Title), text("—", "—"), text("—", "—"), text("现有字段看不出", "these fields do not tell")}
		}
		e.Rows = append(e.Rows, row)
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
	for _, p := range a.Programmes {
		for _, d := range append(dimensionNames[:], "year") {
			for _, g := range p.By[d] {
				name := g.Name
				if name.IsZero() {
					name = city.Text{Zh: g.Key, En: g.Key}
				}
				e.Rows = append(e.Rows, []diagnose.Entry{words(p.Title), text(dimensionZh[d], d), words(name), whole(g.Met), whole(g.Unmet), whole(g.Unknown),
					whole(g.Manual), whole(g.NotApplicable), wan(g.Money)})
			}
		}
	}
	return e
}

var dimensionZh = map[string]string{"district": "区", "industry": "行业", "size": "规模", "age": "年龄", "year": "年份"}
