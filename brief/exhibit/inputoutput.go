package exhibit

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/industry"
	"github.com/quanyu/quanyu/evaluate"
)

// InputOutput gives the tables of an input-output table: its sectors, and where
// they were asked for the region's coefficients, the fitted table and the shock.
func InputOutput(r *industry.InputOutputResult, version string) evaluate.Exhibits {
	e := evaluate.Exhibits{Title: city.Text{Zh: "投入产出：" + r.Title, En: "Input-output: " + r.Title}, Notes: r.Notes, Source: sourceOf(r.Files, version)}
	sectors := evaluate.Table{Name: "inputoutput-sectors", Title: city.Text{Zh: "部门", En: "Sectors"}, Head: headings("部门", "sector", "总产出", "output", "产出乘数", "multiplier", "影响力系数", "backward linkage", "推动力系数", "forward linkage", "剔除后损失", "lost without it", "占总产出", "share of all")}
	for _, u := range r.Sectors[0].Uses {
		sectors.Head = append(sectors.Head, city.Text{Zh: u.Use + "乘数", En: u.Use + " multiplier"})
	}
	for _, s := range r.Sectors {
		row := []evaluate.Cell{words(s.Sector), digits(s.Output, 6), figure(s.Multiplier, 4), figure(s.Backward, 4), figure(s.Forward, 4), digits(s.Extraction.Total, 6), figure(s.Extraction.Share, 4)}
		for _, u := range s.Uses {
			row = append(row, figure(u.Multiplier, 4))
		}
		sectors.Rows = append(sectors.Rows, row)
	}
	e.Tables = []evaluate.Table{sectors}
	if r.Region != nil {
		e.Tables = append(e.Tables, grid(r, "inputoutput-region", city.Text{Zh: "本地直接消耗系数", En: "The region's coefficients"}, r.Region.Coefficients))
	}
	if r.Fitted != nil {
		e.Tables = append(e.Tables, grid(r, "inputoutput-fitted", city.Text{Zh: "调平后的中间使用", En: "Deliveries fitted to new sums"}, r.Fitted.Flows))
	}
	if s := r.Shock; s != nil {
		t := evaluate.Table{Name: "inputoutput-shock", Title: city.Text{Zh: "断供之后", En: "After the cut"}, Head: headings("部门", "sector", "余下", "left", "减产", "lost", "第几轮", "round", "最缺的投入", "scarcest input")}
		for _, x := range s.Stops {
			binding := words("—")
			if x.Binding != nil {
				binding = words(*x.Binding)
			}
			t.Rows = append(t.Rows, []evaluate.Cell{words(x.Sector), figure(x.Left, 4), digits(x.Loss, 5), counted(x.Round), binding})
		}
		e.Tables = append(e.Tables, t)
	}
	return e
}

// grid is a table of sectors by sectors.
func grid(r *industry.InputOutputResult, name string, title city.Text, x [][]city.Number) evaluate.Table {
	t := evaluate.Table{Name: name, Title: title, Head: headings("部门", "sector")}
	for i, row := range x {
		t.Head = append(t.Head, city.Text{Zh: r.Sectors[i].Sector})
		line := []evaluate.Cell{words(r.Sectors[i].Sector)}
		for _, v := range row {
			line = append(line, digits(v, 5))
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}
