package brief

// pagePackage is what the study's package costs and brings.
type pagePackage struct {
	Title    string
	Texts    []string
	Exhibits []pageExhibit
}

// packaged gives the section on the package; nil where the study has none.
func (b pageBuilder) packaged() *pagePackage {
	a := b.in.Applied
	if a == nil {
		return nil
	}
	out := &pagePackage{Title: b.say(appliedHead(a), "What the package costs and brings")}
	if b.lang == "zh" { // the tables say it in both languages
		for i := range a.Counted {
			out.Texts = append(out.Texts, countedText(&a.Counted[i]))
		}
		out.Texts = append(out.Texts, populationTexts(a)...)
		if text := budgetText(a.Budget); text != "" {
			out.Texts = append(out.Texts, text)
		}
	}
	for _, e := range a.Exhibits() {
		if !e.Sheet {
			out.Exhibits = append(out.Exhibits, b.exhibit(sourced(a, e)))
		}
	}
	return out
}
