package exhibit

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// written gives every file of the samples by name.
func written(t *testing.T, lang string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := Write(samples(), lang, func(name string, raw []byte) error {
		if _, twice := out[name]; twice {
			t.Errorf("%s is written twice", name)
		}
		out[name] = string(raw)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryFile(t *testing.T) {
	first, second := written(t, "zh"), written(t, "zh")
	for _, name := range []string{"sample-slopes.csv", "sample-slopes.tex", "sample-path.svg", "sample-event.svg", "sample-profile.svg", "sample-left.svg", "exhibits.docx", "exhibits.tex", "index.csv"} {
		if first[name] == "" {
			t.Errorf("no %s", name)
		}
		if first[name] != second[name] {
			t.Errorf("%s has other bytes the second time", name)
		}
	}
	if len(first) != 9 {
		t.Errorf("%d files", len(first))
	}
	index := rows(t, first["index.csv"])
	if len(index) != 9 || index[1][0] != "sample-slopes.csv" || !strings.Contains(index[1][2], "SHA-256") {
		t.Errorf("%v", index)
	}
	if english := written(t, "en"); !strings.Contains(english["index.csv"], "source") || !strings.Contains(english["sample-path.svg"], `lang="en"`) {
		t.Error("English files are not English")
	}
}

func rows(t *testing.T, raw string) [][]string {
	t.Helper()
	text, marked := strings.CutPrefix(raw, "\ufeff")
	if !marked {
		t.Error("no mark at the beginning: Excel would not show Chinese")
	}
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A CSV has figures in full, and no text of it is a formula.
func TestCSV(t *testing.T) {
	all := rows(t, written(t, "zh")["sample-slopes.csv"])
	if len(all) != 3 || all[1][2] != "-0.0123456789" || all[1][3] != "0.004" || all[1][4] != "0.0001" || all[2][3] != "" {
		t.Errorf("%q", all)
	}
	if all[1][0] != "'=cmd()" {
		t.Errorf("%q could be run as a formula", all[1][0])
	}
	for text, want := range map[string]string{"@x": "'@x", " =1": "' =1", "＝1": "'＝1", "-5": "'-5", "增速": "增速", "": "", "a=b": "a=b"} {
		if got := guarded(text); got != want {
			t.Errorf("%q gives %q", text, got)
		}
	}
}

// A table of LaTeX is plain text between its commands, its braces and
// environments close, and each row has as many cells as there are columns.
func TestLaTeX(t *testing.T) {
	files := written(t, "zh")
	for _, name := range []string{"sample-slopes.tex", "exhibits.tex"} {
		plainLaTeX(t, name, files[name])
	}
	table := files["sample-slopes.tex"]
	for _, want := range []string{
		`\begin{tabular}{llrrr}`, `=cmd() & 规模 $<$= 1.6 & $-$0.01235 & (0.0040) & $<$0.001 \\`, `{}[投入]\_强度\textasciicircum{}2`, `\toprule`, `\midrule`, `\bottomrule`, `a\_b 增速，\%`, `SHA-256`,
	} {
		if !strings.Contains(table, want) {
			t.Errorf("no %s in\n%s", want, table)
		}
	}
	long := samples().Tables[0]
	for len(long.Rows) < longTable {
		long.Rows = append(long.Rows, long.Rows[1])
	}
	text := string(LaTeX(long, samples().Source, "zh"))
	if plainLaTeX(t, "long", text); strings.Count(text, `\endhead`) != 1 || strings.Count(text, "投入") != longTable-1 {
		t.Errorf("a long table does not repeat its head:\n%s", text)
	}
}

func plainLaTeX(t *testing.T, name, text string) {
	t.Helper()
	depth := 0
	for i, r := range text {
		escaped := i > 0 && text[i-1] == '\\' && (i < 2 || text[i-2] != '\\')
		switch {
		case r == '{' && !escaped:
			depth++
		case r == '}' && !escaped:
			if depth--; depth < 0 {
				t.Fatalf("%s: a brace closes nothing", name)
			}
		case strings.ContainsRune("#^~", r) && !escaped, r == '%' && !escaped && !strings.HasPrefix(text[i:], "%\n"):
			t.Errorf("%s: a bare %q", name, r)
		}
	}
	if depth != 0 {
		t.Errorf("%s: %d braces stay open", name, depth)
	}
	var open []string
	for _, m := range regexp.MustCompile(`\\(begin|end)\{(\w+)\}`).FindAllStringSubmatch(text, -1) {
		if m[1] == "begin" {
			open = append(open, m[2])
		} else if n := len(open) - 1; n < 0 || open[n] != m[2] {
			t.Fatalf("%s: \\end{%s} in %v", name, m[2], open)
		} else {
			open = open[:n]
		}
	}
	if len(open) > 0 {
		t.Errorf("%s: %v stay open", name, open)
	}
	columns := 0
	if m := regexp.MustCompile(`\\begin\{(?:tabular|longtable)\}\{([lr]+)\}`).FindStringSubmatch(text); m != nil {
		columns = len(m[1])
	}
	for _, line := range strings.Split(text, "\n") {
		if strings.HasSuffix(line, ` \\`) && strings.Count(strings.ReplaceAll(line, `\&`, ""), "&") != columns-1 {
			t.Errorf("%s: %d columns, but %s", name, columns, line)
		}
	}
}

// An SVG is well-formed, asks nothing of a network, runs nothing, and tells what
// it shows to those who cannot see it.
func TestSVG(t *testing.T) {
	files := written(t, "zh")
	for name, text := range files {
		if !strings.HasSuffix(name, ".svg") {
			continue
		}
		ids := map[string]bool{}
		decoder := xml.NewDecoder(strings.NewReader(text))
		for {
			token, err := decoder.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			e, is := token.(xml.StartElement)
			if !is {
				continue
			}
			if slices.Contains([]string{"script", "image", "foreignObject", "use", "style", "a"}, e.Name.Local) {
				t.Errorf("%s has <%s>", name, e.Name.Local)
			}
			for _, a := range e.Attr {
				if a.Name.Local == "id" && ids[a.Value] {
					t.Errorf("%s: id %s twice", name, a.Value)
				}
				if a.Name.Local == "id" {
					ids[a.Value] = true
				}
				if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") || strings.Contains(a.Value, "e+") {
					t.Errorf("%s: %s=%q", name, a.Name.Local, a.Value)
				}
			}
		}
		if strings.Count(text, "http") != 1 || !strings.Contains(text, "<desc ") || !strings.Contains(text, "合成.csv") {
			t.Errorf("%s leads out, or does not say what it is", name)
		}
	}
	if !strings.Contains(files["sample-path.svg"], "两条线在2010年后分开") || !strings.Contains(files["sample-left.svg"], "A&amp;B&lt;c&gt;") {
		t.Error("texts are missing")
	}
}

// What lies on a plot lies where the axes say.
func TestPlaces(t *testing.T) {
	p := evaluate.Plot{Name: "x", Series: []evaluate.PlotSeries{{Look: evaluate.Marks, Points: []evaluate.PlotPoint{evaluate.PointAt(0, 0), evaluate.PointAt(10, 4), evaluate.PointAt(5, 2)}}}}
	text := Inline(p, "en")
	var at [][]string
	for _, m := range regexp.MustCompile(`<circle cx="([\d.]+)" cy="([\d.]+)"`).FindAllStringSubmatch(text, -1) {
		at = append(at, m[1:])
	}
	c := newCanvas(p, "en")
	c.plot()
	if len(at) != 3 || at[0][0] != px(c.left) || at[0][1] != px(c.bottom) || at[1][0] != px(wide-right) || at[1][1] != px(c.top) || at[2][1] != px((c.top+c.bottom)/2) {
		t.Errorf("%v in %v to %v by %v to %v", at, c.left, wide-right, c.top, c.bottom)
	}
}

func TestAxes(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		whole     bool
		want      string
	}{
		{0, 1, false, "0.0 0.2 0.4 0.6 0.8 1.0"}, {-0.031, 0.058, false, "−0.04 −0.02 0.00 0.02 0.04 0.06"}, {3, 3, false, "2.7 2.8 2.9 3.0 3.1 3.2 3.3"},
		{0, 0, false, "−1.0 −0.5 0.0 0.5 1.0"}, {1999, 2001, true, "1999 2000 2001"}, {0, 20000, false, "0 5000 10000 15000 20000"},
		{0, 3e12, false, "0 5e+11 1e+12 1.5e+12 2e+12 2.5e+12 3e+12"}, {0.0000001, 0.0000004, false, "1e-07 1.5e-07 2e-07 2.5e-07 3e-07 3.5e-07 4e-07"},
	} {
		a := linear(extent{c.low, c.high, true}, 6, c.whole)
		var labels []string
		for _, v := range a.ticks {
			labels = append(labels, a.label(v))
		}
		if got := strings.Join(labels, " "); got != c.want {
			t.Errorf("%v to %v: %s, want %s", c.low, c.high, got, c.want)
		}
	}
	a := logarithmic(extent{90, 14000, true})
	var labels []string
	for _, v := range a.ticks {
		labels = append(labels, a.label(v))
	}
	if got := strings.Join(labels, " "); got != "100 200 500 1000 2000 5000 10000" {
		t.Errorf("logarithmic: %s", got)
	}
}

// Plots without points, of one point and of numbers that are none are pictures
// all the same.
func TestHostilePlots(t *testing.T) {
	nan := evaluate.GapAt(1)
	for _, points := range [][]evaluate.PlotPoint{nil, {evaluate.PointAt(1, 1)}, {nan}, {nan, nan}, {{X: 1e300, Y: -1e300, Low: nan.Y, High: nan.Y}, {X: -1e300, Y: 1e300}}} {
		for _, look := range []evaluate.Look{evaluate.Joined, evaluate.Marks, evaluate.Faint} {
			p := evaluate.Plot{Name: "x", Series: []evaluate.PlotSeries{{Look: look, Points: points}}, Log: true, Whole: look == evaluate.Marks}
			if text := Inline(p, "zh"); strings.Contains(text, "NaN") || !strings.HasSuffix(text, "</svg>") {
				t.Errorf("%v: %s", points, text)
			}
			if _, ok := Chart(p, "zh"); !ok {
				t.Error("no chart")
			}
		}
	}
}

// The document holds the table with three lines, and a chart for each plot but
// the one by names, which is named.
func TestWord(t *testing.T) {
	p, err := ooxml.Open("x.docx", []byte(written(t, "zh")["exhibits.docx"]))
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := p.Part("word/document.xml")
	for want, n := range map[string]int{`<w:tblStyle w:val="ThreeLines"/>`: 1, "<c:chart ": 3, "sample-left.svg": 1, "(0.0040)": 1, "资料来源：合成.csv": 1} {
		if got := bytes.Count(raw, []byte(want)); got != n {
			t.Errorf("%d times %s, want %d", got, want, n)
		}
	}
	chart, _ := p.Part("word/charts/chart2.xml")
	if bytes.Count(chart, []byte("<c:errBars>")) != 3 {
		t.Error("the event study has no intervals")
	}
}

// A line of many points keeps its lowest and highest.
func TestFewer(t *testing.T) {
	var points []evaluate.PlotPoint
	for i := range 10000 {
		points = append(points, evaluate.PointAt(float64(i), float64(i*7919%10007)))
	}
	points[5003].Y, points[7777].Y = -5, 20000
	thin := fewer(points)
	var e extent
	for _, p := range thin {
		e.add(p.Y)
	}
	if len(thin) > mostPoints || e.low != -5 || e.high != 20000 {
		t.Errorf("%d points from %v to %v", len(thin), e.low, e.high)
	}
	if one := []evaluate.PlotPoint{points[0]}; len(fewer(one)) != 1 {
		t.Error("one point is not one point")
	}
}

// Of many faint lines a chart has some, whole.
func TestFaint(t *testing.T) {
	var points []evaluate.PlotPoint
	for line := range 200 {
		for x := range 5 {
			points = append(points, evaluate.PointAt(float64(x), float64(line)))
		}
		points = append(points, evaluate.GapAt(4))
	}
	if n := len(strands(points)); n != 200 {
		t.Fatalf("%d strands", n)
	}
	kept := strands(someStrands(points))
	if len(kept) != mostFaint || kept[0][0].Y != 0 || kept[1][0].Y != 5 {
		t.Errorf("%d strands: %v", len(kept), kept)
	}
	for _, s := range kept {
		if len(s) != 5 || s[0].Y != s[4].Y {
			t.Errorf("%v", s)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	e := samples()
	for b.Loop() {
		if err := Write(e, "zh", func(string, []byte) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

// Signs that Chinese fonts draw as wide as a character count as one, so that no
// line of a legend runs out of its picture.
func TestWideSigns(t *testing.T) {
	if wide, letter := width("“”●○■", 10), width("abcde", 10); wide != 50 || letter >= 30 {
		t.Errorf("%v, %v", wide, letter)
	}
}
