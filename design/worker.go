package design

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/rule"
)

// worker counts batches, one after the other.
type worker struct {
	*run
	*tally
	now, old *side
	short    *side // of firms just short of a stair
	later    []*side
	keys     [dimensions][]int32
	has, had []Money
	around   [][]int32 // by criterion: rows near its threshold
}

func (r *run) worker() *worker {
	w := &worker{run: r, tally: r.tally(), now: newSide(r.plan), short: newSide(r.plan), around: make([][]int32, len(r.plan.Criteria))}
	if r.base != nil {
		w.old = newSide(r.base)
	}
	for _, plan := range r.years {
		w.later = append(w.later, newSide(plan))
	}
	return w
}

// partRows is how many rows are counted at once: what their criteria come to is
// smaller than the batch, and stays nearer to the processor.
const partRows = 1 << 14

// parts counts a batch in parts. The results of single firms are written batch by
// batch, and then it is counted whole.
func (w *worker) parts(b *rule.Batch) error {
	if w.options.Masks != nil || b.Rows <= partRows {
		return w.batch(b)
	}
	for from := 0; from < b.Rows; from += partRows {
		to := min(from+partRows, b.Rows)
		p := &rule.Batch{Entity: b.Entity, Start: b.Start + int64(from), Rows: to - from, Columns: make(map[string]*rule.Column, len(b.Columns))}
		for name, c := range b.Columns {
			x := &rule.Column{Words: c.Words}
			if c.Numbers != nil {
				x.Numbers = c.Numbers[from:to]
			}
			if c.Codes != nil {
				x.Codes = c.Codes[from:to]
			}
			if c.Missing != nil {
				x.Missing = c.Missing[from:to]
			}
			p.Columns[name] = x
		}
		if err := w.batch(p); err != nil {
			return err
		}
	}
	return nil
}

// batch counts one batch.
func (w *worker) batch(b *rule.Batch) error {
	w.group(b)
	w.grow()
	w.firms += int64(b.Rows)
	w.now.evaluate(b)
	if w.old != nil {
		w.old.evaluate(b)
		for p := range w.before {
			for i, s := range w.old.result.Programmes[p] {
				w.before[p].put(s, w.old.money[p][i], w.old.known[p][i])
			}
		}
	}
	for y, s := range w.later {
		s.evaluate(b)
		for p := range w.year[y] {
			for i, x := range s.result.Programmes[p] {
				w.year[y][p].put(x, s.money[p][i], s.known[p][i])
			}
		}
	}
	for c := range w.criteria {
		w.around[c] = w.thresholds(c, &w.now.result, w.around[c])
	}
	for p := range w.cells {
		w.put(p, w.now, &w.keys)
		if w.old != nil {
			w.beside(p, w.was[p], w.now, w.old, &w.keys)
		}
		w.nearby(p)
	}
	w.climbs(b)
	w.lacks(b)
	w.grantsOf()
	w.changes(b.Rows)
	w.leaks(b)
	w.claimants(b)
	if w.options.Masks != nil {
		return w.options.Masks.Batch(b, w.plan, &w.now.result)
	}
	return nil
}

// group numbers the groups of every row.
func (w *worker) group(b *rule.Batch) {
	for d := range w.keys {
		w.keys[d] = sized(w.keys[d], b.Rows)
	}
	w.groups[byDistrict].coded(b.Columns[fieldDistrict], b.Rows, same[string], w.keys[byDistrict])
	w.groups[byIndustry].coded(b.Columns[fieldIndustry], b.Rows, division, w.keys[byIndustry])
	banded(b.Columns[fieldStaff], b.Rows, sizes, same[float64], w.keys[bySize])
	banded(b.Columns[fieldSince], b.Rows, ages, yearsSince(w.options.Date), w.keys[byAge])
}

// nearby counts what stands around the thresholds of one programme: the firms
// that it applies to.
func (w *worker) nearby(p int) {
	r, money, known := &w.now.result, w.now.money[p], w.now.known[p]
	state := r.Programmes[p]
	for i, c := range w.leaves[p] {
		h, s := &w.margins[p][i], &w.stake[p][i]
		for _, row := range w.around[c] {
			if state[row] == rule.NotApplicable {
				continue
			}
			m := r.Margins[c][row]
			h.add(m)
			if m > -1e-11 && m < nearShare && state[row] == rule.Met && known[row] {
				s.firms++
				s.money += money[row]
			}
		}
	}
	t := &w.trees[p]
	for i, s := range state {
		if s != rule.Unmet {
			continue
		}
		// All that fail the only condition, by no distance, are near nothing.
		if c := t.missed(r, i); c >= 0 && (len(w.leaves[p]) > 1 || !math.IsNaN(r.Margins[c][i])) {
			w.misses[p][c].put(r.Margins[c][i], money[i])
		}
	}
}

// grantsOf counts each benefit that is counted itself.
func (w *worker) grantsOf() {
	for x, b := range w.plan.Benefits {
		p := programmeOf(w.plan, b.Programme)
		if !counted(b) || p < 0 {
			continue
		}
		amount, lacks := w.now.result.Money[x], w.now.result.MoneyMissing[x]
		for i, s := range w.now.result.Programmes[p] {
			w.grants[x].put(s, amountOf(amount[i], lacks[i]), !lacks[i])
		}
	}
}

// changes counts what firms get over all programmes, and what the package
// changes of it.
func (w *worker) changes(rows int) {
	w.has = sized(w.has, rows)
	w.now.total(w.has)
	if w.old == nil {
		return
	}
	w.had = sized(w.had, rows)
	if clear(w.had); !w.fresh {
		w.old.total(w.had)
	}
	for i, has := range w.has {
		more := has - w.had[i]
		w.change.put(more)
		for d := range w.keys {
			w.changed[d][w.keys[d][i]].put(more)
		}
	}
}

// lacks counts the rows that lack a field, and those of them for which a
// criterion that asks for it is open, and a programme with it. A field without a column is missing in all.
func (w *worker) lacks(b *rule.Batch) {
	for f, x := range w.plan.Fields {
		c := b.Columns[x.Name]
		if c != nil && c.Missing == nil {
			continue
		}
		for i := range b.Rows {
			if c != nil && !c.Missing[i] {
				continue
			}
			w.lacking[f].rows++
			for _, k := range w.askers[f] {
				if open(w.now.result.Criteria[k][i]) && slices.ContainsFunc(w.holders[k], func(p int) bool { return open(w.now.result.Programmes[p][i]) }) {
					w.lacking[f].open++
					break
				}
			}
		}
	}
}

// open reports whether a result isn't known yet.
func open(s rule.State) bool { return s == rule.Unknown || s == rule.Manual }

// value is a number of a row; NaN where it lacks one.
func value(c *rule.Column, row int) float64 {
	if c == nil || c.Numbers == nil || c.Missing != nil && c.Missing[row] {
		return math.NaN()
	}
	return c.Numbers[row]
}
