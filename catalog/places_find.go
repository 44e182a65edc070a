package catalog

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// deictic words name a place by where the text stands.
var deictic = []struct {
	words string
	of    func(p *Places, within string) string
}{
	{"全市 我市 本市 全市范围", (*Places).cityOf},
	{"全省 我省 本省 全自治区", (*Places).provinceOf},
	{"全区 我区 本区 全县 我县 本县 全州 我州", (*Places).districtOf},
}

// districtOf is within itself where it is a district, a zone or an autonomous
// region, prefecture or county: what 全区, 全州 and 全县 can mean.
func (p *Places) districtOf(within string) string {
	pl, ok := p.Get(within)
	if ok && (pl.Level == city.District || pl.Level == city.Zone || strings.HasSuffix(pl.Name, "自治区") || strings.HasSuffix(pl.Name, "自治州")) {
		return within
	}
	return ""
}

const fields = `(?:理工|师范|工业|科技|交通|财经|农业|林业|政法|外国语|外语|音乐|体育|邮电|电子|医科|医学|中医药|民族|海洋|石油|地质|纺织|工程|轻工|商|建筑|航空|航天|经济|管理|传媒|职业|技术|水利|电力|对外|贸易|信息|第[一二三]|首都|联合|城市|美术|大|中)`

// notPlace matches what, right behind a name, makes it part of another name:
// 武汉大学, 南京路, 上海证券交易所, 中国科学院, 武汉市场.
var notPlace = regexp.MustCompile(`^(?:` + fields + `{0,3}(?:大学(?:[^生城]|$)|学院)` +
	`|[东西南北中]?路(?:[^网演段面况径子由]|$)|大道|[东西南北]?街(?:[^道区]|$)|步行街|银行|证券|日报|晚报|晨报|商报|卫视|电视台|合作组织|时间(?:\d|$)|(?:第[一二三四五六七八九十]+)?(?:医院|中学|小学)|农商行|巴巴|云计算公司|久安|小异|道(?:路|德)|洋)`)

// notNation matches what makes 中国 part of a name.
var notNation = regexp.MustCompile(`^(?:科学院|工程院|社会科学院|科协|银行|移动|电信|联通|石油|石化|建筑|中[铁车建化]|信科|航天|航空|船舶|电科|特色|式|人民|共产党|梦|标准|品牌|制造|企业|证监会|光谷|车谷|企业家|创新|城市|大学|地质|农业|人寿|平安|铁建|交建|电建|能建|国际|北方|东方|南方)`)

// Find lists the places named in running text, longest names first, in order
// of appearance, without overlaps. 全市, 我市 are the city of within, 全省 its
// province, 全区 the district itself. A name that several places bear and that
// within does not decide is Ambiguous, with the likeliest code.
func (p *Places) Find(text, within string) []Mention {
	f := fold(text)
	var out []Mention
	for _, h := range p.text.scan(f.text, func(start, end int, codes []string) ([]string, bool) {
		return p.acceptPlace(f.text, start, end, codes, within)
	}) {
		m := Mention{ID: h.ids[0], Match: Alias}
		name := f.text[h.start:h.end]
		if pl, _ := p.Get(h.ids[0]); foldName(pl.Name) == name {
			m.Match = Exact
		}
		if len(h.ids) > 1 {
			m.Match = Ambiguous
		}
		m.Start, m.End = f.span(text, h.start, h.end)
		out = append(out, m)
	}
	return sortMentions(append(out, p.findDeictic(text, f, within)...))
}

func (p *Places) findDeictic(text string, f folded, within string) []Mention {
	if within == "" {
		return nil
	}
	var out []Mention
	for _, d := range deictic {
		code := d.of(p, within)
		if code == "" {
			continue
		}
		for _, w := range strings.Fields(d.words) {
			for at := 0; ; {
				i := strings.Index(f.text[at:], w)
				if i < 0 {
					break
				}
				start, end := at+i, at+i+len(w)
				at = end
				if strings.HasPrefix(f.text[end:], "域") || strings.HasPrefix(f.text[end:], "场") || w == "全市" && strings.HasPrefix(f.text[end:], "范围") {
					continue
				}
				m := Mention{ID: code, Match: Alias}
				m.Start, m.End = f.span(text, start, end)
				out = append(out, m)
			}
		}
	}
	return out
}

// plainWords are county names that are also plain words: the full ones that
// count only near the place at hand, and the short ones that never count.
var plainWords = wordSet("新城区 老城区 市中区 城中区 城关区 新市区 城区 郊区 矿区 开发区 高新区 合作市 东方市 市北区 市南区 城北区 城东区 城西区 江南区 江北区 滨江区",
	"资源 公安 平安 和平 新华 文化 建设 五星 新建 兴国 开化 长安 安定 兴隆 文昌 向阳 和顺 太和 吉祥 永和 新兴 安全 东方 江南 江北 滨江 城东 城西 城南 城北 市中 市北 市南 新城 老城 城中 城关 新市 合作 解放 民主 前进 胜利 红旗 光荣 高新 友好 新青 振兴 团结 ")

func wordSet(lists ...string) map[string]bool {
	m := map[string]bool{}
	for _, l := range lists {
		for _, w := range strings.Fields(l) {
			m[w] = true
		}
	}
	return m
}

// plainPlace are short names that are plain words beside certain others:
// 绿水青山, 金山银山, 大兴调研之风.
var plainPlace = map[string]struct{ before, behind *regexp.Regexp }{
	"青山": {regexp.MustCompile(`绿水$`), regexp.MustCompile(`^(?:绿水|常在|就是)`)},
	"金山": {regexp.MustCompile(`(?:青山就是|变成?|成)$`), regexp.MustCompile(`^银山`)},
	"大兴": {nil, regexp.MustCompile(`^(?:调查|调研|实干|务实|求真|水利|土木|科技|创新|改革|学习)`)},
	"光明": {nil, regexp.MustCompile(`^(?:前景|日报|前途|未来|磊落)`)},
	"大同": {nil, regexp.MustCompile(`^(?:小异|社会|世界)`)},
	"安康": {nil, regexp.MustCompile(`^(?:工程|幸福)`)},
	"中山": {nil, regexp.MustCompile(`^(?:公园|装|陵)`)},
	"凤凰": {nil, regexp.MustCompile(`^(?:行动|计划|涅槃)`)},
	"光谷": {nil, regexp.MustCompile(`^(?:之光)`)},
}

// sameCity reports whether a county lies in the city that within is or lies in.
func (p *Places) sameCity(code, within string) bool {
	c := p.cityOf(within)
	return c != "" && p.Within(code, c)
}

func (p *Places) acceptPlace(text string, start, end int, codes []string, within string) ([]string, bool) {
	name, rest := text[start:end], text[end:]
	if notPlace.MatchString(rest) {
		return nil, false
	}
	if w, ok := plainPlace[name]; ok && (w.before != nil && w.before.MatchString(text[max(0, start-18):start]) || w.behind != nil && w.behind.MatchString(rest)) {
		return nil, false
	}
	switch {
	case strings.HasSuffix(name, "市") && strings.HasPrefix(rest, "场"),
		strings.HasSuffix(name, "区") && (strings.HasPrefix(rest, "域") || strings.HasPrefix(rest, "间") || strings.HasPrefix(rest, "块")),
		name == "中国" && notNation.MatchString(rest),
		strings.HasPrefix(name, "国家") && len(name) == len("国家"):
		return nil, false
	}
	var good []string
	counties := 0
	for _, code := range codes {
		pl, _ := p.Get(code)
		if pl.Level == city.District {
			counties++
		}
	}
	for _, code := range codes {
		pl, _ := p.Get(code)
		if pl.Level == city.District && !p.near(code, within) {
			if plainWords[name] || name != foldName(pl.Name) || counties > 1 {
				continue
			}
		}
		if pl.Level == city.District && name != foldName(pl.Name) && (plainWords[name] || !p.sameCity(code, within)) {
			continue // a county's short name counts in its own city only
		}
		good = append(good, code)
	}
	if len(good) > 1 {
		good = p.decide(good, name, within, "")
	}
	return good, len(good) > 0
}

// Deictic is the place that 全市, 我省 or 本区 means for a study about within;
// "" for any other words.
func (p *Places) Deictic(words, within string) string {
	key := cleanPlace(words)
	for _, d := range deictic {
		for _, w := range strings.Fields(d.words) {
			if key == w {
				return d.of(p, within)
			}
		}
	}
	return ""
}
