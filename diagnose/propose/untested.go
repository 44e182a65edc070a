package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/diagnose"
)

var (
	questionStart = regexp.MustCompile(`^[“"]?(?:为什么|何以|为何|为啥|怎么|怎样|如何|是否|凭什么)|[？?][”"]?$`)
	intentStart   = regexp.MustCompile(`^(?:[一二三四五六七八九十]是|我们|各级各部门|各区各部门|下一步|今后|全市上下|各部门|首先|其次|同时|因此|所以|当前|新时代|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．])?[、，,:]?(?:要|必须|应当|应该|应|需要|务必|坚持|加强|强化|加快|推进|推动|深入|完善|优化|着力|努力|大力|切实|进一步|积极|全面|健全|落实|抓好|鼓励|支持|引导|深化|构建|打造|建立|实施|围绕|聚焦|突出抓|统筹|扎实|持续推进|持续深化|开展|做好|把握|牢牢|以.{2,12}为(?:引领|核心|导向|抓手|重点|目标))`)
	intentWords   = regexp.MustCompile(`必须|应当|应该|务必|需要(?:进一步)?(?:加|提|推|完|强)|要(?:把|进一步|加快|加强|强化|坚持|在|以|着力|大力|切实|推动|提高|提升|努力|深入|抓)|亟需|亟待|有必要|建议`)
	judgeWords    = regexp.MustCompile(`关键|重要|必须|必要|应当|应该|坚持|加强|强化|加快|推进|深入|完善|优化|着力|努力|大力|切实|进一步|意义|机遇|挑战|显著成效|明显成效|成效显著|有利于|取决于|核心|首要|根本|离不开|值得|不可|抓好|落实|良好|稳中|向好|增强|活力|氛围|优势|短板|瓶颈|支撑|动力|引擎|使命|责任|信心|基础|环境|战略|要求|精神|贯彻|关系|生态|新高地|阶段|取得|成绩|成就|健康|有序|有力|高质量|改善|提升|不断|问题|矛盾|困难|制约|依然存在|仍然存在|成效|动能|充分说明|加速|集聚`)
	causeStrong   = regexp.MustCompile(`由于|因为|得益于|归因于|归功于|受益于|导致|致使|促使|使得|因此|因而|从而(?:带动|推动|促进|导致|使)|所以|之所以|受[^，]{1,14}?(?:影响|冲击|拖累|带动|拉动)|在[^，]{1,18}?(?:带动|推动|拉动|作用|影响|支撑)下|原因(?:是|在于)|根源在于|主要源于|引发|催生|倒逼|拖累`)
	causeWeak     = regexp.MustCompile(`(\p{Han}|[A-Za-z，,])(?:有力|有效|显著|直接|极大地?|强力|持续|明显)*(?:带动|推动|促进|拉动|助推|促成|抑制|制约|阻碍)了?(?:\p{Han}|[A-Za-z])`)
	causeVerb     = regexp.MustCompile(`带动|推动|促进|拉动|助推|促成|抑制|制约|阻碍|支撑`)
	doneCause     = regexp.MustCompile(`^(?:有力|有效|极大地?)?(?:推动|带动|促进|助推|拉动)了`)
	policyCause   = regexp.MustCompile(`^(?:要|必须|坚持|加强|强化|加快|推动|促进|带动|积极|全力|大力|着力|深入)`)
)

var ledNumber = regexp.MustCompile(`^[，,](?:直接|间接|新增|累计)*(?:带动|拉动|推动|促进)了?\p{Han}{1,8}(?:超|超过|近|约|逾|达)?\d`)

var causeNoun = regexp.MustCompile(`^(?:\p{Han}|[A-Za-z，,])?(?:有力|有效|显著|直接|持续|明显)*(?:带动|推动|促进|拉动|助推|支撑|抑制|制约)(?:作用|能力|力|效应|因素|机制|工程|行动|[^，。;]{0,14}的(?:主|重要|关键|核心|新|强大|根本|第一|主要)*(?:引擎|动力|力量|抓手|支撑|因素|瓶颈|短板|关键|作用))`)

func isQuestion(s string) bool {
	return questionStart.MatchString(strings.TrimSpace(s))
}

// isIntent: what should be done can't be tested.
func isIntent(s string) bool {
	s = strings.TrimSpace(s)
	return intentStart.MatchString(s) || intentWords.MatchString(s)
}

func isJudgement(s string) bool { return judgeWords.MatchString(s) }

// causalPart flags a cause that a sentence states. Words that a form has read
// already (拉动增长4.1个百分点) are no cause of their own.
func causalPart(m *masked, parts []diagnose.Claim) (diagnose.Claim, bool) {
	loc := causeStrong.FindStringIndex(m.text)
	if loc == nil {
		for _, w := range causeWeak.FindAllStringIndex(m.text, -1) {
			start := strings.LastIndexAny(m.text[:w[0]], "，,;:、") + 1
			if start > 0 {
				start += len(string(runeAfter(m.text, start-1))) - 1
			}
			if policyCause.MatchString(strings.TrimLeft(m.text[start:], " ，、")) && !doneCause.MatchString(strings.TrimLeft(m.text[start:], " ，、")) || readAlready(m, parts, w) || isIntent(m.text) {
				continue
			}
			loc = w
			break
		}
	}
	if loc == nil {
		return diagnose.Claim{}, false
	}
	s := m.sentenceAround(loc[0], loc[1])
	word := strings.TrimLeft(m.text[loc[0]:loc[1]], "，,")
	if v := causeVerb.FindString(word); v != "" {
		word = v
	}
	c := diagnose.Claim{Type: diagnose.Causal, Word: word, Where: diagnose.Where{Start: s.Start, End: s.End}}
	if len(parts) > 0 {
		c.Place = parts[0].Place
	}
	return c, true
}

// sentenceAround is the stretch between stops in which a cause stands: the
// cause and its effect together.
func (m *masked) sentenceAround(s, e int) Span {
	from := strings.LastIndexAny(m.text[:s], ";。!") + 1
	if from > 0 {
		from += runeLen(m.text[from-1:]) - 1
	}
	to := len(m.text)
	if i := strings.IndexAny(m.text[e:], ";。!"); i >= 0 {
		to = e + i
	}
	from += leading(m.text[from:to])
	return m.span(from, to)
}

func readAlready(m *masked, parts []diagnose.Claim, w []int) bool {
	if causeNoun.MatchString(m.text[w[0]:]) { // 带动作用, 拉动经济增长的主引擎 name something
		return true
	}
	if led := ledNumber.FindString(m.text[w[0]:]); led != "" { // ，带动就业8.7万人 counts
		return true
	}
	if rest := cutAtComma(m.text[w[1]:]); strings.Contains(rest, "百分点") {
		for _, p := range parts {
			if p.Type == diagnose.Contribution {
				return true
			}
		}
	}
	s := m.span(w[0], w[1])
	for _, p := range parts {
		if p.Type == diagnose.Contribution && s.Start < p.Where.End && p.Where.Start < s.End {
			return true
		}
	}
	return false
}
