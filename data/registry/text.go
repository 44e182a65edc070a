package registry

import (
	"math"

	"github.com/quanyu/quanyu/rule"
)

// rowsOf is a run of rows of printed text.
type rowsOf struct {
	start int64      // number of its first row among all rows
	cells [][]string // by row; a row may be short
}

// convert turns printed rows into a batch.
func (s *rowsOf) convert(columns []column, since1904 bool, b *rule.Batch, bad *tally) {
	b.Start, b.Rows = s.start, len(s.cells)
	for k := range columns {
		c := &columns[k]
		out := target{column: b.Columns[c.field.Name], start: s.start, rows: b.Rows, bad: bad}
		out.column.Missing = out.column.Missing[:0]
		if c.field.Kind == rule.Words {
			s.words(c, &out)
		} else {
			s.numbers(c, since1904, &out)
		}
		if len(out.column.Missing) == 0 {
			out.column.Missing = nil
		}
		bad.missing(c.field.Name, out.absent)
	}
}

func (s *rowsOf) at(row, column int) string {
	if column >= len(s.cells[row]) {
		return ""
	}
	return s.cells[row][column]
}

func (s *rowsOf) numbers(c *column, since1904 bool, out *target) {
	into := sized(out.column.Numbers, out.rows)
	out.column.Numbers = into
	for i := range into {
		text := s.at(i, c.at)
		x, v := c.number(text, since1904)
		if into[i] = x; v != good {
			into[i] = math.NaN()
			out.reject(c, i, v, text)
		}
	}
}

func (s *rowsOf) words(c *column, out *target) {
	into := sized(out.column.Codes, out.rows)
	out.column.Codes = into
	var t texts
	for i := range into {
		text := s.at(i, c.at)
		code, v := t.code(c, text)
		if into[i] = code; v != good {
			out.reject(c, i, v, text)
		}
	}
	out.column.Words = t.words
}

// batches gives each worker a batch of its own with the columns.
func batches(columns []column, workers int) []*rule.Batch {
	out := make([]*rule.Batch, workers)
	for w := range out {
		out[w] = &rule.Batch{Columns: map[string]*rule.Column{}}
		for _, c := range columns {
			out[w].Columns[c.field.Name] = &rule.Column{}
		}
	}
	return out
}
