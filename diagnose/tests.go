package diagnose

import "github.com/quanyu/quanyu/city"

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
		{LevelType, say("水平", "level"), say("地区、指标、时期的数值，按句中小数位四舍五入后相等；约数词按容差表", "the value of a place, an indicator and a period, rounded to the decimals of the sentence; hedges by the table of tolerances"), judgeLevel},
		{Comparison, say("比较", "comparison"), say("与句中对象逐一比较，误差区间不重叠才算分出高下", "compared with each place, value or indicator named; decided only where the intervals do not overlap"), judgeComparison},
		{RankType, say("位次", "rank"), say("在名单齐全的比较范围内复算，否则用来源所列位次。程度词：位次在前三分之一为高，后三分之一为低，其余居中", "recomputed among a complete roster, else as printed. Words: the top third is high, the bottom third low"), judgeRank},
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
		{Exists, say("有无数据", "existence"), say("需要的数据可能不存在；没有则说明要补什么", "asks for data that may not be there, and says which"), judgeExists},
		{All, say("并列", "all"), say("各部分都成立才成立；都不符才不符；都不能判定则不能判定；其余限定后可用", "supported if every part is, not-supported if every part is, undecidable if none decides, else partly"), judgeAll},
		{Any, say("任一", "any"), say("有一部分成立即成立；都不符才不符", "supported if one part is; not-supported only if every part is"), judgeAny},
		{Judgement, say("判断", "judgement"), say("属主观判断，不能用数据检验", "cannot be tested with data"), judgeJudgement},
		{Causal, say("因果", "causal"), say("标出，待效果评估后再判", "flagged until effects can be tested"), judgeCausal},
		{NotUnderstood, say("未读懂", "not understood"), say("列出，不归类", "listed as such, never forced into a type"), judgeNotUnderstood},
	}
}

// typeName is the name of a claim type.
func typeName(t Type) city.Text {
	for _, x := range Tests() {
		if x.Type == t {
			return x.Name
		}
	}
	return city.Text{}
}
