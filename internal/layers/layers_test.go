package layers

import (
	"os"
	"path/filepath"
	"testing"
)

func TestArrows(t *testing.T) {
	breaches, err := Check("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range breaches {
		t.Error(b)
	}
}

// A planted breach of each kind is found, or the test above says nothing.
func TestFindsBreaches(t *testing.T) {
	dir := t.TempDir()
	plant := map[string]string{
		"city/a.go":                  Module + "/catalog",
		"method/panel/a.go":          Module + "/city",
		"data/a_test.go":             Module + "/diagnose",
		"data/grid/a.go":             Module + "/data/table",
		"diagnose/citywide/a.go":     Module + "/diagnose/industry",
		"internal/x/a.go":            Module + "/data",
		"helpers/a.go":               Module + "/city",
		"brief/a.go":                 Module + "/study",
		"workbench/a.go":             Module + "/cmd/quanyu",
		"brief/draft/right_arrow.go": Module + "/diagnose/propose",
		"cmd/quanyu/right_arrow.go":  Module + "/study",
	}
	for name, imp := range plant {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte("package a\nimport _ \""+imp+"\"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	breaches, err := Check(dir)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, b := range breaches {
		found[b.File] = true
	}
	for name := range plant {
		if right := filepath.Base(name) == "right_arrow.go"; found[name] == right {
			t.Errorf("%s: found as a breach is %v", name, found[name])
		}
	}
}
