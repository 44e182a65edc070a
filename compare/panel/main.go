// Command panel makes a synthetic panel, estimates it with two-way effects and
// errors clustered by unit, and prints the seconds that the estimation took, by
// the clock and of processors, the most memory held and each coefficient with
// its error. With a folder it writes
// the panel there for another tool: whole numbers of 32 bits and numbers of 64
// bits, little-endian, one file a column.
package main

import (
	"bufio"
	"encoding/binary"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/quanyu/quanyu/method/panel"
)

const regressors = 5

func main() {
	units := flag.Int("units", 1_000_000, "units")
	periods := flag.Int("periods", 10, "periods")
	rows := flag.Int("rows", 0, "rows of a unit, in periods drawn at random; 0 is one in each period")
	folder := flag.String("write", "", "write the panel to this folder")
	flag.Parse()
	d := synthetic(*units, *periods, *rows)
	if *folder != "" {
		if err := write(*folder, d); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	runtime.GC()
	start, before := time.Now(), processor()
	r, err := panel.Fit(d, panel.Options{UnitEffects: true, PeriodEffects: true, Errors: panel.Clustered})
	seconds, busy := time.Since(start).Seconds(), processor()-before
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	fmt.Printf("rows\t%d\nseconds\t%.3f\nprocessor\t%.2f\nmib\t%d\n", len(r.Residuals), seconds, busy, peak())
	for _, term := range r.Terms {
		fmt.Printf("%s\t%.17g\t%.17g\n", term.Name, term.Coefficient, term.StandardError)
	}
}

// synthetic is y = sum of j x(j)/10 + effects + noise; regressors depend on the
// effects too.
func synthetic(units, periods, rows int) panel.Data {
	r := rand.New(rand.NewPCG(1, 2))
	normal := func(n int) []float64 {
		out := make([]float64, n)
		for i := range out {
			out[i] = r.NormFloat64()
		}
		return out
	}
	unit, period := normal(units), normal(periods)
	n := units * periods
	if rows > 0 {
		n = units * rows
	}
	d := panel.Data{Unit: make([]int, n), Period: make([]int, n), Outcome: make([]float64, n), OutcomeName: "y"}
	for i := range n {
		d.Unit[i], d.Period[i] = i/(n/units), i%periods
	}
	if rows > 0 {
		for u := range units {
			draw(r, d.Period[u*rows:(u+1)*rows], periods)
		}
	}
	for j := range regressors {
		x := normal(n)
		for i := range x {
			x[i] += unit[d.Unit[i]] + float64(j)*period[d.Period[i]]
			d.Outcome[i] += float64(j+1) / 10 * x[i]
		}
		d.Regressors, d.Names = append(d.Regressors, x), append(d.Names, fmt.Sprintf("x%d", j+1))
	}
	for i := range n {
		d.Outcome[i] += 3*unit[d.Unit[i]] + period[d.Period[i]] + r.NormFloat64()
	}
	return d
}

// draw fills a list with distinct numbers under n.
func draw(r *rand.Rand, list []int, n int) {
	taken := map[int]bool{}
	for i := range list {
		v := r.IntN(n)
		for taken[v] {
			v = r.IntN(n)
		}
		taken[v], list[i] = true, v
	}
}

func write(folder string, d panel.Data) error {
	columns := map[string]any{"unit": narrow(d.Unit), "period": narrow(d.Period), "y": d.Outcome}
	for j, name := range d.Names {
		columns[name] = d.Regressors[j]
	}
	for name, column := range columns {
		f, err := os.Create(filepath.Join(folder, name+".bin"))
		if err != nil {
			return err
		}
		out := bufio.NewWriterSize(f, 1<<20)
		if err := binary.Write(out, binary.LittleEndian, column); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

func narrow(values []int) []int32 {
	out := make([]int32, len(values))
	for i, v := range values {
		out[i] = int32(v)
	}
	return out
}

// peak is the most memory that the process held, in MiB; 0 where the system
// does not tell.
func peak() int {
	raw, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(raw)) {
		var kib int
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kib); err == nil {
			return kib >> 10
		}
	}
	return 0
}

// processor is the seconds of processors that the process took, in hundredths;
// 0 where the system does not tell.
func processor() float64 {
	raw, _ := os.ReadFile("/proc/self/stat")
	fields := strings.Fields(string(raw))
	if len(fields) < 15 {
		return 0
	}
	user, _ := strconv.Atoi(fields[13])
	system, _ := strconv.Atoi(fields[14])
	return float64(user+system) / 100
}
