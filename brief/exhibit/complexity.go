package exhibit

import (
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/industry"
	"github.com/quanyu/quanyu/evaluate"
)

// Complexity gives the tables of what places are specialised in: places, activities,
// and where they were asked for the places in focus, the network and growth taken
// apart.
func Complexity(r *industry.ComplexityResult, version string) evaluate.Exhibits {
	e := evaluate.Exhibits{Title: city.Text{Zh: "专业化与经济复杂度：" + r.Title, En: "Specialisation and economic complexity: " + r.Title}, Notes: r.Notes, Source: sourceOf(r.Files, version)}
	places := evaluate.Table{Name: "complexity-places", Title: city.Text{Zh: "地方", En: "Places"}, Head: headings("地方", "place", "名次", "rank", "区间下限", "interval from", "区间上限", "to", "ECI", "ECI", "活动数", "activities", "适合度", "fitness", "前景", "outlook", "集中度", "Herfindahl", "熵", "entropy", "外部复杂度", "complexity elsewhere", "EXPY", "EXPY")}
	for _, p := range r.Places {
		low, high := words("—"), words("—")
		if p.RankInterval != nil {
			low, high = counted(p.RankInterval[0]), counted(p.RankInterval[1])
		}
		places.Rows = append(places.Rows, []evaluate.Cell{words(p.Place), rankCell(p.Rank), low, high, figure(p.ECI, 4), counted(p.Diversity), figure(p.Fitness, 4), figure(p.Outlook, 4), figure(p.Herfindahl, 4), figure(p.Entropy, 3), figure(p.Outside, 4), figure(p.EXPY, 2)})
	}
	activities := evaluate.Table{Name: "complexity-activities", Title: city.Text{Zh: "活动", En: "Activities"}, Head: headings("活动", "activity", "名次", "rank", "PCI", "PCI", "几处有", "places", "区位基尼", "locational Gini", "PRODY", "PRODY")}
	for _, v := range r.Activities {
		activities.Rows = append(activities.Rows, []evaluate.Cell{words(v.Activity), rankCell(v.Rank), figure(v.PCI, 4), counted(v.Ubiquity), figure(v.Locational, 4), figure(v.PRODY, 2)})
	}
	places.Narrow()
	activities.Narrow()
	e.Tables = []evaluate.Table{places, activities}
	if len(r.Focus) > 0 {
		e.Tables = append(e.Tables, focused(r.Focus))
	}
	if r.Network != nil {
		links := evaluate.Table{Name: "complexity-network", Title: city.Text{Zh: "活动网络", En: "Network of activities"}, Head: headings("甲", "from", "乙", "to", "邻近度", "proximity")}
		for _, l := range r.Network.Links {
			links.Rows = append(links.Rows, []evaluate.Cell{words(l.From), words(l.To), figure(l.Proximity, 4)})
		}
		e.Tables = append(e.Tables, links)
	}
	if r.Change != nil {
		growth := evaluate.Table{Name: "complexity-growth", Title: city.Text{Zh: "增长的偏离份额分解", En: "Growth by shift and share"}, Head: headings("地方", "place", "起点", "before", "终点", "after", "共同", "common", "结构", "mix", "自身", "own")}
		for _, s := range r.Change.Shifts {
			growth.Rows = append(growth.Rows, []evaluate.Cell{words(s.Place), amount(s.Before), amount(s.After), digits(s.Common, 5), digits(s.Mix, 5), digits(s.Own, 5)})
		}
		e.Tables = append(e.Tables, growth)
	}
	return e
}

// focused lists what places have and what is nearest to it.
func focused(list []industry.FocusView) evaluate.Table {
	t := evaluate.Table{Name: "complexity-focus", Title: city.Text{Zh: "已有的与最近的活动", En: "What places have, and what is near"}, Head: headings("地方", "place", "活动", "activity", "已专业化", "specialised", "区位商", "quotient", "PCI", "PCI", "密度", "density", "相对密度", "relative density", "增益", "gain", "靠近已有的", "near to")}
	for _, f := range list {
		for n, c := range slices.Concat(f.Held, f.Options) {
			held := evaluate.Cell{Text: city.Text{Zh: "否", En: "no"}}
			if n < len(f.Held) {
				held.Text = city.Text{Zh: "是", En: "yes"}
			}
			near := evaluate.Cell{Text: city.Text{Zh: strings.Join(c.Near, "、"), En: strings.Join(c.Near, ", ")}}
			t.Rows = append(t.Rows, []evaluate.Cell{words(f.Place), words(c.Activity), held, figure(c.Quotient, 2), figure(c.PCI, 2), figure(c.Density, 3), figure(c.Relative, 2), figure(c.Gain, 2), near})
		}
	}
	return t
}

// amount is a quantity: a count as it is, others with six digits.
func amount(n city.Number) evaluate.Cell {
	if v := float64(n); v == math.Trunc(v) {
		return figure(n, 0)
	}
	return digits(n, 6)
}

func rankCell(rank *int) evaluate.Cell {
	if rank == nil {
		return words("—")
	}
	return counted(*rank)
}

func sourceOf(list []industry.File, version string) city.Text {
	var names []string
	for _, f := range list {
		names = append(names, f.Name+" (SHA-256 "+f.SHA256[:8]+")")
	}
	return city.Text{Zh: "资料来源：" + strings.Join(names, "；") + "；quanyu\u00a0" + version, En: "Source: " + strings.Join(names, "; ") + "; quanyu\u00a0" + version}
}
