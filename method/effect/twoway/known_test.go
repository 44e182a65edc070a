package twoway

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/panel"
)

func kind(err error) panel.Kind {
	var f *panel.Fault
	if errors.As(err, &f) {
		return f.Kind
	}
	return ""
}

// near compares relative to the size of the number wanted.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))) {
		t.Errorf("%s: %.14g, want %.14g", what, got, want)
	}
}

// synthetic 合成 is 12 units × 8 periods by whole-number arithmetic, so that any
// program can make it: three units treated from 4, three from 6, two from 7.
func synthetic(covariate bool) effect.Data {
	var d effect.Data
	var x []float64
	for u := 1; u <= 12; u++ {
		for p := 1; p <= 8; p++ {
			cohort := []int{4, 4, 4, 6, 6, 6, 7, 7, effect.Never, effect.Never, effect.Never, effect.Never}[u-1]
			y := float64((7919*u+104729*p+31*u*u+17*p*p*u)%1009) / 100
			if p >= cohort {
				y += float64(2 + p - cohort)
			}
			d.Unit, d.Period, d.Cohort, d.Outcome = append(d.Unit, u), append(d.Period, p), append(d.Cohort, cohort), append(d.Outcome, y)
			x = append(x, float64((104729*u+7919*p*p+13*u*p)%997)/100)
		}
	}
	if covariate {
		d.Covariates, d.Names = [][]float64{x}, []string{"x"}
	}
	return d
}

// known is a time (or nothing), an estimate, its error and its probability.
type known [4]float64

func (k known) check(t *testing.T, what string, e effect.Estimate) {
	t.Helper()
	near(t, what, e.Value, k[1], 1e-11)
	near(t, what+" error", e.StandardError, k[2], 1e-11)
	near(t, what+" p", e.Probability, k[3], 1e-11)
}

func checkTimes(t *testing.T, times []Event, want []known) {
	t.Helper()
	var free []Event
	for _, e := range times {
		if !e.Base {
			free = append(free, e)
		}
	}
	if len(free) != len(want) {
		t.Fatalf("%d times, want %d", len(free), len(want))
	}
	for i, k := range want {
		if free[i].Time != int(k[0]) {
			t.Errorf("time %d, want %v", free[i].Time, k[0])
		}
		k.check(t, timeName(free[i].Time), free[i].Estimate)
	}
}

// The answers on synthetic are those of R 4.2.2 with fixest 0.14.2 (feols, i,
// sunab, wald; clustered by unit) and bacondecomp 0.1.1.
func TestKnownDiD(t *testing.T) {
	r, err := DiD(synthetic(false), Options{})
	if err != nil {
		t.Fatal(err)
	}
	known{0, 3.074310344828, 1.097677264885, 0.0172518699722}.check(t, "effect", r.Effect)
	if r.Clusters != 12 || r.Freedom != 11 || len(r.Sample.Rows) != 96 || len(r.Plan.Treated) != 8 || len(r.Plan.Never) != 4 {
		t.Errorf("result: %+v", r)
	}
	if r, err = DiD(synthetic(true), Options{}); err != nil {
		t.Fatal(err)
	}
	known{0, 2.987794754941, 1.08562188804, 0.01881815912612}.check(t, "effect", r.Effect)
	near(t, "covariate", r.Covariates[0].Coefficient, -0.08165389802727, 1e-11)
	near(t, "covariate's error", r.Covariates[0].StandardError, 0.06686383962725, 1e-11)
}

func TestKnownEvents(t *testing.T) {
	e, err := EventStudy(synthetic(true), EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	checkTimes(t, e.Times, []known{
		{-6, 1.878933165863, 1.991496512704, 0.365697694588},
		{-5, 2.271268609493, 1.973653745816, 0.2742188382857},
		{-4, 1.557516930749, 2.54334918138, 0.5527296315484},
		{-3, 0.9778420014687, 1.091875931558, 0.3896639843954},
		{-2, 0.6793855200448, 1.520428780826, 0.6636616583895},
		{0, 3.68323763284, 1.352542943558, 0.01981796697037},
		{1, 3.320594497739, 1.485753318282, 0.04711564364874},
		{2, 3.614187112054, 1.978996620042, 0.09504780532601},
		{3, 3.132690913408, 2.770076505865, 0.2821496156625},
		{4, 4.068830885991, 1.462634525134, 0.01784474782957},
	})
	near(t, "F", e.Pretrend.F, 0.4293147365819, 1e-11)
	near(t, "p of F", e.Pretrend.Probability, 0.8191263464594, 1e-11)
	if len(e.Base) != 1 || e.Base[0] != -1 || e.Pretrend.Leads != 5 || e.Pretrend.Freedom != 11 {
		t.Errorf("base %v, test %+v", e.Base, e.Pretrend)
	}
}

func TestKnownWindow(t *testing.T) {
	e, err := EventStudy(synthetic(false), EventOptions{Leads: 3, Lags: 2})
	if err != nil {
		t.Fatal(err)
	}
	checkTimes(t, e.Times, []known{
		{-3, 1.362664937808, 1.237220146426, 0.2942422026412},
		{-2, 0.4773759424277, 1.343529145346, 0.7290731253631},
		{0, 3.78825137861, 1.378914280594, 0.01898305293649},
		{1, 3.286538086785, 1.547983202151, 0.05726027626385},
		{2, 3.763509018018, 1.439950330334, 0.02410060502749},
	})
	near(t, "F", e.Pretrend.F, 0.6102328024047, 1e-11)
	first, last := e.Times[0], e.Times[len(e.Times)-1]
	if !first.Binned || !last.Binned || first.Rows != 3*1+3*3+2*4 || last.Rows != 3*3+3*1 {
		t.Errorf("ends of the window: %+v, %+v", first, last)
	}
	near(t, "mean time of the last", last.Mean, (3*(2+3+4)+3*2)/12.0, 1e-12)
}

func TestKnownSunAbraham(t *testing.T) {
	n, err := SunAbraham(synthetic(true), EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	checkTimes(t, n.Times, []known{
		{-6, 3.363435291992, 3.056029612129, 0.2945765223291},
		{-5, 4.990244558754, 2.903860668423, 0.1136874504008},
		{-4, 3.84804314302, 2.540279246804, 0.1580138135918},
		{-3, 2.329251519428, 0.9419887151609, 0.03097285394269},
		{-2, 1.503619682242, 1.983031293843, 0.4642413786709},
		{0, 5.658186740286, 1.755218859988, 0.008106465673927},
		{1, 4.492623480572, 1.683460344256, 0.02184529473263},
		{2, 5.344365031708, 2.781628825369, 0.08097286981402},
		{3, 6.415700414456, 4.155730552238, 0.150896915235},
		{4, 4.967684541517, 2.883346499718, 0.1128658469083},
	})
	known{0, 5.265100958037, 1.761276339797, 0.01231162533561}.check(t, "effect", n.Effect)
	for i, want := range []known{
		{4, 4.0683586441756, 2.2102843817077, 0.092783689102981},
		{6, 6.6346569429909, 3.5013461765696, 0.084679740221046},
		{7, 6.6713836688696, 2.6481780808633, 0.028514276395247},
	} {
		if n.Cohorts[i].Cohort != int(want[0]) || n.Cohorts[i].Units != []int{3, 3, 2}[i] {
			t.Errorf("cohort %+v", n.Cohorts[i])
		}
		want.check(t, "cohort", n.Cohorts[i].Estimate)
	}
}

func TestKnownDecomposition(t *testing.T) {
	d, err := Decompose(synthetic(false))
	if err != nil {
		t.Fatal(err)
	}
	want := [][4]float64{ // treated, control (0 is never), weight, estimate
		{4, 6, 0.07758620689655, 1.712222222222}, {4, 7, 0.07758620689655, 4.666111111111}, {4, 0, 0.2586206896552, 1.742833333333},
		{6, 4, 0.07758620689655, 1.361111111111}, {6, 7, 0.04310344827586, 2.137666666667}, {6, 0, 0.2586206896552, 3.450944444444},
		{7, 4, 0.05172413793103, 4.725277777778}, {7, 6, 0.01724137931034, 2.985833333333}, {7, 0, 0.1379310344828, 5.38375},
	}
	if len(d.Comparisons) != len(want) {
		t.Fatalf("%d comparisons", len(d.Comparisons))
	}
	for i, c := range d.Comparisons {
		w := want[i]
		control := int(w[1])
		if control == 0 {
			control = effect.Never
		}
		if c.Treated != int(w[0]) || c.Control != control {
			t.Errorf("comparison %+v, want %v", c, w)
		}
		near(t, "weight", c.Weight, w[2], 1e-11)
		near(t, "estimate", c.Estimate, w[3], 1e-11)
	}
	near(t, "sum", d.Effect, 3.074310344828, 1e-11)
}

// reference reads mpdta of the shared reference data, or skips.
func reference(t testing.TB) effect.Data {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "reference", "mpdta", "mpdta.csv"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("reference data are missing: %v", err)
		}
		t.Skip("reference data are not here: mpdta")
	}
	records, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	place := map[string]int{}
	for j, name := range records[0] {
		place[name] = j
	}
	var d effect.Data
	for _, record := range records[1:] {
		number := func(name string) float64 {
			v, err := strconv.ParseFloat(record[place[name]], 64)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		cohort := int(number("first.treat"))
		if cohort == 0 {
			cohort = effect.Never
		}
		d.Unit, d.Period = append(d.Unit, int(number("countyreal"))), append(d.Period, int(number("year")))
		d.Outcome, d.Cohort = append(d.Outcome, number("lemp")), append(d.Cohort, cohort)
	}
	return d
}

// County teen employment and minimum wages, by the same programs.
func TestReference(t *testing.T) {
	d := reference(t)
	r, err := DiD(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	known{0, -0.0365489366740663, 0.0132651554293386, 0.00607895216361482}.check(t, "effect", r.Effect)
	e, err := EventStudy(d, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	checkTimes(t, e.Times, []known{
		{-4, 0.00354932691943231, 0.0228285814462781, 0.876507896047381},
		{-3, 0.0246235019864901, 0.0176793711726706, 0.164306076213963},
		{-2, 0.0233548148864028, 0.0134366993772462, 0.0828036629793906},
		{0, -0.0181439269665805, 0.010982218280948, 0.0991394379415452},
		{1, -0.0434723726285508, 0.0175769469944396, 0.0137205628158395},
		{2, -0.131794857754317, 0.0288374073900673, 6.14770704854444e-06},
		{3, -0.0922467941818833, 0.032336193163125, 0.0045143168004082},
	})
	near(t, "F", e.Pretrend.F, 1.63156561148829, 1e-11)
	n, err := SunAbraham(d, EventOptions{})
	if err != nil {
		t.Fatal(err)
	}
	checkTimes(t, n.Times, []known{
		{-4, 0.00330635669251187, 0.024555095531865, 0.89294247909076},
		{-3, 0.0250218295975559, 0.0181543444100495, 0.168733491024451},
		{-2, 0.0244587449711703, 0.0142667921546192, 0.087079356618365},
		{0, -0.0199318167892586, 0.0118575389634539, 0.0934002506726628},
		{1, -0.0509573670651894, 0.0168706783846089, 0.00265323535081625},
		{2, -0.137258738889394, 0.036589475963763, 0.000196554250491544},
		{3, -0.100811363085395, 0.0345042719102053, 0.00363898807690809},
	})
	known{0, -0.0399512751551737, 0.011796277441754, 0.000763047554768809}.check(t, "mean effect", n.Effect)
	b, err := Decompose(d)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "weight of the untreated", b.Kinds[0].Weight, 0.535656155301777+0.245338697084783+0.0817795656949278, 1e-12)
	near(t, "sum", b.Effect, r.Effect.Value, 1e-12)
}
