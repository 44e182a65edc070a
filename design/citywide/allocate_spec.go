package citywide

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// AllocateFile is where a study says which districts and themes are to be put
// together, and under what limits.
const AllocateFile = "allocate.yaml"

const allocateManual = "120-allocate.md"

// AllocateSpec is allocate.yaml; see docs/manual/120-allocate.md. Money is in
// 万元, land in hectares, as in the tables that it names.
type AllocateSpec struct {
	Title     string `yaml:"title"`
	Districts string `yaml:"districts"` // tables, beside the specification or below it
	Themes    string `yaml:"themes"`
	Adjacency string `yaml:"adjacency"`
	Firms     string `yaml:"firms"` // district, industry, count

	Money              *float64 `yaml:"money_wan"`              // of the city for all themes; none is no limit
	FreeLand           *float64 `yaml:"free_land_ha"`           // that the city may newly supply
	M0Share            *float64 `yaml:"m0_share_of_industrial"` // of M0 land in a district's industrial land at most
	ThemeDistrictsMax  int      `yaml:"theme_districts_max"`    // districts a theme at most; 0 is no limit
	CoarseDistrictsMax int      `yaml:"coarse_districts_max"`   // districts a coarse class at most

	MinimumFirms int           `yaml:"minimum_firms"` // a district with fewer is not decided
	Undecided    []Undecidable `yaml:"undecided"`     // districts that a person leaves open
	Locks        []Lock        `yaml:"locks"`
	Weights      Weights       `yaml:"weights"`      // those left out are the usual
	NearOptimal  *float64      `yaml:"near_optimal"` // how much less an alternative may gain, as a share
	Draws        *int          `yaml:"draws"`        // of the counts, for stability

	file string
	raw  []byte
}

// Lock 锁定: a choice that a person has made.
type Lock struct {
	District string `yaml:"district" json:"district"`
	Theme    string `yaml:"theme" json:"theme"`
}

// Undecidable is a district that a person leaves open, and why.
type Undecidable struct {
	District string    `yaml:"district"`
	Because  city.Text `yaml:"because"`
}

// Weights say what a plan gains, in points: up to so many for each choice of a
// district, and what is taken off for each district beyond the first.
type Weights struct {
	Specialisation float64 `yaml:"specialisation" json:"specialisation"` // for a quotient of 3 or more; none at 1
	Relatedness    float64 `yaml:"relatedness" json:"relatedness"`       // for a density of 1
	Mass           float64 `yaml:"mass" json:"mass"`                     // for twice the firms that make a theme able to stand
	Adjacency      float64 `yaml:"adjacency" json:"adjacency"`           // for two neighbours with different themes of one coarse class
	Duplication    float64 `yaml:"duplication" json:"duplication"`       // price of each further district with the same theme
	Coarse         float64 `yaml:"coarse" json:"coarse"`                 // price of each further district with the same coarse class
}

// Usual are the weights where a specification has none.
var Usual = Weights{Specialisation: 1, Relatedness: 1, Mass: 0.5, Adjacency: 0.1, Duplication: 0.6, Coarse: 0.1}

// The usual shares and numbers.
const (
	usualNearOptimal = 0.03
	usualDraws       = 50
	maxDraws         = 10_000 // keeps a typing slip from running for a day
)

// ReadAllocate reads and checks a specification. Faults are *city.Error with
// the line.
func ReadAllocate(dir *files.Folder, name string) (*AllocateSpec, error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	s := &AllocateSpec{Weights: Usual}
	err = files.YAML(name, raw, s)
	var e *city.Error
	if errors.As(err, &e) && strings.Contains(e.Hint.Zh, "010-data.md") {
		return nil, e.WithHint("对照 docs/manual/"+allocateManual+" 检查键名、缩进与取值", "check keys, indentation and values against docs/manual/"+allocateManual)
	}
	if err != nil {
		return nil, err
	}
	s.file, s.raw = name, raw
	return s, s.check()
}

// check says the first thing that is wrong with a specification by itself.
func (s *AllocateSpec) check() error {
	for _, f := range []struct{ key, name string }{{"districts", s.Districts}, {"themes", s.Themes}, {"adjacency", s.Adjacency}, {"firms", s.Firms}} {
		switch {
		case f.name == "":
			return s.wrong(f.key+":", "缺少“%[1]s”（数据表）", "%[1]s, a table, is missing", f.key)
		case !filepath.IsLocal(filepath.FromSlash(f.name)):
			return s.wrong(f.name, "“%s”在课题之外", "%q lies outside the study", f.name).WithHint("把文件复制到课题里", "copy the file into the study")
		}
	}
	for _, n := range []struct {
		key   string
		value *float64
		most  float64
	}{{"money_wan", s.Money, 1e12}, {"free_land_ha", s.FreeLand, 1e9}, {"m0_share_of_industrial", s.M0Share, 1}, {"near_optimal", s.NearOptimal, 0.5}} {
		if n.value != nil && !(*n.value >= 0 && *n.value <= n.most) {
			return s.wrong(n.key+":", "“%[1]s”要在 0 与 %[2]v 之间", "%[1]s lies between 0 and %[2]v", n.key, n.most)
		}
	}
	if s.ThemeDistrictsMax < 0 || s.CoarseDistrictsMax < 0 || s.MinimumFirms < 0 || s.Draws != nil && (*s.Draws < 0 || *s.Draws > maxDraws) {
		return s.wrong("", "个数不能小于 0，draws 不能超过 %d", "numbers are not below 0, and draws not above %d", maxDraws)
	}
	w := s.Weights
	for _, v := range []float64{w.Specialisation, w.Relatedness, w.Mass, w.Adjacency, w.Duplication, w.Coarse} {
		if !(v >= 0 && v <= 1000) {
			return s.wrong("weights:", "权重要在 0 与 1000 之间，现为 %v", "weights lie between 0 and 1000; this one is %v", v)
		}
	}
	if w.Specialisation+w.Relatedness+w.Mass == 0 {
		return s.wrong("weights:", "specialisation、relatedness、mass 全是 0，没有什么可比", "specialisation, relatedness and mass are all 0: nothing is compared")
	}
	for i, l := range s.Locks {
		for _, k := range s.Locks[:i] {
			if l == k {
				return s.wrong("locks:", "“%s”锁定“%s”写了两次", "the lock of %s on %s stands twice", l.District, l.Theme)
			}
		}
	}
	return nil
}

// near and draws are what the specification says, or the usual.
func (s *AllocateSpec) near() float64 {
	if s.NearOptimal != nil {
		return *s.NearOptimal
	}
	return usualNearOptimal
}

func (s *AllocateSpec) draws() int {
	if s.Draws != nil {
		return *s.Draws
	}
	return usualDraws
}

// wrong is a fault of the specification, at the first line that holds a text.
func (s *AllocateSpec) wrong(at, zh, en string, args ...any) *city.Error {
	line := 0
	if at != "" {
		if before, _, found := strings.Cut(string(s.raw), at); found {
			line = strings.Count(before, "\n") + 1
		}
	}
	return city.Errorf("bad_spec", zh, en, args...).At(s.file, "", line, "").WithHint("写法见 docs/manual/"+allocateManual, "see docs/manual/"+allocateManual)
}
