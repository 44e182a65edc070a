package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/quanyu/quanyu/method/assign"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the commands print into the manual and the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"quanyu": func() { os.Exit(Main(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// Each script under testdata/script runs commands as a person types them. The
// worked study lies in $STUDIES.
func TestScripts(t *testing.T) {
	studies, err := filepath.Abs("../../studies")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Condition: func(name string) (bool, error) {
			if name != "solver" {
				return false, fmt.Errorf("no such condition: %s", name)
			}
			return hasSolver()
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("STUDIES", studies)
			return os.CopyFS(filepath.Join(env.WorkDir, "studies"), os.DirFS(studies))
		},
	})
}

// hasSolver says whether this build has the solver of integer programs; where CI
// runs it has to.
func hasSolver() (bool, error) {
	s, err := assign.Open()
	if err == nil {
		s.Close()
		return true, nil
	}
	if os.Getenv("CI") == "true" {
		return false, fmt.Errorf("%w: make solver", err)
	}
	return false, nil
}

// solved are the chapters whose commands need the solver.
var solved = []string{"120-allocate.md", "125-land.md"}

// Every block of the manual that begins with "$ quanyu" runs, in one folder
// for each chapter that holds a copy of the studies; what is printed must be
// what the manual shows. A line "……" stands for any lines.
func TestManual(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	chapters, err := filepath.Glob(filepath.Join(root, "docs", "manual", "*.md"))
	if err != nil || len(chapters) == 0 {
		t.Fatalf("no chapter of the manual: %v", err)
	}
	ran := 0
	for _, name := range chapters {
		t.Run(filepath.Base(name), func(t *testing.T) {
			if slices.Contains(solved, filepath.Base(name)) {
				if has, err := hasSolver(); err != nil {
					t.Fatal(err)
				} else if !has {
					t.Skip("this build has no solver: make solver embeds it, with npm")
				}
			}
			dir := t.TempDir()
			if err := os.CopyFS(filepath.Join(dir, "studies"), os.DirFS(filepath.Join(root, "studies"))); err != nil {
				t.Fatal(err)
			}
			_ = os.RemoveAll(filepath.Join(dir, "studies", "wuhan-2019", "out"))
			t.Chdir(dir)
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text, n := runBlocks(t, string(raw))
			ran += n
			if *update && text != string(raw) {
				if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	if ran == 0 {
		t.Error("no block of the manual ran")
	}
}

// runBlocks runs the blocks of one chapter and gives it with what was printed.
// A fence with a language (```yaml) opens a block that is not run.
func runBlocks(t *testing.T, text string) (string, int) {
	parts := strings.SplitAfter(text, "```")
	n := 0
	for i := 1; i < len(parts); i += 2 {
		block, is := strings.CutPrefix(strings.TrimSuffix(parts[i], "```"), "\n$ quanyu ")
		if !is {
			continue
		}
		n++
		line, want, _ := strings.Cut(block, "\n")
		var out bytes.Buffer
		status := Main(context.Background(), strings.Fields(line), strings.NewReader(""), &out, &out)
		if status > exitFindings && !strings.Contains(want, "错误：") {
			t.Errorf("%s: exit status %d\n%s", line, status, out.String())
		}
		if d := shownDiff(want, out.String()); d != "" {
			if !*update {
				t.Errorf("%s prints something else than the manual shows (-manual +printed):\n%s", line, d)
			}
			parts[i] = "\n$ quanyu " + line + "\n" + out.String() + "```"
		}
	}
	return strings.Join(parts, ""), n
}

// shownDiff compares line by line; "……" alone on a line stands for any lines.
func shownDiff(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	if matches(w, g) {
		return ""
	}
	return cmp.Diff(w, g)
}

func matches(w, g []string) bool {
	switch {
	case len(w) == 0:
		return len(g) == 0
	case w[0] == "……":
		for i := range len(g) + 1 {
			if matches(w[1:], g[i:]) {
				return true
			}
		}
		return false
	}
	return len(g) > 0 && strings.TrimRight(w[0], " ") == strings.TrimRight(g[0], " ") && matches(w[1:], g[1:])
}
