package complexity

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

const geo = "ecomplexity/expected_econgeo/"

// figures compares a file of names and one figure, in the order of names; half is
// half a unit of its last printed digit, or 1e-9 where it prints them all.
func figures(t *testing.T, names []string, got []float64, name string, half float64) {
	t.Helper()
	all(t, names, got, column(t, geo+name+".csv", 1), half, name)
}

// wide compares a file with a row for each place and a column for each activity,
// or with a row for each activity.
func wide(t *testing.T, rows, columns []string, got [][]float64, name string, half float64) {
	t.Helper()
	records := reference(t, geo+name+".csv")
	if len(records)-1 != len(rows) || len(records[0])-1 != len(columns) {
		t.Fatalf("%s: %d x %d", name, len(records)-1, len(records[0])-1)
	}
	for i, r := range records[1:] {
		for j, text := range r[1:] {
			near(t, got[i][j], parsed(t, text), half, name, rows[i], columns[j])
		}
	}
}

const (
	digits2 = 0.005 + 1e-9
	digits3 = 0.0005 + 1e-9
	digits5 = 0.000005 + 1e-9
)

func ints(x []int) []float64 { return floats(x) }

func times(x [][]float64, factor float64) [][]float64 {
	out := grid(len(x), len(x[0]))
	for i, row := range x {
		for j, v := range row {
			out[i][j] = v * factor
		}
	}
	return out
}

func TestEconGeoQuotients(t *testing.T) {
	table := toy(t)
	p := table.Presence(1)
	wide(t, table.Places, table.Activities, table.Advantage(), "location_quotient", 1e-9)
	wide(t, table.Places, table.Activities, table.Advantage(), "RCA", digits2)
	binary := grid(len(table.Places), len(table.Activities))
	for i, list := range p.of {
		for _, j := range list {
			binary[i][j] = 1
		}
	}
	wide(t, table.Places, table.Activities, binary, "RCA_binary", 0)
	figures(t, table.Places, ints(p.Diversity), "diversity", 0)
	figures(t, table.Activities, ints(p.Ubiquity), "ubiquity", 0)
	figures(t, table.Activities, table.NormalisedUbiquity(p), "norm_ubiquity", digits2)
	figures(t, table.Activities, table.InverseUbiquity(p), "inv_norm_ubiquity", digits2/100)
}

func TestEconGeoConcentration(t *testing.T) {
	table := toy(t)
	var h, n, k, s, m []float64
	for _, p := range table.Profiles() {
		h, n, k, s, m = append(h, p.Herfindahl), append(n, p.Entropy), append(k, p.Krugman), append(s, p.Specialisation), append(m, p.Hachman)
	}
	figures(t, table.Places, h, "Herfindahl", 1e-9)
	figures(t, table.Places, n, "entropy", digits3)
	figures(t, table.Places, k, "Krugman_index", 1e-9)
	figures(t, table.Places, s, "spec_coeff", 1e-9)
	figures(t, table.Places, m, "Hachman", 1e-9)
	var gini, hoover, hooverGini, locational []float64
	for _, c := range table.Concentrations(nil) {
		gini, hoover, hooverGini, locational = append(gini, c.Gini), append(hoover, c.Hoover*100), append(hooverGini, c.HooverGini), append(locational, c.Locational)
	}
	figures(t, table.Activities, gini, "Gini", digits3)
	figures(t, table.Activities, hoover, "Hoover_index", digits2/16)
	figures(t, table.Activities, hooverGini, "Hoover_Gini", digits3)
	figures(t, table.Activities, locational, "locational_Gini", 1e-9)
}

func TestEconGeoRelatedness(t *testing.T) {
	table := toy(t)
	p := table.Presence(1)
	together := p.Together()
	wide(t, table.Activities, table.Activities, WithoutSelf(p.Together()), "co_occurrence", 0)
	for name, by := range map[string]Relatedness{"relatedness_prob": Probability, "relatedness_cosine": Cosine, "relatedness_Jaccard": Jaccard, "relatedness_association": Association} {
		wide(t, table.Activities, table.Activities, Related(together, by), name, 1e-9)
	}
	binary := Above(Related(together, Probability), 1)
	wide(t, table.Activities, table.Activities, binary, "relatedness_prob_binary", 0)
	density := times(Density(p, binary), 100)
	wide(t, table.Places, table.Activities, density, "relatedness_density", digits2/30)
	wide(t, table.Places, table.Activities, Held(p, density), "relatedness_density_int", 0.5/30)
	wide(t, table.Places, table.Activities, Absent(p, density), "relatedness_density_ext", 0.5/30)
	wide(t, table.Activities, table.Activities, excessOf(WithoutSelf(together)), "zscore", 1e-9)
}

// excessOf is EconGeo's z-score of a matrix of counts; its stored table was made
// from the co-occurrences, not from the presences.
func excessOf(x [][]float64) [][]float64 {
	size, together := make([]float64, len(x[0])), grid(len(x[0]), len(x[0]))
	for _, row := range x {
		for j, a := range row {
			size[j] += a
			for k, b := range row {
				together[j][k] += a * b
			}
		}
	}
	return excess(together, size, float64(len(x)))
}

// EconGeo rounds the matrix to four digits before it takes the vector; with that
// done here by a general solver its figures come out, and ours without it are
// near.
func TestEconGeoKnowledge(t *testing.T) {
	table := toy(t)
	p := table.Presence(1)
	place, activity, err := Knowledge(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		p        *Presence
		ours     []float64
		negative bool
	}{{"KCI", p, place, true}, {"TCI", p.Turned(), activity, false}} {
		want := reference(t, geo+c.name+".csv")
		n := len(c.p.Places)
		a := mat.NewDense(n, n, nil)
		for i, list := range c.p.of {
			for k, other := range c.p.of {
				sum := 0.0
				for _, j := range list {
					for _, l := range other {
						if l == j {
							sum += 1 / float64(c.p.Ubiquity[j])
						}
					}
				}
				a.Set(i, k, math.Round(sum/float64(c.p.Diversity[i])*1e4)/1e4)
			}
		}
		rounded := secondOf(t, a)
		if c.negative {
			for i := range rounded {
				rounded[i] = -rounded[i]
			}
		}
		for i := range rounded {
			near(t, rounded[i], parsed(t, want[i+1][1]), 1e-9, c.name, "rounded")
			near(t, c.ours[i], parsed(t, want[i+1][1]), 1e-2, c.name, c.p.Places[i])
		}
	}
}

// secondOf is the vector of the second greatest value, scaled to a sum of one.
func secondOf(t *testing.T, a *mat.Dense) []float64 {
	var e mat.Eigen
	if !e.Factorize(a, mat.EigenRight) {
		t.Fatal("no vectors")
	}
	values := e.Values(nil)
	first, at := 0, -1
	for i := range values {
		if real(values[i]) > real(values[first]) {
			first = i
		}
	}
	for i := range values {
		if i != first && (at < 0 || real(values[i]) > real(values[at])) {
			at = i
		}
	}
	var v mat.CDense
	e.VectorsTo(&v)
	out, sum := make([]float64, len(values)), 0.0
	for i := range out {
		out[i] = real(v.At(i, at))
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// EconGeo's reflections are stretched to 0 to 100.
func TestEconGeoReflections(t *testing.T) {
	table := toy(t)
	p := table.Presence(1)
	stretch := func(x []float64) []float64 {
		low, high := math.Inf(1), math.Inf(-1)
		for _, v := range x {
			low, high = math.Min(low, v), math.Max(high, v)
		}
		out := standard(x, low, (high-low)/100)
		return out
	}
	place, _ := reflected(p, 20)
	_, activity := reflected(p, 19)
	figures(t, table.Places, stretch(place), "MORc_20", 1e-9)
	figures(t, table.Activities, stretch(activity), "MORt_19", 1e-9)
}

// EconGeo weighs incomes by quotients rounded to two digits, which are shares of
// places but for the rounding.
func TestEconGeoLevels(t *testing.T) {
	table := toy(t)
	income := []float64{10, 20, 30, 40, 50, 60}
	rounded := table.Advantage()
	for _, row := range rounded {
		for j, v := range row {
			row[j] = math.RoundToEven(v*100) / 100
		}
	}
	prody := carried(rounded, income)
	for j, text := range reference(t, geo+"prody.csv")[1][1:] {
		near(t, prody[j], parsed(t, text), 1e-9, "prody", table.Activities[j])
	}
	expy, ours, err := table.Levels(income)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range reference(t, geo+"expy.csv")[1][1:] {
		sum := 0.0
		for j, v := range table.Values[i] {
			sum += v / table.ofPlace[i] * prody[j]
		}
		near(t, sum, parsed(t, text), 1e-9, "expy", table.Places[i])
		near(t, expy[i], sum, 5e-3, "expy", table.Places[i])
	}
	for j := range prody {
		near(t, ours[j], prody[j], 2e-2, "prody", table.Activities[j])
	}
}

func TestEconGeoRecombination(t *testing.T) {
	table := toy(t)
	ease, difficulty := Recombination(table.Presence(1))
	figures(t, table.Places, ease, "ease_recombination", digits5)
	figures(t, table.Activities, difficulty, "modular_complexity", digits5)
}

func TestEconGeoGrowth(t *testing.T) {
	before := toy(t)
	var records []Record
	second := reference(t, geo+"toy_6x8_second_period.csv")
	for _, r := range second[1:] {
		for j, text := range r[1:] {
			records = append(records, Record{r[0], second[0][j+1], parsed(t, text)})
		}
	}
	after, err := NewTable(records)
	if err != nil {
		t.Fatal(err)
	}
	before, after = Aligned(before, after)
	figures(t, before.Activities, Growth(before.ofActivity, after.ofActivity), "growth_ind", digits2)
	figures(t, before.Places, Growth(before.ofPlace, after.ofPlace), "growth_reg", digits2)
	var cells [][]float64
	for i := range before.Places {
		cells = append(cells, Growth(before.Values[i], after.Values[i]))
	}
	wide(t, before.Places, before.Activities, cells, "growth_mat", digits2)
	shifts, err := ShiftShare(before, after)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range shifts {
		for j, s := range row {
			near(t, s.Common+s.Mix+s.Own, after.Values[i][j]-before.Values[i][j], 1e-9, "parts", before.Places[i], before.Activities[j])
		}
	}
	// The own parts of an activity cancel, and so do the mixes of all.
	mix := 0.0
	for j := range before.Activities {
		own := 0.0
		for i := range before.Places {
			own += shifts[i][j].Own
			mix += shifts[i][j].Mix
		}
		near(t, own, 0, 1e-9, "own", before.Activities[j])
	}
	near(t, mix, 0, 1e-9, "mix")
	moves(t, before, after)
}

// The stored lists of EconGeo were made from quantities, where its entry is after
// less before and its exit their sum; what they mean by presence was run apart:
// entry.mat and exit.mat on the binary quotients of the two periods.
func moves(t *testing.T, before, after *Table) {
	t.Helper()
	for _, r := range reference(t, geo+"entry_list.csv")[1:] {
		i, j := positions(before.Places)[r[0]], positions(before.Activities)[r[1]]
		near(t, after.Values[i][j]-before.Values[i][j], parsed(t, r[2]), 1e-9, "entry")
	}
	for _, r := range reference(t, geo+"exit_list.csv")[1:] {
		i, j := positions(before.Places)[r[0]], positions(before.Activities)[r[1]]
		if before.Values[i][j] > 0 {
			near(t, after.Values[i][j]+before.Values[i][j], parsed(t, r[2]), 1e-9, "exit")
		}
	}
	var entered, left []string
	for _, m := range Moves(before.Presence(1), after.Presence(1)) {
		name := before.Places[m.Place] + " " + before.Activities[m.Activity]
		if m.Entered {
			entered = append(entered, name)
		} else {
			left = append(left, name)
		}
	}
	if !slices.Equal(entered, []string{"L1 P1", "L4 P5"}) || !slices.Equal(left, []string{"L5 P1"}) {
		t.Errorf("entered %v, left %v", entered, left)
	}
}

func TestWorldLevels(t *testing.T) {
	w := world(t)
	gdp := column(t, "trade/world_gdp_avg_1998_to_2000.csv", 1)
	income := make([]float64, len(w.Places))
	for i, n := range w.Places {
		v, known := gdp[n]
		if income[i] = v; !known || !(v > 0) {
			income[i] = math.NaN()
		}
	}
	place, activity, err := w.Levels(income)
	if err != nil {
		t.Fatal(err)
	}
	want := column(t, e+"expy_country.csv", 1)
	for i, n := range w.Places {
		if v, known := want[n]; known || !math.IsNaN(place[i]) {
			near(t, place[i], v, 1e-9, "EXPY", n)
		}
	}
	all(t, w.Activities, activity, column(t, e+"prody_product.csv", 1), 1e-9, "PRODY")
}

// The edges above the threshold are those of the R program; of the tree, where
// weights tie, their number and their weights are.
func TestWorldNetwork(t *testing.T) {
	w := world(t)
	p := w.Presence(1)
	for name, c := range map[string]struct {
		names []string
		phi   [][]float64
		edges int
	}{"country": {w.Places, Proximity(p.Turned(), Minimum), 2780}, "product": {w.Activities, Proximity(p, Minimum), 1339}} {
		links, threshold := Network(c.phi, 100, 0.25)
		tree := 0
		ours := map[[2]string]bool{}
		weights := 0.0
		for _, l := range links {
			if l.Tree {
				tree++
			}
			weights += l.Weight
			ours[[2]string{c.names[l.From], c.names[l.To]}] = true
		}
		if len(links) != c.edges || tree != len(c.names)-1 {
			t.Errorf("%s: %d links, %d of the tree", name, len(links), tree)
		}
		at := positions(c.names)
		records := reference(t, e+"network_"+name+"_tol0.25_links100.csv")[1:]
		theirs := 0.0
		for _, r := range records {
			a, b := min(r[0], r[1]), max(r[0], r[1])
			weight := c.phi[at[a]][at[b]]
			theirs += weight
			if weight > threshold && !ours[[2]string{a, b}] {
				t.Errorf("%s: no link %s %s of %v", name, a, b, weight)
			}
		}
		near(t, weights, theirs, 1e-9, name, "weights")
	}
}
