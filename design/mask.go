package design

import (
	"io"
	"sync"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/snappy"
	"github.com/quanyu/quanyu/rule"
)

// MaskWriter takes the results of single firms, batch by batch in any order.
type MaskWriter interface {
	Batch(b *rule.Batch, plan *rule.Plan, r *rule.Result) error
}

// Masks writes the result of every firm under every programme and criterion as
// a Parquet file: id, and one column of words (met, unmet, unknown, manual,
// not_applicable) for each, by name; a row group for each batch. Workers encode
// their batches at once, and row groups are committed in the order of the
// registry, so that the bytes are the same on any number of workers; one waits
// until those before it have come.
type Masks struct {
	mu      sync.Mutex
	to      io.Writer
	out     *parquet.GenericWriter[any]
	columns []maskColumn
	waiting map[int64]mask // by its first row
	next    int64
}

// maskColumn is the column of a programme or a criterion by its number in the
// plan; that of id has neither.
type maskColumn struct {
	name                 string
	programme, criterion int
}

// mask is a batch that is encoded and not yet committed.
type mask struct {
	rows  int
	group *parquet.ConcurrentRowGroupWriter
}

// NewMasks begins a file. Close ends it.
func NewMasks(to io.Writer) *Masks { return &Masks{to: to, waiting: map[int64]mask{}} }

// Batch takes the results of a batch.
func (m *Masks) Batch(b *rule.Batch, plan *rule.Plan, r *rule.Result) error {
	if b.Rows == 0 {
		return nil
	}
	m.mu.Lock()
	if m.out == nil {
		m.begin(plan)
	}
	g := m.out.BeginRowGroup()
	m.mu.Unlock()
	if err := m.encode(g, b, r); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.waiting[b.Start] = mask{b.Rows, g}
	for x, there := m.waiting[m.next]; there; x, there = m.waiting[m.next] {
		delete(m.waiting, m.next)
		m.next += int64(x.rows)
		if _, err := x.group.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// begin lays out the columns, by name.
func (m *Masks) begin(plan *rule.Plan) {
	columns := map[string]maskColumn{fieldID: {fieldID, -1, -1}}
	for i, c := range plan.Criteria {
		columns[c.ID] = maskColumn{c.ID, -1, i}
	}
	for i, p := range plan.Programmes {
		columns[p.ID] = maskColumn{p.ID, i, -1}
	}
	group := parquet.Group{}
	for name := range columns {
		group[name] = parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
		if name == fieldID {
			group[name] = parquet.String()
		}
	}
	schema := parquet.NewSchema("results", group)
	for _, f := range schema.Fields() {
		m.columns = append(m.columns, columns[f.Name()])
	}
	m.out = parquet.NewGenericWriter[any](m.to, schema, parquet.Compression(&snappy.Codec{}), parquet.CreatedBy("quanyu", "", ""))
}

// encode writes the columns of one batch.
func (m *Masks) encode(g *parquet.ConcurrentRowGroupWriter, b *rule.Batch, r *rule.Result) error {
	var names [states]parquet.Value
	for s := range names {
		names[s] = parquet.ByteArrayValue([]byte(rule.State(s).String()))
	}
	values := make([]parquet.Value, b.Rows)
	for k, w := range g.ColumnWriters() {
		c := m.columns[k]
		switch {
		case c.programme >= 0:
			stated(values, r.Programmes[c.programme], k, names)
		case c.criterion >= 0:
			stated(values, r.Criteria[c.criterion], k, names)
		default:
			identified(values, b.Columns[fieldID], k)
		}
		if _, err := w.WriteRowValues(values); err != nil {
			return err
		}
	}
	return nil
}

func stated(values []parquet.Value, list []rule.State, column int, names [states]parquet.Value) {
	for s := range names {
		names[s] = names[s].Level(0, 0, column)
	}
	for i := range values {
		values[i] = names[list[i]]
	}
}

// identified fills in the ids; "" where a firm has none.
func identified(values []parquet.Value, c *rule.Column, column int) {
	for i := range values {
		id := ""
		if c != nil && c.Codes != nil && (c.Missing == nil || !c.Missing[i]) {
			id = c.Words[c.Codes[i]]
		}
		values[i] = parquet.ByteArrayValue([]byte(id)).Level(0, 0, column)
	}
}

// Close ends the file. Without a single batch there is none.
func (m *Masks) Close() error {
	if m.out == nil {
		return nil
	}
	return m.out.Close()
}
