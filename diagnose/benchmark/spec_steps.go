package benchmark

import (
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/composite"
)

// chain is the chain of a specification. Every step is in it, so that an option
// can exchange it; one that was not written does nothing.
func (s *Spec) chain(h *composite.Hierarchy, d *composite.Data) (composite.Chain, error) {
	as := s.Steps
	if as.Impute == nil {
		as.Impute = &Impute{Method: "none"}
	}
	if as.Screen == nil {
		as.Screen = &Screen{}
	}
	if as.Treat == nil {
		as.Treat = &Treat{}
	}
	if as.Normalise == nil {
		as.Normalise = &Normalise{}
	}
	if as.Aggregate == nil {
		as.Aggregate = &Aggregate{}
	}
	for level := 1; level < h.Depth(); level++ { // a level that an option weighs keeps its weights otherwise
		of := func(w Weigh) bool { return w.Level == level }
		if slices.ContainsFunc(s.allSteps(), func(o Steps) bool { return slices.ContainsFunc(o.Weigh, of) }) && !slices.ContainsFunc(as.Weigh, of) {
			given := Weigh{Level: level, Method: "given", Weights: map[string]float64{}}
			for _, n := range h.Level(level) {
				given.Weights[n.Code] = n.Weight
			}
			as.Weigh = append(slices.Clone(as.Weigh), given)
		}
	}
	steps, err := s.steps(as, h, d)
	if as.Denominate == nil {
		steps = append([]composite.Step{s.denominate(nil, h)}, steps...)
	}
	if err != nil {
		return nil, err
	}
	return s.screenFirst(steps)
}

// screenFirst moves Screen to where it is asked for. An option leaves it there.
func (s *Spec) screenFirst(steps []composite.Step) (composite.Chain, error) {
	before := ""
	if s.Steps.Screen != nil {
		before = s.Steps.Screen.Before
	}
	for _, as := range s.allSteps()[1:] {
		if as.Screen != nil && as.Screen.Before != "" && as.Screen.Before != before {
			return nil, s.wrong("before:", "before 只写在 steps 的 screen 里，选项不能改筛选的先后", "before belongs to screen of steps: an option cannot move it")
		}
	}
	named := func(name string) int {
		return slices.IndexFunc(steps, func(x composite.Step) bool { return x.Name() == name })
	}
	switch before {
	case "":
	case "impute", "denominate":
		at := named("screen")
		screen := steps[at]
		steps = slices.Delete(steps, at, at+1)
		steps = slices.Insert(steps, named(before), screen)
	default:
		return nil, s.word("before", before, "impute", "denominate")
	}
	return steps, nil
}

// steps turns what is written into the steps of package composite, in their
// order.
func (s *Spec) steps(as Steps, h *composite.Hierarchy, d *composite.Data) ([]composite.Step, error) {
	var out []composite.Step
	if as.Denominate != nil {
		out = append(out, s.denominate(as.Denominate, h))
	}
	if i := as.Impute; i != nil {
		out = append(out, composite.Impute{Method: composite.Imputation(i.Method), Group: i.Group, Periods: i.Periods})
	}
	if c := as.Screen; c != nil {
		out = append(out, composite.Screen{Available: c.Available, NonZero: c.NonZero, Keep: c.Keep, Drop: c.Drop})
	}
	if t := as.Treat; t != nil {
		step := composite.Treat{By: t.treatment()}
		for _, one := range t.Only {
			step.Only = append(step.Only, composite.TreatOne{Code: one.Code, By: one.treatment()})
		}
		scope := t.Scope
		if scope == "" {
			scope = "by_period" // as COINr has it
		}
		var err error
		if step.Scope, err = s.scope(scope, d); err != nil {
			return nil, err
		}
		out = append(out, step)
	}
	if as.Normalise != nil {
		step, err := s.normalise(as.Normalise, d)
		if err != nil {
			return nil, err
		}
		out = append(out, step)
	}
	for _, w := range as.Weigh {
		by, err := s.weighting(w)
		if err != nil {
			return nil, err
		}
		out = append(out, composite.Weigh{Level: w.Level, By: by})
	}
	if as.Aggregate != nil {
		step, err := s.aggregate(as.Aggregate)
		if err != nil {
			return nil, err
		}
		out = append(out, step)
	}
	return out, nil
}

// denominate takes what the step says, and for the other indicators what they
// say themselves; a step that is written and empty divides nothing.
func (s *Spec) denominate(by []Denomination, h *composite.Hierarchy) composite.Denominate {
	var out composite.Denominate
	if by != nil && len(by) == 0 {
		for _, n := range h.Level(1) {
			out.By = append(out.By, composite.Denomination{Code: n.Code})
		}
		return out
	}
	for _, d := range by {
		out.By = append(out.By, composite.Denomination{Code: d.Code, Denominator: d.By, Scale: d.Scale})
	}
	for _, n := range s.Indicators {
		if n.Scale != 0 && !slices.ContainsFunc(by, func(d Denomination) bool { return d.Code == n.Code }) {
			out.By = append(out.By, composite.Denomination{Code: n.Code, Denominator: n.Denominator, Scale: n.Scale})
		}
	}
	return out
}

func (t TreatHow) treatment() composite.Treatment {
	if t.Points == 0 && t.Then == "" {
		return composite.Treatment{}
	}
	out := composite.Usual(t.Points)
	out.Then, out.Lambda, out.Force = composite.Transform(t.Then), t.Lambda, t.Always
	if t.Skewness != nil {
		out.Skewness = *t.Skewness
	}
	if t.Kurtosis != nil {
		out.Kurtosis = *t.Kurtosis
	}
	return out
}

// scope of a normalisation is pooled where it is not written: scores can be
// compared over time.
func (s *Spec) scope(word string, d *composite.Data) (composite.Scope, error) {
	switch word {
	case "pooled":
		return composite.Pooled, nil
	case "":
		if d.Periods == nil {
			return composite.ByPeriod, nil
		}
		return composite.Pooled, nil
	case "by_period":
		return composite.ByPeriod, nil
	}
	return 0, s.word("scope", word, "pooled", "by_period")
}

func (s *Spec) normalise(n *Normalise, d *composite.Data) (composite.Step, error) {
	by, err := s.normalisation(n.NormaliseHow)
	if err != nil {
		return nil, err
	}
	step := composite.Normalise{By: by}
	if step.Scope, err = s.scope(n.Scope, d); err != nil {
		return nil, err
	}
	for _, one := range n.Only {
		by, err := s.normalisation(one.NormaliseHow)
		if err != nil {
			return nil, err
		}
		step.Only = append(step.Only, composite.NormaliseOne{Code: one.Code, By: by})
	}
	return step, nil
}

func (s *Spec) normalisation(n NormaliseHow) (composite.Normalisation, error) {
	lower, upper := 0.0, 100.0
	if n.Range != nil {
		lower, upper = n.Range[0], n.Range[1]
	}
	mean, deviation := 0.0, 1.0
	if n.Mean != nil {
		mean = *n.Mean
	}
	if n.Deviation != nil {
		deviation = *n.Deviation
	}
	switch n.Method {
	case "", "min_max":
		return composite.MinMax{Lower: lower, Upper: upper}, nil
	case "z_score":
		return composite.ZScore{Mean: mean, Deviation: deviation}, nil
	case "scaled":
		return composite.Scaled{Lower: lower, Upper: upper, Factor: 100}, nil
	case "rank":
		return composite.Rank{}, nil
	case "percent_rank":
		return composite.PercentRank{}, nil
	case "borda":
		return composite.Borda{}, nil
	case "distance_to_max":
		return composite.DistanceToMax{}, nil
	case "distance_to_reference":
		return composite.DistanceToReference{Place: n.Reference, Cap: n.Cap}, nil
	case "distance_to_target":
		return composite.DistanceToTarget{Cap: n.Cap}, nil
	case "fraction_of_max":
		return composite.FractionOfMax{}, nil
	case "goalposts":
		return composite.Posts{Scale: upper, Cap: n.Cap}, nil
	case "directed":
		return composite.Directed{}, nil
	}
	return nil, s.word("method", n.Method, "min_max", "z_score", "scaled", "rank", "percent_rank", "borda", "distance_to_max",
		"distance_to_reference", "distance_to_target", "fraction_of_max", "goalposts", "directed")
}

func (s *Spec) weighting(w Weigh) (composite.Weighting, error) {
	switch w.Method {
	case "given":
		return composite.Given{Weights: w.Weights}, nil
	case "equal":
		return composite.Equal{}, nil
	case "pca":
		return composite.PCA{}, nil
	case "entropy":
		return composite.Entropy{}, nil
	case "critic":
		return composite.CRITIC{}, nil
	case "variation":
		return composite.Variation{}, nil
	case "ahp":
		var a composite.AHP
		for _, m := range w.Matrices {
			a.Families = append(a.Families, composite.Judgement{Parent: m.Parent, Codes: m.Codes, Matrix: m.ratios()})
		}
		return a, nil
	case "combined":
		if w.First == nil || w.Second == nil {
			return nil, s.wrong("combined", "combined 要有 first 和 second 两种权重", "combined needs first and second")
		}
		first, err := s.weighting(*w.First)
		if err != nil {
			return nil, err
		}
		second, err := s.weighting(*w.Second)
		if err != nil {
			return nil, err
		}
		return composite.Combined{First: first, Second: second, How: composite.Combination(w.How), Share: w.Share}, nil
	}
	return nil, s.word("method", w.Method, "given", "equal", "pca", "entropy", "critic", "variation", "ahp", "combined")
}

func (s *Spec) aggregate(a *Aggregate) (composite.Step, error) {
	words := a.Levels
	if len(words) == 0 {
		words = []string{a.Method}
	} else if a.Method != "" {
		return nil, s.wrong("levels:", "aggregate 的 method 与 levels 只能写一个", "method and levels of aggregate exclude one another")
	}
	out := composite.Aggregate{Available: a.Available}
	for _, word := range words {
		mean, known := map[string]composite.Mean{
			"": composite.Arithmetic{}, "arithmetic": composite.Arithmetic{}, "geometric": composite.Geometric{}, "harmonic": composite.Harmonic{},
			"power": composite.Power{P: a.Power}, "copeland": composite.Copeland{}, "topsis": composite.TOPSIS{}, "benefit_of_doubt": composite.BenefitOfDoubt{Least: a.Shares[0], Most: a.Shares[1]},
		}[word]
		if !known {
			return nil, s.word("method", word, "arithmetic", "geometric", "harmonic", "power", "copeland", "topsis", "benefit_of_doubt")
		}
		out.By = append(out.By, mean)
	}
	return out, nil
}

// word refuses a word that is none of those that a key may have.
func (s *Spec) word(key, word string, words ...string) *city.Error {
	all := ""
	for i, w := range words {
		if i > 0 {
			all += ", "
		}
		all += w
	}
	return s.wrong(word, "%[1]s 不认识“%[2]s”，可写 %[3]s", "%[1]s knows no %[2]q; it may be %[3]s", key, word, all)
}
