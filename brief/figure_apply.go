package brief

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/design"
	"github.com/shopspring/decimal"
)

// mostDistricts is how many districts a chart shows, those with most money.
const mostDistricts = 15

// appliedFigure draws what the firms of each district get from the programme
// that the package changes most, or that has most money without one: the
// baseline beside the package. false where no firm gets money, or all are in
// one district.
func (in Input) appliedFigure() (figure, bool) {
	a := in.Applied
	if a == nil || a.Population == nil || len(a.Programmes) == 0 {
		return figure{}, false
	}
	x := mostMoved(a.Programmes)
	groups := slices.DeleteFunc(slices.Clone(x.By["district"]), func(g design.GroupView) bool { return g.Key == "" || g.Money == 0 && before(g) == 0 })
	slices.SortStableFunc(groups, func(g, h design.GroupView) int { return cmp.Compare(h.Money, g.Money) })
	if len(groups) < 2 {
		return figure{}, false
	}
	left := max(len(groups)-mostDistricts, 0)
	groups = groups[:len(groups)-left]
	c := word.Chart{Kind: word.Bars, Unit: "万元"}
	was, now := word.Series{Name: "基线"}, word.Series{Name: "政策组合"}
	for _, g := range groups {
		c.Categories = append(c.Categories, g.Key)
		was.Points = append(was.Points, tenThousands(before(g)))
		now.Points = append(now.Points, tenThousands(g.Money))
	}
	f := figure{applied: true, caption: "各区企业所得：" + x.Title.Zh}
	switch {
	case a.Package == nil:
		now.Name = x.Title.Zh
		c.Series = []word.Series{now}
	case !slices.ContainsFunc(groups, func(g design.GroupView) bool { return before(g) != 0 }):
		c.Series = []word.Series{now}
		f.caption += "（基线没有这笔钱）"
	default:
		c.Series = []word.Series{was, now}
		f.caption += "（基线与政策组合）"
	}
	f.source = fmt.Sprintf("注：%s，%d家企业逐条判定，规则取%s有效的；为符合条件的企业都申领时的金额。", a.Population.File, a.Population.Firms, dateText(a.Date, "zh"))
	if synthetic(a) {
		f.caption += "（合成企业，不是真实企业）"
	}
	if left > 0 {
		f.source += fmt.Sprintf("另有%d个区见附表。", left)
	}
	c.Describe = f.caption
	f.chart = c
	return f, true
}

// moved is the money that the package adds to and takes from a programme.
func moved(p design.ProgrammeView) design.Money {
	if p.Change == nil {
		return 0
	}
	return p.Change.MoneyGained + p.Change.MoneyLost
}

// before is what a group gets under the baseline.
func before(g design.GroupView) design.Money {
	if g.Change == nil {
		return g.Money
	}
	return g.Money - g.Change.MoneyGained + g.Change.MoneyLost
}

// tenThousands is an amount in fen as a point in 万元.
func tenThousands(m design.Money) word.Point {
	return word.Point{Value: decimal.New(int64(m), -6).Round(2), Has: true}
}
