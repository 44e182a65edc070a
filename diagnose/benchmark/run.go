package benchmark

import (
	"errors"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/internal/progress"
	"github.com/quanyu/quanyu/method/composite"
	"github.com/quanyu/quanyu/method/composite/robust"
)

// Run reads the table of a specification and computes its index.
func Run(dir *files.Folder, s *Spec) (*Result, error) {
	t, err := Read(dir, s)
	if err != nil {
		return nil, err
	}
	return Compute(s, t)
}

// Compute builds the index of a table, and varies what the specification says.
// Faults are *city.Error, before anything runs where they can be seen by then.
func Compute(s *Spec, t *Table) (*Result, error) {
	c, err := s.prepare(t)
	if err == nil {
		err = c.run()
	}
	if err != nil {
		return nil, s.said(err, t)
	}
	return c.result()
}

// run builds the index, and every run of what is varied.
func (c *computation) run() (err error) {
	if c.spec.Robustness == nil {
		c.index, err = composite.Run(c.hierarchy, &c.table.Data, c.chain)
		return err
	}
	if err := c.plan(); err != nil {
		return err
	}
	var show *progress.Work
	c.plans.Done = func() { show.Add(1) }
	if c.design, err = robust.New(*c.plans); err != nil {
		return err
	}
	c.index = c.design.Nominal
	show = progress.Start("指数重算", "runs of the index", int64(c.design.Runs()))
	defer show.End()
	c.report, err = c.design.Run()
	return err
}

// computation is an index on its way from a specification to a result.
type computation struct {
	spec      *Spec
	table     *Table
	hierarchy *composite.Hierarchy
	chain     composite.Chain
	period    int // whose ranks are asked for; 0 for one cross-section
	plans     *robust.Plan
	design    *robust.Design
	report    *robust.Report
	index     *composite.Result
}

// prepare builds hierarchy and chain, and finds the places in focus.
func (s *Spec) prepare(t *Table) (*computation, error) {
	nodes := t.Nodes
	if nodes == nil {
		nodes = s.nodes()
	}
	h, err := composite.NewHierarchy(nodes)
	if err != nil {
		return nil, err
	}
	if err := s.places(t); err != nil {
		return nil, err
	}
	c := &computation{spec: s, table: t, hierarchy: h}
	if len(t.Periods) > 0 {
		if c.period = s.Year; c.period == 0 {
			c.period = slices.Max(t.Periods)
		}
		if !slices.Contains(t.Periods, c.period) {
			return nil, s.wrong("year:", "数据里没有 %d 年（期）", "the data have no period %d", c.period)
		}
	} else if s.Year != 0 && s.Data != Study {
		return nil, s.wrong("year:", "写了 year，却没有写年份在哪一列（period）", "year is given, and period, the column of years, is not")
	}
	for _, q := range s.Focus.Questions {
		if n := c.ranked(); q.Top >= n {
			return nil, s.wrong("top:", "top 写 1 至 %[2]d：一共只有 %[1]d 个地方", "top is from 1 to %[2]d: there are %[1]d places", n, n-1)
		}
	}
	c.chain, err = s.chain(h, &t.Data)
	return c, err
}

// places turns names of places in the specification into the keys of the table.
func (s *Spec) places(t *Table) error {
	keys := map[string]string{}
	for _, key := range t.Units {
		if name := t.Names[key]; name != "" {
			keys[name] = key
		}
	}
	for _, key := range t.Units {
		keys[key] = key
	}
	lists := [][]string{s.Focus.Places}
	one := []*string{&s.Focus.Reference}
	for i := range s.Focus.Questions {
		one = append(one, &s.Focus.Questions[i].Place, &s.Focus.Questions[i].AheadOf)
	}
	steps := []*Steps{&s.Steps}
	if s.Robustness != nil {
		for i := range s.Robustness.Choices {
			for j := range s.Robustness.Choices[i].Options {
				o := &s.Robustness.Choices[i].Options[j]
				lists, steps = append(lists, o.Places), append(steps, &o.Steps)
			}
		}
	}
	for _, p := range steps {
		if p.Screen != nil {
			lists = append(lists, p.Screen.Keep, p.Screen.Drop)
		}
		if p.Normalise != nil {
			one = append(one, &p.Normalise.Reference)
		}
	}
	for _, l := range lists {
		for i := range l {
			one = append(one, &l[i])
		}
	}
	for _, name := range one {
		key, known := keys[*name]
		if *name != "" && !known {
			return s.wrong(*name, "数据里没有“%s”", "the data have no place %q", *name)
		}
		if known {
			*name = key
		}
	}
	return nil
}

// plan puts together what is varied. Its choices are those of the
// specification, then weights, then figures.
func (c *computation) plan() error {
	s, t := c.spec, c.table
	p := &robust.Plan{Hierarchy: c.hierarchy, Data: &t.Data, Chain: c.chain, Seed: s.Robustness.Seed, Period: c.period}
	for _, choice := range s.Robustness.Choices {
		out := robust.Choice{Name: choice.Name, Options: []robust.Option{}}
		for _, o := range choice.Options {
			option, err := c.option(o)
			if err != nil {
				return err
			}
			out.Options = append(out.Options, option)
		}
		p.Choices = append(p.Choices, out)
	}
	if share := s.Robustness.Weights; share > 0 {
		out := robust.Choice{Name: WeightsChoice}
		for level := 1; level < c.hierarchy.Depth(); level++ {
			out.Weights = append(out.Weights, robust.WeightNoise{Level: level, Share: share})
		}
		p.Choices = append(p.Choices, out)
	}
	if s.Robustness.Noise != nil && len(t.Margins) > 0 {
		p.Choices = append(p.Choices, robust.Choice{Name: FiguresChoice, Margins: t.Margins})
	}
	if c.ranked() <= manyPlaces {
		for _, n := range c.hierarchy.Nodes() {
			if n.Level > 1 && n.Parent != "" {
				p.Nodes = append(p.Nodes, n.Code)
			}
		}
	}
	for _, place := range append(slices.Clone(s.Focus.Places), s.Focus.Reference) {
		if place != "" && !slices.Contains(p.Watch, place) && c.has(place) {
			p.Watch = append(p.Watch, place)
		}
	}
	for _, q := range s.Focus.Questions {
		p.Questions = append(p.Questions, q.asked())
	}
	blocks := len(p.Choices) + 2
	p.Base = max(2, (s.Robustness.Replications+blocks-1)/blocks)
	c.plans = p
	return nil
}

// ranked counts the places of the period.
func (c *computation) ranked() int {
	n := 0
	for i := range c.table.Units {
		n += count(c.table.Periods == nil || c.table.Periods[i] == c.period)
	}
	return n
}

// has reports whether a place is there in the period.
func (c *computation) has(place string) bool {
	for i, unit := range c.table.Units {
		if unit == place && (c.table.Periods == nil || c.table.Periods[i] == c.period) {
			return true
		}
	}
	return false
}

// asked is a question as the runs are asked it.
func (q Question) asked() robust.Question {
	return robust.Question{A: q.Place, B: q.AheadOf, Top: q.Top, Since: q.Since, Above: q.Above, Code: q.Node, Period: q.Year}
}

// The names of the choices that have no options.
const (
	WeightsChoice = "权重浮动 weights"
	FiguresChoice = "数据误差 figures"
)

func (c *computation) option(o Option) (robust.Option, error) {
	steps, err := c.spec.steps(o.Steps, c.hierarchy, &c.table.Data)
	if err != nil {
		return robust.Option{}, err
	}
	out := robust.Option{Name: o.Name, Steps: steps, Places: o.Places, Without: o.Without, Weights: composite.Weights(o.Weights)}
	if o.Group == "" {
		return out, nil
	}
	for _, g := range c.table.Groups {
		for i, label := range g.Label {
			if g.Name == o.Group && label == o.Label && !slices.Contains(out.Places, c.table.Units[i]) {
				out.Places = append(out.Places, c.table.Units[i])
			}
		}
	}
	if len(out.Places) < 2 {
		return out, c.spec.wrong(o.Label, "“%[1]s”一列里是“%[2]s”的地方少于两个", "fewer than two places have %[2]q in the column %[1]q", o.Group, o.Label)
	}
	return out, nil
}

// message says a fault of a single run.
func (s *Spec) message(err error, t *Table) city.Text {
	var e *city.Error
	if errors.As(s.said(err, t), &e) {
		return e.Message
	}
	return city.Text{Zh: err.Error(), En: err.Error()}
}
