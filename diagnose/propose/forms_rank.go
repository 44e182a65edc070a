package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

const (
	rankVerbs = `(?:位居|位列|名列|排名|排位|排在|位次居|稳居|跃居|居于|居|列|排|位次为?|处于|位于|稳定在|保持在?|升至|降至|升到|上升至|上升到|跃升至|跃升到|跻身|进入|迈入|挤进|冲进|入围|首次进入|连续居|荣获|获|跌出|掉出|退出|滑出|重回|重返|退居|跻入)`
	region    = `(?:中西部|中部地区|中部六省|中部|西部地区|西部|东部地区|东部|东北地区|亚洲|欧洲|亚太|全国|全省|全球|世界|国内|省内|全市|我国|同类城市|长三角|珠三角|大湾区|京津冀|长江经济带|长江中游|沿江|内陆|中心城区|主城区|新城区|远城区|各区|各县区|各市州)`
)

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

var amongTail = pattern(`在(?P<x>[^，在]{0,12}?(?:«L»|«R»|` + region + `)[^\x{E001}-\x{E009}\x{E00F}，在]{0,14}?)(?:之中|中|里|范围内)(?:的|仅|只|才|也|已|还|仍|均|都|首次)*$`)

// ofAnother: 排名第一的深圳 ranks Shenzhen, not the subject.
var ofAnother = pattern(`^的«L»`)

func buildRank(x *match) bool {
	c := x.claim
	rs, re, hasR := x.group("r")
	start := x.start()
	among := ""
	if loc := amongTail.FindStringSubmatchIndex(x.mask[x.lo:start]); loc != nil { // 在全国国家级高新区中
		among = cleanRoster(x.plainText(x.lo+loc[2], x.lo+loc[3]))
		for _, it := range x.itemsIn(x.lo+loc[2], x.lo+loc[3]) {
			it.used = true
		}
		start = x.lo + loc[0]
	}
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
		if w := cleanRoster(x.plainText(rs, re)); c.Roster == "" && (plainOf(x.mask[rs:re]) != x.mask[rs:re] || rosterNoun.MatchString(w)) {
			c.Roster = w
		}
	}
	if c.Roster == "" {
		c.Roster = among
	}
	if c.Roster == "" {
		c.Roster = x.rosterIn(x.lo, start)
	}
	if c.Roster == "" {
		c.Roster = x.state.roster
	}
	x.denyRank()
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

// rosterNoun: 居同类开发区第3位 has a roster that no catalog lists.
var rosterNoun = regexp.MustCompile(`^\p{Han}{2,12}(?:城市|地区|区县|县市|市州|开发区|高新区|经开区|新区|园区|高校|省份|省市|国家|城区|百强县|百强区|同行业|系统)$`)

// leaving are the verbs that deny a rank themselves.
var leaving = regexp.MustCompile(`^(?:跌出|掉出|退出|滑出)`)

// denyRank: 未进入前五, 跌出前十, 在前十之外 deny the rank.
func (x *match) denyRank() {
	c := x.claim
	before := plainOf(x.mask[x.lo:x.start()])
	no := rankDenied.FindString(before)
	if no == "" && !leaving.MatchString(x.plainText(x.start(), x.end())) && !outside.MatchString(x.mask[x.end():x.clause.End]) {
		return
	}
	c.Denied = true
	for _, w := range []string{no, "跌出", "掉出", "退出", "滑出"} {
		c.Indicator = strings.TrimSuffix(c.Indicator, w)
	}
}

var (
	rankDenied = regexp.MustCompile(`(?:一直|至今|仍然|依然|始终|仍|还|尚)*(?:没有|没能|未能|未|并未|不)(?:能|再)?$`)
	outside    = regexp.MustCompile(`^(?:之外|以外|开外)`)
)

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
	x.state.roster = c.Roster
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
