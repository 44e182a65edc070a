package study

import (
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose/benchmark"
)

// Index computes the index of the study on its data; nil where the folder has no
// index.yaml. What the specification or the data do not allow is an error.
func (s *Study) Index(set *data.Set) (*benchmark.Result, error) {
	if !s.Dir.Has(benchmark.SpecFile) {
		return nil, nil
	}
	spec, err := benchmark.ReadSpec(s.Dir, benchmark.SpecFile)
	if err != nil {
		return nil, err
	}
	if spec.Data != benchmark.Study {
		return benchmark.Run(s.Dir, spec)
	}
	t, err := benchmark.FromStudy(spec, set)
	if err != nil {
		return nil, err
	}
	return benchmark.Compute(spec, t)
}
