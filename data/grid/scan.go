package grid

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// scanner reads XML piece by piece: start tags, end tags and text. It is for
// parts that are too large for encoding/xml to read in time: a sheet of
// 100,000 rows. It knows no entities but the five of XML and numbered ones, so
// nothing can be expanded without end, and it keeps no stack.
type scanner struct {
	in    *bufio.Reader
	buf   []byte // the tag's inside or the text, until the next call
	words []byte // the text of an element while it is gathered
	name  []byte // of the tag, without its prefix
	attrs []byte // what stands behind the name
	end   bool   // an end tag
	empty bool   // a tag that closes itself
}

// maxPiece is the longest tag or text: a cell holds 32,767 letters.
const maxPiece = 4 << 20

var errXML = errors.New("bad XML")

func newScanner(r io.Reader) *scanner {
	in := bufio.NewReaderSize(r, 1<<16)
	if b, _ := in.Peek(3); len(b) > 1 && (b[0] == 0xff && b[1] == 0xfe || b[0] == 0xfe && b[1] == 0xff) {
		in = bufio.NewReaderSize(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(in), 1<<16)
	} else if len(b) == 3 && string(b) == "\xef\xbb\xbf" {
		_, _ = in.Discard(3)
	}
	return &scanner{in: in}
}

// tag goes on to the next start or end tag; io.EOF at the end.
func (s *scanner) tag() error {
	for {
		var err error
		if s.buf, err = s.until('<', s.buf[:0]); err != nil {
			return err
		}
		ok, err := s.open()
		if ok || err != nil {
			return err
		}
	}
}

// text gives the text up to the end tag that closes the tag just read,
// leaving out what stands inside skipped elements; tags inside are passed.
// Where the tag closed itself the text is empty.
func (s *scanner) text(skip string) (string, error) {
	if s.empty {
		return "", nil
	}
	out := s.words[:0]
	defer func() { s.words = out[:0] }()
	depth, hidden := 1, 0
	for {
		var err error
		had := len(out)
		if out, err = s.until('<', out); err != nil {
			return "", noEnd(err)
		}
		if hidden > 0 {
			out = out[:had]
		} else if bytes.IndexByte(out[had:], '&') >= 0 {
			out = append(out[:had], unescape(out[had:])...)
		}
		ok, err := s.open()
		if err != nil {
			return "", noEnd(err)
		}
		switch {
		case !ok:
			if hidden == 0 {
				out = append(out, s.buf...) // CDATA
			}
		case s.empty:
		case s.end:
			if hidden > 0 {
				hidden--
			}
			if depth--; depth == 0 {
				return string(out), nil
			}
		default:
			if hidden > 0 || skip != "" && string(s.name) == skip {
				hidden++
			}
			depth++
		}
		if len(out) > maxPiece {
			return "", errXML
		}
	}
}

// open reads what follows a '<'. It is false for comments, declarations and
// CDATA, whose text is then in buf.
func (s *scanner) open() (bool, error) {
	b, err := s.in.ReadByte()
	if err != nil {
		return false, noEnd(err)
	}
	s.buf = s.buf[:0]
	switch b {
	case '?':
		err = s.close("?>")
		s.buf = s.buf[:0]
		return false, err
	case '!':
		head, _ := s.in.Peek(7)
		stop := ">"
		switch {
		case bytes.HasPrefix(head, []byte("--")):
			stop = "-->"
		case string(head) == "[CDATA[":
			_, _ = s.in.Discard(7)
			return false, s.close("]]>")
		}
		err = s.close(stop)
		s.buf = s.buf[:0]
		return false, err
	}
	s.end = b == '/'
	if !s.end {
		s.buf = append(s.buf, b)
	}
	for {
		if s.buf, err = s.until('>', s.buf); err != nil {
			return false, noEnd(err)
		}
		if !insideQuotes(s.buf) {
			break
		}
		s.buf = append(s.buf, '>')
	}
	s.split()
	return true, nil
}

// insideQuotes reports whether an attribute is still open at the end of b.
func insideQuotes(b []byte) bool {
	var quote byte
	for _, c := range b {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote != 0
}

// split takes the inside of a tag apart.
func (s *scanner) split() {
	in := s.buf
	s.empty = len(in) > 0 && in[len(in)-1] == '/'
	if s.empty {
		in = in[:len(in)-1]
	}
	n := 0
	for n < len(in) && !blank(in[n]) {
		n++
	}
	s.name, s.attrs = in[:n], in[n:]
	if i := bytes.IndexByte(s.name, ':'); i >= 0 {
		s.name = s.name[i+1:]
	}
}

// until reads up to a byte, which is taken away, onto dst.
func (s *scanner) until(b byte, dst []byte) ([]byte, error) {
	start := len(dst)
	for {
		piece, err := s.in.ReadSlice(b)
		dst = append(dst, piece...)
		switch {
		case err == nil:
			if n := len(dst); n > start && dst[n-1] == b {
				dst = dst[:n-1]
			}
			return dst, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return dst, err
		case len(dst)-start > maxPiece:
			return dst, errXML
		}
	}
}

// close reads up to a closing mark into buf.
func (s *scanner) close(mark string) error {
	for {
		var err error
		if s.buf, err = s.until('>', s.buf); err != nil {
			return noEnd(err)
		}
		s.buf = append(s.buf, '>')
		if bytes.HasSuffix(s.buf, []byte(mark)) {
			s.buf = s.buf[:len(s.buf)-len(mark)]
			return nil
		}
		if len(s.buf) > maxPiece {
			return errXML
		}
	}
}

// attr gives an attribute by its name without prefix; nil where there is none.
// The bytes hold until the next tag.
func (s *scanner) attr(name string) []byte {
	a := s.attrs
	for {
		a = skipBlanks(a)
		eq := bytes.IndexByte(a, '=')
		if eq < 0 {
			return nil
		}
		key := a[:eq]
		for len(key) > 0 && blank(key[len(key)-1]) {
			key = key[:len(key)-1]
		}
		if i := bytes.IndexByte(key, ':'); i >= 0 {
			key = key[i+1:]
		}
		a = skipBlanks(a[eq+1:])
		if len(a) == 0 || a[0] != '"' && a[0] != '\'' {
			return nil
		}
		n := bytes.IndexByte(a[1:], a[0])
		if n < 0 {
			return nil
		}
		if string(key) == name {
			return a[1 : 1+n]
		}
		a = a[n+2:]
	}
}

func blank(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

func skipBlanks(b []byte) []byte {
	for len(b) > 0 && blank(b[0]) {
		b = b[1:]
	}
	return b
}

// value is attr as text, with its entities read.
func (s *scanner) value(name string) string { return string(unescape(s.attr(name))) }

// number is attr as a number; false where there is none.
func (s *scanner) number(name string) (int, bool) {
	a := s.attr(name)
	if len(a) == 0 {
		return 0, false
	}
	n, err := strconv.Atoi(string(a))
	return n, err == nil
}

// noEnd: the end of the file inside of something is an error.
func noEnd(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}

// unescape reads &lt; &#20013; &#x4e2d; what is unknown stays.
func unescape(b []byte) []byte {
	if bytes.IndexByte(b, '&') < 0 {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		end := -1
		if b[i] == '&' {
			end = bytes.IndexByte(b[i:min(len(b), i+12)], ';')
		}
		if end < 0 {
			out = append(out, b[i])
			continue
		}
		name := string(b[i+1 : i+end])
		if text, ok := entities[name]; ok {
			out = append(out, text...)
		} else if r, ok := numbered(name); ok {
			out = append(out, string(r)...)
		} else {
			out = append(out, b[i:i+end+1]...)
		}
		i += end
	}
	return out
}

// numbered reads #20013 and #x4e2d.
func numbered(name string) (rune, bool) {
	digits, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, isHex := strings.CutPrefix(strings.ToLower(digits), "x"); isHex {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	return rune(n), ok && err == nil
}
