package grid

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/ooxml"
	"github.com/richardlehane/mscfb"
)

// The reader of .xls takes the records of BIFF5 and BIFF8 apart itself: the
// libraries at hand give neither merged regions nor hidden sheets nor the
// number formats of cells, and do not say that a workbook has a password.
// Source of the layout: [MS-XLS], Microsoft Open Specifications.

// Record numbers.
const (
	recFormula   = 0x0006
	recEOF       = 0x000A
	recDateMode  = 0x0022
	recFilePass  = 0x002F
	recContinue  = 0x003C
	recCodePage  = 0x0042
	recSheet     = 0x0085
	recMulRK     = 0x00BD
	recRString   = 0x00D6
	recXF        = 0x00E0
	recMerge     = 0x00E5
	recSST       = 0x00FC
	recLabelSST  = 0x00FD
	recNumber    = 0x0203
	recLabel     = 0x0204
	recBoolErr   = 0x0205
	recString    = 0x0207
	recRK        = 0x027E
	recFormat    = 0x041E
	recBOF       = 0x0809
	versionBIFF8 = 0x0600
	versionBIFF5 = 0x0500
)

var errShort = errors.New("record is too short")

// book is a BIFF workbook.
type book struct {
	file    string
	data    []byte
	partial bool // the end of the stream could not be read
	wide    bool // BIFF8: text in UTF-16
	page    int  // code page of BIFF5 text
	since04 bool
	shared  []string
	codes   map[int]string
	styles  []int // format number by cell style
	formats []format
	sheets  []bookSheet
}

type bookSheet struct {
	name   string
	at     int
	hidden bool
	cells  bool // a worksheet, not a chart
}

// readXLS reads the visible worksheets of a compound file.
func readXLS(name string, raw []byte) ([]*Grid, error) {
	short := len(raw) % 512 // some writers leave the last sector short
	if short > 0 {
		raw = append(raw[:len(raw):len(raw)], make([]byte, 512-short)...)
	}
	c, err := mscfb.New(bytes.NewReader(raw))
	if err != nil {
		return nil, cut(name, err)
	}
	var found *mscfb.File
	for _, f := range c.File {
		switch strings.ToLower(f.Name) {
		case "workbook":
			found = f
		case "book": // of Excel 5; a file may hold both
			if found == nil {
				found = f
			}
		}
	}
	if found != nil {
		data, _ := io.ReadAll(io.LimitReader(found, int64(len(raw))))
		b := &book{file: name, data: data, partial: short > 0 || int64(len(data)) < found.Size}
		return b.read()
	}
	return nil, ooxml.Refuse(name, ooxml.Compound, "表格（.xls、.xlsx、.csv）", "a table (.xls, .xlsx, .csv)")
}

// readBare reads a stream of records.
func readBare(name string, data []byte) ([]*Grid, error) {
	b := &book{file: name, data: data}
	return b.read()
}

// read reads the visible worksheets.
func (b *book) read() ([]*Grid, error) {
	b.codes = map[int]string{}
	if err := b.readGlobals(); err != nil {
		return nil, err
	}
	for _, id := range b.styles {
		code, ok := b.codes[id]
		if !ok {
			code = builtin[id]
		}
		b.formats = append(b.formats, parseFormat(code))
	}
	var grids []*Grid
	var hidden []string
	seen := map[int]bool{}
	for _, s := range b.sheets {
		if seen[s.at] {
			return nil, cut(b.file, nil) // one sheet under many names
		}
		seen[s.at] = true
		switch {
		case !s.cells:
		case s.hidden:
			hidden = append(hidden, s.name)
		default:
			g, err := b.readSheet(s)
			if err != nil {
				var e *city.Error
				if errors.As(err, &e) {
					return nil, err
				}
				return nil, cut(b.file, err)
			}
			grids = append(grids, g)
		}
	}
	return noteHidden(grids, hidden), nil
}

// cut is the error for a workbook that stops or breaks in the middle.
func cut(name string, err error) error {
	return city.Errorf("truncated", ".xls 文件不完整或已损坏", "the .xls file is incomplete or damaged").At(name, "", 0, "").
		WithHint("重新下载；或用 Excel、WPS 打开后另存为 .xlsx", "download it again, or open it in Excel or WPS and save it as .xlsx").Wrap(err)
}

// record gives the record at a place and the place of the next one; false
// where the stream ends.
func (b *book) record(at int) (id int, body []byte, next int, ok bool) {
	if at < 0 || at+4 > len(b.data) {
		return 0, nil, at, false
	}
	id = int(binary.LittleEndian.Uint16(b.data[at:]))
	n := int(binary.LittleEndian.Uint16(b.data[at+2:]))
	if at+4+n > len(b.data) {
		return 0, nil, at, false
	}
	return id, b.data[at+4 : at+4+n], at + 4 + n, true
}

// readGlobals reads what the workbook says outside its sheets.
func (b *book) readGlobals() error {
	id, body, at, ok := b.record(0)
	if !ok || id != recBOF || len(body) < 4 {
		if ok && (id == 0x0009 || id == 0x0209 || id == 0x0409) {
			return ooxml.Refuse(b.file, ooxml.BareWorkbook, "Excel 97 以后的表格（.xls、.xlsx）", "a workbook of Excel 97 or later (.xls, .xlsx)")
		}
		return cut(b.file, nil)
	}
	switch version := u16(body, 0); version {
	case versionBIFF8, versionBIFF5:
		b.wide = version == versionBIFF8
	default:
		return ooxml.Refuse(b.file, ooxml.BareWorkbook, "Excel 97 以后的表格（.xls、.xlsx）", "a workbook of Excel 97 or later (.xls, .xlsx)")
	}
	for {
		id, body, next, ok := b.record(at)
		if !ok {
			return cut(b.file, io.ErrUnexpectedEOF)
		}
		at = next
		switch id {
		case recEOF:
			return nil
		case recFilePass:
			return ooxml.Refuse(b.file, ooxml.Encrypted, "", "")
		case recSST:
			parts := [][]byte{body}
			for {
				id, more, next, ok := b.record(at)
				if !ok || id != recContinue {
					break
				}
				parts, at = append(parts, more), next
			}
			if err := b.readShared(parts); err != nil {
				return cut(b.file, err)
			}
		default:
			if err := b.readGlobal(id, body); err != nil {
				return cut(b.file, err)
			}
		}
	}
}

func (b *book) readGlobal(id int, body []byte) error {
	switch id {
	case recCodePage:
		b.page = u16(body, 0)
	case recDateMode:
		b.since04 = u16(body, 0) == 1
	case recXF:
		if len(body) < 4 {
			return errShort
		}
		b.styles = append(b.styles, u16(body, 2))
	case recFormat:
		if len(body) < 3 {
			return errShort
		}
		text, err := b.text(body[2:], !b.wide)
		if err != nil {
			return err
		}
		b.codes[u16(body, 0)] = text
	case recSheet:
		if len(body) < 7 {
			return errShort
		}
		name, err := b.text(body[6:], true)
		if err != nil {
			return err
		}
		b.sheets = append(b.sheets, bookSheet{name: name, at: int(binary.LittleEndian.Uint32(body)), hidden: body[4]&3 != 0, cells: body[5] == 0})
	}
	return nil
}

// u16 reads two bytes; 0 where the record ends before them.
func u16(b []byte, at int) int {
	if at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}
