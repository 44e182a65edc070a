package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/composite"
	"github.com/quanyu/quanyu/study"
)

func (a *app) runIndex(dir *files.Folder, name string) (*methodResult, error) {
	spec, err := benchmark.ReadSpec(dir, name)
	if err != nil {
		return nil, err
	}
	r, err := benchmark.Run(dir, spec)
	if err != nil {
		return nil, err
	}
	versioned := struct {
		Version string `json:"version"`
		*benchmark.Result
	}{study.Version, r}
	return &methodResult{json: versioned, text: func() { a.index(r) }, exhibits: exhibit.Index(r, study.Version)}, nil
}

// index prints a result as tables.
func (a *app) index(r *benchmark.Result) {
	a.say("综合指数：%s（%s）", "composite index: %s (%s)", r.Title, a.sources(r.Files))
	if r.Question != "" {
		fmt.Fprintln(a.out, r.Question)
	}
	a.made(r)
	fmt.Fprintln(a.out)
	a.ranking(r)
	a.versus(r)
	a.removed(r)
	a.gaps(r)
	a.optimised(r)
	a.replayed(r)
	a.noted(r.Notes)
}

// sources names the file of data; of a study, how many there are.
func (a *app) sources(list []benchmark.File) string {
	data := slices.DeleteFunc(slices.Clone(list), func(f benchmark.File) bool { return f.Name == benchmark.SpecFile })
	if len(data) == len(list) || len(data) < 2 {
		return list[0].Name
	}
	return fmt.Sprintf(a.either("%s等%d个文件", "%s and others, %d files"), data[0].Name, len(data))
}

// replayed prints the runs that were asked for, each with how it was settled.
func (a *app) replayed(r *benchmark.Result) {
	if r.Robustness == nil {
		return
	}
	for _, x := range r.Robustness.Replays {
		var set []string
		for _, s := range x.Settings {
			if s.Draw != nil {
				s.Option = fmt.Sprintf(a.either("第%d次抽取", "draw %d"), *s.Draw)
			}
			set = append(set, s.Choice+a.either("：", ": ")+s.Option)
		}
		a.say("第 %d 次重算（%s）：", "run %d (%s):", x.Run, strings.Join(set, a.either("；", "; ")))
		rows := [][]string{{a.either("地方", "place"), a.either("位次", "rank"), a.either("得分", "score")}}
		list := slices.Clone(x.Places)
		slices.SortStableFunc(list, func(p, q benchmark.RunPlace) int { return runOrder(p) - runOrder(q) })
		for _, p := range list {
			row := []string{a.placeName(r, p.Place), "—", p.Score.Digits(6)}
			if p.Rank != nil {
				row[1] = fmt.Sprint(*p.Rank)
			}
			rows = append(rows, row)
		}
		a.table(rows)
	}
}

// runOrder puts places without a rank last.
func runOrder(p benchmark.RunPlace) int {
	if p.Rank == nil {
		return 1 << 30
	}
	return *p.Rank
}

// optimised prints weights that were searched for, beside those in use.
func (a *app) optimised(r *benchmark.Result) {
	for _, o := range r.Optimised {
		goal := map[string]string{"balance": a.either("各部分与总分的相关合乎其重要程度", "parts correlate with the index by their importance"), "information": a.either("各部分与总分的相关尽量高", "parts correlate with the index as highly as can be")}[o.Goal]
		a.say("第 %d 层的权重，若要%s（只供参考，没有采用）：", "weights of level %d, so that %s (told, not used):", o.Level, goal)
		rows := [][]string{{a.either("节点", "node"), a.either("现行权重", "weight in use"), a.either("寻得的权重", "weight found"), a.either("与总分相关", "correlation")}}
		for _, n := range r.Nodes {
			if n.Level == o.Level {
				rows = append(rows, []string{n.Name, n.Weight.Fixed(3), o.Weights[n.Code].Fixed(3), o.Correlations[n.Code].Fixed(2)})
			}
		}
		a.table(rows)
		if !o.Settled {
			a.say("  搜索没有收敛，寻得的权重不要用", "  the search did not settle: do not use these weights")
		}
	}
}

// made says what the index is made of, step by step, and how often it was made
// again.
func (a *app) made(r *benchmark.Result) {
	s := r.Sample
	a.say("%d 行，%d 个指标，缺 %d 个数", "%d rows, %d indicators, %d figures missing", s.Rows, s.Indicators, s.Missing)
	var parts []string
	for _, step := range r.Settings {
		if word := a.stepWord(step, r); word != "" {
			parts = append(parts, word)
		}
	}
	a.say("做法：%s", "steps: %s", strings.Join(parts, " → "))
	if v := r.Robustness; v != nil {
		a.say("重算 %d 次（种子 %d），名次区间与胜率按其中互不相干的 %d 次计；区间为第 5 至第 95 百分位", "%d runs (seed %d); ranks and pairs are counted over the %d of them that are independent; intervals are from the 5th to the 95th percentile", v.Runs, v.Seed, v.Independent)
	}
}

// stepWord says one step that does something; the others have none.
func (a *app) stepWord(step composite.Step, r *benchmark.Result) string {
	switch s := step.(type) {
	case composite.Denominate:
		if !slices.ContainsFunc(r.Nodes, func(n benchmark.NodeView) bool { return n.Denominator != "" }) {
			return ""
		}
		return a.either("除以规模", "denominate")
	case composite.Impute:
		if s.Method == composite.ImputeNone {
			return ""
		}
		return a.either("填补 ", "impute ") + string(s.Method)
	case composite.Screen:
		if s.Available == 0 && s.NonZero == 0 && len(s.Drop) == 0 {
			return ""
		}
		return a.either("筛选", "screen")
	case composite.Treat:
		if len(s.Only) == 0 && s.By == (composite.Treatment{}) {
			return ""
		}
		return fmt.Sprintf(a.either("处理异常值（至多 %d 个）", "treat outliers (%d points at most)"), s.By.Points)
	case composite.Normalise:
		return a.either("归一化 ", "normalise ") + s.By.Method()
	case composite.Weigh:
		return fmt.Sprintf(a.either("第 %d 层权重 ", "weights of level %d by "), s.Level) + s.By.Method()
	case composite.Aggregate:
		var by []string
		for _, m := range s.By {
			by = append(by, m.Method())
		}
		return a.either("汇总 ", "aggregate ") + strings.Join(by, "/")
	}
	return ""
}

// versus prints pairs: all of a few, else those that the runs do not answer alike.
func (a *app) versus(r *benchmark.Result) {
	const most = 12
	pairs := r.Pairs
	if len(pairs) > most { // those that every run answers alike are not news
		pairs = slices.DeleteFunc(slices.Clone(pairs), func(p benchmark.PairView) bool { return p.Ahead == 0 || p.Ahead == 1 })
		pairs = pairs[:min(len(pairs), 60)]
	}
	if len(pairs) == 0 {
		return
	}
	if n := len(r.Pairs) - len(pairs); n > 0 {
		a.say("两两比较（另 %d 对各次重算的答案都一样，或太多列不下，见 --json）", "pairs (%d more, which every run answers alike or which are too many, are in --json)", n)
	}
	verdicts := map[string]string{"ahead": a.either("领先", "ahead"), "behind": a.either("落后", "behind"), "not_separable": a.either("分不出先后", "not separable")}
	rows := [][]string{{a.either("比较", "pair"), a.either("前者领先的次数占", "first is ahead in"), a.either("结论", "verdict")}}
	for _, p := range pairs {
		rows = append(rows, []string{a.placeName(r, p.A) + a.either(" 比 ", " and ") + a.placeName(r, p.B), (p.Ahead * 100).Fixed(1) + "%", verdicts[p.Verdict]})
	}
	a.table(rows)
}

func (a *app) placeName(r *benchmark.Result, place string) string {
	for _, p := range r.Places {
		if p.Place == place {
			return p.Name
		}
	}
	return place
}

// removed prints the nodes without which ranks move most.
func (a *app) removed(r *benchmark.Result) {
	const most = 5
	list := slices.Clone(r.Removal)
	slices.SortStableFunc(list, func(x, y benchmark.RemovalView) int {
		switch {
		case x.Change > y.Change:
			return -1
		case x.Change < y.Change:
			return 1
		}
		return 0
	})
	if len(list) == 0 {
		return
	}
	rows := [][]string{{a.either("去掉", "without"), a.either("名次平均变动", "mean change of rank")}}
	for _, x := range list[:min(most, len(list))] {
		rows = append(rows, []string{x.Name, x.Change.Fixed(2)})
	}
	a.table(rows)
}
