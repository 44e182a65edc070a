package diagnose

import (
	"encoding/json"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

// View is a result as JSON has it. Field names are stable; numbers keep their
// printed decimals.
type View struct {
	ID          string         `json:"id"`
	Sentence    string         `json:"sentence"`
	Type        string         `json:"type"` // "not-understood" where it was not
	Verdict     Verdict        `json:"verdict"`
	VerdictName city.Text      `json:"verdict_name"`
	Indicator   string         `json:"indicator"`
	IndicatorID string         `json:"indicator_id"`
	Place       string         `json:"place"`
	PlaceCode   string         `json:"place_code"`
	Measure     string         `json:"measure,omitempty"` // effect: the measure as written
	Figure      *json.Number   `json:"figure"`            // null where there is none
	Unit        string         `json:"unit"`
	Period      city.Period    `json:"period"`
	Status      city.Status    `json:"status"`
	Reasons     []string       `json:"reasons"` // codes
	ReasonTexts []ReasonView   `json:"reason_texts"`
	Rewording   city.Text      `json:"rewording"`
	Counter     city.Text      `json:"counter"`
	Decide      city.Text      `json:"decide"`
	Rule        city.Text      `json:"rule"`
	Figures     []FigureView   `json:"figures"`
	Evidence    []EvidenceView `json:"evidence"`
	Contrary    []EvidenceView `json:"contrary"`
	Exhibits    []ExhibitView  `json:"exhibits,omitempty"`
	Parts       []View         `json:"parts,omitempty"`
	Where       Where          `json:"where"`
	Corrected   bool           `json:"corrected,omitempty"`
}

// ReasonView is a reason as JSON has it.
type ReasonView struct {
	Code string `json:"code"`
	Zh   string `json:"zh"`
	En   string `json:"en"`
}

// FigureView is a figure as JSON has it.
type FigureView struct {
	Name    city.Text   `json:"name"`
	Value   json.Number `json:"value"`
	Unit    string      `json:"unit"`
	Period  city.Period `json:"period"`
	Status  city.Status `json:"status"`
	Formula string      `json:"formula,omitempty"` // over evidence, {0} {1} ...
	Note    *city.Text  `json:"note,omitempty"`
}

// EvidenceView is an observation as JSON has it.
type EvidenceView struct {
	Indicator   string      `json:"indicator"`
	IndicatorID string      `json:"indicator_id"`
	Place       string      `json:"place"`
	PlaceCode   string      `json:"place_code"`
	Period      city.Period `json:"period"`
	Value       json.Number `json:"value"`
	Unit        string      `json:"unit"`
	Status      city.Status `json:"status"`
	Facet       city.Facet  `json:"facet"`
	Definition  string      `json:"definition,omitempty"`
	Roster      string      `json:"roster,omitempty"`
	Grade       string      `json:"grade,omitempty"`
	SourceID    string      `json:"source_id,omitempty"`
	Source      city.Origin `json:"source"`
}

// ExhibitView is a table behind a verdict as JSON has it. A cell is a number or
// words. What is long enough for a sheet of its own stands in the annex only.
type ExhibitView struct {
	Title city.Text   `json:"title"`
	Head  []city.Text `json:"head"`
	Rows  [][]any     `json:"rows"`
	Unit  string      `json:"unit,omitempty"`
	Notes []city.Text `json:"notes"`
}

func exhibitViews(list []Exhibit) []ExhibitView {
	var out []ExhibitView
	for _, e := range list {
		if e.Sheet {
			continue
		}
		v := ExhibitView{Title: e.Title, Head: e.Head, Rows: [][]any{}, Unit: e.Unit, Notes: append([]city.Text{}, e.Notes...)}
		for _, row := range e.Rows {
			cells := make([]any, len(row))
			for i, x := range row {
				switch {
				case x.Value != nil:
					cells[i] = number(*x.Value)
				case !x.Text.IsZero():
					cells[i] = x.Text
				}
			}
			v.Rows = append(v.Rows, cells)
		}
		out = append(out, v)
	}
	return out
}

// View gives the result as JSON has it, with the Chinese names of places and
// indicators.
func (r Result) View(places *catalog.Places, indicators *catalog.Indicators) View {
	v := View{
		ID: r.ID, Sentence: r.Sentence, Type: string(r.Type), Verdict: r.Verdict, Measure: r.Measure,
		VerdictName: say(r.VerdictName("zh"), r.VerdictName("en")),
		IndicatorID: r.Indicator, PlaceCode: r.Place, Period: r.Period,
		Rewording: r.Rewording, Counter: r.Counter, Decide: r.Decide, Rule: r.Rule,
		Reasons: []string{}, ReasonTexts: []ReasonView{}, Figures: []FigureView{},
		Evidence: evidenceViews(r.Evidence, places, indicators), Contrary: evidenceViews(r.Contrary, places, indicators),
		Exhibits: exhibitViews(r.Exhibits), Where: r.Where, Corrected: r.Corrected,
	}
	if r.Type == NotUnderstood {
		v.Type = "not-understood"
	}
	if r.Indicator != "" {
		v.Indicator = indicators.Name(r.Indicator)
	}
	if r.Place != "" {
		v.Place = places.Name(r.Place)
	}
	seen := map[string]bool{}
	for _, x := range r.Reasons {
		if !seen[x.Code] {
			seen[x.Code] = true
			v.Reasons = append(v.Reasons, x.Code)
		}
		v.ReasonTexts = append(v.ReasonTexts, ReasonView{x.Code, x.Text.Zh, x.Text.En})
	}
	for i, f := range r.Figures {
		w := FigureView{Name: f.Name, Value: number(f.Value), Unit: f.Unit, Period: f.Period, Status: f.Status}
		if f.Formula != nil {
			w.Formula, w.Note = f.Formula.Expr, &f.Formula.Note
		}
		if i == 0 {
			n := w.Value
			v.Figure, v.Unit, v.Status = &n, f.Unit, f.Status
			if f.Period != "" {
				v.Period = f.Period
			}
		}
		v.Figures = append(v.Figures, w)
	}
	for _, p := range r.Parts {
		v.Parts = append(v.Parts, p.View(places, indicators))
	}
	return v
}

func evidenceViews(list []city.Observation, places *catalog.Places, indicators *catalog.Indicators) []EvidenceView {
	out := []EvidenceView{}
	for _, o := range list {
		v := EvidenceView{
			Indicator: indicators.Name(o.Indicator), IndicatorID: o.Indicator, PlaceCode: o.Place,
			Period: o.Period, Value: number(o.Value), Unit: o.Unit, Status: o.Status, Facet: o.Facet,
			Definition: o.Definition, Roster: o.Roster, Grade: o.Grade, SourceID: o.Source, Source: o.Origin,
		}
		if o.Place != "" {
			v.Place = places.Name(o.Place)
		}
		out = append(out, v)
	}
	return out
}

// number prints a value with its decimals as a JSON number.
func number(d decimal.Decimal) json.Number { return json.Number(city.Printed(d)) }
