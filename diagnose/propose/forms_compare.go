package propose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// besideForms stand first: once a place is named to compare with, 低1.02个百分点
// is no change of the subject's own.
func besideForms() []Form {
	return []Form{
		{
			Type: diagnose.Comparison, Name: "comparison-by", Example: "与杭州相比，我市研发投入强度低1.02个百分点",
			Text:  city.Text{Zh: "（与某地相比）高、低、多、少若干", En: "(beside a place) more or less by so much"},
			re:    pattern(`(?P<v>高出|多出|少了|高|低|多|少|快|慢)(?:了|出|近|约)*(?P<n>«D»|«Q»|«P»)`),
			fits:  func(x *match) bool { return len(x.state.peers) > 0 },
			build: buildComparison,
		},
	}
}

func comparisonForms() []Form {
	places := `(?:[^\x{E001}-\x{E009}，]{0,3}?)(?P<x>(?:«L»|«R»|(?:周边|同类|兄弟|可比|沿海|发达|先进|对标|标杆|邻近|省内其他|其他)(?:城市|地区|省市|省份|市州|市|区县))(?:[、和与及]?«L»)*(?:等[^\x{E001}-\x{E009}，]{0,12}?)?(?:平均)?(?:水平|均值|平均数|平均值|同期)?)`
	verbs := `(?P<v>不高于|不低于|不弱于|不逊于|不逊色于|不落后于|不强于|不优于|高于|低于|多于|少于|超过|超越|不如|不及|落后于|落后|领先于|领先|优于|好于|强于|弱于|快于|慢于|逊于|逊色于|赶上|赶超|大于|小于|高出|滞后于|远低于|远高于|超)`
	return []Form{
		{
			Type: diagnose.Comparison, Name: "comparison", Example: "武汉的高技术产业发展不如深圳",
			Text:  city.Text{Zh: "高于、低于、不如、领先于某地（若干）", En: "above, below, behind a place (by so much)"},
			re:    pattern(verbs + places + `(?P<of>的)?(?P<n>«N»)?`),
			build: buildComparison,
		},
		{
			Type: diagnose.Comparison, Name: "comparison-than", Example: "高新技术企业比成都多435家",
			Text:  city.Text{Zh: "比某地多、少、高、低（若干）", En: "more or less than a place (by so much)"},
			re:    pattern(`比` + places + `(?:还|要|更|略|稍|明显|大幅)?(?P<v>高|低|多|少|大|小|快|慢|强|弱|好|差|高出|多出)(?:了|出|近|约)*(?P<n>«N»)?`),
			build: buildComparison,
		},
		{
			Type: diagnose.Comparison, Name: "comparison-than-indicator", Example: "户籍人口比常住人口多117.88万人",
			Text:  city.Text{Zh: "比另一指标多、少（若干）", En: "more or less than another indicator (by so much)"},
			re:    pattern(`比(?P<x>(?:同期)?(?:«I»|[^\x{E001}-\x{E010}，的]{2,12}?))(?:还|要|更|略|稍|明显|大幅)*(?P<v>多出|多|少|高出|高|低|大|小)(?:了|出|近|约)*(?P<n>«Q»)`),
			build: buildThanIndicator,
		},
		{
			Type: diagnose.Comparison, Name: "comparison-gap", Example: "与深圳相比还有较大差距",
			Text:  city.Text{Zh: "与某地（相比）有差距；与某地相当", En: "lags a place; equals a place"},
			re:    pattern(`(?:与|同|和|较|离)` + places + `(?:相比)?[，,]?(?:仍|还|尚|依然|仍然|都|均)*(?P<v>有|存在|尚有|(?:大体|大致|基本|总体|总量)*(?:相当|持平|齐平|接近)|不相上下|旗鼓相当)(?:着)?(?P<d>[^\x{E001}-\x{E009}，]{0,6}?差距)?`),
			fits:  func(x *match) bool { return x.word("d") != "" || strings.ContainsAny(x.word("v"), "当平不") },
			build: buildComparison,
		},
		{
			Type: diagnose.Comparison, Name: "comparison-short", Example: "与全国平均水平仍有0.3个百分点的差距",
			Text:  city.Text{Zh: "与某地有若干的差距", En: "is so much behind a place"},
			re:    pattern(`(?:与|同|和|较|距|距离)` + places + `(?:相比)?[，,]?(?:仍|还|尚|依然|仍然)*(?P<v>有|存在)(?:着|约|近)*(?P<n>«N»)的?(?:较大|明显)?差距`),
			build: buildComparison,
		},
		{
			Type: diagnose.Comparison, Name: "comparison-apart", Example: "我市独角兽企业数量与深圳的差距进一步拉大",
			Text: city.Text{Zh: "与某地（某组）的差距拉大、差距达若干", En: "the gap to a place widens, or is so much"},
			re:   pattern(`(?:与|同|和|较)(?P<x>[^\x{E001}-\x{E009}\x{E00F}，]{1,16}?)(?:之间|相比|比较)?的?(?:仍然|依然|仍|还|尚)*(?:存在|有)?(?:着)?(?:较大|很大|不小|明显|一定)?的?(?P<v>差距)(?:[^\x{E001}-\x{E009}，]{0,4}?(?:拉大|扩大|缩小|拉开|较大|明显|很大|不小|达到?|为|有|高达)(?:了|到|至)?(?P<n>«N»)?|[。;]|$)`),
			fits: func(x *match) bool {
				return len(x.list("x", signPlace, signRoster)) > 0 || groupIn(x.word("x"), x.state.ctx.Groups, true) != ""
			},
			build: buildComparison,
		},
		{
			Type: diagnose.Comparison, Name: "comparison-apart-by", Example: "我市GDP与南通的差距2912.83亿元",
			Text:  city.Text{Zh: "与某地的差距若干", En: "is so much behind a place"},
			re:    pattern(`(?:与|同|和|较)(?P<x>«L»)(?:之间|相比)?的?(?P<v>差距)(?P<n>«Q»|«D»)`),
			build: buildComparison,
		},
		{
			Type: diagnose.Comparison, Name: "comparison-lag", Example: "与深圳等先进城市相比，差距明显",
			Text:  city.Text{Zh: "（与某地相比）差距明显", En: "the gap (to a place) is wide"},
			re:    pattern(`(?P<v>差距)(?:仍|还|依然|仍然|较为|比较|十分|非常|很|也|更|还是)*(?:明显|较大|很大|不小|突出|悬殊|大)`),
			fits:  func(x *match) bool { return true },
			build: buildComparison,
		},
		{
			Type: diagnose.GrowthGap, Name: "gap-words", Example: "一般公共预算收入增速快于GDP",
			Text:  city.Text{Zh: "快（慢、高、低）于某指标增速，未写数字", En: "faster or slower than an indicator, no figure"},
			re:    pattern(`(?P<v>快于|慢于|高于|低于|跑赢|超过|多于|少于|大于|小于|领先于?|落后于?)(?P<x>[^\x{E001}-\x{E009}，]{0,8}?«I»(?:增速|增幅|增长速度|涨幅|增长)?)(?P<n>«Q»)?`),
			build: buildGapWords,
		},
		{
			Type: diagnose.GrowthGap, Name: "gap-same", Example: "居民收入增长与经济增长基本同步",
			Text:  city.Text{Zh: "与某指标增长（基本）同步", En: "grew in step with an indicator"},
			re:    pattern(`(?:与|和|同)(?P<x>[^\x{E001}-\x{E009}，]{0,6}?(?:«I»|经济)(?:增速|增幅|增长速度|增长)?)(?:基本|大体|总体|保持|相)*(?P<v>同步)(?:增长)?`),
			build: buildGapSame,
		},
		{
			Type: diagnose.GrowthGap, Name: "gap-other", Example: "装备制造业增速明显快于一般工业",
			Text: city.Text{Zh: "快（慢）于目录里没有的对象，未写数字", En: "faster or slower than something the catalog lacks"},
			re:   pattern(`(?P<v>快于|慢于|跑赢|高于|低于)(?P<x>[^\x{E001}-\x{E010}，。]{2,14})(?:[。;]|$)`),
			fits: func(x *match) bool {
				return !strings.ContainsAny(x.word("v"), "高低") || growthWords.MatchString(x.word("x"))
			},
			build: buildGapOther,
		},
	}
}

func buildComparison(x *match) bool {
	c := x.claim
	ratio := x.state.ratio
	if ratio != "" && x.namesSubject() {
		ratio, x.state.ratio = "", ""
	}
	if !x.speak() {
		return false
	}
	if ratio != "" {
		c.Indicator, c.Definition = ratio, ""
	}
	if !x.state.subject.known && ratio == "" && c.Concept == "" {
		c.Indicator = strings.TrimRight(strings.Trim(c.Indicator, " 的"), "远还仍均略")
		x.state.subject.indicator = c.Indicator
	}
	x.peersOf(x.list("x", signPlace))
	if r := x.list("x", signRoster); len(r) > 0 {
		c.Roster = x.text[r[0].s:r[0].e]
	}
	c.PeerGroup = groupIn(x.word("x"), x.state.ctx.Groups, strings.Contains(x.word("x"), "等") || x.form.Name == "comparison-apart" || len(x.list("x", signPlace, signRoster)) == 0)
	if len(c.Peers) == 0 && c.Roster == "" {
		c.Peers, c.Roster = x.state.peers, x.state.roster
		if c.PeerGroup == "" {
			c.PeerGroup = x.state.group
		}
	}
	if len(c.Peers) == 0 && c.Roster == "" && c.PeerGroup == "" {
		return false
	}
	if len(c.Peers) == 1 && c.Peers[0] == x.state.place && c.Roster == "" && c.PeerGroup == "" {
		return false // a place is not compared with itself: 8个区低于全市平均
	}
	v := x.word("v")
	switch {
	case strings.ContainsAny(v, "有存差") && x.form.Name != "comparison-than":
		c.Than = "below"
	case strings.ContainsAny(v, "当平") || strings.HasPrefix(v, "不相"):
		c.Than = "equal"
	case strings.HasPrefix(v, "远"):
		c.Than = than(strings.TrimPrefix(v, "远"))
	case strings.HasPrefix(v, "不高"), strings.HasPrefix(v, "不强"), strings.HasPrefix(v, "不优"):
		c.Than = "below"
	case strings.HasPrefix(v, "不") && v != "不如" && v != "不及":
		c.Than = "above"
	default:
		c.Than = than(v)
	}
	x.state.quoting = false
	if n := x.list("n", valueSigns...); len(n) > 0 {
		if x.word("of") == "" {
			figure(c, n[0].number)
		} else if len(c.Peers) == 1 { // 低于深圳的4.8%: the figure is Shenzhen's own
			x.state.put(c)
			x.state.quoting, x.state.quotedThan = true, c.Than
			level := *c
			level.Type, level.Place, level.Peers, level.Than, level.Roster, level.PeerGroup = diagnose.LevelType, c.Peers[0], nil, "", "", ""
			figure(&level, n[0].number)
			x.extra = append(x.extra, level)
		}
	}
	x.state.put(c)
	fast := strings.ContainsAny(v, "快慢") || x.state.subject.growth || growthWords.MatchString(x.plainText(x.lo, x.start()))
	if c.Indicator != "" && fast && !x.state.isRate() || x.state.growing && !x.namesSubject() && c.Figure == nil && fast {
		c.Type = diagnose.GrowthGap
		c.Direction = map[string]string{"above": "up", "below": "down", "equal": "flat"}[c.Than]
		x.gapBase()
	}
	return true
}

// quoted reads 、西安的5.1% behind 低于深圳的4.8%: one more peer with its figure.
func (x *match) quoted(places []*item, n Number) bool {
	c := x.claim
	x.state.put(c)
	x.peersOf(places)
	if len(c.Peers) != 1 {
		return false
	}
	c.Type, c.Than = diagnose.Comparison, x.state.quotedThan
	level := *c
	level.Type, level.Place, level.Peers, level.Than = diagnose.LevelType, c.Peers[0], nil, ""
	figure(&level, n)
	x.extra = append(x.extra, level)
	return true
}

func (st *state) isRate() bool { return st.subject.kind == city.RateOf }

func (x *match) namesSubject() bool {
	_, ok := x.state.subjectIn(x.masked, x.lo, x.start())
	return ok
}

// buildGapOther: 快于一般工业, where the catalog lacks the other.
func buildGapOther(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	if c.Against = strings.Trim(growthWords.ReplaceAllString(x.word("x"), ""), " 的"); utf8Len(c.Against) < 2 {
		return false
	}
	c.Than, c.Direction = than(x.word("v")), "up"
	if c.Than == "below" {
		c.Direction = "down"
	}
	x.gapBase()
	return true
}

// buildGapSame: in step with an indicator is a difference of nothing.
func buildGapSame(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	if c.Against = x.state.economy(); len(x.list("x", signIndicator)) > 0 {
		c.Against = x.list("x", signIndicator)[0].id
	}
	c.Than, c.Direction = "equal", "flat"
	x.gapBase()
	return c.Against != c.Indicator
}

func buildGapWords(x *match) bool {
	c := x.claim
	left := x.plainText(x.lo, x.start())
	if !x.speak() {
		return false
	}
	others := x.list("x", signIndicator)
	c.Against = others[len(others)-1].id
	if c.Against == c.Indicator {
		return false
	}
	v := x.word("v")
	c.Than, c.Direction = than(v), "up"
	if c.Than == "below" {
		c.Direction = "down"
	}
	x.state.put(c)
	if !strings.ContainsAny(v, "快慢赢") && !growthWords.MatchString(left+x.word("x")) && !x.state.growing && !x.state.subject.growth {
		c.Type = diagnose.Comparison
		if n := x.list("n", signAmount); len(n) > 0 {
			figure(c, n[0].number)
		}
		return true
	}
	x.gapBase()
	return true
}

// buildThanIndicator holds a level against that of another indicator, which
// may be named by its first words only: 第三产业增加值比第二产业多.
func buildThanIndicator(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	if others := x.list("x", signIndicator); len(others) > 0 {
		c.Against = others[0].id
	} else {
		c.Against = x.beside(x.word("x"))
	}
	if c.Against == "" || c.Against == c.Indicator {
		return false
	}
	figure(c, x.list("n", signAmount)[0].number)
	c.Than = than(x.word("v"))
	x.state.put(c)
	return true
}

// beside is the indicator that words without a name of the catalog in running
// text mean beside the subject; "" where none is known.
func (x *match) beside(words string) string {
	if s, ok := x.state.sibling(words, x.state.subject); ok {
		return s.indicator
	}
	if s := x.state.worded(words); s.known {
		return s.indicator
	}
	return ""
}
