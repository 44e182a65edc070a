package table

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// head is what the words of one heading say. What is left when time, unit,
// growth, rank, marks and generic words are taken away is its name.
type head struct {
	text    string // as printed
	name    string // "" where the heading only says when, how much or in which unit
	when    part
	unit    string
	growth  bool
	average bool // 年均增长
	linked  bool // 环比
	base    int  // 比2015年增长: 2015
	change  bool // 净增, 增减额: an absolute change
	share   bool // 占比, 比重 without a whole
	rank    bool
	roster  string
	price   city.PriceBasis
	status  city.Status
	marks   []string
}

var (
	growthWords = regexp.MustCompile(`^(?:(?:比|较|与)(?:(\d{4})年|上年同期|去年同期|上年同月|上年末|上年|去年|上月|上季度?|上期|同期|前一年|年初|上年同期数)(?:同期|相比|末)?|同比|环比)?(?:名义|实际|累计|当月|当年|可比|按可比价格?)?(?:±|增长|增减|增速|增幅|增|提高|提升|上升|回落|涨跌|升降|变化|变动|下降|涨幅|降幅|\+-|\+/-)?(?:速度|率|幅度|幅|情况|百分比|百分点)?(?:\+-|\+/-|±|%|,)*$`)
	growthCore  = regexp.MustCompile(`比(?:\d{4}年|上年|去年|上月|上季|上期|同期|年初|前一年)|较(?:\d{4}年|上年|去年|上月|上季|上期|同期|年初|前一年)|与上年|同比|环比|增长|增减|增速|增幅|涨跌|升降|变化|变动|涨幅|降幅|±|\+-|\+/-|^增$`)
	sinceYear   = regexp.MustCompile(`(?:比|较)(?:上年|(\d{4})年)?`)
	yearly      = regexp.MustCompile(`年均|平均每年|年平均`)
	absolute    = regexp.MustCompile(`净增(?:数|量|额|加)?|增减额|增加额|增长额|增减量|增加量|增长量|增量|增减数|增加数|净增加|比上年增加|较上年增加|增减值`)
	rankWords   = regexp.MustCompile(`(?:所居|所处|所在|位居)?(?:排名|排序|位次|名次|排位|序位|位居|居第)(?:情况)?`)
	rosterWords = regexp.MustCompile(`(?:在|居)?((?:全国|全省|全市|全区|全州|中部(?:六省|地区)?|西部(?:地区)?|东部(?:地区)?|长三角|珠三角|长江经济带|华东|华中)?(?:\d+|[一二两三四五六七八九十]+)?个?(?:全国|全省)?(?:副省级以上城市|副省级及以上城市|副省级城市|副省级|计划单列市|省会城市|直辖市|主要城市|重点城市|同类城市|大中城市|万亿城市|GDP万亿城市|城市|省区市|省市区|省市|省份|省|市州|市区|县市区|区县|区市县|地级市|地市|市|区|县|园区|开发区|高新区|国家高新区))(?:中|内|里)?的?$`)
	bareRoster  = regexp.MustCompile(`(?:在|居)?(全国|全省|全市|全区|全州|长三角|珠三角|长江经济带|中部六省|省内|国内|市内)(?:中|的)?$`)
	rankChange  = regexp.MustCompile(`^(?:比上年|较上年)?(?:位次|排名|名次|排序)(?:比上年|较上年)?(?:变化|升降|变动|上升|下降|增减)(?:情况|位次)?$`)
	shareWords  = regexp.MustCompile(`^(?:所占比重|所占比例|占比|比重|构成|份额|比例|占总量比重|占全部比重)$`)
	estimateIn  = regexp.MustCompile(`^(?:预计数?值?|预测数?值?|推算数?|估算数?|估计数?|测算数?|快报数?|初步核?算?数?|初步统计数?|初值|(?:年度|全年|当年|预期|工作)?目标(?:值|数|任务)?|(?:年度|全年|年初)?计划(?:数|值|目标)?|年初预算数?|预算数|最终核实数?|最终数|年报数|核定数|修订数|(?:第.次)?(?:全国)?(?:经济|人口)?普查(?:修订|调整)?数?据?|正式数)$`)
)

var (
	yearRest   = regexp.MustCompile(`^(?:年?末|年?底)`)                                    // 2018年末人数
	planPeriod = regexp.MustCompile(`^["“]?十[一二三四五六]五["”]?(?:期?末|初|时期|期间)?(?:\(\))?$`) // 十二五末(2015年)
)

// genericWords add nothing to what a value is.
var genericWords = map[string]bool{
	"": true, "绝对量": true, "绝对值": true, "绝对额": true, "绝对数": true, "总量": true, "总量指标": true, "绝对量指标": true, "指标数据": true, "总额": true, "总值": true, "数值": true, "指标值": true, "监测值": true, "评价值": true, "实现值": true, "上年监测值": true, "本年监测值": true, "指标数值": true,
	"值": true, "比值": true, "数量": true, "数据": true, "实绩": true, "完成": true, "完成数": true, "完成值": true, "完成情况": true, "执行数": true, "决算数": true, "执行情况": true, "实际执行数": true, "实际": true, "实际值": true, "实际数": true, "实际完成": true, "本期数": true, "观测值": true,
	"规模": true, "水平": true, "金额": true, "发生额": true, "合计": true, "总计": true, "小计": true, "数": true, "年份": true, "年度": true, "时间": true, "指标": true, "value": true, "末": true, "当年值": true, "历年数据": true, "年": true, "总数": true, "统计数": true, "累计值": true,
}

// readHead understands one heading.
func readHead(text string) head {
	h := head{text: text}
	s := h.takeLooseUnit(fold(native(text)))
	s = strings.ReplaceAll(s, " ", "")
	s, h.marks = labelMarks(s, nil)
	s = h.takeBrackets(s)
	s = h.takePlainUnit(s)
	if yearly.MatchString(s) {
		h.average = true
	}
	if m := sinceYear.FindStringSubmatch(s); m != nil && m[1] != "" {
		h.base = atoi(m[1])
		s = strings.Replace(s, m[1]+"年", "上年", 1)
	}
	s = h.takeRank(s)
	h.when, s = readPart(s)
	s = strings.Trim(s, ":、,-—/ 的")
	if h.when.says() {
		s = yearRest.ReplaceAllString(s, "")
	}
	s = planPeriod.ReplaceAllString(s, "")
	s = h.takeGrowth(s)
	if shareWords.MatchString(s) {
		h.share = true
	}
	if st, ok := statusOf(s); ok && estimateIn.MatchString(s) {
		h.status, s = st, ""
	}
	if genericWords[s] {
		s = ""
	}
	h.name = h.printedName(s)
	return h
}

// takeBrackets reads units, statuses, prices, rosters and years in brackets.
func (h *head) takeBrackets(s string) string {
	for i := 0; i < 4; i++ {
		before, in, ok := bracket(s)
		if !ok {
			return s
		}
		switch {
		case hasUnit(in):
			h.unit = city.NormalUnit(in)
		case estimateIn.MatchString(in):
			h.status, _ = statusOf(in)
		case priceOf(in) != "":
			h.price = priceOf(in)
		case isUnitLike(in):
			h.unit = city.NormalUnit(in)
		case rosterWords.MatchString(in) || bareRoster.MatchString(in):
			h.roster = rosterOf(in)
		case growthCore.MatchString(in) && growthWords.MatchString(in):
			h.growth = true
		case isPeriod(in) && before != "":
			before += in
		default:
			if _, unit, ok := bracket(before); ok && (hasUnit(unit) || isUnitLike(unit)) && h.unit == "" {
				h.unit = city.NormalUnit(unit) // 社会消费品零售总额(亿元)【限额以上】
			}
			return s
		}
		if before == "" && i > 0 {
			return ""
		}
		s = before
	}
	return s
}

var looseUnit = regexp.MustCompile(`^(.*[^\s,、:]{2,})\s*(?:[,、:;]|\s)\s*([^\s,、:;]{1,6})$`)

// takeLooseUnit reads a unit behind a space or a comma: "地区生产总值 亿元".
func (h *head) takeLooseUnit(s string) string {
	m := looseUnit.FindStringSubmatch(s)
	if m == nil || !hasUnit(m[2]) || m[2] == "年" || m[2] == "天" || hasDigit(m[2]) {
		return s
	}
	h.unit = city.NormalUnit(m[2])
	return m[1]
}

// isUnitLike accepts units that the catalogue of units lacks: "万吨标准煤/亿元",
// "美元/人", "单位:个".
func isUnitLike(s string) bool {
	s = strings.TrimPrefix(s, "单位:")
	if len([]rune(s)) > 12 || hasDigit(s) {
		return false
	}
	if a, b, ok := strings.Cut(s, "/"); ok {
		return hasUnit(a) || hasUnit(b)
	}
	return unitTail.MatchString(s)
}

var unitTail = regexp.MustCompile(`^(?:[百千万亿]{0,3})(?:元|美元|人|家|个|件|项|所|座|吨|公里|千米|平方米|平方公里|公顷|亩|立方米|千瓦时|标准煤|吨标准煤|人年|人次|人日|标箱|TEU|辆|台|套|张|篇|册|户|次|天|小时|分钟|倍|毫克|微克|分贝|千瓦|兆瓦|床|张床|条|名|位|款|艘|架|部|支|头|只|株|升|米|厘米|毫米|度|岁|分|株|种|班|组|类)$`)

// takePlainUnit reads a heading that is a unit, or that ends in a percent sign.
func (h *head) takePlainUnit(s string) string {
	if u := strings.TrimPrefix(s, "单位:"); u != "" && hasUnit(u) && !isBareYear(u) && !genericWords[u] && u != "年" && u != "天" && u != "次" {
		h.unit = city.NormalUnit(u)
		return ""
	}
	if rest, ok := strings.CutSuffix(s, "%"); ok && h.unit == "" {
		h.unit = "%"
		return rest
	}
	return s
}

// takeRank reads "15城市排序", "位次(15城市)", "GDP全省排名".
func (h *head) takeRank(s string) string {
	loc := rankWords.FindStringIndex(s)
	if rankChange.MatchString(s) {
		h.change = true
		return ""
	}
	if loc == nil || strings.HasSuffix(s, "变化") || strings.HasSuffix(s, "升降") {
		return s
	}
	h.rank = true
	pre, post := s[:loc[0]], strings.Trim(s[loc[1]:], "()[]")
	if h.roster == "" && (rosterWords.MatchString(post) || bareRoster.MatchString(post)) {
		h.roster, post = rosterOf(post), ""
	}
	for _, re := range []*regexp.Regexp{bareRoster, rosterWords} {
		if m := re.FindStringIndex(pre); m != nil && h.roster == "" {
			if cutRoster := rosterOf(pre[m[0]:]); cutRoster != "" {
				h.roster, pre = cutRoster, pre[:m[0]]
			}
		}
	}
	return pre + post
}

// rosterOf gives the printed words of a roster without 在, 中, 的.
func rosterOf(s string) string {
	for _, re := range []*regexp.Regexp{bareRoster, rosterWords} {
		if m := re.FindStringSubmatch(s); m != nil {
			return m[1]
		}
	}
	return strings.TrimSpace(s)
}

// doneLead names what a rate is of, where the columns beside it are only that:
// 执行数比上年增长%.
var doneLead = regexp.MustCompile(`^(?:执行数|决算数|完成数|完成额|完成|实际完成数?|实际数|实绩|本年数|本年|累计数|累计|本期数)((?:比|较|同比|与上年).+)$`)

// takeGrowth reads headings that only say growth: 比上年增长, 同比±, 增速. A
// heading with a name before it (GDP增速) keeps its words for the catalog.
func (h *head) takeGrowth(s string) string {
	h.linked = strings.Contains(s, "环比") || strings.Contains(s, "比上月") || strings.Contains(s, "比上季")
	if absolute.MatchString(s) || growthCore.MatchString(s) && h.unit != "" && h.unit != "%" && h.unit != "百分点" && h.unit != "‰" {
		if rest := absolute.ReplaceAllString(s, ""); rest == "" || growthWords.MatchString(rest) {
			h.change = true
			return ""
		}
		if growthWords.MatchString(s) {
			h.change = true
			return ""
		}
	}
	s = doneLead.ReplaceAllString(s, "$1")
	bare := yearly.ReplaceAllString(s, "")
	bare = strings.TrimSuffix(strings.TrimSuffix(bare, "%"), ",")
	if growthCore.MatchString(s) && growthWords.MatchString(bare) || h.average && growthWords.MatchString(bare) {
		h.growth = true
		if strings.Contains(s, "百分点") && h.unit == "" {
			h.unit = "百分点"
		}
		return ""
	}
	return s
}

// printedName gives the name as printed where nothing but brackets was cut
// from it, so that the catalog sees marks and unit; else what is left.
func (h *head) printedName(rest string) string {
	if rest == "" {
		return ""
	}
	if h.when.says() || h.rank || h.base > 0 {
		return rest
	}
	return strings.TrimSpace(strings.NewReplacer("\r", "", "\n", "").Replace(native(h.text)))
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 1e7 {
			return n
		}
		n = n*10 + int(r-'0')
	}
	return n
}
