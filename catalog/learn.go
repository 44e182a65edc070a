package catalog

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// Learn makes the indicator of a table that the catalog lacks known under its
// cleaned label, with the unit printed there, so that sentences can name it.
// Labels "A占B的比重" and "人均A" get their kind and identity from the words.
func (x *Indicators) Learn(r Reading) {
	if r.Known || r.ID == "" {
		return
	}
	if _, have := x.Get(r.ID); have {
		return
	}
	ind := city.Indicator{ID: r.ID, Name: city.Text{Zh: r.ID}, Kind: kindFromWords(r.ID, r.Unit)}
	if r.Facet == city.Level {
		ind.Unit = r.Unit
	}
	if r.Label != "" && r.Label != r.ID {
		ind.Aliases = append(ind.Aliases, r.Label)
	}
	if name := x.countedName(r); name != "" {
		ind.Aliases = append(ind.Aliases, name)
	}
	ind.Identities = x.identityFromWords(r.ID)
	x.enter(ind)
	x.learnNet(r.ID)
}

var (
	countTail = []*regexp.Regexp{
		regexp.MustCompile(`^(.*?(?:学校|小学|中学|初中|高中|幼儿园|大学|学院|高校))(?:学校数|校数|园数|所数|数)$`),
		regexp.MustCompile(`^(.{2,}(?:就业|人员|职工|教师|学生|员工|旅客|游客|患者|户籍人口))(?:人数|总人数|数)$`),
		regexp.MustCompile(`^(.*(?:企业|机构|学校|医院|平台|中心|基地|单位|主体|人员|园区|合作社|家庭农场|车站|码头|图书馆|博物馆|文化馆|养老院|福利院|实验室|孵化器|众创空间|门店|网点|车辆|床位|项目|专利))(?:个|户|家|件|单位)?(?:数|数量|总数)$`),
	}
	countUnit = regexp.MustCompile(`^[百千万亿]*(?:家|个|所|件|项|人|户|座|张|辆|名)$`)
)

// countedName is how sentences name what a label counts: 新设外资企业 of
// 新设外资企业数, 幼儿园 of 幼儿园学校数. "" where the label counts nothing, or
// where the shorter name is known already.
func (x *Indicators) countedName(r Reading) string {
	if r.Facet != city.Level || !countUnit.MatchString(r.Unit) {
		return ""
	}
	for i, form := range countTail {
		if m := form.FindStringSubmatch(r.ID); m != nil {
			if name := m[1]; (len([]rune(name)) > 2 || i == 0) && !x.Resolve(name).Known {
				return name
			}
			return ""
		}
	}
	return ""
}

// identityFromWords gives the ratio that a label spells out.
func (x *Indicators) identityFromWords(label string) []city.Identity {
	if m := perHead.FindStringSubmatch(label); m != nil {
		if a := x.Resolve(m[1]); a.Known && a.Definition == "" && a.Facet == city.Level {
			return []city.Identity{{Kind: "ratio", B: a.ID, C: "population_resident"}}
		}
	}
	if m := shareForm.FindStringSubmatch(label); m != nil {
		a, b := x.Resolve(m[1]), x.Resolve(m[2])
		if a.Known && b.Known && a.Definition == b.Definition && a.Facet == city.Level && b.Facet == city.Level {
			return []city.Identity{{Kind: "ratio", B: a.ID, C: b.ID}}
		}
	}
	return nil
}

// learnNet ties a printed net increase to its stock: A净增 is the change of A.
func (x *Indicators) learnNet(label string) {
	base := strings.TrimSuffix(label, "数")
	var of string
	if rest, ok := strings.CutSuffix(base, "净增"); ok {
		of = rest
	} else if rest, ok := strings.CutPrefix(base, "净增"); ok {
		of = rest
	}
	r := x.Resolve(of)
	if of == "" || !r.Known || r.Definition != "" {
		return
	}
	i := x.byID[r.ID]
	if x.list[i].Kind != city.Stock {
		return
	}
	for _, id := range x.list[i].Identities {
		if id.Kind == "stock-flow" {
			return
		}
	}
	x.list[i].Identities = append(append([]city.Identity(nil), x.list[i].Identities...), city.Identity{Kind: "stock-flow", B: label})
}

// kindFromWords guesses what arithmetic a label allows; Unknown where the
// words do not say.
func kindFromWords(label, unit string) city.IndicatorKind {
	end := func(list ...string) bool {
		for _, w := range list {
			if strings.HasSuffix(label, w) {
				return true
			}
		}
		return false
	}
	switch {
	case strings.Contains(label, "占") && end("比重", "比例", "份额", "占比", "百分比"), end("占比", "比重", "覆盖率", "占有率"):
		return city.Share
	case strings.HasPrefix(label, "人均"), strings.HasPrefix(label, "每"), strings.HasPrefix(label, "单位"), end("密度", "强度", "倍数", "比值"):
		if unit == "%" {
			return city.Share
		}
		return city.Ratio
	case end("指数", "得分", "评分"):
		return city.IndexNo
	case unit == "%", end("率"):
		return city.Share
	case end("余额", "保有量", "拥有量", "面积", "人口", "存量", "里程"), strings.HasPrefix(label, "年末"), strings.HasPrefix(label, "有效"):
		return city.Stock
	case strings.HasPrefix(label, "新增"), strings.HasPrefix(label, "净增"), end("净增", "净增数", "增加值", "产值", "产量", "收入", "支出", "投资", "投资额", "销售额", "成交额", "申请量", "授权量", "利润", "税收", "零售额", "拨款", "经费", "用电量", "吞吐量", "交易额"):
		return city.Flow
	case unit == "家" || unit == "所" || unit == "人" || unit == "万人" || unit == "万户" || unit == "户":
		return city.Stock
	}
	return city.Unknown
}
