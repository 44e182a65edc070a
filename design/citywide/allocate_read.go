package citywide

import (
	"slices"
	"strings"
	"unicode"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/complexity"
)

// district is one row of the districts.
type district struct {
	name        string
	m0, free    float64 // hectares
	money       float64 // 万元
	least, most int     // themes
	firms       float64 // of all industries
}

// theme is one row of the themes.
type theme struct {
	id, title   string
	divisions   []string // of GB/T 4754
	group       int      // of the coarse classes
	critical    float64  // firms with which a theme stands
	land, money float64
	fashionable bool
}

// layout is all that an allocation is made from.
type layout struct {
	spec      *AllocateSpec
	districts []district
	themes    []theme
	groups    []string // coarse classes, as they come
	adjacent  [][2]int // by number, the smaller first, each once
	records   []complexity.Record
	locks     [][2]int // district, theme
	open      []Open   // districts that get no theme for want of data, by number of the district
	inputs    []File
	findings  []city.Finding // about the tables
	absent    absent
}

// Open 依据不足: a district that gets no theme, and why.
type Open struct {
	District string    `json:"district"`
	Kind     string    `json:"kind"` // few_firms, named, no_candidate, no_room; not_chosen in one allocation
	Reason   city.Text `json:"reason"`
	number   int
}

// readLayout reads the tables that a specification names.
func readLayout(dir *files.Folder, s *AllocateSpec) (*layout, error) {
	l := &layout{spec: s}
	for _, step := range []func(*files.Folder) error{l.readDistricts, l.readThemes, l.readAdjacency, l.readFirms} {
		if err := step(dir); err != nil {
			return nil, err
		}
	}
	for _, k := range s.Locks {
		d, t := l.district(k.District), l.theme(k.Theme)
		switch {
		case d < 0:
			return nil, s.wrong(k.District, "锁定的区“%s”不在 %s 里", "the district %q of a lock is not in %s", k.District, s.Districts)
		case t < 0:
			return nil, s.wrong(k.Theme, "锁定的主题“%s”不在 %s 里", "the theme %q of a lock is not in %s", k.Theme, s.Themes)
		}
		if slices.Contains(l.locks, [2]int{d, t}) {
			return nil, s.wrong("locks:", "“%s”锁定“%s”写了两次", "the lock of %s on %s stands twice", k.District, l.themes[t].title)
		}
		l.locks = append(l.locks, [2]int{d, t})
	}
	return l, l.leaveOpen()
}

func (l *layout) district(name string) int {
	return slices.IndexFunc(l.districts, func(d district) bool { return d.name == name })
}

// theme finds a theme by its code or its title.
func (l *layout) theme(name string) int {
	return slices.IndexFunc(l.themes, func(t theme) bool { return t.id == name || t.title == name })
}

func (l *layout) readDistricts(dir *files.Folder) error {
	s, err := readSheet(dir, l.spec.Districts, "district", "industrial_land_ha", "free_land_ha", "m0_land_ha", "money_wan", "themes_min", "themes_max")
	if err != nil {
		return err
	}
	l.inputs = append(l.inputs, s.file())
	l.leaveTotals(s, "district")
	for i := range s.rows() {
		d := district{}
		if d.name, err = s.name(i, "district"); err != nil {
			return err
		}
		if l.district(d.name) >= 0 {
			return s.at(city.Errorf("duplicate_row", "“%s”出现两次", "%q stands twice", d.name), i, "district")
		}
		var industrial, least, most float64
		for _, c := range []struct {
			column string
			into   *float64
			whole  bool
		}{{"industrial_land_ha", &industrial, false}, {"free_land_ha", &d.free, false}, {"m0_land_ha", &d.m0, false}, {"money_wan", &d.money, false},
			{"themes_min", &least, true}, {"themes_max", &most, true}} {
			read := s.amount
			if c.whole {
				read = s.count
			}
			if *c.into, err = read(i, c.column); err != nil {
				return err
			}
		}
		if least > most {
			return s.at(city.Errorf("bad_number", "“%[1]s”的“%[2]s”大于“%[3]s”", "%[2]q of %[1]q is above %[3]q", d.name, s.heading("themes_min"), s.heading("themes_max")), i, "themes_min")
		}
		if l.spec.M0Share != nil {
			d.m0 = min(d.m0, industrial**l.spec.M0Share)
		}
		d.least, d.most = int(least), int(most)
		l.districts = append(l.districts, d)
	}
	return nil
}

func (l *layout) readThemes(dir *files.Folder) error {
	s, err := readSheet(dir, l.spec.Themes, "theme", "title", "divisions", "coarse", "critical_firms", "land_ha", "money_wan")
	if err != nil {
		return err
	}
	l.inputs = append(l.inputs, s.file())
	l.leaveTotals(s, "theme", "title")
	for i := range s.rows() {
		t := theme{divisions: strings.FieldsFunc(s.text(i, "divisions"), between)}
		var group string
		for _, c := range []struct {
			column string
			into   *string
		}{{"theme", &t.id}, {"title", &t.title}, {"coarse", &group}} {
			if *c.into, err = s.name(i, c.column); err != nil {
				return err
			}
		}
		switch {
		case l.theme(t.id) >= 0 || l.theme(t.title) >= 0:
			return s.at(city.Errorf("duplicate_row", "“%s”出现两次", "%q stands twice", t.id), i, "theme")
		case len(t.divisions) == 0:
			return s.at(city.Errorf("no_name", "“%s”没有行业", "%q has no divisions", t.id), i, "divisions")
		}
		for k, v := range t.divisions {
			t.divisions[k] = industry(v)
			if slices.Contains(t.divisions[:k], t.divisions[k]) {
				return s.at(city.Errorf("duplicate_division", "“%[1]s”的行业“%[2]s”写了两次", "the division %[2]q of %[1]q stands twice", t.id, v), i, "divisions")
			}
		}
		for _, c := range []struct {
			column string
			into   *float64
		}{{"critical_firms", &t.critical}, {"land_ha", &t.land}, {"money_wan", &t.money}} {
			if *c.into, err = s.amount(i, c.column); err != nil {
				return err
			}
		}
		if t.critical == 0 {
			return s.at(city.Errorf("bad_number", "“%s”的 critical_firms 要大于 0", "critical_firms of %q is above 0", t.id), i, "critical_firms")
		}
		if t.fashionable, err = s.yes(i, "fashionable"); err != nil {
			return err
		}
		if t.group = slices.Index(l.groups, group); t.group < 0 {
			t.group, l.groups = len(l.groups), append(l.groups, group)
		}
		l.themes = append(l.themes, t)
	}
	return nil
}

// between says what stands between two divisions.
func between(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("、,，;；/", r) }

// yes reads a cell that says yes or no; a blank one is no.
func (s *sheet) yes(row int, column string) (bool, error) {
	switch strings.ToLower(s.text(row, column)) {
	case "1", "是", "√", "yes", "true":
		return true, nil
	case "", "0", "否", "×", "no", "false":
		return false, nil
	}
	return false, s.at(city.Errorf("bad_value", "“%[1]s”的“%[2]s”不是 1 或 0", "%[2]q of %[1]s is neither 1 nor 0", s.heading(column), s.text(row, column)), row, column)
}

func (l *layout) readAdjacency(dir *files.Folder) error {
	s, err := readRows(dir, l.spec.Adjacency, "entity", "neighbour") // a city whose districts do not touch has none
	if err != nil {
		return err
	}
	l.inputs = append(l.inputs, s.file())
	for i := range s.rows() {
		var e [2]int
		for k, c := range []string{"entity", "neighbour"} {
			if e[k] = l.district(s.text(i, c)); e[k] < 0 {
				return s.at(city.Errorf("unknown_district", "“%s”不在 %s 里", "%q is not in %s", s.text(i, c), l.spec.Districts), i, c)
			}
		}
		if e[0] == e[1] {
			return s.at(city.Errorf("bad_adjacency", "“%s”与自己相邻", "%q is its own neighbour", s.text(i, "entity")), i, "neighbour")
		}
		if e[0] > e[1] {
			e[0], e[1] = e[1], e[0]
		}
		if !slices.Contains(l.adjacent, e) { // both directions may be listed
			l.adjacent = append(l.adjacent, e)
		}
	}
	slices.SortFunc(l.adjacent, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return nil
}
