package synth

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/panel"
	"gonum.org/v1/gonum/optimize"
)

// nested is the problem of choosing importances: those whose unit weights bring
// the synthetic outcome nearest to the treated one over the periods of the fit
// (Abadie, Diamond, Hainmueller 2010, section 2.3).
type nested struct {
	distance [][]float64 // donors × predictors: donor less treated, standardised
	gap      [][]float64 // donors × periods of the fit: donor less treated
	points   [][]float64 // scratch
	both     [][]float64 // donors × (predictors, periods of the fit): scratch, and the gap made small
	last     []float64   // weights of the importances before these
	tied     []float64   // the same where predictors were met
	value    [][]float64 // predictors × (treated, donors), standardised
	outcome  [][]float64 // periods of the fit × (treated, donors)
}

func newNested(m *match, b block, outcome [][]float64, treated []float64, periods []int) *nested {
	n := &nested{distance: grid(len(b.donors), len(m.kept)), gap: grid(len(b.donors), len(periods)), points: grid(len(b.donors), len(m.kept))}
	for k, values := range m.donors {
		all := append([]float64{m.treated[k]}, values...)
		scale := deviation(all, 1)
		for j, v := range values {
			n.distance[j][k] = (v - m.treated[k]) / scale
		}
		for i := range all {
			all[i] /= scale
		}
		n.value = append(n.value, all)
	}
	for i, p := range periods {
		all := []float64{treated[p]}
		for j, u := range b.donors {
			n.gap[j][i] = outcome[u][p] - treated[p]
			all = append(all, outcome[u][p])
		}
		n.outcome = append(n.outcome, all)
	}
	scale := 0.0
	for _, g := range n.gap {
		scale = max(scale, panel.Norm(g))
	}
	n.both = grid(len(b.donors), len(m.kept)+len(periods))
	for j, g := range n.gap {
		for i, v := range g {
			if scale > 0 {
				v *= small / scale
			}
			n.both[j][len(m.kept)+i] = v
		}
	}
	return n
}

// weigh gives the unit weights that follow from importances and the mean square
// of the gap in the outcome. Where the predictors are met exactly, of the weights
// that do so those are taken that come nearest in the outcome.
func (n *nested) weigh(importance []float64) (weights []float64, loss float64) {
	root := make([]float64, len(importance))
	for k, v := range importance {
		root[k] = math.Sqrt(v)
	}
	for j, d := range n.distance {
		for k, v := range d {
			n.points[j][k] = float64(root[k] * v)
		}
	}
	weights, met := nearest(n.points, 0, n.last)
	n.last = weights
	if met {
		weights = n.tie()
	}
	return weights, n.loss(weights)
}

// small is the weight of the outcome beside the predictors where these are met.
const small = 1e-3

// tie weighs donors by their predictors and, a little, by their outcome.
func (n *nested) tie() []float64 {
	for j, p := range n.points {
		copy(n.both[j], p)
	}
	n.tied, _ = nearest(n.both, 0, n.tied)
	return n.tied
}

func (n *nested) loss(weights []float64) float64 {
	sum := make([]float64, len(n.gap[0]))
	for j, w := range weights {
		if w != 0 {
			for i, v := range n.gap[j] {
				sum[i] += float64(w * v)
			}
		}
	}
	return panel.Dot(sum, sum) / float64(len(sum))
}

// search looks for the importances with the least loss: Nelder and Mead's
// simplex on their logarithms, from all alike, from those of a regression, and
// from each predictor nearly alone; the best few are taken on. The loss is flat
// and jagged in places and has many local minima, so that another search may end
// with other importances of the same loss or, rarely, with a lower loss.
func (n *nested) search() []float64 {
	k := len(n.value)
	starts := [][]float64{alike(k)}
	if r := n.regression(); r != nil {
		starts = append(starts, r)
	}
	for i := range k {
		one := make([]float64, k)
		for j := range one {
			one[j] = 0.1 / float64(k)
		}
		one[i] += 0.9
		starts = append(starts, one)
	}
	type tried struct {
		at   []float64
		loss float64
	}
	var best []tried
	for _, s := range starts {
		_, loss := n.weigh(s)
		best = append(best, tried{s, loss})
	}
	slices.SortStableFunc(best, func(a, b tried) int { return compare(a.loss, b.loss) })
	best = best[:min(3, len(best))]
	for i, b := range best {
		best[i].at, best[i].loss = n.descend(b.at, b.loss)
	}
	slices.SortStableFunc(best, func(a, b tried) int { return compare(a.loss, b.loss) })
	return best[0].at
}

func compare(a, b float64) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// lowest is the logarithm of the least importance beside the greatest.
const lowest = -14

// descend improves importances until a fresh simplex gains no more than a
// thousandth.
func (n *nested) descend(at []float64, loss float64) ([]float64, float64) {
	for range 20 {
		start := make([]float64, len(at))
		for i, v := range at {
			start[i] = max(math.Log(v), lowest)
		}
		problem := optimize.Problem{Func: func(x []float64) float64 {
			_, loss := n.weigh(exponents(x))
			return loss
		}}
		settings := &optimize.Settings{MajorIterations: 100 * len(at), Converger: &optimize.FunctionConverge{Relative: 1e-6, Iterations: 10 * len(at)}}
		result, _ := optimize.Minimize(problem, start, settings, &optimize.NelderMead{SimplexSize: 1})
		if result == nil || !(result.F < loss) {
			break
		}
		gain := loss - result.F
		at, loss = exponents(result.X), result.F
		if gain <= 1e-3*loss {
			break
		}
	}
	return at, loss
}

// exponents gives importances of sum 1 from logarithms.
func exponents(x []float64) []float64 {
	out := make([]float64, len(x))
	top := slices.Max(x)
	for i, v := range x {
		out[i] = math.Exp(max(v-top, lowest))
	}
	normalise(out)
	return out
}

// regression gives the importances of Synth's second start: the sum over periods
// of the squared coefficients of the outcome on the predictors, over all units.
func (n *nested) regression() []float64 {
	units := len(n.value[0])
	ones := make([]float64, units)
	for i := range ones {
		ones[i] = 1
	}
	columns, names := append([][]float64{ones}, n.value...), make([]string, len(n.value)+1)
	if len(columns) >= units {
		return nil
	}
	out := make([]float64, len(n.value))
	for _, y := range n.outcome {
		r, err := panel.LeastSquares(columns, names, nil, y)
		if err != nil || len(r.Dropped) > 0 {
			return nil
		}
		for k, c := range r.Coefficients[1:] {
			out[k] += float64(c * c)
		}
	}
	normalise(out)
	for k := range out {
		out[k] = max(out[k], 1e-9)
	}
	normalise(out)
	return out
}
