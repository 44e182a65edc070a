package main

import (
	"fmt"
	"regexp"
	"strings"
)

// Names are those of the solver's module: of each import and export the name
// in C by, or to, the shortened one.
type Names struct {
	Package string            `json:"package"`
	Module  string            `json:"module"`  // that the imports come from
	Start   string            `json:"start"`   // runs the constructors, once
	Memory  string            `json:"memory"`  //
	Imports map[string]string `json:"imports"` // by the shortened name
	Exports map[string]string `json:"exports"` // by the name in C
}

var (
	module  = regexp.MustCompile(`imports=\{(\w+):wasmImports\}`)
	start   = regexp.MustCompile(`function initRuntime\(\)\{[^}]*?wasmExports\["([^"]+)"\]\(\)`)
	memory  = regexp.MustCompile(`wasmMemory=wasmExports\["([^"]+)"\]`)
	imports = regexp.MustCompile(`var wasmImports=\{([^}]*)\}`)
	exports = regexp.MustCompile(`\b_(Highs_\w+|malloc|free)=Module\["_\w+"\]=wasmExports\["([^"]+)"\]`)
)

// read finds the names in the script that goes with the module.
func read(script string) (*Names, error) {
	n := &Names{Imports: map[string]string{}, Exports: map[string]string{}}
	var list string
	for _, one := range []struct {
		what string
		by   *regexp.Regexp
		into *string
	}{{"module of the imports", module, &n.Module}, {"constructors", start, &n.Start}, {"memory", memory, &n.Memory}, {"list of the imports", imports, &list}} {
		found := one.by.FindStringSubmatch(script)
		if found == nil {
			return nil, fmt.Errorf("highs.js: the %s cannot be found; names.go has to learn this release", one.what)
		}
		*one.into = found[1]
	}
	for _, pair := range strings.Split(list, ",") {
		short, name, ok := strings.Cut(strings.TrimSpace(pair), ":")
		if !ok {
			return nil, fmt.Errorf("highs.js: the import %q is not a pair", pair)
		}
		n.Imports[short] = strings.TrimLeft(name, "_")
	}
	for _, m := range exports.FindAllStringSubmatch(script, -1) {
		n.Exports[m[1]] = m[2]
	}
	if len(n.Exports) == 0 {
		return nil, fmt.Errorf("highs.js: no export is named; names.go has to learn this release")
	}
	return n, nil
}
