package table

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// role is what a column is for.
type role int

const (
	roleValue     role = iota // figures
	roleIndicator             // names of indicators
	rolePlace
	rolePeriod
	roleGroup  // category, filled downwards
	roleUnit   // 计量单位
	roleNumber // 序号, 行次, 代码
	roleNote   // 备注
	roleStatus // 数据状态
	roleSkip
	roleLabel // a label whose kind the cells decide
)

// roleWords are headings of columns that say what the column is for.
var roleWords = map[string]role{
	"序号": roleNumber, "编号": roleNumber, "行次": roleNumber, "代码": roleNumber, "号": roleNumber, "no": roleNumber, "no.": roleNumber, "行政区划代码": roleNumber, "区划代码": roleNumber, "指标代码": roleNumber, "index": roleNumber, "code": roleNumber, "id": roleNumber, "adcode": roleNumber, "地区代码": roleNumber, "城市代码": roleNumber, "#": roleNumber,
	"类别": roleGroup, "分类": roleGroup, "类型": roleGroup, "分组": roleGroup, "大类": roleGroup, "领域": roleGroup, "维度": roleGroup, "一级指标": roleGroup, "指标类别": roleGroup, "指标分类": roleGroup, "板块": roleGroup, "类": roleGroup, "group": roleGroup, "category": roleGroup, "entity_type": roleGroup, "指标类型": roleGroup, "所属领域": roleGroup, "片区": roleGroup, "区域类型": roleGroup,
	"指标": roleIndicator, "指标名称": roleIndicator, "指标名": roleIndicator, "二级指标": roleIndicator, "三级指标": roleIndicator, "主要指标": roleIndicator, "indicator": roleIndicator, "indicators": roleIndicator, "variable": roleIndicator, "series": roleIndicator, "item": roleIndicator, "统计指标": roleIndicator, "监测指标": roleIndicator, "考核指标": roleIndicator, "经济指标": roleIndicator,
	"项目": roleLabel, "名称": roleLabel, "内容": roleLabel, "分项": roleLabel, "项": roleLabel, "科目": roleLabel, "": roleLabel, "name": roleLabel, "行业": roleLabel, "产业": roleLabel, "单位名称": rolePlace,
	"地区": rolePlace, "城市": rolePlace, "城市名称": rolePlace, "地区名称": rolePlace, "省份": rolePlace, "省市": rolePlace, "区域": rolePlace, "区县": rolePlace, "各区": rolePlace, "区": rolePlace, "市州": rolePlace, "市": rolePlace, "省": rolePlace, "县区": rolePlace, "区市县": rolePlace, "县市区": rolePlace, "旗县区": rolePlace, "旗县": rolePlace, "旗县市区": rolePlace, "市县区": rolePlace, "市县": rolePlace, "镇街": rolePlace, "街镇": rolePlace, "乡镇": rolePlace, "行政区": rolePlace, "辖区": rolePlace, "省区市": rolePlace, "省(区、市)": rolePlace, "区(市、县)": rolePlace, "地区别": rolePlace, "区别": rolePlace, "place": rolePlace, "province": rolePlace, "region": rolePlace, "city": rolePlace, "area": rolePlace, "entity": rolePlace, "地市": rolePlace, "地级市": rolePlace, "园区": rolePlace, "城区": rolePlace, "市别": rolePlace, "区划": rolePlace, "街道": rolePlace, "地方": rolePlace, "country": rolePlace, "district": rolePlace,
	"年份": rolePeriod, "年度": rolePeriod, "时间": rolePeriod, "年": rolePeriod, "季度": rolePeriod, "月份": rolePeriod, "时期": rolePeriod, "日期": rolePeriod, "year": rolePeriod, "period": rolePeriod, "time": rolePeriod, "date": rolePeriod, "期间": rolePeriod, "统计时间": rolePeriod, "数据时间": rolePeriod, "报告期": rolePeriod,
	"计量单位": roleUnit, "单位": roleUnit, "unit": roleUnit, "units": roleUnit, "指标单位": roleUnit,
	"备注": roleNote, "说明": roleNote, "注": roleNote, "来源": roleNote, "数据来源": roleNote, "资料来源": roleNote, "note": roleNote, "notes": roleNote, "source": roleNote, "source_title": roleNote, "source_url": roleNote, "cell": roleNote, "责任单位": roleNote, "牵头单位": roleNote, "填报单位": roleNote, "责任部门": roleNote, "definition": roleNote, "口径": roleNote, "统计口径": roleNote, "数据提供单位": roleNote, "提供单位": roleNote,
	"状态": roleStatus, "数据状态": roleStatus, "status": roleStatus,
}

// valueWords head the one column of figures of a long table.
var valueWords = map[string]bool{"数值": true, "值": true, "指标值": true, "观测值": true, "value": true, "数据": true, "obs_value": true, "val": true, "数据值": true, "指标数值": true, "num": true}

// roleOf gives the role that a heading states; ok is false where it states none.
func roleOf(text string) (role, bool) {
	s := strings.ToLower(squash(native(text)))
	if r, ok := roleWords[s]; ok {
		return r, true
	}
	if before, in, ok := bracket(s); ok && before != "" && !hasUnit(in) {
		if r, ok := roleWords[before]; ok && r != roleLabel {
			return r, true
		}
	}
	return roleLabel, false
}

// preambleKeys are the words before a colon in the lines above a table.
var preambleLine = regexp.MustCompile(`^\(?(数据库|指标名称|指标|时间|报告期|统计时间|数据时间|年份|年度|时期|地区|城市|统计范围|范围|单位|计量单位|金额单位|表号|制表机关|制定机关|制表单位|批准机关|批准文号|备案文号|有效期至?|填报单位|编制单位|发布单位|发布机构|提供单位|制表人|审核人|填表人|联系人|编制时间|制表时间|发布时间|填报时间|来源|数据来源|资料来源|出处|注|注释|附注|备注|说明|编者注|价格|口径|Source|Unit|Note|Notes)\s*:\s*(.*)$`)

// noteStart begins a line that explains the table.
var noteStart = regexp.MustCompile(`^\(?\s*(?:注|注释|附注|备注|说明|编者注|Notes?)\s*(?:\d{1,2}|[①-⑳])?\s*[:：.、)]|^(?:注|备注|说明)\d?$|^[【\[〔](?:注|注释|备注|说明)[】\]〕]\s*[:：]?`)

// statusWords say how final a value is.
var statusWords = []struct {
	words  *regexp.Regexp
	status city.Status
}{
	{regexp.MustCompile(`预计|推算|估算|预测|估计|测算|estimate`), city.Estimate},
	{regexp.MustCompile(`初步|快报|初值|初核|未经?最终核实|provisional|preliminary`), city.Preliminary},
	{regexp.MustCompile(`普查.{0,6}修订|经济普查|普查数|根据.{0,12}普查.{0,10}(?:修订|调整)`), city.CensusRevised},
	{regexp.MustCompile(`约数|概数|取整|rounded`), city.Rounded},
	{regexp.MustCompile(`下限|lower.bound`), city.LowerBound},
	{regexp.MustCompile(`目标|计划数|计划值|规划值|^(?:年初)?预算数?$|^(?:年度|全年|年初)?计划$|target`), city.Target},
	{regexp.MustCompile(`缺失|missing|数据缺`), city.Missing},
	{regexp.MustCompile(`最终核实|最终数|年报数|核定数|修订数|final`), city.Final},
}

// statusOf finds the status that words state.
func statusOf(s string) (city.Status, bool) {
	s = strings.ToLower(s)
	for _, w := range statusWords {
		if w.words.MatchString(s) {
			return w.status, true
		}
	}
	return "", false
}

var (
	constantPrice = regexp.MustCompile(`不变价|可比价|可比口径价|constant price`)
	currentPrice  = regexp.MustCompile(`现价|当年价|现行价|当年价格|current price`)
)

// priceOf finds the price basis that words state; "" where they state none or
// both.
func priceOf(s string) city.PriceBasis {
	c, n := constantPrice.MatchString(s), currentPrice.MatchString(s)
	switch {
	case c && !n:
		return city.Constant
	case n && !c:
		return city.Current
	}
	return ""
}
