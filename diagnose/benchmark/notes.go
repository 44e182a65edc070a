package benchmark

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite"
	"github.com/quanyu/quanyu/method/composite/robust"
)

// notes says what a reader must know before using an index.
func (c *computation) notes(r *Result) []city.Text {
	out := []city.Text{}
	add := func(zh, en string, args ...any) {
		out = append(out, city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)})
	}
	if n := len(r.Sample.Out); n > 0 {
		add("%[1]d 个地方数据不够，没有参加排名：%[2]s", "%[1]d places have too few figures and are not ranked: %[3]s", n, some(r.Sample.Out, "、"), some(r.Sample.Out, ", "))
	}
	var unranked []string
	for _, p := range r.Places {
		if p.Rank == nil {
			unranked = append(unranked, p.Name)
		}
	}
	if len(unranked) > 0 {
		r.Sample.Unranked = unranked
		add("%[1]d 个地方没有得分：%[2]s", "%[1]d places have no score: %[3]s", len(unranked), some(unranked, "、"), some(unranked, ", "))
	}
	if n := c.left(); n > 0 {
		add("有 %d 个数缺着没有填补：缺的指标由同组其他指标按权重替代，等于假定它与同组平均相当", "%d figures are missing and were not imputed: siblings stand in for them, as if the place did as well there", n)
	}
	if n := len(r.Sample.Imputed); n > 0 {
		add("有 %d 个数是填补的（见 sample.imputed），不是观测值", "%d figures are imputed (sample.imputed), not observed", n)
	}
	if n := c.heldByImputed(r); len(n) > 0 {
		add("筛选在填补之后，填补的数也算有数；只数观测到的，%[1]s达不到 screen 的要求：要筛去就写进 drop", "places are screened after imputing, and imputed figures count; by observed figures alone %[2]s would not pass screen: write them under drop to leave them out", some(n, "、"), some(n, ", "))
	}
	if n := len(r.Sample.Lost); n > 0 {
		var lost []string
		for _, x := range r.Sample.Lost {
			if lost = append(lost, c.name(x.Place)+c.called(r, x.Code)); x.Period != 0 {
				lost[len(lost)-1] += fmt.Sprint(x.Period)
			}
		}
		add("有 %[1]d 个数因分母缺失而用不上：%[2]s", "%[1]d figures cannot be used, as their denominator is missing: %[3]s", n, some(lost, "、"), some(lost, ", "))
	}
	for _, stage := range c.index.Stages {
		for _, code := range stage.Turned {
			add("“%[1]s”越小越好，fraction_of_max 却给越差的越高的分：得分照给，与 COINr 相同，但方向反了，用 only 给它换一种归一化再引用", "less of %[1]q is better, and fraction_of_max gives the worse the higher score: it is computed as COINr does, but the wrong way round; normalise it otherwise (only) before the index is quoted", c.called(r, code))
		}
	}
	for _, m := range r.Audit.Mixed {
		if m.Code == c.hierarchy.Top() {
			add("总分把%[1]s合在一起：投入多并不等于产出多，引用时请同时看分项", "the index adds %[2]s together: to spend more is not to achieve more; look at its parts too", words(m.Kinds, "、", "zh"), words(m.Kinds, ", ", "en"))
		} else {
			add("“%[1]s”之下%[2]s混在一起", "below %[1]q, %[3]s are mixed", c.called(r, m.Code), words(m.Kinds, "、", "zh"), words(m.Kinds, ", ", "en"))
		}
	}
	for _, x := range r.Audit.Correlations {
		if !(x.P < 0.05) { // of a few places anything may correlate
			continue
		}
		if x.Value > 0 {
			add("“%[1]s”与“%[2]s”相关系数 %[3]s：说的几乎是一件事，等于给它加倍的权重", "%[1]q and %[2]q correlate at %[3]s: they say nearly the same, which so counts twice", c.called(r, x.A), c.called(r, x.B), x.Value.Fixed(2))
		} else {
			add("“%[1]s”与“%[2]s”相关系数 %[3]s：同组而方向相反，合在一起互相抵消", "%[1]q and %[2]q correlate at %[3]s: they run against one another and cancel out", c.called(r, x.A), c.called(r, x.B), x.Value.Fixed(2))
		}
	}
	for i, x := range r.Audit.WithSize {
		if i > 0 && r.Audit.WithSize[i-1].A == x.A {
			continue // said with the first size
		}
		var sizes []string
		for _, y := range r.Audit.WithSize[i:] {
			if y.A == x.A {
				sizes = append(sizes, fmt.Sprintf("%s %s", c.size(y.B), y.Value.Fixed(2)))
			}
		}
		add("“%[1]s”与规模相关（%[2]s）：它量的可能是大小而不是水平", "%[1]q correlates with size (%[3]s): it may measure size, not level", c.called(r, x.A), strings.Join(sizes, "、"), strings.Join(sizes, ", "))
	}
	c.robustNotes(r, add)
	return out
}

// left counts the figures that were missing and were not imputed, of the places
// that were not screened out.
func (c *computation) left() int {
	type key struct {
		place  string
		period int
	}
	keyed := func(t *composite.Table, row int) key {
		if t.Periods == nil {
			return key{place: t.Units[row]}
		}
		return key{t.Units[row], t.Periods[row]}
	}
	raw, last := c.index.Table(""), c.index.Table("treat")
	at := make(map[key]int, len(raw.Units))
	for i := range raw.Units {
		at[keyed(raw, i)] = i
	}
	n := 0
	for j, x := range last.Values {
		for i, v := range x {
			if math.IsNaN(v) && math.IsNaN(raw.Values[j][at[keyed(last, i)]]) {
				n++
			}
		}
	}
	return n
}

// heldByImputed are the places of the period that have enough figures only
// because some are imputed.
func (c *computation) heldByImputed(r *Result) []string {
	ask := c.spec.Steps.Screen
	if ask == nil || ask.Before != "" {
		return nil
	}
	imputed := map[string]int{}
	for _, cell := range r.Sample.Imputed {
		if cell.Period == c.period {
			imputed[cell.Place]++
		}
	}
	var out []string
	for _, stage := range c.index.Stages {
		for _, s := range stage.Screen {
			observed := 1 - float64(s.Missing+imputed[s.Place])/float64(r.Sample.Indicators)
			if s.Included && s.Period == c.period && imputed[s.Place] > 0 && observed < ask.Available && !slices.Contains(ask.Keep, s.Place) {
				out = append(out, c.name(s.Place))
			}
		}
	}
	return out
}

// robustNotes says what the runs leave open.
func (c *computation) robustNotes(r *Result, add func(zh, en string, args ...any)) {
	if r.Robustness == nil {
		add("没有做稳健性检验（robustness）：名次的先后可能只是权重和方法的先后，不能单独引用", "nothing was varied (robustness): the order of ranks may be that of weights and methods, and is no evidence by itself")
		return
	}
	if n := len(r.Robustness.Failures); n > 0 {
		add("%d 次算不出来，没有计入，见 robustness.failures", "%d runs could not be computed and are not counted; see robustness.failures", n)
	}
	if c.report.Choices == nil {
		add("各项选择的影响没有算：有算不出来的次数，或名次从来不变", "shares of choices were not computed: a run failed, or no rank ever changes")
	}
	for _, choice := range c.plans.Choices {
		for _, o := range choice.Options {
			if o.Places != nil && slices.ContainsFunc(choice.Options, func(x robust.Option) bool { return x.Places == nil }) {
				add("“%[1]s”取“%[2]s”时只有 %[3]d 个地方，位次是在它们之中排的，区间和位次的问题不计这些重算，两地高低计", "under %[1]q, %[2]q has %[3]d places only: ranks among these count in no interval and answer no question about ranks; pairs count", choice.Name, o.Name, len(o.Places))
			}
		}
	}
	open := 0
	for _, p := range r.Pairs {
		if p.Verdict == "not_separable" {
			open++
		}
	}
	if len(r.Pairs) > 0 {
		add("%[1]d 对比较中有 %[2]d 对分不出先后（没有一方在 95%% 的次数里领先）", "of %[1]d pairs %[2]d cannot be told apart (neither is ahead in 95%% of the runs)", len(r.Pairs), open)
	}
	var beside []string
	for _, p := range r.Places {
		if p.Rank != nil && p.Interval != nil && (city.Number(*p.Rank) < p.Interval[0] || city.Number(*p.Rank) > p.Interval[1]) {
			beside = append(beside, p.Name)
		}
	}
	if len(beside) > 0 {
		add("%[1]s的位次在自己的区间之外：换用别的做法很少得到这个位次，引用时只说区间", "the rank of %[2]s lies outside its own interval: other choices rarely give it, so quote the interval alone", some(beside, "、"), some(beside, ", "))
	}
	for _, a := range r.Answers {
		if len(a.Turns) > 0 {
			asked := r.Asked(a)
			add("“%[1]s”的答案随这些选择翻转：%[3]s", "the answer on %[2]q turns with these choices: %[4]s", asked.Zh, asked.En, strings.Join(a.Turns, "、"), strings.Join(a.Turns, ", "))
		}
	}
}

// called is the name of a node, else its code.
func (c *computation) called(r *Result, code string) string {
	for _, n := range r.Nodes {
		if n.Code == code && n.Name != "" {
			return n.Name
		}
	}
	return code
}

// size is the name of a denominator, else its code.
func (c *computation) size(code string) string {
	for _, s := range c.spec.Sizes {
		if s.Code == code && s.Name != "" {
			return s.Name
		}
		if s.Code == code && s.Source != nil {
			return s.Source.Indicator
		}
	}
	return code
}

// some lists the first few of many names.
func some(names []string, between string) string {
	const most = 8
	if len(names) <= most {
		return strings.Join(names, between)
	}
	return strings.Join(names[:most], between) + fmt.Sprintf("…(%d)", len(names))
}

// words says kinds of indicators.
func words(kinds []string, between, lang string) string {
	out := slices.Clone(kinds)
	for i, k := range kinds {
		out[i] = KindName(k, lang)
	}
	return strings.Join(out, between)
}

// KindName says a kind of indicators; one that people made up stays.
func KindName(kind, lang string) string {
	known := map[string]city.Text{"input": {Zh: "投入", En: "inputs"}, "activity": {Zh: "活动", En: "activities"}, "output": {Zh: "产出", En: "outputs"}}
	if t, is := known[kind]; is {
		return t.In(lang)
	}
	return kind
}
