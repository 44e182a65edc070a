package main

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/spf13/cobra"
)

func (a *app) checkCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check STUDY",
		Short: "检查数据 / check the data",
		Long: `检查课题的数据：口径变化、占比与总量是否相符、增速能否由水平值算出、预计值、
重复、地名、单位等。每条问题有代码，quanyu explain 代码 说明它。
Check the data of a study. Each finding has a code; quanyu explain CODE says what it means.

  [错误 error]   数据自相矛盾 the data contradict themselves
  [警告 warning] 限定或阻止某些说法 qualifies or blocks statements
  [提示 note]    值得一看 worth a look

例 / example:
  quanyu check studies/wuhan-2019 --json

退出码 / exit status: 0 完成 done · 1 --strict 且有错误或警告 findings under --strict · 2 输入不可用 unusable input
`,
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := oneStudy(args)
			if err != nil {
				return err
			}
			defer s.Dir.Close()
			found, err := s.Check()
			if err != nil {
				return err
			}
			if a.json {
				if found == nil {
					found = []city.Finding{}
				}
				a.print(map[string][]city.Finding{"findings": found})
			} else {
				a.findings(found)
			}
			return a.strictly(found, nil)
		},
	}
	cmd.Flags().BoolVar(&a.strict, "strict", false, "有错误或警告时退出码为 1 / exit 1 when there are errors or warnings")
	return cmd
}

var severityNames = map[city.Severity]city.Text{
	city.SeverityError:   {Zh: "错误", En: "error"},
	city.SeverityWarning: {Zh: "警告", En: "warning"},
	city.SeverityNote:    {Zh: "提示", En: "note"},
}

// findings prints findings, one a line, with the cells they rest on.
func (a *app) findings(list []city.Finding) {
	counts := map[city.Severity]int{}
	for _, f := range list {
		counts[f.Severity]++
		fmt.Fprintf(a.out, "%s [%s] %s\n", f.Code, severityNames[f.Severity].In(a.lang), f.Message.In(a.lang))
		for i, o := range f.Sources {
			if i == 6 {
				a.say("      …… 共 %d 个单元格", "      ... %d cells", len(f.Sources))
				break
			}
			fmt.Fprintf(a.out, "      %s\n", cellOf(o))
		}
	}
	a.say("错误 %d，警告 %d，提示 %d", "%d errors, %d warnings, %d notes",
		counts[city.SeverityError], counts[city.SeverityWarning], counts[city.SeverityNote])
}

// cellOf names a cell: tables/a.xlsx [表1] C5.
func cellOf(o city.Origin) string {
	if o.Sheet != "" {
		return o.File + " [" + o.Sheet + "] " + o.Cell
	}
	return o.File + " " + o.Cell
}

// strictly is errStrict where --strict is given and something is wrong.
func (a *app) strictly(found []city.Finding, results []diagnose.Result) error {
	if !a.strict {
		return nil
	}
	for _, f := range found {
		if f.Severity != city.SeverityNote {
			return errStrict
		}
	}
	for _, r := range results {
		if r.Verdict == diagnose.NotSupported {
			return errStrict
		}
	}
	return nil
}
