package evaluate

import (
	"cmp"
	"strings"

	"github.com/quanyu/quanyu/internal/files"
)

// DiDSpec is a specification of a difference-in-differences study; see
// docs/manual/085-effect.md.
type DiDSpec struct {
	PanelSpec    `yaml:",inline"`
	Treatment    `yaml:",inline"`
	Covariates   []string `yaml:"covariates"`   // terms; group-time effects take them at the base period
	Controls     string   `yaml:"controls"`     // never, not_yet; never where some unit is never treated
	Method       string   `yaml:"method"`       // outcome_regression, weighting, doubly_robust
	Base         string   `yaml:"base"`         // universal, varying
	Missing      string   `yaml:"missing"`      // whole_units, pairs
	Anticipation int      `yaml:"anticipation"` // periods before the treatment in which it may already work
	Window       []int    `yaml:"window"`       // event periods that are shown, such as [-5, 5]; all
	Cluster      string   `yaml:"cluster"`      // a column; the unit
	Draws        *int     `yaml:"draws"`        // of the bootstrap; 1000
	Placebo      int      `yaml:"placebo"`      // random assignments of the treatment; 0: none
	Earlier      []int    `yaml:"earlier"`      // periods by which a placebo treatment comes too soon
	LeaveOneOut  bool     `yaml:"leave_one_out"`
	Level        float64  `yaml:"level"` // 0.95
	Seed         uint64   `yaml:"seed"`
}

// ReadDiDSpec reads and checks a specification. Faults are *city.Error with the
// line.
func ReadDiDSpec(dir *files.Folder, name string) (*DiDSpec, error) {
	s := &DiDSpec{}
	if err := s.read(dir, name, "085-effect.md", s); err != nil {
		return nil, err
	}
	return s, s.check()
}

// check says the first thing that is wrong with a specification, and fills in
// what it leaves out.
func (s *DiDSpec) check() error {
	if err := s.needs(); err != nil {
		return err
	}
	if err := s.Treatment.check(&s.PanelSpec); err != nil {
		return err
	}
	for _, err := range []error{
		s.oneOf("controls", s.Controls, "never", "not_yet"), s.oneOf("method", s.Method, "outcome_regression", "weighting", "doubly_robust"),
		s.oneOf("base", s.Base, "universal", "varying"), s.oneOf("missing", s.Missing, "whole_units", "pairs"), s.twice(termList{"covariates", s.Covariates}),
		s.level(&s.Level), s.draws("draws", &s.Draws, 1000), s.earlier(s.Earlier),
	} {
		if err != nil {
			return err
		}
	}
	s.Method, s.Base, s.Missing = cmp.Or(s.Method, "doubly_robust"), cmp.Or(s.Base, "universal"), cmp.Or(s.Missing, "whole_units")
	switch {
	case s.Anticipation < 0 || s.Anticipation > 100:
		return s.wrong("anticipation", "预期期数写 0 至 100", "anticipation is a number of periods from 0 to 100")
	case len(s.Window) != 0 && (len(s.Window) != 2 || s.Window[0] > -2 || s.Window[1] < 1):
		return s.wrong("window", "事件窗口写两个数，前一个不大于 -2，后一个不小于 1，如 [-5, 5]", "window is two numbers, the first at most -2 and the second at least 1, such as [-5, 5]")
	case s.Placebo < 0 || s.Placebo > maxDraws:
		return s.wrong("placebo", "安慰剂次数只能是 0 至 %d", "placebo must be 0 to %d", maxDraws)
	}
	s.Cluster = strings.TrimSpace(s.Cluster)
	return nil
}
