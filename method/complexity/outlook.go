package complexity

import "math"

// Outlook is what a place could gain by entering what it does not have.
type Outlook struct {
	Index []float64   // of each place: complexity within reach
	Gain  [][]float64 // by place, then by activity: what the activity would bring near; zero where the place has it
}

// Ahead gives the outlook in the convention of the scores. GrowthLab: the index is
// standardised over places (by n), gains are in deviations of the ECI; R: sums of
// densities times PCI. Datawheel has no index, and gives a gain everywhere.
func Ahead(p *Presence, phi, density [][]float64, s *Scores) (*Outlook, error) {
	switch s.Convention {
	case Datawheel:
		return &Outlook{Gain: datawheelGain(p, phi, density, s.Activity)}, nil
	case R:
		return AheadBy(p, phi, density, s.Activity), nil
	}
	o := AheadBy(p, phi, density, s.activity)
	m := moments(o.Index)
	deviation, err := m.deviation(0, "COI")
	if err != nil {
		return nil, err
	}
	o.Index = standard(o.Index, m.mean, deviation)
	for _, row := range o.Gain {
		for j := range row {
			row[j] /= s.scale
		}
	}
	return o, nil
}

// AheadBy gives the outlook by any score of activities: the sum of density times
// score over what a place lacks, and for each activity that it lacks the scores of
// all that it lacks, by their share of nearness to it (Hausmann et al. 2014). An
// activity without a score counts nothing.
func AheadBy(p *Presence, phi, density [][]float64, score []float64) *Outlook {
	o := &Outlook{Index: make([]float64, len(p.Places)), Gain: missing(p, phi, score)}
	for i, row := range o.Gain {
		list := p.of[i]
		for j := range row {
			if len(list) > 0 && int(list[0]) == j {
				list = list[1:]
				row[j] = 0
				continue
			}
			if v := float64(density[i][j] * score[j]); !math.IsNaN(v) {
				o.Index[i] += v
			}
		}
	}
	return o
}

// missing sums, for each place and activity q, score × phi[p][q] / Σ phi[p] over
// the activities p that the place lacks.
func missing(p *Presence, phi [][]float64, score []float64) [][]float64 {
	weight := rowSums(phi)
	for j, all := range weight {
		weight[j] = score[j] / all
	}
	return lacking(p, phi, weight)
}

// lacking sums weight × phi[p][q] over the activities p that a place lacks; a
// weight that is no number counts nothing.
func lacking(p *Presence, phi [][]float64, weight []float64) [][]float64 {
	rows := grid(len(phi), len(phi))
	total := make([]float64, len(phi))
	for j, row := range phi {
		w := weight[j]
		if math.IsNaN(w) {
			continue
		}
		out := rows[j][:len(row)]
		for k, v := range row {
			out[k] = v * w
			total[k] += out[k]
		}
	}
	out := gather(p, rows)
	for _, row := range out {
		for k, v := range row {
			row[k] = total[k] - v
		}
	}
	return out
}

// datawheelGain is opportunity_gain of Datawheel's program: the mean PCI of what
// is near, where the place lacks it, less density times PCI.
func datawheelGain(p *Presence, phi, density [][]float64, score []float64) [][]float64 {
	out := divided(lacking(p, phi, score), phi)
	for i, row := range out {
		for j := range row {
			row[j] -= float64(density[i][j] * score[j])
		}
	}
	return out
}
