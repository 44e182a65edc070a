package industry

import (
	"errors"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/complexity"
	"github.com/quanyu/quanyu/method/inputoutput"
	"github.com/quanyu/quanyu/method/panel"
)

// faultWords says what the engines refuse, and what to do about it. Words that
// two engines share have one meaning.
var faultWords = map[panel.Kind]city.Words{
	panel.NoRows:             {"没有数据：一行也没有，或全是 0", "there are no data: no row at all, or nothing but zeros", "检查数据、period 与 year", "check the data, period and year"},
	panel.DuplicateRow:       {"出现两次", "stands twice", "删去重复的一行；有年份列的写 period", "remove the row that is too many; name the column of years in period"},
	complexity.NegativeValue: {"数量为负", "a quantity is below zero", "改正这个数；净额不能这样用，用总额", "correct it; net amounts cannot be used, take gross ones"},
	complexity.NotFinite:     {"缺数，或不是有限的数", "a value is missing, or no finite number", "补上；确实没有的写 0，或在模型文件里写 blank: zero", "fill it in; where there is none write 0, or blank: zero in the specification"},
	complexity.TooLarge:      {"数太大", "a number is too large", "换用更大的计量单位", "take a larger unit"},
	complexity.NoName:        {"名称是空的", "a name is blank", "补上名称", "fill in the name"},
	complexity.OnePlace:      {"只有一个地方，无从比较", "there is one place only, and nothing to compare it with", "补充地方；各区的表要连同同类的区，或用 outside 引入外部的复杂度", "add places, or take the complexity of activities from outside"},
	complexity.OneActivity:   {"只有一种活动，谈不上专业化", "there is one activity only: nothing to be specialised in", "用更细的分类", "take a finer classification"},
	complexity.FewPresent:    {"区位商达到门槛（cutoff）的地方或活动不到两个", "fewer than two places, or activities, have a quotient that reaches the cutoff", "降低 cutoff；数量是个数时，差别可能只是偶然，用更粗的分类", "take a lower cutoff; of counts, differences may be chance: take a coarser classification"},
	complexity.NotCount:      {"counts 用于个数，而表里有不是整数的数", "counts is for counts, and a value is no whole number", "去掉 counts，或换成个数", "leave counts out, or give counts"},
	complexity.Disconnected:  {"各地分成互不相干的几组：下列地方与其余没有任何共同的活动，复杂度在组与组之间没有意义", "places fall into groups: these share no activity with the others, by any path, and complexity means nothing across groups", "用 leave_out 去掉它们，或用更粗的分类", "leave them out (leave_out), or take a coarser classification"},
	complexity.TooEven:       {"复杂度定不下来：几个方向一样好（地方或活动可以互换）", "complexity is not determined: several directions are equally good (places or activities are exchangeable)", "补充地方或活动", "add places or activities"},
	complexity.NoSign:        {"分不出哪一头更复杂：复杂度与多样性不相关", "nothing says which end is the complex one: the index does not go with diversity", "补充地方或活动", "add places or activities"},
	complexity.Constant:      {"都一样，没有离散可言", "all values are alike: there is no spread to divide by", "检查数据", "check the data"},
	complexity.NoIncome:      {"收入缺失或不是正数", "an income is missing or not positive", "检查 incomes", "check incomes"},
	complexity.NoOutside:     {"外部的表里没有一种这里的活动", "the table from outside has none of these activities", "检查两边的分类是否一致", "check that both have one classification"},
	complexity.OtherPlaces:   {"两张表的地方不同", "the two tables have different places", "两张表用同样的地方", "give both the same places"},
	complexity.NoDraw:        {"重抽时多数次各地断成几组，给不出区间", "in most draws places fell apart: there are no intervals", "数太少；用更粗的分类，或去掉 intervals", "there is too little; take a coarser classification, or leave intervals out"},
	complexity.NoBase:        {"比较的起点没有任何数量", "there is nothing at the start of the comparison", "换 since", "take another since"},

	inputoutput.WrongLength:    {"表不是方的：行、列数与部门数不符", "the table is not square: a row or column has another length than the sectors", "检查表头与行名", "check headings and names of rows"},
	inputoutput.NegativeFlow:   {"中间使用为负", "a delivery between sectors is below zero", "负数只能在最终使用里（如存货减少）", "negative figures belong to final uses, such as a fall of stocks"},
	inputoutput.NegativeOutput: {"总产出为负", "an output is below zero", "改正最终使用或产出", "correct final uses or output"},
	inputoutput.NoOutput:       {"有投入或供给而没有总产出", "a sector has inputs or deliveries and no output", "补上产出，或合并部门", "fill in its output, or merge sectors"},
	inputoutput.Unbalanced:     {"不平：中间使用加最终使用与总产出相差超过千分之一", "the row does not balance: deliveries and final uses are off the output by more than a thousandth", "检查 final 是否列全（进口是减项），是否漏了误差项", "check that final lists all uses, imports as negative, and the statistical error"},
	inputoutput.Singular:       {"求不了逆：有的部门把产出全用在自己身上", "there is no inverse: a group of sectors uses all that it makes", "合并部门，或检查最终使用", "merge sectors, or check final uses"},
	inputoutput.TooMuchInput:   {"投入大于产出，逆矩阵出现负数，没有经济含义", "inputs exceed output: the inverse has negative parts and no meaning", "检查单位与产出", "check units and output"},
	inputoutput.BadShare:       {"比例不在 0 至 1 之间，或数量不可用", "a share is not from 0 to 1, or an amount cannot be used", "改正它", "correct it"},
	inputoutput.UnknownSector:  {"没有这个部门", "there is no such sector", "对照表头改名字", "correct the name after the headings"},
	inputoutput.BadRegion:      {"本地产出为空、为负，或大于上一级", "the region's output is empty, negative or larger than that of the whole", "检查单位与部门", "check units and sectors"},
	inputoutput.BadMargin:      {"要求的合计与已有的数符号相反", "a margin has the sign opposite to all figures of its line", "改正合计", "correct the margin"},
	inputoutput.UnequalMargins: {"行合计之和与列合计之和不等", "the sums of rows and of columns differ", "改正合计，使两者相等", "correct the margins so that both add up alike"},
	inputoutput.EmptyLine:      {"全是 0 的一行或一列凑不出非 0 的合计", "a line of zeros cannot have a margin", "合计写 0，或给它一个起始值", "write a margin of 0, or give it a first value"},
	inputoutput.NoConvergence:  {"没有收敛：0 的位置使这些合计凑不出来", "it did not settle: where the zeros are, these margins cannot be reached", "检查 0 的位置与合计", "check zeros and margins"},
}

// said turns a fault of the engines into one in both languages, in a file; other
// errors stay.
func said(err error, file string) error {
	var fault *panel.Fault
	var already *city.Error
	if errors.As(err, &already) || !errors.As(err, &fault) {
		return err
	}
	w, known := faultWords[fault.Kind]
	if !known {
		panic("industry: no words for " + string(fault.Kind))
	}
	text := w.Text()
	if len(fault.Names) > 0 && fault.Names[0] != "" {
		list := some(fault.Names)
		text.Zh, text.En = text.Zh+"（"+list.Zh+"）", text.En+" ("+list.En+")"
	}
	line := 0
	if fault.Row >= 0 {
		line = fault.Row + 2
	}
	return w.Error(string(fault.Kind), err, text).At(file, "", line, "")
}

// rowed turns the number of a record into that of its row, counted from the top of
// its sheet.
func rowed(err error, rows []int, in *sheet) error {
	var fault *panel.Fault
	if !errors.As(err, &fault) || fault.Row < 0 {
		return err
	}
	out := *fault
	out.Row = rows[fault.Row] + in.Above
	return &out
}

// named turns the number of a sector into its name.
func named(err error, sectors []string) error {
	var fault *panel.Fault
	if !errors.As(err, &fault) || fault.Row < 0 {
		return err
	}
	return panel.Faulty(fault.Kind, sectors[fault.Row])
}
