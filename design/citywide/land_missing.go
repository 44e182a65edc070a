package citywide

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// missing lists what cannot be said, and what would say it.
func (p *plots) missing() {
	add := func(zh, en string, args ...any) {
		p.out.Missing = append(p.out.Missing, city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)})
	}
	if len(p.pack.Unseen) > 0 {
		var zh, en []string
		for _, u := range p.pack.Unseen {
			zh, en = append(zh, u.Zh), append(en, u.En)
		}
		add("%[1]s的这些条款没有见到原文，没有判：%[2]s", "these clauses of %[3]s were not seen and are not judged: %[4]s", p.pack.Title.Zh, strings.Join(zh, "、"), p.pack.Title.En, strings.Join(en, ", "))
	}
	if p.out.Pack.Draft {
		add("条款只见于一份转载（C级），用前须与官方原文核对", "clauses were seen in one copy only (grade C): compare them with the official text before use")
	}
	if p.Parcels == nil {
		add("没有地块表：哪些地块可以、能新增多少建筑面积，不能说", "there is no table of parcels: which are eligible, and how much floor space they would add, cannot be said")
	}
	if p.pack.Cap != nil && len(p.groups) == 0 {
		add("没有%[1]s：%[2]s的上限是多少公顷、还余多少，不能说", "the %[3]s is not given: how many hectares the cap of %[2]s is, and what is left of it, cannot be said", p.capOf().Zh, p.capText(), p.capOf().En)
	}
	p.missingFigures(add)
	if p.spec.Prices == "" && p.Parcels != nil {
		add("没有地价表：少收多少土地出让收入，不能说", "there are no prices of land: the revenue forgone cannot be said")
	}
	if v := p.out.Inventory; v == nil {
		add("没有片区清查表：有多少真正用于创新，不能说", "there is no inventory of clusters: how much really serves innovation cannot be said")
	} else {
		v.missing(add)
	}
}

func (p *plots) capText() string { return city.Number(100*p.share()).Fixed(0) + "%" }

// missingFigures lists districts and fields that leave something open.
func (p *plots) missingFigures(add func(zh, en string, args ...any)) {
	var open []string
	for _, g := range append(append([]LandGroupView{}, p.out.Districts...), p.out.Blocks...) {
		if g.Binding == "unknown" && g.Name != "" {
			open = append(open, g.Name)
		}
	}
	if len(open) > 0 && len(p.groups) > 0 {
		add("%[1]s：缺%[2]s或已有新型工业用地的面积，余量不能说", "%[1]s: the %[3]s or the M0 land there is missing, so that what is left cannot be said", strings.Join(open, "、"), p.capOf().Zh, p.capOf().En)
	}
	if idle := p.idleGroups(); len(idle) > 0 && len(open) > 0 {
		add("%[1]s里的%[2]s没有一个地块：看看与地块里写的名称是否一致", "no parcel is in %[3]s of %[1]s: see whether parcels have it under another name", p.spec.Districts, strings.Join(idle, "、"), strings.Join(idle, ", "))
	}
	count, order := map[city.Text]int{}, []city.Text{}
	floor, price := 0, 0
	for i := range p.out.Parcels {
		v := &p.out.Parcels[i]
		if v.Verdict == Unknown {
			if count[p.titleOf(v.Criterion)] == 0 {
				order = append(order, p.titleOf(v.Criterion))
			}
			count[p.titleOf(v.Criterion)]++
		}
		if v.Verdict == Eligible && !v.Existing && v.NewFloor != v.NewFloor {
			floor++
		}
		if v.Verdict == Eligible && !v.Existing && p.spec.Instead != "" && math.IsNaN(p.forgone(v.District)) {
			price++
		}
	}
	for _, t := range order {
		add("%[1]d个地块依据不足，卡在“%[2]s”", "%[1]d parcels are open at: %[3]s", count[t], t.Zh, t.En)
	}
	if price > 0 {
		add("%[1]d个可以的地块缺 %[2]s 或 M0 的地价，少收的收入不能说", "%[1]d eligible parcels have no price of %[2]s or of M0: the revenue forgone cannot be said", price, p.spec.Instead)
	}
	if n := p.tornPairs(); n > 0 {
		add("%d对重叠的地块判定不同，重叠部分归可以的一方算，以哪一块为准要先查清", "%d pairs of overlapping parcels have different verdicts; what they share counts as eligible first: settle which of them is right", n)
	}
	if floor > 0 {
		add("%d个可以的地块缺容积率或现状容积率，新增建筑面积不能说", "%d eligible parcels lack a floor-area ratio, as planned or as built: their new floor space cannot be said", floor)
	}
}

// idleGroups are groups of the table that no parcel names.
func (p *plots) idleGroups() []string {
	var out []string
	for _, g := range p.groups {
		if !slices.ContainsFunc(p.out.Parcels, func(v ParcelView) bool { return v.group == g.name }) {
			out = append(out, g.name)
		}
	}
	return out
}

// tornPairs counts pairs that overlap and have different verdicts.
func (p *plots) tornPairs() int {
	n := 0
	if p.Parcels != nil {
		for _, o := range p.Overlaps {
			if p.out.Parcels[o.A].Verdict != p.out.Parcels[o.B].Verdict {
				n++
			}
		}
	}
	return n
}

func (p *plots) titleOf(criterion string) city.Text {
	for _, c := range p.plan.Criteria {
		if c.ID == criterion {
			return c.Title
		}
	}
	return city.Text{Zh: criterion, En: criterion}
}

// missing lists clusters that cannot be weighed.
func (v *InventoryView) missing(add func(zh, en string, args ...any)) {
	var area, survey, weak []string
	for _, c := range v.Clusters {
		switch {
		case c.Grade == "D":
			weak = append(weak, c.Name)
		case c.Area != c.Area:
			area = append(area, c.Name)
		case c.Innovation != c.Innovation:
			survey = append(survey, c.Name)
		}
	}
	if len(area) > 0 {
		add("片区没有面积：%[1]s", "clusters without an area: %[1]s", strings.Join(area, "、"))
	}
	if len(survey) > 0 {
		add("片区没有调查实际用途：%[1]s", "clusters that were not surveyed for what they are used for: %[1]s", strings.Join(survey, "、"))
	}
	if len(weak) > 0 {
		add("来源只有D级（论坛、内容站），不作依据：%[1]s", "sources of grade D are no evidence: %[1]s", strings.Join(weak, "、"))
	}
}
