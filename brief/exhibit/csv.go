package exhibit

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"

	"github.com/quanyu/quanyu/evaluate"
)

// CSV gives a table for programs: one header row, figures in full (10
// significant digits), UTF-8 with a mark at the beginning so that Excel shows
// Chinese. Words that a program could take for a formula begin with an
// apostrophe.
func CSV(t evaluate.Table, lang string) []byte {
	rows := [][]string{nil}
	for _, h := range t.Head {
		rows[0] = append(rows[0], guarded(h.In(lang)))
	}
	for _, r := range t.Rows {
		var row []string
		for _, c := range r {
			row = append(row, cellCSV(c, lang))
		}
		rows = append(rows, row)
	}
	return csvOf(rows)
}

func csvOf(rows [][]string) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	_ = w.WriteAll(rows) // into memory: cannot fail
	return b.Bytes()
}

func cellCSV(c evaluate.Cell, lang string) string {
	switch {
	case !c.Is && c.Text.Zh == "—": // a figure that is not there
		return ""
	case !c.Is:
		return guarded(c.Text.In(lang))
	}
	raw, err := json.Marshal(c.Value)
	if err != nil || string(raw) == "null" {
		return ""
	}
	return string(raw)
}

// guarded puts an apostrophe before what a program could take for a formula.
func guarded(s string) string {
	s = strings.ToValidUTF8(s, "")
	rest := strings.TrimLeft(s, " \t\r\n\u3000\u00a0'")
	if rest != "" && strings.ContainsAny(rest[:1], "=+-@") {
		return "'" + s
	}
	for _, sign := range []string{"＝", "＋", "－", "＠"} {
		if strings.HasPrefix(rest, sign) {
			return "'" + s
		}
	}
	return s
}
