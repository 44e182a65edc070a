package exhibit

import (
	"math"
	"slices"
	"strconv"

	"github.com/quanyu/quanyu/evaluate"
)

// axis is the scale of an axis: its ends and its ticks.
type axis struct {
	low, high float64
	step      float64 // between ticks; 0 on a logarithmic axis
	ticks     []float64
	log       bool
}

// extent gathers the ends of what has to be seen; what is no number is passed
// over.
type extent struct {
	low, high float64
	any       bool
}

func (e *extent) add(values ...float64) {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		if !e.any {
			e.low, e.high, e.any = v, v, true
		}
		e.low, e.high = min(e.low, v), max(e.high, v)
	}
}

// axes gives the scales of a plot, the same for every way to draw it.
func axes(p evaluate.Plot) (x, y axis) {
	var ex, ey extent
	for _, s := range p.Series {
		for _, point := range s.Points {
			ex.add(point.X)
			ey.add(point.Y)
			switch {
			case len(p.Rows) > 0: // the interval lies along the row
				ex.add(point.Low, point.High)
			case seen(point.Y):
				ey.add(point.Low, point.High)
			}
		}
	}
	for _, l := range p.Across {
		ey.add(l.At)
	}
	for _, l := range p.Along {
		ex.add(l.At)
	}
	if p.Upto > 0 && ey.high > p.Upto {
		ey.high = p.Upto
	}
	if len(p.Rows) > 0 && ex.any && !p.Whole { // no mark on the edge
		pad := (ex.high - ex.low) / 20
		ex.add(ex.low-pad, ex.high+pad)
	}
	y = linear(ey, 6, false)
	if p.Log && ex.any && ex.low > 0 {
		return logarithmic(ex), y
	}
	if x = linear(ex, 8, p.Whole); p.Whole && ex.any {
		x.low, x.high = ex.low, ex.high
		if slices.ContainsFunc(p.Series, func(s evaluate.PlotSeries) bool { return s.Look == evaluate.Marks }) || ex.low == ex.high {
			x.low, x.high = ex.low-0.5, ex.high+0.5 // no mark on the edge
		}
		x.ticks = inside(x.ticks, x.low, x.high)
	}
	return x, y
}

func seen(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// linear gives about so many ticks at 1, 2 or 5 times a power of ten; the axis
// ends at ticks.
func linear(e extent, count int, whole bool) axis {
	low, high := e.low, e.high
	if !e.any {
		low, high = 0, 1
	}
	if low == high {
		pad := max(math.Abs(low)/10, 1e-9)
		if low == 0 {
			pad = 1
		}
		low, high = low-pad, high+pad
	}
	rough := (high - low) / float64(count)
	step := math.Pow(10, math.Floor(math.Log10(rough)))
	for _, m := range []float64{1, 2, 5, 10} {
		if step*m >= rough*0.999999 {
			step *= m
			break
		}
	}
	if whole {
		step = max(step, 1)
	}
	from, to := math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
	a := axis{low: from * step, high: to * step, step: step}
	for k := from; k <= to; k++ {
		a.ticks = append(a.ticks, k*step)
	}
	return a
}

// logarithmic has ticks at 1, 2 and 5 times powers of ten, or at the powers
// alone where there are many.
func logarithmic(e extent) axis {
	a := axis{low: e.low, high: e.high, log: true}
	if a.low == a.high {
		a.low, a.high = a.low/2, a.high*2
	}
	within := []float64{1, 2, 5}
	if a.high/a.low > 2000 {
		within = within[:1]
	}
	for k := math.Floor(math.Log10(a.low)); k <= math.Ceil(math.Log10(a.high)); k++ {
		for _, m := range within {
			a.ticks = append(a.ticks, m*math.Pow(10, k))
		}
	}
	a.ticks = inside(a.ticks, a.low, a.high)
	return a
}

func inside(ticks []float64, low, high float64) []float64 {
	var out []float64
	for _, t := range ticks {
		if t >= low && t <= high {
			out = append(out, t)
		}
	}
	return out
}

// at is where a value lies between the ends, 0 to 1.
func (a axis) at(v float64) float64 {
	if a.log {
		return math.Log(max(v, math.SmallestNonzeroFloat64)/a.low) / math.Log(a.high/a.low)
	}
	return (v - a.low) / (a.high - a.low)
}

// decimals is how many the labels of the ticks need.
func (a axis) decimals() int {
	if a.log {
		return max(0, int(math.Ceil(-math.Log10(a.low)-1e-9)))
	}
	return max(0, -int(math.Floor(math.Log10(a.step)+1e-9)))
}

// label prints a tick, with the sign of minus.
func (a axis) label(v float64) string {
	var s string
	switch {
	case v != 0 && (math.Abs(v) >= 1e9 || a.decimals() > 6):
		s = strconv.FormatFloat(v, 'g', 6, 64)
	case a.log:
		s = strconv.FormatFloat(v, 'f', max(0, -int(math.Floor(math.Log10(v)+1e-9))), 64)
	default:
		s = strconv.FormatFloat(v, 'f', a.decimals(), 64)
	}
	if s[0] == '-' {
		if v == 0 {
			return s[1:]
		}
		return "−" + s[1:]
	}
	return s
}
