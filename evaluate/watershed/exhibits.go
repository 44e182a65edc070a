package watershed

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/method/threshold"
	"github.com/shopspring/decimal"
)

// exhibit puts the figures, the evidence and the tables behind the verdict.
func (q *inquiry) exhibit() {
	q.evidence()
	r := &q.result
	r.Exhibits = append(r.Exhibits, q.classes(), q.runsTable())
	if len(q.crossed) > 0 {
		r.Exhibits = append(r.Exhibits, q.crossedTable())
	}
	r.Exhibits = append(r.Exhibits, q.panelTable())
}

// steps are the classes of size below the claimed range, as parts of its lower
// end.
var steps = []float64{0.1, 0.2, 0.4, 0.7, 1}

// classes is growth by size beside that of all places in the same year.
func (q *inquiry) classes() diagnose.Exhibit {
	edges := []float64{0}
	for _, s := range steps {
		edges = append(edges, s*q.from)
	}
	if q.to > q.from {
		edges = append(edges, q.to)
	}
	edges = append(edges, math.Inf(1))
	k, name, size := q.kind(), q.name(q.outcome.indicator), q.name(q.claim.Indicator)
	e := diagnose.Exhibit{
		Title: say(name.Zh+q.growth().Zh+"与同年全部"+k.Zh+"平均之差，按"+size.Zh+"分组（所称"+q.claimed().Zh+"）", q.growth().En+" of "+name.En+" by "+size.En+", less the mean of all "+k.En+" in the same year ("+q.claimed().En+" is claimed)"),
		Head:  []city.Text{say("上一年"+size.Zh, size.En+" of the year before"), say("与同年平均之差", "less the mean of the year")},
		Notes: []city.Text{say("分组单位："+q.claim.Unit+"，橙色为所称之处；未扣除各"+k.Zh+"自身特点，未计异常跳变；括号内为"+q.growth().Zh+"的个数，个数少的波动大", "groups in "+q.amount("").En+", the claimed ones in orange; what is peculiar to each place is not taken off; suspicious jumps left out; the number of yearly rates in brackets")},
		Unit:  "百分点",
	}
	for _, r := range q.rows {
		e.From = append(e.From, r.before.Observation, r.now.Observation)
	}
	mean := yearMeans(q.rows)
	one := 1.0
	if v, ok := city.Convert(decimal.NewFromInt(1), q.size.unit, q.claim.Unit); ok {
		one = v.InexactFloat64()
	}
	for i := 1; i < len(edges); i++ {
		sum, n := 0.0, 0
		for _, r := range q.rows {
			if !r.jump && r.size.value >= edges[i-1] && r.size.value < edges[i] {
				sum, n = sum+r.growth-mean[r.year], n+1
			}
		}
		if n == 0 {
			continue
		}
		low, high := short(edges[i-1]*one), short(edges[i]*one)
		name := say(low+"—"+high, low+" to "+high)
		switch {
		case i == 1:
			name = say(high+"以下", "under "+high)
		case math.IsInf(edges[i], 1):
			name = say(low+"以上", low+" and more")
		}
		v := rounded(sum/float64(n), q.decimals())
		name = say(fmt.Sprintf("%s（%d）", name.Zh, n), fmt.Sprintf("%s (%d)", name.En, n))
		marked := edges[i-1] >= q.from && (edges[i] <= q.to || q.from == q.to)
		e.Rows, e.Chart = append(e.Rows, []diagnose.Entry{{Text: name}, {Value: &v, Marked: marked}}), e.Chart || edges[i-1] >= q.from
	}
	return e
}

// yearMeans is the mean growth of each year, jumps left out.
func yearMeans(rows []row) map[int]float64 {
	sum, n := map[int]float64{}, map[int]int{}
	for _, r := range rows {
		if !r.jump {
			sum[r.year] += r.growth
			n[r.year]++
		}
	}
	for year := range sum {
		sum[year] /= float64(n[year])
	}
	return sum
}

// runsTable is every run in a line: what it rests on and what it found.
func (q *inquiry) runsTable() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: runsTitle,
		Head: []city.Text{say("数据与尺度", "data and yardstick"), say("逐年增速", "rates"), say("地方", "places"), say("达到之后的增速", "rates beyond"), say("涉及地方", "places beyond"),
			say("可检验的规模", "sizes that can be tested"), say("搜索所得", "threshold found"), say("95%范围", "95 % set"), say("p（全范围）", "p (all sizes)"), say("区间内变化（百分点）", "shift in the range (points)"), say("偶然波动（±）", "chance (either way)"), say("p（所称区间）", "p (claimed range)")},
		Notes: []city.Text{say(fmt.Sprintf("增速=各地效应+各年效应+上一年规模（对数）+门槛；随机变号重抽%d次（主要计算）、%d次（其余），种子%d；所称区间的检验不受两头各留5%%的限制", draws, fewerDraws, q.bench.Seed),
			fmt.Sprintf("growth = place + year + log of the level of the year before + threshold; %d draws with random signs (main run), %d (others), seed %d", draws, fewerDraws, q.bench.Seed))},
	}
	for _, r := range append([]run{q.main}, q.others...) {
		e.Rows = append(e.Rows, q.entries(&r))
	}
	for _, l := range q.without {
		row := make([]diagnose.Entry, len(e.Head))
		row[0].Text = say("去掉"+q.short(l.place), "without "+q.short(l.place))
		row[9] = number(l.shift, q.decimals())
		e.Rows = append(e.Rows, row)
	}
	return e
}

// entries are the cells of a run.
func (q *inquiry) entries(r *run) []diagnose.Entry {
	out := []diagnose.Entry{{Text: r.name}, count(r.rows), count(r.places), count(r.rowsAbove), count(len(r.above)), {}, {}, {}, {}, number(r.shift, q.decimals()), number(r.chance, q.decimals()), {}}
	if r.within != nil {
		out[11] = probability(r.within.Steps[0])
	}
	if math.IsNaN(r.from) {
		out[3], out[4] = diagnose.Entry{}, diagnose.Entry{}
	}
	if r.whole == nil {
		out[5].Text = say("不能搜索（"+string(r.refused)+"）", "refused ("+string(r.refused)+")")
		return out
	}
	s := r.whole.Steps[0]
	out[5].Text = say(short(s.Searchable[0])+"—"+short(s.Searchable[1])+r.unit, short(s.Searchable[0])+" to "+short(s.Searchable[1])+" "+r.unit)
	out[6].Text = say(short(s.Threshold)+r.unit, short(s.Threshold)+" "+r.unit)
	out[7].Text = say(short(s.Set.Lowest)+"—"+short(s.Set.Highest), short(s.Set.Lowest)+" to "+short(s.Set.Highest))
	out[8] = probability(s)
	return out
}

// probability is that of a step, or what so many draws can say of it.
func probability(s threshold.Step) diagnose.Entry {
	if p := chance(s.Probability, s.Draws); p[0] == '<' {
		return diagnose.Entry{Text: say(p, p)}
	}
	return number(s.Probability, 2)
}

// crossedTable lists the places beyond the size.
func (q *inquiry) crossedTable() diagnose.Exhibit {
	k, unit := q.kind(), say("%", "percent")
	if q.share {
		unit = say("百分点", "points")
	}
	e := diagnose.Exhibit{
		Title: say("达到"+q.floor().Zh+"的"+k.Zh, "The "+k.En+" that reach "+q.floor().En),
		Head: []city.Text{say(k.Zh, k.En), say("首次达到的年份", "first year"), say("当年数值", "value"), say("此后的增速个数", "rates since"),
			say("之前"+q.mean().Zh, "growth before"), say("之后"+q.mean().Zh, "growth after"), say("同期其他"+k.Zh+"之前", "others before"), say("同期其他"+k.Zh+"之后", "others after")},
		Notes: []city.Text{say(fmt.Sprintf("之前、之后各取至多%d年，单位%s；其他指从未达到的%s", window, unit.Zh, k.Zh), fmt.Sprintf("up to %d years either side, in %s; the others never reach it", window, unit.En))},
	}
	for _, c := range q.crossed {
		v := c.first.Value
		row := []diagnose.Entry{{Text: say(q.short(c.place), q.short(c.place))}, count(c.year), {Value: &v, From: []city.Observation{c.first.Observation}}, count(c.after), {}, {}, {}, {}}
		if c.compared {
			for i, v := range []float64{c.own[0], c.own[1], c.others[0], c.others[1]} {
				row[4+i] = number(v, q.decimals())
			}
		}
		if !c.before {
			row[1].Text, row[1].Value = say(fmt.Sprintf("%d年起即在其上", c.year), fmt.Sprintf("since %d at least", c.year)), nil
		}
		e.Rows = append(e.Rows, row)
	}
	return e
}

// panelTable is the panel itself: each growth rate with the cells it comes from.
func (q *inquiry) panelTable() diagnose.Exhibit {
	e := diagnose.Exhibit{
		Title: panelTitle,
		Head:  []city.Text{say("地区", "place"), say("年份", "year"), say("上一年"+q.name(q.outcome.indicator).Zh, "the year before"), say("当年", "the year"), say("增速（%）", "growth (%)"), say("备注", "note")},
		Notes: []city.Text{say(fmt.Sprintf("%d个数值，其中%d个是首年或前一年缺数，%d个跨口径变化，%d个基数不为正，%d个没有上一年规模，余下%d个增速", q.flow.values, q.flow.gaps, q.flow.broken, q.flow.negative, q.flow.noSize, len(q.rows)),
			fmt.Sprintf("%d values: %d first of a run, %d across a break, %d with no positive base, %d without a size; %d rates are left", q.flow.values, q.flow.gaps, q.flow.broken, q.flow.negative, q.flow.noSize, len(q.rows)))},
		Sheet: true,
	}
	expr := "({1}/{0}-1)*100"
	if q.share {
		expr, e.Head[4] = "{1}-{0}", say("变化（百分点）", "change (points)")
	}
	for _, r := range q.rows {
		var zh, en []string
		note := func(is bool, z, x string) {
			if is {
				zh, en = append(zh, z), append(en, x)
			}
		}
		note(r.size.value >= q.from, "上一年已达到"+q.floor().Zh, "beyond "+q.floor().En)
		note(r.jump, "偏离当年水平过远", "far from its year")
		note(r.vintages != [2]bool{}, "修订数", "revised figures")
		note(r.moved() != nil, "区划调整", "boundaries changed")
		before, now, growth := r.before.Value, r.now.Value, q.exact(r)
		e.Rows = append(e.Rows, []diagnose.Entry{
			{Text: say(q.short(r.place), q.short(r.place))}, count(r.year),
			{Value: &before, From: []city.Observation{r.before.Observation}}, {Value: &now, From: []city.Observation{r.now.Observation}},
			{Value: &growth, Expr: expr, From: []city.Observation{r.before.Observation, r.now.Observation}},
			{Text: say(strings.Join(zh, "；"), strings.Join(en, "; "))},
		})
	}
	return e
}

// exact is the growth of a row with two decimals, as a spreadsheet prints it.
func (q *inquiry) exact(r row) decimal.Decimal {
	before, now := r.before.Value.Rat(), r.now.Value.Rat()
	if q.share {
		return city.Round(now.Sub(now, before), 2)
	}
	x := now.Quo(now, before)
	return city.Round(x.Mul(x.Sub(x, big.NewRat(1, 1)), big.NewRat(100, 1)), 2)
}

func count(n int) diagnose.Entry {
	v := decimal.NewFromInt(int64(n))
	return diagnose.Entry{Value: &v}
}

// number is an entry with so many decimals; blank where there is none.
func number(x float64, decimals int) diagnose.Entry {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return diagnose.Entry{}
	}
	v := rounded(x, decimals)
	return diagnose.Entry{Value: &v}
}

// rounded is a float with so many decimals, half away from zero.
func rounded(x float64, decimals int) decimal.Decimal {
	return decimal.RequireFromString(fixed(x, decimals))
}

// short prints a size with four significant digits at least.
func short(x float64) string {
	if math.Abs(x) >= 1000 {
		return fixed(x, 0)
	}
	return strings.TrimSuffix(strings.TrimRight(fixed(x, max(0, 3-int(math.Floor(math.Log10(math.Max(math.Abs(x), 1e-9)))))), "0"), ".")
}

func minFigure(list []decimal.Decimal) decimal.Decimal { return slices.MinFunc(list, cmpDecimal) }
func maxFigure(list []decimal.Decimal) decimal.Decimal { return slices.MaxFunc(list, cmpDecimal) }

func pow10(exp int32) decimal.Decimal { return decimal.New(1, exp) }
