package study

import (
	"slices"

	"github.com/quanyu/quanyu/brief/draft"
	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/diagnose/propose"
)

// Index computes the index of the study on its data; nil where the folder has no
// index.yaml. What the specification or the data do not allow is an error. Runs of
// the numbers in replay are shown whole, beside those that the specification names.
func (s *Study) Index(set *data.Set, replay ...int) (*benchmark.Result, error) {
	spec, err := s.indexSpec()
	if err != nil || spec == nil {
		return nil, err
	}
	if err := spec.ShowRuns(replay); err != nil {
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

// measure computes the index for the claims about the concepts that it measures;
// without such claims nothing is computed yet.
func (s *Study) measure(st *State, claims []diagnose.Claim) error {
	spec, err := s.indexSpec()
	if err != nil || spec == nil || spec.Data != benchmark.Study {
		return err
	}
	concepts, err := spec.Concepts(st.Set.Indicators)
	if err != nil || !mentions(claims, concepts) {
		return err
	}
	m, err := benchmark.NewMeasure(spec, st.Set, claims)
	if err != nil {
		return err
	}
	st.Index = m.Result
	st.measured = map[string]func(diagnose.Claim, *diagnose.Bench) (diagnose.Result, bool){}
	for concept := range concepts {
		st.measured[concept] = m.Judge
	}
	return nil
}

// said are the sentences of drafts as claims. A draft that cannot be read says so
// where it is checked.
func (s *Study) said(list []draft.File, set *data.Set) []diagnose.Claim {
	ctx, newest := s.Context(set), draft.NewestYear(set)
	var out []diagnose.Claim
	for _, f := range list {
		if !draft.IsDraft(f.Name) {
			continue
		}
		sentences, _ := SentencesOf(f.Name, f.Raw)
		for _, se := range sentences {
			out = append(out, propose.Propose(se.Text, draft.ContextOf(se.Text, ctx, newest)))
		}
	}
	return out
}

// mentions reports whether a claim, or a part of one, is about one of the concepts.
func mentions(claims []diagnose.Claim, concepts map[string]string) bool {
	return slices.ContainsFunc(claims, func(c diagnose.Claim) bool {
		return concepts[c.Concept] != "" || mentions(c.Parts, concepts)
	})
}

// indexConcepts are the names of the parts of the study's index that the catalog
// does not have. A specification that cannot be used says so where it is used.
func (s *Study) indexConcepts() []city.Concept {
	spec, err := s.indexSpec()
	if err != nil || spec == nil {
		return nil
	}
	known := catalog.NewIndicators()
	if known.Add(s.options.Indicators, s.options.Concepts) != nil {
		return nil
	}
	return spec.NewConcepts(known)
}
