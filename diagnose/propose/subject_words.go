package propose

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
)

// lightWords may stand before or behind a subject without changing it. What
// is left after they are taken away narrows the subject: 民营 in 民营GDP,
// 营业收入 in 高新技术企业营业收入; then the words themselves are the subject.
var lightWords = splitLong(`

遥遥 虽然 尽管 不降反升 不增反降 不升反降 不减反增 

全市 全区 全县 全省 全州 全国 我市 我省 我国 我区 我县 本市 该市 该区 该县 全年 其中 累计 实现 完成 拥有 现有 拥有量 总体上 总体 整体 合计 总计 共计
年末 年底 期末 截至 截止 预计 初步核算 初步测算 初步统计 据统计 据初步 统计 数据 显示 表明 反映 目前 当前 同时 此外 另外 总的看 看来 来看 从 看 一是 二是 三是 四是 五是
主要 各类 各项 实际 名义 持续 不断 稳步 继续 平稳 较快 快速 大幅 明显 显著 进一步 有所 已经 已 也 则 而 但 又 并 且 还 是 为 达到 达 对 情况 方面 领域 指标 核心 我们
今年以来 以来 期间 时期 比较 比 较 同比 环比 同期 分别 均 都 约 共 有 了 的 在 由 以 把 将 使 令 和 与 及 来 间 中 内 上 下 年均 增速 增幅 增长率 涨幅 降幅 增长 同口径 可比口径 按可比口径 剔除不可比因素 剔除政策性因素 按可比价格计算 按可比价格 按可比价 按不变价格计算 按不变价计算 计算 按年平均汇率 按年均汇率 按汇率 按当年平均汇率 折合 折算 相当于
可比价 现价 扣除价格因素 数量 总数 总量 总额 规模 水平 存量 数 额 保持 首次 成功 一举 历史性地 历史性 到 至 居 位居 位 排名 排 占 仍然 仍 依然 绝对 值 户数 家数 个数 人数 台数 件数 连续多年 多年来 多年 长期 逆势 高位 强劲 恢复性 连续多年 却 仅 才 首 先后 相继 接连 双双 稳定 维持 控制 回升 提升 上升 提高 下降 增加 减少 扩大 降低 缩小 回落 突破 跃升 攀升 更是 更 再 就 全部 全社会
实力 综合 经济社会 发展 推动 促进 努力 力争 争取 确保 预期 目标 要 我们的 武汉 当年 本年 年度 末 底 年 月 日 占比 比重 位次 也是 高达 多达 呈现 呈 一直 总 所 其 且 于 并且 以及 等 率 快于 高于 低于 第 名列 稳居 迈上 跨上 站上 新台阶 即 如 特别是 尤其是 尤其 包括 ( ) “ ” " 《 》 : ， 、 — - .`)

func splitLong(s string) []string {
	words := strings.Fields(s)
	// longest first, so that 总体上 goes before 总体
	for i := 1; i < len(words); i++ {
		for j := i; j > 0 && len(words[j]) > len(words[j-1]); j-- {
			words[j], words[j-1] = words[j-1], words[j]
		}
	}
	return words
}

// wholeWords are words that a light word is only a part of: 就业, 人才, 单位.
var wholeWords = strings.NewReplacer("就业", "□□", "就医", "□□", "人才", "□□", "单位", "□□", "学位", "□□", "床位", "□□", "泊位", "□□", "到位", "□□", "国有", "□□",
	"有效", "□□", "研究所", "□□□", "交易所", "□□□", "场所", "□□", "还款", "□□", "再生", "□□", "总部", "□□", "水平线", "□□□", "由来", "□□")

// heavy takes the light words and the signs out and gives what is left.
func heavy(s string) string {
	s = wholeWords.Replace(s)
	s = strings.Map(func(r rune) rune {
		if r >= signPercent && r <= signConcept || r == ' ' {
			return '\n'
		}
		return r
	}, s)
	for _, w := range lightWords {
		s = strings.ReplaceAll(s, w, "\n")
	}
	return strings.ReplaceAll(s, "\n", "")
}

var researchWords = regexp.MustCompile(`研发|R&D|研究与试验`)

// leadVerbs may stand before a noun without narrowing it: 培育高新技术企业.
var leadVerbs = splitLong(`计划到 计划在 主要原因是 原因是 根源是 问题是 表现为 主要是 建议将 建议把 建议 新认定 新增加 新增 新培育 新引进 新建 新设立 新设 新登记 净增 培育 集聚 聚集 汇聚 建成 建设 建有 投入 获得 获 申请 发展 吸引 登记 每年 今年 去年 拥有 加快 壮大 做大 做强 全面 增加 减少 提高 提升 下降 扩大 拉动 带动 支撑 突破 超过 超 接近 近 不足 反而 反倒 只有 仅有 仅 只 没有 尚未 尽管 虽然 即使 如果 因为 由于 导致 致使 使得 造成 随着 通过 表现 好于预期 成效 取得 结果 说明 ` + "")

func heavyLead(s string) string {
	if cut := strings.LastIndex(s, "的"); cut >= 0 && heavyWords(s[:cut]) == "" {
		s = s[cut+len("的"):]
	}
	return heavyWords(s)
}

func heavyWords(s string) string {
	for _, w := range leadVerbs {
		s = strings.ReplaceAll(s, w, "\n")
	}
	return heavy(s)
}

func lastMeasure(s string) int {
	cut := -1
	for i, r := range s {
		if isMeasure(r) {
			cut = i + signLen
		}
	}
	return cut
}

// narrowing gives the words before an indicator that narrow it.
func narrowing(m *masked, before string, i int) string {
	words := plainOf(before)
	if start := i - len(before); start >= 0 && m.mask[start:i] == before {
		words = m.spoken(start, i)
	}
	for changed := true; changed; {
		changed = false
		for _, list := range [][]string{headWords, leadVerbs} {
			if w, ok := hasAny(words, list); ok {
				words, changed = words[len(w):], true
			}
		}
	}
	return words
}

// spoken gives the words of mask[s:e] without periods, places and numbers;
// the names of other indicators stay (每千常住人口床位数).
func (m *masked) spoken(s, e int) string {
	var b strings.Builder
	for i := s; i < e; {
		k, ok := m.of[i]
		switch {
		case !ok:
			b.WriteByte(m.mask[i])
			i++
		case m.items[k].sign == signIndicator || m.items[k].sign == signConcept:
			b.WriteString(m.text[m.items[k].s:m.items[k].e])
			i += signLen
		default:
			i += signLen
		}
	}
	return b.String()
}

// plainOf drops the signs of a piece of mask.
func plainOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= signPercent && r <= signConcept {
			return -1
		}
		return r
	}, s)
}

var tailWords = splitLong(`虽然 不降反升 不增反降 不升反降 不减反增 名义 实际 遥遥 折合 折算 折合为 拥有 实现 完成 达到 达 为 约 共 有 同比 环比 较 已经 已 的 分别 累计 保持 继续 由 从 仍 仍然 将 也 都 均 则 是 占 在 预计 首次 成功 一举 历史性 历史性地 总计 合计 共计 增速 增幅 逆势 高位 强劲 压缩至 压缩到 缩短至 缩短到 缩减至 降为 提高为 持续 稳步 不断 平稳 快速 较快 大幅 明显 显著 进一步 有所 连续多年 多年来 多年 长期 还 就 却 仅 仅仅 才 只 降至 升至 增至 提高到 提升到 上升到 下降到 增加到 扩大到 降到 升到 稳定在 保持在 维持在 控制在 下降至 上升至 提高至 提升至 全年 当年 总体 整体 年均 居 位居 位列 列 排名 排 稳居 ( ) : ， ,`)

// tailNouns end in a tail word and are nouns all the same.
var tailNouns = []string{"人才", "英才", "公共", "国有", "公有", "成就", "自由", "上市"}

func trimTail(s string) string {
	for {
		w, ok := endsAny(s, tailWords)
		if w == "排" && strings.HasSuffix(s, "安排") || w == "列" && (strings.HasSuffix(s, "系列") || strings.HasSuffix(s, "序列")) {
			return s
		}
		if _, whole := endsAny(s, tailNouns); ok && whole {
			return s
		}
		if !ok || w == s {
			if ok {
				return ""
			}
			return s
		}
		s = s[:len(s)-len(w)]
	}
}

// causeMade drops a cause before 使: 人才政策的实施使留汉大学生数量.
func causeMade(words string) string {
	for i := 0; i < len(words); {
		j := strings.Index(words[i:], "使")
		if j < 0 {
			return words
		}
		i += j
		before, after := runeBefore(words, i), runeAfter(words, i+len("使"))
		i += len("使")
		if i > 2*len("使") && !strings.ContainsRune("大天即促驱行特", before) && after != 0 && !strings.ContainsRune("用命馆者节领得", after) {
			return words[i:]
		}
	}
	return words
}

var hanOnly = regexp.MustCompile(`\p{Han}`)

var (
	spentYears = pattern(`(?:用|经过|历经|利用|花)«T»(?:左右|多)?的?(?:时间|努力|发展|建设)?`)
	pointing   = regexp.MustCompile(`^(?:但|而|且|其中|目前)?(?:这一|这个|该项?|此项?|上述|前述|这项)(?:比例|指标|数据|数字|占比|比重|水平|规模|数量|增速|比率|数值)$`)
	withinArea = pattern(`«L»(?:地区|境内|辖区内?|域内|市域|全域)`)
	causeCut   = regexp.MustCompile(`导致了?|造成了?|致使|使得|带动了|推动了|促进了|拉动了|影响了`)
)

var beside = pattern(`(?:比|较|与|同)(?:«Z»|«L»)(?:同期)?(?:相比)?`)

// nounPhrase reads a subject that the catalog lacks from the words before a
// form: periods, places and light words at both ends are taken off.
func nounPhrase(m *masked, lo, hi int) string {
	s := m.mask[lo:hi]
	if cut := lastMeasure(s); cut >= 0 {
		s = s[cut:]
	}
	if cut := strings.LastIndexAny(s, "，,;:"); cut >= 0 {
		s = s[cut:]
		s = s[runeLen(s):]
	}
	if utf8.RuneCountInString(heavyWords(s)) < 2 {
		return ""
	}
	s = withinArea.ReplaceAllString(s, "")
	words := plainOf(spentYears.ReplaceAllString(beside.ReplaceAllString(s, ""), ""))
	if pointing.MatchString(strings.Trim(words, " 的")) { // 这一比例 is the one spoken of
		return ""
	}
	words = causeMade(words)
	if loc := causeCut.FindAllStringIndex(words, -1); loc != nil { // 投入不足导致基础研究: what is measured follows
		words = words[loc[len(loc)-1][1]:]
	}
	words = strings.TrimLeft(words, " 、)”")
	for changed := true; changed; {
		changed = false
		for _, w := range headWords {
			if strings.HasPrefix(words, w) && len(words) > len(w) {
				words, changed = words[len(w):], true
			}
		}
	}
	words = strings.Trim(trimTail(words), " 的、()")
	if strings.Count(words, "“") != strings.Count(words, "”") {
		words = strings.NewReplacer("“", "", "”", "").Replace(words)
	}
	n := utf8.RuneCountInString(words)
	if n < 2 || n > 30 || !hanOnly.MatchString(words) || heavyWords(words) == "" {
		return ""
	}
	return words
}

var headWords = splitLong(`主要原因是 原因是 根源是 问题是 表现为 主要是 建议将 建议把 建议 其中 同时 此外 另外 截至 截止 目前 当前 预计 初步核算 初步测算 据统计 据初步统计 全市 全区 全县 全省 我市 我区 我县 我省 全年 年末 年底 期末 末 底 的 在 从 由 比 较 与 和 及 以及 但 而 且 也 又 并 以 对 共 累计 实现 完成 拥有 现有 今年以来 以来 来 间 期间 一是 二是 三是 四是 一方面 另一方面 总体看 总的看 从总体看 我们 要 力争 确保 争取 努力 到 至 使 让 是 、 ( ) 尤其是 特别是 有 按可比价格计算 按可比价计算 扣除价格因素 同比 增长 虽然 尽管 则 由于 因为 导致 致使 使得 造成`)

// kindOfWords guesses from its last words what a measure without a catalog
// entry allows: 占比, 比重 and 率 are shares.
func kindOfWords(w string) city.IndicatorKind {
	if _, ok := endsAny(w, []string{"占比", "比重", "比例", "份额", "率"}); ok {
		return city.Share
	}
	return city.Unknown
}
