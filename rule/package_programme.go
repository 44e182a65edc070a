package rule

import "slices"

// editProgramme gives a programme other members and benefits from a day to a
// day: its versions are split, and those between are changed.
func (d *definitions) editProgramme(e Edit) error {
	var out []*Programme
	changed := false
	for _, p := range d.programmes {
		if p.ID != e.ID {
			out = append(out, p)
			continue
		}
		before, within, after := split(p.times(), e.From, e.To)
		edited, err := p.edited(e)
		if err != nil && len(within) > 0 {
			return err
		}
		for _, part := range []struct {
			valid []Interval
			of    *Programme
		}{{before, p}, {within, edited}, {after, p}} {
			if len(part.valid) > 0 {
				version := *part.of
				version.Valid = part.valid
				out = append(out, &version)
			}
		}
		changed = changed || inForce(within)
	}
	if !changed {
		return nothingToChange(e, "项目", "programme", d.programmeNames())
	}
	d.programmes = out
	return nil
}

// edited is a programme without the members and benefits that end and with
// those that begin.
func (p *Programme) edited(e Edit) (*Programme, error) {
	members, err := p.Members.edited(p, e)
	if err != nil {
		return nil, err
	}
	out := *p
	out.Members, out.Benefits = members, slices.Clone(p.Benefits)
	for _, id := range e.EndBenefits {
		i := slices.IndexFunc(out.Benefits, func(b *Benefit) bool { return b.ID == id })
		if i < 0 {
			return nil, unknownEdit(e, "“"+p.ID+"”的受益", "benefit of "+p.ID, id, namesOf(p.Benefits, func(b *Benefit) string { return b.ID }))
		}
		out.Benefits = slices.Delete(out.Benefits, i, i+1)
	}
	for _, b := range e.AddBenefits {
		switch {
		case p.Either:
			return nil, fault(b.At, "bad_edit", "“%s”取成员中受益最多的一项，自己没有受益", "%q counts the greatest benefit of its members and has none of its own", p.ID).
				WithHint("加给它的成员", "add it to a member")
		case slices.ContainsFunc(out.Benefits, func(o *Benefit) bool { return o.ID == b.ID }):
			return nil, fault(b.At, "duplicate", "“%[1]s”已经有受益“%[2]s”", "%[1]q has a benefit %[2]q already", p.ID, b.ID).
				WithHint("要改写它，在同一处写 end_benefits: ["+b.ID+"]", "to write it anew, say end_benefits: ["+b.ID+"] in the same edit")
		}
	}
	out.Benefits = append(out.Benefits, e.AddBenefits...)
	return &out, nil
}

// edited is a group without the members that end and with those that begin.
func (m Member) edited(p *Programme, e Edit) (Member, error) {
	for _, id := range e.End {
		n := 0
		if m = m.without(id, &n); n == 0 {
			var known []string
			p.Members.each(func(one Member) { known = append(known, one.ID) })
			return m, unknownEdit(e, "“"+p.ID+"”的成员", "member of "+p.ID, id, known)
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
