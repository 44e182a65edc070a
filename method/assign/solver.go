package assign

import (
	"context"
	"embed"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/quanyu/quanyu/method/panel"
	"github.com/tetratelabs/wazero"
)

// The faults of this package.
const (
	NoSolver panel.Kind = "no_solver" // this build has none embedded
	Failed   panel.Kind = "failed"    // the solver stopped by itself; Names has what it said
)

//go:embed content
var content embed.FS

// Solver is the compiled solver. It may be used by several goroutines at once.
type Solver struct {
	Version string // of HiGHS
	Package string // that it came in

	runtime wazero.Runtime
	module  wazero.CompiledModule
	names   names
}

// names are those of the module, as the build found them; see highs/names.go.
type names struct {
	Package, Module, Start, Memory string
	Imports, Exports               map[string]string
}

// Open compiles the solver, once a machine: what was compiled is kept in the
// user's cache folder. A build without the solver is the fault NoSolver. Close it
// when done.
func Open() (*Solver, error) {
	module, err := content.ReadFile("content/highs.wasm")
	if err != nil {
		return nil, panel.Faulty(NoSolver)
	}
	list, err := content.ReadFile("content/names.json")
	if err != nil {
		return nil, panel.Faulty(NoSolver)
	}
	s := &Solver{}
	if err := json.Unmarshal(list, &s.names); err != nil {
		return nil, panel.Faulty(Failed, err.Error())
	}
	ctx := context.Background()
	config := wazero.NewRuntimeConfig()
	if cache := compiled(); cache != nil {
		config = config.WithCompilationCache(cache)
	}
	s.runtime, s.Package = wazero.NewRuntimeWithConfig(ctx, config), s.names.Package
	if s.module, err = s.runtime.CompileModule(ctx, module); err == nil {
		err = s.host(ctx)
	}
	if err == nil {
		s.Version, err = s.version()
	}
	if err != nil {
		s.Close()
		return nil, panel.Faulty(Failed, err.Error())
	}
	return s, nil
}

// Close gives back what the solver holds.
func (s *Solver) Close() { s.runtime.Close(context.Background()) }

// compiled is the folder of compiled code; nil where there can be none, and the
// solver is compiled again.
func compiled() wazero.CompilationCache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "quanyu", "solver"))
	if err != nil {
		return nil
	}
	return cache
}
