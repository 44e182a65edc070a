// Command allocate solves the allocation of a synthetic city, writes its integer
// programs for another solver (CPLEX's LP format), and prints what it found and in
// what time. See compare/run_allocate.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/quanyu/quanyu/design/citywide"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/assign"
)

func main() {
	districts := flag.Int("districts", 15, "")
	themes := flag.Int("themes", 30, "")
	seed := flag.Uint64("seed", 1, "")
	dir := flag.String("dir", "", "where the city and its programs go")
	flag.Parse()
	if err := run(*dir, *districts, *themes, *seed); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string, districts, themes int, seed uint64) error {
	if err := made(dir, districts, themes, seed); err != nil {
		return err
	}
	folder, err := files.Open(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	all, without, err := citywide.Program(folder, citywide.AllocateFile)
	if err != nil {
		return err
	}
	begin := time.Now()
	solver, err := assign.Open()
	if err != nil {
		return err
	}
	defer solver.Close()
	fmt.Printf("open\t\t%.3f\n", time.Since(begin).Seconds())
	begin = time.Now()
	for i, p := range append([]*assign.Program{all}, without...) {
		if err := write(filepath.Join(dir, fmt.Sprintf("%d.lp", i)), p); err != nil {
			return err
		}
		one := time.Now()
		s, err := solver.Solve(p, assign.Usual)
		if err != nil {
			return err
		}
		fmt.Printf("%d\t%.9f\t%.3f\t%s\t%.1e\t%d\n", i, s.Gain, time.Since(one).Seconds(), s.Status, s.Gap, s.Nodes)
	}
	fmt.Printf("all\t\t%.3f\n", time.Since(begin).Seconds())
	return nil
}

// made writes the tables of a synthetic city: a ring of districts, three themes
// a coarse class, two divisions a theme, three locks.
func made(dir string, districts, themes int, seed uint64) error {
	r := rand.New(rand.NewPCG(seed, 15))
	tables := map[string][]string{"districts.csv": {"district,industrial_land_ha,free_land_ha,m0_land_ha,money_wan,themes_min,themes_max"},
		"themes.csv": {"theme,title,divisions,coarse,critical_firms,land_ha,money_wan"}, "adjacency.csv": {"entity,neighbour"}, "firms.csv": {"district,industry,count"}}
	add := func(name, format string, args ...any) {
		tables[name] = append(tables[name], fmt.Sprintf(format, args...))
	}
	for d := range districts {
		add("districts.csv", "样%02d区,%d,%d,%d,%d,1,%d", d, 400+r.IntN(1500), 60+r.IntN(200), 10+r.IntN(60), 16000+r.IntN(20000), 2+r.IntN(2))
		add("adjacency.csv", "样%02d区,样%02d区", d, (d+1)%districts)
		for j := range 2 * themes {
			n := 10 + 40*r.ExpFloat64()
			if r.IntN(6) == 0 {
				n *= 4
			}
			add("firms.csv", "样%02d区,%03d,%.0f", d, j, math.Round(n))
		}
	}
	for t := range themes {
		add("themes.csv", "t%02d,主题%02d,%03d %03d,大类%02d,%d,%d,%d", t, t, 2*t, 2*t+1, t/3, 20+r.IntN(60), 5+r.IntN(60), 2000+r.IntN(9000))
	}
	for name, lines := range tables {
		if err := lineByLine(filepath.Join(dir, name), lines); err != nil {
			return err
		}
	}
	return lineByLine(filepath.Join(dir, citywide.AllocateFile), []string{"title: 合成", "districts: districts.csv", "themes: themes.csv", "adjacency: adjacency.csv", "firms: firms.csv",
		"money_wan: " + strconv.Itoa(13000*districts), "free_land_ha: " + strconv.Itoa(50*districts), "theme_districts_max: 3", "coarse_districts_max: 7",
		"locks:", "- {district: 样00区, theme: t05}", "- {district: 样04区, theme: t11}", "- {district: 样09区, theme: t02}"})
}

func lineByLine(name string, lines []string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	for _, l := range lines {
		fmt.Fprintln(f, l)
	}
	return f.Close()
}

// write gives a program in LP format.
func write(name string, p *assign.Program) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprint(w, "Maximize\n obj:")
	for j, c := range p.Columns {
		fmt.Fprintf(w, " %+.17g x%d\n", c.Gain, j)
	}
	fmt.Fprint(w, "Subject To\n")
	for i, r := range p.Rows {
		for k, side := range []struct {
			sign  string
			bound float64
		}{{">=", r.Lower}, {"<=", r.Upper}} {
			if math.IsInf(side.bound, 0) {
				continue
			}
			fmt.Fprintf(w, " r%d_%d:", i, k)
			for _, t := range r.Terms {
				fmt.Fprintf(w, " %+.17g x%d", t.Factor, t.Column)
			}
			fmt.Fprintf(w, " %s %.17g\n", side.sign, side.bound)
		}
	}
	fmt.Fprint(w, "Bounds\n")
	for j, c := range p.Columns {
		fmt.Fprintf(w, " %.17g <= x%d <= %.17g\n", c.Lower, j, c.Upper)
	}
	fmt.Fprint(w, "General\n")
	for j, c := range p.Columns {
		if c.Whole {
			fmt.Fprintf(w, " x%d\n", j)
		}
	}
	fmt.Fprint(w, "End\n")
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}
