package industry

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/complexity"
)

// ComplexitySpec is a specification of what places are specialised in; see
// docs/manual/086-complexity.md.
type ComplexitySpec struct {
	Head  `yaml:",inline"`
	Space `yaml:",inline"`
	Year  *int `yaml:"year"`  // the period that is meant; the last
	Since *int `yaml:"since"` // an earlier period, for entries, exits and shares of growth

	Convention complexity.Convention `yaml:"convention"` // growthlab
	Cutoff     float64               `yaml:"cutoff"`     // of location quotients; 1
	Counts     *Counts               `yaml:"counts"`     // the values are counts
	Intervals  *IntervalSpec         `yaml:"intervals"`
	LeaveOut   []string              `yaml:"leave_out"` // places and activities
	Proximity  string                `yaml:"proximity"` // how activities are near; minimum
	Nearest    int                   `yaml:"nearest"`   // density around the nearest only; all

	Outside *Named       `yaml:"outside"` // complexity of activities from elsewhere
	Incomes *Named       `yaml:"incomes"` // income a head of places
	Linked  *Linked      `yaml:"linked"`  // another space over the same places
	Network *NetworkSpec `yaml:"network"`
	Focus   []string     `yaml:"focus"` // places whose activities are listed
	Show    int          `yaml:"show"`  // how many of them; 10
}

// Space says which columns of a table are places, activities and quantities.
// Without an activity every column but place and period is one.
type Space struct {
	Place    string `yaml:"place"` // the first column
	Activity string `yaml:"activity"`
	Value    string `yaml:"value"`
	Period   string `yaml:"period"`
	Blank    string `yaml:"blank"` // zero: an empty cell is nothing
}

// Counts says that the values are counts.
type Counts struct {
	Least float64 `yaml:"least"` // a place or an activity with fewer is not ranked; 10
}

// IntervalSpec sets how ranks are drawn again.
type IntervalSpec struct {
	Draws int     `yaml:"draws"` // 500
	Seed  uint64  `yaml:"seed"`
	Level float64 `yaml:"level"` // 0.9
}

// Named is a figure for each name in a table.
type Named struct {
	Data  string `yaml:"data"`
	Name  string `yaml:"name"` // the first column
	Value string `yaml:"value"`
}

// Linked is the table of another space.
type Linked struct {
	Data  string `yaml:"data"`
	Space `yaml:",inline"`
}

// NetworkSpec sets the network of activities.
type NetworkSpec struct {
	Links     float64 `yaml:"links"`     // for an activity on the mean; 5
	Tolerance float64 `yaml:"tolerance"` // steps of the threshold; 0.05
}

// continuous is proximity by the correlation of quotients; the others are the
// measures of method/complexity.
const continuous = "continuous"

var proximities = []string{string(complexity.Minimum), string(complexity.Conditional), string(complexity.Geometric), continuous,
	string(complexity.Probability), string(complexity.Association), string(complexity.Cosine), string(complexity.Jaccard)}

// ReadComplexity reads and checks a specification. Faults are *city.Error with the
// line.
func ReadComplexity(dir *files.Folder, name string) (*ComplexitySpec, error) {
	s := &ComplexitySpec{}
	if err := s.read(dir, name, "086-complexity.md", s); err != nil {
		return nil, err
	}
	return s, s.check()
}

func (s *ComplexitySpec) check() error {
	if s.Convention == "" {
		s.Convention = complexity.GrowthLab
	}
	if s.Proximity == "" {
		s.Proximity = string(complexity.Minimum)
	}
	if s.Cutoff == 0 {
		s.Cutoff = 1
	}
	if s.Show == 0 {
		s.Show = 10
	}
	if s.Counts != nil && s.Counts.Least == 0 {
		s.Counts.Least = 10
	}
	switch {
	case !slices.Contains(complexity.Conventions, s.Convention):
		return s.wrong("convention", "convention 只能是 growthlab、r 或 datawheel", "convention must be growthlab, r or datawheel")
	case !slices.Contains(proximities, s.Proximity):
		list := strings.Join(proximities, ", ")
		return s.wrong("proximity", "proximity 只能是其中之一：%s", "proximity must be one of %s", list)
	case s.Proximity == continuous && s.Nearest > 0:
		return s.wrong("nearest", "nearest 不能与 proximity: continuous 同用", "nearest cannot be used with proximity: continuous")
	case !(s.Cutoff > 0 && s.Cutoff <= 1000):
		return s.wrong("cutoff", "cutoff 是区位商的门槛，写正数，一般为 1", "cutoff is a location quotient above zero, as a rule 1")
	case s.Show < 1 || s.Show > 1000:
		return s.wrong("show", "show 写 1 至 1000", "show is 1 to 1000")
	case s.Nearest < 0:
		return s.wrong("nearest", "nearest 写最近的几个活动，或不写", "nearest is a number of activities, or left out")
	case s.Counts != nil && !(s.Counts.Least >= 0 && s.Counts.Least < 1e9):
		return s.wrong("least", "least 是至少几个才排名", "least is a count")
	case (s.Year != nil || s.Since != nil) && s.Period == "":
		return s.wrong("period", "有 year 或 since，而没有 period（年份所在的列）", "year and since need period, the column of years")
	}
	if err := s.Space.check(s); err != nil {
		return err
	}
	return s.further()
}

// check refuses a half-named space.
func (p Space) check(s *ComplexitySpec) error {
	switch {
	case (p.Activity == "") != (p.Value == ""):
		return s.wrong("activity", "activity 与 value 一起写（长表），或都不写（宽表，其余各列都是活动）", "activity and value go together, for a long table; leave both out for a wide one")
	case p.Blank != "" && p.Blank != "zero":
		return s.wrong("blank", "blank 只能是 zero", "blank must be zero")
	}
	return nil
}

func (s *ComplexitySpec) further() error {
	if r := s.Intervals; r != nil {
		if r.Draws == 0 {
			r.Draws = 500
		}
		if r.Level == 0 {
			r.Level = 0.9
		}
		if r.Draws < 20 || r.Draws > maxDraws {
			return s.wrong("draws", "draws 写 20 至 %d", "draws is 20 to %d", maxDraws)
		}
		if !(r.Level >= 0.5 && r.Level < 1) {
			return s.wrong("level", "level 写 0.5 至 1 之间的数，如 0.9", "level is a share from 0.5 to under 1, such as 0.9")
		}
	}
	if n := s.Network; n != nil {
		if n.Links == 0 {
			n.Links = 5
		}
		if n.Tolerance == 0 {
			n.Tolerance = 0.05
		}
		if !(n.Links >= 2) || !(n.Tolerance >= 0.001 && n.Tolerance < 1) {
			return s.wrong("network", "network：links 写不小于 2 的数，tolerance 写 0.001 至 1", "network: links is 2 or more, tolerance 0.001 to under 1")
		}
	}
	for i, n := range []*Named{s.Outside, s.Incomes} {
		if n != nil && (n.Data == "" || n.Value == "") {
			key := []string{"outside", "incomes"}[i]
			return s.wrong(key, "%[1]s 要有 data 与 value", "%[1]s needs data and value", key)
		}
	}
	if s.Linked != nil {
		if strings.TrimSpace(s.Linked.Data) == "" {
			return s.wrong("linked", "linked 要有 data", "linked needs data")
		}
		if len(s.Focus) == 0 {
			return s.wrong("linked", "linked 的结果按 focus 里的地方列出：要写 focus", "what is linked is listed for the places in focus: name them in focus")
		}
		return s.Linked.check(s)
	}
	return nil
}
