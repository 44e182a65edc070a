package design

import (
	"fmt"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
)

// budget says what is needed, by whom it is paid, and whether it suffices.
func (r *run) budget(t *tally) *BudgetView {
	v := &BudgetView{Limits: []LimitView{}, Payers: []PayerView{}}
	var possible Money
	for x, b := range r.plan.Benefits {
		switch c := t.grants[x].counts(); {
		case grant(b):
			v.Needed += c.Money
			possible += c.PossibleMoney
		default:
			v.Forgone += c.Money
		}
		if grant(b) && counted(b) {
			v.payer(b.Payer.Zh, t.grants[x].counts().Money)
		}
	}
	v.Range = r.options.TakeUp.spread(v.Needed, possible)
	worst := 0.0
	for _, l := range r.options.Limits {
		x := LimitView{Limit: l}
		var open Money
		for i, b := range r.plan.Benefits {
			if counted(b) && l.covers(b.ID, grant(b)) {
				c := t.grants[i].counts()
				x.Needed, open = x.Needed+c.Money, open+c.PossibleMoney
			}
		}
		x.Range = r.options.TakeUp.spread(x.Needed, open)
		v.exceed(x, &worst)
	}
	if v.Binding == "" || len(r.options.Ranking) == 0 {
		v.settle()
		return v
	}
	r.cutTo(t, v)
	return v
}

// exceed adds a limit. The binding one is exceeded by the largest factor.
func (v *BudgetView) exceed(x LimitView, worst *float64) {
	if x.Benefits == nil {
		x.Benefits = []string{}
	}
	x.Spent = x.Needed
	if x.Exceeded = x.Needed > x.Amount; x.Exceeded {
		if factor := float64(x.Needed) / max(float64(x.Amount), 0.5); factor > *worst {
			*worst, v.Binding = factor, x.Name
		}
	}
	v.Limits = append(v.Limits, x)
}

// settle refuses what exceeds a limit: then nothing is spent.
func (v *BudgetView) settle() {
	if v.Refused = v.Binding != ""; v.Refused {
		for i := range v.Limits {
			v.Limits[i].Spent = 0
		}
	}
}

func (v *BudgetView) payer(name string, m Money) {
	if m == 0 {
		return
	}
	i := slices.IndexFunc(v.Payers, func(p PayerView) bool { return p.Payer == name })
	if i < 0 {
		v.Payers = append(v.Payers, PayerView{name, m})
		return
	}
	v.Payers[i].Money += m
}

// cutTo pays the claimants by the ranking rule as far as the limits go.
func (r *run) cutTo(t *tally, v *BudgetView) {
	counts := make([][]int, len(r.plan.Benefits))
	ids := make([]string, len(r.plan.Benefits))
	for i, b := range r.plan.Benefits {
		ids[i] = b.ID
		for k, l := range r.options.Limits {
			if counted(b) && l.covers(b.ID, grant(b)) {
				counts[i] = append(counts[i], k)
			}
		}
	}
	var last []*claimant
	v.Cut, last = cut(t.claims, r.options.Ranking, r.options.Limits, counts, ids)
	for b := range v.Cut.By {
		v.Cut.By[b].Title, v.Cut.By[b].Line = r.plan.Benefits[b].Title, r.line(last[b], v.Cut.By[b].LeftOut)
	}
	v.Cut.By = slices.DeleteFunc(v.Cut.By, func(c Cut) bool { return c.Funded+c.LeftOut == 0 })
	for k := range v.Limits {
		v.Limits[k].Spent = v.Cut.spent(func(id string) bool { return slices.Contains(counts[slices.Index(ids, id)], k) })
	}
}

// line is where the money ends: what the last that is paid has of the ranking
// fields; nothing where nobody is left out, or nobody is paid.
func (r *run) line(last *claimant, leftOut int64) []LineView {
	out := []LineView{}
	if last == nil || leftOut == 0 {
		return out
	}
	for i, k := range r.options.Ranking {
		f := r.rules.asked().Field(k.Field)
		unit, factor := f.Unit.Text, f.Unit.Factor
		if f.Kind != rule.Number {
			factor = 1
		}
		if f.Kind == rule.Date {
			unit = "date"
		}
		out = append(out, LineView{Field: k.Field, Title: f.Title, Value: city.Number(last.keys[i] / factor), Unit: unit})
	}
	return out
}

// leakage lists the marks. What the registry has no fields for is said to be
// not known, never zero.
func (r *run) leakage(t *tally) []MarkView {
	out := []MarkView{
		{Mark: "relocated", Title: city.Text{Zh: "取得高新技术企业证书后迁出", En: "moved away after the certificate of a high-tech enterprise"}},
		{Mark: "lapsed", Title: city.Text{Zh: "取得高新技术企业证书后资格失效", En: "certificate of a high-tech enterprise lapsed"}},
	}
	for i := range out {
		m := t.marks[i]
		out[i].Known, out[i].Firms, out[i].Money = m.known > 0, m.firms, m.money
	}
	for c, k := range r.plan.Criteria {
		var h histogram // of the programme that most firms near the threshold are under
		for p, list := range r.leaves {
			if i := slices.Index(list, c); i >= 0 && t.margins[p][i].firms() > h.firms() {
				h = t.margins[p][i]
			}
		}
		if !slices.ContainsFunc(r.plan.Asks(k), isReported) || h.firms() == 0 {
			continue
		}
		b := h.bunching()
		v := MarkView{Mark: "notch", Title: city.Text{Zh: "研发投入恰好够到门槛：" + k.Title.Zh, En: "reported R&D just above a notch: " + k.Title.En}, Criterion: k.ID, Known: b != nil}
		if b != nil && b.Bunched {
			v.Firms = int64(b.Excess + 0.5)
			for p, list := range r.leaves {
				if i := slices.Index(list, c); i >= 0 {
					v.Money = max(v.Money, t.stake[p][i].money)
				}
			}
		}
		out = append(out, v)
	}
	return out
}

// isReported reports whether a field is R&D spending as a firm states it.
func isReported(field string) bool { return len(field) > 3 && field[:3] == "rd_" }

// notes say what the figures rest on and what they leave out.
func (r *run) notes(v *Applied) []city.Text {
	out := []city.Text{
		{Zh: "按各企业现有字段逐条判定，企业行为不因政策而变；结果不是效果评估", En: "firms are judged by their fields as they stand and do not react to the rules: this is no evaluation of effects"},
		{Zh: "规模按从业人数分档（工业口径，不看营业收入）；年龄按登记日期计", En: "sizes are bands of staff (those of industry, turnover not looked at); ages count from registration"},
	}
	if take := r.options.TakeUp; take != nil {
		out = append(out, take.says())
	} else {
		out = append(out, city.Text{Zh: "未设申领率：下限为符合条件的都申领，上限另加缺数据和待核的企业", En: "no take-up is assumed: the low end is everybody who is met, the high end adds those unknown or to be judged"})
	}
	open := slices.ContainsFunc(v.Programmes, func(p ProgrammeView) bool { return p.Unpriced > 0 })
	if open {
		out = append(out, city.Text{Zh: "有企业的奖补金额缺数据算不出，缺的没有计入，金额上限因此不是真正的上限", En: "some amounts are not known and are left out, so that the high end is no true bound"})
	}
	for _, p := range v.Programmes {
		if p.AtLeast {
			out = append(out, city.Text{Zh: "“" + p.Title.Zh + "”的条款为“不少于”，金额按最低额计，实际只会更多", En: p.Title.In("en") + ": the clause says not less than, so that the least amount is counted and more may be paid"})
		}
	}
	if slices.ContainsFunc(v.Programmes, func(p ProgrammeView) bool { return !p.Pays }) {
		out = append(out, city.Text{Zh: "金额为“—”的政策本身没有奖补或减免，相应待遇列在其他政策中", En: "a programme whose money is — pays nothing itself: what it opens stands under others"})
	}
	if n := len(r.plan.Left); n > 0 {
		out = append(out, city.Text{
			Zh: fmt.Sprintf("规则库里另有%d项政策这一天没有施行或只是草案，没有计算", n),
			En: fmt.Sprintf("%d programmes are not in force on that day, or drafts, and left out", n),
		})
	}
	if slices.ContainsFunc(r.plan.Programmes, func(p *rule.Programme) bool { return draft(p.Head, r.options.Date) }) {
		out = append(out, city.Text{Zh: "含草案或未经官方页面核对的规则", En: "drafts, or rules not yet compared with the official page, are among them"})
	}
	return out
}

// ended lists the programmes of the baseline that clauses end, with what they
// came to.
func (r *run) ended(t *tally) (out []EndedView) {
	if r.base == nil || r.fresh {
		return nil
	}
	for q, p := range r.base.Programmes {
		by := r.rules.Package.Clauses(p.ID, r.options.Date)
		if programmeOf(r.plan, p.ID) >= 0 || len(by) == 0 {
			continue
		}
		c := t.before[q].counts()
		out = append(out, EndedView{ID: p.ID, Title: p.Title, By: clauseText(by), Met: c.Met, Money: c.Money})
	}
	return out
}

// says tells that no row shows the programme, and where what firms lose is.
func (e EndedView) says() city.Text {
	return city.Text{
		Zh: fmt.Sprintf("“%s”由%s终止：基线符合%d家、%s，各表不再列，减少的金额已计入企业得失", e.Title.In("zh"), e.By, e.Met, e.Money.Text("zh")),
		En: fmt.Sprintf("%s is ended by %s: %d firms were met, for %s; it has no row, and what firms lose is counted among gains and losses", e.Title.In("en"), e.By, e.Met, e.Money.Text("en")),
	}
}
