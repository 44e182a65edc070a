package exhibit

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/evaluate"
)

// mostPoints is how many points of one line a chart in a document holds.
const mostPoints = 600

// Chart gives a plot as a chart that Word draws and edits, without caption and
// source; not where its y are names. Bands become thin lines, lines across the
// plot and the ends of shaded ranges become lines of two points.
func Chart(p evaluate.Plot, lang string) (word.Scatter, bool) {
	if len(p.Rows) > 0 {
		return word.Scatter{}, false
	}
	x, y := axes(p)
	s := word.Scatter{X: scale(x, p.X.In(lang)), Y: scale(y, p.Y.In(lang)), Describe: p.Says.In(lang)}
	if s.Describe == "" {
		s.Describe = p.Title.In(lang)
	}
	marks, nth := 0, 0
	for _, series := range p.Series {
		if series.Look == evaluate.Marks {
			marks++
		}
	}
	for i, series := range p.Series {
		shift := 0.0
		if series.Look == evaluate.Marks && p.Whole {
			shift = (float64(nth) - float64(marks-1)/2) * 0.15
			nth++
		}
		c := word.Curve{Name: series.Name.In(lang), Look: i, Kind: kinds[series.Look]}
		points := series.Points
		switch series.Look {
		case evaluate.Joined:
			points = fewer(points)
		case evaluate.Faint:
			points = someStrands(points)
		}
		for _, point := range points {
			if point.Y > y.high || point.Y < y.low {
				point.Y = math.NaN() // cut off, as in the picture
			}
			point.X += shift
			c.Points = append(c.Points, word.XY(point))
		}
		s.Curves = append(s.Curves, c)
		if series.Look == evaluate.Joined && series.HasIntervals() {
			s.Curves = append(s.Curves, edge(c, func(p word.XY) float64 { return p.Low }), edge(c, func(p word.XY) float64 { return p.High }))
		}
	}
	for _, l := range p.Across {
		if !l.Name.IsZero() {
			s.Curves = append(s.Curves, rule(0, l.Name.In(lang), x.low, l.At, x.high, l.At))
		}
	}
	for _, l := range p.Along {
		s.Curves = append(s.Curves, rule(1, l.Name.In(lang), l.At, y.low, l.At, y.high))
	}
	for _, r := range joined(p.Spans) {
		s.Curves = append(s.Curves, rule(2, r.Name.In(lang), max(r.From, x.low), y.low, max(r.From, x.low), y.high), rule(2, "", min(r.To, x.high), y.low, min(r.To, x.high), y.high))
	}
	slices.SortStableFunc(s.Curves, func(a, b word.Curve) int { return cmp.Compare(layer(a), layer(b)) })
	return s, true
}

// mostSpans is how many names a chart of marks by name has in a document.
const mostSpans = 40

// spans gives a plot of ranks by name, of one series, as a chart that Word draws
// and edits.
func spans(p evaluate.Plot, lang string) (word.Spans, bool) {
	if !p.Whole || len(p.Rows) == 0 || len(p.Rows) > mostSpans || len(p.Series) != 1 || len(p.Series[0].Points) != len(p.Rows) {
		return word.Spans{}, false
	}
	unit, _, _ := strings.Cut(strings.ReplaceAll(p.X.In(lang), "（", " ("), " (")
	s := word.Spans{Unit: unit, Name: p.Series[0].Name.In(lang), Reversed: true, Top: len(p.Rows), Describe: p.Says.In(lang)}
	for i, point := range p.Series[0].Points {
		mark := word.Span{Value: point.X, Low: point.X, High: point.X}
		if seen(point.Low) && seen(point.High) {
			mark.Low, mark.High = min(point.Low, point.X), max(point.High, point.X)
		}
		s.Names, s.Marks = append(s.Names, p.Rows[i].In(lang)), append(s.Marks, mark)
	}
	return s, true
}

// layer puts faint lines behind all others.
func layer(c word.Curve) int {
	if c.Kind == word.Faint {
		return 0
	}
	return 1
}

// mostFaint is how many faint lines a chart in a document has, so that they
// cover nothing also in programs that draw them on top.
const mostFaint = 40

// strands are the unbroken stretches of a line.
func strands(points []evaluate.PlotPoint) [][]evaluate.PlotPoint {
	var out [][]evaluate.PlotPoint
	open := false
	for _, p := range points {
		drawn := seen(p.X) && seen(p.Y)
		if drawn && open {
			out[len(out)-1] = append(out[len(out)-1], p)
		} else if drawn {
			out = append(out, []evaluate.PlotPoint{p})
		}
		open = drawn
	}
	return out
}

// someStrands keeps so many strands of a faint line, evenly spread.
func someStrands(points []evaluate.PlotPoint) []evaluate.PlotPoint {
	all := strands(points)
	if len(all) <= mostFaint {
		return points
	}
	var out []evaluate.PlotPoint
	for i := range mostFaint {
		strand := all[i*len(all)/mostFaint]
		out = append(append(out, strand...), evaluate.GapAt(strand[len(strand)-1].X))
	}
	return out
}

// joined takes many ranges for one, from the first to the last: two lines, not
// hundreds.
func joined(spans []evaluate.PlotSpan) []evaluate.PlotSpan {
	const most = 3
	if len(spans) <= most {
		return spans
	}
	return []evaluate.PlotSpan{{From: spans[0].From, To: spans[len(spans)-1].To, Name: spans[0].Name}}
}

var kinds = map[evaluate.Look]word.CurveKind{evaluate.Joined: word.Joined, evaluate.Marks: word.Marked, evaluate.Faint: word.Faint}

// scale is an axis as Word takes it: it counts ticks from the lower end, by
// tenfold steps where it is logarithmic.
func scale(a axis, title string) word.Axis {
	if !a.log {
		a.low = math.Floor(a.low/a.step+1e-9) * a.step
	} else if power := math.Pow(10, math.Floor(math.Log10(a.low))); a.low >= 5*power {
		a.low = 5 * power
	} else if a.low >= 2*power {
		a.low = 2 * power
	} else {
		a.low = power
	}
	return word.Axis{Title: title, Low: a.low, High: a.high, Step: a.step, Decimals: a.decimals(), Log: a.log}
}

// edge is one end of the intervals of a line.
func edge(c word.Curve, of func(word.XY) float64) word.Curve {
	out := word.Curve{Look: c.Look, Kind: word.Edge}
	for _, p := range c.Points {
		out.Points = append(out.Points, word.XY{X: p.X, Y: of(p), Low: math.NaN(), High: math.NaN()})
	}
	return out
}

// rule is a straight line between two points.
func rule(look int, name string, x1, y1, x2, y2 float64) word.Curve {
	nan := math.NaN()
	return word.Curve{Name: name, Look: look, Kind: word.Rule, Points: []word.XY{{X: x1, Y: y1, Low: nan, High: nan}, {X: x2, Y: y2, Low: nan, High: nan}}}
}

// fewer keeps the lowest and the highest of each of many equal stretches of a
// long line.
func fewer(points []evaluate.PlotPoint) []evaluate.PlotPoint {
	if len(points) <= mostPoints {
		return points
	}
	size := (2*len(points) + mostPoints - 1) / mostPoints
	var out []evaluate.PlotPoint
	for i := 0; i < len(points); i += size {
		least, most := i, i
		for j := i; j < min(i+size, len(points)); j++ {
			if points[j].Y < points[least].Y {
				least = j
			}
			if points[j].Y > points[most].Y {
				most = j
			}
		}
		out = append(out, points[min(least, most)])
		if least != most {
			out = append(out, points[max(least, most)])
		}
	}
	return out
}
