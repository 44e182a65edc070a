package propose

import (
	"fmt"
	"strings"
	"testing"
)

// show prints a number as kind:value unit hedge, for tables of expectations.
func show(n Number) string {
	switch n.Kind {
	case PeriodNumber:
		p := n.Period
		return strings.TrimSpace(fmt.Sprintf("%s %s", p.Kind, strings.Trim(string(p.From)+">"+string(p.Period), ">")))
	case NameNumber:
		return "name"
	case StructNumber:
		var parts []string
		for _, v := range n.Values {
			parts = append(parts, v.String())
		}
		return "structure " + strings.Join(parts, " ")
	}
	s := n.Value.String()
	if n.Value.Exponent() < 0 {
		s = n.Value.StringFixed(-n.Value.Exponent())
	}
	if n.Hi != nil {
		s += ".." + n.Hi.String()
	}
	s += n.Unit
	if n.Kind != ValueNumber {
		s = string(n.Kind) + " " + s
	}
	if n.Hedge != "" {
		s += " " + string(n.Hedge)
	}
	return s
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"高新技术企业3536家", "3536家"},
		{"增长26.0%", "26.0%"},
		{"增长２６．０％", "26.0%"},
		{"达到1,113家，1,113.5亿元", "1113家|1113.5亿元"},
		{"接近1.5万亿元", "1.5万亿元 near"},
		{"突破2万亿元大关", "2万亿元 over"},
		{"超3.2万家", "3.2万家 over"},
		{"人口1.2亿", "1.2亿"},
		{"人口1364.89万人", "1364.89万人"},
		{"高新技术企业数3000多家", "3000家 more"},
		{"3万多家企业", "3万家 more"},
		{"三十多个产业集聚片区", "30个 more"},
		{"30多个产业集聚片区", "30个 more"},
		{"上百家企业，数十个项目", "100家 at-least|10个 at-least"},
		{"百余家", "100家 more"},
		{"800家以上", "800家 at-least"},
		{"30%左右", "30% about"},
		{"约30%", "30% about"},
		{"不足5%", "5% under"},
		{"至少500家", "500家 at-least"},
		{"控制在3%以内", "3% at-most"},
		{"不超过5.5%", "5.5% at-most"},
		{"不低于6%", "6% at-least"},
		{"六成", "60% tenths"},
		{"占比近七成", "70% near"},
		{"七成半", "75% tenths"},
		{"六成以上", "60% at-least"},
		{"三成多", "30% more"},
		{"成为三成立", ""},
		{"六七成", "60..70%"},
		{"三分之一", "33.3% tenths"},
		{"超过三分之二", "66.7% over"},
		{"一半以上", "50% at-least"},
		{"占比过半", "50% over"},
		{"百分之二十五", "25%"},
		{"百分之三点五", "3.5%"},
		{"翻一番", "doubling 1番"}, {"翻了两番", "doubling 2番"}, {"翻番", "doubling 1番"},
		{"增长2.8倍", "2.8倍"}, {"增长两倍", "2倍"}, {"近一倍", "1倍 near"},
		{"提高1.3个百分点", "1.3百分点"}, {"三个百分点", "3百分点"}, {"3.2‰", "3.2‰"},
		{"1.5—2.0万亿元", "1.5..2万亿元"}, {"1.5万亿—2万亿元", "1.5..2万亿元"}, {"1.5万—2万亿元", "1.5万|2万亿元"},
		{"30%至40%", "30..40%"}, {"30%—40%", "30..40%"}, {"6.5%-7%", "6.5..7%"}, {"300～500家", "300..500家"},
		{"由30%到40%", "30%|40%"},
		{"居第8位", "ordinal 8"}, {"居全国第一", "ordinal 1"}, {"位居榜首", "ordinal 1"}, {"居第十二位", "ordinal 12"},
		{"第二产业增加值", "name"}, {"第十三届全国人大", "name"}, {"第一季度", "at 2018Q1"},
		{"把创新摆在首位", ""},
		{"进入前三位", "top 3"}, {"位列全国前10", "top 10"},
		{"三次产业结构为2.6∶35.6∶61.8", "name|structure 2.6 35.6 61.8"},
		{"2.6:35.6:61.8", "structure 2.6 35.6 61.8"}, {"2.6：35.6：61.8", "structure 2.6 35.6 61.8"},
		{"国发〔2016〕32号", "name"}, {"国科发火〔2016〕32号文", "name"},
		{"（一）加快发展", "name"}, {"1.加快发展", "name"}, {"1．加快发展", "name"}, {"一、总体情况", "name"},
		{"1.5万亿元的经济总量", "1.5万亿元"},
		{"G20杭州峰会，5G基站，3D打印，PM2.5浓度", "name|name|name|name"},
		{"“一带一路”和“双一流”", "name|name"},
		{"“1+8”城市圈", "name"},
		{"电话027-82812345", "name"}, {"手机13800001234", "name"},
		{"15个副省级城市", "roster-count 15"}, {"36个主要城市", "roster-count 36"}, {"15城市", "roster-count 15"},
		{"每万人发明专利拥有量", "name"},
		{"两院院士67人", "name|67人"},
		{"GDP14847亿元", "14847亿元"},
		{"增长-3.2%", "-3.2%"}, {"2013-2018年", "span 2013>2018"},
		{"三家、五家企业", "3家|5家"}, {"五个中心、一个目标", "name"},
		{"最近3家", "3家"}, {"附近3家", "3家"}, {"合约3份", "3"},
		{"5.5亿千瓦时", "5.5亿千瓦时"},
		{"92.5分，第2名", "92.5分|ordinal 2"},
		{"产值超千亿元", "1000亿元 over"}, {"超千亿元产业，千亿级产业", "name|name"},
		{"两万亿元", "2万亿元"}, {"十二家", "12家"}, {"一百二十家", "120家"},
	} {
		l := narrow(c.text)
		var got []string
		for _, n := range scan(l.text, 2018) {
			got = append(got, show(n))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%s: got %q, want %q", c.text, g, c.want)
		}
	}
}

func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		text string
		base int
		want string
	}{
		{"2018年", 2018, "at 2018"}, {"２０１８年", 2018, "at 2018"}, {"二〇一八年", 0, "at 2018"},
		{"2018年末", 0, "at 2018"}, {"截至2018年底", 0, "at 2018"}, {"2018年度", 0, "at 2018"},
		{"2013—2018年", 0, "span 2013>2018"}, {"2013年至2018年", 0, "span 2013>2018"}, {"2013-2018年间", 0, "span 2013>2018"},
		{"2018年上半年", 0, "at 2018-01/2018-06"}, {"2018年前三季度", 0, "at 2018-01/2018-09"}, {"2018年1—9月", 0, "at 2018-01/2018-09"},
		{"2018年一季度", 0, "at 2018Q1"}, {"2018年三季度", 0, "at 2018Q3"}, {"2018年12月", 0, "at 2018-12"}, {"2018年1-9月份", 0, "at 2018-01/2018-09"},
		{"上半年", 2018, "at 2018-01/2018-06"}, {"前三季度", 2018, "at 2018-01/2018-09"}, {"一季度", 2018, "at 2018Q1"}, {"1—9月", 2018, "at 2018-01/2018-09"},
		{"前5个月", 2018, "at 2018-01/2018-05"},
		{"今年", 2018, "at 2018"}, {"去年", 2018, "prior 2017"}, {"上年", 2018, "prior 2017"}, {"2017年比上年", 2018, "at 2017|prior 2016"},
		{"比上年同期", 2018, "prior 2017"}, {"今年上半年", 2018, "at 2018-01/2018-06"},
		{"“十三五”期间", 0, "span 2015>2016/2020"}, {"十三五以来", 0, "since 2015"}, {"十四五时期", 0, "span 2020>2021/2025"}, {"“十二五”末", 0, "at 2015"},
		{"五年", 2018, "years 2013>2018"}, {"近五年", 2018, "years 2013>2018"}, {"五年来", 2018, "years 2013>2018"}, {"过去五年", 2018, "years 2013>2018"}, {"近3年", 2018, "years 2015>2018"},
		{"三年行动计划", 2018, "named"}, {"改革开放以来", 2018, "named"},
		{"2018年比2013年", 2018, "at 2018|at 2013"}, {"2015年以来", 0, "since 2015"}, {"2018年12月31日", 0, "at 2018-12"},
		{"2018年全年", 0, "at 2018"}, {"全年", 2018, "at 2018"}, {"当年", 2018, "at 2018"},
		{"连续八年", 2018, "years 2010>2018"}, {"3.5%", 2018, ""}, {"12018年", 2018, ""},
	} {
		var got []string
		for _, p := range Periods(c.text, c.base) {
			got = append(got, strings.TrimSpace(string(p.Kind)+" "+strings.Trim(string(p.From)+">"+string(p.Period), ">")))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%s (%d): got %q, want %q", c.text, c.base, g, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"一句。两句！三句？四句；五句", []string{"一句。", "两句！", "三句？", "四句；", "五句"}},
		{"增长26.0%。", []string{"增长26.0%。"}},
		{"增长（其中一季度增长5%。二季度增长6%。）明显。下一句", []string{"增长（其中一季度增长5%。二季度增长6%。）明显。", "下一句"}},
		{"各位代表：\n现在报告工作。\n\n  一、总体情况\n", []string{"各位代表：", "现在报告工作。", "一、总体情况"}},
		{"他说：“要创新。”会议强调，要实干。", []string{"他说：“要创新。”", "会议强调，要实干。"}},
		{"括号（不闭合。下一句。", []string{"括号（不闭合。", "下一句。"}},
		{"真的？！对。”", []string{"真的？！", "对。”"}},
		{"", nil}, {"  \n ", nil},
	} {
		var got []string
		for _, s := range Sentences(c.text) {
			got = append(got, c.text[s.Start:s.End])
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%q: got %q", c.text, got)
		}
	}
}
