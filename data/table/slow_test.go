package table

import (
	"fmt"
	"github.com/quanyu/quanyu/data/grid"
	"math/rand"
	"os"
	"testing"
	"time"
)

func TestSlow(t *testing.T) {
	if os.Getenv("SLOW") == "" {
		t.Skip()
	}
	worst := time.Duration(0)
	vals := 0
	errs := 0
	for seed := int64(0); seed < 1500; seed++ {
		r := rand.New(rand.NewSource(seed))
		g := &grid.Grid{File: "表.csv"}
		rows, cols := r.Intn(20), r.Intn(10)
		if seed%2 == 0 {
			g.Rows = append(g.Rows, saneHead(r, cols))
		}
		for i := 0; i < rows; i++ {
			var row []grid.Cell
			for j := 0; j < cols; j++ {
				row = append(row, grid.Cell{Text: words[r.Intn(len(words))], Merged: r.Intn(8) == 0})
			}
			g.Rows = append(g.Rows, row)
		}
		s := time.Now()
		checkRead(t, g)
		d := time.Since(s)
		tb, err := Read(g, testPlaces, testIndicators, Hints{})
		if err != nil {
			errs++
		} else {
			vals += len(tb.Values)
		}
		if d > worst {
			worst = d
			fmt.Println(seed, rows, cols, d)
		}
	}
	fmt.Println(vals, errs)
}
