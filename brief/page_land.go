package brief

import (
	"html/template"

	"github.com/quanyu/quanyu/brief/exhibit"
)

// pageLand is the section on land.
type pageLand struct {
	Title, Lacking string
	Texts, Missing []string
	Picture        *pagePlot // nil where parcels have no shapes
	Exhibits       []pageExhibit
}

// landed gives the section; nil where the study has none.
func (b pageBuilder) landed() *pageLand {
	l := b.in.Land
	if l == nil {
		return nil
	}
	out := &pageLand{Title: b.say(landHead(l), "Land for innovation, and clusters"), Lacking: b.say("缺的资料", "What is missing"), Missing: texts(l.Missing, b.lang)}
	if b.lang == "zh" {
		out.Texts = landTexts(l)
		if len(l.Missing) > 0 {
			out.Texts = out.Texts[:len(out.Texts)-1] // listed below
		}
	}
	if svg := exhibit.ParcelPicture(l, "parcels", b.lang); svg != "" {
		out.Picture = &pagePlot{Title: exhibit.ParcelTitle(l).In(b.lang), SVG: template.HTML(svg)}
	}
	for _, e := range l.Exhibits() {
		if !e.Sheet {
			out.Exhibits = append(out.Exhibits, b.exhibit(e))
		}
	}
	return out
}
