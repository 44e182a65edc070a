// Package sizes holds files and functions to the house's habit: a file over
// 500 lines or a function over 150 wants a reason.
package sizes

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

const (
	maxFile     = 500
	maxFunction = 150
)

// reasoned lists the files and functions ("file:function") that may be longer,
// each with its reason.
var reasoned = map[string]string{}

func TestSizes(t *testing.T) {
	var files, functions []int
	used := map[string]bool{}
	err := filepath.WalkDir("../..", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); n != ".." && (strings.HasPrefix(n, ".") || n == "testdata" || n == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		rel, _ := filepath.Rel("../..", p)
		rel = filepath.ToSlash(rel)
		src, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, p, src, 0)
		if err != nil {
			return err
		}
		lines := set.Position(file.End()).Line
		files = append(files, lines)
		if lines > maxFile {
			used[rel] = true
			if reasoned[rel] == "" && !strings.HasSuffix(rel, "_test.go") {
				t.Errorf("%s has %d lines, over %d, without a reason", rel, lines, maxFile)
			}
		}
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			n := set.Position(fn.End()).Line - set.Position(fn.Pos()).Line + 1
			functions = append(functions, n)
			key := rel + ":" + fn.Name.Name
			if n > maxFunction {
				used[key] = true
				if reasoned[key] == "" && !strings.HasSuffix(rel, "_test.go") {
					t.Errorf("%s has %d lines, over %d, without a reason", key, n, maxFunction)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no Go file was read")
	}
	for key := range reasoned {
		if !used[key] {
			t.Errorf("%s is in the list and is not over any size any more", key)
		}
	}
	sort.Ints(files)
	sort.Ints(functions)
	at := func(v []int, q float64) int { return v[int(q*float64(len(v)-1))] }
	t.Logf("%d files: median %d lines, nine in ten under %d, longest %d", len(files), at(files, .5), at(files, .9), at(files, 1))
	t.Logf("%d functions: median %d lines, nine in ten under %d, longest %d", len(functions), at(functions, .5), at(functions, .9), at(functions, 1))
}
