package citywide

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// A sentence about clusters is judged by area and by number, with what it counts
// and the inventory lacks taken as not surveyed.
func TestJudgeClusters(t *testing.T) {
	const head = "cluster,district,area_ha,used_ha,innovation_ha,surveyed_ha,survey_date,source,grade\n"
	few := "甲,东,100,80,20,100,2023-01-01,合成,A\n乙,西,100,90,30,90,2023-06-01,合成,A\n丙,西,50,40,4,50,2023-06-01,合成,A\n"
	claim := func(word, rank string, n int64, hedge diagnose.Hedge) diagnose.Claim {
		c := diagnose.Claim{Type: diagnose.ClusterShare, Indicator: "片区", Word: word, RankWord: rank, Hedge: hedge}
		if n > 0 {
			d := decimal.NewFromInt(n)
			c.Figure = &d
		}
		return c
	}
	for _, x := range []struct {
		rows    string
		claim   diagnose.Claim
		verdict diagnose.Verdict
		codes   string
	}{
		{few, claim("只是少数", "low", 0, ""), diagnose.Supported, "by-inventory"},
		{few, claim("只是少数", "low", 3, ""), diagnose.Supported, "by-inventory"},
		{few, claim("只是少数", "low", 2, ""), diagnose.Partly, "by-inventory mismatch"},
		{few, claim("只是少数", "low", 30, diagnose.AndMore), diagnose.Undecidable, "by-inventory inventory-short"},
		{few, claim("只是少数", "low", 5, diagnose.AndMore), diagnose.Partly, "by-inventory inventory-short"}, // 3 of 5 are told, by number
		{few, claim("只是极少数", "low", 3, ""), diagnose.Partly, "by-inventory hedge-loose"},
		{few, claim("大多数", "high", 3, ""), diagnose.NotSupported, "by-inventory"},
		{strings.ReplaceAll(few, "2023-", "2019-"), claim("只是少数", "low", 3, ""), diagnose.Partly, "by-inventory survey-old"},
		{"甲,东,100,80,60,100,2023-01-01,合成,A\n", claim("只是少数", "low", 0, ""), diagnose.NotSupported, "by-inventory"},
		{"甲,东,100,80,60,100,2023-01-01,合成,A\n", claim("大多数", "high", 0, ""), diagnose.Supported, "by-inventory"},
		{"甲,东,100,,,,,合成,A\n", claim("只是少数", "low", 0, ""), diagnose.Undecidable, "by-inventory survey-short"},
	} {
		l := landed(t, "land.yaml", "title: 合成\npack: wuhan-2023\nclusters: c.csv\n", "c.csv", head+x.rows)
		r := l.JudgeClusters(x.claim, nil)
		var codes []string
		for _, y := range r.Reasons {
			codes = append(codes, y.Code)
		}
		if r.Verdict != x.verdict || strings.Join(codes, " ") != x.codes || r.Rewording.Zh == "" || r.Counter.Zh == "" || r.Decide.IsZero() {
			t.Errorf("%s%v: %s, %v, %s", x.rows, x.claim.Word, r.Verdict, codes, r.Rewording.Zh)
		}
	}
}
