package design

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Claimants are paid by the rule; a firm without a key comes last; equal keys
// go by id. The first that does not fit closes the limit.
func TestCut(t *testing.T) {
	nan := math.NaN()
	list := []claimant{
		{id: "d", row: 0, money: 100, keys: []float64{nan}}, {id: "c", row: 1, money: 100, keys: []float64{5}},
		{id: "b", row: 2, money: 100, keys: []float64{9}}, {id: "a", row: 3, money: 300, keys: []float64{5}},
	}
	rule := []Rank{{Field: "sales_last", Descending: true}}
	limits := []Limit{{Name: "合计", Amount: 350}}
	got, last := cut(list, rule, limits, [][]int{{0}}, []string{"award"})
	// b is paid 100; a (before c by its id) needs 300 of the 250 left, and closes the limit.
	want := &CutView{Rule: rule, Funded: 1, LeftOut: 3, Paid: 100, Unpaid: 500, Unranked: 1, By: []Cut{{Benefit: "award", Funded: 1, LeftOut: 3, Paid: 100, Unpaid: 500}}}
	if d := cmp.Diff(want, got); d != "" || last[0] == nil || last[0].id != "b" {
		t.Error(d, last[0])
	}
	limits[0].Amount = 400
	if got, _ = cut(list, rule, limits, [][]int{{0}}, []string{"award"}); got.Funded != 2 || got.Paid != 400 {
		t.Errorf("with 400: %+v", got)
	}
}

// Two limits: a grant needs room under each that counts it. The order in which
// claimants come in says nothing.
func TestCutLimits(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	var list []claimant
	for i := range 300 {
		list = append(list, claimant{id: string(rune('a' + i%26)), row: int64(i), benefit: i % 3, money: Money(1 + r.IntN(50)), keys: []float64{float64(r.IntN(4)), float64(r.IntN(3))}})
	}
	rule := []Rank{{"x", true}, {"y", false}}
	limits := []Limit{{Name: "all", Amount: 2000}, {Name: "first", Amount: 500, Benefits: []string{"b0"}}}
	counted := [][]int{{0, 1}, {0}, {}}
	ids := []string{"b0", "b1", "b2"}
	first, _ := cut(list, rule, limits, counted, ids)
	if first.By[0].Paid+first.By[1].Paid > 2000 || first.By[0].Paid > 500 || first.By[2].LeftOut != 0 {
		t.Errorf("a limit is broken: %+v", first.By)
	}
	if first.Funded+first.LeftOut != 300 {
		t.Errorf("%d claimants", first.Funded+first.LeftOut)
	}
	for range 5 {
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		again, _ := cut(list, rule, limits, counted, ids)
		if d := cmp.Diff(first, again); d != "" {
			t.Fatalf("another order of rows: %s", d)
		}
	}
}
