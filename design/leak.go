package design

import (
	"strings"

	"github.com/quanyu/quanyu/rule"
)

// The marks of leakage that single firms carry: the firm moved away after its
// certificate, or let it lapse.
const (
	relocated = iota
	lapsed
)

// leaks counts the firms whose registry entry says that they moved away, or
// let their certificate lapse, after it was awarded. What they get is at risk;
// whether it must be paid back is for the rules to say.
func (w *worker) leaks(b *rule.Batch) {
	awarded := b.Columns[fieldAwarded]
	if awarded == nil {
		return
	}
	for i := range b.Rows {
		from := value(awarded, i)
		if from != from {
			continue
		}
		w.awarded++
		for k, name := range [...]string{relocated: fieldRelocated, lapsed: fieldLapsed} {
			if c := b.Columns[name]; c != nil {
				m := &w.marks[k]
				m.known++
				if on := value(c, i); on >= from && on <= float64(w.options.Date) {
					m.firms++
					m.money += w.has[i]
				}
			}
		}
	}
}

// claimants keeps what a ranking rule has to compare: the grants of firms that
// are met, with their keys.
func (w *worker) claimants(b *rule.Batch) {
	for _, x := range w.ranked {
		p := programmeOf(w.plan, w.plan.Benefits[x].Programme)
		for i, s := range w.now.result.Programmes[p] {
			money := Money(w.now.result.Money[x][i])
			if s != rule.Met || w.now.result.MoneyMissing[x][i] || money <= 0 {
				continue
			}
			c := claimant{row: b.Start + int64(i), benefit: x, money: money, keys: make([]float64, len(w.options.Ranking))}
			if id := b.Columns[fieldID]; id != nil && id.Codes != nil && (id.Missing == nil || !id.Missing[i]) {
				c.id = strings.Clone(id.Words[id.Codes[i]]) // batches are used again
			}
			for k, r := range w.options.Ranking {
				c.keys[k] = value(b.Columns[r.Field], i)
			}
			w.claims = append(w.claims, c)
		}
	}
}
