package sensitivity

import (
	"math/bits"
	"math/rand/v2"
)

// MaxInputs is the number of inputs that Points can give a design for: each
// takes two dimensions of the sequence.
const MaxInputs = 20

// Points is a design of inputs in [0,1), from the Sobol sequence shifted at
// random. Run i of Runs stands in the order of Blocks; each can be had alone.
type Points struct {
	Base, Inputs int
	shift        []uint32
}

// NewPoints makes a design of so many base points. The seed sets the shift: the
// points keep their even spread and none is exactly 0. It panics where base is
// below 2 or inputs are not 1 to MaxInputs.
func NewPoints(base, inputs int, seed uint64) *Points {
	if base < 2 || inputs < 1 || inputs > MaxInputs {
		panic("sensitivity: a design has two base points or more, and 1 to MaxInputs inputs")
	}
	p := &Points{Base: base, Inputs: inputs, shift: make([]uint32, 2*inputs)}
	source := rand.NewPCG(seed, 0)
	for j := range p.shift {
		p.shift[j] = uint32(source.Uint64()>>32) | 1
	}
	return p
}

// Runs is how many runs the design has.
func (p *Points) Runs() int { return p.Base * (p.Inputs + 2) }

// Source says from which base point a run takes an input, and whether as B.
func (p *Points) Source(run, input int) (point int, b bool) {
	block := run / p.Base
	return run % p.Base, block == 1 || block == 2+input
}

// At is the value of an input in a run.
func (p *Points) At(run, input int) float64 {
	point, b := p.Source(run, input)
	if b {
		input += p.Inputs
	}
	return float64(sobol(uint32(point), input)^p.shift[input]) / (1 << 32)
}

// sobol is a point of the Sobol sequence in one dimension, times 2^32, in the
// Gray code order of Antonov and Saleev, which starts with 0.
func sobol(point uint32, dimension int) uint32 {
	x := uint32(0)
	for gray := point ^ point>>1; gray != 0; gray &= gray - 1 {
		x ^= directions[dimension][bits.TrailingZeros32(gray)]
	}
	return x
}

// directions are the direction numbers of 2 MaxInputs dimensions.
var directions = func() (out [2 * MaxInputs][32]uint32) {
	for j := range out[0] {
		out[0][j] = 1 << (31 - j)
	}
	for i, row := range polynomials {
		v, s := &out[i+1], len(row)-1
		for j := range 32 {
			if j < s {
				v[j] = row[j+1] << (31 - j)
				continue
			}
			v[j] = v[j-s] ^ v[j-s]>>s
			for k := 1; k < s; k++ {
				v[j] ^= (row[0] >> (s - 1 - k) & 1) * v[j-k]
			}
		}
	}
	return out
}()

// polynomials are the primitive polynomial and the starting numbers of
// dimensions 2 to 40, from the table "new-joe-kuo-6" (Joe and Kuo 2008, SIAM
// Journal on Scientific Computing 30: 2635-2654): the inner coefficients as one
// number, then m1, m2 and so on.
var polynomials = [2*MaxInputs - 1][]uint32{
	{0, 1},
	{1, 1, 3},
	{1, 1, 3, 1},
	{2, 1, 1, 1},
	{1, 1, 1, 3, 3},
	{4, 1, 3, 5, 13},
	{2, 1, 1, 5, 5, 17},
	{4, 1, 1, 5, 5, 5},
	{7, 1, 1, 7, 11, 19},
	{11, 1, 1, 5, 1, 1},
	{13, 1, 1, 1, 3, 11},
	{14, 1, 3, 5, 5, 31},
	{1, 1, 3, 3, 9, 7, 49},
	{13, 1, 1, 1, 15, 21, 21},
	{16, 1, 3, 1, 13, 27, 49},
	{19, 1, 1, 1, 15, 7, 5},
	{22, 1, 3, 1, 15, 13, 25},
	{25, 1, 1, 5, 5, 19, 61},
	{1, 1, 3, 7, 11, 23, 15, 103},
	{4, 1, 3, 7, 13, 13, 15, 69},
	{7, 1, 1, 3, 13, 7, 35, 63},
	{8, 1, 3, 5, 9, 1, 25, 53},
	{14, 1, 3, 1, 13, 9, 35, 107},
	{19, 1, 3, 1, 5, 27, 61, 31},
	{21, 1, 1, 5, 11, 19, 41, 61},
	{28, 1, 3, 5, 3, 3, 13, 69},
	{31, 1, 1, 7, 13, 1, 19, 1},
	{32, 1, 3, 7, 5, 13, 19, 59},
	{37, 1, 1, 3, 9, 25, 29, 41},
	{41, 1, 3, 5, 13, 23, 1, 55},
	{42, 1, 3, 7, 3, 13, 59, 17},
	{50, 1, 3, 1, 3, 5, 53, 69},
	{55, 1, 1, 5, 5, 23, 33, 13},
	{56, 1, 1, 7, 7, 1, 61, 123},
	{59, 1, 1, 7, 9, 13, 61, 49},
	{62, 1, 3, 3, 5, 3, 55, 33},
	{14, 1, 3, 1, 15, 31, 13, 49, 245},
	{21, 1, 3, 5, 15, 31, 59, 63, 97},
	{22, 1, 3, 1, 11, 11, 11, 77, 249},
}
