package propose

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// clauses cuts the masked sentence at commas, colons and brackets; at 、 only
// between two measured pieces (净增709家、增长25.1%). A comma inside 由A，增加到B
// and after 与X相比 with nothing measured is no cut that loses anything: what
// a clause says is handed on.
func clauses(m *masked) []Span {
	var out []Span
	start := 0
	cut := func(at, n int) {
		if at > start {
			out = append(out, Span{start, at})
		}
		start = at + n
	}
	for i := 0; i < len(m.mask); {
		r, n := utf8.DecodeRuneInString(m.mask[i:])
		if _, cause := hasAny(m.mask[i:], causeLeads); cause && i > start {
			cut(i, 0)
		}
		switch r {
		case '，', ',', ';', ':', '(', ')', '（', '）', '。', '!', '|':
			if !joined(m.mask, start, i, i+n) {
				cut(i, n)
			}
		case '、', '及', '和', '且', '并', '或':
			if splitsHere(m.mask, start, i, i+n) {
				cut(i, n)
			}
		}
		i += n
	}
	cut(len(m.mask), 0)
	return out
}

var (
	openFrom = pattern(`(?:由|从|自)[^，]{0,24}«N»$|(?:由|从)[^，]{0,16}«O»$|«Y»的?«N»$`)
	goesTo   = pattern(`^(?:` + upVerbs + `|` + downVerbs + `|调整|变|发展)(?:了)?(?:至|到|为)[^，]{0,12}(?:«N»|«O»)`)
)

// causeLeads begin a clause of their own: 研发投入强度由于经费不足，低于深圳.
var causeLeads = []string{"由于", "因为", "导致", "致使", "使得"}

// 以不到7%的面积，创造了近13%的GDP
var (
	withPart = pattern(`(?:以|用)[^，]{0,8}«P»的[^，]{1,10}$`)
	madePart = regexp.MustCompile(`^(?:创造|贡献|产出|实现|完成|承载|集聚|吸纳)了?`)
)

// joined: 从2013年的1113家，增加到2018年的3536家 is one clause.
func joined(mask string, start, at, next int) bool {
	return openFrom.MatchString(mask[start:at]) && goesTo.MatchString(mask[next:]) ||
		withPart.MatchString(mask[start:at]) && madePart.MatchString(mask[next:])
}

// splitsHere reports whether 、 (和, 且, 并) parts two measured pieces.
func splitsHere(mask string, start, at, next int) bool {
	left, right := mask[start:at], mask[next:]
	if end := strings.IndexAny(right, "，,;:()。、"); end >= 0 {
		right = right[:end]
	}
	if strings.Contains(right, "分别") || strings.Contains(left, "分别") || strings.Contains(left, "依次") {
		return false
	}
	if judgedEnd.MatchString(left) && judgedEnd.MatchString(strings.TrimRight(right, "。！")) {
		return true // 规模偏小、实力偏弱
	}
	return hasSign(left) && hasSign(right) && !bareValue.MatchString(right)
}

var judgedEnd = pattern(`(?:` + lowWords + `|` + highWord + `|(?:«J»|数量|总量|规模|水平|强度|密度|占比|比重)` + degree + `[高低多少强弱小大])$`)

var bareValue = pattern(`^[近超约]?[«N»]$`)

func hasSign(s string) bool {
	for _, r := range s {
		if isMeasure(r) {
			return true
		}
	}
	return false
}

// sums joins parts that a total closes: A 3家、B 4家，合计7家.
func sums(parts []diagnose.Claim) []diagnose.Claim {
	for i := range parts {
		c := &parts[i]
		if c.Word != totalWord {
			continue
		}
		c.Word = ""
		var figures []decimal.Decimal
		var names []string
		for _, p := range parts[:i] {
			if p.Type == diagnose.LevelType && p.Unit == c.Unit && p.Figure != nil {
				figures, names = append(figures, *p.Figure), append(names, p.Indicator)
			}
		}
		if len(figures) >= 2 {
			c.Type, c.Indicator, c.Concept, c.Figures, c.Indicators = diagnose.SumType, "", "", figures, names
		}
	}
	return parts
}

const totalWord = "合计"

var totalled = regexp.MustCompile(`合计|总计|共计|总和|加起来|之和`)
