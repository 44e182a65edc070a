package study

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/check"
	"github.com/quanyu/quanyu/data/parcels"
	"github.com/quanyu/quanyu/data/registry"
	"github.com/quanyu/quanyu/data/table"
	land "github.com/quanyu/quanyu/design/citywide"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/industry"
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
	for _, c := range slices.Concat(table.Codes(), registry.Codes(), parcels.Codes(), industry.ChainCodes(), land.AllocateCodes()) {
		out = append(out, Page{c.Code, c.Severity, c.Title, c.Text})
	}
	for _, t := range diagnose.Tests() {
		code := string(t.Type)
		if code == "" {
			code = "not-understood"
		}
		out = append(out, Page{Code: code, Title: t.Name, Text: t.Text})
	}
	out = append(out,
		Page{Code: "verdict", Title: city.Text{Zh: "判定规则", En: "the verdict rule"}, Text: diagnose.VerdictRule()},
		Page{Code: "tolerance", Title: city.Text{Zh: "近、超、约等词的容许范围", En: "what near, over and about allow"}, Text: tolerances()})
	for _, r := range diagnose.Reasons() {
		out = append(out, Page{Code: r.Code, Title: city.Text{Zh: "判定理由", En: "reason of a verdict"}, Text: r.Text})
	}
	return out
}

// tolerances lists the hedges and what each allows, one a line.
func tolerances() city.Text {
	t := city.Text{Zh: "x 是句中的数，v 是数据的值。", En: "x is the figure of the sentence, v the value of the data."}
	for _, r := range diagnose.Tolerances() {
		words := strings.Join(r.Words, "、")
		if words == "" {
			t.Zh += "\n不带这类词：" + r.Text.Zh
			t.En += "\nno such word: " + r.Text.En
			continue
		}
		t.Zh += "\n" + words + "：" + r.Text.Zh
		t.En += "\n" + words + ": " + r.Text.En
	}
	return t
}
