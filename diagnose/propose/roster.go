package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/diagnose"
)

// speakRank reads the subject before a rank, where words of a roster such as
// 全国排名 are no subject.
func (x *match) speakRank(lo, hi int) bool {
	c := x.claim
	s, ok := x.state.subjectIn(x.masked, lo, hi)
	if ok && (s.known || s.concept != "" || utf8Len(strings.Join(rosterNoise.Split(s.indicator, -1), "")) >= 2) {
		if !s.known && s.concept == "" {
			s.indicator = strings.Trim(rosterTail.ReplaceAllString(s.indicator, ""), " 的在居列排位")
			if heavyWords(s.indicator) == "" { // 总量居全国城市位次由第9位
				s.indicator = ""
			}
		}
		if s.indicator != "" || s.concept != "" {
			x.state.subject = s
		}
	}
	x.placed(lo, x.ownEnd(lo, hi))
	if x.state.subject.none() {
		return false
	}
	if ok {
		x.state.ratio = ""
	} else if x.state.ratio != "" && !totalWords.MatchString(x.plainText(lo, hi)) { // 占GDP的比重为10.3%，居第8位
		c.Indicator = x.state.ratio
		return true
	}
	if !ok && !totalWords.MatchString(x.plainText(lo, hi)) && x.form.Type != diagnose.Streak && x.state.growing && !x.state.levelSaid() { // 投资增长10.4%，居中部第2位 ranks the growth
		x.state.rate("增速").give(c)
		return true
	}
	x.state.rate(x.plainText(lo, hi)).give(c)
	return true
}

// levelSaid reports whether the sentence gave the level of its subject.
func (st *state) levelSaid() bool {
	for _, s := range st.spoken {
		if s.indicator == st.subject.indicator {
			return true
		}
	}
	return false
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
		for _, w := range []string{"排名", "排位", "位次", "综合", "之中", "当中", "中", "里", "位列", "位居", "排", "居", "列", "位", "名列", "稳居", "并", "仅仅", "仅", "只", "才", "均", "也", "已", "还", "仍", "都", "首次"} {
			t = strings.TrimSuffix(t, w)
		}
		if strings.HasSuffix(s, "中部") || strings.HasSuffix(t, "长江") || t == s {
			return s
		}
		s = t
	}
}
