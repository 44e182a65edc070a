package design

import (
	"slices"
	"testing"

	"github.com/quanyu/quanyu/rule"
)

const stepped = `param: yc.steps
title: {zh: 分档标准, en: steps}
unit: 万元
of: 万元
` + basis + `brackets: [{below: 10, value: 1}, {below: 20, value: 5}, {value: 5}]
valid: [{from: 2016-01-01, status: in_force}]
---
formula: yc.amount
entity: firm
title: {zh: 金额, en: amount}
unit: 元
needs: [rd_last]
expr: bracket(rd_last, param.yc.steps)
---
programme: yc.stepped
entity: firm
title: {zh: 分档奖（合成）, en: award by steps}
` + basis + `valid: [{from: 2016-01-01, status: in_force}]
all: [yc.patents]
benefits: [{id: yc.stepped.award, title: {zh: 奖励, en: award}, unit: 元, expr: formula.yc.amount, kind: grant}]
---
programme: yc.either
entity: firm
title: {zh: 二者择一（合成）, en: the better}
` + basis + `either: [yc.stepped, yc.innovators]
`

// A benefit that jumps is a cliff where it jumps, and nowhere else: who stands on
// either side, and what those just beyond would lose. Counted by hand.
func TestStairs(t *testing.T) {
	both := library(t)
	l, err := both.Baseline.Join(rule.File{Name: "stepped.yaml", Data: []byte(stepped)})
	if err != nil {
		t.Fatal(err)
	}
	o := options(t)
	o.Programmes = []string{"yc.stepped", "yc.either"}
	var list []firm
	for i, rd := range []float64{95000, 99999, 100000, 104999, 105000, 200000, nan} {
		list = append(list, firm{id: string(rune('a' + i)), ip: 1, rd: rd, staff: 1, sales: 1, since: nan, awarded: nan, relocatedOn: nan})
	}
	list = append(list, firm{id: "x", ip: 0, rd: 101000, staff: 1, sales: 1, since: nan, awarded: nan, relocatedOn: nan}) // unmet: near, with nothing at stake
	a, err := Apply(memory(batch(list)), Rules{Baseline: l}, o)
	if err != nil {
		t.Fatal(err)
	}
	of := func(id string) ProgrammeView {
		return a.Programmes[slices.IndexFunc(a.Programmes, func(p ProgrammeView) bool { return p.ID == id })]
	}
	cliffs := slices.DeleteFunc(of("yc.stepped").Cliffs, func(c CliffView) bool { return c.Criterion != "yc.steps" })
	if len(cliffs) != 1 {
		t.Fatalf("%+v", cliffs)
	}
	for _, m := range of("yc.either").NearMisses {
		if m.Money != nil || m.Unknown.IsZero() {
			t.Errorf("what a firm gets of either is known: %+v", m)
		}
	}
	c := cliffs[0]
	if c.Title.Zh != "分档标准：10万元" || c.Below != 2 || c.Above != 3 || *c.Loss != 4_000_000 || *c.AtStake != 8_000_000 || c.Clause != "样府〔2019〕1号（合成）第二条" {
		t.Errorf("%+v, loss %d, at stake %d", c, *c.Loss, *c.AtStake)
	}
}

// A firm exactly at an edge is on the side that the edge says, whichever pays more.
func TestEdges(t *testing.T) {
	up := []rule.Bracket{{Edge: rule.Upto, Limit: 100, Value: rule.Value{Low: 1, High: 1}}, {Value: rule.Value{Low: 2, High: 2}}}
	down := []rule.Bracket{{Edge: rule.Upto, Limit: 100, Value: rule.Value{Low: 2, High: 2}}, {Value: rule.Value{Low: 1, High: 1}}}
	for _, x := range []struct {
		list            []rule.Bracket
		edge            rule.Edge
		at, below, over float64
	}{{up, rule.Upto, -1e-9, -0.01, 0.01}, {up, rule.Below, 0, -0.01, 0.01}, {down, rule.Upto, 0, 0.01, -0.01}, {down, rule.Below, -1e-9, 0.01, -0.01}} {
		list := slices.Clone(x.list)
		list[0].Edge = x.edge
		s := edges(0, "x", nil, list)
		if len(s) != 1 || s[0].margin(100) != x.at || s[0].margin(99) != x.below || s[0].margin(101) != x.over {
			t.Errorf("%+v: %+v", x, s)
		}
	}
	flat := []rule.Bracket{{Edge: rule.Below, Limit: 100, Value: rule.Value{Low: 1, High: 1}}, {Value: rule.Value{Low: 1, High: 1}}}
	if s := edges(0, "x", nil, flat); len(s) != 0 {
		t.Errorf("nothing changes at 100: %+v", s)
	}
}
