package evaluate

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/internal/files"
)

func TestLogarithms(t *testing.T) {
	dir := t.TempDir()
	table := "u,t,y,z\na,1,1,0\na,2,10,1\na,3,,2\nb,1,100,3\n"
	if err := os.WriteFile(filepath.Join(dir, "p.csv"), []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	folder, err := files.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	f, err := readFrame(folder, "p.csv", "u", "t")
	if err != nil {
		t.Fatal(err)
	}
	absent := math.NaN()
	for text, want := range map[string][]float64{
		"log(y)":      {0, math.Log(10), absent, math.Log(100)},
		"lag(log(y))": {absent, 0, math.Log(10), absent},
		"log(lag(y))": {absent, 0, math.Log(10), absent},
		"log(y)^2":    {0, math.Log(10) * math.Log(10), absent, math.Log(100) * math.Log(100)},
		"log(y)*z":    {0, math.Log(10), absent, 3 * math.Log(100)},
	} {
		got, err := f.term(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		for i := range want {
			if got[i] != want[i] && !(math.IsNaN(got[i]) && math.IsNaN(want[i])) {
				t.Errorf("%s: row %d is %v, want %v", text, i, got[i], want[i])
			}
		}
		if !f.holds(text, "y") || f.holds(text, "u") {
			t.Errorf("%s: what it holds is not seen", text)
		}
	}
	if _, err := f.term("log(z)"); err == nil || !strings.Contains(err.Error(), "第 2 行") {
		t.Errorf("the logarithm of zero: %v", err)
	}
}
