package industry

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
)

// ChainCodes lists the findings about chains.
func ChainCodes() city.Codes {
	return city.Codes{
		city.NewCode("I301", city.SeverityWarning, "环节没有本地供应商", "a node without a local supplier", "local_firms 为 0。附上外地一旦断供谁会减产，以及有没有对应的成果和需求。", "local_firms is 0. It comes with who would make less were deliveries cut, and with the results and demands that belong to it."),
		city.NewCode("I302", city.SeverityWarning, "环节只有一家供应商", "a node with a single source", "本地只有一家；连外地算也只有一家的，另外说明。", "One firm here; where there is only one anywhere it says so."),
		city.NewCode("I303", city.SeverityWarning, "成果没有采用方", "a result without an adopter", "joins 里采用方写 none。不清楚的（留空）不算在内，列在缺的资料里。", "The adopter is none. Results of which nobody knows are not among them, and are listed as missing."),
		city.NewCode("I304", city.SeverityNote, "成果被外地采用", "a result taken up elsewhere", "采用方写 outside，本地没有采用。", "The adopter is outside, and nobody here took it up."),
		city.NewCode("I305", city.SeverityWarning, "需求没有成果回应", "a demand without a result", "没有从这项需求到任何成果的 answers 链接。", "No link of the kind answers goes from this demand to any result."),
		city.NewCode("I306", city.SeverityWarning, "中试排队多于工位", "more in the queue than places", "queue 大于 slots。", "The queue exceeds the slots."),
		city.NewCode("I307", city.SeverityNote, "中试工位空着", "idle places", "slots 大于 queue，空出四分之一以上。", "Slots exceed the queue by a quarter of them or more."),
		city.NewCode("I308", city.SeverityNote, "环节没有接上创新链", "a node that no item of the innovation chain belongs to", "joins 里没有它。没有登记不等于没有研究。", "No join names it. That none is listed does not mean that there is none."),
		city.NewCode("I309", city.SeverityNote, "成果、实验室或机构没有接上产业链", "an item that belongs to no node of the industry chain", "自己没有 joins，它做出的成果也没有。知识领域与中试线不在此列。", "Neither it nor what it yields is joined. Fields of knowledge and pilot lines are left out."),
		city.NewCode("I310", city.SeverityNote, "多个区写了同一个产业", "several districts name the same industry", "三个区以上把同一环节列为主导产业。粒度越粗越容易重复，要连同细分的一起看。", "Three districts or more have the same leading industry. The coarser the classes, the more of this; look at finer ones too."),
	}
}

// manyDistricts is from how many districts on an industry is called shared.
const manyDistricts = 3

func (c *chains) findings(out *Chains, k *critical) []city.Finding {
	list := []city.Finding{}
	add := func(code, file string, row int, zh, en string, args ...any) {
		f := ChainCodes().Finding(code, zh, en, args...)
		f.Sources = c.cell(file, row)
		list = append(list, f)
	}
	c.nodeFindings(add, k)
	for i, x := range c.items {
		file := c.spec.Innovation
		switch taken := c.taken(i); {
		case taken == "none":
			add("I303", file, x.row, "成果“%s”（成熟度 %s）没有采用方", "the result %q (maturity %s) has no adopter", x.title, level(x.maturity))
		case taken == "outside":
			add("I304", file, x.row, "成果“%s”（成熟度 %s）由外地采用", "the result %q (maturity %s) was taken up elsewhere", x.title, level(x.maturity))
		}
		if x.kind == "demand" && !slices.ContainsFunc(c.transfers, func(e edge) bool { return e.kind == "answers" && e.from == i }) {
			add("I305", file, x.row, "需求“%s”没有成果回应", "the demand %q has no result that answers it", x.title)
		}
	}
	for _, p := range out.Pilots {
		row := c.items[c.item(p.ID)].row
		switch {
		case p.Waiting > 0:
			add("I306", c.spec.Innovation, row, "%s：工位 %d，排队 %d，等着的 %d", "%s: %d places, %d ask for one, %d wait", p.Title, p.Slots, p.Queue, p.Waiting)
		case p.Free():
			add("I307", c.spec.Innovation, row, "%s：工位 %d，排队 %d，空着 %d", "%s: %d places, %d ask for one, %d idle", p.Title, p.Slots, p.Queue, p.Idle)
		}
	}
	if c.spec.Joins != "" {
		c.meeting(add)
	}
	return list
}

// nodeFindings are those of the industry chain by itself.
func (c *chains) nodeFindings(add func(code, file string, row int, zh, en string, args ...any), k *critical) {
	for i, n := range c.nodes {
		hit := c.hit(k, i)
		switch {
		case n.local == 0:
			add("I301", c.spec.Nodes, n.row, "“%[1]s”没有本地供应商%[2]s；%[4]s", "%[1]q has no local supplier%[3]s; %[5]s", n.title, hit.Zh, hit.En, c.near(i).Zh, c.near(i).En)
		case n.local == 1 && n.outside == 0:
			add("I302", c.spec.Nodes, n.row, "“%[1]s”只有一家供应商，外地也没有%[2]s", "%[1]q has one supplier and none outside%[3]s", n.title, hit.Zh, hit.En)
		case n.local == 1:
			add("I302", c.spec.Nodes, n.row, "“%[1]s”本地只有一家供应商%[2]s", "%[1]q has a single local supplier%[3]s", n.title, hit.Zh, hit.En)
		}
		if len(n.districts) >= manyDistricts {
			list := some(n.districts)
			add("I310", c.spec.Nodes, n.row, "%[1]d 个区写了“%[2]s”：%[3]s", "%[1]d districts name %[2]q: %[4]s", len(n.districts), n.title, list.Zh, list.En)
		}
	}
}

// hit says who makes less when what comes from outside is cut.
func (c *chains) hit(k *critical, i int) city.Text {
	var names []string
	for _, j := range k.stops[i] {
		names = append(names, c.nodes[j].title)
	}
	if len(names) == 0 {
		return city.Text{}
	}
	list, loss := some(names), city.Number(100*k.loss[i]).Fixed(0)
	return city.Text{Zh: "，外地断供会使" + list.Zh + "减产，全链少 " + loss + "%", En: "; were deliveries from outside cut, " + list.En + " would make less, " + loss + "% of the chain"}
}

// near says what the innovation chain has for a node.
func (c *chains) near(i int) city.Text {
	var names []string
	for _, j := range c.joins {
		if x := c.items[j.item]; j.node == i && x.kind == "result" {
			names = append(names, fmt.Sprintf("%s（%s）", x.title, level(x.maturity)))
		}
	}
	if len(names) == 0 {
		return city.Text{Zh: "没有登记的成果", En: "no result is listed"}
	}
	return city.Text{Zh: "登记的成果：" + strings.Join(names, "、"), En: "results listed: " + strings.Join(names, ", ")}
}

// meeting finds what of either chain does not touch the other.
func (c *chains) meeting(add func(code, file string, row int, zh, en string, args ...any)) {
	for i, n := range c.nodes {
		if !slices.ContainsFunc(c.joins, func(j join) bool { return j.node == i }) {
			add("I308", c.spec.Nodes, n.row, "“%s”没有接上创新链：没有登记的成果、需求或机构", "%q does not meet the innovation chain: no result, demand or institute is listed", n.title)
		}
	}
	joined := func(i int) bool { return len(c.joinsOf[i]) > 0 }
	for i, x := range c.items {
		meets := joined(i) || slices.ContainsFunc(c.transfers, func(e edge) bool { return e.from == i && (joined(e.to) || c.leads(e.to, joined)) })
		if !meets && (x.kind == "result" || x.kind == "lab" || x.kind == "institute" || x.kind == "demand") {
			add("I309", c.spec.Innovation, x.row, "“%s”没有接上产业链的任何环节", "%q belongs to no node of the industry chain", x.title)
		}
	}
}

// leads reports whether an item leads to one that is joined, by at most two links.
func (c *chains) leads(i int, joined func(int) bool) bool {
	for _, e := range c.transfers {
		if e.from == i && (joined(e.to) || slices.ContainsFunc(c.transfers, func(f edge) bool { return f.from == e.to && joined(f.to) })) {
			return true
		}
	}
	return false
}

func (c *chains) cell(file string, row int) []city.Origin {
	for _, f := range c.inputs {
		if f.Name == file {
			return []city.Origin{{File: file, SHA256: f.SHA256, Cell: grid.Name(row+1, 0)}}
		}
	}
	return nil
}

func level(v float64) string {
	if math.IsNaN(v) {
		return "—"
	}
	return city.Number(v).Fixed(0)
}
