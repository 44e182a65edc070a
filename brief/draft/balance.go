package draft

import (
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// account is what the files state of one indicator in one place and year.
type account struct {
	level, last, change, growth *said
}

// balance checks the arithmetic between the numbers of one indicator: level,
// level of the year before, change and growth. It needs no data of the study.
func balance(list []said, o Options) []Clash {
	var out []Clash
	accounts := map[subject]*account{}
	var order []subject
	at := func(s said, period city.Period) *account {
		k := subject{indicator: s.indicator, place: s.place, definition: s.definition, period: period}
		if accounts[k] == nil {
			accounts[k] = &account{}
			order = append(order, k)
		}
		return accounts[k]
	}
	keep := func(slot **said, s *said) {
		if *slot == nil {
			*slot = s
		}
	}
	for i := range list {
		s := &list[i]
		if !s.period.IsYear() || s.from != "" || s.average || s.against != "" || s.lo == nil || s.hi == nil || s.loose {
			continue
		}
		switch s.what {
		case "level":
			keep(&at(*s, s.period).level, s)
			keep(&at(*s, s.period.Shift(1)).last, s)
		case "changeup", "changedown":
			keep(&at(*s, s.period).change, s)
		case "growthup", "growthdown":
			keep(&at(*s, s.period).growth, s)
		}
	}
	for _, k := range order {
		a := accounts[k]
		if a.level == nil {
			continue
		}
		if a.last != nil && a.change != nil {
			out = append(out, a.changeClash(k, o)...)
		}
		if a.growth != nil && !constantPrices(k.indicator, o) {
			out = append(out, a.growthClash(k, o)...)
		}
	}
	return out
}

// before gives the level of the year before: as stated, else the level less
// the change.
func (a *account) before() (lo, hi *big.Rat, from *said) {
	if a.last != nil {
		return a.last.lo, a.last.hi, a.last
	}
	if a.change != nil && a.change.dimension == a.level.dimension {
		c := signed(a.change)
		return new(big.Rat).Sub(a.level.lo, c.hi), new(big.Rat).Sub(a.level.hi, c.lo), a.change
	}
	return nil, nil, nil
}

// changeClash tests the stated change against the two levels.
func (a *account) changeClash(k subject, o Options) []Clash {
	c := signed(a.change)
	lo, hi := new(big.Rat).Sub(a.level.lo, a.last.hi), new(big.Rat).Sub(a.level.hi, a.last.lo)
	if a.change.dimension != a.level.dimension || a.last.dimension != a.level.dimension || c.hi.Cmp(lo) >= 0 && c.lo.Cmp(hi) <= 0 {
		return nil
	}
	return []Clash{a.clash(k, o, a.change, a.last, "")}
}

// growthClash tests the stated growth against the level and the one before.
func (a *account) growthClash(k subject, o Options) []Clash {
	lastLo, lastHi, from := a.before()
	if lastLo == nil || lastLo.Sign() <= 0 || a.growth.dimension != "%" || from.dimension != a.level.dimension {
		return nil
	}
	lo, hi := ratio(a.level.lo, lastHi), ratio(a.level.hi, lastLo)
	if g := signed(a.growth); g.hi.Cmp(lo) >= 0 && g.lo.Cmp(hi) <= 0 {
		return nil
	}
	middle := new(big.Rat).Quo(new(big.Rat).Add(lo, hi), big.NewRat(2, 1))
	return []Clash{a.clash(k, o, a.growth, from, city.Fixed(city.Round(middle, 2), 2)+"%")}
}

// signed gives the bounds of a change or a growth with its sign.
func signed(s *said) said {
	if !strings.HasSuffix(s.what, "down") {
		return *s
	}
	n := *s
	n.lo, n.hi = new(big.Rat).Neg(s.hi), new(big.Rat).Neg(s.lo)
	return n
}

// ratio is a / b - 1 in percent.
func ratio(a, b *big.Rat) *big.Rat {
	q := new(big.Rat).Quo(a, b)
	q.Sub(q, big.NewRat(1, 1))
	return q.Mul(q, big.NewRat(100, 1))
}

// constantPrices reports whether growth of the indicator is usually stated at
// constant prices, so that levels don't give it.
func constantPrices(indicator string, o Options) bool {
	name := o.Context.Indicators.Name(indicator)
	for _, w := range []string{"生产总值", "增加值", "产值", "收入", "GDP"} {
		if strings.Contains(name, w) && !strings.Contains(name, "比重") {
			return true
		}
	}
	return false
}

func (a *account) clash(k subject, o Options, odd, other *said, computed string) Clash {
	name, place := o.Context.Indicators.Name(k.indicator), o.Context.Places.Name(k.place)
	x := Clash{Indicator: name, Place: place, Period: k.period, What: city.Text{Zh: "勾稽", En: "arithmetic"}, A: odd.Position, B: a.level.Position}
	zh := "数据打架：" + k.period.Name("zh") + place + name + "，" + a.level.At + "为" + a.level.Value + "，" + other.At + "为" + other.Value + "，与" + odd.At + "的" + odd.Value + "对不上"
	en := "figures disagree: " + place + ", " + name + ", " + k.period.Name("en") + ": " + a.level.Value + " at " + a.level.inEnglish() + " and " + other.Value + " at " + other.inEnglish() + " do not fit " + odd.Value + " at " + odd.inEnglish()
	if computed != "" {
		zh += "，按前两数推算约为" + computed
		en += "; the first two give about " + computed
	}
	x.Message = city.Text{Zh: zh + "。", En: en + "."}
	return x
}
