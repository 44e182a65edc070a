// Package table understands official tables as received: which cells are the
// preamble, the header, the marks and the notes, which rows are indicators
// and which are places, and what each number is.
package table

import (
	"fmt"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/shopspring/decimal"
)

// Value is one number of a table before names are joined.
type Value struct {
	Label  string          // indicator as printed (mark and numbering included)
	Place  string          // place as printed; "" where the table names none
	Period city.Period     //
	Facet  city.Facet      //
	Value  decimal.Decimal //
	Unit   string          // normalised; "" where the table doesn't say
	Status city.Status     //
	Price  city.PriceBasis //
	Marks  []string        // "*", "[]", "①" found at the label, the header or the value
	Roster string          // facet Rank
	Base   city.Period     // facet Growth
	Parent string          // label of the row that this 其中 row is part of
	Group  string          // category column or heading
	Cell   string          // "E9"
	Raw    string          // the cell's text
	Note   string
}

// Break is a change of definition that the table's own note states.
type Break struct {
	Label string
	Place string
	From  city.Period
	Note  string   // the note's sentence
	Cells []string // the marked label and the note
}

// Table is what was understood of one sheet.
type Table struct {
	Grid      *grid.Grid
	Title     string
	Place     string   // that title or preamble name, as printed
	Publisher string   // from a 数据来源 / 编制单位 line
	Notes     []string // note lines, as printed
	Values    []Value
	Breaks    []Break
	Findings  []city.Finding // what was read with doubt
}

// Hints settle what cannot be read unaided: one entry of tables.yaml.
type Hints struct {
	File       string            `yaml:"file"`
	Sheet      string            `yaml:"sheet"`
	Skip       bool              `yaml:"skip"`        // do not read this table
	HeaderRows []int             `yaml:"header_rows"` // 1-based
	Rows       string            `yaml:"rows"`        // "indicators", "places" or "periods": what a row is
	LabelCol   string            `yaml:"label_column"`
	Place      string            `yaml:"place"`
	Period     string            `yaml:"period"`
	Indicator  string            `yaml:"indicator"`
	Unit       string            `yaml:"unit"`
	Units      map[string]string `yaml:"units"` // by label
	Marks      map[string]string `yaml:"marks"` // "*": "break 2016", "[]": "estimate"
	Price      string            `yaml:"price"`
	Source     string            `yaml:"source"`
}

// reader carries one sheet through the steps.
type reader struct {
	g          *grid.Grid
	places     *catalog.Places
	indicators *catalog.Indicators
	hints      Hints
	t          *Table
	rules      []rule
	kinds      map[string]labelKind // memo of kindOf
	loose      map[string][]string  // marks without an explanation: their cells
	looseOrder []string
	broken     map[string]bool // breaks already stated
	heads      map[string]head // memo of headOf: a long table repeats its labels
	facets     map[string]*head
	placeNames map[string]placeName
	prices     map[string]city.PriceBasis
	cores      map[string]string
}

// memoSize keeps a memo from holding every label of a large table.
const memoSize = 4096

// placeName is a printed place without numbering and marks; mean says that it
// is an average of places.
type placeName struct {
	name  string
	marks []string
	core  string
	mean  bool
}

// Read understands one sheet. The error is a *city.Error that says which row
// could not be read; a reader's own fault also becomes one.
func Read(g *grid.Grid, places *catalog.Places, indicators *catalog.Indicators, h Hints) (t *Table, err error) {
	defer func() {
		if p := recover(); p != nil {
			t, err = nil, unreadable(g, -1, "这张表没能读懂（%v）", "the table could not be understood (%v)", fmt.Sprint(p))
		}
	}()
	t = &Table{Grid: g}
	if h.Skip {
		return t, nil
	}
	figures, text := hasFigures(g)
	if !figures {
		if text {
			t.find("T005", "", "", "", []string{"A1"}, "工作表只有文字，没有数", "the sheet has text only, no figures")
		}
		return t, nil
	}
	rd := &reader{heads: map[string]head{}, facets: map[string]*head{}, placeNames: map[string]placeName{}, prices: map[string]city.PriceBasis{}, cores: map[string]string{}, g: g, places: places, indicators: indicators, hints: h, t: t,
		kinds: map[string]labelKind{}, loose: map[string][]string{}, broken: map[string]bool{}}
	if e := rd.read(); e != nil {
		return nil, e
	}
	return t, nil
}

// mostNotes bounds the lines that are read as notes.
const mostNotes = 300

// read goes through the blocks of the sheet.
func (rd *reader) read() *city.Error {
	blocks, notes := split(rd.g)
	if len(rd.hints.HeaderRows) > 0 {
		blocks, notes = rd.hintedBlock()
	}
	if len(blocks) == 0 {
		row, _ := firstData(rd.g)
		return unreadable(rd.g, row, "有数字，但上方没有表头（年份、指标或地区），不知道各列是什么", "there are figures but no header above them that says what the columns are")
	}
	for _, b := range blocks {
		for _, l := range b.captions {
			if t := fold(l.text); noteStart.MatchString(t) || noteMark.MatchString(t) || priceOf(t) != "" || rd.isContinuation(notes, l) {
				notes = append(notes, l)
			}
		}
	}
	rd.sourceLines(notes)
	var pages []page
	var panels [][]*panel
	var labels []string
	prev := page{titleRow: -1}
	for i, b := range blocks {
		prev = rd.readPage(b.captions, prev)
		ps, err := rd.panels(b, prev)
		if err != nil {
			return err
		}
		pages, panels = append(pages, prev), append(panels, ps)
		labels = append(labels, rd.coresOf(blocks[i], ps)...)
		if rd.t.Title == "" {
			rd.t.Title = prev.title
		}
		if rd.t.Place == "" {
			rd.t.Place = prev.place
		}
		if rd.t.Publisher == "" {
			rd.t.Publisher = prev.publisher
		}
	}
	if w := noteTime(notes); w.says() {
		for i := range pages {
			if !pages[i].when.says() {
				pages[i].when = w
			}
		}
	}
	rd.listNumbers(notes, blocks)
	rd.rules = append(rd.hintRules(), rd.settle(readNotes(notes[:min(len(notes), mostNotes)], labels), labels)...)
	for i := range blocks {
		for _, p := range panels[i] {
			if err := rd.readPanel(p, pages[i]); err != nil {
				return err
			}
		}
	}
	rd.looseMarks()
	return nil
}

// isContinuation reports a caption line right below a note ("2.…" under "注：1.…").
func (rd *reader) isContinuation(notes []line, l line) bool {
	return len(notes) > 0 && notes[len(notes)-1].row == l.row-1 && noteNext.MatchString(l.text)
}

// sourceLines keeps the notes as printed and finds the publisher.
func (rd *reader) sourceLines(notes []line) {
	for _, l := range notes {
		rd.t.Notes = append(rd.t.Notes, l.text)
		t := fold(l.text)
		for _, keys := range [][]string{{"数据来源", "资料来源", "来源", "出处", "Source"}, {"编制单位", "发布单位", "发布机构", "提供单位", "填报单位", "制表单位", "制表机关"}} {
			if v := preambleValue(t, keys...); v != "" && rd.t.Publisher == "" {
				rd.t.Publisher = publisherOf(v)
			}
		}
	}
}

// firstData finds the first row with a figure.
func firstData(g *grid.Grid) (int, shape) {
	for r := range g.Rows {
		if s := shapeOf(g, r, nil); s.nums > 0 {
			return r, s
		}
	}
	return -1, shape{}
}
