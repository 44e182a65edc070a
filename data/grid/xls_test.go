package grid

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// rec makes one record of a workbook stream.
func rec(id int, parts ...any) []byte {
	var body bytes.Buffer
	for _, p := range parts {
		switch v := p.(type) {
		case string:
			body.WriteString(v)
		case []byte:
			body.Write(v)
		default:
			_ = binary.Write(&body, binary.LittleEndian, v)
		}
	}
	out := binary.LittleEndian.AppendUint16(nil, uint16(id))
	out = binary.LittleEndian.AppendUint16(out, uint16(body.Len()))
	return append(out, body.Bytes()...)
}

// biff5 is a workbook of Excel 5 with Chinese text in its code page: one
// visible sheet, one hidden, one chart.
func biff5(t testing.TB) []byte {
	name := func(s string) []byte { return encode(t, s, "gb18030") }
	bof := rec(recBOF, uint16(versionBIFF5), uint16(5), uint32(0))
	sheetBOF := rec(recBOF, uint16(versionBIFF5), uint16(16), uint32(0))
	xf := func(format uint16) []byte { return rec(recXF, uint16(0), format, make([]byte, 12)) }
	code := `0.0"%"`
	sheet := bytes.Join([][]byte{
		sheetBOF,
		rec(recLabel, uint16(0), uint16(0), uint16(0), uint16(4), name("指标")),
		rec(recNumber, uint16(0), uint16(1), uint16(0), float64(2018)),
		rec(recRString, uint16(1), uint16(0), uint16(0), uint16(4), name("强度"), byte(0)),
		rec(recMulRK, uint16(1), uint16(1), uint16(1), uint32(242<<2|3), uint16(2), uint32(13<<2|2), uint16(2)),
		rec(recRK, uint16(1), uint16(3), uint16(9), uint32(0x40000000)),
		rec(recFormula, uint16(2), uint16(0), uint16(0), []byte{0, 0, 0, 0, 0, 0, 0xff, 0xff}, uint16(0), uint32(0), uint16(0)),
		rec(recString, uint16(4), name("合计")),
		rec(recFormula, uint16(2), uint16(1), uint16(1), float64(0.5), uint16(0), uint32(0), uint16(0)),
		rec(recFormula, uint16(2), uint16(2), uint16(0), []byte{2, 0, 0x2a, 0, 0, 0, 0xff, 0xff}, uint16(0), uint32(0), uint16(0)),
		rec(recFormula, uint16(2), uint16(3), uint16(0), []byte{3, 0, 0, 0, 0, 0, 0xff, 0xff}, uint16(0), uint32(0), uint16(0)),
		rec(recBoolErr, uint16(3), uint16(0), uint16(0), byte(1), byte(0)),
		rec(recBOF, uint16(versionBIFF5), uint16(32), uint32(0)), // a chart inside the sheet
		rec(recNumber, uint16(0), uint16(0), uint16(0), float64(99)),
		rec(recEOF),
		rec(recMerge, uint16(1), uint16(0), uint16(1), uint16(1), uint16(1)),
		rec(recEOF),
	}, nil)
	head := bytes.Join([][]byte{bof, rec(recCodePage, uint16(936)), rec(recFormat, uint16(164), byte(len(code)), code), xf(0), xf(2), xf(164)}, nil)
	entry := func(at int, hidden, kind byte, title string) []byte {
		n := name(title)
		return rec(recSheet, uint32(at), hidden, kind, byte(len(n)), n)
	}
	size := len(head) + len(entry(0, 0, 0, "主表")) + len(entry(0, 1, 0, "隐")) + len(entry(0, 0, 2, "图")) + len(rec(recEOF))
	return bytes.Join([][]byte{head, entry(size, 0, 0, "主表"), entry(size+1, 1, 0, "隐"), entry(size+2, 0, 2, "图"), rec(recEOF), sheet}, nil)
}

func TestExcel5(t *testing.T) {
	grids, err := Read("旧表.xls", biff5(t))
	if err != nil {
		t.Fatal(err)
	}
	want := "指标|2018\n强度|2.42|13.0%|2\n合计|0.50|#N/A\nTRUE\n"
	if got := show(grids[0]); len(grids) != 1 || grids[0].Sheet != "主表" || got != want {
		t.Errorf("sheet %q: want\n%s\ngot\n%s", grids[0].Sheet, want, got)
	}
	if grids[0].Note.Zh != "隐藏的工作表未读：隐" {
		t.Errorf("note: %+v", grids[0].Note)
	}
}

// Strings run over CONTINUE records, and there each part says anew whether
// its letters are wide.
func TestSharedAcrossRecords(t *testing.T) {
	b := &book{wide: true}
	err := b.readShared([][]byte{
		append([]byte{3, 0, 0, 0, 3, 0, 0, 0}, "\x04\x00\x00ab"...),   // "ab" narrow, then
		[]byte("\x01\x2d\x4e\x87\x65" + "\x02\x00\x08\x01\x00xy\x00"), // "中文" wide; "xy" with one run of formatting,
		[]byte("\x00\x05\x00" + "\x01\x00\x05\x02\x00\x00\x00\xb8\x8c" + "ph"),
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.shared) != 3 || b.shared[0] != "ab中文" || b.shared[1] != "xy" || b.shared[2] != "\u8cb8" {
		t.Errorf("%q", b.shared)
	}
	if err := (&book{wide: true}).readShared([][]byte{{1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 1, 0, 0, 'a'}}); err == nil {
		t.Error("a table that promises more than it holds was taken")
	}
}

func TestRK(t *testing.T) {
	for v, want := range map[uint32]float64{242<<2 | 3: 2.42, 13<<2 | 2: 13, 0x40000000: 2, 0xfffffffe: -1} {
		if got := rk(v); got != want {
			t.Errorf("%#x: want %v, got %v", v, want, got)
		}
	}
}

// A workbook whose last sector is short is read; one whose end is missing is
// not.
func TestShortLastSector(t *testing.T) {
	raw := fixture(t, "formats.xls")
	whole, err := Read("a.xls", raw)
	if err != nil {
		t.Fatal(err)
	}
	cut := bytes.TrimRight(raw, "\x00")
	if len(cut) == len(raw) || len(cut)%512 == 0 {
		t.Skip("the fixture's last sector is full")
	}
	got, err := Read("a.xls", cut)
	if err != nil || show(got[0]) != show(whole[0]) {
		t.Errorf("short last sector: %v", err)
	}
	if _, err := Read("a.xls", raw[:len(raw)-600]); code(err) != "truncated" {
		t.Errorf("cut by more: %v", err)
	}
}
