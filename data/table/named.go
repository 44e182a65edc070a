package table

import (
	"regexp"
	"strings"
)

// fillerWords are what a note says beside the names of rows: years, statuses,
// and the words of statisticians.
var fillerWords = regexp.MustCompile(`第.次|执行|决算|预算|为准|以|完成|累计|本月|当月|全年|全市|绝对量|公布|发布|提供|(?:全国)?(?:人口|经济|农业)普查|普查|统计局|(?:19|20)\d{2}|\d+|年度|年报|年份|历年|上年|往年|当年|以前|之前|以后|开始|季度|月|年|起|本表|表中|表内|上表|各项|各|部分|全部|所有|主要|上述|以上|其他|其余|指标|数据|数值|数字|统计|口径|范围|方法|标准|制度|调查|核算|分类|行业|有所|作了|做了|进行了?|发生了?|相应|调整|变化|变动|变更|改变|修订|订正|不一致|不尽一致|不可比|可比价格?|可比|同比|不同|现价|不变价格?|价格|计算|增长速度|增速|绝对数|绝对额|采用|使用|执行|实施|根据|依据|按照|结果|最终|核实|初步|快报|预计|推算|估算|预测|估计|测算|正式|历史|相比|直接|比较|仅供|参考|因此|新|旧|自|从|于|及|和|与|或|由|因|故|按|为|是|系|均|都|即|的|了|不|可|未|尚|请|其中|则|至|到|后|前|数|值|者|等|有|国家|[\s,，、。;；:：()\[\]（）“”"'‘’—~-]`)

// remainder is what of a note is left when the words of statisticians are taken
// away: the name of what it speaks about. It is empty for "2018年为快报数".
func remainder(text string) string { return fillerWords.ReplaceAllString(fold(text), "") }

// settle finds the rows that notes without a mark speak of. A note that names
// no row at all is about every row; one that names something the table
// doesn't have is a doubt and not applied.
func (rd *reader) settle(rules []rule, labels []string) []rule {
	out := rules[:0]
	for _, r := range rules {
		if r.mark != "" || len(r.labels) > 0 || !r.breaks && r.status == "" {
			out = append(out, r)
			continue
		}
		rest := remainder(r.text)
		if len([]rune(rest)) < 2 {
			out = append(out, r)
			continue
		}
		if r.labels = rd.labelsLike(r.text, rest, labels); len(r.labels) > 0 {
			out = append(out, r)
			continue
		}
		rd.t.find("T002", "", "", r.from+r.year, cells(r.cell), "表注“%s”没有对上表中任何一行，未作处理", "the note %q names nothing that the table has and was not applied", r.text)
	}
	return out
}

// labelsLike finds the labels that mean what a note names: by the catalog, else
// by the words.
func (rd *reader) labelsLike(text, rest string, labels []string) []string {
	var out []string
	if rd.indicators != nil {
		ids := map[string]bool{}
		for _, m := range rd.indicators.Find(text) {
			ids[m.ID] = true
		}
		for _, l := range labels {
			if len(ids) > 0 && ids[rd.indicators.Resolve(l).ID] {
				out = append(out, l)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, l := range labels {
		if bare := remainder(l); strings.Contains(bare, rest) || len([]rune(bare)) >= 2 && strings.Contains(rest, bare) {
			out = append(out, l)
		}
	}
	return out
}
