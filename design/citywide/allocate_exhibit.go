package citywide

import (
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// Cell says what a matrix shows of a theme in a district.
type Cell string

// The marks of a matrix, which are told apart without colour.
const (
	CellLocked    Cell = "■" // a person's choice
	CellChosen    Cell = "●" // in the first allocation, and in most draws
	CellUnsettled Cell = "◐" // in the first allocation, and in few draws
	CellOther     Cell = "○" // in another allocation only
	CellCandidate Cell = "·" // could be defended, and is in none
	CellOpen      Cell = "×" // the district is left open
	CellNone      Cell = ""
)

// CellMarks explains the marks.
var CellMarks = []struct {
	Mark Cell
	Text city.Text
}{
	{CellLocked, city.Text{Zh: "既定（锁定）", En: "locked"}}, {CellChosen, city.Text{Zh: "首选方案", En: "first plan"}},
	{CellUnsettled, city.Text{Zh: "首选方案，但不稳", En: "first plan, unsettled"}}, {CellOther, city.Text{Zh: "只在其他方案里", En: "another plan only"}},
	{CellCandidate, city.Text{Zh: "站得住，未选", En: "could be defended"}}, {CellOpen, city.Text{Zh: "依据不足或留空，未定", En: "left open"}},
}

// Matrix is the picture of the allocations: a row for each theme, a column for
// each district.
func (a *Allocated) Matrix() [][]Cell {
	column, row := map[string]int{}, map[string]int{}
	for d, name := range a.Districts {
		column[name] = d
	}
	for t, x := range a.Themes {
		row[x.ID] = t
	}
	out := make([][]Cell, len(a.Themes))
	for t := range out {
		out[t] = make([]Cell, len(a.Districts))
	}
	for _, f := range a.Figures {
		if f.Stands {
			out[row[f.Theme]][column[f.District]] = CellCandidate
		}
	}
	for _, o := range a.Undecided {
		if o.Kind == "few_firms" || o.Kind == "named" {
			for t := range out {
				out[t][column[o.District]] = CellOpen
			}
		}
	}
	for i := len(a.Allocations) - 1; i >= 0; i-- {
		for _, c := range a.Allocations[i].Themes {
			mark := CellOther
			switch {
			case c.Locked:
				mark = CellLocked
			case i == 0 && c.Unsettled():
				mark = CellUnsettled
			case i == 0:
				mark = CellChosen
			}
			out[row[c.Theme]][column[c.District]] = mark
		}
	}
	return out
}

// MatrixTitle is the title of the matrix.
func (a *Allocated) MatrixTitle() city.Text {
	return a.titled("各区产业主题布局", "Themes by district")
}

// titled marks what is synthetic.
func (a *Allocated) titled(zh, en string) city.Text {
	if a.Synthetic {
		return city.Text{Zh: zh + "（合成，不是真实城市）", En: en + " (synthetic, no real city)"}
	}
	return city.Text{Zh: zh, En: en}
}

// Exhibits are the tables of a result, the shortest first, beside the matrix;
// those that are too long for a page are for the annex only.
func (a *Allocated) Exhibits() []diagnose.Exhibit {
	var out []diagnose.Exhibit
	for _, e := range []diagnose.Exhibit{a.planTable(), a.compareTable(), a.lockTable(), a.fashionTable(), a.openTable(), a.reasonTable(), a.matrixTable(), a.figureTable()} {
		if len(e.Rows) > 0 {
			e.Title = a.titled(e.Title.Zh, e.Title.En)
			out = append(out, e)
		}
	}
	return out
}

func columns(pairs ...string) []city.Text {
	var out []city.Text
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, city.Text{Zh: pairs[i], En: pairs[i+1]})
	}
	return out
}

func cellOf(t city.Text) diagnose.Entry { return diagnose.Entry{Text: t} }

func cellText(s string) diagnose.Entry { return cellOf(city.Text{Zh: s, En: s}) }

// cellNumber is a number with so many decimals, a dash where there is none.
func cellNumber(n city.Number, decimals int) diagnose.Entry {
	s := n.Fixed(decimals)
	if s == "—" {
		return cellText(s)
	}
	v := decimal.RequireFromString(s)
	return diagnose.Entry{Value: &v}
}

// titlesIn joins the titles of what a district takes, in both languages; draws
// speak of the first plan only.
func titlesIn(a Allocation, district string, first bool) city.Text {
	var zh, en []string
	for _, c := range a.Themes {
		if c.District == district {
			mark := city.Text{}
			switch {
			case c.Locked:
				mark = city.Text{Zh: "（锁定）", En: " (locked)"}
			case first && c.Unsettled():
				mark = city.Text{Zh: "（不稳）", En: " (unsettled)"}
			}
			zh, en = append(zh, c.Title+mark.Zh), append(en, c.Title+mark.En)
		}
	}
	return city.Text{Zh: listed(zh).Zh, En: listed(en).En}
}

func listed(list []string) city.Text {
	if len(list) == 0 {
		return city.Text{Zh: "—", En: "—"}
	}
	return city.Text{Zh: join(list, "、"), En: join(list, ", ")}
}

// planTable is what each district takes, plan by plan.
func (a *Allocated) planTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "各区的主题，按方案", En: "themes of each district, plan by plan"}, Head: columns("区", "district"),
		Notes: []city.Text{{Zh: "一个区的几个主题按得分从高到低排", En: "themes of a district stand by their points, the highest first"}}}
	if a.Draws.Plans > 0 {
		e.Notes[0].Zh += sprintf("；不稳：户数重抽样 %d 次，不到一半仍是它", a.Draws.Plans)
		e.Notes[0].En += sprintf("; unsettled: in less than half of %d draws of the counts", a.Draws.Plans)
	}
	for _, x := range a.Allocations {
		e.Head = append(e.Head, x.Title)
	}
	for _, d := range a.Districts {
		row := []diagnose.Entry{cellText(d)}
		for i, x := range a.Allocations {
			t := titlesIn(x, d, i == 0)
			if i := slices.IndexFunc(a.Undecided, func(o Open) bool { return o.District == d }); t.Zh == "—" && i >= 0 {
				t = a.Undecided[i].Words()
			}
			row = append(row, cellOf(t))
		}
		e.Rows = append(e.Rows, row)
	}
	return e
}

// Words say in short why a district has no theme in any plan.
func (o Open) Words() city.Text {
	switch o.Kind {
	case "no_candidate":
		return city.Text{Zh: "没有站得住的", En: "none could be defended"}
	case "no_room":
		return city.Text{Zh: "放不下", En: "no room"}
	case "named":
		return city.Text{Zh: "由人留空", En: "left open by people"}
	}
	return city.Text{Zh: "依据不足", En: "not enough data"}
}

// compareTable sets the plans beside one another.
func (a *Allocated) compareTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "各方案比较", En: "the plans beside one another"},
		Head: columns("方案", "plan", "得分", "points", "主题个数", "themes", "重复（主题）", "repeated, theme", "重复（大类）", "repeated, class",
			"资金（万元）", "money, 10,000 yuan", "用地（公顷）", "land, ha", "最大遗憾（%）", "largest regret, %"),
		Notes: append([]city.Text{{Zh: "得分按各方案自己的权重，不能互比；遗憾：换用其他权重时比那时的最好方案少的分，占其百分比，取最大的",
			En: "points are by each plan's own weights and do not compare; regret: what a plan lacks, in percent, of the best plan under other weights, the largest"}}, a.Notes...)}
	for i, x := range a.Allocations {
		all := x.Use[len(x.Use)-1]
		e.Rows = append(e.Rows, []diagnose.Entry{cellOf(x.Title), cellNumber(x.Objective, 2), cellNumber(city.Number(all.Themes), 0), cellNumber(city.Number(x.Duplication.Fine), 0),
			cellNumber(city.Number(x.Duplication.Coarse), 0), cellNumber(all.Money, 0), cellNumber(all.Land, 0), cellNumber(100*a.Regret.Rows[i].Largest, 1)})
	}
	return e
}

// lockTable is what each lock costs, by the weights of each plan.
func (a *Allocated) lockTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "既定事项的代价", En: "what the locks cost"}, Head: columns("区", "district", "锁定的主题", "locked theme"),
		Notes: []city.Text{{Zh: "代价：去掉这一条锁定、其余照旧重新求解，全市能多得的分；只算账，不评价", En: "the price is what the city gains when this lock alone is left out and everything is solved again; it judges nobody"}}}
	shown := slices.DeleteFunc(slices.Clone(a.Allocations), func(x Allocation) bool { return x.Weights == a.Weights && x.Name != a.Allocations[0].Name })
	for _, x := range shown {
		e.Head = append(e.Head, city.Text{Zh: x.Title.Zh + "（分）", En: x.Title.En + ", points"})
	}
	e.Head = append(e.Head, columns("不锁定时该区做", "without it the district takes")...)
	if slices.ContainsFunc(shown, func(x Allocation) bool {
		return slices.ContainsFunc(x.Locks, func(l LockView) bool { return l.Price < 0 })
	}) {
		e.Notes = append(e.Notes, city.Text{Zh: "代价小于 0：按现有户数本不在考虑之列（依据不足、站不住或放不下）的安排，锁定了才计分", En: "a price below 0: a choice that nobody would think of by the counts, whose points count by the lock only"})
	}
	for k, l := range a.Allocations[0].Locks {
		row := []diagnose.Entry{cellText(l.District), cellText(l.Title)}
		for _, x := range shown {
			row = append(row, cellNumber(x.Locks[k].Price, 2))
		}
		e.Rows = append(e.Rows, append(row, cellOf(listed(l.Instead))))
	}
	return e
}

// fashionTable shows for how many districts a theme pays that everybody wants.
func (a *Allocated) fashionTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "人人都想要的主题，值得放在几个区", En: "themes that everybody wants: for how many districts they pay"},
		Head:  columns("主题", "theme", "值得的区数", "districts", "放在哪里", "where", "每多一个区，全市得分变化", "points by each further district"),
		Notes: []city.Text{{Zh: "不计锁定；每个区数都重新求解全市的方案", En: "without locks; the city's plan is solved again for each number"}}}
	for _, f := range a.Fashions {
		var steps []string
		for k := 1; k < len(f.Objective); k++ {
			d := (f.Objective[k] - f.Objective[k-1]).Fixed(2)
			if f.Objective[k] > f.Objective[k-1] {
				d = "+" + d
			}
			steps = append(steps, d)
		}
		e.Rows = append(e.Rows, []diagnose.Entry{cellText(f.Title), cellNumber(city.Number(f.PaysFor), 0), cellOf(listed(f.Districts)), cellOf(listed(steps))})
	}
	return e
}

// Open lists the districts that get no theme in the first plan, and why; one that
// is left open and has a lock gets that.
func (a *Allocated) Open() []Open {
	first := a.Allocations[0]
	return slices.DeleteFunc(slices.Concat(a.Undecided, first.Without), func(o Open) bool {
		return slices.ContainsFunc(first.Themes, func(c Choice) bool { return c.District == o.District })
	})
}

// openTable is what gets no theme, and why.
func (a *Allocated) openTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "没有给主题的区", En: "districts without a theme"}, Head: columns("区", "district", "理由", "reason")}
	for _, o := range a.Open() {
		e.Rows = append(e.Rows, []diagnose.Entry{cellText(o.District), cellOf(o.Reason)})
	}
	return e
}

// Reasons is the table of the grounds, for a page that has room for it.
func (a *Allocated) Reasons() diagnose.Exhibit {
	e := a.reasonTable()
	e.Title = a.titled(e.Title.Zh, e.Title.En)
	return e
}

// reasonTable is why a district gets what it gets in the first plan.
func (a *Allocated) reasonTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "首选方案的理由", En: "grounds of the first plan"}, Sheet: true,
		Head: columns("区", "district", "主题", "theme", "区位商", "quotient", "5%至95%", "5 to 95 percent", "户数", "firms", "重抽样仍选（%）", "draws that choose it, %", "理由", "grounds")}
	for _, c := range a.Allocations[0].Themes {
		var zh, en []string
		for _, w := range c.Why {
			zh, en = append(zh, w.Zh), append(en, w.En)
		}
		e.Rows = append(e.Rows, []diagnose.Entry{cellText(c.District), cellText(c.Title), cellNumber(c.Quotient, 2), cellText(c.Range[0].Fixed(2) + "—" + c.Range[1].Fixed(2)),
			cellNumber(city.Number(c.Firms), 0), cellNumber(100*c.Stability, 0), cellOf(city.Text{Zh: join(zh, "；"), En: join(en, "; ")})})
	}
	return e
}

// matrixTable is the matrix for the annex.
func (a *Allocated) matrixTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "布局矩阵", En: "matrix of the plans"}, Sheet: true, Head: columns("大类", "class", "主题", "theme")}
	for _, d := range a.Districts {
		e.Head = append(e.Head, city.Text{Zh: d, En: d})
	}
	for t, row := range a.Matrix() {
		cells := []diagnose.Entry{cellText(a.Themes[t].Coarse), cellText(a.Themes[t].Title)}
		for _, c := range row {
			cells = append(cells, cellText(string(c)))
		}
		e.Rows = append(e.Rows, cells)
	}
	for _, m := range CellMarks {
		e.Notes = append(e.Notes, city.Text{Zh: string(m.Mark) + " " + m.Text.Zh, En: string(m.Mark) + " " + m.Text.En})
	}
	return e
}

// figureTable is what the counts say about everything.
func (a *Allocated) figureTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "各区各主题的数字", En: "figures of each district and theme"}, Sheet: true,
		Head: columns("区", "district", "主题", "theme", "户数", "firms", "应有户数", "expected", "区位商", "quotient", "关联密度", "density", "得分", "points", "站得住", "could be defended", "重抽样选它（%）", "draws that choose it, %")}
	for i, f := range a.Figures {
		stands := city.Text{Zh: "否", En: "no"}
		if f.Stands {
			stands = city.Text{Zh: "是", En: "yes"}
		}
		e.Rows = append(e.Rows, []diagnose.Entry{cellText(f.District), cellText(a.Themes[i%len(a.Themes)].Title), cellNumber(city.Number(f.Firms), 0), cellNumber(f.Expected, 1),
			cellNumber(f.Quotient, 2), cellNumber(f.Density, 2), cellNumber(f.Gain, 2), cellOf(stands), cellNumber(100*f.Stability, 0)})
	}
	return e
}
