package design

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/rule"
)

// packageView names the last package of a library, with what it and those it
// stands over change; nil where there is none.
func packageView(l *rule.Library) *PackageView {
	if l == nil || len(l.Packages()) == 0 {
		return nil
	}
	all := l.Packages()
	last := all[len(all)-1]
	v := &PackageView{ID: last.ID, Title: last.Title, Baseline: last.Baseline, Address: l.Address(), Clauses: []ClauseView{}}
	for _, p := range all {
		for _, c := range p.Clauses {
			x := ClauseView{Package: p.ID, Number: c.Number, Text: c.Text, Edits: []string{}}
			for _, e := range c.Edits {
				x.Edits = append(x.Edits, e.ID)
			}
			v.Clauses = append(v.Clauses, x)
		}
	}
	return v
}

// clausesOf lists the clauses of a library's packages that reach a programme:
// those that change it, or what it rests on, at any depth.
func clausesOf(l *rule.Library, plan *rule.Plan, programme string) []*rule.Clause {
	reached := plan.Rests(programme)
	var out []*rule.Clause
	for _, k := range l.Packages() {
		for _, c := range k.Clauses {
			if slices.ContainsFunc(reached, func(id string) bool { return slices.Contains(l.Clauses(id, plan.Date), c) }) {
				out = append(out, c)
			}
		}
	}
	return out
}

// clauseNames gives each clause with the document that it stands in.
func clauseNames(list []*rule.Clause) []string {
	out := []string{}
	for _, c := range list {
		out = append(out, called(c.Package)+c.Number)
	}
	return out
}

// called is the title of a package, or its name where it has none.
func called(p *rule.Package) string {
	if p.Title.Zh == "" {
		return p.ID
	}
	return p.Title.Zh
}

// clauseText names each document once, with its clauses.
func clauseText(list []*rule.Clause) string {
	var b strings.Builder
	for i, c := range list {
		switch {
		case i == 0:
			b.WriteString(called(c.Package))
		case c.Package != list[i-1].Package:
			b.WriteString("；" + called(c.Package))
		default:
			b.WriteString("、")
		}
		b.WriteString(c.Number)
	}
	return b.String()
}

// floored reports whether a clause says 不少于 of an amount that a programme
// pays: what is counted is the least, and more may be paid.
func floored(l *rule.Library, plan *rule.Plan, programme string) bool {
	var amounts []*rule.Expression
	for _, b := range plan.Benefits {
		if b.Programme == programme {
			amounts = append(amounts, b.Expr)
		}
	}
	return slices.ContainsFunc(l.Rests(amounts...), func(id string) bool { return l.AtLeast(id, plan.Date) })
}
