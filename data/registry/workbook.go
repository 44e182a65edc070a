package registry

import (
	"io"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/ooxml"
	"github.com/quanyu/quanyu/rule"
	"github.com/xuri/excelize/v2"
)

// workbook is a register on a sheet of an .xlsx. Rows are streamed; the
// unpacked sheet is a temporary file when it is large.
type workbook struct {
	registry  *Registry
	size      int64
	sheet     string
	skip      int // rows up to and with the headings
	since1904 bool
	lines     lines
}

// maxWorkbook is the largest .xlsx that is read: one sheet holds a million rows.
const maxWorkbook = 512 << 20

// openWorkbook takes the first visible sheet with a heading that is known.
func (r *Registry) openWorkbook(size int64) (source, error) {
	if size > maxWorkbook {
		return nil, city.Errorf("too_large", "工作簿超过 512 MB，不读", "the workbook is over 512 MB and isn't read").At(r.Name, "", 0, "").
			WithHint("另存为 CSV 或 Parquet", "save it as CSV or Parquet")
	}
	raw := make([]byte, size)
	if _, err := r.file.ReadAt(raw, 0); err != nil && err != io.EOF {
		return nil, cannotOpen(r.Name, err)
	}
	if kind := ooxml.Sniff(raw); kind != ooxml.Workbook {
		return nil, ooxml.Refuse(r.Name, kind, "企业名录（.parquet、.csv、.xlsx）", "a register (.parquet, .csv, .xlsx)")
	}
	raw = nil
	w := &workbook{registry: r, size: size}
	var left []string
	err := w.open(func(f *excelize.File) error {
		if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil {
			w.since1904 = *p.Date1904
		}
		for _, name := range f.GetSheetList() {
			visible, err := f.GetSheetVisible(name)
			if err != nil || !visible {
				continue
			}
			if w.sheet != "" {
				left = append(left, name)
				continue
			}
			if err := w.headings(f, name); err != nil {
				return err
			}
			if w.sheet == "" {
				left = append(left, name)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if w.sheet == "" {
		return nil, r.noHeading()
	}
	if len(left) > 0 {
		r.noted = append(r.noted, r.finding("F013", "", "没有读的工作表：%[1]s", "sheets that are not read: %[2]s", listed(left, "zh"), listed(left, "en")))
	}
	return w, nil
}

// open opens the workbook for one pass over it.
func (w *workbook) open(do func(*excelize.File) error) error {
	err := safely(func() error {
		f, err := excelize.OpenReader(io.NewSectionReader(w.registry.file, 0, w.size), excelize.Options{RawCellValue: true, UnzipXMLSizeLimit: 64 << 20, UnzipSizeLimit: 8 << 30})
		if err != nil {
			return err
		}
		defer f.Close()
		return do(f)
	})
	if err != nil && !located(err) && err != io.EOF {
		return w.registry.damaged(err)
	}
	return err
}

// headings takes a sheet whose first rows have headings that are known.
func (w *workbook) headings(f *excelize.File, name string) error {
	rows, err := f.Rows(name)
	if err != nil {
		return err
	}
	defer rows.Close()
	var head [][]string
	for len(head) < headRows && rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return err
		}
		head = append(head, cells)
	}
	r := w.registry
	h := r.heads(head)
	if h.at < 0 {
		return nil
	}
	w.sheet, w.skip = name, h.skip
	return r.headed(h.words, h.units, func(i int) (int, string) { return h.at + 1, grid.Name(h.at, i) })
}

func (w *workbook) rows() int64 { return -1 }

func (w *workbook) cell(row int64, at int) string { return grid.Name(w.lines.of(row)-1, at) }

// each reads rows in one goroutine; the others convert them. Rows without any
// text are no rows.
func (w *workbook) each(columns []column, workers int, bad *tally, do func(int, *rule.Batch) error) error {
	list := batches(columns, workers)
	return pipeline(workers, func(give func(rowsOf) bool) error {
		return w.open(func(f *excelize.File) error {
			rows, err := f.Rows(w.sheet)
			if err != nil {
				return err
			}
			defer rows.Close()
			w.lines.reset()
			part := rowsOf{}
			for line := 1; rows.Next(); line++ {
				cells, err := rows.Columns()
				if err != nil {
					return err
				}
				if line <= w.skip || empty(cells) {
					continue
				}
				if why := w.registry.aside(cells); why != "" {
					bad.aside(part.start+int64(len(part.cells)), line, why)
					continue
				}
				w.lines.at(part.start+int64(len(part.cells)), line)
				if part.cells = append(part.cells, cells); len(part.cells) == chunkRows {
					next := rowsOf{start: part.start + chunkRows}
					if !give(part) {
						return io.EOF
					}
					part = next
				}
			}
			if err := rows.Error(); err != nil {
				return err
			}
			if len(part.cells) > 0 {
				give(part)
			}
			return io.EOF
		})
	}, func(worker int, part rowsOf) error {
		part.convert(columns, w.since1904, list[worker], bad)
		return do(worker, list[worker])
	})
}

func empty(cells []string) bool {
	for _, c := range cells {
		if c != "" {
			return false
		}
	}
	return true
}
