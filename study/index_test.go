package study

import (
	"math"
	"testing"
)

// The index of the 31 provinces, computed apart from the same facts.csv: minimum to maximum over the places, a mean in each pillar, a mean of the
// three, the product as 研发经费 / 研发投入强度 with two decimals.
func TestIndexOfProvinces(t *testing.T) {
	s, err := Open("../studies/hubei-2023")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Dir.Close()
	set, _, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Index(set)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]struct {
		rank                           int
		index, input, activity, output float64
	}{
		"北京市":    {1, 86.91646629, 88.92287473, 85.57522893, 86.25129522},
		"安徽省":    {7, 33.65728117, 42.67861435, 32.38480451, 25.90842463},
		"湖北省":    {8, 29.4751291, 33.58633652, 30.64860394, 24.19044683},
		"陕西省":    {9, 29.12809482, 23.58445387, 29.41241083, 34.38741976},
		"内蒙古自治区": {31, 5.723976311, 7.782180655, 5.192462808, 4.197285471},
	}
	found := 0
	for _, p := range r.Places {
		w, known := want[p.Place]
		if !known {
			continue
		}
		found++
		if p.Rank == nil || *p.Rank != w.rank {
			t.Errorf("%s: rank %v, not %d", p.Place, p.Rank, w.rank)
		}
		for code, x := range map[string]float64{"index": w.index, "input": w.input, "activity": w.activity, "output": w.output} {
			if got := float64(p.Scores[code]); math.Abs(got-x) > 1e-9*x {
				t.Errorf("%s %s: %.10g, not %.10g", p.Place, code, got, x)
			}
		}
	}
	if found != len(want) || len(r.Places) != 31 {
		t.Errorf("%d of %d places found, %d ranked", found, len(want), len(r.Places))
	}
	sum := 0.0
	for _, part := range r.Decomposition[0].Parts {
		sum += float64(part.Contribution)
	}
	if gap := 33.65728117 - 29.4751291; math.Abs(sum-gap) > 1e-7 {
		t.Errorf("the parts sum to %v, the gap is %v", sum, gap)
	}
}

// A study without index.yaml has none, and that is no fault.
func TestIndexNone(t *testing.T) {
	s, err := Open("../studies/wuhan-2019")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Dir.Close()
	if r, err := s.Index(nil); r != nil || err != nil {
		t.Errorf("%v, %v", r, err)
	}
}

// BenchmarkIndexOfProvinces is the index with its 4,000 runs, on data that are read.
func BenchmarkIndexOfProvinces(b *testing.B) {
	s, err := Open("../studies/hubei-2023")
	if err != nil {
		b.Fatal(err)
	}
	defer s.Dir.Close()
	set, _, err := s.Load()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Index(set); err != nil {
			b.Fatal(err)
		}
	}
}
