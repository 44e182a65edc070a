package propose

import (
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

var ranksHan = re(`(` + hanNumeral + `)个(?:位次|名次)`)

var tenthsNot = []string{"立", "果", "功", "长", "员", "熟", "效", "本", "绩", "就", "为", "都", "品", "渝", "了", "群", "交", "份", "因", "型"}

func percentAt(s string, i int) Number {
	m := percentHan.FindStringSubmatch(s[i:])
	if m == nil {
		return Number{}
	}
	v, ok := plain(m[1])
	if !ok {
		return Number{}
	}
	n := valued(i, len(m[0]), v, "%")
	if m[2] != "" {
		n.Hedge, n.Word = diagnose.AndMore, m[2]
	}
	return n
}

func fractionAt(s string, i int) Number {
	m := fraction.FindStringSubmatch(s[i:])
	if m == nil { // 1/3
		if m = slashed.FindStringSubmatch(s[i:]); m != nil {
			m[1], m[2] = m[2], m[1]
			if next := runeAfter(s, i+len(m[0])); isDigit(next) || next == '/' || runeBefore(s, i) == '/' {
				return Number{}
			}
		}
	}
	if m == nil {
		return Number{}
	}
	whole, ok1 := plain(m[1])
	part, ok2 := plain(m[2])
	if !ok1 || !ok2 || whole.IsZero() || part.IsZero() || part.GreaterThanOrEqual(whole) {
		return Number{}
	}
	rat := new(big.Rat).Quo(part.Rat(), whole.Rat())
	n := valued(i, len(m[0]), city.Round(rat.Mul(rat, big.NewRat(100, 1)), 1), "%")
	n.Words, n.Hedge = true, diagnose.Tenths
	return n
}

func tenthsAt(s string, i int) Number {
	if m := tenthsRange.FindStringSubmatch(s[i:]); m != nil {
		lo, _ := plain(m[1])
		hi, _ := plain(m[2])
		if hi.GreaterThan(lo) && !startsAny(s[i+len(m[0]):], tenthsNot) {
			n := valued(i, len(m[0]), lo.Shift(1), "%")
			hi = hi.Shift(1)
			n.Hi, n.Words = &hi, true
			return n
		}
	}
	m := tenths.FindStringSubmatch(s[i:])
	if m == nil || startsAny(s[i+len(m[0]):], tenthsNot) {
		return Number{}
	}
	v, ok := plain(m[1])
	if !ok || v.IsZero() {
		return Number{}
	}
	v = decimal.NewFromBigInt(v.Shift(1).BigInt(), 0)
	n := valued(i, len(m[0]), v, "%")
	n.Words, n.Hedge = true, diagnose.Tenths
	switch m[2] {
	case "":
	default: // 八成五
		if next := runeAfter(s, i+len(m[0])); strings.ContainsRune("年个家项成月日季十百千万大类分", next) && next != 0 {
			n.e -= len(m[2])
			break
		}
		five, _ := plain(m[2])
		n.Value = n.Value.Add(five)
	case "半":
		n.Value = n.Value.Add(decimal.NewFromInt(5))
	case "多":
		n.Hedge, n.Word = diagnose.AndMore, "多"
	}
	return n
}

func halfAt(s string, i int) Number {
	m := half.FindString(s[i:])
	if m == "" {
		return Number{}
	}
	n := valued(i, len(m), decimal.NewFromInt(50), "%")
	n.Words, n.Hedge = true, diagnose.Tenths
	if strings.HasPrefix(m, "过半") || strings.HasSuffix(m, "大半") {
		n.Hedge, n.Word = diagnose.Over, m
	}
	return n
}

// manyAt: 数十家, 上百家, 十余个 give a floor.
func manyAt(s string, i int) Number {
	m := hanMany.FindStringSubmatch(s[i:])
	if m == nil {
		return Number{}
	}
	base := map[rune]int64{'十': 10, '百': 100, '千': 1000, '万': 10000, '亿': 100000000}
	v := int64(0)
	for _, r := range m[1] {
		if base[r] > 0 {
			v = base[r]
		}
	}
	whole, unit := cutUnit(m[0], m[3])
	n := valued(i, len(whole), decimal.NewFromInt(v), m[2]+unit)
	n.Words, n.Hedge, n.Word = true, diagnose.AtLeast, m[1]
	if strings.HasPrefix(m[1], "十") || strings.HasSuffix(m[1], "余") || strings.HasSuffix(m[1], "多") {
		n.Hedge = diagnose.AndMore
	}
	return n
}

// hanAt: 十二家, 三十多个, 两万亿元, 三个百分点. A single digit counts only
// before a unit that nobody uses for naming (五个中心 is a name).
func hanAt(s string, i int) Number {
	if m := ranksHan.FindStringSubmatch(s[i:]); m != nil { // 上升一个位次
		if v, ok := plain(m[1]); ok && !v.IsZero() {
			n := valued(i, len(m[0]), v, "位")
			n.Words = true
			return n
		}
	}
	m := hanUnit.FindStringSubmatch(s[i:])
	if m == nil || runeBefore(s, i) == '第' || runeBefore(s, i) == '每' {
		return Number{}
	}
	v, ok := plain(m[1])
	if !ok || v.IsZero() {
		return Number{}
	}
	whole, unit := cutUnit(m[0], m[5])
	single := v.LessThan(decimal.NewFromInt(10)) && m[2] == "" && m[3] == "" && m[4] == ""
	if single && !hanSmallOK.MatchString(unit) || single && m[1] == "一" && !strings.ContainsAny(unit, "倍点") {
		return Number{}
	}
	if !single && strings.Contains("条批次届期种类", unit) {
		return Number{}
	}
	n := valued(i, len(whole), v, m[3]+unit)
	n.Words = true
	if m[2] != "" || m[4] != "" {
		n.Hedge, n.Word = diagnose.AndMore, m[2]+m[4]
	}
	return n
}

// bareAt: 超千亿元, 突破万亿元: a multiple that stands for one of itself.
func bareAt(s string, i int) Number {
	m := bareMulti.FindStringSubmatch(s[i:])
	if m == nil {
		if m = bareMark.FindStringSubmatch(s[i:]); m == nil { // 突破千万
			return Number{}
		}
		m[0], m = m[1], append(m, "")
	}
	if _, led := endsAny(s[:i], []string{"超", "过", "破", "近", "逾", "达", "达到", "跨越", "迈上", "迈入", "跨入", "跃上", "站上"}); !led {
		return Number{}
	}
	n := valued(i, len(m[0]), decimal.NewFromInt(1), m[1]+m[2])
	n.Words = true
	return n
}
