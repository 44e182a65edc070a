package sensitivity

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// Convention says how outputs enter the estimators. Both estimate the same
// shares; on one design their first and second orders differ.
type Convention int

const (
	// Centred takes the mean of all outputs away first and divides the variance
	// of A and B by their number, as SALib does. It is the better one where the
	// output's mean is far from 0.
	Centred Convention = iota
	// Plain takes outputs as they are and divides the variance by their number
	// less one, as COINr does.
	Plain
)

// Indices are shares of the output's variance. An estimate may be a little
// below 0 or above 1.
type Indices struct {
	First, Total []float64   // one for each input
	Second       [][]float64 // inputs x inputs, NaN but above the diagonal; nil where it was not asked for
	Variance     float64     // of A and B
}

// Estimate computes the indices: first order and total after Saltelli and
// others (2010, table 2, formulas b and f), second order after Saltelli (2002).
//
//	first  = mean(B (AB - A)) / V    total = mean((A - AB)^2) / 2V
//	second = mean(BA_j AB_k - A B) / V - first_j - first_k
func (o *Outputs) Estimate(c Convention) (*Indices, error) {
	centre := 0.0
	if c == Centred {
		centre = o.mean()
	}
	variance, spread := o.variance(c)
	if !spread {
		return nil, &Fault{Constant, -1}
	}
	out := &Indices{Variance: variance}
	for _, ab := range o.AB {
		first, total := o.moments(ab, centre, nil)
		out.First, out.Total = append(out.First, first/variance), append(out.Total, total/variance)
	}
	if o.BA != nil {
		out.Second = o.second(out.First, centre, variance)
	}
	return out, nil
}

// mean of all outputs.
func (o *Outputs) mean() float64 {
	sum, n := 0.0, 0
	for _, rows := range [][][]float64{{o.A}, o.AB, o.BA, {o.B}} {
		for _, row := range rows {
			for _, v := range row {
				sum += v
			}
			n += len(row)
		}
	}
	return sum / float64(n)
}

// variance of A and B, and whether it is more than rounding.
func (o *Outputs) variance(c Convention) (v float64, spread bool) {
	all := append(slices.Clone(o.A), o.B...)
	n := float64(len(all))
	mean, squares := 0.0, 0.0
	for _, y := range all {
		mean += y / n
	}
	for _, y := range all {
		squares += float64((y - mean) * (y - mean))
	}
	largest := max(math.Abs(slices.Max(all)), math.Abs(slices.Min(all)))
	spread = slices.Max(all)-slices.Min(all) > 1e-12*largest
	if c == Plain {
		n--
	}
	return squares / n, spread
}

// moments are the numerators of first order and total, over the base points
// given, or all.
func (o *Outputs) moments(ab []float64, centre float64, points []int) (first, total float64) {
	n := len(o.A)
	if points != nil {
		n = len(points)
	}
	for i := range n {
		k := i
		if points != nil {
			k = points[i]
		}
		d := ab[k] - o.A[k]
		first += float64((o.B[k] - centre) * d)
		total += float64(d * d)
	}
	return first / float64(n), total / float64(2*n)
}

// second is the share that each pair of inputs makes beyond each alone.
func (o *Outputs) second(first []float64, centre, variance float64) [][]float64 {
	out := table(len(o.AB), len(o.AB))
	for j := range out {
		for k := range out[j] {
			if out[j][k] = math.NaN(); k <= j {
				continue
			}
			sum := 0.0
			for i := range o.A {
				sum += float64((o.BA[j][i]-centre)*(o.AB[k][i]-centre)) - float64((o.A[i]-centre)*(o.B[i]-centre))
			}
			out[j][k] = sum/float64(len(o.A))/variance - first[j] - first[k]
		}
	}
	return out
}

// Interval of an index over base points drawn again: its 5th and 95th percentile.
type Interval struct{ Low, High float64 }

// Intervals draws base points with replacement, by a stream of its own for each
// draw, and says within what the indices fall in nine draws of ten. The variance
// is that of all base points. It is how much the design, not the computation,
// leaves open. It panics without a draw.
func (o *Outputs) Intervals(c Convention, draws int, seed uint64) (first, total []Interval, err error) {
	if draws < 1 {
		panic("sensitivity: intervals need a draw")
	}
	centre := 0.0
	if c == Centred {
		centre = o.mean()
	}
	variance, spread := o.variance(c)
	if !spread {
		return nil, nil, &Fault{Constant, -1}
	}
	drawn := [2][][]float64{table(len(o.AB), draws), table(len(o.AB), draws)}
	points := make([]int, len(o.A))
	for d := range draws {
		source := rand.NewPCG(seed, uint64(d))
		for i := range points {
			high, _ := bits.Mul64(source.Uint64(), uint64(len(points)))
			points[i] = int(high)
		}
		for j, ab := range o.AB {
			a, b := o.moments(ab, centre, points)
			drawn[0][j][d], drawn[1][j][d] = a/variance, b/variance
		}
	}
	return middle(drawn[0]), middle(drawn[1]), nil
}

// middle is the 5th and the 95th percentile of each row, the drawn values next
// outside of them.
func middle(rows [][]float64) []Interval {
	out := make([]Interval, len(rows))
	for j, row := range rows {
		slices.Sort(row)
		last := float64(len(row) - 1)
		out[j] = Interval{row[int(math.Floor(0.05*last))], row[int(math.Ceil(0.95*last))]}
	}
	return out
}
