package design

import (
	"io"
	"testing"

	"github.com/quanyu/quanyu/rule"
)

// population is n synthetic firms in batches of 65,536 rows. The columns of the
// first batch stand for all of them: what is measured is not what memory holds.
func population(n int) []*rule.Batch {
	const rows = 1 << 16
	one := batch(random(min(n, rows)))
	var out []*rule.Batch
	for left := n; left > 0; left -= rows {
		b := *one
		b.Rows = min(left, rows)
		out = append(out, &b)
	}
	return out
}

// A slider over 100,000 firms: one parameter moves, everything is counted again
// beside the baseline.
func BenchmarkSlider(b *testing.B) {
	both, o := library(b), options(b)
	firms := memory(population(100_000)...)
	for b.Loop() {
		if _, err := Apply(firms, both, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkApply1M(b *testing.B) {
	both, o := library(b), options(b)
	firms := memory(population(1_000_000)...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Apply(firms, Rules{Baseline: both.Baseline}, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMasks1M(b *testing.B) {
	both, o := library(b), options(b)
	firms := memory(population(1_000_000)...)
	for b.Loop() {
		m := NewMasks(io.Discard)
		o.Masks = m
		if _, err := Apply(firms, Rules{Baseline: both.Baseline}, o); err != nil {
			b.Fatal(err)
		}
		if err := m.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
