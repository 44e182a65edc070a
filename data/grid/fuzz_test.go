package grid

import (
	"strings"
	"testing"
	"time"
)

// FuzzRead: no bytes may bring the reader down, and what it gives keeps the
// promises of Grid.
func FuzzRead(f *testing.F) {
	f.Add("a.xls", fixture(f, "formats.xls"))
	f.Add("a.xlsx", sheet(f, `<sheetData><row r="1"><c r="A1" s="1"><v>0.5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`,
		file{"xl/styles.xml", `<s><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs></s>`}))
	f.Add("a.csv", []byte("指标,2018\n\"GDP\",1\n"))
	f.Add("a.csv", encode(f, "指标,2018\nGDP,1\n", "gb18030"))
	f.Add("a.xls", []byte("<table><tr><td colspan=2 rowspan=2>a<td>b<tr><td>1<table><tr><td>x</table></table>"))
	f.Add("a.xls", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>`))
	f.Add("a.xls", biff5(f))
	f.Add("a.xls", []byte("\x09\x08\x10\x00\x00\x06\x05\x00"+strings.Repeat("\x00", 12)))
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		if len(raw) > 1<<20 {
			return
		}
		slow := time.AfterFunc(10*time.Second, func() { panic("still reading after 10 s") })
		defer slow.Stop()
		grids, err := Read(name, raw)
		if err != nil {
			if e := located(err); e == nil || e.Message.Zh == "" || e.Message.En == "" {
				t.Fatalf("no located error: %v", err)
			} else if e.Code == "bad_table" && strings.Contains(e.Message.En, "runtime error") {
				t.Fatalf("panicked: %v", err)
			}
			return
		}
		if len(grids) == 0 {
			t.Fatal("neither a grid nor an error")
		}
		for _, g := range grids {
			if len(g.Rows) == 0 || len(g.Rows) > MaxRows || g.Width() > MaxColumns || len(g.SHA256) != 64 {
				t.Fatalf("%d rows, %d columns", len(g.Rows), g.Width())
			}
		}
	})
}

func FuzzFormat(f *testing.F) {
	for _, code := range []string{"0.00%", `#,##0.00_);[Red](0.0)`, `yyyy"年"m"月"`, `[$-804]0\`, `"`} {
		f.Add(code, "43373.5")
	}
	f.Fuzz(func(t *testing.T, code, raw string) {
		if len(code) > 1000 || len(raw) > 100 {
			return
		}
		parseFormat(code).show(raw, false)
	})
}
