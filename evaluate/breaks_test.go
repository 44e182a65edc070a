package evaluate

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
)

func runBreaks(t testing.TB, table, spec string) (*BreaksResult, error) {
	t.Helper()
	dir := inFolder(t, table, spec)
	s, err := ReadBreaksSpec(dir, "spec.yaml")
	if err != nil {
		return nil, err
	}
	return RunBreaks(dir, s)
}

const breaksHead = "data: panel.csv\nperiod: t\noutcome: y\n"

// Annual flow of the Nile at Aswan, 1871 to 1970 (Cobb 1978; R's datasets).
var nile = []float64{1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
	1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
	831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
	781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
	744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740}

// nileTable has the flow under the name of one place, another place with other
// numbers, a year without a value, and rows out of order.
func nileTable(two bool) string {
	var b strings.Builder
	b.WriteString("u,t,y\n")
	for i := range nile {
		year := 1970 - i
		fmt.Fprintf(&b, "Aswan,%d,%v\n", year, nile[year-1871])
		if two {
			fmt.Fprintf(&b, "Cairo,%d,%v\n", year, i*i%17)
		}
	}
	return b.String()
}

// Figures that R's strucchange 1.5-3 prints; it takes the probability from 1, so
// that three digits are good.
func TestNile(t *testing.T) {
	r, err := runBreaks(t, nileTable(true), breaksHead+"unit: u\nonly: Aswan\ndraws: 99\nat: [1898, 1871]\n")
	if err != nil {
		t.Fatal(err)
	}
	if r.Number != 1 || *r.ByTest != 1 || r.ByBIC != 1 || r.Breaks[0].Period != 1898 || r.Breaks[0].Next != 1899 || *r.Breaks[0].CI != [2]int{1895, 1902} || len(r.Partitions) != 6 {
		t.Errorf("%+v", r)
	}
	for _, c := range []struct{ got, want, within float64 }{
		{float64(r.Regimes[0].Terms[0].Value), 1097.7500, 5e-5}, {float64(r.Regimes[1].Terms[0].Value), 849.9722, 5e-5},
		{float64(r.Partitions[0].SSR), 2835157, 0.5}, {float64(r.Partitions[1].SSR), 1597457, 0.5}, {float64(r.Partitions[1].BIC), 1270, 0.5},
		{float64(r.Chow[0].F), 75.93, 5e-3}, {float64(r.Chow[0].P), 7.438e-14, 5e-17},
	} {
		if math.Abs(c.got-c.want) > c.within {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
	if r.Chow[1].Refused == nil || r.Chow[1].Refused.Code != "too_short" || r.Sample[1].Reason != OtherUnits || r.Sample[1].DroppedRows != 100 || r.N != 100 {
		t.Errorf("%+v %+v", r.Chow, r.Sample)
	}
	if !noted(r.Notes, "34% 至 49%") || !noted(r.Notes, "两者难以分辨") || !noted(r.Notes, "看了图再定") {
		t.Errorf("%v", r.Notes)
	}
	alone, err := runBreaks(t, nileTable(false), breaksHead+"draws: 99\n")
	if err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(alone.Partitions)
	b, _ := json.Marshal(r.Partitions)
	if string(a) != string(b) {
		t.Errorf("a table of one place answers otherwise:\n%s\n%s", a, b)
	}
	for i, p := range r.series {
		if want := float64(r.Regimes[p.regime].Terms[0].Value); p.period != 1871+i || p.value != nile[i] || p.fitted != want {
			t.Fatalf("%+v, want %v", p, want)
		}
	}
}

// Without draws nothing is tested, which is null, and gaps are told.
func TestBreaksUntested(t *testing.T) {
	table := strings.Replace(nileTable(false), "Aswan,1950,", "Aswan,1950,NA\nAswan,3000,", 1)
	r, err := runBreaks(t, table, breaksHead+"unit: u\ndraws: 0\ntrend: true\nbreaks: 2\n")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), `"by_test":null`) || !strings.Contains(string(raw), `"p":null`) || !noted(r.Notes, "没有做检验") || !noted(r.Notes, "缺") || r.Missing != 3000-1871+1-100 {
		t.Errorf("%s", raw)
	}
	if names := r.Regimes[0].Terms; names[0].Name != "1" || names[1].Name != "trend" || r.Sample[1].DroppedRows != 1 {
		t.Errorf("%+v", r.Regimes)
	}
	for _, p := range r.series {
		g := r.Regimes[p.regime]
		if want := float64(g.Terms[0].Value) + float64(g.Terms[1].Value)*float64(p.period-1871); math.Abs(p.fitted-want) > 1e-6 || p.period < g.First || p.period > g.Last {
			t.Fatalf("%+v, want %v in %+v", p, want, g)
		}
	}
}

func TestBreaksFaults(t *testing.T) {
	table := nileTable(true)
	steps := "u,t,y,k\n"
	for i := range 20 {
		steps += fmt.Sprintf("a,%d,%d,4\n", 2000+i, i/10)
	}
	for _, c := range []struct{ name, table, spec, code string }{
		{"two places in one series", table, breaksHead, "duplicate_row"},
		{"which place", table, breaksHead + "unit: u\n", "bad_spec"},
		{"no such place", table, breaksHead + "unit: u\nonly: Luxor\n", "no_unit"},
		{"a place of no column", table, breaksHead + "only: Aswan\n", "bad_spec"},
		{"no outcome", table, "data: panel.csv\nperiod: t\nunit: u\nonly: Aswan\n", "bad_spec"},
		{"too many breaks", table, breaksHead + "breaks: 21\n", "bad_spec"},
		{"more breaks than fit", table, breaksHead + "unit: u\nonly: Aswan\nbreaks: 9\n", "too_short"},
		{"a share of half", table, breaksHead + "trim: 0.5\n", "bad_spec"},
		{"a share below zero", table, breaksHead + "trim: -1\n", "bad_spec"},
		{"a year twice", table, breaksHead + "at: [1900, 1900]\n", "bad_spec"},
		{"a column that is headed as the line", steps, breaksHead + "regressors: [trend]\n", "bad_spec"},
		{"no column", steps, breaksHead + "regressors: [z]\n", "no_column"},
		{"steps without error", steps, breaksHead, "perfect_fit"},
		{"a constant regressor", steps, breaksHead + "regressors: [k]\n", "no_regressor"},
		{"a constant outcome", steps, "data: panel.csv\nperiod: t\noutcome: k\n", "perfect_fit"},
		{"no value", "t,y\n2001,\n2002,NA\n", breaksHead, "no_rows"},
		{"two rows", "t,y\n2001,1\n2002,3\n", breaksHead, "too_short"},
		{"numbers that overflow", "t,y\n2001,1e300\n2002,3\n2003,4\n2004,8\n2005,1\n", breaksHead, "too_large"},
	} {
		r, err := runBreaks(t, c.table, c.spec)
		if got := code(err); got != c.code || strings.Contains(fmt.Sprint(err), "%!") {
			t.Errorf("%s: want %q, got %v %+v", c.name, c.code, err, r)
		}
	}
}
