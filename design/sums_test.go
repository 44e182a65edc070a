package design

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/quanyu/quanyu/rule"
)

// The same bytes on any number of workers, in any batches and any order of
// rows.
func TestApplySameBytes(t *testing.T) {
	both, o := library(t), options(t)
	o.Years = []rule.Day{rule.Day(day(t, "2018-12-31"))}
	o.Limits, o.Ranking = []Limit{{Name: "合计", Amount: 5e9}}, Ranking([]string{"-rd_last", "staff"})
	list := random(4000)
	var first []byte
	for _, x := range []struct {
		workers int
		sizes   []int
		shuffle bool
	}{{1, []int{4000}, false}, {3, []int{1000, 1, 999, 2000}, false}, {2, []int{100, 3900}, true}} {
		rows := slices.Clone(list)
		if x.shuffle {
			r := rand.New(rand.NewPCG(1, 1))
			r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		}
		var batches []*rule.Batch
		for _, n := range x.sizes {
			batches, rows = append(batches, batch(rows[:n])), rows[n:]
		}
		o.Workers = x.workers
		a, err := Apply(memory(batches...), both, o)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = raw
			if a.Budget.Cut == nil || a.Budget.Cut.Paid > 5e9 || a.Budget.Cut.LeftOut == 0 || a.Budget.Limits[0].Spent != a.Budget.Cut.Paid {
				t.Errorf("the cut: %+v", a.Budget)
			}
			checkSums(t, a)
		} else if string(raw) != string(first) {
			t.Errorf("other bytes with %+v: %s", x, cmp.Diff(string(first), string(raw)))
		}
	}
}

// checkSums holds the identities of the counts: groups add up to the whole, the
// change is the difference of money, states add up to the firms.
func checkSums(t *testing.T, a *Applied) {
	t.Helper()
	for d, groups := range a.ChangeBy {
		var sum ChangeView
		for _, g := range groups {
			sum.add(g.ChangeView)
		}
		if sum != *a.Change {
			t.Errorf("changes by %s: %+v of %+v", d, sum, *a.Change)
		}
	}
	for _, b := range a.Budget.Cut.By {
		if len(b.Line) != 2 || b.Line[0].Field != "rd_last" || b.Line[0].Title.Zh != "研发费用" || !(b.Line[0].Value > 0) {
			t.Errorf("where the money ends: %+v", b)
		}
	}
	for _, p := range a.Programmes {
		for d, groups := range p.By {
			if d == "year" {
				continue
			}
			var sum Counts
			var gained, lost Money
			for _, g := range groups {
				sum.Met, sum.Unmet, sum.Unknown, sum.Manual = sum.Met+g.Met, sum.Unmet+g.Unmet, sum.Unknown+g.Unknown, sum.Manual+g.Manual
				sum.NotApplicable, sum.Money = sum.NotApplicable+g.NotApplicable, sum.Money+g.Money
				gained, lost = gained+g.Change.MoneyGained, lost+g.Change.MoneyLost
			}
			if sum.Met != p.Met || sum.Unmet != p.Unmet || sum.Unknown != p.Unknown || sum.Money != p.Money || sum.Met+sum.Unmet+sum.Unknown+sum.Manual+sum.NotApplicable != a.Population.Firms {
				t.Errorf("%s by %s: %+v of %+v", p.ID, d, sum, p.Counts)
			}
			if gained-lost != p.Money-p.Baseline.Money {
				t.Errorf("%s by %s: money changes by %d, not %d", p.ID, d, gained-lost, p.Money-p.Baseline.Money)
			}
		}
		for _, y := range p.By["year"] {
			if y.Key == "2018" && y.Money != p.Baseline.Money { // the package begins in 2019
				t.Errorf("in 2018 the package gives %d, the baseline %d", y.Money, p.Baseline.Money)
			}
		}
	}
}
