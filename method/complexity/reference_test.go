package complexity

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// reference reads a file of the shared reference data, or skips.
func reference(t testing.TB, name string) [][]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "reference", filepath.FromSlash(name)))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("reference data are missing: %v", err)
		}
		t.Skipf("reference data are not here: %s", name)
	}
	if strings.HasSuffix(name, ".gz") {
		r, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if raw, err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	records, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func parsed(t testing.TB, text string) float64 {
	t.Helper()
	if text == "" || text == "NA" {
		return math.NaN()
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// column reads two columns as names and figures.
func column(t testing.TB, name string, value int) map[string]float64 {
	t.Helper()
	out := map[string]float64{}
	for _, r := range reference(t, name)[1:] {
		out[r[0]] = parsed(t, r[value])
	}
	return out
}

// long reads a table of place, activity and value in given columns.
func long(t testing.TB, name string, place, activity, value int) *Table {
	t.Helper()
	var records []Record
	for _, r := range reference(t, name)[1:] {
		records = append(records, Record{r[place], r[activity], parsed(t, r[value])})
	}
	table, err := NewTable(records)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func world(t testing.TB) *Table {
	return long(t, "trade/world_trade_avg_1998_to_2000.csv.gz", 0, 1, 2)
}
func toy(t testing.TB) *Table { return long(t, "ecomplexity/toy_6x8.csv", 1, 2, 3) }

// near compares, NaN with NaN; tolerance is absolute and, for large figures,
// relative.
func near(t testing.TB, got, want, tolerance float64, what ...string) {
	t.Helper()
	if math.IsNaN(got) && math.IsNaN(want) {
		return
	}
	if !(math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))) {
		t.Errorf("%s: %.15g, want %.15g", strings.Join(what, " "), got, want)
	}
}

// all compares every name.
func all(t testing.TB, names []string, got []float64, want map[string]float64, tolerance float64, what string) {
	t.Helper()
	if len(names) != len(want) {
		t.Errorf("%s: %d names, want %d", what, len(names), len(want))
	}
	for i, n := range names {
		w, known := want[n]
		if !known {
			t.Errorf("%s: no %s", what, n)
		}
		near(t, got[i], w, tolerance, what, n)
	}
}

// selected compares a grid by place with a file that has a column for each of
// some places.
func selected(t testing.TB, table *Table, got [][]float64, name string, tolerance float64) {
	t.Helper()
	records := reference(t, name)
	place, activity := positions(table.Places), positions(table.Activities)
	if len(records)-1 != len(table.Activities) {
		t.Errorf("%s: %d activities", name, len(records)-1)
	}
	for _, r := range records[1:] {
		for c, text := range r[1:] {
			near(t, got[place[records[0][c+1]]][activity[r[0]]], parsed(t, text), tolerance, name, records[0][c+1], r[0])
		}
	}
}

func index(t testing.TB, p *Presence, by Convention) *Scores {
	t.Helper()
	s, err := Index(p, by)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const e = "trade/expected/"

func TestWorldAdvantage(t *testing.T) {
	w := world(t)
	selected(t, w, w.Advantage(), e+"rca_selected.csv", 1e-9)
	p := w.Presence(1)
	all(t, w.Places, floats(p.Diversity), column(t, e+"diversity.csv", 1), 0, "diversity")
	all(t, w.Activities, floats(p.Ubiquity), column(t, e+"ubiquity.csv", 1), 0, "ubiquity")
}

func TestWorldIndexR(t *testing.T) {
	w := world(t)
	p := w.Presence(1)
	s := index(t, p, R)
	all(t, w.Places, s.Place, column(t, e+"country_eigenvalues.csv", 1), 1e-9, "ECI")
	all(t, w.Activities, s.Activity, column(t, e+"product_eigenvalues.csv", 1), 1e-9, "PCI")
}

// Twenty reflections are the R program's method of that name and Datawheel's
// complexity; the two do the same sums. The R program's figures are right to 8
// digits, as averages draw together: sums of 300 bits show that ours are right to
// 11.
func TestWorldReflections(t *testing.T) {
	w := world(t)
	p := w.Presence(1)
	s := index(t, p, Datawheel)
	all(t, w.Places, s.Place, column(t, e+"country_reflections.csv", 1), 1e-7, "reflections")
	all(t, w.Activities, s.Activity, column(t, e+"product_reflections.csv", 1), 1e-7, "reflections")
	place, _ := exact(p, reflections-2)
	_, activity := exact(p, reflections-1)
	for i, v := range place {
		near(t, s.Place[i], v, 1e-11, "exact", w.Places[i])
	}
	for j, v := range activity {
		near(t, s.Activity[j], v, 1e-11, "exact", w.Activities[j])
	}
}

// exact reflects with 300 bits and standardises by n-1.
func exact(p *Presence, steps int) (place, activity []float64) {
	const bits = 300
	number := func(v int) *big.Float { return new(big.Float).SetPrec(bits).SetInt64(int64(v)) }
	var x, y []*big.Float
	for _, d := range p.Diversity {
		x = append(x, number(d))
	}
	for _, u := range p.Ubiquity {
		y = append(y, number(u))
	}
	for range steps {
		a, b := make([]*big.Float, len(x)), make([]*big.Float, len(y))
		for j := range b {
			b[j] = number(0)
		}
		for i, list := range p.of {
			a[i] = number(0)
			for _, j := range list {
				a[i].Add(a[i], y[j])
				b[j].Add(b[j], x[i])
			}
			a[i].Quo(a[i], number(p.Diversity[i]))
		}
		for j := range b {
			b[j].Quo(b[j], number(p.Ubiquity[j]))
		}
		x, y = a, b
	}
	rest := func(x []*big.Float) []float64 {
		mean := number(0)
		for _, v := range x {
			mean.Add(mean, v)
		}
		mean.Quo(mean, number(len(x)))
		out := make([]float64, len(x))
		for i, v := range x {
			out[i], _ = new(big.Float).SetPrec(bits).Sub(v, mean).Float64()
		}
		m := moments(out)
		return standard(out, 0, math.Sqrt(m.squares/(m.n-1)))
	}
	return rest(x), rest(y)
}

func TestWorldFitness(t *testing.T) {
	w := world(t)
	place, activity := Fitness(w.Presence(1), 20, 1)
	for _, name := range []string{"fitness", "index"} {
		prefix := map[string]string{"fitness": "", "index": "shipped_"}[name]
		all(t, w.Places, place, column(t, e+prefix+"country_"+name+".csv", 1), 1e-9, "fitness")
		all(t, w.Activities, activity, column(t, e+prefix+"product_"+name+".csv", 1), 1e-9, "fitness")
	}
}

func TestWorldProximity(t *testing.T) {
	w := world(t)
	p := w.Presence(1)
	phi := Proximity(p, Minimum)
	all(t, w.Activities, rowSums(phi), column(t, e+"proximity_product_rowsums.csv", 1), 1e-9, "sum of proximities")
	square(t, w.Activities, phi, e+"proximity_product_sitc7.csv.gz", 1e-9)
	square(t, w.Places, Proximity(p.Turned(), Minimum), e+"proximity_country.csv.gz", 1e-9)
}

// square compares a matrix of names with a file whose columns are names too.
func square(t testing.TB, names []string, got [][]float64, name string, tolerance float64) {
	t.Helper()
	at := positions(names)
	records := reference(t, name)
	for _, r := range records[1:] {
		for c, text := range r[1:] {
			near(t, got[at[r[0]]][at[records[0][c+1]]], parsed(t, text), tolerance, name, r[0], records[0][c+1])
		}
	}
}

func TestWorldDensityAndOutlook(t *testing.T) {
	w := world(t)
	p := w.Presence(1)
	phi := Proximity(p, Minimum)
	density := Density(p, phi)
	selected(t, w, density, e+"density_selected.csv", 1e-9)
	distance := grid(len(w.Places), len(w.Activities))
	for i, row := range density {
		for j, v := range row {
			distance[i][j] = 1 - v
		}
	}
	selected(t, w, distance, e+"distance_selected.csv", 1e-9)
	shipped := column(t, e+"shipped_product_index.csv", 1)
	score := make([]float64, len(w.Activities))
	for j, n := range w.Activities {
		score[j] = shipped[n]
	}
	o := AheadBy(p, phi, density, score)
	all(t, w.Places, o.Index, column(t, e+"complexity_outlook_index.csv", 1), 1e-9, "outlook index")
	selected(t, w, o.Gain, e+"complexity_outlook_gain_selected.csv", 1e-9)
}

func TestWorldGrowthLab(t *testing.T) {
	w := world(t)
	p := w.Presence(1)
	s := index(t, p, GrowthLab)
	const file = "ecomplexity/expected/growthlab_world_trade_"
	all(t, w.Places, s.Place, column(t, file+"locations.csv", 2), 1e-9, "ECI")
	all(t, w.Activities, s.Activity, column(t, file+"products.csv", 2), 1e-9, "PCI")
	phi := Proximity(p, Minimum)
	density := Density(p, phi)
	o, err := Ahead(p, phi, density, s)
	if err != nil {
		t.Fatal(err)
	}
	all(t, w.Places, o.Index, column(t, file+"locations.csv", 3), 1e-9, "COI")
	rca := w.Advantage()
	place, activity := positions(w.Places), positions(w.Activities)
	for _, r := range reference(t, file+"selected_countries.csv")[1:] {
		i, j := place[r[0]], activity[r[1]]
		near(t, rca[i][j], parsed(t, r[2]), 1e-9, "rca", r[0], r[1])
		if p.Has(i, j) != (r[3] == "1") {
			t.Errorf("presence of %s in %s", r[1], r[0])
		}
		near(t, density[i][j], parsed(t, r[4]), 1e-9, "density", r[0], r[1])
		near(t, o.Gain[i][j], parsed(t, r[5]), 1e-9, "gain", r[0], r[1])
	}
}

func TestToyGrowthLab(t *testing.T) {
	table := toy(t)
	p := table.Presence(1)
	s := index(t, p, GrowthLab)
	continuous, err := Continuous(table.Activities, table.Advantage())
	if err != nil {
		t.Fatal(err)
	}
	rca := table.Advantage()
	for _, c := range []struct {
		name         string
		phi, density [][]float64
	}{
		{"discrete", Proximity(p, Minimum), Density(p, Proximity(p, Minimum))},
		{"asymmetric", Proximity(p, Conditional), Density(p, Proximity(p, Conditional))},
		{"continuous", continuous, DensityOf(rca, continuous)},
	} {
		o, err := Ahead(p, c.phi, c.density, s)
		if err != nil {
			t.Fatal(err)
		}
		place, activity := positions(table.Places), positions(table.Activities)
		for _, r := range reference(t, "ecomplexity/expected/toy_"+c.name+".csv")[1:] {
			i, j := place[r[0]], activity[r[1]]
			for k, got := range []float64{float64(p.Diversity[i]), float64(p.Ubiquity[j]), rca[i][j], 0, s.Place[i], s.Activity[j], c.density[i][j], o.Index[i], o.Gain[i][j]} {
				if k != 3 {
					near(t, got, parsed(t, r[k+3]), 1e-9, c.name, strconv.Itoa(k), r[0], r[1])
				}
			}
		}
	}
	at := positions(table.Activities)
	phi := Proximity(p, Minimum)
	for _, r := range reference(t, "ecomplexity/expected/toy_proximity.csv")[1:] {
		near(t, phi[at[r[1]]][at[r[2]]], parsed(t, r[3]), 1e-9, r[1], r[2])
	}
}

// R and Growth Lab differ by the divisor of the deviation alone.
func TestConventionsAgree(t *testing.T) {
	p := world(t).Presence(1)
	r, g := index(t, p, R), index(t, p, GrowthLab)
	for i := range r.Place {
		near(t, r.Place[i]*math.Sqrt(226.0/225), g.Place[i], 1e-12, "ECI")
	}
}

func BenchmarkWorld(b *testing.B) {
	w := world(b)
	for b.Loop() {
		everything(b, w)
	}
}

// everything is what a table of specialisation asks for.
func everything(b *testing.B, w *Table) {
	p := w.Presence(1)
	s, err := Index(p, GrowthLab)
	if err != nil {
		b.Fatal(err)
	}
	phi := Proximity(p, Minimum)
	if _, err := Ahead(p, phi, Density(p, phi), s); err != nil {
		b.Fatal(err)
	}
	Fitness(p, reflections, 1)
}

func BenchmarkWorldIndex(b *testing.B) {
	w := world(b)
	for b.Loop() {
		if _, err := Index(w.Presence(1), GrowthLab); err != nil {
			b.Fatal(err)
		}
	}
}
