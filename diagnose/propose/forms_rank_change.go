package propose

import (
	"regexp"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func rankChangeForms() []Form {
	verbs := `(?P<v>` + upVerbs + `|` + downVerbs + `|变|前移|晋升|跃)`
	return []Form{
		{
			Type: diagnose.RankChange, Name: "rank-change", Example: "排名由第10位上升到第8位",
			Text:  city.Text{Zh: "由第A位升（降）至第B位", En: "from rank A to rank B"},
			re:    pattern(`(?:(?:由|从|自)(?P<w1>[^\x{E001}-\x{E009}，由从]{0,16}?))?(?P<a>«O»)[^\x{E001}-\x{E009}，]{0,6}?，?` + verbs + `(?:了)?(?:至|到|为|居)?(?P<w2>[^\x{E001}-\x{E009}，]{0,16}?)(?P<b>«O»)`),
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

// rankMoveForms read a change of rank without a number.
func rankMoveForms() []Form {
	return []Form{{
		Type: diagnose.RankChange, Name: "rank-change-words", Example: "近五年研发投入强度在全国的位次持续上升",
		Text:  city.Text{Zh: "位次（排名）上升、前移、下降，未写数字", En: "the rank rose or fell, without a number"},
		re:    pattern(`(?:在(?P<r>[^\x{E001}-\x{E009}，]{1,16}?)的?)?(?:位次|名次|排名|排位)(?:(?:比|较|与)«Z»(?:同期)?)?(?P<w>(?:已经|已|实现|继续|逐年|逐步|持续|稳步|不断|连年|有所|明显|大幅度?|显著|进一步|总体|略有|均|都|又|呈现?|保持|的)*)(?P<v>` + upVerbs + `|` + downVerbs + `)(?:了|的?(?:态势|趋势|势头))?(?:[。！;)]|$)`),
		build: buildRankMove,
	}}
}

func buildRankMove(x *match) bool {
	c := x.claim
	if !x.speakRank(x.lo, x.start()) {
		return false
	}
	c.Word, c.Direction = x.word("w"), direction(x.word("v"))
	x.state.put(c)
	if c.From = x.state.from; c.From == "" {
		c.Years = x.state.years
	}
	if c.From == c.Period {
		c.From = ""
	}
	if s, e, ok := x.group("r"); ok {
		c.Roster = x.rosterIn(s, e)
	}
	if c.Roster == "" {
		c.Roster = x.state.roster
	}
	return true
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
