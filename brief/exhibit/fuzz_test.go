package exhibit

import (
	"encoding/csv"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/evaluate"
)

// Whatever units and columns are called, the files stay whole.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"武汉市", `\input{x} 100% & $x_1^2$ #~{}`, "</text><script>", "=cmd()", "\x00\x1b\uffff\xff", "[1]", "\"a\",b\r\nc", "%\n}", strings.Repeat("很长的名称", 60)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := city.Text{Zh: s}
		p := evaluate.Plot{Name: "x", Title: text, X: text, Y: text, Rows: []city.Text{text}, Along: []evaluate.PlotLine{{At: 1, Name: text}}, Says: text, Notes: []city.Text{text},
			Series: []evaluate.PlotSeries{{Name: text, Look: evaluate.Marks, Points: []evaluate.PlotPoint{evaluate.PointAt(1, 0)}}}}
		decoder := xml.NewDecoder(strings.NewReader(string(SVG(p, text, "zh"))))
		for {
			token, err := decoder.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if e, is := token.(xml.StartElement); is && e.Name.Local == "script" {
				t.Fatal("a name became an element")
			}
		}
		table := evaluate.Table{Name: "x", Title: text, Head: []city.Text{text, text}, Rows: [][]evaluate.Cell{{{Text: text}, {Text: text}}}, Notes: []city.Text{text}}
		plainLaTeX(t, "table", string(LaTeX(table, text, "zh")))
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(CSV(table, "zh")), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if len(row) != 2 || row[0] != "" && strings.ContainsAny(row[0][:1], "=+-@") {
				t.Fatalf("%q", row)
			}
		}
	})
}
