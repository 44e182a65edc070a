package growth

import "math/big"

var hundred = big.NewRat(100, 1)

// Rate is the growth from one level to another, in percent: (to/from - 1) × 100.
// ok is false where from can be zero or negative: growth from there means
// nothing.
func Rate(from, to Interval) (Interval, bool) {
	q, ok := TimesTo(from, to)
	if !ok {
		return Interval{}, false
	}
	return q.Sub(Whole(1)).Times(100), true
}

// TimesTo is the multiple that to is of from: to/from, 增长到…倍. ok is false
// where from can be zero or negative.
func TimesTo(from, to Interval) (Interval, bool) {
	if from.Sign() <= 0 {
		return Interval{}, false
	}
	return to.Quo(from)
}

// Mean is the mean rate over n equal steps, in percent, by the geometric mean
// 水平法: ((to/from)^(1/n) - 1) × 100. Roots that are not exact are widened by
// less than 10^-28. ok is false where n < 1, where from can be zero or
// negative, or where to can be negative.
func Mean(from, to Interval, n int) (Interval, bool) {
	if n < 1 || n > 200 {
		return Interval{}, false
	}
	q, ok := TimesTo(from, to)
	if !ok || q.Lo.Sign() < 0 {
		return Interval{}, false
	}
	root := Interval{rootDown(q.Lo, n), rootUp(q.Hi, n)}
	return root.Sub(Whole(1)).Times(100), true
}

// Compound is the growth over n steps at a mean rate, in percent:
// ((1 + rate/100)^n - 1) × 100. ok is false where n < 0 or where the rate can
// be below -100 %.
func Compound(rate Interval, n int) (Interval, bool) {
	if n < 0 || n > 200 || rate.Lo.Cmp(new(big.Rat).Neg(hundred)) < 0 {
		return Interval{}, false
	}
	one, _ := rate.Quo(Whole(100))
	one = one.Add(Whole(1))
	return Interval{power(one.Lo, n), power(one.Hi, n)}.Sub(Whole(1)).Times(100), true
}

// Doubled is the multiple that n doublings 翻n番 lead to: 2^n.
func Doubled(n int) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(max(n, 0))))
}
