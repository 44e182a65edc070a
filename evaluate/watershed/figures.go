package watershed

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// evidence cites the cells in which places reach the size and the latest ones,
// and gives the figures of the paragraph.
func (q *inquiry) evidence() {
	r := &q.result
	var cells []string
	for i, c := range q.crossed {
		r.Evidence = append(r.Evidence, c.first.Observation)
		cells = append(cells, fmt.Sprintf("{%d}", i))
	}
	first, last := q.span()
	span := city.Period(fmt.Sprintf("%04d/%04d", first, last))
	for _, c := range q.crossed {
		if c.last.Origin != c.first.Origin {
			r.Evidence = append(r.Evidence, c.last.Observation)
		}
	}
	if own := q.size.years(q.bench.Place); len(own) > 0 {
		if o := q.size.cells[q.bench.Place][own[len(own)-1]].Observation; !slices.Contains(r.Evidence, o) {
			r.Evidence = append(r.Evidence, o)
		}
	}
	q.citeSizes()
	k := q.kind()
	count := diagnose.Figure{Name: say("达到"+q.floor().Zh+"的"+k.Zh+"数", "number of "+k.En+" that reach "+q.floor().En), Value: decimal.NewFromInt(int64(len(q.crossed))), Unit: "个", Period: city.Year(last)}
	if len(cells) > 0 {
		count.Formula = &diagnose.Formula{Expr: "COUNT(" + strings.Join(cells, ",") + ")", Note: say("各"+k.Zh+"首次达到的单元格个数", "how many cells: the first value at or beyond the size of each place")}
	} else if len(q.rows) > 0 {
		r.Evidence = append(r.Evidence, q.largest())
	}
	r.Figures = append(r.Figures, count)
	add := func(zh, en string, v float64, decimals int, unit string, how city.Text) {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return
		}
		f := diagnose.Figure{Name: say(zh, en), Value: rounded(v, decimals), Unit: unit, Period: span}
		if how.IsZero() {
			f.Value = decimal.RequireFromString(plain(v))
		} else {
			f.Formula = &diagnose.Formula{Note: how}
		}
		r.Figures = append(r.Figures, f)
	}
	panel := say("面板里的行数，逐行见附表“"+panelTitle.Zh+"”", "rows of the panel: see the table “"+panelTitle.En+"”")
	runs := say("由面板估计，见附表“"+runsTitle.Zh+"”", "estimated on the panel: see the table “"+runsTitle.En+"”")
	cell := city.Text{} // a value of the data, with its own cell
	m := q.main
	add("可用的逐年增速", "yearly rates of growth in the sample", float64(m.rows), 0, "个", panel)
	add("其中达到之后的", "of these beyond the size", float64(m.rowsAbove), 0, "个", panel)
	if low, high, ok := m.searchable(); ok {
		add("可检验的最小规模", "smallest size that can be tested", low, 2, m.unit, cell)
		add("可检验的最大规模", "largest size that can be tested", high, 2, m.unit, cell)
		add("全范围搜索的概率p", "p of the search over all sizes", m.whole.Steps[0].Probability, 2, "", runs)
	}
	if m.within != nil {
		add("所称区间内的增速变化", "shift of growth in the claimed range", m.shift, q.decimals(), "百分点", runs)
		add("偶然波动的范围（±）", "range of chance (either way)", m.chance, q.decimals(), "百分点", runs)
		add("专门检验的概率p", "p of the test of the claimed range", m.p(), 2, "", runs)
	}
	add("差别比所称区间更明显的其他规模占比", "share of other sizes that part growth better", 100*q.elsewhere, 0, "%",
		say("把门槛逐个移到其他规模（两头各去1%），差别更明显的占比", "with the threshold moved to every other size but 1 % at either end"))
	if p := q.power(); p != nil {
		how := say(fmt.Sprintf("在没有门槛的模拟数据上加%s个百分点，%d次里检验发现的占比", q.matter(), p.simulations), fmt.Sprintf("share of %d simulations, %s points added to data without a threshold, in which the test finds it", p.simulations, q.matter()))
		if p != q.main.power {
			how = plus(how, say("（去掉异常跳变后）", " (without suspicious jumps)"))
		}
		add(q.matter()+"个百分点变化被发现的机会", "chance to find a shift of "+q.matter()+" points", 100*p.share, 0, "%", how)
	}
}

// The titles of tables that figures refer to.
var (
	panelTitle = say("门槛检验所用的面板", "The panel of the test")
	runsTitle  = say("门槛检验的各次计算", "The runs of the test")
)

// span is the first and the last year of the panel.
func (q *inquiry) span() (first, last int) {
	first = q.rows[0].year - 1
	for _, r := range q.rows {
		first, last = min(first, r.year-1), max(last, r.year)
	}
	return first, last
}

// citeSizes cites the cells of the sizes that the paragraph names: the ends of
// what can be searched and the best places.
func (q *inquiry) citeSizes() {
	var sizes []float64
	if low, high, ok := q.main.searchable(); ok {
		sizes = append(sizes, low, high)
	}
	if q.main.within != nil {
		sizes = append(sizes, q.main.within.Steps[0].Threshold)
	}
	if q.main.found() {
		sizes = append(sizes, q.main.whole.Steps[0].Threshold)
	}
	for _, v := range sizes {
		for _, r := range q.rows {
			if r.size.value == v {
				if !slices.Contains(q.result.Evidence, r.size.Observation) {
					q.result.Evidence = append(q.result.Evidence, r.size.Observation)
				}
				break
			}
		}
	}
}

// largest is the largest value of the size there is.
func (q *inquiry) largest() city.Observation {
	best := q.rows[0].size
	for _, place := range q.size.places() {
		for _, year := range q.size.years(place) {
			if c := q.size.cells[place][year]; c.value > best.value {
				best = c
			}
		}
	}
	return best.Observation
}
