package propose

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// effectParts reads a measure and what came of it, one claim for each outcome
// that follows. rest is the other parts: those whose words make up an effect are
// taken out.
func effectParts(m *masked, st *state, parts []diagnose.Claim) (effects, rest []diagnose.Claim) {
	if !measureWords.MatchString(m.text) {
		return nil, parts
	}
	for _, f := range []struct {
		re   *regexp.Regexp
		read func(*effectWords) bool
	}{{effectActs, (*effectWords).acts}, {effectBetters, (*effectWords).betters}, {effectFor, (*effectWords).works}, {effectTells, (*effectWords).tells}, {effectOwes, (*effectWords).owes}} {
		for _, loc := range f.re.FindAllStringSubmatchIndex(m.text, -1) {
			own := *st
			w := &effectWords{masked: m, state: &own, re: f.re, loc: loc, parts: parts, claim: diagnose.Claim{Type: diagnose.EffectType}}
			if w.named() && f.read(w) {
				return w.more(nil)
			}
		}
	}
	return nil, parts
}

// more finishes an effect and goes on to the next clause: 促进了创新，使专利授权量
// 提高了12.5%.
func (w *effectWords) more(before []diagnose.Claim) (effects, rest []diagnose.Claim) {
	w.finish()
	effects, rest = append(before, w.claim), w.rest()
	if w.re != effectActs && w.re != effectBetters && w.re != effectThen {
		return effects, rest
	}
	end := w.loc[1]
	loc := effectThen.FindStringSubmatchIndex(w.text[end:])
	if loc == nil {
		return effects, rest
	}
	for i := range loc {
		if loc[i] >= 0 {
			loc[i] += end
		}
	}
	next := &effectWords{masked: w.masked, state: w.state, re: effectThen, loc: loc, parts: rest, claim: diagnose.Claim{Type: diagnose.EffectType, Measure: w.claim.Measure}}
	if !next.acts() {
		return effects, rest
	}
	return next.more(effects)
}

// effectWords is a form that fits, over the narrowed text.
type effectWords struct {
	*masked
	state *state
	re    *regexp.Regexp
	loc   []int
	parts []diagnose.Claim
	claim diagnose.Claim
	from  int // words of the effect itself, where other parts give way
	to    int
	spare bool // parts with figures of their own stay
}

// at gives the offsets of a group; empty where it is none.
func (w *effectWords) at(name string) (s, e int) {
	i := w.re.SubexpIndex(name)
	if i < 0 || w.loc[2*i] < 0 {
		return w.loc[1], w.loc[1]
	}
	return w.loc[2*i], w.loc[2*i+1]
}

func (w *effectWords) word(name string) string {
	s, e := w.at(name)
	return w.text[s:e]
}

// named takes the words of the measure; those that name none are refused.
func (w *effectWords) named() bool {
	words := strings.Trim(measureLead.ReplaceAllString(w.word("m"), ""), " 的")
	if r := []rune(words); len(r) > 2 && strings.ContainsRune("“\"『《", r[0]) && strings.ContainsRune("”\"』》", r[len(r)-1]) {
		words = string(r[1 : len(r)-1])
	}
	words = unpaired(words)
	if _, e := w.at("m"); strings.HasSuffix(w.text[:e], "改革") && strings.HasPrefix(w.text[e:], "开放") || strings.Contains(words, "改革开放") {
		return false // a way of speaking, no measure
	}
	w.claim.Measure = words
	return words != ""
}

// unpaired takes off a closing quotation mark whose opening one was left behind.
func unpaired(words string) string {
	if strings.Count(words, "”") != strings.Count(words, "“") {
		return strings.Trim(words, "“”")
	}
	return words
}

// acts: 政策 带动 the outcome (增长 so much).
func (w *effectWords) acts() bool {
	v, o := w.word("v"), w.word("o")
	vs, _ := w.at("v")
	if causeNoun.MatchString(w.text[vs:]) || effectNoun.MatchString(o) || w.bid(vs) {
		return false
	}
	w.outcome()
	up := !strings.Contains("|"+badVerbs+"|", "|"+v+"|")
	change := effectChange.FindString(o)
	switch {
	case change != "" && !effectUp.MatchString(change):
		up = !up
	case change == "" && w.claim.Figure == nil && (strings.Contains(v, "使") || v == "让" || v == "导致"):
		w.claim.Word = v
		return true // 使 so and so: which way is not said
	}
	w.direct(up)
	return true
}

// betters: 政策 提升了 the outcome (by so much).
func (w *effectWords) betters() bool {
	v, o := w.word("v"), w.word("o")
	vs, _ := w.at("v")
	if w.word("le") == "" && !strings.ContainsAny(w.word("how"), "显明效幅极切") && w.word("not") == "" || w.bid(vs) {
		return false
	}
	if r := runeAfter(o, 0); !isHan(r) && !isLatin(r) && r != '“' || strings.HasPrefix(o, "到") || strings.HasPrefix(o, "至") {
		return false // 试点增加了5个: the measures are counted
	}
	w.outcome()
	w.direct(!strings.Contains("|"+lessVerbs+"|", "|"+v+"|"))
	return true
}

// works: 政策 对 the outcome 有促进作用.
func (w *effectWords) works() bool {
	if isQuestion(w.text) || intentWords.MatchString(w.text) {
		return false
	}
	s, e := w.at("o")
	w.subject(s, e)
	w.from, w.to = w.loc[0], w.loc[1]
	if v := w.word("v"); v != "" {
		w.direct(!strings.Contains("|"+badVerbs+"|", "|"+v+"|"))
	} else if !w.influence() {
		return false
	}
	w.claim.Denied = w.word("not") != "" || effectNo.MatchString(w.word("ad"))
	return true
}

// influence: 对 the outcome 的影响不显著; which way is said by 正向 and 负向 only. 对
// the outcome 的影响 alone is a topic.
func (w *effectWords) influence() bool {
	_, e := w.at("o")
	all := w.text[e:w.loc[1]]
	w.claim.Word = "影响"
	switch {
	case w.word("not") == "" && w.word("ad") == "" && !effectSure.MatchString(all):
		return false
	case strings.Contains(all, "正向影响"), strings.Contains(all, "正面影响"):
		w.claim.Direction = "up"
	case strings.Contains(all, "负向影响"), strings.Contains(all, "负面影响"), strings.Contains(all, "不利影响"):
		w.claim.Direction = "down"
	}
	return true
}

// tells: 政策实施以来成效显著.
func (w *effectWords) tells() bool {
	if isQuestion(w.text) || intentWords.MatchString(w.text) {
		return false
	}
	_, s := w.at("m")
	if !w.first(s, w.loc[1]) && !effectSince.MatchString(w.text[w.loc[0]:w.loc[1]]) {
		return false // 改革成效明显 praises
	}
	w.from, w.to, w.spare = w.loc[0], w.loc[1], true
	w.claim.Denied = w.word("not") != "" || effectNo.MatchString(w.word("ad"))
	w.claim.Word = "成效"
	return true
}

// owes: 得益于政策，the outcome grew.
func (w *effectWords) owes() bool {
	c, b := w.word("c"), w.word("b")
	if (c == "在" || c == "受") && !effectUnder.MatchString(w.word("m")+b) || isIntent(w.text) && c != "得益于" || effectMeans.MatchString(w.text[:w.loc[0]]) {
		return false
	}
	s, e := w.sentence(w.loc[0], w.loc[1])
	if !w.first(w.loc[1], e) && !w.first(s, w.loc[0]) && !w.ofPart() {
		return false
	}
	w.from, w.to, w.spare = w.loc[0], w.loc[1], true
	for _, p := range w.parts {
		if p.Direction != "" && p.Indicator == w.claim.Indicator {
			w.claim.Direction = p.Direction
		}
	}
	w.claim.Word = c
	return true
}

// ofPart takes the outcome of the first part that has one.
func (w *effectWords) ofPart() bool {
	for _, p := range w.parts {
		if p.Indicator != "" {
			w.claim.Indicator, w.claim.Definition = p.Indicator, p.Definition
			return true
		}
	}
	return false
}

// direct sets the direction, and whether the sentence denies it.
func (w *effectWords) direct(up bool) {
	w.claim.Direction = map[bool]string{true: "up", false: "down"}[up]
	w.claim.Word = w.word("v")
}

// bid reports whether the verb bids to do something: 加大补贴，促进投入.
func (w *effectWords) bid(verb int) bool {
	if effectMeans.MatchString(w.text[:verb]) && w.word("le") == "" {
		return true // 力争通过示范区建设使产值翻一番 is a target
	}
	o := w.word("o")
	done := w.word("le") != "" || w.word("not") != "" || effectChange.MatchString(o) && numbersBetween(w.masked, verb, w.loc[1]) || strings.Contains(w.word("how"), "显著")
	return !done && (isIntent(w.text) || strings.HasSuffix(w.word("gap"), "，") || intentWords.MatchString(w.text))
}

// outcome reads what the verb acts on, and by how much.
func (w *effectWords) outcome() {
	s, e := w.at("o")
	o := w.text[s:e]
	hi := e
	if loc := effectChange.FindStringIndex(o); loc != nil && loc[0] > 0 {
		hi = s + loc[0]
	}
	for _, it := range w.items {
		if it.s < s || it.e > e || !isValue(it.sign) && it.sign != signDoubling || it.sign == signBare {
			continue
		}
		hi = min(hi, it.s)
		if it.sign == signDoubling { // 翻一番 is 100% more, 翻两番 300%
			v := decimal.NewFromInt(2).Pow(it.number.Value).Sub(decimal.NewFromInt(1)).Shift(2)
			w.claim.Figure, w.claim.Unit, w.claim.Hedge = &v, "%", it.number.Hedge
			break
		}
		if !effectReach.MatchString(w.text[s:it.s]) && (effectChange.MatchString(w.text[s:it.s]) || strings.Contains(betterVerbs+lessVerbs, w.word("v"))) {
			figure(&w.claim, it.number)
			if it.number.Hi != nil {
				w.claim.Figures, w.claim.Hedge = nil, diagnose.AtLeast
			}
		} else {
			w.spare = true // 使成交额达到500亿元 gives a level
		}
		break
	}
	w.subject(s, hi)
	w.claim.Denied = w.word("not") != ""
	w.from, w.to = w.loc[0], e
}

// subject names the outcome that stands in a range of the text.
func (w *effectWords) subject(s, e int) bool {
	sub, ok := w.state.subjectIn(w.masked, w.maskAt(s), w.maskAt(e))
	if !ok {
		return false
	}
	if sub.growth {
		w.state.subject = sub
		sub = w.state.rate("")
	}
	sub.give(&w.claim)
	if !sub.known && sub.concept == "" {
		w.claim.Indicator = strings.TrimPrefix(w.claim.Indicator, "了")
	}
	return true
}

// first names the first indicator, else concept, in a range of the text.
func (w *effectWords) first(s, e int) bool {
	for _, sign := range []rune{signIndicator, signConcept} {
		for _, it := range w.items {
			if it.sign == sign && it.s >= s && it.e <= e {
				return w.subject(s, it.e)
			}
		}
	}
	return false
}

// sentence is the stretch between stops around a place of the text.
func (w *effectWords) sentence(s, e int) (int, int) {
	from := strings.LastIndexAny(w.text[:s], ";。!") + 1
	if from > 0 {
		from += runeLen(w.text[from-1:]) - 1
	}
	to := len(w.text)
	if i := strings.IndexAny(w.text[e:], ";。!"); i >= 0 {
		to = e + i
	}
	return from, to
}

// finish adds place and period, and where the words stand.
func (w *effectWords) finish() {
	x := &match{masked: w.masked, state: w.state}
	x.placed(0, len(w.mask))
	w.state.put(&w.claim)
	span := w.sentenceAround(w.loc[0], w.loc[1])
	w.claim.Where = diagnose.Where{Start: span.Start, End: span.End}
}

// rest leaves out the parts that are made of the words of the effect.
func (w *effectWords) rest() []diagnose.Claim {
	s := w.span(w.from, w.to)
	parts := slices.Clone(w.parts)
	for i := range parts { // the words of the measure are no part of what a level is of
		p := &parts[i]
		if w.claim.Indicator != "" && w.claim.Measure != "" && strings.Contains(p.Indicator, w.claim.Measure) && p.Figure != nil {
			p.Indicator, p.Definition = w.claim.Indicator, w.claim.Definition
		}
	}
	return slices.DeleteFunc(parts, func(p diagnose.Claim) bool {
		if w.claim.Word == "成效" && workDone.MatchString(p.Indicator) {
			return true // 出台12项文件 is what was done, and stands for the effect
		}
		return p.Where.Start < s.End && s.Start < p.Where.End && !(w.spare && p.Figure != nil)
	})
}

// maskAt is the place in the mask of an offset in the text.
func (m *masked) maskAt(at int) int { return sort.SearchInts(m.pos, at) }

func numbersBetween(m *masked, s, e int) bool {
	return slices.ContainsFunc(m.items, func(it item) bool { return it.s >= s && it.e <= e && isMeasure(it.sign) })
}
