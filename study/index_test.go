package study

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/brief/draft"
	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/internal/ooxml"
)

// The index of the 31 provinces, computed apart from the same facts.csv: minimum to maximum over the places and the years 2018 to 2023, a mean in each pillar, a mean of the
// three, the product as 研发经费 / 研发投入强度 with two decimals.
func TestIndexOfProvinces(t *testing.T) {
	s, err := Open("../studies/hubei-2023")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Dir.Close()
	set, _, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Index(set)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]struct {
		rank                           int
		index, input, activity, output float64
	}{
		"北京市":    {1, 83.96930444, 82.43831625, 84.63438374, 84.83521333},
		"安徽省":    {7, 34.18978099, 40.83424353, 33.46197428, 28.27312517},
		"湖北省":    {8, 30.41709679, 32.59356818, 31.74039833, 26.91732386},
		"陕西省":    {9, 29.71867218, 22.43463174, 30.49843078, 36.22295403},
		"内蒙古自治区": {31, 8.011131251, 8.325632714, 7.582935316, 8.124825724},
	}
	found := 0
	for _, p := range r.Places {
		w, known := want[p.Place]
		if !known {
			continue
		}
		found++
		if p.Rank == nil || *p.Rank != w.rank {
			t.Errorf("%s: rank %v, not %d", p.Place, p.Rank, w.rank)
		}
		for code, x := range map[string]float64{"index": w.index, "input": w.input, "activity": w.activity, "output": w.output} {
			if got := float64(p.Scores[code]); math.Abs(got-x) > 1e-9*x {
				t.Errorf("%s %s: %.10g, not %.10g", p.Place, code, got, x)
			}
		}
	}
	if found != len(want) || len(r.Places) != 31 {
		t.Errorf("%d of %d places found, %d ranked", found, len(want), len(r.Places))
	}
	sum := 0.0
	for _, part := range r.Decomposition[0].Parts {
		sum += float64(part.Contribution)
	}
	if gap := 34.18978099 - 30.41709679; math.Abs(sum-gap) > 1e-7 {
		t.Errorf("the parts sum to %v, the gap is %v", sum, gap)
	}
}

// A study without index.yaml has none, and that is no fault.
func TestIndexNone(t *testing.T) {
	s, err := Open("../studies/wuhan-2019")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Dir.Close()
	if r, err := s.Index(nil); r != nil || err != nil {
		t.Errorf("%v, %v", r, err)
	}
}

// BenchmarkIndexOfProvinces is the index with its 4,000 runs, on data that are read.
func BenchmarkIndexOfProvinces(b *testing.B) {
	s, err := Open("../studies/hubei-2023")
	if err != nil {
		b.Fatal(err)
	}
	defer s.Dir.Close()
	set, _, err := s.Load()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Index(set); err != nil {
			b.Fatal(err)
		}
	}
}

// A sentence that stands only in a draft, and one of the ledger, reach the index:
// also where the ledger has none about it.
func TestIndexOfDraft(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"study.yaml", "sources.yaml", "places.yaml", "index.yaml", "facts.csv"} {
		raw, err := os.ReadFile(filepath.Join("../studies/hubei-2023", name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "index.yaml" { // fewer runs are enough here
			raw = []byte(strings.Replace(string(raw), "replications: 4000", "replications: 600", 1))
		}
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	doc := word.New(word.Options{})
	doc.Paragraph(word.Body, word.Text("湖北创新能力居全国第3位。湖北创新投入低于安徽。"))
	raw, err := doc.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Dir.Close()
	out, err := s.Draft([]draft.File{{Name: "稿.docx", Raw: raw}})
	if err != nil {
		t.Fatal(err)
	}
	commented, err := ooxml.Open("稿.docx", out.Drafts[0].Commented)
	if err != nil {
		t.Fatal(err)
	}
	part, _ := commented.Part("word/comments.xml")
	for _, want := range []string{"按课题的综合指数", "湖北省第8位", "0%的结果是：2023年居第3位"} {
		if !strings.Contains(string(part), want) {
			t.Errorf("the comments lack %q: %s", want, part)
		}
	}
}
