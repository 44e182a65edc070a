package grid

import (
	"io"
	"strconv"
	"strings"
)

// readSheet reads one worksheet in a single pass; merged regions, which stand
// behind the cells, are filled at the end.
func (w *workbook) readSheet(name, part string) (*Grid, error) {
	b := newBuilder(w.file, name)
	in, ok := w.pack.Stream(part)
	if !ok {
		return nil, io.ErrUnexpectedEOF
	}
	defer in.Close()
	s := newScanner(in)
	row, col := -1, -1
	for {
		if err := s.tag(); err != nil {
			if err == io.EOF {
				return b.done()
			}
			return nil, err
		}
		if s.end {
			continue
		}
		switch string(s.name) {
		case "row":
			if n, ok := s.number("r"); ok {
				row = n - 1
			} else {
				row++
			}
			col = -1
		case "c":
			col++
			if r, c, ok := locate(string(s.attr("r"))); ok {
				row, col = r, c
			}
			cell, bare, err := w.readCell(s)
			if err != nil {
				return nil, err
			}
			if bare {
				b.bare(row, col)
			}
			if err := b.put(row, col, cell); err != nil {
				return nil, err
			}
		case "mergeCell":
			if m, ok := parseRegion(s.value("ref")); ok {
				b.merge = append(b.merge, m)
			}
		}
	}
}

// parseRegion reads "B2:D3".
func parseRegion(ref string) (region, bool) {
	from, to, ok := strings.Cut(ref, ":")
	r1, c1, ok1 := locate(from)
	r2, c2, ok2 := locate(to)
	return region{r1, c1, r2, c2}, ok && ok1 && ok2 && r1 <= r2 && c1 <= c2
}

// readCell reads a cell, from its start tag to its end tag. bare says that it
// is a formula whose result was never stored.
func (w *workbook) readCell(s *scanner) (cell Cell, bare bool, err error) {
	kind := string(s.attr("t"))
	style, styled := s.number("s")
	if s.empty {
		return Cell{}, false, nil
	}
	value, formula := "", false
	for {
		if err := s.tag(); err != nil {
			return Cell{}, false, noEnd(err)
		}
		name := string(s.name)
		if s.end {
			if name == "c" {
				break
			}
			continue
		}
		switch name {
		case "f":
			formula = true
		case "v", "is":
			if value, err = s.text("rPh"); err != nil {
				return Cell{}, false, err
			}
		}
	}
	f := general
	if !styled {
		style = 0
	}
	if style >= 0 && style < len(w.formats) {
		f = w.formats[style]
	}
	return w.typed(kind, value, f), formula && value == "", nil
}

// typed is a cell by its type letter: text, a shared text, a number ...
func (w *workbook) typed(kind, value string, f format) Cell {
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(w.shared) {
			return Cell{}
		}
		return Cell{Text: w.shared[n]}
	case "inlineStr", "str":
		return Cell{Text: unescapeX(value)}
	case "b":
		if strings.TrimSpace(value) == "1" {
			return Cell{Text: "TRUE"}
		}
		return Cell{Text: "FALSE"}
	case "e":
		return Cell{Text: value}
	case "d": // a date in words: 2018-09-30T00:00:00
		return Cell{Text: strings.TrimSuffix(strings.TrimSuffix(value, "Z"), "T00:00:00")}
	}
	if value == "" {
		return Cell{}
	}
	return f.show(value, w.since04)
}
