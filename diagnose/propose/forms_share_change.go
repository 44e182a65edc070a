package propose

import (
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

func shareChangeForms() []Form {
	return []Form{{
		Type: diagnose.ShareChange, Name: "share-change", Example: "比重提高1.2个百分点",
		Text:  city.Text{Zh: "比重（率）提高或下降若干个百分点；增速加快、回落若干个百分点是与自身上期增速之差", En: "a share rose or fell by points"},
		re:    pattern(`(?P<v>` + upVerbs + `|` + downVerbs + `)(?:了|约|近)*(?P<n>«D»)`),
		build: buildShareChange,
	}}
}

func buildShareChange(x *match) bool {
	c := x.claim
	left := x.plainText(x.lo, x.start())
	subject, named := x.state.subjectIn(x.masked, x.lo, x.beforeWhole())
	if named {
		x.state.subject = subject
	}
	if x.state.subject.none() {
		return false
	}
	x.placed(x.lo, x.beforeWhole())
	x.state.subject.give(c)
	x.whole(x.lo, x.start())
	figure(c, x.list("n", signPoints)[0].number)
	verb := x.word("v")
	c.Direction = direction(verb)
	x.based()
	faster := strings.HasPrefix(verb, "加快") || strings.HasPrefix(verb, "放缓") || strings.HasPrefix(verb, "提速")
	share := c.Against != "" || len(c.Peers) > 0 || strings.Contains(left, "比重") || strings.Contains(left, "占")
	x.state.growing = x.state.growing && !named
	if growthWords.MatchString(left) || faster && !isShare(x.state.subject) || !named && x.state.growing && !share && !isShare(x.state.subject) {
		x.state.growing = true
		c.Type, c.Against, c.Than = diagnose.GrowthGap, c.Indicator, "above"
		if c.Direction == "down" {
			c.Than = "below"
		}
	}
	return true
}

var wholeForm = pattern(`占(?P<x>[^\x{E001}-\x{E009}，]{1,24}?)(?:的)?(?:比重|比例|份额|比率|比|$)`)

// beforeWhole is where the words about the part end: before 占GDP的比重.
func (x *match) beforeWhole() int {
	if loc := wholeForm.FindStringSubmatchIndex(x.mask[x.lo:x.start()]); loc != nil && !strings.HasPrefix(x.mask[x.lo+loc[2]:], "比") {
		return x.lo + loc[0]
	}
	return x.start()
}

// whole reads 占GDP in the words before a form, where the indicator itself is
// not already the share.
func (x *match) whole(lo, hi int) {
	loc := wholeForm.FindStringSubmatchIndex(x.mask[lo:hi])
	if loc == nil || strings.HasPrefix(x.mask[lo+loc[2]:], "比") {
		return
	}
	x.wholeOf(lo+loc[2], lo+loc[3], lo, lo+loc[0])
}

// wholeOf gives the share its whole: an indicator, or the place whose total
// it is; and its part, named in mask[lo:hi].
func (x *match) wholeOf(s, e, lo, hi int) {
	c := x.claim
	if part, ok := x.state.subjectIn(x.masked, lo, hi); ok {
		x.state.subject = part
		part.give(c)
	}
	items := x.itemsIn(s, e)
	if ind := pick(items, []rune{signIndicator}); len(ind) > 0 {
		c.Against = ind[len(ind)-1].id
		x.ratioKnown(ind[len(ind)-1])
	}
	if places := pick(items, []rune{signPlace}); len(places) > 0 {
		for _, it := range places {
			it.used = true
			if it.match != catalog.Ambiguous && it.match != catalog.Unresolved && it.id != c.Place && (c.Against == "" || it.id != x.state.place) {
				c.Peers = append(c.Peers, it.id)
			}
		}
	}
	if c.Against == "" && len(c.Peers) == 0 {
		words := strings.Trim(plainOf(x.mask[s:e]), " 的")
		if r := x.state.worded(x.state.subject.words + "占" + words + "的比重"); r.known && x.state.subject.indicator != "" { // 占规模以上工业比重
			x.state.subject = r
			r.give(c)
			return
		}
		c.Against = words
	}
}

// ratioKnown: 研发投入占GDP比重 is an indicator of its own where the catalog
// has it; what follows (居第3位) then speaks of the ratio.
func (x *match) ratioKnown(whole *item) {
	s := x.state.subject
	if s.indicator == "" || !s.known {
		return
	}
	r := x.state.cat.Resolve(s.words + "占" + x.text[whole.s:whole.e] + "的比重")
	ind, ok := x.state.cat.Get(r.ID)
	if !r.Known || !ok || r.Facet == city.Growth || r.ID == s.indicator {
		return
	}
	x.state.subject = subject{indicator: r.ID, known: true, definition: s.definition, kind: ind.Kind, unit: ind.Unit, words: s.words + "占比"}
	x.state.subject.give(x.claim)
	x.claim.Against = ""
}
