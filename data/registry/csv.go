package registry

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/rule"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// csvFile is a register as text with separators.
type csvFile struct {
	registry *Registry
	by       byte
	skip     int    // records up to and with the headings
	first    string // the first heading of its line
	lines    lines
}

// blockBytes is how much text is read at once.
const blockBytes = 1 << 20

// maxRecord is the longest record: one that is longer has a quotation mark
// that is never closed.
const maxRecord = 4 << 20

// openCSV finds separator and headings in the first rows.
func (r *Registry) openCSV(head []byte) (source, error) {
	c := &csvFile{registry: r, by: ','}
	first := firstRecord(head)
	for _, by := range []byte{'\t', ';'} {
		if bytes.Count(first, []byte{by}) > bytes.Count(first, []byte{c.by}) {
			c.by = by
		}
	}
	rows, err := c.head()
	if err != nil {
		return nil, err
	}
	h := r.heads(rows)
	if h.at < 0 {
		return nil, r.noHeading()
	}
	c.skip = h.skip
	for _, cell := range slices.Backward(rows[h.at]) {
		if cell != "" {
			c.first = cell
		}
	}
	return c, r.headed(h.words, h.units, func(i int) (int, string) { return h.at + 1, grid.Name(h.at, i) })
}

// firstRecord is the line with the most separators among the first.
func firstRecord(head []byte) []byte {
	var best []byte
	for i, line := range bytes.SplitN(head, []byte("\n"), headRows+1) {
		if i < headRows && bytes.ContainsAny(line, ",;\t") && len(line) > len(best) {
			best = line
		}
	}
	return best
}

// rows is -1: they aren't counted before they are read.
func (c *csvFile) rows() int64 { return -1 }

func (c *csvFile) cell(row int64, at int) string { return grid.Name(c.lines.of(row)-1, at) }

// head gives the first records.
func (c *csvFile) head() ([][]string, error) {
	s := c.scan()
	var rows [][]string
	for len(rows) < headRows {
		record, _, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, c.split(string(record)))
	}
	return rows, nil
}

// chunk is text that holds whole records.
type chunk struct {
	start int64
	text  string
	ends  []int32 // of each record in text, its line end taken away
}

// chunkRows is the most records of a chunk.
const chunkRows = 1 << 14

// each scans the text for records in one goroutine; the others take them
// apart.
func (c *csvFile) each(columns []column, workers int, bad *tally, do func(int, *rule.Batch) error) error {
	list := batches(columns, workers)
	return pipeline(workers, func(give func(chunk) bool) error {
		s := c.scan()
		for range c.skip {
			if _, _, err := s.next(); err != nil {
				return err
			}
		}
		c.lines.reset()
		for start := int64(0); ; {
			part, err := c.chunk(s, start, bad)
			start += int64(len(part.ends))
			if len(part.ends) > 0 && !give(part) {
				return nil
			}
			if err != nil {
				return err
			}
		}
	}, func(worker int, part chunk) error {
		rows := rowsOf{start: part.start, cells: make([][]string, len(part.ends))}
		from := int32(0)
		for i, end := range part.ends {
			rows.cells[i] = c.split(part.text[from:end])
			from = end
		}
		rows.convert(columns, false, list[worker], bad)
		return do(worker, list[worker])
	})
}

// chunk gathers the next records that aren't blank and are firms.
func (c *csvFile) chunk(s *scanner, start int64, bad *tally) (chunk, error) {
	out := chunk{start: start}
	var text strings.Builder
	for len(out.ends) < chunkRows && text.Len() < 8*blockBytes {
		record, line, err := s.next()
		if err != nil {
			out.text = text.String()
			return out, err
		}
		if len(bytes.Trim(record, string([]byte{c.by, ' ', '"'}))) > 0 && !c.aside(record, start+int64(len(out.ends)), line, bad) {
			c.lines.at(start+int64(len(out.ends)), line)
			text.Write(record)
			out.ends = append(out.ends, int32(text.Len()))
		}
	}
	out.text = text.String()
	return out, nil
}

// aside reports whether a record is no firm, and counts it. Nearly all are told
// by their first cell, before they are taken apart.
func (c *csvFile) aside(record []byte, row int64, line int, bad *tally) bool {
	first := bytes.TrimLeft(record, string([]byte{c.by, ' ', '"'}))
	if i := bytes.IndexAny(first, string([]byte{c.by, '"'})); i >= 0 {
		first = first[:i]
	}
	if !mayBeAside(string(first)) && string(first) != c.first {
		return false
	}
	why := c.registry.aside(c.split(string(record)))
	bad.aside(row, line, why)
	return why != ""
}

// split takes a record apart. Quotes are as in RFC 4180; ="007" is what
// spreadsheets write to keep zeros.
func (c *csvFile) split(record string) []string {
	out := make([]string, 0, 32)
	for {
		field := strings.TrimPrefix(record, "=")
		if len(field) == 0 || field[0] != '"' {
			i := strings.IndexByte(record, c.by)
			if i < 0 {
				return append(out, record)
			}
			out, record = append(out, record[:i]), record[i+1:]
			continue
		}
		var b strings.Builder
		rest := field[1:]
		for {
			i := strings.IndexByte(rest, '"')
			if i < 0 {
				b.WriteString(rest)
				rest = ""
				break
			}
			b.WriteString(rest[:i])
			rest = rest[i+1:]
			if !strings.HasPrefix(rest, `"`) {
				break
			}
			b.WriteByte('"')
			rest = rest[1:]
		}
		i := strings.IndexByte(rest, c.by)
		if i < 0 {
			return append(out, b.String()+rest)
		}
		out, record = append(out, b.String()+rest[:i]), rest[i+1:]
	}
}

// scanner gives the records of the text as UTF-8, without their line ends.
type scanner struct {
	file    string
	in      *bufio.Reader
	raw     *bufio.Reader // beneath a decoder
	wide    bool          // a letter beyond ASCII came, and it was UTF-8
	decoded bool          // from GB18030 or UTF-16: bad bytes are U+FFFD
	by      byte
	line    int // of the next record
	record  []byte
	open    bool // a quotation mark is
	fresh   bool // a field begins
}

func (c *csvFile) scan() *scanner {
	raw := bufio.NewReaderSize(io.NewSectionReader(c.registry.file, 0, 1<<62), blockBytes)
	s := &scanner{file: c.registry.Name, in: raw, raw: raw, by: c.by, line: 1}
	mark, _ := raw.Peek(3)
	switch {
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		s.in = bufio.NewReaderSize(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(raw), blockBytes)
		s.decoded = true
	case bytes.Equal(mark, []byte("\xef\xbb\xbf")):
		_, _ = raw.Discard(3)
		s.wide = true
	}
	return s
}

// next gives the next record and its line; io.EOF at the end. A blank line is
// a record without fields.
func (s *scanner) next() (record []byte, line int, err error) {
	s.record, s.open, s.fresh = s.record[:0], false, true
	begun := s.line
	for {
		piece, err := s.in.ReadSlice('\n')
		s.quotes(piece)
		s.record = append(s.record, piece...)
		switch {
		case err == bufio.ErrBufferFull:
		case err == io.EOF:
			if s.open {
				return nil, 0, s.unclosed(begun)
			}
			if len(s.record) == 0 {
				return nil, 0, io.EOF
			}
			record, err = s.done(begun)
			return record, begun, err
		case err != nil:
			return nil, 0, err
		default:
			if s.line++; !s.open {
				record, err = s.done(begun)
				return record, begun, err
			}
		}
		if len(s.record) > maxRecord {
			return nil, 0, s.unclosed(begun)
		}
	}
}

// quotes follows the quotation marks: one opens only where a field begins, so
// that a stray one in a name does no harm.
func (s *scanner) quotes(piece []byte) {
	if !s.open && bytes.IndexByte(piece, '"') < 0 {
		s.fresh = len(piece) > 0 && piece[len(piece)-1] == s.by
		return
	}
	for _, b := range piece {
		switch {
		case b == '"' && (s.open || s.fresh):
			s.open, s.fresh = !s.open, s.open // "" inside stays inside
		case b == '=' && s.fresh:
		default:
			s.fresh = b == s.by && !s.open
		}
	}
}

func (s *scanner) unclosed(line int) error {
	return city.Errorf("bad_csv", "引号没有配对，从这一行起读不下去", "a quotation mark is never closed; nothing can be read from this line on").
		At(s.file, "", line, "").WithHint("补上引号，或用 Excel 另存为 CSV", "close it, or save the CSV again in Excel")
}

// done settles the encoding of a record: text is UTF-8 until a byte says
// otherwise, and GB18030 if that comes before any letter beyond ASCII.
func (s *scanner) done(line int) ([]byte, error) {
	r := bytes.TrimRight(s.record, "\r\n")
	switch {
	case s.decoded:
		if bytes.Contains(r, []byte("\uFFFD")) {
			return nil, s.badEncoding(line)
		}
		return r, nil
	case utf8.Valid(r):
		s.wide = s.wide || !ascii(r)
		return r, nil
	case s.wide:
		return nil, s.badEncoding(line)
	}
	decoder := simplifiedchinese.GB18030.NewDecoder()
	out, err := decoder.Bytes(r)
	if err != nil || bytes.Contains(out, []byte("\uFFFD")) {
		return nil, s.badEncoding(line)
	}
	s.decoded = true
	s.in = bufio.NewReaderSize(decoder.Reader(s.raw), blockBytes)
	return out, nil
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func (s *scanner) badEncoding(line int) error {
	return city.Errorf("bad_encoding", "文字编码无法识别，或文件已损坏（此前的各行能读）", "the encoding is not known or the file is damaged (the lines before could be read)").
		At(s.file, "", line, "").WithHint("用记事本或 WPS 打开，另存为 UTF-8", "open it in an editor and save it as UTF-8")
}
