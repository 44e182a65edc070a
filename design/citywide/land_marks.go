package citywide

import (
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// Mark is something to look at before a parcel is recognised. It accuses nobody.
type Mark struct {
	Code    string
	Title   city.Text
	Needs   string // field without which it cannot be told
	Capture bool   // a sign that land meant for innovation may end as property
}

// Marks lists every mark. That a property firm took a parcel before rules of
// access existed is what happened to an eco-park on Shenzhen Bay (2013, 2018).
func Marks() []Mark {
	return []Mark{
		{"property_holder", city.Text{Zh: "使用权人名称像房地产企业", En: "the holder's name is like that of a property firm"}, "parcel_holder", true},
		{"concentrated", city.Text{Zh: "一个使用权人占本区可用面积三成以上，且有三块以上", En: "one holder has three parcels and 30 % of the district's eligible area, or more"}, "parcel_holder", true},
		{"divided", city.Text{Zh: "拟分割转让配套用房，或半数以上的产业用房", En: "support rooms, or more than half of the industrial rooms, are to be divided and sold"}, "parcel_divided_share", true},
		{"lease_ending", city.Text{Zh: "使用权五年内到期，或已到期", En: "the lease has ended, or ends within five years"}, "parcel_lease_end", false},
		{"granted_free", city.Text{Zh: "划拨用地，转为经营要补价款", En: "land that was allotted without payment"}, "parcel_tenure", false},
	}
}

// propertyWords are in the names of property firms.
var propertyWords = []string{"地产", "置业", "置地", "房产", "不动产", "物业", "房屋开发", "房地开发"}

func propertyFirm(name string) bool {
	return slices.ContainsFunc(propertyWords, func(w string) bool { return strings.Contains(name, w) })
}

// The bounds of a mark, by judgement.
const (
	manyParcels   = 3
	muchOfArea    = 0.3
	halfOfRooms   = 0.5
	leaseLeftDays = 5 * 365.25
)

// mark puts signs on parcels that may become M0.
func (p *plots) mark() {
	if p.Parcels == nil {
		return
	}
	type place struct{ district, holder string }
	count, area, all := map[place]int{}, map[place]float64{}, map[string]float64{}
	candidate := func(v *ParcelView) bool { return !v.Existing && (v.Verdict == Eligible || v.Verdict == Amendment) }
	for i := range p.out.Parcels {
		v := &p.out.Parcels[i]
		if v.Verdict == Eligible && !v.Existing && !math.IsNaN(p.Counted[i]) {
			k := place{v.District, v.Holder}
			count[k]++
			area[k] += p.Counted[i]
			all[v.District] += p.Counted[i]
		}
	}
	for i := range p.out.Parcels {
		v := &p.out.Parcels[i]
		if !candidate(v) {
			continue
		}
		k := place{v.District, v.Holder}
		for _, m := range []struct {
			code string
			on   bool
		}{
			{"property_holder", propertyFirm(v.Holder)},
			{"concentrated", v.Holder != "" && v.Verdict == Eligible && count[k] >= manyParcels && area[k] >= muchOfArea*all[v.District]},
			{"divided", p.Number("parcel_divided_share", i) > halfOfRooms || p.Number("parcel_support_divided", i) == 1},
			{"lease_ending", p.Number("parcel_lease_end", i) < float64(p.day)+leaseLeftDays},
			{"granted_free", strings.Contains(p.Word("parcel_tenure", i), "划拨")},
		} {
			if m.on {
				v.Marks = append(v.Marks, m.code)
			}
		}
	}
	for _, m := range Marks() {
		if !p.Has(m.Needs) {
			p.out.MarksUntested = append(p.out.MarksUntested, m.Title)
		}
	}
}

// Captured counts the parcels with a sign that they may end as property.
func (l *Landed) Captured() int {
	n := 0
	for _, p := range l.Parcels {
		if slices.ContainsFunc(p.Marks, func(code string) bool {
			return slices.ContainsFunc(Marks(), func(m Mark) bool { return m.Code == code && m.Capture })
		}) {
			n++
		}
	}
	return n
}
