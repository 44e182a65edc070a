// Package parcels reads parcels of land: GeoJSON, a zipped Shapefile, or a table
// with areas. The coordinate system is stated, by the file or by the person,
// never guessed. Areas of geographic coordinates are geodesic. Shapes that cross
// themselves and parcels that overlap are findings; what overlaps is counted
// once.
package parcels

import (
	"bytes"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/peterstace/simplefeatures/geom"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/registry"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
)

// Options say what a file does not.
type Options struct {
	CRS string // coordinate system: CGCS2000, WGS84, GCJ-02, EPSG:4526 ...; "" where the file says it
}

// Parcels are the rows of one file.
type Parcels struct {
	Name     string
	SHA256   string
	CRS      *CRS        // nil of a table
	Batch    *rule.Batch // of entity "parcel", every row
	IDs      []string    // by row
	Shapes   []*Shape    // by row, nil where a row has none; nil of a table
	Area     []float64   // by row, in square metres: as recorded, else of the shape; NaN where neither is
	Counted  []float64   // Area less what parcels before it hold already
	Overlaps []Overlap
	Findings []city.Finding

	odd     map[int]string  // by row: a use that is not known, as written
	crossed []bool          // by row: its shape encloses no definite area
	flat    []geom.Geometry // by row, on a plane; empty where there is no definite area
}

// Overlap is what two parcels have in common, in square metres. A comes first.
type Overlap struct {
	A, B int
	Area float64
}

// Rows is how many parcels there are.
func (p *Parcels) Rows() int { return p.Batch.Rows }

// Word is the value of a row in a field of text; "" where it has none.
func (p *Parcels) Word(field string, row int) string {
	c := p.Batch.Columns[field]
	if c == nil || c.Codes == nil || c.Missing != nil && c.Missing[row] {
		return ""
	}
	return c.Words[c.Codes[row]]
}

// OddUse is the use of a row as the file has it, where it is not known as one.
func (p *Parcels) OddUse(row int) string { return p.odd[row] }

// Number is the value of a row in any other field, a date in days, true as 1;
// NaN where it has none.
func (p *Parcels) Number(field string, row int) float64 {
	c := p.Batch.Columns[field]
	if c == nil || c.Numbers == nil || c.Missing != nil && c.Missing[row] {
		return math.NaN()
	}
	return c.Numbers[row]
}

// Has reports whether a column holds the field.
func (p *Parcels) Has(field string) bool { return p.Batch.Columns[field] != nil }

// ReadFile reads a file that is open; name is how errors name it. fields are
// those of parcels. Faults are *city.Error: no_crs, unknown_crs, crs_conflict,
// not_degrees, not_metres, swapped, bad_geojson, bad_shapefile, entangled, and
// those of a register. The caller closes the file.
func ReadFile(name string, f *os.File, fields []*rule.Field, o Options) (*Parcels, error) {
	head := make([]byte, 512)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, unreadable(name, err)
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head[:n], []byte("\xef\xbb\xbf")), " \r\n\t")
	p := &Parcels{Name: name}
	switch {
	case bytes.HasPrefix(head, []byte("{")):
		return p, p.mapped(f, fields, o, readGeoJSON)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && strings.EqualFold(filepath.Ext(name), ".zip"):
		return p, p.mapped(f, fields, o, readShapefile)
	}
	r, err := registry.OpenFile(name, f, fields, registry.Options{Entity: "parcel"})
	if err != nil {
		return nil, err
	}
	if p.SHA256, err = r.SHA256(); err != nil {
		return nil, err
	}
	return p, p.take(r)
}

func unreadable(name string, err error) *city.Error {
	return city.Errorf("not_readable", "文件打不开", "the file cannot be opened").At(name, "", 0, "").Wrap(err)
}

// drawn is what a reader takes from a file with shapes.
type drawn struct {
	crs      string // as the file states it; "" for none
	headings []string
	cut      []bool // by heading: it fills all the room that the format gives; nil for none
	cells    [][]string
	shapes   []*Shape // nil where a feature has no area
}

// lengthen completes headings that the format cut off, where they begin the name of
// one field only.
func (d *drawn) lengthen(fields []*rule.Field) {
	for i, h := range d.headings {
		if d.cut == nil || !d.cut[i] {
			continue
		}
		h = strings.TrimRight(h, "�")
		exact, whole := false, []string{}
		for _, f := range fields {
			begins := func(n string) bool { exact = exact || n == h; return strings.HasPrefix(n, h) }
			if f.Entity == "parcel" && slices.ContainsFunc(append([]string{f.Title.Zh}, f.Names...), begins) {
				whole = append(whole, f.Title.Zh)
			}
		}
		if !exact && len(whole) == 1 {
			d.headings[i] = whole[0]
		}
	}
}

// mapped reads a file with shapes.
func (p *Parcels) mapped(f *os.File, fields []*rule.Field, o Options, read func(string, []byte) (*drawn, error)) error {
	info, err := f.Stat()
	if err == nil && info.Size() > files.MaxBytes {
		return city.Errorf("too_large", "文件超过 %d MB，不读", "the file is over %d MB and is not read", files.MaxBytes>>20).At(p.Name, "", 0, "")
	}
	raw, err := io.ReadAll(io.NewSectionReader(f, 0, files.MaxBytes))
	if err != nil {
		return unreadable(p.Name, err)
	}
	p.SHA256 = files.Hash(raw)
	d, err := read(p.Name, raw)
	if err != nil {
		return err
	}
	if p.CRS, err = settleCRS(p.Name, o.CRS, d.crs); err != nil {
		return err
	}
	if err := p.CRS.check(p.Name, d.shapes); err != nil {
		return err
	}
	p.Shapes = d.shapes
	d.lengthen(fields)
	r, err := registry.Rows(p.Name, d.headings, d.cells, fields, registry.Options{Entity: "parcel"})
	if err != nil {
		return err
	}
	return p.take(r)
}

// take reads all rows, measures them and says what is doubtful.
func (p *Parcels) take(r *registry.Registry) error {
	if err := r.Check(0); err != nil {
		return err
	}
	p.Findings = r.Findings()
	if err := p.gather(r); err != nil {
		return err
	}
	p.identify()
	p.uses()
	p.measure()
	return p.overlap()
}

// gather puts the batches of a register behind one another.
func (p *Parcels) gather(r *registry.Registry) error {
	p.Batch = &rule.Batch{Entity: "parcel", Columns: map[string]*rule.Column{}}
	words := map[string]map[string]int32{}
	return r.Each(r.Held(), 1, func(_ int, b *rule.Batch) error {
		for name, c := range b.Columns {
			all := p.Batch.Columns[name]
			if all == nil {
				all = &rule.Column{}
				p.Batch.Columns[name], words[name] = all, map[string]int32{}
			}
			all.Numbers = append(all.Numbers, c.Numbers...)
			for i := range b.Rows {
				all.Missing = append(all.Missing, c.Missing != nil && c.Missing[i])
			}
			if c.Codes == nil {
				continue
			}
			code := make([]int32, len(c.Words))
			for k, w := range c.Words {
				at, known := words[name][w]
				if !known {
					at = int32(len(all.Words))
					words[name][w], all.Words = at, append(all.Words, w)
				}
				code[k] = at
			}
			for _, k := range c.Codes {
				if int(k) < len(code) {
					all.Codes = append(all.Codes, code[k])
				} else { // a batch without a single word
					all.Codes = append(all.Codes, 0)
				}
			}
		}
		p.Batch.Rows += b.Rows
		return nil
	})
}
