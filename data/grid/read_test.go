package grid

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/ooxml"
	"github.com/xuri/excelize/v2"
)

func located(err error) *city.Error {
	var e *city.Error
	errors.As(err, &e)
	return e
}

func code(err error) string {
	if e := located(err); e != nil {
		return e.Code
	}
	return ""
}

// reference reads a file of the shared reference data, or skips.
func reference(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "reference", filepath.FromSlash(name)))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("reference data are missing: %v", err)
		}
		t.Skipf("reference data are not here: %s", name)
	}
	return raw
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

type file struct{ name, text string }

func pack(t testing.TB, files ...file) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		p, err := w.Create(f.name)
		if err == nil {
			_, err = p.Write([]byte(f.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const book1 = `<?xml version="1.0"?><workbook xmlns="m" xmlns:r="r"><sheets><sheet name="表1" sheetId="1" r:id="rId1"/></sheets></workbook>`
const rels1 = `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`

// sheet packs one worksheet with the given inside.
func sheet(t testing.TB, inside string, more ...file) []byte {
	t.Helper()
	return pack(t, append([]file{{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", book1}, {"xl/_rels/workbook.xml.rels", rels1},
		{"xl/worksheets/sheet1.xml", `<?xml version="1.0"?><worksheet xmlns="m">` + inside + `</worksheet>`}}, more...)...)
}

func TestBadInput(t *testing.T) {
	good, xls := fixture(t, "formats.xlsx"), fixture(t, "formats.xls")
	commas := "a" + strings.Repeat(",1", 1_000_000)
	for _, c := range []struct {
		name, file string
		raw        []byte
		code       string
	}{
		{"no bytes", "a.xlsx", nil, "empty"},
		{"only a mark", "a.csv", []byte("\xef\xbb\xbf\r\n"), "empty"},
		{"only separators", "a.csv", []byte(",,,\n,,,\n"), "empty"},
		{"empty sheet", "a.xlsx", sheet(t, "<sheetData/>"), "empty"},
		{"xlsx cut at the end", "a.xlsx", good[:len(good)-100], "truncated"},
		{"xlsx cut at the start", "a.xlsx", good[:500], "truncated"},
		{"sheet cut", "a.xlsx", pack(t, file{"xl/workbook.xml", book1}, file{"xl/_rels/workbook.xml.rels", rels1}, file{"xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>1`}), "truncated"},
		{"sheet missing", "a.xlsx", pack(t, file{"xl/workbook.xml", book1}, file{"xl/_rels/workbook.xml.rels", rels1}), "truncated"},
		{"xls cut", "a.xls", xls[:len(xls)/2], "truncated"},
		{"xls cut to its head", "a.xls", xls[:700], "truncated"},
		{"password xlsx", "a.xlsx", locked(t), "password_protected"},
		{"password xls", "a.xls", withPassword(t, xls), "password_protected"},
		{"zip bomb", "a.xlsx", sheet(t, "<sheetData>"+strings.Repeat(" ", 80<<20)+"</sheetData>"), "zip_bomb"},
		{"a million columns in csv", "a.csv", []byte(commas), "too_large"},
		{"a million columns in xlsx", "a.xlsx", sheet(t, `<sheetData><row r="1"><c r="BDWGO1"><v>1</v></c></row></sheetData>`), "too_large"},
		{"too many rows", "a.xlsx", sheet(t, `<sheetData><row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>`), "too_large"},
		{"too many cells", "a.csv", []byte(strings.Repeat(strings.Repeat(",", 9999)+"1\n", 501)), "too_large"},
		{"colspan without end", "a.xls", []byte("<table><tr><td colspan=16000 rowspan=60000>a</td><td>b</td></tr><tr><td>1</td></tr></table>"), "too_large"},
		{"word", "表.xlsx", pack(t, file{"word/document.xml", "<w:document/>"}), "mislabelled"},
		{"open document", "表.xlsx", pack(t, file{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, file{"content.xml", "<x/>"}), "mislabelled"},
		{"some zip", "表.xlsx", pack(t, file{"readme.txt", "x"}), "mislabelled"},
		{"pdf", "年鉴.xls", []byte("%PDF-1.4\n..."), "mislabelled"},
		{"picture", "截图.csv", []byte("\x89PNG\r\n\x1a\n\x00\x00"), "mislabelled"},
		{"page without table", "a.xls", []byte("<html><body><p>请先登录</p></body></html>"), "mislabelled"},
		{"prose as xlsx", "a.xlsx", []byte("这是一段说明文字。"), "mislabelled"},
		{"xml", "a.xls", []byte("<?xml version=\"1.0\"?><rss><item/></rss>"), "mislabelled"},
		{"excel 4", "a.xls", []byte("\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00"), "mislabelled"},
		{"xmlss cut", "a.xls", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>x`), "truncated"},
	} {
		t.Run(c.name, func(t *testing.T) {
			grids, err := Read(c.file, c.raw)
			e := located(err)
			if e == nil {
				t.Fatalf("want %s, got %v and %d grids", c.code, err, len(grids))
			}
			if e.Code != c.code {
				t.Errorf("want %s, got %s: %v", c.code, e.Code, e)
			}
			if e.File != c.file || e.Message.Zh == "" || e.Message.En == "" || strings.Contains(e.Error(), "%!") {
				t.Errorf("not a whole message: %#v", e)
			}
		})
	}
}

// A file is read by what it is, and the note says so.
func TestMislabelledButRead(t *testing.T) {
	for _, c := range []struct {
		file string
		raw  []byte
		note string
	}{
		{"a.csv", fixture(t, "formats.xlsx"), "其实是 Excel 工作簿"},
		{"a.xlsx", fixture(t, "formats.xls"), "其实是 Excel 97—2003 工作簿"},
		{"a.xls", []byte("指标\t2018\nGDP\t1\n"), "其实是纯文本"},
		{"a.xls", []byte("<table><tr><td>指标</td><td>2018</td></tr><tr><td>GDP</td><td>1</td></tr></table>"), "其实是网页"},
		{"a.tsv", []byte("指标\t2018\nGDP\t1\n"), ""},
	} {
		grids, err := Read(c.file, c.raw)
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		if got := grids[0].Note; c.note == "" && !got.IsZero() || !strings.Contains(got.Zh, c.note) || (got.En == "") != (got.Zh == "") {
			t.Errorf("%s: want a note with %q, got %+v", c.file, c.note, got)
		}
	}
}

// locked is a workbook that asks for a password.
func locked(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	var out bytes.Buffer
	if err := f.Write(&out, excelize.Options{Password: "abc"}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// withPassword turns the second record of a workbook into the one that says
// that the rest is encrypted.
func withPassword(t *testing.T, xls []byte) []byte {
	t.Helper()
	raw := bytes.Clone(xls)
	at := bytes.Index(raw, []byte("\x09\x08\x10\x00\x00\x06\x05\x00"))
	if at < 0 {
		t.Fatal("no workbook in the fixture")
	}
	raw[at+20], raw[at+21] = 0x2f, 0
	return raw
}

// A reader that panics gives an error that names the file.
func TestPanicBecomesAnError(t *testing.T) {
	old := readers[ooxml.Plain]
	defer func() { readers[ooxml.Plain] = old }()
	readers[ooxml.Plain] = func(string, []byte) ([]*Grid, error) { panic("index out of range") }
	grids, err := Read("a.csv", []byte("a,b"))
	if e := located(err); e == nil || e.Code != "bad_table" || e.File != "a.csv" || grids != nil {
		t.Errorf("%v %v", grids, err)
	}
}
