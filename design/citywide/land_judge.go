package citywide

import (
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
)

// The verdicts on a parcel.
const (
	Eligible    = "eligible"             // 可以
	NotEligible = "not_eligible"         // 不可以
	Amendment   = "needs_plan_amendment" // 须修改控规
	Unknown     = "unknown"              // 依据不足
)

// VerdictWords names a verdict on a parcel.
func VerdictWords(verdict string) city.Text {
	switch verdict {
	case Eligible:
		return city.Text{Zh: "可以", En: "eligible"}
	case NotEligible:
		return city.Text{Zh: "不可以", En: "not eligible"}
	case Amendment:
		return city.Text{Zh: "须修改控规", En: "needs a plan amendment"}
	}
	return city.Text{Zh: "依据不足", En: "unknown"}
}

// judge gives each parcel its verdict with the clause that decided it.
func (p *plots) judge() {
	if p.Parcels == nil {
		return
	}
	p.plan.Evaluate(p.Batch, &p.result)
	direct, other := p.route(p.pack.Direct), p.route(p.pack.Amendment)
	p.out.Parcels = make([]ParcelView, p.Rows())
	for i := range p.out.Parcels {
		v := &p.out.Parcels[i]
		v.ID, v.District, v.Cluster, v.Use, v.Holder = p.IDs[i], p.Word("parcel_district", i), p.Word("parcel_cluster", i), p.Word("parcel_use", i), p.Word("parcel_holder", i)
		v.Marks = []string{}
		if p.pack.Cap != nil {
			v.group = p.Word(p.pack.Cap.Of, i)
		}
		p.decide(v, i, direct, other)
	}
}

// route is one programme of a pack: the criteria that all must be met.
type route struct {
	programme int // of the plan; -1 where the pack has none
	criteria  []int
}

func (p *plots) route(id string) route {
	r := route{programme: slices.IndexFunc(p.plan.Programmes, func(g *rule.Programme) bool { return g.ID == id })}
	if r.programme < 0 {
		return r
	}
	for _, m := range p.plan.Programmes[r.programme].Members.All {
		r.criteria = append(r.criteria, slices.IndexFunc(p.plan.Criteria, func(c *rule.Criterion) bool { return c.ID == m.ID }))
	}
	return r
}

// decide joins the two routes: what does not fit as it is may fit once the plan
// is amended.
func (p *plots) decide(v *ParcelView, row int, direct, other route) {
	if v.Use == "M0" {
		v.Verdict, v.Existing = Eligible, true
		v.by(&p.plan.Programmes[direct.programme].Head, p.plan.Programmes[direct.programme].ID, p.day)
		v.Reason = city.Text{Zh: "现状已是新型工业用地，计入已有面积", En: "it is M0 land already and counts as such"}
		return
	}
	state := p.result.Programmes[direct.programme][row]
	switch {
	case state == rule.Met && !p.pack.Unsettled.IsZero():
		p.because(v, row, direct.criteria[0])
		v.Verdict = Unknown
		v.Reason = city.Text{Zh: v.Reason.Zh + "；" + p.pack.Unsettled.Zh, En: v.Reason.En + "; " + p.pack.Unsettled.En}
	case state == rule.Met:
		v.Verdict = Eligible
		p.because(v, row, direct.criteria[0])
		for _, c := range direct.criteria[1:] {
			more := p.reason(row, c)
			v.Reason = city.Text{Zh: v.Reason.Zh + "；" + more.Zh, En: v.Reason.En + "; " + more.En}
		}
	case state == rule.Unmet:
		v.Verdict = NotEligible
		p.because(v, row, p.worst(row, direct))
		if other.programme < 0 {
			return
		}
		switch p.result.Programmes[other.programme][row] {
		case rule.Met:
			v.Verdict = Amendment
			p.because(v, row, other.criteria[0])
		case rule.Unknown, rule.Manual:
			v.Verdict = Unknown
			p.because(v, row, p.worst(row, other))
		}
	default:
		v.Verdict = Unknown
		p.because(v, row, p.worst(row, direct))
	}
}

// worst is the first criterion of a route that decided its state.
func (p *plots) worst(row int, r route) int {
	state := p.result.Programmes[r.programme][row]
	for _, c := range r.criteria {
		if p.result.Criteria[c][row] == state {
			return c
		}
	}
	return r.criteria[0]
}

// because writes down the criterion that decided.
func (p *plots) because(v *ParcelView, row, criterion int) {
	c := p.plan.Criteria[criterion]
	v.by(&c.Head, c.ID, p.day)
	v.Reason = p.reason(row, criterion)
}

// by names the clause behind a definition.
func (v *ParcelView) by(h *rule.Head, id string, day rule.Day) {
	v.Criterion = id
	x := clauseView(h, id, day)
	v.Clause, v.Grade, v.URL, v.Draft = x.Clause, x.Grade, x.URL, x.Draft
}

// clauseView is a definition with its document on a day.
func clauseView(h *rule.Head, id string, day rule.Day) LandClauseView {
	out := LandClauseView{ID: id, Title: h.Title, Text: h.Text}
	var when *rule.Interval
	for i := range h.Valid {
		if h.Valid[i].From <= day && day <= h.Valid[i].To {
			when = &h.Valid[i]
			out.Draft = when.Status == rule.Draft
		}
	}
	if list := h.BasisOf(when); len(list) > 0 {
		b := list[0]
		out.Clause, out.Grade, out.URL = strings.TrimSpace(b.Doc+" "+b.Article), b.Grade, b.URL
	}
	return out
}

// reason says what a criterion found in a row.
func (p *plots) reason(row, criterion int) city.Text {
	c := p.plan.Criteria[criterion]
	state := rule.StateWords(p.result.Criteria[criterion][row].String())
	zh, en := []string{}, []string{}
	for _, name := range c.Needs {
		f := p.library.Field(name)
		x := p.shown(f, row)
		zh, en = append(zh, f.Title.Zh+"："+x.Zh), append(en, f.Title.En+": "+x.En)
	}
	return city.Text{Zh: c.Title.Zh + "：" + state.Zh + "（" + strings.Join(zh, "，") + "）", En: c.Title.En + ": " + state.En + " (" + strings.Join(en, "; ") + ")"}
}

// shown is a value of a row as a person reads it.
func (p *plots) shown(f *rule.Field, row int) city.Text {
	if f.Kind == rule.Words {
		if w := p.Word(f.Name, row); w != "" {
			return city.Text{Zh: w, En: w}
		}
		if w := p.OddUse(row); f.Name == "parcel_use" && w != "" {
			return city.Text{Zh: "“" + w + "”认不出", En: "\"" + w + "\" is not known"}
		}
		return city.Text{Zh: "缺", En: "missing"}
	}
	v := p.Number(f.Name, row)
	switch {
	case math.IsNaN(v):
		return city.Text{Zh: "缺", En: "missing"}
	case f.Kind == rule.Date:
		return rule.Figure(v, "date")
	case f.Kind == rule.Bool:
		return rule.Figure(v, "bool")
	case strings.HasSuffix(f.Name, "_share"):
		return rule.Figure(v, "ratio")
	}
	s := city.Number(v).Digits(4)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return city.Text{Zh: s, En: s}
}
