package rules

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quanyu/quanyu/rule"
)

// definition is one thing of the shipped files that must say where it's from.
type definition struct {
	id string
	rule.Head
}

func definitions(t *testing.T) []definition {
	l := library(t)
	var out []definition
	for _, p := range l.Parameters() {
		out = append(out, definition{"param." + p.ID, p.Head})
	}
	for _, f := range l.Formulas() {
		out = append(out, definition{"formula." + f.ID, f.Head})
	}
	for _, c := range l.Criteria() {
		out = append(out, definition{c.ID, c.Head})
	}
	for _, p := range l.Programmes() {
		out = append(out, definition{p.ID, p.Head})
	}
	return out
}

func TestEveryDefinitionSaysWhereItsFrom(t *testing.T) {
	read := day(t, "2026-11-26")
	for _, d := range definitions(t) {
		if d.Title.Zh == "" || d.Title.En == "" {
			t.Errorf("%s: no title in both languages", d.id)
		}
		if len(d.Basis) == 0 || len(d.Valid) == 0 {
			t.Errorf("%s: no basis, or no time", d.id)
		}
		for _, b := range d.Basis {
			if b.Doc == "" || b.Article == "" || b.By == "" || b.Grade == "" || b.Checked < day(t, "2026-01-01") || b.Checked > read {
				t.Errorf("%s: basis %q lacks document, article, grade, or who checked it when", d.id, b.Doc)
			}
		}
	}
}

// What was seen in one copy only (grade C) is a draft; what's in force was read
// in the law itself (A) or in two copies (B).
func TestGradesDecideWhatIsDraft(t *testing.T) {
	for _, d := range definitions(t) {
		for _, i := range d.Valid {
			firm := slices.ContainsFunc(d.BasisOf(&i), func(b rule.Basis) bool { return b.Grade == "A" || b.Grade == "B" })
			if i.Status != rule.Draft && i.Status != rule.None && !firm {
				t.Errorf("%s: from %s %s on grade C alone", d.id, i.From, i.Status)
			}
		}
	}
}

// A value that changed has for each of its times the document that gave it.
func TestEveryValueHasItsDocument(t *testing.T) {
	for _, p := range library(t).Parameters() {
		values := map[rule.Value]bool{}
		for _, i := range p.Valid {
			if i.Value != nil {
				values[*i.Value] = true
			}
		}
		for _, i := range p.Valid {
			if len(values) > 1 && i.Status != rule.None && len(i.Basis) == 0 {
				t.Errorf("param.%s: no document is named for the value from %s", p.ID, i.From)
			}
		}
	}
}

// On no day does a programme that's in force lack a value that it needs.
func TestNothingThatIsInForceLacksAValue(t *testing.T) {
	for year := 2007; year <= 2030; year++ {
		for _, month := range []time.Month{time.January, time.June, time.December} {
			for _, draft := range []bool{false, true} {
				p, err := library(t).Plan(rule.Options{Date: rule.DayOf(year, month, 30), Draft: draft})
				if err != nil {
					t.Fatal(err)
				}
				for _, left := range p.Left {
					if !strings.Contains(left.Why.En, "is not in force on") {
						t.Errorf("%s: %s", left.Programme, left.Why.En)
					}
				}
			}
		}
	}
}

// Every criterion brings cases that are met, unmet and undecided, and one on
// the very edge where it has one.
func TestEveryCriterionBringsItsCases(t *testing.T) {
	for _, c := range library(t).Criteria() {
		missing := rule.Unknown
		if c.ManualIfMissing {
			missing = rule.Manual
		}
		for _, want := range []rule.State{rule.Met, rule.Unmet, missing} {
			if !slices.ContainsFunc(c.Tests, func(x rule.Test) bool { return !x.Want.IsNumber && x.Want.State == want }) {
				t.Errorf("%s (%s:%d): no case that is %s", c.ID, c.At.File, c.At.Line, want)
			}
		}
		if len(c.Tests) > 2 && !onEdge(t, c) {
			t.Errorf("%s (%s:%d): no case on its edge", c.ID, c.At.File, c.At.Line)
		}
	}
	for _, f := range library(t).Formulas() {
		if len(f.Tests) == 0 {
			t.Errorf("formula.%s brings no case", f.ID)
		}
	}
}

// onEdge reports whether one of a criterion's cases lies within a millionth of
// its limit, or whether it has no limit.
func onEdge(t *testing.T, c *rule.Criterion) bool {
	limited := false
	for _, x := range c.Tests {
		margin, has := margin(t, c, x)
		limited = limited || has
		if has && margin >= -1e-6 && margin <= 1e-6 {
			return true
		}
	}
	return !limited
}

// ids are words of lower case, so that they can be typed.
func TestIdentifiersAreLowerCase(t *testing.T) {
	form := regexp.MustCompile(`^(param\.|formula\.)?[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$`)
	for _, d := range definitions(t) {
		if !form.MatchString(d.id) {
			t.Errorf("%s", d.id)
		}
	}
}

func TestReadmeNamesEveryProgramme(t *testing.T) {
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range library(t).Programmes() {
		if !strings.Contains(string(raw), "`"+p.ID+"`") {
			t.Errorf("README.md doesn't name %s", p.ID)
		}
	}
}
