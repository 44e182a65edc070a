package synth

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/method/panel"
)

// match is a synthetic unit that is near the treated in predictors.
type match struct {
	units      []float64 // weights of the donors
	importance []float64 // of the predictors kept
	kept       []int     // predictors that differ among the donors
	treated    []float64 // values of the predictors kept, as given
	donors     [][]float64
	loss       float64 // mean square of the gap over the periods of the fit
}

// checkPredictors refuses a predictor without a value for a unit, one that looks
// beyond the start, and a set of which none differs among the donors.
func (t *table) checkPredictors(b block, o Options) error {
	if len(o.Predictors) == 0 {
		return nil
	}
	for _, p := range o.FitPeriods {
		if p >= b.start || !slices.Contains(t.periods, p) {
			return panel.Faulty(PredictorAfter)
		}
	}
	differs := false
	for k, predictor := range o.Predictors {
		columns := t.columns(predictor.Periods, b.first)
		if len(columns) == 0 || len(columns) < len(predictor.Periods) {
			return panel.Faulty(PredictorAfter, predictor.Name)
		}
		for _, u := range slices.Concat(b.treated, b.donors) {
			if math.IsNaN(present(t.predictors[k][u], columns)) {
				row := slices.Index(t.sample.Unit, u)
				return &panel.Fault{Kind: Incomplete, Names: []string{predictor.Name}, Row: t.sample.Rows[row]}
			}
		}
		differs = differs || t.differs(k, b, columns)
	}
	if !differs {
		return panel.Faulty(NoPredictor)
	}
	return nil
}

// columns are the places of the periods, all where there are none, before first.
func (t *table) columns(periods []int, first int) []int {
	var out []int
	for p := range first {
		if periods == nil || slices.Contains(periods, t.periods[p]) {
			out = append(out, p)
		}
	}
	return out
}

// present is the mean of the values that are there; NaN where none is.
func present(column []float64, at []int) float64 {
	sum, n := 0.0, 0
	for _, p := range at {
		if v := column[p]; !math.IsNaN(v) {
			sum += v
			n++
		}
	}
	return sum / float64(n)
}

// differs reports whether a predictor has two values among the donors.
func (t *table) differs(k int, b block, columns []int) bool {
	first := present(t.predictors[k][b.donors[0]], columns)
	return slices.ContainsFunc(b.donors, func(u int) bool {
		return math.Abs(present(t.predictors[k][u], columns)-first) > 1e-12*math.Abs(first)
	})
}

// match finds the weights with which the donors are near the treated in the
// predictors, each divided by its standard deviation over all units of the block
// (as Synth does) and weighed by its importance.
func (t *table) match(b block, outcome [][]float64, treated []float64, o Options) *match {
	m := &match{}
	for k, predictor := range o.Predictors {
		columns := t.columns(predictor.Periods, b.first)
		if len(columns) == 0 || !t.differs(k, b, columns) {
			continue
		}
		values := make([]float64, len(b.donors))
		for j, u := range b.donors {
			values[j] = present(t.predictors[k][u], columns)
		}
		sum := 0.0
		for _, u := range b.treated {
			sum += present(t.predictors[k][u], columns)
		}
		m.kept, m.donors, m.treated = append(m.kept, k), append(m.donors, values), append(m.treated, sum/float64(len(b.treated)))
	}
	if m.importance = alike(len(m.kept)); len(m.kept) == 0 { // a draw whose donors are all the same
		m.units = alike(len(b.donors))
		return m
	}
	periods := t.columns(o.FitPeriods, b.first)
	if len(periods) == 0 { // all of them lie after an earlier start
		periods = t.columns(nil, b.first)
	}
	n := newNested(m, b, outcome, treated, periods)
	if o.Importance != nil {
		for i, k := range m.kept {
			m.importance[i] = o.Importance[k]
		}
		normalise(m.importance)
	} else if len(m.kept) > 1 {
		m.importance = n.search()
	}
	m.units, m.loss = n.weigh(m.importance)
	return m
}

// balance tells how near the synthetic unit is in each predictor kept.
func (m *match) balance(o Options) []Balance {
	var out []Balance
	for i, k := range m.kept {
		out = append(out, Balance{
			Name: o.Predictors[k].Name, Importance: m.importance[i], Treated: m.treated[i],
			Synthetic: panel.Dot(m.units, m.donors[i]), Donors: average(m.donors[i]),
		})
	}
	return out
}

// normalise makes weights sum to 1; alike where they are all 0.
func normalise(weights []float64) {
	sum := 0.0
	for _, v := range weights {
		sum += v
	}
	for i := range weights {
		if sum > 0 {
			weights[i] /= sum
		} else {
			weights[i] = 1 / float64(len(weights))
		}
	}
}
