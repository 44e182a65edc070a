package industry

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/complexity"
)

// linked reads the other space, over the places that both have, and gives the
// nearness of its activities (rows) to those of this one, with its presences.
func (c *specialisation) linked(dir *files.Folder) (near [][]float64, other *complexity.Presence, err error) {
	l := c.spec.Linked
	if l == nil {
		return nil, nil, nil
	}
	s, err := readSpace(dir, l.Data, l.Space, c.spec.LeaveOut)
	if err != nil {
		return nil, nil, err
	}
	maps.Copy(c.space.left, s.left)
	year := 0
	switch {
	case l.Period == "":
	case c.spec.Period == "":
		return nil, nil, c.spec.wrong("linked", "linked 有 period 而本表没有，不知道取哪一期", "linked has a period and the table has none: which one is meant is not known")
	default:
		if year = c.year; !slices.Contains(s.periods, year) {
			return nil, nil, c.spec.wrong("linked", "linked 的表里没有 %d", "the table of linked has no %d", year)
		}
	}
	table, err := s.table(year)
	if err != nil {
		return nil, nil, err
	}
	c.result.Files = append(c.result.Files, s.sheet.as())
	both := slices.DeleteFunc(slices.Clone(table.Places), func(n string) bool { return !slices.Contains(c.table.Places, n) })
	if n := len(table.Places) + len(c.table.Places) - 2*len(both); n > 0 {
		c.notes.add("两个空间的地方不全相同：%d 个地方只在其中一个里，算两者的关联时不用", "the two spaces differ in places: %d are in one of them only, and not used for what links them", n)
	}
	if len(both) < 2 {
		return nil, nil, c.spec.wrong("linked", "两张表共有的地方少于两个", "the two tables share fewer than two places")
	}
	here := rowsOf(c.presence, both)
	other = rowsOf(table.Presence(c.spec.Cutoff), both)
	near, err = complexity.CrossProximity(other, here)
	return near, other, err
}

// rowsOf keeps some places of a presence.
func rowsOf(p *complexity.Presence, places []string) *complexity.Presence {
	x := make([][]float64, len(places))
	for n, name := range places {
		x[n] = make([]float64, len(p.Activities))
		i := slices.Index(p.Places, name)
		for j := range x[n] {
			if p.Has(i, j) {
				x[n][j] = 1
			}
		}
	}
	return complexity.Present(places, p.Activities, x, 1)
}

// around lists the activities of this space near to which a place has most of the
// other.
func (c *specialisation) around(place string, near [][]float64, other *complexity.Presence) []LinkedView {
	out := []LinkedView{}
	i := slices.Index(other.Places, place)
	if i < 0 {
		return out
	}
	density := complexity.CrossDensity(other, near)[i]
	row := slices.Index(c.table.Places, place)
	for j, d := range density {
		if math.IsNaN(d) {
			continue
		}
		out = append(out, LinkedView{Activity: c.table.Activities[j], Density: city.Number(d), Here: c.presence.Has(row, j), Near: closest(other.Activities, func(k int) float64 {
			if !other.Has(i, k) {
				return 0
			}
			return near[k][j]
		})})
	}
	slices.SortStableFunc(out, func(a, b LinkedView) int { return cmp.Compare(b.Density, a.Density) })
	return out[:min(len(out), c.spec.Show)]
}
