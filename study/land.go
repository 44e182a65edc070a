package study

import (
	"github.com/quanyu/quanyu/design/citywide"
)

// Land judges the parcels and clusters of the study; nil where the folder has
// no land.yaml. What cannot be used is a *city.Error.
func (s *Study) Land() (*citywide.Landed, error) {
	if !s.Dir.Has(citywide.LandFile) {
		return nil, nil
	}
	out, err := citywide.Land(s.Dir, citywide.LandFile, s.Config.Seed)
	if err != nil {
		return nil, err
	}
	out.Version = Version
	return out, nil
}

// landFiles lists what Land reads.
func (s *Study) landFiles() ([]string, error) {
	if !s.Dir.Has(citywide.LandFile) {
		return nil, nil
	}
	spec, err := citywide.ReadLand(s.Dir, citywide.LandFile)
	if err != nil {
		return nil, err
	}
	out := []string{citywide.LandFile}
	for _, name := range []string{spec.Parcels, spec.Districts, spec.Clusters, spec.Prices} {
		if name != "" {
			out = append(out, name)
		}
	}
	return out, nil
}
