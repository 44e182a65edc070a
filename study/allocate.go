package study

import (
	"errors"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/design/citywide"
)

// allocation is which district takes which theme.
type allocation = citywide.Allocated

// Allocate decides which district takes which theme; nil where the folder has
// no allocate.yaml. What cannot be used is a *city.Error.
func (s *Study) Allocate() (*allocation, error) {
	if !s.Dir.Has(citywide.AllocateFile) {
		return nil, nil
	}
	out, err := citywide.Allocate(s.Dir, citywide.AllocateFile, s.Config.Seed)
	if err != nil {
		return nil, err
	}
	out.Version = Version
	if out.Title == "" {
		out.Title = s.Config.Title
	}
	out.Synthetic = out.Synthetic || strings.Contains(s.Config.Title, "合成") // a made-up study stays one
	return out, nil
}

// withoutSolver lets a run go on where the build has no solver: what needs it is
// left out, and a finding says so.
func (st *State) withoutSolver(err error, zh, en string) error {
	var e *city.Error
	if !errors.As(err, &e) || e.Code != "no_solver" {
		return err
	}
	st.Findings = append(st.Findings, citywide.AllocateCodes().Finding("A200", "%[1]s没有算：%[3]s", "%[2]s was left out: %[4]s", zh, en, e.Message.Zh, e.Message.En))
	return nil
}

// allocateFiles are those that Allocate read.
func (st *State) allocateFiles() []string {
	if st.Allocated == nil {
		return nil
	}
	out := []string{citywide.AllocateFile}
	for _, f := range st.Allocated.Inputs {
		out = append(out, f.Name)
	}
	return out
}
