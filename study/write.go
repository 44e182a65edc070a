package study

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// write stages every document and then gives them their names. One that is
// open in another program is left out and named; any other fault leaves all of
// them as they were.
func (s *Study) write(out *Outcome, docs []document) (err error) {
	m := Manifest{Program: "quanyu", Version: Version, Seed: s.Config.Seed}
	if m.Inputs, err = s.inputs(out.State); err != nil {
		return err
	}
	var faults []error
	var staged []*files.Staged
	undo := func(err error) error {
		for _, f := range staged {
			f.Discard()
		}
		return errors.Join(append([]error{err}, faults...)...)
	}
	stage := func(name string, raw []byte) error {
		f, err := s.Dir.Stage(name, raw)
		if err == nil {
			staged = append(staged, f)
		}
		return err
	}
	for _, d := range docs {
		err := stage(d.File, d.raw)
		if isLocked(err) {
			faults = append(faults, err)
			continue
		}
		if err != nil {
			return undo(err)
		}
		if !d.aside {
			out.Outputs = append(out.Outputs, d.Output)
		}
		m.Results = append(m.Results, NamedSHA256{d.File, files.Hash(d.raw)})
	}
	raw, err := m.encode()
	if err == nil {
		err = stage("out/manifest.json", raw)
	}
	if err != nil {
		out.Outputs = nil
		return undo(err)
	}
	for _, f := range staged {
		if err := f.Commit(); err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

func isLocked(err error) bool {
	var e *city.Error
	return errors.As(err, &e) && e.Code == "locked"
}

// checkedName is the file that a commented draft goes to: two drafts of one
// name get two, and a name that is too long for a disk is cut.
func checkedName(draft string, taken map[string]bool) string {
	stem := strings.TrimSuffix(path.Base(draft), path.Ext(draft))
	for len(stem) > 200 {
		r := []rune(stem)
		stem = string(r[:len(r)-1])
	}
	name := stem + "-checked.docx"
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s-checked-%d.docx", stem, n)
	}
	taken[strings.ToLower(name)] = true
	return path.Join("out", name)
}
