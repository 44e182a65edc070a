package exhibit

import (
	"fmt"
	"math"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/parcels"
	"github.com/quanyu/quanyu/design/citywide"
	"github.com/quanyu/quanyu/evaluate"
)

// mostDrawn is how many parcels a picture has at most; more are but dots.
const mostDrawn = 3000

// verdictLooks tell verdicts apart in grey print: by grey, by hatching, by dots.
var verdictLooks = []struct{ verdict, fill string }{
	{citywide.Eligible, "#8C8C8C"}, {citywide.Amendment, "url(#%s-hatch)"}, {citywide.NotEligible, "#FFFFFF"}, {citywide.Unknown, "url(#%s-dots)"},
}

// ParcelPicture draws the parcels of a study, by their own shapes, with their
// verdicts; "" where they have no shapes, or too many to be seen. name must be its
// own on the page.
func ParcelPicture(l *citywide.Landed, name, lang string) string {
	return drawParcels(l, name, lang, false)
}

// ParcelFile is the picture as a file of its own, with its title; nil where there
// is none.
func ParcelFile(l *citywide.Landed, lang string) []byte {
	s := drawParcels(l, "parcels", lang, true)
	if s == "" {
		return nil
	}
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + s + "\n")
}

// ParcelTitle is what the picture is called.
func ParcelTitle(l *citywide.Landed) city.Text {
	t := city.Text{Zh: "各地块的判定", En: "the verdict on each parcel"}
	if l.Synthetic {
		t = city.Text{Zh: t.Zh + "（合成数据）", En: t.En + " (synthetic)"}
	}
	return t
}

func drawParcels(l *citywide.Landed, name, lang string, titled bool) string {
	drawn, n := map[string]int{}, 0
	for i, s := range l.Shapes {
		if s != nil {
			drawn[l.Parcels[i].Verdict]++
			if n++; l.Parcels[i].Existing {
				drawn[existing]++
			}
		}
	}
	if n == 0 || n > mostDrawn {
		return ""
	}
	title := ParcelTitle(l)
	var says []string
	for _, v := range verdictLooks {
		says = append(says, verdictCount(v.verdict, drawn, lang))
	}
	text := title.In(lang) + either(lang, "：", ": ") + strings.Join(says, either(lang, "，", ", "))
	c := &canvas{p: evaluate.Plot{Name: name, Title: title, Says: city.Text{Zh: text, En: text}}, lang: lang, down: 12}
	if titled {
		c.title(title.In(lang))
	}
	c.put(`<defs><pattern id="%[1]s-hatch" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#FFF"/><path d="M0 5L5 0" stroke="#333" stroke-width="1"/></pattern>`+
		`<pattern id="%[1]s-dots" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#FFF"/><circle cx="2.5" cy="2.5" r="0.8" fill="#333"/></pattern></defs>`, name)
	c.parcels(l, name)
	c.verdicts(name, drawn)
	c.foot(either(lang, "注：粗边的是选中的地块。", "Note: those with a thick edge are chosen.") + approvalNote(l).In(lang))
	return c.svg()
}

// approvalNote says under which number boundaries may be shown.
func approvalNote(l *citywide.Landed) city.Text {
	if l.Approval != "" {
		return city.Text{Zh: "审图号：" + l.Approval, En: " Map approval number: " + l.Approval}
	}
	return city.Text{Zh: "按课题自备的图形绘制，没有审图号，不得公开使用。", En: " Drawn from the study's own shapes, without a map approval number: not to be published."}
}

// parcels draws each shape, north up, a degree of longitude as long as it is in the
// middle of the picture.
func (c *canvas) parcels(l *citywide.Landed, name string) {
	low, high := parcels.Point{math.Inf(1), math.Inf(1)}, parcels.Point{math.Inf(-1), math.Inf(-1)}
	each := func(do func(i int, ring []parcels.Point)) {
		for i, s := range l.Shapes {
			if s != nil {
				for _, ring := range s.Rings {
					do(i, ring)
				}
			}
		}
	}
	each(func(_ int, ring []parcels.Point) {
		for _, p := range ring {
			for k := range 2 {
				low[k], high[k] = min(low[k], p[k]), max(high[k], p[k])
			}
		}
	})
	narrow := 1.0
	if crs, ok := parcels.ParseCRS(l.CRS); ok && crs.Degrees {
		narrow = math.Cos((low[1] + high[1]) / 2 * math.Pi / 180)
	}
	scale := min((wide-40)/max((high[0]-low[0])*narrow, 1e-9), 520/max(high[1]-low[1], 1e-9))
	left, top := (wide-float64(scale*narrow*(high[0]-low[0])))/2, c.down
	paths := make([]strings.Builder, len(l.Shapes))
	each(func(i int, ring []parcels.Point) {
		for k, p := range ring {
			step := "L"
			if k == 0 {
				step = "M"
			}
			fmt.Fprintf(&paths[i], "%s%s %s", step, px(left+float64(scale*narrow*(p[0]-low[0]))), px(top+float64(scale*(high[1]-p[1]))))
		}
		paths[i].WriteString("Z")
	})
	for _, chosen := range []bool{false, true} { // a thick edge lies over its neighbours
		for i := range paths {
			if paths[i].Len() == 0 || l.Parcels[i].Chosen != chosen {
				continue
			}
			thick := "0.8"
			if chosen {
				thick = "2.4"
			}
			c.put(`<path d="%s" fill="%s" fill-rule="evenodd" stroke="#222" stroke-width="%s"/>`, paths[i].String(), verdictFill(l.Parcels[i].Verdict, name), thick)
		}
	}
	c.down = top + float64(scale*(high[1]-low[1])) + 14
}

func verdictFill(verdict, name string) string {
	for _, v := range verdictLooks {
		if v.verdict == verdict {
			return strings.ReplaceAll(v.fill, "%s", name)
		}
	}
	panic("exhibit: no look for " + verdict)
}

// existing counts, beside the verdicts, parcels that are M0 land already.
const existing = "existing"

// verdictCount says how many drawn parcels have a verdict. What is M0 land already
// is drawn as eligible, and told apart, as the tables count it apart.
func verdictCount(verdict string, drawn map[string]int, lang string) string {
	text := fmt.Sprintf("%s %d", citywide.VerdictWords(verdict).In(lang), drawn[verdict])
	if n := drawn[existing]; verdict == citywide.Eligible && n > 0 {
		text += fmt.Sprintf(either(lang, "（其中%d块现状已是）", " (%d are M0 already)"), n)
	}
	return text
}

// verdicts is the legend, with how many parcels each has.
func (c *canvas) verdicts(name string, drawn map[string]int) {
	x := 20.0
	for _, v := range verdictLooks {
		c.put(`<rect x="%s" y="%s" width="16" height="12" fill="%s" stroke="#222" stroke-width="0.8"/>`, px(x), px(c.down), verdictFill(v.verdict, name))
		label := verdictCount(v.verdict, drawn, c.lang)
		c.text(x+22, c.down+11, smallSize, "start", "", label)
		x += 22 + width(label, smallSize) + 26
	}
	c.down += 24
}
