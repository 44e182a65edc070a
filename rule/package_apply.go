package rule

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/internal/files"
)

// With gives the library under packages, each over its baseline, checked as a
// whole; l stays as it is. The order of the packages doesn't matter. A baseline
// that isn't there, a value that two packages set for the same day without one
// being the other's baseline, and whatever a clause names that the baseline
// lacks are errors with file and line.
func (l *Library) With(packages ...*Package) (*Library, error) {
	waiting := slices.Clone(packages)
	for len(waiting) > 0 {
		i := slices.IndexFunc(waiting, func(p *Package) bool { return p.Baseline == Catalog || l.applied(p.Baseline) != nil })
		if i < 0 {
			p := waiting[0]
			if slices.ContainsFunc(waiting, func(q *Package) bool { return q.ID == p.Baseline }) {
				return nil, fault(p.At, "cycle", "几个政策组合互为基准，从“%[1]s”往下找不到 catalog", "packages are over one another: below %[1]q there's no catalog", p.ID)
			}
			e := fault(p.At, "no_baseline", "“%[1]s”以“%[2]s”为基准，但没有这个政策组合", "%[1]q is over %[2]q, and there's no such package", p.ID, p.Baseline)
			return nil, e.WithHint("一并用 --package 给出它，或改 baseline: catalog", "give it too, by --package, or write baseline: catalog")
		}
		next, err := l.with(waiting[i])
		if err != nil {
			return nil, err
		}
		l, waiting = next, slices.Delete(waiting, i, i+1)
	}
	return l, nil
}

// Clauses are those that set what a parameter, a programme, a benefit or a
// definition of a package is on a day: the newest package first.
func (l *Library) Clauses(id string, day Day) []*Clause {
	var out []*Clause
	for _, p := range slices.Backward(l.packages) {
		for _, c := range p.Clauses {
			if slices.ContainsFunc(c.Edits, func(e Edit) bool {
				return e.ID == id && (e.on(day) || e.What == editNew && p.brings(id, day)) || e.on(day) && slices.ContainsFunc(e.AddBenefits, func(b *Benefit) bool { return b.ID == id })
			}) {
				out = append(out, c)
			}
		}
	}
	return out
}

// brings reports whether a definition of the package is in force on a day.
func (p *Package) brings(id string, day Day) bool {
	heads, _ := p.added.places()
	return slices.ContainsFunc(heads[id], func(h *Head) bool { return at(h.times(), day, true) != nil })
}

// AtLeast reports whether the clause that sets a parameter on a day gives a
// floor, so that more may be paid than the value says.
func (l *Library) AtLeast(param string, day Day) bool {
	for _, c := range l.Clauses(param, day) { // the newest package decides
		for _, e := range c.Edits {
			if e.What == editParameter && e.ID == param && e.on(day) {
				return e.AtLeast
			}
		}
	}
	return false
}

// Address says which rules these are, for a report to cite:
// "wh-2020@1a2b3c4d over catalog@5e6f7a8b".
func (l *Library) Address() string {
	parts := []string{Catalog + "@" + files.Hash([]byte(strings.Join(l.files, "\n")))[:addressDigits]}
	for _, p := range l.packages {
		parts = append(parts, p.ID+"@"+p.SHA256[:addressDigits])
	}
	slices.Reverse(parts)
	return strings.Join(parts, " over ")
}

const addressDigits = 12 // of a hash

// Packages are those that the library is under, each after its baseline.
func (l *Library) Packages() []*Package { return l.packages }

func (l *Library) applied(id string) *Package {
	if i := slices.IndexFunc(l.packages, func(p *Package) bool { return p.ID == id }); i >= 0 {
		return l.packages[i]
	}
	return nil
}

// over reports whether p is a difference over q, at first hand or further.
func (l *Library) over(p, q *Package) bool {
	for p != nil && p.Baseline != q.ID {
		p = l.applied(p.Baseline)
	}
	return p != nil
}

func (l *Library) with(p *Package) (*Library, error) {
	if old := l.applied(p.ID); old != nil {
		return nil, twice(p.At, old.At, "政策组合", "package", p.ID)
	}
	for _, q := range l.packages {
		if err := l.collide(p, q); err != nil {
			return nil, err
		}
	}
	d := l.definitions.clone()
	if err := p.edits(d.retime); err != nil {
		return nil, err
	}
	d.bring(p) // what ended has made room
	if err := p.edits(d.edit); err != nil {
		return nil, err
	}
	out, err := d.library()
	if err == nil {
		err = p.edits(out.uncounted)
	}
	if err != nil {
		return nil, err
	}
	out.files, out.packages, out.baseline = l.files, append(slices.Clone(l.packages), p), l
	return out, nil
}

// edits calls do for every edit of a package, until one fails.
func (p *Package) edits(do func(Edit) error) error {
	for _, c := range p.Clauses {
		for _, e := range c.Edits {
			if err := do(e); err != nil {
				return err
			}
		}
	}
	return nil
}

// collide is the fault of two packages that change one thing on one day,
// neither being over the other.
func (l *Library) collide(p, q *Package) error {
	if l.over(p, q) {
		return nil
	}
	for _, c := range p.Clauses {
		for _, e := range c.Edits {
			for _, other := range q.Clauses {
				for _, f := range other.Edits {
					if e.meets(f) {
						return fault(e.At, "two_edits", "“%[1]s”%[2]s与“%[3]s”%[4]s在同一时段改同一处“%[5]s”", "%[1]q %[2]s and %[3]q %[4]s change %[5]q over the same days", p.ID, c.Number, q.ID, other.Number, e.ID).
							WithHint("去掉一处，或让其中一个以另一个为 baseline", "take one out, or make one the baseline of the other")
					}
				}
			}
		}
	}
	return nil
}

// on reports whether an edit holds on a day.
func (e Edit) on(day Day) bool { return e.From <= day && day <= e.To }

// whole reports whether an edit sets all of what it changes, not just words of
// a list, or members and benefits of a programme.
func (e Edit) whole() bool { return len(e.Add)+len(e.End)+len(e.AddBenefits)+len(e.EndBenefits) == 0 }

// meets reports whether two edits change one thing on a day: a value, the time
// of a rule, one word of a list, or one member or benefit of a programme.
func (e Edit) meets(f Edit) bool {
	switch {
	case e.ID != f.ID || e.What == editNew || f.What == editNew || e.From > f.To || f.From > e.To || (e.What == editParameter) != (f.What == editParameter):
		return false
	case e.What != f.What: // what goes on may be changed too
		return e.What == editRepeal || f.What == editRepeal
	case e.whole() || f.whole():
		return true
	}
	of := func(e Edit) (members, benefits []string) {
		benefits = slices.Clone(e.EndBenefits)
		for _, b := range e.AddBenefits {
			benefits = append(benefits, b.ID)
		}
		return slices.Concat(e.Add, e.End), benefits
	}
	members, benefits := of(e)
	others, paid := of(f)
	return slices.ContainsFunc(members, func(id string) bool { return contains(others, id) }) || slices.ContainsFunc(benefits, func(id string) bool { return contains(paid, id) })
}
