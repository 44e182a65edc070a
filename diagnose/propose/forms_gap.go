package propose

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

var (
	growthWords = regexp.MustCompile(`增速|增幅|涨幅|降幅|增长率|增长速度`)
	averageOf   = regexp.MustCompile(`平均`)
)

// gapForms read differences in percentage points: against an indicator, a
// place, a target, or the subject's own earlier rate.
func gapForms() []Form {
	return []Form{
		{
			Type: diagnose.GrowthGap, Name: "gap-than-figure", Example: "城镇化率为80.3%，比全国平均的59.6%高20.7个百分点",
			Text:  city.Text{Zh: "比某地（写明其数）高若干个百分点", En: "than a place, whose figure is named, by points"},
			re:    pattern(`(?:比|较)(?P<x>(?:[^\x{E001}-\x{E009}，例重值率比][^\x{E001}-\x{E009}，]{0,7}?)??(?:«L»|«I»)[^\x{E001}-\x{E009}，]{0,10}?)«P»(?P<v>快|慢|高出?|低)(?:了|近|约)?(?P<n>«D»)`),
			build: buildGap,
		},
		{
			Type: diagnose.GrowthGap, Name: "gap-points", Example: "快于GDP增速1.3个百分点",
			Text:  city.Text{Zh: "快（高、慢、低）于某指标或某地若干个百分点", En: "faster or slower than an indicator or a place by points"},
			re:    pattern(`(?P<v>快于|慢于|高于|低于|高出|高过|低过|落后于?|领先于?|超过|超出|跑赢|超前于?|滞后于?)(?P<x>[^\x{E001}-\x{E009}，]{1,24}?)(?:近|约|了)?(?P<n>«D»)`),
			fits:  fitsGap,
			build: buildGap,
		},
		{
			Type: diagnose.GrowthGap, Name: "gap-than", Example: "比全国平均水平高1.2个百分点",
			Text:  city.Text{Zh: "比某指标或某地快（高、慢、低）若干个百分点", En: "than an indicator or a place by points"},
			re:    pattern(`(?:比|较)(?P<x>[^\x{E001}-\x{E009}，例重值率比][^\x{E001}-\x{E009}，]{0,23}?)(?P<v>快|慢|高出?|低)(?:了|近|约)?(?P<n>«D»)`),
			fits:  fitsGap,
			build: buildGap,
		},
	}
}

// gapSaid is the verb of a difference in points, for the next place.
type gapSaid struct {
	verb string
	typ  diagnose.Type
}

func buildGapMore(x *match) bool {
	c := x.claim
	if x.state.subject.none() || x.state.gap.verb == "" {
		return false
	}
	x.state.subject.give(c)
	figure(c, x.list("n", signPoints)[0].number)
	c.Type, c.Than, c.Direction = x.state.gap.typ, than(x.state.gap.verb), "up"
	if c.Than == "below" {
		c.Direction = "down"
	}
	x.peersOf(x.list("x", signPlace))
	x.state.put(c)
	if c.Type == diagnose.GrowthGap {
		x.gapBase()
	}
	return len(c.Peers) > 0
}

func fitsGap(x *match) bool {
	words := x.word("x")
	if _, ok := hasAny(words, []string{"重", "例", "值", "率"}); ok && x.form.Name == "gap-than" { // 比重提高
		return false
	}
	if _, ok := endsAny(words, []string{"提", "增", "降", "升", "走"}); ok && x.form.Name == "gap-than" {
		return false
	}
	return len(x.list("x", signIndicator, signPlace, signRoster, signPrior, signPeriod)) > 0 || utf8Len(x.word("x")) >= 2
}

func than(verb string) string {
	for _, w := range []string{"慢", "低", "落后", "滞后", "不及", "不如", "逊", "少", "小", "弱", "差"} {
		if strings.HasPrefix(verb, w) {
			return "below"
		}
	}
	return "above"
}

func buildGap(x *match) bool {
	c := x.claim
	subjectNamed := false
	if s, ok := x.state.subjectIn(x.masked, x.lo, x.start()); ok {
		x.state.subject, subjectNamed = s, true
	}
	x.placed(x.lo, x.start())
	if x.state.subject.none() {
		return false
	}
	x.state.subject.give(c)
	figure(c, x.list("n", signPoints)[0].number)
	verb, words := x.word("v"), x.word("x")
	c.Than, c.Direction = than(verb), "up"
	if c.Than == "below" {
		c.Direction = "down"
	}
	x.state.put(c)
	c.Average = strings.Contains(x.plainText(x.lo, x.start()), "年均")
	growing := strings.ContainsAny(verb, "快慢") || growthWords.MatchString(words) || x.state.subject.growth ||
		growthWords.MatchString(x.plainText(x.lo, x.start())) || strings.HasSuffix(x.plainText(x.lo, x.start()), "增长") || !subjectNamed && x.state.growing
	others := x.list("x", signIndicator)
	places := x.list("x", signPlace)
	switch {
	case strings.Contains(words, "目标") || strings.Contains(words, "预期") || strings.Contains(words, "序时") || strings.Contains(words, "时间进度"):
		c.Type = diagnose.TargetType
		return true
	case len(others) > 0:
		c.Against = others[0].id
		if len(places) > 0 && c.Against == c.Indicator {
			x.peersOf(places)
		}
		if isShare(x.state.subject) && !growing {
			c.Type = diagnose.Comparison
		}
		x.gapBase()
		return c.Against != c.Indicator || len(c.Peers) > 0 || len(places) == 0
	case len(places) > 0 || len(x.list("x", signRoster)) > 0:
		x.peersOf(places)
		x.state.gap = gapSaid{verb, diagnose.Comparison}
		if growing {
			x.state.gap.typ = diagnose.GrowthGap
		}
		if r := x.list("x", signRoster); len(r) > 0 {
			c.Roster = x.text[r[0].s:r[0].e]
		}
		if !growing {
			c.Type = diagnose.Comparison
			return true
		}
		x.gapBase()
		return true
	}
	// against its own earlier value: 比上年高0.3个百分点
	if p := x.list("x", signPrior, signPeriod); len(p) > 0 {
		if p[0].period.Period != "" {
			x.state.from = p[0].period.Period
		}
		if growing {
			c.Against = c.Indicator
			x.based()
			return true
		}
		c.Type, c.Than = diagnose.ShareChange, ""
		x.based()
		return true
	}
	if w := strings.Trim(plainOf(words), " 的增速幅"); utf8Len(w) >= 2 && w != "实际" && w != "名义" { // 快于城镇居民: words the catalog lacks
		c.Against = w
		if s, ok := x.state.sibling(w, x.state.subject); ok {
			c.Against = s.indicator
		}
		if !growing {
			c.Type = diagnose.Comparison
		}
		x.gapBase()
		return true
	}
	return false
}

func (x *match) gapBase() {
	x.state.growing = true
	from := x.state.from
	x.based()
	if from == "" && x.claim.Period == "" {
		x.claim.From = ""
	}
}
