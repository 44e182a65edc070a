package rule

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// always is the time of a definition that states none.
var always = Interval{From: DayOf(1, 1, 1), To: Open, Status: InForce}

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

// Clauses are those that set what a parameter, a programme or a definition of
// a package is on a day: the newest package first.
func (l *Library) Clauses(id string, day Day) []*Clause {
	var out []*Clause
	for _, p := range slices.Backward(l.packages) {
		for _, c := range p.Clauses {
			if slices.ContainsFunc(c.Edits, func(e Edit) bool {
				return e.New == id || (e.Parameter == id || e.Programme == id) && e.From <= day && day <= e.To
			}) {
				out = append(out, c)
			}
		}
	}
	return out
}

// AtLeast reports whether the clause that sets a parameter on a day gives a
// floor, so that more may be paid than the value says.
func (l *Library) AtLeast(param string, day Day) bool {
	for _, c := range l.Clauses(param, day) { // the newest package decides
		for _, e := range c.Edits {
			if e.Parameter == param && e.From <= day && day <= e.To {
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
	d.bring(p)
	for _, c := range p.Clauses {
		for _, e := range c.Edits {
			var err error
			switch {
			case e.Parameter != "":
				err = d.editParameter(e)
			case e.Programme != "":
				err = d.editProgramme(e)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	out, err := d.library()
	if err != nil {
		return nil, err
	}
	out.files, out.packages, out.baseline = l.files, append(slices.Clone(l.packages), p), l
	return out, nil
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
						return fault(e.At, "two_edits", "“%[1]s”%[2]s与“%[3]s”%[4]s在同一时段改同一处“%[5]s”", "%[1]q %[2]s and %[3]q %[4]s change %[5]q over the same days", p.ID, c.Number, q.ID, other.Number, e.Parameter+e.Programme).
							WithHint("去掉一处，或让其中一个以另一个为 baseline", "take one out, or make one the baseline of the other")
					}
				}
			}
		}
	}
	return nil
}

// meets reports whether two edits change one value, or one member, on a day.
func (e Edit) meets(f Edit) bool {
	if e.From > f.To || f.From > e.To || e.Parameter != f.Parameter || e.Programme != f.Programme || e.New+f.New != "" {
		return false
	}
	if e.Parameter != "" {
		return true
	}
	own, others := slices.Concat(e.Add, e.End), slices.Concat(f.Add, f.End)
	return slices.ContainsFunc(own, func(id string) bool { return contains(others, id) })
}

// bring adds what the package defines.
func (d *definitions) bring(p *Package) {
	d.fields = append(d.fields, p.added.fields...)
	d.parameters = append(d.parameters, p.added.parameters...)
	d.formulas = append(d.formulas, p.added.formulas...)
	d.criteria = append(d.criteria, p.added.criteria...)
	d.programmes = append(d.programmes, p.added.programmes...)
}

// editParameter sets a value from a day to a day. What the baseline has for
// other days stays.
func (d *definitions) editParameter(e Edit) error {
	i := slices.IndexFunc(d.parameters, func(p *Parameter) bool { return p.ID == e.Parameter })
	if i < 0 {
		var known []string
		for _, p := range d.parameters {
			known = append(known, p.ID)
		}
		return unknownEdit(e, "参数", "parameter", e.Parameter, known)
	}
	p := *d.parameters[i]
	r := &reader{file: e.At.File, line: e.At.Line}
	set := Interval{From: e.From, To: e.To, Status: InForce, At: e.At}
	r.content(r.mapping(e.written, "param", "from", "to", "value", "brackets", "at_least"), &p, &set)
	if r.err != nil {
		return r.err
	}
	p.Valid = replaced(p.Valid, set)
	if r.oneForm(e.written, &p); r.err != nil {
		return r.err.At("", "", e.At.Line, "")
	}
	d.parameters[i] = &p
	return nil
}

// replaced puts an interval over others; days between that none covers are a
// stated gap.
func replaced(old []Interval, set Interval) []Interval {
	var out []Interval
	for _, i := range old {
		if before := i; before.From < set.From {
			before.To = min(before.To, set.From-1)
			out = append(out, before)
		}
	}
	if n := len(out); n > 0 && out[n-1].To < set.From-1 {
		out = append(out, Interval{From: out[n-1].To + 1, To: set.From - 1, Status: None, At: set.At})
	}
	out = append(out, set)
	for _, i := range old {
		if i.To > set.To {
			if first := len(out); out[first-1].To < i.From-1 {
				out = append(out, Interval{From: out[first-1].To + 1, To: i.From - 1, Status: None, At: set.At})
			}
			i.From = max(i.From, set.To+1)
			out = append(out, i)
		}
	}
	return out
}

// editProgramme gives a programme other members from a day to a day: its
// versions are split, and those between are changed.
func (d *definitions) editProgramme(e Edit) error {
	var out []*Programme
	var ids []string
	known, changed := false, false
	for _, p := range d.programmes {
		if ids = append(ids, p.ID); p.ID != e.Programme {
			out = append(out, p)
			continue
		}
		known = true
		valid := p.Valid
		if len(valid) == 0 {
			valid = []Interval{always}
		}
		before, within, after := split(valid, e.From, e.To)
		if len(within) == 0 {
			out = append(out, p)
			continue
		}
		members, err := p.Members.edited(p, e)
		if err != nil {
			return err
		}
		for _, part := range []struct {
			valid   []Interval
			members Member
		}{{before, p.Members}, {within, members}, {after, p.Members}} {
			if len(part.valid) > 0 {
				version := *p
				version.Valid, version.Members = part.valid, part.members
				out = append(out, &version)
			}
		}
		changed = changed || slices.ContainsFunc(within, func(i Interval) bool { return i.Status != None })
	}
	switch {
	case !known:
		return unknownEdit(e, "项目", "programme", e.Programme, ids)
	case !changed:
		return fault(e.At, "not_in_force", "“%[1]s”在 %[2]s 以后没有生效的规定可改", "%[1]q has nothing in force from %[2]s on that could be changed", e.Programme, e.From)
	}
	d.programmes = out
	return nil
}

// split cuts intervals at both ends of a time.
func split(list []Interval, from, to Day) (before, within, after []Interval) {
	cut := func(i Interval, from, to Day) []Interval {
		if i.From, i.To = max(i.From, from), min(i.To, to); i.From > i.To {
			return nil
		}
		return []Interval{i}
	}
	for _, i := range list {
		before, within = append(before, cut(i, always.From, from-1)...), append(within, cut(i, from, to)...)
		if to != Open {
			after = append(after, cut(i, to+1, Open)...)
		}
	}
	return before, within, after
}

// edited is a group without the members that end and with those that begin.
func (m Member) edited(p *Programme, e Edit) (Member, error) {
	for _, id := range e.End {
		n := 0
		if m = m.without(id, &n); n == 0 {
			var known []string
			p.Members.each(func(one Member) { known = append(known, one.ID) })
			err := fault(e.At, "unknown_name", "“%[1]s”的成员里没有“%[2]s”", "%[1]q has no member %[2]q", p.ID, id)
			if near := nearest(id, known); near != "" {
				err = err.WithHint("是否为“"+near+"”？", "did you mean \""+near+"\"?")
			}
			return m, err
		}
	}
	for _, id := range e.Add {
		twice := false
		m.each(func(one Member) { twice = twice || one.ID == id })
		if twice {
			return m, fault(e.At, "duplicate", "“%[1]s”已经是“%[2]s”的成员", "%[1]q is a member of %[2]q already", id, p.ID)
		}
		one := Member{ID: id, At: e.At}
		if m.Any != nil {
			m.Any = append(slices.Clip(m.Any), one)
		} else {
			m.All = append(slices.Clip(m.All), one)
		}
	}
	if len(m.All)+len(m.Any) == 0 {
		return m, fault(e.At, "bad_edit", "“%s”没有剩下的成员", "%q has no member left", p.ID)
	}
	return m, nil
}

// without is a group without one member and without groups that it leaves
// empty; n counts how often the member stood there.
func (m Member) without(id string, n *int) Member {
	keep := func(list []Member) []Member {
		var out []Member
		for _, one := range list {
			if one.ID == id {
				*n++
				continue
			}
			if one.ID == "" {
				if one = one.without(id, n); len(one.All)+len(one.Any) == 0 {
					continue
				}
			}
			out = append(out, one)
		}
		return out
	}
	m.All, m.Any = keep(m.All), keep(m.Any)
	return m
}

func unknownEdit(e Edit, what, whatEn, name string, known []string) error {
	return unknownName(what, whatEn, name, known).At(e.At.File, "", e.At.Line, "")
}

func unknownName(what, whatEn, name string, known []string) *city.Error {
	err := city.Errorf("unknown_name", "没有名为“%[3]s”的%[1]s", "there is no %[2]s named %[3]q", what, whatEn, name)
	if near := nearest(name, known); near != "" {
		return err.WithHint("是否为“"+near+"”？", "did you mean \""+near+"\"?")
	}
	return err
}
