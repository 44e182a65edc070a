package rules

import (
	"strings"
	"testing"

	"github.com/quanyu/quanyu/rule"
)

// The errors of public rule code that rules-national.md lists, none of which
// may come back.

func value(t *testing.T, param, date string) float64 {
	t.Helper()
	d := day(t, date)
	for _, i := range library(t).Parameter(param).Valid {
		if i.From <= d && d <= i.To && i.Value != nil {
			return i.Value.Low
		}
	}
	t.Fatalf("param.%s has no value on %s", param, date)
	return 0
}

// bases lists the documents behind every definition, with what they're behind.
func bases(t *testing.T, do func(id string, b rule.Basis)) {
	for _, d := range definitions(t) {
		for _, b := range d.Basis {
			do(d.id, b)
		}
	}
}

func TestSuperDeductionBefore2016IsNotZero(t *testing.T) {
	for _, date := range []string{"2008-01-01", "2012-06-30", "2015-12-31"} {
		if got := value(t, "rd.rate_general", date); got != 0.5 {
			t.Errorf("%s: %g, want 0.5", date, got)
		}
	}
	firm := []cell{{"audited_accounts", "true"}, {"rd_last", "1000000"}, {"is_hnte", "false"}, {"taxable_income", "5000000"}}
	e := evaluate(t, batch(t, library(t), "firm", firm), rule.Options{Date: day(t, "2015-12-31")})
	if got := e.money(t, "rd_deduction.saving", 0); got != "125000.00" {
		t.Errorf("a million of R&D in 2015 saves %s, want 125,000", got)
	}
}

func TestGuidelineOfHNTEIs195(t *testing.T) {
	seen := false
	bases(t, func(id string, b rule.Basis) {
		if strings.Contains(b.Doc, "194号") {
			t.Errorf("%s names %s", id, b.Doc)
		}
		seen = seen || strings.Contains(b.Doc, "国科发火〔2016〕195号")
	})
	if !seen {
		t.Error("no definition names 国科发火〔2016〕195号")
	}
}

func Test116IsTheRollOutOfZonePilots(t *testing.T) {
	bases(t, func(id string, b rule.Basis) {
		if strings.Contains(b.Doc, "财税〔2015〕116号") && !strings.Contains(id, "transfer") {
			t.Errorf("%s names %s", id, b.Doc)
		}
		if strings.Contains(id, "equipment") && strings.Contains(b.Doc, "116号") {
			t.Errorf("%s names %s for depreciation", id, b.Doc)
		}
	})
}

// 公告2022年第13号 ran out before 2027; the end of 2027 is that of 2023年第12号.
func TestTheEndOf2027ComesFromAnnouncement12(t *testing.T) {
	p := library(t).Parameter("slp.second_share")
	last := p.Valid[len(p.Valid)-1]
	if last.From != day(t, "2023-01-01") || last.To != day(t, "2027-12-31") {
		t.Errorf("the last value runs from %s to %s", last.From, last.To)
	}
	for _, b := range last.Basis {
		if b.Doc != "公告2023年第12号" {
			t.Errorf("the value since 2023 rests on %s", b.Doc)
		}
	}
	for _, d := range definitions(t) {
		for _, i := range d.Valid {
			for _, b := range i.Basis {
				if b.Doc == "公告2022年第13号" && i.To != day(t, "2022-12-31") {
					t.Errorf("%s rests on %s until %s", d.id, b.Doc, i.To)
				}
			}
		}
	}
}

func TestOpenEndsAreOpen(t *testing.T) {
	for _, d := range definitions(t) {
		for _, i := range d.Valid {
			if i.To != rule.Open && i.To > day(t, "2027-12-31") {
				t.Errorf("%s ends on %s", d.id, i.To)
			}
		}
	}
	for _, open := range []string{"rd.rate_general", "cit.hnte_rate", "transfer.exempt", "hnte.rd_ratio", "sme.pass", "results.income_share"} {
		if v := library(t).Parameter(open).Valid; v[len(v)-1].To != rule.Open {
			t.Errorf("param.%s ends on %s, want open", open, v[len(v)-1].To)
		}
	}
}

// 12.5 % is the share of income that counts, times 20 %; it's no rate of tax.
func TestHalvesAreSharesOfTheBase(t *testing.T) {
	if got := value(t, "slp.first_share", "2022-06-30"); got != 0.125 {
		t.Errorf("slp.first_share is %g in 2022", got)
	}
	if got := value(t, "cit.small_rate", "2022-06-30"); got != 0.2 {
		t.Errorf("cit.small_rate is %g in 2022", got)
	}
	if got := value(t, "transfer.share", "2022-06-30"); got != 0.5 {
		t.Errorf("transfer.share is %g", got)
	}
}

// The 6 % and 30 % of the measures of 2008 end with 2015, and only as drafts.
func TestMeasuresOf2008AreNotCurrent(t *testing.T) {
	for _, d := range definitions(t) {
		if !strings.Contains(d.id, "hnte2008") && d.id != "hnte_2008" {
			continue
		}
		for _, i := range d.Valid {
			if i.Status != rule.Draft || i.To != day(t, "2015-12-31") {
				t.Errorf("%s: %s to %s", d.id, i.Status, i.To)
			}
		}
	}
	p, err := library(t).Plan(rule.Options{Date: day(t, "2026-12-31"), Draft: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range p.Programmes {
		if g.ID == "hnte_2008" {
			t.Error("hnte_2008 is in the plan of 2026")
		}
	}
}

// A draft is used only where it's asked for.
func TestDraftsWait(t *testing.T) {
	for _, id := range []string{"wh_hnte_award", "hnte_by_bands", "equity_deferral"} {
		o := rule.Options{Date: day(t, "2019-12-31"), Programmes: []string{id}}
		if _, err := library(t).Plan(o); err == nil {
			t.Errorf("%s is in force without drafts", id)
		}
		o.Draft = true
		if _, err := library(t).Plan(o); err != nil {
			t.Errorf("%s as a draft: %v", id, err)
		}
	}
}

// The date of 公告2023年第44号 differs between what code says and its address:
// it isn't stated.
func TestADateThatIsDoubtfulIsNotStated(t *testing.T) {
	bases(t, func(id string, b rule.Basis) {
		if strings.Contains(b.Doc, "公告2023年第44号") && b.Published != "2023" {
			t.Errorf("%s: published %s", id, b.Published)
		}
	})
}
