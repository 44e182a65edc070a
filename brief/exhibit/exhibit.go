package exhibit

import (
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/evaluate"
)

// Write writes every exhibit through write, which is called with a file name
// and its content, in a fixed order: for each table NAME.csv and NAME.tex (for one
// that is data the CSV alone), for each plot NAME.svg, then exhibits.docx with all of them, exhibits.tex, which
// takes in the tables, and index.csv, which says what each file is and what it
// was made from.
func Write(e evaluate.Exhibits, lang string, write func(name string, raw []byte) error) error {
	index := [][]string{{either(lang, "文件", "file"), either(lang, "内容", "content"), either(lang, "来源", "source")}}
	put := func(name string, raw []byte, title city.Text) error {
		index = append(index, []string{guarded(name), guarded(title.In(lang)), guarded(e.Source.In(lang))})
		return write(name, raw)
	}
	for _, t := range e.Tables {
		if err := put(t.Name+".csv", CSV(t, lang), t.Title); err != nil {
			return err
		}
		if t.Data {
			continue
		}
		if err := put(t.Name+".tex", LaTeX(t, e.Source, lang), t.Title); err != nil {
			return err
		}
	}
	for _, p := range e.Plots {
		if err := put(p.Name+".svg", SVG(p, e.Source, lang), p.Title); err != nil {
			return err
		}
	}
	e.Tables = slices.DeleteFunc(slices.Clone(e.Tables), func(t evaluate.Table) bool { return t.Data })
	raw, err := Word(e, lang)
	if err != nil {
		return err
	}
	if err := put("exhibits.docx", raw, e.Title); err != nil {
		return err
	}
	if err := put("exhibits.tex", latexDocument(e, lang), e.Title); err != nil {
		return err
	}
	return write("index.csv", csvOf(index))
}
