package diagnose

import (
	"testing"

	"github.com/quanyu/quanyu/city"
)

func TestSourceNames(t *testing.T) {
	b := bench(t, "gdp|420100|2018|1|亿元")
	b.Set.Sources = map[string]city.Source{
		"a": {Title: "科技统计简表", Publisher: "武汉市科学技术局"},
		"b": {Title: "《某现状》(表2)", Publisher: "某网"},
		"c": {Title: "公报", Publisher: "国家统计局、科学技术部"},
		"d": {Title: "某文", Publisher: "未注明"},
	}
	for id, want := range map[string]string{"a": "武汉市科学技术局《科技统计简表》", "b": "某网《某现状》(表2)", "c": "《公报》", "d": "《某文》", "none": "《t》"} {
		if got := b.sourceName(city.Observation{Source: id, Origin: city.Origin{File: "tables/t.csv"}}).Zh; got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	if got := b.sourceName(city.Observation{Origin: city.Origin{File: "facts.csv"}}); !got.IsZero() {
		t.Errorf("hand-keyed facts are no source: %s", got.Zh)
	}
}

// Figures are written as GB/T 15835 has them: no thousands commas, the printed
// decimals, percentage points in words.
func TestAmounts(t *testing.T) {
	for _, x := range []struct{ v, unit, zh, en string }{
		{"14847.10", "亿元", "14847.10亿元", "14847.10 hundred million yuan"},
		{"1.5", "万亿元", "1.5万亿元", "1.5 trillion yuan"},
		{"2.42", "%", "2.42%", "2.42%"},
		{"1.3", "百分点", "1.3个百分点", "1.3 percentage points"},
		{"3536", "家", "3536家", "3536"},
		{"8", "位", "第8位", "rank 8"},
		{"963.40", "万人", "963.40万人", "963.40 ten thousand"},
	} {
		if got := amount(*num(x.v), x.unit); got.Zh != x.zh || got.En != x.en {
			t.Errorf("%s%s: %+v", x.v, x.unit, got)
		}
	}
}
