package industry

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// Head is what every specification begins with.
type Head struct {
	Title string `yaml:"title"` // the name of the file
	Data  string `yaml:"data"`  // a table beside the specification, or below it

	file, manual string
	raw          []byte
}

// maxDraws keeps a typing slip from running for a day.
const maxDraws = 100_000

// read decodes a specification into the struct that holds s; a fault names the
// line, and the chapter of the manual.
func (s *Head) read(dir *files.Folder, name, manual string, into any) error {
	raw, err := dir.Read(name)
	if err != nil {
		return err
	}
	err = files.YAML(name, raw, into)
	s.file, s.manual, s.raw = name, manual, raw
	if s.Title == "" {
		s.Title = strings.TrimSuffix(name, ".yaml")
	}
	var e *city.Error
	if errors.As(err, &e) && strings.Contains(e.Hint.Zh, "010-data.md") {
		return e.WithHint("对照 docs/manual/"+manual+" 检查键名、缩进与取值", "check keys, indentation and values against docs/manual/"+manual)
	}
	if err == nil && strings.TrimSpace(s.Data) == "" {
		return s.wrong("data", "缺少“data”（数据表）", "data, the table, is missing")
	}
	return err
}

// wrong is a fault of the specification, at the line of a key.
func (s *Head) wrong(key, zh, en string, args ...any) *city.Error {
	return city.Errorf("bad_spec", zh, en, args...).At(s.file, "", s.line(key), "").
		WithHint("写法见 docs/manual/"+s.manual, "see docs/manual/"+s.manual)
}

// line is the line that a key stands on, at any depth; 0 where it stands on none.
func (s *Head) line(key string) int {
	stands := regexp.MustCompile(`^[^#]*[\s{,-]` + regexp.QuoteMeta(key) + `\s*:`)
	for n, l := range strings.Split(string(s.raw), "\n") {
		if stands.MatchString(" " + strings.TrimPrefix(l, "\ufeff")) {
			return n + 1
		}
	}
	return 0
}

// File is one input.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// notes gathers what a reader must know.
type notes []city.Text

func (n *notes) add(zh, en string, args ...any) {
	*n = append(*n, city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)})
}

// some lists a few names, and says how many there are.
func some(names []string) city.Text {
	const most = 8
	first := names[:min(len(names), most)]
	out := city.Text{Zh: strings.Join(first, "、"), En: strings.Join(first, ", ")}
	if len(names) > most {
		out.Zh += fmt.Sprintf("等 %d 个", len(names))
		out.En += fmt.Sprintf(" and %d more", len(names)-most)
	}
	return out
}
