// Package ooxml opens and writes the zip packages behind .docx and .xlsx. It
// trusts nothing: sizes, names and checksums are looked at before a part is
// used, and what is not such a package is named for what it really is.
package ooxml

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"path"
	"sort"
	"strings"
	"time"

	"github.com/quanyu/quanyu/city"
)

// Limits of a package. An ordinary draft or table stays far below them.
const (
	MaxParts = 20000     // number of parts
	MaxTotal = 512 << 20 // bytes of all parts together, unpacked
	bombFrom = 64 << 20  // from this size on the ratio is looked at
	maxRatio = 300       // unpacked to packed
)

// Package is one zip package in memory: named parts, each a run of bytes.
type Package struct {
	name  string
	parts map[string]part   // by name as written
	lower map[string]string // lower-case name to name: OPC names ignore case
}

// part is either packed inside the file that was opened, or set by us.
type part struct {
	packed *zip.File
	data   []byte
}

// New gives an empty package.
func New() *Package {
	return &Package{parts: map[string]part{}, lower: map[string]string{}}
}

// Open opens a package that was read from the file name (for messages only).
// Every part is unpacked once, so that a damaged package is an error here and
// not later. Errors are *city.Error with the codes empty, truncated,
// password_protected, mislabelled, bad_package, zip_bomb.
func Open(name string, raw []byte) (*Package, error) {
	if kind := Sniff(raw); !kind.IsZip() {
		return nil, Refuse(name, kind, "OOXML（.docx、.xlsx）", "an OOXML package (.docx, .xlsx)")
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, truncated(name, err)
	}
	p := New()
	p.name = name
	if err := p.list(z, len(raw)); err != nil {
		return nil, err
	}
	for _, n := range p.Names() {
		if err := p.verify(n); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// list takes in the directory of the zip after looking at every entry of it.
func (p *Package) list(z *zip.Reader, size int) error {
	if len(z.File) > MaxParts {
		return bomb(p.name, "部件多于 %d 个", "more than %d parts", MaxParts)
	}
	var total uint64
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if f.Flags&1 != 0 {
			return protected(p.name)
		}
		n, ok := clean(f.Name)
		if !ok {
			return city.Errorf("bad_package", "压缩包内有不安全的路径“%s”", "the package holds an unsafe path %q", f.Name).At(p.name, "", 0, "")
		}
		if _, twice := p.lower[strings.ToLower(n)]; twice {
			return city.Errorf("bad_package", "压缩包内“%s”出现两次", "the package holds %q twice", n).At(p.name, "", 0, "").
				WithHint("用 Word、WPS 或 Excel 打开后另存一份", "open it in Word, WPS or Excel and save a copy")
		}
		if f.UncompressedSize64 > MaxTotal {
			return bomb(p.name, "解压后超过 %d MB", "over %d MB when unpacked", MaxTotal>>20)
		}
		total += f.UncompressedSize64
		if total > MaxTotal {
			return bomb(p.name, "解压后超过 %d MB", "over %d MB when unpacked", MaxTotal>>20)
		}
		p.put(n, part{packed: f})
	}
	if total > bombFrom && total/uint64(max(size, 1)) > maxRatio {
		return bomb(p.name, "解压后是原来的 %d 倍以上", "it grows more than %d times when unpacked", maxRatio)
	}
	return nil
}

// verify unpacks a part into nothing: the size must be the one that the
// directory promised, and the checksum must fit.
func (p *Package) verify(n string) error {
	f := p.parts[n].packed
	r, err := f.Open()
	if err != nil {
		return damaged(p.name, n, err)
	}
	defer r.Close()
	got, err := io.Copy(io.Discard, io.LimitReader(r, int64(f.UncompressedSize64)+1))
	if err != nil || got != int64(f.UncompressedSize64) {
		return damaged(p.name, n, err)
	}
	return nil
}

// clean gives the part's name with slashes and without a leading one; false
// for a name that leaves the package.
func clean(n string) (string, bool) {
	n = strings.TrimPrefix(strings.ReplaceAll(n, `\`, "/"), "/")
	if n == "" || n != path.Clean(n) || n == "." || n == ".." || strings.HasPrefix(n, "../") || strings.ContainsAny(n, "\x00:") {
		return "", false
	}
	return n, true
}

func (p *Package) put(n string, it part) {
	if old, ok := p.lower[strings.ToLower(n)]; ok {
		delete(p.parts, old)
	}
	p.parts[n] = it
	p.lower[strings.ToLower(n)] = n
}

// find gives the part of a name, whatever its case and leading slash.
func (p *Package) find(name string) (part, bool) {
	n, ok := p.lower[strings.ToLower(strings.TrimPrefix(name, "/"))]
	return p.parts[n], ok
}

// Names gives the names of all parts, sorted.
func (p *Package) Names() []string {
	names := make([]string, 0, len(p.parts))
	for n := range p.parts {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// Part gives the bytes of a part; false where there is none. Case and a
// leading slash do not matter. The bytes belong to the caller only where the
// part came from a file; parts that were Set are shared.
func (p *Package) Part(name string) ([]byte, bool) {
	it, ok := p.find(name)
	if !ok {
		return nil, false
	}
	if it.packed == nil {
		return it.data, true
	}
	r, err := it.packed.Open()
	if err != nil {
		return nil, false
	}
	defer r.Close()
	data := make([]byte, it.packed.UncompressedSize64)
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, false
	}
	return data, true
}

// Stream gives a part piece by piece, for parts that are large; false where
// there is none. The caller closes it.
func (p *Package) Stream(name string) (io.ReadCloser, bool) {
	it, ok := p.find(name)
	if !ok {
		return nil, false
	}
	if it.packed == nil {
		return io.NopCloser(bytes.NewReader(it.data)), true
	}
	r, err := it.packed.Open()
	return r, err == nil
}

// Set puts a part, in place of one of that name if there is one. A name that
// leaves the package is a programmer's error.
func (p *Package) Set(name string, data []byte) {
	n, ok := clean(name)
	if !ok {
		panic("ooxml: " + name + " is no name of a part")
	}
	p.put(n, part{data: data})
}

// Remove takes a part out; one that is not there is no error.
func (p *Package) Remove(name string) {
	low := strings.ToLower(strings.TrimPrefix(name, "/"))
	delete(p.parts, p.lower[low])
	delete(p.lower, low)
}

// stamp is the time that every entry carries: the first one a zip can say.
var stamp = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Bytes writes the package. The same parts give the same bytes: fixed time
// stamps, [Content_Types].xml first, then _rels/.rels, then by name.
func (p *Package) Bytes() ([]byte, error) {
	names := p.Names()
	sort.SliceStable(names, func(i, j int) bool { return place(names[i]) < place(names[j]) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.DefaultCompression) })
	for _, n := range names {
		data, ok := p.Part(n)
		if !ok {
			return nil, damaged(p.name, n, nil)
		}
		h := &zip.FileHeader{Name: n, Method: zip.Deflate}
		h.ModifiedDate, h.ModifiedTime = dosDate(stamp), 0
		f, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// dosDate is a day as zip writes it.
func dosDate(t time.Time) uint16 {
	return uint16(t.Day() + int(t.Month())<<5 + (t.Year()-1980)<<9)
}

func place(n string) int {
	switch n {
	case "[Content_Types].xml":
		return 0
	case "_rels/.rels":
		return 1
	}
	return 2
}

func bomb(name, zh, en string, args ...any) error {
	return city.Errorf("zip_bomb", "压缩包异常，不予解压："+zh, "the package is suspicious and is not unpacked: "+en, args...).At(name, "", 0, "").
		WithHint("确认文件来源；用 Word、WPS 或 Excel 打开后另存一份", "make sure where the file comes from; open it in Word, WPS or Excel and save a copy")
}

func protected(name string) error {
	return city.Errorf("password_protected", "文件有密码保护，打不开", "the file is protected by a password and cannot be opened").At(name, "", 0, "").
		WithHint("用 Word、WPS 或 Excel 打开，去掉密码后另存", "open it in Word, WPS or Excel, remove the password and save it")
}

func truncated(name string, err error) error {
	return city.Errorf("truncated", "文件不完整（可能没有复制完或下载中断）", "the file is incomplete (copied or downloaded only in part)").At(name, "", 0, "").
		WithHint("重新复制或下载这个文件", "copy or download the file again").Wrap(err)
}

func damaged(name, part string, err error) error {
	if errors.Is(err, zip.ErrAlgorithm) {
		return city.Errorf("bad_package", "部件“%s”的压缩方式不支持", "the part %q is packed in a way that is not supported", part).At(name, "", 0, "").Wrap(err)
	}
	return city.Errorf("truncated", "文件已损坏，部件“%s”读不出", "the file is damaged: the part %q cannot be read", part).At(name, "", 0, "").
		WithHint("重新复制或下载这个文件；或用 Word、WPS、Excel 修复后另存", "copy or download the file again, or repair and save it in Word, WPS or Excel").Wrap(err)
}
