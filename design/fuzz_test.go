package design

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// A specification is read or refused by a located error; it never panics.
func FuzzReadSpec(f *testing.F) {
	f.Add(counted2019)
	f.Add("date: 2019-12-31\nregistry: a.csv\nbudget: [{name: x, limit: 5亿元}]\nranking: [-staff]\n")
	f.Add("date: [2019]\ncounts: {}\n")
	dir := f.TempDir()
	folder, err := files.Open(dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(filepath.Join(dir, SpecFile), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := ReadSpec(folder, SpecFile)
		var e *city.Error
		if err != nil && (!errors.As(err, &e) || e.File == "") {
			t.Errorf("%q: %v", text, err)
		}
	})
}
