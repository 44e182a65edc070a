package evaluate

import (
	"fmt"
	"math"

	"github.com/quanyu/quanyu/method/effect"
	"github.com/quanyu/quanyu/method/effect/grouptime"
	"github.com/quanyu/quanyu/method/effect/twoway"
	"github.com/quanyu/quanyu/method/panel"
)

// WildView is the wild cluster bootstrap of the two-way estimate.
type WildView struct {
	P        Number    `json:"p"`
	CI       [2]Number `json:"ci"` // an end is null where nothing can be refused
	Clusters int       `json:"clusters"`
	Draws    int       `json:"draws"`
	Coarse   bool      `json:"coarse"` // so few clusters that p has a handful of values
}

// DecompositionView says which comparisons the two-way estimate is made of.
type DecompositionView struct {
	Value       Number           `json:"value"`
	Forbidden   Number           `json:"forbidden"` // the weight of comparisons with units that are already treated
	Kinds       []KindView       `json:"kinds"`
	Comparisons []ComparisonView `json:"comparisons"`
}

// KindView is the comparisons of one kind together.
type KindView struct {
	Kind   twoway.Kind `json:"kind"`
	Weight Number      `json:"weight"`
	Value  Number      `json:"value"`
}

// ComparisonView is one difference of differences of two groups.
type ComparisonView struct {
	Kind    twoway.Kind `json:"kind"`
	Treated int         `json:"treated"` // the first treated period
	Control *int        `json:"control"` // null: not treated in the sample
	Weight  Number      `json:"weight"`
	Value   Number      `json:"value"`
}

// SupportView sets treated units beside controls in the mean of a variable
// before the treatment.
type SupportView struct {
	Name       string    `json:"name"`
	Treated    Number    `json:"treated_mean"`
	Controls   Number    `json:"controls_mean"`
	Range      [2]Number `json:"controls_range"`
	Difference Number    `json:"normalised_difference"`
	Outside    []string  `json:"outside"` // treated units outside the range of the controls
}

// EarlierView is a placebo in time.
type EarlierView struct {
	By int `json:"by"` // so many periods too soon
	EstimateView
}

// PlaceboView is placebos in space: dates of treatment given out at random.
type PlaceboView struct {
	Draws     int      `json:"draws"` // that could be estimated
	Failed    int      `json:"failed"`
	P         Number   `json:"p"`           // by the size of the estimate
	PByT      Number   `json:"p_by_t"`      // by its t statistic
	Found     Number   `json:"found_share"` // how often the t test at 5 percent finds an effect that is not there
	Estimates []Number `json:"estimates"`   // in the order of draw
}

// LeftOutView is the estimate without one unit.
type LeftOutView struct {
	Without string `json:"without"`
	Weight  Number `json:"weight"` // of a donor; null else
	Value   Number `json:"value"`  // null where it was refused
	SE      Number `json:"se"`
}

// events estimates by time since the treatment, as the literature did and as
// Sun and Abraham do.
func (r *didRun) events() error {
	o := twoway.EventOptions{Options: r.options(), Anticipation: r.spec.Anticipation}
	if w := r.spec.Window; len(w) == 2 {
		o.Leads, o.Lags = -w[0], w[1]
	}
	s, err := twoway.SunAbraham(r.data, o)
	switch {
	case err == nil:
		e := estimateView("sun_abraham", s.Effect)
		r.out.Estimates = append(r.out.Estimates, e)
		r.sampled("sun_abraham", s.Sample)
		r.study("sun_abraham", &s.Events)
	case !r.refuse("sun_abraham", err):
		return err
	}
	e, err := twoway.EventStudy(r.data, o)
	switch {
	case err == nil:
		r.study("two_way", e)
	case !r.refuse("two_way_events", err):
		return err
	}
	return nil
}

// study adds an event study and its test.
func (r *didRun) study(method string, e *twoway.Events) {
	v := EventStudyView{Method: method, Base: e.Base[len(e.Base)-1], Parts: []PartView{}}
	for _, t := range e.Times {
		v.Parts = append(v.Parts, PartView{t.Time, Number(t.Value), Number(t.StandardError), pair(t.Interval), nothing, Number(t.Probability)})
	}
	r.out.Events = append(r.out.Events, v)
	if p := e.Pretrend; p != nil && !math.IsNaN(p.F) {
		w := PreTrendView{Method: method, Statistic: Number(p.F), Distribution: "f", Freedom: []int{p.Leads, p.Freedom}, P: Number(p.Probability)}
		r.out.PreTrends = append(r.out.PreTrends, w.with(p.Trends))
	}
}

// decomposition says what the two-way estimate without covariates is made of.
func (r *didRun) decomposition() error {
	d := r.data
	d.Covariates, d.Names = nil, nil
	b, err := twoway.Decompose(d)
	if err != nil {
		if r.refuse("decomposition", err) {
			return nil
		}
		return err
	}
	v := &DecompositionView{Value: Number(b.Effect)}
	for _, k := range b.Kinds {
		v.Kinds = append(v.Kinds, KindView{k.Kind, Number(k.Weight), Number(k.Estimate)})
		if k.Kind == twoway.WithEarlier || k.Kind == twoway.WithAlways {
			v.Forbidden += Number(k.Weight)
		}
	}
	for _, c := range b.Comparisons {
		w := ComparisonView{Kind: c.Kind, Treated: c.Treated, Weight: Number(c.Weight), Value: Number(c.Estimate)}
		if c.Control != effect.Never {
			w.Control = &c.Control
		}
		v.Comparisons = append(v.Comparisons, w)
	}
	r.out.Bacon = v
	return nil
}

// support sets treated units beside controls before the treatment.
func (r *didRun) support() error {
	all, err := effect.CommonSupport(r.data)
	if err != nil {
		if r.refuse("support", err) {
			return nil
		}
		return err
	}
	for _, s := range all {
		v := SupportView{
			Name: s.Name, Treated: Number(s.Treated.Mean), Controls: Number(s.Controls.Mean), Difference: Number(s.Difference),
			Range: [2]Number{Number(s.Controls.Lowest), Number(s.Controls.Highest)}, Outside: r.frame.called(s.Outside),
		}
		if s.Name == "outcome" {
			v.Name = r.spec.Outcome
		}
		r.out.Support = append(r.out.Support, v)
	}
	return nil
}

// placebos gives dates of treatment to units and periods that had none.
func (r *didRun) placebos() error {
	if len(r.spec.Earlier) > 0 {
		all, err := twoway.PlaceboTime(r.data, r.options(), r.spec.Earlier)
		if err != nil && !r.refuse("earlier", err) {
			return err
		}
		for _, e := range all {
			if e.Fault != nil {
				r.refuse(fmt.Sprintf("placebo_time_%d", e.By), e.Fault)
				continue
			}
			r.out.Earlier = append(r.out.Earlier, EarlierView{e.By, estimateView("two_way", e.Estimate)})
		}
	}
	if r.spec.Placebo == 0 {
		return nil
	}
	s, err := twoway.PlaceboSpace(r.data, twoway.SpaceOptions{Options: r.options(), Draws: r.spec.Placebo, Seed: r.spec.Seed})
	if err != nil {
		if r.refuse("placebo", err) {
			return nil
		}
		return err
	}
	v := &PlaceboView{Draws: len(s.Draws), Failed: s.Failed, P: Number(s.Probability), PByT: Number(s.ByStatistic), Found: Number(s.Found), Estimates: []Number{}}
	for _, d := range s.Draws {
		v.Estimates = append(v.Estimates, Number(d))
	}
	r.out.Placebo = v
	return nil
}

// leaveOut estimates the first of the estimates without each unit in turn.
func (r *didRun) leaveOut() error {
	if !r.spec.LeaveOneOut {
		return nil
	}
	r.out.LeaveOut = []LeftOutView{}
	for _, u := range r.effects.Sample.UnitIDs {
		v := LeftOutView{Without: r.frame.units[u], Weight: Number(math.NaN()), Value: Number(math.NaN()), SE: Number(math.NaN())}
		if e, err := r.without(u); err == nil {
			v.Value, v.SE = Number(e.Value), Number(e.StandardError)
		} else if _, is := err.(*panel.Fault); !is {
			return err
		}
		r.out.LeaveOut = append(r.out.LeaveOut, v)
	}
	return nil
}

// without is the mean effect by group without one unit.
func (r *didRun) without(unit int) (effect.Estimate, error) {
	o := r.effects.Options
	o.Draws, o.Cluster, o.After = 0, nil, true
	keep := func(i int) bool { return r.data.Unit[i] != unit }
	if r.cluster != nil {
		o.Cluster = kept(r.cluster, keep)
	}
	e, err := grouptime.Estimate(pick(r.data, keep), o)
	if err != nil {
		return effect.Estimate{}, err
	}
	a, err := e.Aggregate(grouptime.Group)
	if err != nil {
		return effect.Estimate{}, err
	}
	return a.Overall.Estimate, nil
}
