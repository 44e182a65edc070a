package assign

import "testing"

func BenchmarkOpen(b *testing.B) {
	opened(b)
	for b.Loop() {
		s, err := Open()
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}

func BenchmarkSmallest(b *testing.B) {
	s := opened(b)
	for b.Loop() {
		if _, err := s.Solve(random(1, 4, 2), Usual); err != nil {
			b.Fatal(err)
		}
	}
}
