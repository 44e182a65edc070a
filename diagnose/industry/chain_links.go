package industry

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// readLinks reads who buys how much of what. All dangling ends are named at once.
func (c *chains) readLinks(t *columns) error {
	var dangling []error
	bought, seen := make([]float64, len(c.nodes)), map[[2]int]bool{}
	for _, i := range t.filled() {
		e := edge{}
		var err error
		if e.from, e.to, err = t.ends(i, "from", "to", c.node, c.node); err != nil {
			dangling = append(dangling, err)
			continue
		}
		if e.from == e.to {
			return t.fault(city.Errorf("self_link", "“%s”连到了自己", "%q is linked to itself", c.nodes[e.from].title), i, "to").
				WithHint("自用的部分不用写，删去这一行", "own use is not written down: remove the row")
		}
		if seen[[2]int{e.from, e.to}] {
			return t.fault(city.Errorf("duplicate_row", "“%s”到“%s”的链接出现两次", "the link from %q to %q stands twice", c.nodes[e.from].title, c.nodes[e.to].title), i, "from")
		}
		if e.share, err = t.share(i, "input_share"); err != nil {
			return err
		}
		if e.grade, err = t.grade(i); err != nil {
			return err
		}
		if bought[e.to] += zeroed(e.share); bought[e.to] > 1+1e-9 {
			return t.fault(city.Errorf("too_much_input", "“%s”的各项投入占比合计 %s，超过 1", "the inputs of %q come to %s, more than its output", c.nodes[e.to].title, city.Number(bought[e.to]).Fixed(3)), i, "input_share").
				WithHint("投入占比是占买方产出的比重，各项合计不超过 1", "input_share is a share of the buyer's output; all of them are 1 at most")
		}
		c.links, seen[[2]int{e.from, e.to}] = append(c.links, e), true
	}
	return errors.Join(dangling...)
}

func (c *chains) readTransfers(t *columns) error {
	var dangling []error
	seen := map[[2]int]bool{}
	for _, i := range t.filled() {
		e := edge{kind: entry(t.cell(i, "kind")), share: math.NaN()}
		var err error
		if e.from, e.to, err = t.ends(i, "from", "to", c.item, c.item); err != nil {
			dangling = append(dangling, err)
			continue
		}
		allowed, known := transferKinds[e.kind]
		if !known {
			return t.fault(city.Errorf("bad_kind", "没有“%s”这一类链接", "there is no kind %q of links", e.kind), i, "kind").
				WithHint("kind 只能是 research、transfer、yields、pilot 或 answers", "kind is research, transfer, yields, pilot or answers")
		}
		from, to := c.items[e.from], c.items[e.to]
		if e.from == e.to || !slices.Contains(allowed[0], from.kind) || !slices.Contains(allowed[1], to.kind) {
			return t.fault(city.Errorf("bad_link", "%s 不能从“%s”（%s）连到“%s”（%s）", "%s cannot go from %q (%s) to %q (%s)", e.kind, from.title, from.kind, to.title, to.kind), i, "kind").
				WithHint(e.kind+" 从 "+strings.Join(allowed[0], "、")+" 到 "+strings.Join(allowed[1], "、"), e.kind+" goes from "+strings.Join(allowed[0], ", ")+" to "+strings.Join(allowed[1], ", "))
		}
		if seen[[2]int{e.from, e.to}] {
			return t.fault(city.Errorf("duplicate_row", "“%s”到“%s”的链接出现两次", "the link from %q to %q stands twice", from.title, to.title), i, "from")
		}
		c.transfers, seen[[2]int{e.from, e.to}] = append(c.transfers, e), true
	}
	return errors.Join(dangling...)
}

func (c *chains) readJoins(t *columns) error {
	var dangling []error
	for _, i := range t.filled() {
		j := join{adopter: entry(t.cell(i, "adopter")), adopterBy: t.cell(i, "adopter_name")}
		var err error
		if j.item, j.node, err = t.ends(i, "innovation", "industry", c.item, c.node); err != nil {
			dangling = append(dangling, err)
			continue
		}
		x := c.items[j.item]
		switch {
		case !slices.Contains(adopters, j.adopter):
			return t.fault(city.Errorf("bad_kind", "采用方“%s”不认识", "the adopter %q is not known", j.adopter), i, "adopter").
				WithHint("adopter 写 local（本地）、outside（外地）、none（无），不清楚就留空", "adopter is local, outside or none; leave it blank where it is not known")
		case j.adopter != "" && x.kind != "result":
			return t.fault(city.Errorf("bad_link", "“%s”不是成果，没有采用方", "%q is no result and has no adopter", x.title), i, "adopter").
				WithHint("只有成果（result）写 adopter，其他留空", "only a result has an adopter; leave it blank for others")
		case slices.ContainsFunc(c.joinsOf[j.item], func(k join) bool { return k.node == j.node }):
			return t.fault(city.Errorf("duplicate_row", "“%s”与“%s”连了两次", "%q and %q are joined twice", x.title, c.nodes[j.node].title), i, "innovation")
		}
		c.joins, c.joinsOf[j.item] = append(c.joins, j), append(c.joinsOf[j.item], j)
	}
	return errors.Join(dangling...)
}

func (c *chains) readEvidence(t *columns) error {
	var dangling []error
	for _, i := range t.filled() {
		aspect := entry(t.cell(i, "aspect"))
		n, err := t.end(i, "node", c.node)
		if err != nil {
			dangling = append(dangling, err)
			continue
		}
		if !slices.Contains(aspects, aspect) {
			return t.fault(city.Errorf("bad_kind", "没有“%s”这一项依据", "there is no aspect %q", aspect), i, "aspect").
				WithHint("aspect 只能是 "+strings.Join(aspects, "、"), "aspect is one of "+strings.Join(aspects, ", "))
		}
		id := c.nodes[n].id
		if _, twice := c.evidence[aspect][id]; twice {
			return t.fault(city.Errorf("duplicate_row", "“%s”的 %s 出现两次", "%[2]s of %[1]q stands twice", c.nodes[n].title, aspect), i, "node")
		}
		p := proof{source: t.cell(i, "source")}
		if p.value, err = t.share(i, "value"); aspect == "substitutes" {
			p.value, err = t.count(i, "value", 1e6)
		}
		if err != nil {
			return err
		}
		if p.grade, err = t.grade(i); err != nil {
			return err
		}
		if c.evidence[aspect] == nil {
			c.evidence[aspect] = map[string]proof{}
		}
		c.evidence[aspect][id] = p
	}
	return errors.Join(dangling...)
}
