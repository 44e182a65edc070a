package catalog

import (
	"maps"
	"math/bits"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
)

// folded is running text made even for look-up, with the way back: letters in
// lower case and half width, spaces and quotation marks left out.
type folded struct {
	text   string
	offset []int // of each byte of text (and its end) in the original
}

// dropped are the characters that no name depends on.
func dropped(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '"', '\'', '「', '」', '\u200b', '\ufeff', '·', '•', '‧':
		return true
	}
	return r != '\n' && r != '\r' && unicode.IsSpace(r)
}

// fold keeps, for each byte of the folded text, the offset it came from.
func fold(s string) folded {
	var b strings.Builder
	f := folded{offset: make([]int, 0, len(s)+1)}
	for i, r := range s {
		if dropped(r) {
			continue
		}
		n := string(r)
		if r >= utf8.RuneSelf && (r < 0x4e00 || r > 0x9fff) {
			n = strings.TrimSpace(narrow(n))
		}
		if r < 0x4e00 || r > 0x9fff {
			n = strings.ToLower(n)
		}
		b.WriteString(n)
		for range len(n) {
			f.offset = append(f.offset, i)
		}
	}
	f.offset = append(f.offset, len(s))
	f.text = b.String()
	return f
}

// narrow is city.Narrow with the Chinese stops kept Chinese: 、 and 。 have
// half-width twins that nobody writes.
func narrow(s string) string { return stops.Replace(city.Narrow(s)) }

var stops = strings.NewReplacer("､", "、", "｡", "。", "｢", "「", "｣", "」", "･", "·")

// foldName is the folded form of a name.
func foldName(s string) string { return fold(s).text }

// span gives the original offsets of the folded bytes [start, end); the end is
// the end of the last character, without what follows it.
func (f folded) span(original string, start, end int) (int, int) {
	if end <= start {
		return f.offset[start], f.offset[start]
	}
	last := f.offset[end-1]
	_, size := utf8.DecodeRuneInString(original[last:])
	return f.offset[start], last + size
}

// lexicon finds names in folded text.
type lexicon struct {
	names   map[string][]string // folded name to the IDs that bear it
	longest int                 // runes
	shapes  []shape             // every name that was ever entered, for spelling
}

// shape is a name made ready for comparing spellings.
type shape struct {
	name    string
	letters []rune
	set     uint64 // which characters it has, 64 classes
}

func shapeOf(name string) shape {
	s := shape{name: name, letters: []rune(name)}
	for _, r := range s.letters {
		s.set |= 1 << (uint(r) % 64)
	}
	return s
}

// far reports that two names differ in more than limit characters, as far as
// lengths and characters tell at a glance.
func (s shape) far(t shape, limit int) bool {
	d := len(s.letters) - len(t.letters)
	return d > limit || -d > limit || bits.OnesCount64(s.set&^t.set) > limit
}

func newLexicon() *lexicon { return &lexicon{names: map[string][]string{}} }

// clone is a copy that can be changed alone.
func (l *lexicon) clone() *lexicon {
	return &lexicon{names: maps.Clone(l.names), longest: l.longest, shapes: l.shapes[:len(l.shapes):len(l.shapes)]}
}

// add enters a name once for each ID.
func (l *lexicon) add(name, id string) {
	n := foldName(name)
	if n == "" {
		return
	}
	for _, have := range l.names[n] {
		if have == id {
			return
		}
	}
	have, known := l.names[n]
	if !known {
		l.shapes = append(l.shapes, shapeOf(n))
	}
	l.names[n] = append(have[:len(have):len(have)], id) // a clone may share it
	l.longest = max(l.longest, utf8.RuneCountInString(n))
}

// remove takes an ID away from all names.
func (l *lexicon) remove(id string) {
	for n, ids := range l.names {
		for i, have := range ids {
			if have == id {
				l.names[n] = append(append([]string(nil), ids[:i]...), ids[i+1:]...)
				break
			}
		}
		if len(l.names[n]) == 0 {
			delete(l.names, n)
		}
	}
}

// hit is a name at folded byte offsets [start, end).
type hit struct {
	start, end int
	ids        []string
}

// scan walks from left to right and takes the longest name at each place that
// accept lets through; hits never overlap.
func (l *lexicon) scan(text string, accept func(start, end int, ids []string) ([]string, bool)) []hit {
	starts := make([]int, 0, len(text))
	for i := range text {
		starts = append(starts, i)
	}
	starts = append(starts, len(text))
	var out []hit
	for i := 0; i+1 < len(starts); i++ {
		for j := min(i+l.longest, len(starts)-1); j > i; j-- {
			ids, ok := l.names[text[starts[i]:starts[j]]]
			if !ok || insideLatin(text, starts[i], starts[j]) {
				continue
			}
			if accept != nil {
				if ids, ok = accept(starts[i], starts[j], ids); !ok {
					continue
				}
			}
			out = append(out, hit{starts[i], starts[j], ids})
			i = j - 1
			break
		}
	}
	return out
}

// insideLatin reports whether a cut falls inside a Latin word or a number: GDP
// in GDPs, 15城市 in 115城市.
func insideLatin(text string, start, end int) bool {
	same := func(a, b byte) bool {
		letter := func(c byte) bool { return c >= 'a' && c <= 'z' || c == '_' }
		digit := func(c byte) bool { return c >= '0' && c <= '9' }
		return letter(a) && letter(b) || digit(a) && digit(b)
	}
	return start > 0 && same(text[start], text[start-1]) || end < len(text) && same(text[end-1], text[end])
}

func sortMentions(list []Mention) []Mention {
	sort.SliceStable(list, func(i, j int) bool { return list[i].Start < list[j].Start })
	return list
}
