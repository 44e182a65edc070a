package diagnose

import "testing"

// BenchmarkJudge judges a rank among 36 cities, the widest look-up there is.
func BenchmarkJudge(b *testing.B) {
	t := &testing.T{}
	w := wuhan(t)
	c := Claim{Type: RankType, Indicator: "gdp", Period: "2017", Rank: 8, Roster: "36个主要城市"}
	k := Claim{Type: RankType, Concept: "innovation_input", RankWord: "high", Denied: true}
	b.ResetTimer()
	for range b.N {
		if Judge(c, w).Verdict != Supported || Judge(k, w).Verdict == "" {
			b.Fatal("wrong verdict")
		}
	}
}
