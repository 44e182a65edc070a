package citywide

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// AnswerWords names a verdict on a sentence.
func AnswerWords(verdict string) city.Text {
	switch verdict {
	case "supported":
		return city.Text{Zh: "依据充分", En: "supported"}
	case "partly":
		return city.Text{Zh: "限定后可用", En: "partly"}
	case "not-supported":
		return city.Text{Zh: "与数据不符", En: "not supported"}
	}
	return city.Text{Zh: "依据不足", En: "undecidable"}
}

// Exhibits are the tables of a result. A table of synthetic parcels says so in
// its title.
func (l *Landed) Exhibits() []diagnose.Exhibit {
	var out []diagnose.Exhibit
	for _, e := range []diagnose.Exhibit{l.groupTable(l.Districts, city.Text{Zh: "区", En: "district"}, "各区可改为新型工业用地的地块", "parcels that may become M0 land, by district"),
		l.groupTable(l.Blocks, city.Text{Zh: "工业区块", En: "block"}, "各工业区块的上限", "the caps of industrial blocks"), l.limitTable(), l.parcelTable(), l.clusterTable()} {
		if len(e.Rows) == 0 {
			continue
		}
		if l.Synthetic {
			e.Title = city.Text{Zh: e.Title.Zh + "（合成数据）", En: e.Title.En + " (synthetic)"}
		}
		out = append(out, e)
	}
	return append(out, l.clauseTable()) // clauses are real
}

func landHeads(pairs ...string) []city.Text {
	var out []city.Text
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, city.Text{Zh: pairs[i], En: pairs[i+1]})
	}
	return out
}

func landText(zh, en string) diagnose.Entry {
	return diagnose.Entry{Text: city.Text{Zh: zh, En: en}}
}
func landWords(t city.Text) diagnose.Entry { return diagnose.Entry{Text: t} }

// landFigure is a number with so many decimals; a dash where it is not known.
func landFigure(v city.Number, decimals int) diagnose.Entry {
	s := v.Fixed(decimals)
	d, err := decimal.NewFromString(s)
	if err != nil {
		return landText("—", "—")
	}
	return diagnose.Entry{Value: &d}
}

func landCount(n int) diagnose.Entry {
	d := decimal.NewFromInt(int64(n))
	return diagnose.Entry{Value: &d}
}

// groupTable is the parcels by district with what binds each.
func (l *Landed) groupTable(list []LandGroupView, unit city.Text, zh, en string) diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: zh, En: en},
		Head: landHeads(unit.Zh, unit.En, "地块", "parcels", "可以", "eligible", "须修改控规", "plan amendment", "不可以", "not eligible", "依据不足", "unknown",
			"可以的面积（公顷）", "eligible, ha", "上限余量（公顷）", "room under the cap, ha", "新增建筑面积（万平方米）", "new floor space, 10,000 m2", "少收出让收入（万元）", "revenue forgone, 10,000 yuan", "先到的约束", "what binds"),
	}
	lacking, already := [3]int{}, 0
	for _, g := range list {
		already += g.Existing
		e.Rows = append(e.Rows, []diagnose.Entry{landText(named(g.Name), named(g.Name)), landCount(g.Parcels), landCount(g.Eligible), landCount(g.Amendment), landCount(g.NotEligible), landCount(g.Unknown),
			knownSum(g.Area/hectare, g.NoArea, g.Eligible), landFigure(g.Room/hectare, 2), knownSum(g.NewFloor/1e4, g.NoArea+g.NoFloor, g.Eligible), knownSum(g.Forgone/1e4, g.NoArea+g.NoPrice, g.Eligible), landWords(g.Words)})
		lacking[0] += g.NoArea
		lacking[1] += g.NoFloor
		lacking[2] += g.NoPrice
	}
	if note := lackingNote(lacking); !note.IsZero() && len(list) > 0 {
		e.Notes = append(e.Notes, note)
	}
	if already > 0 {
		e.Notes = append(e.Notes, city.Text{Zh: fmt.Sprintf("另有%d块现状已是新型工业用地，只计入“地块”", already), En: fmt.Sprintf("%d more parcels are M0 land already and stand under parcels only", already)})
	}
	if t := l.QuotaText(); !t.IsZero() && len(list) > 0 {
		e.Notes = append(e.Notes, t)
	}
	if n := len(l.Overlaps); n > 0 && len(list) > 0 {
		e.Notes = append(e.Notes, city.Text{Zh: fmt.Sprintf("%d对地块重叠，重叠部分只算一次", n), En: fmt.Sprintf("%d pairs of parcels overlap; what they share counts once", n)})
	}
	for _, a := range l.Assumed {
		if len(list) > 0 {
			value := city.Text{Zh: "否", En: "no"}
			if a.Value {
				value = city.Text{Zh: "是", En: "yes"}
			}
			e.Notes = append(e.Notes, city.Text{Zh: fmt.Sprintf("假定：%d块没有写“%s”的地块，按“%s”算", a.Parcels, a.Title.Zh, value.Zh), En: fmt.Sprintf("assumed: %d parcels without %q count as %s", a.Parcels, a.Title.En, value.En)})
		}
	}
	return e
}

// lackingNote says what is in no sum: areas, floor space, revenue.
func lackingNote(n [3]int) city.Text {
	var zh, en []string
	for i, what := range []city.Text{{Zh: "没有面积", En: "have no area"}, {Zh: "新增建筑面积未知", En: "have unknown new floor space"}, {Zh: "少收的收入未知", En: "have an unknown revenue forgone"}} {
		if n[i] > 0 {
			zh, en = append(zh, fmt.Sprintf("%d块%s", n[i], what.Zh)), append(en, fmt.Sprintf("%d %s", n[i], what.En))
		}
	}
	if len(zh) == 0 {
		return city.Text{}
	}
	return city.Text{Zh: "可以的地块中，" + strings.Join(zh, "，") + "，未计入合计", En: "of the eligible parcels, " + strings.Join(en, ", ") + ": none is in the sums"}
}

// QuotaText sets the eligible land beside what the city may add in a year; zero
// where the pack has no such limit.
func (l *Landed) QuotaText() city.Text {
	if l.Quota == nil {
		return city.Text{}
	}
	sum := city.Number(0)
	for _, g := range l.Districts {
		sum += g.Area
	}
	ha := func(v city.Number) string { return (v / hectare).Fixed(2) }
	t := city.Text{Zh: fmt.Sprintf("全市每年新增上限%s公顷，可以的地块共%s公顷", ha(*l.Quota), ha(sum)), En: fmt.Sprintf("the city may add %s ha a year; eligible parcels have %s ha", ha(*l.Quota), ha(sum))}
	if sum > *l.Quota {
		t.Zh, t.En = t.Zh+"，一年用不完，要择优", t.En+", more than a year takes"
	}
	return t
}

func named(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// knownSum is a sum, a dash where none of its parts is known.
func knownSum(v city.Number, unknown, all int) diagnose.Entry {
	if all > 0 && unknown == all {
		return landText("—", "—")
	}
	return landFigure(v, 2)
}

// limitTable is the limits of the choice.
func (l *Landed) limitTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "择优的约束", En: "limits of the choice"},
		Head: landHeads("约束", "limit", "限额", "amount", "用去", "used", "放开可多得（万平方米）", "worth of giving it up, 10,000 m2")}
	if l.Choice == nil || l.Choice.Solver.Status == noSolver {
		return e
	}
	for _, x := range l.Choice.Limits {
		unit, scale := city.Text{Zh: "公顷", En: " ha"}, city.Number(hectare)
		if x.Limit == "money" {
			unit, scale = city.Text{Zh: "万元", En: " x 10,000 yuan"}, 1e4
		}
		shown := func(v city.Number) diagnose.Entry {
			if v != v {
				return landText("逐区", "by district")
			}
			return landText((v/scale).Fixed(2)+unit.Zh, (v/scale).Fixed(2)+unit.En)
		}
		e.Rows = append(e.Rows, []diagnose.Entry{landWords(x.Title), shown(x.Amount), shown(x.Used), landFigure(x.Worth/1e4, 2)})
	}
	return e
}

// ChoiceText says what was chosen; zero where no choice was asked for.
func (l *Landed) ChoiceText() city.Text {
	c := l.Choice
	if c == nil {
		return city.Text{}
	}
	if c.Solver.Status == noSolver {
		return city.Text{Zh: "这个程序里没有整数规划求解器，没有择优；用发行的程序，或装好 Node 后 make solver build", En: "this build has no solver, so that no parcels were chosen: take a released program, or build it by make solver build, which needs Node"}
	}
	if len(c.Parcels) == 0 {
		return city.Text{Zh: "约束之内没有可选的地块", En: "no parcel can be chosen under the limits"}
	}
	t := city.Text{
		Zh: fmt.Sprintf("约束之内选%d块，%s公顷，新增建筑面积%s万平方米：%s", len(c.Parcels), (c.Area / hectare).Fixed(2), (c.NewFloor / 1e4).Fixed(2), strings.Join(c.Parcels, "、")),
		En: fmt.Sprintf("%d parcels are chosen under the limits, %s ha, %s x 10,000 m2 of new floor space: %s", len(c.Parcels), (c.Area / hectare).Fixed(2), (c.NewFloor / 1e4).Fixed(2), strings.Join(c.Parcels, ", ")),
	}
	if n := len(c.Left); n > 0 {
		t.Zh += fmt.Sprintf("；另有%d块可以的缺数，不能比较", n)
		t.En += fmt.Sprintf("; %d eligible parcels lack what it takes to weigh them", n)
	}
	return t
}

// parcelTable is every parcel with the clause that decided.
func (l *Landed) parcelTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "逐块判定", En: "parcel by parcel"}, Sheet: true,
		Head: landHeads("地块", "parcel", "区", "district", "用地性质", "use", "判定", "verdict", "依据", "clause", "说明", "reason", "面积（公顷）", "area, ha", "新增建筑面积（万平方米）", "new floor space, 10,000 m2", "选中", "chosen", "提示", "marks")}
	marks := map[string]Mark{}
	for _, m := range Marks() {
		marks[m.Code] = m
	}
	for _, p := range l.Parcels {
		var zh, en []string
		for _, m := range p.Marks {
			zh, en = append(zh, marks[m].Title.Zh), append(en, marks[m].Title.En)
		}
		chosen := landText("", "")
		if p.Chosen {
			chosen = landText("选中", "chosen")
		}
		e.Rows = append(e.Rows, []diagnose.Entry{landText(p.ID, p.ID), landText(named(p.District), named(p.District)), landText(named(p.Use), named(p.Use)), landWords(VerdictWords(p.Verdict)),
			landText(p.Clause+"（"+p.Grade+"级）", p.Clause+" (grade "+p.Grade+")"), landWords(p.Reason), landFigure(p.Area/hectare, 2), landFigure(p.NewFloor/1e4, 2), chosen, landText(strings.Join(zh, "；"), strings.Join(en, "; "))})
	}
	if marked := l.Captured(); marked > 0 {
		e.Notes = append(e.Notes, city.Text{Zh: strconv.Itoa(marked) + "个地块有可能变成房地产项目（见“提示”）；只是迹象，不是认定", En: strconv.Itoa(marked) + " parcels have a sign that they may end as property; a sign, not a finding against anybody"})
	}
	return e
}

// clusterTable is the inventory.
func (l *Landed) clusterTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "片区清查", En: "the inventory of clusters"},
		Head: landHeads("片区", "cluster", "区", "district", "面积（公顷）", "area, ha", "在用（公顷）", "used, ha", "调查覆盖（%）", "surveyed, %", "用于创新（公顷）", "for innovation, ha", "占调查面积（%）", "of what was surveyed, %", "调查日期", "survey", "来源", "source")}
	if l.Inventory == nil {
		return e
	}
	for _, c := range l.Inventory.Clusters {
		source := c.Source
		if c.Grade != "" {
			source += "（" + c.Grade + "级）"
		}
		e.Rows = append(e.Rows, []diagnose.Entry{landText(c.Name, c.Name), landText(named(c.District), named(c.District)), landFigure(c.Area/hectare, 2), landFigure(c.Used/hectare, 2), landFigure(100*c.Coverage, 1), landFigure(c.Innovation/hectare, 2), landFigure(100*c.Share, 1),
			landText(named(c.Date), named(c.Date)), landText(source, source)})
	}
	return e
}

// clauseTable is the clauses of the pack.
func (l *Landed) clauseTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "所依据的条款：" + l.Pack.Title.Zh, En: "clauses of " + l.Pack.Title.En}, Head: landHeads("条件", "condition", "条款", "clause", "等级", "grade", "状态", "status")}
	for _, c := range l.Pack.Clauses {
		status := landText("当时施行", "in force on the day")
		if c.Draft {
			status = landText("草案：未与官方原文核对", "draft: not compared with the official text")
		}
		e.Rows = append(e.Rows, []diagnose.Entry{landWords(c.Title), landText(c.Clause, c.Clause), landText(c.Grade, c.Grade), status})
	}
	for _, u := range l.Pack.Unseen {
		e.Rows = append(e.Rows, []diagnose.Entry{landWords(u), landText("未见", "not seen"), landText("—", "—"), landText("未知，没有判", "unknown, not judged")})
	}
	return e
}
