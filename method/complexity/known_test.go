package complexity

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
)

// A synthetic table of 6 places and 8 activities, as in the shared reference
// data, so that a fresh copy of this repository tests the numbers too.
var small = [6][8]float64{
	{0.56, 0.81, 12.31, 0.22, 0.18, 2.49, 2.37, 0},
	{0.9, 0.12, 0, 19.63, 1.43, 0.86, 1.34, 0.41},
	{11.53, 12.47, 9.46, 2.2, 2.24, 0, 0.08, 0},
	{1.53, 29.04, 1.08, 21.96, 5.53, 3.83, 3.3, 21.89},
	{1.36, 2.55, 3.19, 0, 3.55, 6.29, 0, 0},
	{2.08, 0.11, 0, 21.67, 2.19, 0, 13.87, 0},
}

func smallRecords() []Record {
	var out []Record
	for i, row := range small {
		for j, v := range row {
			out = append(out, Record{"L" + string(rune('1'+i)), "P" + string(rune('1'+j)), v})
		}
	}
	return out
}

func smallTable(t testing.TB) *Table {
	t.Helper()
	table, err := NewTable(smallRecords())
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func each(t *testing.T, got, want []float64, what string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d figures, want %d", what, len(got), len(want))
	}
	for i := range want {
		near(t, got[i], want[i], 1e-9, what)
	}
}

// Growth Lab: py-ecomplexity, commit d22c0f7f. Datawheel: economic-complexity 0.3.0
// (pandas 2.3). R: the vector of Growth Lab by n-1.
func TestKnownConventions(t *testing.T) {
	p := smallTable(t).Presence(1)
	g, d, r := index(t, p, GrowthLab), index(t, p, Datawheel), index(t, p, R)
	near(t, g.Place[0], 0.0213699049272795, 1e-9, "ECI of L1")
	near(t, r.Place[0]*math.Sqrt(6.0/5), 0.0213699049272795, 1e-9, "ECI of L1")
	each(t, g.Activity[:3], []float64{0.67458646571659, 1.16671314862967, 0.447421028526196}, "PCI")
	each(t, d.Place, []float64{0.310080183730094, -1.52934057730383, 0.765984296784316, 0.637352781211087, 0.789742541784275, -0.973819226205939}, "Datawheel ECI")
	each(t, d.Activity, []float64{0.639651351550332, 0.535059731635643, 0.425611570961745, -2.14613640314061, 0.65595765271866, 0.326744831251615, -0.883663147866663, 0.446774412889281}, "Datawheel PCI")
	phi := Proximity(p, Minimum)
	o, err := Ahead(p, phi, Density(p, phi), g)
	if err != nil {
		t.Fatal(err)
	}
	near(t, o.Index[0], -1.02715891031279, 1e-9, "COI of L1")
	each(t, o.Gain[0][:3], []float64{0.411096544817857, 0.905158137788592, 0}, "gain")
}

// The figures of Datawheel's program on the same table.
func TestKnownDatawheel(t *testing.T) {
	table := smallTable(t)
	p := table.Presence(1)
	each(t, WithoutSelf(Proximity(p, Geometric))[0], []float64{0, 0.5, 0.816496580927726, 0, 0.707106781186547, 0.5, 0, 0}, "geometric")
	phi := WithoutSelf(Proximity(p, Minimum))
	density := Density(p, phi)
	each(t, density[0], []float64{0.538461538461538, 0.25, 0.428571428571429, 1, 0.625, 0.538461538461538, 0.625, 0}, "relatedness")
	o, err := Ahead(p, phi, density, index(t, p, Datawheel))
	if err != nil {
		t.Fatal(err)
	}
	each(t, o.Gain[0], []float64{-0.0695774852145705, 0.273644728755944, 0.170497910652819, 2.14613640314061, -0.170104276117788, 0.123047168772744, -0.252511683761063, 0.535059731635643}, "gain")
	each(t, o.Gain[5], []float64{0.481210225435749, 0.513812554405291, 0.385456882713779, 2.14613640314061, 0.468801461291167, 0.354541446376855, 0.560305884909791, 0.535059731635643}, "gain")
	each(t, Relative(p, density)[3], []float64{1.67834037402298, 3.11496324852635, 0.802684526706645, -0.620256225182407, -0.620256225182407, -0.620256225182407, -0.620256225182407, 9.34032903804096}, "relative")
	alike, err := table.Alike()
	if err != nil {
		t.Fatal(err)
	}
	each(t, alike[0], []float64{1, -0.371560176845316, 0.115650234233597, -0.750657970269665, 0.47546966991483, -0.19371839309471}, "similarity")
	each(t, table.Carried(p, []float64{.3, .35, .4, .45, .5, .55}), []float64{0.420914520328298, 0.425040684842135, 0.357544407687254, 0.431147760468396, 0.5, 0.447703473739285, 0.483803366393495, 0.45}, "product Gini")
	none := math.NaN()
	place, covered, err := Outside(p, []float64{.5, none, -1, 2, none, .25, none, none})
	if err != nil {
		t.Fatal(err)
	}
	each(t, place, []float64{-0.375, 2, -0.25, none, -0.0833333333333333, 2}, "outside")
	each(t, covered, []float64{2.0 / 3, 1, 2.0 / 3, 0, 3.0 / 4, 1.0 / 2}, "covered")
}

// Two spaces: P1 to P3 with the others, as Datawheel's cross-space module.
func TestKnownCross(t *testing.T) {
	p := smallTable(t).Presence(1)
	part := func(from, to int) *Presence {
		x := grid(len(p.Places), to-from)
		for i := range x {
			for j := range x[i] {
				if p.Has(i, from+j) {
					x[i][j] = 1
				}
			}
		}
		return Present(p.Places, p.Activities[from:to], x, 1)
	}
	a, b := part(0, 3), part(3, 8)
	phi, err := CrossProximity(a, b)
	if err != nil {
		t.Fatal(err)
	}
	each(t, phi[0], []float64{0, 0.5, 0.5, 0, 0}, "cross")
	each(t, phi[2], []float64{0, 1.0 / 3, 2.0 / 3, 1.0 / 3, 0}, "cross")
	each(t, CrossDensity(a, phi)[0], []float64{math.NaN(), 0.4, 4.0 / 7, 1, 0}, "cross density")
	if _, err := CrossProximity(a, Present(b.Places[:5], b.Activities, grid(5, 5), 1)); kind(err) != OtherPlaces {
		t.Errorf("other places: %v", err)
	}
}

// By hand: of the three nearest to P3 (P1 2/3, P6 2/3, P2 1/3 before P5 and P7 by
// name) L1 has P6.
func TestNearest(t *testing.T) {
	p := smallTable(t).Presence(1)
	near(t, DensityNearest(p, Proximity(p, Minimum), 3)[0][2], (2.0/3)/(5.0/3), 1e-12, "nearest")
	for _, row := range DensityNearest(p, Proximity(p, Minimum), 2) {
		for _, v := range row {
			if v < 0 || v > 1 {
				t.Errorf("a density of %v", v)
			}
		}
	}
}

func kind(err error) panel.Kind {
	var f *panel.Fault
	if !errors.As(err, &f) {
		return ""
	}
	return f.Kind
}

func TestRefusals(t *testing.T) {
	good := smallRecords()
	with := func(r ...Record) []Record { return append(slices.Clone(good), r...) }
	for _, c := range []struct {
		name    string
		records []Record
		want    panel.Kind
	}{
		{"nothing", nil, panel.NoRows},
		{"zeros", []Record{{"a", "x", 0}, {"b", "y", 0}}, panel.NoRows},
		{"negative", with(Record{"L9", "P1", -1}), NegativeValue},
		{"NaN", with(Record{"L9", "P1", math.NaN()}), NotFinite},
		{"infinite", with(Record{"L9", "P1", math.Inf(1)}), NotFinite},
		{"huge", with(Record{"L9", "P1", 1e200}), TooLarge},
		{"twice", with(Record{"L1", "P1", 3}), panel.DuplicateRow},
		{"nameless", with(Record{"", "P1", 3}), NoName},
		{"one place", []Record{{"a", "x", 1}, {"a", "y", 2}}, OnePlace},
		{"one activity", []Record{{"a", "x", 1}, {"b", "x", 2}}, OneActivity},
	} {
		if _, err := NewTable(c.records); kind(err) != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	table, err := NewTable(with(Record{"L9", "P1", 0}, Record{"L1", "P9", 0}))
	if err != nil || !slices.Equal(table.Dropped.Places, []string{"L9"}) || !slices.Equal(table.Dropped.Activities, []string{"P9"}) {
		t.Errorf("zeros: %v, %v", table.Dropped, err)
	}
}

func presence(rows ...string) *Presence {
	x := grid(len(rows), len(rows[0]))
	var places, activities []string
	for i, row := range rows {
		places = append(places, string(rune('a'+i)))
		for j, c := range row {
			x[i][j] = float64(c - '0')
		}
	}
	for j := range rows[0] {
		activities = append(activities, string(rune('A'+j)))
	}
	return Present(places, activities, x, 1)
}

func TestIndexRefusals(t *testing.T) {
	for _, c := range []struct {
		name string
		p    *Presence
		want panel.Kind
	}{
		{"two parts", presence("1100", "1000", "0011", "0011", "0001"), Disconnected},
		{"all alike", presence("111", "111", "111"), TooEven},
		{"a ring", presence("1100", "0110", "0011", "1001"), TooEven},
		{"one place has any", presence("110", "000", "000"), FewPresent},
		{"two places, two activities", presence("10", "11"), ""},
		{"nothing", presence("000", "000"), FewPresent},
		{"one activity", presence("100", "100"), FewPresent},
	} {
		for _, by := range []Convention{GrowthLab, R} {
			if _, err := Index(c.p, by); kind(err) != c.want {
				t.Errorf("%s in %s: %v", c.name, by, err)
			}
		}
	}
	if _, err := Index(presence("111", "111", "111"), Datawheel); kind(err) != Constant {
		t.Errorf("reflections of places all alike: %v", err)
	}
	if apart := presence("1100", "1000", "0011", "0011", "0001").Apart(); !slices.Equal(apart, []string{"a", "b"}) {
		t.Errorf("apart: %v", apart)
	}
}

// Both sides solve the same problem, rows in any order give the same bits, and
// the mean over its activities is the index of a place.
func TestIndexProperties(t *testing.T) {
	source := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		var records []Record
		places, activities := 4+source.IntN(9), 4+source.IntN(9)
		for i := range places {
			for j := range activities {
				records = append(records, Record{"p" + string(rune('a'+i)), "q" + string(rune('a'+j)), math.Exp(2 * source.NormFloat64())})
			}
		}
		table, err := NewTable(records)
		if err != nil {
			t.Fatal(err)
		}
		p := table.Presence(1)
		s, err := Index(p, GrowthLab)
		if err != nil {
			continue // few draws fall apart
		}
		for i, list := range p.of {
			mean := 0.0
			for _, j := range list {
				mean += s.Activity[j] / float64(len(list))
			}
			near(t, s.Place[i], mean, 1e-9, "mean of activities")
		}
		if r, err := Index(p, R); err == nil { // its sign is that of its reflections
			x, _ := reflected(p, reflections-2)
			if !(correlation(r.Place, x) > 0) {
				t.Errorf("R's sign against its reflections")
			}
		}
		if !(correlation(s.Place, floats(p.Diversity)) > 0) {
			t.Errorf("Growth Lab's sign against diversity")
		}
		source.Shuffle(len(records), func(a, b int) { records[a], records[b] = records[b], records[a] })
		for i := range records {
			records[i].Value *= 8
		}
		again, err := NewTable(records)
		if err != nil {
			t.Fatal(err)
		}
		if x := index(t, again.Presence(1), GrowthLab); !slices.Equal(x.Place, s.Place) || !slices.Equal(x.Activity, s.Activity) {
			t.Error("order or scale of rows changes the index")
		}
		near(t, correlation(weighted(t, p), s.Place), 1, 1e-9, "weights of one")
	}
}

// weighted takes the path of weighted activities with weights of one, from the
// side of activities too.
func weighted(t *testing.T, p *Presence) []float64 {
	place, activity, err := direction(p, ones(len(p.Activities)))
	if err != nil {
		t.Fatal(err)
	}
	_, _, diversity := p.living(nil)
	other, err := p.Turned().turnedSide(diversity, ones(len(p.Activities)))
	if err != nil {
		t.Fatal(err)
	}
	near(t, math.Abs(correlation(other, activity)), 1, 1e-9, "other side")
	return place
}

// A weight of two is the activity twice.
func TestWeightIsRepetition(t *testing.T) {
	p := presence("11010", "10010", "01101", "00111", "10001", "11111")
	twice := presence("110100", "100100", "011011", "001111", "100011", "111111")
	for _, side := range []string{"places", "activities"} {
		a, b := p, twice
		if side == "activities" { // more places than activities
			a, b = presence("110", "100", "011", "101", "111"), presence("1100", "1000", "0111", "1011", "1111")
		}
		weight := ones(len(a.Activities))
		weight[len(weight)-1] = 2
		x, _, err := direction(a, weight)
		if err != nil {
			t.Fatal(err)
		}
		y, _, err := direction(b, nil)
		if err != nil {
			t.Fatal(err)
		}
		near(t, correlation(x, y), 1, 1e-12, side)
	}
}
