package design

import (
	"bytes"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/quanyu/quanyu/rule"
)

// The masks stand in the order of the registry, whatever the order of batches,
// and say what the counts say.
func TestMasks(t *testing.T) {
	both, o := library(t), options(t)
	list := random(3000)
	var first []byte
	for _, workers := range []int{1, 3} {
		var raw bytes.Buffer
		m := NewMasks(&raw)
		o.Masks, o.Workers = m, workers
		a, err := Apply(memory(batch(list[:700]), batch(list[700:900]), batch(list[900:])), both, o)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = bytes.Clone(raw.Bytes())
			checkMasks(t, first, list, a)
		} else if !bytes.Equal(first, raw.Bytes()) {
			t.Errorf("other bytes on %d workers", workers)
		}
	}
}

func checkMasks(t *testing.T, raw []byte, list []firm, a *Applied) {
	t.Helper()
	rows, err := parquet.Read[struct {
		ID      string `parquet:"id"`
		Award   string `parquet:"yc.innovators"`
		Patents string `parquet:"yc.patents"`
	}](bytes.NewReader(raw), int64(len(raw)))
	if err != nil || len(rows) != len(list) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	met := int64(0)
	for i, r := range rows {
		if want := map[bool]rule.State{true: rule.Met, false: rule.Unmet}[list[i].ip >= 1]; r.ID != list[i].id || r.Patents != want.String() {
			t.Fatalf("row %d: %+v of %+v", i, r, list[i])
		}
		if r.Award == rule.Met.String() {
			met++
		}
	}
	for _, p := range a.Programmes {
		if p.ID == "yc.innovators" && p.Met != met {
			t.Errorf("%d firms are met in the masks, %d in the counts", met, p.Met)
		}
	}
}
