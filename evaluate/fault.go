package evaluate

import (
	"errors"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

// faultWords says what an engine refuses, and what to do about it.
var faultWords = map[panel.Kind][4]string{
	panel.DuplicateRow:      {"同一单位同一时期有两行", "a unit has two rows for one period", "删去重复的行", "remove the row that is too many"},
	panel.NoRows:            {"没有可用的样本：所需变量齐全、且每个单位至少有两个时期的行一行也没有", "no row is left: none has all variables in a unit with two periods or more", "检查缺数、滞后期与只有一年的数据；一年的数据估不出单位效应", "check missing values, lags and single years: one year tells nothing beside unit effects"},
	panel.NoRegressor:       {"没有可估的自变量：都不随时间变化，或互为组合", "no regressor is left: they do not change over time, or are combinations of one another", "换用在单位内部随时间变化的变量", "take variables that change within units"},
	panel.NoFreedom:         {"样本太小：行数减单位数不多于要估的参数", "the sample is too small: rows less units do not exceed the parameters", "减少变量或门槛数，或补充时期", "take fewer variables or thresholds, or more periods"},
	panel.PerfectFit:        {"完全拟合：因变量是自变量的算术组合（或没有变化），残差只剩舍入，无可检验", "a perfect fit: the outcome is arithmetic of the regressors, or constant; what is left is rounding and nothing can be tested", "检查因变量是否由自变量算出", "check whether the outcome is computed from the regressors"},
	panel.OneCluster:        {"只有一个聚类，聚类标准误无从计算", "there is one cluster only; clustered errors need two", "换用更细的聚类", "cluster by something finer"},
	panel.TooManyEffects:    {"时期超过 500 个，时期效应算不了", "there are more than 500 periods, whose effects cannot be estimated", "去掉 period_effects，或合并时期", "leave period_effects out, or merge periods"},
	panel.ConstantThreshold: {"门槛变量只有一个取值", "the threshold variable has one value only", "换一个会变化的门槛变量", "take a threshold variable that changes"},
	panel.NoCandidate:       {"修剪之后没有可试的门槛：取值太集中，或修剪比例太大，或一侧没有变化", "trimming leaves no threshold to try: values are too concentrated, the share is too large, or one side has no variation", "减小 trim，或换门槛变量", "lower trim, or take another threshold variable"},
	panel.Unbalanced:        {"各单位的行数不一，不能按单位整体重抽", "units have different numbers of rows; whole units cannot be drawn", "去掉 resample，或写 resample: signs", "leave resample out, or write resample: signs"},
	effect.SwitchesOff:      {"处理中途取消：这一行未受处理，而该单位更早已受处理", "the treatment switches off: the row is untreated, and its unit was treated before", "这些方法只用于一经开始便不取消的处理；把取消后的行去掉，或另作研究", "these methods need a treatment that stays once it has begun; leave out the rows after its end, or study them apart"},
	effect.MovingStart:      {"同一单位有两个不同的首个处理期", "a unit has two different first treated periods", "一个单位的每一行写同一个首个处理期", "write one first treated period in all rows of a unit"},
	effect.NoTreated:        {"没有一个单位受处理", "no unit is ever treated", "检查处理的那一列", "check the column that tells the treatment"},
	effect.NoControl:        {"没有可比的单位：没有从未受处理的，也没有更晚才受处理的", "nothing is left to compare with: no unit is never treated, or treated later", "补充未受处理的单位；全部单位同时受处理时，数据不能判定效果", "add units that are not treated; where all are treated at once the data cannot decide"},
	effect.NoBefore:         {"处理之前没有可用的时期", "there is no period before the treatment", "补充处理之前的时期，或去掉从第一期起就受处理的单位", "add periods before the treatment, or leave out units that are treated from the first period on"},
}

// said turns a fault of an engine into one in both languages, at its row where
// it has one.
func said(err error, f *frame) error {
	var fault *panel.Fault
	if !errors.As(err, &fault) {
		return err
	}
	w := faultWords[fault.Kind]
	zh, en := w[0], w[1]
	if len(fault.Names) > 0 {
		zh, en = zh+"（"+strings.Join(fault.Names, "、")+"）", en+" ("+strings.Join(fault.Names, ", ")+")"
	}
	e := city.Errorf(string(fault.Kind), "%[1]s", "%[2]s", zh, en).At(f.grid.File, f.grid.Sheet, 0, "").WithHint(w[2], w[3]).Wrap(err)
	if fault.Row >= 0 {
		e = e.At("", "", fault.Row+2, "")
	}
	return e
}
