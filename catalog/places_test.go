package catalog

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

func TestEveryPlaceNameResolvesBack(t *testing.T) {
	p := NewPlaces()
	codes := map[string]bool{}
	for _, e := range p.entries {
		if codes[e.Code] {
			t.Errorf("code %s stands twice", e.Code)
		}
		codes[e.Code] = true
		if e.Parent != "" {
			if _, ok := p.Get(e.Parent); !ok {
				t.Errorf("%s %s: no parent %s", e.Code, e.Name, e.Parent)
			}
		}
		within := ""
		if e.Level == city.District || e.Level == city.Zone {
			within = e.Parent
		}
		for _, n := range append([]string{e.Name, e.Short}, e.Aliases...) {
			r := p.Resolve(n, within)
			switch {
			case e.Level == city.District && n != e.Name: // its city may bear the short name
			case r.Match == Ambiguous && (n == "吉林" || e.Level == city.District):
			case r.Match == Unresolved || r.Match == Ambiguous || r.Place.Code != e.Code:
				t.Errorf("%q of %s (%s) gives %v %s", n, e.Code, e.Name, r.Match, r.Place.Code)
			}
		}
		if r := p.Resolve(e.Code, ""); r.Place.Code != e.Code {
			t.Errorf("code %s gives %v", e.Code, r)
		}
	}
	if len(codes) < 3300 {
		t.Errorf("only %d places", len(codes))
	}
}

func TestResolvePlaces(t *testing.T) {
	for _, c := range []struct{ name, within, code string }{
		{"北京", "", "110000"}, {"北 京", "", "110000"}, {"黑 龙 江", "", "230000"}, {"　广　西　", "", "450000"}, {"京", "", "110000"},
		{"内蒙古", "", "150000"}, {"内蒙古自治区", "", "150000"}, {"新疆", "", "650000"}, {"武汉", "", "420100"}, {"武汉市", "", "420100"}, {"汉", "", "420100"},
		{"恩施州", "", "422800"}, {"恩施", "", "422800"}, {"延边州", "", "222400"}, {"海南", "", "460000"}, {"海南州", "", "632500"},
		{"吉林省", "", "220000"}, {"吉林市", "", "220200"}, {"吉林", "220000", ""}, {"朝阳", "110000", "110105"}, {"朝阳市", "", "211300"}, {"朝阳区", "110000", "110105"},
		{"青山", "420100", "420107"}, {"青山区", "420100", "420107"}, {"青山区", "150200", "150204"}, {"青山区", "", ""}, {"鼓楼区", "", ""}, {"鼓楼区", "320100", "320106"},
		{"洪山区", "", "420111"}, {"洪山区", "420106", "420111"}, {"江汉", "420100", "420103"}, {"江汉", "", ""},
		{"东湖高新区", "", "X420100-01"}, {"光谷", "", "X420100-01"}, {"武汉东湖新技术开发区", "420100", "X420100-01"},
		{"湖北省武汉市", "", "420100"}, {"武汉市江岸区", "", "420102"}, {"湖北武汉", "", "420100"}, {"湖北省武汉市江岸区", "", "420102"}, {"江苏省苏州市", "", "320500"},
		{"1.武汉", "", "420100"}, {"＊武汉", "", "420100"}, {"武汉*", "", "420100"}, {"③武汉市", "", "420100"}, {"（1）石家庄", "", "130100"},
		{"全国", "", "000000"}, {"全国总计", "", "000000"}, {"东部地区", "", "X-east"}, {"中部", "", "X-central"}, {"长三角", "", "X-yrd"}, {"京津冀", "", "X-jjj"},
		{"仙桃", "420000", "429004"}, {"仙桃市", "", "429004"}, {"浦东新区", "", "310115"}, {"420000000000", "", "420000"}, {"香港", "", "810000"},
		{"", "", ""}, {"合计", "", ""}, {"甲", "", ""},
	} {
		r := NewPlaces().Resolve(c.name, c.within)
		got := ""
		if r.Match == Exact || r.Match == Alias {
			got = r.Place.Code
		}
		if got != c.code {
			t.Errorf("%q within %q: got %q (%s), want %q", c.name, c.within, got, r.Match, c.code)
		}
	}
	if r := NewPlaces().ResolveAt(city.Province, "吉林", "420100"); r.Place.Code != "220000" {
		t.Errorf("吉林 among provinces: %v", r)
	}
	if r := NewPlaces().ResolveAt(city.Prefecture, "吉林", ""); r.Place.Code != "220200" {
		t.Errorf("吉林 among prefectures: %v", r)
	}
}

func TestSuggestions(t *testing.T) {
	p := NewPlaces()
	for _, c := range []struct {
		name, missing, want string
	}{
		{"江两", "", "江西省"}, {"江两", "320000", "江苏省"}, {"江四", "360000", "江西省"}, {"山两", "140000", "山西省"}, {"山两", "", "山西省"},
		{"内蒙占", "", "内蒙古自治区"}, {"尔部地区", "", "东部地区"}, {"两藏", "", "西藏自治区"}, {"四藏", "", "西藏自治区"}, {"浙汀", "", "浙江省"},
		{"武汊", "", "武汉市"}, {"石家压", "", "石家庄市"}, {"呼和浩待", "", "呼和浩特市"}, {"乌鲁木奇市", "", "乌鲁木齐市"}, {"黑龙汀", "", "黑龙江省"},
	} {
		r := p.Resolve(c.name, "", strings.Fields(c.missing)...)
		if r.Match != Unresolved || len(r.Suggestions) == 0 || r.Suggestions[0].Name != c.want {
			t.Errorf("%q: %s, suggestions %v, want %s first", c.name, r.Match, r.Suggestions, c.want)
		}
	}
	if r := p.Resolve("东西湖区（临空港）", "420100"); r.Match != Unresolved || r.Likely || len(r.Suggestions) != 1 || r.Suggestions[0].Code != "420112" {
		t.Errorf("a name with another in brackets: %+v", r)
	}
	if r := p.Resolve("甲乙丙丁戊", ""); len(r.Suggestions) != 0 {
		t.Errorf("nonsense has suggestions: %v", r.Suggestions)
	}
}

func TestFindPlaces(t *testing.T) {
	p := NewPlaces()
	for _, c := range []struct{ text, within, want string }{
		{"2017年武汉经济总量居36个主要城市第8位", "420100", "武汉=420100"},
		{"与深圳等先进城市相比，我市高新技术企业偏少", "420100", "深圳=440300 我市=420100"},
		{"高于全国和全省平均水平", "420100", "全国=000000 全省=420000"},
		{"武汉大学、华中科技大学在汉办学", "420100", ""},
		{"武汉大学生留汉就业", "420100", "武汉=420100"},
		{"中山大学与南京路、上海证券交易所", "", ""},
		{"京津冀、长三角、粤港澳大湾区", "", "京津冀=X-jjj 长三角=X-yrd 粤港澳大湾区=X-gba"},
		{"洪山区、江岸区和东湖高新区", "420100", "洪山区=420111 江岸区=420102 东湖高新区=X420100-01"},
		{"江汉、硚口两区", "420100", "江汉=420103 硚口=420104"},
		{"江汉、硚口两区", "440100", ""},
		{"南山区高新技术企业占全市三成", "440300", "南山区=440305 全市=440300"},
		{"推动区域协调发展，中国科学院在汉院所", "420100", ""},
		{"我国经济长期向好，坚持长治久安", "", "我国=000000"},
		{"合作市场广阔，日照充足", "", ""},
		{"杭州、成都、西安和苏州分别为", "", "杭州=330100 成都=510100 西安=610100 苏州=320500"},
		{"湖北省武汉市", "", "湖北省=420000 武汉市=420100"},
		{"从吉林看", "", "吉林=?"},
		{"全区地区生产总值", "420111", "全区=420111"},
		{"武 汉 市（不含东西湖区）", "420100", "武 汉 市=420100 东西湖区=420112"},
	} {
		var got []string
		for _, m := range p.Find(c.text, c.within) {
			id := m.ID
			if m.Match == Ambiguous {
				id = "?"
			}
			got = append(got, c.text[m.Start:m.End]+"="+id)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: got %q, want %q", c.text, s, c.want)
		}
	}
}

func TestRosters(t *testing.T) {
	p := NewPlaces()
	p.About("420100")
	for name, n := range map[string]int{"36个主要城市": 36, "36城市": 36, "副省级城市": 15, "十五个副省级城市": 15, "15个副省级城市": 15, "全国15个副省级城市中": 15, "19个副省级及以上城市": 19,
		"直辖市": 4, "省会城市": 27, "计划单列市": 5, "31省": 31, "全国各省区市": 31, "长江经济带11省市": 11, "全市各区": 13, "各区": 13, "13个区": 13, "全省各市州": 17, "17个市州": 17, "十七个市州": 17, "珠三角九市": 9, "武汉城市圈九市": 9, "武汉市中心城区": 7} {
		r, ok := p.Roster(name)
		if !ok || len(r.Members) != n {
			t.Errorf("%s: %d members, want %d", name, len(r.Members), n)
		}
	}
	if r, _ := p.Roster("36城市"); !contains(r.Absent, "320500") || contains(r.Members, "320500") {
		t.Errorf("苏州 must be absent from the 36: %v", r)
	}
	if _, ok := p.Roster("15城市"); ok {
		t.Error("15城市 is not known without a study that says who they are")
	}
	if err := p.Add(nil, []city.Roster{{ID: "15城市", Members: []string{"武汉市", "深圳"}}}); err != nil {
		t.Fatal(err)
	}
	if m := p.FindRosters("与15城市相比，在36个主要城市中居第8位"); len(m) != 2 || m[0].ID != "15城市" || m[1].ID != "36个主要城市" {
		t.Errorf("found %v", m)
	}
	if m := p.FindRosters("共115城市"); len(m) != 0 {
		t.Errorf("found %v", m)
	}
	if err := p.Add(nil, []city.Roster{{ID: "x", Members: []string{"武汊市"}}}); err == nil {
		t.Error("an unknown member must be an error")
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
