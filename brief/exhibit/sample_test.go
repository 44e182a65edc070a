package exhibit

import (
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/evaluate"
)

func zh(s string) city.Text { return city.Text{Zh: s, En: s + "(en)"} }

// samples has every kind of table and plot once, made up (合成), with signs that
// formats could stumble over.
func samples() evaluate.Exhibits {
	e := evaluate.Exhibits{
		Title: zh("合成数据：检验各种图表"), Source: zh("资料来源：合成.csv（SHA-256 0123456789ab）；模型 合成_spec.yaml；种子 7；quanyu 0.1.0"),
		Notes: []city.Text{zh("样本 100% 为合成；a_b & c#d ~ ^ {x} $1 <2>")},
	}
	number := func(v float64, printed string) evaluate.Cell {
		return evaluate.Cell{Text: city.Text{Zh: printed}, Value: evaluate.Number(v), Is: true}
	}
	text := func(s string) evaluate.Cell { return evaluate.Cell{Text: zh(s)} }
	e.Tables = []evaluate.Table{{
		Name: "sample-slopes", Title: zh("分段斜率（被解释变量：a_b 增速，%）"), Head: []city.Text{zh("变量"), zh("区段"), zh("系数"), zh("标准误"), zh("p")},
		Rows: [][]evaluate.Cell{
			{text("=cmd()"), text("规模 <= 1.6"), number(-0.01234567890123, "-0.01235"), number(0.004, "(0.0040)"), number(0.0001, "<0.001")},
			{text("[投入]_强度^2"), text("1.6 < 规模"), number(12.5, "12.50"), {Text: city.Text{Zh: "—"}}, number(0.5, "0.500")},
		},
		Notes: []city.Text{zh("括号内为按城市聚类的标准误")},
	}}
	nan := math.NaN()
	line := evaluate.PlotSeries{Name: zh("武汉市（实际）"), Look: evaluate.Joined}
	synthetic := evaluate.PlotSeries{Name: zh("合成武汉"), Look: evaluate.Joined}
	placebo := evaluate.PlotSeries{Name: zh("安慰剂（8个城市）"), Look: evaluate.Faint}
	for t := range 20 {
		x := float64(1999 + t)
		line.Points = append(line.Points, evaluate.PointAt(x, 100+float64(t)*6+8*math.Sin(float64(t))))
		y := 100 + float64(t)*5.4
		synthetic.Points = append(synthetic.Points, evaluate.PlotPoint{X: x, Y: y, Low: y - 10, High: y + 10})
	}
	for u := range 8 {
		for t := range 20 {
			placebo.Points = append(placebo.Points, evaluate.PointAt(float64(1999+t), 110+float64(t)*4+30*math.Sin(float64(u+t)/3)))
		}
		placebo.Points = append(placebo.Points, evaluate.GapAt(2019))
	}
	event := func(name string, shift float64) evaluate.PlotSeries {
		s := evaluate.PlotSeries{Name: zh(name), Look: evaluate.Marks}
		for k := -5; k <= 5; k++ {
			y := shift + 0.02*float64(max(k, -1))
			if k == -1 {
				s.Points = append(s.Points, evaluate.PlotPoint{X: -1, Y: 0, Low: nan, High: nan})
				continue
			}
			s.Points = append(s.Points, evaluate.PlotPoint{X: float64(k), Y: y, Low: y - 0.04, High: y + 0.04})
		}
		return s
	}
	profile := evaluate.PlotSeries{Name: zh("似然比"), Look: evaluate.Joined}
	for i := range 3000 {
		q := 100 * math.Exp(float64(i)/600)
		profile.Points = append(profile.Points, evaluate.PointAt(q, math.Abs(20*math.Log(q/1500))+2*math.Abs(math.Sin(float64(i)/9))))
	}
	left := evaluate.PlotSeries{Name: zh("去掉该城市后的门槛"), Look: evaluate.Marks}
	rows := []string{"北京市", "上海市", "呼和浩特市", "黔西南布依族苗族自治州", "A&B<c>"}
	var texts []city.Text
	for i := range rows {
		texts = append(texts, city.Text{Zh: rows[i]})
		left.Points = append(left.Points, evaluate.PointAt(1500+float64(i*i)*10, float64(i)))
	}
	e.Plots = []evaluate.Plot{
		{Name: "sample-path", Title: zh("合成：实际路径与合成路径"), X: zh("年份"), Y: zh("地区生产总值（指数，1999年=100）"), Whole: true, Series: []evaluate.PlotSeries{line, synthetic, placebo},
			Along: []evaluate.PlotLine{{At: 2009.5, Name: zh("政策开始（2010年）")}, {At: 2011, Name: zh("第二批（2011年）")}}, Says: zh("两条线在2010年后分开"), Notes: []city.Text{zh("阴影为95%区间")}},
		{Name: "sample-event", Title: zh("合成：事件研究"), X: zh("距政策实施的年数"), Y: zh("效应（对数点）"), Whole: true,
			Series: []evaluate.PlotSeries{event("组别—时间平均（Callaway–Sant'Anna）", 0.01), event("交互加权（Sun–Abraham）", 0), event("双向固定效应", -0.01)},
			Across: []evaluate.PlotLine{{At: 0}}, Along: []evaluate.PlotLine{{At: -0.5, Name: zh("政策实施")}}},
		{Name: "sample-profile", Title: zh("合成：门槛的似然比与置信集"), X: zh("GDP（亿元，对数刻度）"), Y: zh("似然比"), Log: true, Upto: 40, Series: []evaluate.PlotSeries{profile},
			Across: []evaluate.PlotLine{{At: 7.35, Name: zh("95%临界值 7.35")}}, Along: []evaluate.PlotLine{{At: 1500, Name: zh("门槛 1500")}},
			Spans: []evaluate.PlotSpan{{From: 1100, To: 2050, Name: zh("95%置信集")}}},
		{Name: "sample-left", Title: zh("合成：逐一去掉一个城市"), X: zh("门槛（亿元）"), Rows: texts, Series: []evaluate.PlotSeries{left}, Along: []evaluate.PlotLine{{At: 1500, Name: zh("全样本 1500")}}},
	}
	return e
}
