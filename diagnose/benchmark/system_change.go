package benchmark

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite"
)

// change says what one passage changes, and what it does to the ranks.
func (c *comparison) change(k int, p composite.Passage) ChangeView {
	before, after := c.stages[k], p.Result
	v := ChangeView{Change: string(p.Changes[0]), Codes: append([]string{}, p.Codes...), With: []string{}, Nodes: []NodeChange{}}
	for _, other := range p.Changes[1:] {
		v.With = append(v.With, string(other))
	}
	if p.Fault != nil {
		reason := c.b.spec.message(p.Fault, nil)
		v.Reason = &reason
	}
	for _, x := range p.Changes {
		v.Nodes = append(v.Nodes, nodeChanges(x, before, after)...)
	}
	v.Before, v.After = stepsOf(p.Changes, before, after), stepsOf(p.Changes, after, before)
	v.Mean, _ = c.moved(c.ranks[k], c.ranks[k+1])
	return v
}

// stepsOf are the steps of a chain that some changes are about, where the other
// chain has another.
func stepsOf(changes []composite.Change, r, other *composite.Result) composite.Chain {
	out := composite.Chain{}
	about := func(name string) bool {
		return name == "weigh" && slices.Contains(changes, composite.Reweighted) || name != "denominate" && slices.Contains(changes, composite.Change(name))
	}
	for _, s := range r.Chain {
		same := func(x composite.Step) bool { return onRecord(x) == onRecord(s) }
		if about(s.Name()) && !slices.ContainsFunc(other.Chain, same) {
			out = append(out, s)
		}
	}
	return out
}

// onRecord is a step as it stands on record.
func onRecord(s composite.Step) string {
	raw, err := composite.Chain{s}.MarshalJSON()
	if err != nil {
		panic("benchmark: " + err.Error())
	}
	return string(raw)
}

// nodeChanges says what a change means for the nodes.
func nodeChanges(by composite.Change, before, after *composite.Result) []NodeChange {
	var out []NodeChange
	add := func(n composite.Node, what, was, is string) {
		if was != is || what == "gone" || what == "new" {
			out = append(out, NodeChange{n.Code, n.Name, what, was, is})
		}
	}
	old, now := before.Hierarchy, after.Hierarchy
	for _, n := range old.Nodes() {
		if _, there := now.Node(n.Code); !there && n.Parent != "" && (by == composite.Dropped || by == composite.Regrouped && n.Level > 1) {
			add(n, "gone", n.Parent, "")
		}
	}
	shares, wereShares := shareOf(after), shareOf(before)
	for _, n := range now.Nodes() {
		was, both := old.Node(n.Code)
		switch {
		case n.Parent == "":
		case !both && (by == composite.Added || by == composite.Regrouped && n.Level > 1):
			add(n, "new", "", n.Parent)
		case !both:
		case by == composite.Regrouped:
			add(n, "parent", was.Parent, n.Parent)
		case by == composite.Reweighted:
			add(n, "weight", city.Number(wereShares[n.Code]).Digits(4), city.Number(shares[n.Code]).Digits(4))
		case by == composite.Resized:
			add(n, "denominator", divided(before.Chain, n.Code), divided(after.Chain, n.Code))
		case by == composite.Retargeted:
			add(n, "direction", direction(was), direction(n))
			add(n, "target", target(was), target(n))
			add(n, "goalposts", posts(was), posts(n))
		}
	}
	return out
}

// shareOf gives each node's share in the weight of its siblings.
func shareOf(r *composite.Result) map[string]float64 {
	total, out := map[string]float64{}, map[string]float64{}
	for _, n := range r.Hierarchy.Nodes() {
		total[n.Parent] += r.Weights[n.Code]
	}
	for _, n := range r.Hierarchy.Nodes() {
		out[n.Code] = r.Weights[n.Code] / total[n.Parent]
	}
	return out
}

// divided says what an indicator is divided by: 常住人口, or 常住人口/100 where it is per
// hundred.
func divided(chain composite.Chain, code string) string {
	for _, s := range chain {
		if d, is := s.(composite.Denominate); is {
			for _, by := range d.By {
				switch {
				case by.Code != code || by.Denominator == "":
				case by.Scale == 0 || by.Scale == 1:
					return by.Denominator
				default:
					return by.Denominator + "/" + plain(by.Scale)
				}
			}
		}
	}
	return ""
}

func direction(n composite.Node) string {
	if n.Direction < 0 {
		return "down"
	}
	return "up"
}

func target(n composite.Node) string {
	if n.Target == nil {
		return ""
	}
	return plain(*n.Target)
}

func posts(n composite.Node) string {
	if n.Goalposts == nil {
		return ""
	}
	return plain(n.Goalposts.Lower) + "–" + plain(n.Goalposts.Upper)
}

// notes says what a reader must know before using a comparison.
func (c *comparison) notes(v *Comparison) []city.Text {
	out := []city.Text{}
	add := func(zh, en string) { out = append(out, city.Text{Zh: zh, En: en}) }
	if len(v.Changes) == 0 {
		add("两个方案完全相同", "the two versions are the same")
		return out
	}
	if len(v.Changes) > 1 {
		add("各项变化按固定的次序一项一项地改，改到哪一步、变了几位都照实记；先后互相影响，换一个次序各项的份额会变，两头不变", "changes are made one at a time in a fixed order; they act on one another, so that another order would give each another share, with the same ends")
	}
	for _, x := range v.Changes {
		if x.Change == string(composite.Rescaled) || slices.Contains(x.With, string(composite.Rescaled)) || x.Change == string(composite.Combining) || slices.Contains(x.With, string(composite.Combining)) {
			add("归一化或汇总的方法变了，两边的得分不在一个尺度上：只比位次，不比得分", "the scale or the mean changed: scores of the two versions are not on one scale, and ranks alone compare")
			break
		}
	}
	within, known := 0, 0
	for _, p := range v.Places {
		if p.Gain != nil && *p.Gain != 0 && p.Beyond != nil {
			if known++; !*p.Beyond {
				within++
			}
		}
	}
	switch {
	case v.A.Runs == 0:
		add("前一个方案没有做稳健性检验（robustness）：位次的变动是不是超出了它自己的波动，看不出来", "the first version varies nothing (robustness): whether ranks move by more than it leaves open anyway is not known")
	case known > 0 && within == 0:
		out = append(out, textf("位次有变的%d个地方都出了前一个方案的位次区间", "all %d places whose rank moves leave their interval of the first version", known))
	case known > 0:
		out = append(out, textf("位次有变的%[1]d个地方中，%[2]d个仍在前一个方案的位次区间之内：这样的变动不说明问题", "of the %[1]d places whose rank moves, %[2]d stay within their interval of the first version: such a move says nothing", known, within))
	}
	open := 0
	for _, t := range v.Turned {
		if t.VerdictA == "not_separable" {
			open++
		}
	}
	if open > 0 {
		out = append(out, textf("列出的%[1]d对颠倒里，%[2]d对在前一个方案的重算中本来就分不出先后", "of the %[1]d pairs listed that turn, the runs of the first version could not tell %[2]d apart anyway", len(v.Turned), open))
	}
	lost := 0
	for i := range c.places {
		if (c.ranks[0][i] == 0) != (c.ranks[len(c.ranks)-1][i] == 0) {
			lost++
		}
	}
	if lost > 0 {
		out = append(out, textf("%d个地方只在一个方案里有位次", "%d places have a rank in one version only", lost))
	}
	if math.IsNaN(float64(v.Correlation)) {
		add("两个方案都有位次的地方太少，算不出位次的相关", "too few places have a rank in both versions for ranks to correlate")
	}
	return out
}

// plain is a number as people write it in a specification.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func textf(zh, en string, args ...any) city.Text {
	return city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)}
}
