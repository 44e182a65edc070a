package diagnose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
)

// Test is how claims of one type are judged.
type Test struct {
	Type  Type
	Name  city.Text
	Text  city.Text // the rule, as explain prints it
	Judge func(Claim, *Bench) Result
}

// Tests is the visible list of claim types and their tests.
func Tests() []Test {
	return []Test{
		{LevelType, say("水平", "level"), levelText(), judgeLevel},
		{Comparison, say("比较", "comparison"), say("与句中对象逐一比较，误差区间不重叠才算分出高下。全部成立为依据充分，全部不成立为与数据不符，有成立有不成立为限定后可用；句中点名的对象缺数则不能判定，所在组中个别成员缺数为限定后可用。相差多少（百分点、倍、百分比）另行核对。总量另按单位地区生产总值或人均列出，供质疑时用", "Compared with each place, value or indicator named; decided only where the intervals do not overlap. Supported if all hold, not supported if none does, else usable when qualified; undecidable where one that is named has no value, usable when qualified where a member of its group has none. By how much (points, multiples, percent) is tested apart. Totals are also shown per unit of GDP or per head"), judgeComparison},
		{RankType, say("位次", "rank"), say("在名单齐全的比较范围内复算，否则用来源所列位次（as-printed），并与已知成员的数值核对是否可能。并列同名次，其后顺延。程度词：位次不大于 n/3 为高，大于 2n/3 为低，其余居中；高、领先、前列在前三分之一为依据充分，居中为限定后可用，在后三分之一为与数据不符；不高、偏低、偏少、不足相反。两者都没有则按已知数值给出位次范围，范围两端结论一致才判定。句中未写范围的用来源的，再用课题设定的", "Recomputed among a complete roster, else as the source prints it, and checked against the members known. Equal values share a rank. Words: high is rank ≤ n/3, low is rank > 2n/3; high words are supported in the top third, usable when qualified in the middle, not supported at the bottom, and low words the other way round. Without either the known values give a range of ranks, which decides only if both its ends agree. A sentence without a roster takes that of the source, then that of the study"), judgeRank},
		{RankChange, say("位次变化", "change of rank"), say("同一比较范围两次的位次", "the rank in the same roster at two times"), judgeRankChange},
		{Change, say("增减量", "change"), say("报告期减基期，同一口径", "the level less that of the base, in one definition"), judgeChange},
		{GrowthType, say("增速", "growth"), say("按水平值复算，印出小数位一致；年均为几何平均；增长N倍与增长到N倍分开", "recomputed from levels at the printed precision; 年均 is the geometric mean; by N times is not to N times"), judgeGrowth},
		{GrowthGap, say("增速差", "gap of growth"), say("同期、同价格基础的增速相减，单位为百分点", "the difference of two growth rates of one span and price basis, in percentage points"), judgeGrowthGap},
		{Trend, say("趋势", "trend"), say("首末数值与方向；期间口径变化则不可判定", "first and last values and the direction; undecidable across a break"), judgeTrend},
		{Streak, say("连续", "streak"), say("连续N年每年都成立，需要N加1个水平值，中间无口径变化", "true in each of N years; needs N+1 levels without a break"), judgeStreak},
		{ShareType, say("比重", "share"), say("部分除以整体，同一时期和口径", "part over whole, in one period and definition"), judgeShare},
		{ShareChange, say("比重变化", "change of share"), say("两个比重之差，单位为百分点", "the difference of two shares, in percentage points"), judgeShareChange},
		{Contribution, say("贡献", "contribution"), say("增量之比；拉动为上年比重乘增速；现价与可比价不混用", "the ratio of increments; the pull is share times growth; current never beside constant prices"), judgeContribution},
		{Structure, say("结构", "structure"), say("各部分之和为100，尾差不超过各部分末位半个单位之和；有数据的逐项核对", "parts sum to 100 within their rounding; each is held against data where known"), judgeStructure},
		{SumType, say("合计", "sum"), say("各部分相加等于合计，容差为每部分末位半个单位", "parts add up to the whole within half a unit each"), judgeSum},
		{Milestone, say("跨越关口", "milestone"), say("报告期达到关口，上一年尚未达到；“首次”要求此前各年都未达到", "the threshold is reached in the period and not in the year before; 首次 asks for all earlier years"), judgeMilestone},
		{TargetType, say("目标", "target"), say("实绩与目标值之比；序时进度按月数折算；目标本身不是事实", "the result against the target; 序时进度 by months elapsed; a target is not a fact"), judgeTarget},
		{ThresholdType, say("门槛", "threshold"), thresholdText(), judgeThreshold},
		{EffectType, say("成效", "effect"), effectText(), judgeEffect},
		{ClusterShare, say("片区用途", "use of clusters"), clusterShareText(), judgeClusterShare},
		{Exists, say("有无数据", "existence"), say("需要的数据可能不存在；没有则说明要补什么", "asks for data that may not be there, and says which"), judgeExists},
		{All, say("并列", "all"), say("各部分都成立才成立；有的成立、有的不成立为限定后可用；没有一部分成立的，有不符即不符，否则不能判定", "supported if every part is, partly if some are; where none is, not-supported if one is contradicted, else undecidable"), judgeAll},
		{Any, say("任一", "any"), say("有一部分成立即成立；都不符才不符", "supported if one part is; not-supported only if every part is"), judgeAny},
		{Judgement, say("判断", "judgement"), say("属主观判断，不能用数据检验", "cannot be tested with data"), judgeJudgement},
		{Causal, say("因果", "causal"), say("原因不是政策举措的，只标出，不作判定；是政策举措的归入 effect", "a cause that is no measure is flagged and not judged; a measure makes it a claim of type effect"), judgeCausal},
		{NotUnderstood, say("未读懂", "not understood"), say("列出，不归类", "listed as such, never forced into a type"), judgeNotUnderstood},
	}
}

// levelText is the rule for levels with the table of tolerances.
func levelText() city.Text {
	t := say("地区、指标、时期的数值，按句中小数位四舍五入后相等；来源不止一个的逐一核对，推算值按区间核对。约数词的容差（x 为句中数字，v 为数据）：",
		"The value of a place, an indicator and a period, rounded to the decimals of the sentence; each source is tested, and a derived value as an interval. Hedges (x is the figure of the sentence, v the value):")
	for _, x := range Tolerances() {
		words := strings.Join(x.Words, "、")
		if words == "" {
			words = "（无）"
		}
		t.Zh += "\n  " + words + "：" + x.Text.Zh
		t.En += "\n  " + words + ": " + x.Text.En
	}
	return t
}

// VerdictRule is the rule that joins the tests of a sentence, as explain
// prints it.
func VerdictRule() city.Text {
	return say(
		"句子本身、时期、比较对象、程度词分别核对。都成立为依据充分；句子本身在所有写明的读法下都不成立、且超出四舍五入的，为与数据不符；有一种读法、一个部分或一个限定不成立的，为限定后可用；缺数据、缺比较对象、期间口径有变化、差别在误差之内的，为依据不足。预计数是一条理由，只有其误差足以改变结论时才改变判定。",
		"The sentence, its period, its comparator and its strength word are tested apart. Supported if all hold; not supported if the sentence fails on every stated reading, beyond rounding; usable when qualified if one reading, part or qualifier fails; undecidable if a datum or the comparator is missing, a break lies between, or the difference lies within the tolerance. An estimate is a reason and changes a verdict only if its tolerance would.")
}
