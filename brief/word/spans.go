package word

import (
	"fmt"
	"strconv"
	"strings"
)

// Spans is a native chart of marks with intervals, one for each name on the
// horizontal axis, such as ranks of places.
type Spans struct {
	Unit     string   // title of the value axis
	Name     string   // of the marks: 位次
	Names    []string // one a mark
	Marks    []Span
	Reversed bool   // the smallest value is on top, as with ranks
	Top      int    // the axis reaches from 1 to here; 0 leaves it to the program
	Describe string // what a screen reader says
	Source   string // printed in the workbook beside the numbers
}

// Span is one mark with its interval.
type Span struct {
	Value, Low, High float64
	Own              bool // stands out from the others
}

// Spans writes a chart in a paragraph of its own.
func (d *Document) Spans(s Spans) {
	if len(s.Marks) != len(s.Names) && d.err == nil {
		d.err = fmt.Errorf("chart: %d marks for %d names", len(s.Marks), len(s.Names))
	}
	d.draw(s, s.Describe)
}

// xml gives the chart part.
func (s Spans) xml() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`)
	b.WriteString(`<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>` + placed("inner", 0.08, 0.11, 0.90, 0.62))
	b.WriteString(`<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>` + s.series())
	b.WriteString(`<c:marker val="1"/><c:axId val="10001"/><c:axId val="10002"/></c:lineChart>` + s.axes() + `</c:plotArea>`)
	b.WriteString(`<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>`)
	b.WriteString(`<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>` + chartText(800))
	b.WriteString(`<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`)
	return b.String()
}

// series gives the marks, those that stand out in another colour, and how far
// their intervals reach up and down.
func (s Spans) series() string {
	look := looks[0]
	var b strings.Builder
	fmt.Fprintf(&b, `<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>%s!$B$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>%s`,
		chartSheet, escape(s.Name), marker(look.marker, 6, look.colour, look.colour))
	for i, m := range s.Marks {
		if m.Own {
			fmt.Fprintf(&b, `<c:dPt><c:idx val="%d"/>%s<c:bubble3D val="0"/></c:dPt>`, i, marker("diamond", 9, ownColour, ownColour))
		}
	}
	b.WriteString(`<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/><c:plus>` + s.numbers("C") + `</c:plus><c:minus>` + s.numbers("D") + `</c:minus><c:spPr>` + stroke(12700, look.colour, "solid") + `</c:spPr></c:errBars>`)
	fmt.Fprintf(&b, `<c:cat><c:strRef><c:f>%s!$A$2:$A$%d</c:f><c:strCache><c:ptCount val="%d"/>`, chartSheet, len(s.Names)+1, len(s.Names))
	for i, name := range s.Names {
		fmt.Fprintf(&b, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, i, escape(name))
	}
	b.WriteString(`</c:strCache></c:strRef></c:cat><c:val>` + s.numbers("B") + `</c:val><c:smooth val="0"/></c:ser>`)
	return b.String()
}

// part of a mark by the column of the workbook.
func (m Span) part(column string) float64 {
	switch column {
	case "B":
		return m.Value
	case "C":
		return m.High - m.Value
	}
	return m.Value - m.Low
}

// numbers gives one column with its cache.
func (s Spans) numbers(column string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<c:numRef><c:f>%s!$%s$2:$%s$%d</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="%d"/>`, chartSheet, column, column, len(s.Marks)+1, len(s.Marks))
	for i, m := range s.Marks {
		if v := m.part(column); drawn(v) {
			fmt.Fprintf(&b, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, i, ten(v))
		}
	}
	b.WriteString(`</c:numCache></c:numRef>`)
	return b.String()
}

// axes gives the two axes; names stand below also where the smallest value is on
// top.
func (s Spans) axes() string {
	line := `<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln></c:spPr>`
	orientation, crosses, ends := "minMax", "min", ""
	if s.Reversed {
		orientation, crosses = "maxMin", "max"
	}
	if s.Top > 0 {
		ends = fmt.Sprintf(`<c:max val="%d"/><c:min val="1"/>`, s.Top)
	}
	return `<c:catAx><c:axId val="10001"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>` +
		line + upright(800) + `<c:crossAx val="10002"/><c:crosses val="` + crosses + `"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>` +
		`<c:valAx><c:axId val="10002"/><c:scaling><c:orientation val="` + orientation + `"/>` + ends + `</c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>` + chartTitle(s.Unit, placed("", 0.01, 0.01, 0, 0)) +
		`<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>` +
		line + chartText(800) + `<c:crossAx val="10001"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>`
}

// upright sets names from top to bottom, so that thirty of them fit.
func upright(size int) string {
	return strings.Replace(chartText(size), `<a:bodyPr/>`, `<a:bodyPr rot="0" vert="eaVert"/>`, 1)
}

// workbook gives the numbers of the chart as an xlsx: names, marks, how far the
// intervals reach up and down, and the source below.
func (s Spans) workbook() ([]byte, error) {
	return chartBook(func(set func(column, row int, value any) error) error {
		for i, head := range []string{s.Unit, s.Name, "+", "-"} {
			if err := set(i+1, 1, clean(head)); err != nil {
				return err
			}
		}
		for i, m := range s.Marks {
			if err := set(1, i+2, clean(s.Names[i])); err != nil {
				return err
			}
			for k, column := range []string{"B", "C", "D"} {
				if v := m.part(column); drawn(v) {
					v, _ = strconv.ParseFloat(ten(v), 64)
					if err := set(k+2, i+2, v); err != nil {
						return err
					}
				}
			}
		}
		return set(1, len(s.Names)+3, clean(s.Source))
	})
}
