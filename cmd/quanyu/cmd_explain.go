package main

import (
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) explainCmd() *cobra.Command {
	var f firmFlags
	cmd := &cobra.Command{
		Use:   "explain CODE | --firm ID --programme P (--registry FILE --date DAY | --study STUDY)",
		Short: "解释一个代码，或一家企业的结果 / explain a code, or what a firm gets",
		Long: `解释检查代码（D101 ……）、判定理由（break、estimate ……）或论断类型（growth、rank ……）。
不带参数列出全部代码。
Explain a check, a reason of a verdict or a type of claim; without an argument list them all.

--firm 说明一家企业在一个项目下为什么是这个结果：每个条件、企业的数、当天的门槛和条款、缺什么、怎样会改变。
--firm says why a firm gets what it gets under a programme: each criterion, its figures, the limit of the day and the article.

例 / example:
  quanyu explain D102
  quanyu explain --firm 91420100MA4K00002Y --programme hnte --registry 企业.csv --date 2019-12-31

退出码 / exit status: 0 完成 done · 2 没有这个代码、企业或项目 no such code, firm or programme
`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.asked(cmd) {
				if len(args) > 0 {
					return city.Errorf("bad_argument", "--firm 后不再写代码", "--firm takes no code")
				}
				return a.explainFirm(f)
			}
			if len(args) > 1 {
				return city.Errorf("bad_argument", "一次只解释一个代码", "one code at a time").WithHint("例：quanyu explain D102", "for example: quanyu explain D102")
			}
			pages := study.Pages()
			if len(args) == 0 {
				if a.json {
					a.print(map[string][]study.Page{"pages": pages})
					return nil
				}
				for _, p := range pages {
					a.say("%-18s %s", "%-18s %s", p.Code, p.Title.In(a.lang))
				}
				return nil
			}
			for _, p := range pages {
				if !strings.EqualFold(p.Code, args[0]) {
					continue
				}
				if a.json {
					a.print(p)
					return nil
				}
				a.say("%s  %s\n\n%s", "%s  %s\n\n%s", p.Code, p.Title.In(a.lang), p.Text.In(a.lang))
				return nil
			}
			return city.Errorf("unknown_code", "没有代码“%s”", "there is no code %q", args[0]).
				WithHint("quanyu explain 列出全部代码", "quanyu explain lists them all")
		},
	}
	f.add(cmd)
	return cmd
}
