package main

import (
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) explainCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "explain CODE",
		Short: "解释一个代码 / explain a code",
		Long: `解释检查代码（D101 ……）、判定理由（break、estimate ……）或论断类型（growth、rank ……）。
不带参数列出全部代码。
Explain a check, a reason of a verdict or a type of claim; without an argument list them all.

例 / example:
  quanyu explain D102

退出码 / exit status: 0 完成 done · 2 没有这个代码 no such code
`,
		RunE: func(_ *cobra.Command, args []string) error {
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
}
