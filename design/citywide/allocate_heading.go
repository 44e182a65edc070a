package citywide

import (
	"regexp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// headings are what else a column of the tables may be called, with
// the unit that its numbers are kept in, which such a heading states in brackets.
var headings = map[string]struct {
	also []string
	unit string
}{
	"district":           {also: []string{"区", "区名", "行政区", "地区"}},
	"industrial_land_ha": {[]string{"规划工业用地", "规划工业用地面积"}, "公顷"},
	"free_land_ha":       {[]string{"可新供用地", "可新供工业用地", "可供用地"}, "公顷"},
	"m0_land_ha":         {[]string{"新型工业用地", "新型工业用地面积", "M0用地"}, "公顷"},
	"money_wan":          {[]string{"资金", "资金需求", "可用资金"}, "万元"},
	"themes_min":         {also: []string{"主题个数下限", "主题下限"}},
	"themes_max":         {also: []string{"主题个数上限", "主题上限"}},
	"theme":              {also: []string{"主题代码", "代码"}},
	"title":              {also: []string{"主题名称", "主题", "名称"}},
	"divisions":          {also: []string{"行业", "行业大类", "包含行业"}},
	"coarse":             {also: []string{"大类", "所属大类", "归类"}},
	"critical_firms":     {also: []string{"规模起点", "规模起点户数", "起点户数"}},
	"land_ha":            {[]string{"用地", "用地面积", "用地需求"}, "公顷"},
	"fashionable":        {also: []string{"人人想要", "热门"}},
	"entity":             {also: []string{"区", "区名", "行政区", "地区"}},
	"neighbour":          {also: []string{"相邻区", "邻区", "相邻的区"}},
	"industry":           {also: []string{"行业", "行业代码", "行业大类"}},
	"count":              {also: []string{"企业数", "企业户数", "户数"}},

	// of land
	"block":                 {also: []string{"工业区块", "区块"}},
	"planned_industrial_ha": {[]string{"规划工业用地", "规划工业用地面积", "工业区块面积"}, "公顷"},
	"m0_existing_ha":        {[]string{"已有新型工业用地", "已有新型工业用地面积", "已有M0"}, "公顷"},
	"source":                {also: []string{"来源", "数据来源", "资料来源"}},
	"use":                   {also: []string{"用途", "用地性质", "用地代码"}},
	"price":                 {also: []string{"地价", "价格"}},
	"unit":                  {also: []string{"单位", "地价单位"}},
	"cluster":               {also: []string{"片区", "片区名称"}},
	"area_ha":               {[]string{"面积", "总面积", "片区面积"}, "公顷"},
	"used_ha":               {[]string{"在用", "在用面积"}, "公顷"},
	"innovation_ha":         {[]string{"用于创新", "用于创新的面积", "创新面积"}, "公顷"},
	"surveyed_ha":           {[]string{"调查面积", "调查", "已调查", "已调查面积"}, "公顷"},
	"survey_date":           {also: []string{"调查日期", "调查时间"}},
	"grade":                 {also: []string{"来源等级", "等级"}},
}

// unitBehind is the unit in brackets behind a heading.
var unitBehind = regexp.MustCompile(`^(.+?)[(\[](?:单位:)?([^()\[\]]+)[)\]]$`)

// parted takes a heading apart: its words without blanks, and its unit.
func parted(heading string) (words, unit string) {
	s := strings.ReplaceAll(strings.TrimSpace(city.Narrow(heading)), " ", "")
	if m := unitBehind.FindStringSubmatch(s); m != nil {
		return m[1], m[2]
	}
	return s, ""
}

// namedOf gives which of some columns a heading stands for, with the unit that it
// states; a heading that is none of them stands for itself.
func namedOf(columns []string, heading string) (name, unit string) {
	if slices.Contains(columns, heading) {
		return heading, ""
	}
	words, unit := parted(heading)
	for _, c := range slices.Concat(columns, []string{"fashionable"}) {
		if slices.Contains(headings[c].also, words) {
			return c, unit
		}
	}
	return heading, ""
}

// spoken is a column with its Chinese heading.
func spoken(column string) string {
	h := headings[column]
	if len(h.also) == 0 {
		return column
	}
	zh := h.also[0]
	if h.unit != "" {
		zh += "（" + h.unit + "）"
	}
	return column + " " + zh
}

func spokenAll(columns []string, with string) string {
	var out []string
	for _, c := range columns {
		out = append(out, spoken(c))
	}
	return join(out, with)
}
