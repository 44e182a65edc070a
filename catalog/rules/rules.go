// Package rules 规则: the law as code that comes with the program: high-tech
// enterprises, technology-based SMEs, income tax reliefs, technology transfer,
// incubators, and what Wuhan and Hubei add. README.md lists the programmes and
// what isn't encoded, with why.
package rules

import (
	"embed"
	"io/fs"
	"slices"
	"sync"

	"github.com/quanyu/quanyu/rule"
)

//go:embed *.yaml land/fields.yaml land/*-20*.yaml
var content embed.FS

// Files gives the shipped files, by name.
func Files() []rule.File {
	names := slices.Concat(glob("*.yaml"), glob("land/*.yaml"))
	out := make([]rule.File, len(names))
	for i, n := range names {
		raw, err := content.ReadFile(n)
		if err != nil {
			panic("catalog/rules: " + err.Error())
		}
		out[i] = rule.File{Name: "catalog/rules/" + n, Data: raw}
	}
	return out
}

func glob(pattern string) []string {
	names, err := fs.Glob(content, pattern)
	if err != nil {
		panic("catalog/rules: " + err.Error())
	}
	return names
}

// Library reads the shipped rules, once. An error is a fault of the build, or
// of a change to the files.
var Library = sync.OnceValues(func() (*rule.Library, error) { return rule.Read(Files()...) })
