package registry

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/rule"
)

// Memory makes a register of batches that are in memory. Their columns are in
// base units; batches are copied where Start or Entity is set, columns are
// shared and stay as they are.
func Memory(batches []*rule.Batch) *Registry {
	entity := "firm"
	if len(batches) > 0 && batches[0].Entity != "" {
		entity = batches[0].Entity
	}
	held := map[string]*rule.Column{}
	var all []*rule.Batch
	rows := int64(0)
	for _, b := range batches {
		c := *b
		c.Start = rows
		rows += int64(b.Rows)
		all = append(all, &c)
		for name, column := range b.Columns {
			held[name] = column
		}
	}
	var fields []*rule.Field
	for name, c := range held {
		f := &rule.Field{Name: name, Entity: entity}
		if c.Codes != nil {
			f.Kind = rule.Words
		}
		fields = append(fields, f)
	}
	slices.SortFunc(fields, func(a, b *rule.Field) int { return strings.Compare(a.Name, b.Name) })
	r := Generated("memory", fields, nil, rows, len(all), func(i int) *rule.Batch { return all[i] })
	r.entity = entity
	return r
}

// Generated makes a register of firms whose batches are made when they are read:
// make gives that of number 0 to n-1, the same each time, from several
// goroutines, with its Start and the columns of the fields in base units. What
// Check finds, and Note tells, is what a file of them would (see Generate).
func Generated(name string, fields []*rule.Field, notes []Note, rows int64, n int, make func(i int) *rule.Batch) *Registry {
	r := &Registry{Name: name, entity: "firm", fields: fields, groups: map[string]map[string]bool{}}
	for i, f := range fields {
		r.columns = append(r.columns, column{field: f, at: i, heading: f.Name, factor: 1})
	}
	r.source = &memory{n, rows, make, notes}
	return r
}

type memory struct {
	batches int
	count   int64
	make    func(i int) *rule.Batch
	notes   []Note
}

func (m *memory) rows() int64 { return m.count }

func (m *memory) cell(row int64, _ int) string { return rowName(row) }

// rowName says where a row is that has no cell.
func rowName(row int64) string { return fmt.Sprintf("第%d行/row %d", row+1, row+1) }

func (m *memory) each(columns []column, workers int, bad *tally, do func(int, *rule.Batch) error) error {
	return parallel.Tasks(workers, m.batches, func(worker, i int) error {
		held := m.make(i)
		b := *held
		b.Columns = make(map[string]*rule.Column, len(columns))
		for _, c := range columns {
			x := held.Columns[c.field.Name]
			if x == nil {
				bad.missing(c.field.Name, int64(b.Rows))
				continue
			}
			b.Columns[c.field.Name] = x
			bad.missing(c.field.Name, absent(x))
		}
		return do(worker, &b)
	})
}

// absent counts the rows that lack a value.
func absent(c *rule.Column) (n int64) {
	for _, missing := range c.Missing {
		if missing {
			n++
		}
	}
	return n
}
