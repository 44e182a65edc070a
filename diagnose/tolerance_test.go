package diagnose

import (
	"testing"

	"github.com/quanyu/quanyu/city"
)

func TestZones(t *testing.T) {
	for _, x := range []struct {
		hedge Hedge
		x     string
		unit  string
		v     string
		want  outcome
	}{
		{Exactly, "26.0", "%", "26.01", holds},
		{Exactly, "26.0", "%", "26.05", fails}, // rounds half away: 26.1
		{Exactly, "3.13", "%", "3.125", holds},
		{Exactly, "-3.13", "%", "-3.125", holds},
		{Near, "1.5", "万亿元", "1.425", holds},
		{Near, "1.5", "万亿元", "1.4249", mixed},
		{Near, "1.5", "万亿元", "1.35", mixed},
		{Near, "1.5", "万亿元", "1.3499", fails},
		{Near, "1.5", "万亿元", "1.5", fails}, // it has arrived
		{Near, "70", "%", "65", holds},     // 近七成
		{Near, "70", "%", "64.9", mixed},
		{Near, "100", "%", "95", holds},
		{Over, "3000", "家", "3000", holds},
		{Over, "3000", "家", "3999", holds}, // below the next round thousand
		{Over, "3000", "家", "4000", mixed},
		{Over, "3000", "家", "2999", fails},
		{Over, "1.5", "万亿元", "1.62", holds}, // within 1.1x
		{Over, "1.5", "万亿元", "1.66", mixed},
		{OrSo, "100", "家", "95", holds},
		{OrSo, "100", "家", "105", holds},
		{OrSo, "100", "家", "94", mixed},
		{OrSo, "100", "家", "110", mixed},
		{OrSo, "100", "家", "111", fails},
		{AndMore, "30", "个", "30", holds},
		{AndMore, "30", "个", "39", holds},
		{AndMore, "30", "个", "40", fails},
		{AndMore, "30", "个", "29", fails},
		{AndMore, "3500", "家", "3536", holds},
		{AndMore, "3500", "家", "3600", fails},
		{LessThan, "3000", "家", "2999", holds},
		{LessThan, "3000", "家", "3000", fails},
		{LessThan, "3000", "家", "2000", holds},
		{LessThan, "3000", "家", "1999", mixed},
		{Tenths, "60", "%", "55", holds},
		{Tenths, "60", "%", "64.9", holds},
		{Tenths, "60", "%", "65", fails},
		{AtLeast, "8", "%", "8", holds},
		{AtLeast, "8", "%", "7.9", fails},
		{AtMost, "8", "%", "8", holds},
		{AtMost, "8", "%", "8.1", fails},
	} {
		if got := zone(x.hedge, *num(x.x), x.unit, num(x.v).Rat()); got != x.want {
			t.Errorf("%s %s%s against %s: %d, want %d", x.hedge, x.x, x.unit, x.v, got, x.want)
		}
	}
}

func TestEveryHedgeHasATolerance(t *testing.T) {
	have := map[Hedge]bool{}
	for _, x := range Tolerances() {
		have[x.Hedge] = true
		if x.Text.Zh == "" || x.Text.En == "" {
			t.Errorf("%q has no text", x.Hedge)
		}
	}
	for _, h := range []Hedge{Exactly, Near, Over, OrSo, AndMore, LessThan, Tenths, AtLeast, AtMost} {
		if !have[h] {
			t.Errorf("%q is not in the table", h)
		}
	}
}

func TestLastStep(t *testing.T) {
	for x, want := range map[string]string{"3000": "1000", "14400": "100", "1.5": "1/10", "1.50": "1/10", "7": "1", "0": "1", "0.05": "1/100", "10.0": "10"} {
		if got := lastStep(*num(x)).RatString(); got != want {
			t.Errorf("%s: %s, want %s", x, got, want)
		}
	}
}

func TestIntervals(t *testing.T) {
	for _, x := range []struct {
		v, unit string
		status  city.Status
		lo, hi  string
	}{
		{"2.42", "%", city.Final, "2.415", "2.425"},
		{"3536", "家", city.Final, "3536", "3536"}, // counted, not measured
		{"14400", "家", city.Rounded, "14350", "14450"},
		{"47000", "人年", city.Estimate, "46999.5", "47000.5"},
		{"3000", "家", city.LowerBound, "3000", ""},
	} {
		lo, hi := interval(city.Observation{Value: *num(x.v), Unit: x.unit, Status: x.status, Facet: city.Level})
		if lo.Cmp(num(x.lo).Rat()) != 0 || (x.hi == "") != (hi == nil) || hi != nil && hi.Cmp(num(x.hi).Rat()) != 0 {
			t.Errorf("%s %s: [%v, %v]", x.v, x.status, lo, hi)
		}
	}
}
