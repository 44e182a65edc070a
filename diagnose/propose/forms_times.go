package propose

import (
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

func timesForms() []Form {
	return []Form{
		{
			Type: diagnose.GrowthType, Name: "times-to", Example: "增长到2013年的2.8倍",
			Text: city.Text{Zh: "增长到（是）某年的N倍", En: "grew to N times"},
			re:   pattern(`(?:增长|增加|扩大|提高|提升|上升|增|升|扩)(?:到|至|为)(?:了)?(?P<w>[^\x{E001}-\x{E009}，]{0,10}?)(?P<n>«X»)`),
			build: func(x *match) bool {
				x.claim.Times = "to"
				return buildTimes(x)
			},
		},
		{
			Type: diagnose.Comparison, Name: "times-of-place", Example: "深圳是武汉的4倍",
			Text:  city.Text{Zh: "是某地的N倍、相当于某地的若干", En: "is N times, or so much, of another place"},
			fits:  fitsTimesOfPlace,
			re:    pattern(`(?P<v>是|为|达到?|相当于|仅为|只有|仅相当于|不及|约为|约是|仅是|不到|不足|超过|接近|约|近|仅|只及)(?P<w>[^\x{E001}-\x{E009}，]{0,6}?«L»[^\x{E001}-\x{E009}，]{0,8}?)的?(?P<n>«X»|«P»)`),
			build: buildTimesOfPlace,
		},
		{
			Type: diagnose.Comparison, Name: "times-of-indicator", Example: "财政科技支出不足教育支出的五分之一",
			Text: city.Text{Zh: "是（不足、超过）另一指标的N倍、几分之一", En: "is N times, or such a part, of another indicator"},
			re:   pattern(`(?P<v>是|为|达到?|相当于|仅为|只有|仅相当于|不及|约为|约是|仅是|不到|不足|超过|接近|约|近|仅|只及)(?P<w>«I»|[^\x{E001}-\x{E010}，的]{2,12}?)的(?P<n>«X»|«P»)(?:[。;]|$)`),
			fits: func(x *match) bool {
				n := x.list("n", signTimes, signPercent)[0].number
				return n.Unit == "倍" || n.Words && n.Hedge == diagnose.Tenths
			},
			build: buildTimesOfIndicator,
		},
		{
			Type: diagnose.Comparison, Name: "times-of-place-bare", Example: "接近全国的四分之一、全省的一半",
			Text:  city.Text{Zh: "（接着上一部分）某地的若干", En: "(going on) so much of another place"},
			re:    pattern(`^(?P<w>«L»)的(?P<n>«X»|«P»|«Q»)(?:[。;]|$)`),
			fits:  func(x *match) bool { return len(x.list("n", signAmount)) == 0 || x.state.quoting },
			build: buildTimesOfPlace,
		},
		{
			Type: diagnose.GrowthType, Name: "times-of-year", Example: "是2015年的2.3倍",
			Text: city.Text{Zh: "是某年的N倍", En: "is N times that of a year"},
			re:   pattern(`(?:是|为|达到?|相当于|达|约为|约是)(?P<w>(?:[^\x{E001}-\x{E009}，]{0,4}?«Z»[^\x{E001}-\x{E009}，]{0,6}?|原来|当时|同期|期初|原先|过去|改革开放初期))的?(?P<n>«X»)`),
			build: func(x *match) bool {
				x.claim.Times = "to"
				return buildTimes(x)
			},
		},
		{
			Type: diagnose.GrowthType, Name: "times-by", Example: "发明专利授权量五年增长2.8倍",
			Text: city.Text{Zh: "增长N倍；下降N倍照录，由判定拒绝", En: "grew by N times"},
			re:   pattern(`(?P<v>` + upVerbs + `|` + downVerbs + `|翻)(?:了|约|近)*(?P<n>«X»)`),
			build: func(x *match) bool {
				x.claim.Times = "by"
				return buildTimes(x)
			},
		},
	}
}

func buildTimes(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	figure(c, x.list("n", signTimes)[0].number)
	c.Direction = direction(x.word("v"))
	if p := x.list("w", signPeriod, signPrior); len(p) > 0 && p[0].period.Period != "" {
		if x.state.period == p[0].period.Period {
			x.state.period = ""
		}
		x.state.from = p[0].period.Period
	}
	x.based()
	x.state.growing = true
	return true
}

// buildTimesOfIndicator holds one indicator against another of the same place.
func buildTimesOfIndicator(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	figure(c, x.list("n", signTimes, signPercent)[0].number)
	c.Times, c.Than = "to", "above"
	if others := x.list("w", signIndicator); len(others) > 0 {
		c.Against = others[0].id
	} else if c.Against = x.beside(x.word("w")); c.Against == "" {
		return false
	}
	for _, h := range hedgesBefore {
		if h.word == x.word("v") && h.hedge != "" {
			c.Hedge = h.hedge
		}
	}
	if strings.HasPrefix(x.word("v"), "不及") {
		c.Hedge = diagnose.LessThan
	}
	if c.Unit == "%" && c.Figure.LessThan(decimal.NewFromInt(100)) || c.Unit == "倍" && c.Figure.LessThan(decimal.NewFromInt(1)) {
		c.Than = "below"
	}
	x.state.put(c)
	return c.Against != c.Indicator
}

// fitsTimesOfPlace: 不到全市1%的土地 is a part of the city, not a multiple.
func fitsTimesOfPlace(x *match) bool {
	if strings.HasSuffix(x.mask[x.start():x.end()-signLen], "的") {
		return true
	}
	return strings.ContainsAny(x.word("v"), "是为当达")
}

func buildTimesOfPlace(x *match) bool {
	c := x.claim
	if !x.speak() {
		return false
	}
	n := x.list("n", signTimes, signPercent, signAmount)[0].number
	if x.form.Name == "times-of-place-bare" && x.state.quoting {
		return x.quoted(x.list("w", signPlace), n)
	}
	figure(c, n)
	c.Times = "to"
	if c.Hedge == diagnose.Exactly || c.Hedge == diagnose.Tenths {
		for _, h := range hedgesBefore {
			if h.word == x.word("v") && h.hedge != "" {
				c.Hedge = h.hedge
			}
		}
	}
	if strings.HasPrefix(x.word("v"), "不及") {
		c.Hedge = diagnose.LessThan
	}
	if x.form.Name == "times-of-place-bare" && (c.Hedge == diagnose.Tenths || c.Hedge == diagnose.Exactly) && x.state.bent != "" {
		c.Hedge = x.state.bent // 不及深圳的1/4、广州的1/3
	}
	x.state.bent = c.Hedge
	x.peersOf(x.list("w", signPlace))
	x.state.put(c)
	c.Than = "above"
	if n.Unit == "%" && c.Figure.LessThan(decimal.NewFromInt(100)) || n.Unit == "倍" && c.Figure.LessThan(decimal.NewFromInt(1)) {
		c.Than = "below"
	}
	if n.Unit == "%" && !averageOf.MatchString(x.word("w")) && !isShare(x.state.subject) && x.state.subject.kind != city.Ratio && x.within(c.Place, c.Peers) { // 接近全国的四分之一
		c.Type, c.Times, c.Than = diagnose.ShareType, "", ""
	}
	return len(c.Peers) > 0
}

// within reports whether the place lies in each of the others.
func (x *match) within(place string, others []string) bool {
	for _, o := range others {
		inside := o == "000000"
		if x.state.ctx.Places != nil {
			for p, ok := x.state.ctx.Places.Get(place); ok && p.Parent != "" && !inside; p, ok = x.state.ctx.Places.Get(p.Parent) {
				inside = p.Parent == o
			}
		}
		if !inside {
			return false
		}
	}
	return len(others) > 0
}

// peersOf makes places the claim's comparator.
func (x *match) peersOf(items []*item) {
	for i, it := range items {
		it.used = true
		if _, all := hasAny(x.text[it.s:it.e], []string{"全市", "全省", "全区", "全县"}); all && i > 0 && items[i-1].e == it.s { // 徐州全市
			continue
		}
		if seen(x.claim.Peers, it.id) {
			continue
		}
		if it.match == catalog.Ambiguous || it.match == catalog.Unresolved || it.id == "" {
			continue
		}
		x.claim.Peers = append(x.claim.Peers, it.id)
	}
}

func seen(list []string, id string) bool {
	for _, x := range list {
		if x == id {
			return true
		}
	}
	return false
}
