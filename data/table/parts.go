package table

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// partsAcross finds the whole of columns headed 其中：… or #…, and gives parts
// that print no unit the one of their whole: 地区生产总值(万元), 第一产业,
// 第二产业, #工业. Where a unit stands above the table nothing is missing.
func (rd *reader) partsAcross(p *panel) {
	var whole, total *column // the nearest column that is no part; the last that prints a unit
	for _, c := range p.values {
		if !c.isLevel() || c.share != "" || len(c.names) == 0 {
			continue
		}
		name := c.names[len(c.names)-1]
		_, part := isPart(fold(name))
		switch {
		case part && whole != nil && len(c.names) == 1:
			c.whole = whole.names[len(whole.names)-1]
			if c.unit == "" && readHead(name).unit == "" && whole.place == c.place {
				c.unit = whole.unit
			}
		case c.unit != "":
			whole, total = c, c
		default:
			whole = c
			if total != nil && total.place == c.place && rd.isPartOf(name, total.names[len(total.names)-1]) {
				c.unit = total.unit
			}
		}
	}
}

// isPartOf reports an indicator that the catalog adds up to another.
func (rd *reader) isPartOf(name, whole string) bool {
	if rd.indicators == nil {
		return false
	}
	part := rd.indicators.Resolve(name)
	sum, ok := rd.indicators.Get(rd.indicators.Resolve(whole).ID)
	if !ok || !part.Known || part.Facet != city.Level {
		return false
	}
	for _, id := range sum.Identities {
		if id.Kind == "sum" && hasMark(id.Parts, part.ID) {
			return true
		}
	}
	return false
}

// budgetTotal is the last row of an account whose title says which one it is:
// 收入合计 under 一般公共预算收支执行情况.
var (
	budgetTotal = regexp.MustCompile(`^(?:本年|全市|全省|全区|全县)?(收入|支出)(?:合计|总计)$`)
	budgetTitle = regexp.MustCompile(`一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?|社会保险基金(?:预算)?`)
)

var (
	kindsTitle = regexp.MustCompile(`(?:分|按)(?:行业|产业|领域|门类|登记注册类型|注册类型|经济类型|企业规模|所有制)`)
	// shortMeasure is the end of a name that the title spells out: 产值 under
	// 高新技术产业产值.
	shortMeasure = regexp.MustCompile(`^(?:产值|总产值|增加值|投资额?|收入|支出|成交额|授权量|申请量|强度|投入强度|余额|消费品零售总额|进出口额?)$`)
	// countWords count what the title names: 企业数 under 高新技术企业情况.
	countWords = regexp.MustCompile(`^(?:企业数|企业数量|企业个数|企业单位数|企业户数|企业总数|家数|户数|数量|总数|个数|件数|总量|总额|数额|金额|数目)$`)
	firmWords  = regexp.MustCompile(`^(?:年末|期末)?(?:从业人员|从业人数|营业收入|营业总收入|主营业务收入|总收入|工业总产值|总产值|利润总额|净利润|上缴税费|上缴税金|实缴税费|出口总额|出口额|出口创汇|资产总额|总资产|研发费用|研发经费|科技活动经费)`)
)

// underTitle completes a label that means something only under the title of
// its table: 企业数 and 营业收入 in a table of 高新技术企业.
func (rd *reader) underTitle(w *walk, label string) string {
	bare := core(label)
	if m := budgetTotal.FindStringSubmatch(bare); m != nil {
		if t := budgetTitle.FindString(squash(fold(w.pg.title + w.pg.sub))); t != "" {
			return strings.TrimSuffix(t, "预算") + "预算" + m[1]
		}
	}
	count := countWords.MatchString(bare)
	byKind := kindsTitle.MatchString(w.pg.title + w.pg.sub)
	head, _, _ := strings.Cut(bare, "占")
	short := shortMeasure.MatchString(head)
	if rd.indicators == nil || w.pg.title == "" || !count && !byKind && !short && !firmWords.MatchString(bare) {
		return label
	}
	if w.subject == nil {
		subject := ""
		if name := rd.titleIndicator(w.pg); name != "" {
			if ind, ok := rd.indicators.Get(rd.indicators.Resolve(name).ID); ok && (ind.Kind == city.Stock || ind.Kind == city.Flow) {
				subject = name
			}
		}
		w.subject = &subject
	}
	subject := *w.subject
	switch {
	case subject == "":
		return label
	case strings.HasPrefix(bare, "企业") && count && !strings.Contains(subject, "企业"):
		return label
	case byKind && w.p.rows[roleIndicator] && wholeWords[bare]:
		return subject
	case byKind && w.p.rows[roleIndicator] && !rd.indicators.Resolve(label).Known && !quantityWords.MatchString(bare):
		return trimNumbering(bareLabel(label)) + bareLabel(subject)
	case short && strings.HasSuffix(core(subject), head) && core(subject) != head:
		return subject + strings.TrimPrefix(bare, head)
	case !count && !firmWords.MatchString(bare):
		return label
	case count && strings.HasSuffix(subject, "企业"):
		return subject + "数"
	case count:
		return subject
	case strings.HasSuffix(strings.TrimSuffix(subject, "数"), "企业") && !rd.indicators.Resolve(label).Known:
		return strings.TrimSuffix(subject, "数") + label
	}
	return label
}

// shortNames completes headings of ranks and rates that take up the end of a
// name to their left: 强度排名 beside R&D经费投入强度.
func (rd *reader) shortNames(p *panel) {
	for i, c := range p.values {
		if c.isLevel() || c.change || len(c.names) != 1 || rd.kindOf(c.names[0]) == kindIndicator {
			continue
		}
		short := core(c.names[0])
		for j := i - 1; j >= 0; j-- {
			l := p.values[j]
			if !l.isLevel() || len(l.names) == 0 || len([]rune(short)) < 2 {
				continue
			}
			if long := core(l.names[len(l.names)-1]); long != short && (strings.HasSuffix(long, short) || strings.HasPrefix(long, short)) {
				c.names = l.names
				break
			}
		}
	}
}

var bareChange = regexp.MustCompile(`(?:增减|增加|变化|变动|±|\+-|\+/-)$`)

// changesBeside takes 比上月增减 and 比年初增减 for amounts where another column
// says that its growth is in percent.
func (rd *reader) changesBeside(p *panel) {
	percent := false
	for _, c := range p.values {
		percent = percent || c.growth != nil && c.unit == "%"
	}
	for _, c := range p.values {
		if percent && c.growth != nil && c.unit == "" && bareChange.MatchString(squash(c.growth.text)) {
			c.growth, c.change = nil, true
		}
	}
}

var namedRate = regexp.MustCompile(`^(.{2,}?)(?:同比|比上年同期|比上年|较上年)?(?:增长|增速|增幅|增减|增长率|增长速度)(?:\(?%\)?)?$`)

// ratesBeside takes a heading that names the one of another column and says
// growth for the rate of that column: 营业收入, 营业收入同比增长.
func (rd *reader) ratesBeside(p *panel) {
	levels := map[string]*column{}
	for _, c := range p.values {
		if c.isLevel() && c.share == "" && len(c.names) == 1 {
			levels[core(c.names[0])+"@"+c.place] = c
		}
	}
	for _, c := range p.values {
		if !c.isLevel() || c.share != "" || len(c.names) != 1 || len(c.heads) == 0 || c.unit != "" && c.unit != "%" {
			continue
		}
		m := namedRate.FindStringSubmatch(core(c.names[0]))
		if m == nil {
			continue
		}
		if l := levels[m[1]+"@"+c.place]; l != nil && l != c {
			h := c.heads[len(c.heads)-1]
			h.growth = true
			c.growth, c.names = &h, l.names
			if !c.when.says() {
				c.when = l.when
			}
		}
	}
}

// amounts takes 增减 and 增减± columns that print no percent sign for absolute
// changes where the figures are the differences of the two levels beside them.
func (rd *reader) amounts(w *walk) {
	for _, c := range w.p.values {
		if c.growth == nil || c.unit == "%" || c.unit == "百分点" || strings.Contains(c.growth.text, "%") || c.growth.average || !bareChange.MatchString(strings.Trim(squash(c.growth.text), "()（）")) {
			continue
		}
		now, last := rd.levelsOf(w, c)
		if now == nil || last == nil {
			continue
		}
		same, other := 0, 0
		for _, r := range w.p.block.body {
			a, b, d := readCell(rd.g.At(r, now.at).Text), readCell(rd.g.At(r, last.at).Text), readGrowth(rd.g.At(r, c.at).Text)
			if a.kind != number || b.kind != number || d.kind != number {
				continue
			}
			if city.Round(a.value.Sub(b.value).Rat(), city.Decimals(d.value)).Sub(d.value).Abs().LessThanOrEqual(oneDigit(d.value)) {
				same++
			} else {
				other++
			}
		}
		if same > other {
			c.growth, c.change = nil, true
		}
	}
}

// oneDigit is one in the last printed place.
func oneDigit(d decimal.Decimal) decimal.Decimal { return decimal.New(1, -city.Decimals(d)) }

// levelsOf finds the levels of this period and the last beside a column of
// changes.
func (rd *reader) levelsOf(w *walk, c *column) (now, last *column) {
	p := c.when.under(w.outer).period()
	for _, l := range w.p.values {
		if !l.isLevel() || l.share != "" || l.place != c.place || strings.Join(l.names, "|") != strings.Join(c.names, "|") {
			continue
		}
		switch l.when.under(w.outer).period() {
		case p:
			now = l
		case p.Shift(-1):
			last = l
		}
	}
	return now, last
}

var (
	moneyNames = regexp.MustCompile(`(?:产值|总值|增加值|收入|支出|利润|利税|税金|税费|投资|费用|经费|余额|金额|成交额|销售额|进出口额|出口额|进口额|总额|资产|拨款)$`)
	countNames = regexp.MustCompile(`(?:单位数|企业数|企业|机构|项目|个数|家数|户数|数量|申请量|授权量|件数|项数)$`)
	staffNames = regexp.MustCompile(`(?:人员|人数|人口|职工|从业人员平均人数)$`)
)

// oneOf picks the unit of a label among those of a line like 单位：个、万元、人:
// the catalog's own, else the only one that measures the same thing.
func (rd *reader) oneOf(units []string, label string) string {
	only := func(good func(base string) bool) string {
		found := ""
		for _, u := range units {
			if p, ok := city.ParseUnit(u); ok && good(p.Base) {
				if found != "" {
					return ""
				}
				found = u
			}
		}
		return found
	}
	if rd.indicators != nil && rd.indicators.Resolve(label).Facet == city.Growth {
		return only(func(base string) bool { return base == "%" })
	}
	if ind, ok := rd.indicator(label); ok && ind.Unit != "" {
		for _, u := range units {
			if u == ind.Unit {
				return u
			}
		}
		if u := only(func(base string) bool { return sameBase(base, ind.Unit) }); u != "" {
			return u
		}
	}
	bare := core(label)
	switch {
	case ratioWords(label):
		return only(func(base string) bool { return base == "%" })
	case moneyNames.MatchString(bare):
		return only(func(base string) bool { return base == "元" })
	case staffNames.MatchString(bare):
		return only(func(base string) bool { return base == "人" })
	case countNames.MatchString(bare):
		return only(func(base string) bool { return base == "个" || base == "家" || base == "项" || base == "件" })
	}
	return ""
}
