package exhibit

import "github.com/quanyu/quanyu/evaluate"

// entry is one entry of a legend: its words and how its sign is drawn, from a
// place on the left.
type entry struct {
	text string
	sign func(x, y float64)
}

const signWide = 34.0

// entries lists what a legend explains: every series, the lines at a height
// that have a name, and the shaded ranges.
func (c *canvas) entries() []entry {
	var out []entry
	for i, s := range c.p.Series {
		if s.Name.IsZero() {
			continue
		}
		out = append(out, entry{s.Name.In(c.lang), func(x, y float64) { c.sample(s, i, x, y) }})
	}
	for _, l := range c.p.Across {
		if !l.Name.IsZero() {
			out = append(out, entry{l.Name.In(c.lang), func(x, y float64) { c.line(x, y, x+signWide-8, y, "#000", 1.4, "6 4") }})
		}
	}
	named := map[string]bool{}
	for _, s := range c.p.Spans {
		text := s.Name.In(c.lang)
		if text == "" || named[text] {
			continue
		}
		named[text] = true
		out = append(out, entry{text, func(x, y float64) {
			c.put(`<rect x="%s" y="%s" width="%s" height="12" fill="#DDD" stroke="#999" stroke-width="0.6"/>`, px(x), px(y-6), px(signWide-8))
		}})
	}
	return out
}

// sample draws a short piece of a series.
func (c *canvas) sample(s evaluate.PlotSeries, i int, x, y float64) {
	look, end := looks[i%len(looks)], x+signWide-8
	switch s.Look {
	case evaluate.Faint:
		c.line(x, y, end, y, "#9A9A9A", 0.8, "")
	case evaluate.Marks:
		if s.HasIntervals() {
			c.line((x+end)/2, y-8, (x+end)/2, y+8, look.colour, 1.4, "")
		}
		c.mark((x+end)/2, y, i)
	default:
		if s.HasIntervals() {
			c.put(`<rect x="%s" y="%s" width="%s" height="12" fill="%s" fill-opacity="0.16"/>`, px(x), px(y-6), px(signWide-8), look.colour)
		}
		c.line(x, y, end, y, look.colour, 2.2, look.dash)
	}
}

// legend writes the entries in rows, centred. One series alone needs none.
func (c *canvas) legend() {
	list := c.entries()
	if len(list) == 0 || len(list) == 1 && len(c.p.Series) == 1 {
		return
	}
	var rows [][]entry
	var widths []float64
	for _, e := range list {
		w := signWide + width(e.text, smallSize) + 22
		if n := len(rows) - 1; n >= 0 && widths[n]+w <= wide-40 {
			rows[n], widths[n] = append(rows[n], e), widths[n]+w
			continue
		}
		rows, widths = append(rows, []entry{e}), append(widths, w)
	}
	c.down += 6
	for n, row := range rows {
		c.down += 20
		x := (wide - widths[n] + 22) / 2
		for _, e := range row {
			e.sign(x, c.down-4.5)
			c.text(x+signWide, c.down, smallSize, "start", "", e.text)
			x += signWide + width(e.text, smallSize) + 22
		}
	}
	c.down += 4
}
