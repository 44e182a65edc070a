package study

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose/benchmark"
)

// Manifest is out/manifest.json: what went in and what came out, by hash.
// Names are relative to the study folder.
type Manifest struct {
	Program string        `json:"program"`
	Version string        `json:"version"`
	Seed    uint64        `json:"seed"`
	Inputs  []NamedSHA256 `json:"inputs"`
	Results []NamedSHA256 `json:"results"`
}

// NamedSHA256 is a file with its hash.
type NamedSHA256 struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

// inputs hashes every file that a run reads.
func (s *Study) inputs(st *State) ([]NamedSHA256, error) {
	names := []string{"study.yaml", "sources.yaml", "places.yaml", "indicators.yaml", "tables.yaml", "facts.csv", benchmark.SpecFile, LedgerFile}
	names = append(names, ClaimFiles...)
	tables, err := s.Dir.List("tables")
	if err != nil {
		return nil, err
	}
	specs, err := s.evaluationFiles()
	if err != nil {
		return nil, err
	}
	applied, err := s.applyFiles()
	if err != nil {
		return nil, err
	}
	names = append(append(append(names, applied...), st.allocateFiles()...), append(st.chainFiles(), st.landFiles()...)...)
	for _, x := range st.Evaluations {
		specs = append(specs, x.Spec().Data) // a table may lie anywhere in the study
	}
	if st.Index != nil {
		for _, f := range st.Index.Files {
			names = append(names, f.Name)
		}
	}
	var out []NamedSHA256
	seen := map[string]bool{}
	for _, n := range append(append(names, specs...), tables...) {
		if n == "" || seen[n] || !s.Dir.Has(n) || strings.HasPrefix(n, "tables/") && !data.IsTable(n) {
			continue // what lies in tables/ and is no table is not read
		}
		seen[n] = true
		hash, err := s.hash(n)
		if err != nil {
			return nil, err
		}
		out = append(out, NamedSHA256{n, hash})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].File < out[j].File })
	return out, nil
}

// hash is the SHA-256 of a file of any size, lower-case hex.
func (s *Study) hash(name string) (string, error) {
	file, err := s.Dir.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", city.Errorf("cannot_read", "读取失败", "cannot read").At(name, "", 0, "").Wrap(err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// encode gives the manifest's bytes, ending with a newline.
func (m Manifest) encode() ([]byte, error) {
	raw, err := json.MarshalIndent(m, "", "  ")
	return append(raw, '\n'), err
}
