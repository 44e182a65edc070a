package propose

import (
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
	tenths      = re(`([一二两三四五六七八九]|\d(?:\.\d)?)成(半|多|[一二三四五六七八九])?`)
	tenthsRange = re(`([一二两三四五六七八九])(?:至|到)?([一二两三四五六七八九])成`)
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

// valueAt reads a value at s[i:], without the words that bend it.
func valueAt(s string, i int) Number {
	r := runeAfter(s, i)
	if !isDigit(r) && !strings.ContainsRune("-+负〇零一二两三四五六七八九十百千万亿半过上数几大", r) {
		return Number{}
	}
	if r == '负' && strings.ContainsRune("减肩担背抱欠自胜债", runeBefore(s, i)) && runeBefore(s, i) != 0 { // 减负350亿元
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
	unit = strings.NewReplacer("标准箱", "标箱", "TEU", "标箱").Replace(unit)
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
	if unit == "" && strings.HasSuffix(m[4], "千") { // 448.2千瓦时: the thousand belongs to the unit
		if w, ok := hasAny(s[i+len(whole):], []string{"瓦时", "瓦", "克", "米", "公顷"}); ok {
			whole, unit = whole+w, w
		}
	}
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

func startsAny(s string, words []string) bool { _, ok := hasAny(s, words); return ok }
