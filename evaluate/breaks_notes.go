package evaluate

import (
	"fmt"
	"math"
	"strings"

	"github.com/quanyu/quanyu/city"
)

const (
	persistent  = 0.2 // autocorrelation beside breaks from which these are doubted
	raised      = 0.3 // that without breaks from which persistence may be all there is
	shortSeries = 60  // the length under which intervals are known to be too short
)

// notes says what a reader must know before using breaks.
func (r *BreaksResult) notes() []city.Text {
	n := &remarks{}
	r.concluded(n)
	if r.ByTest != nil && (r.ByBIC != r.Number || r.ByLWZ != r.Number) {
		n.add("个数有分歧：检验 %d 个，BIC %d 个，LWZ %d 个；只引用三者都有的", "the number of breaks is disputed: %d by the test, %d by BIC, %d by LWZ; cite those that all have", r.Number, r.ByBIC, r.ByLWZ)
	}
	r.persistence(n)
	r.intervals(n)
	if d := r.Settings.Draws; d > 0 && d < 99 {
		n.add("自助只有 %d 次，p 值最小只能到 %s，太粗", "with %d draws p cannot fall below %s: too coarse", d, Number(1/float64(d+1)).Digits(2))
	}
	if r.Missing > 0 {
		n.add("序列中间缺 %d 期：缺口两边当作相邻，突变若在缺口里，只能说在它的两端之间", "%d periods are missing in between: the rows around a gap count as neighbours, and a break within it is only known to lie between its ends", r.Missing)
	}
	if len(r.Chow) > 0 {
		n.add("Chow 检验只用于看数据之前就定好的年份；看了图再定的年份，p 值偏小，以搜索的检验为准", "a Chow test is for a period chosen before the data were seen; for one picked from a plot p is too small: go by the tests of the search")
	}
	return *n
}

// concluded says what the tests allow.
func (r *BreaksResult) concluded(n *remarks) {
	var when []string
	for _, b := range r.Breaks {
		when = append(when, fmt.Sprint(b.Period))
	}
	list, listEn := strings.Join(when, "、"), strings.Join(when, ", ")
	switch {
	case r.ByTest == nil:
		n.add("没有做检验（draws: 0）：突变点是最小二乘的取值，个数按 BIC，不能说存在突变", "nothing was tested (draws: 0): breaks lie where least squares puts them, their number is by BIC, and none is shown to exist")
	case r.Number == 0:
		n.add("检验不支持有突变（再加一个的 p %s）：没有依据说哪一年是转折", "the test supports no break (p %s): no year can be called a turn", r.Partitions[0].More.P.Chance())
	default:
		n.add("检验支持 %[1]d 个突变，前一段止于 %[2]s；突变说的是什么时候变了，不说为什么变", "breaks that the tests support: %[1]d, after %[3]s; they tell when the series changed, and not why", r.Number, list, listEn)
	}
}

// persistence says what the tests take for granted. The shares were measured on
// series without a break: see method/breaks.
func (r *BreaksResult) persistence(n *remarks) {
	none, chosen := r.Partitions[0].Autocorrelation, r.Partitions[r.Number].Autocorrelation
	n.add("检验假定误差各期互不相干。误差若有惯性就会“发现”并不存在的突变：自相关 0.5 时，没有突变的序列有 34%% 至 49%% 被判为有（20 至 100 期，5%% 的检验）",
		"the tests take errors as independent over time. Where they persist, breaks are found that are not there: at an autocorrelation of 0.5, 34 to 49 %% of series without a break are said to have one (20 to 100 periods, tests at 5 %%)")
	switch {
	case r.Number > 0 && math.Abs(float64(chosen)) >= persistent:
		n.add("这里的残差自相关是 %s（不设突变时 %s），不小：上面的突变要有别的证据才能引用", "here the autocorrelation of the residuals is %s (%s without breaks), which is not small: cite these breaks with other evidence only", chosen.Fixed(2), none.Fixed(2))
	case r.Number > 0 && float64(none) >= raised:
		n.add("分段后的残差自相关是 %s，不设突变时 %s：有惯性而没有突变的序列也会这样，两者难以分辨", "the autocorrelation of the residuals is %s with the breaks and %s without: a persistent series without any break looks like this too, and the two are hard to tell apart", chosen.Fixed(2), none.Fixed(2))
	default:
		n.add("这里的残差自相关是 %s（不设突变时 %s）；序列短，这个数本身也不准", "here the autocorrelation of the residuals is %s (%s without breaks); on a short series it is itself rough", chosen.Fixed(2), none.Fixed(2))
	}
}

// intervals says which intervals are doubtful.
func (r *BreaksResult) intervals(n *remarks) {
	for _, b := range r.Breaks {
		switch {
		case b.CI == nil:
			n.add("%d 的区间算不出：一段没有残差，或两段相差太大", "the break of %d has no interval: a regime leaves no residuals, or both are too unlike", b.Period)
		case b.Outside:
			n.add("%d 的区间伸到序列之外：它的时间几乎没有定下来", "the interval of %d reaches beyond the series: its date is hardly known", b.Period)
		}
	}
	if len(r.Breaks) > 0 && r.N < shortSeries {
		n.add("序列只有 %d 期，区间偏短：20 期、突变只有一个标准差时，95%% 的区间实际只有 83%% 的机会包住真值，两个标准差时 92%%", "with %d periods intervals are too short: on 20 periods an interval at 95 %% holds the true date in 83 %% of cases where the break is one standard deviation, 92 %% where it is two", r.N)
	}
}
