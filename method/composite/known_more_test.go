package composite

import "testing"

// Seven synthetic places on three indicators, of the second of which less is better
// where a test says so.
func seven(t *testing.T, down int) (*Hierarchy, *Data) {
	t.Helper()
	targets := []float64{8, 20, 1.2}
	h := tree(t, Node{Code: "I", Level: 2, Weight: 1}, Node{Code: "a", Parent: "I", Weight: 2, Target: &targets[0]},
		Node{Code: "b", Parent: "I", Weight: 1, Direction: down, Target: &targets[1]}, Node{Code: "c", Parent: "I", Weight: 1.5, Target: &targets[2]})
	return h, &Data{Units: []string{"u1", "u2", "u3", "u4", "u5", "u6", "u7"}, Indicators: []Column{
		{"a", []float64{3.1, 7.4, 5.5, 9.2, 1.8, 6.6, 4}}, {"b", []float64{42, 17, 63, 5, 88, 29, 51}}, {"c", []float64{0.12, 0.95, 0.33, 1.8, 0.07, 0.61, 0.4}}}}
}

func holds(t *testing.T, r *Result, code string, want ...float64) {
	t.Helper()
	for i, v := range r.Last().Column(code) {
		near(t, v, want[i], 0, code, "of", r.Last().Units[i])
	}
}

// COINr 1.1.14 on R 4.2.2: n_dist2targ with the targets of iMeta, a_amean.
func TestKnownDistanceToTarget(t *testing.T) {
	h, d := seven(t, -1)
	r := ran(t, h, d, Chain{Normalise{By: DistanceToTarget{}}, Aggregate{By: []Mean{Arithmetic{}}}})
	holds(t, r, "b", 0.6764705882352942, 1.044117647058824, 0.3676470588235294, 1.220588235294118, 0, 0.8676470588235294, 0.5441176470588235)
	holds(t, r, "I", 0.2582660240802002, 0.8930468561960896, 0.4236284865073635, 1.312032263661959, 0, 0.6961885144199463, 0.3759662586130655)
	r = ran(t, h, d, Chain{Normalise{By: DistanceToTarget{Cap: true}}, Aggregate{By: []Mean{Arithmetic{}}}})
	holds(t, r, "I", 0.2582660240802002, 0.8832429346274622, 0.4236284865073635, 1, 0, 0.6961885144199463, 0.3759662586130655)
}

// COINr 1.1.14: boxcox, and a treatment by it that only c needs.
func TestKnownBoxCox(t *testing.T) {
	h, d := seven(t, 1)
	for lambda, want := range map[float64][]float64{
		0.3:  {6.593570719064574, 3.862179481405265, 7.994173915572295, 0, 9.260633090003928, 5.421759348012557, 7.247213226748864},
		-0.5: {1.675557157738475, 1.445299803774771, 1.739622178038352, 0, 1.781782109764008, 1.6, 1.708270017004211},
		0:    {3.637586159726386, 2.564949357461537, 4.07753744390572, 0, 4.430816798843313, 3.218875824868201, 3.850147601710058},
	} {
		holds(t, ran(t, h, d, Chain{Treat{By: Treatment{Then: BoxCox, Lambda: lambda, Force: true}}}), "b", want...)
	}
	r := ran(t, h, d, Chain{Treat{By: Treatment{Then: BoxCox, Lambda: 0.3, Skewness: 1, Kurtosis: 1}}})
	holds(t, r, "a", d.Indicators[0].Values...)
	holds(t, r, "b", d.Indicators[1].Values...)
	holds(t, r, "c", 0.04914898474135103, 0.69500649324010899, 0.23931203390985831, 1.17200633856271313, 0, 0.46099546038122091, 0.29773345794225159)
}

// Distances to the best and the worst, computed apart from the definition.
func TestKnownTOPSIS(t *testing.T) {
	h, d := seven(t, -1)
	holds(t, ran(t, h, d, Chain{Normalise{By: MinMax{0, 1}}, Aggregate{By: []Mean{TOPSIS{}}}}), "I",
		0.22658978986877532, 0.6796635719966042, 0.37717044250373505, 1, 0, 0.5476889089937259, 0.2912338397853429)
}

// The greatest score over all vertices of the region of weights, in fractions.
func TestKnownBenefitOfDoubt(t *testing.T) {
	h, d := seven(t, 1)
	for by, want := range map[BenefitOfDoubt][]float64{
		{}:                      {0.6284403669724771, 0.8913240355008151, 1, 1, 1, 0.8877015033508422, 0.8240613866812826},
		{Least: 0.2, Most: 0.5}: {0.25317440255118906, 0.80737371886607, 0.6125912699114262, 0.27792136302303255, 0.14915133856869597, 0.7927400990020248, 0.6101208278502214},
	} {
		holds(t, ran(t, h, d, Chain{Normalise{By: Directed{}}, Aggregate{By: []Mean{by}}}), "I", want...)
	}
}
