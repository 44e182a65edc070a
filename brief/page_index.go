package brief

import (
	"fmt"
	"html/template"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/evaluate"
)

// pageIndex is the index of the study on the page: the ranks in sight, the tables
// behind them to be opened.
type pageIndex struct {
	Head, Title, Question, Made string
	Notes                       []string
	Ranks                       pageExhibit
	SVG                         template.HTML
	Behind                      []pageExhibit
}

// index shows the index; nil without one.
func (b pageBuilder) index() *pageIndex {
	x := b.in.Index
	if x == nil {
		return nil
	}
	e := exhibit.Index(x, b.in.Version)
	out := &pageIndex{Head: b.say("综合指数", "Composite index"), Title: x.Title, Question: x.Question}
	if out.Question == b.in.Question {
		out.Question = ""
	}
	if v := x.Robustness; v != nil {
		out.Made = fmt.Sprintf(b.say("换用其他做法、调整权重并计入数据误差，重算%d次；区间按其中互不相干的%d次计，从第5至第95百分位。", "Made %d times over with other choices, weights and figures within their errors; intervals run from the 5th to the 95th percentile of the %d independent runs."), v.Runs, v.Independent)
	}
	out.Notes = texts(x.Notes, b.lang)
	for i, t := range e.Tables {
		switch {
		case i == 0:
			out.Ranks = b.table(t)
		case !t.Data:
			out.Behind = append(out.Behind, b.table(t))
		}
	}
	for _, p := range e.Plots {
		out.SVG = template.HTML(exhibit.Inline(p, b.lang))
	}
	return out
}

// table is a table of exhibits on the page.
func (b pageBuilder) table(t evaluate.Table) pageExhibit {
	out := pageExhibit{Title: t.Title.In(b.lang)}
	for _, h := range t.Head {
		out.Head = append(out.Head, h.In(b.lang))
	}
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = c.Text.In(b.lang)
		}
		out.Rows = append(out.Rows, cells)
	}
	out.Notes = texts(t.Notes, b.lang)
	return out
}

func texts(list []city.Text, lang string) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.In(lang))
	}
	return out
}
