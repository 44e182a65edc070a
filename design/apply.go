package design

import (
	"math"
	"runtime"
	"slices"

	"github.com/quanyu/quanyu/data/registry"
	"github.com/quanyu/quanyu/rule"
)

// Apply runs a population under the rules: once through, memory flat but for
// the claimants that a ranking rule has to compare. What cannot be used is a
// *city.Error.
func Apply(firms *registry.Registry, rules Rules, o Options) (*Applied, error) {
	r := &run{rules: rules, options: o}
	if err := r.prepare(); err != nil {
		return nil, err
	}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	all := make([]*worker, workers)
	for i := range all {
		all[i] = r.worker()
	}
	do := func(i int, b *rule.Batch) error { return all[i].parts(b) }
	var err error
	if o.Check {
		err = firms.EachChecked(workers, do)
	} else {
		err = firms.Each(r.fields, workers, do)
	}
	if err != nil {
		return nil, err
	}
	sum := r.tally()
	for _, w := range all {
		sum.merge(w.tally)
	}
	return r.view(sum, firms), nil
}

// run is what all workers share: plans and what was asked.
type run struct {
	rules   Rules
	options Options
	plan    *rule.Plan   // of the rules that are asked for, on the date
	base    *rule.Plan   // of the baseline; nil without a package
	fresh   bool         // the baseline has none of the programmes that are asked for
	years   []*rule.Plan // on further days
	was     []int        // by programme: its number in the baseline, -1
	trees   []node       // by programme
	leaves  [][]int      // by programme: its criteria
	fields  []string     // columns that are needed
	askers  [][]int      // by field: the criteria that need it
	rises   []stair      // of benefits
	ranked  []int        // benefits that claimants of a ranking rule ask for
}

func (r *run) prepare() (err error) {
	o := r.options
	ask := rule.Options{Date: o.Date, Draft: o.Draft, Programmes: o.Programmes, Margins: true}
	if r.plan, err = r.rules.asked().Plan(ask); err != nil {
		return err
	}
	if _, err := o.check(r.plan); err != nil {
		return err
	}
	if err := o.rankable(r.rules.asked()); err != nil {
		return err
	}
	ask.Margins = false
	for _, day := range o.Years {
		ask.Date = day
		plan, err := r.rules.asked().Plan(ask)
		if err != nil {
			return err
		}
		r.years = append(r.years, plan)
	}
	if r.rules.Package != nil {
		ask.Date = o.Date
		if r.base, err = r.baseline(ask); err != nil {
			return err
		}
	}
	need := map[string]bool{}
	for _, f := range []string{fieldID, fieldDistrict, fieldIndustry, fieldStaff, fieldSince, fieldAwarded, fieldRelocated, fieldLapsed} {
		need[f] = true
	}
	for _, k := range o.Ranking {
		need[k.Field] = true
	}
	for _, plan := range append([]*rule.Plan{r.plan, r.base}, r.years...) {
		if plan != nil {
			for _, f := range plan.Fields {
				need[f.Name] = true
			}
		}
	}
	for f := range need {
		r.fields = append(r.fields, f)
	}
	slices.Sort(r.fields)
	for _, f := range r.plan.Fields {
		var list []int
		for c, k := range r.plan.Criteria {
			if slices.Contains(k.Needs, f.Name) {
				list = append(list, c)
			}
		}
		r.askers = append(r.askers, list)
	}
	for p, x := range r.plan.Programmes {
		was := -1
		if r.base != nil {
			was = programmeOf(r.base, x.ID)
		}
		t := tree(r.plan, p)
		r.was, r.trees, r.leaves = append(r.was, was), append(r.trees, t), append(r.leaves, t.leaves())
	}
	r.rises = r.stairs()
	if len(o.Ranking) > 0 {
		for b, x := range r.plan.Benefits {
			if counted(x) && slices.ContainsFunc(o.Limits, func(l Limit) bool { return l.covers(x.ID, grant(x)) }) {
				r.ranked = append(r.ranked, b)
			}
		}
	}
	return nil
}

// baseline is the plan to compare with: of the same programmes, as far as the
// baseline has them in force, so that what firms get over all of them is the
// same sum on both sides.
func (r *run) baseline(ask rule.Options) (*rule.Plan, error) {
	asked := ask.Programmes
	ask.Programmes = nil
	all, err := r.rules.Baseline.Plan(ask)
	if err != nil || len(asked) == 0 {
		return all, err
	}
	for _, id := range asked {
		if programmeOf(all, id) >= 0 {
			ask.Programmes = append(ask.Programmes, id)
		}
	}
	if r.fresh = len(ask.Programmes) == 0; r.fresh {
		return all, nil
	}
	return r.rules.Baseline.Plan(ask)
}

// grant reports whether a benefit is spent, not forgone.
func grant(b *rule.Benefit) bool { return b.Kind != "tax" }

func (r *run) tally() *tally {
	t := &tally{
		cells: make([][dimensions][]cell, len(r.plan.Programmes)), year: make([][]cell, len(r.years)),
		criteria: make([][states]int64, len(r.plan.Criteria)), margins: make([][]histogram, len(r.plan.Programmes)),
		stake: make([][]stake, len(r.plan.Programmes)), misses: make([][]miss, len(r.plan.Programmes)),
		lacking: make([]lack, len(r.plan.Fields)), steps: make([]step, len(r.rises)), grants: make([]cell, len(r.plan.Benefits)),
	}
	for y, plan := range r.years {
		t.year[y] = make([]cell, len(plan.Programmes))
	}
	if r.base != nil {
		t.before = make([]cell, len(r.base.Programmes))
	}
	for p := range r.plan.Programmes {
		t.margins[p], t.stake[p], t.misses[p] = make([]histogram, len(r.leaves[p])), make([]stake, len(r.leaves[p])), make([]miss, len(r.plan.Criteria))
	}
	t.groups[byDistrict], t.groups[byIndustry] = newDictionary(), newDictionary()
	t.grow()
	return t
}

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
			m := Money(0)
			if known[i] {
				m = money[i]
			}
			w.misses[p][c].put(r.Margins[c][i], m)
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
			w.grants[x].put(s, Money(amount[i]), !lacks[i])
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
// criterion that asks for it is open. A field without a column is missing in all.
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
				if s := w.now.result.Criteria[k][i]; s == rule.Unknown || s == rule.Manual {
					w.lacking[f].open++
					break
				}
			}
		}
	}
}

// value is a number of a row; NaN where it lacks one.
func value(c *rule.Column, row int) float64 {
	if c == nil || c.Numbers == nil || c.Missing != nil && c.Missing[row] {
		return math.NaN()
	}
	return c.Numbers[row]
}
