package industry

import (
	"cmp"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/complexity"
)

var none = city.Number(math.NaN())

func figureAt(x []float64, i int) city.Number {
	if x == nil {
		return none
	}
	return city.Number(x[i])
}

// views fills in places and activities.
func (c *specialisation) views(dir *files.Folder) error {
	t, p := c.table, c.presence
	fitness, hardness := complexity.Fitness(p, 20, 1)
	var eci, pci, outlook, expy, prody, abroad, covered []float64
	if c.scores != nil {
		eci, pci, outlook = c.scores.Place, c.scores.Activity, c.outlook.Index
	}
	if c.outside != nil {
		var err error
		if abroad, covered, err = complexity.Outside(p, c.outside); err != nil {
			return err
		}
	}
	if n := c.spec.Incomes; n != nil {
		values, file, err := c.named(dir, n)
		if err != nil {
			return err
		}
		c.result.Files = append(c.result.Files, file)
		incomes := pick(t.Places, values)
		if expy, prody, err = t.Levels(incomes); err != nil {
			return err
		}
		if missing := lacking(t.Places, incomes); len(missing) > 0 {
			list := some(missing)
			c.notes.add("下列地方没有收入：没有 EXPY，PRODY 也只由其余地方算出：%[1]s", "these places have no income: they have no EXPY, and PRODY is of the others only: %[2]s", list.Zh, list.En)
		}
	}
	profiles, few := t.Profiles(), func(list []bool, i int) bool { return list != nil && list[i] }
	var fewPlaces, fewActivities []bool
	if c.counted != nil {
		fewPlaces, fewActivities = c.counted.FewPlaces, c.counted.FewActivities
	}
	ranks := ranked(eci, fewPlaces)
	for i, name := range t.Places {
		f := profiles[i]
		c.result.Places = append(c.result.Places, PlaceView{Place: name, Total: city.Number(t.Total()[i]), Diversity: p.Diversity[i], ECI: figureAt(eci, i), Rank: at(ranks, i), Few: few(fewPlaces, i),
			Fitness: city.Number(fitness[i]), Outlook: figureAt(outlook, i), Outside: figureAt(abroad, i), Covered: figureAt(covered, i), EXPY: figureAt(expy, i),
			Herfindahl: city.Number(f.Herfindahl), Entropy: city.Number(f.Entropy), Krugman: city.Number(f.Krugman), Hachman: city.Number(f.Hachman)})
	}
	ranks = ranked(pci, fewActivities)
	for j, x := range t.Concentrations(nil) {
		c.result.Activities = append(c.result.Activities, ActivityView{Activity: t.Activities[j], Size: city.Number(t.Size()[j]), Ubiquity: p.Ubiquity[j], PCI: figureAt(pci, j), Rank: at(ranks, j), Few: few(fewActivities, j),
			Complexity: city.Number(hardness[j]), Outside: figureAt(c.outside, j), PRODY: figureAt(prody, j), Hoover: city.Number(x.Hoover), Gini: city.Number(x.Gini), Locational: city.Number(x.Locational)})
	}
	c.result.Sample = c.sample()
	return nil
}

// lacking names what has no figure.
func lacking(names []string, x []float64) []string {
	var out []string
	for i, v := range x {
		if math.IsNaN(v) {
			out = append(out, names[i])
		}
	}
	return out
}

// ranked ranks what has a figure and is not few, from the greatest; 0 is no rank.
func ranked(x []float64, few []bool) []int {
	out := make([]int, len(x))
	skip := func(i int) bool { return math.IsNaN(x[i]) || few != nil && few[i] }
	for i := range x {
		if skip(i) {
			continue
		}
		out[i] = 1
		for k, v := range x {
			if !skip(k) && v > x[i] {
				out[i]++
			}
		}
	}
	return out
}

func at(ranks []int, i int) *int {
	if len(ranks) == 0 || ranks[i] == 0 {
		return nil
	}
	return &ranks[i]
}

func (c *specialisation) sample() SpaceSample {
	t := c.table
	s := SpaceSample{Places: len(t.Places), Activities: len(t.Activities), LeftOut: slices.Clone(c.spec.LeaveOut), DroppedPlaces: t.Dropped.Places, DroppedActivities: t.Dropped.Activities}
	for i, d := range c.presence.Diversity {
		s.Presences += d
		if c.counted == nil {
			continue
		}
		for j := range t.Activities {
			if t.OnLittle(i, j) {
				s.OnLittle++
			}
		}
	}
	for _, list := range []*[]string{&s.LeftOut, &s.DroppedPlaces, &s.DroppedActivities} {
		if *list == nil {
			*list = []string{}
		}
	}
	if c.spec.Period != "" {
		c.result.Period = &c.year
	}
	return s
}

// focus lists what the places in focus have and could enter.
func (c *specialisation) focus(dir *files.Folder) error {
	near, other, err := c.linked(dir)
	if err != nil {
		return err
	}
	if len(c.spec.Focus) == 0 {
		return nil
	}
	alike, err := c.table.Alike()
	if err != nil {
		return err
	}
	for _, name := range c.spec.Focus {
		i := slices.Index(c.table.Places, name)
		if i < 0 {
			return c.spec.wrong("focus", "focus 里的“%s”不在表里，或全是 0", "%q in focus is not in the table, or has nothing", name)
		}
		f := FocusView{Place: name, Held: []CellView{}, Options: []CellView{}, Linked: []LinkedView{}, Alike: c.alike(i, alike)}
		for j := range c.table.Activities {
			cell := c.cell(i, j)
			if c.presence.Has(i, j) {
				f.Held = append(f.Held, cell)
			} else if !math.IsNaN(float64(cell.Density)) {
				f.Options = append(f.Options, cell)
			}
		}
		slices.SortStableFunc(f.Held, func(a, b CellView) int { return cmp.Compare(b.Quotient, a.Quotient) })
		slices.SortStableFunc(f.Options, func(a, b CellView) int { return cmp.Compare(b.Density, a.Density) })
		f.Held, f.Options = f.Held[:min(len(f.Held), c.spec.Show)], f.Options[:min(len(f.Options), c.spec.Show)]
		if other != nil {
			f.Linked = c.around(name, near, other)
		}
		c.result.Focus = append(c.result.Focus, f)
	}
	return nil
}

// alike lists the places whose mix is most like that of one.
func (c *specialisation) alike(place int, by [][]float64) []AlikeView {
	out := []AlikeView{}
	for k, r := range by[place] {
		if k != place {
			out = append(out, AlikeView{Place: c.table.Places[k], Correlation: city.Number(r)})
		}
	}
	slices.SortStableFunc(out, func(a, b AlikeView) int { return cmp.Compare(b.Correlation, a.Correlation) })
	return out[:min(len(out), 3)]
}

func (c *specialisation) cell(i, j int) CellView {
	v := CellView{Activity: c.table.Activities[j], Quotient: city.Number(c.quotient[i][j]), Value: city.Number(c.table.Values[i][j]), OnLittle: c.counted != nil && c.table.OnLittle(i, j),
		PCI: none, Density: city.Number(c.density[i][j]), Relative: city.Number(c.relative[i][j]), Gain: none, Near: c.nearest(i, j)}
	if c.scores != nil {
		v.PCI, v.Gain = city.Number(c.scores.Activity[j]), city.Number(c.outlook.Gain[i][j])
	}
	return v
}

// nearest names the three activities that a place has and that are nearest to one.
func (c *specialisation) nearest(place, activity int) []string {
	return closest(c.table.Activities, func(k int) float64 {
		if k == activity || !c.presence.Has(place, k) {
			return 0
		}
		return c.near[activity][k]
	})
}

// closest names the three that are nearest, none at a distance of nothing.
func closest(names []string, near func(k int) float64) []string {
	var order []int
	for k := range names {
		if near(k) > 0 {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(near(b), near(a)) })
	out := []string{}
	for _, k := range order[:min(3, len(order))] {
		out = append(out, names[k])
	}
	return out
}
