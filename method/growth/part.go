package growth

// Share is a part of a whole, in percent. ok is false where the whole can be
// zero or negative.
func Share(part, whole Interval) (Interval, bool) {
	q, ok := TimesTo(whole, part)
	if !ok {
		return Interval{}, false
	}
	return q.Times(100), true
}

// Points is the change of a share or a rate in percentage points: to - from.
func Points(from, to Interval) Interval { return to.Sub(from) }

// Contribution is the part of the increase of the whole that comes from the
// part, in percent: (part1 - part0)/(whole1 - whole0) × 100. ok is false where
// the whole may not have changed.
func Contribution(part0, part1, whole0, whole1 Interval) (Interval, bool) {
	q, ok := part1.Sub(part0).Quo(whole1.Sub(whole0))
	if !ok {
		return Interval{}, false
	}
	return q.Times(100), true
}

// Pull is how many percentage points of the growth of the whole come from the
// part: (part1 - part0)/whole0 × 100. It equals the part's share in the base
// period times the part's growth. ok is false where whole0 can be zero or
// negative.
func Pull(part0, part1, whole0 Interval) (Interval, bool) {
	return Share(part1.Sub(part0), whole0)
}

// PullOfRates is the pull of a part from its share of the whole in the base
// period and its growth, both in percent: share × growth / 100.
func PullOfRates(share, rate Interval) Interval {
	q, _ := share.Mul(rate).Quo(Whole(100))
	return q
}

// ContributionOfRates is the contribution of a part, in percent, from its share
// in the base period and the growth rates of part and whole (all in percent):
// share × rate / rateOfWhole. ok is false where the whole may not have grown.
func ContributionOfRates(share, rate, rateOfWhole Interval) (Interval, bool) {
	return share.Mul(rate).Quo(rateOfWhole)
}
