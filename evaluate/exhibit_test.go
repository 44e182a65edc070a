package evaluate

import (
	"math"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
)

// made checks what holds of all exhibits: rows as long as the head, names that
// are files, whole texts in both languages, finite lines.
func made(t *testing.T, e Exhibits) {
	t.Helper()
	names := map[string]bool{}
	text := func(where string, all ...city.Text) {
		for _, s := range all {
			if s.Zh == "" || strings.Contains(s.Zh+s.En, "%!") || strings.Contains(s.Zh+s.En, "NaN") {
				t.Errorf("%s: %q", where, s)
			}
		}
	}
	text("exhibits", append([]city.Text{e.Title, e.Source}, e.Notes...)...)
	for _, x := range e.Tables {
		if names[x.Name] || strings.Trim(x.Name, "abcdefghijklmnopqrstuvwxyz-0123456789") != "" {
			t.Errorf("the table's name %q", x.Name)
		}
		names[x.Name] = true
		text(x.Name, append(append([]city.Text{x.Title}, x.Head...), x.Notes...)...)
		if len(x.Rows) == 0 {
			t.Errorf("%s is empty", x.Name)
		}
		for _, row := range x.Rows {
			if len(row) != len(x.Head) {
				t.Fatalf("%s: %d cells under %d headings", x.Name, len(row), len(x.Head))
			}
			for _, c := range row {
				if strings.Contains(c.Text.Zh+c.Text.En, "%!") || c.Is && (c.Text.Zh == "" || isNone(c.Value)) {
					t.Errorf("%s: %+v", x.Name, c)
				}
			}
		}
	}
	names = map[string]bool{}
	for _, p := range e.Plots {
		if names[p.Name] {
			t.Errorf("two plots are named %q", p.Name)
		}
		names[p.Name] = true
		text(p.Name, append([]city.Text{p.Title, p.X}, p.Notes...)...)
		points := 0
		for _, s := range p.Series {
			text(p.Name, s.Name)
			points += len(s.Points)
			for _, point := range s.Points {
				if math.IsNaN(point.X) || len(p.Rows) > 0 && int(point.Y) >= len(p.Rows) {
					t.Errorf("%s: %v", p.Name, point)
				}
			}
		}
		if points == 0 {
			t.Errorf("%s is empty", p.Name)
		}
	}
}

func tableOf(t *testing.T, e Exhibits, name string) Table {
	t.Helper()
	for _, x := range e.Tables {
		if x.Name == name {
			return x
		}
	}
	t.Fatalf("no table %s", name)
	return Table{}
}

func plotOf(t *testing.T, e Exhibits, name string) Plot {
	t.Helper()
	for _, p := range e.Plots {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("no plot %s", name)
	return Plot{}
}

func worked(t *testing.T, folder string) *files.Folder {
	t.Helper()
	dir, err := files.Open("../studies/" + folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dir.Close() })
	return dir
}

func TestThresholdExhibits(t *testing.T) {
	dir := worked(t, "合成-门槛回归")
	for _, name := range []string{"门槛.yaml", "分水岭.yaml"} {
		spec, err := ReadThresholdSpec(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := RunThreshold(dir, spec)
		if err != nil {
			t.Fatal(err)
		}
		e := r.Exhibits("0")
		made(t, e)
		slopes := tableOf(t, e, "threshold-slopes")
		if len(slopes.Rows) != len(r.Slopes) || slopes.Rows[0][3].Value != r.Slopes[0].Coefficient || slopes.Rows[0][4].Text.Zh != "("+r.Slopes[0].Clustered.Digits(4)+")" {
			t.Errorf("%+v", slopes.Rows)
		}
		p := plotOf(t, e, "threshold-profile-1")
		least := math.Inf(1)
		for _, v := range p.Series[0].Points {
			if v.Y < least {
				least = v.Y
				if least == 0 && v.X != r.Thresholds[0].Value {
					t.Errorf("the ratio is zero at %v, the threshold is %v", v.X, r.Thresholds[0].Value)
				}
			}
			inside := v.Y <= p.Across[0].At
			shaded := false
			for _, s := range p.Spans {
				shaded = shaded || v.X >= s.From && v.X <= s.To
			}
			if inside != shaded {
				t.Errorf("at %v the ratio is %v, critical %v, shaded %v", v.X, v.Y, p.Across[0].At, shaded)
			}
		}
		if math.Abs(least) > 1e-9 {
			t.Errorf("the ratio of the threshold is %v", least)
		}
	}
}

func TestDiDExhibits(t *testing.T) {
	dir := worked(t, "合成-政策效果")
	spec, err := ReadDiDSpec(dir, "双重差分.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := RunDiD(dir, spec)
	if err != nil {
		t.Fatal(err)
	}
	e := r.Exhibits("0")
	made(t, e)
	estimates := tableOf(t, e, "did-estimates")
	if estimates.Rows[0][1].Value != r.Estimates[0].Value || len(estimates.Rows) != len(r.Estimates) {
		t.Errorf("%+v", estimates.Rows)
	}
	events := plotOf(t, e, "did-events")
	if len(events.Series) != 3 {
		t.Fatalf("%d series", len(events.Series))
	}
	for _, s := range events.Series {
		base := false
		for i, p := range s.Points {
			base = base || p.X == -1 && p.Y == 0 && math.IsNaN(p.Low)
			if i > 0 && p.X <= s.Points[i-1].X || p.X != -1 && !(p.Low < p.Y && p.Y < p.High) {
				t.Errorf("%s: %v", s.Name.Zh, p)
			}
		}
		if !base {
			t.Errorf("%s: the base is not zero", s.Name.Zh)
		}
	}
	weights := 0.0
	for _, s := range plotOf(t, e, "did-decomposition").Series {
		for _, p := range s.Points {
			weights += p.X
		}
	}
	if math.Abs(weights-1) > 1e-9 {
		t.Errorf("the weights of the comparisons are %v", weights)
	}
}

func TestSynthExhibits(t *testing.T) {
	dir := worked(t, "合成-政策效果")
	for name, paths := range map[string]int{"合成控制.yaml": 1, "合成双重差分.yaml": 3} {
		spec, err := ReadSynthSpec(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := RunSynth(dir, spec)
		if err != nil {
			t.Fatal(err)
		}
		e := r.Exhibits("0")
		made(t, e)
		n := 0
		for _, p := range e.Plots {
			if strings.HasPrefix(p.Name, "synth-path") {
				n++
				if len(p.Series) != 2 || len(p.Series[0].Points) != r.Periods {
					t.Errorf("%s: %d series", p.Name, len(p.Series))
				}
			}
		}
		if n != paths {
			t.Errorf("%s: %d paths, want %d", name, n, paths)
		}
		gaps := plotOf(t, e, "synth-gaps")
		if len(gaps.Series) != 2 || gaps.Series[1].Look != Faint || !math.IsNaN(gaps.Series[0].Points[len(gaps.Series[0].Points)-1].Y) {
			t.Errorf("%d series of gaps", len(gaps.Series))
		}
	}
}

// Figures of aligned columns have the same decimals, from the smallest error.
func TestAlign(t *testing.T) {
	row := func(v, se float64) []Cell { return []Cell{shortCell(Number(v)), errorCell(Number(se))} }
	x := Table{Rows: [][]Cell{row(-15.60383, 8.367), row(0.00045, 10.2), row(3, math.NaN())}}
	x.align(0, 1)
	var got []string
	for _, r := range x.Rows {
		got = append(got, r[0].Text.Zh+" "+r[1].Text.Zh)
	}
	if strings.Join(got, "; ") != "-15.60 (8.37); 0.00 (10.20); 3.00 —" {
		t.Error(got)
	}
	y := Table{Rows: [][]Cell{{shortCell(0.01234567)}, {shortCell(0)}, {wordCell("—", "—")}}}
	y.align(0)
	if y.Rows[0][0].Text.Zh != "0.01235" || y.Rows[1][0].Text.Zh != "0.00000" || y.Rows[2][0].Text.Zh != "—" {
		t.Error(y.Rows)
	}
}

func TestChance(t *testing.T) {
	for _, c := range []struct {
		p     Number
		draws int
		want  string
	}{{0, 300, "<0.004"}, {0, 0, "<0.001"}, {0.0004, 0, "<0.001"}, {0.0004, 9999, "<0.001"}, {0.0126, 0, "0.013"}, {1, 0, "1.000"}, {Number(math.NaN()), 0, "—"}} {
		if got := chanceCell(c.p, c.draws).Text.Zh; got != c.want {
			t.Errorf("%v of %d: %s, want %s", c.p, c.draws, got, c.want)
		}
	}
}

// Small and odd data end in exhibits that hold together all the same.
func TestSmallExhibits(t *testing.T) {
	d, err := runDiD(t, "u,t,y,on\na,1,10,0\na,2,15,1\nb,1,20,0\nb,2,23,1\nc,1,1,0\nc,2,2,0\nd,1,5,0\nd,2,7,0\n", effectHead+"treated: on\ndraws: 0\n")
	if err != nil {
		t.Fatal(err)
	}
	e := d.Exhibits("0")
	made(t, e)
	if tableOf(t, e, "did-estimates").Rows[0][1].Value != 2.5 || len(e.Plots) == 0 {
		t.Errorf("%+v", e.Tables[0])
	}
	s, err := runSynth(t, "u,t,y\na,1,1\na,2,2\na,3,3\na,4,9\nb,1,1\nb,2,2.5\nb,3,3\nb,4,4\nc,1,0\nc,2,1\nc,3,2.5\nc,4,3\n", effectHead+"treated_units: [a]\nstart: 4\nmethod: synthetic_control\nerrors: none\n")
	if err != nil {
		t.Fatal(err)
	}
	made(t, s.Exhibits("0"))
}
