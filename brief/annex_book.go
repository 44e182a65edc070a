package brief

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// book writes the annex cell by cell; the first error is kept.
type book struct {
	file   *excelize.File
	names  []string
	styles map[string]int
	last   map[string]int       // last row written of each sheet
	width  map[string]int       // columns of each sheet
	chars  map[string][]float64 // widths of the columns of each sheet
	err    error
}

func newBook(names ...string) *book {
	b := &book{file: excelize.NewFile(), names: names, styles: map[string]int{}, last: map[string]int{}, width: map[string]int{}, chars: map[string][]float64{}}
	for i, n := range names {
		if i == 0 {
			b.keep(b.file.SetSheetName("Sheet1", n))
			continue
		}
		_, err := b.file.NewSheet(n)
		b.keep(err)
	}
	return b
}

func (b *book) keep(err error) {
	if b.err == nil && err != nil {
		b.err = err
	}
}

// style gives a cell style: "head", "text", "guarded" (text that begins like
// a formula), "id", or a number of decimals.
func (b *book) style(name string) int {
	if id, ok := b.styles[name]; ok {
		return id
	}
	font := &excelize.Font{Family: "宋体", Size: 10}
	s := &excelize.Style{Font: font, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, Border: thin()}
	switch name {
	case "head":
		s.Font = &excelize.Font{Family: "黑体", Size: 10, Bold: true}
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7EDF3"}}
		s.Alignment = &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}
	case "guarded":
		s.NumFmt = 49
	case "text":
	default:
		n, _ := strconv.Atoi(name)
		format := "0"
		if n > 0 {
			format += "." + strings.Repeat("0", n)
		}
		s.CustomNumFmt = &format
	}
	id, err := b.file.NewStyle(s)
	b.keep(err)
	b.styles[name] = id
	return id
}

func thin() []excelize.Border {
	var out []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		out = append(out, excelize.Border{Type: side, Color: "C5CCD3", Style: 1})
	}
	return out
}

// head writes the first row of a sheet, freezes it and sets the widths of the
// columns in characters.
func (b *book) head(sheet string, titles []string, widths []float64) {
	for i, t := range titles {
		cell, _ := excelize.CoordinatesToCellName(i+1, 1)
		b.keep(b.file.SetCellStr(sheet, cell, t))
		b.keep(b.file.SetCellStyle(sheet, cell, cell, b.style("head")))
		col, _ := excelize.ColumnNumberToName(i + 1)
		b.keep(b.file.SetColWidth(sheet, col, col, widths[i]))
	}
	b.keep(b.file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	b.last[sheet], b.width[sheet], b.chars[sheet] = 1, len(titles), widths
}

// number is a value in a cell with the decimals that it was printed with.
type number struct{ decimal.Decimal }

// formula is a live formula, without "=", and the value it has.
type formula struct {
	expr  string
	value decimal.Decimal
}

// row writes the next row of a sheet: strings as text, numbers as numbers,
// formulas with their values. It gives the row's number.
func (b *book) row(sheet string, values ...any) int {
	b.last[sheet]++
	r := b.last[sheet]
	height := 1
	for i, v := range values {
		cell, _ := excelize.CoordinatesToCellName(i+1, r)
		style := "text"
		switch x := v.(type) {
		case string:
			x = clip(x)
			if guarded(x) {
				style = "guarded"
			}
			if x != "" {
				b.keep(b.file.SetCellStr(sheet, cell, x))
				height = max(height, linesOf(x, b.chars[sheet][i]))
			}
		case int:
			style = "0"
			b.keep(b.file.SetCellInt(sheet, cell, int64(x)))
		case number:
			style = strconv.Itoa(int(city.Decimals(x.Decimal)))
			b.number(sheet, cell, x.Decimal)
		case measured:
			style = strconv.Itoa(x.decimals)
			b.keep(b.file.SetCellValue(sheet, cell, float64(x.value)))
			if x.expr != "" {
				b.keep(b.file.SetCellFormula(sheet, cell, x.expr))
			}
		case formula:
			style = strconv.Itoa(int(city.Decimals(x.value)))
			b.number(sheet, cell, x.value)
			if x.value.NumDigits() <= 15 {
				b.keep(b.file.SetCellFormula(sheet, cell, x.expr))
			}
		}
		b.keep(b.file.SetCellStyle(sheet, cell, cell, b.style(style)))
	}
	if height > 1 { // programs do not all fit rows to wrapped text by themselves
		b.keep(b.file.SetRowHeight(sheet, r, min(float64(height)*13.5+3, 409)))
	}
	return r
}

// linesOf is how many lines a text takes in a column: a Chinese character is
// twice as wide as a Latin one.
func linesOf(text string, column float64) int {
	n := 0
	for _, line := range strings.Split(text, "\n") {
		wide := 0.0
		for _, r := range line {
			wide++
			if r > 0x2E80 {
				wide++
			}
		}
		n += max(1, int(math.Ceil(wide/max(column-1, 1))))
	}
	return n
}

// number writes a value; one with more digits than a workbook can hold is
// written as text.
func (b *book) number(sheet, cell string, v decimal.Decimal) {
	if v.NumDigits() > 15 {
		b.keep(b.file.SetCellStr(sheet, cell, city.Printed(v)))
		return
	}
	b.keep(b.file.SetCellValue(sheet, cell, v.InexactFloat64()))
}

// guarded reports whether a program could take the text for a formula.
func guarded(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n\u3000\u00a0'")
	return s != "" && strings.ContainsAny(s[:1], "=+-@") || strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") || strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠")
}

// clip takes out characters that XML does not know and keeps to the 32,767
// characters of a cell.
func clip(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
	if runes := []rune(s); len(runes) > 32000 {
		s = string(runes[:32000]) + "…"
	}
	return s
}

// finish sets filters, the page and the properties.
func (b *book) finish(in Input) error {
	landscape, fit, a3, wide, tall := "landscape", true, 8, 1, 0
	for _, n := range b.names {
		if b.width[n] == 0 {
			continue
		}
		last, _ := excelize.CoordinatesToCellName(b.width[n], max(b.last[n], 2))
		b.keep(b.file.AutoFilter(n, "A1:"+last, nil))
		b.keep(b.file.SetSheetProps(n, &excelize.SheetPropsOptions{FitToPage: &fit}))
		b.keep(b.file.SetPageLayout(n, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a3, FitToWidth: &wide, FitToHeight: &tall}))
		b.keep(b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + n + "'!$1:$1", Scope: n}))
	}
	b.file.SetActiveSheet(0)
	stamp := "2000-01-01T00:00:00Z"
	if len(in.DocumentDate) == 10 {
		stamp = in.DocumentDate + "T00:00:00Z"
	}
	b.keep(b.file.SetDocProps(&excelize.DocProperties{Creator: "Quanyu " + in.Version, LastModifiedBy: "Quanyu", Title: clip(in.Title), Subject: clip(in.Question), Created: stamp, Modified: stamp}))
	return b.err
}
