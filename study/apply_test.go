package study

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/catalog/rules"
	"github.com/quanyu/quanyu/data/sample"
	"github.com/quanyu/quanyu/design"
)

// sampleCity opens a copy of the sample city with the lines of its apply.yaml
// changed, and nothing but what a package needs.
func sampleCity(t *testing.T, change ...string) *Study {
	t.Helper()
	s, err := Open(sampleCityDir(t, change...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Dir.Close() })
	return s
}

func sampleCityDir(t *testing.T, change ...string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../studies/sample-city")); err != nil {
		t.Fatal(err)
	}
	for _, n := range []string{"allocate.yaml", "chains.yaml", "land.yaml", "map.yaml"} {
		if err := os.Remove(filepath.Join(dir, n)); err != nil {
			t.Fatal(err)
		}
	}
	name := filepath.Join(dir, design.SpecFile)
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(change...).Replace(string(raw))
	if len(change) > 0 && text == string(raw) {
		t.Fatal("nothing is changed")
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

const sampled = "sample: {firms: 100000, seed: 1}"

// Firms that a study draws give what the file of the same firms gives.
func TestApplySample(t *testing.T) {
	drawn := sampleCity(t, sampled, "sample: {firms: 70000, seed: 3}")
	file := sampleCity(t, sampled, "registry: 合成企业.parquet")
	frame, err := sample.Read(file.Dir)
	if err != nil {
		t.Fatal(err)
	}
	library, err := rules.Library()
	if err != nil {
		t.Fatal(err)
	}
	var firms bytes.Buffer
	if _, err := frame.Write(&firms, library.Fields("firm"), 70_000, 3, 0, Version); err != nil {
		t.Fatal(err)
	}
	if err := file.Dir.Write("合成企业.parquet", firms.Bytes()); err != nil {
		t.Fatal(err)
	}
	var out [2][]byte
	for i, s := range []*Study{drawn, file} {
		a, err := s.Apply(nil)
		if err != nil {
			t.Fatal(err)
		}
		if p := a.Population; !p.Synthetic || p.Firms != 70_000 || (p.Sample != nil) != (i == 0) {
			t.Errorf("%+v", p)
		}
		for k := range a.Findings {
			for o := range a.Findings[k].Sources {
				a.Findings[k].Sources[o].File = ""
			}
		}
		a.Population = nil
		if out[i], err = a.JSON(); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(out[0], out[1]) {
		t.Error("firms that are drawn and firms from a file give other results")
	}
	names, err := drawn.applyFiles()
	if err != nil || !slices.Contains(names, "population/profiles.csv") || !slices.Contains(names, "population.yaml") {
		t.Errorf("the manifest lacks what the firms are made of: %v, %v", names, err)
	}
}

// The package of the sample city shows what the demonstration is for: fewer
// firms get more money, a limit binds, and firms crowd at a threshold.
func TestSampleCity(t *testing.T) {
	a, err := sampleCity(t).Apply(nil)
	if err != nil {
		t.Fatal(err)
	}
	award := a.Programmes[slices.IndexFunc(a.Programmes, func(p design.ProgrammeView) bool { return p.ID == "sc.rd_award" })]
	if award.Met >= award.Baseline.Met/2 || award.Money <= award.Baseline.Money || a.Change.GetMore == 0 || a.Change.GetLess == 0 {
		t.Errorf("%+v beside %+v, %+v", award.Counts, award.Baseline, a.Change)
	}
	if b := a.Budget; b.Binding != "研发投入奖补资金" || b.Refused || b.Cut.LeftOut == 0 || b.Limits[0].Exceeded {
		t.Errorf("%+v", b)
	}
	if !slices.ContainsFunc(award.Cliffs, func(c design.CliffView) bool {
		return c.Criterion == "sc.rd_share" && c.Bunching != nil && c.Bunching.Bunched
	}) {
		t.Errorf("nobody crowds: %+v", award.Cliffs)
	}
	for _, e := range a.Exhibits() {
		if !strings.Contains(e.Title.Zh, "合成") {
			t.Errorf("%s does not say 合成", e.Title.Zh)
		}
	}
}

// Synthetic firms need a population.yaml.
func TestApplySampleRefuses(t *testing.T) {
	dir := sampleCityDir(t)
	if err := os.Remove(filepath.Join(dir, "population.yaml")); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Dir.Close()
	if _, err := s.Apply(nil); err == nil || !strings.Contains(err.Error(), "population.yaml") {
		t.Errorf("%v", err)
	}
}
