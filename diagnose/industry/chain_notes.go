package industry

import (
	"math"

	"github.com/quanyu/quanyu/city"
)

// missing lists what is not known and would be needed, each with whom it concerns.
func (c *chains) missing(out *Chains) []city.Text {
	var n notes
	say := func(list []string, zh, en string) {
		if len(list) > 0 {
			s := some(list)
			n = append(n, city.Text{Zh: zh + "：" + s.Zh, En: en + ": " + s.En})
		}
	}
	var firms, shares, sources, adopters, maturity, places, where []string
	for _, x := range c.nodes {
		if math.IsNaN(x.local) || math.IsNaN(x.outside) {
			firms = append(firms, x.title)
		}
		if math.IsNaN(x.share) {
			shares = append(shares, x.title)
		}
		if x.grade == "" {
			sources = append(sources, x.title)
		}
	}
	for i, x := range c.items {
		if c.taken(i) == "unknown" {
			adopters = append(adopters, x.title)
		}
		if x.kind == "result" && math.IsNaN(x.maturity) {
			maturity = append(maturity, x.title)
		}
		if math.IsNaN(x.slots) != math.IsNaN(x.queue) || x.kind == "pilot" && math.IsNaN(x.slots) {
			places = append(places, x.title)
		}
		if x.kind != "knowledge" && x.district == "" {
			where = append(where, x.title)
		}
	}
	if c.spec.Nodes != "" && c.spec.Links == "" {
		n.add("环节之间的投入占比：没有，无法判断断供的影响", "shares of inputs between nodes: none, so that nobody can say who stops when one fails")
	}
	say(firms, "供应商家数", "numbers of suppliers")
	say(shares, "本地配套率", "local shares")
	say(sources, "依据等级", "grades of evidence")
	if c.spec.Innovation != "" {
		if out.Absorbed.Results == 0 {
			n.add("成果：一项也没有登记，无法判断本地吸收的程度（两张皮）", "results: none is listed, so that nothing can be said of how many firms here take up")
		}
		if len(out.Pilots) == 0 {
			n.add("中试的工位与排队：没有登记", "places and queues of pilot lines: none is listed")
		}
	}
	say(adopters, "成果由谁采用", "who took results up")
	say(maturity, "成果的成熟度", "the maturity of results")
	if len(out.Pilots) > 0 {
		say(places, "工位或排队", "places or queues")
	}
	say(where, "所在的区", "the district")
	return append([]city.Text{}, n...)
}

// notes says what a reader must know.
func (c *chains) notes(out *Chains) []city.Text {
	var n notes
	if out.Synthetic {
		n.add("合成数据，不是任何真实的企业、机构或地方", "synthetic data: none of the firms, institutes or places is real")
	}
	scored := 0
	for _, x := range out.Nodes {
		if x.Chokepoint.Rank > 0 {
			scored++
		}
	}
	if len(c.nodes) > 0 {
		n.add("卡点分是替代来源、供应集中度、外地占比、牵连程度、本地能力五项的几何平均，0 至 1；任何一项缺数，或依据低于 %s 级，就不给分（%d 个环节中 %d 个有分）", "the chokepoint score is the geometric mean of five parts, 0 to 1; it is withheld where a part has no figure or evidence below grade %s (of %d nodes %d have one)", c.spec.Grade, len(c.nodes), scored)
	}
	if len(c.links) > 0 {
		n.add("牵连程度与断供按固定的投入占比算，没有存货、替代和调整，是上限，不是预测", "criticality and cuts are with fixed shares of inputs, without stocks, substitutes or adaptation: bounds, not forecasts")
		given := false
		for _, x := range c.nodes {
			given = given || !math.IsNaN(x.final)
		}
		if !given {
			n.add("没有最终使用的数，每个最终产品按一单位算", "there are no final uses: each final product counts as one")
		}
	}
	for _, j := range c.joins {
		if kind := c.items[j.item].kind; kind == "lab" || kind == "institute" {
			n.add("机构按公开的领域与环节对应，不等于已有合作，也不等于成果在本地用上了", "labs and institutes are matched to nodes by their stated fields: that does not mean that they work together, nor that results are used here")
			break
		}
	}
	if a := out.Absorbed; a.Results > 0 && a.Results < 20 {
		n.add("登记的成果只有 %d 项，多一两项或少一两项，比例就会大变", "only %d results are listed: a share changes much with one or two of them", a.Results)
	}
	return append([]city.Text{}, n...)
}
