package registry

import (
	"io"
	"runtime"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/snappy"
	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/rule"
)

// Note is a word about a file that travels in its footer.
type Note struct{ Key, Value string }

// Write writes batches as a Parquet file, one row group each, in their order.
// Columns are those of the fields, in base units, all of them nullable; what a
// batch lacks is null. The same batches give the same bytes.
func Write(w io.Writer, fields []*rule.Field, notes []Note, batches ...*rule.Batch) error {
	return Generate(w, fields, notes, len(batches), 1, func(i int) *rule.Batch { return batches[i] })
}

// Generate writes the batches that make gives for 0 to n-1, which is called
// from so many goroutines (0: one for each processor) and may use a batch
// again once the one it gave before has been written by the same goroutine.
// The row groups are in order and the bytes are the same on any number.
func Generate(w io.Writer, fields []*rule.Field, notes []Note, n, workers int, make func(i int) *rule.Batch) error {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	schema := parquet.NewSchema("registry", ordered(fields))
	out := parquet.NewGenericWriter[any](w, schema, parquet.Compression(&snappy.Codec{}), parquet.CreatedBy("quanyu", "", ""))
	for _, note := range notes {
		out.SetKeyValueMetadata(note.Key, note.Value)
	}
	type encoded struct {
		group *parquet.ConcurrentRowGroupWriter
		err   error
	}
	// Groups are begun in order here, filled by workers, and committed in order.
	for first := 0; first < n; first += workers {
		wave := min(workers, n-first)
		groups := slices.Repeat([]encoded{{}}, wave)
		for i := range groups {
			groups[i].group = out.BeginRowGroup()
		}
		err := parallel.Tasks(workers, wave, func(_, i int) error { return encode(groups[i].group, fields, make(first+i)) })
		if err != nil {
			return err
		}
		for _, g := range groups {
			if _, err := g.group.Commit(); err != nil {
				return err
			}
		}
	}
	return out.Close()
}

// table in the order of the fields; parquet.Group would sort them by name.
type group struct {
	parquet.Group
	fields []*rule.Field
}

func (g group) Fields() []parquet.Field {
	list := g.Group.Fields()
	slices.SortFunc(list, func(a, b parquet.Field) int { return g.place(a.Name()) - g.place(b.Name()) })
	return list
}

func (g group) place(name string) int {
	return slices.IndexFunc(g.fields, func(f *rule.Field) bool { return f.Name == name })
}

func ordered(fields []*rule.Field) parquet.Node {
	g := group{parquet.Group{}, fields}
	for _, f := range fields {
		var n parquet.Node
		switch f.Kind {
		case rule.Words:
			n = parquet.String()
			if f.Name != "id" && f.Name != "name" {
				n = parquet.Encoded(n, &parquet.RLEDictionary)
			}
		case rule.Date:
			n = parquet.Date()
		case rule.Bool:
			n = parquet.Leaf(parquet.BooleanType)
		default:
			n = parquet.Leaf(parquet.DoubleType)
		}
		g.Group[f.Name] = parquet.Optional(n)
	}
	return g
}

// encodeRows is how many values are handed on at once: they stay in the cache.
const encodeRows = 2048

// encode writes one batch into a row group, column after column.
func encode(g *parquet.ConcurrentRowGroupWriter, fields []*rule.Field, b *rule.Batch) error {
	values := make([]parquet.Value, encodeRows)
	for k, w := range g.ColumnWriters() {
		p := newPacker(fields[k].Kind, b.Columns[fields[k].Name], k)
		for from := 0; from < b.Rows; from += encodeRows {
			part := values[:min(encodeRows, b.Rows-from)]
			p.pack(part, from)
			if _, err := w.WriteRowValues(part); err != nil {
				return err
			}
		}
	}
	return g.Flush() // compress here, not where groups are committed one by one
}

// packer makes stored values of the rows of a column. Those that come again
// and again are made once.
type packer struct {
	kind    rule.Kind
	column  *rule.Column // nil: all null
	at      int
	null    parquet.Value
	words   []parquet.Value
	yes, no parquet.Value
}

func newPacker(kind rule.Kind, c *rule.Column, at int) *packer {
	p := &packer{kind: kind, column: c, at: at, null: parquet.NullValue().Level(0, 0, at)}
	p.yes, p.no = parquet.BooleanValue(true).Level(0, 1, at), parquet.BooleanValue(false).Level(0, 1, at)
	if c != nil {
		p.words = make([]parquet.Value, len(c.Words))
		for i, w := range c.Words {
			p.words[i] = parquet.ByteArrayValue([]byte(w)).Level(0, 1, at)
		}
	}
	return p
}

// pack makes the values of rows from one on.
func (p *packer) pack(values []parquet.Value, from int) {
	c := p.column
	for i := range values {
		row := from + i
		switch {
		case c == nil || c.Missing != nil && c.Missing[row]:
			values[i] = p.null
		case p.kind == rule.Words:
			values[i] = p.words[c.Codes[row]]
		case p.kind == rule.Bool && c.Numbers[row] != 0:
			values[i] = p.yes
		case p.kind == rule.Bool:
			values[i] = p.no
		case p.kind == rule.Date:
			values[i] = parquet.Int32Value(int32(c.Numbers[row])).Level(0, 1, p.at)
		default:
			values[i] = parquet.DoubleValue(c.Numbers[row]).Level(0, 1, p.at)
		}
	}
}
