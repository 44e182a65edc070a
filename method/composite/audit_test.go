package composite

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func full(t *testing.T) *Result {
	h, d := asem(t)
	return run51(t, h, d, asemChain())
}

func TestStatistics(t *testing.T) {
	r := full(t)
	for file, table := range map[string]*Table{"raw": r.Table(""), "treated": r.Table("treat")} {
		s := reference(t, "expected/stats_"+file+".csv")
		for k, code := range s.text("iCode") {
			got := table.Statistics(UsualLimits())[slices.Index(table.Codes, code)]
			cell := func(name string) float64 { return s.numbers(t, name)[k] }
			rows := float64(len(table.Units))
			for name, v := range map[string]float64{
				"Min": got.Min, "Max": got.Max, "Mean": got.Mean, "Median": got.Median, "Std": got.Deviation,
				"N.Avail": float64(got.Available), "N.NonZero": float64(got.NonZero), "N.Unique": float64(got.Unique), "N.Same": float64(got.Same),
				"Frc.Avail": float64(got.Available) / rows,
			} {
				near(t, v, cell(name), 0, file, code, name)
			}
			near(t, got.Skewness, cell("Skew"), 0.1, file, code, "skewness")
			near(t, got.Kurtosis, cell("Kurt"), 0.1, file, code, "kurtosis")
			for flag, column := range map[Flag]string{FewValues: "Flag.Avail", ManyZeros: "Flag.NonZero", FewUnique: "Flag.Unique", Outliers: "Flag.SkewKurt"} {
				if slices.Contains(got.Flags, flag) != (s.text(column)[k] != "ok") {
					t.Errorf("%s %s: %v, want %s", file, code, got.Flags, s.text(column)[k])
				}
			}
		}
	}
}

func TestCoverage(t *testing.T) {
	r := full(t)
	summary, groups := reference(t, "expected/data_avail_Summary.csv"), reference(t, "expected/data_avail_ByGroup.csv")
	aggregates := r.Hierarchy.Nodes()[49:]
	for _, got := range r.Coverage(r.Table("")) {
		k := slices.Index(summary.text("uCode"), got.Place)
		near(t, float64(got.Missing), summary.numbers(t, "N_missing")[k], 0, got.Place, "missing")
		near(t, float64(got.Zero), summary.numbers(t, "N_zero")[k], 0, got.Place, "zero")
		near(t, got.Available, summary.numbers(t, "Dat_Avail")[k], 0, got.Place, "available")
		near(t, got.NonZero, summary.numbers(t, "Non_Zero")[k], 0, got.Place, "not zero")
		for j, n := range aggregates {
			near(t, got.Share[j], groups.numbers(t, n.Code)[slices.Index(groups.text("uCode"), got.Place)], 0, got.Place, n.Code)
		}
	}
	screened := reference(t, "expected/screened_DataSummary.csv")
	for _, got := range r.Stages[3].Screen {
		k := slices.Index(screened.text("uCode"), got.Place)
		near(t, got.Available, screened.numbers(t, "Dat_Avail")[k], 0, got.Place)
		near(t, got.NonZero, screened.numbers(t, "Non_Zero")[k], 0, got.Place)
		if got.Included != (screened.text("Included")[k] == "TRUE") {
			t.Errorf("%s included: %v", got.Place, got.Included)
		}
	}
}

// A blank in the files means p above 0.05.
func TestCorrelations(t *testing.T) {
	r := full(t)
	for file, by := range map[string]Coefficient{"normalised_L1_pearson": Pearson, "normalised_L1_spearman": Spearman} {
		s := reference(t, "expected/corr_"+file+".csv")
		blank := 0
		for _, q := range s.header {
			want := s.numbers(t, q)
			list, err := r.Table("normalise").Correlate(s.header, []string{q}, by)
			if err != nil {
				t.Fatal(err)
			}
			for k, c := range list {
				if math.IsNaN(want[k]) != (c.P > 0.05) {
					t.Errorf("%s %s %s: p %v, value %v, want %v", file, c.A, c.B, c.P, c.Value, want[k])
				} else if blank++; !math.IsNaN(want[k]) {
					near(t, c.Value, want[k], 0, file, c.A, c.B)
					blank--
				}
			}
		}
		if blank == 0 {
			t.Error(file, "has no blank")
		}
	}
	s := reference(t, "expected/corr_aggregated_L2_pearson.csv")
	for _, q := range s.header {
		list, err := r.Last().Correlate(s.header, []string{q}, Pearson)
		if err != nil {
			t.Fatal(err)
		}
		for k, c := range list {
			near(t, c.Value, s.numbers(t, q)[k], 0, "level 2", c.A, c.B)
		}
	}
}

func TestFamilies(t *testing.T) {
	r := full(t)
	level := map[int]string{3: "Sub-index", 4: "Index"}
	for file, by := range map[string]Coefficient{"pearson": Pearson, "spearman": Spearman, "kendall": Kendall} {
		s := reference(t, "expected/corr_family_L1_"+file+".csv")
		list, err := r.Family(2, by)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) != len(s.rows) {
			t.Fatalf("%d correlations, want %d", len(list), len(s.rows))
		}
		for _, c := range list {
			up, _ := r.Hierarchy.Node(c.B)
			k := slices.IndexFunc(s.rows, func(row []string) bool { return row[0] == level[up.Level] && row[1] == c.A })
			if want := number(t, s.rows[k][2]); math.IsNaN(want) != (c.P > 0.05) {
				t.Errorf("%s %v, want %v", file, c, want)
			} else if !math.IsNaN(want) {
				near(t, c.Value, want, 0, file, c.A, c.B)
			}
		}
	}
}

func TestFlagged(t *testing.T) {
	r := full(t)
	for file, limits := range map[string][2]float64{"high_0.75": {0.75, -2}, "low_-0.4": {2, -0.4}} {
		s := reference(t, "expected/corr_flags_"+file+".csv")
		list, err := r.Flagged(r.Table("normalise"), 2, limits[0], limits[1], Pearson)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) != len(s.rows) {
			t.Errorf("%s: %v", file, list)
		}
		for _, row := range s.rows {
			k := slices.IndexFunc(list, func(f Flagged) bool { return f.A == row[1] && f.B == row[2] || f.A == row[2] && f.B == row[1] })
			if k < 0 || list[k].Group != row[0] || math.Abs(list[k].Value-number(t, row[3])) > 0.000500001 {
				t.Errorf("%v is not among %v", row, list)
			}
		}
	}
	s := reference(t, "expected/denom_corr_raw_0.7.csv")
	list, err := r.WithDenominators(r.Table(""), 0.7, Pearson)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != len(s.rows) {
		t.Errorf("with denominators: %v", list)
	}
	for _, row := range s.rows {
		k := slices.IndexFunc(list, func(c Correlation) bool { return c.A == row[0] && c.B == row[1] })
		if k < 0 || math.Abs(list[k].Value-number(t, row[2])) > 0.00500001 {
			t.Errorf("%v is not among %v", row, list)
		}
	}
}

func TestCronbach(t *testing.T) {
	r := full(t)
	s := reference(t, "expected/cronbach.csv")
	for k, group := range s.text("group") {
		got, err := r.Last().Cronbach(r.Hierarchy.Children(group))
		if err != nil {
			t.Fatal(err)
		}
		near(t, got, s.numbers(t, "alpha")[k], 0, "alpha of", group)
	}
}

// Components are those of the file up to sign.
func TestComponents(t *testing.T) {
	r := full(t)
	rotation, sdev := reference(t, "expected/pca_L2_All_rotation.csv"), reference(t, "expected/pca_L2_All_sdev.csv")
	c, err := r.Last().Components(rotation.text("iCode"))
	if err != nil {
		t.Fatal(err)
	}
	for k := range c.Deviation {
		near(t, c.Deviation[k], sdev.numbers(t, "sdev")[k], 0, "deviation")
		near(t, c.Share[k], sdev.numbers(t, "var_frac")[k], 0, "share")
		want := rotation.numbers(t, rotation.header[k+1])
		turn := 1.0
		if want[0]*c.Loadings[0][k] < 0 {
			turn = -1
		}
		for j, w := range want {
			near(t, turn*c.Loadings[j][k], w, 1, c.Codes[j], "loading")
		}
	}
	weights := reference(t, "expected/pca_weights_level1_bygroup.csv")
	for _, group := range r.Hierarchy.Level(2) {
		c, err := r.Last().Components(r.Hierarchy.Children(group.Code))
		if err != nil {
			t.Fatal(err)
		}
		turn := 0.0
		for j, code := range c.Codes {
			want := weights.numbers(t, "Weight")[slices.Index(weights.text("iCode"), code)]
			if turn == 0 {
				turn = math.Copysign(1, want*c.Loadings[j][0])
			}
			near(t, turn*c.Loadings[j][0], want, 1, group.Code, code)
		}
	}
}

func TestEffective(t *testing.T) {
	r := full(t)
	s := reference(t, "expected/eff_weights.csv")
	got := r.Effective()
	for k, code := range s.text("iCode") {
		near(t, got[code], s.numbers(t, "EffWeight")[k], 0, code)
	}
	if len(got) != len(s.rows) {
		t.Errorf("%d weights, want %d", len(got), len(s.rows))
	}
}

// Ties come in the order of the hierarchy; that of the file is by parent.
func TestStrengths(t *testing.T) {
	h, d := asem(t)
	nodes := slices.Clone(h.Nodes())
	slices.SortStableFunc(nodes, func(a, b Node) int { return strings.Compare(a.Parent, b.Parent) })
	h, err := NewHierarchy(nodes)
	if err != nil {
		t.Fatal(err)
	}
	r := run51(t, h, d, asemChain())
	best, worst, err := r.Strengths(r.Table(""), "CHN", 0, 5, false)
	if err != nil {
		t.Fatal(err)
	}
	for file, list := range map[string][]Standing{"strengths": best, "weaknesses": worst} {
		s := reference(t, "expected/"+file+"_CHN.csv")
		for k, got := range list {
			n, _ := r.Hierarchy.Node(got.Code)
			want := s.numbers(t, "Value")[k]
			if got.Code != s.text("Code")[k] || n.Parent != s.text("Pillar")[k] || n.Unit != s.text("Unit")[k] ||
				float64(got.Rank) != s.numbers(t, "Rank")[k] || math.Abs(got.Value/want-1) > 0.005 {
				t.Errorf("%s: %v, want %v", file, got, s.rows[k])
			}
		}
	}
}

func TestResults(t *testing.T) {
	r := full(t)
	table := r.Last()
	ranks, scores, groups := reference(t, "expected/results_ranks.csv"), reference(t, "expected/results_scores.csv"), reference(t, "expected/results_groupranks_EurAsia.csv")
	for _, code := range table.Codes {
		got, want := table.Ranks(code), leastOfTies(table.Column(code), table.Units, ranks.text("uCode"), ranks.numbers(t, code))
		for i, u := range table.Units {
			near(t, float64(got[i]), want[i], 0, "rank of", u, code)
			near(t, table.Column(code)[i], scores.numbers(t, code)[slices.Index(scores.text("uCode"), u)], 1, "score of", u, code)
		}
	}
	for _, n := range r.Hierarchy.Nodes()[49:] {
		got, err := r.RanksWithin(table, n.Code, "EurAsia_group")
		if err != nil {
			t.Fatal(err)
		}
		for i, u := range table.Units {
			near(t, float64(got[i]), groups.numbers(t, n.Code)[slices.Index(groups.text("uCode"), u)], 0, "group rank of", u, n.Code)
		}
	}
}

// leastOfTies gives the ranks of a file in the order of units, where scores that differ
// by the last bits only share the least: R tells them apart, at random.
func leastOfTies(scores []float64, units, rows []string, ranks []float64) []float64 {
	out, largest := make([]float64, len(units)), 0.0
	for i, u := range units {
		out[i] = ranks[slices.Index(rows, u)]
		largest = max(largest, math.Abs(scores[i]))
	}
	least := slices.Clone(out)
	for i := range out {
		for j := range out {
			if math.Abs(scores[i]-scores[j]) <= Rounding*largest {
				least[i] = min(least[i], out[j])
			}
		}
	}
	return least
}

func TestRemovals(t *testing.T) {
	r := full(t)
	for level, file := range map[int]string{1: "L1", 3: "L3"} {
		list, err := r.Remove(level)
		if err != nil {
			t.Fatal(err)
		}
		mean, ranks := reference(t, "expected/remove_elements_"+file+"_meanabsdiff.csv"), reference(t, "expected/remove_elements_"+file+"_ranks.csv")
		for _, got := range list {
			near(t, got.MeanMove, mean.numbers(t, "MeanAbsDiff")[slices.Index(mean.text("element"), got.Code)], 0, got.Code)
			for i, u := range r.Last().Units {
				near(t, float64(got.Ranks[i]), ranks.numbers(t, got.Code)[slices.Index(ranks.text("uCode"), u)], 0, "without", got.Code, u)
			}
		}
		if len(list) != len(mean.rows)-1 {
			t.Errorf("%d removals, want %d", len(list), len(mean.rows)-1)
		}
	}
}

func TestCompare(t *testing.T) {
	r := full(t)
	z, err := r.Rerun(Normalise{By: ZScore{0, 1}})
	if err != nil {
		t.Fatal(err)
	}
	s := reference(t, "expected/compare_minmax_vs_zscore_ranks.csv")
	list, err := Compare(r, "Index", z, "Index")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		k := slices.Index(s.text("uCode"), d.Place)
		if float64(d.RankA) != s.numbers(t, "coin.1")[k] || float64(d.RankB) != s.numbers(t, "coin.2")[k] {
			t.Errorf("%v, want %v", d, s.rows[k])
		}
	}
	if len(list) != len(s.rows) {
		t.Errorf("%d places, want %d", len(list), len(s.rows))
	}
}

func TestPanel(t *testing.T) {
	h, d := asemOf(t, "iData_panel.csv", true)
	r := run51(t, h, d, Chain{Screen{Available: 0.9}, Treat{By: Usual(5)}, Normalise{By: MinMax{0, 100}, Scope: Pooled}, Aggregate{By: []Mean{Arithmetic{}}}})
	for step, file := range map[string]string{"": "Raw", "screen": "Screened", "treat": "Treated", "normalise": "Normalised", "aggregate": "Aggregated"} {
		same(t, r.Table(step), "expected/panel_dset_"+file+".csv")
	}
	s := reference(t, "expected/panel_trends_CAGR_Flights_LPI.csv")
	for _, code := range []string{"Flights", "LPI"} {
		list, err := r.Table("").Trends(code)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range list {
			k := slices.IndexFunc(s.rows, func(row []string) bool { return row[0] == got.Place && row[1] == code })
			near(t, got.Growth, number(t, s.rows[k][2]), 0.1, got.Place, code)
			near(t, got.Available, number(t, s.rows[k][3]), 0, got.Place)
			near(t, float64(got.First), number(t, s.rows[k][4]), 0, got.Place)
			near(t, float64(got.Last), number(t, s.rows[k][5]), 0, got.Place)
		}
	}
}
