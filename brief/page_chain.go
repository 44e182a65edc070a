package brief

import (
	"html/template"

	"github.com/quanyu/quanyu/brief/exhibit"
)

// pageChains is the section on the two chains.
type pageChains struct {
	Title, Unmet, Lacking string
	Texts, Missing        []string
	Pictures              []pagePlot
	Exhibits              []pageExhibit
	Findings              []pageFinding
}

// chained gives the section; nil where the study has no chains.
func (b pageBuilder) chained() *pageChains {
	c := b.in.Chains
	if c == nil {
		return nil
	}
	out := &pageChains{Title: b.say(chainHead(c), "Industry chain and innovation chain"), Unmet: b.say("接不上的地方", "Where they do not meet"), Lacking: b.say("缺的资料", "What is missing")}
	if b.lang == "zh" {
		out.Texts = chainTexts(c)
	}
	out.Pictures = append(out.Pictures, pagePlot{Title: b.say("两条链", "The two chains"), SVG: template.HTML(exhibit.ChainPicture(c, "chains", b.lang))})
	if m := b.in.Map; m != nil {
		title := exhibit.MapTitle(c)
		out.Pictures = append(out.Pictures, pagePlot{Title: title.In(b.lang), SVG: template.HTML(exhibit.MapPicture(m, title, exhibit.ChainMarks(c), "districts", b.lang))})
	}
	for _, e := range c.Exhibits() {
		if !e.Sheet {
			out.Exhibits = append(out.Exhibits, b.exhibit(e))
		}
	}
	for _, f := range c.Findings {
		x := pageFinding{Code: f.Code, Message: f.Message.In(b.lang)}
		for _, o := range f.Sources {
			x.Cells = append(x.Cells, o.File+" "+o.Cell)
		}
		out.Findings = append(out.Findings, x)
	}
	out.Missing = texts(c.Missing, b.lang)
	return out
}
