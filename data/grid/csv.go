package grid

import (
	"fmt"
	"path"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// readCSV reads text with separators: comma, tab, semicolon, bar or the
// Chinese comma, whichever fits; quotes as Excel writes them.
func readCSV(name string, raw []byte) ([]*Grid, error) {
	text, err := Decode(name, raw)
	if err != nil {
		return nil, err
	}
	first, rest, _ := strings.Cut(text, "\n")
	by, told := "", false
	if sep, ok := strings.CutPrefix(strings.TrimSpace(first), "sep="); ok && len(sep) <= 1 {
		if by, told = sep, true; sep == "" {
			by = "\t" // trimmed away
		}
		text = rest
	}
	if !told {
		by = separator(text)
	}
	switch ext := strings.ToLower(path.Ext(name)); {
	case by != "", ext == ".csv", ext == ".txt", ext == ".tsv", ext == ".tab":
	default:
		return nil, ooxml.Refuse(name, ooxml.Plain, "表格（.xls、.xlsx、.csv）", "a table (.xls, .xlsx, .csv)")
	}
	b := newBuilder(name, "")
	p := &csvParser{file: name, text: text, by: by, line: 1, out: b}
	if told {
		p.line, p.row = 2, 0
	}
	if err := p.parse(); err != nil {
		return nil, err
	}
	g, err := b.done()
	return []*Grid{g}, err
}

// separators that a table may have, the likeliest first.
var separators = []string{",", "\t", ";", "|", "，"}

// separator finds the separator that most of the first lines have, and as
// often in each; "" where there is none.
func separator(text string) string {
	lines := sample(text, 60)
	best, score := "", 0
	for _, by := range separators {
		counts := map[int]int{}
		with := 0
		for _, l := range lines {
			if n := strings.Count(l, by); n > 0 {
				counts[n]++
				with++
			}
		}
		alike := 0
		for _, n := range counts { // the largest, whatever the order
			alike = max(alike, n)
		}
		if s := with + 2*alike; s > score {
			best, score = by, s
		}
	}
	return best
}

// sample gives the first lines with their quoted parts taken out.
func sample(text string, most int) []string {
	var lines []string
	var line strings.Builder
	quoted := false
	for _, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\n':
			lines = append(lines, line.String())
			line.Reset()
			if len(lines) >= most {
				return lines
			}
		default:
			line.WriteRune(r)
		}
		if line.Len() > 1<<20 {
			break
		}
	}
	return append(lines, line.String())
}

type csvParser struct {
	file, text, by string
	line, row, col int
	out            *builder
}

// parse reads all records. A record is a row of the grid, as in a spreadsheet
// program.
func (p *csvParser) parse() error {
	for p.text != "" {
		field, err := p.field()
		if err != nil {
			return err
		}
		if err := p.out.put(p.row, p.col, Cell{Text: field}); err != nil {
			return err
		}
		switch {
		case strings.HasPrefix(p.text, "\n"):
			p.text = p.text[1:]
			p.row, p.col, p.line = p.row+1, 0, p.line+1
		case p.by != "" && strings.HasPrefix(p.text, p.by):
			p.text = p.text[len(p.by):]
			if p.col++; p.col >= MaxColumns {
				return p.out.over("列数", "columns", MaxColumns)
			}
		}
	}
	return nil
}

// field reads up to the next separator or line end, which stay.
func (p *csvParser) field() (string, error) {
	body := strings.TrimLeft(p.text, " ")
	formula := strings.HasPrefix(body, `="`)
	if formula {
		body = body[1:]
	}
	if !strings.HasPrefix(body, `"`) {
		return p.bare(), nil
	}
	start := p.line
	var out strings.Builder
	for rest := body[1:]; ; {
		i := strings.IndexByte(rest, '"')
		if i < 0 {
			return "", city.Errorf("bad_csv", "引号没有配对，从这一行起读不下去", "a quotation mark is never closed; nothing can be read from this line on").
				At(p.file, "", start, Name(p.row, p.col)).
				WithHint("补上引号，或用 Excel 另存为 CSV", "close it, or save the CSV again in Excel")
		}
		out.WriteString(rest[:i])
		p.line += strings.Count(rest[:i], "\n")
		rest = rest[i+1:]
		switch {
		case strings.HasPrefix(rest, `"`):
			out.WriteByte('"')
			rest = rest[1:]
			continue
		case p.ends(strings.TrimLeft(rest, " ")):
			p.text = strings.TrimLeft(rest, " ")
			return out.String(), nil
		}
		p.text = rest // "a"b: a quotation mark in the middle of a word
		return fmt.Sprintf("%s%s", out.String(), p.bare()), nil
	}
}

// ends reports whether a field may end before rest.
func (p *csvParser) ends(rest string) bool {
	return rest == "" || rest[0] == '\n' || p.by != "" && strings.HasPrefix(rest, p.by)
}

// bare reads a field without quotes.
func (p *csvParser) bare() string {
	end := 0
	for end < len(p.text) && p.text[end] != '\n' && !(p.by != "" && p.text[end] == p.by[0] && strings.HasPrefix(p.text[end:], p.by)) {
		end++
	}
	field := p.text[:end]
	p.text = p.text[end:]
	return field
}
