package brief

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// exhibitSheet is one table behind a verdict with the sheet that it has.
type exhibitSheet struct {
	name    string
	exhibit diagnose.Exhibit
}

// tablesShown are the tables that stand already: two claims judged by one evaluation
// have the same ones.
type tablesShown map[string][]diagnose.Exhibit

// first reports whether a table does not stand yet, and keeps it.
func (s tablesShown) first(e diagnose.Exhibit) bool {
	at := e.Title.Zh
	if slices.ContainsFunc(s[at], func(x diagnose.Exhibit) bool { return reflect.DeepEqual(x, e) }) {
		return false
	}
	s[at] = append(s[at], e)
	return true
}

// mostExhibits is how many sheets of tables an annex has at most.
const mostExhibits = 60

// exhibitSheets names a sheet for each table of the package and each behind a verdict.
func (a *annex) exhibitSheets() []exhibitSheet {
	var out []exhibitSheet
	named := a.say("政策测算", "Package ")
	if a.in.Applied != nil && synthetic(a.in.Applied) {
		named = a.say("政策测算（合成）", "Package (synthetic) ")
	}
	for i, e := range a.in.applied() { // before the claims, which may fill the book
		out = append(out, exhibitSheet{fmt.Sprintf("%s%d", named, i+1), e})
	}
	if l := a.in.Allocated; l != nil {
		for i, e := range l.Exhibits() {
			out = append(out, exhibitSheet{fmt.Sprintf("%s%d", a.say("布局", "Allocation "), i+1), e})
		}
	}
	if c := a.in.Chains; c != nil {
		for i, e := range c.Exhibits() {
			out = append(out, exhibitSheet{fmt.Sprintf("%s%d", a.say("两条链", "Chains "), i+1), e})
		}
	}
	if l := a.in.Land; l != nil {
		for i, e := range l.Exhibits() {
			out = append(out, exhibitSheet{fmt.Sprintf("%s%d", a.say("用地", "Land "), i+1), e})
		}
	}
	seen := tablesShown{}
	walkResults(a.in.Results, func(id string, r diagnose.Result) {
		for _, e := range r.Exhibits {
			if len(out) < mostExhibits && seen.first(e) {
				short := strings.Map(func(c rune) rune {
					if strings.ContainsRune(`[]:*?/\'`, c) {
						return '-'
					}
					return c
				}, id)
				if runes := []rune(short); len(runes) > 16 { // a sheet's name has 31 letters
					short = string(runes[:16])
				}
				out = append(out, exhibitSheet{fmt.Sprintf("%s%d %s", a.say("表", "Table "), len(out)+1, short), e})
			}
		}
	})
	return out
}

// applied are the tables of the study's package.
func (in Input) applied() (out []diagnose.Exhibit) {
	if in.Applied == nil {
		return nil
	}
	for _, e := range in.Applied.Exhibits() {
		out = append(out, sourced(in.Applied, e))
	}
	return out
}

// exhibits writes the tables behind the verdicts, a sheet each. What comes from
// observations refers to their cells; what is computed from them is a formula.
func (a *annex) exhibits(list []exhibitSheet) {
	for _, s := range list {
		e := s.exhibit
		titles, widths := make([]string, len(e.Head)), make([]float64, len(e.Head))
		for i, h := range e.Head {
			titles[i], widths[i] = h.In(a.lang), 16
			for _, row := range e.Rows[:min(len(e.Rows), 100)] {
				widths[i] = max(widths[i], min(40, float64(2*len([]rune(row[i].Text.In(a.lang)))+2)))
			}
		}
		a.book.head(s.name, titles, widths)
		for _, row := range e.Rows {
			values := make([]any, len(row))
			for i, x := range row {
				values[i] = a.entry(x)
			}
			a.book.row(s.name, values...)
		}
	}
}

// entry is what a cell of a table holds in the workbook.
func (a *annex) entry(x diagnose.Entry) any {
	if x.Value == nil {
		return x.Text.In(a.lang)
	}
	expr := x.Expr
	if expr == "" && len(x.From) == 1 {
		expr = "{0}"
	}
	if expr == "" {
		return number{*x.Value}
	}
	ok := true
	live := placeholder.ReplaceAllStringFunc(expr, func(s string) string {
		var i int
		if _, err := fmt.Sscanf(s, "{%d}", &i); err != nil || i >= len(x.From) {
			ok = false
			return s
		}
		n, in := a.index.of(x.From[i])
		ok = ok && in
		return a.cell(n)
	})
	if !ok {
		return number{*x.Value}
	}
	if x.Expr != "" {
		live = fmt.Sprintf("ROUND(%s,%d)", live, city.Decimals(*x.Value))
	}
	return formula{live, *x.Value}
}

// exhibitNotes says in the sheet of notes what each table is.
func (a *annex) exhibitNotes(list []exhibitSheet) {
	for _, s := range list {
		text := s.exhibit.Title.In(a.lang)
		for _, n := range s.exhibit.Notes {
			text += a.say("。", ". ") + n.In(a.lang)
		}
		a.book.row(a.book.names[4], s.name, text+a.say("。", "."))
	}
}
