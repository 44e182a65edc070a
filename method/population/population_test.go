package population

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
	"pgregory.net/rapid"
)

// Hair, eyes and sex of 592 students (Snee 1974, as in R's HairEyeColor), and
// its fits by R 4.2's loglin with eps 1e-12: all three pairs from a table of
// ones, and hair beside eyes x sex from the seed 1 to 32 (filled as R does).
var (
	hairEyeSex  = []float64{32, 36, 11, 9, 10, 5, 3, 2, 53, 66, 50, 34, 25, 29, 15, 14, 10, 16, 10, 7, 7, 7, 7, 7, 3, 4, 30, 64, 5, 5, 8, 8}
	hairEyeSeed = []float64{1, 17, 5, 21, 9, 25, 13, 29, 2, 18, 6, 22, 10, 26, 14, 30, 3, 19, 7, 23, 11, 27, 15, 31, 4, 20, 8, 24, 12, 28, 16, 32}
	fitPairs    = []float64{32.7924406068494, 35.2075593931505, 11.7443637402153, 8.25563625978477, 8.44457586512992, 6.55542413487009, 3.01861978780527, 1.98138021219474,
		52.5214132157608, 66.4785867842392, 45.9339389176153, 38.0660610823848, 28.1957946849432, 25.8042053150568, 16.3488531816807, 12.6511468183193,
		10.7598886707403, 15.2401113292597, 8.82044443951829, 8.17955556048173, 6.91666422981021, 7.08333577018979, 7.5030026599312, 6.4969973400688,
		1.92625750664949, 5.07374249335055, 34.5012529026512, 59.4987470973487, 3.44296522011672, 6.55703477988329, 6.12952437058282, 9.87047562941716}
	fitSeed = []float64{9.64336257631683, 25.0015862594505, 17.8064518651727, 23.6671618719116, 9.08532797115201, 9.63545394567375, 6.62480122329757, 6.53585428702501,
		43.8013685874732, 60.1201888997937, 48.5274895686494, 56.3091220517487, 22.9259472543458, 22.7580322268151, 16.2026751188293, 15.3551762923447,
		14.2775821020659, 13.7904093910538, 12.30298066037, 12.7926240799239, 5.48019107198528, 5.13571424242012, 3.7724689521679, 3.44802950001317,
		30.277686734144, 23.087815449702, 22.3630779058079, 21.2310919964158, 9.50853370251692, 8.47079958509103, 6.4000547057052, 5.66093992061709}
	hairShape = []int{4, 4, 2}
)

// margin sums a table over the axes that aren't kept.
func margin(name string, shape []int, cells []float64, axes ...int) Margin {
	at, n := index(shape, axes)
	return Margin{Name: name, Axes: axes, Counts: collapse(cells, at, make([]float64, n))}
}

func near(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= tolerance) {
			t.Fatalf("%s, cell %d: %.14g, want %.14g", what, i, got[i], want[i])
		}
	}
}

func TestAgainstLoglin(t *testing.T) {
	f, err := Adjust(hairShape, nil, []Margin{
		margin("hair-eye", hairShape, hairEyeSex, 0, 1), margin("hair-sex", hairShape, hairEyeSex, 0, 2), margin("eye-sex", hairShape, hairEyeSex, 1, 2)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "three pairs", f.Cells, fitPairs, 1e-9)
	if last := f.History[len(f.History)-1]; len(f.History) != f.Iterations || last > 1e-12 || f.Errors[0].Largest > 1e-9 || f.Errors[0].Count != 592 {
		t.Errorf("after %d rounds %g is left: %+v", f.Iterations, last, f.Errors)
	}
	f, err = Adjust(hairShape, hairEyeSeed, []Margin{margin("hair", hairShape, hairEyeSex, 0), margin("eye-sex", hairShape, hairEyeSex, 1, 2)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "seed", f.Cells, fitSeed, 1e-9)
}

// One axis by hand: 2 and 6 scaled to 4 and 3.
func TestByHand(t *testing.T) {
	f, err := Adjust([]int{2, 2}, []float64{1, 1, 2, 4}, []Margin{{Name: "rows", Axes: []int{0}, Counts: []float64{4, 3}}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "cells", f.Cells, []float64{2, 2, 1, 2}, 1e-15)
	if f.Iterations != 1 {
		t.Errorf("%d rounds for one margin", f.Iterations)
	}
}

// Margins of any table give a table with these margins, and a seed with the
// association of the table (here: the table itself) comes back.
func TestFitsAnyTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shape := rapid.SliceOfN(rapid.IntRange(1, 4), 2, 4).Draw(t, "shape")
		cells := rapid.SliceOfN(rapid.Float64Range(0.5, 100), size(shape), size(shape)).Draw(t, "cells")
		var margins []Margin
		for a := range shape {
			margins = append(margins, margin("one", shape, cells, a))
			if a > 0 {
				margins = append(margins, margin("pair", shape, cells, a-1, a))
			}
		}
		f, err := Adjust(shape, nil, margins, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range f.Errors {
			if e.Largest > 1e-11*e.Count {
				t.Fatalf("%+v", e)
			}
		}
		same, err := Adjust(shape, cells, margins, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range cells {
			if math.Abs(same.Cells[i]-c) > 1e-9*c {
				t.Fatalf("cell %d: %g became %g", i, c, same.Cells[i])
			}
		}
	})
}

// Whole units: the total, no cell more than a unit off, no place of the first
// axis more than two, and on average what was expected.
func TestWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shape := []int{rapid.IntRange(1, 5).Draw(t, "rows"), rapid.IntRange(1, 7).Draw(t, "columns")}
		cells := rapid.SliceOfN(rapid.Float64Range(0, 9), size(shape), size(shape)).Draw(t, "cells")
		cells[0] += 0.5
		total := rapid.Int64Range(0, 1000).Draw(t, "total")
		got, err := Whole(cells, total, rapid.Uint64().Draw(t, "seed"))
		if err != nil {
			t.Fatal(err)
		}
		scaled, whole, units := make([]float64, len(cells)), make([]float64, len(cells)), int64(0)
		for i, c := range cells {
			scaled[i], whole[i] = c*float64(total)/sum(cells), float64(got[i])
			units += got[i]
			if math.Abs(whole[i]-scaled[i]) > 1+1e-6 || got[i] < 0 || c == 0 && got[i] != 0 {
				t.Fatalf("cell %d: %g became %d", i, scaled[i], got[i])
			}
		}
		if units != total {
			t.Fatalf("%d units, want %d", units, total)
		}
		if e := Compare(shape, whole, []Margin{margin("rows", shape, scaled, 0)})[0]; e.Largest > 2+1e-6 {
			t.Fatalf("rows are off by %g", e.Largest)
		}
	})
}

func TestWholeOnAverage(t *testing.T) {
	cells := []float64{0.25, 1.5, 2.75, 0, 0.5} // add up to 5
	mean := make([]float64, len(cells))
	for seed := range uint64(20000) {
		got, err := Whole(cells, 5, seed)
		if err != nil {
			t.Fatal(err)
		}
		for i, n := range got {
			mean[i] += float64(n) / 20000
		}
	}
	near(t, "mean", mean, cells, 0.015) // four standard errors
	a, _ := Whole(cells, 5, 9)
	b, _ := Whole(cells, 5, 9)
	if !slices.Equal(a, b) {
		t.Error("one seed gives two tables")
	}
}

func TestRefusals(t *testing.T) {
	rows := func(v ...float64) Margin { return Margin{Name: "rows", Axes: []int{0}, Counts: v} }
	columns := func(v ...float64) Margin { return Margin{Name: "columns", Axes: []int{1}, Counts: v} }
	for name, c := range map[string]struct {
		seed    []float64
		margins []Margin
		want    panel.Kind
		row     int
	}{
		"negative":      {nil, []Margin{rows(3, -1)}, NegativeCount, 1},
		"NaN":           {nil, []Margin{rows(3, math.NaN())}, NotFinite, 1},
		"infinite seed": {[]float64{1, 1, math.Inf(1), 1}, []Margin{rows(3, 1)}, NotFinite, 2},
		"empty":         {nil, []Margin{rows(0, 0)}, EmptyMargin, -1},
		"huge":          {nil, []Margin{rows(1e300, 1e300)}, TooLarge, -1},
		"no support":    {[]float64{1, 1, 0, 0}, []Margin{rows(3, 1)}, NoSupport, 1},
		"emptied":       {[]float64{1, 1, 1, 0}, []Margin{rows(3, 1), columns(0, 4)}, NoSupport, 1},
		// rows want 1 in the second row, whose only cell is in a column that wants 0.5
		"zeros": {[]float64{1, 1, 0, 1}, []Margin{rows(3, 1), columns(3.5, 0.5)}, panel.NoConvergence, -1},
	} {
		_, err := Adjust([]int{2, 2}, c.seed, c.margins, Options{})
		var fault *panel.Fault
		if !errors.As(err, &fault) || fault.Kind != c.want || fault.Row != c.row {
			t.Errorf("%s: %v, want %s in row %d", name, err, c.want, c.row)
		}
	}
	if _, err := Adjust([]int{1 << 14, 1 << 14}, nil, []Margin{rows(1)}, Options{}); err == nil {
		t.Error("a table beyond MaxCells is fitted")
	}
	for _, cells := range [][]float64{{}, {0, 0}, {1, -1}, {math.NaN()}} {
		if got, err := Whole(cells, 3, 1); err == nil {
			t.Errorf("%v became %v", cells, got)
		}
	}
	if _, err := Whole([]float64{1}, -1, 1); err == nil {
		t.Error("a negative total is met")
	}
}

// Margins that disagree name the place and both amounts.
func TestDisagreement(t *testing.T) {
	shape := []int{2, 2, 2}
	a := Margin{Name: "A", Axes: []int{0, 1}, Counts: []float64{1, 2, 3, 4}}
	b := Margin{Name: "B", Axes: []int{1, 2}, Counts: []float64{2, 2, 5, 1}}
	if _, err := Adjust(shape, nil, []Margin{a, b}, Options{}); err != nil {
		t.Fatal(err)
	}
	b.Counts = []float64{2, 2, 5, 2}
	var d *Disagreement
	if _, err := Adjust(shape, nil, []Margin{a, b}, Options{}); !errors.As(err, &d) {
		t.Fatalf("%v", err)
	}
	if d.First != "A" || d.Second != "B" || !slices.Equal(d.Axes, []int{1}) || !slices.Equal(d.At, []int{1}) || d.Counts != [2]float64{6, 7} {
		t.Errorf("%+v: %v", d, d)
	}
	total := Margin{Name: "total", Counts: []float64{11}}
	if _, err := Adjust(shape, nil, []Margin{a, total}, Options{}); !errors.As(err, &d) || len(d.Axes) != 0 || d.Counts != [2]float64{10, 11} {
		t.Errorf("totals: %v", err)
	}
}

func BenchmarkAdjust(b *testing.B) {
	shape := []int{13, 97, 4, 5}
	cells := make([]float64, size(shape))
	for i := range cells {
		cells[i] = float64(1 + i*7919%23)
	}
	margins := []Margin{margin("a", shape, cells, 0, 1), margin("b", shape, cells, 1, 2), margin("c", shape, cells, 0, 2), margin("d", shape, cells, 1, 3)}
	for b.Loop() {
		if _, err := Adjust(shape, nil, margins, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
