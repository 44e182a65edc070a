package exhibit

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/diagnose/industry"
)

// drawnLink is a line from card to card; weight from 0 to 1 makes it thicker.
type drawnLink struct {
	from, to string
	weight   float64
}

func transfers(c *industry.Chains) []drawnLink {
	var out []drawnLink
	for _, l := range c.Transfers {
		out = append(out, drawnLink{l.From, l.To, 0.1})
	}
	return out
}

func inputs(c *industry.Chains) []drawnLink {
	var out []drawnLink
	for _, l := range c.Links {
		w := float64(l.Share)
		if math.IsNaN(w) {
			w = 0
		}
		out = append(out, drawnLink{l.From, l.To, w})
	}
	return out
}

// band draws one chain: heads, lines, then the cards over them.
func (p *chainPicture) band(title string, of func() ([]string, [][]card), links []drawnLink) {
	heads, columns := of()
	if len(columns) == 0 {
		return
	}
	p.down += 22
	p.text(20, p.down, 14, "start", ` font-weight="bold"`, title)
	p.down += 22
	w := (wide - 40 - float64(gutter*float64(len(columns)-1))) / float64(len(columns))
	top, bottom := p.down+14, p.down
	at := map[string]card{}
	for i := range columns {
		x := 20 + float64(float64(i)*(w+gutter))
		p.text(x+w/2, p.down, cardText, "middle", ` fill="#333"`, heads[i])
		y := top
		for j := range columns[i] {
			k := &columns[i][j]
			var lines []string
			for n, l := range k.lines {
				if lines = append(lines, wrap(l, cardText, w-12)...); n == 0 {
					k.bold = len(lines)
				}
			}
			k.lines, k.x, k.y, k.w, k.h = lines, x, y, w, float64(cardLine*float64(len(lines)))+9
			at[k.id] = *k
			y += k.h + between
		}
		bottom = max(bottom, y)
	}
	for _, l := range links {
		p.link(at[l.from], at[l.to], columns, l.weight)
	}
	for _, column := range columns {
		for _, k := range column {
			p.card(k)
		}
	}
	p.down = bottom
}

func (p *chainPicture) card(k card) {
	if k.fill == "" {
		k.fill = "#FFF"
	}
	p.put(`<rect x="%s" y="%s" width="%s" height="%s" rx="4" fill="%s" stroke="#000" stroke-width="%s"%s/>`, px(k.x), px(k.y), px(k.w), px(k.h), k.fill, px(k.thick), dashed(k.dash))
	for i, line := range k.lines {
		bold := ""
		if i < k.bold {
			bold = ` font-weight="bold"`
		}
		p.text(k.x+7, k.y+float64(cardLine*float64(i+1)), cardText, "start", bold, line)
	}
}

// link draws a line with an arrow: from the right side to the left where the buyer
// stands further right, from the left to the right where it stands further left, and
// round the right side within a column. Columns between are crossed in a gap between
// their cards, so that no line seems to come from a card that it only passes.
func (p *chainPicture) link(a, b card, columns [][]card, weight float64) {
	x, y, tip := a.x+a.w, a.y+a.h/2, 1.0
	end := b.x
	var path strings.Builder
	bend := func(toX, toY, by float64) {
		fmt.Fprintf(&path, "C%s %s %s %s %s %s", px(x+by), px(y), px(toX-by), px(toY), px(toX), px(toY))
		x, y = toX, toY
	}
	if a.x == b.x {
		end, tip = b.x+b.w, -1
		fmt.Fprintf(&path, "M%s %sC%s %s %s %s %s %s", px(x), px(y), px(x+0.8*gutter), px(y), px(end+0.8*gutter), px(b.y+b.h/2), px(end+5), px(b.y+b.h/2))
	} else {
		if b.x < a.x {
			x, end, tip = a.x, b.x+b.w, -1
		}
		fmt.Fprintf(&path, "M%s %s", px(x), px(y))
		last := b.y + b.h/2
		for _, column := range crossed(columns, a, b) {
			share := (column[0].x - a.x) / (b.x - a.x)
			in, out := column[0].x, column[0].x+column[0].w
			if tip < 0 {
				in, out = out, in
			}
			bend(in, lane(column, a.y+a.h/2+float64(share*(last-a.y-a.h/2))), tip*gutter/2)
			fmt.Fprintf(&path, "H%s", px(out))
			x = out
		}
		bend(end-float64(5*tip), last, tip*gutter/2)
	}
	p.put(`<path d="%s" fill="none" stroke="#777" stroke-width="%s"/>`, path.String(), px(0.7+float64(4*weight)))
	p.put(`<path d="M%s %sl%s -3.5v7z" fill="#333"/>`, px(end), px(b.y+b.h/2), px(-tip*7))
}

// crossed are the columns between two cards, in the order in which a line from the
// first to the second comes to them.
func crossed(columns [][]card, a, b card) [][]card {
	var out [][]card
	for _, c := range columns {
		if x := c[0].x; x > min(a.x, b.x) && x < max(a.x, b.x) {
			out = append(out, c)
		}
	}
	if b.x < a.x {
		slices.Reverse(out)
	}
	return out
}

// lane is the gap of a column, above, between or below its cards, that lies nearest
// to a height.
func lane(column []card, y float64) float64 {
	best := column[0].y - between/3
	for _, k := range column {
		if below := k.y + k.h + between/2; math.Abs(below-y) < math.Abs(best-y) {
			best = below
		}
	}
	return best
}
