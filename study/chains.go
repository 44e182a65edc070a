package study

import (
	"github.com/quanyu/quanyu/diagnose/citywide"
	"github.com/quanyu/quanyu/diagnose/industry"
)

// Chains reads the industry chain and the innovation chain of the study; nil where
// the folder has no chains.yaml. What cannot be used is a *city.Error.
func (s *Study) Chains() (*industry.Chains, error) {
	if !s.Dir.Has(industry.ChainsFile) {
		return nil, nil
	}
	out, err := industry.RunChains(s.Dir, industry.ChainsFile)
	if err != nil {
		return nil, err
	}
	out.Version = Version
	return out, nil
}

// Map draws up the districts of the study; nil where the folder has no map.yaml.
// What cannot be used is a *city.Error.
func (s *Study) Map() (*citywide.Map, error) {
	if !s.Dir.Has(citywide.MapFile) {
		return nil, nil
	}
	return citywide.ReadMap(s.Dir, citywide.MapFile)
}
