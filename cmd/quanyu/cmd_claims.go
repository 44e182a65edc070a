package main

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) claimsCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "claims STUDY",
		Short: "判定每句话 / judge every sentence",
		Long: `从 claims.txt、claims.xlsx、draft.docx 读句子，按字面提出类型、指标、地方、时期、数字（存入 claims.yaml，可改），
再逐句判定：依据充分、限定后可用、与数据不符、依据不足。读不懂的照实列出。
Read the sentences, propose what each claims (kept in claims.yaml, which you may correct), and judge them.

例 / example:
  quanyu claims studies/wuhan-2019 --json

退出码 / exit status: 0 完成 done · 1 --strict 且有与数据不符的论断 failed claims under --strict · 2 输入不可用 unusable input
`,
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := oneStudy(args)
			if err != nil {
				return err
			}
			defer s.Dir.Close()
			st, err := s.Judge()
			if err != nil {
				return err
			}
			if a.json {
				a.print(map[string][]diagnose.View{"claims": claimsView(st)})
			} else {
				for _, v := range claimsView(st) {
					a.claim(v)
				}
				a.verdictCounts(st.Results)
			}
			return a.strictly(nil, st.Results)
		},
	}
	cmd.Flags().BoolVar(&a.strict, "strict", false, "有与数据不符的论断时退出码为 1 / exit 1 when a claim is not supported")
	return cmd
}

func claimsView(st *study.State) []diagnose.View {
	out := []diagnose.View{}
	for _, r := range st.Results {
		out = append(out, r.View(st.Set.Places, st.Set.Indicators))
	}
	return out
}

// claim prints one claim in full: verdict, wording, what speaks against it,
// and the cells it rests on.
func (a *app) claim(v diagnose.View) {
	verdict := v.VerdictName.In(a.lang)
	fmt.Fprintf(a.out, "%s  [%s] %s\n", v.ID, verdict, v.Sentence)
	for _, r := range v.ReasonTexts {
		a.say("    理由 %s：%s", "    reason %s: %s", r.Code, city.Text{Zh: r.Zh, En: r.En}.In(a.lang))
	}
	a.textLine("稳妥表述", "safe wording", v.Rewording)
	a.textLine("可能的质疑", "a critic may say", v.Counter)
	a.textLine("需要补充", "would decide it", v.Decide)
	for _, e := range v.Evidence {
		value := e.Value.String() + e.Unit
		switch e.Facet {
		case city.Growth:
			value = city.Text{Zh: "增长", En: "growth "}.In(a.lang) + value
		case city.Rank:
			value = city.Text{Zh: "第" + value, En: "rank " + e.Value.String()}.In(a.lang)
		}
		fmt.Fprintf(a.out, "    %s %s %s %s  %s\n", e.Place, e.Period, e.Indicator, value,
			cellOf(city.Origin{File: e.Source.File, Sheet: e.Source.Sheet, Cell: e.Source.Cell}))
	}
	fmt.Fprintln(a.out)
}

func (a *app) textLine(zh, en string, t city.Text) {
	if s := t.In(a.lang); s != "" {
		fmt.Fprintf(a.out, "    %s：%s\n", city.Text{Zh: zh, En: en}.In(a.lang), s)
	}
}
