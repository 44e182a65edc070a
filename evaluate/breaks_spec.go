package evaluate

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/breaks"
)

// BreaksSpec is a specification of a search for breaks in one series; see
// docs/manual/082-panel.md. Variables are terms (see term.go).
type BreaksSpec struct {
	PanelSpec  `yaml:",inline"`
	Only       string   `yaml:"only"`       // the unit, where the table has several
	Regressors []string `yaml:"regressors"` // their coefficients break too; none: the mean alone
	Trend      bool     `yaml:"trend"`      // the period is a regressor
	Breaks     int      `yaml:"breaks"`     // the most that are tried; five, or as many as fit
	Trim       float64  `yaml:"trim"`       // least share of the rows in a regime; 0.15
	Draws      *int     `yaml:"draws"`      // for each test; 999
	Seed       uint64   `yaml:"seed"`
	Level      float64  `yaml:"level"` // 0.95
	At         []int    `yaml:"at"`    // last periods of a first regime, given and not searched
}

// ReadBreaksSpec reads and checks a specification. Faults are *city.Error with
// the line.
func ReadBreaksSpec(dir *files.Folder, name string) (*BreaksSpec, error) {
	s := &BreaksSpec{}
	if err := s.read(dir, name, "082-panel.md", s); err != nil {
		return nil, err
	}
	return s, s.check()
}

// check says the first thing that is wrong with a specification, and fills in
// what it leaves out.
func (s *BreaksSpec) check() error {
	for _, k := range [][2]string{{"data", s.Data}, {"period", s.Period}, {"outcome", s.Outcome}} {
		if strings.TrimSpace(k[1]) == "" {
			return s.wrong(k[0], "缺少“%s”", "%q is missing", k[0]).WithHint("必填：data、period、outcome", "needed are data, period, outcome")
		}
	}
	s.Regressors, s.Unit, s.Only = trimmed(s.Regressors), strings.TrimSpace(s.Unit), strings.TrimSpace(s.Only)
	for _, err := range []error{s.twice(termList{"regressors", s.Regressors}), s.level(&s.Level), s.draws("draws", &s.Draws, 999)} {
		if err != nil {
			return err
		}
	}
	if s.Trim == 0 {
		s.Trim = 0.15
	}
	sorted := slices.Sorted(slices.Values(s.At))
	switch {
	case s.Only != "" && s.Unit == "":
		return s.wrong("only", "有 only 而没有 unit（单位所在的列）", "only needs unit, the column of units")
	case slices.Contains(s.Regressors, breaks.Constant) || slices.Contains(s.Regressors, breaks.Trend):
		return s.wrong("regressors", "名为 1 或 trend 的列会与水平、直线混淆", "columns headed 1 or trend would be mistaken for the level and the line").
			WithHint("给那一列换个表头", "head the column otherwise")
	case s.Breaks < 0 || s.Breaks > 20:
		return s.wrong("breaks", "突变点数写 1 至 20，或不写", "breaks is a number from 1 to 20, or left out")
	case !(s.Trim > 0 && s.Trim < 0.5):
		return s.wrong("trim", "修剪比例写 0 至 0.5 之间的数，如 0.15", "trim is a share from 0 to under 0.5, such as 0.15")
	case len(s.At) > 20 || len(slices.Compact(sorted)) < len(s.At):
		return s.wrong("at", "at 至多写 20 个时期，不重复", "at takes 20 periods at most, each once")
	}
	return nil
}
