package grid

import (
	"bytes"
	"fmt"
	"runtime"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"
)

// large is a workbook of 100,000 rows and 10 columns, made once.
var large = sync.OnceValue(func() []byte {
	f := excelize.NewFile()
	defer f.Close()
	style, err := f.NewStyle(&excelize.Style{NumFmt: 2})
	if err != nil {
		panic(err)
	}
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		panic(err)
	}
	for r := range 100_000 {
		row := []any{fmt.Sprintf("企业%d", r), "武汉市", 2018}
		for c := range 7 {
			row = append(row, excelize.Cell{StyleID: style, Value: float64(r*7+c) / 7})
		}
		if err := w.SetRow(fmt.Sprintf("A%d", r+1), row); err != nil {
			panic(err)
		}
	}
	if err := w.Flush(); err != nil {
		panic(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		panic(err)
	}
	return out.Bytes()
})

func TestLarge(t *testing.T) {
	raw := large()
	grids, err := Read("a.xlsx", raw)
	if err != nil {
		t.Fatal(err)
	}
	g := grids[0]
	if len(g.Rows) != 100_000 || g.Width() != 10 || g.At(99_999, 9).Text != "99999.86" || g.At(7, 3).Text != "7.00" {
		t.Errorf("%d rows, last %q", len(g.Rows), g.At(99_999, 9).Text)
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapAlloc > 150<<20 { // what is kept; the peak is measured in the benchmark
		t.Errorf("%d MB are kept", m.HeapAlloc>>20)
	}
	runtime.KeepAlive(grids)
}

func BenchmarkRead100000Rows(b *testing.B) {
	raw := large()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read("a.xlsx", raw); err != nil {
			b.Fatal(err)
		}
	}
}
