package draft

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/data/table"
	"github.com/quanyu/quanyu/diagnose"
)

// cellValue is one number of a table of the draft with its names resolved.
type cellValue struct {
	table.Value
	indicator, definition, place string
	known                        bool // indicator and place are known
	placed                       bool // the place is known
}

// table checks a table of the draft cell by cell.
func (c *checker) table(t text, number int) {
	g := gridOf(t, number)
	values, err := c.values(g)
	if err != nil || len(values) == 0 {
		c.unread(t, g)
		return
	}
	for _, v := range values {
		p, ok := g.para[v.Cell]
		if !ok {
			continue
		}
		where := diagnose.Where{File: t.name, Line: p.Line, Start: 0, End: len(p.Text)}
		c.cell(v, where)
		c.sayCell(v, where, t.name+" "+tableName(number)+" "+v.Cell)
	}
}

// sheet takes what a table file says, for clashes only.
func (c *checker) sheet(file string, g sheetGrid) {
	values, err := c.values(g)
	if err != nil {
		return
	}
	for _, v := range values {
		c.sayCell(v, diagnose.Where{File: file}, origin(city.Origin{File: file, Sheet: g.Sheet, Cell: v.Cell}))
	}
}

// values reads a table and resolves its names.
func (c *checker) values(g sheetGrid) ([]cellValue, error) {
	places, indicators := c.o.Context.Places, c.o.Context.Indicators
	t, err := table.Read(g.Grid, places, indicators, table.Hints{})
	if err != nil || t == nil {
		return nil, err
	}
	named := false // the table says which places its rows or columns are of
	for _, v := range t.Values {
		named = named || v.Place != ""
	}
	var out []cellValue
	for _, v := range t.Values {
		r := indicators.Resolve(v.Label)
		x := cellValue{Value: v, indicator: r.ID, definition: r.Definition, place: c.o.Bench.Place, known: r.Known, placed: v.Place != "" || !named}
		if v.Facet == "" {
			x.Facet = city.Level
		}
		if r.Facet == city.Growth && x.Facet == city.Level {
			x.Facet = city.Growth
		}
		if v.Place != "" {
			p := places.Resolve(v.Place, c.o.Bench.Place)
			x.place = p.Place.Code
			x.placed = p.Match == catalog.Exact || p.Match == catalog.Alias
		}
		if head := rowHead(g, v.Cell); named && summary.MatchString(head) {
			x.placed = false
			if m := places.Find(head, c.o.Bench.Place); len(m) == 1 {
				x.place, x.placed = m[0].ID, true
			}
		}
		x.known = x.known && x.placed
		out = append(out, x)
	}
	return out, nil
}

// summary is the name of a row among places that stands for more than one.
var summary = regexp.MustCompile(`^(?:全省|我省|本省|全国|平均|均值|中位数|最高|最低|周边|其他|其余)`)

// rowHead is the first text of the row of a cell.
func rowHead(g sheetGrid, cell string) string {
	n, err := strconv.Atoi(strings.TrimLeft(cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if err != nil || n < 1 || n > len(g.Rows) {
		return ""
	}
	for _, c := range g.Rows[n-1] {
		if s := strings.Join(strings.Fields(c.Text), ""); s != "" {
			return s
		}
	}
	return ""
}

// cell writes the remark on one number of a table.
func (c *checker) cell(v cellValue, where diagnose.Where) {
	if v.Status == city.Missing {
		return
	}
	rem := Remark{Where: where, Kind: CellRemark, Text: v.Raw, Verdict: diagnose.Undecidable, Evidence: []city.Origin{}}
	if rem.Text == "" {
		rem.Text = city.Printed(v.Value.Value)
	}
	var m message
	switch {
	case !v.placed: // 全省, 平均: a row among places that is none itself
		noSource(&m)
	case v.Facet == city.Level || v.Facet == city.Growth || v.Facet == city.Rank:
		r := diagnose.Judge(v.claim(), c.o.Bench)
		c.judgement(&m, v.Label+v.Raw, r, nil)
		rem.Verdict, rem.Source, rem.Evidence = r.Verdict, len(r.Evidence) > 0, origins(r.Evidence)
		if r.Verdict == diagnose.Undecidable && !rem.Source {
			m = message{}
			noSource(&m)
		}
	default:
		noSource(&m)
	}
	rem.Message = m.text()
	c.remarks = append(c.remarks, rem)
}

// claim is what a cell says, as a claim.
func (v cellValue) claim() diagnose.Claim {
	x := v.Value.Value
	claim := diagnose.Claim{ID: cellID, Type: diagnose.LevelType, Place: v.place, Indicator: v.indicator, Definition: v.definition, Period: v.Period, Figure: &x, Unit: v.Unit}
	switch v.Facet {
	case city.Growth:
		claim.Type, claim.Direction, claim.From, claim.Price = diagnose.GrowthType, "up", v.Base, v.Price
		if x.IsNegative() {
			x = x.Neg()
			claim.Figure, claim.Direction = &x, "down"
		}
		if claim.Unit == "" {
			claim.Unit = "%"
		}
	case city.Rank:
		claim.Type, claim.Figure, claim.Rank, claim.Roster, claim.Unit = diagnose.RankType, nil, int(x.IntPart()), v.Roster, ""
	}
	return claim
}

// unread says once that a table with numbers was not understood.
func (c *checker) unread(t text, g sheetGrid) {
	for r := range g.Rows {
		for col := range g.Rows[r] {
			p, ok := g.para[grid.Name(r, col)]
			if !ok {
				continue
			}
			if _, _, number := city.ParseNumber(p.Text); !number {
				continue
			}
			var m message
			m.add("？ 未能自动读懂这个表，表中数字未核", "? this table was not understood; its numbers are not checked")
			m.add("请检查表头是否写明指标、单位和时间。", "See that the header names indicators, units and periods.")
			c.remarks = append(c.remarks, Remark{Where: diagnose.Where{File: t.name, Line: p.Line, End: len(p.Text)}, Kind: TableRemark, Text: p.Text,
				Verdict: diagnose.Undecidable, Message: m.text(), Evidence: []city.Origin{}})
			return
		}
	}
}
