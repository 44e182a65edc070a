package inputoutput

import "github.com/quanyu/quanyu/method/panel"

// Linkage says how a sector hangs on others and others on it.
type Linkage struct {
	Multiplier  float64 // output of all for one unit of its final use
	Backward    float64 // power of dispersion: the multiplier over the mean of all (Rasmussen 1956)
	Sensitivity float64 // row of the Leontief inverse over the mean
	Forward     float64 // row of the Ghosh inverse over the mean (Jones 1976)
}

// Linkages gives one for each sector. Above one in Backward and Forward is a key
// sector.
func Linkages(leontief, ghosh [][]float64) []Linkage {
	n := len(leontief)
	out := make([]Linkage, n)
	total, forward := 0.0, 0.0
	for i, row := range leontief {
		for j, v := range row {
			out[j].Multiplier += v
			out[i].Sensitivity += v
		}
		out[i].Forward = sum(ghosh[i])
		forward += out[i].Forward
	}
	for _, o := range out {
		total += o.Multiplier
	}
	for i := range out {
		o := &out[i]
		o.Backward, o.Sensitivity, o.Forward = o.Multiplier*float64(n)/total, o.Sensitivity*float64(n)/total, o.Forward*float64(n)/forward
	}
	return out
}

// Multipliers is what one unit of final use of each sector asks of a use in all
// (jobs, value added): the intensities times the Leontief inverse.
func Multipliers(intensity []float64, leontief [][]float64) []float64 {
	out := make([]float64, len(leontief))
	for i, row := range leontief {
		for j, v := range row {
			out[j] += float64(intensity[i] * v)
		}
	}
	return out
}

// Downstream is the use in all that a sector's output is made into, per unit of
// its primary input, its own use left out (pymrio's M_down): the Ghosh inverse less
// one times the intensities.
func Downstream(intensity []float64, ghosh [][]float64) []float64 {
	out := Required(ghosh, intensity)
	for i, own := range intensity {
		out[i] -= own
	}
	return out
}

// Required is the output of all sectors for a final demand.
func Required(leontief [][]float64, demand []float64) []float64 {
	out := make([]float64, len(leontief))
	for i, row := range leontief {
		for j, v := range row {
			out[i] += float64(v * demand[j])
		}
	}
	return out
}

// Extraction is the output that all sectors together lose when one is taken out
// (Dietzenbacher, van der Linden, Steenge 1993).
type Extraction struct {
	Total    float64 // it is gone with its own final use
	Share    float64 // Total over the output of all
	Backward float64 // it buys nothing from sectors, its output stays wanted
	Forward  float64 // it delivers nothing to sectors
}

// Extractions takes out every sector by itself. Each is a change of the table of
// rank one, so that the one inverse does for all (Sherman-Morrison).
func Extractions(t *Table, leontief [][]float64) []Extraction {
	demand, all := t.Demand(), sum(t.Output)
	out := make([]Extraction, len(t.Sectors))
	multiplier := make([]float64, len(t.Sectors))
	for _, row := range leontief {
		for j, v := range row {
			multiplier[j] += v
		}
	}
	for j, m := range multiplier {
		own, x := leontief[j][j], t.Output[j]
		out[j] = Extraction{Total: x * m / own, Backward: (m - 1) * x / own, Forward: m * (x - demand[j]) / own}
		out[j].Share = out[j].Total / all
	}
	return out
}

// Losses is what each sector loses when one is taken out with its final use.
func Losses(t *Table, leontief [][]float64, sector int) ([]float64, error) {
	if sector < 0 || sector >= len(t.Sectors) {
		return nil, panel.Faulty(UnknownSector)
	}
	out := make([]float64, len(t.Sectors))
	factor := t.Output[sector] / leontief[sector][sector]
	for i, row := range leontief {
		out[i] = float64(row[sector] * factor)
	}
	return out, nil
}
