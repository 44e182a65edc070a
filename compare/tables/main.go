// Command tables prints every number of a spreadsheet as we read it, one a
// line with its sheet and cell, and on stderr the seconds that reading took.
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: tables FILE")
		os.Exit(2)
	}
	raw, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	start := time.Now()
	grids, err := grid.Read(filepath.Base(os.Args[1]), raw)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	fmt.Fprintf(os.Stderr, "%.3f\n", time.Since(start).Seconds())
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, g := range grids {
		for r, row := range g.Rows {
			for c, cell := range row {
				if v, percent, ok := city.ParseNumber(cell.Text); ok && !cell.Merged {
					if percent {
						v = v.Shift(-2)
					}
					fmt.Fprintf(out, "%s\t%s\t%s\n", g.Sheet, grid.Name(r, c), v)
				}
			}
		}
	}
}
