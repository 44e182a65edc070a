// Package layers keeps the arrows of the house: which package may import
// which. It parses the files itself, so that a test that uses it is run again
// when any file changed.
package layers

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// Module is the module's import path.
const Module = "github.com/quanyu/quanyu"

// order gives the height of each root folder: a package may import folders
// that stand lower, never one that stands higher. Folders of the same height
// are apart from one another.
var order = map[string]int{
	"city": 0, "method": 0,
	"rule":    1,
	"catalog": 2,
	"data":    3, "diagnose": 4, "design": 5, "simulate": 6, "evaluate": 7, "track": 8, "brief": 9,
	"study":     10,
	"workbench": 11, "cmd": 12,
}

// inside gives the height of folders below one root folder, where it matters.
var inside = map[string]int{
	"data/grid": 0, "data/table": 1, "data": 2, "data/check": 3,
	"diagnose": 0, "diagnose/propose": 1, "diagnose/benchmark": 1,
	"brief/word": 0, "brief/exhibit": 1, "brief": 2, "brief/draft": 2,
}

// dimensions never import one another within a stage.
var dimensions = []string{"citywide", "industry", "ecosystem"}

// Breach is one import that goes the wrong way.
type Breach struct {
	File, Import, Why string
}

func (b Breach) String() string { return fmt.Sprintf("%s imports %s: %s", b.File, b.Import, b.Why) }

// Check reads every Go file below root, test files too, and lists breaches.
func Check(root string) ([]Breach, error) {
	var out []Breach
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); p != root && (strings.HasPrefix(n, ".") || n == "testdata" || n == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		src, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		for _, spec := range file.Imports {
			imp, _ := strconv.Unquote(spec.Path.Value)
			if why := wrong(path.Dir(rel), imp); why != "" {
				out = append(out, Breach{rel, imp, why})
			}
		}
		return nil
	})
	sort.Slice(out, func(i, j int) bool { return out[i].String() < out[j].String() })
	return out, err
}

// wrong says why the package in folder from may not import imp; "" if it may.
func wrong(from, imp string) string {
	to, ours := strings.CutPrefix(imp, Module+"/")
	if !ours || from == to {
		return ""
	}
	a, b := top(from), top(to)
	switch {
	case a == "compare":
		return ""
	case a == "internal":
		if b == "internal" || b == "city" {
			return ""
		}
		return "internal holds no domain knowledge: it imports internal and city only"
	case b == "internal":
		return ""
	}
	ha, known := order[a]
	if !known {
		return "folder " + a + " has no place in internal/layers"
	}
	hb, known := order[b]
	if !known {
		return "folder " + b + " has no place in internal/layers"
	}
	if da, db := dimension(from), dimension(to); a == b && da != "" && db != "" && da != db {
		return "the three dimensions never import one another"
	}
	if a == b {
		if la, ok := inside[from]; ok {
			if lb, ok := inside[to]; ok && lb >= la {
				return to + " stands above " + from
			}
		}
		return ""
	}
	if hb >= ha {
		return b + " stands above " + a + ", or beside it"
	}
	return ""
}

func top(p string) string { first, _, _ := strings.Cut(p, "/"); return first }

func dimension(p string) string {
	for _, part := range strings.Split(p, "/") {
		for _, d := range dimensions {
			if part == d {
				return d
			}
		}
	}
	return ""
}
