package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/method/composite"
)

// compared prints a comparison as tables.
func (a *app) compared(c *benchmark.Comparison) {
	a.say("A：%s（%s，%d 个指标）", "A: %s (%s, %d indicators)", c.A.Title, c.A.Spec, c.A.Indicators)
	a.say("B：%s（%s，%d 个指标）", "B: %s (%s, %d indicators)", c.B.Title, c.B.Spec, c.B.Indicators)
	if len(c.Changes) > 0 {
		a.say("两边位次的秩相关 %s，平均变动 %s 位；%d 对中有 %d 对先后颠倒", "ranks correlate at %s and move by %s on average; of %d pairs %d turn",
			c.Correlation.Fixed(3), c.Change.Fixed(2), c.Pairs, c.TurnedCount)
		fmt.Fprintln(a.out)
		a.changes(c)
		a.movedPlaces(c)
		a.turned(c)
	}
	a.noted(c.Notes)
}

// changeWords say the changes.
var changeWords = map[string]city.Text{
	string(composite.Dropped): {Zh: "去掉指标", En: "dropped"}, string(composite.Regrouped): {Zh: "改分项", En: "regrouped"}, string(composite.Added): {Zh: "新增指标", En: "added"},
	string(composite.Reweighted): {Zh: "权重", En: "weights"}, string(composite.Resized): {Zh: "分母", En: "denominators"}, string(composite.Retargeted): {Zh: "方向目标", En: "targets"},
	string(composite.Reimputed): {Zh: "填补", En: "impute"}, string(composite.Rescreened): {Zh: "筛选", En: "screen"}, string(composite.Retreated): {Zh: "异常值", En: "outliers"},
	string(composite.Rescaled): {Zh: "归一化", En: "normalise"}, string(composite.Combining): {Zh: "汇总", En: "aggregate"},
}

// changeGroup is a run of changes that are told together: indicators dropped one
// after another, or added.
type changeGroup struct {
	word     string
	from, to int // in Comparison.Changes
}

func (a *app) changeGroups(c *benchmark.Comparison) []changeGroup {
	var out []changeGroup
	for k, x := range c.Changes {
		words := []string{changeWords[x.Change].In(a.lang)}
		for _, w := range x.With {
			words = append(words, changeWords[w].In(a.lang))
		}
		word := strings.Join(words, a.either("与", " and "))
		if n := len(out); n > 0 && out[n-1].word == word {
			out[n-1].to = k + 1
			continue
		}
		out = append(out, changeGroup{word, k, k + 1})
	}
	return out
}

// gain is what a group does to the rank of a place; nil where it has none before or
// after.
func (g changeGroup) gain(p benchmark.ComparedView) *int {
	sum := 0
	for _, x := range p.By[g.from:g.to] {
		if x.Gain == nil {
			return nil
		}
		sum += *x.Gain
	}
	return &sum
}

// mean is the mean absolute change of rank that a group makes.
func (g changeGroup) mean(c *benchmark.Comparison) city.Number {
	sum, n := 0, 0
	for _, p := range c.Places {
		if gain := g.gain(p); gain != nil {
			sum, n = sum+max(*gain, -*gain), n+1
		}
	}
	return city.Number(float64(sum) / float64(n))
}

// changes prints what each change is, and what it does.
func (a *app) changes(c *benchmark.Comparison) {
	for k, g := range a.changeGroups(c) {
		list, turned := c.Changes[g.from:g.to], 0
		for _, x := range list {
			turned += x.Turned
		}
		a.say("%d. %s：位次平均变动 %s 位，颠倒 %d 对", "%d. %s: ranks move by %s on average, %d pairs turn", k+1, g.word, g.mean(c).Fixed(2), turned)
		for _, x := range list {
			a.changeLines(x, len(list) > 1)
		}
	}
	fmt.Fprintln(a.out)
}

// changeLines says one change; one of several with what it does by itself.
func (a *app) changeLines(x benchmark.ChangeView, several bool) {
	if x.Reason != nil {
		a.say("   分不开：只改前一项时，%s", "   they cannot be made apart: %s", x.Reason.In(a.lang))
	}
	for i, line := range a.nodeLines(x.Nodes) {
		if several && i == 0 {
			line += fmt.Sprintf(a.either("（平均变动 %s 位，颠倒 %d 对）", " (ranks move by %s, %d pairs turn)"), x.Mean.Fixed(2), x.Turned)
		}
		fmt.Fprintln(a.out, "   "+line)
	}
	if len(x.Before)+len(x.After) > 0 {
		fmt.Fprintf(a.out, "   %s → %s\n", a.stepsSaid(x.Before, x.After), a.stepsSaid(x.After, x.Before))
	}
}

// nodeLines say what a change means for the nodes, those of one kind on a line.
func (a *app) nodeLines(list []benchmark.NodeChange) []string {
	words := map[string]string{"gone": a.either("去掉：", "gone: "), "new": a.either("新增：", "new: "), "parent": a.either("改上级：", "moved: "), "weight": a.either("占同组的份额：", "share among siblings: "),
		"denominator": a.either("除以：", "divided by: "), "direction": a.either("方向：", "direction: "), "target": a.either("目标：", "target: "), "goalposts": a.either("标杆：", "goalposts: ")}
	said := map[string][]string{}
	var order, out []string
	for _, n := range list {
		if said[n.What] == nil {
			order = append(order, n.What)
		}
		word := n.Name
		if n.What != "gone" && n.What != "new" {
			word += " " + orNone(n.Before) + "→" + orNone(n.After)
		}
		said[n.What] = append(said[n.What], word)
	}
	const most = 15
	for _, what := range order {
		line := words[what] + strings.Join(said[what][:min(most, len(said[what]))], a.either("、", ", "))
		if n := len(said[what]) - most; n > 0 {
			line += fmt.Sprintf(a.either("……（另 %d 项见 --json）", " … (%d more in --json)"), n)
		}
		out = append(out, line)
	}
	return out
}

func orNone(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// stepsSaid says steps in words, or with every setting where the words of the
// others are the same.
func (a *app) stepsSaid(steps, others composite.Chain) string {
	words := func(list composite.Chain) string {
		var out []string
		for _, s := range list {
			if w := a.stepWord(s, nil); w != "" {
				out = append(out, w)
			}
		}
		return orNone(strings.Join(out, a.either("，", ", ")))
	}
	if words(steps) != words(others) {
		return words(steps)
	}
	raw, err := steps.MarshalJSON()
	if err != nil {
		panic("quanyu: " + err.Error())
	}
	return string(raw)
}

// movedPlaces prints every place, those that the second version ranks first on
// top.
func (a *app) movedPlaces(c *benchmark.Comparison) {
	head := []string{a.either("地方", "place"), "A", "B", a.either("升降", "gain")}
	intervals := c.A.Runs > 0
	if intervals {
		head = append(head, a.either("A的区间", "interval of A"))
	}
	groups := a.changeGroups(c)
	for _, g := range groups {
		head = append(head, g.word)
	}
	rows := [][]string{head}
	for _, p := range bySecond(c.Places) {
		row := []string{p.Name, rankWord(p.RankA), rankWord(p.RankB), signed(p.Gain)}
		if intervals {
			span := "—"
			if p.IntervalA != nil {
				span = p.IntervalA[0].Fixed(0) + a.either("至", " to ") + p.IntervalA[1].Fixed(0)
			}
			row = append(row, span)
		}
		for _, g := range groups {
			row = append(row, signed(g.gain(p)))
		}
		rows = append(rows, row)
	}
	a.table(rows)
}

// turned prints the pairs whose order turns.
func (a *app) turned(c *benchmark.Comparison) {
	const most = 20
	if len(c.Turned) == 0 {
		return
	}
	byWord := make([]string, len(c.Changes))
	for _, g := range a.changeGroups(c) {
		for k := g.from; k < g.to; k++ {
			byWord[k] = g.word
			if g.to-g.from > 1 {
				byWord[k] += a.either("：", ": ") + strings.Join(c.Changes[k].Codes, a.either("、", ", "))
			}
		}
	}
	verdicts := map[string]string{"ahead": a.either("领先", "ahead"), "behind": a.either("落后", "behind"), "not_separable": a.either("分不出先后", "not separable"), "": "—"}
	names := map[string]string{}
	for _, p := range c.Places {
		names[p.Place] = p.Name
	}
	head := []string{a.either("颠倒的对（A 中前者领先）", "pairs that turn (the first is ahead in A)"), a.either("因为", "by")}
	if c.A.Runs > 0 {
		head = append(head, a.either("A的重算", "runs of A"))
	}
	if c.B.Runs > 0 {
		head = append(head, a.either("B的重算", "runs of B"))
	}
	rows := [][]string{head}
	for _, t := range c.Turned[:min(most, len(c.Turned))] {
		row := []string{names[t.A] + a.either(" 与 ", " and ") + names[t.B], byWord[t.Change]}
		if c.A.Runs > 0 {
			row = append(row, verdicts[t.VerdictA])
		}
		if c.B.Runs > 0 {
			row = append(row, verdicts[t.VerdictB])
		}
		rows = append(rows, row)
	}
	a.table(rows)
	if n := len(c.Turned) - most; n > 0 {
		a.say("另 %d 对见 --json", "%d more pairs in --json", n)
	}
}

// bySecond orders places by their rank in the second version, those without one
// last.
func bySecond(list []benchmark.ComparedView) []benchmark.ComparedView {
	key := func(p benchmark.ComparedView) int {
		if p.RankB == nil {
			return 1 << 30
		}
		return *p.RankB
	}
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(x, y benchmark.ComparedView) int { return cmp.Compare(key(x), key(y)) })
	return out
}

// rankWord is a rank, and signed a change of it.
func rankWord(rank *int) string {
	if rank == nil {
		return "—"
	}
	return strconv.Itoa(*rank)
}

func signed(gain *int) string {
	switch {
	case gain == nil:
		return "—"
	case *gain > 0:
		return "+" + strconv.Itoa(*gain)
	}
	return strconv.Itoa(*gain)
}
