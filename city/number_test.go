package city

import (
	"math/big"
	"testing"
)

func TestNarrow(t *testing.T) {
	for in, want := range map[string]string{
		"１２．５％（预计）": "12.5%(预计)", "第8位。": "第8位。", "一、二": "一、二", "「创谷」": "「创谷」", "a\u3000b\u00a0c": "a b c", "−3.2": "-3.2",
	} {
		if got := Narrow(in); got != want {
			t.Errorf("Narrow(%q) is %q, not %q", in, got, want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for in, want := range map[string]string{
		"248.00": "248.00", "1,234.5": "1234.5", "１２３": "123", "-18.52%": "-18.52 %", "+3": "3", ".5": "0.5",
		"": "", "-": "", "NaN": "", "Inf": "", "1e5": "", "1,23": "", "0x10": "", "12345678901234567890123456789012": "", "3千": "", "--1": "",
	} {
		v, percent, ok := ParseNumber(in)
		got := ""
		if ok {
			got = Printed(v)
			if percent {
				got += " %"
			}
		}
		if got != want {
			t.Errorf("ParseNumber(%q) is %q, not %q", in, got, want)
		}
	}
}

// 33/32 - 1 is 3.125 %: the yearbook and Excel print 3.13.
func TestRoundHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		n        int32
		want     string
	}{
		{100, 32, 2, "3.13"}, {-100, 32, 2, "-3.13"}, {5, 10, 0, "1"}, {-5, 10, 0, "-1"}, {1, 3, 4, "0.3333"}, {0, 7, 1, "0.0"},
	} {
		if got := Round(big.NewRat(c.num, c.den), c.n); Fixed(got, max(c.n, 0)) != c.want {
			t.Errorf("Round(%d/%d, %d) is %s, not %s", c.num, c.den, c.n, got, c.want)
		}
	}
}

func TestConvert(t *testing.T) {
	for _, c := range []struct{ v, from, to, want string }{
		{"1.5", "万亿元", "亿元", "15000"}, {"14847.1", "亿元", "万亿元", "1.48471"}, {"3.2", "万人", "人", "32000"}, {"5", "家", "个", "5"},
		{"1", "%", "百分点", ""}, {"1", "元", "美元", ""}, {"12", "万家", "家", "120000"},
	} {
		v, _, _ := ParseNumber(c.v)
		got, ok := Convert(v, c.from, c.to)
		if !ok && c.want != "" || ok && (c.want == "" || got.String() != c.want) {
			t.Errorf("Convert(%s %s, %s) is %s %v, not %q", c.v, c.from, c.to, got, ok, c.want)
		}
	}
}

func TestPeriods(t *testing.T) {
	for in, want := range map[string]string{
		"2018": "2018年", "2018Q3": "2018年三季度", "2018-12": "2018年12月", "2018-12-31": "2018年12月31日", "2018-01/2018-09": "2018年1—9月", "2016/2020": "2016年至2020年",
		"2018-13": "", "2018-00": "", "2020/2018": "", "18": "", "2018Q5": "", "2018-1": "", "": "",
	} {
		p, ok := ParsePeriod(in)
		if ok != (want != "") || ok && p.Name("zh") != want {
			t.Errorf("ParsePeriod(%q) is %q %v, named %q, not %q", in, p, ok, p.Name("zh"), want)
		}
	}
	if got := Period("2017-01/2017-09").Shift(1); got != "2018-01/2018-09" {
		t.Errorf("a span shifts to %s", got)
	}
	if !Period("2018Q1").Before("2018-12") || Period("2018").Before("2018") {
		t.Error("periods are out of order")
	}
}

func TestPeriodsInEnglish(t *testing.T) {
	for p, want := range map[Period]string{
		"2018": "2018", "2018Q3": "the third quarter of 2018", "2018-12": "December 2018", "2018-12-31": "31 December 2018",
		"2018-01/2018-09": "January to September 2018", "2016/2020": "2016 to 2020", "": "",
	} {
		if got := p.Name("en"); got != want {
			t.Errorf("%s is %q in English, not %q", p, got, want)
		}
	}
}
