package design

import (
	"cmp"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/rule"
	"github.com/shopspring/decimal"
)

// CountedView is what one benefit costs by published counts: an amount for each
// recipient under the baseline and under the package, times a range of
// recipients.
type CountedView struct {
	Programme    string            `json:"programme"`
	Benefit      string            `json:"benefit"`
	Title        city.Text         `json:"title"`
	Clause       string            `json:"clause"`            // of the rule
	Clauses      []string          `json:"clauses,omitempty"` // of the package
	Reached      string            `json:"-"`                 // Clauses in one text
	Payer        city.Text         `json:"payer"`
	From         Money             `json:"from"` // for one recipient, under the baseline
	To           Money             `json:"to"`   // under the package
	AtLeast      bool              `json:"at_least"`
	Recipients   [2]RecipientsView `json:"recipients"`
	BaselineCost [2]Money          `json:"baseline_cost"`
	Cost         [2]Money          `json:"cost"`
	Extra        [2]Money          `json:"extra"`
	Open         bool              `json:"open_above"` // the amount is a floor, so that the high end is no bound
	Assuming     []city.Text       `json:"assuming"`
}

// RecipientsView is one end of a range of recipients.
type RecipientsView struct {
	Firms   int64        `json:"firms"`
	Plus    []FigureView `json:"plus"`
	Minus   []FigureView `json:"minus"`
	Because city.Text    `json:"because"`
}

// FigureView is an observation with where it stands.
type FigureView struct {
	Name        city.Text        `json:"indicator"`
	Place       string           `json:"place"`
	Period      city.Period      `json:"period"`
	Value       string           `json:"value"`
	Unit        string           `json:"unit"`
	Status      city.Status      `json:"status"`
	Source      string           `json:"source"`
	Publisher   string           `json:"publisher"`
	Date        string           `json:"date"`
	URL         string           `json:"url"`
	Grade       string           `json:"grade"`
	Origin      city.Origin      `json:"origin"`
	Observation city.Observation `json:"-"`
}

// Count gives the cost of a package on the published counts of a study, where
// no registry is at hand.
func Count(s *Spec, set *data.Set, rules Rules) (*Applied, error) {
	o, err := s.Options()
	if err != nil {
		return nil, err
	}
	ask := rule.Options{Date: o.Date, Draft: o.Draft, Programmes: o.Programmes}
	plan, err := rules.asked().Plan(ask)
	if err != nil {
		return nil, s.Located(err, "date:")
	}
	if key, err := o.check(plan); err != nil {
		return nil, s.Located(err, key)
	}
	base := plan
	if rules.Package != nil {
		ask.Programmes = nil
		if base, err = rules.Baseline.Plan(ask); err != nil {
			return nil, s.Located(err, "date:")
		}
	}
	out := &Applied{
		Title: s.Title, Question: s.Question, Date: o.Date.String(), Package: packageView(rules.Package), TakeUp: o.TakeUp,
		Programmes: []ProgrammeView{}, Left: []string{}, Lacking: []LackingView{}, Leakage: []MarkView{}, Findings: []city.Finding{},
	}
	for _, c := range s.Counts {
		v, err := s.counted(c, set, rules, plan, base, o.TakeUp)
		if err != nil {
			return nil, err
		}
		out.Counted = append(out.Counted, *v)
	}
	out.Budget = countedBudget(out.Counted, o.Limits)
	out.Notes = []city.Text{
		{Zh: "以公布的家数代替企业名录：看不出哪些企业受益，也看不出分区、分行业、门槛和差一点的情况", En: "published counts stand for a registry: which firms gain, districts, industries, thresholds and near misses cannot be told"},
		{Zh: "家数取已经发生的年份，提高标准后多申报的企业没有计入", En: "the counts are of a past year; firms that apply because the amount rises are not among them"},
	}
	return out, nil
}

// counted gives one benefit.
func (s *Spec) counted(c CountSpec, set *data.Set, rules Rules, plan, base *rule.Plan, take *TakeUp) (*CountedView, error) {
	i := slices.IndexFunc(plan.Benefits, func(b *rule.Benefit) bool { return b.ID == c.Benefit })
	if i < 0 {
		return nil, s.wrong(c.Benefit, "没有编号为“%s”的奖补，或它在这一天不适用", "there is no benefit %q, or it isn't in force on that day", c.Benefit)
	}
	b := plan.Benefits[i]
	p := plan.Programmes[programmeOf(plan, b.Programme)]
	v := &CountedView{
		Programme: b.Programme, Benefit: b.ID, Title: p.Title, Clause: clause(p.Head), Payer: b.Payer,
		Assuming: append([]city.Text{}, c.Assuming...),
	}
	if rules.Package != nil {
		reached := clausesOf(rules.Package, plan, p.ID)
		v.Clauses, v.Reached = clauseNames(reached), clauseText(reached)
		v.AtLeast = floored(rules.Package, plan, p.ID)
		v.Open = v.AtLeast
	}
	var ok bool
	if v.To, ok = fixed(plan, c.Benefit); !ok {
		return nil, s.wrong(c.Benefit, "“%s”的金额因企业而异，只有家数算不出来", "the amount of %q differs from firm to firm: counts alone do not give it", c.Benefit).
			WithHint("用 registry 给出企业名录", "give the firms with registry")
	}
	if v.From, ok = fixed(base, c.Benefit); !ok {
		v.From = 0 // the baseline has no such benefit
	}
	for end, r := range []Recipients{c.Low, c.High} {
		x, err := s.recipients(r, set)
		if err != nil {
			return nil, err
		}
		v.Recipients[end] = *x
		share := 1.0
		if take != nil {
			share = [...]float64{take.Low, take.High}[end]
		}
		v.BaselineCost[end] = Money(int64(v.From) * x.Firms).times(share)
		v.Cost[end] = Money(int64(v.To) * x.Firms).times(share)
		v.Extra[end] = v.Cost[end] - v.BaselineCost[end]
		for _, f := range append(append([]FigureView{}, x.Plus...), x.Minus...) {
			if f.Status == city.Estimate || f.Status == city.Preliminary || f.Status == city.Rounded || f.Status == city.LowerBound {
				v.Assuming = append(v.Assuming, city.Text{
					Zh: f.Period.Name("zh") + f.Name.Zh + f.Value + f.Unit + "为" + statusZh[f.Status] + "，不是最终数",
					En: f.Name.In("en") + " of " + f.Period.Name("en") + ", " + f.Value + ", is not final (" + string(f.Status) + ")",
				})
			}
		}
	}
	if v.Recipients[0].Firms > v.Recipients[1].Firms {
		return nil, s.wrong(c.Benefit, "“%[1]s”的下限 %[2]d 家高于上限 %[3]d 家", "the low end of %[1]q, %[2]d firms, is above the high end, %[3]d", c.Benefit, v.Recipients[0].Firms, v.Recipients[1].Firms)
	}
	return v, nil
}

var statusZh = map[city.Status]string{city.Estimate: "预计数", city.Preliminary: "初步数", city.Rounded: "约数", city.LowerBound: "下限"}

// fixed is the amount of a benefit that is the same for everybody: what a firm
// gets of which nothing is known.
func fixed(plan *rule.Plan, benefit string) (Money, bool) {
	i := slices.IndexFunc(plan.Benefits, func(b *rule.Benefit) bool { return b.ID == benefit })
	if i < 0 {
		return 0, false
	}
	var r rule.Result
	plan.Evaluate(&rule.Batch{Entity: plan.Programmes[programmeOf(plan, plan.Benefits[i].Programme)].Entity, Rows: 1}, &r)
	return Money(r.Money[i][0]), !r.MoneyMissing[i][0]
}

// recipients adds up observations of the study.
func (s *Spec) recipients(r Recipients, set *data.Set) (*RecipientsView, error) {
	out := &RecipientsView{Plus: []FigureView{}, Minus: []FigureView{}, Because: r.Because}
	sum := decimal.Zero
	for i, f := range append(append([]Figure{}, r.Plus...), r.Minus...) {
		v, n, err := s.figure(f, set)
		if err != nil {
			return nil, err
		}
		if i < len(r.Plus) {
			sum, out.Plus = sum.Add(n), append(out.Plus, *v)
		} else {
			sum, out.Minus = sum.Sub(n), append(out.Minus, *v)
		}
	}
	if !sum.IsInteger() || sum.IsNegative() || sum.GreaterThan(decimal.New(1, 9)) {
		return nil, s.wrong(r.Plus[0].Indicator, "家数算出来是 %s，不是合理的家数", "the number of firms comes to %s", sum.String())
	}
	out.Firms = sum.IntPart()
	return out, nil
}

// figure finds an observation, in firms.
func (s *Spec) figure(f Figure, set *data.Set) (*FigureView, decimal.Decimal, error) {
	fault := func(zh, en string) error {
		return s.wrong(f.Indicator, "课题里%[4]s：%[1]s %[2]s %[3]s", "%[5]s in the study: %[1]s, %[2]s, %[3]s", f.Place, f.Indicator, string(f.Period), zh, en)
	}
	r := set.Indicators.Resolve(f.Indicator)
	p := set.Places.Resolve(f.Place, "")
	switch {
	case !r.Known:
		return nil, decimal.Zero, fault("没有这个指标", "there is no such indicator")
	case p.Place.Code == "":
		return nil, decimal.Zero, fault("没有这个地方", "there is no such place")
	}
	o, ok := set.Best(set.At(r.ID, p.Place.Code, city.Level, f.Period))
	if !ok {
		return nil, decimal.Zero, fault("没有这个数", "there is no such figure")
	}
	n, ok := city.Convert(o.Value, o.Unit, "家")
	if !ok {
		return nil, decimal.Zero, fault("这个数的单位不是家（"+o.Unit+"）", "the unit is not firms ("+o.Unit+")")
	}
	src := set.Sources[o.Source]
	ind, _ := set.Indicators.Get(r.ID)
	return &FigureView{
		Name: ind.Name, Place: p.Place.Name, Period: o.Period, Value: city.Printed(o.Value), Unit: o.Unit, Status: o.Status,
		Source: src.Title, Publisher: src.Publisher, Date: src.Date, URL: src.URL, Grade: cmp.Or(o.Grade, src.Grade), Origin: o.Origin, Observation: o,
	}, n, nil
}

// countedBudget holds the high end against the limits: a package whose high end
// does not fit is refused, as nothing says who would go without.
func countedBudget(list []CountedView, limits []Limit) *BudgetView {
	v := &BudgetView{Limits: []LimitView{}, Payers: []PayerView{}}
	for _, c := range list {
		v.Needed += c.Cost[1]
		v.Range[0], v.Range[1] = v.Range[0]+c.Cost[0], v.Range[1]+c.Cost[1]
		v.payer(c.Payer.Zh, c.Cost[1])
	}
	worst := 0.0
	for _, l := range limits {
		x := LimitView{Limit: l}
		for _, c := range list {
			if l.covers(c.Benefit, true) {
				x.Needed += c.Cost[1]
				x.Range[0], x.Range[1] = x.Range[0]+c.Cost[0], x.Range[1]+c.Cost[1]
			}
		}
		v.exceed(x, &worst)
	}
	v.settle()
	return v
}
