package table

import (
	"path"
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
)

// withoutNumber takes 表3 and 附表1-2 off a title; the digits of 附表 2023年 are a
// year and stay.
func withoutNumber(s string) string {
	loc := tableNumber.FindStringIndex(s)
	if loc == nil {
		return s
	}
	if rest := s[loc[1]:]; strings.HasPrefix(rest, "年") || yearDigits.MatchString(s[:loc[1]]) {
		return strings.TrimLeft(tableWord.ReplaceAllString(s, ""), " :：.、")
	}
	return s[loc[1]:]
}

var (
	yearDigits = regexp.MustCompile(`(?:19|20)\d{2}$|(?:19|20)\d{2}[-—–]\d{1,2}\s*$`)
	tableWord  = regexp.MustCompile(`^(?:附?表|图表|续表)\s*`)
)

// page is what the lines above a table say about all of it.
type page struct {
	title     string
	sub       string // the heading right above the table, where the title stands further up
	titleRow  int
	when      part
	place     string // as printed
	indicator string
	unit      string
	units     []string // 单位：亿元、% names several
	price     city.PriceBasis
	publisher string
	status    city.Status
	filler    string // 填报单位, 编制单位
}

var (
	census      = regexp.MustCompile(`第([四五六七])次(?:全国)?人口普查`)
	censusYears = map[string]int{"四": 1990, "五": 2000, "六": 2010, "七": 2020}
)

// titleStatus are the words of a title that say how final its figures are.
var titleStatus = regexp.MustCompile(`(?:快报|初步核算|初步统计|预计(?:完成)?)(?:数据?|值|结果)?(?:统计)?(?:情况|表)?(?:\(.*\))?$|\((?:预计|初步|初核|快报)(?:数据?|值)?\)`)

var (
	tableNumber = regexp.MustCompile(`^(?:附?表\s*[\d一二三四五六七八九十]+(?:\s*[-—–.．]\s*\d+)*|\d+[-—]\d+|图表\s*\d+|续表\s*\d*(?:[-—]\d+)*)\s*[:：.、]?\s*`)
	attachment  = regexp.MustCompile(`^附(?:件|录|表)[\d一二三四五六七八九十-]*:?$`)
	recentYears = regexp.MustCompile(`最近\s*\d+\s*(?:年|个月|季度|个季度)|近\d+年`)
	titleTail   = regexp.MustCompile(`(?:基本情况|完成情况|发展情况|情况|统计表|一览表|汇总表|简表|明细表|对比表|比较表|表|排名|排行榜?|比较|对比|数据|统计|概况)$`)
	titleLead   = regexp.MustCompile(`^(?:全国|全省|全市|我市|各地区|各省区?市?|各市州?|各市县|各区县?|各城区|各县市?区?|分地区|分区县?|分城市|分市县?|按地区分|按城市分|主要城市|\d+个?(?:副省级|重点|主要|大中)?城市|副省级城市|重点城市|部分城市|历年|主要|市区|的|年)+`)
	listSplit   = regexp.MustCompile(`[、,，;；/和及]|\s+`)
)

// readPage reads the captions of a block; what they leave open stays as in
// the page before (续表).
func (rd *reader) readPage(captions []line, before page) page {
	p := page{titleRow: -1}
	if len(captions) == 0 {
		return before // the header repeats on the next printed page
	}
	var extra []string
	for _, l := range captions {
		text := tightKey(fold(l.text))
		if continued.MatchString(squash(text)) {
			p = before
			text = withoutNumber(regexp.MustCompile(`^\(?续(?:上?表)\)?`).ReplaceAllString(text, ""))
			if strings.Trim(text, " ()") == "" {
				continue
			}
		}
		if m := preambleLine.FindStringSubmatch(text); m != nil {
			value := strings.TrimSpace(m[2])
			if strings.HasPrefix(text, "(") {
				value = strings.TrimSuffix(value, ")")
			}
			rd.preamble(&p, m[1], value, l)
			continue
		}
		if u := unitLine(text); u != "" {
			p.setUnits(u)
			continue
		}
		if isPeriod(strings.Trim(squash(text), "()")) {
			if w := cellPart(strings.Trim(squash(text), "()")); w.day == 0 { // a day is when it was issued
				p.when = w
			}
			continue
		}
		if noteStart.MatchString(text) || noteMark.MatchString(text) {
			continue
		}
		if bare := withoutNumber(text); bare == "" || attachment.MatchString(squash(text)) {
			continue
		}
		if p.title == "" {
			p.title, p.titleRow = strings.TrimSpace(l.text), l.row
		} else {
			extra = append(extra, text)
		}
	}
	if n := len(extra); n > 0 {
		p.sub = extra[n-1]
	}
	for _, t := range append([]string{p.title}, extra...) {
		rd.readTitle(&p, t)
	}
	if p.place == "" && p.filler != "" {
		p.place = rd.placeIn(p.filler) // 填报单位：长春市科学技术局
	}
	p.inherit(before)
	return p
}

var otherPlace = regexp.MustCompile(`全国|全省|各省|各市|各地|全区`)

// inherit takes place, time and publisher from the table above on the sheet
// where this one says nothing of its own.
func (p *page) inherit(before page) {
	if p.place == "" && !otherPlace.MatchString(p.title) {
		p.place = before.place
	}
	if !p.when.says() {
		p.when = before.when
	}
	if p.publisher == "" {
		p.publisher = before.publisher
	}
	if p.title == "" { // 2018年 and 2019年 over two halves of one table
		p.title, p.sub, p.status = before.title, before.sub, before.status
		if p.unit == "" && len(p.units) == 0 {
			p.unit, p.units = before.unit, before.units
		}
		if p.indicator == "" {
			p.indicator = before.indicator
		}
	}
}

func unitLine(text string) string {
	s := squash(text)
	if in, ok := strings.CutPrefix(strings.Trim(s, "()"), "单位"); ok {
		return strings.TrimLeft(in, ":")
	}
	if before, in, ok := bracket(s); ok && before == "" && hasUnit(in) {
		return in
	}
	if hasUnit(s) && !isBareYear(s) {
		return s
	}
	return ""
}

// setUnits reads "亿元" or a list of units.
func (p *page) setUnits(s string) {
	s = strings.Trim(s, "():. ")
	if hasUnit(s) || isUnitLike(s) {
		p.unit, p.units = city.NormalUnit(s), nil
		return
	}
	p.unit, p.units = "", nil
	for _, u := range listSplit.Split(s, -1) {
		if u = strings.TrimSpace(u); u != "" && (hasUnit(u) || isUnitLike(u)) {
			p.units = append(p.units, city.NormalUnit(u))
		}
	}
	if len(p.units) == 1 {
		p.unit, p.units = p.units[0], nil
	}
}

// preamble reads one "key: value" line.
func (rd *reader) preamble(p *page, key, value string, l line) {
	switch key {
	case "指标", "指标名称":
		h := readHead(value)
		if value != "" && !genericWords[squash(value)] {
			p.indicator = value
		}
		if h.unit != "" {
			p.unit = h.unit
		}
	case "时间", "报告期", "统计时间", "数据时间", "年份", "年度", "时期":
		if w, _ := readPart(squash(value)); w.says() && !recentYears.MatchString(value) {
			p.when = w
		}
	case "地区", "城市", "统计范围", "范围":
		if value != "" && rd.isPlace(value) {
			p.place = value
		}
	case "单位", "计量单位", "金额单位":
		p.setUnits(value)
	case "来源", "数据来源", "资料来源", "出处", "编制单位", "发布单位", "发布机构", "制表机关", "制定机关", "提供单位", "制表单位", "填报单位", "Source":
		if strings.HasSuffix(key, "单位") && p.filler == "" {
			p.filler = publisherOf(value)
		}
		if p.publisher == "" || strings.Contains(key, "来源") {
			p.publisher = publisherOf(value)
		}
	case "数据库":
		if p.title == "" {
			p.title, p.titleRow = value, l.row
		}
	case "价格", "口径":
		if b := priceOf(value); b != "" {
			p.price = b
		}
	}
}

// signatory is what stands behind the name of a publisher on one line: who
// signed, when.
var signatory = regexp.MustCompile(`[\s,，、(（]*(?:单位负责人|统计负责人|分管领导|负责人|制表人?|审核人?|复核人?|填报人|填表人|经办人|联系人|联系电话|电话|报出日期|填报日期|填报时间|上报日期|日期)\s*[:：].*$|\s+(?:19|20)\d{2}\s*[-.年/].*$|[ \t\x{3000}]{3,}.*$`)

// publisherOf is the first name of a source line.
func publisherOf(s string) string {
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(s), "。"), "."))
	if i := strings.IndexAny(s, ";；"); i > 0 {
		s = s[:i]
	}
	if loc := signatory.FindStringIndex(s); loc != nil && loc[0] > 0 {
		s = s[:loc[0]]
	}
	return strings.TrimSpace(s)
}

// readTitle takes period, place, unit and price from a title line.
func (rd *reader) readTitle(p *page, title string) {
	if title == "" {
		return
	}
	s := withoutNumber(fold(title))
	w, rest := readPart(squash(s))
	if other, _ := readPart(rest); other.year > 0 && other.year != w.year {
		w = part{} // 2018年与2019年对比
	}
	if m := census.FindStringSubmatch(s); m != nil && !w.says() {
		w = part{year: censusYears[m[1]]}
	}
	if w.says() && w.day == 0 && !p.when.says() && !recentYears.MatchString(s) {
		p.when = w
	}
	for rest := s; ; {
		before, in, ok := bracket(rest)
		if !ok || before == "" {
			break
		}
		if u := strings.TrimLeft(strings.TrimPrefix(in, "单位"), ": "); p.unit == "" && len(p.units) == 0 && (hasUnit(u) || strings.HasPrefix(in, "单位")) {
			p.setUnits(u)
		}
		rest = before
	}
	if b := priceOf(s); b != "" && p.price == "" {
		p.price = b
	}
	if m := titleStatus.FindString(s); m != "" && p.status == "" {
		p.status, _ = statusOf(m)
	}
	if p.place == "" {
		p.place = rd.placeIn(s)
	}
}

// notNation follows 全国 where it is not the place of the figures.
var notNation = regexp.MustCompile(`^(?:第.次)?(?:人口|经济|农业|污染源)?普查|^(?:各|部分|主要|重点|\d|文明|百强|十大|副省级|省会|大中|城市|31|三十一)`)

// placeIn gives the one place that a text names, as printed; of a province and
// a place inside it the latter. "" where it names none or several.
func (rd *reader) placeIn(text string) string {
	if rd.places == nil {
		return ""
	}
	found, code := "", ""
	for _, m := range rd.places.Find(text, "") {
		if m.Match != catalog.Exact && m.Match != catalog.Alias || m.Start < 0 || m.End > len(text) || m.Start >= m.End {
			continue
		}
		pl, ok := rd.places.Get(m.ID)
		if !ok || pl.Level == city.Nation && notNation.MatchString(text[m.End:]) {
			continue // a roster, or 全国人口普查, 全国重点城市
		}
		switch {
		case code == "" || pl.Parent == code || pl.Code == code:
			found, code = text[m.Start:m.End], m.ID
		case code == "000000":
			found, code = text[m.Start:m.End], m.ID
		case m.ID == "000000" || rd.parentOf(code) == m.ID:
		default:
			return ""
		}
	}
	return found
}

func (rd *reader) parentOf(code string) string {
	pl, _ := rd.places.Get(code)
	return pl.Parent
}

// titleIndicator is the indicator that a title names: "2018年各区地区生产总值
// 完成情况(亿元)" names 地区生产总值.
func (rd *reader) titleIndicator(p page) string {
	if p.indicator != "" {
		return p.indicator
	}
	if p.sub != "" && rd.indicators != nil {
		below := p
		below.title, below.sub = trimNumbering(fold(p.sub)), ""
		if name := rd.titleIndicator(below); name != "" && rd.indicators.Resolve(name).Known {
			return name
		}
	}
	s := squash(withoutNumber(fold(p.title)))
	if s == "" {
		return ""
	}
	for {
		before, _, ok := bracket(s)
		if !ok || before == "" {
			break
		}
		s = before
	}
	_, s = readPart(s)
	if p.place != "" {
		s = strings.Replace(s, squash(p.place), "", 1)
	}
	if rd.indicators != nil {
		var ids []string
		name := ""
		for _, m := range rd.indicators.Find(s) {
			if !hasMark(ids, m.ID) && m.Start >= 0 && m.End <= len(s) && m.Start < m.End {
				ids = append(ids, m.ID)
				name = s[m.Start:m.End]
			}
		}
		if len(ids) == 1 {
			return name
		}
		if len(ids) > 1 {
			return ""
		}
	}
	s = titleLead.ReplaceAllString(strings.TrimLeft(s, "年度:、,-— "), "")
	for titleTail.MatchString(s) {
		s = titleTail.ReplaceAllString(s, "")
	}
	if n := len([]rune(s)); n < 2 || n > 24 || regexp.MustCompile(`主要指标|经济指标|科技指标|横截面|年鉴|公报`).MatchString(s) {
		return ""
	}
	return s
}

var outsideZh, outsideEn = []string{"工作表", "文件"}, []string{"sheet", "file"}

// outside finds a period and a place in the names of sheet and file.
func outside(g *grid.Grid) []string {
	base := path.Base(g.File)
	base = strings.TrimSuffix(base, path.Ext(base))
	return []string{fold(g.Sheet), fold(base)}
}
