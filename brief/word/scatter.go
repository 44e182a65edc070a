package word

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Scatter is a native chart with numbers on both axes: lines, marks with
// intervals, and straight lines for what they are compared with.
type Scatter struct {
	X, Y     Axis
	Curves   []Curve // the later over the earlier
	Describe string  // what a screen reader says
	Source   string  // printed in the workbook beside the numbers
}

// Axis is the scale of an axis.
type Axis struct {
	Title     string
	Low, High float64
	Step      float64 // between ticks
	Decimals  int     // of the labels
	Log       bool
}

// Curve is one line or cloud of marks.
type Curve struct {
	Name   string // "" keeps it out of the legend
	Kind   CurveKind
	Look   int // which of the looks of lines and marks
	Points []XY
}

// CurveKind is how a curve is drawn.
type CurveKind int

// Kinds of curves.
const (
	Joined CurveKind = iota // a line
	Marked                  // marks, with bars where they have intervals
	Faint                   // thin and grey
	Edge                    // the thin edge of a band, without a name
	Rule                    // a straight line; Look is 0 to 2
)

// XY is a point; what is NaN is not drawn, and breaks a line.
type XY struct{ X, Y, Low, High float64 }

// rules are how straight lines are told apart.
var rules = []string{"dash", "sysDot", "lgDashDot"}

// Scatter writes a chart in a paragraph of its own.
func (d *Document) Scatter(s Scatter) { d.draw(s, s.Describe) }

// column of a curve in the workbook: x, y, and how far up and down its
// intervals reach.
func column(curve, part int) string {
	name, _ := excelize.ColumnNumberToName(4*curve + part + 1) // 1 to 16,384 are names
	return name
}

// parts of a curve.
func (p XY) part(n int) float64 {
	switch n {
	case 0:
		return p.X
	case 1:
		return p.Y
	case 2:
		return p.High - p.Y
	}
	return p.Y - p.Low
}

// xml gives the chart part.
func (s Scatter) xml() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`)
	b.WriteString(`<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>` + s.title() + `<c:plotArea>` + placed("inner", 0.10, 0.11, 0.86, s.plotHeight()))
	b.WriteString(`<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>`)
	hidden := ""
	for i, c := range s.Curves {
		b.WriteString(c.xml(i, s.length()))
		if c.Name == "" {
			hidden += fmt.Sprintf(`<c:legendEntry><c:idx val="%d"/><c:delete val="1"/></c:legendEntry>`, i)
		}
	}
	b.WriteString(`<c:axId val="10001"/><c:axId val="10002"/></c:scatterChart>`)
	b.WriteString(s.X.xml("10001", "10002", "b", `<c:crosses val="autoZero"/>`))
	b.WriteString(s.Y.xml("10002", "10001", "l", `<c:crosses val="min"/>`))
	b.WriteString(`</c:plotArea><c:legend><c:legendPos val="b"/>` + hidden + `<c:overlay val="0"/>` + chartText(900) + `</c:legend>`)
	b.WriteString(`<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>`)
	b.WriteString(`<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>` + chartText(900))
	b.WriteString(`<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`)
	return b.String()
}

// title puts the name of the y axis above it, level: as the title of the axis,
// programs would turn it on its side or break it into short lines.
func (s Scatter) title() string {
	if s.Y.Title == "" {
		return `<c:autoTitleDeleted val="1"/>`
	}
	return chartTitle(s.Y.Title, placed("", 0.01, 0.01, 0, 0)) + `<c:autoTitleDeleted val="0"/>`
}

func chartTitle(text, place string) string {
	return fmt.Sprintf(`<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900" b="0"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="900" b="0"/><a:t>%s</a:t></a:r></a:p></c:rich></c:tx>%s<c:overlay val="0"/></c:title>`, escape(text), place)
}

// plotHeight leaves room for the axis below and for the legend, which some
// programs set one name a line where names are long.
func (s Scatter) plotHeight() float64 {
	names, longest := 0, 0
	for _, c := range s.Curves {
		if c.Name != "" {
			names, longest = names+1, max(longest, utf8.RuneCountInString(c.Name))
		}
	}
	lines := (names + 2) / 3
	if longest > 14 {
		lines = names
	}
	return max(0.70-0.06*float64(min(lines, 6)), 0.34)
}

// xml gives one curve with its cached numbers.
func (c Curve) xml(i, length int) string {
	look := looks[c.Look%len(looks)]
	line, sign := "", `<c:marker><c:symbol val="none"/></c:marker>`
	switch c.Kind {
	case Joined:
		line = stroke(25400, look.colour, look.dash)
	case Faint:
		line = stroke(6350, "A6A6A6", "solid")
	case Edge:
		line = stroke(9525, look.colour, "sysDot")
	case Rule:
		line = stroke(12700, "000000", rules[c.Look%len(rules)])
	case Marked:
		line = `<a:ln w="19050"><a:noFill/></a:ln>`
		sign = marker(look.marker, 7, look.colour, look.colour)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<c:ser><c:idx val="%d"/><c:order val="%d"/><c:tx><c:strRef><c:f>%s!$%s$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr>%s</c:spPr>%s`,
		i, i, chartSheet, column(i, 1), escape(c.Name), line, sign)
	if c.Kind == Marked && c.intervals() {
		b.WriteString(`<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/><c:plus>` + c.numbers(i, 2, length) + `</c:plus><c:minus>` + c.numbers(i, 3, length) + `</c:minus><c:spPr>` + stroke(12700, look.colour, "solid") + `</c:spPr></c:errBars>`)
	}
	b.WriteString(`<c:xVal>` + c.numbers(i, 0, length) + `</c:xVal><c:yVal>` + c.numbers(i, 1, length) + `</c:yVal><c:smooth val="0"/></c:ser>`)
	return b.String()
}

func stroke(wide int, colour, dash string) string {
	return fmt.Sprintf(`<a:ln w="%d" cap="rnd"><a:solidFill><a:srgbClr val="%s"/></a:solidFill><a:prstDash val="%s"/><a:round/></a:ln>`, wide, colour, dash)
}

func (c Curve) intervals() bool {
	for _, p := range c.Points {
		if drawn(p.part(2)) && drawn(p.part(3)) {
			return true
		}
	}
	return false
}

func drawn(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// length is that of the longest curve. All columns are read as far: LibreOffice
// does not draw a curve that a longer one follows.
func (s Scatter) length() int {
	n := 0
	for _, c := range s.Curves {
		n = max(n, len(c.Points))
	}
	return n
}

// numbers gives one column of a curve with its cache.
func (c Curve) numbers(i, part, length int) string {
	var b strings.Builder
	name := column(i, part)
	fmt.Fprintf(&b, `<c:numRef><c:f>%s!$%s$2:$%s$%d</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="%d"/>`, chartSheet, name, name, length+1, length)
	for n, p := range c.Points {
		if v := p.part(part); drawn(v) && (part == 0 || drawn(p.Y)) {
			fmt.Fprintf(&b, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, n, ten(v))
		}
	}
	b.WriteString(`</c:numCache></c:numRef>`)
	return b.String()
}

// ten prints ten significant digits, so that the last bits of a float change
// no byte.
func ten(v float64) string {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 10, 64), 64)
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// xml gives one axis.
func (a Axis) xml(id, other, side, crosses string) string {
	scaling := `<c:scaling>`
	if a.Log {
		scaling += `<c:logBase val="10"/>`
	}
	scaling += fmt.Sprintf(`<c:orientation val="minMax"/><c:max val="%s"/><c:min val="%s"/></c:scaling>`, ten(a.High), ten(a.Low))
	grid, title, unit := "", "", ""
	if side == "l" {
		grid = `<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>`
	}
	if a.Title != "" && side == "b" {
		title = chartTitle(a.Title, "")
	}
	if a.Step > 0 && !a.Log {
		unit = fmt.Sprintf(`<c:majorUnit val="%s"/>`, ten(a.Step))
	}
	format := "General"
	if a.Decimals > 0 && !a.Log {
		format = "0." + strings.Repeat("0", min(a.Decimals, 10))
	}
	return `<c:valAx><c:axId val="` + id + `"/>` + scaling + `<c:delete val="0"/><c:axPos val="` + side + `"/>` + grid + title +
		`<c:numFmt formatCode="` + format + `" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>` +
		`<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln></c:spPr>` + chartText(900) +
		`<c:crossAx val="` + other + `"/>` + crosses + `<c:crossBetween val="midCat"/>` + unit + `</c:valAx>`
}

// workbook gives the numbers of the chart as an xlsx: four columns a curve, and
// the source below. Text is stored as text, so that none can become a formula.
func (s Scatter) workbook() ([]byte, error) {
	return chartBook(func(set func(column, row int, value any) error) error {
		for i, c := range s.Curves {
			for part, head := range []string{s.X.Title, c.Name, "+", "-"} {
				if err := set(4*i+part+1, 1, clean(head)); err != nil {
					return err
				}
			}
			for n, p := range c.Points {
				for part := range 4 {
					v := p.part(part)
					if !drawn(v) || part > 0 && !drawn(p.Y) {
						continue
					}
					v, _ = strconv.ParseFloat(ten(v), 64)
					if err := set(4*i+part+1, n+2, v); err != nil {
						return err
					}
				}
			}
		}
		return set(1, s.length()+3, clean(s.Source))
	})
}
