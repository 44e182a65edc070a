package robust

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/method/composite"
	"github.com/quanyu/quanyu/method/sensitivity"
)

// sheet is a CSV file of the shared reference data by column.
type sheet struct {
	header []string
	column map[string][]string
}

// reference reads a file of the shared reference data, or skips.
func reference(t testing.TB, name string) sheet {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "reference", "asem", filepath.FromSlash(name)))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("reference data are missing: %v", err)
		}
		t.Skipf("reference data are not here: %s", name)
	}
	records, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	s := sheet{records[0], map[string][]string{}}
	for j, code := range s.header {
		for _, row := range records[1:] {
			s.column[code] = append(s.column[code], row[j])
		}
	}
	return s
}

func (s sheet) numbers(t testing.TB, code string) []float64 {
	t.Helper()
	out := make([]float64, len(s.column[code]))
	for i, text := range s.column[code] {
		var err error
		if out[i], err = strconv.ParseFloat(text, 64); text == "" || text == "NA" {
			out[i] = math.NaN()
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if len(out) == 0 {
		t.Fatalf("no column %s", code)
	}
	return out
}

// asem is the index of sustainable connectivity, 51 countries and 49 indicators,
// as COINr's example builds it.
func asem(t testing.TB) Plan {
	t.Helper()
	meta, data := reference(t, "iMeta.csv"), reference(t, "iData.csv")
	d := &composite.Data{Units: data.column["uCode"]}
	level, weight, direction := meta.numbers(t, "Level"), meta.numbers(t, "Weight"), meta.numbers(t, "Direction")
	var nodes []composite.Node
	for i, code := range meta.column["iCode"] {
		switch meta.column["Type"][i] {
		case "Denominator":
			d.Denominators = append(d.Denominators, composite.Column{Code: code, Values: data.numbers(t, code)})
			continue
		case "Group":
			d.Groups = append(d.Groups, composite.Grouping{Name: code, Label: data.column[code]})
			continue
		case "Indicator":
			d.Indicators = append(d.Indicators, composite.Column{Code: code, Values: data.numbers(t, code)})
		}
		nodes = append(nodes, composite.Node{Code: code, Parent: meta.column["Parent"][i], Level: int(level[i]), Weight: weight[i],
			Direction: int(direction[i]), Denominator: meta.column["Denominator"][i]})
	}
	h, err := composite.NewHierarchy(nodes)
	if err != nil {
		t.Fatal(err)
	}
	return Plan{Hierarchy: h, Data: d, Base: 100, Seed: 1, Chain: composite.Chain{
		composite.Denominate{},
		composite.Impute{Method: composite.ImputeGroupMean, Group: "EurAsia_group"},
		composite.Screen{Available: 0.9},
		composite.Treat{By: composite.Usual(5)},
		composite.Normalise{By: composite.MinMax{Lower: 0, Upper: 100}},
		composite.Aggregate{By: []composite.Mean{composite.Arithmetic{}}},
	}}
}

// The choices of COINr's sensitivity analysis of this index.
func asemChoices() []Choice {
	var points []Option
	for n := 1; n <= 5; n++ {
		points = append(points, Option{Name: strconv.Itoa(n), Steps: []composite.Step{composite.Treat{By: composite.Usual(n)}}})
	}
	return []Choice{
		{Name: "Winmax", Options: points},
		{Name: "Normalisation", Options: []Option{
			{Name: "n_minmax", Steps: []composite.Step{composite.Normalise{By: composite.MinMax{Lower: 1, Upper: 100}}}},
			{Name: "n_zscore", Steps: []composite.Step{composite.Normalise{By: composite.ZScore{Mean: 10, Deviation: 2}}}},
		}},
		{Name: "Weights", Weights: []WeightNoise{{2, 0.25}, {3, 0.25}}},
		{Name: "Aggregation", Options: []Option{
			{Name: "a_amean", Steps: []composite.Step{composite.Aggregate{By: []composite.Mean{composite.Arithmetic{}}}}},
			{Name: "a_gmean", Steps: []composite.Step{composite.Aggregate{By: []composite.Mean{composite.Geometric{}}}}},
		}},
	}
}

func pick(t testing.TB, c Choice, name string) *Option {
	t.Helper()
	i := slices.IndexFunc(c.Options, func(o Option) bool { return o.Name == name })
	if i < 0 {
		t.Fatalf("no option %s", name)
	}
	return &c.Options[i]
}

// COINr's 600 stored replications, from their settings and weights: every score
// to 1e-12, every rank; the statistics of ranks over the independent ones; and
// the Sobol indices to 1e-12.
func TestStoredReplications(t *testing.T) {
	p := asem(t)
	p.Choices = asemChoices()
	d, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	sets := reference(t, "expected/sa_weight_sets.csv")
	weights := map[string]composite.Weights{}
	for i, w := range sets.numbers(t, "Weight") {
		set := sets.column["set"][i]
		if weights[set] == nil {
			weights[set] = composite.Weights{}
		}
		weights[set][sets.column["iCode"][i]] = w
	}
	scores, rankings := reference(t, "expected/sa_scores.csv"), reference(t, "expected/sa_ranks.csv")
	at := make([]int, len(d.Places))
	for i, place := range d.Places {
		at[i] = slices.Index(scores.column["uCode"], place)
	}
	compare := func(run string, got []float64, got2 []int) {
		want, rank := scores.numbers(t, run), rankings.numbers(t, run)
		for i, place := range d.Places {
			if v := want[at[i]]; !(math.Abs(got[i]-v) <= 1e-12*math.Abs(v)) {
				t.Errorf("%s %s: %.17g, want %.17g", run, place, got[i], v)
			}
			if got2[i] != int(rank[at[i]]) {
				t.Errorf("%s %s: rank %d, want %v", run, place, got2[i], rank[at[i]])
			}
		}
	}
	compare("Nominal", d.Scores, d.Ranks)
	settings := reference(t, "expected/sa_replicates.csv")
	all, y := newTally(len(d.Places)), []float64(nil)
	for i, rep := range settings.column["rep"] {
		r, err := d.compute(&settled{options: []*Option{
			pick(t, p.Choices[0], settings.column["Winmax"][i]), pick(t, p.Choices[1], settings.column["Normalisation"][i]),
			{Weights: weights[settings.column["WeightSet"][i]]}, pick(t, p.Choices[3], settings.column["Aggregation"][i]),
		}})
		if err != nil {
			t.Fatal(err)
		}
		got := make([]float64, len(d.Places))
		d.scores(r, d.plan.Target, got)
		y = append(y, change(d.Scores, got, all.workspace))
		composite.RankScores(got, all.order, all.rankAfter)
		compare("r_"+rep, got, all.rankAfter)
		if i < 200 {
			all.add(all.rankAfter, false)
		}
	}
	if len(y) != 600 {
		t.Fatalf("%d replications", len(y))
	}
	stats := reference(t, "expected/sa_rankstats.csv")
	for i, place := range d.Places {
		for code, got := range map[string]float64{"Nominal": float64(d.Ranks[i]), "Mean": all.rank[i].mean(), "Median": all.rank[i].quantile(0.5),
			"Q5": all.rank[i].quantile(0.05), "Q95": all.rank[i].quantile(0.95)} {
			if want := stats.numbers(t, code)[slices.Index(stats.column["uCode"], place)]; math.Abs(got-want) > 1e-12*want {
				t.Errorf("%s %s: %v, want %v", place, code, got, want)
			}
		}
	}
	o, err := sensitivity.Blocks(y, 4)
	if err != nil {
		t.Fatal(err)
	}
	indices, err := o.Estimate(sensitivity.Plain)
	if err != nil {
		t.Fatal(err)
	}
	want := reference(t, "expected/sa_sensitivity_noboot.csv")
	for j := range p.Choices {
		if a, b := want.numbers(t, "Si")[j], want.numbers(t, "STi")[j]; math.Abs(indices.First[j]-a) > 1e-12 || math.Abs(indices.Total[j]-b) > 1e-12 {
			t.Errorf("%s: %v %v, want %v %v", p.Choices[j].Name, indices.First[j], indices.Total[j], a, b)
		}
	}
}

// COINr's removal of each element of levels 1 and 3: every rank, and the mean
// absolute change.
func TestLeftOut(t *testing.T) {
	for level, file := range map[int]string{1: "expected/remove_elements_L1_", 3: "expected/remove_elements_L3_"} {
		ranks, changes := reference(t, file+"ranks.csv"), reference(t, file+"meanabsdiff.csv")
		p := asem(t)
		p.Choices = []Choice{leftOut(p.Hierarchy, level)}
		d := design(t, p)
		got := d.Alone()
		if len(got) != len(ranks.header)-2 {
			t.Fatalf("%d left out, want %d", len(got), len(ranks.header)-2)
		}
		for _, a := range got {
			if a.Err != nil {
				t.Fatal(a.Err)
			}
			want := ranks.numbers(t, a.Option)
			for i, place := range d.Places {
				if v := want[slices.Index(ranks.column["uCode"], place)]; a.Ranks[i] != int(v) {
					t.Errorf("without %s, %s: rank %d, want %v", a.Option, place, a.Ranks[i], v)
				}
			}
			if v := changes.numbers(t, "MeanAbsDiff")[slices.Index(changes.column["element"], a.Option)]; math.Abs(a.Change-v) > 1e-12 {
				t.Errorf("without %s: change %v, want %v", a.Option, a.Change, v)
			}
		}
	}
}

// leftOut is the choice of which element of a level to leave out.
func leftOut(h *composite.Hierarchy, level int) Choice {
	c := Choice{Name: "left out"}
	for _, n := range h.Level(level) {
		c.Options = append(c.Options, Option{Name: n.Code, Without: []string{n.Code}})
	}
	return c
}

// The index and choices of COINr's sensitivity analysis, which took 79.4 s for
// 600 runs (2 cores).
func BenchmarkRuns600(b *testing.B)   { benchmark(b, 100) }
func BenchmarkRuns10000(b *testing.B) { benchmark(b, 1667) }

func benchmark(b *testing.B, base int) {
	p := asem(b)
	p.Choices, p.Base = asemChoices(), base
	b.ReportAllocs()
	for b.Loop() {
		d, err := New(p)
		if err != nil {
			b.Fatal(err)
		}
		if r, err := d.Run(); err != nil || len(r.Failures) > 0 {
			b.Fatal(err, len(r.Failures))
		}
	}
}

// The same with every value within one percent of itself.
func BenchmarkNoise600(b *testing.B) {
	p := asem(b)
	p.Choices = append(asemChoices(), Choice{Name: "values", Margins: onePercent(p.Data)})
	for b.Loop() {
		d, err := New(p)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := d.Run(); err != nil {
			b.Fatal(err)
		}
	}
}

func onePercent(d *composite.Data) []composite.Column {
	var out []composite.Column
	for _, c := range d.Indicators {
		half := make([]float64, len(c.Values))
		for i, v := range c.Values {
			half[i] = 0.01 * math.Abs(v)
		}
		out = append(out, composite.Column{Code: c.Code, Values: half})
	}
	return out
}

// COINr removed each of 49 indicators once in 6.4 s (2 cores).
func BenchmarkLeftOut49(b *testing.B) {
	p := asem(b)
	p.Choices = []Choice{leftOut(p.Hierarchy, 1)}
	d := design(b, p)
	for b.Loop() {
		d.Alone()
	}
}
