package word

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Chart is a native chart: Word shows it, edits it and opens its numbers, which
// travel in a workbook inside the document.
type Chart struct {
	Kind       ChartKind
	Unit       string   // title of the value axis
	Categories []string // "2013", "2018（预计）", or names of places
	Series     []Series
	Describe   string // what a screen reader says
	Source     string // printed in the workbook beside the numbers
}

// ChartKind is the kind of a chart.
type ChartKind string

// Kinds of charts.
const (
	Lines ChartKind = "line"
	Bars  ChartKind = "bar"
)

// mostLabels is how many values of a chart are printed beside their points; of more
// they would lie over one another, and the workbook behind the chart has them.
const mostLabels = 20

// Series is one line, or the bars, of a chart. A line that changes its
// definition is drawn as several series, so that it visibly breaks.
type Series struct {
	Name   string
	Points []Point // one a category
}

// Point is one value of a chart.
type Point struct {
	Value  decimal.Decimal // with the decimals that were printed
	Has    bool            // false: nothing is drawn
	Hollow bool            // an estimate: drawn without filling
	Own    bool            // a bar that stands out from the others
}

// The chart's size on paper, in English Metric Units (36,000 a millimetre).
const (
	chartWidth  = 150 * 36000
	chartHeight = 74 * 36000
)

// Chart writes a chart in a paragraph of its own.
func (d *Document) Chart(c Chart) {
	for _, s := range c.Series {
		if len(s.Points) != len(c.Categories) && d.err == nil {
			d.err = fmt.Errorf("chart: series %q has %d points for %d categories", s.Name, len(s.Points), len(c.Categories))
		}
	}
	d.draw(c, c.Describe)
}

// graphic is a chart of any kind.
type graphic interface {
	xml() string
	workbook() ([]byte, error)
}

// draw writes a chart in a paragraph of its own.
func (d *Document) draw(g graphic, describe string) {
	d.charts = append(d.charts, g)
	d.drawings++
	fmt.Fprintf(&d.body, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="%d" name="%s" descr="%s"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rIdChart%d"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
		Figure, chartWidth, chartHeight, d.drawings, fmt.Sprintf("Chart %d", d.drawings), escape(describe), len(d.charts))
}

// chartParts gives the chart part, its relationships and its workbook.
func chartParts(g graphic, n int) []part {
	book, err := g.workbook()
	return []part{
		{name: fmt.Sprintf("word/charts/chart%d.xml", n), kind: typeOffice + "drawingml.chart+xml", data: []byte(g.xml())},
		{name: fmt.Sprintf("word/charts/_rels/chart%d.xml.rels", n), data: relations([]relation{
			{"rId1", relOffice + "package", fmt.Sprintf("../embeddings/chart%d.xlsx", n)},
		})},
		{name: fmt.Sprintf("word/embeddings/chart%d.xlsx", n), data: book, err: err},
	}
}

// looks are how the series of a chart are told apart, also in black and white:
// colour, marker and dash.
var looks = []struct{ colour, marker, dash string }{
	{"1F4E79", "circle", "solid"}, {"C55A11", "diamond", "dash"}, {"548235", "square", "sysDot"}, {"7F6000", "x", "lgDash"},
}

// ownColour marks the bar of the study's own place.
const ownColour = "C55A11"

// labelled reports whether values are printed beside their points.
func (c Chart) labelled() bool {
	n := 0
	for _, s := range c.Series {
		for _, p := range s.Points {
			if p.Has {
				n++
			}
		}
	}
	return n <= mostLabels
}

// xml gives the chart part.
func (c Chart) xml() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`)
	b.WriteString(`<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>` + placed("inner", 0.10, 0.13, 0.87, c.plotHeight()) + ``)
	if c.Kind == Bars {
		b.WriteString(`<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>`)
	} else {
		b.WriteString(`<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>`)
	}
	for i, s := range c.Series {
		b.WriteString(c.series(i, s))
	}
	if c.Kind == Bars {
		b.WriteString(`<c:gapWidth val="80"/><c:axId val="10001"/><c:axId val="10002"/></c:barChart>`)
	} else {
		b.WriteString(`<c:marker val="1"/><c:axId val="10001"/><c:axId val="10002"/></c:lineChart>`)
	}
	b.WriteString(c.axes())
	b.WriteString(`</c:plotArea>`)
	if len(c.Series) > 1 {
		b.WriteString(`<c:legend><c:legendPos val="b"/><c:overlay val="0"/>` + chartText(900) + `</c:legend>`)
	}
	b.WriteString(`<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>`)
	b.WriteString(`<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>` + chartText(900))
	b.WriteString(`<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`)
	return b.String()
}

// chartText gives text properties; size is in hundredths of a point.
func chartText(size int) string {
	return fmt.Sprintf(`<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="%d"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin typeface="%s"/><a:ea typeface="%s"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`,
		size, latin, song)
}

// The digits of a number in a table or a chart: as many as were printed, up to
// mostDigits; of longer ones, and of those beside them, fewDigits of the largest.
const (
	mostDigits = 6
	fewDigits  = 5
)

// Decimals is how many decimals a row of a table, or a series of a chart, shows of
// its values at most.
func Decimals(values []decimal.Decimal) int32 {
	printed, whole, digits := int32(0), 1, 0
	for _, v := range values {
		own := max(-v.Exponent(), 0)
		before := len(v.Abs().Truncate(0).String())
		printed, whole, digits = max(printed, own), max(whole, before), max(digits, before+int(own))
	}
	if digits <= mostDigits {
		return printed
	}
	return min(printed, max(int32(fewDigits-whole), 0))
}

// series gives one series with its cached numbers.
func (c Chart) series(i int, s Series) string {
	look := looks[i%len(looks)]
	column := string(rune('B' + i))
	last := len(c.Categories) + 1
	var b strings.Builder
	fmt.Fprintf(&b, `<c:ser><c:idx val="%d"/><c:order val="%d"/><c:tx><c:strRef><c:f>%s!$%s$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx>`,
		i, i, chartSheet, column, escape(s.Name))
	if c.Kind == Bars {
		fmt.Fprintf(&b, `<c:spPr><a:solidFill><a:srgbClr val="%s"/></a:solidFill><a:ln w="12700"><a:solidFill><a:srgbClr val="%s"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>`, look.colour, look.colour)
	} else {
		fmt.Fprintf(&b, `<c:spPr><a:ln w="25400" cap="rnd"><a:solidFill><a:srgbClr val="%s"/></a:solidFill><a:prstDash val="%s"/><a:round/></a:ln></c:spPr>`, look.colour, look.dash)
		b.WriteString(marker(look.marker, 8, look.colour, look.colour))
	}
	var shown []decimal.Decimal
	for n, p := range s.Points {
		if p.Has {
			shown = append(shown, p.Value)
		}
		if p.Has && p.Hollow {
			b.WriteString(c.hollow(n, look.colour, p.Own))
		} else if p.Has && p.Own && c.Kind == Bars {
			fmt.Fprintf(&b, `<c:dPt><c:idx val="%d"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr><a:solidFill><a:srgbClr val="%s"/></a:solidFill></c:spPr></c:dPt>`, n, ownColour)
		}
	}
	format := "0"
	if decimals := Decimals(shown); decimals > 0 {
		format += "." + strings.Repeat("0", int(decimals))
	}
	position := "t"
	if c.Kind == Bars {
		position = "outEnd"
	}
	if c.labelled() {
		fmt.Fprintf(&b, `<c:dLbls><c:numFmt formatCode="%s" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>%s<c:dLblPos val="%s"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`,
			format, chartText(900), position)
	}
	fmt.Fprintf(&b, `<c:cat><c:strRef><c:f>%s!$A$2:$A$%d</c:f><c:strCache><c:ptCount val="%d"/>`, chartSheet, last, len(c.Categories))
	for n, name := range c.Categories {
		fmt.Fprintf(&b, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, n, escape(name))
	}
	fmt.Fprintf(&b, `</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>%s!$%s$2:$%s$%d</c:f><c:numCache><c:formatCode>%s</c:formatCode><c:ptCount val="%d"/>`,
		chartSheet, column, column, last, format, len(s.Points))
	for n, p := range s.Points {
		if p.Has {
			fmt.Fprintf(&b, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, n, p.Value.String())
		}
	}
	b.WriteString(`</c:numCache></c:numRef></c:val>`)
	if c.Kind == Lines {
		b.WriteString(`<c:smooth val="0"/>`)
	}
	b.WriteString(`</c:ser>`)
	return b.String()
}

// hollow gives a point that is drawn as an estimate: an empty triangle, the
// line to it dashed; an empty bar with a dashed edge. The triangle tells it
// apart also in programs that fill every marker.
func (c Chart) hollow(n int, colour string, own bool) string {
	if own {
		colour = ownColour
	}
	if c.Kind == Bars {
		return fmt.Sprintf(`<c:dPt><c:idx val="%d"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="15875"><a:solidFill><a:srgbClr val="%s"/></a:solidFill><a:prstDash val="sysDash"/></a:ln></c:spPr></c:dPt>`, n, colour)
	}
	return fmt.Sprintf(`<c:dPt><c:idx val="%d"/>%s<c:bubble3D val="0"/><c:spPr><a:ln w="19050" cap="rnd"><a:solidFill><a:srgbClr val="%s"/></a:solidFill><a:prstDash val="sysDash"/><a:round/></a:ln></c:spPr></c:dPt>`,
		n, marker("triangle", 10, "FFFFFF", colour), colour)
}

// marker gives a marker with a filling and an edge.
func marker(shape string, size int, fill, edge string) string {
	return fmt.Sprintf(`<c:marker><c:symbol val="%s"/><c:size val="%d"/><c:spPr><a:solidFill><a:srgbClr val="%s"/></a:solidFill><a:ln w="15875"><a:solidFill><a:srgbClr val="%s"/></a:solidFill></a:ln></c:spPr></c:marker>`, shape, size, fill, edge)
}

// plotHeight leaves room for the names below, and for a legend.
func (c Chart) plotHeight() float64 {
	if len(c.Series) > 1 {
		return 0.65
	}
	return 0.75
}

// placed gives a layout by fractions of the chart; what is "inner" has a size.
func placed(target string, x, y, w, h float64) string {
	s := `<c:layout><c:manualLayout>`
	if target != "" {
		s += `<c:layoutTarget val="` + target + `"/>`
	}
	s += fmt.Sprintf(`<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="%.2f"/><c:y val="%.2f"/>`, x, y)
	if target != "" {
		s += fmt.Sprintf(`<c:w val="%.2f"/><c:h val="%.2f"/>`, w, h)
	}
	return s + `</c:manualLayout></c:layout>`
}

// axes gives the two axes; the value axis names the unit.
func (c Chart) axes() string {
	line := `<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln></c:spPr>`
	grid := `<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>`
	scale := `<c:scaling><c:orientation val="minMax"/></c:scaling>`
	if c.Kind == Bars {
		scale = `<c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>`
		for _, s := range c.Series {
			for _, p := range s.Points {
				if p.Has && p.Value.Sign() < 0 {
					scale = `<c:scaling><c:orientation val="minMax"/></c:scaling>`
				}
			}
		}
	}
	title := ""
	if c.Unit != "" {
		title = fmt.Sprintf(`<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900" b="0"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="900" b="0"/><a:t>%s</a:t></a:r></a:p></c:rich></c:tx>%s<c:overlay val="1"/></c:title>`, escape(c.Unit), placed("", 0.01, 0.01, 0, 0))
	}
	return `<c:catAx><c:axId val="10001"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>` +
		line + chartText(900) + `<c:crossAx val="10002"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>` +
		`<c:valAx><c:axId val="10002"/>` + scale + `<c:delete val="0"/><c:axPos val="l"/>` + grid + title +
		`<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>` +
		line + chartText(900) + `<c:crossAx val="10001"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>`
}
