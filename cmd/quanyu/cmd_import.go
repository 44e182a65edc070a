package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) importCmd() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "import FILE... --study STUDY",
		Short: "导入表格 / bring tables in",
		Long: `把表格（.xls .xlsx .csv）复制进课题的 tables/，并显示读懂了什么；不问任何问题。
Copy tables into the study and show what was understood; nothing is asked.

例 / example:
  quanyu import 科技统计简表.xls --study 案卷

退出码 / exit status: 0 完成 done · 2 有文件不可用（其余已导入）a file is unusable, the others are in
`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || dir == "" {
				return city.Errorf("bad_argument", "需要文件和 --study", "files and --study are needed").
					WithHint("例：quanyu import 表.xls --study 案卷", "for example: quanyu import table.xls --study dossier")
			}
			s, err := study.Open(dir)
			if err != nil {
				return err
			}
			defer s.Dir.Close()
			var faults []error
			taken := map[string]bool{}
			for _, f := range args {
				name, err := s.Import(f)
				if err != nil {
					faults = append(faults, err)
					continue
				}
				taken[name] = true
			}
			_, reports, err := s.Load()
			var mine []data.Report
			for _, r := range reports {
				if taken[r.File] {
					mine = append(mine, r)
				}
			}
			if a.json && len(faults) == 0 && err == nil {
				a.print(map[string]any{"files": reportsView(mine)})
			} else if !a.json {
				for _, r := range mine {
					a.report(r)
				}
			}
			return errors.Join(append(faults, err)...)
		},
	}
	cmd.Flags().StringVar(&dir, "study", "", "课题文件夹 / the study folder")
	return cmd
}

type reportView struct {
	File       string   `json:"file"`
	Rows       int      `json:"rows"`
	Values     int      `json:"values"`
	Indicators []string `json:"indicators"`
	Places     []string `json:"places"`
	Periods    []string `json:"periods"`
	Marks      []string `json:"marks"`
}

func reportsView(list []data.Report) []reportView {
	out := []reportView{}
	for _, r := range list {
		v := reportView{File: r.File, Rows: r.Rows, Values: r.Values, Indicators: r.Indicators, Places: r.Places, Marks: r.Marks}
		for _, p := range r.Periods {
			v.Periods = append(v.Periods, string(p))
		}
		out = append(out, v)
	}
	return out
}

// report prints what one file was understood to hold.
func (a *app) report(r data.Report) {
	head := r.File
	if r.Title != "" {
		head += "　" + r.Title
	}
	fmt.Fprintln(a.out, head)
	if r.Publisher != "" {
		a.say("  来源：%s", "  publisher: %s", r.Publisher)
	}
	if !r.Note.IsZero() {
		fmt.Fprintln(a.out, "  "+r.Note.In(a.lang))
	}
	a.say("  读懂 %d 行、%d 个数：%s", "  %d rows, %d values: %s", r.Rows, r.Values, kinds(r, a.lang))
	a.say("  指标 %d：%s", "  %d indicators: %s", len(r.Indicators), some(r.Indicators))
	a.say("  地区 %d：%s", "  %d places: %s", len(r.Places), some(r.Places))
	a.say("  时期 %d：%s", "  %d periods: %s", len(r.Periods), periods(r.Periods, a.lang))
	if len(r.Units) > 0 {
		a.say("  单位：%s", "  units: %s", some(r.Units))
	}
	if len(r.Marks) > 0 {
		a.say("  标记：%s", "  marks: %s", strings.Join(r.Marks, "；"))
	}
	for i, d := range r.Doubts {
		if i == mostDoubts {
			a.say("  另有 %d 处，见 quanyu check", "  and %d more, see quanyu check", len(r.Doubts)-i)
			break
		}
		a.say("  请看一眼：%s", "  worth a look: %s", d.In(a.lang))
	}
}

// mostDoubts is how many doubts are printed of one file.
const mostDoubts = 3

// kinds says how many levels, growth rates and ranks there are.
func kinds(r data.Report, lang string) string {
	var parts []string
	for _, k := range []struct {
		n      int
		zh, en string
	}{{r.Levels, "数值 %d", "%d levels"}, {r.Growths, "增速 %d", "%d growth rates"}, {r.Ranks, "位次 %d", "%d ranks"}} {
		if k.n > 0 {
			parts = append(parts, fmt.Sprintf(city.Text{Zh: k.zh, En: k.en}.In(lang), k.n))
		}
	}
	return strings.Join(parts, city.Text{Zh: "，", En: ", "}.In(lang))
}

// periods lists periods in words; years without a gap as their first and last.
func periods(list []city.Period, lang string) string {
	var names []string
	run := len(list) > 2
	for i, p := range list {
		names = append(names, p.Name(lang))
		run = run && p.IsYear() && p.Year() == list[0].Year()+i
	}
	if run {
		return strings.TrimSuffix(names[0], "年") + "—" + names[len(names)-1]
	}
	return some(names)
}

// some lists the first few of many.
func some(list []string) string {
	const most = 6
	if len(list) <= most {
		return strings.Join(list, "、")
	}
	return strings.Join(list[:most-1], "、") + " …… " + list[len(list)-1]
}
