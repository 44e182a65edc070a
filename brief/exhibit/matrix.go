package exhibit

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/design/citywide"
	"github.com/quanyu/quanyu/evaluate"
)

// matrixRow is how high a row of a matrix is.
const matrixRow = 24.0

// MatrixPicture draws which district takes which theme: a row for each theme, a
// column for each district, marks that are told apart without colour. name must
// be its own on the page.
func MatrixPicture(a *citywide.Allocated, name, lang string) string {
	title := a.MatrixTitle()
	says := city.Text{Zh: title.Zh + "。" + matrixSays(a, "zh"), En: title.En + ". " + matrixSays(a, "en")}
	c := &canvas{p: evaluate.Plot{Name: name, Title: title, Says: says}, lang: lang, down: 12}
	c.matrix(a)
	c.matrixLegend()
	return c.svg()
}

// matrixSays is the first plan in words.
func matrixSays(a *citywide.Allocated, lang string) string {
	var parts []string
	for _, d := range a.Districts {
		var themes []string
		for _, x := range a.Allocations[0].Themes {
			if x.District == d {
				themes = append(themes, x.Title)
			}
		}
		if len(themes) > 0 {
			parts = append(parts, d+either(lang, "：", ": ")+strings.Join(themes, either(lang, "、", ", ")))
		}
	}
	return strings.Join(parts, either(lang, "；", "; "))
}

// ThemeTitle names the map of the first plan.
func ThemeTitle(a *citywide.Allocated) city.Text {
	first := a.Allocations[0]
	t := city.Text{Zh: "各区的主题（" + first.Title.Zh + "方案", En: "Themes of each district (plan: " + first.Title.En}
	if slices.ContainsFunc(first.Themes, func(x citywide.Choice) bool { return x.Locked }) {
		t.Zh, t.En = t.Zh+"，■ 为既定", t.En+"; ■ locked"
	}
	if a.Synthetic {
		t.Zh, t.En = t.Zh+"；合成，不是真实城市", t.En+"; synthetic, no real city"
	}
	return city.Text{Zh: t.Zh + "）", En: t.En + ")"}
}

// ThemeMarks say on a map which themes the first plan gives each district, those
// that are locked by ■, and of others why they have none; the more themes, the
// darker.
func ThemeMarks(a *citywide.Allocated) map[string]Mark {
	first, out, most := a.Allocations[0], map[string]Mark{}, 0.0
	for _, x := range first.Themes {
		line := city.Text{Zh: x.Title, En: x.Title}
		if x.Locked {
			line = city.Text{Zh: "■" + x.Title, En: "■ " + x.Title}
		}
		m := out[x.District]
		m.Lines, m.Weight = append(m.Lines, line), m.Weight+1
		out[x.District], most = m, max(most, m.Weight)
	}
	for _, d := range a.Districts {
		m, there := out[d]
		if m.Weight *= 0.6 / max(most, 1); !there {
			m.Lines = []city.Text{{Zh: "未选", En: "none"}}
		}
		for _, o := range a.Undecided {
			if o.District == d && !there {
				m.Lines = []city.Text{o.Words()}
			}
		}
		out[d] = m
	}
	return out
}

// matrix draws heads, rules and marks.
func (c *canvas) matrix(a *citywide.Allocated) {
	widest := 0.0
	for _, t := range a.Themes {
		widest = max(widest, width(t.Title, smallSize))
	}
	left := widest + 28
	column := min(56, (wide-20-left)/float64(len(a.Districts)))
	right := left + column*float64(len(a.Districts))
	high := c.matrixHeads(a, left, column)
	top := c.down + high
	for d, name := range a.Districts {
		x := left + column*(float64(d)+0.5)
		if size := 12.5; width(name, size) <= column-4 {
			c.text(x, top-8, size, "middle", "", name)
			continue
		}
		letters := []rune(name) // one above another
		for i, r := range letters {
			c.text(x, top-8-14*float64(len(letters)-1-i), 12.5, "middle", "", string(r))
		}
	}
	c.down = top
	for t, row := range a.Matrix() {
		if t == 0 || a.Themes[t].Coarse != a.Themes[t-1].Coarse { // a stronger rule between classes
			c.line(12, c.down, right, c.down, "#000", 0.9, "")
		} else {
			c.line(12, c.down, right, c.down, "#BBB", 0.6, "")
		}
		c.text(left-10, c.down+matrixRow/2+4.5, smallSize, "end", "", a.Themes[t].Title)
		for d, mark := range row {
			c.cell(left+column*(float64(d)+0.5), c.down+matrixRow/2, mark)
		}
		c.down += matrixRow
	}
	c.line(12, c.down, right, c.down, "#000", 0.9, "")
	for d := range len(a.Districts) + 1 {
		x := left + column*float64(d)
		c.line(x, top, x, c.down, "#DDD", 0.6, "")
	}
}

// matrixHeads is how high the names of the districts stand.
func (c *canvas) matrixHeads(a *citywide.Allocated, left, column float64) float64 {
	high := 24.0
	for _, name := range a.Districts {
		if width(name, 12.5) > column-4 {
			high = max(high, 14*float64(len([]rune(name)))+12)
		}
	}
	return high
}

// cell draws one mark in the middle of its place.
func (c *canvas) cell(x, y float64, mark citywide.Cell) {
	switch mark {
	case citywide.CellLocked:
		c.put(`<rect x="%s" y="%s" width="13" height="13" fill="#000"/>`, px(x-6.5), px(y-6.5))
	case citywide.CellChosen:
		c.put(`<circle cx="%s" cy="%s" r="7" fill="#333"/>`, px(x), px(y))
	case citywide.CellUnsettled:
		c.put(`<circle cx="%s" cy="%s" r="6.4" fill="#fff" stroke="#333" stroke-width="1.4"/><path d="M%s %sA6.4 6.4 0 0 0 %s %sZ" fill="#333"/>`,
			px(x), px(y), px(x), px(y-6.4), px(x), px(y+6.4))
	case citywide.CellOther:
		c.put(`<circle cx="%s" cy="%s" r="6" fill="#fff" stroke="#333" stroke-width="1.4"/>`, px(x), px(y))
	case citywide.CellCandidate:
		c.put(`<circle cx="%s" cy="%s" r="1.8" fill="#666"/>`, px(x), px(y))
	case citywide.CellOpen:
		c.line(x-4, y-4, x+4, y+4, "#777", 1.2, "")
		c.line(x-4, y+4, x+4, y-4, "#777", 1.2, "")
	}
}

// matrixLegend says what the marks mean.
func (c *canvas) matrixLegend() {
	x := 24.0
	c.down += 24
	for _, m := range citywide.CellMarks {
		text := m.Text.In(c.lang)
		if w := 22 + width(text, smallSize) + 20; x+w > wide-12 {
			x, c.down = 24, c.down+22
		}
		c.cell(x, c.down-4, m.Mark)
		c.text(x+13, c.down, smallSize, "start", "", text)
		x += 22 + width(text, smallSize) + 20
	}
	c.down += 4
}
