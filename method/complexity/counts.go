package complexity

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Counted is a table of counts (firms, patents, projects) whose quotients are
// drawn towards one where they stand on little.
type Counted struct {
	Advantage     [][]float64 // drawn, by place, then by activity
	Weight        [][]float64 // of the own count in it, 0 to 1
	FewPlaces     []bool      // fewer than least in all: not to be ranked
	FewActivities []bool
}

// FewExpected is the expected count under which a quotient is marked as standing
// on little, as is the rule for tables of counts (Cochran 1954).
const FewExpected = 5

// Shrink draws location quotients of counts towards 1 by how little is expected:
// empirical Bayes with moments (Marshall 1991), the prior shared by all cells.
// Quotients that differ by no more than chance become 1 all. Counts are whole
// numbers; places and activities with fewer than least are marked.
func (t *Table) Shrink(least float64) (*Counted, error) {
	for i, row := range t.Values {
		for j, v := range row {
			if v != math.Trunc(v) {
				return nil, panel.Faulty(NotCount, t.Places[i], t.Activities[j])
			}
		}
	}
	c := &Counted{Advantage: t.Advantage(), Weight: grid(len(t.Places), len(t.Activities)), FewPlaces: few(t.ofPlace, least), FewActivities: few(t.ofActivity, least)}
	spread := 0.0
	for i, row := range c.Advantage {
		for j, q := range row {
			spread += float64(t.expected(i, j) * (q - 1) * (q - 1))
		}
	}
	cells := float64(len(t.Places) * len(t.Activities))
	prior := max(spread/t.total-cells/t.total, 0) // the variance that chance does not give
	for i, row := range c.Advantage {
		for j, q := range row {
			w := 0.0
			if prior > 0 {
				w = prior / (prior + 1/t.expected(i, j))
			}
			c.Weight[i][j] = w
			row[j] = 1 + float64(w*(q-1))
		}
	}
	return c, nil
}

// expected is the count of a cell by the totals of its place and activity.
func (t *Table) expected(place, activity int) float64 {
	return t.ofPlace[place] * t.ofActivity[activity] / t.total
}

// OnLittle says whether a quotient stands on an expected count under FewExpected.
func (t *Table) OnLittle(place, activity int) bool {
	return t.expected(place, activity) < FewExpected
}

func few(totals []float64, least float64) []bool {
	out := make([]bool, len(totals))
	for i, v := range totals {
		out[i] = v < least
	}
	return out
}

// Presence takes drawn quotients above one, or at a cutoff above one: a quotient
// that is drawn all the way to one is no presence.
func (c *Counted) Presence(t *Table, cutoff float64) *Presence {
	x, least := grid(len(t.Places), len(t.Activities)), cutoff*(1-rounding)
	for i, row := range c.Advantage {
		for j, q := range row {
			if q >= least && (c.Weight[i][j] > 0 || cutoff < 1) && t.Values[i][j] > 0 {
				x[i][j] = 1
			}
		}
	}
	return Present(t.Places, t.Activities, x, 1)
}
