package brief

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// wordText is the text of a .docx as a reader sees it, notes included.
func wordText(t *testing.T, raw []byte) string {
	t.Helper()
	d, err := ooxml.OpenDocument("x.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range d.Paragraphs() {
		b.WriteString(p.Text + "\n")
	}
	return b.String()
}

var decimals = regexp.MustCompile(`\d+\.\d+`)

// TestTheSameNumbersEverywhere reads all four documents of one input: each
// figure stands in the sheet, the page and the annex, and the brief has no
// number that the annex lacks.
func TestTheSameNumbersEverywhere(t *testing.T) {
	in := syntheticInput()
	verification, err := Verification(in)
	if err != nil {
		t.Fatal(err)
	}
	decision, err := Brief(in)
	if err != nil {
		t.Fatal(err)
	}
	page, err := Page(in)
	if err != nil {
		t.Fatal(err)
	}
	f := openAnnex(t, in)
	var annexText strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, _ := f.GetRows(sheet)
		for _, r := range rows {
			annexText.WriteString(strings.Join(r, "\n") + "\n")
		}
	}
	documents := map[string]string{"verification.docx": wordText(t, verification), "brief.html": html.UnescapeString(string(page)), "annex.xlsx": annexText.String()}
	count := 0
	walkResults(in.Results, func(id string, r diagnose.Result) {
		for _, x := range r.Figures {
			count++
			for name, text := range documents {
				if !strings.Contains(text, city.Printed(x.Value)) {
					t.Errorf("%s lacks the figure %s of %s", name, city.Printed(x.Value), id)
				}
			}
		}
		for _, o := range append(append([]city.Observation{}, r.Evidence...), r.Contrary...) {
			if o.Status == city.Missing {
				continue
			}
			for name, text := range documents {
				if !strings.Contains(text, city.Printed(o.Value)) || !strings.Contains(text, o.Origin.Cell) {
					t.Errorf("%s lacks %s in %s of %s", name, city.Printed(o.Value), o.Origin.Cell, id)
				}
			}
		}
	})
	if count != 4 {
		t.Errorf("%d figures", count)
	}
	for _, n := range decimals.FindAllString(wordText(t, decision), -1) {
		if !strings.Contains(documents["annex.xlsx"], n) {
			t.Errorf("brief.docx has %s, which the annex lacks", n)
		}
	}
}
