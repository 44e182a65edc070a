package study

import (
	"github.com/quanyu/quanyu/catalog/rules"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/data/registry"
	"github.com/quanyu/quanyu/data/sample"
	"github.com/quanyu/quanyu/design"
	"github.com/quanyu/quanyu/rule"
)

// Apply runs the package of the study on its firms or on published counts; nil
// where the folder has no apply.yaml. What cannot be used is a *city.Error.
func (s *Study) Apply(set *data.Set) (*design.Applied, error) {
	spec, err := s.applySpec()
	if err != nil || spec == nil {
		return nil, err
	}
	both, err := s.rules(spec)
	if err != nil {
		return nil, err
	}
	var out *design.Applied
	if len(spec.Counts) > 0 {
		out, err = design.Count(spec, set, both)
	} else {
		out, err = s.population(spec, both)
	}
	if err != nil {
		return nil, err
	}
	out.Version = Version
	return out, nil
}

// applySpec reads apply.yaml; nil where there is none.
func (s *Study) applySpec() (*design.Spec, error) {
	if !s.Dir.Has(design.SpecFile) {
		return nil, nil
	}
	return design.ReadSpec(s.Dir, design.SpecFile)
}

// rules joins the shipped rules with those of the study, and puts its packages
// over them.
func (s *Study) rules(spec *design.Spec) (out design.Rules, err error) {
	var own []rule.File
	for _, name := range spec.Rules {
		raw, err := s.Dir.Read(name)
		if err != nil {
			return out, err
		}
		own = append(own, rule.File{Name: name, Data: raw})
	}
	var packages []*rule.Package
	for _, name := range spec.Packages {
		raw, err := s.Dir.Read(name)
		if err != nil {
			return out, err
		}
		p, err := rule.ReadPackage(rule.File{Name: name, Data: raw})
		if err != nil {
			return out, err
		}
		packages = append(packages, p)
	}
	return JoinRules(own, packages)
}

// JoinRules joins the shipped rules with further files, and puts packages over
// them.
func JoinRules(own []rule.File, packages []*rule.Package) (out design.Rules, err error) {
	if out.Baseline, err = rules.Library(); err != nil {
		return out, err
	}
	if len(own) > 0 {
		if out.Baseline, err = out.Baseline.Join(own...); err != nil {
			return out, err
		}
	}
	if len(packages) > 0 {
		out.Package, err = out.Baseline.With(packages...)
	}
	return out, err
}

// population runs the firms of the study.
func (s *Study) population(spec *design.Spec, both design.Rules) (*design.Applied, error) {
	firms, drawn, err := s.firms(spec, both)
	if err != nil {
		return nil, err
	}
	defer firms.Close()
	o, err := spec.Options()
	if err != nil {
		return nil, err
	}
	o.Check = true
	out, err := design.Apply(firms, both, o)
	if err != nil {
		return nil, spec.Located(err, "date:")
	}
	out.Title, out.Question, out.Population.Sample = spec.Title, spec.Question, drawn
	return out, nil
}

// firms opens the registry that lies in the study, or draws synthetic firms from
// its population.yaml, which are in no file.
func (s *Study) firms(spec *design.Spec, both design.Rules) (*registry.Registry, *design.SampleView, error) {
	if spec.Sample != nil {
		frame, err := sample.Read(s.Dir)
		if err != nil {
			return nil, nil, err
		}
		firms, fit, err := frame.Registry(both.Fields(), spec.Sample.Firms, *spec.Sample.Seed, Version)
		return firms, &design.SampleView{Date: frame.Spec.Date, Seed: *spec.Sample.Seed, Fit: fit}, err
	}
	file, err := s.Dir.Open(spec.Registry)
	if err != nil {
		return nil, nil, err
	}
	firms, err := registry.OpenFile(spec.Registry, file, both.Fields(), registry.Options{})
	if err != nil {
		file.Close()
	}
	return firms, nil, err
}

// applyFiles lists what Apply reads beside facts and tables.
func (s *Study) applyFiles() ([]string, error) {
	spec, err := s.applySpec()
	if err != nil || spec == nil {
		return nil, err
	}
	out := append(append([]string{design.SpecFile, spec.Registry}, spec.Rules...), spec.Packages...)
	if spec.Sample != nil {
		frame, err := sample.Read(s.Dir)
		if err != nil {
			return nil, err
		}
		out = append(out, frame.Files()...)
	}
	return out, nil
}
