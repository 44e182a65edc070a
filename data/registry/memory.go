package registry

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/quanyu/quanyu/rule"
)

// Memory makes a register of batches that are in memory. Their columns are in
// base units; batches are copied where Start or Entity is set, columns are
// shared and stay as they are.
func Memory(batches []*rule.Batch) *Registry {
	r := &Registry{Name: "memory", entity: "firm", groups: map[string]map[string]bool{}}
	if len(batches) > 0 && batches[0].Entity != "" {
		r.entity = batches[0].Entity
	}
	held := map[string]*rule.Column{}
	s := &memory{}
	for _, b := range batches {
		c := *b
		c.Start = s.count
		s.count += int64(b.Rows)
		s.batches = append(s.batches, &c)
		for name, column := range b.Columns {
			held[name] = column
		}
	}
	names := make([]string, 0, len(held))
	for name := range held {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		f := &rule.Field{Name: name, Entity: r.entity}
		if held[name].Codes != nil {
			f.Kind = rule.Words
		}
		r.fields = append(r.fields, f)
		r.columns = append(r.columns, column{field: f, at: i, heading: name, factor: 1})
	}
	r.source = s
	return r
}

type memory struct {
	batches []*rule.Batch
	count   int64
}

func (m *memory) rows() int64 { return m.count }

func (m *memory) cell(row int64, _ int) string { return rowName(row) }

// rowName says where a row is that has no cell.
func rowName(row int64) string { return fmt.Sprintf("第%d行/row %d", row+1, row+1) }

func (m *memory) each(columns []column, workers int, _ *tally, do func(int, *rule.Batch) error) error {
	return tasks(len(m.batches), workers, func(worker, i int) error {
		b := *m.batches[i]
		b.Columns = make(map[string]*rule.Column, len(columns))
		for _, c := range columns {
			if held := m.batches[i].Columns[c.field.Name]; held != nil {
				b.Columns[c.field.Name] = held
			}
		}
		return do(worker, &b)
	})
}

// tasks does n tasks on some workers. The error of the lowest task that failed
// ends it, whichever worker was first; a panic goes on in the caller.
func tasks(n, workers int, do func(worker, task int) error) error {
	var next, failed atomic.Int64
	failed.Store(int64(n))
	errs, fault := make([]error, n), make([]any, n)
	stop := func(i int64) {
		for old := failed.Load(); i < old && !failed.CompareAndSwap(old, i); old = failed.Load() {
		}
	}
	one := func(w int, i int64) {
		defer func() {
			if fault[i] = recover(); fault[i] != nil {
				stop(i)
			}
		}()
		if errs[i] = do(w, int(i)); errs[i] != nil {
			stop(i)
		}
	}
	var group sync.WaitGroup
	for w := range min(workers, n) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < failed.Load(); i = next.Add(1) - 1 {
				one(w, i)
			}
		})
	}
	group.Wait()
	i := failed.Load()
	if i == int64(n) {
		return nil
	}
	if fault[i] != nil {
		panic(fault[i])
	}
	return errs[i]
}
