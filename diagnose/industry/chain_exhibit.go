package industry

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// Exhibits are the tables of the two chains; those that are too long for a page are
// for the annex only. Tables of synthetic data say so in their titles.
func (c *Chains) Exhibits() []diagnose.Exhibit {
	var out []diagnose.Exhibit
	for _, e := range []diagnose.Exhibit{c.nodeTable(), c.itemTable(), c.bandTable(), c.pilotTable(), c.partTable(), c.linkTable(), c.findingTable()} {
		if len(e.Rows) == 0 {
			continue
		}
		if c.Synthetic {
			e.Title = city.Text{Zh: e.Title.Zh + "（合成数据）", En: e.Title.En + " (synthetic)"}
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

func plain(s string) diagnose.Entry { return diagnose.Entry{Text: city.Text{Zh: s, En: s}} }

func spoken(t city.Text) diagnose.Entry { return diagnose.Entry{Text: t} }

// value is a number with so many decimals, or a dash.
func value(n city.Number, decimals int) diagnose.Entry {
	if math.IsNaN(float64(n)) {
		return plain("—")
	}
	v := decimal.RequireFromString(n.Fixed(decimals))
	return diagnose.Entry{Value: &v}
}

func whole(n int) diagnose.Entry { return value(city.Number(n), 0) }

func (c *Chains) nodeTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "产业链各环节", En: "Nodes of the industry chain"},
		Head:  heads("环节", "node", "段", "stage", "本地供应商（家）", "firms here", "外地供应商（家）", "firms outside", "本地配套率（%）", "local share, %", "卡点分", "chokepoint score", "位次（少一项时）", "rank (less one part)", "对应的成果、需求与机构", "results, demands, institutes", "主导产业所在区", "leading in"),
		Notes: c.Notes}
	for _, n := range c.Nodes {
		k := n.Chokepoint
		score, place := plain("—"), plain("—")
		switch {
		case k.Rank == 0 && c.scored():
			score = spoken(city.Text{Zh: "不给", En: "withheld"})
		case k.Rank > 0:
			score, place = value(k.Score, 2), spoken(city.Text{Zh: fmt.Sprintf("%d（%d至%d）", k.Rank, k.Range[0], k.Range[1]), En: fmt.Sprintf("%d (%d to %d)", k.Rank, k.Range[0], k.Range[1])})
		}
		e.Rows = append(e.Rows, []diagnose.Entry{plain(n.Title), plain(dash(n.Stage)), value(n.Local, 0), value(n.Outside, 0), value(n.LocalShare*100, 0), score, place,
			plain(dash(strings.Join(c.joinedTo(n.ID), "、"))), plain(dash(strings.Join(n.Districts, "、")))})
	}
	return full(e)
}

// scored reports whether any node has a score.
func (c *Chains) scored() bool {
	return slices.ContainsFunc(c.Nodes, func(n ChainNode) bool { return n.Chokepoint.Rank > 0 })
}

// joinedTo are the titles of items that belong to a node.
func (c *Chains) joinedTo(node string) []string {
	var out []string
	for _, j := range c.Joins {
		if j.Node == node {
			out = append(out, c.TitleOf(j.Item))
		}
	}
	return out
}

// TakenNames are who took a result up, in words.
var TakenNames = map[string]city.Text{
	"local": {Zh: "本地采用", En: "taken up here"}, "outside": {Zh: "外地采用", En: "taken up elsewhere"}, "none": {Zh: "没有采用", En: "not taken up"}, "unknown": {Zh: "不清楚", En: "not known"},
}

// KindNames are the kinds of items in words.
var KindNames = map[string]city.Text{
	"knowledge": {Zh: "知识领域", En: "knowledge"}, "lab": {Zh: "实验室", En: "labs"}, "institute": {Zh: "研究院与新型研发机构", En: "institutes"},
	"result": {Zh: "成果", En: "results"}, "pilot": {Zh: "中试", En: "pilot lines"}, "demand": {Zh: "需求", En: "demands"},
}

func (c *Chains) itemTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "创新链各节点", En: "Nodes of the innovation chain"},
		Head: heads("节点", "node", "类别", "kind", "所在区", "district", "成熟度", "maturity", "对应环节", "industry", "采用", "taken up", "依据等级", "grade", "来源", "source")}
	for _, x := range c.Items {
		if x.Kind == "knowledge" {
			continue
		}
		var nodes []string
		for _, j := range c.Joins {
			if j.Item == x.ID {
				nodes = append(nodes, c.TitleOf(j.Node))
			}
		}
		taken := plain("—")
		if x.Taken != "" {
			taken = spoken(TakenNames[x.Taken])
		}
		e.Rows = append(e.Rows, []diagnose.Entry{plain(x.Title), spoken(KindNames[x.Kind]), plain(dash(x.District)), value(x.Maturity, 0), plain(dash(strings.Join(nodes, "、"))), taken, plain(dash(x.Grade)), plain(dash(x.Source))})
	}
	return full(e)
}

func (c *Chains) bandTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "成果按成熟度看去向", En: "Results by maturity and by who took them up"},
		Head: heads("成熟度", "maturity", "成果", "results", "本地采用", "taken up here", "外地采用", "elsewhere", "没有采用", "by nobody", "不清楚", "not known")}
	for _, b := range c.Absorbed.Bands {
		e.Rows = append(e.Rows, []diagnose.Entry{spoken(b.Name()), whole(b.Results), whole(b.Local), whole(b.Outside), whole(b.None), whole(b.Unknown)})
	}
	return e
}

// Name is the range in words.
func (b Band) Name() city.Text {
	if b.From == 0 {
		return city.Text{Zh: "不清楚", En: "not known"}
	}
	return city.Text{Zh: fmt.Sprintf("%d至%d级", b.From, b.To), En: fmt.Sprintf("%d to %d", b.From, b.To)}
}

func (c *Chains) pilotTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "中试与机构的工位和排队", En: "Places and queues of pilot lines and institutes"},
		Head: heads("名称", "name", "所在区", "district", "工位", "places", "排队", "queue", "等着", "waiting", "空着", "idle")}
	for _, p := range c.Pilots {
		e.Rows = append(e.Rows, []diagnose.Entry{plain(p.Title), plain(dash(p.District)), whole(p.Slots), whole(p.Queue), whole(p.Waiting), whole(p.Idle)})
	}
	return e
}

// partTable shows what scores are made of, and why there is none.
func (c *Chains) partTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "卡点分的五项", En: "The five parts of chokepoint scores"}, Sheet: true,
		Head: heads("环节", "node", "项", "part", "数", "value", "权数（0 至 1）", "weight, 0 to 1", "依据等级", "grade", "依据", "basis")}
	for _, n := range c.Nodes {
		for _, p := range n.Chokepoint.Parts {
			e.Rows = append(e.Rows, []diagnose.Entry{plain(n.Title), spoken(partNames[p.Part]), value(p.Value, 3), value(p.Weight, 3), plain(dash(p.Grade)), spoken(p.Basis)})
		}
	}
	return e
}

func (c *Chains) linkTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "两条链的链接", En: "Links of both chains"}, Sheet: true,
		Head: heads("从", "from", "到", "to", "类别", "kind", "投入占比", "share of inputs", "依据等级", "grade")}
	for _, l := range append(append([]ChainLink{}, c.Links...), c.Transfers...) {
		kind := l.Kind
		if kind == "" {
			kind = "input"
		}
		e.Rows = append(e.Rows, []diagnose.Entry{plain(c.TitleOf(l.From)), plain(c.TitleOf(l.To)), plain(kind), value(l.Share, 3), plain(dash(l.Grade))})
	}
	return e
}

func (c *Chains) findingTable() diagnose.Exhibit {
	e := diagnose.Exhibit{Title: city.Text{Zh: "两条链接不上的地方", En: "Where the chains do not meet"}, Sheet: true, Head: heads("代码", "code", "内容", "finding", "出处", "cell")}
	for _, f := range c.Findings {
		at := ""
		for _, o := range f.Sources {
			at = o.File + " " + o.Cell
		}
		e.Rows = append(e.Rows, []diagnose.Entry{plain(f.Code), spoken(f.Message), plain(at)})
	}
	for _, m := range c.Missing {
		e.Rows = append(e.Rows, []diagnose.Entry{spoken(city.Text{Zh: "缺", En: "missing"}), spoken(m), plain("—")})
	}
	return e
}

func dash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// full leaves out columns, but the first, in which no row has anything.
func full(e diagnose.Exhibit) diagnose.Exhibit {
	var keep []int
	for i := range e.Head {
		blank := i > 0
		for _, row := range e.Rows {
			blank = blank && row[i].Value == nil && row[i].Text.Zh == "—"
		}
		if !blank {
			keep = append(keep, i)
		}
	}
	out := e
	out.Head, out.Rows = nil, nil
	for _, i := range keep {
		out.Head = append(out.Head, e.Head[i])
	}
	for _, row := range e.Rows {
		var cells []diagnose.Entry
		for _, i := range keep {
			cells = append(cells, row[i])
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}
