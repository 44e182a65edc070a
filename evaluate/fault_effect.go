package evaluate

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/effect/grouptime"
	"github.com/quanyu/quanyu/method/effect/synth"
	"github.com/quanyu/quanyu/method/panel"
)

// effectWords says what the engines for effects refuse, and what to do about it.
var effectWords = map[panel.Kind]city.Words{
	effect.SwitchesOff: {"处理中途取消：这一行未受处理，而该单位更早已受处理", "the treatment switches off: the row is untreated, and its unit was treated before", "这些方法只用于一经开始便不取消的处理；把取消后的行去掉，或另作研究", "these methods need a treatment that stays once it has begun; leave out the rows after its end, or study them apart"},
	effect.MovingStart: {"同一单位有两个不同的首个处理期", "a unit has two different first treated periods", "一个单位的每一行写同一个首个处理期", "write one first treated period in all rows of a unit"},
	effect.NoTreated:   {"没有一个单位受处理", "no unit is ever treated", "检查处理的那一列", "check the column that tells the treatment"},
	effect.NoControl:   {"没有可比的单位：没有从未受处理的，也没有更晚才受处理的", "nothing is left to compare with: no unit is never treated, or treated later", "补充未受处理的单位；全部单位同时受处理时，数据不能判定效果", "add units that are not treated; where all are treated at once the data cannot decide"},
	effect.NoBefore:    {"处理之前没有可用的时期", "there is no period before the treatment", "补充处理之前的时期，或去掉从第一期起就受处理的单位", "add periods before the treatment, or leave out units that are treated from the first period on"},
	effect.NotApart:    {"处理的安排分不开这些效应", "the plan of treatment cannot tell these effects apart", "缩小事件窗口，或补充未受处理的单位", "take a smaller window of times, or add units that are not treated"},
	effect.Covariates:  {"这种方法不带协变量", "this method takes no covariates", "去掉 covariates 再看这一部分", "leave covariates out to see this part"},

	grouptime.MovingCluster:  {"同一单位属于两个聚类", "a unit belongs to two clusters", "一个单位的每一行写同一个聚类", "write one cluster in all rows of a unit"},
	grouptime.NoOverlap:      {"协变量把受处理的与对照的完全分开，没有可比的对照", "the covariates tell the treated from the comparison: nothing is comparable", "减少协变量，或换更相近的对照", "take fewer covariates, or a comparison that is nearer"},
	grouptime.Collinear:      {"协变量没有差别，或是别的协变量的组合", "a covariate is the same everywhere, or a combination of others", "去掉没有差别的、重复的协变量；对照太少时少放几个", "leave out what is constant or repeats others; take fewer where the comparison is small"},
	grouptime.OneTreated:     {"这一批只有一个单位（或一个聚类）受处理，算不出误差", "one unit, or one cluster, is treated here: there is no error", "单个单位的效果用 quanyu method synth", "for a single unit see quanyu method synth"},
	grouptime.NegativeWeight: {"抽样权重有负数", "a sampling weight is negative", "检查权重的那一列", "check the column of weights"},
	grouptime.OneControl:     {"对照只有一个单位（或一个聚类），算不出误差", "the comparison is one unit, or one cluster: there is no error", "补充对照单位", "add units to compare with"},

	synth.Incomplete:     {"有单位在某一期缺数；合成控制要求每个单位每一期都有数", "a unit lacks a value in a period; a synthetic unit needs all units in all periods", "补齐，或去掉缺数的单位（donors 的 exclude）或时期", "fill the gap, or leave out the unit (exclude of donors) or the period"},
	synth.NoDonor:        {"没有可作对照的单位：这里只拿从未受处理的作对照", "there is no donor: only units that are never treated are compared with", "补充从未受处理的单位，或放宽 donors 的规则；分批开始而最后都受处理的，用 quanyu method did（controls: not_yet）", "add units that are never treated, or widen the rules of donors; where all are treated in the end, see quanyu method did (controls: not_yet)"},
	synth.Parallel:       {"所有单位的变化完全相同，没有可比的差别", "all units change alike: there is nothing to compare", "检查这一列是不是各单位共有的量（如全国数、年份）", "check whether the column is common to all units, such as a national figure or the year"},
	synth.OneDonor:       {"对照单位只有一个，无从加权", "there is one donor only: nothing to weigh", "放宽 donors 的规则，或补充对照单位", "widen the rules of donors, or add units"},
	synth.FewDonors:      {"对照太少：至少要比受处理的单位多两个，才做得了空间安慰剂", "too few donors: placebos in space need two more than there are treated units", "补充对照单位，或写 space: false 与 errors: jackknife（多个受处理单位时）", "add donors, or write space: false and errors: jackknife (with several treated units)"},
	synth.NoTestOverTime: {"时间置换检验只用于权重按结果定的合成控制", "the test over time is for synthetic control fitted to the outcome", "写 method: synthetic_control，不写 predictors", "write method: synthetic_control without predictors"},
	synth.OneTreated:     {"某一批只有一个单位受处理，刀切与自助误差没有定义", "a cohort has one treated unit: neither jackknife nor bootstrap is defined", "写 errors: placebo", "write errors: placebo"},
	synth.PredictorAfter: {"用到了处理开始以后的时期", "a period from the treatment on is used", "预测变量与拟合时期只能在处理之前", "predictors and the fit take periods before the treatment only"},
	synth.NoPredictor:    {"预测变量在各单位之间没有差别", "no predictor differs between units", "换用有差别的预测变量，或去掉 predictors", "take predictors that differ, or leave predictors out"},
	"no_placebo_period":  {"提前这么多期，之前剩下的时期不到两个", "so many periods earlier fewer than two periods are left before", "减小 earlier", "lower earlier"},
	"one_period_before":  {"处理之前只有一个时期，定不出权重", "there is one period before the treatment: weights need two", "补充处理之前的时期，或写 method: did", "add periods before the treatment, or write method: did"},
	"one_weight":         {"只有一个对照单位有权重，刀切误差没有定义", "one donor alone has a weight: the jackknife is not defined", "写 errors: placebo", "write errors: placebo"},
	"several_cohorts":    {"给定的权重只用于一批同时开始的单位", "given weights are for one cohort", "用 only 指明一批单位", "name the units of one cohort under only"},
	"bad_importance":     {"预测变量的权重有负数，或都是 0", "the weights of predictors are negative, or all zero", "weight 写正数，或都不写", "write positive weights, or none"},
}
