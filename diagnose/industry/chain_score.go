package industry

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
)

// Part is one of the five things that a chokepoint score is made of. Value is what
// was found, Weight from 0 (no worry) to 1.
type Part struct {
	Part   string      `json:"part"`
	Value  city.Number `json:"value"`
	Weight city.Number `json:"weight"`
	Grade  string      `json:"grade"` // "" where none is stated
	Basis  city.Text   `json:"basis"`

	counted bool // derived from the number of firms, a grade lower
}

// Chokepoint 卡脖子 is how far a node holds up the chain. Score is the geometric
// mean of the weights of the parts, so that one part without worry brings it to 0;
// it is null where a part has no figure, or evidence of too low a grade.
type Chokepoint struct {
	Score    city.Number   `json:"score"`
	Rank     int           `json:"rank"`       // 0 without a score
	Range    [2]int        `json:"rank_range"` // when one part after another is left out
	Parts    []Part        `json:"parts"`
	Withheld []city.Text   `json:"withheld"` // why there is no score; empty with one
	Loss     city.Number   `json:"loss"`     // of the chain's output, were what comes from outside cut
	Stops    []StopsAt     `json:"stops"`
	partial  []city.Number // scores without one part; of nodes with a score
}

// StopsAt is a node that makes less where another is cut.
type StopsAt struct {
	Node string      `json:"node"`
	Left city.Number `json:"left"`
}

// partNames are the parts in words.
var partNames = map[string]city.Text{
	"substitutes":   {Zh: "替代来源", En: "substitutes"},
	"concentration": {Zh: "供应集中度", En: "concentration"},
	"outside_share": {Zh: "外地占比", En: "share from outside"},
	"criticality":   {Zh: "牵连程度", En: "criticality"},
	"capability":    {Zh: "本地能力", En: "local capability"},
}

// chokepoint scores node i.
func (c *chains) chokepoint(i int, k *critical) Chokepoint {
	out := Chokepoint{Score: city.Number(math.NaN()), Parts: c.parts(i, k), Withheld: []city.Text{}, Loss: city.Number(k.loss[i]), Stops: []StopsAt{}}
	for _, j := range k.stops[i] {
		out.Stops = append(out.Stops, StopsAt{c.nodes[j].id, city.Number(c.nodes[i].share)})
	}
	for _, p := range out.Parts {
		name := partNames[p.Part]
		switch {
		case math.IsNaN(float64(p.Value)):
			out.Withheld = append(out.Withheld, city.Text{Zh: "缺" + name.Zh + "：" + p.Basis.Zh, En: "no " + name.En + ": " + p.Basis.En})
		case p.Grade == "":
			out.Withheld = append(out.Withheld, city.Errorf("", "%[1]s没有登记依据等级", "the evidence of %[2]s has no grade", name.Zh, name.En).Message)
		case worse(p.Grade, c.spec.Grade) && p.counted:
			out.Withheld = append(out.Withheld, city.Errorf("", "%[1]s只能按家数推算，等级降为 %[3]s，低于 %[4]s", "%[2]s is only known from the number of firms: grade %[3]s, below %[4]s", name.Zh, name.En, p.Grade, c.spec.Grade).Message)
		case worse(p.Grade, c.spec.Grade):
			out.Withheld = append(out.Withheld, city.Errorf("", "%[1]s的依据等级是 %[3]s，低于 %[4]s", "the evidence of %[2]s is of grade %[3]s, below %[4]s", name.Zh, name.En, p.Grade, c.spec.Grade).Message)
		}
	}
	if len(out.Withheld) > 0 {
		return out
	}
	out.Score = mean(out.Parts, -1)
	for left := range out.Parts {
		out.partial = append(out.partial, mean(out.Parts, left))
	}
	return out
}

// mean is the geometric mean of the weights, without one part.
func mean(parts []Part, without int) city.Number {
	sum, n := 0.0, 0
	for i, p := range parts {
		if i == without {
			continue
		}
		if p.Weight == 0 {
			return 0
		}
		sum += math.Log(float64(p.Weight))
		n++
	}
	return city.Number(math.Exp(sum / float64(n)))
}

// worse reports whether a grade is below another; none is below all.
func worse(grade, least string) bool {
	return grade == "" || slices.Index(grades, grade) > slices.Index(grades, least)
}

// worst is the lower of two grades.
func worst(a, b string) string {
	if worse(a, b) {
		return a
	}
	return b
}

// parts gathers the five.
func (c *chains) parts(i int, k *critical) []Part {
	return []Part{c.substitutes(i), c.concentration(i), c.outsideShare(i), c.criticalPart(i, k), c.capability(i)}
}

func missing(part, zh, en string) Part {
	return Part{Part: part, Value: city.Number(math.NaN()), Weight: city.Number(math.NaN()), Basis: city.Text{Zh: zh, En: en}}
}

// given is a part as the table of evidence has it; false where it has none.
func (c *chains) given(part string, i int) (Part, bool) {
	p, there := c.evidence[part][c.nodes[i].id]
	if !there || math.IsNaN(p.value) {
		return Part{}, false
	}
	basis := city.Text{Zh: c.spec.Evidence, En: c.spec.Evidence}
	if p.source != "" {
		basis = city.Text{Zh: p.source, En: p.source}
	}
	return Part{Part: part, Value: city.Number(p.value), Weight: city.Number(p.value), Grade: p.grade, Basis: basis}, true
}

// substitutes counts other sources or ways; each halves, thirds ... the worry.
func (c *chains) substitutes(i int) Part {
	p, ok := c.given("substitutes", i)
	if !ok {
		return missing("substitutes", "没有登记可替代的来源或技术路线个数", "no count of other sources or ways is given")
	}
	p.Weight = 1 / (1 + p.Value)
	return p
}

// concentration is the share of the largest supplier. With a count of firms alone
// it is what it would be if they were alike, which is the least that it can be;
// such a figure is a grade lower.
func (c *chains) concentration(i int) Part {
	if p, ok := c.given("concentration", i); ok {
		return p
	}
	n := c.nodes[i]
	firms := n.local + n.outside
	if math.IsNaN(firms) || firms == 0 {
		return missing("concentration", "没有登记最大一家的份额，也没有供应商家数", "neither the share of the largest supplier nor the number of suppliers is given")
	}
	grade := ""
	if at := slices.Index(grades, n.grade); at >= 0 {
		grade = grades[min(at+1, len(grades)-1)]
	}
	return Part{Part: "concentration", Value: city.Number(1 / firms), Weight: city.Number(1 / firms), Grade: grade, counted: true,
		Basis: city.Errorf("", "按 %v 家份额相同推算，是下限，等级降一级", "as if %v firms had equal shares: the least that it can be, a grade lower", firms).Message}
}

func (c *chains) outsideShare(i int) Part {
	n := c.nodes[i]
	if math.IsNaN(n.share) {
		return missing("outside_share", "没有本地配套率", "no local share is given")
	}
	return Part{Part: "outside_share", Value: city.Number(1 - n.share), Weight: city.Number(1 - n.share), Grade: n.grade, Basis: city.Text{Zh: "1 减本地配套率", En: "one less the local share"}}
}

// criticalPart has the lowest grade of the links by which others hang on the node.
func (c *chains) criticalPart(i int, k *critical) Part {
	if math.IsNaN(k.share[i]) {
		return missing("criticality", k.because.Zh, k.because.En)
	}
	grade := c.nodes[i].grade
	for n, e := range c.downstream(i) {
		if n == 0 {
			grade = e.grade
		}
		grade = worst(grade, e.grade)
	}
	return Part{Part: "criticality", Value: city.Number(k.share[i]), Weight: city.Number(k.share[i]), Grade: grade,
		Basis: city.Text{Zh: "从链上剔除后（供给侧）全链产出的损失", En: "output of the chain lost without it, on the side of supply"}}
}

// capability is what can be made here: as stated, or the maturity of the best
// result that belongs to the node over 9.
func (c *chains) capability(i int) Part {
	p, ok := c.given("capability", i)
	if !ok {
		best := -1
		for _, j := range c.joins {
			x := c.items[j.item]
			if j.node == i && x.kind == "result" && !math.IsNaN(x.maturity) && (best < 0 || x.maturity > c.items[best].maturity) {
				best = j.item
			}
		}
		if best < 0 {
			return missing("capability", "没有登记的成果，也没有对能力的评价（没有登记不等于没有能力）", "no result and no appraisal is given, which does not mean that there is none")
		}
		x := c.items[best]
		p = Part{Part: "capability", Value: city.Number(x.maturity / 9), Grade: x.grade, Basis: city.Errorf("", "最成熟的本地成果“%s”，%v 级", "the most mature result here, %q, level %v", x.title, x.maturity).Message}
	}
	p.Weight = 1 - p.Value
	return p
}

// rank gives places to the nodes that have a score, the highest first, and says
// between which places a node moves when one part after another is left out.
func rank(list []Chokepoint) {
	place := func(i int, score func(Chokepoint) city.Number) int {
		n := 1
		for _, other := range list {
			if len(other.Withheld) == 0 && score(other) > score(list[i]) {
				n++
			}
		}
		return n
	}
	for i := range list {
		if len(list[i].Withheld) > 0 {
			continue
		}
		at := place(i, func(k Chokepoint) city.Number { return k.Score })
		list[i].Rank, list[i].Range = at, [2]int{at, at}
		for part := range list[i].Parts {
			n := place(i, func(k Chokepoint) city.Number { return k.partial[part] })
			list[i].Range = [2]int{min(list[i].Range[0], n), max(list[i].Range[1], n)}
		}
	}
}
