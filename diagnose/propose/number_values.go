package propose

import (
	"math/big"
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

const (
	arabic   = `(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`
	multiple = `(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)`
	more     = `(?:多|余|几)`
	units    = `(?:个百分点|百分点|个点|%|‰|元/平方米|元/人|元/吨|元|美元|欧元|港元|人次|人年|人·年|件/万人|家|户|个|件|项|名|人|位|所|座|只|场|台|套|辆|架|艘|列|亩|公顷|平方公里|平方千米|平方米|公里|千米|米|万吨标准煤|吨标准煤|吨|千瓦时|千瓦|兆瓦|度|立方米|千克|公斤|微克/立方米|微克|毫克|倍|分钟|分(?:[^之]|$)|天|次|岁|条|种|类|款|批|颗|册|篇|部|张|株|例|宗|起|笔|处|片|栋|幢|间|标准箱|标箱|TEU|kWh|kW|km|kg|GW|MW|小时|秒|门|支|对|期|届|家次|班|趟|单|亿)`
)

var (
	arabicValue = re(`([-+负]?)(` + arabic + `)\s*(` + more + `?)(` + multiple + `?)(` + more + `?)\s*(` + units + `?)`)
	rangeValue  = re(`(` + arabic + `)\s*(` + multiple + `?)(` + units + `?)(?:` + dash + `)(` + arabic + `)\s*(` + more + `?)(` + multiple + `?)(` + more + `?)\s*(` + units + `?)`)
	percentHan  = re(`百分之(` + hanNumeral + `|` + arabic + `)(多|余)?`)
	fraction    = re(`(` + hanNumeral + `|\d+)分之(` + hanNumeral + `|\d+)`)
	tenths      = re(`([一二三四五六七八九]|\d(?:\.\d)?)成(半|多)?`)
	tenthsRange = re(`([一二三四五六七八九])(?:至|到)?([一二三四五六七八九])成`)
	slashed     = re(`(\d{1,2})/(\d{1,2})`)
	bareMark    = re(`(百万|千万|万亿|千亿|百亿|十亿|亿)(?:大关|$|[，,。、;)])`)
	half        = re(`一半|半数|过半数?|一大半|大半`)
	hanMany     = re(`(上百|上千|上万|上亿|数十|数百|数千|数万|几十|几百|几千|几万|十几|十余|百余|千余|万余|十多|百多|千多)(` + multiple + `?)(` + units + `)`)
	hanUnit     = re(`(` + hanNumeral + `)(` + more + `?)(` + multiple + `?)(` + more + `?)(` + units + `)`)
	bareMulti   = re(`(` + multiple + `)(元|美元|人次|人|家|户|件|辆|吨|千瓦时|亩)`)
	points      = re(`([-+负]?)(` + arabic + `)\s*(` + more + `?)\s*(?:个?百分点|个点)`)
	toOne       = re(`(\d+(?:\.\d+)?)\s*[:∶]\s*1(?:[^\d.:∶]|$)`)
	hanSmallOK  = regexp.MustCompile(`^(?:家|所|座|件|名|户|倍|个百分点|百分点|元|美元|亩|吨|人次|台|辆|千瓦时|平方公里|公里|天|小时)$`)
)

var tenthsNot = []string{"立", "果", "功", "长", "员", "熟", "效", "本", "绩", "就", "为", "都", "品", "渝", "了", "群", "交", "份", "因", "型"}

// valueAt reads a value at s[i:], without the words that bend it.
func valueAt(s string, i int) Number {
	r := runeAfter(s, i)
	if !isDigit(r) && !strings.ContainsRune("-+负〇零一二两三四五六七八九十百千万亿半过上数几大", r) {
		return Number{}
	}
	if isDigit(r) || strings.ContainsRune("-+负", r) {
		if n := rangeAt(s, i); n.e > 0 {
			return n
		}
		if m := toOne.FindStringSubmatch(s[i:]); m != nil { // 城乡居民收入比2.05∶1
			v, _ := plain(m[1])
			return valued(i, strings.LastIndex(m[0], "1")+1, v, "")
		}
		for _, try := range []func(string, int) Number{fractionAt, tenthsAt, arabicAt} {
			if n := try(s, i); n.e > 0 {
				return n
			}
		}
		return Number{}
	}
	for _, try := range []func(string, int) Number{percentAt, fractionAt, tenthsAt, halfAt, manyAt, hanAt, bareAt} {
		if n := try(s, i); n.e > 0 {
			return n
		}
	}
	return Number{}
}

func plain(s string) (decimal.Decimal, bool) {
	if v, _, ok := city.ParseNumber(s); ok {
		return v, true
	}
	return hanValue(s)
}

func valued(i, n int, v decimal.Decimal, unit string) Number {
	unit = strings.TrimSpace(unit)
	if u, ok := city.ParseUnit(unit); ok && unit != "" {
		unit = u.Name
	}
	if unit == "个点" {
		unit = "百分点"
	}
	return Number{Kind: ValueNumber, Value: v, Unit: unit, s: i, e: i + n}
}

// cutUnit gives back the neighbour that 分(?:[^之]|$) took along.
func cutUnit(whole, unit string) (string, string) {
	if strings.HasPrefix(unit, "分") && unit != "分钟" && len(unit) > len("分") {
		return whole[:len(whole)-len(unit)+len("分")], "分"
	}
	return whole, unit
}

func arabicAt(s string, i int) Number {
	if m := points.FindStringSubmatch(s[i:]); m != nil && (m[1] == "" || m[1] == "负") { // 0.5百分点 has no 百
		if v, ok := plain(m[2]); ok {
			if m[1] != "" {
				v = v.Neg()
			}
			n := valued(i, len(m[0]), v, "百分点")
			if m[3] != "" {
				n.Hedge, n.Word = diagnose.AndMore, m[3]
			}
			return n
		}
	}
	m := arabicValue.FindStringSubmatch(s[i:])
	if m == nil {
		return Number{}
	}
	if m[1] != "" && m[1] != "负" && (isDigit(runeBefore(s, i)) || isHan(runeBefore(s, i)) && m[1] == "-" && strings.HasSuffix(s[:i], "年")) {
		return Number{}
	}
	v, ok := plain(m[2])
	if !ok { // over thirty digits: a name, whatever it is
		return Number{Kind: NameNumber, s: i, e: i + len(m[0])}
	}
	if m[1] == "-" || m[1] == "负" {
		v = v.Neg()
	}
	whole, unit := cutUnit(m[0], m[6])
	n := valued(i, len(strings.TrimRight(whole, " ")), v, m[4]+unit)
	if m[3] != "" || m[5] != "" {
		n.Hedge, n.Word = diagnose.AndMore, m[3]+m[5]
	}
	return n
}

func rangeAt(s string, i int) Number {
	m := rangeValue.FindStringSubmatch(s[i:])
	if m == nil || fromBefore(s, i) {
		return Number{}
	}
	lo, ok1 := plain(m[1])
	hi, ok2 := plain(m[4])
	whole, unit := cutUnit(m[0], m[8])
	loUnit, hiUnit := m[2]+m[3], m[6]+unit
	if m[2] == "" && m[3] == "" {
		loUnit = hiUnit // 1.5—2.0万亿元
	}
	if m[2] != "" && m[3] == "" {
		loUnit = m[2] + unit // 1.5万—2万亿元
	}
	if !ok1 || !ok2 || hiUnit == "" {
		return Number{}
	}
	if loUnit != hiUnit {
		if lo, ok1 = city.Convert(lo, loUnit, hiUnit); !ok1 {
			return Number{}
		}
	}
	if hi.LessThanOrEqual(lo) || lo.Shift(3).LessThan(hi) { // 1.5万—2万亿元 says nothing sure
		return Number{}
	}
	n := valued(i, len(strings.TrimRight(whole, " ")), lo, hiUnit)
	n.Hi = &hi
	return n
}

// fromBefore: 由30%到40% tells a change, 30%到40% a range.
func fromBefore(s string, i int) bool {
	cut := strings.LastIndexAny(s[:i], "，,；;。、")
	if cut < 0 {
		cut = 0
	}
	return strings.ContainsAny(s[cut:i], "由从自")
}

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

func startsAny(s string, words []string) bool { _, ok := hasAny(s, words); return ok }
