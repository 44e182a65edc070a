package benchmark

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite"
	"github.com/quanyu/quanyu/method/composite/robust"
)

// faultWords says what an index is refused for, and what to do about it.
var faultWords = map[composite.Kind]city.Words{
	composite.NoNode:             {"没有指标和它们之上的指数", "there are no indicators with an index above them", "indicators 里写指标（有 parent）和指数（没有 parent）", "write indicators, which have a parent, and the index, which has none"},
	composite.DuplicateCode:      {"代码写了两次", "a code stands twice", "每个代码只写一次", "write each code once"},
	composite.NoCode:             {"有一个节点没有代码", "a node has no code", "补上 code", "give it a code"},
	composite.UnknownParent:      {"上级不在指标表里", "the parent is not among the indicators", "把上级也写成一行", "write the parent as an entry of its own"},
	composite.Cycle:              {"上下级成了环：沿 parent 往上走会回到自己", "the hierarchy has a cycle: going up the parents comes back", "改 parent", "correct parent"},
	composite.TwoRoots:           {"没有上级的节点多于一个", "more than one node has no parent", "只有指数本身没有 parent；给其余的写上 parent", "the index alone has no parent; give the others one"},
	composite.LevelJump:          {"上级不在高一层：同一上级之下有的是指标、有的是分项", "the parent is not one level up: below it are nodes of several levels", "在中间补一层分项", "put an aggregate between"},
	composite.NoChild:            {"分项之下没有指标", "an aggregate has nothing below it", "去掉它，或给它写指标", "leave it out, or give it indicators"},
	composite.BadDirection:       {"方向只能是 1 或 -1", "a direction must be 1 or -1", "改方向", "correct the direction"},
	composite.BadWeight:          {"权重为负或不是数", "a weight is negative or no number", "权重写不小于 0 的数", "write weights of 0 or more"},
	composite.ZeroWeights:        {"同一上级之下的权重都是 0", "siblings have no weight at all", "至少一个权重大于 0", "give one of them a weight"},
	composite.UnknownWeight:      {"权重给了不存在的代码", "a weight is for a code that is not there", "对照 indicators 改名字", "correct the name after indicators"},
	composite.NoPlace:            {"没有可比的地方", "no place is left", "检查数据和 screen", "check the data and screen"},
	composite.OnePlace:           {"只有一个地方，无从比较", "there is one place only, and nothing to compare it with", "补充地方，或放宽 screen", "add places, or ask for less in screen"},
	composite.DuplicatePlace:     {"一个地方出现两次", "a place stands twice", "删去重复的行；有年份列的写 period", "remove the row that is too many; name the column of years in period"},
	composite.DuplicateColumn:    {"一列写了两次", "a column stands twice", "每列只写一次", "name each column once"},
	composite.WrongLength:        {"列长与行数不符", "a column has another length than the rows", "检查数据", "check the data"},
	composite.NoColumn:           {"指标没有数据", "an indicator has no data", "检查列名", "check the heading"},
	composite.UnknownColumn:      {"数据的列不是指标", "a column of data is no indicator", "检查 indicators", "check indicators"},
	composite.NotFinite:          {"有无穷大的值", "a value is infinite", "改正这个数", "correct the figure"},
	composite.AllMissing:         {"指标没有任何数值", "an indicator has no value at all", "补数，或去掉这个指标（也看看 screen 与分母）", "fill it in or leave it out (look at screen and the denominator too)"},
	composite.NoPeriods:          {"这种填补要有年份，而数据只有一期", "this imputation needs years, and the data have none", "用 period 写年份所在的列，或换填补方法", "name the column of years in period, or impute otherwise"},
	composite.UnknownDenominator: {"分母不在数据里", "the denominator is not in the data", "检查 denominator 的列名", "check the heading in denominator"},
	composite.BadDenominator:     {"分母是 0 或负数", "a denominator is zero or negative", "改正分母，或换分母", "correct it, or take another"},
	composite.UnknownGroup:       {"分组的列不在数据里", "the grouping is not in the data", "检查 group 的列名，并写进 groups", "check the heading in group, and list it in groups"},
	composite.UnknownPlace:       {"地方不在数据里", "the place is not in the data", "检查名字", "check the name"},
	composite.BadStep:            {"步骤的设置不可用", "a step has a setting that cannot be used", "对照 docs/manual/050-index.md 检查这一步的取值", "check the step's values against docs/manual/050-index.md"},
	composite.StepOrder:          {"步骤重复", "a step stands twice", "weigh 每层写一次", "write weigh once for a level"},
	composite.UnknownCode:        {"步骤里的代码不是指标或分项", "a step names what is no indicator or aggregate", "对照 indicators 改名字", "correct the name after indicators"},
	composite.NoTarget:           {"指标没有目标值或标杆值", "an indicator has no target, or no goalposts", "给它写 target 或 goalposts", "give it target, or goalposts"},
	composite.Constant:           {"指标只有一个取值，不能按离散程度归一化或加权", "an indicator has one value only: there is no spread to divide by", "去掉这个指标，或换用 goalposts 等不靠离散程度的方法", "leave it out, or take a method such as goalposts that needs no spread"},
	composite.LastReference:      {"参照地方在这个指标上垫底，量不出与它的距离", "the reference is itself the worst on an indicator: there is no distance to measure", "换一个参照地方，或用 only 给这个指标换归一化方法", "take another reference, or normalise the indicator otherwise (only)"},
	composite.NotPositive:        {"0 或负数不能取对数、几何平均或调和平均", "zero or negative values have no logarithm, geometric or harmonic mean", "归一化的 range 从 1 起（如 [1, 100]），或换平均方法", "normalise to a range from 1, such as [1, 100], or take another mean"},
	composite.OtherData:          {"两个方案用的数不一样，分不清变化来自体系还是来自数据", "the two versions do not have the same figures: changes of the system and of the data cannot be told apart", "两个方案用同一份数据、同一年；口径不同的指标换一个代码", "give both the same data and year; an indicator that is defined otherwise has a code of its own"},
	composite.NotReciprocal:      {"判断矩阵不互反：A 比 B 与 B 比 A 对不上", "the judgements are not reciprocal: A over B and B over A disagree", "改正矩阵", "correct the matrix"},
	composite.Inconsistent:       {"判断矩阵的一致性比率超过 0.1，判断自相矛盾", "the consistency ratio of the judgements is above 0.1: they contradict one another", "请作判断的人重新比较", "ask for the comparisons again"},
	composite.NoConvergence:      {"迭代没有收敛", "an iteration did not settle", "换一种方法", "take another method"},
	composite.NegativeWeight:     {"方法给出了负的权重：指标与同组的其他指标方向相反", "the method gave a negative weight: the indicator runs against its siblings", "检查方向，或换加权方法", "check its direction, or weigh otherwise"},
	composite.TooFew:             {"数据齐全的行太少", "too few rows are complete", "填补缺数，或换方法", "impute, or take another method"},
	composite.Missing:            {"这种方法不能缺数", "this method cannot do without a value that is missing", "先填补（impute）或筛选（screen）", "impute or screen first"},
	composite.TooLarge:           {"数太大，平方溢出", "numbers are too large: their squares overflow", "换用更大的计量单位", "take a larger unit"},
}

// planWords says what a plan of robustness is refused for.
var planWords = map[robust.Kind]city.Words{
	robust.NoChoice:      {"没有可变的选择，或多于 20 个", "there is nothing to vary, or more than 20 choices", "删减 choices", "take fewer choices"},
	robust.BadChoice:     {"选择没有名字，或名字重复", "a choice has no name, or one that stands twice", "给每个选择和选项各起一个名字", "give each choice and option its own name"},
	robust.FewOptions:    {"选择之下少于两个选项", "a choice has fewer than two options", "把现行做法也写成一个选项", "write what is done now as an option too"},
	robust.Clash:         {"两个选择改同一件事，会互相覆盖", "two choices change the same thing", "合成一个选择", "make them one choice"},
	robust.UnknownName:   {"选择里的名字不存在", "a choice names what is not there", "对照 indicators 与数据改名字", "correct the name after indicators and data"},
	robust.BadMargin:     {"误差范围不可用", "a margin cannot be used", "检查 noise 与 weights", "check noise and weights"},
	robust.BadQuestion:   {"问题不可用：地方没有名次，或年份不在数据里", "a question cannot be asked: the place has no rank, or the year is not in the data", "检查 questions", "check questions"},
	robust.OptionFails:   {"选项算不出来", "an option cannot be computed", "改这个选项", "correct the option"},
	robust.NothingRanked: {"有得分的地方少于两个", "fewer than two places have a score", "检查缺数与 available", "check missing values and available"},
	robust.NoRun:         {"没有一次能算出来", "no run could be computed", "检查选项", "check the options"},
	robust.OneElement:    {"去掉之后指数什么也不剩", "nothing would be left of the index", "不要去掉它", "do not leave it out"},
	robust.FewPoints:     {"次数太少", "there are too few replications", "加大 replications", "ask for more replications"},
}

// said turns a fault of the engines into one in both languages, at the cell or
// the line that it is about; other errors stay.
func (s *Spec) said(err error, t *Table) error {
	var plan *robust.Fault
	var fault *composite.Fault
	switch {
	case errors.As(err, &plan):
		w, names := planWords[plan.Kind], strings.Join(plan.Names, ", ")
		zh, en := w[0]+"："+names, w[1]+": "+names
		if errors.As(plan.Err, &fault) {
			text := faultText(fault)
			zh, en = zh+"——"+text.Zh, en+" ("+text.En+")"
		}
		word := "robustness:"
		for _, n := range plan.Names {
			if s.line(n) > 0 {
				word = n
			}
		}
		return w.Error(string(plan.Kind), err, city.Text{Zh: zh, En: en}).At(s.file, "", s.line(word), "")
	case errors.As(err, &fault):
		return s.placed(faultWords[fault.Kind].Error(string(fault.Kind), err, faultText(fault)), fault, t)
	}
	return err
}

// placed puts a fault at the figure that it is about, else at the line of the
// specification that names its code, else at the table of indicators.
func (s *Spec) placed(e *city.Error, fault *composite.Fault, t *Table) error {
	if t != nil && t.Where != nil && fault.Place != "" && len(fault.Names) > 0 {
		for row, place := range t.Units {
			if place == fault.Place && (t.Periods == nil || t.Periods[row] == fault.Period) {
				return e.At(t.Where(fault.Names[len(fault.Names)-1], row))
			}
		}
	}
	for _, n := range fault.Names {
		if line := s.line(n); line > 0 {
			return e.At(s.file, "", line, "")
		}
	}
	if s.Meta != "" {
		return e.At(s.Meta, "", 0, "")
	}
	return e.At(s.file, "", 0, "")
}

// faultText says a fault of the chain with what it is about.
func faultText(fault *composite.Fault) city.Text {
	about := slices.Clone(fault.Names)
	if fault.Place != "" {
		about = append(about, fault.Place)
	}
	if fault.Period != 0 {
		about = append(about, strconv.Itoa(fault.Period))
	}
	t := faultWords[fault.Kind].Text(about...)
	if step, known := stepWords[fault.Step]; known {
		t.Zh, t.En = step.Zh+"："+t.Zh, fault.Step+": "+t.En
	}
	if fault.Value != 0 {
		value := strconv.FormatFloat(fault.Value, 'g', 6, 64)
		t.Zh, t.En = t.Zh+"："+value, t.En+": "+value
	}
	return t
}

// stepWords says the steps.
var stepWords = map[string]city.Text{
	"denominate": {Zh: "除以规模", En: "denominate"}, "impute": {Zh: "填补", En: "impute"}, "screen": {Zh: "筛选", En: "screen"}, "treat": {Zh: "处理异常值", En: "treat outliers"},
	"normalise": {Zh: "归一化", En: "normalise"}, "weigh": {Zh: "加权", En: "weigh"}, "aggregate": {Zh: "汇总", En: "aggregate"},
}

// here adds the line of the specification to a fault of the table that has none
// of its own, so that a column that is missing is found where it is asked for.
func (s *Spec) here(err error, code string) error {
	var e *city.Error
	if errors.As(err, &e) && e.Code == "no_column" && s.line(code) > 0 {
		return e.WithHint(e.Hint.Zh+"（在 "+s.file+" 第 "+strconv.Itoa(s.line(code))+" 行要用）", e.Hint.En+" (asked for in "+s.file+", line "+strconv.Itoa(s.line(code))+")")
	}
	return err
}
