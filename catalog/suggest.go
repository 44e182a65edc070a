package catalog

import (
	"sort"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// alike are characters that scanning and typing confuse because they look the
// same; among equally close names the one with such a character comes first.
var alike = []string{
	"西两四酉", "古占吉", "江汀", "东尔乐车", "未末", "己已巳", "土士", "千干于", "大太犬", "日曰目", "人入八",
	"天夭无", "由田甲申", "广厂", "川州", "丁宁", "苏办", "湖潮", "南甫", "北此", "海每", "福幅", "青清", "林休材",
	"龙尤", "安女", "徽微", "京亰", "晋普", "渐浙", "陕狭", "贵责", "云去", "肃萧", "疆彊", "洲州", "杭抗", "圳训",
	"汉汊", "亳毫", "连莲", "岛鸟", "波被", "门们", "津律", "重里", "庆厌", "沈沉", "昌吕", "阳阴", "都郡",
}

func looksAlike(a, b rune) bool {
	for _, g := range alike {
		if strings.ContainsRune(g, a) && strings.ContainsRune(g, b) {
			return true
		}
	}
	return false
}

// suggest lists up to five likely places for a name that nothing bears, best
// first: by spelling distance, then those missing from the table, then those
// of the table's level, then names that look alike, then by code.
func (p *Places) suggest(key, within string, level city.PlaceLevel, missing []string) (places []city.Place, likely bool) {
	type guess struct {
		pl                            city.Place
		distance, absent, lvl, glyphs int
	}
	lacks := map[string]bool{}
	for _, m := range missing {
		lacks[m] = true
	}
	limit := 1
	if n := len([]rune(key)); n > 4 {
		limit = 2
	} else if n < 2 {
		return nil, false
	}
	best := map[string]guess{}
	wanted := shapeOf(key)
	for _, sh := range p.names.shapes {
		n := len(sh.letters)
		if n < 2 || wanted.far(sh, limit) || sh.far(wanted, limit) {
			continue
		}
		codes := p.names.names[sh.name] // none, where the name was taken away
		d, glyphs := distance(wanted.letters, sh.letters, limit)
		if d > limit {
			continue
		}
		for _, code := range codes {
			pl, _ := p.Get(code)
			if (pl.Level == city.District || pl.Level == city.Zone) && !p.near(code, within) && d > 0 && n < 4 {
				continue
			}
			if (pl.Level == city.Zone || pl.Level == city.District) && p.elsewhere(key, code) {
				continue
			}
			g := guess{pl: pl, distance: d, glyphs: glyphs}
			if !lacks[code] {
				g.absent = 1
			}
			if level != "" && pl.Level != level {
				g.lvl = 1
			}
			if have, ok := best[code]; !ok || g.distance < have.distance || g.distance == have.distance && g.glyphs < have.glyphs {
				best[code] = g
			}
		}
	}
	list := make([]guess, 0, len(best))
	for _, g := range best {
		list = append(list, g)
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := list[i], list[j]
		for _, d := range []int{a.distance - b.distance, a.absent - b.absent, a.lvl - b.lvl, a.glyphs - b.glyphs, rankOf(a.pl.Level) - rankOf(b.pl.Level)} {
			if d != 0 {
				return d < 0
			}
		}
		return a.pl.Code < b.pl.Code
	})
	for _, g := range list[:min(5, len(list))] {
		places = append(places, g.pl)
	}
	return places, len(list) > 0 && (list[0].absent == 0 || list[0].glyphs == 0 || list[0].lvl == 0)
}

// elsewhere reports a name that begins with another city than the one that a
// zone lies in: 苏州高新区 is no misprint of 杭州高新区.
func (p *Places) elsewhere(key, code string) bool {
	letters := []rune(key)
	for n := min(4, len(letters)-1); n >= 2; n-- {
		for _, outer := range p.names.names[string(letters[:n])] {
			pl, _ := p.Get(outer)
			if pl.Level == city.Prefecture || pl.Level == city.Province {
				return !p.Within(code, outer)
			}
		}
	}
	return false
}

func rankOf(l city.PlaceLevel) int {
	for i, have := range []city.PlaceLevel{city.Nation, city.Region, city.Province, city.Prefecture, city.District, city.Zone} {
		if l == have {
			return i
		}
	}
	return 9
}

// distance is the edit distance of two names in characters, limit+1 where it
// is over limit, and the number of changed characters that do not look alike.
func distance(a, b []rune, limit int) (edits, unlike int) {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1, 0
	}
	type cost struct{ edits, unlike int }
	less := func(x, y cost) bool { return x.edits < y.edits || x.edits == y.edits && x.unlike < y.unlike }
	prev := make([]cost, len(b)+1)
	for j := range prev {
		prev[j] = cost{j, j}
	}
	for i := 1; i <= len(a); i++ {
		row := make([]cost, len(b)+1)
		row[0] = cost{i, i}
		for j := 1; j <= len(b); j++ {
			c := prev[j-1]
			if a[i-1] != b[j-1] {
				c.edits++
				if !looksAlike(a[i-1], b[j-1]) {
					c.unlike++
				}
			}
			for _, o := range []cost{prev[j], row[j-1]} {
				if o.edits, o.unlike = o.edits+1, o.unlike+1; less(o, c) {
					c = o
				}
			}
			row[j] = c
		}
		prev = row
	}
	return prev[len(b)].edits, prev[len(b)].unlike
}
