package catalog

import (
	"regexp"
	"strings"
)

var (
	textScope   = regexp.MustCompile(`(规模以上|规上|限额以上|限上)$`)
	countBehind = regexp.MustCompile(`^(?:累计数|数量|总数|总量|总额|家数)`)
	shareBridge = regexp.MustCompile(`^(?:占|相当于)(?:全市|全省|全国|全区|我市|我省|当年|同期|地方|全部|的)?$`)
	shareTail   = regexp.MustCompile(`^的?(?:比重|比例|比率|份额|百分比)`)
	scopeBehind = regexp.MustCompile(`^\(([^()]{1,20}口径|规上|规模以上|限上|限额以上)\)`)
)

// plainUse are names that are plain words beside certain others: 成本高企, 提高企业,
// 院士经济.
var plainUse = map[string]struct{ before, behind *regexp.Regexp }{
	"高企":   {regexp.MustCompile(`(?:持续|居|而|仍|仍然|依然|成本|价格|房价|率|压力|租金)$`), regexp.MustCompile(`^(?:不下|业)`)},
	"院士":   {nil, regexp.MustCompile(`^(?:经济|专家|团队|工作站|行|大会|论坛|领衔|村|谷)`)},
	"注册商标": {nil, regexp.MustCompile(`^(?:专用权|证)`)},
	"工业用地": {nil, regexp.MustCompile(`^(?:政策|管理|出让|供应|改革|规划|指南|条例)`)},
}

// found is a mention on the way: folded offsets.
type found struct {
	start, end int
	id, scope  string
}

// Find lists the indicators named in running text: longest names first, in
// order of appearance, without overlaps. "A占B的比重" is one mention where the
// catalog has that share; 规上 before a name and （…口径） behind it are its
// definition.
func (x *Indicators) Find(text string) []Mention {
	f := fold(text)
	var list []found
	last := 0
	for _, h := range x.text.scan(f.text, func(start, end int, ids []string) ([]string, bool) {
		w, ok := plainUse[f.text[start:end]]
		return ids, !ok || !(w.before != nil && w.before.MatchString(f.text[max(0, start-12):start]) || w.behind != nil && w.behind.MatchString(f.text[end:]))
	}) {
		list = append(list, x.widen(f.text, found{start: h.start, end: h.end, id: h.ids[0]}, last))
		last = list[len(list)-1].end
	}
	list = x.joinShares(f.text, list)
	list = x.joinSynonyms(f.text, list)
	out := make([]Mention, 0, len(list))
	for _, h := range list {
		m := Mention{ID: h.id, Match: Alias, Definition: h.scope}
		m.Start, m.End = f.span(text, h.start, h.end)
		if f.text[h.start:h.end] == foldName(x.Name(h.id)) {
			m.Match = Exact
		}
		out = append(out, m)
	}
	return out
}

// widen takes in 规上 before a name and 数量 or （…口径） behind it.
func (x *Indicators) widen(text string, h found, from int) found {
	if m := textScope.FindStringSubmatchIndex(text[from:h.start]); m != nil {
		h.scope = normalScope(text[from+m[2] : from+m[3]])
		h.start = from + m[2]
	}
	if strings.HasSuffix(text[h.start:h.end], "数") { // 企业数|量, 企业数|据
		rest := text[h.end:]
		switch {
		case strings.HasPrefix(rest, "量"):
			h.end += len("量")
		case notCount(rest):
			h.end -= len("数")
		}
	}
	rest := text[h.end:]
	if m := countBehind.FindString(rest); m != "" {
		h.end += len(m)
	} else if after, ok := strings.CutPrefix(rest, "数"); ok && !notCount(after) {
		h.end += len("数")
	}
	if m := scopeBehind.FindStringSubmatch(text[h.end:]); m != nil {
		h.scope = joinWords(h.scope, normalScope(m[1]))
		h.end += len(m[0])
	}
	return h
}

// notCount reports whether 数 before it begins another word: 数据, 数字.
func notCount(rest string) bool {
	for _, w := range []string{"据", "字", "智", "控"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// joinShares makes one mention of "A占B的比重".
func (x *Indicators) joinShares(text string, list []found) []found {
	var out []found
	for i := 0; i < len(list); i++ {
		h := list[i]
		if i+1 < len(list) {
			n := list[i+1]
			tail := shareTail.FindString(text[n.end:])
			id, ok := x.Ratio(h.id, n.id)
			if !ok {
				id = shareName(x, Reading{ID: h.id, Definition: h.scope}, Reading{ID: n.id, Definition: n.scope})
				_, ok = x.Get(id)
			}
			if ok && tail != "" && shareBridge.MatchString(text[h.end:n.start]) {
				out = append(out, found{start: h.start, end: n.end + len(tail), id: id, scope: joinScope(h.scope, n.scope)})
				i++
				continue
			}
		}
		out = append(out, h)
	}
	return out
}

// joinSynonyms makes one mention of "地区生产总值（GDP）".
func (x *Indicators) joinSynonyms(text string, list []found) []found {
	var out []found
	for _, h := range list {
		if n := len(out); n > 0 && out[n-1].id == h.id && text[out[n-1].end:h.start] == "(" && strings.HasPrefix(text[h.end:], ")") {
			out[n-1].end = h.end + 1
			continue
		}
		out = append(out, h)
	}
	return out
}
