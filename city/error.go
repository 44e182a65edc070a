package city

import (
	"fmt"
	"strings"
)

// Error is a fault in something that came from a file or a person. It says
// what is wrong and why (Message), where (File, Sheet, Line, Cell), and what
// to do (Hint), in both languages. Exit status 2.
type Error struct {
	Code    string // stable, lower_snake_case: "not_found", "bad_number" ...
	Message Text
	Hint    Text
	File    string // relative to the study folder where it lies in it
	Sheet   string
	Line    int    // 1-based; 0 where there is none
	Cell    string // "C5"; "" where there is none
	Err     error  // cause, for errors.Is
}

// Errorf makes an Error from two format strings that take the same arguments.
func Errorf(code, zh, en string, args ...any) *Error {
	return &Error{Code: code, Message: Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)}}
}

// At returns a copy of e that stands at the given place; empty arguments keep
// what e already says.
func (e *Error) At(file, sheet string, line int, cell string) *Error {
	c := *e
	if file != "" {
		c.File = file
	}
	if sheet != "" {
		c.Sheet = sheet
	}
	if line > 0 {
		c.Line = line
	}
	if cell != "" {
		c.Cell = cell
	}
	return &c
}

// WithHint returns a copy of e that says what to do.
func (e *Error) WithHint(zh, en string) *Error {
	c := *e
	c.Hint = Text{Zh: zh, En: en}
	return &c
}

// Wrap returns a copy of e with its cause.
func (e *Error) Wrap(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Where gives the place of the fault: "tables/a.xlsx [表1] C5".
func (e *Error) Where() string {
	var parts []string
	if e.File != "" {
		parts = append(parts, e.File)
	}
	if e.Sheet != "" {
		parts = append(parts, "["+e.Sheet+"]")
	}
	if e.Cell != "" {
		parts = append(parts, e.Cell)
	} else if e.Line > 0 {
		parts = append(parts, fmt.Sprintf("第%d行/line %d", e.Line, e.Line))
	}
	return strings.Join(parts, " ")
}

// In gives the whole error in one language: where, what, and the hint.
func (e *Error) In(lang string) string {
	var b strings.Builder
	if w := e.Where(); w != "" {
		b.WriteString(w + ": ")
	}
	b.WriteString(e.Message.In(lang))
	if !e.Hint.IsZero() {
		if lang == "en" {
			b.WriteString("\n  hint: ")
		} else {
			b.WriteString("\n  建议：")
		}
		b.WriteString(e.Hint.In(lang))
	}
	return b.String()
}

// Error is the Chinese text with the English behind it.
func (e *Error) Error() string {
	s := e.In("zh")
	if e.Message.En != "" && e.Message.En != e.Message.Zh {
		s += " (" + e.Message.En + ")"
	}
	return s
}

// Words say what an engine refuses and what to do about it: the fault in Chinese and
// in English, then the hint. An engine knows neither language nor file; who calls it
// makes an *Error of its kind of fault.
type Words [4]string

// Text is the fault, with what it is about in brackets.
func (w Words) Text(about ...string) Text {
	if len(about) == 0 {
		return Text{Zh: w[0], En: w[1]}
	}
	return Text{Zh: w[0] + "（" + strings.Join(about, "、") + "）", En: w[1] + " (" + strings.Join(about, ", ") + ")"}
}

// Error is the fault, with the hint and its cause. It stands nowhere yet.
func (w Words) Error(code string, cause error, text Text) *Error {
	return Errorf(code, "%[1]s", "%[2]s", text.Zh, text.En).WithHint(w[2], w[3]).Wrap(cause)
}
