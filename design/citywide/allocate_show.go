package citywide

import (
	"bytes"
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// JSON gives the result as a file: indented, Chinese as it is, with a newline.
func (a *Allocated) JSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(a)
	return b.Bytes(), err
}

// view turns what was found into what is shown.
func (r *run) view() *Allocated {
	o := r.options()
	a := &Allocated{
		Title: r.spec.Title, Synthetic: strings.Contains(r.spec.Title, "合成"), Weights: r.spec.Weights, Inputs: r.inputs,
		Undecided: append([]Open{}, r.open...), Fashions: []FashionView{}, Findings: append([]city.Finding{}, r.layout.findings...),
		Solver: SolverView{Name: "HiGHS", Version: r.solver.Version, Package: r.solver.Package, Seed: o.Seed, GapAsked: city.Number(o.Gap), NodesMax: o.Nodes},
		Draws:  DrawsView{r.drawn.asked, r.drawn.draws, r.drawn.solved},
	}
	for _, d := range r.districts {
		a.Districts = append(a.Districts, d.name)
	}
	for _, t := range r.themes {
		a.Themes = append(a.Themes, ThemeView{t.id, t.title, r.groups[t.group], t.fashionable})
	}
	a.Undecided = append(a.Undecided, r.noCandidate()...)
	r.allocations(a)
	for _, x := range a.Allocations {
		a.Solver.Gap = max(a.Solver.Gap, x.Gap)
	}
	for _, x := range slices.Concat(r.results, r.others) {
		a.Solver.Nodes += x.nodes
	}
	a.Regret = r.regret(a)
	for _, f := range r.fashion {
		a.Fashions = append(a.Fashions, r.fashionView(f))
	}
	a.Figures = r.figures()
	a.Notes = r.notes()
	a.Findings = append(a.Findings, r.findings(a)...)
	return a
}

// allocations are the plans that differ, each under the weights that it was made
// for first; a weighting that gives a plan again is named in a finding.
func (r *run) allocations(a *Allocated) {
	var shown []plan
	for w, x := range r.results {
		if i := slices.IndexFunc(shown, func(p plan) bool { return differ(p, x.plan) == 0 }); i >= 0 {
			a.Findings = append(a.Findings, AllocateCodes().Finding("A201", "按“%[1]s”的权重，方案与“%[2]s”相同", "the weights of %[3]q give the plan of %[4]q again",
				weightings[w].title.Zh, a.Allocations[i].Title.Zh, weightings[w].title.En, a.Allocations[i].Title.En))
			continue
		}
		shown = append(shown, x.plan)
		a.Allocations = append(a.Allocations, r.allocation(weightings[w].name, weightings[w].title, w, x))
	}
	for i, x := range r.others {
		title := city.Text{Zh: sprintf("近似最优的另一方案（%d）", i+1), En: sprintf("another plan near the best (%d)", i+1)}
		if floor := r.floor(); x.worth < floor-1e-9*math.Abs(floor) {
			title = city.Text{Zh: sprintf("次优的另一方案（%d）", i+1), En: sprintf("the next best plan (%d)", i+1)}
		}
		a.Allocations = append(a.Allocations, r.allocation(sprintf("alternative-%d", i+1), title, 0, x))
	}
	if n := len(a.Allocations); n < fewest {
		a.Findings = append(a.Findings, AllocateCodes().Finding("A202", "约束之下只有 %d 个不同的方案", "the limits leave %d plans that differ", n))
	}
}

// allocation shows a plan that was made under the weighting w.
func (r *run) allocation(name string, title city.Text, w int, x result) Allocation {
	m := r.models[w]
	fine, coarse := r.repeats(x.plan)
	a := Allocation{Name: name, Title: title, Objective: city.Number(x.worth), Weights: m.weights, Duplication: Duplication{coarse, fine},
		Themes: []Choice{}, Repeated: []Repeated{}, Locks: []LockView{}, Without: []Open{}, Gap: city.Number(x.gap)}
	for d, row := range x.plan {
		from := len(a.Themes)
		for t, has := range row {
			if has {
				a.Themes = append(a.Themes, r.choice(w, x.plan, d, t))
			}
		}
		slices.SortStableFunc(a.Themes[from:], func(x, y Choice) int { return cmp.Compare(y.Gain, x.Gain) })
		if !slices.Contains(row, true) && !r.isOpen(d) && candidates(r.all[d]) > 0 {
			a.Without = append(a.Without, r.notChosen(m, x.plan, d))
		}
	}
	for t, k := range r.themes {
		if list := r.takers(x.plan, t); len(list) > 1 {
			a.Repeated = append(a.Repeated, Repeated{"fine", k.title, r.names(list)})
		}
	}
	for g, name := range r.groups {
		if list := r.takersOfGroup(x.plan, g); len(list) > 1 {
			a.Repeated = append(a.Repeated, Repeated{"coarse", name, r.names(list)})
		}
	}
	for k, l := range r.locks {
		free := r.without[w][k]
		v := LockView{r.districts[l[0]].name, r.themes[l[1]].id, r.themes[l[1]].title, city.Number(r.lockPrice(w, k)), []string{}}
		for t, has := range free.plan[l[0]] {
			if has {
				v.Instead = append(v.Instead, r.themes[t].title)
			}
		}
		a.Locks = append(a.Locks, v)
	}
	a.Use = r.use(x.plan)
	return a
}

func (l *layout) names(list []int) []string {
	out := []string{}
	for _, d := range list {
		out = append(out, l.districts[d].name)
	}
	return out
}

// use is what districts and city spend.
func (l *layout) use(p plan) []UseView {
	none := city.Number(math.NaN())
	whole := UseView{MoneyOf: none, LandOf: none}
	free := 0.0
	var out []UseView
	for d, x := range l.districts {
		u := UseView{District: x.name, MoneyOf: city.Number(x.money), LandOf: city.Number(x.free + x.m0)}
		for t, has := range p[d] {
			if has {
				u.Themes++
				u.Money += city.Number(l.themes[t].money)
				u.Land += city.Number(l.themes[t].land)
			}
		}
		u.M0 = min(u.Land, city.Number(x.m0))
		whole.Themes, whole.Money, whole.Land, whole.M0 = whole.Themes+u.Themes, whole.Money+u.Money, whole.Land+u.Land, whole.M0+u.M0
		free += float64(u.Land - u.M0)
		out = append(out, u)
	}
	if l.spec.Money != nil {
		whole.MoneyOf = city.Number(*l.spec.Money)
	}
	if l.spec.FreeLand != nil {
		whole.LandOf = city.Number(*l.spec.FreeLand) + whole.M0
	}
	return append(out, whole)
}

// regret sets each allocation beside the best plan of each weighting.
func (r *run) regret(a *Allocated) RegretView {
	v := RegretView{}
	plans := r.distinct()
	best := make([]float64, len(weightings))
	for w := range weightings {
		v.Weightings = append(v.Weightings, weightings[w].name)
		best[w] = math.Inf(-1)
		for _, p := range plans {
			best[w] = max(best[w], r.models[w].worth(p))
		}
	}
	least := math.Inf(1)
	for i, p := range plans { // in the order of the allocations
		row := RegretRow{Allocation: a.Allocations[i].Name}
		for w, m := range r.models {
			lost := best[w] - m.worth(p)
			share := lost / math.Abs(best[w])
			row.Points, row.Shares = append(row.Points, city.Number(lost)), append(row.Shares, city.Number(share))
			row.Largest = max(row.Largest, city.Number(share))
		}
		if float64(row.Largest) < least {
			least, v.Least = float64(row.Largest), row.Allocation
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

func (r *run) fashionView(f fashion) FashionView {
	v := FashionView{Theme: r.themes[f.theme].id, Title: r.themes[f.theme].title, PaysFor: f.pays(), Districts: r.names(f.takers[f.pays()])}
	for _, x := range f.worth {
		v.Objective = append(v.Objective, city.Number(x))
	}
	return v
}

func (r *run) figures() []FigureView {
	var out []FigureView
	for d, x := range r.districts {
		for t, k := range r.themes {
			s := r.all[d][t]
			out = append(out, FigureView{x.name, k.id, int64(s.firms), city.Number(s.expected), city.Number(s.quotient), city.Number(s.density),
				city.Number(r.models[0].gain(d, t)), s.stands, r.stability(d, t)})
		}
	}
	return out
}
