package grid

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/ooxml"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// Decode gives the text of a .txt or .csv file: UTF-8 with or without a mark,
// UTF-16 with one, or GB18030 (GBK, GB2312), told from the bytes. Line ends
// become "\n". Errors: mislabelled where it is no text, bad_encoding with the
// line where it is none of these. No bytes give "".
func Decode(name string, raw []byte) (string, error) {
	switch kind := ooxml.Sniff(raw); kind {
	case ooxml.Plain, ooxml.Empty, ooxml.HTML, ooxml.XML, ooxml.XMLWorkbook:
	default:
		return "", ooxml.Refuse(name, kind, "纯文本（.txt、.csv）", "plain text (.txt, .csv)")
	}
	text, err := decode(name, raw)
	if err != nil {
		return "", err
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.ReplaceAll(text, "\r", "\n"), nil
}

func decode(name string, raw []byte) (string, error) {
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
		if err != nil || bytes.Contains(out, []byte("\uFFFD")) {
			return "", badEncoding(name, bytes.Count(out, []byte("\n"))+1, err)
		}
		return string(out), nil
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	if at, mostly := invalidUTF8(raw); mostly {
		return "", badEncoding(name, bytes.Count(raw[:at], []byte("\n"))+1, nil)
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil {
		return "", badEncoding(name, 0, err)
	}
	if at := bytes.Index(out, []byte("\uFFFD")); at >= 0 {
		return "", badEncoding(name, bytes.Count(out[:at], []byte("\n"))+1, nil)
	}
	return string(out), nil
}

// invalidUTF8 gives the first byte that is no UTF-8, and whether the rest
// mostly is: then the file is damaged UTF-8 and reading it as GB18030 would
// give nonsense. Chinese text in GBK is hardly ever valid UTF-8 by accident.
func invalidUTF8(raw []byte) (first int, mostly bool) {
	first = -1
	good, bad := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			if first < 0 {
				first = i
			}
			bad++
		} else {
			good += n
		}
		i += n
	}
	return first, good > 4*bad
}

func badEncoding(name string, line int, err error) error {
	return city.Errorf("bad_encoding", "文字编码无法识别，或文件已损坏", "the encoding of the text is not known, or the file is damaged").At(name, "", line, "").
		WithHint("用记事本或 WPS 打开，另存为 UTF-8", "open it in an editor and save it as UTF-8").Wrap(err)
}
