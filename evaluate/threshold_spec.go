package evaluate

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/threshold"
)

// ThresholdSpec is a specification of a panel threshold model; see
// docs/manual/080-method.md. Variables are terms (see term.go).
type ThresholdSpec struct {
	PanelSpec     `yaml:",inline"`
	Threshold     string    `yaml:"threshold"`
	Regime        []string  `yaml:"regime"` // slopes differ between regimes; 1 is the level itself
	Other         []string  `yaml:"other"`  // slopes do not
	PeriodEffects bool      `yaml:"period_effects"`
	Thresholds    *int      `yaml:"thresholds"` // 1 to 3; 1
	Mode          string    `yaml:"mode"`       // hansen: rows, split, grid, trim and resample as in his program, where they are not given
	Trim          []float64 `yaml:"trim"`       // least share of a regime, one for all steps or one for each; 0.05
	Rows          string    `yaml:"rows"`       // all, hansen
	Split         string    `yaml:"split"`      // at_most, below
	Grid          int       `yaml:"grid"`       // 0 tries every value
	Bootstrap     *int      `yaml:"bootstrap"`  // 300
	Resample      string    `yaml:"resample"`   // units, signs
	Level         float64   `yaml:"level"`      // 0.95
	Seed          uint64    `yaml:"seed"`
	LeaveOneOut   bool      `yaml:"leave_one_out"`
	Claimed       []float64 `yaml:"claimed"` // where a claim puts the threshold: a value, or from and to
	Placebo       bool      `yaml:"placebo"`
	Permutations  int       `yaml:"permutations"`
	At            []float64 `yaml:"at"` // thresholds that are given, not searched
	Power         *struct {
		Regressor   string  `yaml:"regressor"` // of regime; the first
		Shift       float64 `yaml:"shift"`
		Simulations *int    `yaml:"simulations"` // 200
	} `yaml:"power"`
}

// ReadThresholdSpec reads and checks a specification. Faults are *city.Error
// with the line.
func ReadThresholdSpec(dir *files.Folder, name string) (*ThresholdSpec, error) {
	s := &ThresholdSpec{}
	if err := s.read(dir, name, "080-method.md", s); err != nil {
		return nil, err
	}
	return s, s.check()
}

// check says the first thing that is wrong with a specification.
func (s *ThresholdSpec) check() error {
	if err := s.needs("threshold", s.Threshold, "regime", strings.Join(s.Regime, "")); err != nil {
		return err
	}
	for i, t := range s.Regime {
		s.Regime[i] = strings.TrimSpace(t)
	}
	if err := s.mode(); err != nil {
		return err
	}
	one, draws := 1, 300
	if s.Thresholds == nil {
		s.Thresholds = &one
	}
	if s.Bootstrap == nil {
		s.Bootstrap = &draws
	}
	switch {
	case *s.Thresholds < 1 || *s.Thresholds > 3:
		return s.wrong("thresholds", "门槛数只能是 1、2 或 3", "thresholds must be 1, 2 or 3")
	case *s.Bootstrap < 0 || *s.Bootstrap > maxDraws:
		return s.wrong("bootstrap", "自助次数只能是 0 至 %d", "bootstrap must be 0 to %d", maxDraws)
	case s.Grid != 0 && (s.Grid < 10 || s.Grid > 1_000_000):
		return s.wrong("grid", "格点数只能是 0（逐个取值）或 10 至 1000000", "grid must be 0 (every value) or 10 to 1000000")
	case s.Level != 0 && !(s.Level >= 0.5 && s.Level < 1):
		return s.wrong("level", "置信水平写 0.5 至 1 之间的数，如 0.95", "level is a share from 0.5 to under 1, such as 0.95")
	case len(s.Trim) > 3:
		return s.wrong("trim", "修剪比例至多三个，每步一个", "trim takes three shares at most, one for each step")
	case len(s.Claimed) > 2 || len(s.Claimed) == 2 && s.Claimed[0] > s.Claimed[1]:
		return s.wrong("claimed", "论断所称的门槛写一个数，或从小到大两个数", "claimed is one number, or two in ascending order")
	}
	for _, l := range []struct {
		key    string
		values []float64
	}{{"claimed", s.Claimed}, {"at", s.At}} {
		for _, v := range l.values {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return s.wrong(l.key, "“%s”里要写数", "%s takes numbers", l.key)
			}
		}
	}
	for _, t := range s.Trim {
		if !(t >= 0 && t < 0.5) {
			return s.wrong("trim", "修剪比例写 0 至 0.5 之间的数，如 0.05", "trim is a share from 0 to under 0.5, such as 0.05")
		}
	}
	for _, err := range []error{s.oneOf("rows", s.Rows, "all", "hansen"), s.oneOf("split", s.Split, "at_most", "below"), s.oneOf("resample", s.Resample, "units", "signs")} {
		if err != nil {
			return err
		}
	}
	if err := s.further(); err != nil {
		return err
	}
	if strings.TrimSpace(s.Threshold) == strings.TrimSpace(s.Outcome) {
		return s.wrong("threshold", "门槛变量就是因变量“%s”：按结果分段，再看结果的差别，必有差别", "the threshold variable is the outcome %q: what is sorted by its result differs in its result", s.Outcome)
	}
	return s.twice(termList{"regime", s.Regime}, termList{"other", s.Other})
}

// further checks what is asked beyond the search.
func (s *ThresholdSpec) further() error {
	switch {
	case s.Permutations < 0 || s.Permutations > maxDraws:
		return s.wrong("permutations", "互换次数只能是 0 至 %d", "permutations must be 0 to %d", maxDraws)
	case len(s.At) > 3 || !slices.IsSorted(s.At) || len(slices.Compact(slices.Clone(s.At))) < len(s.At):
		return s.wrong("at", "给定的门槛写一至三个数，从小到大", "at is one to three numbers, ascending")
	case s.Power == nil:
		return nil
	case math.IsNaN(s.Power.Shift) || math.IsInf(s.Power.Shift, 0):
		return s.wrong("power", "power 的 shift 要写数", "the shift of power is a number")
	case len(s.Claimed) == 0:
		return s.wrong("power", "power 要与 claimed 同写：变化发生在论断所称之处", "power needs claimed: the shift lies where the claim puts it")
	case s.Power.Regressor != "" && !slices.Contains(s.Regime, s.Power.Regressor):
		return s.wrong("power", "power 的 regressor 只能是 regime 里的一项", "the regressor of power must be one of regime")
	}
	s.Power.Regressor = cmp.Or(s.Power.Regressor, s.Regime[0])
	if err := s.draws("power", &s.Power.Simulations, 200); err != nil {
		return err
	}
	if *s.Power.Simulations == 0 {
		return s.wrong("power", "simulations 至少为 1", "simulations must be 1 or more")
	}
	return nil
}

// mode fills in the conventions of a published program.
func (s *ThresholdSpec) mode() error {
	switch s.Mode {
	case "":
		return nil
	case "hansen":
	default:
		return s.wrong("mode", "mode 只能是 hansen，或不写", "mode must be hansen, or left out")
	}
	h := threshold.Hansen()
	s.Rows, s.Split = cmp.Or(s.Rows, string(h.Rows)), cmp.Or(s.Split, string(h.Split))
	s.Resample, s.Grid = cmp.Or(s.Resample, string(h.Resample)), cmp.Or(s.Grid, h.Grid)
	if len(s.Trim) == 0 {
		s.Trim = h.Trim
	}
	return nil
}
