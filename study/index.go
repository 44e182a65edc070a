package study

import (
	"slices"

	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/benchmark"
)

// Index computes the index of the study on its data; nil where the folder has no
// index.yaml. What the specification or the data do not allow is an error.
func (s *Study) Index(set *data.Set) (*benchmark.Result, error) {
	spec, err := s.indexSpec()
	if err != nil || spec == nil {
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

// indexSpec reads index.yaml; nil where there is none.
func (s *Study) indexSpec() (*benchmark.Spec, error) {
	if !s.Dir.Has(benchmark.SpecFile) {
		return nil, nil
	}
	return benchmark.ReadSpec(s.Dir, benchmark.SpecFile)
}

// measure computes the index for the claims about the concept that it measures;
// without such claims nothing is computed yet.
func (s *Study) measure(st *State, claims []diagnose.Claim) error {
	spec, err := s.indexSpec()
	if err != nil || spec == nil || spec.Data != benchmark.Study {
		return err
	}
	concept, err := spec.Concept(st.Set)
	if err != nil || concept == "" || !mentions(claims, concept) {
		return err
	}
	m, err := benchmark.NewMeasure(spec, st.Set, claims)
	if err != nil {
		return err
	}
	st.Index = m.Result
	st.measured = map[string]func(diagnose.Claim, *diagnose.Bench) (diagnose.Result, bool){concept: m.Judge}
	return nil
}

// mentions reports whether a claim, or a part of one, is about a concept.
func mentions(claims []diagnose.Claim, concept string) bool {
	return slices.ContainsFunc(claims, func(c diagnose.Claim) bool { return c.Concept == concept || mentions(c.Parts, concept) })
}
