package composite

import (
	"encoding/binary"
	"errors"
	"math"
	"testing"
)

// FuzzRun builds an index of whatever figures and choices: a result whose scores
// are numbers, or a Fault, never a panic.
func FuzzRun(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
	f.Add([]byte{1, 2, 3, 4, 5, 255, 250, 30, 4, 40, 0, 0, 8, 9, 11, 12, 13, 14, 15})
	f.Add([]byte{6, 10, 6, 7, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) < 14 || len(raw) > 4096 {
			return
		}
		h, d, chain := chosen(raw)
		r, err := Run(h, d, chain)
		var fault *Fault
		switch {
		case errors.As(err, &fault):
		case err != nil:
			t.Fatalf("%T: %v", err, err)
		default:
			for _, x := range r.Last().Values {
				for _, v := range x {
					if math.IsInf(v, 0) {
						t.Fatalf("an infinite score under %v", chain)
					}
				}
			}
		}
	})
}

// chosen turns bytes into an index of two pillars with two indicators each.
func chosen(raw []byte) (*Hierarchy, *Data, Chain) {
	pick := func(n int) int { v := int(raw[0]) % n; raw = raw[1:]; return v }
	target := 3.0
	var nodes []Node
	for k, code := range []string{"a", "b", "c", "e"} {
		nodes = append(nodes, Node{Code: code, Parent: []string{"p", "q"}[k/2], Level: 1, Weight: float64(k), Direction: 1 - 2*(k%2), Target: &target, Goalposts: &Goalposts{-1, 4}})
	}
	for _, code := range []string{"p", "q"} {
		nodes = append(nodes, Node{Code: code, Parent: "i", Level: 2, Weight: 1, Direction: 1})
	}
	h, err := NewHierarchy(append(nodes, Node{Code: "i", Level: 3, Weight: 1, Direction: 1}))
	if err != nil {
		panic(err)
	}
	treatment := Usual(pick(6))
	treatment.Then = []Transform{NoTransform, Log, LogOne, LogRange, LogEither, LogGII, BoxCox}[pick(7)]
	treatment.Force, treatment.Lambda = pick(4) == 0 && treatment.Then != NoTransform, float64(pick(9)-4)
	chain := Chain{
		Impute{Method: []Imputation{ImputeNone, ImputeMean, ImputeMedian, ImputeLatest, ImputeLinear}[pick(5)]},
		Treat{By: treatment, Scope: Scope(pick(2))},
		Normalise{By: []Normalisation{MinMax{0, 100}, MinMax{1, 100}, ZScore{10, 2}, Scaled{0, 10, 1}, Rank{}, PercentRank{}, Borda{}, DistanceToMax{},
			DistanceToReference{Place: "1"}, DistanceToTarget{}, FractionOfMax{}, Posts{Scale: 1}, Directed{}}[pick(13)], Scope: Scope(pick(2))},
		Weigh{1, []Weighting{Equal{}, Entropy{}, CRITIC{}, Variation{}, PCA{}}[pick(5)]},
		Aggregate{By: []Mean{[]Mean{Arithmetic{}, Geometric{}, Harmonic{}, Power{0.5}, Power{-3}, Copeland{}, TOPSIS{}, BenefitOfDoubt{}}[pick(8)]}},
	}
	if periods := pick(3); periods == 0 {
		chain = chain[1:]
	} else {
		chain = chain[pick(2):]
	}
	d := &Data{Indicators: []Column{{Code: "a"}, {Code: "b"}, {Code: "c"}, {Code: "e"}}}
	for i := 0; len(raw) >= 8; i++ {
		d.Units, d.Periods = append(d.Units, string(rune('1'+i/2))), append(d.Periods, i%2)
		for k := range d.Indicators {
			v := float64(int16(binary.LittleEndian.Uint16(raw[2*k:])))
			switch {
			case v == 99:
				v = math.NaN()
			case v > 30000:
				v = math.Ldexp(v, int(v)-32000)
			case v < -30000:
				v = math.Ldexp(1, int(v)+31000)
			}
			d.Indicators[k].Values = append(d.Indicators[k].Values, v/8)
		}
		raw = raw[8:]
	}
	return h, d, chain
}
