package brief

import (
	"html/template"

	"github.com/quanyu/quanyu/brief/exhibit"
)

// pageAllocated is the section on which district takes which theme.
type pageAllocated struct {
	Title    string
	Texts    []string
	Picture  pagePlot
	Map      *pagePlot // the first plan by district; nil where the study has no map
	Exhibits []pageExhibit
}

// allotted gives the section; nil where the study has none.
func (b pageBuilder) allotted() *pageAllocated {
	a := b.in.Allocated
	if a == nil {
		return nil
	}
	out := &pageAllocated{Title: b.say(allocateHead(a), "Which district takes which theme"),
		Picture: pagePlot{Title: a.MatrixTitle().In(b.lang), SVG: template.HTML(exhibit.MatrixPicture(a, "matrix", b.lang))}}
	if m := b.in.Map; m != nil {
		title := exhibit.ThemeTitle(a)
		out.Map = &pagePlot{Title: title.In(b.lang), SVG: template.HTML(exhibit.MapPicture(m, title, exhibit.ThemeMarks(a), "themes", b.lang))}
	}
	if b.lang == "zh" { // the tables say it in both languages
		out.Texts = allocateTexts(a)
	}
	for _, e := range a.Exhibits() {
		if !e.Sheet {
			out.Exhibits = append(out.Exhibits, b.exhibit(e))
		}
	}
	out.Exhibits = append(out.Exhibits, b.exhibit(a.Reasons()))
	return out
}
