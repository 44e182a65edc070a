package rule

import (
	"math"
	"sort"
)

// A plan is a list of nodes, each a column computed from columns before it. A
// number that's missing is NaN. A truth is one of three bytes, ordered so that
// and is the least, or the greatest, not the distance from the top (Kleene).
const (
	no    = uint8(0)
	maybe = uint8(1) // missing
	yes   = uint8(2)
)

// do is an operation of a node.
type do uint8

const (
	doConstant do = iota // value
	doNumber             // field
	doAdd
	doSub
	doMul
	doDiv
	doMin
	doMax
	doAbs
	doIf     // truth, number, number
	doSteps  // number; table
	doYears  // day, day; value: months of a period
	doOr0    // the first, or the second where it's missing
	doMargin // value, limit, truth: how far beyond the limit; value: 1 where above is beyond
	doTruth  // from here on truths; field
	doFrom   // number >= value
	doGE
	doEQ
	doAnd
	doOr
	doNot
	doChoose // truth, truth, truth
	doSame
	doIs     // field; words
	doStarts // field; words
	doAlike  // field and other
	doKnown  // of a number
	doFixed  // value is a truth
	doState  // from here on results: applies, must, may; number of the criterion
	doDistance
	doLow
	doHigh
	doMoney
	doMoneyHigh
	doRoll
	doEither
)

// node is one operation. Equal nodes are computed once.
type node struct {
	do      do
	a, b, c int32  // nodes before it, or -1
	value   uint64 // bits of a constant, or the number of a result
	field   *Field
	other   *Field
	words   string // separated by NUL
	table   *table
}

// table is brackets of one day, with the low or the high ends of their values.
// A figure lies in the step whose number is that of the cuts that are at most
// as large; so a table with one edge has two values.
type table struct {
	cuts, values []float64
}

func (n *node) number() float64 { return math.Float64frombits(n.value) }

// tolerance is the share by which two numbers may differ and still count as
// equal: 3 of 30 is 10 %, though neither is exact in binary.
const tolerance = 1e-12

// atLeast reports whether a >= b, which holds too where b-a is at most 1e-12 of
// |a| or of |b|. A missing number is at least nothing.
func atLeast(a, b float64) bool {
	if a >= b {
		return true
	}
	d := b - a
	return (d <= tolerance*math.Abs(a) || d <= tolerance*math.Abs(b)) && d <= math.MaxFloat64
}

// fromWhere gives the least number that is at least b, so that a comparison
// with a number known beforehand is a plain one.
func fromWhere(b float64) float64 {
	return least(b, func(x float64) bool { return atLeast(x, b) })
}

// beyondWhere gives the least number that b isn't at least as large as.
func beyondWhere(b float64) float64 {
	return least(b, func(x float64) bool { return !atLeast(b, x) })
}

// least finds by halves the least number near b from which a condition holds.
func least(b float64, holds func(float64) bool) float64 {
	reach := 3 * tolerance * math.Abs(b)
	low, high := b-reach, math.Nextafter(b+reach, math.Inf(1))
	for {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			break
		}
		if holds(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	if holds(low) {
		return low
	}
	return high
}

// step is the number of the step that a figure lies in.
func (t *table) step(x float64) int {
	if len(t.cuts) > 12 {
		return sort.Search(len(t.cuts), func(i int) bool { return t.cuts[i] > x })
	}
	n := 0
	for _, cut := range t.cuts {
		n += int(bit(x >= cut))
	}
	return n
}

// bit is 1 where a condition holds.
func bit(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}
