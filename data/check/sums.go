package check

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/shopspring/decimal"
)

// sumOf adds the parts in the unit of the whole, and says how far the whole
// may lie from it: half a unit in the last place of each.
func sumOf(whole city.Observation, parts []city.Observation) (sum decimal.Decimal, off, tolerance *big.Rat, ok bool) {
	whole = clean(whole)
	tolerance = half(whole)
	for _, p := range parts {
		p = clean(p)
		v, fits := city.Convert(p.Value, p.Unit, whole.Unit)
		if !fits {
			return sum, nil, nil, false
		}
		p.Value = v
		sum = sum.Add(v)
		tolerance.Add(tolerance, half(p))
	}
	off = new(big.Rat).Sub(whole.Value.Rat(), sum.Rat())
	return sum, off, tolerance, true
}

// clean drops what a program's binary fractions added to a number:
// 17.715040000000002 is 17.71504. No source prints sixteen digits.
func clean(o city.Observation) city.Observation {
	if n := o.Value.NumDigits(); n > 15 && city.Decimals(o.Value) > 0 {
		o.Value = trimmed(o.Value.Round(city.Decimals(o.Value) - int32(n-15)))
	}
	return o
}

// trimmed drops the zeros behind the last digit of a fraction.
func trimmed(v decimal.Decimal) decimal.Decimal { return v.Truncate(decimalsIn(v)) }

// decimalsIn is the number of decimals up to the last that is not 0.
func decimalsIn(v decimal.Decimal) int32 {
	n := city.Decimals(v)
	for n > 0 && v.Truncate(n-1).Equal(v) {
		n--
	}
	return n
}

// shareZeros drops the decimals that are 0 in a whole and all of its parts of
// one period, where there are ten or more: a program wrote 209896.0 for what
// is printed as 209896, and the last 0 is no digit that was counted.
func shareZeros(whole city.Observation, parts []city.Observation) (city.Observation, []city.Observation) {
	most := decimalsIn(whole.Value)
	for _, p := range parts {
		most = max(most, decimalsIn(p.Value))
	}
	if len(parts) < 9 {
		return whole, parts
	}
	cut := func(o city.Observation) city.Observation {
		if city.Decimals(o.Value) > most {
			o.Value = o.Value.Truncate(most)
		}
		return o
	}
	out := make([]city.Observation, len(parts))
	for i, p := range parts {
		out[i] = cut(p)
	}
	return cut(whole), out
}

func half(o city.Observation) *big.Rat {
	lo, hi := data.Interval(o)
	if hi == nil {
		return new(big.Rat)
	}
	return new(big.Rat).Quo(new(big.Rat).Sub(hi, lo), big.NewRat(2, 1))
}

// adds reports whether the parts add up, and whether they miss by no more
// than one unit in the last place beyond the tolerance.
func adds(whole city.Observation, parts []city.Observation) (exact, nearly, ok bool) {
	_, off, tolerance, ok := sumOf(whole, parts)
	if !ok {
		return false, false, false
	}
	off.Abs(off)
	one := new(big.Rat).Mul(half(whole), big.NewRat(2, 1))
	return off.Cmp(tolerance) <= 0, off.Cmp(new(big.Rat).Add(tolerance, one)) <= 0, true
}

func sumFinding(s *data.Set, whole city.Observation, parts []city.Observation, severity city.Severity, why city.Text) city.Finding {
	sum, _, _, _ := sumOf(whole, parts)
	var names []string
	for _, p := range parts {
		n := nameOf(s, p)
		if p.Place != whole.Place {
			n = placeOf(s, p.Place)
		}
		names = append(names, n+printed(p))
	}
	list := strings.Join(names, "、")
	if len(names) > 6 {
		list = strings.Join(names[:3], "、") + fmt.Sprintf("……共%d项", len(names))
	}
	return finding(s, "D102", severity, whole, city.Text{
		Zh: fmt.Sprintf("%s为%s，分项（%s）之和为%s%s%s", subject(s, whole).Zh, printed(whole), list, city.Printed(sum), whole.Unit, why.Zh),
		En: fmt.Sprintf("%s is %s; its parts (%s) add up to %s %s%s", subject(s, whole).En, printed(whole), list, city.Printed(sum), whole.Unit, why.En),
	}, append([]city.Observation{whole}, parts...)...)
}

// declaredSums checks "sum" identities: whole = parts.
func declaredSums(s *data.Set, x city.Indicator, id city.Identity) []city.Finding {
	var out []city.Finding
	for _, place := range s.PlacesOf(x.ID, city.Level) {
	next:
		for _, whole := range values(s.Series(x.ID, place, city.Level)) {
			if whole.Grade == "D" || whole.Status == city.Target {
				continue
			}
			var parts []city.Observation
			for _, p := range id.Parts {
				one, ok := fromSameFile(s.At(p, place, city.Level, whole.Period), whole)
				if !ok {
					continue next
				}
				parts = append(parts, one)
			}
			if f, wrong := sumAt(s, whole, parts); wrong {
				out = append(out, f)
			}
		}
	}
	return out
}

func sumAt(s *data.Set, whole city.Observation, parts []city.Observation) (city.Finding, bool) {
	exact, nearly, ok := adds(whole, parts)
	switch {
	case !ok || exact:
		return city.Finding{}, false
	case nearly:
		return sumFinding(s, whole, parts, city.SeverityNote, city.Text{Zh: "，只差末位", En: " (off by one in the last digit)"}), true
	}
	return sumFinding(s, whole, parts, city.SeverityError, city.Text{}), true
}

// fromSameFile prefers the value that stands in the same file as another.
func fromSameFile(list []city.Observation, beside city.Observation) (city.Observation, bool) {
	for _, o := range list {
		if o.Origin.File == beside.Origin.File && o.Origin.Sheet == beside.Origin.Sheet && o.Definition == beside.Definition {
			return o, true
		}
	}
	for _, o := range list {
		if o.Grade != "D" && o.Definition == beside.Definition {
			return o, true
		}
	}
	return city.Observation{}, false
}

// stockFlows checks level = level of the year before + net increase.
func stockFlows(s *data.Set, x city.Indicator, id city.Identity) []city.Finding {
	var out []city.Finding
	for _, place := range s.PlacesOf(x.ID, city.Level) {
		for _, now := range values(s.Series(x.ID, place, city.Level)) {
			before, ok1 := fromSameFile(s.At(x.ID, place, city.Level, now.Period.Shift(-1)), now)
			net, ok2 := fromSameFile(s.At(id.B, place, city.Level, now.Period), now)
			if !ok1 || !ok2 || now.Status == city.Target || broken(s, before, now) {
				continue
			}
			if exact, _, ok := adds(now, []city.Observation{before, net}); !ok || exact {
				continue
			}
			v, _ := city.Convert(net.Value, net.Unit, now.Unit)
			was, _ := city.Convert(before.Value, before.Unit, now.Unit)
			out = append(out, finding(s, "D102", city.SeverityError, now, city.Text{
				Zh: fmt.Sprintf("%s为%s，上年%s加%s%s应为%s%s", subject(s, now).Zh, printed(now), printed(before), nameOf(s, net), printed(net), city.Printed(was.Add(v)), now.Unit),
				En: fmt.Sprintf("%s is %s; last year's %s plus %s %s is %s %s", subject(s, now).En, printed(now), printed(before), nameOf(s, net), printed(net), city.Printed(was.Add(v)), now.Unit),
			}, now, before, net))
		}
	}
	return out
}

// family is a whole of one table and the parts printed under it, a period
// each.
type family struct {
	whole []city.Observation
	parts [][]city.Observation
}

// printedSums checks what a table prints as 其中 rows under a whole, and
// places under the place they belong to. A table does not say whether its
// parts are all there are: they are taken to be so where they add up in most
// of the periods, and then a period that does not is an error. A part larger
// than its whole is always one.
func printedSums(s *data.Set) []city.Finding {
	var out []city.Finding
	for _, f := range append(rowFamilies(s), placeFamilies(s)...) {
		for i := range f.whole {
			f.whole[i], f.parts[i] = shareZeros(f.whole[i], f.parts[i])
		}
		right, wrong := 0, []int{}
		usual := usualParts(f)
		for i := range f.whole {
			if len(f.parts[i]) != usual {
				continue // a part is missing, or its name was not understood
			}
			if exact, nearly, ok := adds(f.whole[i], f.parts[i]); ok && len(f.parts[i]) > 1 {
				if exact || nearly {
					right++
				} else {
					wrong = append(wrong, i)
				}
			}
		}
		if right > len(wrong) && right >= 2 {
			for _, i := range wrong {
				out = append(out, sumFinding(s, f.whole[i], f.parts[i], city.SeverityError, city.Text{Zh: "，而其余各期相符", En: ", while the other periods agree"}))
			}
			continue
		}
		for i, w := range f.whole {
			for _, p := range f.parts[i] {
				if v, ok := city.Convert(p.Value, p.Unit, w.Unit); ok && v.GreaterThan(w.Value) && w.Value.Sign() >= 0 {
					out = append(out, sumFinding(s, w, []city.Observation{p}, city.SeverityError, city.Text{Zh: "，部分大于总体", En: ": the part is larger than the whole"}))
				}
			}
		}
	}
	return out
}

// usualParts is how many parts most periods have; of two numbers the larger.
func usualParts(f family) int {
	count := map[int]int{}
	best := 0
	for _, p := range f.parts {
		n := len(p)
		count[n]++
		if count[n] > count[best] || count[n] == count[best] && n > best {
			best = n
		}
	}
	return best
}

// rowFamilies joins each row with the 其中 rows directly under it. Shares and
// ratios are not added.
func rowFamilies(s *data.Set) []family {
	usable := func(o city.Observation) bool {
		return o.Facet == city.Level && o.Status != city.Missing && !isShare(o)
	}
	return families(s, usable, func(o city.Observation) (spot, bool) {
		k := spotOf(o)
		k.indicator = o.Parent
		return k, o.Parent != "" && o.Parent != o.Indicator
	})
}

// placeFamilies joins a place with the places below it in the same table.
// Statistical units overlap administrative areas and are not added.
func placeFamilies(s *data.Set) []family {
	usable := func(o city.Observation) bool {
		x, _ := s.Indicators.Get(o.Indicator)
		return o.Facet == city.Level && o.Status != city.Missing && !isShare(o) && x.Kind != city.Ratio && x.Kind != city.IndexNo && o.Place != ""
	}
	return families(s, usable, func(o city.Observation) (spot, bool) {
		pl, ok := s.Places.Get(o.Place)
		k := spotOf(o)
		k.place = pl.Parent
		return k, ok && pl.Parent != "" && pl.Level != city.Zone
	})
}

// spot is one row of one table.
type spot struct{ file, sheet, indicator, definition, place string }

func spotOf(o city.Observation) spot {
	return spot{o.Origin.File, o.Origin.Sheet, o.Indicator, o.Definition, o.Place}
}

// families joins rows with the rows that above says they are part of.
func families(s *data.Set, usable func(city.Observation) bool, above func(city.Observation) (spot, bool)) []family {
	number := map[spot]int{}
	index := map[spot]map[city.Period]int{}
	var all []family
	for _, o := range s.Observations {
		if !usable(o) {
			continue
		}
		k := spotOf(o)
		if index[k] == nil {
			index[k] = map[city.Period]int{}
			number[k] = len(all)
			all = append(all, family{})
		}
		if _, twice := index[k][o.Period]; twice {
			continue
		}
		f := &all[number[k]]
		index[k][o.Period] = len(f.whole)
		f.whole = append(f.whole, o)
		f.parts = append(f.parts, nil)
	}
	for _, o := range s.Observations {
		if !usable(o) {
			continue
		}
		k, ok := above(o)
		if !ok {
			continue
		}
		if i, has := index[k][o.Period]; has {
			f := &all[number[k]]
			f.parts[i] = append(f.parts[i], o)
		}
	}
	var out []family
	for _, f := range all {
		n := 0
		for _, p := range f.parts {
			n += len(p)
		}
		if n > 0 {
			out = append(out, f)
		}
	}
	return out
}
