package exhibit

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/evaluate"
)

// Measures of a picture, in pixels of its own.
const (
	wide      = 760.0
	plotHigh  = 320.0
	rowHigh   = 19.0 // of a plot whose y are names
	textSize  = 14.0
	smallSize = 12.5
	right     = 24.0
)

// faces are asked of the reader's own machine; none is shipped.
const faces = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','Source Han Sans SC',SimHei,sans-serif"

// looks tell series apart also in black and white: colour, dash, mark, and
// whether the mark is filled.
var looks = []struct {
	colour, dash, mark string
	filled             bool
}{
	{"#1F4E79", "", "circle", true}, {"#C55A11", "7 4", "diamond", false}, {"#548235", "2 3", "square", true}, {"#7F6000", "10 3 2 3", "triangle", false},
}

// SVG draws a plot as a file of its own: title above, notes and source below.
func SVG(p evaluate.Plot, source city.Text, lang string) []byte {
	c := newCanvas(p, lang)
	c.title(p.Title.In(lang))
	c.plot()
	c.down += 6
	for _, n := range p.Notes {
		c.foot(either(lang, "注：", "Note: ") + n.In(lang))
	}
	if !source.IsZero() {
		c.foot(source.In(lang))
	}
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + c.svg() + "\n")
}

// Inline draws a plot without title, notes and source, for a page that prints
// these itself. The plot's name must be its own on the page.
func Inline(p evaluate.Plot, lang string) string {
	c := newCanvas(p, lang)
	c.plot()
	return c.svg()
}

func either(lang, zh, en string) string { return city.Text{Zh: zh, En: en}.In(lang) }

// canvas is a picture being drawn from top to bottom.
type canvas struct {
	p           evaluate.Plot
	lang        string
	x, y        axis
	left        float64
	top, bottom float64 // of the plot area
	down        float64 // how far the picture reaches
	body        strings.Builder
}

func newCanvas(p evaluate.Plot, lang string) *canvas {
	c := &canvas{p: p, lang: lang, down: 12}
	c.x, c.y = axes(p)
	if len(p.Rows) > 0 {
		c.y = axis{low: float64(len(p.Rows)) - 0.5, high: -0.5}
		for i := range p.Rows {
			c.y.ticks = append(c.y.ticks, float64(i))
		}
	}
	widest := 0.0
	for i := range c.y.ticks {
		widest = max(widest, width(c.tick(i), smallSize))
	}
	c.left = widest + 22
	return c
}

// tick names a tick of the y axis.
func (c *canvas) tick(i int) string {
	if len(c.p.Rows) > 0 {
		return c.p.Rows[i].In(c.lang)
	}
	return c.y.label(c.y.ticks[i])
}

// svg closes the picture.
func (c *canvas) svg() string {
	title, says := c.p.Title.In(c.lang), c.p.Says.In(c.lang)
	if says == "" {
		says = title
	}
	id := "plot-" + c.p.Name
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img" aria-labelledby="%s-title %s-says" lang="%s" font-family="%s" font-size="%s" fill="#000">`,
		px(wide), px(c.down+8), px(wide), px(c.down+8), escape(id), escape(id), either(c.lang, "zh-CN", "en"), faces, px(textSize)) +
		fmt.Sprintf(`<title id="%s-title">%s</title><desc id="%s-says">%s</desc>`, escape(id), escape(title), escape(id), escape(says)) +
		fmt.Sprintf(`<rect width="%s" height="%s" fill="#fff"/>`, px(wide), px(c.down+8)) + c.body.String() + `</svg>`
}

func (c *canvas) put(format string, args ...any) { fmt.Fprintf(&c.body, format, args...) }

// text writes one line; anchor is start, middle or end.
func (c *canvas) text(x, y, size float64, anchor, more, s string) {
	c.put(`<text x="%s" y="%s" font-size="%s" text-anchor="%s"%s>%s</text>`, px(x), px(y), px(size), anchor, more, escape(s))
}

func (c *canvas) line(x1, y1, x2, y2 float64, stroke string, thick float64, dash string) {
	c.put(`<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"%s/>`, px(x1), px(y1), px(x2), px(y2), stroke, px(thick), dashed(dash))
}

func dashed(dash string) string {
	if dash == "" {
		return ""
	}
	return ` stroke-dasharray="` + dash + `"`
}

func (c *canvas) title(s string) {
	for _, line := range wrap(s, 16, wide-40) {
		c.down += 22
		c.text(wide/2, c.down-4, 16, "middle", ` font-weight="bold"`, line)
	}
	c.down += 6
}

// foot writes small lines below the picture.
func (c *canvas) foot(s string) {
	for _, line := range wrap(s, 12, wide-40) {
		c.down += 17
		c.text(20, c.down, 12, "start", ` fill="#333"`, line)
	}
}

// sx and sy are where values lie on the picture.
func (c *canvas) sx(v float64) float64 { return c.left + float64(c.x.at(v)*(wide-right-c.left)) }

func (c *canvas) sy(v float64) float64 { return c.bottom - float64(c.y.at(v)*(c.bottom-c.top)) }

// px prints a measure with one decimal at most.
func px(v float64) string {
	s := strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
	if s == "-0" {
		return "0"
	}
	return s
}

var signs = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;")

// escape makes text safe for XML; characters that it does not know are left out.
func escape(s string) string {
	return signs.Replace(strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff || r == 0xfffd {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

// width is about how wide a line of text is.
func width(s string, size float64) float64 {
	n := 0.0
	for _, r := range s {
		switch {
		case r >= 0x2460 || strings.ContainsRune("—…“”", r): // Chinese, and the signs that its fonts draw as wide
			n++
		case strings.ContainsRune(" .,:;'|il!()[]", r):
			n += 0.32
		case r >= 'A' && r <= 'Z' || r == 'm' || r == 'w' || r == '%':
			n += 0.72
		default:
			n += 0.56
		}
	}
	return n * size
}

// wrap breaks text into lines: at spaces, and anywhere between Chinese
// characters, but no line begins with a closing mark.
func wrap(s string, size, most float64) []string {
	var lines []string
	var line, word []rune
	flush := func() {
		if len(line) > 0 && width(string(line)+string(word), size) > most {
			lines = append(lines, strings.TrimSpace(string(line)))
			line = nil
		}
		line, word = append(line, word...), nil
	}
	runes := []rune(s)
	for i, r := range runes {
		word = append(word, r)
		closes := i+1 < len(runes) && strings.ContainsRune("，。；：、）”》！？%,.;:)", runes[i+1])
		if (r == ' ' || r >= 0x2e80) && !closes || width(string(word), size) > most-2*size {
			flush()
		}
	}
	flush()
	return append(lines, strings.TrimSpace(string(line)))
}
