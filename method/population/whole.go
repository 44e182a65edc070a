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
// They are drawn systematically along the table, so that no cell is more than
// one unit off and no first axis either. The same seed gives the same units.
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
	draw := rand.New(rand.NewPCG(seed, 0)).Float64()
	ratio := float64(left) / fractions // 1 but for rounding
	reached := 0.0
	for i, r := range rest {
		reached += float64(r * ratio)
		if left > 0 && draw < reached {
			out[i]++
			left--
			draw++
		}
	}
	return settle(out, cells, left), nil
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
