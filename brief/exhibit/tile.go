package exhibit

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/citywide"
	"github.com/quanyu/quanyu/evaluate"
)

// Mark is what a map shows of a district: short lines, and how dark it is, from 0 to
// 1. What it says stands in the lines; the grey only helps the eye.
type Mark struct {
	Lines  []city.Text
	Weight float64
}

// MapPicture draws a map: by boundaries where the study has them, with their
// approval number under the picture, else as tiles. name must be its own on the page.
func MapPicture(m *citywide.Map, title city.Text, marks map[string]Mark, name, lang string) string {
	return drawMap(m, title, marks, name, lang, false)
}

func drawMap(m *citywide.Map, title city.Text, marks map[string]Mark, name, lang string, titled bool) string {
	says := city.Text{Zh: title.Zh + "。" + mapSays(m, marks, "zh"), En: title.In("en") + ". " + mapSays(m, marks, "en")}
	c := &canvas{p: evaluate.Plot{Name: name, Title: title, Says: says}, lang: lang, down: 12}
	if titled {
		c.title(title.In(lang))
	}
	if len(m.Shapes) > 0 {
		c.shapes(m, marks)
	} else {
		c.tiles(m.Tiles, marks)
	}
	notes := m.Notes
	if len(m.Shapes) > 0 {
		notes = nil
		for _, u := range m.Under {
			c.foot(u.In(lang))
		}
	}
	for _, n := range append(slices.Clone(notes), OffMap(m, marks)...) {
		c.foot(either(lang, "注：", "Note: ") + n.In(lang))
	}
	return c.svg()
}

// OffMap says what is marked and has no place on the map, such as a development zone
// that is no district.
func OffMap(m *citywide.Map, marks map[string]Mark) []city.Text {
	var out []city.Text
	for _, d := range slices.Sorted(maps.Keys(marks)) {
		if !slices.Contains(m.Tiles.Districts, d) {
			lines := marks[d].Lines
			out = append(out, city.Text{Zh: "不在图上：" + d + "（" + joinLines(lines, "zh") + "）", En: "not on the picture: " + d + " (" + joinLines(lines, "en") + ")"})
		}
	}
	return out
}

// MapFile is the picture as a file of its own, with its title.
func MapFile(m *citywide.Map, title city.Text, marks map[string]Mark, lang string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + drawMap(m, title, marks, "map", lang, true) + "\n")
}

// mapSays is the picture in words: every district with its lines.
func mapSays(m *citywide.Map, marks map[string]Mark, lang string) string {
	var parts []string
	for _, d := range m.Tiles.Districts {
		if text := joinLines(marks[d].Lines, lang); text != "" {
			parts = append(parts, d+either(lang, "：", ": ")+text)
		}
	}
	return strings.Join(parts, either(lang, "；", "; "))
}

func joinLines(lines []city.Text, lang string) string {
	return strings.Join(textsOf(lines, lang), either(lang, "，", ", "))
}

// grey is a fill on which black print is read with ease, darker by weight.
func grey(weight float64) string {
	v := 255 - int(math.Round(90*min(max(weight, 0), 1)))
	return fmt.Sprintf("#%02X%02X%02X", v, v, v)
}

// tiles draws hexagons with a corner up, each row half a tile on from the next.
func (c *canvas) tiles(t *citywide.Tiles, marks map[string]Mark) {
	columns, rows := 0.0, 0
	for _, x := range t.Cells {
		columns, rows = max(columns, across(x)), max(rows, x[1])
	}
	w := min(112, (wide-40)/(columns+1))
	side := w / math.Sqrt(3)
	left, top := (wide-float64(w*(columns+1)))/2, c.down+side
	for i, x := range t.Cells {
		mark := marks[t.Districts[i]]
		cx, cy := left+float64(w*(across(x)+0.5)), top+float64(1.5*side*float64(x[1]))
		var corners []string
		for k := range 6 {
			sin, cos := math.Sincos(math.Pi / 3 * (float64(k) + 0.5))
			corners = append(corners, px(cx+float64((side-1.5)*cos))+","+px(cy+float64((side-1.5)*sin)))
		}
		c.put(`<polygon points="%s" fill="%s" stroke="#333" stroke-width="1.2"/>`, strings.Join(corners, " "), grey(mark.Weight))
		c.label(cx, cy, w-14, t.Districts[i], mark)
	}
	c.down = top + float64(1.5*side*float64(rows)) + side + 8
}

// across is how many tiles from the left a cell begins.
func across(x [2]int) float64 { return float64(x[0]) + float64(x[1])/2 }

// label writes a name with its lines under it, in the middle of a place.
func (c *canvas) label(x, y, most float64, name string, mark Mark) {
	size := min(14, 14*most/width(name, 14))
	y -= float64(7.5*float64(len(mark.Lines))) - size/3
	c.text(x, y, size, "middle", ` font-weight="bold"`, name)
	for _, l := range mark.Lines {
		y += 15
		line := l.In(c.lang)
		c.text(x, y, min(12, 12*most/max(width(line, 12), 1)), "middle", "", line)
	}
}

// shapes draws boundaries, north up, a degree of longitude as long as it is in the
// middle of the picture.
func (c *canvas) shapes(m *citywide.Map, marks map[string]Mark) {
	low, high := [2]float64{180, 90}, [2]float64{-180, -90}
	for _, s := range m.Shapes {
		for _, ring := range s.Rings {
			for _, p := range ring {
				for k := range 2 {
					low[k], high[k] = min(low[k], p[k]), max(high[k], p[k])
				}
			}
		}
	}
	narrow := math.Cos((low[1] + high[1]) / 2 * math.Pi / 180)
	scale := min((wide-40)/max((high[0]-low[0])*narrow, 1e-9), 560/max(high[1]-low[1], 1e-9))
	left, top := (wide-float64(scale*narrow*(high[0]-low[0])))/2, c.down
	at := func(p [2]float64) (x, y float64) {
		return left + float64(scale*narrow*(p[0]-low[0])), top + float64(scale*(high[1]-p[1]))
	}
	for _, s := range m.Shapes {
		var path strings.Builder
		for _, ring := range s.Rings {
			for i, p := range ring[:len(ring)-1] {
				x, y := at(p)
				fmt.Fprintf(&path, "%s%s %s", map[bool]string{true: "M", false: "L"}[i == 0], px(x), px(y))
			}
			path.WriteString("Z")
		}
		c.put(`<path d="%s" fill="%s" fill-rule="evenodd" stroke="#333" stroke-width="1.2"/>`, path.String(), grey(marks[s.District].Weight))
	}
	for _, s := range m.Shapes {
		x, y := at(middle(s))
		c.label(x, y, 90, s.District, marks[s.District])
	}
	c.down = top + float64(scale*(high[1]-low[1])) + 10
}

// middle is the centre of gravity of a district's largest ring.
func middle(s citywide.Shape) [2]float64 {
	var best [2]float64
	most := -1.0
	for _, ring := range s.Rings {
		area, x, y := 0.0, 0.0, 0.0
		for i := range len(ring) - 1 {
			a, b := ring[i], ring[i+1]
			k := float64((a[0]-ring[0][0])*(b[1]-ring[0][1])) - float64((b[0]-ring[0][0])*(a[1]-ring[0][1]))
			area += k
			x += float64(k * (a[0] + b[0] + ring[0][0]))
			y += float64(k * (a[1] + b[1] + ring[0][1]))
		}
		switch {
		case math.Abs(area) <= most:
		case area == 0:
			most, best = 0, ring[0]
		default:
			most, best = math.Abs(area), [2]float64{x / (3 * area), y / (3 * area)}
		}
	}
	return best
}
