package table

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// kind says what stands in a cell where a number is expected.
type kind int

const (
	blank   kind = iota
	absent       // "—", "n.a.": printed as missing
	number       // a number, perhaps with marks and a unit
	hedged       // a number with 约, 超过 ... in front or 左右, 以上 behind
	garbled      // text, or something with digits that is no number
)

// reading is what a value cell says.
type reading struct {
	kind   kind
	value  decimal.Decimal
	unit   string      // printed in the cell; "%" for a percent sign
	status city.Status // "" where the cell alone says nothing
	marks  []string    // "*", "[]", "①" ...
	of     string      // rank cells "4/15": the 15
}

// absentWords are printed where there is no value.
var absentWords = map[string]bool{
	"-": true, "--": true, "---": true, "—": true, "——": true, "―": true, "──": true, "─": true, "－": true, "－－": true,
	"…": true, "……": true, "...": true, "......": true, "..": true, ".": true, "/": true, "\\": true, "//": true,
	"n.a.": true, "n.a": true, "na": true, "n/a": true, "#n/a": true, "nil": true, "null": true, "none": true, ":": true,
	"缺": true, "缺失": true, "无": true, "暂无": true, "无数据": true, "暂无数据": true, "未公布": true, "不详": true, "未统计": true, "空缺": true, "未发布": true, "待公布": true, "*": true, "**": true, "***": true, "x": true, "×": true,
}

// markRunes stand before or behind a number or a label and mean what the
// table's note says.
const markRunes = "*#△▲※☆★†‡§◆●○◎□■+^"

var (
	spaced      = regexp.MustCompile(`^[-+]?\d{1,3}(?: \d{3})+(?:\.\d+)?%?$`)
	circled     = regexp.MustCompile(`^[①-⑳⑴-⒇¹²³⁴-⁹ᵃ-ᵛ]$`)
	bracketed   = regexp.MustCompile(`^(?:\[(.+)\]|\((.+)\)|〔(.+)〕|【(.+)】|<(.+)>|《(.+)》|\{(.+)\})$`)
	wordBracket = regexp.MustCompile(`^(.*\d.*?)[(\[](预计数?|预测数?|推算数?|估算数?|估计数?|测算数?|快报数?|初步核?算?数?|初步统计|目标值?|计划数?|约数?)[)\]]$`)
	letterMark  = regexp.MustCompile(`^([-+]?[\d,.]+%?)\s*\(?([preaPREAbcdf])\)?$`)
	hedgeBefore = regexp.MustCompile(`^(约为?|大约|近|接近|将近|超过?|突破|逾|多于|大于|高于|不少于|不低于|至少|≥|>=|>|＞|≈|~)(.*)$`)
	hedgeBehind = regexp.MustCompile(`^(.*?)(左右|上下|余|多|以上|强)$`)
	hedgeMiddle = regexp.MustCompile(`^([\d,.]+)(余|多)(\D+)$`)
	unitBehind  = regexp.MustCompile(`^([-+]?[\d,.]*\d)\s*([^\d\s.,].*)$`)
	rankCell    = regexp.MustCompile(`^(?:并列)?第?(\d{1,3})(?:位|名)?(?:\(并列\))?$`)
	rankOfCell  = regexp.MustCompile(`^第?(\d{1,3})(?:位|名)?(?:/|\()(\d{1,3})\)?$`)
)

// readCell reads one value cell as printed.
func readCell(text string) reading {
	if v, pct, ok := city.ParseNumber(text); ok {
		return plainNumber(v, pct)
	}
	s := fold(text)
	if s == "" {
		return reading{kind: blank}
	}
	if spaced.MatchString(s) { // 1 234.5
		s = strings.ReplaceAll(s, " ", "")
	}
	if isAbsent(strings.TrimSpace(strings.TrimSuffix(s, "%"))) {
		return reading{kind: absent}
	}
	if isAbsent(s) {
		return reading{kind: absent}
	}
	if r, ok := marked(s, 0); ok {
		return r
	}
	return reading{kind: garbled}
}

func plainNumber(v decimal.Decimal, percent bool) reading {
	r := reading{kind: number, value: v}
	if percent {
		r.unit = "%"
	}
	return r
}

// marked peels marks, brackets, units and hedges off a number, one by one.
func marked(s string, depth int) (reading, bool) {
	s = strings.TrimSpace(s)
	if depth > 6 || s == "" {
		return reading{}, false
	}
	if v, pct, ok := city.ParseNumber(s); ok {
		return plainNumber(v, pct), true
	}
	if m := bracketed.FindStringSubmatch(s); m != nil {
		return bracketedNumber(m[1:], depth)
	}
	if m := wordBracket.FindStringSubmatch(s); m != nil {
		if r, ok := marked(m[1], depth+1); ok {
			if st, known := statusOf(m[2]); known {
				r.status = st
			}
			return r, true
		}
	}
	if m := letterMark.FindStringSubmatch(s); m != nil {
		if r, ok := marked(m[1], depth+1); ok {
			r.marks = append(r.marks, strings.ToLower(m[2]))
			return r, true
		}
	}
	if r, ok := markedAtEnds(s, depth); ok {
		return r, true
	}
	if r, ok := withUnit(s, depth); ok {
		return r, true
	}
	return hedgedNumber(s, depth)
}

func bracketedNumber(inside []string, depth int) (reading, bool) {
	names := []string{"[]", "()", "〔〕", "【】", "<>", "《》", "{}"}
	for i, in := range inside {
		if in == "" {
			continue
		}
		r, ok := marked(in, depth+1)
		if ok {
			r.marks = append(r.marks, names[i])
		}
		return r, ok
	}
	return reading{}, false
}

// markedAtEnds takes one mark off either end: "360*", "①360", "360①", "360[1]".
func markedAtEnds(s string, depth int) (reading, bool) {
	runes := []rune(s)
	first, last := string(runes[0]), string(runes[len(runes)-1])
	isMark := func(m string) bool { return strings.Contains(markRunes, m) || circled.MatchString(m) }
	if len(runes) < 2 {
		return reading{}, false
	}
	if isMark(last) {
		if r, ok := marked(string(runes[:len(runes)-1]), depth+1); ok {
			r.marks = appendMark(r.marks, last)
			return r, true
		}
	}
	if isMark(first) && first != "+" {
		if r, ok := marked(string(runes[1:]), depth+1); ok {
			r.marks = appendMark(r.marks, first)
			return r, true
		}
	}
	if before, inside, ok := bracket(s); ok && before != "" && len(inside) <= 6 {
		if r, ok := marked(before, depth+1); ok && !hasUnit(inside) {
			r.marks = append(r.marks, bracketMark(inside))
			return r, true
		}
	}
	return reading{}, false
}

// bracketMark names the mark of a footnote in brackets: "[1]" and "(1)" are
// "1)", "(注)" is "注".
func bracketMark(inside string) string {
	if hasDigit(inside) {
		return inside + ")"
	}
	return inside
}

// appendMark joins repeated asterisks: "**" is another mark than "*".
func appendMark(marks []string, m string) []string {
	if n := len(marks); n > 0 && strings.Trim(marks[n-1], m) == "" {
		marks[n-1] += m
		return marks
	}
	return append(marks, m)
}

func hasUnit(s string) bool { _, ok := city.ParseUnit(s); return ok && s != "" }

// withUnit reads "3536家", "1.48万亿元", "12.5 %", and a trailing unit in brackets.
func withUnit(s string, depth int) (reading, bool) {
	if before, inside, ok := bracket(s); ok && hasUnit(inside) {
		r, ok := marked(before, depth+1)
		if ok && r.unit == "" {
			r.unit = city.NormalUnit(inside)
		}
		return r, ok
	}
	m := unitBehind.FindStringSubmatch(s)
	if m == nil {
		return reading{}, false
	}
	v, _, ok := city.ParseNumber(m[1])
	if !ok || !hasUnit(m[2]) || m[2] == "年" && len(m[1]) == 4 {
		return reading{}, false
	}
	return reading{kind: number, value: v, unit: city.NormalUnit(m[2])}, true
}

// hedgedNumber reads 约300, 300左右, 近300 as rounded, and 超过3000, 3000余,
// 3000以上 as lower bounds. 不足300 is an upper bound, which no status holds.
func hedgedNumber(s string, depth int) (reading, bool) {
	var rest, word string
	if m := hedgeMiddle.FindStringSubmatch(s); m != nil {
		rest, word = m[1]+m[3], m[2]
	} else if m := hedgeBehind.FindStringSubmatch(s); m != nil {
		rest, word = m[1], m[2]
	} else if m := hedgeBefore.FindStringSubmatch(s); m != nil {
		word, rest = m[1], m[2]
	} else {
		return reading{}, false
	}
	r, ok := marked(rest, depth+1)
	if !ok || r.kind != number && r.kind != hedged {
		return reading{}, false
	}
	status := city.LowerBound
	switch word {
	case "约", "约为", "大约", "近", "接近", "将近", "左右", "上下", "≈", "~":
		status = city.Rounded
	}
	r.kind = hedged
	if r.status == "" {
		r.status = status
	}
	return r, true
}

// readRank reads a cell of a rank column: "4", "第4", "第4位", "4/15".
func readRank(text string) reading {
	s := squash(text)
	if m := rankOfCell.FindStringSubmatch(s); m != nil {
		v, _ := decimal.NewFromString(m[1])
		return reading{kind: number, value: v, of: m[2]}
	}
	if m := rankCell.FindStringSubmatch(s); m != nil {
		v, _ := decimal.NewFromString(m[1])
		return reading{kind: number, value: v}
	}
	return readCell(text)
}

var arrow = regexp.MustCompile(`^(↑|▲|增长|上升|提高|升|增|\+|↓|▼|下降|减少|降低|回落|降|减)(.*)$`)

// readGrowth reads a cell of a growth column; "下降3.2" and "↓3.2" are
// negative, "增长8" and "↑8" positive.
func readGrowth(text string) reading {
	if r := readCell(text); r.kind != garbled && !hasMark(r.marks, "▲") {
		return r
	}
	m := arrow.FindStringSubmatch(squash(text))
	if m == nil {
		return readCell(text)
	}
	r := readCell(m[2])
	if r.kind != number || r.value.IsNegative() {
		return reading{kind: garbled}
	}
	if strings.Contains("↓▼下降减少降低回落", m[1]) {
		r.value = r.value.Neg()
	}
	return r
}

func hasMark(marks []string, m string) bool {
	for _, x := range marks {
		if x == m {
			return true
		}
	}
	return false
}

// looksNumeric is a fast test for structure: would a reader take the cell for
// a value? Years and periods are numbers here; the caller asks about them.
func looksNumeric(text string) bool {
	if text == "" {
		return false
	}
	if plainDigits(text) {
		return true
	}
	if len(text) > 120 {
		return false
	}
	c := text[0]
	if c < 0x80 && (c >= '0' && c <= '9' || c == '-' || c == '.' || c == '+') {
		if _, _, ok := city.ParseNumber(text); ok {
			return true
		}
	}
	if len(text) > 40 || !digitAnywhere(text) {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(text); unicode.Is(unicode.Han, first) && !strings.ContainsRune("约大近接将超突逾多高不至并第增下减", first) {
		return false
	}
	r := readCell(text)
	return r.kind == number || r.kind == hedged
}

// digitAnywhere reports a half-width or full-width digit.
func digitAnywhere(text string) bool {
	for _, r := range text {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			return true
		}
	}
	return false
}

// plainDigits reports digits with at most one point and a sign.
func plainDigits(text string) bool {
	points, digits := 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		case (c == '-' || c == '+') && i == 0:
		default:
			return false
		}
	}
	return digits > 0 && digits <= 30 && points <= 1 && text[len(text)-1] != '.'
}

// looksAbsent reports a printed sign for a missing value.
func looksAbsent(text string) bool {
	return len(text) < 24 && !plainDigits(text) && isAbsent(fold(text))
}

// isAbsent reports a folded text that stands for a missing value.
func isAbsent(s string) bool {
	return len(s) < 24 && absentWords[strings.ToLower(strings.ReplaceAll(s, " ", ""))]
}
