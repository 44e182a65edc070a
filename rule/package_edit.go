package rule

import "slices"

// always is the time of a definition that states none.
var always = Interval{From: DayOf(1, 1, 1), To: Open, Status: InForce}

// times are the intervals of a definition.
func (h *Head) times() []Interval {
	if len(h.Valid) == 0 {
		return []Interval{always}
	}
	return h.Valid
}

// bring adds what the package defines.
func (d *definitions) bring(p *Package) {
	d.fields = append(d.fields, p.added.fields...)
	d.parameters = append(d.parameters, p.added.parameters...)
	d.formulas = append(d.formulas, p.added.formulas...)
	d.criteria = append(d.criteria, p.added.criteria...)
	d.programmes = append(d.programmes, p.added.programmes...)
}

// edit changes a value, or the members and benefits of a programme.
func (d *definitions) edit(e Edit) error {
	switch e.What {
	case editParameter:
		return d.editParameter(e)
	case editProgramme:
		return d.editProgramme(e)
	}
	return nil
}

// retime ends a rule, or lets one go on.
func (d *definitions) retime(e Edit) error {
	switch e.What {
	case editRepeal:
		return d.repeal(e)
	case editExtend:
		return d.extend(e)
	}
	return nil
}

// editParameter sets a value from a day to a day. What the baseline has for
// other days stays.
func (d *definitions) editParameter(e Edit) error {
	i := slices.IndexFunc(d.parameters, func(p *Parameter) bool { return p.ID == e.ID })
	if i < 0 {
		return unknownEdit(e, "参数", "parameter", e.ID, d.parameterNames())
	}
	p := *d.parameters[i]
	if !e.whole() {
		if err := p.relist(e); err != nil {
			return err
		}
		d.parameters[i] = &p
		return nil
	}
	r := &reader{file: e.At.File, line: e.At.Line, above: e.above}
	set := Interval{From: e.From, To: e.To, Status: InForce, At: e.At}
	r.content(r.mapping(e.written, append(slices.Clone(editKeys[e.What]), e.What)...), &p, &set)
	if r.err != nil {
		return r.err
	}
	p.Valid = replaced(p.Valid, set)
	if r.oneForm(e.written, &p); r.err != nil {
		return r.err
	}
	d.parameters[i] = &p
	return nil
}

// relist adds words to a list, and takes some out, from a day to a day.
func (p *Parameter) relist(e Edit) error {
	before, within, after := split(p.Valid, e.From, e.To)
	switch {
	case p.Kind != Words:
		return fault(e.At, "bad_edit", "“%s”不是名单，不能加减，写 value 或 brackets", "%q is no list to add to or take from: write value or brackets", p.ID)
	case !inForce(within):
		return fault(e.At, "not_in_force", "“%[1]s”在 %[2]s 以后没有生效的规定可改", "%[1]q has nothing in force from %[2]s on that could be changed", p.ID, e.From)
	}
	for k := range within {
		i := &within[k]
		if i.Status == None {
			continue
		}
		for _, w := range e.End {
			if !contains(i.Words, w) {
				return unknownEdit(e, "“"+p.ID+"”里的文字", "word of "+p.ID, w, i.Words)
			}
		}
		for _, w := range e.Add {
			if contains(i.Words, w) {
				return fault(e.At, "duplicate", "“%[2]s”里已经有“%[1]s”", "%[1]q stands in %[2]s already", w, p.ID)
			}
		}
		i.Words = append(slices.DeleteFunc(slices.Clone(i.Words), func(w string) bool { return contains(e.End, w) }), e.Add...)
		i.At = e.At
		if len(i.Words) == 0 {
			return fault(e.At, "bad_edit", "“%s”里没有剩下的文字", "%q is left without a word", p.ID)
		}
	}
	p.Valid = slices.Concat(before, within, after)
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

// rules are the heads of the versions of a criterion, a score or a programme, or
// of a formula where none has the name; they may be changed.
func (d *definitions) rules(id string) (out []*Head) {
	for i, c := range d.criteria {
		if c.ID == id {
			copied := *c
			d.criteria[i], out = &copied, append(out, &copied.Head)
		}
	}
	for i, p := range d.programmes {
		if p.ID == id {
			copied := *p
			d.programmes[i], out = &copied, append(out, &copied.Head)
		}
	}
	for i, f := range d.formulas {
		if f.ID == id && !contains(d.memberNames(), id) {
			copied := *f
			d.formulas[i], out = &copied, append(out, &copied.Head)
		}
	}
	return out
}

// ruleNames are those that rules finds.
func (d *definitions) ruleNames() []string { return append(d.memberNames(), d.formulaNames()...) }

// repeal ends a rule from a day to a day.
func (d *definitions) repeal(e Edit) error {
	ended := false
	for _, h := range d.rules(e.ID) {
		before, within, after := split(h.times(), e.From, e.To)
		ended = ended || inForce(within)
		for k := range within {
			within[k].Status, within[k].At = None, e.At
		}
		h.Valid = slices.Concat(before, within, after)
	}
	if !ended {
		return nothingToChange(e, "条件、公式或项目", "criterion, formula or programme", d.ruleNames())
	}
	return nil
}

func inForce(list []Interval) bool {
	return slices.ContainsFunc(list, func(i Interval) bool { return i.Status != None })
}

// nothingToChange is the fault of a rule that isn't there, or not then.
func nothingToChange(e Edit, what, whatEn string, known []string) error {
	if !contains(known, e.ID) {
		return unknownEdit(e, what, whatEn, e.ID, known)
	}
	return fault(e.At, "not_in_force", "“%[1]s”在 %[2]s 以后没有生效的规定可改", "%[1]q has nothing in force from %[2]s on that could be changed", e.ID, e.From).
		WithHint("已经到期的，先用 extend 延长", "what has ended is first let go on, by extend")
}

// extend lets a rule that ended be in force from a day to a day, in its last
// version.
func (d *definitions) extend(e Edit) error {
	var of *Head
	end := always.From
	for _, h := range d.rules(e.ID) {
		for _, i := range h.times() {
			if i.Status != None && i.To > end {
				of, end = h, i.To
			}
		}
	}
	switch {
	case of == nil:
		return nothingToChange(e, "条件、公式或项目", "criterion, formula or programme", d.ruleNames())
	case end == Open:
		return fault(e.At, "bad_edit", "“%s”没有结束日，不用延长", "%q has no end: there's nothing to extend", e.ID)
	case e.From <= end:
		return fault(e.At, "bad_edit", "“%[1]s”施行到 %[2]s，延长从次日或更晚开始", "%[1]q is in force until %[2]s: it goes on from the next day, or later", e.ID, end)
	}
	set := Interval{From: e.From, To: e.To, Status: InForce, At: e.At}
	if i := at(of.Valid, end, true); i.Status == Draft {
		set.Status = Draft
	}
	of.Valid = replaced(of.Valid, set)
	return nil
}

// uncounted checks that nothing that's in force still needs what is repealed.
func (l *Library) uncounted(e Edit) error {
	if e.What != editRepeal {
		return nil
	}
	if l.members[e.ID] == nil && l.formulaOn(e.ID, e.From, true) == nil {
		return fault(e.At, "still_used", "公式“%[1]s”从 %[2]s 起没有写法", "the formula %[1]q has no version from %[2]s on", e.ID, e.From).
			WithHint("写一个同名的新公式，valid 从这天起，并写 {new: "+e.ID+"}", "write a new formula of that name, in force from that day, and {new: "+e.ID+"}")
	}
	for _, p := range l.programmes {
		counts := false
		p.Members.each(func(m Member) { counts = counts || m.ID == e.ID })
		for _, i := range p.times() {
			day := max(i.From, e.From)
			if counts && i.Status != None && day <= min(i.To, e.To) && on(l.members[e.ID], member.head, day, true) < 0 {
				return fault(e.At, "still_member", "“%[1]s”在 %[3]s 还以“%[2]s”为成员", "%[1]q still counts %[2]q on %[3]s", p.ID, e.ID, day).
					WithHint("在同一条里再写 {programme: "+p.ID+", from: "+day.String()+", end: ["+e.ID+"]}，或一并 repeal", "write {programme: "+p.ID+", from: "+day.String()+", end: ["+e.ID+"]} too, or repeal it as well")
			}
		}
	}
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

func unknownEdit(e Edit, what, whatEn, name string, known []string) error {
	return unknownName(what, whatEn, name, known).At(e.At.File, "", e.At.Line, "")
}
