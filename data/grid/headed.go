package grid

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// Headed is a sheet with one header row, as programs write them, or with titles
// above it, as people do. Rows are counted from 0 below the header.
type Headed struct {
	*Grid     // from the header on
	Above int // rows of titles and units above the header
	// Held says that percentages are read as the workbook holds them: 0.123,
	// where a reader sees 12.3%.
	Held bool
}

// ReadHeaded reads the one sheet of a file, or, of several, that of a name. An
// empty name stands for no sheet: the file then must hold one.
func ReadHeaded(dir *files.Folder, name, sheet string) (*Headed, error) {
	raw, err := dir.Read(name)
	if err != nil {
		return nil, err
	}
	grids, err := Read(name, raw)
	if err != nil {
		return nil, err
	}
	if len(grids) > 1 {
		count := len(grids)
		grids = slices.DeleteFunc(grids, func(g *Grid) bool { return sheet == "" || g.Sheet != sheet })
		switch {
		case len(grids) > 0:
		case sheet == "":
			return nil, city.Errorf("bad_table", "文件里有 %d 个有内容的工作表，只能有一个", "the file has %d sheets with content; one is needed", count).
				At(name, "", 0, "").WithHint("把要用的工作表另存为一个文件", "save the sheet that is meant as a file of its own")
		default:
			return nil, city.Errorf("bad_table", "文件里有 %[1]d 个有内容的工作表，没有一个叫 %[2]s", "the file has %[1]d sheets with content, and none is called %[2]s", count, sheet).
				At(name, "", 0, "").WithHint("把要用的工作表改名为 "+sheet+"，或另存为一个文件", "call the sheet that is meant "+sheet+", or save it as a file of its own")
		}
	}
	if len(grids) == 0 {
		return nil, noRows(name)
	}
	return NewHeaded(grids[0])
}

// NewHeaded takes the first row of a sheet as its header, or the first after blank
// rows and titles: a cell in the first column, units apart, above a row of several.
func NewHeaded(g *Grid) (*Headed, error) {
	above := 0
	for above < len(g.Rows) && title(g.Rows[above]) {
		above++
	}
	if above == len(g.Rows) {
		above = 0 // one column
	}
	below := *g
	if below.Rows = g.Rows[above:]; len(below.Rows) < 2 {
		return nil, noRows(g.File)
	}
	h := &Headed{Grid: &below, Above: above}
	if err := h.overflow(); err != nil {
		return nil, err
	}
	return h, nil
}

// title reports whether a row has nothing but a first cell and units.
func title(row []Cell) bool {
	for i, c := range row {
		if t := strings.TrimSpace(c.Text); i > 0 && t != "" && !c.Merged && !strings.HasPrefix(t, "单位") {
			return false
		}
	}
	return true
}

// overflow refuses a row of a text file that is longer than the header: mostly a
// comma within a number (1,234) has pushed what follows into other columns.
func (h *Headed) overflow() error {
	width := 0
	for c := range h.Width() {
		if h.Heading(c) != "" {
			width = c + 1
		}
	}
	for i := range h.Below() {
		for c := width; h.Sheet == "" && c < h.Width(); c++ {
			if text := h.Text(i, c); text != "" {
				return h.Fault(city.Errorf("bad_table", "“%[1]s”在表头之外：表头只有 %[2]d 列", "%[1]q is beyond the header, which has %[2]d columns", text, width), i, c).
					WithHint("数里有逗号的（1,234）要加引号或去掉逗号；多出的列要有表头", "put numbers with commas (1,234) in quotes or take the commas out; give a column that is too many a heading")
			}
		}
	}
	return nil
}

func noRows(name string) error {
	return city.Errorf("bad_table", "表头下面没有数据", "there are no rows below the header").At(name, "", 0, "").
		WithHint("填上数据，或换成有数据的表", "fill it in, or take a table that has data")
}

// Below counts the rows below the header.
func (h *Headed) Below() int { return len(h.Rows) - 1 }

// Heading is that of a column.
func (h *Headed) Heading(column int) string { return strings.TrimSpace(h.At(0, column).Text) }

// Text is a cell below the header.
func (h *Headed) Text(row, column int) string { return strings.TrimSpace(h.At(row+1, column).Text) }

// Fault places a fault in a row below the header.
func (h *Headed) Fault(e *city.Error, row, column int) *city.Error {
	return e.At(h.File, h.Sheet, h.Line(row), h.Cell(row, column))
}

// Line is that of a row below the header in the file, counted from 1.
func (h *Headed) Line(row int) int { return row + 2 + h.Above }

// Cell is the name of a cell below the header in the file.
func (h *Headed) Cell(row, column int) string { return Name(row+1+h.Above, column) }

// Has reports whether a column has a heading.
func (h *Headed) Has(heading string) bool { _, err := h.Column(heading); return err == nil }

// Column finds a column by its heading.
func (h *Headed) Column(heading string) (int, error) {
	found := -1
	var all []string
	for c := range h.Width() {
		text := h.Heading(c)
		if text != "" {
			all = append(all, text)
		}
		if text != strings.TrimSpace(heading) {
			continue
		}
		if found >= 0 {
			return 0, city.Errorf("duplicate_column", "表头“%s”有两列", "two columns are headed %q", heading).At(h.File, h.Sheet, h.Line(-1), h.Cell(-1, c))
		}
		found = c
	}
	if found < 0 {
		return 0, city.Errorf("no_column", "没有名为“%s”的列", "there is no column %q", heading).At(h.File, h.Sheet, h.Line(-1), "").
			WithHint("表头有："+list(all, "、"), "the headings are "+list(all, ", "))
	}
	return found, nil
}

// list joins headings, the first forty.
func list(all []string, by string) string {
	const most = 40
	if len(all) > most {
		all = append(slices.Clone(all[:most]), "…("+strconv.Itoa(len(all))+")")
	}
	return strings.Join(all, by)
}

// absent are the ways in which tables say that there is no value.
var absent = []string{"", "NA", "N/A", "n.a.", "NaN", "nan", "NULL", "null", ".", "-", "—", "——", "…", "……", ".."}

// Absent reports whether a cell says that there is no value.
func (h *Headed) Absent(row, column int) bool { return slices.Contains(absent, h.Text(row, column)) }

// Figure is a number of a cell.
type Figure struct {
	Value   float64 // NaN where the cell says that there is none
	Half    float64 // half a unit in the last printed digit; 0 for an exact number
	Percent bool    // Value is in percent
}

// Figure reads a cell. Of a workbook it is the number behind the format, with
// half a unit in the last printed digit only where nothing was cut off. A
// number with an exponent, as programs write it, is taken as exact.
func (h *Headed) Figure(row, column int) (Figure, error) {
	if h.Absent(row, column) {
		return Figure{Value: math.NaN()}, nil
	}
	cell, text := h.At(row+1, column), h.Text(row, column)
	f, ok := printed(text)
	if !cell.Number {
		if !ok {
			return f, h.Fault(city.Errorf("bad_number", "“%s”不是数", "%q is no number", text), row, column).
				WithHint("没有数就留空或写 NA", "leave the cell blank, or write NA, where there is no value")
		}
		return f, nil
	}
	stored := cell.Stored
	if f.Percent = cell.Percent && !h.Held; f.Percent {
		stored *= 100
	}
	if !ok || math.Abs(stored-f.Value) > 1e-14*math.Abs(f.Value) {
		_, decimals, _ := strings.Cut(strconv.FormatFloat(stored, 'f', -1, 64), ".")
		f.Half = 0.5 * math.Pow10(-len(decimals))
	}
	f.Value = stored
	return f, nil
}

func printed(text string) (Figure, bool) {
	if v, percent, ok := city.ParseNumber(text); ok {
		return Figure{v.InexactFloat64(), 0.5 * math.Pow10(-int(city.Decimals(v))), percent}, true
	}
	if strings.Trim(text, "0123456789+-.eE") != "" {
		return Figure{}, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return Figure{Value: v}, err == nil
}

// Numbers reads a column: a value for each row, NaN where there is none, and
// half a unit in its last printed digit.
func (h *Headed) Numbers(heading string) (values, half []float64, err error) {
	c, err := h.Column(heading)
	if err != nil {
		return nil, nil, err
	}
	percents, plain := 0, 0
	for i := range h.Below() {
		f, err := h.Figure(i, c)
		if err != nil {
			return nil, nil, err
		}
		switch {
		case math.IsNaN(f.Value):
		case f.Percent:
			percents++
		default:
			plain++
		}
		if percents > 0 && plain > 0 {
			return nil, nil, h.Fault(city.Errorf("bad_number", "“%s”一列里有的带百分号，有的不带", "some numbers of %q have a percent sign and some have none", heading), i, c)
		}
		values, half = append(values, f.Value), append(half, f.Half)
	}
	return values, half, nil
}

// Period reads a year or another whole number of a period: 2018, 2018年, and
// 2018.0, which programs write in a column with blanks.
func (h *Headed) Period(row, column int) (int, error) {
	text := h.Text(row, column)
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(strings.TrimSuffix(city.Narrow(text), "年")), ".0"))
	if err != nil {
		return 0, h.Fault(city.Errorf("bad_period", "时期“%s”不是整数（如 2018）", "the period %q is no whole number such as 2018", text), row, column)
	}
	return n, nil
}
