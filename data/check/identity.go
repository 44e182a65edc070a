package check

import (
	"fmt"
	"math/big"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

var (
	identityTitle = city.Text{Zh: "数与数之间算不拢", En: "an identity does not hold"}
	identityText  = city.Text{
		Zh: `“A占B的比重”与A可以推出B；由不同行推出的同一个B，以及已知的B，在四舍五入允许的范围内必须一致。
分项之和等于总数（每个分项容许末位半个单位；“其中”的下级不重复计算）；年末数等于上年末数加净增数。
全部用十进制精确计算。只差末位一个单位时为提示；已知B时指出是哪一行不符，不知道B时列出推出的各个B，不猜哪一行错。`,
		En: `"A as a share of B" and A imply B: every pair that implies the same B must agree within rounding, and with B itself
where it is known. Parts add up to the whole (half a unit in the last place for each part; nested parts are not counted
twice); a stock equals last year's plus the net increase. Exact decimal arithmetic. Off by one in the last printed digit
is a note. Where B is known the row that does not fit is named; where it is not, the implied values are listed.`}
)

// identities is D102.
func identities(s *data.Set) []city.Finding {
	var out []city.Finding
	seen := map[string]bool{}
	for _, x := range s.Indicators.All() {
		for _, id := range x.Identities {
			switch id.Kind {
			case "ratio":
				if key := "ratio of " + id.C; !seen[key] {
					seen[key] = true
					out = append(out, denominators(s, id.C)...)
				}
				out = append(out, ratiosDirect(s, x, id)...)
			case "sum":
				out = append(out, declaredSums(s, x, id)...)
			case "stock-flow":
				out = append(out, stockFlows(s, x, id)...)
			}
		}
	}
	for _, x := range s.Indicators.All() {
		out = append(out, netIncrease(s, x)...)
		for _, id := range x.Identities {
			if id.Kind == "sum" {
				out = append(out, shareSums(s, x, id)...)
			}
		}
	}
	return append(out, printedSums(s)...)
}

// implied is one pair (numerator, share) and the denominator that it implies.
type implied struct {
	part, share city.Observation
	d           data.Derived
}

// denominators compares everything that implies or states one denominator.
func denominators(s *data.Set, c string) []city.Finding {
	var out []city.Finding
	type at struct {
		place  string
		period city.Period
	}
	seen := map[at]bool{}
	for _, x := range s.Indicators.All() {
		for _, id := range x.Identities {
			if id.Kind != "ratio" || id.C != c {
				continue
			}
			for _, place := range s.PlacesOf(x.ID, city.Level) {
				for _, share := range s.Series(x.ID, place, city.Level) {
					if k := (at{place, share.Period}); !seen[k] {
						seen[k] = true
						out = append(out, denominatorAt(s, c, place, share.Period)...)
					}
				}
			}
		}
	}
	return out
}

func denominatorAt(s *data.Set, c, place string, p city.Period) []city.Finding {
	var pairs []implied
	for _, d := range s.Derive(c, place, p) {
		if d.Expr == "{0}/({1}/100)" {
			pairs = append(pairs, implied{d.Inputs[0], d.Inputs[1], d})
		}
	}
	known := s.At(c, place, city.Level, p)
	for i := len(known) - 1; i >= 0; i-- {
		if known[i].Grade == "D" || known[i].Status == city.Target {
			known = append(known[:i], known[i+1:]...)
		}
	}
	if len(known) > 0 {
		return againstKnown(s, known, pairs)
	}
	return againstEachOther(s, c, place, p, pairs)
}

// againstKnown names each row that does not fit the known denominator.
func againstKnown(s *data.Set, known []city.Observation, pairs []implied) []city.Finding {
	var out []city.Finding
	for _, pr := range pairs {
		fits := false
		for _, k := range known {
			v, ok := city.Convert(k.Value, k.Unit, pr.d.Unit)
			if !ok {
				fits = true // other units: D107 speaks
				break
			}
			k.Value = v
			lo, hi := data.Interval(k)
			fits = fits || data.Overlap(lo, hi, pr.d.Lo, pr.d.Hi)
		}
		if fits {
			continue
		}
		k := known[0]
		v, _ := city.Convert(k.Value, k.Unit, pr.d.Unit)
		percent := new(big.Rat).Mul(new(big.Rat).Quo(pr.part.Value.Rat(), v.Rat()), big.NewRat(100, 1))
		calc := city.Round(percent, city.Decimals(pr.share.Value))
		severity, tail := city.SeverityError, city.Text{}
		if offByOne(calc.Sub(pr.share.Value).Rat(), city.Decimals(pr.share.Value)) {
			severity, tail = city.SeverityNote, city.Text{Zh: "，只差末位", En: " (off by one in the last digit)"}
		}
		out = append(out, finding(s, "D102", severity, pr.share, city.Text{
			Zh: fmt.Sprintf("%s印为%s%%，按%s%s与%s%s计算应为%s%%%s", subject(s, pr.share).Zh, city.Printed(pr.share.Value), nameOf(s, pr.part), printed(pr.part), nameOf(s, k), printed(k), city.Printed(calc), tail.Zh),
			En: fmt.Sprintf("%s is printed as %s %%; %s %s and %s %s give %s %%%s", subject(s, pr.share).En, city.Printed(pr.share.Value), nameOf(s, pr.part), printed(pr.part), nameOf(s, k), printed(k), city.Printed(calc), tail.En),
		}, pr.share, pr.part, k))
	}
	return out
}

// againstEachOther lists the values that the pairs imply where they disagree.
func againstEachOther(s *data.Set, c, place string, p city.Period, pairs []implied) []city.Finding {
	odd := clashing(pairs)
	if len(odd) == 0 {
		return nil
	}
	severity := city.SeverityError
	if widened := widen(pairs); len(clashing(widened)) == 0 {
		severity = city.SeverityNote
	}
	zh, en := "", ""
	var cells []city.Observation
	for i, pr := range pairs {
		if i > 0 {
			zh, en = zh+"；", en+"; "
		}
		zh += fmt.Sprintf("%s%s与占比%s%%推出%s%s", nameOf(s, pr.part), printed(pr.part), city.Printed(pr.share.Value), city.Fixed(pr.d.Value, 0), pr.d.Unit)
		en += fmt.Sprintf("%s %s and its share %s %% imply %s %s", nameOf(s, pr.part), printed(pr.part), city.Printed(pr.share.Value), city.Fixed(pr.d.Value, 0), pr.d.Unit)
		cells = append(cells, pr.part, pr.share)
	}
	if len(pairs) > 2 && len(odd) == 1 {
		zh += fmt.Sprintf("；其余%d组一致，不符的是“%s”一行", len(pairs)-1, nameOf(s, odd[0].share))
		en += fmt.Sprintf("; the other %d agree, the row that does not is %q", len(pairs)-1, nameOf(s, odd[0].share))
	}
	o := city.Observation{Indicator: c, Place: place, Period: p}
	return []city.Finding{finding(s, "D102", severity, o, city.Text{
		Zh: fmt.Sprintf("推出的%s互不相符：%s", subject(s, o).Zh, zh),
		En: fmt.Sprintf("the implied values of %s disagree: %s", subject(s, o).En, en)}, cells...)}
}

// clashing gives the pairs outside the largest group that agrees with one of
// the pairs; none if all agree.
func clashing(pairs []implied) []implied {
	var best []implied
	for i, a := range pairs {
		var odd []implied
		for _, b := range pairs {
			if !data.Overlap(a.d.Lo, a.d.Hi, b.d.Lo, b.d.Hi) {
				odd = append(odd, b)
			}
		}
		if i == 0 || len(odd) < len(best) {
			best = odd
		}
	}
	return best
}

// widen gives each share one more unit in its last place either way.
func widen(pairs []implied) []implied {
	out := make([]implied, len(pairs))
	for i, pr := range pairs {
		lo, hi := data.Interval(pr.share)
		one := new(big.Rat).Sub(hi, lo)
		hundred := big.NewRat(100, 1)
		blo, bhi := data.Interval(pr.part)
		low := new(big.Rat).Sub(lo, one)
		if low.Sign() <= 0 {
			out[i] = pr
			continue
		}
		pr.d.Lo = new(big.Rat).Quo(new(big.Rat).Mul(blo, hundred), new(big.Rat).Add(hi, one))
		pr.d.Hi = new(big.Rat).Quo(new(big.Rat).Mul(bhi, hundred), low)
		out[i] = pr
	}
	return out
}

// ratiosDirect compares a printed ratio that is no percentage (yuan a head)
// with its numerator over its denominator.
func ratiosDirect(s *data.Set, x city.Indicator, id city.Identity) []city.Finding {
	var out []city.Finding
	for _, place := range s.PlacesOf(x.ID, city.Level) {
		for _, o := range values(s.Series(x.ID, place, city.Level)) {
			if isShare(o) || o.Grade == "D" || o.Status == city.Target {
				continue
			}
			lo, hi := data.Interval(o)
			var worst *data.Derived
			fits := false
			for _, d := range s.Derive(x.ID, place, o.Period) {
				if len(d.Inputs) != 2 || d.Inputs[0].Indicator != id.B || d.Inputs[1].Indicator != id.C || d.Unit != city.NormalUnit(o.Unit) {
					continue
				}
				if data.Overlap(lo, hi, d.Lo, d.Hi) || nearAverage(o, d) {
					fits = true
					break
				}
				if worst == nil {
					worst = &d
				}
			}
			if fits || worst == nil {
				continue
			}
			if n := slipOf(o.Value.Abs().Rat(), worst.Value.Abs().Rat(), false, big.NewRat(11, 10)); n != 0 && worst.Value.Sign() > 0 && o.Value.Sign() > 0 {
				out = append(out, finding(s, "D107", city.SeverityError, o, city.Text{
					Zh: fmt.Sprintf("%s印为%s，按%s%s除以%s%s应为%s%s，相差约%s，%s", subject(s, o).Zh, printed(o), nameOf(s, worst.Inputs[0]), printed(worst.Inputs[0]), nameOf(s, worst.Inputs[1]), printed(worst.Inputs[1]), city.Fixed(worst.Value, 0), worst.Unit, times(n), slipName(n).Zh),
					En: fmt.Sprintf("%s is printed as %s; %s %s over %s %s is %s %s, about 10^%d apart: %s", subject(s, o).En, printed(o), nameOf(s, worst.Inputs[0]), printed(worst.Inputs[0]), nameOf(s, worst.Inputs[1]), printed(worst.Inputs[1]), city.Fixed(worst.Value, 0), worst.Unit, n, slipName(n).En),
				}, o, worst.Inputs[0], worst.Inputs[1]))
				continue
			}
			out = append(out, finding(s, "D102", city.SeverityError, o, city.Text{
				Zh: fmt.Sprintf("%s印为%s，按%s%s除以%s%s为%s%s", subject(s, o).Zh, printed(o), nameOf(s, worst.Inputs[0]), printed(worst.Inputs[0]), nameOf(s, worst.Inputs[1]), printed(worst.Inputs[1]), city.Fixed(worst.Value, city.Decimals(o.Value)), worst.Unit),
				En: fmt.Sprintf("%s is printed as %s; %s %s over %s %s is %s %s", subject(s, o).En, printed(o), nameOf(s, worst.Inputs[0]), printed(worst.Inputs[0]), nameOf(s, worst.Inputs[1]), printed(worst.Inputs[1]), city.Fixed(worst.Value, city.Decimals(o.Value)), worst.Unit),
			}, o, worst.Inputs[0], worst.Inputs[1]))
		}
	}
	return out
}

// nearAverage allows for the mean population of the year, which yearbooks
// divide by and tables do not print: within 5 in 100.
func nearAverage(o city.Observation, d data.Derived) bool {
	diff := new(big.Rat).Sub(o.Value.Rat(), d.Value.Rat())
	limit := new(big.Rat).Mul(o.Value.Rat(), big.NewRat(5, 100))
	return diff.Abs(diff).Cmp(limit.Abs(limit)) <= 0
}

// offByOne reports whether a difference is exactly one unit in the last of n
// decimals.
func offByOne(diff *big.Rat, n int32) bool {
	one := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
	return new(big.Rat).Abs(diff).Cmp(one) == 0
}
