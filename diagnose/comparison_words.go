package diagnose

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// wordNoComparison is the safe sentence where the own value is missing.
func (b *Bench) wordNoComparison(r *Result, c Claim, named []string) {
	var names []string
	for _, code := range named {
		names = append(names, b.place(code))
	}
	with := join(names)
	name := b.indicator(c.Indicator, c.Definition)
	r.Rewording = sentence(city.Text{
		Zh: "目前缺少" + b.place(c.Place) + "与" + cmp.Or(with.Zh, "对象城市") + "同口径的" + name.Zh + "数据，尚不能作高低比较",
		En: "comparable data of the " + name.En + " of " + b.place(c.Place) + " and " + cmp.Or(with.En, "the places compared") + " are lacking, and they cannot be compared yet",
	})
	if len(r.Contrary) > 0 {
		other := b.indicator(r.Contrary[0].Indicator, r.Contrary[0].Definition)
		r.Counter = sentence(city.Text{
			Zh: "如以" + other.Zh + "等相近指标代替" + name.Zh + "，口径不同，比较不成立",
			En: "to put " + other.En + " or the like in its place compares different things",
		})
	}
	r.Decide = sentence(city.Text{
		Zh: "需要" + b.place(c.Place) + "与" + cmp.Or(with.Zh, "对象城市") + "同一时期、同一口径的" + name.Zh + "数值",
		En: "needed: the " + name.En + " of both in one period and definition",
	})
}

// wordComparison writes the rewording, the reasons and the critic's reading.
func (b *Bench) wordComparison(r *Result, c Claim, own found, m matched) {
	var lowerThan, higherThan, same, near []datum
	near = append(near, m.unclear...)
	for _, list := range [][]datum{m.holds, m.fails} {
		for _, d := range list {
			switch order(*own.datum, d) {
			case lower:
				lowerThan = append(lowerThan, d)
			case higher:
				higherThan = append(higherThan, d)
			case equal:
				same = append(same, d)
			default:
				near = append(near, d)
			}
		}
	}
	body := plus(b.subject(c.Indicator, own.Definition, c.Place, own.Period), say("为", " stood at "), value(*own.datum))
	for _, g := range []struct {
		list                []datum
		before, after, with string
	}{
		{lowerThan, relation(own.Unit, lower).Zh, "", relation(own.Unit, lower).En},
		{higherThan, relation(own.Unit, higher).Zh, "", relation(own.Unit, higher).En},
		{same, "与", "相同", "the same as"},
		{near, "与", "难分高下", "not to be told apart from"},
	} {
		if len(g.list) > 0 {
			t := b.bracketed(g.list)
			body = plus(body, city.Text{Zh: "，" + g.before + t.Zh + g.after, En: ", " + g.with + " " + t.En})
		}
	}
	for _, f := range r.Figures[1:] {
		t := amount(f.Value, f.Unit)
		if f.Unit == "倍" || f.Unit == "%" && own.Unit != "%" {
			body = plus(body, city.Text{Zh: "，相当于其" + t.Zh, En: ", which is " + t.En + map[bool]string{true: " as much", false: " of it"}[f.Unit == "倍"]})
		} else {
			if peers := slices.Concat(lowerThan, higherThan, same, near); len(peers) == 1 && f.Unit != own.Unit && f.Unit != "百分点" {
				t = amount(own.Value.Sub(peers[0].Value).Abs(), own.Unit) // in the data's unit: 9107.48亿元, not 0.910748万亿元
			}
			body = plus(body, city.Text{Zh: "，相差" + t.Zh, En: ", a difference of " + t.En})
		}
	}
	r.Rewording = sentence(b.according(own.Observation), body)
	if len(m.unclear) > 0 {
		t := b.bracketed(m.unclear)
		r.note("within-tolerance", city.Text{Zh: "与" + t.Zh + "的差别在误差范围之内", En: "the difference to " + t.En + " lies within the tolerance"})
		r.Decide = sentence(city.Text{Zh: "需要更精确的数值，才能与" + t.Zh + "分出高下", En: "needed: more precise values, to tell it from " + t.En})
	}
	if len(m.fails) > 0 {
		t := b.bracketed(m.fails)
		v := value(*own.datum)
		r.note("mismatch", city.Text{Zh: "与" + t.Zh + "相比不成立，本值为" + v.Zh, En: "it does not hold against " + t.En + "; the value is " + v.En})
	}
	if t := b.grades(r.Evidence); !t.IsZero() {
		r.note("grades", t)
	}
	if len(m.lost)+len(m.away) > 0 {
		names := b.placesShort(append(append([]string{}, m.lost...), m.away...))
		r.Decide = sentence(city.Text{Zh: "需要" + names.Zh + "同一时期、同一口径的数值", En: "needed: the values of " + names.En + " in the same period and definition"})
	}
	if t := b.counterStatus(*own.datum); !t.IsZero() {
		r.Counter = sentence(t)
	}
}

// grades is the grade of each source in words: 武汉市B级、深圳市B级; empty where
// none is graded.
func (b *Bench) grades(list []city.Observation) city.Text {
	var zh, en []string
	graded := false
	for _, o := range list {
		g := b.grade(o)
		graded = graded || g != ""
		zh = append(zh, b.place(o.Place)+cmp.Or(g, "未评")+map[bool]string{true: "级"}[g != ""])
		en = append(en, b.place(o.Place)+" "+cmp.Or(g, "ungraded"))
	}
	if !graded {
		return city.Text{}
	}
	return city.Text{Zh: "各数来源等级：" + strings.Join(zh, "、"), En: "grades of the sources: " + strings.Join(en, ", ")}
}

// perSize sets totals against the size of the economy or the population: the
// first thing a critic asks. It needs the size of every place compared, in one
// year not after the value's.
func (b *Bench) perSize(r *Result, c Claim, own found, m matched) {
	kind := b.kind(c.Indicator)
	if kind != city.Stock && kind != city.Flow || own.Derived || own.Hi == nil {
		return
	}
	peers := append(append([]datum{}, m.holds...), m.fails...)
	for _, s := range []struct {
		id, per string
		en      string
		unit    string
	}{
		{"gdp", "每百亿元地区生产总值", "per ten billion yuan of GDP", "亿元"},
		{"population_resident", "每百万常住人口", "per million residents", "万人"},
	} {
		if s.id == c.Indicator || len(peers) == 0 {
			continue
		}
		if b.perOne(r, c, *own.datum, peers, s.id, city.Text{Zh: s.per, En: s.en}, s.unit) {
			return
		}
	}
}

func (b *Bench) perOne(r *Result, c Claim, own datum, peers []datum, id string, per city.Text, unit string) bool {
	year, sizes := b.commonSize(id, own, peers, unit)
	if year == "" {
		return false
	}
	name := b.indicator(c.Indicator, own.Definition)
	mine := new(big.Rat).Quo(own.Value.Rat(), sizes[0].Value.Rat())
	var halves []city.Text
	for i, d := range append([]datum{own}, peers...) {
		if d.Derived || d.Hi == nil {
			continue
		}
		ratio := new(big.Rat).Quo(d.Value.Rat(), sizes[i].Value.Rat())
		scaled := new(big.Rat).Mul(ratio, hundred.Rat())
		num, den := r.cite(d.evidence()...), r.cite(sizes[i].evidence()...)
		f := Figure{
			Name:  city.Text{Zh: b.place(d.Place) + per.Zh + "的" + name.Zh, En: name.En + " of " + b.place(d.Place) + " " + per.En},
			Value: city.Round(scaled, 1), Unit: d.Unit, Period: d.Period, Status: d.Status,
		}
		if sizes[i].Observation.Unit == unit && r.Evidence[num].Unit == d.Unit {
			f.Formula = &Formula{Expr: fmt.Sprintf("{%d}/{%d}*100", num, den), Note: city.Text{Zh: year.Name("zh") + "为分母", En: "the denominator is that of " + string(year)}}
		}
		r.Figures = append(r.Figures, f)
		if i > 0 {
			total := city.Round(new(big.Rat).Mul(new(big.Rat).Quo(own.Value.Rat(), d.Value.Rat()), hundred.Rat()), 1)
			rel := city.Round(new(big.Rat).Mul(new(big.Rat).Quo(mine, ratio), hundred.Rat()), 1)
			halves = append(halves, city.Text{
				Zh: fmt.Sprintf("总量为%s的%s%%，按%s计为%s%%", b.place(d.Place), city.Printed(total), per.Zh, city.Printed(rel)),
				En: fmt.Sprintf("%s%% of %s in total, %s%% %s", city.Printed(total), b.place(d.Place), city.Printed(rel), per.En),
			})
		}
	}
	head := city.Text{Zh: name.Zh + "受城市规模影响：", En: "the " + name.En + " depends on the size of the city: "}
	tail := city.Text{}
	if year != own.Period {
		tail = city.Text{Zh: "（规模用" + year.Name("zh") + "数）", En: " (sizes of " + string(year) + ")"}
	}
	r.Counter = plus(sentence(head, row(halves), tail), spaced(r.Counter))
	return true
}

func spaced(t city.Text) city.Text {
	if t.IsZero() {
		return t
	}
	return city.Text{Zh: t.Zh, En: " " + t.En}
}

// commonSize finds the latest year, not after the value's, for which the size
// of every place is known in the unit.
func (b *Bench) commonSize(id string, own datum, peers []datum, unit string) (city.Period, []datum) {
	for back := range 3 {
		p := city.Year(own.Period.Year() - back)
		var sizes []datum
		for _, d := range append([]datum{own}, peers...) {
			f := b.find(ask{Indicator: id, Place: d.Place, Period: p})
			if !f.ok() || f.Derived {
				break
			}
			s, ok := f.datum.in(unit)
			if !ok || s.Value.Sign() <= 0 {
				break
			}
			if f.datum.Unit == unit {
				s.Observation = f.Observation
			}
			sizes = append(sizes, s)
		}
		if len(sizes) == len(peers)+1 {
			return p, sizes
		}
	}
	return "", nil
}
