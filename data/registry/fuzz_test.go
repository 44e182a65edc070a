package registry

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// FuzzOpen: no bytes may bring the reader down or hold it up; what can't be
// read is a located error in both languages, and rows come whole.
func FuzzOpen(f *testing.F) {
	f.Add([]byte(register))
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String(register)
	f.Add([]byte(gb))
	f.Add([]byte("id;staff\n=\"007\";\"3\"\"\n"))
	f.Add([]byte("从业人数\t营业收入(亿元)\n1e3\t-0x1p-2\n,,\n\"a\nb\"\t1,2\n"))
	var p bytes.Buffer
	batch := &rule.Batch{Entity: "firm", Rows: 3, Columns: map[string]*rule.Column{
		"staff": {Numbers: []float64{1, 2, 3}, Missing: []bool{false, true, false}}, "listed": {Numbers: []float64{1, 0, 1}}, "registered": {Numbers: []float64{1, 2, 3}},
		"id": {Codes: []int32{0, 1, 2}, Words: []string{"a", "b", "c"}}, "industry": {Codes: []int32{0, 0, 1}, Words: []string{"39", "65"}},
	}}
	if err := Write(&p, firmFields(), nil, batch); err != nil {
		f.Fatal(err)
	}
	f.Add(p.Bytes())
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<16 {
			return
		}
		slow := time.AfterFunc(20*time.Second, func() { panic("still reading after 20 s") })
		defer slow.Stop()
		path := filepath.Join(dir, "x")
		if err := os.WriteFile(path, raw, 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := Open(path, firmFields(), Options{})
		if err == nil {
			defer r.Close()
			err = r.Check(2)
		}
		if err == nil {
			for _, x := range r.Findings() {
				if x.Message.Zh == "" || x.Message.En == "" || strings.Contains(x.Message.Zh, "%!") {
					t.Fatalf("finding %+v", x)
				}
			}
			return
		}
		var e *city.Error
		if !errors.As(err, &e) || e.Message.Zh == "" || e.Message.En == "" {
			t.Fatalf("no located error: %v", err)
		}
	})
}
