package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/design"
)

// packageHead is what the package does in one line: to the programme that it
// changes most, or that has most money; "" where no firm gets anything.
func packageHead(a *design.Applied) string {
	if len(a.Counted) > 0 {
		c := a.Counted[0]
		head := c.Title.Zh + "一年新增支出" + design.RangeText(c.Extra, "zh")
		if c.Open {
			head += "（条款为“不少于”，实际只会更多）"
		}
		return head
	}
	if len(a.Programmes) == 0 {
		return ""
	}
	x := mostMoved(a.Programmes)
	var b strings.Builder
	switch {
	case x.Baseline == nil || x.Change == nil:
		fmt.Fprintf(&b, "%s受益企业%d家，需要资金%s", x.Title.Zh, x.Met, x.Money.Text("zh"))
	default:
		fmt.Fprintf(&b, "%s受益企业%s，需要资金%s", x.Title.Zh, fromTo(fmt.Sprintf("%d家", x.Baseline.Met), fmt.Sprintf("%d家", x.Met), cmp.Compare(x.Met, x.Baseline.Met)),
			fromTo(x.Baseline.Money.Text("zh"), x.Money.Text("zh"), cmp.Compare(x.Money, x.Baseline.Money)))
	}
	for i, l := range a.Budget.Over() {
		fmt.Fprintf(&b, "%s%s%s", []string{"，超出", "、"}[min(i, 1)], l.Name, (l.Needed - l.Amount).Text("zh"))
	}
	for _, e := range a.Ended {
		fmt.Fprintf(&b, "，同时终止%s（原有%d家、%s）", e.Title.In("zh"), e.Met, e.Money.Text("zh"))
	}
	return b.String()
}

// fromTo says how a figure changes: 由4045家减少到1348家, 仍为174家.
func fromTo(before, after string, direction int) string {
	switch {
	case direction > 0:
		return "由" + before + "增加到" + after
	case direction < 0:
		return "由" + before + "减少到" + after
	}
	return "仍为" + after
}

// populationTexts say who is met by which programme, what a package changes and
// for whom, what stands around the thresholds, and what the fields do not tell;
// none where counts stand for firms.
func populationTexts(a *design.Applied) []string {
	if a.Population == nil {
		return nil
	}
	var out []string
	for _, text := range []string{programmesText(a), changeText(a), edgesText(a), openText(a)} {
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

// programmesText says who is met by which programme, for how much money.
func programmesText(a *design.Applied) string {
	kind := "企业"
	if synthetic(a) {
		kind = "合成企业（不是真实企业）"
	}
	text := fmt.Sprintf("以%d家%s逐条判定（规则取%s有效的）：", a.Population.Firms, kind, dateText(a.Date, "zh"))
	var parts []string
	for _, x := range a.Programmes {
		if x.Met+x.Manual+x.Unknown == 0 {
			continue
		}
		part := fmt.Sprintf("%s符合%d家", x.Title.Zh, x.Met)
		if x.Manual > 0 {
			part += fmt.Sprintf("，待核%d家", x.Manual)
		}
		if x.Unknown > 0 {
			part += fmt.Sprintf("，缺数据%d家", x.Unknown)
		}
		if x.Range[1] > 0 {
			part += "，金额" + x.Money.Text("zh")
			if x.Range != [2]design.Money{x.Money, x.Money} {
				part += "（" + rangeMeans(a, x) + design.RangeText(x.Range, "zh") + "）"
			}
		}
		if x.Reached != "" {
			part += "，依据" + x.Reached
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		parts = []string{"没有企业适用所列政策"}
	}
	return text + strings.Join(parts, "；") + "。"
}

// rangeMeans says what a range of money is made of.
func rangeMeans(a *design.Applied, x design.ProgrammeView) string {
	var parts []string
	if a.TakeUp != nil {
		parts = append(parts, "按假设的申领率")
	}
	if x.PossibleMoney > 0 {
		parts = append(parts, "上限另计缺数据和待核的企业")
	}
	return strings.Join(append(parts, "为"), "，")
}

// mostNamed is how many groups a sentence names.
const mostNamed = 3

// changeText says who gains and who loses beside the baseline.
func changeText(a *design.Applied) string {
	c := a.Change
	if c == nil {
		return ""
	}
	text := fmt.Sprintf("与基线相比，%d家得到的更多，合计增加%s；%d家得到的更少，合计减少%s；其余%d家不变。",
		c.GetMore, c.MoneyGained.Text("zh"), c.GetLess, c.MoneyLost.Text("zh"), c.Same)
	for _, e := range a.Ended {
		text += fmt.Sprintf("减少的金额里有%s：由%s终止，原有%d家、%s。", e.Title.In("zh"), e.By, e.Met, e.Money.Text("zh"))
	}
	for _, d := range []struct{ key, zh string }{{"district", "分区看"}, {"size", "分规模看"}, {"industry", "分行业看"}} {
		list := slices.DeleteFunc(slices.Clone(a.ChangeBy[d.key]), func(g design.ChangedView) bool { return g.MoneyGained == g.MoneyLost })
		slices.SortStableFunc(list, func(g, h design.ChangedView) int {
			return cmp.Compare(h.MoneyGained-h.MoneyLost, g.MoneyGained-g.MoneyLost)
		})
		var up, down []string
		for _, g := range list {
			if net := g.MoneyGained - g.MoneyLost; net > 0 && len(up) < mostNamed {
				up = append(up, groupText(g, net))
			}
		}
		for _, g := range slices.Backward(list) {
			if net := g.MoneyGained - g.MoneyLost; net < 0 && len(down) < mostNamed {
				down = append(down, groupText(g, -net))
			}
		}
		var both []string
		if len(up) > 0 {
			both = append(both, "净增较多的是"+strings.Join(up, "、"))
		}
		if len(down) > 0 {
			both = append(both, "净减较多的是"+strings.Join(down, "、"))
		}
		if len(both) > 0 {
			text += d.zh + "，" + strings.Join(both, "，") + "。"
		}
	}
	return text
}

// groupText is a group with an amount; an industry by its name alone.
func groupText(g design.ChangedView, m design.Money) string {
	name := g.Name.Zh
	if _, after, coded := strings.Cut(name, g.Key+" "); coded {
		name = after
	}
	return name + "（" + m.Text("zh") + "）"
}

// edgesText says where firms crowd around a threshold, what it costs to fall
// short of one, and who misses one by little.
func edgesText(a *design.Applied) string {
	type edge struct {
		text string
		by   design.Money
	}
	var cliffs []edge
	var crowds, near []string
	for _, x := range a.Programmes {
		for _, c := range x.Cliffs {
			if c.Loss != nil && *c.Loss > 0 {
				const hundred = 100 * 100 // yuan in fen: a mean is no exact amount
				cliffs = append(cliffs, edge{fmt.Sprintf("“%s”（%s），每家平均%s", c.Title.Zh, c.Clause, ((*c.Loss + hundred/2) / hundred * hundred).Text("zh")), *c.Loss})
			}
			if b := c.Bunching; b != nil && b.Bunched {
				crowds = append(crowds, fmt.Sprintf("“%s”（达标一侧2%%以内实有%d家，按两侧推算%s家）", c.Title.Zh, b.Counted, b.Expected.Fixed(0)))
			}
		}
		for _, n := range x.NearMisses {
			if k := n.By[1].Firms; k > 0 && len(near) < mostNamed && len(x.Criteria) > 1 {
				near = append(near, fmt.Sprintf("差在“%s”且离门槛不到5%%的%d家", n.Title.Zh, k))
			}
		}
	}
	slices.SortStableFunc(cliffs, func(x, y edge) int { return cmp.Compare(y.by, x.by) })
	var parts []string
	if len(near) > 0 {
		parts = append(parts, "只差一条的企业中，"+strings.Join(near, "，"))
	}
	if len(cliffs) > 0 {
		parts = append(parts, "够到门槛与差一点没够到相差最大的是"+cliffs[0].text)
	}
	if len(crowds) > 0 {
		parts = append(parts, "门槛上有扎堆迹象的是"+strings.Join(crowds, "、")+"，拨付前宜抽查")
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "。") + "。"
}

// openText says which field leaves most results open, and where money may leak.
func openText(a *design.Applied) string {
	var parts []string
	if len(a.Lacking) > 0 && a.Lacking[0].Open > 0 {
		parts = append(parts, fmt.Sprintf("缺数据使结果定不下来的，以%s为最多（%d家）", a.Lacking[0].Title.Zh, a.Lacking[0].Open))
	}
	var marks []string
	for _, m := range a.Leakage {
		if m.Known && m.Firms > 0 && m.Mark != "notch" {
			marks = append(marks, fmt.Sprintf("%s的%d家，涉及%s", m.Title.Zh, m.Firms, m.Money.Text("zh")))
		}
	}
	if len(marks) > 0 {
		parts = append(parts, "资金可能漏损的迹象："+strings.Join(marks, "；")+"。这些只是迹象，不是认定")
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "。") + "。"
}

// budgetText says whether the money suffices, and where it ends; "" without a
// budget.
func budgetText(v *design.BudgetView) string {
	if v == nil || len(v.Limits) == 0 {
		return ""
	}
	if v.Binding == "" {
		return "需要的资金在预算之内。"
	}
	text := "需要的资金超出预算"
	for i, l := range v.Over() {
		text += []string{"", "、"}[min(i, 1)] + "“" + l.Name + "”"
		if l.Needed > 0 {
			text += fmt.Sprintf("（限额%s，符合条件的企业都申领需要%s）", l.Amount.Text("zh"), l.Needed.Text("zh"))
		}
	}
	if v.Refused {
		return text + "，这一组合按现有预算不能成立。"
	}
	text += "。"
	for _, t := range v.Cut.Says() {
		text += t.Zh + "。"
	}
	return text
}

// mostMoved is the programme that the package changes most, or that has most
// money without one.
func mostMoved(list []design.ProgrammeView) design.ProgrammeView {
	return slices.MaxFunc(list, func(p, q design.ProgrammeView) int {
		return cmp.Or(cmp.Compare(moved(p), moved(q)), cmp.Compare(p.Money, q.Money))
	})
}
