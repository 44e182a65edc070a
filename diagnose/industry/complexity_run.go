package industry

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/complexity"
)

// specialisation is a table on its way to a result.
type specialisation struct {
	spec     *ComplexitySpec
	space    *space
	year     int
	table    *complexity.Table
	quotient [][]float64 // drawn towards one where they are of counts
	counted  *complexity.Counted
	presence *complexity.Presence
	scores   *complexity.Scores
	near     [][]float64
	density  [][]float64
	relative [][]float64
	outlook  *complexity.Outlook
	outside  []float64 // of activities, NaN without
	result   *ComplexityResult
	notes    notes
}

// RunComplexity reads the tables of a specification and computes all that it asks
// for. Faults are *city.Error.
func RunComplexity(dir *files.Folder, s *ComplexitySpec) (*ComplexityResult, error) {
	c := &specialisation{spec: s}
	var err error
	if c.space, err = readSpace(dir, s.Data, s.Space, s.LeaveOut); err != nil {
		return nil, err
	}
	if c.year, err = c.period(s.Year, "year"); err != nil {
		return nil, err
	}
	if c.table, err = c.space.table(c.year); err != nil {
		return nil, err
	}
	c.result = &ComplexityResult{Title: s.Title, Files: []File{c.space.sheet.as()}, Focus: []FocusView{}}
	for _, step := range []func(*files.Folder) error{c.present, c.index, c.views, c.further, c.change, c.focus} {
		if err := step(dir); err != nil {
			return nil, said(err, c.space.sheet.File)
		}
	}
	for _, name := range s.LeaveOut {
		if !c.space.left[name] {
			return nil, s.wrong("leave_out", "leave_out 里的“%s”不在表里", "%q in leave_out is not in the table", name)
		}
	}
	c.remarks()
	c.result.Notes = c.notes
	return c.result, nil
}

// period is one that the table has; nil is the last.
func (c *specialisation) period(want *int, key string) (int, error) {
	all := c.space.periods
	if len(all) == 0 {
		return 0, city.Errorf("no_rows", "没有可用的行", "no row is left").At(c.space.sheet.File, "", 0, "")
	}
	if want == nil {
		return all[len(all)-1], nil
	}
	if !slices.Contains(all, *want) {
		return 0, c.spec.wrong(key, "表里没有 %[1]d（有 %[2]d 至 %[3]d）", "the table has no %[1]d (it has %[2]d to %[3]d)", *want, all[0], all[len(all)-1])
	}
	return *want, nil
}

// present decides what each place has.
func (c *specialisation) present(*files.Folder) error {
	s, t := c.spec, c.table
	c.quotient = t.Advantage()
	c.result.Settings = ComplexityUsed{Convention: s.Convention, Cutoff: s.Cutoff, Proximity: s.Proximity, Nearest: s.Nearest}
	if s.Counts == nil {
		c.presence = complexity.Present(t.Places, t.Activities, c.quotient, s.Cutoff)
		return nil
	}
	var err error
	if c.counted, err = t.Shrink(s.Counts.Least); err != nil {
		return err
	}
	c.quotient, c.presence = c.counted.Advantage, c.counted.Presence(t, s.Cutoff)
	c.result.Settings.Counts, c.result.Settings.Least = true, s.Counts.Least
	return nil
}

// presenceOf decides what each place has in another period, in the same way.
func (c *specialisation) presenceOf(t *complexity.Table) (*complexity.Presence, error) {
	if c.spec.Counts == nil {
		return t.Presence(c.spec.Cutoff), nil
	}
	counted, err := t.Shrink(c.spec.Counts.Least)
	if err != nil {
		return nil, err
	}
	return counted.Presence(t, c.spec.Cutoff), nil
}

// index computes complexity and density. Where outside scores are given, an index
// that cannot be had is no fault: the few districts of a city have none of their
// own.
func (c *specialisation) index(dir *files.Folder) error {
	if err := c.nearness(); err != nil {
		return err
	}
	c.relative = complexity.Relative(c.presence, c.density)
	err := c.fromOutside(dir)
	if err != nil {
		return err
	}
	if c.scores, err = complexity.Index(c.presence, c.spec.Convention); err != nil {
		if c.outside == nil {
			return err
		}
		w := said(err, c.space.sheet.File).(*city.Error).Message
		c.notes.add("没有算自身的复杂度：%[1]s", "complexity of its own was not computed: %[2]s", w.Zh, w.En)
		c.scores = nil
		return nil
	}
	c.outlook, err = complexity.Ahead(c.presence, c.near, c.density, c.scores)
	return err
}

// nearness decides how near activities are, and the density around each.
func (c *specialisation) nearness() error {
	p, s := c.presence, c.spec
	switch by := s.Proximity; by {
	case continuous:
		var err error
		if c.near, err = complexity.Continuous(c.table.Activities, c.quotient); err != nil {
			return err
		}
		c.density = complexity.DensityOf(c.quotient, c.near)
		return nil
	case string(complexity.Minimum), string(complexity.Conditional), string(complexity.Geometric):
		if c.near = complexity.Proximity(p, complexity.Nearness(by)); s.Convention == complexity.Datawheel {
			c.near = complexity.WithoutSelf(c.near)
		}
	default:
		c.near = complexity.Related(p.Together(), complexity.Relatedness(by))
	}
	if c.density = complexity.Density(p, c.near); s.Nearest > 0 {
		c.density = complexity.DensityNearest(p, c.near, s.Nearest)
	}
	return nil
}

// fromOutside reads the scores that activities have elsewhere.
func (c *specialisation) fromOutside(dir *files.Folder) error {
	if c.spec.Outside == nil {
		return nil
	}
	values, file, err := c.named(dir, c.spec.Outside)
	if err != nil {
		return err
	}
	c.result.Files = append(c.result.Files, file)
	c.outside = pick(c.table.Activities, values)
	return nil
}

func (c *specialisation) named(dir *files.Folder, n *Named) (map[string]float64, File, error) {
	s, err := readSheet(dir, n.Data)
	if err != nil {
		return nil, File{}, err
	}
	values, err := s.named(n.Name, n.Value)
	return values, s.as(), err
}

// pick puts figures in the order of names; NaN where there is none.
func pick(names []string, values map[string]float64) []float64 {
	out := make([]float64, len(names))
	for i, n := range names {
		if v, known := values[n]; known {
			out[i] = v
		} else {
			out[i] = math.NaN()
		}
	}
	return out
}

// further computes intervals and the network.
func (c *specialisation) further(*files.Folder) error {
	if r := c.spec.Intervals; r != nil && c.scores != nil {
		by := complexity.ByActivity
		var unranked []bool
		if c.counted != nil {
			by, unranked = complexity.ByCount, c.counted.FewPlaces
		}
		x, err := c.table.Intervals(complexity.Resample{By: by, Draws: r.Draws, Seed: r.Seed, Level: r.Level, Cutoff: c.spec.Cutoff, Shrink: c.counted != nil, Unranked: unranked})
		if err != nil {
			return err
		}
		u := &c.result.Settings
		u.Draws, u.Drawn, u.Resampling, u.Seed, u.Level = r.Draws, x.Draws, &by, r.Seed, r.Level
		scale := 1.0
		if n := float64(len(c.result.Places)); c.spec.Convention == complexity.GrowthLab {
			scale = math.Sqrt(n / (n - 1)) // its deviations divide by n
		}
		for i := range c.result.Places {
			p, o := &c.result.Places[i], x.Place[i]
			if p.ECIInterval = (&[2]city.Number{city.Number(scale * o.Low), city.Number(scale * o.High)}); !p.Few {
				p.RankInterval = &[2]int{o.RankLow, o.RankHigh}
			}
		}
	}
	if n := c.spec.Network; n != nil {
		links, threshold := complexity.Network(c.near, n.Links, n.Tolerance)
		v := &NetworkView{Threshold: city.Number(threshold), Links: []LinkView{}}
		for _, l := range links {
			v.Links = append(v.Links, LinkView{From: c.table.Activities[l.From], To: c.table.Activities[l.To], Proximity: city.Number(l.Weight), Tree: l.Tree})
		}
		c.result.Network = v
	}
	return nil
}

// once names the places that one of the two periods lacks: what they have or had
// was not entered or left.
func (c *specialisation) once(both, before []string, since int) error {
	if len(both) < 2 {
		return c.spec.wrong("since", "%[1]d 与 %[2]d 都有的地方不到两个", "fewer than two places are in both %[1]d and %[2]d", since, c.year)
	}
	lone := slices.DeleteFunc(slices.Concat(before, c.table.Places), func(n string) bool { return slices.Contains(both, n) })
	if slices.Sort(lone); len(lone) > 0 {
		list := some(lone)
		c.notes.add("与 %[1]d 的比较里没有用只在一期有数的地方：%[2]s", "places that are in one period only were not used in the comparison with %[1]d: %[3]s", since, list.Zh, list.En)
	}
	return nil
}

// change compares with an earlier period.
func (c *specialisation) change(*files.Folder) error {
	if c.spec.Since == nil {
		return nil
	}
	since, err := c.period(c.spec.Since, "since")
	if err != nil {
		return err
	}
	if since >= c.year {
		return c.spec.wrong("since", "since 要早于 %d", "since is before %d", c.year)
	}
	table, err := c.space.table(since)
	if err != nil {
		return err
	}
	before, after := complexity.Aligned(table, c.table)
	if err := c.once(before.Places, table.Places, since); err != nil {
		return err
	}
	old, err := c.presenceOf(before)
	if err != nil {
		return err
	}
	now, err := c.presenceOf(after)
	if err != nil {
		return err
	}
	density := complexity.Density(old, complexity.Proximity(old, complexity.Minimum))
	v := &ChangeView{Since: since, Entries: []MoveView{}, Exits: []MoveView{}, Foretold: city.Number(complexity.Foretold(old, now, density))}
	for _, m := range complexity.Moves(old, now) {
		move := MoveView{Place: before.Places[m.Place], Activity: before.Activities[m.Activity], Density: city.Number(density[m.Place][m.Activity])}
		if m.Entered {
			v.Entries = append(v.Entries, move)
		} else {
			v.Exits = append(v.Exits, move)
		}
	}
	shifts, err := complexity.ShiftShare(before, after)
	if err != nil {
		return err
	}
	for i, row := range shifts {
		s := ShiftView{Place: before.Places[i]}
		for _, x := range row {
			s.Before, s.After = s.Before+city.Number(x.Before), s.After+city.Number(x.After)
			s.Common, s.Mix, s.Own = s.Common+city.Number(x.Common), s.Mix+city.Number(x.Mix), s.Own+city.Number(x.Own)
		}
		v.Shifts = append(v.Shifts, s)
	}
	c.result.Change = v
	return nil
}
