package catalog

import (
	"strings"
	"testing"
)

// Sentences in the manner of work reports and bulletins of many cities; the
// indicators that a careful reader would mark in them.
func TestIndicatorsInWorkReports(t *testing.T) {
	x := NewIndicators()
	for _, c := range []struct{ text, want string }{
		{"全年实现地区生产总值12345.6亿元，按可比价格计算，比上年增长6.1%", "gdp"},
		{"其中，第一产业增加值300亿元，增长3.0%；第二产业增加值4000亿元；第三产业增加值8000亿元", "primary_value_added secondary_value_added tertiary_value_added"},
		{"三次产业结构由3.1∶40.2∶56.7调整为2.9∶39.5∶57.6", "industrial_structure"},
		{"一般公共预算收入突破千亿元，税收占比达到82%", "fiscal_revenue tax_share"},
		{"规模以上工业增加值增长7.5%，高技术制造业增加值增长12.1%", "industrial_value_added_above high_technology_manufacturing_value_added"},
		{"高技术制造业增加值占规模以上工业增加值比重提高到15.2%", "high_technology_manufacturing_share"},
		{"固定资产投资同比增长8.2%，其中工业投资增长11%、民间投资增长5%", "fixed_investment industrial_investment private_investment"},
		{"社会消费品零售总额迈上6000亿元台阶", "retail_sales"},
		{"城镇和农村居民人均可支配收入分别增长7.1%和8.3%", "income_rural"},
		{"城镇居民人均可支配收入达到5.2万元", "income_urban"},
		{"城镇新增就业21.3万人，城镇登记失业率控制在3%以内", "new_jobs unemployment_registered"},
		{"居民消费价格上涨2.1%", "cpi"},
		{"实际使用外资增长10%，外贸进出口总额首次突破3000亿元", "fdi trade_total"},
		{"全社会研发投入占GDP比重达到3.5%以上", "rd_intensity"},
		{"研发经费投入强度连续五年提升", "rd_intensity"},
		{"每万人口高价值发明专利拥有量达到20件", "high_value_patents_per_10k"},
		{"PCT国际专利申请量居全国第二", "pct"},
		{"科技型中小企业评价入库数突破1万家", "tech_sme"},
		{"国家级专精特新“小巨人”企业累计达到310家", "little_giants"},
		{"净增高新技术企业1200家", "high_tech_net"},
		{"新认定高新技术企业2000家", "high_tech_certified"},
		{"拥有国家重点实验室30个、两院院士81人", "national_key_labs academicians"},
		{"在校大学生超过130万人，每年高校毕业生30万", "students graduates"},
		{"数字经济核心产业增加值占GDP比重提高1个百分点", "digital_core_share"},
		{"软件业务收入跨过2000亿元", "software_revenue"},
		{"常住人口城镇化率达84.6%", "urbanisation"},
		{"年末常住人口1364.89万人，户籍人口944万人", "population_resident population_registered"},
		{"空气质量优良天数比率达到80%以上，PM2.5平均浓度下降", "good_air_share pm25"},
		{"单位GDP能耗下降3.2%", "energy_per_gdp"},
		{"新登记市场主体20万户，市场主体总量突破150万户", "new_market_entities market_entities"},
		{"境内上市公司新增12家", "listed_firms"},
		{"技术合同成交额增长30%，科技成果就地转化率提高", "technology_contract_value achievements_local"},
		{"金融机构本外币存款余额3.5万亿元，贷款余额4万亿元", "deposits loans"},
		{"港口货物吞吐量超亿吨，机场旅客吞吐量2700万人次", "port_cargo airport_passengers"},
		{"财政科技支出占一般公共预算支出的比例为6.1%", "fiscal_science_share"},
		{"人均地区生产总值超过2万美元", "gdp_per_capita"},
		{"经济总量跃居副省级城市前列", "gdp"},
		{"战略性新兴产业增加值占地区生产总值的比重达到25%", "emerging_share"},
		{"基础研究经费占研发经费比重提高到8%", "rd_basic_share"},
		{"规上工业企业研发投入占营业收入比重达到2.1%", "rd_industrial_intensity"},
		{"我们要坚持稳中求进，扎实推进各项工作", ""},
		{"融资成本高企，大力发展院士经济", ""},
		{"gdp_published", ""},
		{"干部作风持续好转，群众满意度不断提升", ""},
	} {
		var got []string
		for _, m := range x.Find(c.text) {
			got = append(got, m.ID)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, s, c.want)
		}
	}
}

// Labels as bulletins, yearbooks and bureau tables of other cities print them.
func TestLabelsOfOtherTables(t *testing.T) {
	x := NewIndicators()
	for label, want := range map[string]string{
		"地区生产总值(亿元)":                "gdp",
		"生产总值（GDP）（亿元）":             "gdp",
		"#第一产业":                     "primary_value_added",
		"  第二产业增加值":                 "secondary_value_added",
		"规模以上工业企业利润总额（亿元）":          "industrial_profit",
		"地方一般公共预算收入（亿元）":            "fiscal_revenue",
		"固定资产投资额（不含农户）":             "fixed_investment",
		"R&D 人员（人）":                 "rd_people",
		"R&D人员折合全时当量(人年)":           "rd_staff",
		"R&D经费内部支出（万元）":             "rd_expenditure",
		"研究与试验发展（R&D）经费支出（亿元）":      "rd_expenditure",
		"研究与试验发展(R&D)经费支出占GDP比重（%）": "rd_intensity",
		"R&D经费支出与地区生产总值之比(%)":       "rd_intensity",
		"有效发明专利数（件）":                "invention_valid",
		"其中：发明专利拥有量":                "invention_valid",
		"专利申请受理量（件）":                "patent_applications",
		"#发明专利申请授权量":                "invention_grants",
		"技术市场成交合同金额（亿元）":            "technology_contract_value",
		"技术合同成交数（项）":                "technology_contracts",
		"高新技术企业（个）":                 "high_tech_enterprises",
		"国家高新技术企业数量":                "high_tech_enterprises",
		"年末常住人口（万人）":                "population_resident",
		"年末户籍总人口":                   "population_registered",
		"普通高等学校在校学生数（万人）":           "students",
		"卫生机构床位数（张）":                "hospital_beds",
		"全社会用电量（亿千瓦时）":              "electricity",
		"进出口总额（亿美元）":                "trade_total",
		"其中：出口总额":                   "exports",
		"实际利用外商直接投资（亿美元）":           "fdi",
		"城镇常住居民人均可支配收入（元）":          "income_urban",
		"居民消费价格总指数（上年=100）":         "cpi",
		"常住人口城镇化率（%）":               "urbanisation",
		"建成区绿化覆盖率(%)":               "green_cover",
		"科技型中小企业（家）":                "tech_sme",
		"省级以上孵化器":                   "省级以上孵化器",
		"众创空间数（个）":                  "makerspaces",
		"地方财政科学技术支出(万元)":            "fiscal_science",
		"财政科技支出占财政支出比重":             "fiscal_science_share",
		"一般公共预算支出中科学技术支出":           "一般公共预算支出中科学技术支出",
		"金融机构本外币各项存款余额（亿元）":         "deposits",
		"邮电业务总量（亿元）":                "邮电业务总量",
		"万元地区生产总值能耗（吨标准煤/万元）":       "energy_per_gdp",
	} {
		if r := x.Resolve(label); r.ID != want {
			t.Errorf("%q is %q, want %q", label, r.ID, want)
		}
	}
}

// Places in sentences of other cities.
func TestPlacesInWorkReports(t *testing.T) {
	p := NewPlaces()
	for _, c := range []struct{ text, within, want string }{
		{"与北京、上海、深圳、杭州等城市相比", "510100", "110000 310000 440300 330100"},
		{"成都高新区、天府新区双轮驱动", "510100", "X510100-01 X510100-02"},
		{"锦江区、武侯区和双流区增速居全市前三", "510100", "510104 510107 510116 510100"},
		{"浦东新区地区生产总值占全市的四成", "310000", "310115 310000"},
		{"长沙县、浏阳市、宁乡市综合实力居全国百强县前列", "430100", "430121 430181 430182 000000"},
		{"苏州工业园区和昆山市", "320500", "X320500-01 320583"},
		{"广州大学城与广州开发区", "440100", "440100 X440100-01"},
		{"恩施州、神农架林区", "420000", "422800 429021"},
		{"南京大学、东南大学等在宁高校", "320100", ""},
		{"西安交通大学、西北工业大学", "610100", ""},
		{"全市域、全产业领域推进，全市域内", "420100", ""},
		{"绿水青山就是金山银山，青山、洪山两区联动", "420100", "420107 420111"},
		{"大兴调查研究之风，金山银山", "110000", ""},
		{"整合创新资源，公安机关、平安建设", "450300", ""},
		{"优化资源配置，公安部门", "420000", ""},
		{"南山、福田、光明三区，迎来光明前景", "440300", "440305 440304 440311"},
		{"市场与城区、中心城区、主城区、老城区改造", "420100", ""},
		{"呼包鄂乌一体化，呼和浩特带动包头", "150100", "150100 150200"},
		{"东部沿海地区率先发展，中部地区崛起，西部大开发", "", "X-east X-central"},
		{"居长江经济带沿线城市第三", "", "X-yangtze"},
		{"对接粤港澳大湾区、融入成渝地区双城经济圈", "", "X-gba X-cy"},
		{"上海路演活动与上海市场", "", "310000 310000"},
		{"台湾、香港、澳门", "", "710000 810000 820000"},
		{"中国共产党成立一百周年，中国式现代化", "", ""},
		{"中国经济规模居世界第二", "", "000000"},
	} {
		var got []string
		for _, m := range p.Find(c.text, c.within) {
			got = append(got, m.ID)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, s, c.want)
		}
	}
}
