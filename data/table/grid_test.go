package table

import (
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/data/grid"
)

// gridOf makes a grid from CSV text; blank lines are rows, too.
func gridOf(file, text string) *grid.Grid {

	g := &grid.Grid{File: file, SHA256: "00"}
	for _, line := range strings.Split(strings.TrimSuffix(strings.TrimPrefix(text, "\n"), "\n"), "\n") {
		rr := csv.NewReader(strings.NewReader(line))
		rr.LazyQuotes = true
		rec, err := rr.Read()
		if err != nil {
			rec = nil
		}
		var row []grid.Cell
		for _, f := range rec {
			row = append(row, grid.Cell{Text: f})
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

func dump(t *Table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title=%s publisher=%s notes=%d\n", t.Title, t.Publisher, len(t.Notes))
	for _, v := range t.Values {
		fmt.Fprintf(&b, "%s|%s|%s|%s|%s|%s%s|%s", v.Cell, v.Label, v.Place, v.Period, v.Facet, v.Value.String(), v.Unit, v.Status)
		for _, x := range []string{string(v.Price), strings.Join(v.Marks, " "), v.Roster, string(v.Base), v.Parent, v.Group, v.Note} {
			b.WriteString("|" + x)
		}
		b.WriteString("\n")
	}
	for _, x := range t.Breaks {
		fmt.Fprintf(&b, "BREAK %s @%s from %s %v %s\n", x.Label, x.Place, x.From, x.Cells, x.Note)
	}
	for _, f := range t.Findings {
		fmt.Fprintf(&b, "FIND %s %s %s %s %s %v\n", f.Code, f.Indicator, f.Place, f.Period, f.Message.Zh, f.Sources)
	}
	return b.String()
}
