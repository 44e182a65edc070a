package parcels

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// readDBF reads the attributes of a Shapefile (dBASE III). kept says by record
// whether it is there or was deleted. codePage is what the .cpg says; without it
// text is UTF-8 where all of it can be, else GB18030.
func readDBF(b []byte, codePage string) (headings []string, cells [][]string, kept []bool, err error) {
	if len(b) < 33 {
		return nil, nil, nil, errBroken
	}
	count, head, width := int(binary.LittleEndian.Uint32(b[4:])), int(binary.LittleEndian.Uint16(b[8:])), int(binary.LittleEndian.Uint16(b[10:]))
	if head < 33 || head > len(b) || width < 1 || count < 0 || count > (len(b)-head)/width {
		return nil, nil, nil, errBroken
	}
	text := decoder(b, codePage)
	var widths []int
	sum := 1
	for at := 32; at+32 <= head && b[at] != 0x0d; at += 32 {
		name, _, _ := bytes.Cut(b[at:at+11], []byte{0})
		headings = append(headings, text(name))
		widths = append(widths, int(b[at+16]))
		sum += int(b[at+16])
	}
	if sum > width || len(headings) == 0 {
		return nil, nil, nil, errBroken
	}
	for i := range count {
		record := b[head+i*width : head+(i+1)*width]
		there := record[0] != '*'
		kept = append(kept, there)
		if !there {
			continue
		}
		row, at := make([]string, len(widths)), 1
		for k, w := range widths {
			row[k] = strings.TrimSpace(text(bytes.Trim(record[at:at+w], "\x00")))
			if row[k] == "?" || strings.Trim(row[k], "*") == "" { // no value, or a number that did not fit
				row[k] = ""
			}
			at += w
		}
		cells = append(cells, row)
	}
	return headings, cells, kept, nil
}

// decoder reads text as the .cpg or the file's own mark says.
func decoder(b []byte, codePage string) func([]byte) string {
	page := strings.ToUpper(strings.TrimSpace(codePage))
	gb := strings.Contains(page, "GB") || strings.Contains(page, "936") || page == "" && (b[29] == 0x4d || b[29] == 0x7a || !utf8Text(b))
	return func(raw []byte) string {
		if gb && !isASCII(raw) {
			if out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw); err == nil {
				return string(out)
			}
		}
		return strings.ToValidUTF8(string(raw), "�")
	}
}

// utf8Text reports whether names and records are UTF-8.
func utf8Text(b []byte) bool {
	head := int(binary.LittleEndian.Uint16(b[8:]))
	if head > len(b) || !utf8.Valid(b[head:]) {
		return false
	}
	for at := 32; at+32 <= head && b[at] != 0x0d; at += 32 {
		name, _, _ := bytes.Cut(b[at:at+11], []byte{0})
		if !utf8.Valid(name) {
			return false
		}
	}
	return true
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// fullNames says by heading of a file that could be read whether it may have been
// cut off: a name has ten bytes, into which three characters of UTF-8 go, or five of GB18030.
func fullNames(b []byte) []bool {
	var out []bool
	for at := 32; at+32 <= int(binary.LittleEndian.Uint16(b[8:])) && b[at] != 0x0d; at += 32 {
		name, _, _ := bytes.Cut(b[at:at+11], []byte{0})
		out = append(out, len(name) >= 9)
	}
	return out
}
