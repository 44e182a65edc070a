package draft

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/diagnose"
)

// ofWhole are words by which a clause leaves the group named before it.
var ofWhole = regexp.MustCompile(`全市|全省|全区|全县|全州|全国|合计|总计|共有|总数|我市|我省|我区`)

// Group gives the figures of a group the indicators of that group: in
// 小学在校学生54.2万人，专任教师3.3万人 the teachers are those of the schools named
// before, where the study's tables tell them apart.
func Group(claim *diagnose.Claim, sentence string, indicators *catalog.Indicators) {
	before := ""
	grouper{indicators}.in(claim, sentence, &before)
}

type grouper struct{ indicators *catalog.Indicators }

func (c grouper) in(claim *diagnose.Claim, sentence string, before *string) {
	for i := range claim.Parts {
		c.in(&claim.Parts[i], sentence, before)
	}
	if claim.Indicator == "" || len(claim.Parts) > 0 {
		return
	}
	name := c.indicators.Name(claim.Indicator)
	if *before != "" && *before != name && !c.namesWhole(sentence, claim.Indicator) {
		if id, full := c.inGroup(*before, name, sentence); id != "" {
			claim.Indicator, name = id, full
		}
	}
	*before = name
}

// namesWhole reports a clause that says that its figure is of the whole place.
func (c grouper) namesWhole(sentence, indicator string) bool {
	for _, m := range c.indicators.Find(sentence) {
		if m.ID == indicator && ofWhole.MatchString(clauseOf(sentence, m.Start)) {
			return true
		}
	}
	return false
}

// inGroup finds the indicator whose name is that of the group, the beginning
// of the one before, and this one's: 小学 and 专任教师数.
func (c grouper) inGroup(before, name, sentence string) (id, full string) {
	group := ""
	for _, r := range before {
		group += string(r)
		if len([]rune(group)) < 2 || !strings.Contains(sentence, group) || strings.HasPrefix(name, group) {
			continue
		}
		if r := c.indicators.Resolve(group + name); r.Known && r.Definition == "" && c.indicators.Name(r.ID) == group+name {
			id, full = r.ID, group+name
		}
	}
	return id, full
}
