package rule

// yuan is the unit of benefits.
const yuan dimension = "元"

// checkCriteria checks the expressions of criteria and scores.
func (l *Library) checkCriteria() error {
	for _, c := range l.criteria {
		all := []*Expression{c.Applies}
		if err := l.scalar(c.Applies, c.Entity); err != nil {
			return err
		}
		if c.Score == nil {
			if err := l.checked(c.Expr, c.Entity, Bool); err != nil {
				return err
			}
			all = append(all, c.Expr)
		} else {
			used, err := l.checkScore(c)
			if err != nil {
				return err
			}
			all = append(all, used...)
		}
		if err := l.needs(c.At, c.Needs, all...); err != nil {
			return err
		}
	}
	return nil
}

// scalar checks a condition that decides whether a rule applies: true or
// false, never an interval.
func (l *Library) scalar(e *Expression, entity string) error {
	if err := l.checked(e, entity, Bool); err != nil || e == nil {
		return err
	}
	if l.terms[e].band {
		return fault(e.At, "bad_type", "applies 不能取决于区间", "applies can't depend on an interval").WithHint("用 low(…) 或 high(…) 取一端", "take one end by low(...) or high(...)")
	}
	return nil
}

// checkScore checks the items of a score, which have one unit, and gives their
// expressions.
func (l *Library) checkScore(c *Criterion) (all []*Expression, err error) {
	unit := &term{free: true}
	one := func(e *Expression) error {
		if e == nil {
			return nil
		}
		if err := l.checked(e, c.Entity, Number); err != nil {
			return err
		}
		all = append(all, e)
		if t := l.terms[e]; !t.free {
			if !unit.free && unit.unit != t.unit {
				return fault(e.At, "bad_unit", "各项的单位不一：%[1]s与%[2]s", "items differ in unit: %[3]s and %[4]s", unit.unit.zh(), t.unit.zh(), unit.unit.en(), t.unit.en()).
					WithHint("分值写成带单位“分”的参数", "write points as params with the unit 分")
			}
			unit = t
		}
		return nil
	}
	limit := func(e *Expression) error {
		if err := one(e); err != nil || e == nil {
			return err
		}
		if t := l.terms[e]; t.band || t.data {
			return fault(e.At, "bad_type", "满分、封顶与及格线是确定的数，不随主体变，也不是区间", "a greatest value, a cap and a limit are plain numbers, neither intervals nor dependent on the row")
		}
		return nil
	}
	var items func(list []Item) error
	items = func(list []Item) error {
		for _, i := range list {
			for _, e := range append([]*Expression{i.Expr, i.Low, i.High}, i.BetterOf...) {
				if err := one(e); err != nil {
					return err
				}
			}
			for _, e := range []*Expression{i.Max, i.Cap} {
				if err := limit(e); err != nil {
					return err
				}
			}
			if err := items(i.Items); err != nil {
				return err
			}
		}
		return nil
	}
	if err := items(c.Score.Items); err != nil {
		return nil, err
	}
	for _, e := range []*Expression{c.Score.Cap, c.Score.Pass} {
		if err := limit(e); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// checkProgrammes checks members and benefits, and that no programme is a
// member of itself.
func (l *Library) checkProgrammes() error {
	benefits := map[string]*Benefit{}
	for _, p := range l.programmes {
		if err := l.scalar(p.Applies, p.Entity); err != nil {
			return err
		}
		if err := l.checkMembers(p, p.Members); err != nil {
			return err
		}
		own := map[string]bool{} // another version of the programme may have the same
		for _, b := range p.Benefits {
			if err := l.checked(b.Expr, p.Entity, Number); err != nil {
				return err
			}
			if t := l.terms[b.Expr]; !t.free && t.unit != yuan {
				return fault(b.Expr.At, "bad_unit", "受益应以元计，这里是%[1]s", "a benefit is in yuan; this is %[2]s", t.unit.zh(), t.unit.en())
			}
			if old := benefits[b.ID]; old != nil && (old.Programme != p.ID || own[b.ID]) {
				return twice(b.At, old.At, "受益", "benefit", b.ID)
			}
			own[b.ID] = true
			benefits[b.ID] = b
		}
	}
	return l.noCycle()
}

func (l *Library) checkMembers(p *Programme, m Member) error {
	for _, group := range [][]Member{m.All, m.Any} {
		for _, one := range group {
			if one.ID == "" {
				if err := l.checkMembers(p, one); err != nil {
					return err
				}
				continue
			}
			versions := l.members[one.ID]
			if len(versions) == 0 {
				return unknownName("条件或项目", "criterion or programme", one.ID, l.memberNames()).At(one.At.File, "", one.At.Line, "")
			}
			if e := versions[0].entity(); e != p.Entity {
				return fault(one.At, "wrong_entity", "“%[1]s”是 %[2]s 的规则，这里是 %[3]s", "%[1]q is a rule of %[2]s; this is about %[3]s", one.ID, e, p.Entity)
			}
			if p.Either && versions[0].programme == nil {
				return fault(one.At, "bad_value", "either 的成员是项目，“%s”是条件", "the members of either are programmes; %q is a criterion", one.ID)
			}
		}
	}
	return nil
}

// each calls do for every member that has an ID.
func (m Member) each(do func(Member)) {
	if m.ID != "" {
		do(m)
	}
	for _, group := range [][]Member{m.All, m.Any} {
		for _, one := range group {
			one.each(do)
		}
	}
}

// noCycle walks every programme's members, each once.
func (l *Library) noCycle() error {
	const open, closed = 1, 2
	state := map[string]int{}
	var visit func(id string, depth int) error
	visit = func(id string, depth int) (err error) {
		if state[id] == closed {
			return nil
		}
		state[id] = open
		for _, m := range l.members[id] {
			if m.programme == nil {
				continue
			}
			m.programme.Members.each(func(one Member) {
				switch {
				case err != nil:
				case depth > maxChain:
					err = tooDeep(one.At, one.ID)
				case state[one.ID] == open:
					err = fault(one.At, "cycle", "项目“%[1]s”与“%[2]s”互为成员，没有尽头", "the programmes %[1]q and %[2]q are members of one another without end", id, one.ID)
				default:
					err = visit(one.ID, depth+1)
				}
			})
		}
		state[id] = closed
		return err
	}
	for _, p := range l.programmes {
		if err := visit(p.ID, 0); err != nil {
			return err
		}
	}
	return nil
}
