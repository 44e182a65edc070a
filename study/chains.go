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

// chainFiles are those that the two chains and the map were read from.
func (st *State) chainFiles() []string {
	var out []string
	if st.Chains != nil {
		out = append(out, industry.ChainsFile)
		for _, f := range st.Chains.Files {
			out = append(out, f.Name)
		}
	}
	if st.Map != nil {
		out = append(out, st.Map.Files...)
	}
	return out
}
