package population

import (
	"math"
	"math/rand/v2"

	"github.com/quanyu/quanyu/method/panel"
)

// Whole turns a table of expected counts into whole units that add up to
// total: truncate, replicate, sample (Lovelace and Ballas 2013). The cells are
// scaled to the total; each gets the whole part of its count; the units that
// are left go to cells with a chance equal to the fraction that was cut off.
// They are drawn along the table by pivots (Deville and Tillé 1998): each cell
// contends with the one left over from those before, so that no cell is a unit
// or more off, nor any place of the first axis two. The same seed gives the
// same units.
//
// Faults: those of Adjust for the cells.
func Whole(cells []float64, total int64, seed uint64) ([]int64, error) {
	if err := check("cells", cells); err != nil {
		return nil, err
	}
	if total < 0 || total > 1<<53 {
		return nil, panel.Faulty(TooLarge, "total")
	}
	factor := float64(total) / sum(cells)
	out := make([]int64, len(cells))
	rest := make([]float64, len(cells))
	left, fractions := total, 0.0
	for i, c := range cells {
		scaled := c * factor
		whole := math.Floor(scaled)
		if near := math.Round(scaled); math.Abs(scaled-near) < 1e-9*max(1, near) {
			whole = near // a whole count that rounding left a hair off
		}
		out[i] = int64(whole)
		left -= out[i]
		if rest[i] = max(0, scaled-whole); rest[i] < 1e-12 {
			rest[i] = 0
		}
		fractions += rest[i]
	}
	if left <= 0 || fractions == 0 {
		return settle(out, cells, left), nil
	}
	for i := range rest {
		rest[i] *= float64(left) / fractions // 1 but for rounding
	}
	given := pivots(rest, rand.New(rand.NewPCG(seed, 0)), out)
	return settle(out, cells, left-given), nil
}

// pivots gives a unit to some cells, each with its chance, and says how many
// got one. Two cells contend: where their chances add up to less than 1 one of
// them takes both; else one of them gets a unit and the other what is over.
func pivots(chance []float64, random *rand.Rand, out []int64) (given int64) {
	left, p := 0, 0.0 // the cell that is left over, and its chance
	for i, q := range chance {
		draw := random.Float64()
		switch sum := p + q; {
		case sum == 0:
		case sum < 1:
			if draw*sum < q {
				left = i
			}
			p = sum
		default:
			first, second := left, i
			if draw*(2-sum) >= 1-q { // the cell before gets it with (1-q)/(2-p-q)
				first, second = i, left
			}
			out[first]++
			given++
			left, p = second, sum-1
		}
	}
	if p > 0.5 {
		out[left]++
		given++
	}
	return given
}

// settle gives or takes the units by which rounding missed the total, at most
// a few, in the largest cell.
func settle(out []int64, cells []float64, left int64) []int64 {
	largest := 0
	for i, c := range cells {
		if c > cells[largest] {
			largest = i
		}
	}
	out[largest] += left
	return out
}
