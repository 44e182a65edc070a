package diagnose

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// place is the short name of a place as a sentence has it: 武汉市, 全国.
func (b *Bench) place(code string) string {
	if code == "" {
		return ""
	}
	return b.places().Name(code)
}

// indicator is the name of an indicator with its definition in front where
// that is a narrowing word (规上), in brackets where it is a phrase.
func (b *Bench) indicator(id, definition string) city.Text {
	zh := b.indicators().Name(id)
	en := zh
	if i, ok := b.indicators().Get(id); ok && i.Name.En != "" {
		en = i.Name.En
	} else if of, _, zeros, many := b.manyParts(id); many {
		en = b.indicator(of, "").En + " per " + map[int32]string{2: "hundred", 3: "thousand", 4: "ten thousand", 5: "hundred thousand", 6: "million"}[zeros] + " people"
	}
	switch {
	case definition == "" || strings.Contains(zh, definition):
	case len([]rune(definition)) <= 4 && !strings.Contains(definition, "口径"):
		zh, en = definition+zh, en+" ("+definition+")"
	default:
		zh, en = zh+"（"+definition+"）", en+" ("+definition+")"
	}
	return city.Text{Zh: zh, En: en}
}

// amount is a figure with its unit as an official text has it: no thousands
// commas, the printed decimals, 1.3个百分点.
func amount(v decimal.Decimal, unit string) city.Text {
	n := city.Printed(v)
	if unit == "百分点" {
		return city.Text{Zh: n + "个百分点", En: n + " percentage points"}
	}
	if unit == "位" {
		return city.Text{Zh: "第" + n + "位", En: "rank " + n}
	}
	en := n + englishUnit(unit)
	if u, ok := city.ParseUnit(unit); ok && !u.Factor.Equal(decimal.New(1, 0)) {
		if s := englishUnit(u.Base); u.Factor.Equal(decimal.New(1, 8)) {
			en = n + " hundred million" + s
		} else if u.Factor.Equal(decimal.New(1, 4)) {
			en = n + " ten thousand" + s
		} else if u.Factor.Equal(decimal.New(1, 12)) {
			en = n + " trillion" + s
		}
	}
	return city.Text{Zh: n + unit, En: en}
}

// englishUnit is a unit behind a figure in English.
func englishUnit(unit string) string {
	words := map[string]string{
		"%": "%", "元": " yuan", "人": "", "家": "", "个": "", "件": "", "项": "",
		"人年": " person-years", "倍": " times", "所": "", "座": "", "": "", "平方公里": " km²",
		"美元": " US dollars", "吨": " tonnes", "平方米": " m²", "立方米": " m³", "公里": " km", "公顷": " ha", "亩": " mu",
		"人次": " visits", "千瓦时": " kWh", "标箱": " TEU", "户": "", "位": "", "篇": "", "辆": "", "台": "", "张": "", "次": "",
		"元/平方米": " yuan per m²", "年": " years",
	}
	if w, ok := words[unit]; ok {
		return w
	}
	return " " + unit
}

// value is a datum in words with its status: 2.42%（预计数）.
func value(d datum) city.Text {
	if d.Derived {
		return between(d)
	}
	t := amount(d.Value, d.Unit)
	s := statusWord(d.Status)
	if d.Status == city.LowerBound {
		return city.Text{Zh: "超过" + t.Zh, En: "more than " + t.En}
	}
	if d.Status == city.Rounded {
		return city.Text{Zh: "约" + t.Zh, En: "about " + t.En}
	}
	if s.IsZero() {
		return t
	}
	return city.Text{Zh: t.Zh + "（" + s.Zh + "）", En: t.En + " (" + s.En + ")"}
}

// between is a derived datum as a range: 14847.1亿元至14854.6亿元.
func between(d datum) city.Text {
	n := city.Decimals(d.Value)
	lo, hi := city.Round(d.Lo, n), city.Round(d.Hi, n)
	if lo.Equal(hi) {
		t := amount(lo, d.Unit)
		return city.Text{Zh: "约" + t.Zh, En: "about " + t.En}
	}
	a, z := amount(lo, d.Unit), amount(hi, d.Unit)
	return city.Text{Zh: a.Zh + "至" + z.Zh, En: "between " + a.En + " and " + z.En}
}

// statusWord is a status in words; empty for final values.
func statusWord(s city.Status) city.Text {
	return map[city.Status]city.Text{
		city.Preliminary:   {Zh: "初步核算数", En: "preliminary"},
		city.CensusRevised: {Zh: "普查修订数", En: "census-revised"},
		city.Estimate:      {Zh: "预计数", En: "estimate"},
		city.Rounded:       {Zh: "约数", En: "rounded"},
		city.LowerBound:    {Zh: "下限", En: "lower bound"},
		city.Target:        {Zh: "目标值", En: "target"},
	}[s]
}

// sourceName is how a sentence names the source of an observation: 《title》,
// with the publisher; the file's name where sources.yaml does not list it.
func (b *Bench) sourceName(o city.Observation) city.Text {
	if s, ok := b.Set.Sources[o.Source]; ok && s.Title != "" {
		title := s.Title
		if !strings.Contains(title, "《") {
			title = "《" + title + "》"
		}
		if s.Publisher != "" && !strings.ContainsAny(s.Publisher, "、，,") && !slices.Contains([]string{"未注明", "不详", "佚名", "未知"}, s.Publisher) {
			title = s.Publisher + title
		}
		return city.Text{Zh: title, En: title}
	}
	name := strings.TrimSuffix(path.Base(o.Origin.File), path.Ext(o.Origin.File))
	if name == "." || name == "" || name == "facts" {
		return city.Text{}
	}
	return city.Text{Zh: "《" + name + "》", En: "《" + name + "》"}
}

// according is "据……，" before a sentence; empty where no source has a name.
func (b *Bench) according(o city.Observation) city.Text {
	s := b.sourceName(o)
	if s.IsZero() {
		return s
	}
	return city.Text{Zh: "据" + s.Zh + "，", En: "According to " + s.En + ", "}
}

// subject is 2018年武汉市研发投入强度 and "Wuhan's R&D intensity in 2018".
func (b *Bench) subject(indicator, definition, place string, p city.Period) city.Text {
	n := b.indicator(indicator, definition)
	t := city.Text{Zh: p.Name("zh") + b.place(place) + n.Zh, En: "the " + n.En}
	if place != "" {
		t.En += " of " + b.place(place)
	}
	if p != "" {
		t.En += " in " + p.Name("en")
	}
	return t
}

// subjectOf is the subject of a sentence about an observation: with 增速 where
// it is a growth rate.
func (b *Bench) subjectOf(o city.Observation) city.Text {
	if o.Facet != city.Growth {
		return b.subject(o.Indicator, o.Definition, o.Place, o.Period)
	}
	t := b.subject(o.Indicator, o.Definition, o.Place, o.Period)
	if !strings.HasSuffix(t.Zh, "增速") {
		t.Zh += "增速"
		t.En = "the growth of " + t.En
	}
	return t
}

// join puts names in a row: 广州市、深圳市和杭州市.
func join(names []string) city.Text {
	switch len(names) {
	case 0:
		return city.Text{}
	case 1:
		return city.Text{Zh: names[0], En: names[0]}
	}
	last := len(names) - 1
	return city.Text{
		Zh: strings.Join(names[:last], "、") + "和" + names[last],
		En: strings.Join(names[:last], ", ") + " and " + names[last],
	}
}

// plus appends texts, language by language.
func plus(list ...city.Text) city.Text {
	var out city.Text
	for _, t := range list {
		out.Zh += t.Zh
		out.En += t.En
	}
	return out
}

// smooth mends what meets badly where words are put together.
// smooth mends what meets badly where words are put together: 为约7800家, 为超过.
var smooth = func() *strings.Replacer {
	pairs := []string{"为超过", "超过"}
	for d := '0'; d <= '9'; d++ {
		pairs = append(pairs, "为约"+string(d), "约为"+string(d))
	}
	return strings.NewReplacer(pairs...)
}()

// sentence ends a text with one full stop and begins the English with a
// capital.
func sentence(list ...city.Text) city.Text {
	t := plus(list...)
	t.Zh = strings.TrimRight(smooth.Replace(t.Zh), "。，；、") + "。"
	t.En = strings.TrimRight(t.En, "., ;") + "."
	t.En = capital(t.En)
	return t
}

// capital begins an English sentence.
func capital(s string) string {
	if r := []rune(s); len(r) > 0 {
		return strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	return s
}

// uncapital takes the capital of a sentence that goes on as half of another:
// of its first word, where that is no abbreviation (GDP, R&D).
func uncapital(s string) string {
	r := []rune(s)
	if len(r) > 1 && unicode.IsUpper(r[0]) && (unicode.IsLower(r[1]) || r[1] == ' ' || r[1] == '-') {
		return strings.ToLower(string(r[:1])) + string(r[1:])
	}
	return s
}

// sayf is say with arguments, the same in both languages.
func sayf(zh, en string, args ...any) city.Text {
	return city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)}
}

// mentions is "杭州市3785家、广州市11794家" in the order given.
func (b *Bench) mentions(list []datum) city.Text {
	var zh, en []string
	for _, d := range list {
		v := value(d)
		zh = append(zh, b.place(d.Place)+v.Zh)
		en = append(en, b.place(d.Place)+" "+v.En)
	}
	return city.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}
}

// counter is what a critic may say about how firm an observation is.
func (b *Bench) counterStatus(d datum) city.Text {
	switch {
	case d.Derived:
		return say("该数由其他指标倒推，不是直接公布的数", "the value is derived and not published as such")
	case d.Status == city.Estimate:
		return say("该数为预计数，年报核定后可能变动", "the value is an estimate and may change when it is settled")
	case d.Status == city.Preliminary:
		return say("该数为初步核算数，最终核实后可能变动", "the value is preliminary and may be revised")
	case d.Status == city.Rounded:
		return say("该数为约数", "the value is rounded")
	case d.Status == city.LowerBound:
		return say("来源只给出下限", "the source gives a lower bound only")
	}
	return city.Text{}
}
