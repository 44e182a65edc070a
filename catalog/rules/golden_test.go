package rules

import (
	"slices"
	"testing"

	"github.com/quanyu/quanyu/rule"
)

// good is a firm that meets every condition of HNTE and of technology-based
// SMEs in 2019; a case changes what it's about.
func good(changes ...cell) []cell {
	firm := []cell{{"registered", "2010-01-01"}, {"is_resident", "true"}, {"staff", "100"}, {"tech_staff", "30"}, {"assets", "40000000"},
		{"sales_last", "40000000"}, {"sales_sum_3y", "100000000"}, {"cost_last", "35000000"}, {"total_income", "42000000"}, {"ht_income", "30000000"},
		{"rd_last", "2600000"}, {"rd_sum_3y", "6000000"}, {"rd_domestic_3y", "6000000"}, {"ip_class1", "1"}, {"ip_class2", "6"}, {"ip_supports_product", "true"}, {"ht_field", "true"},
		{"score_ip", "26"}, {"score_transfer", "25"}, {"score_management", "14"}, {"score_growth", "10"}, {"is_hnte", "false"},
		{"no_accident", "true"}, {"no_accident_2y", "true"}, {"not_on_abnormal_list", "true"}, {"product_allowed", "true"}, {"national_award_5y", "false"}, {"provincial_rd_body", "false"}, {"led_standard_5y", "false"}}
	for _, c := range changes {
		i := slices.IndexFunc(firm, func(f cell) bool { return f.field == c.field })
		if i < 0 {
			firm = append(firm, c)
		} else {
			firm[i] = c
		}
	}
	return firm
}

// The cases were computed from the text of the law beside this program
// (rules-national.md, C9).
func TestKnownCasesOfHNTE(t *testing.T) {
	for _, c := range []struct {
		name    string
		changes []cell
		id      string
		want    rule.State
	}{
		{"4.99 % at 50,000,000: the band of 5 % includes it", []cell{{"sales_last", "50000000"}, {"rd_sum_3y", "4990000"}, {"rd_domestic_3y", "4990000"}}, "hnte.rd_ratio", rule.Unmet},
		{"4.00 % at 50,000,001", []cell{{"sales_last", "50000001"}, {"rd_sum_3y", "4000000"}, {"rd_domestic_3y", "4000000"}}, "hnte.rd_ratio", rule.Met},
		{"70 points", []cell{{"score_ip", "24"}, {"score_transfer", "22"}, {"score_management", "14"}, {"score_growth", "10"}}, "hnte.score", rule.Unmet},
		{"71 points", []cell{{"score_ip", "24"}, {"score_transfer", "22"}, {"score_management", "14"}, {"score_growth", "11"}}, "hnte.score", rule.Met},
		{"experts haven't scored", []cell{{"score_ip", ""}}, "hnte.score", rule.Manual},
		{"3 of 30 staff are 10 %", []cell{{"staff", "30"}, {"tech_staff", "3"}}, "hnte.tech_staff", rule.Met},
	} {
		e := evaluate(t, batch(t, library(t), "firm", good(c.changes...)), rule.Options{Date: day(t, "2019-12-31")})
		if got := e.criterion(t, c.id, 0); got != c.want {
			t.Errorf("%s: %s is %s, want %s", c.name, c.id, got, c.want)
		}
		if got := e.state(t, "hnte", 0); got != c.want {
			t.Errorf("%s: hnte is %s, want %s", c.name, got, c.want)
		}
	}
}

func TestKnownCasesOfSME(t *testing.T) {
	for _, c := range []struct {
		name    string
		changes []cell
		points  float64
		score   rule.State
		want    rule.State
	}{
		{"technical staff 20 %, R&D 5 %, class II 2: 12 + 40 + 12", []cell{{"tech_staff", "20"}, {"rd_last", "2000000"}, {"ip_class1", "0"}, {"ip_class2", "2"}}, 64, rule.Met, rule.Met},
		{"technical staff 9.9 %, R&D 8 %, class I 1: the staff have no points", []cell{{"staff", "500"}, {"tech_staff", "49.5"}, {"rd_last", "3200000"}, {"ip_class1", "1"}, {"ip_class2", "0"}}, 80, rule.Met, rule.Unmet},
	} {
		e := evaluate(t, batch(t, library(t), "firm", good(c.changes...)), rule.Options{Date: day(t, "2019-12-31")})
		i := slices.IndexFunc(e.Scores, func(s *rule.Criterion) bool { return s.ID == "sme.score" })
		if e.Low[i][0] != c.points || e.High[i][0] != c.points {
			t.Errorf("%s: %g to %g points, want %g", c.name, e.Low[i][0], e.High[i][0], c.points)
		}
		if got := e.criterion(t, "sme.score", 0); got != c.score {
			t.Errorf("%s: the score is %s, want %s", c.name, got, c.score)
		}
		if got := e.state(t, "sme", 0); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Tax under the relief is 25 % of the income less what is saved.
func TestKnownCasesOfSmallFirms(t *testing.T) {
	small := func(income string) []cell {
		return []cell{{"sector_allowed", "true"}, {"taxable_income", income}, {"staff_mean", "300"}, {"assets_mean", "50000000"}, {"is_hnte", "false"}}
	}
	for _, c := range []struct {
		date, income, saving string
		want                 rule.State
	}{
		{"2019-12-31", "2000000", "350000.00", rule.Met}, // tax 150,000
		{"2021-12-31", "2000000", "375000.00", rule.Met}, // 125,000, a draft
		{"2022-12-31", "2000000", "425000.00", rule.Met}, // 75,000
		{"2023-12-31", "2000000", "400000.00", rule.Met}, // 100,000
		{"2023-12-31", "3000000", "600000.00", rule.Met}, // 150,000
		{"2023-12-31", "3000001", "", rule.Unmet},        // 750,000.25
	} {
		e := evaluate(t, batch(t, library(t), "firm", small(c.income)), rule.Options{Date: day(t, c.date), Draft: true})
		if got := e.state(t, "small_low_profit", 0); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.date, c.income, got, c.want)
		}
		if got := e.money(t, "small_low_profit.saving", 0); c.want == rule.Met && got != c.saving {
			t.Errorf("%s, %s: saves %s, want %s", c.date, c.income, got, c.saving)
		}
	}
	_, err := library(t).Plan(rule.Options{Date: day(t, "2021-12-31"), Programmes: []string{"small_low_profit"}})
	if err == nil {
		t.Error("the relief of 2021 was seen in one copy only: without drafts it isn't in force")
	}
}

// HNTE or small low-profit firm, never both.
func TestEitherRateNotBoth(t *testing.T) {
	for _, c := range []struct {
		date, hnte, income, want string
	}{
		{"2024-12-31", "true", "2000000", "400000.00"},  // 20 points saved as a small firm, 10 as HNTE
		{"2024-12-31", "true", "4000000", "400000.00"},  // HNTE only
		{"2019-12-31", "true", "3000000", "500000.00"},  // small: 25 % of 3 million less 250,000
		{"2024-12-31", "false", "2000000", "400000.00"}, // small only
		{"2018-12-31", "true", "300000", "30000.00"},    // before 2019: 20 % or 15 %
	} {
		firm := []cell{{"sector_allowed", "true"}, {"taxable_income", c.income}, {"staff_mean", "80"}, {"assets_mean", "10000000"}, {"is_hnte", c.hnte}, {"industry", "65"}}
		e := evaluate(t, batch(t, library(t), "firm", firm), rule.Options{Date: day(t, c.date)})
		if got := e.money(t, "cit", 0); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

// Five items 9 million, others 1.5, entrusted in China 1, abroad 20: the base
// is 18 million, and an HNTE saves 2.7 million.
func TestKnownCaseOfRD(t *testing.T) {
	firm := []cell{{"audited_accounts", "true"}, {"industry", "3940"}, {"is_hnte", "true"}, {"taxable_income", "50000000"}, {"rd_staff_cost", "9000000"}, {"rd_direct_input", "0"}, {"rd_depreciation", "0"}, {"rd_amortisation", "0"}, {"rd_design_test", "0"},
		{"rd_other", "1500000"}, {"rd_entrusted_domestic", "1000000"}, {"rd_entrusted_abroad", "20000000"}, {"rd_untaxed_income", "0"}, {"rd_special_income", "0"}}
	for _, c := range []struct {
		date, saving string
		changes      []cell
	}{
		{"2024-12-31", "2700000.00", nil},
		{"2020-12-31", "2025000.00", nil},                                    // 75 %
		{"2017-12-31", "810000.00", []cell{{"is_sme_registered", "false"}}},  // 50 %, nothing from abroad: 10.8 million
		{"2017-12-31", "1215000.00", []cell{{"is_sme_registered", "true"}}},  // 75 % for technology-based SMEs
		{"2024-12-31", "4500000.00", []cell{{"is_hnte", "false"}}},           // 25 %
		{"2024-12-31", "1500000.00", []cell{{"taxable_income", "-8000000"}}}, // 10 of the 18 million are used; the rest is a loss to carry
	} {
		row := slices.Clone(firm)
		for _, change := range c.changes {
			row = slices.DeleteFunc(row, func(f cell) bool { return f.field == change.field })
			row = append(row, change)
		}
		e := evaluate(t, batch(t, library(t), "firm", row), rule.Options{Date: day(t, c.date)})
		if got := e.money(t, "rd_deduction.saving", 0); got != c.saving || e.state(t, "rd_deduction", 0) != rule.Met {
			t.Errorf("%s %v: saves %s, want %s; %s", c.date, c.changes, got, c.saving, e.state(t, "rd_deduction", 0))
		}
	}
}

// 8 million of income from technology transfer: tax 375,000 of 2,000,000; none
// in the Zhongguancun special area.
func TestKnownCaseOfTransfer(t *testing.T) {
	firm := []cell{{"transfer_income", "8000000"}, {"is_resident", "true"}, {"transfers_qualify", "true"}, {"in_zgc_area", "true"}}
	e := evaluate(t, batch(t, library(t), "firm", firm), rule.Options{Date: day(t, "2024-12-31")})
	if got := e.money(t, "tech_transfer.saving", 0); got != "1625000.00" {
		t.Errorf("saves %s, want 1,625,000", got)
	}
	if got := e.money(t, "tech_transfer_zgc.saving", 0); got != "375000.00" {
		t.Errorf("the area saves %s more, want 375,000", got)
	}
}

// A programme for another kind of entity counts no firm.
func TestAnotherKindOfEntity(t *testing.T) {
	e := evaluate(t, batch(t, library(t), "firm", good(), good()), rule.Options{Date: day(t, "2020-12-31")})
	for row := range 2 {
		if got := e.state(t, "incubator", row); got != rule.NotApplicable {
			t.Errorf("firm %d under incubator: %s", row, got)
		}
	}
}

// A million of subsidy is the most that one applicant gets.
func TestWuhanTechnologyTransactions(t *testing.T) {
	var rows [][]cell
	for _, received := range []string{"10000000", "50000000", "80000000"} {
		rows = append(rows, []cell{{"contract_received", received}, {"contract_kind", "技术转让"}, {"contract_registered", "true"}, {"contract_to_wuhan", "true"}})
	}
	e := evaluate(t, batch(t, library(t), "firm", rows...), rule.Options{Date: day(t, "2025-06-30")})
	for k, want := range []string{"200000.00", "1000000.00", "1000000.00"} {
		if got := e.money(t, "wh_tech_contract.subsidy", k); got != want || e.state(t, "wh_tech_contract", k) != rule.Met {
			t.Errorf("%v: %s, want %s", rows[k][0], got, want)
		}
	}
}
