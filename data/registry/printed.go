package registry

import (
	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/rule"
)

// printed is a register of rows that another reader took from a file, such as
// the attributes of a map.
type printed struct{ cells [][]string }

// Rows makes a register of headings and printed rows, which are read as those
// of a table are. name is how errors and findings name it. Errors:
// double_heading, no_heading.
func Rows(name string, headings []string, cells [][]string, fields []*rule.Field, o Options) (*Registry, error) {
	r := &Registry{Name: name, entity: o.Entity, fields: fields, groups: map[string]map[string]bool{}, source: &printed{cells}}
	if r.entity == "" {
		r.entity = "firm"
	}
	return r, r.headed(headings, nil, func(int) (int, string) { return 0, "" })
}

func (p *printed) rows() int64 { return int64(len(p.cells)) }

func (p *printed) cell(row int64, _ int) string { return rowName(row) }

func (p *printed) each(columns []column, workers int, bad *tally, do func(int, *rule.Batch) error) error {
	list := batches(columns, workers)
	return parallel.Tasks(workers, (len(p.cells)+BatchRows-1)/BatchRows, func(worker, i int) error {
		rows := rowsOf{start: int64(i) * BatchRows, cells: p.cells[i*BatchRows : min(len(p.cells), (i+1)*BatchRows)]}
		rows.convert(columns, false, list[worker], bad)
		return do(worker, list[worker])
	})
}

// Held names the fields that columns hold, in the order of the file.
func (r *Registry) Held() []string {
	var out []string
	for _, c := range r.columns {
		out = append(out, c.field.Name)
	}
	return out
}
