package evaluate

import (
	"cmp"
	"strings"

	"github.com/quanyu/quanyu/internal/files"
)

// SynthSpec is a specification of a synthetic control, or of a synthetic
// difference-in-differences; see docs/manual/085-effect.md.
type SynthSpec struct {
	PanelSpec   `yaml:",inline"`
	Treatment   `yaml:",inline"`
	Method      string      `yaml:"method"`     // synthetic_did, synthetic_control, did
	Only        []string    `yaml:"only"`       // treated units to study; the others are no donors
	Covariates  []string    `yaml:"covariates"` // terms, partialled out of the outcome
	Predictors  []Predictor `yaml:"predictors"` // of synthetic_control; none: the outcome in each period before the treatment
	Fit         []int       `yaml:"fit"`        // periods, from and to, over which the weights of predictors are chosen
	Donors      Donors      `yaml:"donors"`
	Errors      string      `yaml:"errors"`  // placebo, jackknife, bootstrap, none
	Draws       *int        `yaml:"draws"`   // 200
	Space       *bool       `yaml:"space"`   // donors play the treated; true
	Worst       float64     `yaml:"worst"`   // leave out plays whose mean square before is over so many times that of the treated; 0: none
	Earlier     []int       `yaml:"earlier"` // periods by which a placebo treatment comes too soon
	LeaveOneOut bool        `yaml:"leave_one_out"`
	Level       float64     `yaml:"level"` // 0.95
	Seed        uint64      `yaml:"seed"`

	errorsLeftOut bool
}

// Predictor is what the donors are to agree in with the treated unit: the mean
// of a term over periods before the treatment.
type Predictor struct {
	Term    string   `yaml:"term"`
	Periods []int    `yaml:"periods"` // one, or from and to; all before the treatment
	Weight  *float64 `yaml:"weight"`  // of the predictor; chosen where none has one
}

// Donors are the rules by which a unit may be compared with.
type Donors struct {
	Same    []string  `yaml:"same"` // columns in which a donor agrees with a treated unit: its tier, its province
	Exclude []Exclude `yaml:"exclude"`
}

// Exclude keeps units out of the donors for a reason.
type Exclude struct {
	Units []string `yaml:"units"`
	Why   string   `yaml:"why"`
}

// ReadSynthSpec reads and checks a specification. Faults are *city.Error with
// the line.
func ReadSynthSpec(dir *files.Folder, name string) (*SynthSpec, error) {
	s := &SynthSpec{}
	if err := s.read(dir, name, "085-effect.md", s); err != nil {
		return nil, err
	}
	return s, s.check()
}

// check says the first thing that is wrong with a specification, and fills in
// what it leaves out.
func (s *SynthSpec) check() error {
	if err := s.needs(); err != nil {
		return err
	}
	if err := s.Treatment.check(&s.PanelSpec); err != nil {
		return err
	}
	for _, err := range []error{
		s.oneOf("method", s.Method, "synthetic_did", "synthetic_control", "did"), s.oneOf("errors", s.Errors, "placebo", "jackknife", "bootstrap", "none"),
		s.level(&s.Level), s.draws("draws", &s.Draws, 200), s.earlier(s.Earlier), s.twice(termList{"covariates", s.Covariates}), s.predictors(), s.donors(),
	} {
		if err != nil {
			return err
		}
	}
	if s.Worst != 0 && !(s.Worst >= 1) {
		return s.wrong("worst", "worst 写 1 或更大的倍数，如 5", "worst is a multiple from 1, such as 5")
	}
	s.Method = cmp.Or(s.Method, "synthetic_did")
	s.errorsLeftOut = s.Errors == ""
	if s.errorsLeftOut && len(s.Predictors) > 0 {
		s.Errors = "none" // the placebos in space are its test, as in Abadie et al. 2010
	}
	s.Errors = cmp.Or(s.Errors, "placebo")
	if s.Space == nil {
		yes := true
		s.Space = &yes
	}
	return nil
}

func (s *SynthSpec) predictors() error {
	weights, seen := 0, map[string]bool{}
	for _, p := range s.Predictors {
		switch n := len(p.Periods); {
		case seen[p.name()]:
			return s.wrong("predictors", "预测变量“%s”写了两次", "the predictor %q stands twice", p.name())
		case strings.TrimSpace(p.Term) == "":
			return s.wrong("predictors", "predictors 里有一项没有 term", "an entry of predictors has no term")
		case n > 2 || n == 2 && p.Periods[0] > p.Periods[1]:
			return s.wrong("predictors", "“%s”的 periods 写一个时期，或从小到大两个时期", "periods of %q is one period, or two in ascending order", p.Term)
		}
		seen[p.name()] = true
		if p.Weight != nil {
			weights++
		}
	}
	switch n := len(s.Fit); {
	case len(s.Predictors) > 0 && s.Method != "synthetic_control":
		return s.wrong("predictors", "predictors 只与 method: synthetic_control 一起写", "predictors are written with method: synthetic_control only")
	case weights > 0 && weights < len(s.Predictors):
		return s.wrong("predictors", "weight 要么每一项都写，要么都不写", "weight is written for every predictor, or for none")
	case n > 0 && len(s.Predictors) == 0:
		return s.wrong("fit", "fit 只与 predictors 一起写", "fit is written with predictors only")
	case n > 2 || n == 2 && s.Fit[0] > s.Fit[1]:
		return s.wrong("fit", "fit 写一个时期，或从小到大两个时期", "fit is one period, or two in ascending order")
	}
	return nil
}

func (s *SynthSpec) donors() error {
	for _, column := range s.Donors.Same {
		if strings.TrimSpace(column) == "" {
			return s.wrong("donors", "donors 的 same 里有空的一项", "an entry of same of donors is empty")
		}
	}
	for _, e := range s.Donors.Exclude {
		if len(e.Units) == 0 || strings.TrimSpace(e.Why) == "" {
			return s.wrong("donors", "donors 的 exclude 每一项写 units（单位）与 why（理由）", "each entry of exclude of donors has units and why")
		}
	}
	return nil
}
