// Command complexity makes synthetic tables of exports and an input-output table,
// writes them as CSV to a folder for other tools, computes indices of complexity,
// density and outlook, takes every sector out, and prints, for each work, the
// seconds that it took and its numbers by name.
package main

import (
	"bufio"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/quanyu/quanyu/method/complexity"
	"github.com/quanyu/quanyu/method/inputoutput"
)

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: complexity FOLDER"))
	}
	run(os.Args[1], "growthlab", complexity.GrowthLab, 226, 785, 1)
	run(os.Args[1], "growthlab_years", complexity.GrowthLab, 340, 1200, 3)
	run(os.Args[1], "datawheel", complexity.Datawheel, 226, 785, 1)
	extraction(os.Args[1], 429)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// run makes the tables of a work, computes them and prints.
func run(folder, work string, by complexity.Convention, places, activities, years int) {
	var tables [][]complexity.Record
	for y := range years {
		tables = append(tables, exports(places, activities, uint64(y)))
	}
	if err := write(filepath.Join(folder, work+".csv"), tables); err != nil {
		fail(err)
	}
	var results []result
	start := time.Now()
	for _, records := range tables {
		results = append(results, compute(records, by))
	}
	fmt.Printf("%s\tseconds\t%.4f\n", work, time.Since(start).Seconds())
	for y, r := range results {
		r.print(fmt.Sprintf("%s\t%d ", work, y))
	}
}

// exports is a synthetic table in which places further down have more of the
// activities further to the right, and a third of the cells are empty.
func exports(places, activities int, seed uint64) []complexity.Record {
	source := rand.New(rand.NewPCG(seed, 1))
	var out []complexity.Record
	for i := range places {
		for j := range activities {
			x := float64(i) / float64(places)
			y := float64(j) / float64(activities)
			if v := math.Round(1000*math.Exp(2*source.NormFloat64()+6*x*y)) / 1000; source.Float64() < 0.66 && v > 0 {
				out = append(out, complexity.Record{Place: fmt.Sprintf("c%03d", i), Activity: fmt.Sprintf("p%04d", j), Value: v})
			}
		}
	}
	return out
}

func write(name string, years [][]complexity.Record) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "year,loc,prod,val")
	for y, records := range years {
		for _, r := range records {
			fmt.Fprintf(w, "%d,%s,%s,%g\n", y, r.Place, r.Activity, r.Value)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// result is what is printed: all indices, and density and gain of three places.
type result struct {
	table         *complexity.Table
	scores        *complexity.Scores
	outlook       *complexity.Outlook
	density, gain [][]float64
}

func compute(records []complexity.Record, by complexity.Convention) result {
	t, err := complexity.NewTable(records)
	if err != nil {
		fail(err)
	}
	p := t.Presence(1)
	s, err := complexity.Index(p, by)
	if err != nil {
		fail(err)
	}
	phi := complexity.Proximity(p, complexity.Minimum)
	if by == complexity.Datawheel {
		phi = complexity.WithoutSelf(phi)
	}
	density := complexity.Density(p, phi)
	o, err := complexity.Ahead(p, phi, density, s)
	if err != nil {
		fail(err)
	}
	return result{t, s, o, density, o.Gain}
}

func (r result) print(prefix string) {
	for i, n := range r.table.Places {
		fmt.Printf("%seci %s\t%.17g\n", prefix, n, r.scores.Place[i])
		if r.outlook.Index != nil {
			fmt.Printf("%scoi %s\t%.17g\n", prefix, n, r.outlook.Index[i])
		}
	}
	for j, n := range r.table.Activities {
		fmt.Printf("%spci %s\t%.17g\n", prefix, n, r.scores.Activity[j])
		for _, i := range []int{0, 1, 2} {
			fmt.Printf("%sdensity %s %s\t%.17g\n", prefix, r.table.Places[i], n, r.density[i][j])
			fmt.Printf("%sgain %s %s\t%.17g\n", prefix, r.table.Places[i], n, r.gain[i][j])
		}
	}
}

// extraction takes every sector out of a synthetic input-output table, whose last
// column is final use.
func extraction(folder string, sectors int) {
	source := rand.New(rand.NewPCG(7, 1))
	t := &inputoutput.Table{}
	f, err := os.Create(filepath.Join(folder, "extraction.csv"))
	if err != nil {
		fail(err)
	}
	w := bufio.NewWriter(f)
	for i := range sectors {
		t.Sectors = append(t.Sectors, fmt.Sprintf("s%03d", i))
		row := make([]float64, sectors)
		for j := range row {
			row[j] = math.Round(1000*math.Exp(source.NormFloat64())) / 1000
			fmt.Fprintf(w, "%g,", row[j])
		}
		final := math.Round(1000*float64(sectors)*math.Exp(source.NormFloat64()/2)) / 1000
		fmt.Fprintf(w, "%g\n", final)
		t.Flows, t.Final = append(t.Flows, row), append(t.Final, []float64{final})
	}
	if err := w.Flush(); err != nil {
		fail(err)
	}
	if err := f.Close(); err != nil {
		fail(err)
	}
	start := time.Now()
	if err := t.Check(); err != nil {
		fail(err)
	}
	leontief, err := t.Leontief()
	if err != nil {
		fail(err)
	}
	lost := inputoutput.Extractions(t, leontief)
	fmt.Printf("extraction\tseconds\t%.4f\n", time.Since(start).Seconds())
	for i, x := range lost {
		fmt.Printf("extraction\t%s\t%.17g\n", t.Sectors[i], x.Share)
	}
}
