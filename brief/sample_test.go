package brief

import (
	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// The sample is synthetic 合成: its figures belong to no real place, and its
// names say so.

func exact(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// level makes one observation of the synthetic bureau's table.
func level(indicator, year, value, unit, cell string, status city.Status) city.Observation {
	return city.Observation{
		Indicator: indicator, Label: indicator, Facet: city.Level, Place: "合成市", Period: city.Period(year), Value: exact(value), Unit: unit,
		Status: status, Source: "bureau", Grade: "A",
		Origin: city.Origin{File: "tables/合成统计简表.csv", SHA256: "00ff", Sheet: "合成统计简表", Cell: cell},
	}
}

func place(o city.Observation, name string) city.Observation {
	o.Place = name
	return o
}

// sample is a small study with one claim of each verdict and more.
func sample() Input {
	rd := []city.Observation{
		level("合成研发投入强度", "2013", "2.51", "%", "C4", city.Final), level("合成研发投入强度", "2014", "2.66", "%", "D4", city.Final),
		level("合成研发投入强度", "2015", "2.79", "%", "E4", city.Final), level("合成研发投入强度", "2016", "2.20", "%", "F4", city.Final),
		level("合成研发投入强度", "2017", "2.31", "%", "G4", city.Final), level("合成研发投入强度", "2018", "2.40", "%", "H4", city.Estimate),
	}
	firms := []city.Observation{
		level("合成高新企业数", "2013", "1100", "家", "C5", city.Final), level("合成高新企业数", "2014", "1300", "家", "D5", city.Final),
		level("合成高新企业数", "2015", "1600", "家", "E5", city.Final), level("合成高新企业数", "2016", "2100", "家", "F5", city.Final),
		level("合成高新企业数", "2017", "2800", "家", "G5", city.Final), level("合成高新企业数", "2018", "3500", "家", "H5", city.Final),
	}
	others := []city.Observation{
		place(level("合成高新企业数", "2018", "14400", "家", "B9", city.Rounded), "合成甲市"),
		place(level("合成高新企业数", "2018", "11794", "家", "B10", city.Final), "合成乙市"),
		place(level("合成高新企业数", "2018", "3785", "家", "B11", city.Final), "合成丙市"),
	}
	rank := level("合成研发投入强度", "2018", "8", "位", "I4", city.Final)
	rank.Facet, rank.Roster = city.Rank, "15个合成城市"
	set := &data.Set{
		Places: catalog.NewPlaces(), Indicators: catalog.NewIndicators(),
		Sources: map[string]city.Source{"bureau": {ID: "bureau", Title: "合成统计简表（2013—2018年）", Publisher: "合成市统计局", Date: "2019-06-01", Grade: "A"}},
		Breaks:  []city.Break{{Indicator: "合成研发投入强度", Place: "合成市", From: "2016", Why: city.Text{Zh: "表注：2016年起口径调整", En: "note of the table: definition changed in 2016"}}},
	}
	set.Observations = append(set.Observations, rd...)
	set.Observations = append(set.Observations, firms...)
	set.Observations = append(set.Observations, others...)
	set.Observations = append(set.Observations, rank)
	set.Index()

	claims := []diagnose.Result{
		{
			Claim:   diagnose.Claim{ID: "rd-low", Sentence: "研发投入强度不高", Type: diagnose.RankType, Indicator: "合成研发投入强度", RankWord: "low", Roster: "15个合成城市", Where: diagnose.Where{File: "claims.txt", Line: 1}},
			Verdict: diagnose.Partly, Evidence: []city.Observation{rank, rd[5]}, Contrary: []city.Observation{rd[4]},
			Figures:   []diagnose.Figure{{Name: city.Text{Zh: "位次", En: "rank"}, Value: exact("8"), Unit: "位", Period: "2018", Status: city.Final}},
			Reasons:   []diagnose.Reason{{Code: "middle", Text: city.Text{Zh: "居中", En: "in the middle"}}, {Code: "estimate", Text: city.Text{Zh: "2018年为预计数", En: "2018 is an estimate"}}},
			Rewording: city.Text{Zh: "2018年合成市研发投入强度为2.40%（预计），居15个合成城市第8位，处于中游", En: "In 2018 the intensity was 2.40% (estimate), 8th of 15"},
			Counter:   city.Text{Zh: "第8位恰是中位数，不能说不高。", En: "The 8th of 15 is the median."}, Rule: city.Text{Zh: "后三分之一为“不高”", En: "the bottom third is low"},
		},
		{
			Claim:   diagnose.Claim{ID: "firms-growth", Sentence: "高新技术企业2018年比2013年年均增长26.0%", Type: diagnose.GrowthType, Indicator: "合成高新企业数", Average: true, From: "2013", Period: "2018"},
			Verdict: diagnose.Supported, Evidence: []city.Observation{firms[0], firms[5]},
			Figures:   []diagnose.Figure{{Name: city.Text{Zh: "年均增速", En: "mean growth"}, Value: exact("26.0"), Unit: "%", Period: "2013/2018", Formula: &diagnose.Formula{Expr: "({1}/{0})^(1/5)-1"}}},
			Rewording: city.Text{Zh: "2018年合成市高新企业3,500家，比2013年年均增长26.0%", En: "3,500 firms in 2018, 26.0% a year since 2013"},
			Reasons:   []diagnose.Reason{{Code: "figure-agrees", Text: city.Text{Zh: "与数据一致", En: "agrees with the data"}}},
		},
		{
			Claim:   diagnose.Claim{ID: "firms-few", Sentence: "与甲市等城市相比，高新企业数量偏少", Type: diagnose.Comparison, Indicator: "合成高新企业数", RankWord: "low"},
			Verdict: diagnose.Supported, Evidence: append([]city.Observation{firms[5]}, others...),
			Figures:   []diagnose.Figure{{Name: city.Text{Zh: "合成市", En: "own"}, Value: exact("3500"), Unit: "家", Period: "2018"}},
			Rewording: city.Text{Zh: "2018年合成市高新企业3500家，少于甲市的约14400家、乙市的11794家和丙市的3785家", En: "fewer than the three"},
		},
		{
			Claim:   diagnose.Claim{ID: "grants", Sentence: "高新企业五年增长3.2倍", Type: diagnose.GrowthType, Indicator: "合成高新企业数", Times: "by"},
			Verdict: diagnose.NotSupported, Evidence: []city.Observation{firms[0], firms[5]},
			Figures:   []diagnose.Figure{{Name: city.Text{Zh: "增长倍数", En: "times"}, Value: exact("2.18"), Unit: "倍", Period: "2013/2018"}},
			Rewording: city.Text{Zh: "2013年至2018年合成市高新企业增长2.18倍，增长到3.18倍。原句与数据不符。", En: "grew 2.18 times"},
		},
		{
			Claim:   diagnose.Claim{ID: "rd-fell", Sentence: "研发投入强度由2.51%降至2.40%", Type: diagnose.Trend, Indicator: "合成研发投入强度"},
			Verdict: diagnose.Undecidable, Evidence: []city.Observation{rd[0], rd[5]},
			Reasons:   []diagnose.Reason{{Code: "break", Text: city.Text{Zh: "2016年口径变化", En: "a break in 2016"}}},
			Rewording: city.Text{Zh: "2016年至2018年合成市研发投入强度由2.20%升至2.40%（预计）", En: "2.20% to 2.40%"},
			Decide:    city.Text{Zh: "按新口径追溯的2013—2015年数据", En: "2013 to 2015 by the new definition"},
		},
		{
			Claim:   diagnose.Claim{ID: "cause", Sentence: "企业创新主体地位不突出", Type: diagnose.Judgement},
			Verdict: diagnose.Undecidable, Decide: city.Text{Zh: "企业研发经费占全社会的比重及可比城市的同项数据", En: "the firms' share of R&D"},
		},
	}
	return Input{
		Title: "合成市高新产业发展情况（合成数据）", Question: "为什么合成市的高新产业发展不如甲市？", Place: "合成市", DocumentDate: "2019-12-05",
		IssuingUnit: "合成市研究室", Recipients: "合成市领导", Lang: "zh", Authors: []string{"甲", "乙"}, Set: set, Results: claims, Version: "0.0-test",
		Findings: []city.Finding{
			{Code: "D105", Severity: city.SeverityNote, Indicator: "合成高新企业数", Place: "合成市", Period: "2016", Message: city.Text{Zh: "变动较大", En: "unusual"}, Sources: []city.Origin{firms[3].Origin}},
			{Code: "D101", Severity: city.SeverityWarning, Indicator: "合成研发投入强度", Place: "合成市", Period: "2016", Message: city.Text{Zh: "口径变化", En: "break"}, Sources: []city.Origin{rd[3].Origin}},
		},
	}
}
