package design

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/quanyu/quanyu/rule"
)

// Only firms that a programme applies to stand around its thresholds.
func TestCliffsOfThoseThatApply(t *testing.T) {
	both := library(t)
	var err error
	both.Baseline, err = both.Baseline.Join(rule.File{Name: "old.yaml", Data: []byte(`programme: yc.east
entity: firm
title: {zh: 东区创新奖（合成）, en: award of a district}
` + basis + `applies: district == "东区"
all: [yc.rd]
benefits: [{id: yc.east.award, title: {zh: 奖励, en: award}, unit: 元, expr: param.yc.award, kind: grant}]
`)})
	if err != nil {
		t.Fatal(err)
	}
	list := five(t)
	for i := range list {
		list[i].rd = 49000 // 2 % short of 5 %
	}
	list[0].rd = 51000 // beyond
	a, err := Apply(memory(batch(list)), Rules{Baseline: both.Baseline}, options(t))
	if err != nil {
		t.Fatal(err)
	}
	// d has no district: whether the award of the east applies isn't known.
	for id, want := range map[string][2]int64{"yc.east": {2, 1}, "yc.innovators": {4, 1}} {
		for _, p := range a.Programmes {
			if c := p.Cliffs; p.ID == id && (c[0].Below != want[0] || c[0].Above != want[1] || *c[0].AtStake != 10000000) {
				t.Errorf("%s: %+v", id, c)
			}
		}
	}
}

// A density that is a straight line has no excess; moving firms across the
// threshold is found, and counted.
func TestBunching(t *testing.T) {
	var h histogram
	for b := range h {
		h[b] = int64(1000 + 10*b)
	}
	x := h.bunching()
	if x == nil || x.Bunched || math.Abs(float64(x.Excess)) > 1e-6 || x.Counted != 4*1000+10*(20+21+22+23) {
		t.Fatalf("a straight line: %+v", x)
	}
	for i := range 4 { // 800 firms report just enough
		h[binsEach-1-i] -= 200
		h[binsEach+i] += 200
	}
	if x = h.bunching(); !x.Bunched || math.Abs(float64(x.Excess)-800) > 1e-6 {
		t.Errorf("800 firms moved across: %+v", x)
	}
}

// Where nobody reacts, z has the spread that it says: seldom beyond 3.
func TestBunchingFalseAlarms(t *testing.T) {
	alarms, squares := 0, 0.0
	for draw := range 400 {
		r := rand.New(rand.NewPCG(7, uint64(draw)))
		var h histogram
		for range 8000 {
			h.add(0.2*r.Float64() - 0.1)
		}
		x := h.bunching()
		if x.Bunched {
			alarms++
		}
		squares += float64(x.Z * x.Z)
	}
	if spread := squares / 400; alarms > 4 || spread < 0.8 || spread > 1.2 {
		t.Errorf("of 400 even populations %d are called bunched; mean z squared %.2f", alarms, spread)
	}
}

func TestBunchingRefuses(t *testing.T) {
	var h histogram
	h.add(math.NaN())
	h.add(math.Inf(1))
	h.add(-0.2)
	for range 40 {
		h.add(0)
	}
	if b, a := h.within(0.05); b != 0 || a != 40 {
		t.Errorf("within 5 %%: %d below, %d above", b, a)
	}
	if x := h.bunching(); x != nil {
		t.Errorf("40 firms, all at the threshold: %+v", x)
	}
	h = histogram{}
	for i := range 5 { // edges of bins: -5 % is within 5 %, +5 % is not
		h.add([]float64{-0.05, -0.0001, 0, 0.0499999, 0.05}[i])
	}
	if b, a := h.within(0.05); b != 2 || a != 2 {
		t.Errorf("edges: %d below, %d above", b, a)
	}
}
