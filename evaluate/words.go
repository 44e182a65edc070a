package evaluate

import (
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/effect/grouptime"
	"github.com/quanyu/quanyu/method/effect/twoway"
	"github.com/quanyu/quanyu/method/panel"
)

// Words says a key that a result names a method, an estimate or a part by.
func Words(key string) city.Text {
	if t, known := keyWords[key]; known {
		return t
	}
	if start, is := strings.CutPrefix(key, "cohort_"); is {
		return city.Text{Zh: start + " 起受处理的", En: "first treated in " + start}
	}
	if by, is := strings.CutPrefix(key, "placebo_time_"); is {
		return city.Text{Zh: "时间安慰剂（提前 " + by + " 期）", En: "placebo in time (" + by + " periods earlier)"}
	}
	return city.Text{Zh: key, En: key}
}

// keyWords says the keys of results and of specifications.
var keyWords = map[string]city.Text{
	"design_did": {Zh: "双重差分", En: "difference-in-differences"}, "design_synth": {Zh: "合成控制（或合成双重差分）", En: "synthetic control, or synthetic difference-in-differences"}, "design_threshold": {Zh: "门槛回归", En: "panel threshold"},
	"never": {Zh: "从未受处理的单位", En: "units never treated"}, "later": {Zh: "尚未受处理的单位", En: "units not yet treated"}, "not_yet": {Zh: "从未或尚未受处理的单位", En: "units never or not yet treated"},
	"outcome_regression": {Zh: "结果回归", En: "outcome regression"}, "weighting": {Zh: "倾向得分加权", En: "weighting"}, "doubly_robust": {Zh: "双重稳健", En: "doubly robust"},
	"universal": {Zh: "统一基期", En: "one base period"}, "varying": {Zh: "逐期基期", En: "varying base periods"},
	"group_time": {Zh: "分组分时", En: "group-time"}, "sun_abraham": {Zh: "Sun-Abraham", En: "Sun-Abraham"}, "two_way": {Zh: "双向固定效应", En: "two-way fixed effects"},
	"group_time_group":    {Zh: "分组分时，按批次平均", En: "group-time, mean over cohorts"},
	"group_time_simple":   {Zh: "分组分时，按单位-时期平均", En: "group-time, mean over unit-periods"},
	"group_time_dynamic":  {Zh: "分组分时，按处理时长平均", En: "group-time, mean over times since treatment"},
	"group_time_calendar": {Zh: "分组分时，按日历时期平均", En: "group-time, mean over periods"},
	"synthetic_did":       {Zh: "合成双重差分", En: "synthetic difference-in-differences"}, "synthetic_control": {Zh: "合成控制", En: "synthetic control"}, "did": {Zh: "双重差分", En: "difference-in-differences"},
	string(twoway.WithUntreated): {Zh: "受处理的与未受处理的", En: "treated with untreated"},
	string(twoway.WithLater):     {Zh: "先受处理的与后受处理的（后者开始之前）", En: "earlier with later, before these begin"},
	string(twoway.WithEarlier):   {Zh: "后受处理的与先受处理的（不当的比较）", En: "later with earlier (forbidden)"},
	string(twoway.WithAlways):    {Zh: "受处理的与始终受处理的（不当的比较）", En: "treated with always treated (forbidden)"},
	"placebo":                    {Zh: "安慰剂", En: "placebos"}, "jackknife": {Zh: "刀切", En: "jackknife"}, "bootstrap": {Zh: "自助", En: "bootstrap"}, "none": {Zh: "不算误差", En: "no errors"},
	decides: {Zh: "处理前的检验（小样本校正）", En: "the test of the time before, corrected for few units"}, "decomposition": {Zh: "双向固定效应的分解", En: "the decomposition"},
	"two_way_events": {Zh: "双向固定效应的事件研究", En: "the two-way event study"}, "placebo_space": {Zh: "空间安慰剂", En: "placebos in space"},
	"errors": {Zh: "标准误", En: "the standard error"}, "over_time": {Zh: "时间置换检验", En: "the test over time"}, "wild": {Zh: "聚类变号的自助检验", En: "the bootstrap of the clusters' signs"}, "support": {Zh: "处理前的比较", En: "the comparison before the treatment"}, "earlier": {Zh: "时间安慰剂", En: "placebos in time"},

	string(panel.SingletonUnit):        {Zh: "只有一行的单位", En: "units with one row"},
	string(panel.SingletonPeriod):      {Zh: "只有一行的时期", En: "periods with one row"},
	string(grouptime.TreatedFromStart): {Zh: "从一开始就受处理的单位", En: "units treated from the start"},
	string(grouptime.NoComparison):     {Zh: "全部单位都已受处理的时期", En: "periods in which every unit is treated"},
	string(grouptime.MissingPeriods):   {Zh: "时期不齐的单位", En: "units that lack a period"},
	string(OtherUnits):                 {Zh: "别的单位", En: "other units"},
	string(NoDonor):                    {Zh: "不作对照的单位", En: "units that are no donors"},
}
