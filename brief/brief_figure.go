package brief

import (
	"path"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// quantity prints a value with its unit after GB/T 15835: all printed
// decimals, no thousands separator, 2.42%, 1.2个百分点.
func quantity(v decimal.Decimal, unit, lang string) string {
	s := city.Printed(v)
	if lang == "en" {
		switch unit {
		case "%":
			return s + "%"
		case "百分点":
			return s + " percentage points"
		}
		if name, known := englishUnits[unit]; known {
			unit = name
		}
		return strings.TrimSpace(s + " " + unit)
	}
	if unit == "百分点" {
		return s + "个百分点"
	}
	return s + unit
}

// englishUnits names units in English; counters need no name.
var englishUnits = map[string]string{
	"家": "", "个": "", "件": "", "项": "", "位": "", "所": "", "座": "", "人": "persons", "万人": "ten thousand persons", "人年": "person-years",
	"元": "yuan", "万元": "ten thousand yuan", "亿元": "hundred million yuan", "万亿元": "trillion yuan", "倍": "times", "亿美元": "hundred million US dollars",
}

// statusName is a status in words; nothing for a final value, which needs no
// remark.
func statusName(s city.Status, lang string) string {
	return map[city.Status]city.Text{
		city.Preliminary:   {Zh: "初步核算", En: "preliminary"},
		city.CensusRevised: {Zh: "普查修订", En: "revised by census"},
		city.Estimate:      {Zh: "预计", En: "estimate"},
		city.Rounded:       {Zh: "约数", En: "rounded"},
		city.LowerBound:    {Zh: "下限", En: "lower bound"},
		city.Target:        {Zh: "目标", En: "target"},
		city.Missing:       {Zh: "缺", En: "missing"},
	}[s].In(lang)
}

// severityName is a severity in words.
func severityName(s city.Severity, lang string) string {
	return map[city.Severity]city.Text{
		city.SeverityError:   {Zh: "错误", En: "error"},
		city.SeverityWarning: {Zh: "警告", En: "warning"},
		city.SeverityNote:    {Zh: "提示", En: "note"},
	}[s].In(lang)
}

// bracket joins remarks in brackets, leaving out empty ones.
func bracket(lang string, remarks ...string) string {
	var kept []string
	for _, r := range remarks {
		if r != "" {
			kept = append(kept, r)
		}
	}
	if len(kept) == 0 {
		return ""
	}
	if lang == "en" {
		return " (" + strings.Join(kept, ", ") + ")"
	}
	return "（" + strings.Join(kept, "，") + "）"
}

// figureText is one figure of a result: 年均增速 26.0%（2018年，预计）.
func figureText(f diagnose.Figure, lang string) string {
	s := quantity(f.Value, f.Unit, lang)
	if name := f.Name.In(lang); name != "" {
		s = name + " " + s
	}
	return s + bracket(lang, f.Period.Name(lang), statusName(f.Status, lang))
}

// observationText is one observation: 武汉市研发投入强度 2.42%（2018年，预计）.
func (in Input) observationText(o city.Observation, lang string) string {
	s := in.seriesName(o, lang)
	if v := in.valueText(o, lang); v != "" {
		s += " " + v
	}
	return s
}

// seriesName names place and indicator of an observation: 武汉市研发投入强度.
func (in Input) seriesName(o city.Observation, lang string) string {
	place := in.placeName(o.Place)
	if lang == "en" && place != "" {
		place += ", "
	}
	return place + in.indicatorName(o.Indicator, o.Label, lang)
}

// valueText is the figure of an observation with what qualifies it:
// 2.42%（2018年，预计）.
func (in Input) valueText(o city.Observation, lang string) string {
	var figure, roster string
	switch {
	case o.Status == city.Missing:
	case o.Facet == city.Rank && lang == "en":
		figure, roster = "rank "+city.Printed(o.Value), o.Roster
	case o.Facet == city.Rank:
		figure, roster = "第"+city.Printed(o.Value)+"位", o.Roster
	case o.Facet == city.Growth && lang == "en":
		figure = "growth " + quantity(o.Value, o.Unit, lang)
	case o.Facet == city.Growth && o.Value.Sign() < 0:
		figure = "下降" + quantity(o.Value.Neg(), o.Unit, lang)
	case o.Facet == city.Growth:
		figure = "增长" + quantity(o.Value, o.Unit, lang)
	default:
		figure = quantity(o.Value, o.Unit, lang)
	}
	return strings.TrimSpace(figure + bracket(lang, roster, o.Period.Name(lang), statusName(o.Status, lang), o.Definition))
}

// originText is where a value stands: tables/a.xlsx［表1］E9.
func originText(o city.Origin) string {
	s := o.File
	if o.Sheet != "" {
		s += "［" + o.Sheet + "］"
	}
	if o.Cell != "" {
		s += " " + o.Cell
	}
	return s
}

// placeName is the Chinese name of a place; the code where it is unknown.
func (in Input) placeName(code string) string {
	if in.Set == nil || in.Set.Places == nil || code == "" {
		return code
	}
	return in.Set.Places.Name(code)
}

// placeShort is the short name that running text uses: 武汉.
func (in Input) placeShort(code string) string {
	if in.Set != nil && in.Set.Places != nil {
		if p, ok := in.Set.Places.Get(code); ok && p.Short != "" {
			return p.Short
		}
	}
	return in.placeName(code)
}

// indicatorName is the name of an indicator; label is taken where the catalog
// has none.
func (in Input) indicatorName(id, label, lang string) string {
	if in.Set != nil && in.Set.Indicators != nil {
		if i, ok := in.Set.Indicators.Get(id); ok {
			return i.Name.In(lang)
		}
		if name := in.Set.Indicators.Name(id); name != id {
			return name
		}
	}
	if label != "" {
		return label
	}
	return id
}

// source is the source of an observation.
func (in Input) source(o city.Observation) (city.Source, bool) {
	if in.Set == nil {
		return city.Source{}, false
	}
	s, ok := in.Set.Sources[o.Source]
	return s, ok
}

var chinesePunctuation = strings.NewReplacer("(", "（", ")", "）", ",", "，", ":", "：")

// citation gives publisher and table: 武汉市科技局《科技统计简表》. A file
// without an entry in sources.yaml is named by its own name; what the study
// keyed in by hand without a source is called that.
func (in Input) citation(o city.Observation) string {
	s, known := in.source(o)
	title := s.Title
	if !known {
		if o.Source != "" {
			title = o.Source
		} else if name := path.Base(o.Origin.File); name == "facts.csv" {
			return "课题组整理资料"
		} else {
			title = strings.TrimSuffix(name, path.Ext(name))
		}
	}
	title, s.Publisher = chinesePunctuation.Replace(title), chinesePunctuation.Replace(s.Publisher)
	switch {
	case title == "" || title == ".":
		return s.Publisher
	case !strings.Contains(title, "《"):
		title = "《" + title + "》"
	}
	if strings.HasPrefix(strings.TrimPrefix(title, "《"), s.Publisher) {
		return title
	}
	return s.Publisher + title
}
