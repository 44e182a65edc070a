package data

import (
	"regexp"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/table"
)

type learned struct {
	label, parent string
	facet         city.Facet
}

// learnLabel enters a label that the catalog lacks.
func (l *loader) learnLabel(label, parent, unit string, facet city.Facet) {
	k := learned{label, parent, facet}
	if l.learned[k] {
		return
	}
	l.learned[k] = true
	r := l.set.Indicators.ResolveUnder(label, parent)
	if r.Known || r.ID == "" {
		return
	}
	if r.Unit == "" && facet == city.Level {
		r.Unit = unit
	}
	if facet != city.Level {
		r.Facet = facet
	}
	l.set.Indicators.Learn(r)
	clear(l.read)
}

// reading resolves a label once.
func (l *loader) reading(label, parent string) catalog.Reading {
	k := labelAt{label, parent, ""}
	r, ok := l.read[k]
	if !ok {
		r = l.set.Indicators.ResolveUnder(label, parent)
		l.read[k] = r
	}
	return r
}

// labelAt is a label with what it stands under.
type labelAt struct{ label, parent, group string }

// idsOf reads the labels of a table. A label that the catalog lacks and that
// stands under several heads (其他, 男) takes the head into its name, so that
// different things are not joined.
func (l *loader) idsOf(t *table.Table) map[labelAt]catalog.Reading {
	ids := map[labelAt]catalog.Reading{}
	var order []labelAt
	for i := range t.Values {
		v := &t.Values[i]
		k := labelAt{v.Label, v.Parent, v.Group}
		if _, ok := ids[k]; ok {
			continue
		}
		r := l.underTitle(t.Title, v.Unit, l.reading(v.Label, v.Parent))
		if r.ID == "" {
			r.ID = r.Label
		}
		if r.ID == "" {
			r.ID, r.Label = strings.TrimSpace(v.Label), strings.TrimSpace(v.Label)
		}
		ids[k] = r
		order = append(order, k)
	}
	type seen struct {
		id, definition string
		facet          city.Facet
	}
	heads := map[seen][]labelAt{}
	for _, k := range order {
		s := seen{ids[k].ID, ids[k].Definition, ids[k].Facet}
		heads[s] = append(heads[s], k)
	}
	for _, k := range order {
		if r := ids[k]; l.vague[r.ID] {
			r.ID = l.titleOf(t) + "：" + r.Label
			l.set.Indicators.Learn(catalog.Reading{ID: r.ID, Label: r.ID, Facet: r.Facet, Unit: r.Unit})
			ids[k] = r
		}
	}
	for _, k := range order {
		r := ids[k]
		same := heads[seen{r.ID, r.Definition, r.Facet}]
		head := k.parent
		if head == "" {
			head = k.group
		}
		if len(same) < 2 || head == "" || l.inCatalog(r.ID) {
			continue
		}
		base := l.set.Indicators.Resolve(head).Label
		if joined := l.set.Indicators.Resolve(base + r.Label); joined.Known && l.inCatalog(joined.ID) {
			ids[k] = joined
			continue
		}
		r.ID = base + "：" + r.Label
		l.set.Indicators.Learn(catalog.Reading{ID: r.ID, Label: r.ID, Facet: r.Facet, Unit: r.Unit})
		ids[k] = r
	}
	return ids
}

// inCatalog tells an indicator of the catalog or the study from a learned one.
func (l *loader) inCatalog(id string) bool {
	ind, ok := l.set.Indicators.Get(id)
	return ok && (ind.ID != ind.Name.Zh || ind.Name.En != "")
}

// parentID is the indicator of the row that a 其中 row is part of.
func (l *loader) parentID(ids map[labelAt]catalog.Reading, v *table.Value) string {
	if r, ok := ids[labelAt{v.Parent, "", v.Group}]; ok {
		return r.ID
	}
	if r := l.set.Indicators.Resolve(v.Parent); r.ID != "" {
		return r.ID
	}
	return v.Parent
}

// findVague lists the labels that mean something only under the title of their
// table: 合计 and the like, and labels that the catalog lacks and that several
// tables bear with units of different kinds or in one or two words.
func (l *loader) findVague() {
	type use struct{ tables, bases map[string]bool }
	uses := map[string]*use{}
	for _, t := range l.tables {
		sheet := t.Grid.File + "|" + t.Grid.Sheet
		for i := range t.Values {
			v := &t.Values[i]
			if v.Facet != city.Level {
				continue
			}
			r := l.reading(v.Label, v.Parent)
			if r.ID == "" || l.inCatalog(r.ID) {
				continue
			}
			u := uses[r.ID]
			if u == nil {
				u = &use{map[string]bool{}, map[string]bool{}}
				uses[r.ID] = u
			}
			u.tables[sheet] = true
			if unit, _ := city.ParseUnit(v.Unit); v.Unit != "" {
				u.bases[unit.Base] = true
			}
		}
	}
	for id, u := range uses {
		if len(u.tables) > 1 && (len(u.bases) > 1 || len([]rune(id)) <= 4) || totals[id] {
			l.vague[id] = true
		}
	}
}

// totals are labels of sums that do not say of what.
var totals = map[string]bool{"合计": true, "总计": true, "小计": true, "共计": true, "总数": true, "总量": true, "总额": true, "其他": true, "其它": true, "数量": true, "金额": true, "本年": true, "指标值": true, "数值": true}

var titleScope = regexp.MustCompile(`(?:规模以上|规上)(?:工业|服务业|高新技术产业|高技术制造业|文化企业|文化产业)`)

var (
	structureTitle = regexp.MustCompile(`结构|构成|比重|占比`)
	researchTitle  = regexp.MustCompile(`R&D|研发|研究与试验发展`)
	budgetTitle    = regexp.MustCompile(`财政|预算|决算`)
	// budgetItems are the functional items of a budget, which tables print
	// without 支出 behind them.
	budgetItems = regexp.MustCompile(`^(?:一般公共服务|公共安全|教育|科学技术|文化旅游体育与传媒|文化体育与传媒|社会保障和就业|卫生健康|医疗卫生|医疗卫生与计划生育|节能环保|城乡社区|农林水|交通运输|住房保障)$`)
)

// underTitle reads a label as the title of its table narrows it: 工业总产值 in
// a table of 规模以上工业 is 规模以上工业总产值, 第一产业 in percent under
// 三次产业结构 is its share, 科学技术 in a budget is what is spent on it. The
// catalog must have the narrower indicator.
func (l *loader) underTitle(title, unit string, r catalog.Reading) catalog.Reading {
	if r.Label == "" {
		return r
	}
	title = city.Narrow(title)
	take := func(names ...string) bool {
		for _, name := range names {
			in := l.set.Indicators.Resolve(name)
			if in.Known && l.inCatalog(in.ID) && (in.ID != r.ID || in.Definition != "") {
				r.ID, r.Label, r.Known, r.Definition = in.ID, in.Label, true, in.Definition
				return true
			}
		}
		return false
	}
	ind, _ := l.set.Indicators.Get(r.ID)
	if unit == "%" && r.Facet == city.Level && ind.Unit != "" && ind.Unit != "%" && structureTitle.MatchString(title) {
		take(ind.Name.Zh+"占地区生产总值的比重", ind.Name.Zh+"占比")
		return r
	}
	if budgetTitle.MatchString(title) && budgetItems.MatchString(r.Label) && !l.inCatalog(r.ID) {
		take(r.Label + "支出")
		return r
	}
	if unit == "人年" && (r.Label == "R&D人员" || r.Label == "研发人员") {
		take("R&D人员折合全时当量")
		return r
	}
	if unit == "%" && (r.Label == "投入强度" || r.Label == "强度") && researchTitle.MatchString(title) {
		take("研发投入强度")
		return r
	}
	scope := titleScope.FindString(title)
	if scope == "" || r.Definition != "" || strings.Contains(r.Label+ind.Name.Zh, "规上") || strings.Contains(r.Label+ind.Name.Zh, "规模以上") {
		return r
	}
	kind := strings.TrimPrefix(strings.TrimPrefix(scope, "规模以上"), "规上")
	base := strings.TrimPrefix(strings.TrimPrefix(r.Label, kind), "企业")
	take("规模以上"+kind+"企业"+base, "规模以上"+kind+base)
	return r
}
