package design

import (
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
	holders [][]int      // by criterion: the programmes that it's one of
	fields  []string     // columns that are needed
	askers  [][]int      // by field: the criteria that need it
	rises   []stair      // of benefits
	ranked  []int        // benefits that claimants of a ranking rule ask for
}

func (r *run) prepare() (err error) {
	o := r.options
	ask := rule.Options{Date: o.Date, Draft: o.Draft, Margins: true}
	if ask.Programmes, err = r.remaining(); err != nil {
		return err
	}
	if r.plan, err = r.rules.asked().Plan(ask); err != nil {
		return err
	}
	if _, err := o.check(r.plan); err != nil {
		return err
	}
	if err := o.rankable(r.rules.asked()); err != nil {
		return err
	}
	ask.Margins, ask.Programmes = false, o.Programmes
	for _, day := range o.Years {
		ask.Date = day
		plan, _, err := asFarAs(r.rules.asked(), ask)
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
	r.askers = make([][]int, len(r.plan.Fields))
	for c, k := range r.plan.Criteria {
		asks := r.plan.Asks(k)
		for f, x := range r.plan.Fields {
			if slices.Contains(asks, x.Name) {
				r.askers[f] = append(r.askers[f], c)
			}
		}
	}
	r.holders = make([][]int, len(r.plan.Criteria))
	for p, x := range r.plan.Programmes {
		was := -1
		if r.base != nil {
			was = programmeOf(r.base, x.ID)
		}
		t := tree(r.plan, p)
		r.was, r.trees, r.leaves = append(r.was, was), append(r.trees, t), append(r.leaves, t.leaves())
		for _, c := range r.leaves[p] {
			r.holders[c] = append(r.holders[c], p)
		}
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

// remaining are the programmes asked for without those that a clause has ended by
// the day: what firms lose by that is counted, and a note names them. Where none
// remains all are kept, and the plan says why it's none.
func (r *run) remaining() ([]string, error) {
	asked := r.options.Programmes
	if r.rules.Package == nil || len(asked) == 0 {
		return asked, nil
	}
	all := rule.Options{Date: r.options.Date, Draft: r.options.Draft}
	before, err := r.rules.Baseline.Plan(all)
	if err != nil {
		return nil, err
	}
	now, err := r.rules.Package.Plan(all)
	if err != nil {
		return nil, err
	}
	left := slices.DeleteFunc(slices.Clone(asked), func(id string) bool {
		return programmeOf(now, id) < 0 && programmeOf(before, id) >= 0 && len(r.rules.Package.Clauses(id, all.Date)) > 0
	})
	if len(left) == 0 {
		return asked, nil
	}
	return left, nil
}

// baseline is the plan to compare with: of the same programmes, as far as the
// baseline has them in force, so that what firms get over all of them is the
// same sum on both sides.
func (r *run) baseline(ask rule.Options) (plan *rule.Plan, err error) {
	plan, r.fresh, err = asFarAs(r.rules.Baseline, ask)
	return plan, err
}

// asFarAs is the plan of the programmes asked for that are in force on a day; where
// none of them is, of all that are, and none is true.
func asFarAs(l *rule.Library, ask rule.Options) (plan *rule.Plan, none bool, err error) {
	asked := ask.Programmes
	ask.Programmes = nil
	all, err := l.Plan(ask)
	if err != nil || len(asked) == 0 {
		return all, false, err
	}
	for _, id := range asked {
		if programmeOf(all, id) >= 0 {
			ask.Programmes = append(ask.Programmes, id)
		}
	}
	if len(ask.Programmes) == 0 {
		return all, true, nil
	}
	plan, err = l.Plan(ask)
	return plan, false, err
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
