package data

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/internal/files"
)

// BenchmarkFacts loads 20,000 hand-keyed rows.
func BenchmarkFacts(b *testing.B) {
	var text strings.Builder
	text.WriteString("place,indicator,period,value,unit\n")
	places := []string{"北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏"}
	for i := range 20000 {
		fmt.Fprintf(&text, "%s,指标%d,%d,%d,家\n", places[i%10], i/300, 1990+i/10%30, i)
	}
	dir := b.TempDir()
	f, err := files.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if err := f.Write("facts.csv", []byte(text.String())); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, _, err := Load(f, Options{})
		if err != nil || len(s.Observations) != 20000 {
			b.Fatal(err)
		}
	}
}
