package study

import (
	"path"
	"slices"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/design/citywide"
	"github.com/quanyu/quanyu/diagnose"
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

// readLand puts the result of Land into the state, once.
func (s *Study) readLand(st *State) (err error) {
	if st.Land == nil {
		st.Land, err = s.Land()
	}
	return st.withoutSolver(err, "用地", "the land")
}

// survey reads the inventory for claims about what clusters are used for; without
// such claims nothing is read yet.
func (s *Study) survey(st *State, claims []diagnose.Claim) error {
	if !aboutClusters(claims) {
		return nil
	}
	return s.readLand(st)
}

func aboutClusters(claims []diagnose.Claim) bool {
	return slices.ContainsFunc(claims, func(c diagnose.Claim) bool { return c.Type == diagnose.ClusterShare || aboutClusters(c.Parts) })
}

// landFiles are those that Land read.
func (st *State) landFiles() []string {
	var out []string
	if st.Land != nil {
		for _, f := range st.Land.Inputs {
			out = append(out, f.Name)
		}
	}
	return out
}

// landDocuments are the result as a file and, where parcels have shapes, their
// picture.
func landDocuments(l *citywide.Landed, lang string) ([]document, error) {
	raw, err := l.JSON()
	if err != nil {
		return nil, err
	}
	out := []document{{Output: Output{path.Join("out", "land.json"), city.Text{Zh: "创新用地结果", En: "the verdicts on land"}}, raw: raw}}
	if svg := exhibit.ParcelFile(l, lang); svg != nil {
		out = append(out, document{Output: Output{path.Join("out", "land.svg"), city.Text{Zh: "地块图", En: "the parcels"}}, raw: svg})
	}
	return out, nil
}
