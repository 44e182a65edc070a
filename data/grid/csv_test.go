package grid

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// show draws a grid as lines with bars, merged cells with a ~.
func show(g *Grid) string {
	var b strings.Builder
	for _, row := range g.Rows {
		for i, c := range row {
			if i > 0 {
				b.WriteByte('|')
			}
			b.WriteString(c.Text)
			if c.Merged {
				b.WriteByte('~')
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func encode(t testing.TB, s string, how string) []byte {
	t.Helper()
	var out []byte
	var err error
	switch how {
	case "gb18030":
		out, err = simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	case "utf-8 bom":
		out = append([]byte("\xef\xbb\xbf"), s...)
	case "utf-16 le":
		out, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(s))
	case "utf-16 be":
		out, err = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(s))
	default:
		out = []byte(s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEncodings(t *testing.T) {
	text := "指标,2018年,２０１７年\r\n研发投入强度（％）,[2.42],\"2.48\"\r\n㐀𠀀,1,\r\n"
	for _, how := range []string{"utf-8", "utf-8 bom", "utf-16 le", "utf-16 be", "gb18030"} {
		t.Run(how, func(t *testing.T) {
			grids, err := Read("tables/a.csv", encode(t, text, how))
			if err != nil {
				t.Fatal(err)
			}
			want := "指标|2018年|２０１７年\n研发投入强度（％）|[2.42]|2.48\n㐀𠀀|1\n"
			if got := show(grids[0]); got != want {
				t.Errorf("want\n%s\ngot\n%s", want, got)
			}
			if !grids[0].Note.IsZero() || grids[0].Sheet != "" || grids[0].File != "tables/a.csv" || len(grids[0].SHA256) != 64 {
				t.Errorf("%+v", grids[0])
			}
		})
	}
}

func TestDecodeNamesTheLine(t *testing.T) {
	damaged := []byte("第一行\n第二行，全市研发投入继续增长\n第三\xe8\xa1行坏了，但其余都是通用编码\n")
	if _, err := Decode("claims.txt", damaged); code(err) != "bad_encoding" || located(err).Line != 3 {
		t.Errorf("damaged UTF-8: %v", err)
	}
	if s, err := Decode("claims.txt", []byte("一\r\n二\r三\n")); err != nil || s != "一\n二\n三\n" {
		t.Errorf("line ends: %q %v", s, err)
	}
	if s, err := Decode("claims.txt", nil); err != nil || s != "" {
		t.Errorf("nothing: %q %v", s, err)
	}
	if _, err := Decode("claims.txt", []byte("PK\x03\x04....")); code(err) != "mislabelled" {
		t.Errorf("zip as text: %v", err)
	}
	short := encode(t, "武汉", "gb18030") // two words of GBK alone
	if s, err := Decode("claims.txt", short); err != nil || s != "武汉" {
		t.Errorf("short GBK: %q %v", s, err)
	}
}

func TestSeparatorsAndQuotes(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"tab with thousands", "地区\t2018\t2017\n武汉\t14,847\t13,410\n全国\t919,281\t832,036\n", "地区|2018|2017\n武汉|14,847|13,410\n全国|919,281|832,036\n"},
		{"semicolon with decimal commas", "地区;2018\n武汉;1,5\n深圳;2,5\n", "地区|2018\n武汉|1,5\n深圳|2,5\n"},
		{"bar", "a|b\n1|2\n", "a|b\n1|2\n"},
		{"chinese comma", "地区，2018\n武汉，1\n深圳，2\n", "地区|2018\n武汉|1\n深圳|2\n"},
		{"preamble", "数据库：年度数据\n指标：GDP\n\n地区,2018,2017\n武汉,1,2\n注：数据为初步核算,不含开发区\n", "数据库：年度数据\n指标：GDP\n\n地区|2018|2017\n武汉|1|2\n注：数据为初步核算|不含开发区\n"},
		{"quoted", "a,\"b \"\"c\"\", d\"\n\"两\n行\",2\n", "a|b \"c\", d\n两\n行|2\n"},
		{"quotation inside", "a,b\n5\"管,\"x\"y\n", "a|b\n5\"管|xy\n"},
		{"formula text", "a,b\n=\"420100\",2\n", "a|b\n420100|2\n"},
		{"sep line", "sep=;\na;b,c\n", "a|b,c\n"},
		{"one column", "武汉\n深圳\n", "武汉\n深圳\n"},
		{"blank ends", "a,b,,,\n,,,,\n1,,,\n,,\n\n", "a|b\n\n1\n"},
		{"no last line end", "a,b\n1,2", "a|b\n1|2\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			grids, err := Read("a.csv", []byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := show(grids[0]); got != c.want {
				t.Errorf("want\n%s\ngot\n%s", c.want, got)
			}
		})
	}
}

func TestUnclosedQuote(t *testing.T) {
	_, err := Read("a.csv", []byte("a,b\n1,2\n3,\"4\n5,6\n"))
	e := located(err)
	if e == nil || e.Code != "bad_csv" || e.Line != 3 || e.Cell != "B3" {
		t.Errorf("got %+v", e)
	}
}
