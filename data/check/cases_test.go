package check

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func wuhan(rows string) map[string]string {
	return map[string]string{"tables/a.csv": "武汉市,,,,\n" + rows}
}

func one(indicator, period, value, unit string) string {
	return fmt.Sprintf("武汉市,%s,%s,%s,%s,final,,,,", indicator, period, value, unit)
}

// Hits, look-alikes and the edges of rounding.
func TestCases(t *testing.T) {
	industries := func(a, b, c, whole string) map[string]string {
		return wuhan(fmt.Sprintf("指标,2018年\n地区生产总值(亿元),%s\n第一产业增加值(亿元),%s\n第二产业增加值(亿元),%s\n第三产业增加值(亿元),%s\n", whole, a, b, c))
	}
	growth := func(before, now, rate string) map[string]string {
		return wuhan(fmt.Sprintf("指标,2017年,2018年,2018年比上年增长(%%)\n高新技术企业数(家),%s,%s,%s\n", before, now, rate))
	}
	mean := func(rate string) map[string]string {
		return wuhan("指标,2016年,2017年,2018年,2016-2018年年均增长(%)\n高新技术企业数(家),2177,2827,3536," + rate + "\n")
	}
	patents := func(third string) map[string]string {
		return wuhan("指标,2016年,2017年,2018年\n专利授权量(件),100,200,300\n其中：发明专利(件),40,80,120\n　　　实用新型专利(件),50,100,150\n　　　外观设计专利(件),10,20," + third + "\n")
	}
	shares := func(third string) map[string]string {
		return wuhan("指标,2018年\n第一产业占GDP比重(%),2.4\n第二产业占GDP比重(%),43.0\n第三产业占GDP比重(%)," + third + "\n")
	}
	net := func(v string) map[string]string {
		return fact(append(series("high_tech_enterprises", "家", 2017, "2827", "3536"), one("高新技术企业净增数", "2018", v, "家"))...)
	}
	head := func(v, unit string) map[string]string {
		return fact(one("gdp", "2018", "14847.29", "亿元"), one("population_resident", "2018", "1108.10", "万人"), one("gdp_per_capita", "2018", v, unit))
	}
	for _, c := range []struct {
		name, codes string
		in          map[string]string
		want        []string
	}{
		{"a sum at the edge of its tolerance", "D102", industries("362.00", "6377.75", "8107.54", "14847.31"), nil},
		{"a sum one beyond it", "D102", industries("362.00", "6377.75", "8107.54", "14847.32"), []string{"D102 note 地区生产总值 武汉市 2018"}},
		{"a sum in several units", "D102", wuhan("指标,2018年\n地区生产总值(亿元),14847.29\n第一产业增加值(万元),3620000\n第二产业增加值(亿元),6377.75\n第三产业增加值(亿元),8107.54\n"), nil},
		{"nested parts", "D102", patents("30"), nil},
		{"nested parts, one period wrong", "D102", patents("60"), []string{"D102 error 专利授权量 武汉市 2018"}},
		{"a district larger than its city", "D102", map[string]string{"tables/a.csv": "2018年武汉市各区,\n地区,地区生产总值(亿元)\n武汉市,300.0\n江岸区,400.0\n"}, []string{"D102 error 地区生产总值 武汉市 2018"}},
		{"shares of the three industries", "D102", shares("54.6"), nil},
		{"shares that are not 100 together", "D102", shares("58.6"), []string{"D102 error 第一产业占GDP比重 武汉市 2018"}},
		{"stock and flow", "D102", net("709"), nil},
		{"stock and flow, wrong", "D102", net("800"), []string{"D102 error 高新技术企业数 武汉市 2018"}},
		{"a figure per head in 万元", "D102 D107 D113", head("13.51", "万元"), nil},
		{"a figure per head with 元 for 万元", "D102 D107", head("13.51", "元"), []string{"D107 error 人均地区生产总值 武汉市 2018"}},
		{"growth within rounding", "D103", growth("2827", "3536", "25.1"), nil},
		{"growth one off", "D103", growth("2827", "3536", "25.2"), []string{"D103 note 高新技术企业数 武汉市 2018"}},
		{"growth wrong", "D103", growth("2827", "3536", "26.0"), []string{"D103 error 高新技术企业数 武汉市 2018"}},
		{"a decline", "D103", growth("1000", "900", "-10.0"), nil},
		{"a decline printed as growth", "D103", growth("1000", "900", "10.0"), []string{"D103 error 高新技术企业数 武汉市 2018"}},
		{"mean growth", "D103", mean("27.4"), nil},
		{"mean growth wrong", "D103", mean("40.0"), []string{"D103 error 高新技术企业数 武汉市 2016/2018"}},
		{"growth that is constant by definition", "D103", fact(append(series("gdp", "亿元", 2017, "1000.0", "1100.0"), one("gdp_growth", "2018", "8.0", "%"))...), []string{"D103 note 地区生产总值 武汉市 2018"}},
		{"a round number is no rounded value", "D104", fact(one("gdp", "2018", "15000", "亿元")), nil},
		{"one of a hundred million", "D107", fact(series("gdp", "亿元", 2014, "10069.48", "1090560000000", "11912.61")...), []string{"D107 error 地区生产总值 武汉市 2015"}},
		{"a stretch of fractions", "D107", fact(series("rd_intensity", "%", 2014, "2.61", "2.70", "2.75", "0.0281", "0.029")...), []string{"D107 error 研发投入强度 武汉市 2017", "D107 error 研发投入强度 武汉市 2018"}},
		{"two values are enough for ten thousand", "D107", fact(series("gdp", "亿元", 2014, "10069.48", "1.09")...), []string{"D107 error 地区生产总值 武汉市 2015"}},
		{"a hundredfold count is none", "D107", fact(series("patents_granted", "件", 2014, "100", "110", "12000", "130")...), nil},
		{"an unknown unit, by period", "D107", fact(series("gdp", "亿圆", 2017, "5", "6")...), []string{"D107 error 地区生产总值 武汉市 2017", "D107 error 地区生产总值 武汉市 2018"}},
		{"units of bulletins", "D107", fact(one("甲量", "2018", "5", "台（套）"), one("乙量", "2018", "5", "元/吨"), one("丙量", "2018", "5", "亿吨公里"), one("丁量", "2018", "5", "小时")), nil},
		{"three on a line are chance", "D108", fact(series("gdp", "亿元", 2014, "1000.0", "1100.5", "1201.0", "1300.7")...), nil},
		{"a constant is no line", "D108", fact(series("gdp", "亿元", 2014, "1000.0", "1000.0", "1000.0", "1000.0")...), nil},
		{"the newest is not there yet", "D110", fact(series("gdp", "亿元", 2014, "1000.1", "1100.7")...), nil},
		{"a year without a row", "D110", fact(append(series("gdp", "亿元", 2012, "800.1", "900.2", "1000.1"), series("gdp", "亿元", 2016, "1300.2", "1400.1")...)...), []string{"D110 note 地区生产总值 武汉市 2015"}},
		{"the same value in two units", "D111 D106 D107", fact(one("gdp", "2017", "11000", "万元"), one("GDP", "2017", "1.1", "亿元")), []string{"D111 note 地区生产总值 武汉市 2017"}},
		{"two definitions are no duplicate", "D111 D106", fact("武汉市,gdp,2017,1.1,亿元,final,甲,,,", "武汉市,gdp,2017,1.2,亿元,final,乙,,,"), nil},
		{"registered, with no resident one to compare", "D113", fact(one("gdp", "2017", "13410.34", "亿元"), one("population_registered", "2017", "853.65", "万人"), one("gdp_per_capita", "2017", "157094", "元")),
			[]string{"D113 warning 人均地区生产总值 武汉市 2017"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var codes []string
			for i := 0; i < len(c.codes); i += 5 {
				codes = append(codes, c.codes[i:i+4])
			}
			if d := cmp.Diff(c.want, found(t, c.in, codes...)); d != "" {
				t.Errorf("findings (-want +got):\n%s", d)
			}
		})
	}
}

// A part whose name is misspelt does not make the sum of the others wrong.
func TestMisspeltPart(t *testing.T) {
	rows := "地区,2015年,2016年,2017年,2018年\n全国,30,60,90,120\n北京市,10,20,30,40\n天津市,10,20,30,40\n"
	ok := map[string]string{"tables/a.csv": "各地区专利授权量(件),,,,\n" + rows + "河北省,10,20,30,40\n"}
	if got := found(t, ok, "D102"); got != nil {
		t.Errorf("right sums: %v", got)
	}
	facts := []string{}
	for i, place := range []string{"全国", "北京市", "天津市", "河北省"} {
		for y := range 4 {
			p, v := place, 10*(y+1)
			if i == 0 {
				v *= 3
			}
			if i == 3 && y == 2 {
				p = "河比省"
			}
			facts = append(facts, fmt.Sprintf("%s,patents_granted,%d,%d,件,final,,,,", p, 2015+y, v))
		}
	}
	if got := found(t, fact(facts...), "D102"); got != nil {
		t.Errorf("a misspelt part: %v", got)
	}
}
