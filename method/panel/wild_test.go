package panel

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// literal re-estimates every draw of a wild bootstrap: outcomes are fitted
// values of the restricted regression plus weights × its residuals, each
// regressed anew, with clustered errors. It gives the t of each draw but the
// first.
func literal(t *testing.T, d Data, options Options, name string, wild Wild, enumerated bool) []float64 {
	t.Helper()
	options.Errors = Clustered
	full, err := Fit(d, options)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.Index(d.Names, name)
	null, model, restricted := wild.Null, full, d
	if wild.Unrestricted {
		null = full.Terms[at].Coefficient
	} else {
		restricted.Outcome = slices.Clone(d.Outcome)
		for i, x := range d.Regressors[at] {
			restricted.Outcome[i] -= null * x
		}
		restricted.Regressors = slices.Delete(slices.Clone(d.Regressors), at, at+1)
		restricted.Names = slices.Delete(slices.Clone(d.Names), at, at+1)
		if model, err = Fit(restricted, options); err != nil {
			t.Fatal(err)
		}
	}
	rows := full.Sample.Rows
	cluster := options.Cluster
	if cluster == nil {
		cluster = d.Unit
	}
	group := number(rows, cluster)
	weight := make([]float64, slices.Max(group)+1)
	var out []float64
	for b := 1; b < wild.Draws; b++ {
		wild.draw(weight, b, enumerated)
		drawn := d
		drawn.Outcome = slices.Clone(d.Outcome)
		for i, row := range rows {
			drawn.Outcome[row] += (weight[group[i]] - 1) * model.Residuals[i]
		}
		r, err := Fit(drawn, options)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, (r.Terms[at].Coefficient-null)/r.Terms[at].StandardError)
	}
	return out
}

func TestWildAgainstLiteral(t *testing.T) {
	d := random(7, 14, 9)
	coarse := make([]int, len(d.Unit)) // clusters of units
	for i, u := range d.Unit {
		coarse[i] = u % 6
	}
	periods := 0
	for _, c := range []struct {
		name    string
		data    Data
		options Options
		wild    Wild
	}{
		{"units", d, Options{UnitEffects: true}, Wild{Draws: 200, Seed: 1}},
		{"two ways", d, Options{UnitEffects: true, PeriodEffects: true}, Wild{Draws: 200, Seed: 2, Null: 1.9}},
		{"two ways, units in clusters", random(9, 40, 7), Options{UnitEffects: true, PeriodEffects: true}, Wild{Draws: 200, Seed: 2, Null: 1.9}},
		{"two ways, more periods", random(9, 7, 30), Options{UnitEffects: true, PeriodEffects: true}, Wild{Draws: 64, Seed: 2, Null: 1.95}},
		{"no effects", d, Options{}, Wild{Draws: 100, Seed: 3, Null: 1.8}},
		{"periods", d, Options{PeriodEffects: true}, Wild{Draws: 100, Seed: 3, Null: 1.5}},
		{"six clusters", d, Options{UnitEffects: true, PeriodEffects: true, Cluster: coarse}, Wild{Draws: 64, Null: 1.95}},
		{"Webb", d, Options{UnitEffects: true, PeriodEffects: true, Cluster: coarse}, Wild{Draws: 200, Weights: Webb, Null: 1.95}},
		{"by period", d, Options{UnitEffects: true, Cluster: d.Period}, Wild{Draws: 100, Seed: 4, Null: 2.1}},
		{"unrestricted", d, Options{UnitEffects: true, PeriodEffects: true}, Wild{Draws: 200, Seed: 5, Null: 1.9, Unrestricted: true}},
	} {
		options := c.options
		options.Errors = Clustered
		e, err := estimate(c.data, options)
		if err != nil {
			t.Fatal(err)
		}
		fast, err := WildBootstrap(c.data, c.options, "x1", c.wild)
		if err != nil {
			t.Fatal(err)
		}
		m, err := e.moments(0, c.wild, fast.Enumerated)
		if err != nil {
			t.Fatal(err)
		}
		count := 1
		shift := m.estimate - c.wild.Null
		if c.wild.Unrestricted {
			shift = 0
		}
		factor := e.result.Terms[0].StandardError / math.Sqrt(m.variance) // the constant parts of the t
		for b, want := range literal(t, c.data, c.options, "x1", c.wild, fast.Enumerated) {
			n, v := m.numerator[b], m.denominator[b]
			got := (n[0] + shift*n[1]) / m.squares / (math.Sqrt(v[0]+2*shift*v[1]+shift*shift*v[2]) * factor)
			if math.Abs(got-want) > 1e-8*max(1, math.Abs(want)) {
				t.Fatalf("%s, draw %d: t = %v, by estimating anew %v", c.name, b+1, got, want)
			}
			if math.Abs(want) >= math.Abs(fast.TStatistic)*(1-1e-9) {
				count++
			}
		}
		if want := float64(count) / float64(fast.Draws); fast.Probability != want {
			t.Errorf("%s: p = %v, by estimating anew %v", c.name, fast.Probability, want)
		}
		if e.reach() == byPeriod {
			periods++
		}
		if !(fast.Low < fast.Coefficient && fast.Coefficient < fast.High) || m.probability(fast.Low) > 0.05 || m.probability(fast.High) > 0.05 ||
			m.probability(fast.Low+1e-6) <= 0.05 || m.probability(fast.High-1e-6) <= 0.05 {
			t.Errorf("%s: interval %v to %v", c.name, fast.Low, fast.High)
		}
	}
	if periods < 3 {
		t.Errorf("%d cases go by periods, want 3", periods)
	}
}

// Grunfeld's ten firms: all 1,024 patterns of signs, each regressed anew with
// dummies in R 4.2.2 (lm.fit), weakly larger t counted.
func TestWildGrunfeld(t *testing.T) {
	d := grunfeld(t)
	for _, c := range []struct {
		two     bool
		name    string
		null, p float64
	}{
		{false, "value", 0, 0.00390625}, {false, "value", 0.05, 0.1640625}, {false, "value", 0.2, 0.046875}, {false, "value", 0.4, 0.03125},
		{false, "capital", 0, 0.025390625}, {false, "capital", 0.05, 0.080078125}, {false, "capital", 0.2, 0.654296875}, {false, "capital", 0.4, 0.0234375},
		{true, "value", 0, 0.001953125}, {true, "value", 0.05, 0.005859375}, {true, "value", 0.2, 0.00390625}, {true, "value", 0.4, 0.001953125},
		{true, "capital", 0, 0.05078125}, {true, "capital", 0.05, 0.072265625}, {true, "capital", 0.2, 0.6171875}, {true, "capital", 0.4, 0.28515625},
	} {
		r, err := WildBootstrap(d, Options{UnitEffects: true, PeriodEffects: c.two}, c.name, Wild{Null: c.null})
		if err != nil {
			t.Fatal(err)
		}
		if !r.Enumerated || r.Probability != c.p {
			t.Errorf("%+v: p = %v", c, r.Probability)
		}
	}
}

func TestWildIsTheSame(t *testing.T) {
	d := random(8, 40, 6)
	options := Options{UnitEffects: true, PeriodEffects: true}
	one, err := WildBootstrap(d, options, "x2", Wild{Draws: 1000, Seed: 9, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	two, err := WildBootstrap(d, options, "x2", Wild{Draws: 1000, Seed: 9, Workers: 7})
	if err != nil {
		t.Fatal(err)
	}
	one.Sample, two.Sample = nil, nil
	if *one != *two {
		t.Errorf("%+v, then %+v", one, two)
	}
	if one.Coarse || one.Enumerated || one.Smallest != 0.001 {
		t.Errorf("%+v", one)
	}
}

// The order of rows and powers of two as units of measure change no bit.
func TestWildProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := random(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(4, 16).Draw(t, "units"), 6)
		options := Options{UnitEffects: true, PeriodEffects: rapid.Bool().Draw(t, "periods")}
		wild := Wild{Draws: 150, Seed: 4, Null: rapid.Float64Range(0, 4).Draw(t, "null"), Unrestricted: rapid.Bool().Draw(t, "unrestricted")}
		if rapid.Bool().Draw(t, "webb") {
			wild.Weights = Webb
		}
		one, err := WildBootstrap(d, options, "x1", wild)
		if err != nil {
			t.Skip(err)
		}
		p := Data{Regressors: make([][]float64, 2), Names: d.Names, OutcomeName: "y"}
		for _, i := range rand.New(rand.NewPCG(1, 1)).Perm(len(d.Unit)) {
			p.Unit, p.Period, p.Outcome = append(p.Unit, d.Unit[i]), append(p.Period, d.Period[i]), append(p.Outcome, 4*d.Outcome[i])
			for j := range p.Regressors {
				p.Regressors[j] = append(p.Regressors[j], d.Regressors[j][i])
			}
		}
		wild.Null *= 4
		two, err := WildBootstrap(p, options, "x1", wild)
		if err != nil {
			t.Fatal(err)
		}
		if one.Probability != two.Probability || one.Low*4 != two.Low || one.High*4 != two.High {
			t.Fatalf("%+v, then %+v", one, two)
		}
		if one.Probability < one.Smallest || one.Probability > 1 || !(one.Low < one.Coefficient && one.Coefficient < one.High) {
			t.Fatalf("%+v", one)
		}
	})
}

func TestWildFewClusters(t *testing.T) {
	d := random(5, 8, 5)
	cluster := make([]int, len(d.Unit))
	for i, u := range d.Unit {
		cluster[i] = u % 4
	}
	options := Options{UnitEffects: true, Cluster: cluster}
	r, err := WildBootstrap(d, options, "x1", Wild{})
	if err != nil {
		t.Fatal(err)
	}
	// four clusters, eight values of t: nothing can be refused at 5 percent
	if !r.Enumerated || r.Draws != 16 || r.Smallest != 0.125 || !r.Coarse || r.Probability < r.Smallest || !math.IsInf(r.Low, -1) || !math.IsInf(r.High, 1) {
		t.Errorf("%+v", r)
	}
	r, err = WildBootstrap(d, options, "x1", Wild{Weights: Webb})
	if err != nil {
		t.Fatal(err)
	}
	if r.Enumerated || r.Coarse || !(r.Probability > 0) {
		t.Errorf("%+v", r)
	}
	d.Regressors, d.Names = d.Regressors[:1], d.Names[:1]
	for i, u := range d.Unit { // varies within one unit only
		if u != d.Unit[0] {
			d.Regressors[0][i] = 1
		}
	}
	single, err := Fit(d, Options{UnitEffects: true, Errors: Clustered})
	if err != nil || !math.IsNaN(single.Terms[0].StandardError) {
		t.Errorf("%+v, %v", single, err)
	}
	many := random(6, MaxWildClusters+300, 4)
	for _, c := range []struct {
		kind    Kind
		data    Data
		options Options
	}{
		{OneCluster, d, Options{UnitEffects: true}},
		{OneCluster, d, Options{UnitEffects: true, Cluster: make([]int, len(d.Unit))}},
		{TooManyClusters, many, Options{PeriodEffects: true}},
	} {
		_, err := WildBootstrap(c.data, c.options, "x1", Wild{})
		var fault *Fault
		if !errors.As(err, &fault) || fault.Kind != c.kind {
			t.Errorf("want %s, got %v", c.kind, err)
		}
	}
	if _, err := WildBootstrap(many, Options{UnitEffects: true}, "x1", Wild{Draws: 199}); err != nil {
		t.Errorf("many clusters with effects within: %v", err)
	}
}

func BenchmarkWild(b *testing.B) {
	for _, units := range []int{10, 300} {
		b.Run(fmt.Sprint(units, "x20"), func(b *testing.B) {
			d := random(6, units, 20)
			for b.Loop() {
				if _, err := WildBootstrap(d, Options{UnitEffects: true, PeriodEffects: true}, "x1", Wild{Draws: 10000, Weights: Webb}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
