package catalog

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/quanyu/quanyu/city"
)

// Indicators is an index of indicators and concepts.
type Indicators struct {
	list     []city.Indicator
	byID     map[string]int
	labels   map[string]string    // label key to ID
	text     *lexicon             // names looked for in running text
	ratios   map[[2]string]string // numerator and denominator to the ratio's ID
	concepts conceptIndex
}

// Reading is what a printed label says.
type Reading struct {
	ID         string     // indicator ID; the cleaned label where the catalog lacks it; "" for a bare 增速 or 排名
	Known      bool       // whether the catalog (or the study) has it
	Label      string     // cleaned: no numbering, marks, 其中, unit in brackets, spaces
	Facet      city.Facet // growth for "…增速", "…比上年增长" of a known indicator
	Definition string     // words that narrow the indicator: "规上", "政府工作报告口径"; "" is the usual one
	Unit       string     // the unit in brackets, if the label has one
	Price      city.PriceBasis
	Roster     string // facet rank: among whom, as printed ("15城市")
}

// NewIndicators gives the embedded indicators and concepts.
func NewIndicators() *Indicators {
	x := embeddedLabels()
	return &Indicators{
		list: slices.Clone(x.list), byID: maps.Clone(x.byID), labels: maps.Clone(x.labels), text: x.text.clone(), ratios: maps.Clone(x.ratios),
		concepts: conceptIndex{list: slices.Clone(x.concepts.list), names: x.concepts.names.clone(), gaps: slices.Clone(x.concepts.gaps)},
	}
}

// embeddedLabels is made once; NewIndicators gives copies of it.
var embeddedLabels = sync.OnceValue(func() *Indicators {
	x := &Indicators{byID: map[string]int{}, labels: map[string]string{}, text: newLexicon(), ratios: map[[2]string]string{}}
	list, concepts := embeddedIndicators()
	if err := x.Add(list, concepts); err != nil {
		panic("catalog: " + err.Error())
	}
	return x
})

// Add adds or replaces indicators and concepts (those of a study).
func (x *Indicators) Add(list []city.Indicator, concepts []city.Concept) error {
	fault := func(code, zh, en string, args ...any) error {
		return city.Errorf(code, zh, en, args...).At("indicators.yaml", "", 0, "")
	}
	for _, ind := range list {
		ind.ID = strings.TrimSpace(ind.ID)
		if ind.Name.Zh == "" {
			ind.Name.Zh = ind.ID
		}
		switch {
		case ind.ID == "":
			return fault("no_id", "有一个指标没有 id（名称“%s”）", "an indicator has no id (its name is %q)", ind.Name.Zh)
		case !knownKind(ind.Kind):
			return fault("bad_kind", "指标“%s”的 kind 不认识：“%s”", "indicator %q has an unknown kind %q", ind.ID, ind.Kind)
		case ind.Better != "" && ind.Better != "high" && ind.Better != "low":
			return fault("bad_better", "指标“%s”的 better 只能是 high、low 或空", "better of indicator %q must be high, low or empty", ind.ID)
		}
		for _, id := range ind.Identities {
			switch id.Kind {
			case "ratio", "sum", "stock-flow", "growth":
			default:
				return fault("bad_identity", "指标“%s”的恒等式不认识：“%s”", "indicator %q has an unknown identity %q", ind.ID, id.Kind)
			}
		}
		x.enter(ind)
	}
	for _, ind := range list {
		for _, id := range ind.Identities {
			for _, ref := range append([]string{id.B, id.C}, id.Parts...) {
				if _, ok := x.Get(ref); ref != "" && !ok {
					return fault("unknown_indicator", "指标“%s”的恒等式用到未知指标“%s”", "the identity of %q uses the unknown indicator %q", ind.ID, ref)
				}
			}
		}
	}
	for _, c := range concepts {
		for _, ref := range c.Indicators {
			if _, ok := x.Get(ref); !ok {
				return fault("unknown_indicator", "概念“%s”用到未知指标“%s”", "concept %q uses the unknown indicator %q", c.ID, ref)
			}
		}
		x.concepts.enter(c)
	}
	return nil
}

func knownKind(k city.IndicatorKind) bool {
	switch k {
	case city.Stock, city.Flow, city.Share, city.Ratio, city.IndexNo, city.RateOf, city.Unknown:
		return true
	}
	return false
}

// enter adds or replaces one indicator. A name that another one bears passes
// to the newer one.
func (x *Indicators) enter(ind city.Indicator) {
	names := append([]string{ind.ID, ind.Name.Zh}, ind.Aliases...)
	ind.Aliases = append([]string(nil), ind.Aliases...)
	for i, a := range ind.Aliases {
		ind.Aliases[i] = strings.TrimPrefix(a, "=")
	}
	if i, have := x.byID[ind.ID]; have {
		x.text.remove(ind.ID)
		for k, id := range x.labels {
			if id == ind.ID {
				delete(x.labels, k)
			}
		}
		x.list[i] = ind
	} else {
		x.byID[ind.ID] = len(x.list)
		x.list = append(x.list, ind)
	}
	for _, n := range names {
		plain, tableOnly := strings.CutPrefix(n, "=")
		x.labels[labelKey(plain)] = ind.ID
		if !tableOnly && ind.Kind != city.RateOf {
			x.enterText(plain, ind.ID)
		}
	}
	for _, id := range ind.Identities {
		if id.Kind == "ratio" {
			x.ratios[[2]string{id.B, id.C}] = ind.ID
		}
	}
}

var unbracket = strings.NewReplacer("(", "", ")", "", "（", "", "）", "")

// enterText makes a name known to Find, with and without 的 and brackets. IDs
// in Latin letters and names of one character are not looked for.
func (x *Indicators) enterText(name, id string) {
	if strings.Contains(name, "_") || name == id && !hasHan(name) || len([]rune(name)) < 2 {
		return
	}
	for _, form := range []string{name, unbracket.Replace(name), strings.ReplaceAll(name, "的", "")} {
		key := foldName(form)
		delete(x.text.names, key)
		x.text.add(form, id)
	}
}

func hasHan(s string) bool {
	for _, r := range s {
		if r >= 0x4e00 && r <= 0x9fff {
			return true
		}
	}
	return false
}

// Get gives an indicator by ID (or learned label).
func (x *Indicators) Get(id string) (city.Indicator, bool) {
	i, ok := x.byID[id]
	if !ok {
		return city.Indicator{}, false
	}
	return x.list[i], true
}

// Name is the Chinese name of an ID; the ID itself if it is unknown.
func (x *Indicators) Name(id string) string {
	if ind, ok := x.Get(id); ok {
		return ind.Name.Zh
	}
	return id
}

// All lists the indicators in the order of the catalog, learned ones last.
func (x *Indicators) All() []city.Indicator { return append([]city.Indicator(nil), x.list...) }

// Ratio is the ID of the indicator that is b / c, if there is one.
func (x *Indicators) Ratio(b, c string) (string, bool) {
	id, ok := x.ratios[[2]string{b, c}]
	return id, ok
}
