package citywide

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/catalog/rules/land"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/parcels"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
)

// LandFile is where a study says which parcels are judged by which pack.
const LandFile = "land.yaml"

const landManual = "125-land.md"

// LandSpec is land.yaml; see docs/manual/125-land.md.
type LandSpec struct {
	Title     string          `yaml:"title"`
	Question  string          `yaml:"question"`
	Pack      string          `yaml:"pack"`      // wuhan-2023
	Date      string          `yaml:"date"`      // the day whose rules are asked for; the pack's own
	Parcels   string          `yaml:"parcels"`   // GeoJSON, zipped Shapefile or table; none where there are no parcels yet
	CRS       string          `yaml:"crs"`       // of the parcels, where their file does not state it
	Districts string          `yaml:"districts"` // table: planned industrial land and M0 land there already
	Clusters  string          `yaml:"clusters"`  // table: the inventory
	Prices    string          `yaml:"prices"`    // table: prices of land by district and use
	Instead   string          `yaml:"instead"`   // use code that the land would be sold for otherwise
	Assume    map[string]bool `yaml:"assume"`    // fields of parcels that lack them
	Choose    *LandChoose     `yaml:"choose"`
	Approval  string          `yaml:"map_approval"` // 审图号 of the boundaries, printed under the map

	file string
	raw  []byte
}

// LandChoose asks for the parcels that together give the most under limits.
type LandChoose struct {
	By    string   `yaml:"by"`        // new_floor (usual) or area
	Area  *float64 `yaml:"area_ha"`   // in all at most
	Money *float64 `yaml:"money_wan"` // in all at most, by the cost of each parcel
}

// ReadLand reads and checks a specification. Faults are *city.Error with the line.
func ReadLand(dir *files.Folder, name string) (*LandSpec, error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	s := &LandSpec{}
	err = files.YAML(name, raw, s)
	var e *city.Error
	if errors.As(err, &e) && strings.Contains(e.Hint.Zh, "010-data.md") {
		return nil, e.WithHint("对照 docs/manual/"+landManual+" 检查键名、缩进与取值", "check keys, indentation and values against docs/manual/"+landManual)
	}
	if err != nil {
		return nil, err
	}
	s.file, s.raw = name, raw
	return s, s.check()
}

// check says the first thing that is wrong with a specification by itself.
func (s *LandSpec) check() error {
	list, err := land.Packs()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(list, func(p land.Pack) bool { return p.ID == s.Pack }) {
		var ids []string
		for _, p := range list {
			ids = append(ids, p.ID)
		}
		return s.wrong("pack:", "没有规则包“%s”", "there is no pack %q", s.Pack).WithHint("可用："+strings.Join(ids, "、"), "there are "+strings.Join(ids, ", "))
	}
	if _, ok := rule.ParseDay(s.Date); s.Date != "" && !ok {
		return s.wrong("date:", "date 写 2023-12-31 这样的日期，现为“%s”", "date is a day such as 2023-12-31, not %q", s.Date)
	}
	for _, name := range []string{s.Parcels, s.Districts, s.Clusters, s.Prices} {
		if name != "" && !filepath.IsLocal(filepath.FromSlash(name)) {
			return s.wrong(name, "“%s”在课题之外", "%q lies outside the study", name).WithHint("把文件复制到课题里", "copy the file into the study")
		}
	}
	if s.Parcels == "" && s.Clusters == "" {
		return s.wrong("", "既没有地块（parcels），也没有片区（clusters）", "there are neither parcels nor clusters")
	}
	if (s.Prices == "") != (s.Instead == "") {
		return s.wrong("instead:", "地价表（prices）与本可出让的用途（instead）要一起写", "prices and instead, the use that the land would be sold for, go together")
	}
	if s.Instead != "" {
		code, ok := parcels.Use(s.Instead)
		if !ok {
			return s.wrong("instead:", "instead 写用地代码，如 B2，现为“%s”", "instead is a use code such as B2, not %q", s.Instead)
		}
		s.Instead = code
	}
	return s.checkChoice()
}

func (s *LandSpec) checkChoice() error {
	c := s.Choose
	if c == nil {
		return nil
	}
	if s.Parcels == "" {
		return s.wrong("choose:", "没有地块，不能择优", "there are no parcels to choose from")
	}
	if c.By == "" {
		c.By = "new_floor"
	}
	if c.By != "new_floor" && c.By != "area" {
		return s.wrong("by:", "by 写 new_floor 或 area，现为“%s”", "by is new_floor or area, not %q", c.By)
	}
	for key, v := range map[string]*float64{"area_ha:": c.Area, "money_wan:": c.Money} {
		if v != nil && !(*v >= 0 && *v <= 1e9) {
			return s.wrong(key, "%[1]s 的 %[2]v 不是 0 或以上的数", "%[2]v of %[1]s is no number of 0 or more", strings.TrimSuffix(key, ":"), *v)
		}
	}
	return nil
}

// wrong locates a fault at the first line that holds a text.
func (s *LandSpec) wrong(at, zh, en string, args ...any) *city.Error {
	e := city.Errorf("bad_land", zh, en, args...).At(s.file, "", 0, "")
	if at == "" {
		return e
	}
	for i, line := range strings.Split(string(s.raw), "\n") {
		if strings.Contains(line, at) {
			return e.At(s.file, "", i+1, "")
		}
	}
	return e
}
