package registry

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
	"github.com/parquet-go/parquet-go/format"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
)

// typed settles how a stored type becomes the field's: decimals have places, a
// date is days, a time is part of a day. What it can't become is an error.
func (r *columnReader) typed(t parquet.Type) error {
	text := r.kind == parquet.ByteArray || r.kind == parquet.FixedLenByteArray
	refuse := func() error {
		return city.Errorf("bad_parquet", "“%[1]s”一列的存储类型 %[2]s 读不成这一项", "column %[1]q is stored as %[2]s, which this field cannot be read from", r.column.heading, t.String()).
			WithHint("把这一列存为数字、日期或文字", "store the column as numbers, dates or text")
	}
	logical := t.LogicalType()
	var value format.LogicalTypeValue
	if logical != nil {
		value = logical.Value
	}
	switch l := value.(type) {
	case *format.DecimalType:
		if text || r.column.field.Kind != rule.Number {
			return refuse()
		}
		for range l.Scale {
			r.scale /= 10
		}
	case *format.TimestampType:
		if r.column.field.Kind != rule.Date {
			return refuse()
		}
		r.days = float64(24 * time.Hour / l.Unit.Value.Duration())
	case *format.DateType:
		if r.column.field.Kind != rule.Date {
			return refuse()
		}
		r.days = 1
	case *format.StringType, *format.EnumType, *format.IntType, nil:
	default:
		return refuse()
	}
	if r.kind == parquet.Int96 || r.kind == parquet.FixedLenByteArray || r.kind == parquet.Boolean && r.column.field.Kind != rule.Bool {
		return refuse()
	}
	return nil
}

// dictionary is the dictionary of a row group's column as the field reads it.
type dictionary struct {
	of       parquet.Dictionary
	numbers  []float64
	codes    []int32 // into words
	words    []string
	verdicts []verdict
	printed  []string // where verdicts aren't good
}

func (r *columnReader) read(d parquet.Dictionary) (*dictionary, error) {
	out := &dictionary{of: d, verdicts: make([]verdict, d.Len()), printed: make([]string, d.Len())}
	values := d.Page().Data()
	if r.column.field.Kind == rule.Words {
		out.codes = make([]int32, d.Len())
		t := texts{}
		for i := range out.codes {
			s := r.printed(&values, i)
			out.codes[i], out.verdicts[i] = t.code(r.column, s)
			if out.verdicts[i] != good {
				out.printed[i] = s
			}
		}
		out.words = t.words
		return out, nil
	}
	out.numbers = make([]float64, d.Len())
	for i := range out.numbers {
		if out.numbers[i], out.verdicts[i] = r.number(&values, i); out.verdicts[i] != good {
			out.printed[i] = r.printed(&values, i)
		}
	}
	return out, nil
}

// number gives one stored value in base units.
func (r *columnReader) number(v *encoding.Values, i int) (float64, verdict) {
	switch r.kind {
	case parquet.Double:
		return r.scaled(v.Double()[i])
	case parquet.Float:
		return r.scaled(float64(v.Float()[i]))
	case parquet.Int32:
		return r.whole(int64(v.Int32()[i]))
	case parquet.Int64:
		return r.whole(v.Int64()[i])
	case parquet.Boolean:
		return r.page.flags[i], good
	}
	return r.column.number(text(v, i), false)
}

// scaled is a stored float: NaN is missing; yes and no are 1 and 0.
func (r *columnReader) scaled(x float64) (float64, verdict) {
	switch {
	case math.IsNaN(x):
		return x, blank
	case math.IsInf(x, 0), r.column.field.Kind == rule.Bool && x != 0 && x != 1:
		return math.NaN(), unreadable
	case r.column.field.Kind == rule.Date:
		if x != math.Trunc(x) {
			return math.NaN(), unreadable
		}
		return r.whole(int64(x))
	}
	return r.column.sound(x * r.scale)
}

// whole is a stored whole number: by the field, a number, a date or yes and no.
func (r *columnReader) whole(x int64) (float64, verdict) {
	switch r.column.field.Kind {
	case rule.Bool:
		if x != 0 && x != 1 {
			return math.NaN(), unreadable
		}
		return float64(x), good
	case rule.Date:
		if r.days > 0 {
			return math.Floor(float64(x) / r.days), good
		}
		if x < 1000_01_01 || x > 9999_12_31 { // no 20191231, and days from when isn't known
			return math.NaN(), unreadable
		}
		return date(strconv.FormatInt(x, 10), false)
	}
	return r.column.sound(float64(x) * r.scale)
}

// printed is one stored value as text.
func (r *columnReader) printed(v *encoding.Values, i int) string {
	switch r.kind {
	case parquet.ByteArray:
		return text(v, i)
	case parquet.Int32:
		return strconv.FormatInt(int64(v.Int32()[i]), 10)
	case parquet.Int64:
		return strconv.FormatInt(v.Int64()[i], 10)
	case parquet.Double:
		return strconv.FormatFloat(v.Double()[i], 'f', -1, 64)
	}
	return strconv.FormatFloat(float64(v.Float()[i]), 'f', -1, 32)
}

// text copies one stored text.
func text(v *encoding.Values, i int) string {
	data, offsets := v.ByteArray()
	return strings.ToValidUTF8(string(data[offsets[i]:offsets[i+1]]), "\uFFFD")
}

// numbers reads n rows of the page as numbers.
func (r *columnReader) numbers(out *target, n int) error {
	p := r.page
	values := p.page.Data()
	into := out.column.Numbers[out.from : out.from+n]
	levels := p.levels
	var indices []int32
	var plain []float64 // stored as what they are
	switch {
	case p.page.Dictionary() != nil:
		indices = values.Int32()
	case r.kind == parquet.Boolean:
		plain = p.flags
	case r.kind == parquet.Double && r.column.field.Kind == rule.Number:
		plain = values.Double()
	}
	if plain != nil && len(levels) == 0 {
		r.plain(out, into, plain[p.value:p.value+n])
		p.row, p.value = p.row+n, p.value+n
		return nil
	}
	for i := range into {
		if len(levels) > 0 && levels[p.row] != p.defined {
			p.row++
			out.miss(out.from + i)
			continue
		}
		p.row++
		at := p.value
		p.value++
		var v verdict
		switch {
		case indices != nil:
			at = int(indices[at])
			into[i], v = r.dict.numbers[at], r.dict.verdicts[at]
		case plain != nil:
			if x := plain[at] * r.scale; !r.column.doubtful(x) {
				into[i] = x
				continue
			}
			into[i], v = r.scaled(plain[at])
		default:
			into[i], v = r.number(&values, at)
		}
		if v != good {
			shown := ""
			if indices == nil {
				shown = r.printed(&values, at)
			} else {
				shown = r.dict.printed[at]
			}
			out.reject(r.column, out.from+i, v, shown)
		}
	}
	return nil
}

// plain is the fast way: stored as what they are, none missing.
func (r *columnReader) plain(out *target, into, values []float64) {
	copy(into, values)
	if r.scale != 1 {
		for i := range into {
			into[i] *= r.scale
		}
	}
	for i, x := range into {
		if r.column.doubtful(x) {
			_, v := r.scaled(values[i])
			out.reject(r.column, out.from+i, v, strconv.FormatFloat(values[i], 'g', -1, 64))
		}
	}
}

// doubtful reports whether a number is none that can be used at once.
func (c *column) doubtful(x float64) bool {
	return x-x != 0 || c.positive && x < 0 || c.share && x > 1 || c.whole && x != math.Trunc(x)
}

// reject makes a row missing and tells why, unless it was blank.
func (t *target) reject(c *column, i int, v verdict, shown string) {
	t.miss(i)
	if v != blank {
		t.bad.add(c.matter(v), spot{t.start + int64(i), c.at, shown})
	}
}

// words reads n rows of the page as text.
func (r *columnReader) words(out *target, n int) {
	p := r.page
	values := p.page.Data()
	into := out.column.Codes[out.from : out.from+n]
	var indices []int32
	if p.page.Dictionary() != nil {
		indices = values.Int32()
	}
	for i := range into {
		if len(p.levels) > 0 && p.levels[p.row] != p.defined {
			p.row++
			out.miss(out.from + i)
			continue
		}
		p.row++
		at := p.value
		p.value++
		if indices != nil {
			at = int(indices[at])
			if into[i] = r.dict.codes[at]; r.dict.verdicts[at] != good {
				out.reject(r.column, out.from+i, r.dict.verdicts[at], r.dict.printed[at])
			}
			continue
		}
		shown := r.printed(&values, at)
		code, v := r.texts.code(r.column, shown)
		if into[i] = code; v != good {
			out.reject(r.column, out.from+i, v, shown)
		}
	}
}

// texts gives codes to the words of a batch. The words of identifiers and
// names aren't compared, as hardly any comes twice.
type texts struct {
	words  []string
	own    int // how many are the dictionary's
	lookup map[string]int32
}

// begin starts a batch with the words of a dictionary, nil for none.
func (t *texts) begin(d *dictionary) {
	t.words, t.own = t.words[:0:0], 0
	if d != nil {
		t.words, t.own = d.words[:len(d.words):len(d.words)], len(d.words)
	}
	t.lookup = nil
}

func (t *texts) code(c *column, s string) (int32, verdict) {
	w, v := c.word(s)
	if v != good {
		return 0, v
	}
	if c.field.Name == "id" || c.field.Name == "name" {
		t.words = append(t.words, w)
		return int32(len(t.words) - 1), good
	}
	if t.lookup == nil {
		t.lookup = make(map[string]int32, len(t.words))
		for i, w := range t.words {
			t.lookup[w] = int32(i)
		}
	}
	code, known := t.lookup[w]
	if !known {
		code = int32(len(t.words))
		t.words = append(t.words, w)
		t.lookup[w] = code
	}
	return code, good
}
