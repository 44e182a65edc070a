package grid

import (
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// endCell places the open cell of a table, behind what spans from above.
func (p *page) endCell(t *tableRows) error {
	if t.cell == nil {
		return nil
	}
	text := cellText(t.cell.String())
	t.cell = nil
	t.row = max(t.row, 0)
	for t.col < len(t.until) && t.until[t.col] > t.row {
		t.col++
	}
	if p.cells += t.rs * t.cs; p.cells > MaxCells || t.col+t.cs > MaxColumns {
		return t.b.over("单元格数", "cells", MaxCells)
	}
	if t.rs > 1 || t.cs > 1 {
		t.b.merge = append(t.b.merge, region{t.row, t.col, t.row + t.rs - 1, t.col + t.cs - 1})
	}
	if t.rs > 1 {
		for len(t.until) < t.col+t.cs {
			t.until = append(t.until, 0)
		}
		for c := t.col; c < t.col+t.cs; c++ {
			t.until[c] = t.row + t.rs
		}
	}
	if err := t.b.put(t.row, t.col, Cell{Text: text}); err != nil {
		return err
	}
	t.col += t.cs
	t.width = max(t.width, t.col)
	return nil
}

// cellText takes the blanks of the page's source out of a cell and keeps its
// line breaks and its indentation by &nbsp;.
func cellText(s string) string {
	lines := strings.Split(s, "\n")
	out := lines[:0]
	for _, l := range lines {
		l = strings.Trim(l, " ")
		for strings.Contains(l, "  ") {
			l = strings.ReplaceAll(l, "  ", " ")
		}
		if strings.TrimSpace(l) != "" {
			out = append(out, strings.TrimRight(l, " \u00a0\u3000"))
		}
	}
	return strings.Join(out, "\n")
}

// endTable closes the innermost table: a grid of its own, or text of what is
// around it.
func (p *page) endTable() error {
	t := p.top()
	if err := p.endCell(t); err != nil {
		return err
	}
	p.stack = p.stack[:len(p.stack)-1]
	g, err := t.b.done()
	if err != nil {
		return err
	}
	if t.width < 2 || t.row < 1 || t.nested {
		p.loosen(g)
		return nil
	}
	for _, outer := range p.stack {
		p.layOut(outer)
	}
	p.breakLine()
	b := newBuilder(p.file, "表"+strconv.Itoa(len(p.grids)+1))
	for r, line := range p.lines {
		if err := b.put(r, 0, Cell{Text: line}); err != nil {
			return err
		}
	}
	p.lines = nil
	b.g.Rows = append(b.g.Rows, g.Rows...)
	p.grids, p.last = append(p.grids, b.g), b
	return nil
}

// layOut makes lines of what a table held before a table inside it turned out
// to be the real one.
func (p *page) layOut(t *tableRows) {
	t.nested = true
	cell := t.cell
	t.cell = nil
	for _, row := range t.b.g.Rows {
		for _, c := range row {
			p.loose.WriteString(c.Text + " ")
		}
		p.breakLine()
	}
	t.b = newBuilder(p.file, "")
	if cell != nil {
		for line := range strings.SplitSeq(cellText(cell.String()), "\n") {
			p.loose.WriteString(line)
			p.breakLine()
		}
		t.cell = &strings.Builder{}
	}
}

// loosen turns the cells of a table that only lays out into lines of text.
func (p *page) loosen(g *Grid) {
	p.breakLine()
	for _, row := range g.Rows {
		for _, c := range row {
			if !c.Merged {
				p.text(c.Text)
				p.text(" ")
			}
		}
		if t := p.top(); t == nil || t.cell == nil {
			p.breakLine()
		} else {
			t.cell.WriteString("\n")
		}
	}
}

// finish puts the text behind the last table under it, and leaves tables
// without a single number out (menus, search forms) where others have some.
func (p *page) finish() error {
	p.breakLine()
	if p.last == nil {
		return nil
	}
	for _, line := range p.lines {
		if err := p.last.put(len(p.last.g.Rows), 0, Cell{Text: line}); err != nil {
			return err
		}
	}
	var kept []*Grid
	for _, g := range p.grids {
		if hasNumber(g) {
			kept = append(kept, g)
		}
	}
	if len(kept) > 0 {
		p.grids = kept
	}
	return nil
}

func hasNumber(g *Grid) bool {
	for _, row := range g.Rows {
		for _, c := range row {
			if _, _, ok := city.ParseNumber(c.Text); ok {
				return true
			}
		}
	}
	return false
}
