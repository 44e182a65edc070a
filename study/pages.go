package study

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/check"
	"github.com/quanyu/quanyu/data/table"
	"github.com/quanyu/quanyu/diagnose"
)

// Page explains one code: a check, a doubt of reading, a type of claim or a
// reason of a verdict.
type Page struct {
	Code     string        `json:"code"`
	Severity city.Severity `json:"severity,omitempty"`
	Title    city.Text     `json:"title"`
	Text     city.Text     `json:"text"`
}

// Pages lists everything that quanyu explain knows.
func Pages() []Page {
	var out []Page
	for _, c := range check.Checks() {
		out = append(out, Page{c.Code, c.Severity, c.Title, c.Text})
	}
	for _, c := range table.Codes() {
		out = append(out, Page{c.Code, c.Severity, c.Title, c.Text})
	}
	for _, t := range diagnose.Tests() {
		code := string(t.Type)
		if code == "" {
			code = "not-understood"
		}
		out = append(out, Page{Code: code, Title: t.Name, Text: t.Text})
	}
	for _, r := range diagnose.Reasons() {
		out = append(out, Page{Code: r.Code, Title: city.Text{Zh: "判定理由", En: "reason of a verdict"}, Text: r.Text})
	}
	return out
}
