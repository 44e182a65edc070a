package catalog

import "testing"

func BenchmarkNewPlaces(b *testing.B) {
	for b.Loop() {
		NewPlaces()
	}
}

func BenchmarkNewIndicators(b *testing.B) {
	for b.Loop() {
		NewIndicators()
	}
}
