package design

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/sample"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
)

// SpecFile is where a study says which package is run on whom.
const SpecFile = "apply.yaml"

const manual = "115-apply.md"

// Spec is apply.yaml; see docs/manual/115-apply.md. Firms come from a registry,
// or are drawn from the study's population.yaml, or published counts stand for
// them: one of the three.
type Spec struct {
	Title      string      `yaml:"title"`
	Question   string      `yaml:"question"`
	Date       string      `yaml:"date"`       // the day whose rules are asked for
	Years      []string    `yaml:"years"`      // further days, for the money by year
	Draft      bool        `yaml:"draft"`      // drafts count as rules
	Rules      []string    `yaml:"rules"`      // files of rules of the study, beside those that are shipped
	Packages   []string    `yaml:"packages"`   // files of packages, each over the one before
	Programmes []string    `yaml:"programmes"` // all that are in force
	Registry   string      `yaml:"registry"`   // a table of firms in the study
	Sample     *SampleSpec `yaml:"sample"`     // synthetic firms
	Counts     []CountSpec `yaml:"counts"`     // counts in their place
	Budget     []LimitSpec `yaml:"budget"`
	Ranking    []string    `yaml:"ranking"` // fields; - before one that ranks the greatest first
	TakeUp     *TakeUp     `yaml:"take_up"`

	file string
	raw  []byte
}

// SampleSpec asks for synthetic firms 合成企业: those that quanyu sample --study
// writes with this number and seed.
type SampleSpec struct {
	Firms int64   `yaml:"firms"`
	Seed  *uint64 `yaml:"seed"`
}

// LimitSpec is one line of a budget with its amount as people write it.
type LimitSpec struct {
	Name     string    `yaml:"name"`
	Limit    string    `yaml:"limit"`
	Benefits []string  `yaml:"benefits"` // all grants
	Why      city.Text `yaml:"why"`      // where the amount comes from
}

// CountSpec says how many get a benefit, from published counts.
type CountSpec struct {
	Benefit  string      `yaml:"benefit"`
	Low      Recipients  `yaml:"low"`
	High     Recipients  `yaml:"high"`
	Assuming []city.Text `yaml:"assuming"`
}

// Recipients is a number of firms made from observations of the study: the sum
// of some less the sum of others, and why it is the low or the high end.
type Recipients struct {
	Plus    []Figure  `yaml:"plus"`
	Minus   []Figure  `yaml:"minus"`
	Because city.Text `yaml:"because"`
}

// Figure names an observation of the study.
type Figure struct {
	Indicator string      `yaml:"indicator"`
	Place     string      `yaml:"place"`
	Period    city.Period `yaml:"period"`
}

// ReadSpec reads and checks a specification. Faults are *city.Error with the line.
func ReadSpec(dir *files.Folder, name string) (*Spec, error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	s := &Spec{}
	err = files.YAML(name, raw, s)
	var e *city.Error
	if errors.As(err, &e) && strings.Contains(e.Hint.Zh, "010-data.md") {
		return nil, e.WithHint("对照 docs/manual/"+manual+" 检查键名、缩进与取值", "check keys, indentation and values against docs/manual/"+manual)
	}
	if err != nil {
		return nil, err
	}
	s.file, s.raw = name, raw
	return s, s.check()
}

// check says the first thing that is wrong with what a specification says by
// itself.
func (s *Spec) check() error {
	if _, ok := rule.ParseDay(s.Date); !ok {
		return s.wrong("date:", "date 写 2019-12-31 这样的日期，现为“%s”", "date is a day such as 2019-12-31, not %q", s.Date)
	}
	for _, y := range s.Years {
		if _, ok := rule.ParseDay(y); !ok {
			return s.wrong("years:", "years 里的“%s”不是日期", "%q of years is no day", y)
		}
	}
	var given []string
	for key, is := range []bool{s.Registry != "", s.Sample != nil, len(s.Counts) > 0} {
		if is {
			given = append(given, [...]string{"registry:", "sample:", "counts:"}[key])
		}
	}
	switch {
	case len(given) == 0:
		return s.wrong("", "缺少“registry”（企业名录）、“sample”（合成企业）或“counts”（家数）", "registry, sample or counts is missing")
	case len(given) > 1:
		return s.wrong(given[1], "registry、sample、counts 只能写一个", "registry, sample and counts exclude one another")
	case s.Sample != nil && (s.Sample.Firms < 1 || s.Sample.Firms > sample.MaxFirms || s.Sample.Seed == nil):
		return s.wrong("sample:", "sample 要写 firms（1 至 %[1]d 户）和 seed（种子），如 {firms: 100000, seed: 1}", "sample has firms, from 1 to %[1]d, and a seed, such as {firms: 100000, seed: 1}", sample.MaxFirms)
	case len(s.Counts) > 0 && len(s.Ranking) > 0:
		return s.wrong("ranking:", "只有家数时无从排序", "counts alone cannot be ranked")
	}
	for _, list := range [][]string{s.Rules, s.Packages, {s.Registry}} {
		for _, f := range list {
			if f != "" && !filepath.IsLocal(filepath.FromSlash(f)) {
				return s.wrong(f, "“%s”在课题之外", "%q lies outside the study", f).WithHint("把文件复制到课题里", "copy the file into the study")
			}
		}
	}
	for _, c := range s.Counts {
		if c.Benefit == "" || len(c.Low.Plus) == 0 || len(c.High.Plus) == 0 {
			return s.wrong("counts:", "counts 的每一项要有 benefit、low.plus 和 high.plus", "each of counts has benefit, low.plus and high.plus")
		}
		for _, end := range []Recipients{c.Low, c.High} {
			if end.Because.IsZero() {
				return s.wrong(c.Benefit, "“%s”的 low 和 high 要用 because 写明为什么是下限、上限", "because says why low and high of %q are the ends", c.Benefit)
			}
		}
	}
	_, err := s.Options()
	return err
}

// Options are the options that the specification gives.
func (s *Spec) Options() (Options, error) {
	o := Options{Draft: s.Draft, Programmes: s.Programmes, TakeUp: s.TakeUp}
	o.Date, _ = rule.ParseDay(s.Date)
	for _, y := range s.Years {
		day, _ := rule.ParseDay(y)
		o.Years = append(o.Years, day)
	}
	for _, l := range s.Budget {
		m, ok := ParseMoney(l.Limit)
		if !ok || l.Name == "" {
			return o, s.wrong(l.Limit, "预算的每一项要有 name 和 limit（如 5亿元），现为“%[1]s”“%[2]s”", "each of budget has a name and a limit such as 5亿元, not %[1]q and %[2]q", l.Name, l.Limit)
		}
		o.Limits = append(o.Limits, Limit{Name: l.Name, Amount: m, Benefits: l.Benefits, Why: l.Why})
	}
	o.Ranking = Ranking(s.Ranking)
	key, err := o.sound()
	return o, s.Located(err, key)
}

// Ranking reads fields to rank by; - before one ranks the greatest first.
func Ranking(list []string) []Rank {
	var out []Rank
	for _, f := range list {
		name, down := strings.CutPrefix(strings.TrimSpace(f), "-")
		out = append(out, Rank{strings.TrimSpace(name), down})
	}
	return out
}

// wrong is a fault of the specification, at the first line that holds a text.
func (s *Spec) wrong(at, zh, en string, args ...any) *city.Error {
	return city.Errorf("bad_spec", zh, en, args...).At(s.file, "", s.line(at), "").WithHint("写法见 docs/manual/"+manual, "see docs/manual/"+manual)
}

func (s *Spec) line(text string) int {
	if text == "" {
		return 0
	}
	for n, l := range bytes.Split(s.raw, []byte("\n")) {
		if bytes.Contains(l, []byte(text)) {
			return n + 1
		}
	}
	return 0
}

// Located puts a fault without a file where a text of the specification stands.
func (s *Spec) Located(err error, at string) error {
	var e *city.Error
	if errors.As(err, &e) && e.File == "" {
		return e.At(s.file, "", s.line(at), "")
	}
	return err
}
