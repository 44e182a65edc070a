package brief

import (
	"bytes"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// mostObservations is how many observations the annex lists beyond those that
// claims use.
const mostObservations = 20000

// Annex gives annex.xlsx, the workbook behind all documents: the claims, every
// figure that arithmetic gives as a live formula with its value, the
// observations with their source cells, and the findings. The same Input gives
// the same bytes; text never becomes a formula.
func Annex(in Input) ([]byte, error) {
	a := &annex{in: in, lang: "zh", index: in.numbered(mostObservations)}
	if in.Lang == "en" {
		a.lang = "en"
	}
	tables := a.exhibitSheets()
	names := []string{a.say("论断", "Claims"), a.say("计算", "Figures"), a.say("观测值", "Observations"), a.say("数据问题", "Findings"), a.say("说明", "Notes")}
	for _, t := range tables {
		names = append(names, t.name)
	}
	names = append(names, a.indexNames()...)
	a.book = newBook(names...)
	defer a.book.file.Close()
	a.observations()
	a.figures()
	a.claims()
	a.findings()
	a.notes()
	a.exhibits(tables)
	a.exhibitNotes(tables)
	a.composite()
	if err := a.book.finish(in); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := a.book.file.Write(&b); err != nil {
		return nil, err
	}
	pkg, err := ooxml.Open("annex.xlsx", b.Bytes())
	if err != nil {
		return nil, err
	}
	for _, name := range pkg.Names() {
		if part, ok := pkg.Part(name); ok && strings.HasPrefix(name, "xl/worksheets/") {
			pkg.Set(name, numeric(part))
		}
	}
	return pkg.Bytes() // with fixed time stamps
}

// numeric says of the values of formulas that they are numbers: the library
// that writes the workbook calls them text.
func numeric(sheet []byte) []byte {
	return bytes.ReplaceAll(sheet, []byte(` t="str"><f>`), []byte(`><f>`))
}

type annex struct {
	in    Input
	lang  string
	book  *book
	index observationIndex
	main  map[string]string // id of a claim to the cell of its main figure
	made  *indexSheets      // nil where the study has no index
}

func (a *annex) say(zh, en string) string { return city.Text{Zh: zh, En: en}.In(a.lang) }

// observationIndex numbers observations: those that claims use and those of
// the set, in the order of the set.
type observationIndex struct {
	list   []city.Observation
	number map[city.Observation]int // by sameObservation, from 0
	left   int                      // observations of the set that are not listed
}

// sameObservation is what makes an observation the same one.
func sameObservation(o city.Observation) city.Observation {
	return city.Observation{Indicator: o.Indicator, Facet: o.Facet, Place: o.Place, Period: o.Period, Roster: o.Roster,
		Definition: o.Definition, Source: o.Source, Origin: o.Origin, Unit: o.Unit, Note: city.Printed(o.Value)}
}

func (x *observationIndex) add(o city.Observation) {
	k := sameObservation(o)
	if _, ok := x.number[k]; !ok {
		x.number[k] = len(x.list)
		x.list = append(x.list, o)
	}
}

// of gives the number of an observation; false where it is not listed.
func (x *observationIndex) of(o city.Observation) (int, bool) {
	n, ok := x.number[sameObservation(o)]
	return n, ok
}

// numbered lists the observations of the input: up to most of the set, and
// all that results use, wherever they stand.
func (in Input) numbered(most int) observationIndex {
	x := observationIndex{number: map[city.Observation]int{}}
	used := map[city.Observation]bool{}
	walkResults(in.Results, func(_ string, r diagnose.Result) {
		for _, o := range append(append([]city.Observation{}, r.Evidence...), r.Contrary...) {
			used[sameObservation(o)] = true
		}
	})
	for _, e := range in.applied() {
		for _, o := range e.From {
			used[sameObservation(o)] = true
		}
	}
	if in.Set != nil {
		for i, o := range in.Set.Observations {
			switch {
			case i < most || used[sameObservation(o)]:
				x.add(o)
			default:
				x.left++
			}
		}
	}
	walkResults(in.Results, func(_ string, r diagnose.Result) {
		for _, o := range r.Evidence {
			x.add(o)
		}
		for _, o := range r.Contrary {
			x.add(o)
		}
	})
	return x
}

// walkResults visits results and their parts with their ids: "c1", "c1.2".
func walkResults(list []diagnose.Result, visit func(id string, r diagnose.Result)) {
	var walk func(id string, r diagnose.Result)
	walk = func(id string, r diagnose.Result) {
		visit(id, r)
		for i, p := range r.Parts {
			walk(partID(id, i), p)
		}
	}
	for _, r := range list {
		walk(r.ID, r)
	}
}
