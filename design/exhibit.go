package design

import (
	"fmt"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// Exhibits are the tables of a result, the shortest first; those that are too
// long for a page are for the annex only. A table of synthetic firms says so in
// its title; Source is where all of them come from.
func (a *Applied) Exhibits() []diagnose.Exhibit {
	var out []diagnose.Exhibit
	for i := range a.Counted {
		out = append(out, a.Counted[i].exhibit(a.TakeUp))
	}
	if a.Population == nil {
		return out
	}
	for _, e := range []diagnose.Exhibit{a.programmes(), a.byYear(), a.changes(), a.budgetTable(), a.changesBy(byDistrict), a.changesBy(bySize), a.changesBy(byIndustry),
		a.nearMisses(), a.cliffs(), a.lacking(), a.leaks(), a.everything(), a.fit()} {
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

// Source says which firms and rules the tables are made of; nothing where counts
// stand for firms, as each of these names its own.
func (a *Applied) Source() city.Text {
	p := a.Population
	if p == nil {
		return city.Text{}
	}
	t := city.Text{Zh: fmt.Sprintf("资料：%s，%s家，规则取%s", p.File, count(p.Firms), a.Date), En: fmt.Sprintf("source: %s, %s firms, rules of %s", p.File, count(p.Firms), a.Date)}
	if s := p.Sample; s != nil {
		t.Zh += fmt.Sprintf("，企业截至%s，种子%d", s.Date, s.Seed)
		t.En += fmt.Sprintf(", firms as of %s, seed %d", s.Date, s.Seed)
	}
	return t
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
			p.wan(p.Money), moneyRange(p.Range), p.basis()}
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

// basis is the document that a programme follows, and the clauses of the package
// that change it.
func (p *ProgrammeView) basis() diagnose.Entry {
	return text(changedBy(p.Basis, p.Reached, "zh"), changedBy(p.Basis, p.Reached, "en"))
}

// wan is an amount of a programme; one that pays nothing itself has none, not 0.
func (p *ProgrammeView) wan(m Money) diagnose.Entry {
	if !p.Pays {
		return text("—", "—")
	}
	return wan(m)
}

// known is an amount, "—" where it isn't known.
func known(m *Money) diagnose.Entry {
	if m == nil {
		return text("—", "—")
	}
	return wan(*m)
}

func moneyRange(r [2]Money) diagnose.Entry {
	low, high := wan(r[0]).Value.String(), wan(r[1]).Value.String()
	if low == high {
		return text(low, low)
	}
	return text(low+"至"+high, low+" to "+high)
}

// budgetTable holds what is needed against each limit, and where the money ends.
func (a *Applied) budgetTable() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: "预算", En: "budget"},
		Head: heads("预算", "limit", "限额（万元）", "amount, 10,000 yuan", "需要（万元）", "needed, 10,000 yuan", "需要的区间（万元）", "range of it, 10,000 yuan",
			"安排（万元）", "spent, 10,000 yuan", "结果", "result"),
		Notes: []city.Text{{Zh: "需要：符合条件的企业都申领；区间：按申领率，上限另加缺数据和待核的企业", En: "needed: everybody who is met claims; range: with take-up, the high end with those unknown or to be judged"}},
	}
	stated := slices.ContainsFunc(a.Budget.Limits, func(l LimitView) bool { return !l.Why.IsZero() })
	if stated {
		e.Head = append(e.Head, city.Text{Zh: "限额的来源", En: "where the amount comes from"})
	}
	for _, l := range a.Budget.Limits {
		result := city.Text{Zh: "够", En: "suffices"}
		switch {
		case l.Exceeded && a.Budget.Refused:
			result = city.Text{Zh: "超出，政策组合不能成立", En: "exceeded: the package is refused"}
		case l.Exceeded:
			result = city.Text{Zh: "超出，按排序规则安排", En: "exceeded: paid by the ranking rule"}
		}
		row := []diagnose.Entry{text(l.Name, l.Name), wan(l.Amount), wan(l.Needed), moneyRange(l.Range), wan(l.Spent), words(result)}
		switch {
		case stated && l.Why.IsZero():
			row = append(row, text("未写明", "not stated"))
		case stated:
			row = append(row, words(l.Why))
		}
		e.Rows = append(e.Rows, row)
	}
	if a.Budget.Cut != nil {
		e.Notes = append(e.Notes, a.Budget.Cut.Says()...)
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
			e.Rows = append(e.Rows, []diagnose.Entry{words(p.Title), words(n.Title), text(n.Clause, n.Clause), whole(n.Firms),
				whole(n.By[0].Firms), whole(n.By[1].Firms), whole(n.By[3].Firms), known(n.Money)})
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
			En: "expected: a line through the counts from 2% to 10% on both sides (Saez 2010, Chetty et al. 2011); bunched is an excess over 3 standard errors; fewer than 50 firms near give no answer"},
			{Zh: "人数一类的整数会在整数处自然堆起来，不都是有意凑的", En: "whole numbers such as staff pile up at round shares by themselves"}},
	}
	for _, p := range a.Programmes {
		for _, c := range p.Cliffs {
			row := []diagnose.Entry{words(p.Title), words(c.Title), text(c.Clause, c.Clause), whole(c.Below), whole(c.Above), known(c.Loss)}
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
		Head:  heads("字段", "field", "缺的企业", "firms without it", "占全部", "share", "其中因此判不了", "of them, left open by it", "用它的条件数", "criteria that need it"),
	}
	for _, l := range a.Lacking {
		if l.Open == 0 && len(l.Criteria) > 0 {
			continue // the other fields decide without it
		}
		s := share(l.Missing, l.Firms)
		e.Rows = append(e.Rows, []diagnose.Entry{words(l.Title), whole(l.Missing), text(s, s), whole(l.Open), whole(int64(len(l.Criteria)))})
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
		switch {
		case !m.Known && m.Mark == "notch":
			row = []diagnose.Entry{words(m.Title), text("—", "—"), text("—", "—"), text("近处企业太少，看不出", "too few firms near to tell")}
		case !m.Known: // never 0 where it isn't known
			row = []diagnose.Entry{words(m.Title), text("—", "—"), text("—", "—"), text("现有字段看不出", "these fields do not tell")}
		case m.Mark == "notch" && m.Firms == 0:
			row[3] = text("没有扎堆", "no bunching")
		case m.Mark == "notch":
			row[3] = text("多出的家数；金额为够到一侧5%以内符合条件的企业所得；只是迹象，不是认定", "the excess of firms; money of those met within 5% beyond; a sign, not a finding against anybody")
		}
		e.Rows = append(e.Rows, row)
	}
	return e
}
