package inputoutput

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// reference reads a file of the shared reference data, or skips.
func reference(t testing.TB, name string, into any) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "reference", "io", name))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("reference data are missing: %v", err)
		}
		t.Skipf("reference data are not here: %s", name)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

func near(t testing.TB, got, want, tolerance float64, what string) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))) {
		t.Errorf("%s: %.15g, want %.15g", what, got, want)
	}
}

func same(t testing.TB, got, want [][]float64, tolerance float64, what string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d rows, want %d", what, len(got), len(want))
	}
	for i, row := range want {
		for j, v := range row {
			near(t, got[i][j], v, tolerance, what)
		}
	}
}

// fixture is pymrio's table of 2 regions and 3 sectors.
type fixture map[string]struct {
	Values [][]float64 `json:"values"`
}

func (f fixture) table(t testing.TB) *Table {
	t.Helper()
	table := &Table{Sectors: []string{"1 a", "1 b", "1 c", "2 a", "2 b", "2 c"}, Flows: f["Z"].Values, Final: f["Y"].Values}
	if err := table.Check(); err != nil {
		t.Fatal(err)
	}
	return table
}

func inverses(t testing.TB, table *Table) (leontief, ghosh [][]float64) {
	t.Helper()
	l, err := table.Leontief()
	if err != nil {
		t.Fatal(err)
	}
	g, err := table.Ghosh()
	if err != nil {
		t.Fatal(err)
	}
	return l, g
}

func TestPymrio(t *testing.T) {
	var f fixture
	reference(t, "small_mrio_2regions_3sectors.json", &f)
	table := f.table(t)
	for i, x := range table.Output {
		near(t, x, f["x"].Values[i][0], 1e-9, "x")
	}
	l, g := inverses(t, table)
	const printed = 0.6e-8 // B, G and M_down have 8 decimals
	same(t, table.Coefficients(), f["A"].Values, 1e-9, "A")
	same(t, table.Allocations(), f["B"].Values, printed, "B")
	same(t, l, f["L"].Values, 1e-9, "L")
	same(t, g, f["G"].Values, printed, "G")
	for e, use := range f["F"].Values {
		s := table.Intensity(use)
		same(t, [][]float64{s}, f["S"].Values[e:e+1], 1e-9, "S")
		same(t, [][]float64{Multipliers(s, l)}, f["M"].Values[e:e+1], 1e-9, "M")
		same(t, [][]float64{Downstream(s, g)}, f["M_down"].Values[e:e+1], 2*printed, "M_down")
		a, err := table.Accounts(Regions{Names: []string{"1", "2"}, Sectors: 3}, s, l)
		if err != nil {
			t.Fatal(err)
		}
		for name, got := range map[string][]float64{"D_cba": a.Consumption, "D_pba": a.Production, "D_imp": a.Imported, "D_exp": a.Exported} {
			same(t, [][]float64{got}, f[name].Values[e:e+1], 1e-9, name)
		}
		for r, direct := range f["F_Y"].Values[e] { // of final use itself
			total := 0.0
			for _, row := range table.Final {
				total += row[r]
			}
			near(t, direct/total, f["S_Y"].Values[e][r], 1e-9, "S_Y")
		}
	}
}

type own struct {
	Multipliers []float64 `json:"output_multipliers"`
	Power       []float64 `json:"power_of_dispersion"`
	Sensitivity []float64 `json:"sensitivity_of_dispersion_leontief_rows"`
	Forward     []float64 `json:"ghosh_forward"`
	Extraction  []struct {
		Total    float64 `json:"total_incl_final_demand_output_loss"`
		Share    float64 `json:"share_of_total_output"`
		Backward float64 `json:"backward_column_loss"`
		Forward  float64 `json:"forward_row_loss"`
	} `json:"hypothetical_extraction"`
}

func (o own) hold(t *testing.T, table *Table) {
	t.Helper()
	l, g := inverses(t, table)
	for i, k := range Linkages(l, g) {
		near(t, k.Multiplier, o.Multipliers[i], 1e-9, "multiplier")
		near(t, k.Backward, o.Power[i], 1e-9, "backward")
		near(t, k.Sensitivity, o.Sensitivity[i], 1e-9, "sensitivity")
		near(t, k.Forward, o.Forward[i], 1e-9, "forward")
	}
	for i, x := range Extractions(table, l) {
		want := o.Extraction[i]
		near(t, x.Total, want.Total, 1e-9, "extraction")
		near(t, x.Share, want.Share, 1e-9, "share")
		near(t, x.Backward, want.Backward, 1e-9, "backward extraction")
		near(t, x.Forward, want.Forward, 1e-9, "forward extraction")
		lost, err := Losses(table, l, i)
		if err != nil {
			t.Fatal(err)
		}
		near(t, sum(lost), want.Total, 1e-9, "losses")
		near(t, lost[i], table.Output[i], 1e-9, "own loss")
	}
}

func TestLinkagesAndExtraction(t *testing.T) {
	var f fixture
	reference(t, "small_mrio_2regions_3sectors.json", &f)
	var o map[string]own
	reference(t, "own_linkages_and_extraction.json", &o)
	o["small_mrio"].hold(t, f.table(t))
	o["two_sector"].hold(t, twoSectors(t))
}

func TestMillerBlairFile(t *testing.T) {
	var f map[string]map[string][][]float64
	reference(t, "miller_blair_2sector.json", &f)
	m := f["miller_blair_ch2"]
	table := &Table{Sectors: []string{"1", "2"}, Flows: m["Z_arr"], Final: m["fd_arr"], Output: []float64{m["x_arr"][0][0], m["x_arr"][1][0]}}
	if err := table.Check(); err != nil {
		t.Fatal(err)
	}
	same(t, table.Coefficients(), m["A_arr"], 1e-9, "A")
	l, _ := inverses(t, table)
	same(t, l, m["L_arr"], 0.6e-8, "L")
}
