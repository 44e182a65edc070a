package propose

import (
	"strings"

	"github.com/quanyu/quanyu/catalog"
)

var comparedBefore = []string{"与", "和", "同", "较", "比", "于", "如", "、", "及", "超过", "赶上", "占", "是", "为"}

// relocate: in a sentence about 大连, 全省 is Liaoning, whatever the study's
// place; 我省 and 我市 stay the study's own.
func (m *masked) relocate(ctx Context) {
	first := -1
	for i, it := range m.items {
		if it.sign != signPlace || it.id == "000000" || it.match == catalog.Ambiguous {
			continue
		}
		if first < 0 || it.s < m.items[first].s {
			first = i
		}
	}
	if first < 0 || ctx.Places == nil {
		return
	}
	p := m.items[first]
	word := m.text[p.s:p.e]
	if _, led := endsAny(m.text[:p.s], comparedBefore); led || strings.HasPrefix(word, "全") || strings.HasPrefix(word, "我") || strings.HasPrefix(word, "本") || p.id == ctx.Place {
		return
	}
	for i := range m.items {
		it := &m.items[i]
		words := m.text[it.s:it.e]
		if it.sign != signPlace || words != "全省" && words != "全市" && words != "全区" && words != "全县" {
			continue
		}
		if list := ctx.Places.Find(words, p.id); len(list) == 1 {
			it.id, it.match = list[0].ID, list[0].Match
		}
	}
}

// ownKind is the kind of zone that the study's place is, by its name.
func ownKind(ctx Context) string {
	if ctx.Places == nil || ctx.Place == "" {
		return ""
	}
	kind, _ := endsAny(ctx.Places.Name(ctx.Place), []string{"园区", "开发区", "高新区", "经开区", "新区"})
	return kind
}
