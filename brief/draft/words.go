package draft

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// sign is the sign of a verdict, for readers who print without colour.
func sign(v diagnose.Verdict) string {
	switch v {
	case diagnose.Supported:
		return "√ "
	case diagnose.Partly:
		return "△ "
	case diagnose.NotSupported:
		return "× "
	}
	return "？ "
}

func quantity(v decimal.Decimal, unit, lang string) string {
	s := city.Printed(v)
	switch {
	case unit == "百分点" && lang == "en":
		return s + " percentage points"
	case unit == "百分点":
		return s + "个百分点"
	case unit == "%" || unit == "" || lang != "en":
		return s + unit
	}
	return s + " " + unit
}

func statusName(s city.Status, lang string) string {
	switch s {
	case city.Preliminary:
		return city.Text{Zh: "初步核算", En: "preliminary"}.In(lang)
	case city.CensusRevised:
		return city.Text{Zh: "普查修订", En: "revised by census"}.In(lang)
	case city.Estimate:
		return city.Text{Zh: "预计", En: "estimate"}.In(lang)
	case city.Rounded:
		return city.Text{Zh: "约数", En: "rounded"}.In(lang)
	case city.LowerBound:
		return city.Text{Zh: "下限", En: "lower bound"}.In(lang)
	case city.Target:
		return city.Text{Zh: "目标", En: "target"}.In(lang)
	}
	return ""
}

func bracket(lang string, remarks ...string) string {
	var kept []string
	for _, r := range remarks {
		if r != "" {
			kept = append(kept, r)
		}
	}
	switch {
	case len(kept) == 0:
		return ""
	case lang == "en":
		return " (" + strings.Join(kept, ", ") + ")"
	}
	return "（" + strings.Join(kept, "，") + "）"
}

func figureText(f diagnose.Figure, lang string) string {
	s := quantity(f.Value, f.Unit, lang)
	if name := f.Name.In(lang); name != "" {
		s = name + " " + s
	}
	return s + bracket(lang, f.Period.Name(lang), statusName(f.Status, lang))
}

var placeholder = regexp.MustCompile(`\{(\d+)\}`)

// longest is how many characters of arithmetic a comment shows.
const longest = 120

// arithmetic is the formula of a figure with the printed values in it; a long
// one is left to the annex.
func arithmetic(r diagnose.Result, f diagnose.Figure, lang string) string {
	s := substituted(r, f)
	if len(s) > longest {
		return city.Text{Zh: "见 annex.xlsx", En: "see annex.xlsx"}.In(lang)
	}
	return s
}

func substituted(r diagnose.Result, f diagnose.Figure) string {
	return placeholder.ReplaceAllStringFunc(f.Formula.Expr, func(s string) string {
		if i, err := strconv.Atoi(s[1 : len(s)-1]); err == nil && i < len(r.Evidence) {
			return city.Printed(r.Evidence[i].Value)
		}
		return s
	})
}

// observation is one observation in words: 武汉市研发投入强度 2.42%（2018年，预计）.
func (c *checker) observation(o city.Observation, lang string) string {
	name := o.Label
	if i, ok := c.o.Context.Indicators.Get(o.Indicator); ok {
		name = i.Name.In(lang)
	} else if name == "" {
		name = o.Indicator
	}
	place := ""
	if o.Place != "" {
		place = c.o.Context.Places.Name(o.Place)
	}
	if lang == "en" && place != "" {
		place += ", "
	}
	s := place + name
	switch {
	case o.Status == city.Missing:
		return s + city.Text{Zh: " 缺", En: " missing"}.In(lang) + bracket(lang, o.Period.Name(lang))
	case o.Facet == city.Rank:
		s += fmt.Sprintf(city.Text{Zh: " 第%s位", En: " rank %s"}.In(lang), city.Printed(o.Value))
	case o.Facet == city.Growth:
		s += city.Text{Zh: " 增长", En: " growth "}.In(lang) + quantity(o.Value, o.Unit, lang)
	default:
		s += " " + quantity(o.Value, o.Unit, lang)
	}
	return s + bracket(lang, o.Roster, o.Period.Name(lang), statusName(o.Status, lang), o.Definition)
}

// origin is where a value stands: tables/a.xlsx［表1］E9.
func origin(o city.Origin) string {
	s := o.File
	if o.Sheet != "" {
		s += "［" + o.Sheet + "］"
	}
	return s + " " + o.Cell
}

func tableName(n int) string { return fmt.Sprintf("表%d", n) }

// missing lists the qualifications that the claim's own data have and the
// sentence lacks.
func missing(sentence string, r diagnose.Result) []city.Text {
	var out []city.Text
	seen := map[string]bool{}
	add := func(key string, t city.Text, words ...string) {
		for _, w := range words {
			if strings.Contains(sentence, w) {
				return
			}
		}
		if !seen[key] {
			seen[key] = true
			out = append(out, t)
		}
	}
	for _, o := range r.Evidence {
		if o.Place != r.Place || o.Indicator != r.Indicator && r.Indicator != "" {
			continue
		}
		switch o.Status {
		case city.Estimate:
			add("estimate", city.Text{Zh: "原表为预计数，应注明“预计”", En: "the table gives an estimate: say 预计"}, "预计", "预估", "估计", "估算", "推算", "测算")
		case city.Preliminary:
			add("preliminary", city.Text{Zh: "原表为初步核算数（快报），应注明", En: "the table gives a preliminary figure: say so"}, "初步", "快报", "预计")
		case city.Rounded:
			add("rounded", city.Text{Zh: "来源只给约数，应加“约”", En: "the source gives a rounded figure: say 约"}, "约", "左右", "近", "余", "多", "超")
		case city.LowerBound:
			add("lower", city.Text{Zh: "来源只给下限，应写“超过”或“以上”", En: "the source gives a lower bound: say 超过"}, "超", "以上", "余", "多", "突破", "逾")
		}
		if o.Definition != "" {
			add("definition "+o.Definition, city.Text{Zh: "该数口径为“" + o.Definition + "”，句中未说明", En: "the figure is of the definition " + o.Definition + ", which the sentence does not name"}, o.Definition, strings.TrimSuffix(o.Definition, "口径"))
		}
	}
	return out
}
