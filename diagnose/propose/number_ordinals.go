package propose

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

var (
	ordinalPlace = re(`并?列?第\s*(\d{1,3}|` + hanNumeral + `)\s*(?:大?位|名|席)`)
	ordinalBare  = re(`并?列?第\s*(\d{1,3}|` + hanNumeral + `)`)
	firstWords   = re(`(?:首位|榜首|之首|头名|首席|居首|第一名)`)
	topForm      = re(`前\s*(\d{1,3}|` + hanNumeral + `)\s*(?:位|名|强|席)?`)
	topStrong    = re(`(\d{1,2}|100|` + hanNumeral + `)强`)
	topNot       = []string{"年", "个", "月", "季", "期", "次", "天", "届", "所未", "批", "后", "段", "轮", "任"}
	rosterForm   = re(`(\d{1,3}|` + hanNumeral + `)(?:个|座)?(?:(?:同类|主要|核心|节点|副省级(?:及以上)?|省会|重点|大中|大|中心|万亿|计划单列|地级|直辖|新一线|一线|国家中心|创新型|特大|超大|先进|样本|参评|样板|沿海|沿江|开放|可比|对标|全国|国内|成员)*(?:城市|省区市|省市区|省市|省份|市州|地市|地级市|设区市|设区的市|区县|县市区|县\(市、区\)|县区|市区县|省会|市\(州\)|直辖市|国家级?高新区|国家高新技术产业开发区|国家自创区))`)
	structForm   = re(`(\d+(?:\.\d+)?)(?:\s*[:∶比]\s*(\d+(?:\.\d+)?))(?:\s*[:∶比]\s*(\d+(?:\.\d+)?)){1,4}`)
	doubleForm   = re(`翻(?:了|近|超过?|约)*(?:(一|两|二|三|四|\d)番|番|倍)|实现倍增|成倍增长`)
)

// industryOrder: 第一、二、三产业 are names, not ranks.
var industryOrder = regexp.MustCompile(`^第[一二](?:、第?[二三])?[、和与及]第?[二三]次?产业`)

// leadsRank are the words that make 第一 an ordinal though no 位 follows.
var leadsRank = []string{"居", "列", "位", "排", "排名", "全国", "全省", "全市", "全区", "地区", "城市", "市州", "中", "名", "并列", "稳居", "中部", "西部", "东部", "省内", "世界", "全球", "国内", "保持", "升至", "升到", "降至", "跃至", "跃居", "上升至", "上升到", "为", "由", "从", "的", "省会", "之中", "东北", "内", "县市", "是"}

// ordinalAt reads 第8位, 第三, 首位 and 前三位.
func ordinalAt(s string, i int) Number {
	r := runeAfter(s, i)
	switch {
	case r == '第' && industryOrder.MatchString(s[i:]):
		return Number{}
	case strings.ContainsRune("第并列", r):
		if m := ordinalPlace.FindStringSubmatch(s[i:]); m != nil {
			return ordinal(i, len(m[0]), m[1], OrdinalNumber)
		}
		m := ordinalBare.FindStringSubmatch(s[i:])
		if m == nil {
			return Number{}
		}
		next := runeAfter(s, i+len(m[0]))
		_, led := endsAny(s[:i], leadsRank)
		if next == 0 || strings.ContainsRune("，,。；;、)）”\"的 和与", next) || led && !isHan(next) || led && strings.ContainsRune("升上降跃至到", next) {
			if led || strings.HasPrefix(m[0], "并") || strings.ContainsRune("）)", runeBefore(s, i)) {
				return ordinal(i, len(m[0]), m[1], OrdinalNumber)
			}
			// 中部第一 names its roster; 第一， at the start of a clause counts reasons.
			if before := runeBefore(s, i); isHan(before) {
				return ordinal(i, len(m[0]), m[1], OrdinalNumber)
			}
		}
		return Number{Kind: NameNumber, s: i, e: i + len(m[0])}
	case strings.ContainsRune("首榜之头居", r):
		if m := firstWords.FindString(s[i:]); m != "" && !priority(s[:i]) && !startsAny(s[i+len(m):], []string{"度", "产业", "城市", "责任", "目标"}) {
			return Number{Kind: OrdinalNumber, Value: decimal.NewFromInt(1), Words: true, s: i, e: i + len(m)}
		}
	case isDigit(r) || strings.ContainsRune("十二三五百", r):
		// 跻身全国城市20强; 世界500强企业 is a name
		m := topStrong.FindStringSubmatch(s[i:])
		if m == nil || isHan(runeAfter(s, i+len(m[0]))) {
			return Number{}
		}
		if _, led := endsAny(s[:i], []string{"城市", "全国", "全省", "全球", "世界", "国内", "区县", "地区", "前", "县域", "百强", "高新区", "开发区", "园区"}); led {
			return ordinal(i, len(m[0]), m[1], TopNumber)
		}
	case r == '前':
		m := topForm.FindStringSubmatch(s[i:])
		if m == nil || startsAny(s[i+len(m[0]):], topNot) {
			return Number{}
		}
		return ordinal(i, len(m[0]), m[1], TopNumber)
	}
	return Number{}
}

// priority: 把创新摆在首位 ranks nothing.
func priority(before string) bool {
	_, ok := endsAny(before, []string{"摆在", "放在", "置于", "摆到", "放到", "作为", "摆在更加突出", "坚持"})
	return ok
}

func ordinal(i, n int, digits string, kind NumberKind) Number {
	v, ok := plain(digits)
	if !ok || v.IsZero() || !v.IsInteger() {
		return Number{}
	}
	return Number{Kind: kind, Value: v, s: i, e: i + n}
}

var plainCities = re(`(\d{1,2})个?市`) // 江苏13市中

// rosterAt reads 15个副省级城市: how many places a comparison has.
func rosterAt(s string, i int) Number {
	m := rosterForm.FindStringSubmatch(s[i:])
	if m == nil {
		m = plainCities.FindStringSubmatch(s[i:])
		if m == nil || !strings.ContainsRune("中里第排列居之", runeAfter(s, i+len(m[0]))) || runeAfter(s, i+len(m[0])) == 0 {
			return Number{}
		}
	}
	v, ok := plain(m[1])
	if !ok || v.LessThan(decimal.NewFromInt(2)) {
		return Number{}
	}
	return Number{Kind: RosterNumber, Value: v, s: i, e: i + len(m[0])}
}

var pairForm = re(`(\d+(?:\.\d+)?)\s*[:∶]\s*(\d+(?:\.\d+)?)`)

// pairOf100 reads 31.2∶68.8: two parts that make up a hundred.
func pairOf100(s string) string {
	m := pairForm.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	a, ok1 := plain(m[1])
	b, ok2 := plain(m[2])
	if !ok1 || !ok2 || a.Add(b).Sub(decimal.NewFromInt(100)).Abs().GreaterThan(decimal.New(2, -1)) {
		return ""
	}
	return m[0]
}

// structureAt reads 2.6∶35.6∶61.8 (three to six parts).
func structureAt(s string, i int) Number {
	if !isDigit(runeAfter(s, i)) {
		return Number{}
	}
	m := structForm.FindString(s[i:])
	if m == "" {
		if m = pairOf100(s[i:]); m == "" {
			return Number{}
		}
	}
	n := Number{Kind: StructNumber, Unit: "%", s: i, e: i + len(m)}
	for _, part := range strings.FieldsFunc(m, func(r rune) bool { return r == ':' || r == '∶' || r == '比' || r == ' ' }) {
		v, ok := plain(part)
		if !ok {
			return Number{}
		}
		n.Values = append(n.Values, v)
	}
	return n
}

func doublingAt(s string, i int) Number {
	if r := runeAfter(s, i); r != '翻' && r != '实' && r != '成' {
		return Number{}
	}
	m := doubleForm.FindStringSubmatch(s[i:])
	if m == nil {
		return Number{}
	}
	v := decimal.NewFromInt(1)
	if m[1] != "" {
		v, _ = plain(m[1])
	}
	n := Number{Kind: DoubleNumber, Value: v, Unit: "番", Words: true, s: i, e: i + len(m[0])}
	for _, h := range hedgesBefore {
		if h.hedge != "" && strings.Contains(m[0], h.word) {
			n.Hedge, n.Word = h.hedge, h.word
			break
		}
	}
	return n
}
