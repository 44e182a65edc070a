package evaluate

import (
	"cmp"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// Folder is where the specifications of a study lie.
const Folder = "evaluate"

// StudyData is what data says where a specification takes the observations of
// its study instead of a table.
const StudyData = "study"

// The columns of the observations of a study.
const (
	StudyUnit   = "地区"
	StudyPeriod = "年份"
	StudyLevel  = "级别"
	StudyParent = "上级"
)

// The designs that a specification of a study may name.
const (
	DesignDiD       = "did"
	DesignSynth     = "synth"
	DesignThreshold = "threshold"
)

const evaluationManual = "090-evaluate.md"

// Plan is the head of a specification in a study: what is asked, and of which
// claim. The other keys are those of quanyu method with the same design.
type Plan struct {
	Title       string   `yaml:"title"`
	Question    string   `yaml:"question"`
	Claim       claimIDs `yaml:"claim"`        // ids in the ledger: one, or a list
	Design      string   `yaml:"design"`       // did, synth, threshold
	Periods     []int    `yaml:"periods"`      // the first and the last period whose outcome counts; all that the data have
	OutcomeUnit string   `yaml:"outcome_unit"` // of the outcome; log where it is a natural logarithm
}

// claimIDs is written as one id or as a list.
type claimIDs []string

// UnmarshalYAML reads either form.
func (c *claimIDs) UnmarshalYAML(decode func(any) error) error {
	var one string
	if err := decode(&one); err == nil {
		*c = claimIDs{one}
		return nil
	}
	return decode((*[]string)(c))
}

// Evaluation is a specification of a study: evaluate/NAME.yaml. One of the three
// designs is there.
type Evaluation struct {
	Plan
	File      string // in the study
	SHA256    string
	DiD       *DiDSpec
	Synth     *SynthSpec
	Threshold *ThresholdSpec
}

// Name is the file without folder and ending.
func (e *Evaluation) Name() string {
	return strings.TrimSuffix(path.Base(e.File), path.Ext(e.File))
}

// IsEvaluation reports whether a file name is that of a specification.
func IsEvaluation(name string) bool { return path.Ext(name) == ".yaml" }

var designLine = regexp.MustCompile(`(?m)^\x{FEFF}?design:[ \t]*["']?([^"'#\s]*)`)

// ReadEvaluation reads and checks a specification of a study. Faults are
// *city.Error with the line.
func ReadEvaluation(dir *files.Folder, name string) (*Evaluation, error) {
	if !IsEvaluation(name) {
		return nil, city.Errorf("bad_name", "评估方案的文件名要以 .yaml 结尾", "the name of a specification must end in .yaml").At(name, "", 0, "")
	}
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	e := &Evaluation{File: name, SHA256: files.Hash(raw)}
	design := ""
	if m := designLine.FindSubmatch(raw); m != nil {
		design = string(m[1])
	}
	var check func() error
	switch design {
	case DesignDiD:
		var whole struct {
			Plan    `yaml:",inline"`
			DiDSpec `yaml:",inline"`
		}
		err = whole.read(dir, name, evaluationManual, &whole)
		e.Plan, e.DiD = whole.Plan, &whole.DiDSpec
		e.DiD.LeaveOneOut = true // the verdict asks whether it hangs on one unit
		check = e.DiD.check
	case DesignSynth:
		var whole struct {
			Plan      `yaml:",inline"`
			SynthSpec `yaml:",inline"`
		}
		err = whole.read(dir, name, evaluationManual, &whole)
		e.Plan, e.Synth = whole.Plan, &whole.SynthSpec
		e.Synth.LeaveOneOut = true
		check = e.Synth.check
	case DesignThreshold:
		var whole struct {
			Plan          `yaml:",inline"`
			ThresholdSpec `yaml:",inline"`
		}
		err = whole.read(dir, name, evaluationManual, &whole)
		e.Plan, e.Threshold = whole.Plan, &whole.ThresholdSpec
		check = e.Threshold.check
	default:
		return nil, noDesign(name, raw, design)
	}
	if err == nil {
		err = e.check()
	}
	if err == nil {
		err = check()
	}
	if err != nil {
		return nil, err
	}
	return e, nil
}

// noDesign says that the design is missing or none that we know; a file that is
// no YAML at all says that first.
func noDesign(name string, raw []byte, design string) error {
	var any map[string]any
	if err := files.YAML(name, raw, &any); err != nil {
		return err
	}
	s := &PanelSpec{file: name, raw: raw}
	e := s.wrong("design", "design（研究设计）只能是 did、synth 或 threshold，现为“%s”", "design must be did, synth or threshold, not %q", design)
	if design == "" {
		e = s.wrong("design", "缺少“%s”（研究设计）", "%q is missing", "design")
	}
	return e.WithHint("写 design: did（双重差分）、synth（合成控制）或 threshold（门槛回归），其余各键与 quanyu method 相同；见 docs/manual/"+evaluationManual,
		"write design: did, synth or threshold; the other keys are those of quanyu method; see docs/manual/"+evaluationManual)
}

// Spec is what all designs share.
func (e *Evaluation) Spec() *PanelSpec {
	switch {
	case e.DiD != nil:
		return &e.DiD.PanelSpec
	case e.Synth != nil:
		return &e.Synth.PanelSpec
	}
	return &e.Threshold.PanelSpec
}

// check says the first thing that is wrong with the head, fills in what it
// leaves out, and finds the table in the study.
func (e *Evaluation) check() error {
	s := e.Spec()
	seen := map[string]bool{}
	for i, id := range e.Claim {
		e.Claim[i] = strings.TrimSpace(id)
		if e.Claim[i] == "" || seen[e.Claim[i]] {
			return s.wrong("claim", "claim 里有空的或重复的编号", "an id of claim is empty or stands twice")
		}
		seen[e.Claim[i]] = true
	}
	if n := len(e.Periods); n != 0 && (n != 2 || e.Periods[0] >= e.Periods[1]) {
		return s.wrong("periods", "periods 写评估期的首尾两个时期，从小到大，如 [2009, 2020]", "periods is the first and the last period, ascending, such as [2009, 2020]")
	}
	if e.OutcomeUnit = strings.TrimSpace(e.OutcomeUnit); e.OutcomeUnit == "" {
		e.OutcomeUnit = bracketedUnit(s.Outcome)
	}
	if strings.TrimSpace(e.Title) == "" {
		e.Title = e.Name()
	}
	if d := strings.ReplaceAll(s.Data, `\`, "/"); !filepath.IsLocal(d) && (path.IsAbs(d) || filepath.IsAbs(s.Data) || !filepath.IsLocal(path.Join(Folder, d))) {
		return s.wrong("data", "data（%[1]s）在课题之外", "data (%[1]s) lies outside the study", s.Data).
			WithHint("把数据复制到方案旁边，或课题的 tables/ 里", "copy the data beside the specification, or into tables/ of the study")
	}
	if e.FromStudy() {
		s.Unit, s.Period = cmp.Or(s.Unit, StudyUnit), cmp.Or(s.Period, StudyPeriod)
	}
	if len(e.Periods) == 2 {
		s.counts = &[2]int{e.Periods[0], e.Periods[1]}
	}
	return nil
}

var inBrackets = regexp.MustCompile(`[（(]([^（）()]+)[）)]$`)

// bracketedUnit is the unit that a column's name ends with: GDP增速（%）.
func bracketedUnit(name string) string {
	if m := inBrackets.FindStringSubmatch(strings.TrimSpace(name)); m != nil {
		if _, ok := city.ParseUnit(m[1]); ok {
			return city.NormalUnit(m[1])
		}
	}
	return ""
}

// FromStudy reports whether the observations of the study are the table.
func (e *Evaluation) FromStudy() bool { return strings.TrimSpace(e.Spec().Data) == StudyData }

// LogUnit is the unit of an outcome that is a natural logarithm.
const LogUnit = "log"

// Wrong is a fault of the specification, at the line of a key.
func (e *Evaluation) Wrong(key, zh, en string, args ...any) *city.Error {
	return e.Spec().wrong(key, zh, en, args...)
}
