package catalog

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// trimmed are the marks and numbers that tables put around a name.
var (
	placeNumber = regexp.MustCompile(`^(\(?[0-9]{1,3}[.、)]|[一二三四五六七八九十]{1,3}、|[①-⑳])`)
	placeMarks  = "*#※△▲★◆●○+:,;。、"
)

// cleanPlace takes numbering, marks and spaces off a printed name.
func cleanPlace(s string) string {
	s = foldName(s)
	s = placeNumber.ReplaceAllString(s, "")
	return strings.Trim(s, placeMarks)
}

// Resolve finds the place that a name means. within is the code of the place
// that the table or the study is about; a district or a prefecture below it
// wins over a name elsewhere. missing are codes that the table lacks: among
// equally close suggestions for a misprint they come first.
func (p *Places) Resolve(name, within string, missing ...string) Resolution {
	return p.ResolveAt("", name, within, missing...)
}

// ResolveAt is Resolve where the other names of the table show the level of
// its places: 吉林 among provinces is the province, among prefectures the
// city. Level "" is not known.
func (p *Places) ResolveAt(level city.PlaceLevel, name, within string, missing ...string) Resolution {
	key := cleanPlace(name)
	if key == "" {
		return Resolution{Match: Unresolved}
	}
	if code := codeIn(key); code != "" {
		if pl, ok := p.Get(code); ok {
			return Resolution{Match: Exact, Place: pl}
		}
	}
	found := p.candidates(key, within)
	if len(found) == 0 {
		found = p.composite(key)
	}
	if len(found) > 1 {
		found = p.decide(found, key, within, level)
	}
	switch len(found) {
	case 0:
		if i := strings.IndexByte(key, '('); i > 0 && strings.HasSuffix(key, ")") { // 东西湖区(临空港): the scope may differ
			if r := p.ResolveAt(level, key[:i], within); r.Match == Exact || r.Match == Alias {
				return Resolution{Match: Unresolved, Suggestions: []city.Place{r.Place}}
			}
		}
		list, likely := p.suggest(key, within, level, missing)
		return Resolution{Match: Unresolved, Suggestions: list, Likely: likely}
	case 1:
		pl, _ := p.Get(found[0])
		if foldName(pl.Name) == key {
			return Resolution{Match: Exact, Place: pl}
		}
		return Resolution{Match: Alias, Place: pl}
	}
	r := Resolution{Match: Ambiguous}
	for _, code := range found {
		pl, _ := p.Get(code)
		r.Suggestions = append(r.Suggestions, pl)
	}
	return r
}

var codeForm = regexp.MustCompile(`^\d{6}(0{6})?$`)

// codeIn gives the six digits of a GB/T 2260 code, or of one with twelve.
func codeIn(key string) string {
	if strings.HasPrefix(key, "x") {
		return "X" + key[1:]
	}
	if codeForm.MatchString(key) {
		return key[:6]
	}
	return ""
}

// candidates are the places that bear a name. A county that is named without
// its last word (朝阳 for 朝阳区) counts only near the place at hand.
func (p *Places) candidates(key, within string) []string {
	var out []string
	for _, code := range p.names.names[key] {
		pl, _ := p.Get(code)
		if pl.Level == city.District && key != foldName(pl.Name) && !p.near(code, within) {
			continue
		}
		out = append(out, code)
	}
	return out
}

// near reports whether a county-level place lies in the city (or, where within
// is a province, in the province) at hand.
func (p *Places) near(code, within string) bool {
	if within == "" || within == "000000" {
		return false
	}
	if p.Within(code, within) {
		return true
	}
	c := p.cityOf(within)
	return c != "" && p.Within(code, c)
}

// composite reads a name with the names above it: 湖北省武汉市, 武汉市江岸区.
func (p *Places) composite(key string) []string {
	for i := range key {
		if i == 0 {
			continue
		}
		for _, outer := range p.names.names[key[:i]] {
			if len([]rune(key[:i])) < 2 {
				continue
			}
			var inner []string
			rest := key[i:]
			for _, code := range p.names.names[rest] {
				if code != outer && len([]rune(rest)) >= 2 && p.Within(code, outer) && outer != "000000" {
					inner = append(inner, code)
				}
			}
			if len(inner) == 0 && p.cityOf(outer) == outer { // a third name: 湖北省武汉市江岸区 has its city first
				continue
			}
			if len(inner) == 0 {
				for _, code := range p.composite(rest) {
					if p.Within(code, outer) && outer != "000000" {
						inner = append(inner, code)
					}
				}
			}
			if len(inner) > 0 {
				return inner
			}
		}
	}
	return nil
}

// decide narrows several places of one name: those below the place at hand or
// below what it lies in, then the one whose full name it is, then the one of
// the table's level, then the only one above the counties.
func (p *Places) decide(found []string, key, within string, level city.PlaceLevel) []string {
	keep := func(good func(code string) bool) []string {
		var out []string
		for _, c := range found {
			if good(c) {
				out = append(out, c)
			}
		}
		return out
	}
	for at := within; at != "" && at != "000000"; {
		if k := keep(func(c string) bool { return p.Within(c, at) }); len(k) > 0 {
			if len(k) == 1 {
				return k
			}
			found = k
			break
		}
		pl, _ := p.Get(at)
		at = pl.Parent
	}
	for _, good := range []func(city.Place) bool{
		func(pl city.Place) bool { return foldName(pl.Name) == key },
		func(pl city.Place) bool { return level != "" && pl.Level == level },
		func(pl city.Place) bool { return pl.Level != city.District && pl.Level != city.Zone },
	} {
		k := keep(func(c string) bool { pl, _ := p.Get(c); return good(pl) })
		if len(k) == 1 {
			return k
		}
		if len(k) > 1 {
			found = k
		}
	}
	return found
}
