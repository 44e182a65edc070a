package rules

import (
	"testing"

	"github.com/quanyu/quanyu/rule"
)

// BenchmarkRead is what every command that uses rules waits for.
func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if _, err := rule.Read(Files()...); err != nil {
			b.Fatal(err)
		}
	}
}
