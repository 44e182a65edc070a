package benchmark

import (
	"math"
	"testing"
)

// Three places over five years; the first stands at 10 in the last year.
func trio() History {
	nan := math.NaN()
	return History{Places: []string{"甲", "乙", "丙"}, Years: []int{2019, 2020, 2021, 2022, 2023}, Values: [][]float64{
		{6, 7, 8, 9, 10}, {9, 11, 12, 16, 20}, {5, nan, 10, 11, 12},
	}}
}

// By hand, over two years from within 8 to 12: 乙 9 to 12, 11 to 16, 12 to 20,
// 丙 10 to 12. Gains 3, 5, 8, 2; of the four three reach 3, two of 乙 reach 5.
func TestReach(t *testing.T) {
	r := reach(trio(), "甲", 10, 3, 1, 2)
	if r.Stretches != 4 || r.Places != 2 || r.Median != 4 || r.Best != "乙" || r.BestFrom != 2021 || r.BestTo != 2023 || r.BestGain != 8 || r.Achieved != 0.75 || r.AchievedBy != 1 {
		t.Errorf("%+v", r)
	}
	if got := reach(trio(), "甲", 10, 3, 1, 2).Low; math.Abs(got-2.3) > 1e-12 {
		t.Errorf("10th percentile %v, not 2.3", got)
	}
	// Less is better: the same changes are losses.
	if r := reach(trio(), "甲", 10, 1, -1, 2); r.BestGain != -2 || r.Best != "丙" || r.Achieved != 0 || r.AchievedBy != 0 {
		t.Errorf("less is better: %+v", r)
	}
}

// Where nothing is lacking, nothing is asked of the others; where none started
// alike, there is no figure at all.
func TestReachWithout(t *testing.T) {
	if r := reach(trio(), "甲", 10, 0, 1, 1); !math.IsNaN(r.Achieved) || r.AchievedBy != 0 || r.Stretches == 0 {
		t.Errorf("nothing lacking: %+v", r)
	}
	for _, now := range []float64{1000, math.NaN(), 0} {
		if r := reach(trio(), "甲", now, 3, 1, 1); r.Stretches != 0 || !math.IsNaN(r.Median) || !math.IsNaN(r.Achieved) || r.Best != "" {
			t.Errorf("from %v: %+v", now, r)
		}
	}
	if r := reach(trio(), "甲", 10, 3, 1, 9); r.Stretches != 0 {
		t.Errorf("longer than the data: %+v", r)
	}
}

// The unit makes no difference to how many achieved what.
func TestReachScale(t *testing.T) {
	h := trio()
	for i := range h.Values {
		for j := range h.Values[i] {
			h.Values[i][j] *= 1000
		}
	}
	a, b := reach(trio(), "甲", 10, 3, 1, 1), reach(h, "甲", 10000, 3000, 1, 1)
	if a.Stretches != b.Stretches || a.Achieved != b.Achieved || a.Best != b.Best || math.Abs(1000*a.Median-b.Median) > 1e-9 {
		t.Errorf("%+v\n%+v", a, b)
	}
}
