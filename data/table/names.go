package table

import (
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
)

func cellName(r, c int) string { return grid.Name(r, c) }

func itoa(n int) string { return strconv.Itoa(n) }

// columnIndex turns "B" into 1; -1 where s is no column.
func columnIndex(s string) int {
	n := 0
	for _, r := range strings.ToUpper(strings.TrimSpace(s)) {
		if r < 'A' || r > 'Z' || n > 1<<20 {
			return -1
		}
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}

// nameColumns joins the headings of each value column to what they say: time,
// names of indicators and of a place, growth, rank and unit.
func (rd *reader) nameColumns(p *panel) {
	for _, c := range p.values {
		for i := range c.heads {
			rd.joinHead(c, &c.heads[i])
		}
	}
	rd.dropSpanning(p)
	if !p.rows[rolePlace] {
		rd.placesAcross(p)
	}
	rd.shortNames(p)
	rd.ratesBeside(p)
	rd.changesBeside(p)
	if !p.rows[roleIndicator] {
		rd.partsAcross(p)
	}
}

// joinHead adds one heading to its column.
func (rd *reader) joinHead(c *column, h *head) {
	if h.when.says() || h.when.whole {
		c.when = h.when.under(c.when)
	}
	if h.name != "" {
		c.names = append(c.names, h.name)
	} else if totalWords[squash(h.text)] {
		c.total = true
	}
	switch {
	case h.rank:
		c.rank = h
		if n := len(c.names); n > 0 && h.roster == "" && h.name == "" {
			if roster, ok := onlyRoster(squash(c.names[n-1])); ok {
				h.roster, c.names = roster, c.names[:n-1]
			}
		}
	case h.change:
		c.change = true
	case h.growth:
		c.growth = h
	case h.share:
		c.names = c.names[:len(c.names)-1]
		if n := len(c.names); n == 0 || !rd.isRatio(c.names[n-1]) { // 投入强度 | 比例(%)
			c.share = bareLabel(squash(h.text))
		}
	}
	if h.unit != "" {
		c.unit = h.unit
	}
	if h.price != "" {
		c.price = h.price
	}
	if h.status != "" {
		c.status = h.status
	}
	if h.status == city.Target && !c.when.says() {
		c.when.whole = true // a goal is of the year, in a table of months, too
	}
	c.marks = append(c.marks, h.marks...)
}

// totalWords say that a column is about the quantity and not its growth.
var totalWords = map[string]bool{"总量": true, "绝对量": true, "绝对值": true, "绝对额": true, "绝对数": true, "总额": true, "总值": true, "规模": true, "数值": true}

// isRatio reports a name of something measured in percent.
func (rd *reader) isRatio(name string) bool {
	if rd.indicators != nil {
		if ind, ok := rd.indicators.Get(rd.indicators.Resolve(name).ID); ok && ind.Unit != "" {
			return ind.Unit == "%"
		}
	}
	return ratioWords(name)
}

// onlyRoster reports a heading that says among whom the ranks below it are:
// "武汉在副省级城市中", "15城市".
func onlyRoster(s string) (string, bool) {
	for _, re := range []*regexp.Regexp{bareRoster, rosterWords} {
		loc := re.FindStringIndex(s)
		if loc == nil {
			continue
		}
		if loc[0] == 0 || strings.HasPrefix(s[loc[0]:], "在") || strings.HasSuffix(s, "中") || strings.HasSuffix(s, "内") {
			return rosterOf(s[loc[0]:]), true
		}
	}
	return "", false
}

// dropSpanning forgets a heading that stands over every value column of a
// table whose rows are indicators: it is a title.
func (rd *reader) dropSpanning(p *panel) {
	if !p.rows[roleIndicator] || len(p.values) < 2 {
		return
	}
	for len(p.values[0].names) > 0 {
		first := p.values[0].names[0]
		if rd.kindOf(first) == kindPlace {
			return
		}
		for _, c := range p.values {
			if len(c.names) == 0 || c.names[0] != first {
				return
			}
		}
		for _, c := range p.values {
			c.names = c.names[1:]
		}
	}
}

// placesAcross takes the names of places out of the headings where most of a
// level of headings are places.
func (rd *reader) placesAcross(p *panel) {
	depth := 0
	for _, c := range p.values {
		depth = max(depth, len(c.names))
	}
	for level := 0; level < depth; level++ {
		var names []string
		for _, c := range p.values {
			if level < len(c.names) {
				names = append(names, c.names[level])
			}
		}
		names = distinct(names)
		v := rd.vote(names)
		known := v.place + v.whole
		if v.place == 0 && !(v.whole > 0 && p.rows[roleIndicator]) || known*10 < len(names)*6 {
			continue
		}
		for _, c := range p.values {
			if level < len(c.names) && meanWords.MatchString(core(c.names[level])) {
				c.aside = true
			} else if level < len(c.names) {
				c.place = bareLabel(c.names[level])
				c.names = append(append([]string{}, c.names[:level]...), c.names[level+1:]...)
			}
		}
		return
	}
}

// label joins the names of a column, and of the row where it has one, to the
// label of a value and the group it stands under.
func (rd *reader) label(c *column, rowLabel string) (label, parent, group string) {
	if rowLabel != "" {
		switch {
		case c.share != "" && len(c.names) > 0:
			return subLabel(rowLabel, bareLabel(c.names[len(c.names)-1])) + c.share, "", ""
		case c.share != "":
			return bareLabel(rowLabel) + c.share, "", ""
		case len(c.names) == 0:
			return rowLabel, "", ""
		}
		if c.joined == "" {
			for _, n := range c.names {
				c.joined += bareLabel(n)
			}
		}
		name := c.joined
		if wholeWords[core(rowLabel)] { // 总计 | 企业数
			return c.names[len(c.names)-1], "", ""
		}
		if _, part := isPart(name); part {
			return name, rowLabel, ""
		}
		return subLabel(rowLabel, name), "", ""
	}
	if len(c.names) == 0 {
		return "", "", ""
	}
	if c.alone == nil {
		l, p, g := rd.columnLabel(c)
		c.alone = &[3]string{l, p, g}
	}
	return c.alone[0], c.alone[1], c.alone[2]
}

// columnLabel joins the names over a column.
func (rd *reader) columnLabel(c *column) (label, parent, group string) {
	label = c.names[len(c.names)-1]
	upper := c.names[:len(c.names)-1]
	if len(upper) > 0 {
		up := upper[len(upper)-1]
		known := rd.kindOf(label) == kindIndicator
		_, part := isPart(label)
		switch {
		case strings.HasSuffix(up, "占") || strings.HasSuffix(up, "的"): // one name over two rows
			label = up + label
		case wholeWords[core(label)] || genericWords[squash(label)]:
			label = up
		case part:
			parent = up
		case !known && rd.kindOf(up) == kindIndicator:
			label = subLabel(up, bareLabel(label))
		default:
			group = up
		}
	}
	if parent == "" && c.whole != "" {
		parent = c.whole
	}
	if c.share != "" {
		label = bareLabel(label) + c.share
	}
	return label, parent, group
}

// subLabel joins what a row and a column, or two headings, name together. In
// Chinese what narrows stands in front (发明 + 专利申请量), what measures
// stands behind (汽车 + 产量, 技术合同成交额 + 完成年度目标).
func subLabel(whole, part string) string {
	a, b := trimNumbering(bareLabel(whole)), squash(part)
	if rest, marks := labelMarks(a, nil); len(marks) > 0 {
		a = rest
	}
	if quantityWords.MatchString(b) || isShareOf(b) || behindWords.MatchString(b) || progressWords.MatchString(b) {
		return a + b
	}
	return b + a
}

var behindWords = regexp.MustCompile(`^(?:完成|占|为|与|比|较|同|相当|折|累计|按|是|人均|每)|(?:数|指数|额|量|率|比|比重|值|度|目标|进度|差距|情况|排名|速|幅)$`)

// quantityWords say what of a product or an industry a column counts.
var quantityWords = regexp.MustCompile(`^(?:产量|产值|总产值|工业总产值|增加值|销量|销售量|销售额|销售收入|营业收入|主营业务收入|利润总额|利润|户数|企业数|企业个数|单位数|从业人员|从业人数|投资额|投资|进出口额|进口额|出口额|出口|进口|收入|支出|人数|面积|专利申请量|专利授权量)$`)

// isShareOf reports 占GDP比重, 占全市的比例.
func isShareOf(s string) bool {
	s = squash(s)
	return strings.HasPrefix(s, "占") || strings.HasPrefix(s, "所占")
}

// bareLabel is a printed label without its unit bracket.
func bareLabel(s string) string {
	if plainName(s) {
		return s
	}
	t := fold(s)
	if before, in, ok := bracket(t); ok && before != "" && (hasUnit(in) || isUnitLike(in)) {
		return before
	}
	return t
}

func sortStrings(list []string) { sort.Strings(list) }
