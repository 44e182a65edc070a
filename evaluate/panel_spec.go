package evaluate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/panel"
)

// RegressionSpec is a specification of a regression on a panel; see
// docs/manual/082-panel.md. Variables are terms (see term.go).
type RegressionSpec struct {
	PanelSpec  `yaml:",inline"`
	Regressors []string  `yaml:"regressors"`
	Effects    *[]string `yaml:"effects"` // unit, period; left out: both; []: a constant
	Errors     string    `yaml:"errors"`  // classical, hc1, clustered, two_way, driscoll_kraay; clustered
	Cluster    string    `yaml:"cluster"` // a column; the unit
	Lags       *int      `yaml:"lags"`    // of driscoll_kraay; the fourth root of the number of periods, rounded down
	Wild       []string  `yaml:"wild"`    // regressors whose coefficients the bootstrap of clusters' signs tests too
	Draws      *int      `yaml:"draws"`   // of that bootstrap; 9999
	Seed       uint64    `yaml:"seed"`
	Level      float64   `yaml:"level"` // 0.95
}

// ReadRegressionSpec reads and checks a specification. Faults are *city.Error
// with the line.
func ReadRegressionSpec(dir *files.Folder, name string) (*RegressionSpec, error) {
	s := &RegressionSpec{}
	if err := s.read(dir, name, "082-panel.md", s); err != nil {
		return nil, err
	}
	return s, s.check()
}

// check says the first thing that is wrong with a specification, and fills in
// what it leaves out.
func (s *RegressionSpec) check() error {
	if err := s.needs("regressors", strings.Join(s.Regressors, "")); err != nil {
		return err
	}
	s.Regressors, s.Wild = trimmed(s.Regressors), trimmed(s.Wild)
	s.Cluster = strings.TrimSpace(s.Cluster)
	if s.Effects == nil {
		s.Effects = &[]string{"unit", "period"}
	}
	for _, err := range []error{
		s.twice(termList{"regressors", s.Regressors}), s.effects(),
		s.oneOf("errors", s.Errors, "classical", "hc1", "clustered", "two_way", "driscoll_kraay"), s.level(&s.Level), s.draws("draws", &s.Draws, 9999),
	} {
		if err != nil {
			return err
		}
	}
	s.Errors = cmp.Or(s.Errors, "clustered")
	switch kind := panel.Errors(s.Errors); {
	case s.Cluster != "" && kind != panel.Clustered && kind != panel.TwoWay:
		return s.wrong("cluster", "cluster 只与 errors: clustered 或 two_way 一起写", "cluster is written with errors: clustered or two_way only")
	case s.Lags != nil && kind != panel.DriscollKraay:
		return s.wrong("lags", "lags 只与 errors: driscoll_kraay 一起写", "lags is written with errors: driscoll_kraay only")
	case s.Lags != nil && (*s.Lags < 0 || *s.Lags > 100):
		return s.wrong("lags", "lags 写 0 至 100", "lags is a number of periods from 0 to 100")
	case len(s.Wild) > 0 && kind != panel.Clustered:
		return s.wrong("wild", "wild 只与 errors: clustered 一起写", "wild is written with errors: clustered only")
	case len(s.Wild) > 0 && *s.Draws == 0:
		return s.wrong("draws", "有 wild，draws 至少为 1", "with wild, draws must be 1 or more")
	}
	for i, name := range s.Wild {
		if !slices.Contains(s.Regressors, name) || slices.Contains(s.Wild[:i], name) {
			return s.wrong("wild", "wild 里的“%s”不是 regressors 里的一项，或写了两次", "%q under wild is none of regressors, or stands twice", name)
		}
	}
	return nil
}

// effects refuses other words than unit and period, and one that stands twice.
func (s *RegressionSpec) effects() error {
	for i, e := range *s.Effects {
		if e != "unit" && e != "period" || slices.Contains((*s.Effects)[:i], e) {
			return s.wrong("effects", "effects 写 [unit, period]、[unit]、[period] 或 []", "effects is [unit, period], [unit], [period] or []")
		}
	}
	return nil
}

func trimmed(texts []string) []string {
	out := []string{}
	for _, t := range texts {
		out = append(out, strings.TrimSpace(t))
	}
	return out
}
