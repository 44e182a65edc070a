package benchmark

import (
	"math"
	"slices"
)

// similar is how far from the place's present value, in parts of it, another place
// may have started to have been in a like position.
const similar = 0.2

// horizon is over how many years reach is measured, from one year on.
const horizon = 3

// History is the values of one indicator by place and year, after denominators.
type History struct {
	Places []string
	Years  []int       // ascending
	Values [][]float64 // by place, then by year; NaN where missing
}

// Reach is what other places really gained in so many years, of those that started
// within a fifth of where the place stands now. A gain is a change for the better,
// in the unit of the indicator. Stretches of one place overlap, so they are not
// apart from one another: Places says how many stand behind them.
type Reach struct {
	Years             int
	Stretches, Places int
	Low, Median, High float64 // 10th, 50th and 90th percentile of the gains; NaN without stretches
	Best              string  // the place with the greatest gain; "" without stretches
	BestFrom, BestTo  int
	BestGain          float64
	Achieved          float64 // share of stretches that gained what the place lacks; NaN where it lacks nothing, or without stretches
	AchievedBy        int     // places that did so at least once
}

// reach measures what others gained that started like a place with this value now.
// lacks is what the place would have to gain; where it is not positive, nothing is
// asked of the others. direction is 1 where more is better, -1 where less is.
func reach(h History, place string, now, lacks float64, direction int, years int) Reach {
	out := Reach{Years: years, Low: math.NaN(), Median: math.NaN(), High: math.NaN(), BestGain: math.NaN(), Achieved: math.NaN()}
	var gains []float64
	achieved := 0
	for i, other := range h.Places {
		if other == place {
			continue
		}
		some, did := false, false
		for from, year := range h.Years {
			start := h.Values[i][from]
			if !(math.Abs(start-now) <= similar*math.Abs(now)) { // NaN too
				continue
			}
			to := slices.Index(h.Years, year+years)
			if to < 0 || math.IsNaN(h.Values[i][to]) {
				continue
			}
			gain := float64(direction) * (h.Values[i][to] - start)
			if some = true; gain >= lacks {
				did = true
				achieved++
			}
			if gains = append(gains, gain); len(gains) == 1 || gain > out.BestGain {
				out.Best, out.BestFrom, out.BestTo, out.BestGain = other, year, year+years, gain
			}
		}
		out.Places, out.AchievedBy = out.Places+count(some), out.AchievedBy+count(did)
	}
	if out.Stretches = len(gains); out.Stretches == 0 {
		return out
	}
	out.Low, out.Median, out.High = quantile(gains, 0.1), quantile(gains, 0.5), quantile(gains, 0.9)
	if lacks > 0 {
		out.Achieved = float64(achieved) / float64(len(gains))
	} else {
		out.AchievedBy = 0
	}
	return out
}

// After is what peers gained in so many years; false where none was followed so long.
func (p PartView) After(years int) (ReachView, bool) {
	for _, r := range p.Reach {
		if r.Years == years && r.Stretches > 0 {
			return r, true
		}
	}
	return ReachView{}, false
}

// Followed reports whether peers were followed over so many years in any part: the
// data of one period follow nobody.
func (g GapView) Followed(years int) bool {
	return slices.ContainsFunc(g.Parts, func(p PartView) bool { _, ok := p.After(years); return ok })
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// quantile is the p-quantile of at least one value, between neighbours in a
// straight line (type 7 of Hyndman and Fan 1996).
func quantile(x []float64, p float64) float64 {
	s := slices.Sorted(slices.Values(x))
	at := p * float64(len(s)-1)
	low := int(at)
	if low+1 >= len(s) {
		return s[len(s)-1]
	}
	return s[low] + float64((at-float64(low))*(s[low+1]-s[low]))
}
