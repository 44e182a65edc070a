package study

import "github.com/quanyu/quanyu/design/citywide"

// Allocate decides which district takes which theme; nil where the folder has
// no allocate.yaml. What cannot be used is a *city.Error.
func (s *Study) Allocate() (*citywide.Allocated, error) {
	if !s.Dir.Has(citywide.AllocateFile) {
		return nil, nil
	}
	out, err := citywide.Allocate(s.Dir, citywide.AllocateFile, s.Config.Seed)
	if err != nil {
		return nil, err
	}
	out.Version = Version
	return out, nil
}
