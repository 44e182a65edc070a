package industry

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/city"
)

func near(t *testing.T, got city.Number, want float64, what string) {
	t.Helper()
	if !(math.Abs(float64(got)-want) <= 1e-9) {
		t.Errorf("%s: %.12g, want %.12g", what, float64(got), want)
	}
}

// Growth Lab's figures come through a specification, from a wide table and from a
// long one.
func TestComplexityFigures(t *testing.T) {
	long := "区,年,业,数\n"
	table := folder(t, map[string]string{"d.csv": wideTable})
	s, err := readSheet(table, "d.csv")
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Below() {
		for c := 1; c < s.Width(); c++ {
			long += s.Text(i, 0) + ",2018," + s.Heading(c) + "," + s.Text(i, c) + "\n"
			long += s.Text(i, 0) + ",2012," + s.Heading(c) + ",1\n"
		}
	}
	wide, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\nfocus: [L1]\n", "d.csv": wideTable})
	if err != nil {
		t.Fatal(err)
	}
	other, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\nplace: 区\nactivity: 业\nvalue: 数\nperiod: 年\nfocus: [L1]\n", "d.csv": long})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*ComplexityResult{wide, other} {
		near(t, r.Places[0].ECI, 0.0213699049272795, "ECI")
		near(t, r.Places[0].Outlook, -1.02715891031279, "COI")
		near(t, r.Activities[1].PCI, 1.16671314862967, "PCI")
		f := r.Focus[0]
		if len(f.Held) != 3 || f.Held[0].Activity != "P3" || len(f.Options) != 5 {
			t.Errorf("held %+v", f.Held)
		}
		at := slices.IndexFunc(f.Options, func(c CellView) bool { return c.Activity == "P1" })
		near(t, f.Options[at].Density, 0.368421052631579, "density")
		near(t, f.Options[at].Gain, 0.411096544817857, "gain")
		if !slices.Equal(f.Options[at].Near, []string{"P3", "P6"}) {
			t.Errorf("near to P1: %v", f.Options[at].Near)
		}
	}
	if wide.Period != nil || other.Period == nil || *other.Period != 2018 {
		t.Errorf("periods %v %v", wide.Period, other.Period)
	}
}

// With scores from outside, places that have no index of their own get theirs.
func TestOutsideAlone(t *testing.T) {
	table := "区,甲,乙,丙,丁\n东,5,5,0,0\n西,5,5,0,0\n南,0,0,3,4\n北,0,0,4,3\n"
	r, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\noutside: {data: o.csv, value: 分}\n", "d.csv": table, "o.csv": "业,分\n甲,1\n丙,-1\n丁,0.5\n"})
	if err != nil {
		t.Fatal(err)
	}
	near(t, r.Places[0].Outside, 1, "东 or first by name")
	if r.Places[0].Rank != nil || !math.IsNaN(float64(r.Places[0].ECI)) || len(r.Notes) == 0 {
		t.Errorf("an index across groups: %+v", r.Places[0])
	}
}

// Where all incomes are alike, so are the levels of places and activities; a place
// without an income has none.
func TestIncomes(t *testing.T) {
	r, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\nincomes: {data: i.csv, value: 收入}\n", "d.csv": wideTable, "i.csv": "区,收入\nL1,7\nL2,7\nL3,7\nL4,7\nL5,7\n"})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(r.Notes, func(n city.Text) bool { return strings.HasSuffix(n.Zh, "算出：L6") }) {
		t.Errorf("nothing says who has no income: %v", r.Notes)
	}
	for i, p := range r.Places {
		if i == 5 && !math.IsNaN(float64(p.EXPY)) {
			t.Errorf("L6 has %v", p.EXPY)
		}
		if i < 5 {
			near(t, p.EXPY, 7, p.Place)
		}
	}
	for _, v := range r.Activities {
		near(t, v.PRODY, 7, v.Activity)
	}
}

// By hand: of the other space L1 has X, which L1, L2 and L3 have; with P3, which
// L1, L3 and L5 have, it shares two of three places. Y, which only L4 to L6 have,
// is near to P3 by one of three.
func TestLinked(t *testing.T) {
	r, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\nlinked: {data: l.csv}\nfocus: [L1]\nshow: 8\n", "d.csv": wideTable, "l.csv": "区,X,Y\nL1,9,1\nL2,9,1\nL3,9,1\nL4,1,9\nL5,1,9\nL6,1,9\n"})
	if err != nil {
		t.Fatal(err)
	}
	list := r.Focus[0].Linked
	at := slices.IndexFunc(list, func(l LinkedView) bool { return l.Activity == "P3" })
	near(t, list[at].Density, (2.0/3)/(2.0/3+1.0/3), "density of X around P3")
	if !list[at].Here || !slices.Equal(list[at].Near, []string{"X"}) {
		t.Errorf("P3: %+v", list[at])
	}
}

// A place with one activity of sixty has a rank that nobody should quote.
func TestNarrowPlaces(t *testing.T) {
	table := "区,业,数\n"
	for j := range 60 {
		for i, place := range []string{"东", "西", "南", "北"} {
			if (i+j)%3 > 0 || j < 5*i {
				v := 1 + (i*j)%7
				if j == 0 { // 中's, which others have too
					v = 400
				}
				table += fmt.Sprintf("%s,%d,%d\n", place, j, v)
			}
		}
	}
	table += "中,0,3\n"
	r, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\nactivity: 业\nvalue: 数\n", "d.csv": table})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(r.Notes, func(n city.Text) bool {
		return strings.HasSuffix(n.Zh, "不宜引用：中") && strings.Contains(n.En, "handful")
	}) {
		t.Errorf("notes: %v", r.Notes)
	}
}

// Two years whose change is known: 2012 has one of everything.
func TestChange(t *testing.T) {
	table := "区,年,甲,乙\n东,1,10,10\n西,1,10,10\n南,1,10,20\n东,2,30,10\n西,2,10,10\n南,2,10,30\n"
	r, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\nperiod: 年\nsince: 1\noutside: {data: o.csv, value: 分}\n", "d.csv": table, "o.csv": "业,分\n甲,1\n乙,0\n"})
	if err != nil {
		t.Fatal(err)
	}
	s := r.Change.Shifts[slices.IndexFunc(r.Change.Shifts, func(s ShiftView) bool { return s.Place == "东" })]
	near(t, s.After-s.Before, 20, "growth")
	near(t, s.Common, 20*30.0/70, "common")
	near(t, s.Mix, 10*(20.0/30-3.0/7)+10*(10.0/40-3.0/7), "mix")
	near(t, s.Common+s.Mix+s.Own, 20, "parts")
}

func TestInputOutputFigures(t *testing.T) {
	r, err := inputOutputOf(t, map[string]string{"a.yaml": "data: d.csv\nfinal: [最终使用]\nuses: [劳动]\nmargins: {data: m.csv, rows: 行, columns: 列}\nregion: {data: m.csv, value: 本地, method: slq}\nshock: {cuts: [{sector: 甲, share: 0.5}], final_first: true}\n",
		"d.csv": "部门,甲,乙,最终使用\n甲,150,500,350\n乙,200,100,1700\n劳动,300,500,\n", "m.csv": "部门,行,列,本地\n甲,700,400,100\n乙,300,600,100\n"})
	if err != nil {
		t.Fatal(err)
	}
	near(t, r.Sectors[0].Multiplier, 1.518151815181518, "multiplier")
	near(t, r.Sectors[1].Extraction.Total, 2588.235294117647, "extraction")
	near(t, r.Sectors[0].Uses[0].Multiplier, 0.3*1.25412541254125+0.25*0.264026402640264, "labour")
	near(t, r.Region.Sectors[1].Quotient, 0.5/(2.0/3), "quotient")
	near(t, r.Fitted.Flows[0][0]+r.Fitted.Flows[0][1], 700, "margin")
	near(t, r.Shock.Stops[1].Left, 500.0/650, "the other gets what is left")
	if *r.Shock.Stops[1].Binding != "甲" {
		t.Errorf("binding %v", r.Shock.Stops[1])
	}
}

// Figures of Growth Lab's continuous and asymmetric proximities and of EconGeo's
// relatedness come through too.
func TestProximities(t *testing.T) {
	for by, want := range map[string]float64{"continuous": 1.20541488667012, "conditional": 0.428571428571429, "geometric": 0, "prob": 0, "association": 0, "cosine": 0, "jaccard": 0} {
		r, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\nfocus: [L1]\nproximity: " + by + "\n", "d.csv": wideTable})
		if err != nil {
			t.Errorf("%s: %v", by, err)
			continue
		}
		f := r.Focus[0]
		if at := slices.IndexFunc(f.Options, func(c CellView) bool { return c.Activity == "P1" }); want > 0 {
			near(t, f.Options[at].Density, want, by)
		} else if d := float64(f.Options[at].Density); !(d > 0 && d < 1) {
			t.Errorf("%s: a density of %v", by, d)
		}
		if f.Alike[0].Place != "L5" {
			t.Errorf("most like L1: %v", f.Alike)
		}
		near(t, f.Alike[0].Correlation, 0.47546966991483, "Datawheel's similarity")
	}
}

// Rows in another order give the same bytes.
func TestSameBytes(t *testing.T) {
	lines := bytes.Split(bytes.TrimSpace([]byte(wideTable)), []byte("\n"))
	slices.Reverse(lines[1:])
	var out [2][]byte
	for k, table := range []string{wideTable, string(bytes.Join(lines, []byte("\n")))} {
		r, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\nnetwork: {}\nfocus: [L1, L5]\n", "d.csv": table})
		if err != nil {
			t.Fatal(err)
		}
		r.Files = nil // their hashes differ
		if out[k], err = json.Marshal(r); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(out[0], out[1]) {
		t.Error("the order of rows changes the result")
	}
}

// A place that is in one period only is as if it were in neither for what changed,
// and is named.
func TestPlacesOfOnePeriod(t *testing.T) {
	rows := strings.Split(strings.TrimSpace(yearTable), "\n")
	all := strings.Join(rows, "\n") + "\n"
	for i, row := range rows[1:] {
		if i != 1 {
			all += strings.Replace(strings.Replace(row, ",2018,", ",2012,", 1), ",1.", ",9.", 2) + "\n"
		}
	}
	change := func(spec string) *ComplexityResult {
		r, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\nperiod: 年\nsince: 2012\n" + spec, "d.csv": all})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	with, without := change(""), change("leave_out: [L2]\n")
	a, _ := json.Marshal(with.Change)
	b, _ := json.Marshal(without.Change)
	if len(with.Change.Shifts) != 5 || len(with.Change.Entries) == 0 || !bytes.Equal(a, b) {
		t.Errorf("L2 counts:\n%s\n%s", a, b)
	}
	named := func(n city.Text) bool {
		return strings.HasSuffix(n.Zh, "只在一期有数的地方：L2") && strings.HasSuffix(n.En, "2012: L2")
	}
	if !slices.ContainsFunc(with.Notes, named) || slices.ContainsFunc(without.Notes, named) {
		t.Errorf("L2 is not named: %v", with.Notes)
	}
	_, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\nperiod: 年\nsince: 2012\n", "d.csv": strings.ReplaceAll(yearTable, "\nL", "\nM") + strings.ReplaceAll(strings.Join(rows[1:], "\n"), ",2018,", ",2012,") + "\n"})
	refused(t, "other places", err, "bad_spec", "a.yaml", 3)
}

// Final uses are fitted with deliveries where the new sums have rows for them,
// negative ones by GRAS: signs and margins hold, and factors across any two rows and
// columns are those of the old table.
func TestFittedFinalUses(t *testing.T) {
	r, err := inputOutputOf(t, map[string]string{"a.yaml": "data: d.csv\nfinal: [消费, 净流出]\noutput: 产出\nuses: [增加值]\nmargins: {data: m.csv, rows: 行, columns: 列}\n",
		"d.csv": "部门,甲,乙,消费,净流出,产出\n甲,10,20,75,-5,100\n,,,,,\n乙,30,40,70,10,150\n增加值,60,80,,,\n", "m.csv": "部门,行,列\n甲,110,45\n乙,160,65\n消费,,158\n净流出,,2\n"})
	if err != nil {
		t.Fatal(err)
	}
	f := r.Fitted
	for i, want := range []float64{110, 160} {
		near(t, f.Flows[i][0]+f.Flows[i][1]+f.Final[i][0]+f.Final[i][1], want, "row")
	}
	for j, want := range []float64{45, 65} {
		near(t, f.Flows[0][j]+f.Flows[1][j], want, "column")
		near(t, f.Final[0][j]+f.Final[1][j], []float64{158, 2}[j], "final use")
	}
	near(t, f.Flows[0][0]*f.Flows[1][1]/f.Flows[0][1]/f.Flows[1][0], 10.0*40/20/30, "odds of deliveries")
	near(t, f.Flows[0][0]*f.Final[1][0]/f.Final[0][0]/f.Flows[1][0], 10.0*70/75/30, "odds of consumption")
	if f.Final[0][1] >= 0 {
		t.Errorf("a negative use became %v", f.Final[0][1])
	}
	if !strings.Contains(r.Notes[0].Zh, "小于总产出，有的投入不在表里（如进口品）：乙") || strings.Contains(r.Notes[0].Zh+r.Notes[0].En, "%!") {
		t.Errorf("value added of 乙 is too low: %+v", r.Notes)
	}
}

// Of a table that is the same everywhere every place has every activity, whatever
// the rounding; then nothing tells them apart.
func TestAlikeButForRounding(t *testing.T) {
	_, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\n", "d.csv": "区,甲,乙,丙\n东,0.3,0.7,0.1\n西,0.9,2.1,0.3\n南,3.3,7.7,1.1\n北,1.2,2.8,0.4\n"})
	refused(t, "alike", err, "too_even", "d.csv", 0)
}

// A line that is called a total is refused though it does not add up; blank lines
// are none.
func TestTotalsByName(t *testing.T) {
	for table, line := range map[string]int{wideTable + "全 市,1,2,3,4,5,6,7,8\n": 8, strings.Replace(wideTable, "P8", "合计", 1): 1} {
		_, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\n", "d.csv": table})
		refused(t, "total", err, "total_row", "d.csv", line)
	}
	blank, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\n", "d.csv": strings.Replace(wideTable, "L3,", ",,,,,,,,\nL3,", 1)})
	if err != nil {
		t.Fatal(err)
	}
	plain, err := complexityOf(t, map[string]string{"a.yaml": "data: d.csv\n", "d.csv": wideTable})
	if err != nil || plain.Places[0].ECI != blank.Places[0].ECI {
		t.Errorf("a blank line changes the index: %v", err)
	}
}
