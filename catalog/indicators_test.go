package catalog

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

func TestNoTwoIndicatorsShareAName(t *testing.T) {
	list, concepts := embeddedIndicators()
	seen := map[string]string{}
	x := NewIndicators()
	for _, ind := range list {
		for _, n := range append([]string{ind.ID, ind.Name.Zh}, ind.Aliases...) {
			n = strings.TrimPrefix(n, "=")
			k := labelKey(n)
			if have := seen[k]; have != "" && have != ind.ID {
				t.Errorf("%q names both %s and %s", n, have, ind.ID)
			}
			seen[k] = ind.ID
			r := x.Resolve(n)
			want := ind.ID
			if ind.Kind == city.RateOf {
				want = ind.Identities[0].B
			}
			if !r.Known || r.ID != want {
				t.Errorf("%q resolves to %q, not %q", n, r.ID, want)
			}
		}
		if ind.Unit != "" {
			if !unitLike(ind.Unit) {
				t.Errorf("%s: unit %q is not understood", ind.ID, ind.Unit)
			}
		}
		if ind.Name.En == "" {
			t.Errorf("%s has no English name", ind.ID)
		}
	}
	if len(list) < 150 {
		t.Errorf("only %d indicators", len(list))
	}
	names := map[string]string{}
	for _, c := range concepts {
		for _, n := range append([]string{c.Name.Zh}, c.Aliases...) {
			if names[n] != "" && names[n] != c.ID {
				t.Errorf("%q names two concepts", n)
			}
			names[n] = c.ID
		}
	}
}

func TestResolveLabels(t *testing.T) {
	x := NewIndicators()
	for _, c := range []struct {
		label, id  string
		facet      city.Facet
		definition string
		unit       string
		price      city.PriceBasis
	}{
		{"高新技术企业累计数(家)", "high_tech_enterprises", city.Level, "", "家", ""},
		{"规上高新技术产业增加值(亿元)", "high_tech_value_added", city.Level, "规上", "亿元", ""},
		{"规上高新技术产业增加值占GDP的比重(%)", "high_tech_share_gdp", city.Level, "规上", "%", ""},
		{"高新技术产业增加值占地区生产总值比重（％）", "high_tech_share_gdp", city.Level, "", "%", ""},
		{"地方财政科技拨款占地方财政一般公共预算支出的比重(%)", "fiscal_science_share", city.Level, "", "%", ""},
		{"财政科技支出占一般公共预算支出比例", "fiscal_science_share", city.Level, "", "", ""},
		{"*全社会R&D经费内部支出(亿元)", "rd_expenditure", city.Level, "", "亿元", ""},
		{"*全社会R&D经费内部支出占GDP的比重(%)", "rd_intensity", city.Level, "", "%", ""},
		{"R＆D 经费支出占 GDP 比重", "rd_intensity", city.Level, "", "", ""},
		{"研发投入占地区生产总值的比例", "rd_intensity", city.Level, "", "", ""},
		{"R&D/GDP", "rd_intensity", city.Level, "", "", ""},
		{"R&D经费与GDP之比", "rd_intensity", city.Level, "", "", ""},
		{"其中:发明专利申请量(件)", "invention_applications", city.Level, "", "件", ""},
		{"  #其中：出口", "exports", city.Level, "", "", ""},
		{"国家重点(工程)实验室(家)", "state_key_labs", city.Level, "", "家", ""},
		{"国家重点（工程）实验室", "state_key_labs", city.Level, "", "", ""},
		{"一、地区生产总值", "gdp", city.Level, "", "", ""},
		{"(一)地区生产总值（GDP）", "gdp", city.Level, "", "", ""},
		{"1.地区生产总值（亿元）", "gdp", city.Level, "", "亿元", ""},
		{"1 地区生产总值", "gdp", city.Level, "", "", ""},
		{"地区生产总值,亿元", "gdp", city.Level, "", "亿元", ""},
		{"GDP 亿元", "gdp", city.Level, "", "亿元", ""},
		{"全市生产总值（现价）", "gdp", city.Level, "", "", city.Current},
		{"GDP（按可比价格计算）增速", "gdp", city.Growth, "", "%", city.Constant},
		{"地区生产总值增速", "gdp", city.Growth, "", "%", city.Constant},
		{"gdp_growth", "gdp", city.Growth, "", "%", city.Constant},
		{"地区生产总值比上年增长(%)", "gdp", city.Growth, "", "%", ""},
		{"规模以上工业增加值同比增长", "industrial_value_added_above", city.Growth, "", "%", ""},
		{"社会消费品零售总额增速（%）", "retail_sales", city.Growth, "", "%", ""},
		{"固定资产投资(不含农户)比上年±%", "fixed_investment", city.Growth, "", "%", ""},
		{"人均GDP(元)", "gdp_per_capita", city.Level, "", "元", ""},
		{"人均地区生产总值", "gdp_per_capita", city.Level, "", "", ""},
		{"2019年末常住人口（万人）", "population_resident", city.Level, "", "万人", ""},
		{"高新技术产业增加值（市发改委口径）", "high_tech_value_added", city.Level, "市发改委口径", "", ""},
		{"高新技术产业增加值占GDP比重(政府工作报告口径)", "high_tech_share_gdp", city.Level, "政府工作报告口径", "", ""},
		{"常住人口(七普)", "population_resident", city.Level, "七普", "", ""},
		{"高新技术企业数15城市排序", "high_tech_enterprises", city.Rank, "", "", ""},
		{"高技术产业", "high_technology_industry", city.Level, "", "", ""},
		{"高技术制造业增加值", "high_technology_manufacturing_value_added", city.Level, "", "", ""},
		{"专精特新\"小巨人\"企业", "little_giants", city.Level, "", "", ""},
		{"rd_personnel_fte", "rd_staff", city.Level, "", "", ""},
		{"high_tech_firms_announced", "high_tech_certified", city.Level, "", "", ""},
		{"细颗粒物（PM2.5）年均浓度（微克/立方米）", "pm25", city.Level, "", "微克/立方米", ""},
		{"2018年同比增长率", "", city.Growth, "", "%", ""},
		{"增速", "", city.Growth, "", "%", ""},
		{"15城市排序", "", city.Rank, "", "", ""},
		{"人口自然增长率（‰）", "人口自然增长率", city.Level, "", "‰", ""},
		{"汽车制造业产值(亿元)", "汽车制造业产值", city.Level, "", "亿元", ""},
		{"汽车制造业产值增速", "汽车制造业产值", city.Growth, "", "%", ""},
		{"地区生产总值年均增速(%)", "gdp", city.Growth, "年均", "%", ""},
		{"rd_expenditure_growth", "rd_expenditure", city.Growth, "", "%", ""},
		{"high_tech_enterprises_rank", "high_tech_enterprises", city.Rank, "", "", ""},
		{"试验平台(基地)备案数（家）", "试验平台(基地)备案数", city.Level, "", "家", ""},
		{"5G基站数（个）", "gov_5g", city.Level, "", "个", ""},
	} {
		r := x.Resolve(c.label)
		if r.ID != c.id || r.Facet != c.facet || r.Definition != c.definition || r.Unit != c.unit || r.Price != c.price {
			t.Errorf("%q: got %+v\n want %+v", c.label, r, c)
		}
	}
	if r := x.Resolve("15城市排序"); r.Roster != "15城市" {
		t.Errorf("roster %q", r.Roster)
	}
}

func TestResolveUnder(t *testing.T) {
	x := NewIndicators()
	for _, c := range []struct{ label, parent, want string }{
		{"发明", "专利授权量（件）", "invention_grants"},
		{"其中：发明专利", "专利申请量", "invention_applications"},
		{"实用新型", "专利授权量", "utility_grants"},
		{"占GDP比重(%)", "R&D经费（亿元）", "rd_intensity"},
		{"#占地区生产总值的比重", "高新技术产业增加值", "high_tech_share_gdp"},
		{"出口", "进出口总额", "exports"},
		{"男", "年末户籍人口", "男"},
		{"工业", "第二产业增加值", "industrial_value_added"},
		{"第三产业增加值比重", "", "tertiary_share"},
	} {
		if r := x.ResolveUnder(c.label, c.parent); r.ID != c.want {
			t.Errorf("%q under %q is %q, want %q", c.label, c.parent, r.ID, c.want)
		}
	}
}

func TestLearn(t *testing.T) {
	x := NewIndicators()
	r := x.Resolve("汽车制造业产值（亿元）")
	if r.Known {
		t.Fatal("known already")
	}
	x.Learn(r)
	if ind, ok := x.Get("汽车制造业产值"); !ok || ind.Unit != "亿元" || ind.Kind != city.Flow {
		t.Errorf("learned %+v", ind)
	}
	if r := x.Resolve("汽车制造业产值"); !r.Known {
		t.Error("learned label is not known")
	}
	if m := x.Find("全市汽车制造业产值突破3000亿元"); len(m) != 1 || m[0].ID != "汽车制造业产值" {
		t.Errorf("found %v", m)
	}
	x.Learn(x.Resolve("金融机构贷款余额占GDP的比重（%）"))
	r = x.Resolve("金融机构本外币贷款余额占地区生产总值比例")
	ind, _ := x.Get(r.ID)
	if !r.Known || len(ind.Identities) != 1 || ind.Identities[0].B != "loans" || ind.Identities[0].C != "gdp" || ind.Kind != city.Share {
		t.Errorf("share: %+v %+v", r, ind)
	}
	x.Learn(x.Resolve("人均一般公共预算收入（元）"))
	if id, ok := x.Ratio("fiscal_revenue", "population_resident"); !ok || id != "人均一般公共预算收入" {
		t.Errorf("per head: %q", id)
	}
}

func TestFindIndicators(t *testing.T) {
	x := NewIndicators()
	for _, c := range []struct{ text, want string }{
		{"研发投入强度不高", "研发投入强度=rd_intensity"},
		{"高新技术产业增加值占GDP比重由2018年的19.91%升至24.5%", "高新技术产业增加值占GDP比重=high_tech_share_gdp"},
		{"规上高新技术产业增加值增长13.5%", "规上高新技术产业增加值=high_tech_value_added(规上)"},
		{"全社会研发经费支出占地区生产总值的比重达到3.2%", "全社会研发经费支出占地区生产总值的比重=rd_intensity"},
		{"R&D 经费投入强度2.5%，ＧＤＰ突破1.6万亿元", "R&D 经费投入强度=rd_intensity ＧＤＰ=gdp"},
		{"地区生产总值（GDP）增长8%", "地区生产总值（GDP）=gdp"},
		{"武汉的高技术产业发展不如深圳", "高技术产业发展=high_technology_industry"},
		{"高新技术企业数量偏少", "高新技术企业数量=high_tech_enterprises"},
		{"瞪羚企业数量达到1200家", "瞪羚企业数量=gazelles"},
		{"技术合同成交额居第3位，新型研发机构不足", "技术合同成交额=technology_contract_value 新型研发机构=new_type_rd_institutes"},
		{"进出口总额增长，其中出口额增长5%", "进出口总额=trade_total 出口额=exports"},
		{"人均GDP超过10万元", "人均GDP=gdp_per_capita"},
		{"万元GDP能耗下降3%", "万元GDP能耗=energy_per_gdp"},
		{"专精特新“小巨人”企业达到100家", "专精特新“小巨人”企业=little_giants"},
		{"高新技术企业数据不全", "高新技术企业=high_tech_enterprises"},
		{"高新技术产业增加值（政府工作报告口径）", "高新技术产业增加值（政府工作报告口径）=high_tech_value_added(政府工作报告口径)"},
		{"没有任何指标", ""},
	} {
		var got []string
		for _, m := range x.Find(c.text) {
			s := c.text[m.Start:m.End] + "=" + m.ID
			if m.Definition != "" {
				s += "(" + m.Definition + ")"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: got %q, want %q", c.text, s, c.want)
		}
	}
}

func TestFindConcepts(t *testing.T) {
	x := NewIndicators()
	for text, want := range map[string]string{
		"没有把最大投入聚焦到推动创新上来":   "innovation_input",
		"科教优势还没有真正转化为创新发展优势": "science_education_advantage innovation_development_advantage",
		"企业创新主体地位不突出":        "firm_innovation_role",
		"中心城区30多个产业集聚片区":     "industrial_clusters",
		"营商环境持续优化":           "business_environment",
	} {
		var got []string
		for _, m := range x.FindConcepts(text) {
			got = append(got, m.ID)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: got %q, want %q", text, s, want)
		}
	}
}
