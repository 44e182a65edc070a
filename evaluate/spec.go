package evaluate

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// PanelSpec is what every specification begins with: the table, the columns
// that name its rows, and the outcome, a term (see term.go).
type PanelSpec struct {
	Data    string `yaml:"data"` // a table beside the specification, or below it
	Unit    string `yaml:"unit"`
	Period  string `yaml:"period"`
	Outcome string `yaml:"outcome"`

	file, manual string
	raw          []byte
	given        *frame  // the table, where it was read already or is none
	counts       *[2]int // the first and the last period whose outcome counts; nil: all
}

// maxDraws keeps a typing slip from running for a day.
const maxDraws = 100_000

// read decodes a specification into the struct that holds s; a fault names the
// line, and the chapter of the manual.
func (s *PanelSpec) read(dir *files.Folder, name, manual string, into any) error {
	raw, err := dir.Read(name)
	if err != nil {
		return err
	}
	err = files.YAML(name, raw, into)
	s.file, s.manual, s.raw = name, manual, raw
	var e *city.Error
	if errors.As(err, &e) && strings.Contains(e.Hint.Zh, "010-data.md") {
		return e.WithHint("对照 docs/manual/"+manual+" 检查键名、缩进与取值", "check keys, indentation and values against docs/manual/"+manual)
	}
	return err
}

// frame reads the table, unless it was given.
func (s *PanelSpec) frame(dir *files.Folder) (*frame, error) {
	if s.given != nil {
		return s.given, nil
	}
	return readFrame(dir, s.Data, s.Unit, s.Period)
}

// outcome reads the outcome; in periods that do not count it is missing.
func (s *PanelSpec) outcome(f *frame) ([]float64, error) {
	values, err := f.term(s.Outcome)
	if err != nil || s.counts == nil {
		return values, err
	}
	values = slices.Clone(values)
	for i, p := range f.period {
		if !s.uses(p) {
			values[i] = math.NaN()
		}
	}
	return values, nil
}

// uses reports whether the outcome of a period counts.
func (s *PanelSpec) uses(period int) bool {
	return s.counts == nil || period >= s.counts[0] && period <= s.counts[1]
}

// needs refuses a specification without the shared keys, or without one of the
// further keys, given with their values.
func (s *PanelSpec) needs(further ...string) error {
	all := append([]string{"data", s.Data, "unit", s.Unit, "period", s.Period, "outcome", s.Outcome}, further...)
	var keys []string
	for i := 0; i < len(all); i += 2 {
		keys = append(keys, all[i])
	}
	for i := 0; i < len(all); i += 2 {
		if strings.TrimSpace(all[i+1]) == "" {
			return s.wrong(all[i], "缺少“%s”", "%q is missing", all[i]).
				WithHint("必填："+strings.Join(keys, "、"), "needed are "+strings.Join(keys, ", "))
		}
	}
	return nil
}

// oneOf refuses a value that is none of the words; a blank one is left out.
func (s *PanelSpec) oneOf(key, value string, words ...string) error {
	if value == "" || slices.Contains(words, value) {
		return nil
	}
	last := len(words) - 1
	return s.wrong(key, "“%[1]s”只能是 %[2]s 或 %[4]s", "%[1]s must be %[3]s or %[4]s", key, strings.Join(words[:last], "、"), strings.Join(words[:last], ", "), words[last])
}

// termList is a key whose value is a list of terms.
type termList struct {
	key   string
	terms []string
}

// twice refuses an empty term, one that is the outcome, and one that stands in
// two places.
func (s *PanelSpec) twice(lists ...termList) error {
	seen := map[string]bool{strings.TrimSpace(s.Outcome): true}
	for _, l := range lists {
		for _, t := range l.terms {
			name := strings.TrimSpace(t)
			if name == "" {
				return s.wrong(l.key, "“%s”里有空的一项", "an entry of %s is empty", l.key)
			}
			if seen[name] {
				return s.wrong(l.key, "变量“%s”写了两次", "the variable %q stands twice", name)
			}
			seen[name] = true
		}
	}
	return nil
}

// level checks the level of intervals; 0.95 where it is left out.
func (s *PanelSpec) level(level *float64) error {
	if *level == 0 {
		*level = 0.95
	}
	if !(*level >= 0.5 && *level < 1) {
		return s.wrong("level", "置信水平写 0.5 至 1 之间的数，如 0.95", "level is a share from 0.5 to under 1, such as 0.95")
	}
	return nil
}

// draws checks a number of random draws, which has a default.
func (s *PanelSpec) draws(key string, draws **int, otherwise int) error {
	if *draws == nil {
		*draws = &otherwise
	}
	if **draws < 0 || **draws > maxDraws {
		return s.wrong(key, "“%[1]s”只能是 0 至 %[2]d", "%[1]s must be 0 to %[2]d", key, maxDraws)
	}
	return nil
}

// earlier checks the periods by which placebo treatments come too soon.
func (s *PanelSpec) earlier(periods []int) error {
	if len(periods) > 20 {
		return s.wrong("earlier", "提前的期数至多写 20 个", "earlier takes 20 numbers at most")
	}
	for i, n := range periods {
		if n < 1 || n > 100 || slices.Contains(periods[:i], n) {
			return s.wrong("earlier", "提前的期数写 1 至 100，各写一次", "earlier is numbers of periods from 1 to 100, each once")
		}
	}
	return nil
}

// located puts a fault that has no file of its own where the key stands.
func (s *PanelSpec) located(err error, key string) error {
	if e, ok := err.(*city.Error); ok && e.File == "" {
		return e.At(s.file, "", s.line(key), "")
	}
	return err
}

// wrong is a fault of the specification, at the line of a key.
func (s *PanelSpec) wrong(key, zh, en string, args ...any) *city.Error {
	return city.Errorf("bad_spec", zh, en, args...).At(s.file, "", s.line(key), "")
}

// line is the line that a key stands on; 0 where it stands on none.
func (s *PanelSpec) line(key string) int {
	for n, l := range strings.Split(string(s.raw), "\n") {
		if strings.HasPrefix(strings.TrimPrefix(l, "\ufeff"), key+":") {
			return n + 1
		}
	}
	return 0
}
