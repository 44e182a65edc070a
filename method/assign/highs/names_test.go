package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Made up, in the form of a shortened script.
const script = `function getWasmImports(){var imports={q:wasmImports};return imports}` +
	`function initRuntime(){done=true;if(!FS.initialized)FS.init();wasmExports["z"]();FS.x=false}` +
	`_Highs_run=Module["_Highs_run"]=wasmExports["$"];_free=Module["_free"]=wasmExports["aa"];memory=wasmMemory=wasmExports["m"];` +
	`var wasmImports={a:___cxa_throw,b:_fd_write};`

func TestRead(t *testing.T) {
	n, err := read(script)
	if err != nil {
		t.Fatal(err)
	}
	if n.Module != "q" || n.Start != "z" || n.Memory != "m" || n.Imports["a"] != "cxa_throw" || n.Imports["b"] != "fd_write" ||
		len(n.Imports) != 2 || n.Exports["Highs_run"] != "$" || n.Exports["free"] != "aa" || len(n.Exports) != 2 {
		t.Errorf("%+v", n)
	}
}

// A release that names things otherwise must fail, and say what is not found.
func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ from, to, says string }{
		{"imports={q", "imported={q", "module"}, {"initRuntime", "begin", "constructors"}, {"wasmMemory=", "heap=", "memory"},
		{"var wasmImports", "var given", "list"}, {"a:___cxa_throw", "___cxa_throw", "pair"}, {`"_`, `"`, "no export"},
	} {
		if _, err := read(strings.ReplaceAll(script, c.from, c.to)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("without %q: %v", c.from, err)
		}
	}
}

// The installed release, where there is one, gives every name that the solver
// calls, and what is embedded was made from it.
func TestInstalled(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(from, "build", "highs.js"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%v: make solver", err)
		}
		t.Skip("the solver is not installed: make solver, with npm")
	}
	n, err := read(string(raw))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Highs_create", "Highs_passMip", "Highs_run", "Highs_getSolution", "Highs_getModelStatus", "malloc"} {
		if n.Exports[name] == "" {
			t.Errorf("no name for %s", name)
		}
	}
	for _, name := range []string{"package.json", "package-lock.json"} {
		if raw, err := os.ReadFile(name); err != nil || !strings.Contains(string(raw), `"highs": "1.15.3"`) {
			t.Errorf("%s does not fix the release: %v", name, err)
		}
	}
	dir := t.TempDir()
	if err := build(from, dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"names.json", "highs.wasm", "LICENSE"} {
		made, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if there, err := os.ReadFile(filepath.Join(to, name)); err != nil || string(there) != string(made) {
			t.Errorf("%s is not what the installed release gives (%v): make solver", name, err)
		}
	}
}
