package table

import (
	"regexp"

	"github.com/quanyu/quanyu/catalog"
)

// labelKind says what a name names.
type labelKind int

const (
	kindOther labelKind = iota
	kindIndicator
	kindPlace
	kindPeriod
	kindUnit
	kindWhole // 全市, 合计, 总计
)

var (
	placeSuffix = regexp.MustCompile(`^[\p{Han}]{1,14}(?:省|市|自治区|自治州|自治县|县|区|旗|盟|州|地区|新区|高新区|开发区|经开区|林区|矿区|特区|兵团|街道|镇|乡)$`)
	notPlace    = regexp.MustCompile(`增加值|总值|面积|收入|支出|数量|人口|企业|机构|投资|专利|园区|孵化|众创|上市|城市$|超市|社区|景区|小区|灾区|专区|学区|院区|保护区$|示范区$|产值|经费|合同|门市`)
	// genericPlace are words for kinds of areas: headings of groups, not names.
	genericPlace = regexp.MustCompile(`^(?:国家级|省级|市级|各类|全部|其他|其它)?(?:经济技术|经济|高新技术产业|高新技术)?(?:开发区|高新区|新区|保税区|综合保税区|自贸区|城区|郊区|市区|县城|地区|中心城区|远城区|新城区|主城区|功能区|老城区|近郊区|远郊区|市辖区)$`)
	wholeWords   = map[string]bool{"全市": true, "全省": true, "全区": true, "全州": true, "全县": true, "合计": true, "总计": true, "总数": true, "全市合计": true, "全市总计": true, "全省合计": true, "全省总计": true, "总合计": true, "全区合计": true, "total": true, "全市平均": false}
	meanWords    = regexp.MustCompile(`平均$|均值$|中位数$|平均值$|平均水平$|差距$|差额$|差值$|比值$|之比$|倍数$|最大值$|最小值$|标准差$`)
)

// kindOf says whether a printed name is a place, an indicator, a period or a
// unit. The catalog decides where it knows the name; suffixes do elsewhere.
func (rd *reader) kindOf(text string) labelKind {
	text = native(text)
	s := squash(text)
	if k, ok := rd.kinds[s]; ok {
		return k
	}
	k := rd.decideKind(text, s)
	rd.kinds[s] = k
	return k
}

func (rd *reader) decideKind(text, s string) labelKind {
	if s == "" {
		return kindOther
	}
	name := core(text)
	switch {
	case isPeriod(s) && !hasUnit(s) || isBareYear(s):
		return kindPeriod
	case wholeWords[name]:
		return kindWhole
	case hasUnit(s):
		return kindUnit
	case looksPlace(squash(name)):
		return kindPlace
	case rd.indicators != nil && rd.indicators.Resolve(text).Known:
		return kindIndicator
	case rd.isPlace(name):
		return kindPlace
	}
	return kindOther
}

// looksPlace reports a name that ends as names of places do.
func looksPlace(s string) bool {
	return placeSuffix.MatchString(s) && !notPlace.MatchString(s) && !genericPlace.MatchString(s)
}

// isPlace reports a name of a place: known to the catalog, or ending as names
// of places do. Short names that running text wouldn't give away (日照, 东部)
// are tried with 市 and 地区 behind them.
func (rd *reader) isPlace(name string) bool {
	plain := squash(name)
	if plain == "" || len([]rune(plain)) > 20 {
		return false
	}
	if looksPlace(plain) {
		return true
	}
	if rd.places == nil {
		return false
	}
	for _, whole := range []string{plain, plain + "市", plain + "地区"} {
		for _, m := range rd.places.Find(whole, "") {
			if _, known := rd.places.Get(m.ID); m.Start == 0 && m.End == len(whole) && (known || m.Match == catalog.Ambiguous) {
				return true
			}
		}
	}
	return false
}

// mostNames bounds how many different names of a column decide what it holds.
const mostNames = 80

// vote counts what kinds of names a list holds.
type vote struct{ indicator, place, period, unit, whole, other int }

func (rd *reader) vote(names []string) vote {
	var v vote
	for i, n := range names {
		if i >= mostNames {
			break
		}
		switch rd.kindOf(n) {
		case kindIndicator:
			v.indicator++
		case kindPlace:
			v.place++
		case kindPeriod:
			v.period++
		case kindUnit:
			v.unit++
		case kindWhole:
			v.whole++
		default:
			v.other++
		}
	}
	return v
}

// mostly gives the role that the names of a label column have. Unknown words
// count as indicators: a bureau's table may hold names that no catalog has.
func (v vote) mostly() role {
	n := v.indicator + v.place + v.period + v.unit + v.other
	switch {
	case n == 0:
		if v.whole > 0 {
			return rolePlace
		}
		return roleIndicator
	case v.period*10 >= n*6:
		return rolePeriod
	case v.unit*10 >= n*6:
		return roleUnit
	case v.place > v.indicator && (v.place*2 >= n || v.place >= 3 && v.indicator == 0 && v.place*3 >= n):
		return rolePlace
	}
	return roleIndicator
}
