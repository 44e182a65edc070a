package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

type file struct{ name, text string }

// pack makes a zip as another program would.
func pack(t testing.TB, files ...file) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		p, err := w.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write([]byte(f.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestOpenReads(t *testing.T) {
	raw := pack(t, file{"[Content_Types].xml", "<Types/>"}, file{"word/document.xml", "<w:document/>"}, file{`word\styles.xml`, "<s/>"}, file{"empty/", ""})
	p, err := Open("a.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(p.Names(), " "); got != "[Content_Types].xml word/document.xml word/styles.xml" {
		t.Errorf("names: %s", got)
	}
	if data, ok := p.Part("/Word/Styles.xml"); !ok || string(data) != "<s/>" {
		t.Errorf("part by another case: %q %v", data, ok)
	}
	if _, ok := p.Part("word/comments.xml"); ok {
		t.Error("a part that is not there was found")
	}
}

func TestBytesAreStable(t *testing.T) {
	make := func(order ...string) []byte {
		p := New()
		for _, n := range order {
			p.Set(n, []byte("part "+n))
		}
		raw, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	one := make("xl/workbook.xml", "_rels/.rels", "[Content_Types].xml", "a.xml")
	two := make("a.xml", "[Content_Types].xml", "xl/workbook.xml", "_rels/.rels")
	if !bytes.Equal(one, two) {
		t.Error("the order of Set changes the bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		if y := f.Modified.Year(); y != 1980 {
			t.Errorf("%s carries the year %d", f.Name, y)
		}
	}
	if got := strings.Join(names, " "); got != "[Content_Types].xml _rels/.rels a.xml xl/workbook.xml" {
		t.Errorf("order: %s", got)
	}
}

func TestRoundTripKeepsOtherParts(t *testing.T) {
	p, err := Open("a.docx", pack(t, file{"[Content_Types].xml", "<Types/>"}, file{"word/document.xml", "old"}, file{"word/media/a.bin", "\x00\x01"}))
	if err != nil {
		t.Fatal(err)
	}
	p.Set("WORD/document.xml", []byte("new"))
	p.Remove("word/none.xml")
	raw, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	q, err := Open("a.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	if d, _ := q.Part("word/document.xml"); string(d) != "new" {
		t.Errorf("document: %q", d)
	}
	if d, _ := q.Part("word/media/a.bin"); string(d) != "\x00\x01" {
		t.Errorf("media: %q", d)
	}
	if len(q.Names()) != 3 {
		t.Errorf("names: %v", q.Names())
	}
}

func TestOpenRefuses(t *testing.T) {
	good := pack(t, file{"[Content_Types].xml", "<Types/>"}, file{"word/document.xml", strings.Repeat("<w:p>文字</w:p>", 900)})
	flipped := bytes.Clone(good)
	for i := 60; i < 90; i++ {
		flipped[i+40] ^= 0x5a
	}
	secret := bytes.Clone(good)
	at := bytes.Index(secret, []byte("PK\x01\x02"))
	secret[at+8] |= 1
	var many []file
	for i := range MaxParts + 1 {
		many = append(many, file{fmt.Sprintf("p%d", i), ""})
	}
	cfb := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...)
	for _, c := range []struct {
		name string
		raw  []byte
		code string
	}{
		{"nothing", nil, "empty"},
		{"blanks", []byte(" \r\n "), "empty"},
		{"cut", good[:len(good)-40], "truncated"},
		{"cut early", good[:30], "truncated"},
		{"flipped bits", flipped, "truncated"},
		{"zip password", secret, "password_protected"},
		{"office password", append(bytes.Clone(cfb), append([]byte{0}, wide("EncryptionInfo\x00")...)...), "password_protected"},
		{"old word", append(bytes.Clone(cfb), append([]byte{0}, wide("WordDocument\x00")...)...), "mislabelled"},
		{"page", []byte("<html><body>x</body></html>"), "mislabelled"},
		{"pdf", []byte("%PDF-1.7 ..."), "mislabelled"},
		{"text", []byte("指标,2018"), "mislabelled"},
		{"leaves", pack(t, file{"word/document.xml", ""}, file{"../evil.xml", "x"}), "bad_package"},
		{"drive", pack(t, file{"word/document.xml", ""}, file{"C:/evil.xml", "x"}), "bad_package"},
		{"twice", pack(t, file{"word/document.xml", "a"}, file{"WORD/document.xml", "b"}), "bad_package"},
		{"bomb", pack(t, file{"word/document.xml", strings.Repeat("\x00", bombFrom+1)}), "zip_bomb"},
		{"many parts", pack(t, many...), "zip_bomb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Open("初稿.docx", c.raw)
			var e *city.Error
			if !errors.As(err, &e) {
				t.Fatalf("want %s, got %v", c.code, err)
			}
			if e.Code != c.code {
				t.Errorf("want %s, got %s: %v", c.code, e.Code, e)
			}
			if e.Message.Zh == "" || e.Message.En == "" || e.File != "初稿.docx" || strings.Contains(e.Error(), "%!") {
				t.Errorf("not a whole message: %#v", e)
			}
		})
	}
}

// A directory that says less than what comes out must not be believed.
func TestLyingSize(t *testing.T) {
	raw := pack(t, file{"word/document.xml", strings.Repeat("0", 5000)})
	at := bytes.Index(raw, []byte("PK\x01\x02"))
	raw[at+24], raw[at+25] = 10, 0
	if _, err := Open("a.docx", raw); err == nil {
		t.Fatal("a part larger than it says was taken")
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		raw  string
		want Kind
	}{
		{"\xef\xbb\xbf", Empty},
		{"\x89PNG\r\n\x1a\n", Image},
		{"Rar!\x1a\x07\x00", Archive},
		{"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", XMLWorkbook},
		{"\xef\xbb\xbf<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>", HTML},
		{"<table border=1><tr><td>1</td></tr></table>", HTML},
		{"<?xml version=\"1.0\"?><a/>", XML},
		{"<5,>3,2018", Plain},
		{"a\x00b", Binary},
		{"\xff\xfea\x00,\x00b\x00", Plain},
		{"指标,2018年", Plain},
	} {
		if got := Sniff([]byte(c.raw)); got != c.want {
			t.Errorf("%.30q: want %s, got %s", c.raw, c.want, got)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(pack(f, file{"[Content_Types].xml", "<Types/>"}, file{"word/document.xml", "<w:document/>"}))
	f.Add([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := Open("a.docx", raw)
		if err != nil {
			return
		}
		if _, err := p.Bytes(); err != nil {
			t.Fatalf("opened but not written: %v", err)
		}
	})
}
