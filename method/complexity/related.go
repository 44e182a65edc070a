package complexity

import (
	"math"

	"github.com/quanyu/quanyu/method/panel"
)

// Relatedness says how a co-occurrence is set against what size alone would give.
type Relatedness string

// The measures of EconGeo, which leave the diagonal at zero. With c the
// co-occurrence of two activities, s1 and s2 the sums of theirs with all others,
// and T the sum of all:
const (
	Probability Relatedness = "prob"        // c over what is expected where each draws the other by chance (Steijn 2017; van Eck and Waltman 2009)
	Association Relatedness = "association" // c·T / (s1·s2)
	Cosine      Relatedness = "cosine"      // c / √(s1·s2)
	Jaccard     Relatedness = "jaccard"     // c / (s1 + s2 - c)
)

// Related gives the relatedness of each pair from co-occurrences (Together, or
// counts of patents with both classes); their diagonal is not looked at. What
// never occurs with anything is related to nothing.
func Related(together [][]float64, by Relatedness) [][]float64 {
	n := len(together)
	sums, all := make([]float64, n), 0.0
	for j, row := range together {
		for k, c := range row {
			if j != k {
				sums[j] += c
			}
		}
		all += sums[j]
	}
	out := grid(n, n)
	for j, row := range together {
		for k, c := range row {
			if a, b := sums[j], sums[k]; j != k && c > 0 {
				switch by {
				case Probability:
					out[j][k] = c / (float64(a*b/(all-a)+float64(a*b/(all-b))) / 2)
				case Association:
					out[j][k] = c * all / (a * b)
				case Cosine:
					out[j][k] = c / math.Sqrt(a*b)
				case Jaccard:
					out[j][k] = c / (a + b - c)
				}
			}
		}
	}
	return out
}

// Above makes relatedness that reaches a cutoff 1 and the rest 0.
func Above(phi [][]float64, cutoff float64) [][]float64 {
	out := grid(len(phi), len(phi))
	for j, row := range phi {
		for k, v := range row {
			if v >= cutoff {
				out[j][k] = 1
			}
		}
	}
	return out
}

// Excess is how many standard deviations the places that have both of two
// activities are above what chance gives (hypergeometric; Teece et al. 1994). As in
// EconGeo the diagonal holds minus the expectation over the deviation, which says
// nothing.
func Excess(p *Presence) [][]float64 {
	return excess(p.Together(), floats(p.Ubiquity), float64(len(p.Places)))
}

// excess sets what occurs together, used up, against sizes out of n.
func excess(together [][]float64, size []float64, n float64) [][]float64 {
	for j, row := range together {
		row[j] = 0
		for k := range row {
			a, b := size[j], size[k]
			expected := a * b / n
			row[k] = (row[k] - expected) / math.Sqrt(expected*(1-a/n)*(n-b)/(n-1))
		}
	}
	return together
}

// Knowledge gives EconGeo's KCI of places and TCI of activities: the second
// vectors, each scaled to a sum of one and signed like the diversity of places,
// against the ubiquity of activities. EconGeo rounds the matrix to four digits
// before, which moves its figures in the third.
func Knowledge(p *Presence) (place, activity []float64, err error) {
	if apart := p.Apart(); apart != nil {
		return nil, nil, panel.Faulty(Disconnected, apart...)
	}
	if place, activity, err = direction(p, nil); err != nil {
		return nil, nil, err
	}
	if err := toOne(place, "KCI"); err != nil {
		return nil, nil, err
	}
	return place, activity, toOne(activity, "TCI")
}

// toOne scales to a sum of 1 or -1, so that the sign stays. A sum that is
// nothing beside its terms is a fault.
func toOne(x []float64, name string) error {
	sum, size := 0.0, 0.0
	for _, v := range x {
		if !math.IsNaN(v) {
			sum += v
			size += math.Abs(v)
		}
	}
	if !(math.Abs(sum) > 1e-9*size) {
		return panel.Faulty(Constant, name)
	}
	for i := range x {
		x[i] /= math.Abs(sum)
	}
	return nil
}

// Recombination gives, for elements (rows, as classes of technology) and what is
// made of them (columns, as patents), how easily each element joins others, and
// how hard each product is (Fleming and Sorenson 2001): elements that it has over
// the sum of their ease. A product of elements that never join is 0.
func Recombination(p *Presence) (ease, difficulty []float64) {
	ease, difficulty = make([]float64, len(p.Places)), make([]float64, len(p.Activities))
	for i, row := range p.Turned().Together() {
		for k, both := range row {
			if k != i && both > 0 {
				ease[i]++
			}
		}
		ease[i] /= float64(p.Diversity[i])
	}
	for i, list := range p.of {
		for _, j := range list {
			difficulty[j] += ease[i]
		}
	}
	for j, sum := range difficulty {
		if difficulty[j] = 0; sum > 0 {
			difficulty[j] = float64(p.Ubiquity[j]) / sum
		}
	}
	return ease, difficulty
}

// Alike is the correlation of the logarithms of quotients plus a tenth between
// each pair of places (Bahar, Hausmann, Hidalgo 2014).
func (t *Table) Alike() ([][]float64, error) {
	x := t.Advantage()
	for i, row := range x {
		for j, v := range row {
			row[j] = math.Log(v + 0.1)
		}
		m := moments(row)
		d, err := m.deviation(0, t.Places[i])
		if err != nil {
			return nil, err
		}
		copy(row, standard(row, m.mean, d))
	}
	out := grid(len(x), len(x))
	for i, a := range x {
		for k, b := range x[:i+1] {
			r := panel.Dot(a, b) / float64(len(a))
			out[i][k], out[k][i] = r, r
		}
	}
	return out, nil
}
