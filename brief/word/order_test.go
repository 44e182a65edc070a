package word

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
)

// order is the sequence that ECMA-376 (wml.xsd, dml-chart.xsd) prescribes for
// the children of an element; Word refuses a file that breaks it.
var order = map[string]string{
	"pPr":           "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
	"rPr":           "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
	"tblPr":         "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
	"tcPr":          "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
	"sectPr":        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
	"footnotePr":    "pos numFmt numStart numRestart footnote",
	"tblBorders":    "top left start bottom right end insideH insideV",
	"tblCellMar":    "top left start bottom right end",
	"pBdr":          "top left bottom right between bar",
	"style":         "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
	"lvl":           "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
	"abstractNum":   "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
	"font":          "altName panose1 charset family notTrueType pitch sig embedRegular",
	"settings":      "writeProtection view zoom mirrorMargins defaultTabStop evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat rsids themeFontLang clrSchemeMapping",
	"tbl":           "bookmarkStart bookmarkEnd tblPr tblGrid tr",
	"tr":            "tblPrEx trPr tc",
	"inline":        "extent effectExtent docPr cNvGraphicFramePr graphic",
	"chartSpace":    "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr txPr externalData printSettings userShapes",
	"chart":         "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs",
	"plotArea":      "layout lineChart barChart scatterChart catAx valAx dTable spPr",
	"lineChart":     "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
	"barChart":      "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
	"scatterChart":  "scatterStyle varyColors ser dLbls axId",
	"errBars":       "errDir errBarType errValType noEndCap plus minus val spPr",
	"legendEntry":   "idx delete txPr",
	"ser":           "idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline errBars cat val xVal yVal smooth shape",
	"dPt":           "idx invertIfNegative marker bubble3D explosion spPr",
	"dLbls":         "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator",
	"catAx":         "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
	"valAx":         "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits",
	"scaling":       "logBase orientation max min",
	"title":         "tx layout overlay spPr txPr",
	"legend":        "legendPos legendEntry layout overlay spPr txPr",
	"manualLayout":  "layoutTarget xMode yMode wMode hMode x y w h",
	"strRef":        "f strCache",
	"numRef":        "f numCache",
	"numCache":      "formatCode ptCount pt",
	"strCache":      "ptCount pt",
	"Relationships": "Relationship",
}

// Children stand in the order of the schema, and none is unknown.
func TestSchemaOrder(t *testing.T) {
	for _, d := range []*Document{everything(), New(Options{Landscape: true, Header: "x"})} {
		p := open(t, d)
		for _, name := range p.Names() {
			if !strings.HasSuffix(name, ".xml") || strings.HasPrefix(name, "docProps") {
				continue
			}
			checkOrder(t, name, get(t, p, name))
		}
	}
}

func checkOrder(t *testing.T, name, text string) {
	t.Helper()
	type element struct {
		name string
		at   int
	}
	var stack []element
	dec := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if n := len(stack); n > 0 {
				parent := &stack[n-1]
				if list, known := order[parent.name]; known && !(parent.name == "chart" && e.Name.Local == "chart") {
					i := slices.Index(strings.Fields(list), e.Name.Local)
					if i < 0 {
						t.Errorf("%s: %s in %s", name, e.Name.Local, parent.name)
					} else if i < parent.at {
						t.Errorf("%s: %s stands too late in %s", name, e.Name.Local, parent.name)
					} else {
						parent.at = i
					}
				}
			}
			name := e.Name.Local
			if strings.HasSuffix(e.Name.Space, "/drawingml/2006/main") {
				name = "a:" + name
			}
			stack = append(stack, element{name: name})
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}
