package citywide

// worth is what a plan gains under the weights of a model, counted from the plan
// itself, not from the program: single gains, what neighbours gain together, less
// the price of what is repeated.
func (m *model) worth(p plan) float64 {
	sum := 0.0
	for d, row := range p {
		for t, has := range row {
			if has {
				sum += m.gain(d, t)
			}
		}
	}
	fine, coarse := m.repeats(p)
	sum += float64(m.weights.Adjacency * float64(len(m.complements(p))))
	sum -= float64(m.weights.Duplication * float64(fine))
	return sum - float64(m.weights.Coarse*float64(coarse))
}

// repeats counts the districts beyond the first of each theme, and of each
// coarse class.
func (l *layout) repeats(p plan) (fine, coarse int) {
	for t := range l.themes {
		fine += max(len(l.takers(p, t))-1, 0)
	}
	for g := range l.groups {
		coarse += max(len(l.takersOfGroup(p, g))-1, 0)
	}
	return fine, coarse
}

// takers are the districts that take a theme.
func (l *layout) takers(p plan, t int) (out []int) {
	for d := range p {
		if p[d][t] {
			out = append(out, d)
		}
	}
	return out
}

// takersOfGroup are the districts with any theme of a coarse class.
func (l *layout) takersOfGroup(p plan, g int) (out []int) {
	for d := range p {
		if l.hasGroup(p, d, g) {
			out = append(out, d)
		}
	}
	return out
}

func (l *layout) hasGroup(p plan, d, g int) bool {
	for t, has := range p[d] {
		if has && l.themes[t].group == g {
			return true
		}
	}
	return false
}

// complement is two neighbours with a coarse class in common and none of its
// themes.
type complement struct{ a, b, group int }

func (l *layout) complements(p plan) (out []complement) {
	for _, e := range l.adjacent {
		for g := range l.groups {
			if l.hasGroup(p, e[0], g) && l.hasGroup(p, e[1], g) && !l.shares(p, e[0], e[1], g) {
				out = append(out, complement{e[0], e[1], g})
			}
		}
	}
	return out
}

// shares says whether two districts have a theme of a class in common.
func (l *layout) shares(p plan, a, b, g int) bool {
	for t := range l.themes {
		if l.themes[t].group == g && p[a][t] && p[b][t] {
			return true
		}
	}
	return false
}

// differ counts the choices in which two plans differ.
func differ(a, b plan) int {
	n := 0
	for d := range a {
		for t := range a[d] {
			if a[d][t] != b[d][t] {
				n++
			}
		}
	}
	return n
}
