package evaluate

import (
	"errors"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
	"github.com/quanyu/quanyu/method/threshold"
)

// faultWords says what an engine refuses, and what to do about it; those about
// effects stand in fault_effect.go.
var faultWords = map[panel.Kind]city.Words{
	panel.DuplicateRow:          {"同一单位同一时期有两行", "a unit has two rows for one period", "删去重复的行", "remove the row that is too many"},
	panel.NoRows:                {"没有可用的样本：所需变量齐全、且每个单位至少有两个时期的行一行也没有", "no row is left: none has all variables in a unit with two periods or more", "检查缺数、滞后期与只有一年的数据；一年的数据估不出单位效应", "check missing values, lags and single years: one year tells nothing beside unit effects"},
	panel.NoRegressor:           {"没有可估的自变量：都不随时间变化，或互为组合", "no regressor is left: they do not change over time, or are combinations of one another", "换用在单位内部随时间变化的变量", "take variables that change within units"},
	panel.NoFreedom:             {"样本太小：行数减单位数不多于要估的参数", "the sample is too small: rows less units do not exceed the parameters", "减少变量或门槛数，或补充时期", "take fewer variables or thresholds, or more periods"},
	panel.PerfectFit:            {"完全拟合：因变量是自变量的算术组合（或没有变化），残差只剩舍入，无可检验", "a perfect fit: the outcome is arithmetic of the regressors, or constant; what is left is rounding and nothing can be tested", "检查因变量是否由自变量算出", "check whether the outcome is computed from the regressors"},
	panel.OneCluster:            {"只有一个聚类，聚类标准误无从计算", "there is one cluster only; clustered errors need two", "换用更细的聚类", "cluster by something finer"},
	panel.TooManyEffects:        {"时期超过 500 个，时期效应算不了", "there are more than 500 periods, whose effects cannot be estimated", "去掉 period_effects，或合并时期", "leave period_effects out, or merge periods"},
	panel.ConstantThreshold:     {"门槛变量只有一个取值", "the threshold variable has one value only", "换一个会变化的门槛变量", "take a threshold variable that changes"},
	panel.NoCandidate:           {"修剪之后没有可试的门槛：取值太集中，或修剪比例太大，或一侧没有变化", "trimming leaves no threshold to try: values are too concentrated, the share is too large, or one side has no variation", "减小 trim，或换门槛变量；regime 只写 1 时，门槛变量要在单位内部变化", "lower trim, or take another threshold variable; with regime: [1] it must change within units"},
	threshold.AbsorbedRegressor: {"regime 里的变量在单位内部不变，或是时期效应与其他自变量的线性组合，没有自己的斜率", "a variable of regime does not change within units, or is a linear combination of period effects and the other regressors: it has no slope of its own", "去掉它；要问水平高低，regime 写 [1]", "leave it out; for the level itself write regime: [1]"},
	threshold.NoExchange:        {"没有两个单位的时期相同，门槛变量的历程无从整体互换", "no two units have the same periods: histories cannot be exchanged as wholes", "补齐缺数，使单位的时期相同", "fill gaps, so that units have the same periods"},
	threshold.EmptyRegime:       {"给定的门槛有一侧没有样本", "a given threshold leaves a regime without rows", "at 写门槛变量取值范围之内的数", "write values within the range of the threshold variable in at"},
	panel.Unbalanced:            {"各单位的时期不齐，而这一步要求一样齐", "units differ in their periods, and this needs them alike", "补齐时期；门槛检验可写 resample: signs，分组分时效应可写 missing: pairs", "fill the gaps; for thresholds write resample: signs, for group-time effects missing: pairs"},
	panel.NoConvergence:         {"单位与时期效应没有收敛", "the effects of units and periods did not settle", "检查各单位之间是否有共同的时期", "check whether units share periods"},
	panel.TooManyClusters:       {"聚类太多，用不着也做不了逐一变号的自助", "there are too many clusters for a bootstrap that goes through all signs", "用聚类标准误即可", "clustered errors will do"},
	panel.TooShort:              {"序列太短，或某一段太短", "the series, or a part of it, is too short", "补充时期，或减少突变点", "add periods, or look for fewer breaks"},
	panel.TooLarge:              {"数值太大，平方溢出", "numbers are too large: their squares overflow", "换用更大的计量单位", "take a larger unit of measure"},
	panel.TooLong:               {"序列太长", "the series is too long", "合并时期，或分段研究", "merge periods, or study parts of it"},
}

func wordsOf(kind panel.Kind) city.Words {
	if w, known := faultWords[kind]; known {
		return w
	}
	return effectWords[kind]
}

// faultText says a fault of an engine, with the variables it is about.
func faultText(fault *panel.Fault) city.Text {
	return wordsOf(fault.Kind).Text(fault.Names...)
}

// said turns a fault of an engine into one in both languages, at its row where
// it has one.
func said(err error, f *frame) error {
	var fault *panel.Fault
	if !errors.As(err, &fault) {
		return err
	}
	fault = f.renamed(fault)
	e := wordsOf(fault.Kind).Error(string(fault.Kind), err, faultText(fault)).At(f.File, f.Sheet, 0, "")
	if fault.Row >= 0 {
		e = e.At("", "", fault.Row+2, "")
	}
	return e
}

// renamed names the outcome as the specification does.
func (f *frame) renamed(fault *panel.Fault) *panel.Fault {
	out := *fault
	out.Names = slices.Clone(fault.Names)
	if fault.Kind == effect.NotApart { // without the names of an event study's columns
		out.Names = slices.DeleteFunc(out.Names, func(name string) bool { return strings.HasPrefix(name, "time ") })
	}
	for i, name := range out.Names {
		if name == "outcome" && f.outcome != "" {
			out.Names[i] = f.outcome
		}
	}
	return &out
}
