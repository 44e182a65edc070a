package grid

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// text reads a string of a record: its length in one byte (short) or two, and
// in BIFF8 a byte that says whether the letters are wide.
func (b *book) text(body []byte, short bool) (string, error) {
	n, at := 0, 2
	if short {
		if len(body) < 1 {
			return "", errShort
		}
		n, at = int(body[0]), 1
	} else {
		if len(body) < 2 {
			return "", errShort
		}
		n = u16(body, 0)
	}
	if !b.wide {
		if len(body) < at+n {
			return "", errShort
		}
		return b.narrow(body[at : at+n]), nil
	}
	if n == 0 {
		return "", nil
	}
	r := &pieces{parts: [][]byte{body[at:]}}
	return r.text(n)
}

// narrow reads letters in the workbook's code page; Chinese where none is
// given.
func (b *book) narrow(letters []byte) string {
	var e encoding.Encoding = simplifiedchinese.GB18030
	switch b.page {
	case 950:
		e = traditionalchinese.Big5
	case 1252, 0x8001:
		e = charmap.Windows1252
	}
	s, err := e.NewDecoder().Bytes(letters)
	if err != nil {
		return string(letters)
	}
	return string(s)
}

// readShared reads the table of shared strings, which runs over records.
func (b *book) readShared(parts [][]byte) error {
	r := &pieces{parts: parts}
	head, err := r.take(8)
	if err != nil {
		return err
	}
	count := int(binary.LittleEndian.Uint32(head[4:]))
	for range count {
		n, err := r.take(2)
		if err != nil {
			return err
		}
		s, err := r.text(u16(n, 0))
		if err != nil {
			return err
		}
		b.shared = append(b.shared, s)
	}
	return nil
}

// pieces reads through a record and the CONTINUE records behind it.
type pieces struct {
	parts [][]byte
	at    int
}

// skip goes on to the piece that has bytes left.
func (r *pieces) skip() bool {
	for len(r.parts) > 0 && r.at >= len(r.parts[0]) {
		r.parts, r.at = r.parts[1:], 0
	}
	return len(r.parts) > 0
}

// take gives the next n bytes, across pieces.
func (r *pieces) take(n int) ([]byte, error) {
	var out []byte
	for len(out) < n {
		if !r.skip() {
			return nil, errShort
		}
		k := min(n-len(out), len(r.parts[0])-r.at)
		out = append(out, r.parts[0][r.at:r.at+k]...)
		r.at += k
	}
	return out, nil
}

// text reads a BIFF8 string of n letters whose next byte says how they stand.
// A string that runs into the next piece has that byte again at its start.
func (r *pieces) text(n int) (string, error) {
	head, err := r.take(1)
	if err != nil {
		return "", err
	}
	flags, runs, extra := head[0], 0, 0
	if flags&8 != 0 {
		x, err := r.take(2)
		if err != nil {
			return "", err
		}
		runs = u16(x, 0)
	}
	if flags&4 != 0 {
		x, err := r.take(4)
		if err != nil {
			return "", err
		}
		extra = int(binary.LittleEndian.Uint32(x))
	}
	units := make([]uint16, 0, min(n, 1<<15))
	for len(units) < n {
		if len(r.parts) > 0 && r.at >= len(r.parts[0]) {
			if !r.skip() {
				return "", errShort
			}
			flags = flags&^1 | r.parts[0][0]&1
			r.at = 1
			continue
		}
		if len(r.parts) == 0 {
			return "", errShort
		}
		if flags&1 == 0 {
			units = append(units, uint16(r.parts[0][r.at]))
			r.at++
			continue
		}
		if r.at+2 > len(r.parts[0]) {
			return "", errShort
		}
		units = append(units, binary.LittleEndian.Uint16(r.parts[0][r.at:]))
		r.at += 2
	}
	for left := 4*runs + extra; left > 0; {
		if !r.skip() {
			return "", errShort
		}
		k := min(left, len(r.parts[0])-r.at)
		r.at += k
		left -= k
	}
	return strings.ReplaceAll(string(utf16.Decode(units)), "\r", ""), nil
}
