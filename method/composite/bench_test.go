package composite

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func BenchmarkChain51x49(b *testing.B) {
	h, d := asem(b)
	chain := asemChain()
	for b.Loop() {
		if _, err := Run(h, d, chain); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRerunFromTreat(b *testing.B) {
	h, d := asem(b)
	r := run51(b, h, d, asemChain())
	for b.Loop() {
		if _, err := r.Rerun(Treat{By: Usual(3)}, Normalise{By: ZScore{10, 2}}, Aggregate{By: []Mean{Geometric{}}}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRemove49(b *testing.B) {
	h, d := asem(b)
	r := run51(b, h, d, asemChain())
	for b.Loop() {
		if _, err := r.Remove(1); err != nil {
			b.Fatal(err)
		}
	}
}

// synthetic makes places with indicators in pillars of five, some values missing.
func synthetic(places, indicators int) (*Hierarchy, *Data, error) {
	random := rand.New(rand.NewPCG(3, 1))
	d := &Data{Groups: []Grouping{{Name: "group"}}}
	for i := range places {
		d.Units = append(d.Units, fmt.Sprintf("place %d", i))
		d.Groups[0].Label = append(d.Groups[0].Label, fmt.Sprint(i%7))
	}
	nodes := []Node{{Code: "index", Level: 3, Weight: 1, Direction: 1}}
	for j := range indicators {
		pillar := fmt.Sprintf("pillar %d", j/5)
		if j%5 == 0 {
			nodes = append(nodes, Node{Code: pillar, Parent: "index", Level: 2, Weight: 1, Direction: 1})
		}
		code := fmt.Sprintf("i%d", j)
		nodes = append(nodes, Node{Code: code, Parent: pillar, Level: 1, Weight: 1, Direction: 1 - 2*(j%2)})
		x := make([]float64, places)
		for i := range x {
			x[i] = random.ExpFloat64() * random.ExpFloat64()
		}
		d.Indicators = append(d.Indicators, Column{code, x})
	}
	h, err := NewHierarchy(nodes)
	return h, d, err
}

func BenchmarkChain3000x80(b *testing.B) {
	h, d, err := synthetic(3000, 80)
	if err != nil {
		b.Fatal(err)
	}
	chain := Chain{Impute{Method: ImputeGroupMean, Group: "group"}, Screen{Available: 0.9}, Treat{By: Usual(5)}, Normalise{By: MinMax{0, 100}}, Aggregate{By: []Mean{Arithmetic{}}}}
	for b.Loop() {
		if _, err := Run(h, d, chain); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMeans1000x20(b *testing.B) {
	h, d, err := synthetic(1000, 20)
	if err != nil {
		b.Fatal(err)
	}
	r := run51(b, h, d, Chain{Normalise{By: MinMax{1, 100}}, Aggregate{By: []Mean{Arithmetic{}}}})
	for _, m := range []Mean{Arithmetic{}, Geometric{}, Copeland{}, TOPSIS{}, BenefitOfDoubt{}} {
		b.Run(m.Method(), func(b *testing.B) {
			for b.Loop() {
				if _, err := r.Rerun(Aggregate{By: []Mean{m, Arithmetic{}}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// From one version of a large index to another: fewer indicators, other weights,
// treatment, scale and mean.
func BenchmarkPassages3000x80(b *testing.B) {
	h, d, err := synthetic(3000, 80)
	if err != nil {
		b.Fatal(err)
	}
	first, err := Run(h, d, Chain{Normalise{By: MinMax{0, 100}}, Aggregate{By: []Mean{Arithmetic{}}}})
	if err != nil {
		b.Fatal(err)
	}
	nodes := slices.DeleteFunc(slices.Clone(h.Nodes()), func(n Node) bool { return n.Code == "i7" })
	other, err := NewHierarchy(nodes)
	if err != nil {
		b.Fatal(err)
	}
	less := *d
	less.Indicators = slices.DeleteFunc(slices.Clone(d.Indicators), func(c Column) bool { return c.Code == "i7" })
	second, err := Run(other, &less, Chain{Treat{By: Usual(5)}, Normalise{By: MinMax{1, 100}}, Weigh{1, Entropy{}}, Aggregate{By: []Mean{Geometric{}}}})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Passages(first, second); err != nil {
			b.Fatal(err)
		}
	}
}
