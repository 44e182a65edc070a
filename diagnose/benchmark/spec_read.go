package benchmark

import (
	"errors"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

const (
	manual = "050-index.md"
	// maxRuns keeps a typing slip from running for a day.
	maxRuns = 1_000_000
)

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
	s.file, s.raw = name, raw // an empty file has cleared them
	return s, s.check()
}

// check says the first thing that is wrong with what a specification says by
// itself, and fills in what it leaves out.
func (s *Spec) check() error {
	if s.Title == "" {
		s.Title = strings.TrimSuffix(path.Base(s.file), path.Ext(s.file))
	}
	if err := s.adopt(); err != nil {
		return err
	}
	switch {
	case strings.TrimSpace(s.Data) == "":
		return s.wrong("", "缺少“data”（数据表）", "data, the table, is missing")
	case s.Meta == "" && len(s.Indicators) == 0:
		return s.wrong("", "缺少“indicators”（指标）或“meta”（指标表）", "indicators, or meta, is missing")
	case s.Meta != "" && len(s.Indicators) > 0:
		return s.wrong("indicators:", "indicators 与 meta 只能写一个", "indicators and meta exclude one another")
	case s.Meta != "" && s.Data == Study:
		return s.wrong("meta:", "data: study 时指标写在 indicators 里", "with data: study the indicators stand under indicators")
	}
	if s.Data != Study && len(s.Sizes) > 0 {
		return s.wrong("denominators:", "denominators 是课题（data: study）用的；表里的分母直接写列名", "denominators belongs to data: study; in a table a denominator is named by its heading")
	}
	for _, n := range s.Indicators {
		if err := s.indicator(n); err != nil {
			return err
		}
	}
	for _, q := range s.Focus.Questions {
		kinds := 0
		for _, there := range []bool{q.AheadOf != "", q.Top != 0, q.Since != 0, q.Above != 0} {
			if there {
				kinds++
			}
		}
		if q.Place == "" || kinds != 1 || q.Top < 0 || q.AheadOf == q.Place {
			return s.wrong("questions:", "每个问题要有 place，以及 ahead_of、top、since、above 中的一个", "a question has a place, and one of ahead_of, top, since and above")
		}
	}
	if len(s.Focus.Questions) > 0 && s.Robustness == nil {
		return s.wrong("questions:", "问题要靠换着再算来回答：写 robustness", "questions are answered by what is varied: write robustness")
	}
	if s.Focus.Reference != "" && (len(s.Focus.Places) == 0 || s.Focus.Reference == s.Focus.Places[0]) {
		return s.wrong("reference:", "reference 要与 places 的第一个不同的地方比", "reference is set against the first of places, and is another place")
	}
	return s.robustness()
}

func (s *Spec) indicator(n Indicator) error {
	switch {
	case strings.TrimSpace(n.Code) == "":
		return s.wrong("indicators:", "有一个指标没有 code", "an indicator has no code")
	case !slices.Contains([]string{"", "up", "down"}, n.Direction):
		return s.wrong(n.Code, "“%s”的 direction 只能是 up（越大越好）或 down（越小越好）", "direction of %q must be up (more is better) or down (less is better)", n.Code)
	case n.Scale < 0 || n.Scale > 0 && n.Denominator == "" || math.IsInf(n.Scale, 0) || math.IsNaN(n.Scale):
		return s.wrong(n.Code, "“%s”的 scale 是每多少单位分母，要为正数并有 denominator", "scale of %q is per how many units of the denominator: it is positive and needs one", n.Code)
	}
	return nil
}

func (s *Spec) robustness() error {
	r := s.Robustness
	if r == nil {
		return nil
	}
	if r.Replications == 0 {
		r.Replications = 1000
	}
	if r.Removal == nil {
		one := 1
		r.Removal = &one
	}
	switch {
	case r.Replications < 2 || r.Replications > maxRuns:
		return s.wrong("replications:", "replications 写 2 至 %d", "replications is a number from 2 to %d", maxRuns)
	case !(r.Weights >= 0 && r.Weights <= 1):
		return s.wrong("weights:", "robustness 的 weights 写 0 至 1，如 0.25（每个权重上下浮动四分之一）", "weights of robustness is a share from 0 to 1, such as 0.25")
	case *r.Removal < 0:
		return s.wrong("removal:", "removal 写要逐一去掉的层级，1 是指标，0 是不做", "removal is the level whose nodes are left out one at a time: 1 for indicators, 0 for none")
	case r.Weights == 0 && r.Noise == nil && len(r.Choices) == 0:
		return s.wrong("robustness:", "robustness 没有写任何可以改变的：choices、weights 或 noise", "robustness varies nothing: write choices, weights or noise")
	case r.Noise != nil && !r.Noise.Rounding && len(r.Noise.Shares) == 0:
		return s.wrong("noise:", "noise 要写 rounding: true 或 shares", "noise needs rounding: true, or shares")
	}
	for _, code := range sortedKeys(noiseShares(r)) {
		if v := r.Noise.Shares[code]; !(v >= 0 && v <= 1) {
			return s.wrong(code, "“%s”的误差份额写 0 至 1", "the share of %q is from 0 to 1", code)
		}
	}
	for _, c := range r.Choices {
		for _, o := range c.Options {
			if (o.Group == "") != (o.Label == "") || o.Group != "" && o.Places != nil {
				return s.wrong(o.Name, "“%s”：group 与 label 一起写，且不与 places 同写", "%q: group and label go together, and without places", o.Name)
			}
		}
	}
	return nil
}

func noiseShares(r *Robustness) map[string]float64 {
	if r == nil || r.Noise == nil {
		return nil
	}
	return r.Noise.Shares
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// wrong is a fault of the specification, at the first line that holds a word.
func (s *Spec) wrong(word, zh, en string, args ...any) *city.Error {
	return city.Errorf("bad_spec", zh, en, args...).At(s.file, "", s.line(word), "").
		WithHint("写法见 docs/manual/"+manual, "see docs/manual/"+manual)
}

// line is the line that says code: WORD or name: WORD, else the first that holds
// the word whole; 0 where none does. Comments don't count.
func (s *Spec) line(word string) int {
	if word == "" {
		return 0
	}
	quoted := regexp.QuoteMeta(word)
	for _, form := range []string{`\b(code|name):\s*["']?` + quoted + `["']?\s*([,}]|$)`, `(^|[^\pL\pN_])` + quoted + `($|[^\pL\pN_])`} {
		find := regexp.MustCompile(form)
		for n, l := range strings.Split(string(s.raw), "\n") {
			if l, _, _ = strings.Cut(l, "#"); find.MatchString(strings.TrimRight(l, " \r")) {
				return n + 1
			}
		}
	}
	return 0
}
