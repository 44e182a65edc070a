package main

import (
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/design/citywide"
	"github.com/spf13/cobra"
)

func (a *app) landCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "land STUDY",
		Short: "哪些地块可以改为新型工业用地（M0） / which land may become M0",
		Long: `按某城市某年的规则包逐块判定：可以、不可以、须修改控规、依据不足，写明是哪一条定的；新增建筑面积、少收的出让收入、各区上限、重叠只算一次，
在用地和资金上限内择优；片区清查回答“真正用于创新的只是少数”。课题里用 land.yaml；写法见 docs/manual/125-land.md。
Parcels under a pack of M0 rules, each with the clause that decided; limits, a choice, and the inventory of clusters.

例 / example:
  quanyu land studies/sample-city --json

退出码 / exit status: 0 完成 done · 2 数据、规则包或参数不可用 unusable data, pack or arguments
`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := oneStudy(args)
			if err != nil {
				return err
			}
			defer s.Dir.Close()
			r, err := s.Land()
			if err != nil {
				return err
			}
			if r == nil {
				return city.Errorf("no_land", "课题里没有 land.yaml", "the study has no land.yaml").At(s.Dir.Name(), "", 0, "").
					WithHint("写法见 docs/manual/125-land.md", "see docs/manual/125-land.md")
			}
			a.landed(r)
			return nil
		},
	}
}

// landed prints the verdicts, the limits and what is missing.
func (a *app) landed(r *citywide.Landed) {
	if a.json {
		a.print(r)
		return
	}
	a.say("%s（%s）", "%s (%s)", r.Pack.Title.In(a.lang), r.Pack.Date)
	for _, e := range r.Exhibits() {
		a.exhibit(e)
	}
	if t := r.ChoiceText(); !t.IsZero() {
		a.say("%s", "%s", t.In(a.lang))
	}
	if v := r.Inventory; v != nil {
		a.say("“%[1]s”：%[2]s。%[3]s", "%[1]q: %[2]s. %[3]s", v.Claim.In(a.lang), citywide.AnswerWords(v.Verdict).In(a.lang), v.Reason.In(a.lang))
	}
	for _, f := range r.Findings {
		if f.Severity != city.SeverityNote || f.Code == "F002" { // a column that is not read may be the one that is missing
			a.say("%s %s", "%s %s", f.Code, f.Message.In(a.lang))
		}
	}
	if len(r.Missing) > 0 {
		var list []string
		for _, m := range r.Missing {
			list = append(list, "  "+m.In(a.lang))
		}
		a.say("还不能说的：\n%s", "what cannot be said yet:\n%s", strings.Join(list, "\n"))
	}
}
