package citywide

import (
	"errors"
	"slices"
	"strconv"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/assign"
	"github.com/quanyu/quanyu/method/panel"
)

// Allocate decides which district takes which theme, by the specification of a
// study. What cannot be used is a *city.Error: files, counts, limits that clash
// (limits_clash names the smallest set), a build without its solver (no_solver).
func Allocate(dir *files.Folder, name string, seed uint64) (*Allocated, error) {
	spec, err := ReadAllocate(dir, name)
	if err != nil {
		return nil, err
	}
	l, err := readLayout(dir, spec)
	if err != nil {
		return nil, err
	}
	all, err := l.scores(l.records)
	if err != nil {
		return nil, l.scoreFault(err)
	}
	solver, err := assign.Open()
	if err != nil {
		return nil, solverFault(err)
	}
	defer solver.Close()
	r := &run{layout: l, all: all, solver: solver, seed: seed}
	if err := r.steps(); err != nil {
		return nil, solverFault(err)
	}
	return r.view(), nil
}

// Program gives the integer program of the first allocation of a study, with its
// locks and without each of them, so that another solver may check them.
func Program(dir *files.Folder, name string) (all *assign.Program, without []*assign.Program, err error) {
	spec, err := ReadAllocate(dir, name)
	if err != nil {
		return nil, nil, err
	}
	l, err := readLayout(dir, spec)
	if err != nil {
		return nil, nil, err
	}
	scores, err := l.scores(l.records)
	if err != nil {
		return nil, nil, l.scoreFault(err)
	}
	for k := range l.locks {
		without = append(without, l.model(scores, spec.Weights, slices.Delete(slices.Clone(l.locks), k, k+1)).program)
	}
	return l.model(scores, spec.Weights, l.locks).program, without, nil
}

// weighting is one way to weigh what a plan gains.
type weighting struct {
	name  string
	title city.Text
	of    func(Weights) Weights
}

// weightings are those that a plan is made under, the specification's own first.
var weightings = []weighting{
	{"balanced", city.Text{Zh: "均衡", En: "balanced"}, func(w Weights) Weights { return w }},
	{"strengths", city.Text{Zh: "偏重现有优势", En: "what is strong already"}, func(w Weights) Weights {
		w.Specialisation, w.Mass, w.Relatedness = 2*w.Specialisation, 2*w.Mass, w.Relatedness/2
		return w
	}},
	{"openings", city.Text{Zh: "偏重相关拓展", En: "what lies near"}, func(w Weights) Weights {
		w.Relatedness, w.Specialisation = 3*w.Relatedness, w.Specialisation/2
		return w
	}},
	{"apart", city.Text{Zh: "偏重错位", En: "apart from one another"}, func(w Weights) Weights {
		w.Duplication, w.Coarse = 2*w.Duplication, 2*w.Coarse
		return w
	}},
}

// run is an allocation being made.
type run struct {
	*layout
	all    [][]score
	solver *assign.Solver
	seed   uint64

	models  []*model // by weighting, with all locks
	results []result
	others  []result   // near the best of the first weighting, and unlike the plans before
	without [][]result // by weighting and lock: the plan without that lock
	fashion []fashion
	drawn   *drawn
	gap     float64
	nodes   int64
}

// result is a solved plan.
type result struct {
	plan  plan
	worth float64
	gap   float64
	nodes int64
}

// steps does everything, one after another.
func (r *run) steps() error {
	for _, step := range []func() error{r.solveAll, r.alternatives, r.price, r.fashions, r.draw} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// solveAll solves the plan of each weighting.
func (r *run) solveAll() error {
	for _, w := range weightings {
		r.models = append(r.models, r.model(r.all, w.of(r.spec.Weights), r.locks))
	}
	if len(r.models[0].pairs) == 0 {
		return city.Errorf("no_candidate", "没有一个区有站得住的主题，也没有锁定", "no district could defend any theme, and none is locked").At(r.spec.file, "", 0, "").
			WithHint("看各主题的 critical_firms 是否过高，minimum_firms 是否过大", "see whether critical_firms of the themes, or minimum_firms, are too high")
	}
	var err error
	r.results, err = each(len(r.models), func(i int) (result, error) { return r.solve(r.models[i], r.models[i].program) })
	return err
}

// options are those of every plan.
func (r *run) options() assign.Options {
	o := assign.Usual
	o.Seed = int(r.seed % (1 << 31))
	return o
}

// errNone says that limits leave no plan.
var errNone = errors.New("citywide: no plan")

// solve solves a program over the choices of a model. Limits that leave no plan
// are a *city.Error with the smallest set that clashes.
func (r *run) solve(m *model, p *assign.Program) (result, error) {
	out, err := r.attempt(m, p)
	if err == errNone {
		return out, r.clash(m, p)
	}
	return out, err
}

// attempt is the same, with errNone where limits leave no plan. Where nothing may
// be chosen the plan is to choose nothing.
func (r *run) attempt(m *model, p *assign.Program) (result, error) {
	if len(m.pairs) == 0 {
		return result{plan: m.plan(nil)}, nil
	}
	s, err := r.solver.Solve(p, r.options())
	switch {
	case err != nil:
		return result{}, err
	case s.Status == assign.Infeasible:
		return result{}, errNone
	case s.X == nil:
		return result{}, city.Errorf("not_solved", "求解器在 %d 个结点之内没有找到方案", "the solver found no plan within %d nodes", r.options().Nodes).At(r.spec.file, "", 0, "")
	}
	plan := m.plan(s.X)
	return result{plan, m.worth(plan), s.Gap, s.Nodes}, nil
}

// clash names the smallest set of limits that leave no plan.
func (r *run) clash(m *model, p *assign.Program) error {
	set, err := r.solver.Clash(p)
	if err != nil {
		return err
	}
	if len(set) == 0 {
		panic("citywide: rows that always hold leave no plan")
	}
	var zh, en []string
	for _, k := range set {
		i, _ := strconv.Atoi(k)
		zh, en = append(zh, m.limits[i].text.Zh), append(en, m.limits[i].text.En)
	}
	return city.Errorf("limits_clash", "这 %[1]d 条放在一起没有方案：%[2]s", "these %[1]d leave no plan together: %[3]s", len(set), join(zh, "；"), join(en, "; ")).At(r.spec.file, "", 0, "").
		WithHint("这是冲突最少的一组；放宽其中任何一条，这一组就不再冲突", "this is the smallest such set; it clashes no more once any one of them gives way")
}

// solverFault says in words what the solver says.
func solverFault(err error) error {
	var f *panel.Fault
	if !errors.As(err, &f) {
		return err
	}
	if f.Kind == assign.NoSolver {
		return city.Errorf("no_solver", "这个程序里没有整数规划求解器", "this build has no solver of integer programs").
			WithHint("用发行的程序；或装好 Node 后 make solver build 重新编译", "take a released program, or build it by: make solver build, which needs Node")
	}
	panic(err) // the solver itself failed
}
