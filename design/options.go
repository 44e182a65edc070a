package design

import (
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
)

// Options says who is asked about what.
type Options struct {
	Date       rule.Day
	Years      []rule.Day // the same firms on further days, for the money by year; none: Date alone
	Draft      bool       // drafts count as rules
	Programmes []string   // none: all that are in force
	Limits     []Limit    // of the budget; none: nothing is refused
	Ranking    []Rank     // who is paid first where a limit is exceeded; none: the package is refused
	TakeUp     *TakeUp    // none: everybody who may claims
	Workers    int        // 0: one for each processor
	Check      bool       // what is doubtful about the rows is looked for in the same reading
	Masks      MaskWriter // where the results of single firms go; nil: nowhere
}

// Fields are those that a registry may hold.
func (r Rules) Fields() []*rule.Field { return r.asked().Fields("") }

// TakeUp is an assumption: the share of those entitled that claim, from low to
// high, and why one thinks so.
type TakeUp struct {
	Low  float64   `yaml:"low" json:"low"`
	High float64   `yaml:"high" json:"high"`
	Why  city.Text `yaml:"why" json:"why"`
}

// Rules are the rules of the baseline and, where there is one, those of a
// package over it.
type Rules struct {
	Baseline *rule.Library
	Package  *rule.Library // nil: the baseline alone
}

// asked are the rules whose results are asked for.
func (r Rules) asked() *rule.Library {
	if r.Package != nil {
		return r.Package
	}
	return r.Baseline
}

// The fields that groups and marks are made from, beside those of the rules.
const (
	fieldID        = "id"
	fieldDistrict  = "district"
	fieldIndustry  = "industry"
	fieldStaff     = "staff"
	fieldSince     = "registered"
	fieldAwarded   = "hnte_from"
	fieldRelocated = "relocated_on"
	fieldLapsed    = "lapsed_on"
)

// check says the first thing that is wrong with the options under a plan, and
// which key of a specification says it.
func (o *Options) check(plan *rule.Plan) (key string, err error) {
	if key, err = o.sound(); err != nil {
		return key, err
	}
	for _, l := range o.Limits {
		for _, id := range l.Benefits {
			if !slices.ContainsFunc(plan.Benefits, func(b *rule.Benefit) bool { return b.ID == id }) {
				return "budget:", city.Errorf("unknown_benefit", "预算“%[1]s”里的奖补“%[2]s”不在所算的政策里", "the benefit %[2]q of the budget %[1]q is not among the programmes that are run", l.Name, id).
					WithHint("编号见 quanyu rules", "quanyu rules shows the ids")
			}
		}
	}
	return "", nil
}

// sound says the first thing that is wrong with the options themselves.
func (o *Options) sound() (key string, err error) {
	for _, l := range o.Limits {
		if l.Amount < 0 {
			return "budget:", city.Errorf("negative_budget", "预算“%s”是负数", "the budget %q is negative", l.Name).WithHint("写 0 或正数，如 5亿元", "write 0 or more, such as 5亿元")
		}
	}
	seen := map[string]bool{}
	for _, day := range append([]rule.Day{o.Date}, o.Years...) {
		year := day.String()[:4]
		if seen[year] {
			return "years:", city.Errorf("same_year", "%s 年写了两个日期；分年的结果每年取一天", "there are two days in %s; results by year take one day of each", year)
		}
		seen[year] = true
	}
	if len(o.Ranking) > 0 && len(o.Limits) == 0 {
		return "ranking:", city.Errorf("no_budget", "有排序规则，没有预算", "there is a ranking rule and no budget").WithHint("加上预算，或去掉排序规则", "give a budget, or leave the ranking rule out")
	}
	if t := o.TakeUp; t != nil && !(t.Low >= 0 && t.Low <= t.High && t.High <= 1) {
		return "take_up:", city.Errorf("bad_take_up", "申领率要在 0 到 1 之间，下限不高于上限", "take-up lies between 0 and 1, the low end not above the high end")
	}
	return "", nil
}

// rankable refuses a ranking field that is not there or is no number.
func (o *Options) rankable(l *rule.Library) error {
	for _, r := range o.Ranking {
		f := l.Field(r.Field)
		if f == nil {
			return city.Errorf("unknown_field", "没有“%s”这个字段，不能用来排序", "there is no field %q to rank by", r.Field).WithHint("字段见 docs/manual/100-rules.md", "see docs/manual/100-rules.md for the fields")
		}
		if f.Kind == rule.Words {
			return city.Errorf("not_a_number", "“%s”是文字，不能用来排序", "%q is text and gives no rank", r.Field)
		}
	}
	return nil
}
