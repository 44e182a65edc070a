// Package registry reads registers of firms, incubators, institutes: one row
// an entity, one column a field. A register may be a Parquet file, a CSV file
// or a workbook, and may hold tens of millions of rows: nothing but a few
// batches of it is in memory at any time.
package registry

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/ooxml"
	"github.com/quanyu/quanyu/internal/progress"
	"github.com/quanyu/quanyu/rule"
)

// BatchRows is the most rows that a batch has.
const BatchRows = 1 << 16

// MaxGroups is the most districts, and the most industries, that a register
// may name: a column with more holds something else, an address perhaps.
const MaxGroups = 4096

// Options says what a register holds.
type Options struct {
	Entity string // of its rows; "" is "firm"
}

// Registry is an open register. Its methods may be used by several
// goroutines; Close releases the file.
type Registry struct {
	Name    string // as errors and findings name it
	entity  string
	fields  []*rule.Field
	columns []column // by the order of the file
	unread  []string // headings that name no field
	source  source
	file    *os.File // nil of one in memory
	mu      sync.Mutex
	groups  map[string]map[string]bool // words of district and industry so far
	noted   []city.Finding             // about the headings
	checked []city.Finding             // by Check
}

// column is a column of the file that holds a field.
type column struct {
	field   *rule.Field
	at      int     // position in the file, from 0
	heading string  // as printed
	factor  float64 // from the file's unit to the base unit
	// of numbers: what the field can't be
	positive, whole, share bool
}

// source is a kind of file. each gives batches of the columns asked for to do
// and calls it from so many goroutines; bad is told of values that aren't
// readable and may be nil.
type source interface {
	rows() int64 // -1 where they must be counted first
	each(columns []column, workers int, bad *tally, do func(worker int, b *rule.Batch) error) error
	cell(row int64, at int) string // where a value stands, for a person
}

// Open opens a register: Parquet, CSV (UTF-8, UTF-16 with a mark, GB18030;
// comma, tab or semicolon) or a workbook (.xlsx), told by its content. fields
// are those that a column may hold; headings are matched with their names,
// titles and other names, and may have a unit behind ("研发费用(万元)"). Errors
// are *city.Error, codes: not_found, mislabelled, bad_parquet, bad_encoding,
// bad_csv, bad_table, no_heading, double_heading, empty.
func Open(path string, fields []*rule.Field, o Options) (*Registry, error) {
	name := filepath.ToSlash(path)
	f, err := os.Open(path)
	if err != nil {
		return nil, cannotOpen(name, err)
	}
	r, err := OpenFile(name, f, fields, o)
	if err != nil {
		f.Close()
		return nil, err
	}
	return r, nil
}

func cannotOpen(name string, err error) error {
	if os.IsNotExist(err) {
		return city.Errorf("not_found", "找不到文件", "there is no such file").At(name, "", 0, "").Wrap(err)
	}
	return city.Errorf("not_readable", "文件打不开", "the file cannot be opened").At(name, "", 0, "").Wrap(err)
}

// OpenFile is Open for a file that is open already, as those of a study are;
// name is how errors name it. Close closes it, and so must the caller after an
// error.
func OpenFile(name string, f *os.File, fields []*rule.Field, o Options) (*Registry, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, cannotOpen(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, city.Errorf("not_a_file", "不是文件", "it is not a file").At(name, "", 0, "")
	}
	r := &Registry{Name: name, entity: o.Entity, fields: fields, file: f, groups: map[string]map[string]bool{}}
	if r.entity == "" {
		r.entity = "firm"
	}
	head := make([]byte, 1<<16)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, cannotOpen(name, err)
	}
	head = head[:n]
	switch {
	case strings.HasPrefix(string(head), "PAR1"):
		r.source, err = r.openParquet(info.Size())
	case strings.HasPrefix(string(head), "PK\x03\x04"):
		r.source, err = r.openWorkbook(info.Size())
	default:
		switch kind := ooxml.Sniff(head); kind {
		case ooxml.Plain:
			r.source, err = r.openCSV(head)
		case ooxml.Empty:
			err = city.Errorf("empty", "文件是空的", "the file is empty").At(name, "", 0, "")
		default:
			err = ooxml.Refuse(name, kind, "企业名录（.parquet、.csv、.xlsx）", "a register (.parquet, .csv, .xlsx)")
		}
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

// Close releases the file.
func (r *Registry) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

// Entity is what the rows are: "firm".
func (r *Registry) Entity() string { return r.entity }

// Rows is how many rows there are; -1 where the file doesn't say.
func (r *Registry) Rows() int64 { return r.source.rows() }

// Has reports whether a column holds the field.
func (r *Registry) Has(field string) bool {
	for _, c := range r.columns {
		if c.field.Name == field {
			return true
		}
	}
	return false
}

// Note is a word about the file that a Parquet file has in its footer; "" for
// none.
func (r *Registry) Note(key string) string {
	switch s := r.source.(type) {
	case *table:
		v, _ := s.file.Lookup(key)
		return v
	case *memory:
		for _, n := range s.notes {
			if n.Key == key {
				return n.Value
			}
		}
	}
	return ""
}

// Synthetic reports whether the register says that it holds no real firms: by
// a note "synthetic", or 合成 in the file's name.
func (r *Registry) Synthetic() bool {
	return r.Note("synthetic") != "" || strings.Contains(r.Name, "合成")
}

// SHA256 is the hash of the file, lower-case hex; "" of one in memory.
func (r *Registry) SHA256() (string, error) {
	if r.file == nil {
		return "", nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(r.file, 0, 1<<62)); err != nil {
		return "", cannotOpen(r.Name, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Each calls do with all rows, in batches of at most BatchRows that hold the
// named fields; one that the register lacks has no column. do is called from
// so many goroutines (0: one for each processor), in any order of batches; a
// batch and what it holds are used again after do returns. Values that can't
// be read are missing, as Check tells. The first error of the file or of do
// ends it. Beside the errors of Open there's too_many_groups.
func (r *Registry) Each(fields []string, workers int, do func(worker int, b *rule.Batch) error) error {
	var columns []column
	for _, c := range r.columns {
		for _, name := range fields {
			if c.field.Name == name {
				columns = append(columns, c)
				break
			}
		}
	}
	return r.each(columns, workers, nil, do)
}

func (r *Registry) each(columns []column, workers int, bad *tally, do func(worker int, b *rule.Batch) error) error {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	show := progress.Start("已读企业", "firms read", r.Rows())
	defer show.End()
	return r.source.each(columns, workers, bad, func(worker int, b *rule.Batch) error {
		b.Entity = r.entity
		for _, name := range []string{"district", "industry"} {
			if c := b.Columns[name]; c != nil {
				if err := r.group(name, c.Words); err != nil {
					return err
				}
			}
		}
		err := do(worker, b)
		show.Add(int64(b.Rows))
		return err
	})
}

// group refuses a column that has more words than there are places or
// industries.
func (r *Registry) group(name string, words []string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen := r.groups[name]
	if seen == nil {
		seen = map[string]bool{}
		r.groups[name] = seen
	}
	for _, w := range words {
		if !seen[w] {
			if len(seen) == MaxGroups {
				heading := name
				for _, c := range r.columns {
					if c.field.Name == name {
						heading = c.heading
					}
				}
				return city.Errorf("too_many_groups", "“%[1]s”一列有 %[2]d 个以上不同的值，不像是地区或行业", "column %[1]q has more than %[2]d different values; these are no districts or industries", heading, MaxGroups).
					At(r.Name, "", 0, "").WithHint("检查这一列是不是地址或企业名称", "see whether the column holds addresses or names")
			}
			seen[strings.Clone(w)] = true
		}
	}
	return nil
}

func (r *Registry) damaged(err error) error {
	return city.Errorf("bad_table", "文件读不下去：%v", "the file cannot be read on: %v", err).At(r.Name, "", 0, "").
		WithHint("文件可能没有传完或已损坏；重新导出一份", "it may be cut short or damaged: export it again").Wrap(err)
}
