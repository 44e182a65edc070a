package evaluate

import (
	"encoding/csv"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
)

// RegisterFile lies beside the specifications and says on which day each of them
// was fixed. It is no result and is never deleted.
const RegisterFile = "registered.csv"

// Registration is one line of the register: on Day the file Spec had the hash.
type Registration struct {
	Spec   string `json:"spec"`
	Day    string `json:"day"` // 2019-10-14
	SHA256 string `json:"sha256"`
}

var (
	registerHead = []string{"spec", "day", "sha256"}
	hashForm     = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// ReadRegister reads the register of a folder; where there is none it is empty.
// Faults are *city.Error with the line.
func ReadRegister(dir *files.Folder, folder string) ([]Registration, error) {
	name := path.Join(folder, RegisterFile)
	if !dir.Has(name) {
		return nil, nil
	}
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	return parseRegister(name, raw)
}

// parseRegister reads the lines of a register. One that was edited by hand, so
// that it cannot be a register any more, is refused: it is evidence.
func parseRegister(name string, raw []byte) ([]Registration, error) {
	text, err := grid.Decode(name, raw)
	if err != nil {
		return nil, err
	}
	wrong := func(line int, zh, en string, args ...any) error {
		return city.Errorf("bad_register", "登记簿被改坏了："+zh, "the register is damaged: "+en, args...).At(name, "", line, "").
			WithHint("从备份或版本记录恢复这个文件；它只由 quanyu evaluate --register 写，不手工改", "restore the file from a backup; only quanyu evaluate --register writes it, nobody edits it")
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	r.FieldsPerRecord = -1
	var out []Registration
	for first := true; ; first = false {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			if first {
				return nil, wrong(1, "文件是空的", "the file is empty")
			}
			return out, nil
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			return nil, wrong(bad.Line, "引号没有配对", "a quotation mark is not closed")
		}
		line, _ := r.FieldPos(0)
		if first {
			if strings.Join(fields, ",") != strings.Join(registerHead, ",") {
				return nil, wrong(line, "第一行应为 %[1]s", "the first line must be %[1]s", strings.Join(registerHead, ","))
			}
			continue
		}
		if len(fields) != len(registerHead) {
			return nil, wrong(line, "这一行有 %[1]d 格，应有 3 格", "the line has %[1]d cells and needs 3", len(fields))
		}
		x := Registration{fields[0], fields[1], fields[2]}
		switch _, err := time.Parse(time.DateOnly, x.Day); {
		case strings.TrimSpace(x.Spec) == "" || strings.ContainsAny(x.Spec, `/\`):
			return nil, wrong(line, "“%[1]s”不是方案的文件名", "%[1]q is no name of a specification", x.Spec)
		case err != nil:
			return nil, wrong(line, "“%[1]s”不是 2019-10-14 这样的日期", "%[1]q is no day such as 2019-10-14", x.Day)
		case !hashForm.MatchString(x.SHA256):
			return nil, wrong(line, "“%[1]s”不是 SHA-256", "%[1]q is no SHA-256", x.SHA256)
		case len(out) > 0 && x.Day < out[len(out)-1].Day:
			return nil, wrong(line, "日期 %[1]s 早于上一行的 %[2]s", "the day %[1]s comes before that of the line above, %[2]s", x.Day, out[len(out)-1].Day)
		}
		if own := Registrations(out, x.Spec); len(own) > 0 && own[len(own)-1].SHA256 == x.SHA256 {
			return nil, wrong(line, "“%[1]s”的同一内容登记了两次", "the same content of %[1]q is registered twice", x.Spec)
		}
		out = append(out, x)
	}
}

// Register appends a specification to the register beside it: its name, the day
// and its hash. One that is faulty is refused, and one that names what its table,
// where it is there already, has not: to correct it later would be a change. Where
// the last line of the specification has the hash already nothing is written, and
// added is false.
func Register(dir *files.Folder, spec, day string) (last Registration, added bool, err error) {
	e, err := ReadEvaluation(dir, spec)
	if err != nil {
		return last, false, err
	}
	if err := e.columns(dir); err != nil {
		return last, false, err
	}
	list, err := ReadRegister(dir, path.Dir(spec))
	if err != nil {
		return last, false, err
	}
	if own := Registrations(list, spec); len(own) > 0 && own[len(own)-1].SHA256 == e.SHA256 {
		return own[len(own)-1], false, nil
	}
	last = Registration{path.Base(spec), day, e.SHA256}
	if n := len(list); n > 0 && day < list[n-1].Day {
		return last, false, city.Errorf("bad_clock", "今天（%[1]s）早于登记簿的最后一天（%[2]s），先校正电脑的日期", "today (%[1]s) comes before the last day of the register (%[2]s): set the clock right", day, list[n-1].Day).
			At(path.Join(path.Dir(spec), RegisterFile), "", len(list)+1, "")
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(registerHead)
	for _, x := range append(list, last) {
		_ = w.Write([]string{x.Spec, x.Day, x.SHA256})
	}
	w.Flush()
	return last, true, dir.Write(path.Join(path.Dir(spec), RegisterFile), []byte(b.String()))
}

// Registrations are the lines of one specification, the oldest first.
func Registrations(list []Registration, spec string) []Registration {
	var out []Registration
	for _, x := range list {
		if x.Spec == path.Base(spec) {
			out = append(out, x)
		}
	}
	return out
}

// Missing are the last lines of specifications that were registered and are there
// no more: an evaluation that came out badly must not vanish unseen.
func Missing(list []Registration, specs []string) []Registration {
	out := []Registration{}
	for i, x := range list {
		there := slices.ContainsFunc(specs, func(s string) bool { return path.Base(s) == x.Spec })
		if !there && len(Registrations(list[i+1:], x.Spec)) == 0 {
			out = append(out, x)
		}
	}
	return out
}

// Statuses of a specification.
const (
	StatusRegistered   = "registered"
	StatusChanged      = "changed"
	StatusUnregistered = "unregistered"
	StatusAfter        = "after_the_fact"
)

// Status says whether the specification was fixed before its outcome. Periods
// are taken for years; the outcome is known when the last of them is over.
func (e *Evaluated) Status() string {
	n := len(e.Registered)
	switch {
	case n == 0:
		return StatusUnregistered
	case e.Registered[n-1].SHA256 != e.SHA256:
		return StatusChanged
	case e.Registered[n-1].Day > e.ends():
		return StatusAfter
	}
	return StatusRegistered
}

// ends is the last day of the outcome: of the last period that counts and has
// data, else of the last that is to count.
func (e *Evaluated) ends() string {
	last := e.Last
	if last == 0 && len(e.Periods) == 2 {
		last = e.Periods[1]
	}
	if last < 1000 || last > 9999 { // no years: nothing shows that the outcome was not known
		return ""
	}
	return time.Date(last, 12, 31, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
