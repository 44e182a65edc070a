package exhibit

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/evaluate"
)

// longTable is from how many rows on a table may break over pages.
const longTable = 36

// LaTeX gives a table for a paper, in the manner of booktabs; standard errors
// stand in brackets, and no stars. It needs booktabs, longtable and graphicx,
// and, for Chinese, ctex.
func LaTeX(t evaluate.Table, source city.Text, lang string) []byte {
	var b strings.Builder
	columns, head, rows := latexColumns(t), latexRow(heads(t, lang)), make([]string, len(t.Rows))
	for i, r := range t.Rows {
		var cells []string
		for _, c := range r {
			cells = append(cells, latexCell(c, lang))
		}
		rows[i] = latexRow(cells)
	}
	caption := `\caption{` + latexEscape(t.Title.In(lang)) + `}\label{tab:` + t.Name + `}`
	if len(rows) < longTable {
		b.WriteString("\\begin{table}[htbp]\n\\centering\n" + caption + "\n\\small\n" +
			"\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n" +
			"\\begin{tabular}{" + columns + "}\n\\toprule\n" + head + "\\midrule\n" + strings.Join(rows, "") + "\\bottomrule\n\\end{tabular}}\n" +
			latexNotes(t, source, lang) + "\\end{table}\n")
		return []byte(b.String())
	}
	b.WriteString("{\\small\n\\begin{longtable}{" + columns + "}\n" + caption + "\\\\\n\\toprule\n" + head + "\\midrule\n\\endfirsthead\n" +
		"\\toprule\n" + head + "\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n" + strings.Join(rows, "") + "\\end{longtable}\n" +
		latexNotes(t, source, lang) + "}\n")
	return []byte(b.String())
}

// latexDocument is a document that holds the tables, for a first look and as a
// test that they compile: xelatex exhibits.tex.
func latexDocument(e evaluate.Exhibits, lang string) []byte {
	class := `\documentclass[UTF8]{ctexart}`
	if lang == "en" { // names of units may be Chinese all the same
		class = `\documentclass[UTF8,scheme=plain]{ctexart}`
	}
	var b strings.Builder
	b.WriteString(class + "\n\\usepackage{booktabs,longtable,graphicx}\n\\usepackage[margin=25mm]{geometry}\n\\title{" + latexEscape(e.Title.In(lang)) + "}\n\\date{}\n\\begin{document}\n\\maketitle\n")
	for _, t := range e.Tables {
		b.WriteString("\\input{" + t.Name + ".tex}\n")
	}
	if len(e.Notes) > 0 {
		b.WriteString("\\section*{" + either(lang, "使用前须知", "Before use") + "}\n\\begin{itemize}\n")
		for _, n := range e.Notes {
			b.WriteString("\\item " + latexEscape(n.In(lang)) + "\n")
		}
		b.WriteString("\\end{itemize}\n")
	}
	b.WriteString("\\end{document}\n")
	return []byte(b.String())
}

func heads(t evaluate.Table, lang string) []string {
	var out []string
	for _, h := range t.Head {
		out = append(out, latexEscape(h.In(lang)))
	}
	return out
}

// latexColumns sets figures to the right and words to the left.
func latexColumns(t evaluate.Table) string {
	var b strings.Builder
	for c := range t.Head {
		if toTheRight(t, c) {
			b.WriteString("r")
		} else {
			b.WriteString("l")
		}
	}
	return b.String()
}

// toTheRight reports whether a column holds figures and nothing beside them but
// the sign that there is none.
func toTheRight(t evaluate.Table, column int) bool {
	figures := false
	for _, r := range t.Rows {
		figures = figures || r[column].Is
		if text := r[column].Text.Zh; !r[column].Is && text != "" && text != "—" {
			return false
		}
	}
	return figures
}

func latexRow(cells []string) string { return strings.Join(cells, " & ") + " \\\\\n" }

func latexCell(c evaluate.Cell, lang string) string {
	s := latexEscape(c.Text.In(lang))
	if !c.Is {
		return latexSafe(s)
	}
	return strings.NewReplacer("-", "$-$", "<", "$<$").Replace(c.Text.In(lang))
}

// latexSafe keeps the first cell of a row from being read as an option of \\.
func latexSafe(s string) string {
	if strings.HasPrefix(s, "[") || strings.HasPrefix(s, "*") {
		return "{}" + s
	}
	return s
}

func latexNotes(t evaluate.Table, source city.Text, lang string) string {
	lines := []string{}
	for _, n := range t.Notes {
		lines = append(lines, either(lang, "注：", "Note: ")+n.In(lang))
	}
	if !source.IsZero() {
		lines = append(lines, source.In(lang))
	}
	if len(lines) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n\\vspace{3pt}\n\\begin{minipage}{\\linewidth}\\footnotesize\\raggedright\n")
	for i, l := range lines {
		if i > 0 {
			b.WriteString("\\par\n")
		}
		fmt.Fprintf(&b, "%s", latexEscape(l))
	}
	b.WriteString("\n\\end{minipage}\n")
	return b.String()
}

var latexSigns = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `#`, `\#`, `%`, `\%`, `_`, `\_`, `^`, `\textasciicircum{}`, `~`, `\textasciitilde{}`,
	`<`, `$<$`, `>`, `$>$`, `|`, `$|$`, `"`, `\textquotedbl{}`, "−", `$-$`, "×", `$\times$`, "≤", `$\le$`, "≥", `$\ge$`, "χ²", `$\chi^2$`, "\u00a0", "~", "\n", " ", "\r", " ", "\t", " ",
)

// latexEscape makes any text plain text for LaTeX.
func latexEscape(s string) string {
	return latexSigns.Replace(strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\r' && r != '\t' || r == 0x7f || r == 0xfffd || r == 0xfeff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}
