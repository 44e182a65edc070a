package design

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

func text(zh, en string) diagnose.Entry { return diagnose.Entry{Text: city.Text{Zh: zh, En: en}} }

func words(t city.Text) diagnose.Entry { return diagnose.Entry{Text: t} }

func whole(n int64) diagnose.Entry {
	v := decimal.NewFromInt(n)
	return diagnose.Entry{Value: &v}
}

// wan is an amount in 万元, with two decimals at most.
func wan(m Money) diagnose.Entry {
	v := decimal.RequireFromString(short(decimal.New(int64(m), -6).StringFixed(2)))
	return diagnose.Entry{Value: &v}
}

// yi is an amount in 亿元, with three decimals at least and as many as it needs.
func yi(m Money) diagnose.Entry {
	v := decimal.New(int64(m), -10)
	s := short(v.StringFixed(10))
	if city.Decimals(decimal.RequireFromString(s)) < 3 {
		s = v.StringFixed(3)
	}
	v = decimal.RequireFromString(s)
	return diagnose.Entry{Value: &v}
}

// exhibit is the table of a benefit that was counted: every figure with its
// clause, its source and what it assumes beside it, and as arithmetic over the
// cells of the sources.
func (c *CountedView) exhibit(take *TakeUp) diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: city.Text{Zh: c.Title.Zh + "的支出测算", En: "what " + c.Title.En + " costs"},
		Head:  []city.Text{{Zh: "项目", En: "item"}, {Zh: "下限", En: "low"}, {Zh: "上限", En: "high"}, {Zh: "条款、来源与前提", En: "clause, source, assumption"}},
	}
	for _, r := range c.Recipients {
		e.From = append(e.From, r.from()...)
	}
	floor := city.Text{}
	if c.AtLeast {
		floor = city.Text{Zh: "条款为“不少于”，按最低额计，实际只会更多", En: "the clause says not less than: the least amount is taken, and more may be paid"}
	}
	low, high := c.Recipients[0], c.Recipients[1]
	e.Rows = [][]diagnose.Entry{
		{text("受益企业（家）", "recipients"), c.firms(0, "", whole(low.Firms)), c.firms(1, "", whole(high.Firms)),
			text("下限："+low.says("zh")+"。上限："+high.says("zh"), "low: "+low.says("en")+". High: "+high.says("en"))},
		{text("原定每家金额（万元）", "each under the baseline, 10,000 yuan"), wan(c.From), wan(c.From), text(c.Clause, c.Clause)},
		{text("调整后每家金额（万元）", "each under the package, 10,000 yuan"), wan(c.To), wan(c.To), joined(c.clauses(), floor)},
	}
	for _, line := range []struct {
		name city.Text
		per  Money
		cost [2]Money
		note city.Text
	}{
		{city.Text{Zh: "原定一年支出（亿元）", En: "cost of a year before, 100 million yuan"}, c.From, c.BaselineCost, city.Text{Zh: "家数乘以每家金额", En: "recipients times amount"}},
		{city.Text{Zh: "调整后一年支出（亿元）", En: "cost of a year after, 100 million yuan"}, c.To, c.Cost, floor},
		{city.Text{Zh: "新增支出（亿元）", En: "additional cost, 100 million yuan"}, c.To - c.From, c.Extra, c.payerText()},
	} {
		row := []diagnose.Entry{words(line.name)}
		for end := range c.Recipients {
			times := "*" + decimal.New(int64(line.per), -6).String() + "/10000"
			if take != nil {
				times += "*" + decimal.NewFromFloat([]float64{take.Low, take.High}[end]).String()
			}
			row = append(row, c.firms(end, times, yi(line.cost[end])))
		}
		e.Rows = append(e.Rows, append(row, words(line.note)))
	}
	e.Notes = append(e.Notes, c.Assuming...)
	if take != nil {
		e.Notes = append(e.Notes, take.says())
	}
	return e
}

// clauses names the clauses of the package, or the rule where there is none.
func (c *CountedView) clauses() city.Text {
	text := cmp.Or(c.Reached, c.Clause)
	return city.Text{Zh: text, En: text}
}

// firms is a figure made from the recipients of one end.
func (c *CountedView) firms(end int, times string, x diagnose.Entry) diagnose.Entry {
	r := c.Recipients[end]
	var sum strings.Builder
	for i := range r.from() {
		sign := "+"
		if i >= len(r.Plus) {
			sign = "-"
		}
		if i > 0 {
			sum.WriteString(sign)
		}
		fmt.Fprintf(&sum, "{%d}", i)
	}
	x.From, x.Expr = r.from(), sum.String()
	if times != "" {
		x.Expr = "(" + x.Expr + ")" + times
	}
	return x
}

func (r *RecipientsView) from() []city.Observation {
	var out []city.Observation
	for _, f := range append(append([]FigureView{}, r.Plus...), r.Minus...) {
		out = append(out, f.Observation)
	}
	return out
}

// says gives the figures behind a number of recipients, and why it is an end.
func (r *RecipientsView) says(lang string) string {
	var parts []string
	for i, f := range append(append([]FigureView{}, r.Plus...), r.Minus...) {
		sign := ""
		if i >= len(r.Plus) {
			sign = city.Text{Zh: "减", En: "less "}.In(lang)
		} else if i > 0 {
			sign = city.Text{Zh: "加", En: "plus "}.In(lang)
		}
		source := f.Source
		if f.Publisher != "" {
			source = f.Publisher + "《" + strings.Trim(f.Source, "《》") + "》"
		}
		if f.Date != "" {
			source += "，" + f.Date
		}
		if lang == "en" {
			parts = append(parts, fmt.Sprintf("%s%s of %s %s (%s) ", sign, f.Name.In(lang), f.Period.Name(lang), f.Value, source))
		} else {
			parts = append(parts, fmt.Sprintf("%s%s%s%s（%s）", sign, f.Period.Name(lang), f.Name.Zh, f.Value, source))
		}
	}
	return strings.TrimSpace(strings.Join(parts, "")) + city.Text{Zh: "；", En: "; "}.In(lang) + r.Because.In(lang)
}

func (c *CountedView) payerText() city.Text {
	if c.Payer.IsZero() {
		return city.Text{Zh: "由谁负担、各负担多少：规则没有写明", En: "who pays which share: the rules do not say"}
	}
	return city.Text{Zh: "负担：" + c.Payer.Zh, En: "paid by: " + c.Payer.In("en")}
}

func (t *TakeUp) says() city.Text {
	low, high := short(city.Number(t.Low*100).Fixed(1)), short(city.Number(t.High*100).Fixed(1))
	return city.Text{
		Zh: "申领率假设为" + low + "%至" + high + "%：" + t.Why.Zh,
		En: "take-up is assumed to be " + low + "% to " + high + "%: " + t.Why.In("en"),
	}
}

// joined puts two texts into one cell.
func joined(a, b city.Text) diagnose.Entry {
	if a.IsZero() || b.IsZero() {
		return words(city.Text{Zh: a.Zh + b.Zh, En: a.En + b.En})
	}
	return words(city.Text{Zh: a.Zh + "；" + b.Zh, En: a.In("en") + "; " + b.In("en")})
}
