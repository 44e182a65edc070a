package brief

import (
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

func TestQuantity(t *testing.T) {
	for _, c := range []struct{ value, unit, lang, want string }{
		{"2.40", "%", "zh", "2.40%"}, {"1.2", "百分点", "zh", "1.2个百分点"}, {"14400", "家", "zh", "14400家"}, {"-0.5", "%", "zh", "-0.5%"},
		{"1.2", "百分点", "en", "1.2 percentage points"}, {"3536", "家", "en", "3536"}, {"1.5", "亿元", "en", "1.5 hundred million yuan"}, {"5", "亩", "en", "5 亩"}, {"7", "", "zh", "7"},
	} {
		if got := quantity(exact(c.value), c.unit, c.lang); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.value, c.unit, got, c.want)
		}
	}
}

func TestCitation(t *testing.T) {
	in := Input{Set: &data.Set{Sources: map[string]city.Source{
		"a": {Title: "统计公报", Publisher: "合成市统计局"},
		"b": {Title: "合成市统计局统计公报", Publisher: "合成市统计局"},
		"c": {Title: "《合成年鉴》2018卷", Publisher: "合成出版社"},
		"d": {Publisher: "合成市统计局"},
	}}}
	for _, c := range []struct{ source, file, want string }{
		{"a", "tables/x.csv", "合成市统计局《统计公报》"}, {"b", "", "《合成市统计局统计公报》"}, {"c", "", "合成出版社《合成年鉴》2018卷"}, {"d", "", "合成市统计局"},
		{"", "tables/合成表.2018.xlsx", "《合成表.2018》"}, {"", "facts.csv", "课题组整理资料"}, {"", "", ""}, {"未登记", "facts.csv", "《未登记》"},
	} {
		if got := in.citation(city.Observation{Source: c.source, Origin: city.Origin{File: c.file}}); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.source, c.file, got, c.want)
		}
	}
}
