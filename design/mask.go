package design

import (
	"io"
	"slices"
	"strings"
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
// not_applicable) for each, by name. Rows stand in the order of the registry
// whatever the order of batches, so that the bytes are the same on any number
// of workers; a batch waits until those before it have come.
type Masks struct {
	mu      sync.Mutex
	to      io.Writer
	out     *parquet.GenericWriter[any]
	columns []maskColumn
	waiting map[int64]*mask
	next    int64
}

// maskColumn is the column of a programme or a criterion by its number in the
// plan; that of id has neither.
type maskColumn struct {
	name                 string
	programme, criterion int
}

// mask is the results of one batch until it is written.
type mask struct {
	rows   int
	ids    []string
	states [][]rule.State // by column
}

// NewMasks begins a file. Close ends it.
func NewMasks(to io.Writer) *Masks { return &Masks{to: to, waiting: map[int64]*mask{}} }

// Batch takes the results of a batch.
func (m *Masks) Batch(b *rule.Batch, plan *rule.Plan, r *rule.Result) error {
	if b.Rows == 0 {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.out == nil {
		m.begin(plan)
	}
	kept := &mask{rows: b.Rows, ids: make([]string, b.Rows), states: make([][]rule.State, len(m.columns))}
	if c := b.Columns[fieldID]; c != nil && c.Codes != nil {
		for i := range kept.ids {
			if c.Missing == nil || !c.Missing[i] {
				kept.ids[i] = strings.Clone(c.Words[c.Codes[i]])
			}
		}
	}
	for k, c := range m.columns {
		switch {
		case c.programme >= 0:
			kept.states[k] = slices.Clone(r.Programmes[c.programme][:b.Rows])
		case c.criterion >= 0:
			kept.states[k] = slices.Clone(r.Criteria[c.criterion][:b.Rows])
		}
	}
	m.waiting[b.Start] = kept
	for x := m.waiting[m.next]; x != nil; x = m.waiting[m.next] {
		delete(m.waiting, m.next)
		m.next += int64(x.rows)
		if err := m.write(x); err != nil {
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

// write writes one batch as a row group.
func (m *Masks) write(x *mask) error {
	var names [states]parquet.Value
	for s := range names {
		names[s] = parquet.ByteArrayValue([]byte(rule.State(s).String()))
	}
	values := make([]parquet.Value, x.rows)
	g := m.out.BeginRowGroup()
	for k, w := range g.ColumnWriters() {
		for i := range values {
			if x.states[k] == nil {
				values[i] = parquet.ByteArrayValue([]byte(x.ids[i])).Level(0, 0, k)
			} else {
				values[i] = names[x.states[k][i]].Level(0, 0, k)
			}
		}
		if _, err := w.WriteRowValues(values); err != nil {
			return err
		}
	}
	_, err := g.Commit()
	return err
}

// Close ends the file. Without a single batch there is none.
func (m *Masks) Close() error {
	if m.out == nil {
		return nil
	}
	return m.out.Close()
}
