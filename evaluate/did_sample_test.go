package evaluate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
)

// Who is never treated is written in many ways; a number that is no period is an
// error.
func TestNeverWritten(t *testing.T) {
	want, err := runDiD(t, staged(24, nil), effectHead+"cohort: first\ndraws: 0\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"0", "0.0", "从未", "无", "never", "Inf", "NA", "—", "9999"} {
		written := func(_, _ int, cells []string) bool {
			if cells[3] == "" {
				cells[3] = never
			} else if never == "0.0" {
				cells[3] += ".0"
			}
			return true
		}
		r, err := runDiD(t, staged(24, written), effectHead+"cohort: first\ndraws: 0\n")
		if err != nil {
			t.Errorf("%s: %v", never, err)
			continue
		}
		if r.Units != 24 || r.Estimates[0] != want.Estimates[0] || r.Settings.Controls != "never" {
			t.Errorf("%s: %d units, %+v, compared with %s", never, r.Units, r.Estimates[0], r.Settings.Controls)
		}
	}
	for _, wrong := range []string{"-1", "2004.5", "第一批", "2004-07-01"} {
		written := func(_, _ int, cells []string) bool {
			if cells[3] == "" {
				cells[3] = wrong
			}
			return true
		}
		if _, err := runDiD(t, staged(24, written), effectHead+"cohort: first\n"); err == nil || !strings.Contains(err.Error(), "不是时期") {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}

// A row that is missing between 0 and 1 hides the first treated period.
func TestHiddenStart(t *testing.T) {
	hole := func(u, period int, _ []string) bool { return u != 2 || period != 2004 }
	r, err := runDiD(t, staged(24, hole), effectHead+"treated: on\nmissing: pairs\ndraws: 0\n")
	if err != nil {
		t.Fatal(err)
	}
	if !noted(r.Notes, "1 个单位在由否变是之间缺行（c）") {
		t.Errorf("%v", r.Notes)
	}
	other := func(u, period int, _ []string) bool { return u != 2 || period != 2003 && period != 2007 }
	if r, err = runDiD(t, staged(24, other), effectHead+"treated: on\nmissing: pairs\ndraws: 0\n"); err != nil || noted(r.Notes, "1 个单位在由否变是之间缺行（d）") {
		t.Errorf("%v %v", err, r.Notes)
	}
}

// The regressions keep units that lack a period: the result says which sample
// is whose, and how many units a gap costs.
func TestSamplesDiffer(t *testing.T) {
	hole := func(u, period int, _ []string) bool { return u < 20 || period != 2003 }
	r, err := runDiD(t, staged(24, hole), effectHead+"cohort: first\ncovariates: [g]\ndraws: 0\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"失去 4 个单位（余 20 个）", "分组分时 160 行、20 个单位，双向固定效应 188 行、24 个单位，Sun-Abraham 188 行、24 个单位", "“g”不随时间变"} {
		if !noted(r.Notes, want) {
			t.Errorf("no note %q: %v", want, r.Notes)
		}
	}
}

// Three batches of pilots among 255 cities that moved alike before: the usual
// tests together would say otherwise, and do not decide.
func TestUsualTestsDoNotDecide(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 0))
	var b strings.Builder
	b.WriteString("u,t,y,first\n")
	for u := range 255 {
		first := 0
		switch {
		case u < 24:
			first = 2012
		case u < 41:
			first = 2015
		case u < 55:
			first = 2018
		}
		for period := 2008; period < 2022; period++ {
			y := random.NormFloat64()
			if first > 0 && period >= first {
				y++
			}
			fmt.Fprintf(&b, "市%d,%d,%.3f,%d\n", u, period, y, first)
		}
	}
	r, err := runDiD(t, b.String(), effectHead+"cohort: first\ndraws: 0\nwindow: [-4, 3]\n")
	if err != nil {
		t.Fatal(err)
	}
	p := r.PreTrends
	if len(p) != 4 || !p[0].Decides() || p[1].Decides() || p[0].Times[0] != -10 || len(p[0].Trends) != 2 {
		t.Fatalf("%+v", p)
	}
	if float64(p[1].P) >= significant || float64(p[0].P) < significant {
		t.Fatalf("the seed shows nothing: %v, %v", p[0].P, p[1].P)
	}
	if noted(r.Notes, "已不同步") || !noted(r.Notes, "处理使“y”平均改变") {
		t.Errorf("%v", r.Notes)
	}
	// The mean over times is that of the window.
	parts, mean := r.Events[0].Parts, 0.0
	for _, part := range parts {
		if part.At >= 0 {
			mean += float64(part.Value) / 4
		}
	}
	if e := estimate(t, r.Estimates, "group_time_dynamic"); len(parts) != 8 || math.Abs(float64(e.Value)-mean) > 1e-12 {
		t.Errorf("%v, want %v; %d times", e.Value, mean, len(parts))
	}
}

// A placebo further back than the panel and an event study that is not
// identified are named, without the names of columns.
func TestNotDone(t *testing.T) {
	r, err := runDiD(t, staged(24, nil), effectHead+"cohort: first\ndraws: 0\nearlier: [1, 9]\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Earlier) != 1 || len(r.Refused) != 1 || r.Refused[0].Name != "placebo_time_9" {
		t.Errorf("%+v %+v", r.Earlier, r.Refused)
	}
	if r, err = runDiD(t, staged(8, nil), effectHead+"cohort: first\ndraws: 0\n"); err != nil {
		t.Fatal(err)
	}
	for _, v := range r.Refused {
		if strings.Contains(v.Message.Zh, "time") || v.Code == string(effect.NotApart) && strings.Contains(v.Message.En, "time ") {
			t.Errorf("%+v", v)
		}
	}
}
