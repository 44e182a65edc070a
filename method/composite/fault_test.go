package composite

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// refused asserts a fault of one kind that names one code, or none.
func refused(t testing.TB, err error, kind Kind, name string) {
	t.Helper()
	var f *Fault
	if !errors.As(err, &f) {
		t.Errorf("want %s of %q, got %v", kind, name, err)
		return
	}
	if f.Kind != kind || name != "" && !slices.Contains(f.Names, name) && f.Place != name {
		t.Errorf("want %s of %q, got %v (%#v)", kind, name, err, f)
	}
}

func TestBadHierarchy(t *testing.T) {
	top := Node{Code: "i", Level: 2, Weight: 1, Direction: 1}
	leaf := func(code, parent string, level int, weight float64, direction int) Node {
		return Node{Code: code, Parent: parent, Level: level, Weight: weight, Direction: direction}
	}
	for what, c := range map[string]struct {
		nodes []Node
		kind  Kind
		name  string
	}{
		"nothing":         {nil, NoNode, ""},
		"one node":        {[]Node{leaf("a", "", 1, 1, 1)}, NoNode, ""},
		"code twice":      {[]Node{top, leaf("a", "i", 1, 1, 1), leaf("a", "i", 1, 1, 1)}, DuplicateCode, "a"},
		"no code":         {[]Node{top, leaf("", "i", 1, 1, 1)}, NoCode, ""},
		"unknown parent":  {[]Node{top, leaf("a", "j", 1, 1, 1)}, UnknownParent, "j"},
		"cycle":           {[]Node{leaf("a", "b", 1, 1, 1), leaf("b", "c", 2, 1, 1), leaf("c", "b", 3, 1, 1)}, Cycle, "a"},
		"own parent":      {[]Node{leaf("a", "a", 1, 1, 1)}, Cycle, "a"},
		"two roots":       {[]Node{top, leaf("a", "i", 1, 1, 1), leaf("b", "", 1, 1, 1)}, TwoRoots, "b"},
		"level jump":      {[]Node{leaf("i", "", 3, 1, 1), leaf("a", "i", 1, 1, 1)}, LevelJump, "a"},
		"level 0":         {[]Node{leaf("i", "", 1, 1, 1), leaf("a", "i", 0, 1, 1)}, LevelJump, "a"},
		"no child":        {[]Node{leaf("i", "", 3, 1, 1), leaf("p", "i", 2, 1, 1), leaf("q", "i", 2, 1, 1), leaf("a", "p", 1, 1, 1)}, NoChild, "q"},
		"level very high": {[]Node{leaf("i", "", 1<<40, 1, 1)}, NoChild, "i"},
		"direction 0":     {[]Node{top, leaf("a", "i", 1, 1, 0)}, BadDirection, "a"},
		"weight negative": {[]Node{top, leaf("a", "i", 1, -1, 1)}, BadWeight, "a"},
		"weight NaN":      {[]Node{top, leaf("a", "i", 1, math.NaN(), 1)}, BadWeight, "a"},
		"weights zero":    {[]Node{top, leaf("a", "i", 1, 0, 1), leaf("b", "i", 1, 0, 1)}, ZeroWeights, "i"},
	} {
		t.Run(what, func(t *testing.T) {
			_, err := NewHierarchy(c.nodes)
			refused(t, err, c.kind, c.name)
		})
	}
}

// good is a small index that runs, for tests that break one thing.
func good(t testing.TB) (*Hierarchy, *Data, Chain) {
	h, d := small(t, map[string][]float64{"a": {1, 2, 4, 3, 9}, "b": {7, 1, 0, 2, 2}, "c": {3, -1, 2, 6, 5}}, "a", "b", "c")
	d.Denominators = []Column{{"people", []float64{10, 20, 30, 40, 50}}, {"none", []float64{1, 0, 1, 1, 1}}}
	d.Groups = []Grouping{{"east", []string{"1", "1", "0", "0", ""}}}
	chain := Chain{Denominate{}, Impute{Method: ImputeMean}, Screen{}, Treat{By: Usual(1)}, Normalise{By: MinMax{0, 100}}, Aggregate{By: []Mean{Arithmetic{}}}}
	if _, err := Run(h, d, chain); err != nil {
		t.Fatal(err)
	}
	return h, d, chain
}

func TestBadData(t *testing.T) {
	nan := math.NaN()
	for what, c := range map[string]struct {
		spoil func(d *Data)
		kind  Kind
		name  string
	}{
		"no rows":               {func(d *Data) { d.Units = nil }, NoPlace, ""},
		"empty name":            {func(d *Data) { d.Units[2] = "" }, NoPlace, ""},
		"place twice":           {func(d *Data) { d.Units[2] = "甲" }, DuplicatePlace, "甲"},
		"place twice in a year": {func(d *Data) { d.Units[2] = "甲"; d.Periods = []int{1, 1, 1, 2, 2} }, DuplicatePlace, "甲"},
		"periods too short":     {func(d *Data) { d.Periods = []int{1} }, WrongLength, "period"},
		"one place only":        {func(d *Data) { d.Units = []string{"甲", "甲", "甲", "甲", "甲"}; d.Periods = []int{1, 2, 3, 4, 5} }, OnePlace, "甲"},
		"column twice":          {func(d *Data) { d.Indicators = append(d.Indicators, d.Indicators[0]) }, DuplicateColumn, "a"},
		"column missing":        {func(d *Data) { d.Indicators = d.Indicators[1:] }, NoColumn, "a"},
		"column unknown":        {func(d *Data) { d.Indicators[0].Code = "x" }, UnknownColumn, "x"},
		"column of the index":   {func(d *Data) { d.Indicators[0].Code = "index" }, UnknownColumn, "index"},
		"column too short":      {func(d *Data) { d.Indicators[0].Values = []float64{1} }, WrongLength, "a"},
		"infinite":              {func(d *Data) { d.Indicators[0].Values[1] = math.Inf(-1) }, NotFinite, "乙"},
		"huge":                  {func(d *Data) { d.Indicators[0].Values[1] = 1e200 }, TooLarge, "乙"},
		"all missing":           {func(d *Data) { d.Indicators[0].Values = []float64{nan, nan, nan, nan, nan} }, AllMissing, "a"},
		"denominator twice":     {func(d *Data) { d.Denominators[1].Code = "people" }, DuplicateColumn, "people"},
		"denominator infinite":  {func(d *Data) { d.Denominators[1].Values[0] = math.Inf(1) }, NotFinite, "none"},
		"grouping too short":    {func(d *Data) { d.Groups[0].Label = nil }, WrongLength, "east"},
		"constant":              {func(d *Data) { d.Indicators[1].Values = []float64{4, 4, 4, nan, 4} }, Constant, "b"},
		"constant but rounding": {func(d *Data) { d.Indicators[1].Values = []float64{0.3, 0.1 + 0.2, 0.3, 0.3, 0.3} }, Constant, "b"},
	} {
		t.Run(what, func(t *testing.T) {
			h, d, chain := good(t)
			c.spoil(d)
			r, err := Run(h, d, chain)
			refused(t, err, c.kind, c.name)
			if err == nil {
				t.Logf("%v", r.Last().Column("index"))
			}
		})
	}
}

// Each entry stands in the place of the step of its name.
func TestBadSteps(t *testing.T) {
	for what, c := range map[string]struct {
		step Step
		kind Kind
		name string
	}{
		"denominator unknown":         {Denominate{By: []Denomination{{Code: "a", Denominator: "area"}}}, UnknownDenominator, "area"},
		"denominator zero":            {Denominate{By: []Denomination{{Code: "a", Denominator: "none"}}}, BadDenominator, "乙"},
		"denominate what":             {Denominate{By: []Denomination{{Code: "x", Denominator: "people"}}}, UnknownCode, "x"},
		"denominate the index":        {Denominate{By: []Denomination{{Code: "index", Denominator: "people"}}}, UnknownCode, "index"},
		"denominate twice":            {Denominate{By: []Denomination{{Code: "a"}, {Code: "a"}}}, DuplicateCode, "a"},
		"scale":                       {Denominate{By: []Denomination{{Code: "a", Denominator: "people", Scale: -1}}}, BadStep, "a"},
		"impute how":                  {Impute{}, BadStep, ""},
		"impute by what group":        {Impute{Method: ImputeGroupMean, Group: "west"}, UnknownGroup, "west"},
		"impute over what time":       {Impute{Method: ImputeLatest}, NoPeriods, "latest"},
		"share above 1":               {Screen{Available: 1.1}, BadStep, "share"},
		"screen NaN":                  {Screen{NonZero: math.NaN()}, BadStep, "share"},
		"screen whom":                 {Screen{Keep: []string{"子"}}, UnknownPlace, "子"},
		"keep and drop":               {Screen{Keep: []string{"甲"}, Drop: []string{"甲"}}, BadStep, "甲"},
		"none left":                   {Screen{Only: []string{}}, NoPlace, ""},
		"one left":                    {Screen{Only: []string{"甲"}}, OnePlace, "甲"},
		"treat what":                  {Treat{Only: []TreatOne{{"x", Usual(1)}}}, UnknownCode, "x"},
		"treat twice":                 {Treat{Only: []TreatOne{{"a", Usual(1)}, {"a", Usual(2)}}}, DuplicateCode, "a"},
		"transform how":               {Treat{By: Treatment{Then: "square"}}, BadStep, "square"},
		"points below zero":           {Treat{By: Usual(-1)}, BadStep, ""},
		"log of zero":                 {Treat{Only: []TreatOne{{"b", Treatment{Then: Log, Force: true}}}}, NotPositive, "b"},
		"log of less":                 {Treat{Only: []TreatOne{{"c", Treatment{Then: Log, Force: true}}}}, NotPositive, "乙"},
		"no normalisation":            {Normalise{}, BadStep, "a"},
		"range empty":                 {Normalise{By: MinMax{1, 1}}, BadStep, "a"},
		"deviation 0":                 {Normalise{By: ZScore{}}, BadStep, "a"},
		"no target":                   {Normalise{By: DistanceToTarget{}}, NoTarget, "a"},
		"no goalposts":                {Normalise{By: Posts{Scale: 100}}, NoTarget, "a"},
		"no such reference":           {Normalise{By: DistanceToReference{Place: "子"}}, UnknownPlace, "子"},
		"reference the worst":         {Normalise{By: DistanceToReference{Place: "甲"}}, LastReference, "a"},
		"no mean":                     {Aggregate{}, BadStep, "means"},
		"a mean of nothing":           {Aggregate{By: []Mean{nil}}, BadStep, "means"},
		"two means for one level":     {Aggregate{By: []Mean{Arithmetic{}, Arithmetic{}}}, BadStep, "means"},
		"geometric of zero":           {Aggregate{By: []Mean{Geometric{}}}, NotPositive, "a"},
		"harmonic of zero":            {Aggregate{By: []Mean{Harmonic{}}}, NotPositive, "a"},
		"power 0":                     {Aggregate{By: []Mean{Power{}}}, BadStep, "power"},
		"power too large":             {Aggregate{By: []Mean{Power{1000}}}, TooLarge, "index"},
		"power below zero, of zero":   {Aggregate{By: []Mean{Power{-2}}}, NotPositive, "a"},
		"weight of what":              {Aggregate{By: []Mean{Arithmetic{}}, Weights: Weights{"x": 1}}, UnknownWeight, "x"},
		"weight below zero":           {Aggregate{By: []Mean{Arithmetic{}}, Weights: Weights{"a": -1}}, BadWeight, "a"},
		"weights all zero":            {Aggregate{By: []Mean{Arithmetic{}}, Weights: Weights{"a": 0, "b": 0, "c": 0}}, ZeroWeights, "index"},
		"all left out":                {Aggregate{By: []Mean{Arithmetic{}}, Without: []string{"a", "b", "c"}}, ZeroWeights, "index"},
		"leave out what":              {Aggregate{By: []Mean{Arithmetic{}}, Without: []string{"x"}}, UnknownCode, "x"},
		"available above 1":           {Aggregate{By: []Mean{Arithmetic{}}, Available: []float64{2}}, BadStep, "available"},
		"doubt share":                 {Aggregate{By: []Mean{BenefitOfDoubt{Least: 0.5}}}, BadStep, "index"},
		"doubt most below least":      {Aggregate{By: []Mean{BenefitOfDoubt{Least: 0.3, Most: 0.2}}}, BadStep, "share"},
		"an index of fractions below": {Normalise{By: FractionOfMax{}, Only: []NormaliseOne{{"x", Rank{}}}}, UnknownCode, "x"},
	} {
		t.Run(what, func(t *testing.T) {
			h, d, chain := good(t)
			for i, s := range chain {
				if s.Name() == c.step.Name() {
					chain[i] = c.step
				}
			}
			_, err := Run(h, d, chain)
			refused(t, err, c.kind, c.name)
		})
	}
}

func TestBadChains(t *testing.T) {
	h, d, _ := good(t)
	n, a := Normalise{By: MinMax{0, 1}}, Aggregate{By: []Mean{Arithmetic{}}}
	for what, c := range map[string]struct {
		chain Chain
		kind  Kind
	}{
		"nothing":                   {Chain{nil}, BadStep},
		"a pointer":                 {Chain{&n}, BadStep},
		"aggregate what":            {Chain{a}, StepOrder},
		"twice":                     {Chain{n, n}, StepOrder},
		"after the end":             {Chain{n, a, Impute{Method: ImputeNone}}, StepOrder},
		"treat scores":              {Chain{n, Treat{By: Usual(5)}}, StepOrder},
		"denominate scores":         {Chain{n, Denominate{}}, StepOrder},
		"weigh figures":             {Chain{Weigh{1, Equal{}}, n, a}, StepOrder},
		"weigh a level twice":       {Chain{n, Weigh{1, Equal{}}, Weigh{1, PCA{}}, a}, StepOrder},
		"weigh the index":           {Chain{n, Weigh{2, Equal{}}, a}, BadStep},
		"weigh by nothing":          {Chain{n, Weigh{Level: 1}, a}, BadStep},
		"given to some":             {Chain{n, Weigh{1, Given{Weights{"a": 1}}}, a}, UnknownWeight},
		"given to none":             {Chain{n, Weigh{1, Given{Weights{"a": 0, "b": 0, "c": 0}}}, a}, ZeroWeights},
		"combined how":              {Chain{n, Weigh{1, Combined{First: Equal{}, Second: PCA{}}}, a}, BadStep},
		"combined with nothing":     {Chain{n, Weigh{1, Combined{First: Equal{}, How: Linear}}, a}, BadStep},
		"no judgement":              {Chain{n, Weigh{1, AHP{}}, a}, BadStep},
		"judgement of what":         {Chain{n, Weigh{1, AHP{[]Judgement{{Parent: "x"}}}}, a}, UnknownCode},
		"judgement of two of three": {Chain{n, Weigh{1, AHP{[]Judgement{{Parent: "index", Codes: []string{"a", "b"}}}}}, a}, BadStep},
		"judgement not reciprocal":  {Chain{n, Weigh{1, AHP{[]Judgement{{"index", []string{"a", "b", "c"}, [][]float64{{1, 2, 3}, {2, 1, 2}, {1.0 / 3, 0.5, 1}}}}}}, a}, NotReciprocal},
		"judgement below zero":      {Chain{n, Weigh{1, AHP{[]Judgement{{"index", []string{"a", "b", "c"}, [][]float64{{1, -2, 3}, {-0.5, 1, 2}, {1.0 / 3, 0.5, 1}}}}}}, a}, NotReciprocal},
		"judgement of no numbers":   {Chain{n, Weigh{1, AHP{[]Judgement{{"index", []string{"a", "b", "c"}, [][]float64{{1, math.NaN(), 3}, {2, 1, 2}, {1.0 / 3, 0.5, 1}}}}}}, a}, NotReciprocal},
		"judgement in a circle":     {Chain{n, Weigh{1, AHP{[]Judgement{{"index", []string{"a", "b", "c"}, [][]float64{{1, 9, 1.0 / 9}, {1.0 / 9, 1, 9}, {9, 1.0 / 9, 1}}}}}}, a}, Inconsistent},
		"judgement with short rows": {Chain{n, Weigh{1, AHP{[]Judgement{{"index", []string{"a", "b", "c"}, [][]float64{{1, 2}, {0.5, 1}, {1, 1}}}}}}, a}, BadStep},
		"PCA against its siblings":  {Chain{n, Weigh{1, PCA{}}, a}, NegativeWeight},
		"entropy of scores below 0": {Chain{Normalise{By: ZScore{0, 1}}, Weigh{1, Entropy{}}, a}, NotPositive},
		"variation around a mean 0": {Chain{Normalise{By: ZScore{-1, 1}}, Weigh{1, Variation{}}, a}, NotPositive},
		"entropy of one value":      {Chain{Normalise{By: MinMax{0, 1}, Only: []NormaliseOne{{"a", Scaled{-1e20, 1e30, 1}}}}, Weigh{1, Entropy{}}, a}, Constant},
	} {
		t.Run(what, func(t *testing.T) {
			_, err := Run(h, d, c.chain)
			refused(t, err, c.kind, "")
		})
	}
}

// What needs every score says which is missing; what does not goes on without.
func TestMissingScores(t *testing.T) {
	h, d, chain := good(t)
	d.Indicators[0].Values[3] = math.NaN()
	chain[1] = Impute{Method: ImputeNone}
	for _, m := range []Mean{TOPSIS{}, BenefitOfDoubt{}} {
		chain[5] = Aggregate{By: []Mean{m}}
		_, err := Run(h, d, chain)
		refused(t, err, Missing, "丁")
	}
	chain[5] = Aggregate{By: []Mean{Arithmetic{}}}
	r := run51(t, h, d, chain)
	n := r.Table("normalise")
	near(t, r.Last().Column("index")[3], (n.Column("b")[3]+n.Column("c")[3])/2, 0, "of two")
	chain[5] = Aggregate{By: []Mean{Arithmetic{}}, Available: []float64{0.7}}
	r = run51(t, h, d, chain)
	if v := r.Last().Column("index")[3]; !math.IsNaN(v) {
		t.Errorf("two of three indicators give %v", v)
	}
	if ranks := r.Last().Ranks("index"); ranks[3] != 0 || slices.Max(ranks) != 4 {
		t.Errorf("ranks %v", ranks)
	}
	d.Indicators[1].Values[3], d.Indicators[2].Values[3] = math.NaN(), math.NaN()
	for _, m := range []Mean{Arithmetic{}, Copeland{}} {
		chain[5] = Aggregate{By: []Mean{m}}
		if v := run51(t, h, d, chain).Last().Column("index")[3]; !math.IsNaN(v) {
			t.Errorf("%s of nothing is %v", m.Method(), v)
		}
	}
}

func TestBadQuestions(t *testing.T) {
	h, d, chain := good(t)
	r := run51(t, h, d, chain)
	_, err := r.Rerun(Weigh{1, Equal{}})
	refused(t, err, StepOrder, "")
	_, err = r.Remove(2)
	refused(t, err, BadStep, "")
	_, err = r.Last().Cronbach([]string{"a"})
	refused(t, err, TooFew, "a")
	_, err = r.Last().Cronbach([]string{"a", "x"})
	refused(t, err, UnknownCode, "x")
	_, err = r.Last().Components([]string{"x"})
	refused(t, err, UnknownCode, "x")
	_, err = r.Last().Correlate([]string{"a"}, []string{"x"}, Pearson)
	refused(t, err, UnknownCode, "x")
	_, err = r.Last().Correlate([]string{"a"}, []string{"b"}, "cosine")
	refused(t, err, BadStep, "cosine")
	_, err = r.Standings(r.Last(), "子", 0)
	refused(t, err, UnknownPlace, "子")
	_, err = r.Decompose("甲", "子", 0)
	refused(t, err, UnknownPlace, "子")
	_, err = r.Optimise(2, Optimisation{Goal: Balance})
	refused(t, err, BadStep, "")
	_, err = r.Optimise(1, Optimisation{Goal: Balance, Target: Weights{"a": 1}})
	refused(t, err, BadWeight, "b")
	_, err = r.Last().Trends("a")
	refused(t, err, NoPeriods, "a")
	_, err = r.RanksWithin(r.Last(), "index", "west")
	refused(t, err, UnknownGroup, "west")
	_, err = Compare(r, "index", r, "x")
	refused(t, err, UnknownCode, "x")
	bare := run51(t, h, d, nil)
	_, err = bare.Remove(1)
	refused(t, err, StepOrder, "")
	_, err = bare.Decompose("甲", "乙", 0)
	refused(t, err, StepOrder, "")
}

func TestFaultInWords(t *testing.T) {
	f := &Fault{Kind: NotPositive, Names: []string{"a", "index"}, Step: "aggregate", Place: "甲", Period: 2023, Value: -1}
	if got := f.Error(); got != "aggregate: not positive: a, index at 甲 in 2023 (-1)" {
		t.Error(got)
	}
}
