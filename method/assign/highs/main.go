// Command highs puts the solver that npm installed where it is embedded: the
// WebAssembly module itself and the names of what it imports and exports, which
// its authors' build shortens and changes with every release. Run it by
// "make solver", in this folder.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

const (
	from = "node_modules/highs"
	to   = "../content"
)

func main() {
	if err := build(from, to); err != nil {
		fmt.Fprintln(os.Stderr, "highs:", err)
		os.Exit(2)
	}
}

// build reads the installed package and writes module, names and licence.
func build(from, to string) error {
	script, err := os.ReadFile(filepath.Join(from, "build", "highs.js"))
	if err != nil {
		return err
	}
	names, err := read(string(script))
	if err != nil {
		return err
	}
	var about struct{ Version string }
	raw, err := os.ReadFile(filepath.Join(from, "package.json"))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &about); err != nil {
		return err
	}
	names.Package = "npm highs " + about.Version
	list, err := json.MarshalIndent(names, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(to, "names.json"), append(list, '\n'), 0o644); err != nil {
		return err
	}
	for _, name := range []string{"build/highs.wasm", "LICENSE"} {
		raw, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, filepath.Base(name)), raw, 0o644); err != nil {
			return err
		}
	}
	return nil
}
