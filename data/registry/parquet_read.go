package registry

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/parquet-go/parquet-go"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/rule"
)

// table is an open Parquet file.
type table struct {
	registry *Registry
	file     *parquet.File
	count    int64 // rows of all groups
}

// maxRows is the most rows that a footer may claim.
const maxRows = 1 << 36

// openParquet reads the footer and matches the columns. Columns inside of
// groups and lists are passed over.
func (r *Registry) openParquet(size int64) (source, error) {
	t := &table{registry: r}
	err := safely(func() (err error) {
		if err = r.footer(size); err != nil {
			return err
		}
		// The index of pages, a byte a row in files of small row groups, is read where
		// a piece begins within a group, and only there.
		t.file, err = parquet.OpenFile(r.file, size, parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true), parquet.ReadBufferSize(1<<18))
		return err
	})
	if err == nil {
		for _, g := range t.file.RowGroups() {
			if t.count += g.NumRows(); g.NumRows() < 0 || t.count > maxRows {
				err = parquet.ErrCorrupted
				break
			}
		}
	}
	if err != nil {
		return nil, r.badParquet(err)
	}
	var headings []string
	for _, c := range t.file.Root().Columns() {
		h := ""
		if c.Leaf() && !c.Repeated() {
			h = c.Name()
		}
		headings = append(headings, h)
	}
	// A heading's place among the columns is also that of its leaf, as long as
	// no group comes before it.
	leaf := make([]int, len(headings))
	for i, c := range t.file.Root().Columns() {
		leaf[i] = c.Index()
	}
	if err := r.headed(headings, nil, func(int) (int, string) { return 0, "" }); err != nil {
		return nil, err
	}
	for i := range r.columns {
		r.columns[i].at = leaf[r.columns[i].at]
	}
	return t, nil
}

// footer refuses a footer that is larger than its file, before room is made
// for it.
func (r *Registry) footer(size int64) error {
	var end [8]byte
	if _, err := r.file.ReadAt(end[:], size-8); err != nil {
		return err
	}
	if string(end[4:]) != "PAR1" {
		return errors.New("no PAR1 at the end")
	}
	if n := int64(binary.LittleEndian.Uint32(end[:])); n+12 > size {
		return parquet.ErrCorrupted
	}
	return nil
}

func (r *Registry) badParquet(err error) error {
	return city.Errorf("bad_parquet", "Parquet 文件读不下去：%v", "the Parquet file cannot be read: %v", err).At(r.Name, "", 0, "").
		WithHint("文件可能没有传完或已损坏；重新导出一份", "it may be cut short or damaged: export it again").Wrap(err)
}

// safely turns a panic of the library into an error.
func safely(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%v", v)
		}
	}()
	return do()
}

func (t *table) rows() int64 { return t.count }

func (t *table) cell(row int64, _ int) string { return rowName(row) }

// piece is a run of rows of one row group.
type piece struct {
	group       parquet.RowGroup
	start       int64 // of its first row in the file
	first, rows int64 // within the group
}

// pieceRows is where a large row group is parted, so that all workers have
// something to do.
const pieceRows = 4 * BatchRows

func (t *table) pieces() []piece {
	var out []piece
	start := int64(0)
	for _, g := range t.file.RowGroups() {
		for first := int64(0); first < g.NumRows(); first += pieceRows {
			out = append(out, piece{g, start + first, first, min(pieceRows, g.NumRows()-first)})
		}
		start += g.NumRows()
	}
	return out
}

func (t *table) each(columns []column, workers int, bad *tally, do func(int, *rule.Batch) error) error {
	pieces := t.pieces()
	list := batches(columns, workers)
	used := make([][]scratch, workers)
	return parallel.Tasks(workers, len(pieces), func(worker, i int) error {
		if used[worker] == nil {
			used[worker] = make([]scratch, len(columns))
		}
		return t.read(pieces[i], columns, used[worker], list[worker], bad, func(b *rule.Batch) error { return do(worker, b) })
	})
}

// scratch is what a worker uses again and again for one column.
type scratch struct {
	missing []bool
	flags   []float64
}

// read gives the batches of one piece.
func (t *table) read(p piece, columns []column, used []scratch, b *rule.Batch, bad *tally, do func(*rule.Batch) error) error {
	chunks := p.group.ColumnChunks()
	readers := make([]*columnReader, len(columns))
	defer func() {
		for _, r := range readers {
			if r != nil {
				r.close()
			}
		}
	}()
	err := safely(func() error {
		for i := range columns {
			r, err := newColumnReader(&columns[i], &used[i], chunks[columns[i].at], p.first)
			if readers[i] = r; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return t.fault(err)
	}
	for done := int64(0); done < p.rows; done += int64(b.Rows) {
		b.Start, b.Rows = p.start+done, int(min(BatchRows, p.rows-done))
		for i, r := range readers {
			if err := safely(func() error { return r.fill(b.Columns[columns[i].field.Name], b.Start, b.Rows, bad) }); err != nil {
				return t.fault(err)
			}
		}
		if err := do(b); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) fault(err error) error {
	var e *city.Error
	if errors.As(err, &e) {
		return e.At(t.registry.Name, "", 0, "")
	}
	return t.registry.badParquet(err)
}

// columnReader reads one column of a row group forward.
type columnReader struct {
	column  *column
	kind    parquet.Kind
	scale   float64 // of a stored number: the factor, and the places of a decimal
	days    float64 // a stored time in this many parts of a day; 0: days
	defined byte    // level of a value that is there
	pages   parquet.Pages
	page    *page
	dict    *dictionary
	texts   texts
	used    *scratch
	sought  bool // the next page may begin within a page as it was stored
}

func newColumnReader(c *column, used *scratch, chunk parquet.ColumnChunk, first int64) (*columnReader, error) {
	r := &columnReader{column: c, kind: chunk.Type().Kind(), scale: c.factor, used: used, sought: first > 0}
	if err := r.typed(chunk.Type()); err != nil {
		return r, err
	}
	if fc, ok := chunk.(*parquet.FileColumnChunk); ok && !fc.Node().Required() {
		r.defined = 1
	}
	r.pages = chunk.Pages()
	if first > 0 {
		return r, r.pages.SeekToRow(first)
	}
	return r, nil
}

func (r *columnReader) close() {
	if r.page != nil {
		parquet.Release(r.page.page)
	}
	if r.pages != nil {
		_ = r.pages.Close()
	}
}

// fill reads the next rows into a column.
func (r *columnReader) fill(c *rule.Column, start int64, rows int, bad *tally) error {
	c.Missing = r.used.missing[:0]
	if r.column.field.Kind == rule.Words {
		c.Codes = sized(c.Codes, rows)
		r.texts.begin(r.dict)
	} else {
		c.Numbers = sized(c.Numbers, rows)
	}
	absent := int64(0)
	for done := 0; done < rows; {
		if r.page == nil || r.page.left() == 0 {
			if err := r.next(); err != nil {
				return err
			}
			continue
		}
		n := min(rows-done, r.page.left())
		out := target{column: c, from: done, start: start, rows: rows, bad: bad}
		if r.column.field.Kind == rule.Words {
			r.words(&out, n)
		} else if err := r.numbers(&out, n); err != nil {
			return err
		}
		absent += out.absent
		done += n
	}
	if r.column.field.Kind == rule.Words {
		c.Words = r.texts.words
	}
	if len(c.Missing) == 0 {
		c.Missing = nil
	} else {
		r.used.missing = c.Missing
	}
	bad.missing(r.column.field.Name, absent)
	return nil
}

// next goes on to the next page that has rows.
func (r *columnReader) next() error {
	if r.page != nil {
		parquet.Release(r.page.page)
		r.page = nil
	}
	p, err := r.pages.ReadPage()
	if err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	r.page = &page{page: p, rows: int(p.NumRows()), defined: r.defined}
	if p.NumNulls() > 0 {
		r.page.levels = p.DefinitionLevels()
	}
	if r.kind == parquet.Boolean {
		if r.page.flags, err = r.flags(p); err != nil {
			return err
		}
	}
	r.sought = false
	if d := p.Dictionary(); d != nil && (r.dict == nil || r.dict.of != d) {
		if r.dict, err = r.read(d); err != nil {
			return err
		}
		if r.column.field.Kind == rule.Words {
			r.texts.begin(r.dict)
		}
	}
	return nil
}

// page is a page and how far it was read.
type page struct {
	page       parquet.Page
	levels     []byte    // nil where nothing is null
	flags      []float64 // of a page of yes and no: 1 and 0, without what is null
	rows       int
	defined    byte
	row, value int // of the next row: values skip what is null
}

func (p *page) left() int { return p.rows - p.row }

// flags reads a page of yes and no. The bits of one that was cut may begin
// within a byte: its values are asked for one by one.
func (r *columnReader) flags(p parquet.Page) ([]float64, error) {
	n := int(p.NumValues() - p.NumNulls())
	out := sized(r.used.flags, n)
	r.used.flags = out
	if !r.sought {
		data := p.Data()
		bits := data.Boolean()
		if len(bits) < (n+7)/8 {
			return nil, parquet.ErrCorrupted
		}
		for i := range out {
			out[i] = float64(bits[i/8] >> (i % 8) & 1)
		}
		return out, nil
	}
	values := make([]parquet.Value, p.NumValues())
	if got, err := p.Values().ReadValues(values); got < len(values) {
		return nil, fmt.Errorf("%d values of %d: %w", got, len(values), err)
	}
	n = 0
	for _, v := range values {
		if !v.IsNull() {
			if out[n] = 0; v.Boolean() {
				out[n] = 1
			}
			n++
		}
	}
	return out, nil
}

// target is where the values of some rows go.
type target struct {
	column *rule.Column
	from   int   // of the next row in the column
	start  int64 // of the column's first row in the file
	rows   int
	bad    *tally
	absent int64
}

// miss marks a row as missing.
func (t *target) miss(i int) {
	c := t.column
	if len(c.Missing) == 0 {
		c.Missing = sized(c.Missing, t.rows)
		clear(c.Missing)
	}
	c.Missing[i] = true
	t.absent++
	if c.Numbers != nil {
		c.Numbers[i] = math.NaN()
	} else {
		c.Codes[i] = 0
	}
}

// sized gives a slice of a length, used again where it is large enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
