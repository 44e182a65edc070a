package sample

import (
	"errors"
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/panel"
	"github.com/quanyu/quanyu/method/population"
)

// fit fits the population to its margins, from equal cells.
func (f *Frame) fit(name string) error {
	fit, err := population.Adjust(f.shape(), nil, f.Margins, population.Options{})
	if err == nil {
		f.Fit = fit
		return nil
	}
	bad := func(zh, en string, args ...any) error {
		return city.Errorf("bad_population", zh, en, args...).At(name, "", 0, "").Wrap(err)
	}
	var d *population.Disagreement
	var fault *panel.Fault
	switch {
	case errors.As(err, &d):
		zh, en := "合计", "in total"
		if len(d.Axes) > 0 {
			m := population.Margin{Axes: d.Axes}
			at := 0
			for k, a := range d.Axes {
				at = at*len(f.Axes[a]) + d.At[k]
			}
			zh = f.names(m, at)
			en = zh
		}
		return bad("“%[1]s”与“%[2]s”不一致：%[3]s一为 %[5]s，一为 %[6]s", "%[1]q and %[2]q disagree: %[4]s one has %[5]s, the other %[6]s",
			d.First, d.Second, zh, en, city.Number(d.Counts[0]).Digits(12), city.Number(d.Counts[1]).Digits(12))
	case !errors.As(err, &fault):
		return err
	}
	where := ""
	for _, m := range f.Margins {
		if len(fault.Names) > 0 && m.Name == fault.Names[0] && fault.Row >= 0 {
			where = m.Name + "：" + f.names(m, fault.Row)
		}
	}
	switch fault.Kind {
	case population.NoSupport:
		return bad("“%[1]s”要有企业，别的表却说没有", "%[1]q wants firms where other tables have none", where)
	case panel.NoConvergence:
		return bad("没有一个总体同时合乎各表：别的表里为零的组合太多", "no population has all these margins: too many combinations are zero in other tables")
	}
	return bad("边缘表用不了：%[1]v", "the margins cannot be used: %[1]v", fault)
}

// Report says how well a population of whole firms has its margins.
type Report struct {
	Firms      int64          `json:"firms"`
	Cells      int            `json:"cells"`
	Occupied   int            `json:"occupied"`
	Iterations int            `json:"iterations"`
	Margins    []MarginReport `json:"margins"`
}

// MarginReport sets one margin, scaled to the firms asked for, against the
// fitted cells and the whole firms.
type MarginReport struct {
	Name     string      `json:"name"`
	Cells    int         `json:"cells"`
	Fitted   city.Number `json:"fitted"`   // largest difference before firms are whole
	Whole    city.Number `json:"whole"`    // largest difference after
	Where    string      `json:"where"`    // where that is
	Share    city.Number `json:"share"`    // sum of absolute differences by the sum of the margin, after
	Relative city.Number `json:"relative"` // largest relative difference of a cell that wants 100 firms or more
}

// Draw turns the fitted cells into whole firms and reports the fit.
func (f *Frame) Draw(firms int64, seed uint64) ([]int64, *Report, error) {
	counts, err := population.Whole(f.Fit.Cells, firms, seed)
	if err != nil {
		return nil, nil, err
	}
	total := 0.0
	for _, c := range f.Margins[0].Counts {
		total += c
	}
	factor := float64(firms) / total
	scaled := make([]population.Margin, len(f.Margins))
	for k, m := range f.Margins {
		scaled[k] = population.Margin{Name: m.Name, Axes: m.Axes, Counts: make([]float64, len(m.Counts))}
		for i, c := range m.Counts {
			scaled[k].Counts[i] = c * factor
		}
	}
	fitted, whole := make([]float64, len(counts)), make([]float64, len(counts))
	r := &Report{Firms: firms, Cells: len(counts), Iterations: f.Fit.Iterations}
	for i, n := range counts {
		fitted[i], whole[i] = f.Fit.Cells[i]*factor, float64(n)
		if n > 0 {
			r.Occupied++
		}
	}
	before, after := population.Compare(f.shape(), fitted, scaled), population.Compare(f.shape(), whole, scaled)
	sums := population.Sums(f.shape(), whole, scaled)
	for k, e := range after {
		m := MarginReport{Name: e.Margin, Cells: len(scaled[k].Counts), Fitted: city.Number(before[k].Largest), Whole: city.Number(e.Largest),
			Where: f.Where(k, e.At), Share: city.Number(e.Total / max(e.Count, 1))}
		for i, want := range scaled[k].Counts {
			if want >= 100 {
				m.Relative = max(m.Relative, city.Number(math.Abs(sums[k][i]-want)/want))
			}
		}
		r.Margins = append(r.Margins, m)
	}
	return counts, r, nil
}
