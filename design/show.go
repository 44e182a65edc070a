package design

import (
	"cmp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/registry"
	"github.com/quanyu/quanyu/rule"
)

// view turns what was counted into what is shown.
func (r *run) view(t *tally, firms *registry.Registry) *Applied {
	out := &Applied{
		Date: r.options.Date.String(), Package: packageView(r.rules.Package), TakeUp: r.options.TakeUp,
		Population: &PopulationView{File: firms.Name, Firms: t.firms, Synthetic: firms.Synthetic()},
		Programmes: []ProgrammeView{}, Left: []string{}, Findings: append(firms.Findings(), firms.Lacking(r.plan.Fields)...),
	}
	for p := range r.plan.Programmes {
		out.Programmes = append(out.Programmes, r.programmeView(t, p))
	}
	if r.base != nil {
		out.Change, out.ChangeBy = &t.change, map[string][]ChangedView{}
		for d, name := range dimensionNames {
			out.ChangeBy[name] = r.changedViews(t, d)
		}
	}
	out.Budget = r.budget(t)
	out.Lacking = r.lacks(t, firms.Entity())
	out.Leakage = r.leakage(t)
	out.Notes, out.Ended = r.notes(out), r.ended(t)
	for _, e := range out.Ended {
		out.Notes = append(out.Notes, e.says())
	}
	for _, l := range r.plan.Left {
		out.Left = append(out.Left, l.Programme)
	}
	return out
}

// programmeView shows one programme.
func (r *run) programmeView(t *tally, p int) ProgrammeView {
	x := r.plan.Programmes[p]
	whole := sumOf(t.cells[p][bySize])
	v := ProgrammeView{
		ID: x.ID, Title: x.Title, Entity: x.Entity, Basis: clause(x.Head), Draft: draft(x.Head, r.options.Date),
		Counts: whole.counts(), By: map[string][]GroupView{}, Cliffs: []CliffView{}, NearMisses: []NearView{}, Criteria: []CriterionView{},
	}
	v.Either = x.Either
	v.Pays = slices.ContainsFunc(r.plan.Benefits, func(b *rule.Benefit) bool { return b.Programme == x.ID })
	v.Range = r.options.TakeUp.spread(v.Money, v.PossibleMoney)
	if r.base != nil {
		before := cell{}
		before.firms[rule.NotApplicable] = t.firms // where the baseline doesn't have it
		if r.was[p] >= 0 {
			before = t.before[r.was[p]]
		}
		c := before.counts()
		v.Baseline, v.Change = &c, whole.wins()
		reached := clausesOf(r.rules.Package, r.plan, x.ID)
		v.Clauses, v.Reached, v.AtLeast = clauseNames(reached), clauseText(reached), floored(r.rules.Package, r.plan, x.ID)
	}
	for d, name := range dimensionNames {
		v.By[name] = r.groupViews(t, p, d)
	}
	v.By["year"] = []GroupView{{Key: r.options.Date.String()[:4], Counts: v.Counts}}
	for y, plan := range r.years {
		if q := programmeOf(plan, x.ID); q >= 0 {
			v.By["year"] = append(v.By["year"], GroupView{Key: r.options.Years[y].String()[:4], Counts: t.year[y][q].counts()})
		}
	}
	slices.SortStableFunc(v.By["year"], func(a, b GroupView) int { return strings.Compare(a.Key, b.Key) })
	for i, c := range r.leaves[p] {
		k, n := r.plan.Criteria[c], t.criteria[c]
		v.Criteria = append(v.Criteria, CriterionView{
			ID: k.ID, Title: k.Title, Clause: clause(k.Head), Met: n[rule.Met], Unmet: n[rule.Unmet], Unknown: n[rule.Unknown],
			Manual: n[rule.Manual], NotApplicable: n[rule.NotApplicable],
		})
		if below, above := t.margins[p][i].within(nearShare); below+above > 0 {
			c := CliffView{Criterion: k.ID, Title: k.Title, Clause: r.clauseOf(k.ID, k.Head), Within: nearShare, Below: below, Above: above,
				Unknown: v.moneyUnknown(), Bunching: t.margins[p][i].bunching()}
			if s := t.stake[p][i]; c.Unknown.IsZero() {
				loss := s.money.mean(s.firms)
				c.Loss, c.AtStake = &loss, &s.money
			}
			v.Cliffs = append(v.Cliffs, c)
		}
	}
	for k := range r.rises {
		if s := &r.rises[k]; s.programme == p && t.steps[k].around.firms() > 0 {
			v.Cliffs = append(v.Cliffs, r.stairView(s, &t.steps[k], v.moneyUnknown()))
		}
	}
	for c := range t.misses[p] {
		m := &t.misses[p][c]
		if m.firms > 0 {
			k := r.plan.Criteria[c]
			v.NearMisses = append(v.NearMisses, v.nearView(k, r.clauseOf(k.ID, k.Head), m))
		}
	}
	slices.SortStableFunc(v.NearMisses, func(a, b NearView) int { return int(b.Firms - a.Firms) })
	return v
}

func (p *ProgrammeView) nearView(k *rule.Criterion, clause string, m *miss) NearView {
	v := NearView{Criterion: k.ID, Title: k.Title, Clause: clause, Firms: m.firms, Measured: m.measured, Unknown: p.moneyUnknown()}
	if v.Unknown.IsZero() {
		v.Money = &m.money
	}
	for i, n := range m.within {
		v.By = append(v.By, WithinView{city.Number(near[i]), n})
	}
	return v
}

// moneyUnknown says why nobody knows what a firm on one side of a threshold gets
// more than one on the other; nothing where it is known.
func (p *ProgrammeView) moneyUnknown() city.Text {
	switch {
	case p.Either:
		return city.Text{Zh: "二者择一：差了这一项，还可能得到另一项，相差多少看不出", En: "the better of several: who misses one may get another, so that the difference is not known"}
	case !p.Pays:
		return city.Text{Zh: "这项政策本身没有奖补或减免", En: "the programme pays nothing itself"}
	}
	return city.Text{}
}

// changedViews shows what the package changes by the groups of one dimension;
// groups without a firm are left out.
func (r *run) changedViews(t *tally, d int) []ChangedView {
	out := []ChangedView{}
	for i, c := range t.changed[d] {
		if c != (ChangeView{}) {
			g := ChangedView{ChangeView: c}
			g.Key, g.Name = t.groupName(d, i)
			out = append(out, g)
		}
	}
	if d == byDistrict || d == byIndustry {
		slices.SortFunc(out, func(a, b ChangedView) int { return byKey(a.Key, b.Key) })
	}
	return out
}

// byKey orders groups that words make; the one without a word comes last.
func byKey(a, b string) int {
	if (a == "") != (b == "") {
		return len(b) - len(a)
	}
	return strings.Compare(a, b)
}

// groupViews shows one dimension: bands in their order, words by their key, those
// without one last. Groups without a firm are left out.
func (r *run) groupViews(t *tally, p, d int) []GroupView {
	out := []GroupView{}
	for i := range t.cells[p][d] {
		c := &t.cells[p][d][i]
		if c.firms == [states]int64{} {
			continue
		}
		g := GroupView{Counts: c.counts()}
		g.Key, g.Name = t.groupName(d, i)
		if r.base != nil {
			g.Change = c.wins()
		}
		out = append(out, g)
	}
	if d == byDistrict || d == byIndustry {
		slices.SortFunc(out, func(a, b GroupView) int { return byKey(a.Key, b.Key) })
	}
	return out
}

func (t *tally) groupName(d, i int) (string, city.Text) {
	bands := map[int][]band{bySize: sizes, byAge: ages}[d]
	switch {
	case bands != nil && i < len(bands):
		return bands[i].key, bands[i].name
	case bands != nil || i == 0:
		return "", noGroup
	}
	key := t.groups[d].names[i]
	if division, _, ok := catalog.Industry(key); d == byIndustry && ok {
		return key, city.Text{Zh: key + " " + division.Name, En: key}
	}
	return key, city.Text{Zh: key, En: key}
}

func sumOf(list []cell) *cell {
	var out cell
	for i := range list {
		out.add(&list[i])
	}
	return &out
}

// spread is the range of an amount: the low end of take-up among those who are
// met, the high end among these and those whose result is open.
func (t *TakeUp) spread(money, possible Money) [2]Money {
	if t == nil {
		return [2]Money{money, money + possible}
	}
	return [2]Money{money.times(t.Low), (money + possible).times(t.High)}
}

// clause names the first document that a definition follows, with its article;
// words that are no number of an article stand in brackets, so that they don't
// read on from the document's name.
func clause(h rule.Head) string {
	if len(h.Basis) == 0 {
		return ""
	}
	b := h.Basis[0]
	if b.Article == "" || strings.HasPrefix(b.Article, "第") {
		return b.Doc + b.Article
	}
	return b.Doc + "（" + b.Article + "）"
}

// clauseOf names the document behind a definition, or else behind a parameter that
// it rests on, and the clauses of the package that change it or what it rests on.
func (r *run) clauseOf(id string, h rule.Head) string {
	base := clause(h)
	for _, on := range r.plan.Rests(id) {
		if x := r.rules.asked().Parameter(on); base == "" && x != nil {
			base = clause(x.Head)
		}
	}
	if r.rules.Package == nil {
		return base
	}
	changed := clauseText(clausesOf(r.rules.Package, r.plan, id))
	if changed == "" || changed == base { // its own
		return base
	}
	return changedBy(base, changed, "zh")
}

// changedBy joins the document of a rule, where it names one, with the clauses that
// change it.
func changedBy(base, clauses, lang string) string {
	words, apart := "改动：", "；"
	if lang == "en" {
		words, apart = "changed by ", "; "
	}
	switch {
	case clauses == "":
		return base
	case base == "":
		return words + clauses
	}
	return base + apart + words + clauses
}

// draft reports whether a definition is a draft on a day.
func draft(h rule.Head, on rule.Day) bool {
	for _, v := range h.Valid {
		if v.From <= on && on <= v.To {
			return v.Status == rule.Draft
		}
	}
	return false
}

// lacks lists the fields that rows lack, with the criteria that ask for them;
// those that leave most firms open come first.
func (r *run) lacks(t *tally, entity string) []LackingView {
	out := []LackingView{}
	for f, n := range t.lacking {
		x := r.plan.Fields[f]
		if n.rows == 0 || x.Entity != entity && x.Entity != "" {
			continue
		}
		v := LackingView{Field: x.Name, Title: x.Title, Missing: n.rows, Open: n.open, Firms: t.firms, Criteria: []string{}}
		for _, c := range r.askers[f] {
			v.Criteria = append(v.Criteria, r.plan.Criteria[c].ID)
		}
		out = append(out, v)
	}
	slices.SortStableFunc(out, func(a, b LackingView) int {
		return cmp.Or(cmp.Compare(b.Open, a.Open), cmp.Compare(b.Missing, a.Missing))
	})
	return out
}
