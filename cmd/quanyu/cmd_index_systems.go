package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/spf13/cobra"
)

func (a *app) indexSystemsCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "systems [ID]",
		Short: "目录里的指标体系 / indicator systems of the catalog",
		Long: `列出目录里的指标体系和版本，以及各缺什么；写代码、名称或文号的，列出它的全部指标。缺权重或计分规则的不能计分。
List the indicator systems of the catalog with their versions and what is missing of each; with an ID, a name or the number of a document,
list its indicators. One with gaps does not score.

例 / example:
  quanyu index systems zone-2021

退出码 / exit status: 0 完成 done · 2 没有这个体系 no such system
`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return city.Errorf("bad_argument", "一次只看一个体系", "one system at a time").WithHint("例：quanyu index systems zone-2021", "for example: quanyu index systems zone-2021")
			}
			if len(args) == 0 {
				a.systems(catalog.Systems())
				return nil
			}
			s, known := catalog.FindSystem(args[0])
			if !known {
				return city.Errorf("unknown_system", "目录里没有指标体系“%s”", "the catalog has no indicator system %q", args[0]).
					WithHint("quanyu index systems 列出全部", "quanyu index systems lists them all")
			}
			a.system(s)
			return nil
		},
	}
}

// systemView is a system as JSON has it.
type systemView struct {
	ID        string             `json:"id"`
	Family    string             `json:"family"`
	Version   string             `json:"version"`
	Name      city.Text          `json:"name"`
	Document  string             `json:"document"`
	Publisher string             `json:"publisher"`
	Date      string             `json:"date"`
	Areas     *int               `json:"official_areas"`      // null where the number is not known
	Count     *int               `json:"official_indicators"` // likewise
	Sources   []systemSourceView `json:"sources"`
	Note      city.Text          `json:"note"`
	Scores    bool               `json:"scores"`
	Missing   []city.Text        `json:"missing"`
	Nodes     []systemNodeView   `json:"nodes"`
}

type systemSourceView struct {
	Title string    `json:"title"`
	URL   string    `json:"url"`
	Grade string    `json:"grade"`
	Bears city.Text `json:"bears"`
}

type systemNodeView struct {
	Code      string   `json:"code"`
	Name      string   `json:"name"`
	Parent    string   `json:"parent"`
	Weight    *float64 `json:"weight"`    // null where it is not known
	Direction string   `json:"direction"` // "" where it is not known
	Indicator string   `json:"indicator"` // of the catalog
	Inferred  bool     `json:"code_inferred"`
}

func systemViewOf(s catalog.System) systemView {
	v := systemView{ID: s.ID, Family: s.Family, Version: s.Version, Name: s.Name, Document: s.Document, Publisher: s.Publisher, Date: s.Date, Sources: []systemSourceView{},
		Note: s.Note, Missing: append([]city.Text{}, s.Lacks()...), Nodes: []systemNodeView{}}
	v.Scores = len(v.Missing) == 0
	if s.Areas > 0 {
		v.Areas = &s.Areas
	}
	if s.Indicators > 0 {
		v.Count = &s.Indicators
	}
	for _, x := range s.Sources {
		v.Sources = append(v.Sources, systemSourceView(x))
	}
	for _, n := range s.Nodes {
		v.Nodes = append(v.Nodes, systemNodeView{n.Code, n.Name, n.Parent(), n.Weight, n.Direction, n.Indicator, n.Inferred})
	}
	return v
}

// systems lists all with what they lack.
func (a *app) systems(list []catalog.System) {
	if a.json {
		views := []systemView{}
		for _, s := range list {
			views = append(views, systemViewOf(s))
		}
		a.print(map[string][]systemView{"systems": views})
		return
	}
	for _, s := range list {
		a.systemHead(s)
	}
	a.say("写出代码看全部指标：quanyu index systems zone-2021", "with an ID all its indicators: quanyu index systems zone-2021")
}

// systemHead says which system it is and whether it scores.
func (a *app) systemHead(s catalog.System) {
	about := slices.DeleteFunc([]string{s.Document, s.Publisher, s.Date}, func(x string) bool { return x == "" })
	for _, x := range []struct {
		count  int
		zh, en string
	}{{s.Areas, "%d 个方面", "%d areas"}, {s.Indicators, "%d 项指标", "%d indicators"}} {
		if x.count > 0 {
			about = append(about, fmt.Sprintf(a.either(x.zh, x.en), x.count))
		}
	}
	fmt.Fprintf(a.out, "%-22s %s\n", s.ID, s.Name.In(a.lang))
	if len(about) > 0 {
		fmt.Fprintln(a.out, "  "+strings.Join(about, a.either("，", ", ")))
	}
	var missing []string
	for _, m := range s.Lacks() {
		missing = append(missing, m.In(a.lang))
	}
	if len(missing) == 0 {
		a.say("  可以计分", "  it scores")
		return
	}
	a.say("  不能计分，还缺：%s", "  does not score; missing: %s", strings.Join(missing, a.either("；", "; ")))
}

// system shows one whole.
func (a *app) system(s catalog.System) {
	if a.json {
		a.print(systemViewOf(s))
		return
	}
	a.systemHead(s)
	for _, x := range s.Sources {
		a.say("  出处（%s级）：%s —— %s", "  source (grade %s): %s: %s", x.Grade, strings.TrimSpace(x.Title+" "+x.URL), x.Bears.In(a.lang))
	}
	if s.Note.Zh != "" {
		a.say("  说明：%s", "  note: %s", s.Note.In(a.lang))
	}
	fmt.Fprintln(a.out)
	rows := [][]string{{a.either("编号", "number"), a.either("名称", "name"), a.either("权重", "weight"), a.either("目录指标", "of the catalog")}}
	for _, n := range s.Nodes {
		code, weight := n.Code, "—"
		if n.Inferred {
			code = "(" + code + ")"
		}
		if n.Weight != nil {
			weight = strconv.FormatFloat(*n.Weight, 'f', -1, 64)
		}
		rows = append(rows, []string{code, n.Name, weight, orNone(n.Indicator)})
	}
	if len(rows) > 1 {
		a.leftTable(rows)
	}
}

// leftTable prints rows in columns that stand left.
func (a *app) leftTable(rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for c, text := range row {
			widths[c] = max(widths[c], places(text))
		}
	}
	for _, row := range rows {
		line := ""
		for c, text := range row {
			line += "  " + text + strings.Repeat(" ", widths[c]-places(text))
		}
		fmt.Fprintln(a.out, strings.TrimRight(line, " "))
	}
}
