package table

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

func TestReadCell(t *testing.T) {
	for _, c := range []struct {
		in     string
		kind   kind
		value  string
		unit   string
		status city.Status
		marks  string
	}{
		{"248.00", number, "248", "", "", ""},
		{" 1,234,567.8 ", number, "1234567.8", "", "", ""},
		{"－3.5％", number, "-3.5", "%", "", ""},
		{"[360]", number, "360", "", "", "[]"},
		{"［2.42］", number, "2.42", "", "", "[]"},
		{"（47000）", number, "47000", "", "", "()"},
		{"360*", number, "360", "", "", "*"},
		{"360**", number, "360", "", "", "**"},
		{"*360", number, "360", "", "", "*"},
		{"360①", number, "360", "", "", "①"},
		{"360[1]", number, "360", "", "", "1)"},
		{"360(1)", number, "360", "", "", "1)"},
		{"360（预计）", number, "360", "", city.Estimate, ""},
		{"360(快报数)", number, "360", "", city.Preliminary, ""},
		{"25.08%*", number, "25.08", "%", "", "*"},
		{"360p", number, "360", "", "", "p"},
		{"3536家", number, "3536", "家", "", ""},
		{"1.48万亿元", number, "1.48", "万亿元", "", ""},
		{"约300", hedged, "300", "", city.Rounded, ""},
		{"300左右", hedged, "300", "", city.Rounded, ""},
		{"近2万家", hedged, "2", "万家", city.Rounded, ""},
		{"超过3000", hedged, "3000", "", city.LowerBound, ""},
		{"3000余家", hedged, "3000", "家", city.LowerBound, ""},
		{"3000以上", hedged, "3000", "", city.LowerBound, ""},
		{"≥85", hedged, "85", "", city.LowerBound, ""},
		{">100", hedged, "100", "", city.LowerBound, ""},
		{"不足100", garbled, "0", "", "", ""},
		{"<0.01", garbled, "0", "", "", ""},
		{"300-400", garbled, "0", "", "", ""},
		{"2.6:35.6:61.8", garbled, "0", "", "", ""},
		{"2.6∶35.6∶61.8", garbled, "0", "", "", ""},
		{"达标", garbled, "0", "", "", ""},
		{"NaN", garbled, "0", "", "", ""},
		{"+Inf", garbled, "0", "", "", ""},
		{"1e5", garbled, "0", "", "", ""},
		{"0x1F", garbled, "0", "", "", ""},
		{"#DIV/0!", garbled, "0", "", "", ""},
		{"#N/A", absent, "0", "", "", ""},
		{"——", absent, "0", "", "", ""},
		{"……", absent, "0", "", "", ""},
		{"…", absent, "0", "", "", ""},
		{"N.A.", absent, "0", "", "", ""},
		{"缺", absent, "0", "", "", ""},
		{"　", blank, "0", "", "", ""},
		{"0", number, "0", "", "", ""},
		{"1.2.3", garbled, "0", "", "", ""},
		{"12,34", garbled, "0", "", "", ""},
		{strings.Repeat("(", 50) + "1" + strings.Repeat(")", 50), garbled, "0", "", "", ""},
	} {
		r := readCell(c.in)
		if r.kind != c.kind || r.value.String() != c.value || r.unit != c.unit || r.status != c.status || strings.Join(r.marks, " ") != c.marks {
			t.Errorf("%q: %+v %s, want %+v", c.in, r, r.value, c)
		}
	}
}

func TestReadRankAndGrowth(t *testing.T) {
	for in, want := range map[string]string{"4": "4", "第4": "4", "第 12 位": "12", "并列第3": "3", "3/15": "3"} {
		if r := readRank(in); r.kind != number || r.value.String() != want {
			t.Errorf("rank %q: %+v", in, r)
		}
	}
	for in, want := range map[string]string{"下降9.3%": "-9.3", "↓3.2": "-3.2", "↑8": "8", "增长12.5%": "12.5", "-1.47%": "-1.47", "▼0.5": "-0.5", "▲0.5": "0.5"} {
		if r := readGrowth(in); r.kind != number || r.value.String() != want {
			t.Errorf("growth %q: %+v %s, want %s", in, r, r.value, want)
		}
	}
}

func TestReadHead(t *testing.T) {
	for _, c := range []struct{ in, name, period, facet, roster, unit string }{
		{"2018年", "", "2018", "", "", ""},
		{"2018 年", "", "2018", "", "", ""},
		{"2018年度", "", "2018", "", "", ""},
		{"2018年同比增长率", "", "2018", "growth", "", ""},
		{"15城市排序", "", "", "rank", "15城市", ""},
		{"全省排名", "", "", "rank", "全省", ""},
		{"在15个副省级城市中的位次", "", "", "rank", "15个副省级城市", ""},
		{"位次(15城市)", "", "", "rank", "15城市", ""},
		{"GDP排名", "GDP", "", "rank", "", ""},
		{"全国位次", "", "", "rank", "全国", ""},
		{"比上年增长（%）", "", "", "growth", "", "%"},
		{"比上年±%", "", "", "growth", "", "%"},
		{"±%", "", "", "growth", "", "%"},
		{"增速", "", "", "growth", "", ""},
		{"同比", "", "", "growth", "", ""},
		{"增减(百分点)", "", "", "growth", "", "百分点"},
		{"较上年同期增减%", "", "", "growth", "", "%"},
		{"2019年比2018年增长%", "", "2019", "growth", "", "%"},
		{"年均增长(%)", "", "", "growth", "", "%"},
		{"名义增长（%）", "", "", "growth", "", "%"},
		{"比上年增加（家）", "", "", "change", "", "家"},
		{"净增数", "", "", "change", "", ""},
		{"GDP增速(%)", "GDP增速(%)", "", "", "", "%"},
		{"地区生产总值（亿元）", "地区生产总值（亿元）", "", "", "", "亿元"},
		{"2018年GDP（亿元）", "GDP", "2018", "", "", "亿元"},
		{"绝对额", "", "", "", "", ""},
		{"增加值", "增加值", "", "", "", ""},
		{"增加值增速(%)", "增加值增速(%)", "", "", "", "%"},
		{"居民消费价格指数（上年=100）", "居民消费价格指数（上年=100）", "", "", "", ""},
		{"能耗（吨标准煤/万元）", "能耗（吨标准煤/万元）", "", "", "", "吨标准煤/万元"},
		{"2018年1-9月", "", "2018-01/2018-09", "", "", ""},
		{"2018年一季度", "", "2018Q1", "", "", ""},
		{"2018Q3", "", "2018Q3", "", "", ""},
		{"2018年12月末", "", "2018-12", "", "", ""},
		{"2018年末", "", "2018", "", "", ""},
		{"2018-12-31", "", "2018-12-31", "", "", ""},
		{"2018年12月31日", "", "2018-12-31", "", "", ""},
		{"二〇一八年", "", "2018", "", "", ""},
		{"2018", "", "2018", "", "", ""},
		{"2018年\n(预计)", "", "2018", "", "", ""},
	} {
		h := readHead(c.in)
		facet := ""
		switch {
		case h.rank:
			facet = "rank"
		case h.change:
			facet = "change"
		case h.growth:
			facet = "growth"
		}
		if h.name != c.name || string(h.when.period()) != c.period || facet != c.facet || h.roster != c.roster || h.unit != c.unit {
			t.Errorf("%q: name %q period %q facet %q roster %q unit %q, want %+v", c.in, h.name, h.when.period(), facet, h.roster, h.unit, c)
		}
	}
}

func TestNotes(t *testing.T) {
	labels := []string{"R&D经费内部支出", "专利授权量", "高新技术产业增加值"}
	for _, c := range []struct {
		note string
		want []string
	}{
		{"注:[]中数据为预计值或推算值; 标*的指标统计口径从2016年作了调整", []string{"[] estimate", "* break 2016"}},
		{"注：带*为预计数", []string{"* estimate"}},
		{"注：*为快报数，#为推算数", []string{"* preliminary", "# estimate"}},
		{"注：2018年为快报数", []string{"year 2018 preliminary"}},
		{"说明：2017年、2018年数据为初步核算数", []string{"year 2017 preliminary", "year 2018 preliminary"}},
		{"注：r表示修订数", []string{"r final"}},
		{"注：自2019年起，R&D经费内部支出口径有所调整", []string{"break 2019 R&D经费内部支出"}},
		{"注：从2016年起，“*”指标口径发生变化", []string{"* break 2016"}},
		{"注：带※号的指标2016年及以前为旧口径，口径不一致", []string{"※ break 2017"}},
		{"注：①2018年为预计数；②2016年起口径调整", []string{"① year 2018 estimate", "② break 2016"}},
		{"注：本表绝对数按当年价格计算，增长速度按可比价格计算", []string{"price current growth constant"}},
		{"注：地区生产总值按现价计算。", []string{"price current growth "}},
		{"注：“#”表示其中的主要项", []string{"# part"}},
		{"注：表中“…”表示数据不足本表最小单位数", nil},
		{"数据来源：国家统计局", nil},
		{"注：本表数据由各区统计局提供", nil},
		{"注：标*的指标口径有调整", []string{"* break "}},
		{"注：本表2018年数据为快报数，2017年为最终核实数", []string{"year 2018 preliminary", "year 2017 final"}},
		{"注：专利授权量2019年以前不含外观设计", []string{"break 2019 专利授权量"}},
		{"注：高新技术产业增加值从2019年起按新口径统计", []string{"break 2019 高新技术产业增加值"}},
		{"注：带*指标2020年起不含军工单位", []string{"* break 2020"}},
	} {
		var got []string
		for _, r := range readNotes([]line{{text: c.note}}, labels) {
			var s []string
			if r.mark != "" {
				s = append(s, r.mark)
			}
			if r.year != "" {
				s = append(s, "year "+string(r.year))
			}
			if r.status != "" {
				s = append(s, string(r.status))
			}
			if r.breaks {
				s = append(s, "break "+string(r.from))
			}
			if r.child {
				s = append(s, "part")
			}
			if r.price != "" || r.growth != "" {
				s = append(s, "price "+string(r.price)+" growth "+string(r.growth))
			}
			got = append(got, strings.Join(append(s, r.labels...), " "))
		}
		if strings.Join(got, "; ") != strings.Join(c.want, "; ") {
			t.Errorf("%s\n got  %q\n want %q", c.note, got, c.want)
		}
	}
}
