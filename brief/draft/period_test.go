package draft

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// monthly gives a bench of made-up numbers 合成 of a month and of the months up
// to it, in a study without a base year.
func monthly(t *testing.T) Options {
	o := options(t)
	o.Bench.Year, o.Context.Year = 0, 0
	set := o.Bench.Set
	set.Observations = nil
	for i, v := range []struct {
		period city.Period
		value  string
	}{
		{"2022-09", "140.2"}, {"2023-09", "152.3"},
		{"2022-01/2022-09", "1180.4"}, {"2023-01/2023-09", "1310.3"},
	} {
		r := set.Indicators.Resolve("一般公共预算收入")
		set.Observations = append(set.Observations, city.Observation{Indicator: r.ID, Facet: city.Level, Place: "330200", Period: v.period,
			Value: decimal.RequireFromString(v.value), Unit: "亿元", Status: city.Final, Origin: city.Origin{File: "tables/合成.xlsx", Cell: "B" + string(rune('2'+i))}})
	}
	set.Index()
	return o
}

func TestPartsOfYearsWithoutAYear(t *testing.T) {
	for _, c := range []struct {
		paras   []string
		figure  string
		verdict diagnose.Verdict
	}{
		{[]string{"1—9月，全市一般公共预算收入1310.3亿元。"}, "1310.3亿元", diagnose.Supported},
		{[]string{"前三季度，全市一般公共预算收入1310.3亿元，同比增长11.0%。"}, "11.0%", diagnose.Supported},
		{[]string{"前三季度，全市一般公共预算收入1301.3亿元。"}, "1301.3亿元", diagnose.NotSupported},
		{[]string{"2023年前三季度财政运行情况", "全市一般公共预算收入1310.3亿元。"}, "1310.3亿元", diagnose.Supported},
		{[]string{"2023年财政工作汇报", "9月，全市一般公共预算收入152.3亿元。"}, "152.3亿元", diagnose.Supported},
		{[]string{"全市一般公共预算收入1310.3亿元。"}, "1310.3亿元", diagnose.Supported},
		{[]string{"全市一般公共预算收入1301.3亿元。"}, "1301.3亿元", diagnose.NotSupported},
	} {
		r := check(t, monthly(t), docx(t, c.paras...))
		found := false
		for _, m := range r.Remarks {
			if m.Text == c.figure {
				found = true
				if m.Verdict != c.verdict {
					t.Errorf("%s: %s is %s, want %s\n%s", strings.Join(c.paras, "/"), c.figure, m.Verdict, c.verdict, m.Message.Zh)
				}
			}
		}
		if !found {
			t.Errorf("%s: no remark on %s", strings.Join(c.paras, "/"), c.figure)
		}
	}
}

// TestNeighboursClash holds whole numbers next to one another against each
// other: no rounding reconciles 2500 with 2501.
func TestNeighboursClash(t *testing.T) {
	raw := docx(t, "2019年，全市高新技术企业达到2500家。")
	for other, want := range map[string]int{"2501": 1, "2500": 0} {
		r := check(t, options(t), raw, File{"讲话稿.docx", docx(t, "2019年，全市高新技术企业达到"+other+"家。")})
		if len(r.Clashes) != want {
			t.Errorf("2500 and %s: %d clashes, want %d", other, len(r.Clashes), want)
		}
	}
}
