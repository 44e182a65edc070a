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
	"sync"
	"time"

	"github.com/quanyu/quanyu/design/citywide"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/assign"
)

func main() {
	districts := flag.Int("districts", 15, "")
	themes := flag.Int("themes", 30, "")
	seed := flag.Uint64("seed", 1, "")
	kind := flag.String("kind", "usual", "usual, money, land, dense, equal, wide, or locks: what makes the city hard")
	dir := flag.String("dir", "", "where the city and its programs go")
	flag.Parse()
	if err := run(*dir, *districts, *themes, *seed, *kind); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string, districts, themes int, seed uint64, kind string) error {
	if err := made(dir, districts, themes, seed, kind); err != nil {
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
	programs := append([]*assign.Program{all}, without...)
	for i, p := range programs {
		if err := write(filepath.Join(dir, fmt.Sprintf("%d.lp", i)), p); err != nil {
			return err
		}
		begin = time.Now()
		s, err := solver.Solve(p, assign.Usual)
		if err != nil {
			return err
		}
		fmt.Printf("%d\t%.9f\t%.3f\t%s\t%.1e\t%d\n", i, s.Gain, time.Since(begin).Seconds(), s.Status, s.Gap, s.Nodes)
	}
	begin = time.Now()
	var group sync.WaitGroup
	for half := range 2 { // two at once, as quanyu allocate does on two cores
		group.Go(func() {
			for i := half; i < len(programs); i += 2 {
				solver.Solve(programs[i], assign.Usual)
			}
		})
	}
	group.Wait()
	fmt.Printf("all\t\t%.3f\n", time.Since(begin).Seconds())
	return nil
}

// made writes the tables of a synthetic city: a ring of districts, three themes
// a coarse class, two divisions a theme, three locks. A kind other than "usual" has
// half the money or half the land, every district beside half of the others, few
// different counts, up to five themes a district, or six locks.
func made(dir string, districts, themes int, seed uint64, kind string) error {
	r := rand.New(rand.NewPCG(seed, 15))
	tables := map[string][]string{"districts.csv": {"district,industrial_land_ha,free_land_ha,m0_land_ha,money_wan,themes_min,themes_max"},
		"themes.csv": {"theme,title,divisions,coarse,critical_firms,land_ha,money_wan"}, "adjacency.csv": {"entity,neighbour"}, "firms.csv": {"district,industry,count"}}
	add := func(name, format string, args ...any) {
		tables[name] = append(tables[name], fmt.Sprintf(format, args...))
	}
	most, near, money, land, theme, coarse := 2, 1, 13000, 50, 3, 7
	switch kind {
	case "money":
		money /= 2
	case "land":
		land /= 3
	case "dense":
		near = districts / 4
	case "wide":
		most, money, land, theme, coarse = 4, 2*money, 2*land, 5, 12
	}
	for d := range districts {
		add("districts.csv", "样%02d区,%d,%d,%d,%d,1,%d", d, 400+r.IntN(1500), 60+r.IntN(200), 10+r.IntN(60), 16000+r.IntN(20000), most+r.IntN(2))
		for k := range near {
			add("adjacency.csv", "样%02d区,样%02d区", d, (d+1+k)%districts)
		}
		for j := range 2 * themes {
			n := 10 + 40*r.ExpFloat64()
			if r.IntN(6) == 0 {
				n *= 4
			}
			if kind == "equal" {
				n = 40 * math.Ceil(n/80)
			}
			add("firms.csv", "样%02d区,%03d,%.0f", d, j, math.Round(n))
		}
	}
	for t := range themes {
		critical, area, cost := 20+r.IntN(60), 5+r.IntN(60), 2000+r.IntN(9000)
		if kind == "equal" {
			critical, area, cost = 40, 30, 5000
		}
		add("themes.csv", "t%02d,主题%02d,%03d %03d,大类%02d,%d,%d,%d", t, t, 2*t, 2*t+1, t/3, critical, area, cost)
	}
	for name, lines := range tables {
		if err := lineByLine(filepath.Join(dir, name), lines); err != nil {
			return err
		}
	}
	spec := []string{"title: 合成", "districts: districts.csv", "themes: themes.csv", "adjacency: adjacency.csv", "firms: firms.csv",
		"money_wan: " + strconv.Itoa(money*districts), "free_land_ha: " + strconv.Itoa(land*districts),
		"theme_districts_max: " + strconv.Itoa(theme), "coarse_districts_max: " + strconv.Itoa(coarse), "locks:"}
	locks := 3
	if kind == "locks" {
		locks = 6
	}
	for _, l := range []string{"样00区, theme: t05", "样04区, theme: t11", "样09区, theme: t02", "样02区, theme: t20", "样11区, theme: t28", "样13区, theme: t17"}[:locks] {
		spec = append(spec, "- {district: "+l+"}")
	}
	return lineByLine(filepath.Join(dir, citywide.AllocateFile), spec)
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
