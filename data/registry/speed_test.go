package registry

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/quanyu/quanyu/rule"
)

// large writes a register of so many rows and 30 fields: 22 numbers, four
// flags, a date and three texts, a tenth of them missing.
func large(b *testing.B, rows int) (string, []*rule.Field) {
	var fields []*rule.Field
	for i := range 22 {
		fields = append(fields, &rule.Field{Name: fmt.Sprint("x", i), Entity: "firm", Unit: yuan})
	}
	for i := range 4 {
		fields = append(fields, &rule.Field{Name: fmt.Sprint("b", i), Entity: "firm", Kind: rule.Bool})
	}
	fields = append(fields, &rule.Field{Name: "d", Entity: "firm", Kind: rule.Date}, &rule.Field{Name: "id", Entity: "firm", Kind: rule.Words},
		&rule.Field{Name: "district", Entity: "firm", Kind: rule.Words}, &rule.Field{Name: "industry", Entity: "firm", Kind: rule.Words})
	path := filepath.Join(b.TempDir(), "large.parquet")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	groups := (rows + BatchRows - 1) / BatchRows
	err = Generate(f, fields, nil, groups, 0, func(g int) *rule.Batch {
		batch := &rule.Batch{Entity: "firm", Rows: min(BatchRows, rows-g*BatchRows), Columns: map[string]*rule.Column{}}
		for k, field := range fields {
			c := &rule.Column{Missing: make([]bool, batch.Rows)}
			for i := range batch.Rows {
				c.Missing[i] = (i+k)%10 == 0 && field.Name != "id"
			}
			switch {
			case field.Name == "id":
				for i := range batch.Rows {
					c.Codes, c.Words = append(c.Codes, int32(i)), append(c.Words, fmt.Sprintf("91990001%09d0", g*BatchRows+i))
				}
			case field.Kind == rule.Words:
				c.Words = []string{"39", "65", "13", "73"}
				for i := range batch.Rows {
					c.Codes = append(c.Codes, int32(i%4))
				}
			default:
				for i := range batch.Rows {
					x := float64(i * (k + 7919) % 1000003)
					if field.Kind == rule.Bool {
						x = float64(i / 3 % 2)
					}
					c.Numbers = append(c.Numbers, x)
				}
			}
			batch.Columns[field.Name] = c
		}
		return batch
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return path, fields
}

func names(fields []*rule.Field) (out []string) {
	for _, f := range fields {
		out = append(out, f.Name)
	}
	return out
}

func read(b *testing.B, path string, fields []*rule.Field, check bool) {
	for b.Loop() {
		r, err := Open(path, fields, Options{})
		if err != nil {
			b.Fatal(err)
		}
		var rows atomic.Int64
		if check {
			err = r.Check(0)
		} else {
			err = r.Each(names(fields), 0, func(_ int, batch *rule.Batch) error { rows.Add(int64(batch.Rows)); return nil })
		}
		if err != nil || !check && rows.Load() == 0 {
			b.Fatal(err)
		}
		r.Close()
	}
}

func BenchmarkParquet1M(b *testing.B) {
	path, fields := large(b, 1_000_000)
	info, _ := os.Stat(path)
	b.Run("each", func(b *testing.B) { b.SetBytes(info.Size()); read(b, path, fields, false) })
	b.Run("check", func(b *testing.B) { read(b, path, fields, true) })
}

func BenchmarkCSV(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("统一社会信用代码,所在区,行业,成立日期,从业人数,科技人员,营业收入(万元),研发费用(万元),是否上市\n")
	for i := range 100_000 {
		fmt.Fprintf(&text, "91990001%09d0,东区,%d,2015-03-01,%d,%d,%d.5,%d,是\n", i, 13+i%30, i%300, i%30, i%10007, i%1009)
	}
	path := filepath.Join(b.TempDir(), "a.csv")
	if err := os.WriteFile(path, text.Bytes(), 0o644); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(text.Len()))
	b.Run("100k", func(b *testing.B) { b.SetBytes(int64(text.Len())); read(b, path, firmFields(), false) })
}
