package composite

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

func TestOptimised(t *testing.T) {
	r := full(t)
	// The reference stops at a tolerance of a tenth.
	for file, c := range map[string]struct {
		level int
		o     Optimisation
	}{"equal_L3": {3, Optimisation{Goal: Balance, Tolerance: 0.1}}, "infomax_L2": {2, Optimisation{Goal: Information, Tolerance: 0.1}}} {
		s := reference(t, "expected/opt_weights_"+file+"_WeightsOpt.csv")
		got, err := r.Optimise(c.level, c.o)
		if err != nil {
			t.Fatal(err)
		}
		t.Log(file, got.Weights, got.Value, got.Evaluations)
		for code, w := range got.Weights {
			if want := s.numbers(t, "Weight")[slices.Index(s.text("iCode"), code)]; math.Abs(w-want) > 0.01 {
				t.Errorf("%s: %s has %v, want %v", file, code, w, want)
			}
		}
		sum := 1.0 // the file has shares of the sum, for balance
		if c.o.Goal == Balance {
			sum = got.Correlations[0].Value + got.Correlations[1].Value
		}
		obtained := reference(t, "expected/opt_weights_"+file+"_CorrResultsNorm.csv").numbers(t, "Obtained")
		list := slices.Clone(got.Correlations) // the file is in alphabetical order
		slices.SortFunc(list, func(a, b Correlation) int { return strings.Compare(a.A, b.A) })
		for k, x := range list {
			if math.Abs(x.Value/sum-obtained[k]) > 0.01 {
				t.Errorf("%s: %s correlates %v, want %v", file, x.A, x.Value/sum, obtained[k])
			}
		}
		fine := c.o
		fine.Tolerance = 0
		better, err := r.Optimise(c.level, fine)
		if err != nil {
			t.Fatal(err)
		}
		t.Log(file, better.Weights, better.Value, better.Evaluations, better.Settled)
		if !(better.Value < got.Value) {
			t.Errorf("%s: a finer search comes to %v, a coarse one to %v", file, better.Value, got.Value)
		}
	}
}

// The linear programs are solved again by gonum.
func TestBenefitOfDoubt(t *testing.T) {
	r := full(t)
	again, err := r.Rerun(Aggregate{By: []Mean{Arithmetic{}, BenefitOfDoubt{}, Arithmetic{}}})
	if err != nil {
		t.Fatal(err)
	}
	table := again.Last()
	codes := r.Hierarchy.Children("Conn")
	n, m := len(table.Units), len(codes)
	ones := 0
	for k, score := range table.Column("Conn") {
		a := mat.NewDense(n, m+n, nil)
		c := make([]float64, m+n)
		b := make([]float64, n)
		for i := range n {
			for j, code := range codes {
				a.Set(i, j, table.Column(code)[i])
			}
			a.Set(i, m+i, 1)
			b[i] = 1
		}
		for j, code := range codes {
			c[j] = -table.Column(code)[k]
		}
		basis := make([]int, n)
		for i := range basis {
			basis[i] = m + i
		}
		best, _, err := lp.Simplex(c, a, b, 1e-12, basis)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(score+best) > 1e-9 {
			t.Errorf("%s: %v, by gonum %v", table.Units[k], score, -best)
		}
		if score > 1+1e-12 {
			t.Errorf("%s: %v", table.Units[k], score)
		}
		if score > 1-1e-12 {
			ones++
		}
	}
	if ones == 0 {
		t.Error("no place is at the front")
	}
	for _, u := range again.Stages[len(again.Stages)-1].Weights[:n] {
		for _, w := range u.Weights {
			if w < 0 {
				t.Errorf("%v", u)
			}
		}
	}
}

// With bounds, each child gives its share of the score.
func TestBoundedDoubt(t *testing.T) {
	r := full(t)
	again, err := r.Rerun(Aggregate{By: []Mean{Arithmetic{}, BenefitOfDoubt{Least: 0.1, Most: 0.4}, Arithmetic{}}})
	if err != nil {
		t.Fatal(err)
	}
	table := again.Last()
	for _, u := range again.Stages[len(again.Stages)-1].Weights {
		i := slices.Index(table.Units, u.Place)
		score := table.Column(u.Parent)[i]
		for code, w := range u.Weights {
			if share := w * table.Column(code)[i] / score; share < 0.1-1e-9 || share > 0.4+1e-9 {
				t.Errorf("%s %s: %s gives %v", u.Place, u.Parent, code, share)
			}
		}
	}
	_, err = r.Rerun(Aggregate{By: []Mean{Arithmetic{}, BenefitOfDoubt{Least: 0.5}, Arithmetic{}}})
	refused(t, err, BadStep, "Conn")
}

// Three places on three indicators, by hand.
func small(t testing.TB, columns map[string][]float64, order ...string) (*Hierarchy, *Data) {
	t.Helper()
	d := &Data{Units: []string{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"}[:len(columns[order[0]])]}
	nodes := []Node{{Code: "index", Level: 2, Weight: 1, Direction: 1}}
	for _, code := range order {
		nodes = append(nodes, Node{Code: code, Parent: "index", Level: 1, Weight: 1, Direction: 1})
		d.Indicators = append(d.Indicators, Column{code, columns[code]})
	}
	h, err := NewHierarchy(nodes)
	if err != nil {
		t.Fatal(err)
	}
	return h, d
}

func weighed(t *testing.T, by Weighting) Weights {
	t.Helper()
	h, d := small(t, map[string][]float64{"a": {1, 1, 2}, "b": {1, 2, 3}}, "a", "b")
	r := run51(t, h, d, Chain{Normalise{By: Directed{}}, Weigh{Level: 1, By: by}, Aggregate{By: []Mean{Arithmetic{}}}})
	return r.Weights
}

func TestWeightsByHand(t *testing.T) {
	entropy := func(p ...float64) float64 {
		e := 0.0
		for _, v := range p {
			e -= v * math.Log(v)
		}
		return 1 - e/math.Log(3)
	}
	ea, eb := entropy(0.25, 0.25, 0.5), entropy(1.0/6, 2.0/6, 3.0/6)
	near(t, weighed(t, Entropy{})["a"], ea/(ea+eb), 0, "entropy")
	va, vb := math.Sqrt(1.0/3)/(4.0/3), 1.0/2
	near(t, weighed(t, Variation{})["a"], va/(va+vb), 0, "variation")
	// of two, the conflict is the same: what is left is the deviation
	near(t, weighed(t, CRITIC{})["a"], math.Sqrt(1.0/3)/(math.Sqrt(1.0/3)+1), 0, "critic")
	near(t, weighed(t, PCA{})["a"], 0.5, 0, "pca")
	near(t, weighed(t, Equal{})["b"], 0.5, 0, "equal")
	near(t, weighed(t, Given{Weights{"a": 3, "b": 1}})["a"], 0.75, 0, "given")
	given := Given{Weights{"a": 3, "b": 1}}
	near(t, weighed(t, Combined{First: given, Second: Equal{}, How: Linear, Share: 0.2})["a"], 0.55, 0, "linear")
	near(t, weighed(t, Combined{First: given, Second: Equal{}, How: Product})["a"], 0.75, 0, "product")
	// aa = 0.625, ab = bb = 0.5: (1, 0) solves the system, so it is all of the first
	near(t, weighed(t, Combined{First: given, Second: Equal{}, How: Game})["a"], 0.75, 0, "game")
	near(t, weighed(t, Combined{First: given, Second: given, How: Game})["a"], 0.75, 0, "game of one")
}

// The weights of a consistent matrix are those it was made of; those of any
// matrix of three have a closed form.
func TestAHP(t *testing.T) {
	j := Judgement{Parent: "index", Codes: []string{"a", "b", "c"}, Matrix: [][]float64{{1, 2, 6}, {0.5, 1, 3}, {1.0 / 6, 1.0 / 3, 1}}}
	p, err := j.Solve()
	if err != nil {
		t.Fatal(err)
	}
	near(t, p.Weights["a"], 0.6, 0, "a")
	near(t, p.Weights["b"], 0.3, 0, "b")
	near(t, p.Value, 3, 0, "value")
	near(t, p.Ratio, 0, 1, "ratio")
	j.Matrix = [][]float64{{1, 3, 5}, {1.0 / 3, 1, 3}, {0.2, 1.0 / 3, 1}}
	if p, err = j.Solve(); err != nil {
		t.Fatal(err)
	}
	// for three, the eigenvalue is 1 + c + 1/c with c the cube root of 5 over 9
	c := math.Cbrt(5.0 / 9)
	near(t, p.Value, 1+c+1/c, 0, "value")
	near(t, p.Ratio, (c+1/c-2)/2/0.58, 0.01, "ratio")
	mean := [3]float64{math.Cbrt(15), 1, math.Cbrt(1.0 / 15)} // for three, the rows' geometric means
	near(t, p.Weights["a"], mean[0]/(mean[0]+mean[1]+mean[2]), 0, "a")
	j.Matrix = [][]float64{{1, 9, 1.0 / 9}, {1.0 / 9, 1, 9}, {9, 1.0 / 9, 1}}
	_, err = j.Solve()
	refused(t, err, Inconsistent, "index")
	j.Matrix = [][]float64{{1, 3, 5}, {0.5, 1, 3}, {0.2, 1.0 / 3, 1}}
	_, err = j.Solve()
	refused(t, err, NotReciprocal, "b")
	j.Matrix = [][]float64{{1, 3, 5}, {0.333, 1, 3}, {0.2, 0.333, 1}}
	if _, err = j.Solve(); err != nil {
		t.Error("a third as 0.333:", err)
	}
}

// TOPSIS by hand: two indicators, weights 3 and 1.
func TestTOPSIS(t *testing.T) {
	h, d := small(t, map[string][]float64{"a": {0, 4, 8}, "b": {8, 0, 4}}, "a", "b")
	r := run51(t, h, d, Chain{Normalise{By: Directed{}}, Aggregate{By: []Mean{TOPSIS{}}, Weights: Weights{"a": 3}}})
	for i, pair := range [][2]float64{{math.Hypot(0, 2), math.Hypot(6, 0)}, {math.Hypot(3, 0), math.Hypot(3, 2)}, {math.Hypot(6, 1), math.Hypot(0, 1)}} {
		near(t, r.Last().Column("index")[i], pair[0]/(pair[0]+pair[1]), 0, "topsis")
	}
}

// Judgements in a chain: the codes in any order, an only child without one.
func TestAHPInChain(t *testing.T) {
	node := func(code, parent string, level int) Node {
		return Node{Code: code, Parent: parent, Level: level, Weight: 1, Direction: 1}
	}
	h, err := NewHierarchy([]Node{node("i", "", 3), node("p", "i", 2), node("q", "i", 2), node("a", "p", 1), node("b", "q", 1), node("c", "q", 1)})
	if err != nil {
		t.Fatal(err)
	}
	d := &Data{Units: []string{"x", "y", "z"}, Indicators: []Column{{"a", []float64{1, 2, 3}}, {"b", []float64{3, 1, 2}}, {"c", []float64{2, 3, 1}}}}
	ahp := AHP{[]Judgement{{"q", []string{"c", "b"}, [][]float64{{1, 4}, {0.25, 1}}}}}
	r := run51(t, h, d, Chain{Normalise{By: MinMax{0, 1}}, Weigh{1, ahp}, Aggregate{By: []Mean{Arithmetic{}}}})
	near(t, r.Weights["c"], 0.8, 0, "c")
	near(t, r.Weights["b"], 0.2, 0, "b")
	near(t, r.Weights["a"], 1, 0, "a")
	near(t, r.Last().Column("q")[0], 0.2+0.8*0.5, 0, "q")
	list, err := r.Remove(1)
	if err != nil {
		t.Fatal(err)
	}
	near(t, list[1].Scores[0], (0+0.5)/2, 0, "without b, c alone")
	ahp.Families = append(ahp.Families, ahp.Families[0])
	_, err = Run(h, d, Chain{Normalise{By: MinMax{0, 1}}, Weigh{1, ahp}, Aggregate{By: []Mean{Arithmetic{}}}})
	refused(t, err, DuplicateCode, "q")
}

// Weights of a level above the indicators come from its own scores.
func TestWeighAbove(t *testing.T) {
	h, d, err := synthetic(50, 15)
	if err != nil {
		t.Fatal(err)
	}
	r := run51(t, h, d, Chain{Normalise{By: MinMax{0, 100}}, Weigh{2, Variation{}}, Aggregate{By: []Mean{Arithmetic{}}}})
	total := 0.0
	for _, n := range h.Level(2) {
		x := r.Last().Column(n.Code)
		total += deviation(x) / mean(x)
	}
	for _, n := range h.Level(2) {
		x := r.Last().Column(n.Code)
		near(t, r.Weights[n.Code], deviation(x)/mean(x)/total, 0, n.Code)
	}
	if r.Weights["i3"] != 1 {
		t.Error("weights of indicators were touched")
	}
}
