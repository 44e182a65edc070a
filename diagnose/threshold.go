package diagnose

import "github.com/quanyu/quanyu/city"

// judgeThreshold is the result for a threshold that no stage tests.
func judgeThreshold(c Claim, b *Bench) Result {
	r := Result{Claim: c, Verdict: Undecidable}
	r.rule("门槛要用各地多年的数据检验", "a threshold is tested on several years of many places")
	r.because("not-tested", "", "")
	return r
}

// thresholdText is the rule for thresholds, as explain prints it.
func thresholdText() city.Text {
	return say(`“经济总量在1.5至2.0万亿元区间是分水岭”说的是各地共有的规律，用各地多年的数据检验：扣除各地自身特点、各年共同的涨落
和规模越大增速越慢的一般规律，看上一年规模达到某个数以后，年增速有没有一次性的变化（Hansen 1999 的面板门槛回归）。
  1. 全范围搜索：规模的每个取值都试一遍，两头各留5%的样本；随机变号重抽得到概率 p，并给出门槛所在的范围（95%）。
  2. 所称区间的专门检验：只在句中区间内找，不受5%的限制；估计变化多少、误差多大。
  3. 把握有多大：如果真有2个百分点的变化（平常增速低的指标，取平常增速的四分之一），同样的数据、同样的检验有几成机会发现；八成以上才算有把握。
  4. 换数据再做：只用同一数据版本，去掉异常跳变，总量还换成相对于全国（没有全国数的用各地合计）的规模，有数据的再用可比价和人均。
  5. 列出达到过该规模的地方、年份和此后年数；逐一去掉（多于40个的，去掉越过前后都有数的40个）再做；与同年其他地方的增速相比。
  6. 判定：搜索显著（p<0.05）、门槛范围与句中区间相交、各项复核都成立，为依据充分；有复核不成立，为限定后可用；区间在可搜索范围之内、
     两项检验都不显著而把握达到八成，为与数据不符；区间在可搜索范围之外，越过前后都有数的不足5个，或把握不足八成，为依据不足。
应当点明的陷阱各有代码：nominal-yardstick、national-slowdown、few-places、circular-label、census-revision、boundary-change、outside-searchable-range。`,
		`"1.5 to 2.0 trillion yuan of GDP is a watershed" states a law over places and is tested on several years of many places:
beside what is peculiar to each place, what moves all places in a year, and the rule that large places grow more slowly, does
yearly growth shift once the size of the year before reaches some value (panel threshold regression, Hansen 1999)?
  1. A search over every value of the size, with 5 % of the sample kept on either side; p by resampling with random signs, and the
     95 % set of where the threshold lies.
  2. A test of the claimed range alone, which the 5 % do not limit: the shift and its error.
  3. The power at hand: how often the same test on the same data would find a shift of 2 percentage points (of a quarter of the usual growth
     where growth is slow); 80 % is adequate.
  4. The same with one vintage of the data only, without suspicious jumps, for totals with the size relative to the nation (to the sum of
     the places where there is no national figure), and at constant prices and per head where there are data.
  5. The places beyond the size, since when and for how many years; each left out in turn (of more than 40, 40 of those seen on both
     sides); growth beside that of the others.
  6. Supported if the search is significant (p < 0.05), its set meets the range and every check holds; usable when qualified if a check
     fails; not supported if the range can be searched, neither test is significant and the power reaches 80 %; it cannot be decided
     where the range lies outside what can be searched, with fewer than 5 places on both sides, or with less power.
Traps that apply are named by codes: nominal-yardstick, national-slowdown, few-places, circular-label, census-revision, boundary-change,
outside-searchable-range.`)
}
