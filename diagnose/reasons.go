package diagnose

import "github.com/quanyu/quanyu/city"

// ReasonText is one reason code and what it means.
type ReasonText struct {
	Code string
	Text city.Text
}

// Reasons is the visible list of reason codes.
func Reasons() []ReasonText {
	return []ReasonText{
		// about the data
		{"no-data", say("没有所需的数据", "the data needed are not there")},
		{"no-comparator", say("没有比较对象的数据", "there are no data of what it is compared with")},
		{"estimate", say("用到预计数或推算数", "an estimate is used")},
		{"preliminary", say("用到初步核算数或快报数", "a preliminary figure is used")},
		{"rounded", say("来源只给约数", "the source gives a rounded figure only")},
		{"lower-bound", say("来源只给下限", "the source gives a lower bound only")},
		{"derived", say("数值由其他指标推算得出", "the value is derived from other indicators")},
		{"break", say("期间口径有变化，前后不可比", "the definition changes within the span")},
		{"definition-differs", say("口径不一致", "the definitions differ")},
		{"basis-not-stated", say("价格基础未说明（现价或可比价）", "the price basis is not stated (current or constant)")},
		{"unit", say("单位不一致", "the units differ")},
		{"revision-differs", say("数据版本不同：一端为普查修订数，另一端未修订", "the revisions differ: one end is census-revised and the other is not")},
		{"sources-differ", say("来源之间数值不一", "the sources differ")},
		{"grade", say("用到二手来源（C级）", "a secondary source (grade C) is used")},
		{"data-finding", say("所用数据在核查中有问题", "a check found fault with the data used")},
		{"grades", say("各数来源的等级", "the grades of the sources")},
		{"rejected-source", say("另有D级来源，不作依据", "a source of grade D is not evidence")},
		{"as-printed", say("位次系来源所列，未能按全体成员复算", "the rank is as the source prints it and cannot be recomputed")},
		{"roster-assumed", say("来源未列比较范围名单，名单系推断", "the source does not list the roster; its members are assumed")},
		{"roster-incomplete", say("比较范围内的数据不全", "values of some members of the roster are missing")},
		{"roster-default", say("句中未写比较范围，按课题设定的核", "the sentence names no roster; that of the study is taken")},
		{"roster-unknown", say("比较范围不明", "the roster is unknown")},
		{"rank-doubtful", say("来源所列位次与已知数值不符", "the printed rank contradicts the values known")},
		{"fieldwork-only", say("有调研材料，无统计数据", "there is fieldwork but no statistics")},
		// about the sentence
		{"mismatch", say("与数据不符", "disagrees with the data")},
		{"by-index", say("以课题的综合指数衡量", "measured by the index of the study")},
		{"index-runs", say("重算中有的成立、有的不成立，或几乎都如此", "how many of the runs of the index bear it out")},
		{"index-turns", say("换一种做法结论就变", "another way of making the index turns the answer")},
		{"index-years", say("课题的指数没有算句中的年份", "the index of the study was not made for the years of the sentence")},
		{"index-score", say("得分只是这一个指数、这一种做法的得分", "the score is that of this index, made in this way")},
		{"index-ratio", say("指数得分只能说差多少分，不能说差百分之几、是几倍", "scores of an index differ by points, not by a percentage or a multiple")},
		{"index-degree", say("指数分得出先后，分不出句中所说的程度", "the index says who is ahead, not to the degree of the sentence")},
		{"index-uneven", say("有指标只有一年有数，两年的得分不是同一些指标合成的", "an indicator is missing in one of the years: the scores are not made of the same")},
		{"not-every-year", say("首末两年如此，中间并非每年如此", "true of the ends, not of every year between")},
		{"index-imputed", say("指数里有的数是填补的，不是观测值", "figures behind the index are imputed, not observed")},
		{"index-not-varied", say("指数没有换做法重算，不知道可靠到什么程度", "the index was made in one way only: how far it can be relied on is not known")},
		{"rank-middle", say("位次居中", "the rank is in the middle third")},
		{"rounding", say("仅末位数字有出入", "only the last digit differs")},
		{"finer-than-data", say("句中数字比数据更细", "the figure is finer than the data")},
		{"no-base", say("基期为零、负值或过小，增速没有意义", "the base is zero, negative or too small: a growth rate means nothing")},
		{"within-tolerance", say("差别在误差范围之内", "the difference lies within the tolerance")},
		{"hedge-loose", say("方向成立，程度词不合适", "the direction holds but the word for its extent does not")},
		{"period-assumed", say("句中未写时期，按最近数据核", "the sentence states no period; the latest data are taken")},
		{"other-period", say("句中数字是另一时期的数", "the figure is that of another period")},
		{"period-earlier", say("发生在更早的年份", "it happened in an earlier year")},
		{"base-assumed", say("句中未写基期，按常例取", "the sentence states no base period; the usual one is taken")},
		{"parts-differ", say("各部分结论不一", "its parts come out differently")},
		{"concept-partial", say("指标只反映这一概念的一部分", "the indicators measure this concept only in part")},
		{"percent-point", say("百分比与百分点混用", "percent and percentage point are confused")},
		{"times-by-to", say("“增长N倍”与“增长到N倍”混用", "growth by and growth to N times are confused")},
		{"times-down", say("下降不能用倍数表示", "a decrease cannot be stated in multiples")},
		{"implied-price", say("印出的增速与现价推算的增速不同", "the printed growth differs from that of the levels")},
		{"is-target", say("是目标，不是实绩", "it is a target, not a result")},
		{"by-inventory", say("按片区清查表判", "judged by the inventory of clusters")},
		{"inventory-short", say("清查的片区比句中说的少", "the inventory has fewer clusters than the sentence")},
		{"survey-short", say("有片区没有调查实际用途", "clusters were not surveyed for what they are used for")},
		{"survey-old", say("最早的调查已过三年", "the oldest survey is more than three years old")},
		// about laws over places
		{"outside-searchable-range", say("所称的门槛在数据可以检验的范围之外", "the claimed threshold lies outside what the data can test")},
		{"few-places", say("达到所称规模的地方太少", "too few places reach the claimed size")},
		{"low-power", say("即使真有变化，现有数据多半也发现不了", "the data at hand would probably miss a shift that is there")},
		{"no-shift", say("没有发现所称的变化", "the claimed shift is not found")},
		{"threshold-elsewhere", say("变化出现在另一规模", "the shift lies at another size")},
		{"shift-found", say("在所称的规模发现变化", "a shift at the claimed size is found")},
		{"not-robust", say("换数据或去掉个别地方后结论不成立", "the finding does not survive other data or the loss of one place")},
		{"nominal-yardstick", say("以现价总量为尺，尺子随物价变长", "a size at current prices is a yardstick that grows with prices")},
		{"national-slowdown", say("跨过的时间恰在各地普遍放缓之时", "the places crossed it while growth slowed everywhere")},
		{"circular-label", say("事后贴的标签不能作为检验的依据", "a label given afterwards tests nothing")},
		{"census-revision", say("普查修订前后的数混在一起", "figures before and after a census revision are mixed")},
		{"boundary-change", say("区划有调整，前后不是同一地域", "boundaries changed: it is not the same area before and after")},
		{"step-not-done", say("有的检验步骤因缺数据未做", "a step of the test was not done for want of data")},
		// about effects of measures
		{NotEvaluated, notEvaluated},
		{"not-registered", say("评估方案没有登记，不能证明是事先定的", "the specification was not registered: nothing shows that it was fixed beforehand")},
		{"registered-after", say("事后登记：登记时结果已经可见", "registered after the fact: the outcome could be seen already")},
		{"changed-after-registration", say("登记后已改动", "changed after it was registered")},
		{"re-registered", say("方案改动后重新登记，以最后一次为准", "the specification was changed and registered again; the last day counts")},
		{"outcome-not-due", say("方案所定的评估期还没有结束，或数据还不全", "the outcome period of the specification is not over, or its data are not there")},
		{"no-counterfactual", say("没有可用的对照", "there is no comparison that could be used")},
		{"pre-trend", say("政策之前两边已不同步，差别不能归于政策", "both sides moved apart before the measure: the difference is not its effect")},
		{"pre-trend-untested", say("政策之前的时期不够，两边是否同步无从检验", "too few periods before the measure to test whether both sides moved alike")},
		{"poor-fit", say("政策之前合成单位跟不上", "the synthetic unit does not follow before the measure")},
		{"thin-support", say("可比的单位太少或相差太大", "what is comparable is too little or too unlike")},
		{"few-clusters", say("单位太少，误差靠不住，又没有随机化推断", "too few units for the errors, and no randomisation inference")},
		{"test-not-significant", say("方法自带的检验不显著", "the design's own test is not significant")},
		{"effect-found", say("有效果：区间不含零", "an effect: the interval excludes zero")},
		{"effect-opposite", say("效果与所称的方向相反", "the effect is in the other direction")},
		{"no-effect-of-size", say("没有所称那么大的效果：那样大的本来看得出来", "no effect of the claimed size, which these data would have found")},
		{"size-differs", say("方向成立，幅度不在区间之内", "the direction holds, the size lies outside the interval")},
		{"size-not-compared", say("句中的幅度与评估的指标单位不同，未能核对", "the claimed size is in another unit than the outcome and was not compared")},
		{"outcome-differs", say("评估的不是句中所说的指标", "the evaluation is about another outcome than the sentence")},
		{"other-place", say("评估的不是句中所说的地方", "the evaluation is about another place than the sentence")},
		{"average-of-many", say("评估的是多个单位的平均效果，不是句中所说一地的", "the evaluation gives a mean over several units, not that of the one place")},
		{"activity-not-outcome", say("句中列的是工作，不是成效", "the sentence lists activities, not outcomes")},
		{"evaluations-differ", say("几个评估方案的结论不一", "the specifications come out differently")},
		{"not-tested", say("尚未检验", "it has not been tested")},
		{"not-testable", say("属判断，不能用数据检验", "it is a judgement that data cannot test")},
		{"causal", say("属因果判断，原因不是政策举措，未作检验", "it states a cause that is no measure; it has not been tested")},
		{"not-understood", say("未能读懂句中所指", "the sentence is not understood")},
		{"unknown-indicator", say("句中指标不在数据之列", "the indicator is not among the data")},
	}
}

func reasonText(code string) city.Text {
	for _, r := range Reasons() {
		if r.Code == code {
			return r.Text
		}
	}
	return city.Text{Zh: code, En: code}
}
