package main

import (
	"fmt"
	"slices"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) indexCmd() *cobra.Command {
	var out string
	var replay []int
	cmd := &cobra.Command{
		Use:   "index STUDY [--out DIR] [--replay N,...]",
		Short: "综合指数 / composite index",
		Long: `按课题里的 index.yaml 计算综合指数：得分、位次和位次区间、两地高低、哪个选择左右结果、差距由哪些指标构成、同类地方三年里做到过多少。
写法见 docs/manual/050-index.md 与 055-index-study.md；--out 把表和图写进一个文件夹，其中 index-replications.csv 列出每一次重算的设定；
--replay 把其中第几次单独重放，列出当次各地的得分与位次。
Compute the index of index.yaml: scores, ranks with intervals, pairs, what the answer hangs on, the gap by indicator, what peers achieved.
--out writes tables and plots, with every run and its settings in index-replications.csv; --replay shows runs of these numbers whole.

  quanyu index compare A B      同一份数据，两个方案 / the same data under two versions
  quanyu index systems [ID]     目录里的指标体系 / indicator systems of the catalog

例 / example:
  quanyu index studies/hubei-2023

退出码 / exit status: 0 完成 done · 2 方案或数据不可用 unusable specification or data
`,
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := oneStudy(args)
			if err != nil {
				return err
			}
			defer s.Dir.Close()
			set, _, err := s.Load()
			if err != nil {
				return err
			}
			r, err := s.Index(set, replay...)
			if err != nil {
				return err
			}
			if r == nil {
				return city.Errorf("no_index", "课题里没有 index.yaml", "the study has no index.yaml").At(s.Dir.Name(), "", 0, "").
					WithHint("写法见 docs/manual/055-index-study.md", "see docs/manual/055-index-study.md")
			}
			count := 0
			if out != "" {
				if count, err = a.exhibits(out, exhibit.Index(r, study.Version)); err != nil {
					return err
				}
			}
			if a.json {
				a.print(struct {
					*benchmark.Result
					Version string `json:"version"`
				}{r, study.Version})
				return nil
			}
			a.index(r)
			if out != "" {
				a.say("写出 %d 个文件到 %s", "%d files written to %s", count, out)
			}
			return nil
		},
	}
	cmd.Flags().IntSliceVar(&replay, "replay", nil, "单独重放第几次重算 / replay runs of these numbers")
	cmd.Flags().StringVar(&out, "out", "", "写图表的文件夹 / a folder for tables and plots")
	cmd.AddCommand(a.indexCompareCmd(), a.indexSystemsCmd())
	return cmd
}

// ranking prints the places by rank, with the pairs and choices that matter.
func (a *app) ranking(r *benchmark.Result) {
	list := slices.Clone(r.Places)
	slices.SortStableFunc(list, func(x, y benchmark.PlaceView) int { return order(x) - order(y) })
	head := []string{a.either("地方", "place"), a.either("位次", "rank"), a.either("区间", "interval"), a.either("得分", "score")}
	var parts []benchmark.NodeView
	for _, n := range r.Nodes {
		if n.Level > 1 && n.Parent != "" {
			parts = append(parts, n)
			head = append(head, n.Name)
		}
	}
	rows, d := [][]string{head}, 3
	for _, p := range list {
		if p.Score > 10 { // on a scale such as 0 to 100
			d = 1
		}
	}
	for _, p := range list {
		row := []string{p.Name, "—", "—", p.Score.Fixed(d)}
		if p.Rank != nil {
			row[1] = fmt.Sprint(*p.Rank)
		}
		if p.Interval != nil {
			row[2] = p.Interval[0].Fixed(0) + a.either("至", " to ") + p.Interval[1].Fixed(0)
		}
		for _, n := range parts {
			row = append(row, p.Scores[n.Code].Fixed(d))
		}
		rows = append(rows, row)
	}
	a.table(rows)
	for _, q := range r.Answers {
		a.say("%s：%s的重算说是%s%s", "%s: yes in %s of the runs%s%s", r.Asked(q).In(a.lang), (q.Yes*100).Fixed(1)+"%", a.either(map[string]string{"yes": "，成立", "no": "，不成立", "open": "，定不下来"}[q.Holds], " ("+q.Holds+")"), a.turns(q.Turns))
	}
	if len(r.Sensitivity) > 0 {
		rows := [][]string{{a.either("选择", "choice"), a.either("单独", "first"), a.either("连同交互", "total")}}
		for _, s := range r.Sensitivity {
			first, total := s.Printed()
			rows = append(rows, []string{s.Choice, first.Fixed(2), total.Fixed(2)})
		}
		a.say("位次的变动由哪些选择造成（方差份额）：", "what the change of ranks is made by (shares of variance):")
		a.table(rows)
	}
}

func order(p benchmark.PlaceView) int {
	if p.Rank == nil {
		return 1 << 30
	}
	return *p.Rank
}

func (a *app) turns(choices []string) string {
	if len(choices) == 0 {
		return ""
	}
	return a.either("；单凭它就能翻转的选择：", "; turned by ") + some(choices)
}

// gaps prints what sets a place apart from the reference, and what three years
// brought to others that started alike.
func (a *app) gaps(r *benchmark.Result) {
	for _, g := range r.Decomposition {
		a.say("%s与%s的总分之差：%s", "the lead over %[1]s of %[2]s: %[3]s", g.Place, g.Reference, g.Gap.Fixed(2))
		if g.Parts == nil {
			a.say("  合成方法不是算术平均，差距不能按指标分开", "  the index is no arithmetic mean: the gap has no parts")
			continue
		}
		rows := [][]string{{a.either("指标", "indicator"), g.Place, g.Reference, a.either("差距", "gap")}}
		reached := g.Followed(3)
		if reached {
			rows[0] = append(rows[0], a.either("同类三年提高：10% 至 90%", "gain in 3 years: 10% to 90%"), a.either("中位", "median"), a.either("补上的份额", "share that gained it"))
		}
		for _, p := range g.Parts {
			row := []string{p.Name, p.Value.Digits(4), p.Other.Digits(4), p.Contribution.Fixed(2)}
			if reached {
				row = append(row, "—", "—", "—")
			}
			if x, ok := p.After(3); ok {
				row[4], row[5], row[6] = x.Low.Digits(3)+a.either("至", " to ")+x.High.Digits(3), x.Median.Digits(3), x.Achieved.Fixed(2)
			}
			rows = append(rows, row)
		}
		a.table(rows)
	}
}
