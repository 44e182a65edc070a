package citywide

import (
	"fmt"
	"strconv"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/assign"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// plan says which district takes which theme.
type plan [][]bool

// model is the integer program of a layout under weights and locks.
type model struct {
	*layout
	all     [][]score
	weights Weights
	locks   [][2]int
	program *assign.Program
	pairs   [][2]int // district and theme of the first columns
	column  [][]int  // of district and theme; -1 where there is none
	limits  []limit  // by the number that rows of the program carry as text
}

// limit is one limit in words, with what it allows; the lock of a limit is its
// number among the locks, -1 for others.
type limit struct {
	text city.Text
	lock int
}

// model puts the program together.
func (l *layout) model(all [][]score, w Weights, locks [][2]int) *model {
	m := &model{layout: l, all: all, weights: w, locks: locks, program: &assign.Program{}}
	m.choices()
	for d := range l.districts {
		m.districtLimits(d)
	}
	m.cityLimits()
	m.themeLimits()
	m.groupLimits()
	for i, k := range locks {
		d, t := l.districts[k[0]], l.themes[k[1]]
		name := m.limit(i, "既定事项：%s锁定%s", "lock: %s takes %s", d.name, t.title)
		m.program.AtLeast(1, name, assign.Term{Column: m.column[k[0]][k[1]], Factor: 1})
	}
	return m
}

// limit adds a limit and gives its number as text.
func (m *model) limit(lock int, zh, en string, args ...any) string {
	m.limits = append(m.limits, limit{city.Text{Zh: sprintf(zh, args...), En: sprintf(en, args...)}, lock})
	return strconv.Itoa(len(m.limits) - 1)
}

// choices adds a column for each theme that a district could defend or has to
// take.
func (m *model) choices() {
	locked := map[[2]int]bool{}
	for _, k := range m.locks {
		locked[k] = true
	}
	for d := range m.districts {
		m.column = append(m.column, make([]int, len(m.themes)))
		for t := range m.themes {
			m.column[d][t] = -1
			if locked[[2]int{d, t}] || m.all[d][t].candidate() && !m.isOpen(d) {
				m.column[d][t] = m.program.Choice(m.gain(d, t))
				m.pairs = append(m.pairs, [2]int{d, t})
			}
		}
	}
}

// gain is what a theme in a district brings by itself, in points.
func (m *model) gain(d, t int) float64 {
	s, w := m.all[d][t], m.weights
	return float64(w.Specialisation*s.specialisation) + float64(w.Relatedness*s.relatedness) + float64(w.Mass*s.mass)
}

// of lists the columns of the choices that fit, with a factor for each.
func (m *model) of(fits func(d, t int) bool, factor func(theme) float64) []assign.Term {
	var out []assign.Term
	for j, p := range m.pairs {
		if fits(p[0], p[1]) {
			out = append(out, assign.Term{Column: j, Factor: factor(m.themes[p[1]])})
		}
	}
	return out
}

func one(theme) float64          { return 1 }
func landOf(t theme) float64     { return t.land }
func moneyOf(t theme) float64    { return t.money }
func minus(v float64) float64    { return -v }
func every(district, t int) bool { return true }

// districtLimits are money, land and the number of themes of a district.
func (m *model) districtLimits(d int) {
	x, p := m.districts[d], m.program
	own := func(e, _ int) bool { return e == d }
	choices := m.of(own, one)
	if len(choices) == 0 {
		return
	}
	p.AtMost(x.money, m.limit(-1, "%s的资金%s万元", "money of %s: %s 万元", x.name, short(x.money)), m.of(own, moneyOf)...)
	p.AtMost(x.free+x.m0, m.limit(-1, "%s的用地%s公顷", "land of %s: %s ha", x.name, short(x.free+x.m0)), m.of(own, landOf)...)
	p.AtMost(float64(x.most), m.limit(-1, "%s至多%d个主题", "%s: %d themes at most", x.name, x.most), choices...)
	if least := m.least(d); least > 0 {
		p.AtLeast(float64(least), m.limit(-1, "%s至少%d个主题", "%s: %d themes at least", x.name, least), choices...)
	}
}

// least is how many themes a district has to take: no more than it has candidates,
// and none where it is left open.
func (m *model) least(d int) int {
	if m.isOpen(d) {
		return 0
	}
	return min(m.districts[d].least, candidates(m.all[d]))
}

// cityLimits are the money of the city and the land that it may newly supply,
// which M0 land spares.
func (m *model) cityLimits() {
	p := m.program
	if m.spec.Money != nil {
		p.AtMost(*m.spec.Money, m.limit(-1, "全市资金%s万元", "money of the city: %s 万元", short(*m.spec.Money)), m.of(every, moneyOf)...)
	}
	if m.spec.FreeLand == nil {
		return
	}
	var free []assign.Term
	for d, x := range m.districts {
		land := m.of(func(e, _ int) bool { return e == d }, landOf)
		if len(land) == 0 {
			continue
		}
		all := 0.0
		for _, t := range land {
			all += t.Factor
		}
		f := p.Add(assign.Column{Upper: all}) // newly supplied: what M0 land leaves
		p.AtMost(x.m0, "", append(land, assign.Term{Column: f, Factor: -1})...)
		each := []assign.Term{{Column: f, Factor: -1}} // follows for whole choices; keeps shares of large ones from fitting
		for _, t := range land {
			if t.Factor > x.m0 {
				each = append(each, assign.Term{Column: t.Column, Factor: t.Factor - x.m0})
			}
		}
		if len(each) > 1 {
			p.AtMost(0, "", each...)
		}
		free = append(free, assign.Term{Column: f, Factor: 1})
	}
	p.AtMost(*m.spec.FreeLand, m.limit(-1, "全市新供工业用地%s公顷", "newly supplied land of the city: %s ha", short(*m.spec.FreeLand)), free...)
}

// themeLimits are how many districts take one theme, and the price of each
// beyond the first.
func (m *model) themeLimits() {
	for t, x := range m.themes {
		choices := m.of(func(_, k int) bool { return k == t }, one)
		if len(choices) < 2 {
			continue
		}
		m.repeated(choices, m.weights.Duplication)
		if n := m.spec.ThemeDistrictsMax; n > 0 {
			m.program.AtMost(float64(n), m.limit(-1, "%s至多%d个区", "%s: %d districts at most", x.title, n), choices...)
		}
	}
}

// repeated takes a price off for each of the choices beyond the first.
func (m *model) repeated(choices []assign.Term, price float64) {
	over := m.program.Add(assign.Column{Gain: minus(price), Upper: float64(len(choices))})
	m.program.AtMost(1, "", append(choices[:len(choices):len(choices)], assign.Term{Column: over, Factor: -1})...)
}

// groupLimits are the same for coarse classes, where what counts is whether a
// district has any theme of the class, and what two neighbours gain.
func (m *model) groupLimits() {
	for g, name := range m.groups {
		has := make([]int, len(m.districts)) // column: the district has the class
		var all []assign.Term
		for d := range m.districts {
			if has[d] = m.has(d, g); has[d] >= 0 {
				all = append(all, assign.Term{Column: has[d], Factor: 1})
			}
		}
		if len(all) < 2 {
			continue
		}
		m.repeated(all, m.weights.Coarse)
		if n := m.spec.CoarseDistrictsMax; n > 0 {
			m.program.AtMost(float64(n), m.limit(-1, "%s大类至多%d个区", "the class %s: %d districts at most", name, n), all...)
		}
		m.neighbours(g, has)
	}
}

// has gives the column that says whether a district has a coarse class: that of
// its choice where there is one, -1 where there is none.
func (m *model) has(d, g int) int {
	choices := m.of(func(e, t int) bool { return e == d && m.themes[t].group == g }, one)
	switch len(choices) {
	case 0:
		return -1
	case 1:
		return choices[0].Column
	}
	p := m.program
	has := p.Add(assign.Column{Upper: 1})
	for _, c := range choices {
		p.AtMost(0, "", c, assign.Term{Column: has, Factor: -1})
	}
	p.AtLeast(0, "", append(choices, assign.Term{Column: has, Factor: -1})...)
	return has
}

// neighbours adds what two neighbours gain that have a class in common, and none
// of its themes.
func (m *model) neighbours(g int, has []int) {
	if m.weights.Adjacency == 0 {
		return
	}
	p := m.program
	for _, e := range m.adjacent {
		if has[e[0]] < 0 || has[e[1]] < 0 || m.themeOf(has[e[0]]) >= 0 && m.themeOf(has[e[0]]) == m.themeOf(has[e[1]]) {
			continue // nothing of it to have, or only the same theme
		}
		both := p.Add(assign.Column{Gain: m.weights.Adjacency, Upper: 1})
		for _, d := range e {
			p.AtMost(0, "", assign.Term{Column: both, Factor: 1}, assign.Term{Column: has[d], Factor: -1})
		}
		for t := range m.themes {
			if a, b := m.column[e[0]][t], m.column[e[1]][t]; m.themes[t].group == g && a >= 0 && b >= 0 {
				p.AtMost(0, "", append(append([]assign.Term{{Column: both, Factor: 1}}, beyond(a, has[e[0]])...), beyond(b, has[e[1]])...)...)
			}
		}
	}
}

// beyond is a choice less that its district has the class: 0 where it has it by this
// choice or not at all, -1 where only by others. So both + beyond + beyond is at
// most 0, which holds for shares of choices too what both + a + b <= 2 says of whole
// ones only.
func beyond(choice, has int) []assign.Term {
	if choice == has {
		return nil
	}
	return []assign.Term{{Column: choice, Factor: 1}, {Column: has, Factor: -1}}
}

// themeOf is the theme of a choice; -1 of other columns.
func (m *model) themeOf(column int) int {
	if column >= len(m.pairs) {
		return -1
	}
	return m.pairs[column][1]
}

// plan reads the choices of a point.
func (m *model) plan(x []float64) plan {
	out := make(plan, len(m.districts))
	for d := range out {
		out[d] = make([]bool, len(m.themes))
	}
	for j, p := range m.pairs {
		out[p[0]][p[1]] = x[j] == 1
	}
	return out
}
