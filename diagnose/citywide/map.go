package citywide

import (
	"errors"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
)

// MapFile is what a study calls the specification of its map.
const MapFile = "map.yaml"

const manual = "130-chains.md"

// MapSpec says what a map is made from; see docs/manual/130-chains.md.
type MapSpec struct {
	Title     string    `yaml:"title"`
	Adjacency string    `yaml:"adjacency"` // a table: entity, neighbour
	Top       string    `yaml:"top"`       // the district that lies farthest up, and
	Left      string    `yaml:"left"`      // farthest to the left, as adjacency tells no north
	Boundary  *Boundary `yaml:"boundary"`  // a file of the user's own
	file      string
	raw       []byte
}

// Map is a city's districts drawn: as tiles always, by their boundaries where the
// study has a file with an approval number.
type Map struct {
	Title     string
	Synthetic bool
	Files     []string
	Tiles     *Tiles
	Notes     []city.Text // about the tiles
	Shapes    []Shape     // one for each district of the file; none without one
	Approval  string
	Under     []city.Text // what stands under the shapes, the approval number first
}

// ReadMap reads and draws up a map. Faults are *city.Error with file and line.
func ReadMap(dir *files.Folder, name string) (*Map, error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	s := &MapSpec{file: name, raw: raw}
	if err := files.YAML(name, raw, s); err != nil {
		var e *city.Error
		if errors.As(err, &e) && strings.Contains(e.Hint.Zh, "010-data.md") {
			return nil, e.WithHint("对照 docs/manual/"+manual+" 检查键名与取值", "check keys and values against docs/manual/"+manual)
		}
		return nil, err
	}
	if s.Adjacency == "" {
		return nil, s.wrong("adjacency", "缺少“adjacency”（哪些区相邻）", "adjacency, which districts touch, is missing")
	}
	if s.Title == "" {
		s.Title = "各区示意图"
	}
	names, pairs, err := readAdjacency(dir, s.Adjacency)
	if err != nil {
		return nil, err
	}
	for _, k := range [][2]string{{"top", s.Top}, {"left", s.Left}} {
		if k[1] != "" && !slices.Contains(names, k[1]) {
			return nil, s.wrong(k[0], "相邻表里没有“%s”", "the table of adjacency has no %q", k[1])
		}
	}
	m := &Map{Title: s.Title, Synthetic: strings.Contains(s.Title, "合成"), Files: []string{name, s.Adjacency}, Tiles: Arrange(names, pairs, s.Top, s.Left)}
	if m.Notes = append(m.Notes, m.schematic()); len(m.Tiles.Lost) > 0 {
		m.Notes = append(m.Notes, m.lost())
	}
	if s.Boundary != nil {
		err = s.draw(dir, m)
	}
	return m, err
}

// lost names the pairs that touch and do not on the picture.
func (m *Map) lost() city.Text {
	var list []string
	for _, p := range m.Tiles.Lost {
		list = append(list, m.Tiles.Districts[p[0]]+"—"+m.Tiles.Districts[p[1]])
	}
	return city.Text{Zh: "实际相邻而图上没有挨着：" + strings.Join(list, "、"), En: "these touch and do not here: " + strings.Join(list, ", ")}
}

// schematic says what the tiles are and how far they can be trusted.
func (m *Map) schematic() city.Text {
	t := m.Tiles
	return city.Errorf("", "示意图，不是地图：一格一个区，大小、形状、方位都不代表实际；%[1]d 对相邻的区里 %[2]d 对在图上也相邻，图上相邻而实际不相邻的 %[3]d 对",
		"schematic, no map: a tile a district, with no true size, shape or direction; of %[1]d pairs that touch, %[2]d touch here, and %[3]d touch here only", t.Of, t.Kept, t.Strange).Message
}

// wrong is a fault of the specification, at the line of a key.
func (s *MapSpec) wrong(key, zh, en string, args ...any) *city.Error {
	line := 0
	for n, l := range strings.Split(string(s.raw), "\n") {
		if strings.Contains(" "+l, " "+key+":") || strings.Contains(l, "{"+key+":") {
			line = n + 1
			break
		}
	}
	return city.Errorf("bad_map", zh, en, args...).At(s.file, "", line, "").WithHint("写法见 docs/manual/"+manual, "see docs/manual/"+manual)
}

// readAdjacency reads which districts touch: names in the order in which they come,
// pairs once each by number.
func readAdjacency(dir *files.Folder, name string) (names []string, pairs [][2]int, err error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, nil, err
	}
	grids, err := grid.Read(name, raw)
	if err != nil {
		return nil, nil, err
	}
	if len(grids) != 1 || len(grids[0].Rows) < 2 {
		return nil, nil, city.Errorf("bad_table", "要有一个工作表，表头下面有数据", "one sheet with rows below its header is needed").At(name, "", 0, "")
	}
	g := grids[0]
	cell := func(r, c int) string { return strings.TrimSpace(g.At(r, c).Text) }
	if !slices.Contains([]string{"entity", "区"}, cell(0, 0)) || !slices.Contains([]string{"neighbour", "相邻区"}, cell(0, 1)) {
		return nil, nil, city.Errorf("no_column", "前两列的表头要是“区”与“相邻区”（entity、neighbour）", "the first two columns are headed entity and neighbour").At(name, g.Sheet, 1, "")
	}
	number := func(s string) int {
		if i := slices.Index(names, s); i >= 0 {
			return i
		}
		names = append(names, s)
		return len(names) - 1
	}
	for r := 1; r < len(g.Rows); r++ {
		a, b := cell(r, 0), cell(r, 1)
		switch {
		case a == "" && b == "":
			continue
		case a == "":
			return nil, nil, city.Errorf("no_name", "区名是空的", "the name of a district is blank").At(name, g.Sheet, r+1, grid.Name(r, 0))
		case a == b:
			return nil, nil, city.Errorf("self_link", "“%s”与自己相邻", "%q touches itself", a).At(name, g.Sheet, r+1, grid.Name(r, 1))
		case b == "":
			number(a) // a district that touches none
			continue
		}
		p := [2]int{number(a), number(b)}
		if p[0] > p[1] {
			p[0], p[1] = p[1], p[0]
		}
		if !slices.Contains(pairs, p) {
			pairs = append(pairs, p)
		}
	}
	if len(names) > mostDistricts {
		return nil, nil, city.Errorf("too_many", "有 %d 个区，示意图最多画 %d 个", "there are %d districts; a schematic map has %d at most", len(names), mostDistricts).At(name, g.Sheet, 0, "")
	}
	return names, pairs, nil
}

// mostDistricts keeps the map readable and the search short.
const mostDistricts = 60
