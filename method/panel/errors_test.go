package panel

import (
	"math"
	"testing"
)

// R's fixest 0.14.2 on the synthetic panel random(21, 12, 9): feols with the
// effects, fixef.rm = "singleton"; g is unit mod 5. Where the covariance is not
// positive definite both set the negative eigenvalues to zero. Driscoll-Kraay
// errors with period effects are left out: fixest 0.14 counts parameters in
// another way than 0.12 (see DriscollKraay), which TestGrunfeld is held to.
var fixest = []struct {
	unit, period bool
	kind         string
	coefficient  float64 // of x1
	x1, x2       float64 // standard errors
	probability  float64 // of x1
}{
	{true, false, "iid", 4.5459350444, 1.2938101180, 0.4102844948, 0.0008170588},
	{true, false, "hc1", 4.5459350444, 1.2729509418, 0.3955836683, 0.0006809484},
	{true, false, "unit", 4.5459350444, 0.9078575810, 0.4223499995, 0.0003979103},
	{true, false, "g", 4.5459350444, 0.5827860375, 0.4041006122, 0.0014572966},
	{true, false, "period", 4.5459350444, 1.1905833747, 0.8084646862, 0.0051024635},
	{true, false, "two", 4.5459350444, 0.7238147024, 0.7703275159, 0.0002377295},
	{true, false, "gperiod", 4.5459350444, 0.1754905340, 0.7583335215, 0.0000131938},
	{true, false, "dk1", 4.5459350444, 0.9457021114, 0.9512692507, 0.0013435678},
	{true, false, "dk3", 4.5459350444, 0.5644288686, 0.8703899238, 0.0000416010},
	{true, false, "dk0", 4.5459350444, 1.1905833747, 0.8084646862, 0.0051024635},
	{true, true, "iid", 1.8633950425, 0.1565678115, 0.1274967037, 0.0000000000},
	{true, true, "hc1", 1.8633950425, 0.1685318553, 0.1052466883, 0.0000000000},
	{true, true, "unit", 1.8633950425, 0.1462701801, 0.1072790921, 0.0000000628},
	{true, true, "g", 1.8633950425, 0.1796855569, 0.0988105992, 0.0004881244},
	{true, true, "period", 1.8633950425, 0.1574092561, 0.1170097424, 0.0000023778},
	{true, true, "two", 1.8633950425, 0.1315336343, 0.1144571237, 0.0000005997},
	{true, true, "gperiod", 1.8633950425, 0.1675960678, 0.1106953029, 0.0003723241},
	{false, true, "iid", 4.8007768338, 0.0978712609, 0.3094317544, 0.0000000000},
	{false, true, "hc1", 4.8007768338, 0.1022992137, 0.3183055221, 0.0000000000},
	{false, true, "unit", 4.8007768338, 0.1110726376, 0.2979354729, 0.0000000000},
	{false, true, "g", 4.8007768338, 0.0831722756, 0.1949481817, 0.0000005394},
	{false, true, "period", 4.8007768338, 0.0755186771, 0.1896815935, 0.0000000000},
	{false, true, "two", 4.8007768338, 0.1010485285, 0.1382657964, 0.0000000000},
	{false, true, "gperiod", 4.8007768338, 0.0500629943, 0.0188105345, 0.0000000709},
	{false, false, "iid", 4.7442652219, 0.3221659447, 0.3920990132, 0.0000000000},
	{false, false, "hc1", 4.7442652219, 0.3087185697, 0.4190610570, 0.0000000000},
	{false, false, "unit", 4.7442652219, 0.2220787447, 0.4335268469, 0.0000000003},
	{false, false, "g", 4.7442652219, 0.3112487266, 0.4270689893, 0.0001080304},
	{false, false, "period", 4.7442652219, 0.2843885903, 0.7921851234, 0.0000001686},
	{false, false, "two", 4.7442652219, 0.1609072082, 0.7914197822, 0.0000000019},
	{false, false, "gperiod", 4.7442652219, 0.3189817760, 0.7883153198, 0.0001190043},
	{false, false, "dk1", 4.7442652219, 0.2705968622, 0.9363391608, 0.0000001144},
	{false, false, "dk3", 4.7442652219, 0.1819162616, 0.8728953862, 0.0000000050},
	{false, false, "dk0", 4.7442652219, 0.2843885903, 0.7921851234, 0.0000001686},
}

func TestErrorsUnbalanced(t *testing.T) {
	d := random(21, 12, 9)
	g := make([]int, len(d.Unit))
	for i, u := range d.Unit {
		g[i] = u % 5
	}
	kinds := map[string]Options{
		"iid": {}, "hc1": {Errors: HC1}, "unit": {Errors: Clustered}, "g": {Errors: Clustered, Cluster: g}, "period": {Errors: Clustered, Cluster: d.Period},
		"two": {Errors: TwoWay}, "gperiod": {Errors: TwoWay, Cluster: g},
		"dk0": {Errors: DriscollKraay}, "dk1": {Errors: DriscollKraay, Lags: 1}, "dk3": {Errors: DriscollKraay, Lags: 3},
	}
	repaired := 0
	for _, want := range fixest {
		options := kinds[want.kind]
		options.UnitEffects, options.PeriodEffects = want.unit, want.period
		r, err := Fit(d, options)
		if err != nil {
			t.Fatal(err)
		}
		got := [4]float64{r.Terms[0].Coefficient, r.Terms[0].StandardError, r.Terms[1].StandardError, r.Terms[0].Probability}
		for i, w := range [4]float64{want.coefficient, want.x1, want.x2, want.probability} {
			if !(math.Abs(got[i]-w) <= 2e-8) {
				t.Errorf("%+v: figure %d is %.10f", want, i, got[i])
			}
		}
		if r.Repaired {
			repaired++
		}
	}
	if repaired != 3 {
		t.Errorf("%d covariances repaired, want 3", repaired)
	}
}
