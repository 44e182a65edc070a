package city

import "fmt"

// Code is one kind of finding, as quanyu explain shows it.
type Code struct {
	Code        string
	Severity    Severity
	Title, Text Text
}

// NewCode makes a code from its title and its text, each in both languages.
func NewCode(code string, severity Severity, titleZh, titleEn, zh, en string) Code {
	return Code{code, severity, Text{Zh: titleZh, En: titleEn}, Text{Zh: zh, En: en}}
}

// Codes are the kinds of findings that one part of the house can give.
type Codes []Code

// Finding makes a finding of a code from two format strings that take the same
// arguments. A code that is not listed is a programmer's error.
func (list Codes) Finding(code, zh, en string, args ...any) Finding {
	for _, c := range list {
		if c.Code == code {
			return Finding{Code: code, Severity: c.Severity, Message: Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)}}
		}
	}
	panic("city: no code " + code)
}
