package exhibit

import (
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/evaluate"
)

// plot draws everything between title and notes.
func (c *canvas) plot() {
	c.along()
	c.top = c.down + 4
	c.bottom = c.top + plotHigh
	if n := len(c.p.Rows); n > 0 {
		c.bottom = c.top + float64(float64(n)*rowHigh)
	}
	for _, s := range c.p.Spans {
		from, to := c.sx(max(s.From, c.x.low)), c.sx(min(s.To, c.x.high))
		c.put(`<rect x="%s" y="%s" width="%s" height="%s" fill="#DDD"/>`, px(from), px(c.top), px(max(to-from, 2)), px(c.bottom-c.top))
	}
	c.frame()
	c.put(`<clipPath id="plot-%s-area"><rect x="%s" y="%s" width="%s" height="%s"/></clipPath><g clip-path="url(#plot-%s-area)">`,
		escape(c.p.Name), px(c.left-6), px(c.top-1), px(wide-right-c.left+12), px(c.bottom-c.top+2), escape(c.p.Name))
	c.faint()
	for _, l := range c.p.Across {
		dash, thick := "", 1.2
		if !l.Name.IsZero() {
			dash, thick = "6 4", 1.4
		}
		c.line(c.left, c.sy(l.At), wide-right, c.sy(l.At), "#000", thick, dash)
	}
	for _, l := range c.p.Along {
		c.line(c.sx(l.At), c.top, c.sx(l.At), c.bottom, "#000", 1.2, "3 3")
	}
	c.series()
	c.put(`</g>`)
	c.down = c.bottom + 20
	if s := c.p.X.In(c.lang); s != "" {
		c.down += 19
		c.text((c.left+wide-right)/2, c.down, textSize, "middle", "", s)
	}
	c.legend()
}

// along writes the name of the y axis and, below it, those of the upright
// lines, in as many rows as keep them apart.
func (c *canvas) along() {
	if s := c.p.Y.In(c.lang); s != "" {
		c.down += 16
		c.text(12, c.down, textSize, "start", "", s)
		c.down += 6
	}
	var ends []float64 // of the last name in each row
	var rows []int
	var starts []float64
	for _, l := range c.p.Along {
		w := width(l.Name.In(c.lang), smallSize)
		start := max(min(c.sx(l.At)-w/2, wide-8-w), c.left)
		row := 0
		for row < len(ends) && start < ends[row]+10 {
			row++
		}
		if row == len(ends) {
			ends = append(ends, 0)
		}
		ends[row] = start + w
		rows, starts = append(rows, row), append(starts, start)
	}
	for i, l := range c.p.Along {
		if !l.Name.IsZero() {
			c.text(starts[i], c.down+float64(float64(rows[i]+1)*16), smallSize, "start", "", l.Name.In(c.lang))
		}
	}
	c.down += float64(float64(len(ends)) * 16)
}

// frame draws axes, ticks and the grid behind everything.
func (c *canvas) frame() {
	for i, t := range c.y.ticks {
		y := c.sy(t)
		c.line(c.left, y, wide-right, y, "#E3E3E3", 0.8, "")
		c.line(c.left-5, y, c.left, y, "#555", 1, "")
		c.text(c.left-9, y+4.5, smallSize, "end", "", c.tick(i))
	}
	last := -100.0
	for _, t := range c.x.ticks {
		x, s := c.sx(t), c.x.label(t)
		c.line(x, c.bottom, x, c.bottom+5, "#555", 1, "")
		if w := width(s, smallSize); x-w/2 > last+6 {
			c.text(x, c.bottom+19, smallSize, "middle", "", s)
			last = x + w/2
		}
	}
	c.line(c.left, c.top, c.left, c.bottom, "#555", 1, "")
	c.line(c.left, c.bottom, wide-right, c.bottom, "#555", 1, "")
}

// faint draws what stands behind everything else.
func (c *canvas) faint() {
	for _, s := range c.p.Series {
		if s.Look == evaluate.Faint {
			c.put(`<path d="%s" fill="none" stroke="#9A9A9A" stroke-width="0.8"/>`, c.path(s.Points))
		}
	}
}

// series draws bands, then lines and marks.
func (c *canvas) series() {
	marks := 0
	for _, s := range c.p.Series {
		if s.Look == evaluate.Marks {
			marks++
		}
	}
	for i, s := range c.p.Series {
		if s.Look == evaluate.Joined {
			c.band(s.Points, looks[i%len(looks)].colour)
		}
	}
	nth := 0
	for i, s := range c.p.Series {
		look := looks[i%len(looks)]
		switch s.Look {
		case evaluate.Joined:
			c.put(`<path d="%s" fill="none" stroke="%s" stroke-width="2.2" stroke-linejoin="round"%s/>`, c.path(s.Points), look.colour, dashed(look.dash))
		case evaluate.Marks:
			shift := 0.0
			if c.p.Whole && len(c.p.Rows) == 0 { // side by side
				shift = (float64(nth) - float64(marks-1)/2) * 9
			}
			nth++
			for _, p := range s.Points {
				c.point(p, shift, i)
			}
		}
	}
}

// point draws one mark with its interval.
func (c *canvas) point(p evaluate.PlotPoint, shift float64, look int) {
	if !seen(p.X) || !seen(p.Y) {
		return
	}
	x, colour := c.sx(p.X)+shift, looks[look%len(looks)].colour
	switch {
	case !seen(p.Low) || !seen(p.High):
	case len(c.p.Rows) > 0:
		low, high, y := c.sx(p.Low), c.sx(p.High), c.sy(p.Y)
		c.line(low, y, high, y, colour, 2.4, "")
		c.line(low, y-3.5, low, y+3.5, colour, 1.4, "")
		c.line(high, y-3.5, high, y+3.5, colour, 1.4, "")
	default:
		low, high := c.sy(p.Low), c.sy(p.High)
		c.line(x, low, x, high, colour, 1.4, "")
		c.line(x-3.5, low, x+3.5, low, colour, 1.4, "")
		c.line(x-3.5, high, x+3.5, high, colour, 1.4, "")
	}
	c.mark(x, c.sy(p.Y), look)
}

func (c *canvas) mark(x, y float64, look int) {
	l := looks[look%len(looks)]
	fill := "#fff"
	if l.filled {
		fill = l.colour
	}
	style := fmt.Sprintf(`fill="%s" stroke="%s" stroke-width="1.6"`, fill, l.colour)
	switch l.mark {
	case "circle":
		c.put(`<circle cx="%s" cy="%s" r="3.8" %s/>`, px(x), px(y), style)
	case "diamond":
		c.put(`<path d="M%s %sl5 5l-5 5l-5 -5z" %s/>`, px(x), px(y-5), style)
	case "square":
		c.put(`<rect x="%s" y="%s" width="7" height="7" %s/>`, px(x-3.5), px(y-3.5), style)
	default:
		c.put(`<path d="M%s %sl5 8.6h-10z" %s/>`, px(x), px(y-5.2), style)
	}
}

// path joins points; where one has no value the line breaks.
func (c *canvas) path(points []evaluate.PlotPoint) string {
	var b strings.Builder
	open := false
	for _, p := range c.thinned(points) {
		if !seen(p.X) || !seen(p.Y) {
			open = false
			continue
		}
		if verb := "M"; b.Len() == 0 || !open {
			b.WriteString(verb)
		} else {
			b.WriteString("L")
		}
		b.WriteString(px(c.sx(p.X)) + " " + px(c.sy(p.Y)))
		open = true
	}
	return b.String()
}

// thinned keeps, of each pixel that holds more than four points of a long line,
// the first, the lowest, the highest and the last.
func (c *canvas) thinned(points []evaluate.PlotPoint) []evaluate.PlotPoint {
	if len(points) < 2*wide {
		return points
	}
	var out []evaluate.PlotPoint
	for i := 0; i < len(points); {
		j, least, most := i, i, i
		for ; j < len(points) && seen(points[j].X) && seen(points[j].Y) && int(c.sx(points[j].X)) == int(c.sx(points[i].X)); j++ {
			if points[j].Y < points[least].Y {
				least = j
			}
			if points[j].Y > points[most].Y {
				most = j
			}
		}
		j = max(j, i+1)
		for k := i; k < j; k++ {
			if k == i || k == least || k == most || k == j-1 {
				out = append(out, points[k])
			}
		}
		i = j
	}
	return out
}

// band shades the intervals around a line, a stretch at a time.
func (c *canvas) band(points []evaluate.PlotPoint, colour string) {
	for i := 0; i < len(points); {
		j := i
		for j < len(points) && seen(points[j].X) && seen(points[j].Y) && seen(points[j].Low) && seen(points[j].High) {
			j++
		}
		if j > i+1 {
			var over, under []string
			for k := i; k < j; k++ {
				over = append(over, px(c.sx(points[k].X))+" "+px(c.sy(points[k].High)))
				at := points[i+j-1-k]
				under = append(under, px(c.sx(at.X))+" "+px(c.sy(at.Low)))
			}
			c.put(`<path d="M%sL%sz" fill="%s" fill-opacity="0.16" stroke="%s" stroke-opacity="0.5" stroke-width="0.8"/>`,
				strings.Join(over, "L"), strings.Join(under, "L"), colour, colour)
		}
		i = max(j, i+1)
	}
}
