package rule

import "github.com/quanyu/quanyu/city"

// unknownName says that there's no such name, and which was meant.
func unknownName(what, whatEn, name string, known []string) *city.Error {
	return meant(city.Errorf("unknown_name", "没有名为“%[3]s”的%[1]s", "there is no %[2]s named %[3]q", what, whatEn, name), name, known)
}

// meant adds the known name that was mistyped, where there's one.
func meant(e *city.Error, name string, known []string) *city.Error {
	if near := nearest(name, known); near != "" {
		return e.WithHint("是否为“"+near+"”？", "did you mean \""+near+"\"?")
	}
	return e
}

// namesOf lists a name of each.
func namesOf[T, N any](list []T, name func(T) N) (out []N) {
	for _, x := range list {
		out = append(out, name(x))
	}
	return out
}

func (d *definitions) parameterNames() []string {
	return namesOf(d.parameters, func(p *Parameter) string { return p.ID })
}

func (d *definitions) formulaNames() []string {
	return namesOf(d.formulas, func(f *Formula) string { return f.ID })
}

// memberNames are those of criteria and programmes.
func (d *definitions) memberNames() []string {
	return append(namesOf(d.criteria, func(c *Criterion) string { return c.ID }), d.programmeNames()...)
}

func (d *definitions) programmeNames() []string {
	return namesOf(d.programmes, func(p *Programme) string { return p.ID })
}

// fieldNames are those of one kind of entity.
func (l *Library) fieldNames(entity string) []string {
	return namesOf(l.Fields(entity), func(f *Field) string { return f.Name })
}

// nearest gives the known name that a mistyped one is closest to: at most a
// third of its letters differ. "" where there's none; the first of equals.
func nearest(name string, known []string) string {
	wanted := []rune(name)
	if len(wanted) > 60 {
		return ""
	}
	out, best := "", max(1, len(wanted)/3)+1
	for _, k := range known {
		letters := []rune(k)
		if d := len(letters) - len(wanted); d >= best || -d >= best {
			continue
		}
		if d := edits(wanted, letters); d < best {
			out, best = k, d
		}
	}
	return out
}

// edits counts letters to put in, take out or change (Levenshtein).
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
