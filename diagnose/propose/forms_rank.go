package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

const (
	rankVerbs = `(?:位居|位列|名列|排名|排位|排在|位次居|稳居|跃居|居于|居|列|排|位次为?|处于|位于|稳定在|保持在?|升至|降至|升到|上升至|上升到|跃升至|跃升到|跻身|进入|迈入|挤进|冲进|入围|首次进入|连续居|荣获|获)`
	region    = `(?:中西部|中部地区|中部六省|中部|西部地区|西部|东部地区|东部|东北地区|全国|全省|全球|世界|国内|省内|全市|我国|同类城市|长三角|珠三角|大湾区|京津冀|长江经济带|长江中游|沿江|内陆)`
)

func rankChangeForms() []Form {
	verbs := `(?P<v>` + upVerbs + `|` + downVerbs + `|变|前移|晋升|跃)`
	return []Form{
		{
			Type: diagnose.RankChange, Name: "rank-change", Example: "排名由第10位上升到第8位",
			Text:  city.Text{Zh: "由第A位升（降）至第B位", En: "from rank A to rank B"},
			re:    pattern(`(?:(?:由|从|自)(?P<w1>[^\x{E001}-\x{E009}，]{0,16}?))?(?P<a>«O»)[^\x{E001}-\x{E009}，]{0,6}?，?` + verbs + `(?:了)?(?:至|到|为|居)?(?P<w2>[^\x{E001}-\x{E009}，]{0,16}?)(?P<b>«O»)`),
			build: buildRankChange,
		},
		{
			Type: diagnose.RankChange, Name: "rank-change-by", Example: "全国排名较上年上升3位",
			Text: city.Text{Zh: "位次上升（下降）若干位", En: "rose or fell by so many ranks"},
			re:   pattern(verbs + `了?(?P<n>«Q»)(?P<u>位次|名次|位|名)?`),
			fits: func(x *match) bool {
				u := x.list("n", signAmount)[0].number.Unit
				return u == "位" || u == "名" && rankWords.MatchString(x.plainText(x.lo, x.start())) || x.word("u") != ""
			},
			build: buildRankChangeBy,
		},
	}
}

var rankWords = regexp.MustCompile(`排名|位次|名次|排位|位居|排`)

func buildRankChange(x *match) bool {
	c := x.claim
	if !x.speakRank(x.lo, x.start()) {
		return false
	}
	a, b := x.list("a", signOrdinal)[0].number, x.list("b", signOrdinal)[0].number
	c.RankFrom, c.Rank = int(a.Value.IntPart()), int(b.Value.IntPart())
	c.Direction = "up"
	if c.Rank > c.RankFrom {
		c.Direction = "down"
	}
	x.state.put(c)
	c.From = x.state.from
	if p := x.list("w1", signPeriod, signPrior); len(p) > 0 && p[0].period.Period != "" {
		c.From = p[0].period.Period
	}
	if p := x.list("w2", signPeriod); len(p) > 0 && p[0].period.Period != "" {
		c.Period = p[0].period.Period
	}
	if c.From == c.Period {
		c.From = ""
	}
	for _, g := range []string{"w2", "w1"} {
		if s, e, ok := x.group(g); ok && c.Roster == "" {
			c.Roster = x.rosterIn(s, e)
		}
	}
	if c.Roster == "" {
		c.Roster = x.rosterIn(x.lo, x.start())
	}
	if c.Roster == "" {
		c.Roster = x.state.roster
	}
	return true
}

func buildRankChangeBy(x *match) bool {
	c := x.claim
	if !x.speakRank(x.lo, x.start()) {
		return false
	}
	n := x.list("n", signAmount)[0].number
	v := n.Value
	c.Figure, c.Unit = &v, "位"
	c.Direction = direction(x.word("v"))
	x.based()
	c.Roster = x.rosterIn(x.lo, x.start())
	if c.Roster == "" {
		c.Roster = x.state.roster
	}
	return true
}

// speakRank reads the subject before a rank, where words of a roster such as
// 全国排名 are no subject.
func (x *match) speakRank(lo, hi int) bool {
	c := x.claim
	s, ok := x.state.subjectIn(x.masked, lo, hi)
	if ok && (s.known || s.concept != "" || utf8Len(strings.Join(rosterNoise.Split(s.indicator, -1), "")) >= 2) {
		if !s.known && s.concept == "" {
			s.indicator = strings.Trim(rosterTail.ReplaceAllString(s.indicator, ""), " 的在")
		}
		if s.indicator != "" || s.concept != "" {
			x.state.subject = s
		}
	}
	x.placed(lo, x.ownEnd(lo, hi))
	if x.state.subject.none() {
		return false
	}
	x.state.rate(x.plainText(lo, hi)).give(c)
	return true
}

// ownEnd is where the words about the subject end and those about the roster
// (居全国城市) begin.
func (x *match) ownEnd(lo, hi int) int {
	if loc := rosterLead.FindStringIndex(x.mask[lo:hi]); loc != nil {
		return lo + loc[0]
	}
	return hi
}

var (
	rosterLead  = pattern(rankVerbs + `|在«R»|在«L»`)
	rosterNoise = regexp.MustCompile(`全国|全省|城市|排名|位次|中部|西部|东部|国内|世界|全球|排位|名次|综合|省会|地区`)
	rosterTail  = regexp.MustCompile(`(?:在)?(?:全国|全省|全球|世界|国内|中部|西部|东部|省内)?(?:城市|省会|省会城市|地区)?(?:综合)?(?:排名|排位|位次|名次)?$`)
	rosterWords = pattern(`(?P<r>(?:中?«L»|«R»|` + region + `)[^\x{E001}-\x{E009}\x{E00F}\x{E010}，在]{0,14}?)(?:的|之|中|里|排名|排位|位次|位|列|综合排名|第)*$`)
)

// rosterIn reads the comparison range at the end of mask[s:e] as written.
func (x *match) rosterIn(s, e int) string {
	if s >= e {
		return ""
	}
	loc := rosterWords.FindStringSubmatchIndex(x.mask[s:e])
	if loc == nil {
		return ""
	}
	for _, it := range x.itemsIn(s+loc[2], s+loc[3]) {
		it.used = true
	}
	return cleanRoster(x.plainText(s+loc[2], s+loc[3]))
}

func cleanRoster(s string) string {
	for {
		t := strings.Trim(s, " 的之")
		for _, w := range []string{"排名", "排位", "位次", "综合", "之中", "当中", "中", "里", "位列", "位居", "排", "居", "列", "位", "名列", "稳居", "并"} {
			t = strings.TrimSuffix(t, w)
		}
		if strings.HasSuffix(s, "中部") || strings.HasSuffix(t, "长江") || t == s {
			return s
		}
		s = t
	}
}

func rankForms() []Form {
	return []Form{
		{
			Type: diagnose.RankType, Name: "rank", Example: "2017年武汉经济总量居36个主要城市第8位",
			Text:  city.Text{Zh: "居某范围第N位", En: "ranks Nth among a roster"},
			re:    pattern(`(?P<v>` + rankVerbs + `)(?P<r>[^\x{E001}-\x{E009}，]{0,24}?)(?P<o>«O»|«K»)`),
			fits:  func(x *match) bool { return !ofAnother.MatchString(x.mask[x.end():]) },
			build: buildRank,
		},
		{
			Type: diagnose.RankType, Name: "rank-bare", Example: "经济总量中部第一",
			Text:  city.Text{Zh: "某范围第N", En: "Nth of a roster"},
			re:    pattern(`(?P<r>(?:(?:中?«L»|«R»|` + region + `)[^\x{E001}-\x{E009}\x{E00F}\x{E010}，在]{0,12}?)?)(?P<o>«O»|«K»)`),
			fits:  func(x *match) bool { return !ofAnother.MatchString(x.mask[x.end():]) },
			build: buildRank,
		},
		{
			Type: diagnose.RankType, Name: "rank-next", Example: "高新技术企业总量在副省级城市中仅次于深圳、广州、杭州",
			Text: city.Text{Zh: "（在某范围）仅次于某几地、位列某几地之后", En: "next to named places among a roster"},
			re:   pattern(`(?:仅次于|(?:位列|列|居|居于|排在|排|位居)(?P<after>))(?P<x>«L»(?:[、和与及]«L»)*)(?P<behind>之后)?`),
			fits: func(x *match) bool {
				return x.word("behind") != "" || strings.HasPrefix(x.plainText(x.start(), x.end()), "仅次于")
			},
			build: buildNext,
		},
		{
			Type: diagnose.RankType, Name: "rank-most", Example: "高新技术企业数量全国最多",
			Text:  city.Text{Zh: "某范围最高（最多）", En: "the highest of a roster"},
			re:    pattern(`(?:是|为|居|在)?(?P<r>(?:中?«L»|«R»|` + region + `)[^\x{E001}-\x{E009}，]{0,8}?)最(?:高|多|大|强|快)(?:的)?`),
			build: buildRank,
		},
	}
}

// ofAnother: 排名第一的深圳 ranks Shenzhen, not the subject.
var ofAnother = pattern(`^的«L»`)

func buildRank(x *match) bool {
	c := x.claim
	rs, re, hasR := x.group("r")
	start := x.start()
	var named *subject
	if hasR { // 居36个主要城市GDP第8位
		for i := rs; i < re; i++ {
			if k, ok := x.of[i]; ok && x.items[k].sign == signIndicator {
				s := x.state.subjectOf(x.masked, i, i, i+signLen)
				named, re = &s, i
				break
			}
		}
	}
	if named != nil {
		x.state.subject = *named
		x.placed(x.lo, start)
		x.state.rate(x.plainText(rs, x.end())).give(c)
	} else if !x.speakRank(x.lo, start) {
		return false
	}
	if hasR {
		c.Roster = x.rosterIn(rs, re)
		if c.Roster == "" && plainOf(x.mask[rs:re]) != x.mask[rs:re] {
			c.Roster = cleanRoster(x.plainText(rs, re))
		}
	}
	if c.Roster == "" {
		c.Roster = x.rosterIn(x.lo, start)
	}
	if c.Roster == "" {
		c.Roster = x.state.roster
	}
	c.Rank = 1
	if o := x.list("o", signOrdinal, signTop); len(o) > 0 {
		c.Rank = int(o[0].number.Value.IntPart())
		if o[0].sign == signTop {
			c.Hedge = diagnose.AtMost
		}
	}
	if c.Roster != "" { // 居副省级城市第2位，研发投入强度仅列第8位
		x.state.roster = c.Roster
	}
	x.state.put(c)
	return true
}

// buildNext: next to three places among a roster is the fourth rank; without
// a roster it is below each of them.
func buildNext(x *match) bool {
	c := x.claim
	if !x.speakRank(x.lo, x.start()) {
		return false
	}
	places := x.list("x", signPlace)
	if c.Roster = x.rosterIn(x.lo, trimAmong(x.mask, x.lo, x.start())); c.Roster == "" {
		c.Roster = x.state.roster
	}
	x.peersOf(places)
	x.state.put(c)
	if c.Roster == "" {
		c.Type, c.Than = diagnose.Comparison, "below"
		return len(c.Peers) > 0
	}
	c.Rank, c.Peers = len(places)+1, nil
	return true
}

// trimAmong steps back over 中 and 仅 behind a roster.
func trimAmong(mask string, s, e int) int {
	for {
		w, ok := endsAny(mask[s:e], []string{"之中", "中", "里", "内", "仅", "，"})
		if !ok {
			return e
		}
		e -= len(w)
	}
}

func wordPlaces(items []*item) []string {
	var out []string
	for _, it := range items {
		if it.id != "" && it.match != catalog.Ambiguous && it.match != catalog.Unresolved {
			out = append(out, it.id)
		}
	}
	return out
}
