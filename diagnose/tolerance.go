package diagnose

import (
	"math/big"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// interval is what the printed digits of an observation stand for: half a
// unit of the last place either side; the value itself for a count of things;
// half a unit of the last figure that is not zero where the source rounds
// (1.44万); no upper end where it gives a lower bound.
func interval(o city.Observation) (lo, hi *big.Rat) {
	switch {
	case o.Status == city.LowerBound:
		return o.Value.Rat(), nil
	case o.Status == city.Rounded:
		h := new(big.Rat).Mul(lastStep(o.Value), big.NewRat(1, 2))
		return new(big.Rat).Sub(o.Value.Rat(), h), new(big.Rat).Add(o.Value.Rat(), h)
	case counted[o.Unit] && city.Decimals(o.Value) == 0, o.Facet == city.Rank:
		return o.Value.Rat(), o.Value.Rat()
	}
	return city.Bounds(o.Value)
}

// counted are units of things that are counted one by one.
var counted = map[string]bool{"家": true, "个": true, "件": true, "项": true, "所": true, "座": true, "位": true, "户": true}

// lastStep is the place value of the last figure of x that is not zero: 1000
// for 3000, 100 for 14400, 0.1 for 1.5, and 1 for 0.
func lastStep(x decimal.Decimal) *big.Rat {
	digits := strings.TrimLeft(strings.Replace(city.Printed(x.Abs()), ".", "", 1), "0")
	if digits == "" {
		return big.NewRat(1, 1)
	}
	zeros := len(digits) - len(strings.TrimRight(digits, "0"))
	return decimal.New(1, int32(zeros)-city.Decimals(x)).Rat()
}

// Tolerance is what a hedge allows, printed by explain.
type Tolerance struct {
	Hedge Hedge
	Words []string  // as sentences have them
	Text  city.Text // x is the figure of the sentence, v the value of the data
}

// Tolerances is the visible list of hedges and what they allow.
func Tolerances() []Tolerance {
	return []Tolerance{
		{Exactly, nil, city.Text{Zh: "v 四舍五入到句中的小数位后等于 x", En: "v rounded to the decimals of x equals x"}},
		{Near, []string{"近", "接近", "将近"}, city.Text{Zh: "0.95x ≤ v < x；整成数（近七成）为 x−5 ≤ v < x；0.9x 以上的限定后可用", En: "0.95x ≤ v < x; for whole tenths (近七成) x−5 ≤ v < x; from 0.9x on usable when qualified"}},
		{Over, []string{"超", "超过", "突破", "逾"}, city.Text{Zh: "x ≤ v，且 v 不超过 1.1x 或不到 x 的下一个整数位；更高的限定后可用", En: "x ≤ v, and v up to 1.1x or below the next round step; above that usable when qualified"}},
		{OrSo, []string{"约", "左右", "大约"}, city.Text{Zh: "v 与 x 相差不超过 5%；不超过 10% 的限定后可用", En: "v within 5 % of x; within 10 % usable when qualified"}},
		{AndMore, []string{"余", "多"}, city.Text{Zh: "x ≤ v < x 加上其末位一个单位（30多个：30 至 39）", En: "x ≤ v < x plus one unit of its last figure (30多: 30 to 39)"}},
		{LessThan, []string{"不足", "不到"}, city.Text{Zh: "v < x，且 v 不低于 0.9x 或 x 减末位一个单位；更低的限定后可用", En: "v < x, and v at least 0.9x or x less one unit of its last figure; below that usable when qualified"}},
		{Tenths, []string{"六成", "七成半"}, city.Text{Zh: "v 与 x 相差不超过半成（5 个百分点，下含上不含）", En: "v within half a tenth (5 points) of x, lower end included"}},
		{AtLeast, []string{"以上", "不低于", "至少"}, city.Text{Zh: "v ≥ x", En: "v ≥ x"}},
		{AtMost, []string{"以下", "以内", "不高于", "最多"}, city.Text{Zh: "v ≤ x", En: "v ≤ x"}},
	}
}

// zone says where a value v lies to the figure x of a sentence with a hedge:
// holds, mixed (usable when qualified) or fails. unit is that of both.
func zone(h Hedge, x decimal.Decimal, unit string, v *big.Rat) outcome {
	f := x.Rat()
	step := lastStep(x)
	times := func(num int64) *big.Rat { return new(big.Rat).Mul(f, big.NewRat(num, 100)) }
	within := func(lo, hi *big.Rat) bool { return v.Cmp(lo) >= 0 && v.Cmp(hi) < 0 }
	below, above := new(big.Rat).Sub(f, step), new(big.Rat).Add(f, step)
	tenths := unit == "%" && x.Mod(decimal.New(10, 0)).IsZero() && x.LessThan(decimal.New(100, 0)) && x.IsPositive()
	switch h {
	case Near:
		floor := times(95)
		if tenths {
			floor = new(big.Rat).Sub(f, big.NewRat(5, 1))
		}
		return pick(within(floor, f), within(times(90), f))
	case Over:
		return pick(v.Cmp(f) >= 0 && (v.Cmp(times(110)) <= 0 || v.Cmp(above) < 0), v.Cmp(f) >= 0)
	case OrSo:
		return pick(apart(v, f, 5), apart(v, f, 10))
	case AndMore:
		return pick(within(f, above), false)
	case LessThan:
		return pick(v.Cmp(f) < 0 && (v.Cmp(times(90)) >= 0 || v.Cmp(below) >= 0), v.Cmp(f) < 0)
	case Tenths:
		five := big.NewRat(5, 1)
		return pick(within(new(big.Rat).Sub(f, five), new(big.Rat).Add(f, five)), false)
	case AtLeast:
		return pick(v.Cmp(f) >= 0, false)
	case AtMost:
		return pick(v.Cmp(f) <= 0, false)
	}
	return pick(city.Round(v, city.Decimals(x)).Equal(x), false)
}

// Fits says how the figure of a sentence with its hedge lies to a value in the same
// unit: Supported, Partly or NotSupported.
func Fits(h Hedge, x, v decimal.Decimal, unit string) Verdict {
	switch zone(h, x, unit, v.Rat()) {
	case holds:
		return Supported
	case mixed:
		return Partly
	}
	return NotSupported
}

// pick is holds, else mixed, else fails.
func pick(holdsIt, mixedIt bool) outcome {
	if holdsIt {
		return holds
	}
	if mixedIt {
		return mixed
	}
	return fails
}

// apart reports whether v differs from f by at most the given percent of f.
func apart(v, f *big.Rat, percent int64) bool {
	d := new(big.Rat).Sub(v, f)
	lim := new(big.Rat).Mul(f, big.NewRat(percent, 100))
	return d.Abs(d).Cmp(lim.Abs(lim)) <= 0
}

// fits tests the figure of a sentence against a datum in the same unit. A
// printed value is taken as printed. A derived one is an interval: open where
// its ends fall on different sides. A figure with more decimals than the data
// is mixed at best, and so is one off by its last digit because it was cut and
// not rounded.
func fits(h Hedge, x decimal.Decimal, d datum) outcome {
	if d.Hi == nil { // lower bound only: v lies anywhere above
		switch {
		case (h == AtLeast || h == Over) && x.Rat().Cmp(d.Lo) <= 0:
			return holds
		case (h == AtMost || h == LessThan || h == Exactly) && x.Rat().Cmp(d.Lo) < 0:
			return fails
		}
		return open
	}
	if h == Exactly && d.Status == city.Rounded && x.Equal(d.Value) {
		return holds // as the source has it; that it is rounded is a reason
	}
	if d.Derived || d.Status == city.Rounded {
		return fitsInterval(h, x, d)
	}
	out := zone(h, x, d.Unit, d.Value.Rat())
	if h != Exactly || out == holds {
		return out
	}
	if city.Decimals(x) > city.Decimals(d.Value) && x.Rat().Cmp(d.Lo) >= 0 && x.Rat().Cmp(d.Hi) <= 0 {
		return mixed
	}
	if city.Decimals(x) < city.Decimals(d.Value) && cut(x, d.Value) {
		return mixed
	}
	return fails
}

func fitsInterval(h Hedge, x decimal.Decimal, d datum) outcome {
	if h == Exactly {
		lo, hi := city.Bounds(x)
		switch {
		case lo.Cmp(d.Lo) <= 0 && d.Hi.Cmp(hi) <= 0:
			return holds
		case touches(lo, hi, d.Lo, d.Hi), city.Decimals(x) < city.Decimals(d.Value) && cut(x, d.Value):
			return mixed
		}
		return fails
	}
	a, m, z := zone(h, x, d.Unit, d.Lo), zone(h, x, d.Unit, d.Value.Rat()), zone(h, x, d.Unit, d.Hi)
	if a == z && a == m {
		return a
	}
	return open
}

// cut reports whether x is v with its last decimals cut off instead of rounded.
func cut(x, v decimal.Decimal) bool { return v.Truncate(city.Decimals(x)).Equal(x) }
