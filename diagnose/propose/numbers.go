package propose

import (
	"regexp"

	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// NumberKind says what a number in a sentence is.
type NumberKind string

// Kinds of numbers. Only values, ordinals, tops, structures and doublings are
// data; the rest is there so that nobody takes 国发〔2016〕32号 for a figure.
const (
	ValueNumber   NumberKind = "value"        // 3536家, 26.0%, 六成, 1.5—2.0万亿元
	OrdinalNumber NumberKind = "ordinal"      // 第8位, 首位
	TopNumber     NumberKind = "top"          // 前三位, 前10名
	StructNumber  NumberKind = "structure"    // 2.6∶35.6∶61.8
	DoubleNumber  NumberKind = "doubling"     // 翻一番, 翻两番: Value is how many times
	PeriodNumber  NumberKind = "period"       // 2018年, 五年来
	RosterNumber  NumberKind = "roster-count" // 15个副省级城市
	NameNumber    NumberKind = "name"         // numbering, document numbers, G20, “双一流”, 每万人
)

// Number is a number found in text. The span covers its unit and the words
// that bend it: 接近1.5万亿元, 800家以上.
type Number struct {
	Span
	Kind   NumberKind
	Text   string          // as written, narrowed
	Value  decimal.Decimal // in Unit, with the decimals as written
	Hi     *decimal.Decimal
	Values []decimal.Decimal // structure
	Unit   string            // "亿元", "%", "百分点", "倍", "万家"; "" where none follows
	Hedge  diagnose.Hedge
	Word   string // the hedge as written: 突破
	Words  bool   // written in words: 六成, 三分之一
	Period Period // where Kind is period

	s, e int // offsets in the narrowed text
}

// Numbers finds every number of a text and says what it is, in order of
// appearance and without overlaps. Relative years are not resolved; Propose
// does that.
func Numbers(text string) []Number {
	l := narrow(text)
	list := scan(l.text, 0)
	for i := range list {
		list[i].Span = l.span(list[i].s, list[i].e)
	}
	return list
}

// scan walks once through a narrowed text. base is the study's year.
func scan(s string, base int) []Number {
	var out []Number
	anchor := anchorOf(s, base)
	quotes := quotedNames(s)
	floor := 0 // end of the number before
	for i := 0; i < len(s); {
		n := Number{}
		if mayBegin(runeAfter(s, i)) {
			n = numberAt(s, i, floor, anchor, base, quotes)
		}
		if n.e <= i {
			i += runeLen(s[i:])
			continue
		}
		n.Text = s[n.s:n.e]
		out = append(out, n)
		i, floor = n.e, n.e
	}
	sharePoints(s, out)
	return out
}

// beginners are the characters, other than digits, that a number, a period or
// a name with a number can begin with; everything else is passed over.
var beginners = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range "〇零○一二两三四五六七八九十百千万亿半过上数几大双第并首榜之头居前翻实成每“\"‘「《〈〔[(（【今本当去截全下近改党新建入这最未随至到-+负①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮壹贰叁肆伍陆柒捌玖多" {
		m[r] = true
	}
	return m
}()

func mayBegin(r rune) bool { return isDigit(r) || beginners[r] }

// nextPoints: 高于全国1.44个、低于全省7.4个百分点.
var nextPoints = regexp.MustCompile(`^[、，和](?:高于|低于|快于|慢于|高出|比|较)[^\d、，。;]{1,10}$`)

// sharePoints gives the unit of 1.4个和0.2个百分点 to both.
func sharePoints(s string, list []Number) {
	for i := len(list) - 2; i >= 0; i-- {
		between := s[list[i].e:list[i+1].s]
		if (list[i].Unit == "个" || list[i].Unit == "") && list[i].Kind == ValueNumber && list[i+1].Unit == "百分点" && (between == "和" || between == "、" || between == "，" || between == "与" || list[i].Unit == "个" && nextPoints.MatchString(between)) {
			list[i].Unit = "百分点"
		}
	}
}

// numberAt tries the readings of a number that begins at s[i:], in the order
// in which they exclude one another. The zero Number means none.
func numberAt(s string, i, floor, anchor, base int, quotes []Span) Number {
	if n := nameAt(s, i, quotes); n.e > i {
		return n
	}
	if p, k := periodAt(s, i, anchor, base); k > 0 {
		p.Text = s[i : i+k]
		return Number{Kind: PeriodNumber, Period: p, s: i, e: i + k}
	}
	for _, try := range []func(string, int) Number{ordinalAt, rosterAt, structureAt, doublingAt} {
		if n := try(s, i); n.e > i {
			return n
		}
	}
	n := valueAt(s, i)
	if n.e > i {
		bend(&n, s, floor)
	}
	return n
}
