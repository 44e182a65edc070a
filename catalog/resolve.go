package catalog

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// Resolve reads a printed label of a table or the indicator column of
// facts.csv (which may also hold an ID).
func (x *Indicators) Resolve(label string) Reading { return x.resolve(label, 0) }

func (x *Indicators) resolve(label string, depth int) Reading {
	r := Reading{Facet: city.Level}
	s := stripLabel(label)
	if id, ok := x.labels[labelKey(s)]; ok {
		return x.known(r, id, tighten(s))
	}
	if base, ok := strings.CutSuffix(s, "_growth"); ok {
		if id, ok := x.labels[labelKey(base)]; ok {
			r.Facet, r.Unit = city.Growth, "%"
			return x.known(r, id, x.Name(id))
		}
	}
	if base, ok := strings.CutSuffix(s, "_rank"); ok {
		if id, ok := x.labels[labelKey(base)]; ok {
			r.Facet = city.Rank
			return x.known(r, id, x.Name(id))
		}
	}
	var doubtful string // bracketed words that are neither unit nor price
	kept := s           // the label with them
	for i := 0; i < 4; i++ {
		m := bracketed.FindAllStringSubmatchIndex(s, -1)
		if m == nil {
			break
		}
		last := m[len(m)-1]
		words := s[last[2]:last[3]]
		rest := s[:last[0]] + s[last[1]:]
		if !r.bracketWords(words) {
			base, _, _, _ := cutFacet(s)
			if _, whole := x.lookUp(base); whole {
				break
			}
			if id, ok := x.labels[labelKey(words)]; ok && id == x.labels[labelKey(rest)] { // 地区生产总值（GDP）
				s = rest
				kept = strings.Replace(kept, words, "", 1)
				continue
			}
			doubtful = words + doubtful
		} else {
			kept = strings.Replace(kept, bracketed.FindString(s[last[0]:]), "", 1)
		}
		s = rest
	}
	s = strings.TrimSpace(x.tailUnit(&r, s))
	r = x.named(r, tighten(strings.Trim(s, labelMarks)), depth)
	if doubtful == "" {
		return r
	}
	if r.Known || strings.HasSuffix(doubtful, "口径") {
		r.Definition = joinWords(r.Definition, strings.ReplaceAll(normalScope(doubtful), " ", ""))
	} else if r.ID != "" {
		if r.Facet == city.Level {
			r.ID = tighten(strings.Trim(emptyBrackets.ReplaceAllString(kept, ""), labelMarks))
		} else {
			r.ID += "(" + tighten(doubtful) + ")"
		}
		r.Label = r.ID
		if id, ok := x.labels[labelKey(r.ID)]; ok {
			r.ID, r.Known = id, true
		}
	}
	return r
}

var emptyBrackets = regexp.MustCompile(`[(\[【][)\]】]`)

func joinWords(a, b string) string {
	if a == "" || a == b {
		return b
	}
	return a + "、" + b
}

// tailUnit takes a unit off that stands behind a comma, a stroke or a space:
// "地区生产总值,亿元", "GDP 亿元".
func (x *Indicators) tailUnit(r *Reading, s string) string {
	if r.Unit != "" {
		return s
	}
	i := strings.LastIndexAny(s, ",/: ;")
	if i <= 0 || !unitLike(s[i+1:]) {
		if rest, ok := strings.CutSuffix(s, "%"); ok && rest != "" {
			r.Unit = "%"
			return rest
		}
		return s
	}
	if _, whole := x.lookUp(s); whole {
		return s
	}
	r.Unit = city.NormalUnit(s[i+1:])
	return strings.TrimRight(s[:i], ",/: ;")
}

// named reads a label without numbering, marks and brackets.
func (x *Indicators) named(r Reading, s string, depth int) Reading {
	r.Label = s
	if id, ok := x.lookUp(s); ok {
		return x.known(r, id, s)
	}
	if base, facet, unit, roster := cutFacet(s); facet != "" {
		r.Facet = facet
		if r.Unit == "" || facet == city.Growth && r.Unit == "%" {
			r.Unit = unit
		}
		r.Roster = roster
		if facet == city.Growth && meanGrowth.MatchString(s) {
			r.Definition = "年均"
		}
		if p := priceOf(trailingPrice.FindString(base)); p != "" {
			r.Price = p
			base = trailingPrice.ReplaceAllString(base, "")
		}
		s = strings.TrimRight(base, ",、: 的")
		r.Label = s
		if s == "" || emptyWords[s] {
			r.Label = strings.TrimSpace(s)
			return r
		}
		if id, ok := x.lookUp(s); ok {
			return x.known(r, id, s)
		}
	}
	if depth < 3 {
		if y, ok := x.quotient(r, s, depth); ok {
			return y
		}
	}
	if def, base := cutScope(s); def != "" {
		if id, ok := x.lookUp(base); ok {
			r.Definition = def
			return x.known(r, id, s)
		}
	}
	r.ID = r.Label
	return r
}

// meanGrowth marks a growth rate as an average of several years, which is not
// one on the year before.
var meanGrowth = regexp.MustCompile(`年均|平均增长|平均增速`)

var trailingPrice = regexp.MustCompile(`(?:按)?(?:可比价格?|不变价格?|现价|名义)(?:计算)?$`)

// known fills a reading with an indicator that the catalog has; one that is
// itself a growth rate is the growth of what it grows.
func (x *Indicators) known(r Reading, id, label string) Reading {
	r.ID, r.Known, r.Label = id, true, label
	ind, _ := x.Get(id)
	if ind.Kind == city.RateOf {
		for _, i := range ind.Identities {
			if i.Kind == "growth" {
				r.ID, r.Facet = i.B, city.Growth
				if r.Unit == "" {
					r.Unit = "%"
				}
				if r.Price == "" {
					r.Price = ind.Price
				}
			}
		}
	}
	return r
}

// cutFacet takes 增速 or 排序 off a label.
func cutFacet(s string) (base string, facet city.Facet, unit, roster string) {
	if m := rankTail.FindStringSubmatchIndex(s); m != nil {
		return s[:m[0]], city.Rank, "", strings.TrimSuffix(s[m[2]:m[3]], "中")
	}
	if notGrowth.MatchString(s) {
		return s, "", "", ""
	}
	if m := growthTail.FindStringIndex(s); m != nil {
		return s[:m[0]], city.Growth, growthUnit(s[m[0]:]), ""
	}
	return s, "", "", ""
}

var scopes = []struct{ words, normal string }{{"规模以上", "规上"}, {"规上", "规上"}, {"限额以上", "限上"}, {"限上", "限上"}, {"新口径", "新口径"}, {"旧口径", "旧口径"}}

func isScope(s string) bool {
	for _, sc := range scopes {
		if s == sc.words {
			return true
		}
	}
	return false
}

func normalScope(s string) string {
	for _, sc := range scopes {
		if s == sc.words {
			return sc.normal
		}
	}
	return s
}

// cutScope takes 规上 and the like off the front of a label.
func cutScope(s string) (scope, base string) {
	for _, sc := range scopes {
		if rest, ok := strings.CutPrefix(s, sc.words); ok && rest != "" {
			return sc.normal, rest
		}
	}
	return "", s
}

var (
	frontWords = regexp.MustCompile(`^(?:\d{4}年(?:末|底)?|截至\d{4}年(?:末|底)?|全年|当年|本年|年末|年底|期末|累计|全市|全省|全国|全区|我市|本市|我省|我区|全县|实际|拥有|现有|共有|地方)+`)
	backWords  = []string{"累计数", "数量", "总数", "总量", "总额", "总计", "合计", "单位数", "家数", "户数", "个数", "人数", "金额", "情况", "完成额", "拥有量", "数", "量", "额", "值"}
	addWords   = []string{"数", "量", "额", "总额", "数量"}
)

// lookUp finds a label, trying the usual words around it: 全市…, …总数.
func (x *Indicators) lookUp(s string) (string, bool) {
	if s == "" {
		return "", false
	}
	for _, t := range []string{s, frontWords.ReplaceAllString(s, "")} {
		key := labelKey(t)
		if key == "" {
			continue
		}
		if id, ok := x.labels[key]; ok {
			return id, true
		}
		for _, w := range backWords {
			if rest, ok := strings.CutSuffix(key, w); ok && len([]rune(rest)) >= 2 {
				if id, ok := x.labels[rest]; ok {
					return id, true
				}
			}
		}
		for _, w := range addWords {
			if id, ok := x.labels[key+w]; ok {
				return id, true
			}
		}
	}
	return "", false
}

// ResolveUnder reads the label of a 其中 row: 发明专利 under 专利授权量 is
// 发明专利授权量, where the catalog has that.
func (x *Indicators) ResolveUnder(label, parent string) Reading {
	r := x.Resolve(label)
	if isScope(r.Label) && parent != "" { // 规模以上 under 高新技术企业
		whole := x.Resolve(parent)
		whole.Label = normalScope(r.Label) + whole.Label
		if own := x.Resolve(whole.Label); own.Known && own.Definition == "" { // the catalog has it as one of its own
			whole.ID, whole.Definition = own.ID, ""
		} else {
			whole.Definition = normalScope(r.Label)
		}
		if r.Unit != "" {
			whole.Unit = r.Unit
		}
		return whole
	}
	if r.Known || parent == "" || r.Label == "" {
		return r
	}
	if strings.HasPrefix(r.Label, "占") { // 占GDP比重 under R&D经费
		if whole := x.Resolve(x.Resolve(parent).Label + r.Label); whole.ID != "" {
			if whole.Unit == "" {
				whole.Unit = r.Unit
			}
			return whole
		}
	}
	whole := x.Resolve(parent)
	for _, name := range []string{whole.Label, x.Name(whole.ID)} { // 工业 under 第二产业(增加值)
		words := []rune(name)
		for i := 0; i+2 <= len(words); i++ {
			if id, ok := x.labels[labelKey(r.Label+string(words[i:]))]; ok {
				return x.known(r, id, r.Label+string(words[i:]))
			}
		}
	}
	return r
}
