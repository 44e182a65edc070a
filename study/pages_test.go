package study

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every code of a finding that stands anywhere in the program is explained.
func TestPagesExplainCodes(t *testing.T) {
	known := map[string]bool{}
	for _, p := range Pages() {
		if known[p.Code] = true; p.Title.Zh == "" || p.Title.En == "" || p.Text.Zh == "" || p.Text.En == "" {
			t.Errorf("%s: %+v", p.Code, p)
		}
	}
	code, found := regexp.MustCompile(`"([A-Z]\d{3})"`), 0
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
			return err
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		raw, err := os.ReadFile(name)
		for _, m := range code.FindAllStringSubmatch(string(raw), -1) {
			if found++; !known[m[1]] {
				t.Errorf("%s in %s is explained nowhere", m[1], name)
			}
		}
		return err
	})
	if err != nil || found < 50 {
		t.Errorf("%d codes, %v", found, err)
	}
}
