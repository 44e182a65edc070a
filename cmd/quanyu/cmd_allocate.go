package main

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/design/citywide"
	"github.com/spf13/cobra"
)

func (a *app) allocateCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "allocate STUDY",
		Short: "哪个区做哪个主题 / which district takes which theme",
		Long: `把各区放在一起定主题：专业化、相关基础、规模、相邻互补算得分，重复有代价，资金、土地、个数是约束；已经锁定的照做，代价另算。
至少三个不同的方案、各自的遗憾、户数重抽样后稳不稳；依据不足的区不给主题。课题里用 allocate.yaml；写法见 docs/manual/120-allocate.md。
All districts decided together: gains, a price for duplication, limits, locks with their price, plans that differ.

例 / example:
  quanyu allocate studies/sample-city --json

退出码 / exit status: 0 完成 done · 2 数据或约束不可用（约束冲突时列出最小的一组） unusable data or limits
`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := oneStudy(args)
			if err != nil {
				return err
			}
			defer s.Dir.Close()
			r, err := s.Allocate()
			if err != nil {
				return err
			}
			if r == nil {
				return city.Errorf("no_allocate", "课题里没有 allocate.yaml", "the study has no allocate.yaml").At(s.Dir.Name(), "", 0, "").
					WithHint("写法见 docs/manual/120-allocate.md", "see docs/manual/120-allocate.md")
			}
			a.allocated(r)
			return nil
		},
	}
}

// allocated prints which district takes which theme.
func (a *app) allocated(r *citywide.Allocated) {
	if a.json {
		a.print(r)
		return
	}
	a.say("%s（求解器 %s %s，与上界相差 %s%%）", "%s (%s %s, gap %s%%)", r.Title, r.Solver.Name, r.Solver.Version, (100 * r.Solver.Gap).Fixed(2))
	for _, e := range r.Exhibits() {
		if !e.Sheet {
			a.exhibit(e)
		}
	}
	for _, f := range r.Findings {
		a.say("%s %s", "%s %s", f.Code, f.Message.In(a.lang))
	}
}
