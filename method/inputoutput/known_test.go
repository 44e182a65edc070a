package inputoutput

import (
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
)

// twoSectors is the table of Miller and Blair (2009), chapter 2, tables 2.3 and 2.4.
func twoSectors(t testing.TB) *Table {
	t.Helper()
	table := &Table{Sectors: []string{"1", "2"}, Flows: [][]float64{{150, 500}, {200, 100}}, Final: [][]float64{{350}, {1700}}}
	if err := table.Check(); err != nil {
		t.Fatal(err)
	}
	return table
}

func TestKnownTwoSectors(t *testing.T) {
	table := twoSectors(t)
	l, _ := inverses(t, table)
	same(t, l, [][]float64{{1.25412541, 0.330033}, {0.2640264, 1.12211221}}, 0.6e-6, "L")
	for i, want := range []float64{1247.5, 1841.6} { // new demand 600 and 1500, printed
		near(t, Required(l, []float64{600, 1500})[i], want, 5e-5, "new output")
	}
	for i, want := range []float64{1000, 2000} {
		near(t, Required(l, table.Demand())[i], want, 1e-12, "output")
	}
	jobs := Multipliers([]float64{0.3, 0.25}, l)
	near(t, jobs[0]*600+jobs[1]*1500, 374.25+460.4, 1e-4, "labour of the new demand")
}

// Extraction by the inverse of the table without the sector, and by hand-made
// tables whose column or row is zero.
func TestExtractionByInverting(t *testing.T) {
	table := random(20, 3)
	l, _ := inverses(t, table)
	demand, all := table.Demand(), sum(table.Output)
	left := func(change func(a [][]float64)) float64 {
		a := table.Coefficients()
		change(a)
		inverse, err := table.inverse(a)
		if err != nil {
			t.Fatal(err)
		}
		return sum(Required(inverse, demand))
	}
	for k, x := range Extractions(table, l) {
		near(t, x.Backward, all-left(func(a [][]float64) {
			for i := range a {
				a[i][k] = 0
			}
		}), 1e-9, "backward")
		near(t, x.Forward, all-left(func(a [][]float64) { clear(a[k]) }), 1e-9, "forward")
		own := demand[k]
		demand[k] = 0
		near(t, x.Total, all-left(func(a [][]float64) {
			clear(a[k])
			for i := range a {
				a[i][k] = 0
			}
		}), 1e-9, "total")
		demand[k] = own
	}
}

// random is a synthetic table in which every sector sells to every other.
func random(n int, seed uint64) *Table {
	source := rand.New(rand.NewPCG(seed, 1))
	t := &Table{Flows: square(n)}
	for i := range n {
		t.Sectors = append(t.Sectors, string(rune('a'+i)))
		for j := range n {
			t.Flows[i][j] = math.Exp(source.NormFloat64())
		}
		t.Final = append(t.Final, []float64{float64(n) * math.Exp(source.NormFloat64())})
	}
	if err := t.Check(); err != nil {
		panic(err)
	}
	return t
}

func TestWorkersChangeNothing(t *testing.T) {
	table := random(200, 5)
	a, _ := inverses(t, table)
	old := runtime.GOMAXPROCS(1)
	b, _ := inverses(t, table)
	runtime.GOMAXPROCS(old)
	same(t, a, b, 0, "one worker")
}

func kind(err error) panel.Kind {
	var f *panel.Fault
	if !errors.As(err, &f) {
		return ""
	}
	return f.Kind
}

func TestRefusals(t *testing.T) {
	two := []string{"a", "b"}
	z := [][]float64{{1, 2}, {3, 4}}
	y := [][]float64{{5}, {5}}
	for name, c := range map[string]struct {
		table Table
		want  panel.Kind
	}{
		"empty":      {Table{}, panel.NoRows},
		"nameless":   {Table{Sectors: []string{"a", ""}, Flows: z, Final: y}, NoName},
		"twice":      {Table{Sectors: []string{"a", "a"}, Flows: z, Final: y}, panel.DuplicateRow},
		"ragged":     {Table{Sectors: two, Flows: [][]float64{{1, 2}, {3}}, Final: y}, WrongLength},
		"short":      {Table{Sectors: two, Flows: z, Final: y[:1]}, WrongLength},
		"NaN":        {Table{Sectors: two, Flows: [][]float64{{1, math.NaN()}, {3, 4}}, Final: y}, NotFinite},
		"negative":   {Table{Sectors: two, Flows: [][]float64{{1, -2}, {3, 4}}, Final: y}, NegativeFlow},
		"unbalanced": {Table{Sectors: two, Flows: z, Final: y, Output: []float64{8, 13}}, Unbalanced},
		"negative x": {Table{Sectors: two, Flows: z, Final: [][]float64{{-5}, {5}}}, NegativeOutput},
		"no output":  {Table{Sectors: two, Flows: [][]float64{{0, 2}, {3, 4}}, Final: [][]float64{{-2}, {5}}}, NoOutput},
		"rounded":    {Table{Sectors: two, Flows: z, Final: y, Output: []float64{8.004, 12}}, ""},
	} {
		if err := c.table.Check(); kind(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNoInverse(t *testing.T) {
	for name, c := range map[string]struct {
		z    [][]float64
		y    []float64
		want panel.Kind
	}{
		"uses all it makes":   {[][]float64{{2, 0}, {0, 1}}, []float64{0, 5}, Singular},
		"takes in more":       {[][]float64{{6, 0}, {0, 1}}, []float64{-3, 5}, TooMuchInput},
		"nothing of a sector": {[][]float64{{0, 0}, {0, 1}}, []float64{0, 5}, ""},
	} {
		table := &Table{Sectors: []string{"a", "b"}, Flows: c.z, Final: [][]float64{{c.y[0]}, {c.y[1]}}}
		if err := table.Check(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := table.Leontief(); kind(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// By hand: a chain of three. Half of a is gone; b takes 4 of a's 10, c takes 3 of
// b's, final use the rest.
func chain(t *testing.T) *Table {
	t.Helper()
	table := &Table{Sectors: []string{"a", "b", "c"}, Flows: [][]float64{{0, 4, 0}, {0, 0, 3}, {0, 0, 0}}, Final: [][]float64{{6}, {5}, {7}}}
	if err := table.Check(); err != nil {
		t.Fatal(err)
	}
	return table
}

func TestShockByHand(t *testing.T) {
	spread := func(s Shock) *Outcome {
		t.Helper()
		o, err := chain(t).Spread(s)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	half := []Cut{{Sector: 0, Share: 0.5}}
	o := spread(Shock{Cuts: half}) // everyone gets half
	for i, want := range []Stop{{0.5, -1, 0}, {0.5, 0, 1}, {0.5, 1, 2}} {
		if o.Stops[i] != want {
			t.Errorf("sector %d: %+v", i, o.Stops[i])
		}
	}
	near(t, o.Loss, 5+4+3.5, 1e-12, "loss")
	near(t, o.Gap[0], 2, 1e-12, "gap")
	o = spread(Shock{Cuts: half, FinalFirst: true}) // 5 are left, of which b gets its 4
	if o.Stops[1].Round != -1 || o.Loss != 5 {
		t.Errorf("final use first: %+v", o)
	}
	o = spread(Shock{Cuts: []Cut{{0, 1}}, FinalFirst: true, Substitutes: []Substitute{{For: 0, By: Elsewhere, User: Everyone, Share: 0.75, Spare: 2}}})
	near(t, o.Filled[0].Asked, 3, 1e-12, "asked")
	near(t, o.Filled[0].Amount, 2, 1e-12, "stands in")
	near(t, o.Stops[1].Left, 0.5, 1e-12, "b has half")
	near(t, o.Stops[2].Left, 1, 1e-12, "c has all, as final use of b gives way")
	near(t, o.Gap[0], 2, 1e-12, "still lacking")
	o = spread(Shock{Cuts: half, Essential: 1})
	near(t, o.Stops[1].Left, 0.5, 1e-12, "an only input is essential")
	if o := spread(Shock{}); o.Loss != 0 || o.Rounds != 1 {
		t.Errorf("no shock: %+v", o)
	}
}

// A larger cut, or less of a substitute, never helps; a sector that is short
// cannot stand in.
func TestShockMonotone(t *testing.T) {
	table := random(12, 9)
	before := -1.0
	for _, share := range []float64{0, 0.1, 0.5, 0.9, 1} {
		o, err := table.Spread(Shock{Cuts: []Cut{{3, share}}, FinalFirst: true, Substitutes: []Substitute{{For: 3, By: Elsewhere, User: Everyone, Share: 0.5, Spare: 5}}})
		if err != nil {
			t.Fatal(err)
		}
		if o.Loss < before {
			t.Errorf("a cut of %v loses %v, a smaller one %v", share, o.Loss, before)
		}
		before = o.Loss
	}
	o, err := table.Spread(Shock{Cuts: []Cut{{3, 1}, {4, 0.5}}, Substitutes: []Substitute{{For: 3, By: 4, User: Everyone, Share: 1, Spare: 1000}}})
	if err != nil || o.Filled[0].Amount != 0 {
		t.Errorf("a short sector stands in: %+v, %v", o.Filled, err)
	}
}

// Nothing is lost where nothing is cut, also where a sector lives on imports, and
// what an untouched import gives stays.
func TestNoShock(t *testing.T) {
	for seed := range uint64(20) {
		table := random(15, seed)
		for i := range table.Final {
			if i%4 == 0 {
				table.Final[i][0] = -table.Flows[i][0] / 2 // imports beyond final use
			}
		}
		table.Output = nil
		if err := table.Check(); err != nil {
			t.Fatal(err)
		}
		for _, first := range []bool{true, false} {
			o, err := table.Spread(Shock{FinalFirst: first})
			if err != nil || o.Loss != 0 || o.Rounds != 1 {
				t.Errorf("seed %d: %v lost in %d rounds, %v", seed, o.Loss, o.Rounds, err)
			}
		}
	}
	table := &Table{Sectors: []string{"a", "b"}, Flows: [][]float64{{0, 8}, {0, 0}}, Final: [][]float64{{-4}, {10}}}
	if err := table.Check(); err != nil {
		t.Fatal(err)
	}
	o, err := table.Spread(Shock{Cuts: []Cut{{0, 1}}})
	if err != nil {
		t.Fatal(err)
	}
	near(t, o.Stops[1].Left, 0.5, 1e-12, "half of a came from outside")
}

func TestShockRefusals(t *testing.T) {
	for name, s := range map[string]Shock{
		"no such sector": {Cuts: []Cut{{7, 0.5}}}, "more than all": {Cuts: []Cut{{0, 1.5}}}, "for itself": {Substitutes: []Substitute{{For: 1, By: 1, User: Everyone}}},
		"endless": {Substitutes: []Substitute{{For: 1, By: 2, User: Everyone, Spare: math.Inf(1)}}}, "NaN": {Cuts: []Cut{{0, math.NaN()}}}, "essential": {Essential: -1},
	} {
		if _, err := chain(t).Spread(s); kind(err) != UnknownSector && kind(err) != BadShare {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// By hand: the region has a tenth of the nation, two tenths of a and none of c.
func TestRegionalise(t *testing.T) {
	a := [][]float64{{0.1, 0.2, 0.1}, {0.2, 0.1, 0.1}, {0.1, 0.1, 0.1}}
	nation, region := []float64{100, 200, 100}, []float64{20, 20, 0}
	names := []string{"a", "b", "c"}
	simple := []float64{2, 1, 0}
	for by, want := range map[Quotient][]float64{SLQ: {0.2, 0.2, 0}, CILQ: {0.2, 0.1, 0}} {
		r, err := Regionalise(names, a, nation, region, by, 0)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range simple {
			near(t, r.Simple[i], v, 1e-12, "simple")
		}
		near(t, r.Coefficients[0][1], want[0], 1e-12, string(by))
		near(t, r.Coefficients[1][0], want[1], 1e-12, string(by))
		near(t, r.Coefficients[2][0], want[2], 1e-12, string(by))
		near(t, r.Coefficients[1][0]+r.Imported[1][0], 0.2, 1e-12, "rest")
	}
	r, err := Regionalise(names, a, nation, region, FLQ, 0.3)
	if err != nil {
		t.Fatal(err)
	}
	near(t, r.Coefficients[1][0], 0.2*0.5*math.Pow(math.Log2(1.1), 0.3), 1e-12, "FLQ")
	for name, c := range map[string][]float64{"empty": {0, 0, 0}, "larger than the nation": {101, 0, 0}, "NaN": {math.NaN(), 1, 1}} {
		if _, err := Regionalise(names, a, nation, c, SLQ, 0); kind(err) != BadRegion {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Regionalise(names, a, nation, region, FLQ, 1); kind(err) != BadShare {
		t.Errorf("delta: %v", err)
	}
}

// What stops a sector is what it lacked when it fell, and not its own output that
// fell with it.
func TestBinding(t *testing.T) {
	table := &Table{Sectors: []string{"a", "b"}, Flows: [][]float64{{10, 0}, {30, 20}}, Final: [][]float64{{90}, {150}}}
	if err := table.Check(); err != nil {
		t.Fatal(err)
	}
	o, err := table.Spread(Shock{Cuts: []Cut{{Sector: 1, Share: 1}}})
	if err != nil || o.Stops[0] != (Stop{Left: 0, Binding: 1, Round: 1}) || o.Stops[1] != (Stop{Left: 0, Binding: -1}) {
		t.Errorf("%+v, %v", o.Stops, err)
	}
}

// The fitted table has its margins and is the old one times factors, which
// together make it the only one (Bacharach 1970; Lenzen, Wood, Gallego 2007). The
// second table is that of Junius and Oosterhaven.
func TestFit(t *testing.T) {
	for name, c := range map[string]struct {
		cells         [][]float64
		rows, columns []float64
	}{
		"RAS":  {[][]float64{{120, 100, 49}, {85, 55, 25}, {95, 20, 17}}, []float64{245, 136, 109}, []float64{250, 150, 90}},
		"GRAS": {[][]float64{{7, 3, 5, -3}, {2, 9, 8, 1}, {-2, 0, 2, 1}}, []float64{15, 26, -1}, []float64{9, 16, 17, -2}},
		"zero": {[][]float64{{1, 0}, {0, 2}, {0, 0}}, []float64{3, 4, 0}, []float64{3, 4}},
	} {
		f, err := Fit(c.cells, c.rows, c.columns)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		columns := make([]float64, len(c.columns))
		for i, row := range f.Cells {
			near(t, sum(row), c.rows[i], 1e-9, name)
			for j, v := range row {
				columns[j] += v
				factor := f.Rows[i] * f.Columns[j]
				if c.cells[i][j] < 0 {
					factor = 1 / factor
				}
				near(t, v, c.cells[i][j]*factor, 1e-9, name)
				if factor <= 0 {
					t.Errorf("%s: a factor of %v", name, factor)
				}
			}
		}
		for j, v := range columns {
			near(t, v, c.columns[j], 1e-9, name)
		}
	}
}

func TestFitRefusals(t *testing.T) {
	cells := [][]float64{{1, 2}, {3, 4}}
	for name, c := range map[string]struct {
		cells         [][]float64
		rows, columns []float64
		want          panel.Kind
	}{
		"unequal":    {cells, []float64{3, 7}, []float64{4, 7}, UnequalMargins},
		"empty line": {[][]float64{{0, 0}, {3, 4}}, []float64{1, 7}, []float64{4, 4}, EmptyLine},
		"negative":   {cells, []float64{-1, 7}, []float64{3, 3}, BadMargin},
		"ragged":     {[][]float64{{1, 2}, {3}}, []float64{3, 7}, []float64{4, 6}, WrongLength},
		"NaN":        {[][]float64{{1, 2}, {3, math.NaN()}}, []float64{3, 7}, []float64{4, 6}, NotFinite},
		"no way":     {[][]float64{{1, 0}, {0, 1}}, []float64{1, 2}, []float64{2, 1}, NoConvergence},
		"nothing":    {nil, nil, nil, WrongLength},
	} {
		if _, err := Fit(c.cells, c.rows, c.columns); kind(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkExtraction429(b *testing.B) {
	table := random(429, 1)
	for b.Loop() {
		l, err := table.Leontief()
		if err != nil {
			b.Fatal(err)
		}
		Extractions(table, l)
	}
}
