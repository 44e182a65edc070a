package composite

import (
	"slices"
	"testing"
)

// Figures of a run of COINr 1.1.14 (R 4.2.2, 2026-11-23) on the package's data of
// the ASEM sustainable connectivity index (bluefoxr/COINr b9682034, MIT), so that
// a fresh copy of this repository tests the numbers too.

// flights is international flight capacity of 51 countries, thousand seats.
var flights = []float64{
	29.01725, 31.88546, 9.23588, 9.24529, 8.75467, 15.30953, 32.7705, 3.12946,
	18.85806, 97.63489, 174.3588, 34.83849, 13.01196, 34.17721, 110.2755, 6.77976,
	5.37919, 4.84458, 6.75251, 63.59241, 25.64994, 33.79735, 40.46484, 18.79894,
	2.07397, 1.51736, 170.9628, 31.74444, 51.78846, 210.8244, 36.05498, 4.27955,
	2.019, 9.5212, 114.2008, 25.2643, 34.6802, 69.00941, 4.02303, 69.84827,
	3.0744, 53.33988, 0.98951, 6.695, 13.37242, 2.21146, 19.43838, 34.06447,
	67.86156, 73.92221, 28.52418,
}

// The first, second, eighth, 26th and last of them, transformed.
var transformed = map[Transform][5]float64{
	LogRange:  {3.4053915372156576, 3.496334785935587, 1.4441619859102894, 0.9655375155865379, 3.3888892429968043},
	LogOne:    {3.3682519245065476, 3.4624790424831424, 1.1442068762265016, 0.4238615183863134, 3.351119839176749},
	LogEither: {3.4053915372156576, 3.496334785935587, 1.4441619859102894, 0.9655375155865379, 3.3888892429968043},
}

// The eight pillars, then Conn of the first five, Sust of the others and the
// Index of both, min-max 1 to 100, equal weights.
var pillars = []string{"Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin"}

var arithmetic = map[string][11]float64{
	"AUS": {35.420716159779985, 13.522473819447292, 53.00207282419224, 52.88709188480205, 40.07344654739376, 32.60288769768049, 72.16226834870737, 56.14287345491297, 38.981160247123064, 53.63600983376694, 46.308585040445},
	"CHN": {34.331762041155876, 2.7264983742780746, 54.96286125374878, 48.42120698414024, 4.34368306249685, 44.427665070064975, 33.222488017346926, 65.82341224004668, 28.957202343163967, 47.82452177581952, 38.390862059491745},
	"KOR": {49.576715623973776, 13.803330171792261, 72.41752250633492, 73.28936649739978, 12.857419497046568, 45.330834407092865, 57.20231898465386, 67.9071014095625, 44.38887085930946, 56.81341826710307, 50.60114456320626},
}

var geometric = map[string][11]float64{
	"AUS": {11.918549930988522, 11.667638711445871, 50.68751829026993, 29.417152449093116, 23.779524827028347, 17.307276327275883, 69.27264741752336, 47.586645119072095, 21.806313170447307, 38.49685048768649, 28.973684229147988},
	"CHN": {8.192464096160823, 2.585448941459943, 44.520753594962855, 40.02559068971401, 3.4562360734192716, 35.83185840887667, 15.277992800479776, 64.4847527114399, 10.54607446598629, 32.80430876930088, 18.599910835438276},
	"KOR": {18.920362832527456, 13.076269890541877, 70.84790385467429, 40.719781259067986, 12.045880669763124, 32.018514962400296, 48.05552222182145, 64.84227785591291, 24.371197376358843, 46.3803743595414, 33.620607637367236},
}

var harmonic = map[string][11]float64{
	"AUS": {3.124817462718941, 10.383802722719961, 48.63319348404309, 5.475683810753064, 14.136325019954747, 4.410791710242043, 65.26060311476178, 36.335607350157304, 7.24375279853676, 11.129203823790146, 8.775637258741412},
	"CHN": {2.53737382454407, 2.418039511252299, 35.91406010041639, 31.532234490121613, 2.709941754316188, 28.207728470989835, 4.135577566430997, 63.17454700722382, 4.04453555672341, 10.235951269826293, 5.798075285603288},
	"KOR": {4.611722856755137, 12.281343405380602, 69.15682862459445, 5.6577947533829755, 11.364221270750622, 17.6426939762093, 33.16829077364251, 61.855959755315105, 8.658523106310689, 29.12718793209703, 13.348878335282139},
}

func TestKnownMoments(t *testing.T) {
	near(t, skewness(flights), 2.10328719405155, 0, "skewness")
	near(t, kurtosis(flights), 4.508879369700657, 0, "kurtosis")
	near(t, mean(flights), 38.6248649019608, 0, "mean")
	near(t, median(flights), 25.64994, 0, "median")
	near(t, deviation(flights), 46.7222749837092, 0, "deviation")
}

func TestKnownTransforms(t *testing.T) {
	for by, want := range transformed {
		y := slices.Clone(flights)
		curve(by, 0, y)
		for k, i := range []int{0, 1, 7, 25, 50} {
			near(t, y[i], want[k], 0, string(by))
		}
	}
}

// One point is pulled in, and the indicator passes.
func TestKnownWinsorising(t *testing.T) {
	y, done, b := slices.Clone(flights), &Treated{}, Usual(5)
	done.Pass = b.pass(done, 0, y)
	high, low := b.winsorise(done, y)
	if len(high) != 1 || len(low) != 0 || !done.Pass {
		t.Fatalf("%v %v %v", high, low, done)
	}
	for i, v := range flights {
		if slices.Contains(high, i) {
			v = 174.3588
		}
		near(t, y[i], v, 0, "winsorised")
	}
	near(t, flights[high[0]], slices.Max(flights), 0, "the greatest")
}

func TestKnownMeans(t *testing.T) {
	nodes := []Node{{Code: "Index", Level: 3, Weight: 1, Direction: 1},
		{Code: "Conn", Parent: "Index", Level: 2, Weight: 1, Direction: 1}, {Code: "Sust", Parent: "Index", Level: 2, Weight: 1, Direction: 1}}
	for k, code := range pillars {
		nodes = append(nodes, Node{Code: code, Parent: []string{"Conn", "Sust"}[k/5], Level: 1, Weight: 1, Direction: 1})
	}
	h, err := NewHierarchy(nodes)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		by   Mean
		rows map[string][11]float64
	}{{Arithmetic{}, arithmetic}, {Geometric{}, geometric}, {Harmonic{}, harmonic}} {
		d := &Data{Units: []string{"AUS", "CHN", "KOR"}}
		for k, code := range pillars {
			x := Column{Code: code}
			for _, u := range d.Units {
				x.Values = append(x.Values, c.rows[u][k])
			}
			d.Indicators = append(d.Indicators, x)
		}
		r := run51(t, h, d, Chain{Normalise{By: Directed{}}, Aggregate{By: []Mean{c.by}}})
		for i, u := range d.Units {
			for k, code := range []string{"Conn", "Sust", "Index"} {
				near(t, r.Last().Column(code)[i], c.rows[u][8+k], 0, c.by.Method(), u, code)
			}
		}
	}
}

// R 4.2.2: cor.test(x, y, method, exact = FALSE), ten pairs with ties.
func TestKnownCorrelations(t *testing.T) {
	x, y := []float64{1, 2, 2, 4, 5, 7, 7, 8, 9, 3}, []float64{2, 1, 4, 3, 6, 5, 8, 8, 7, 2}
	for by, want := range map[Coefficient][2]float64{
		Pearson: {0.8698032945917693, 0.0010711724083164646}, Spearman: {0.84355828220858919, 0.0021599246615802083},
		Kendall: {0.67441860465116277, 0.0084039222156180714},
	} {
		c := correlate("x", "y", x, y, by)
		near(t, c.Value, want[0], 0, string(by))
		near(t, c.P, want[1], 0, string(by), "p")
	}
}
