package assign

import (
	"fmt"
	"math/bits"
	"slices"
	"testing"
)

// Two rooms, three things: a lock that does not fit its room, beside limits that
// have nothing to do with it.
func TestClash(t *testing.T) {
	p := &Program{}
	var x [2][3]int
	for d := range x {
		for k := range x[d] {
			x[d][k] = p.Choice(1)
		}
		p.AtMost(10, fmt.Sprintf("room %d", d), Term{x[d][0], 4}, Term{x[d][1], 6}, Term{x[d][2], 12})
	}
	for k := range 3 {
		p.AtMost(1, fmt.Sprintf("once %d", k), Term{x[0][k], 1}, Term{x[1][k], 1})
	}
	if set, err := opened(t).Clash(p); err != nil || set != nil {
		t.Fatalf("nothing clashes: %v, %v", set, err)
	}
	p.AtLeast(1, "lock", Term{x[1][2], 1})
	p.AtLeast(1, "other lock", Term{x[0][0], 1})
	set, err := opened(t).Clash(p)
	if err != nil || !slices.Equal(set, []string{"room 1", "lock"}) {
		t.Fatalf("%v, %v", set, err)
	}
	p.AtLeast(2, "", Term{x[0][0], 1})
	if set, err := opened(t).Clash(p); err != nil || set == nil || len(set) != 0 {
		t.Fatalf("rows that always hold leave none: %v, %v", set, err)
	}
}

// The set is as small as the smallest that trying all sets gives, and clashes.
func TestClashEnumeration(t *testing.T) {
	clashes := 0
	for seed := range uint64(30) {
		p := random(seed, 5, 7)
		for i := range p.Rows {
			p.Rows[i].Upper = float64(int(p.Rows[i].Upper) % 6) // tight
			p.Rows[i].Limit = fmt.Sprint(i)
			if i%2 == 0 {
				p.Rows[i].Lower, p.Rows[i].Upper = 1+p.Rows[i].Upper, p.Rows[i].Upper+9
			}
		}
		smallest := len(p.Rows) + 1
		for k := range 1 << len(p.Rows) {
			if n := bits.OnesCount(uint(k)); n < smallest && !holds(p, func(i int) bool { return k>>i&1 == 1 }) {
				smallest = n
			}
		}
		set, err := opened(t).Clash(p)
		if err != nil {
			t.Fatal(err)
		}
		if smallest > len(p.Rows) {
			if set != nil {
				t.Errorf("seed %d: nothing clashes, not %v", seed, set)
			}
			continue
		}
		clashes++
		if len(set) != smallest || holds(p, func(i int) bool { return slices.Contains(set, fmt.Sprint(i)) }) {
			t.Errorf("seed %d: %v, the smallest has %d", seed, set, smallest)
		}
	}
	if clashes < 5 {
		t.Errorf("%d clash: the drawn programs show nothing", clashes)
	}
}

// holds says whether the rows of some limits leave a point.
func holds(p *Program, with func(i int) bool) bool {
	part := &Program{Columns: p.Columns}
	for i, r := range p.Rows {
		if with(i) {
			part.Rows = append(part.Rows, r)
		}
	}
	_, some := best(part)
	return some
}
