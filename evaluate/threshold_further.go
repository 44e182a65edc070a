package evaluate

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/threshold"
)

// PlacesView is every value that the first step tried, as a placebo threshold,
// with the claimed place among them.
type PlacesView struct {
	Places  []PlaceView  `json:"places"`
	Claimed *ClaimedView `json:"claimed"` // null without a claim
}

// PlaceView is one value tried.
type PlaceView struct {
	Value float64 `json:"value"`
	Lower int     `json:"lower_rows"` // rows up to it
	SSR   Number  `json:"ssr"`
	F     Number  `json:"f"`
	LR    Number  `json:"lr"` // likelihood ratio of the best place against it
}

// ClaimedView is the best place of the claimed range beside all others.
type ClaimedView struct {
	Best   *PlaceView `json:"best"` // null where the range cannot be searched
	Tried  int        `json:"tried"`
	Others int        `json:"others"`
	Better int        `json:"better"` // of the others, how many have a larger F
}

// PermutedView is the test that exchanges histories of the threshold variable
// between units.
type PermutedView struct {
	F        Number    `json:"f"`
	P        Number    `json:"p"`
	Critical [3]Number `json:"critical"` // 10, 5, 1 percent
	Draws    int       `json:"draws"`
	Units    int       `json:"units"` // that could be exchanged
}

// PowerView is what the test would see of a shift at the claimed place.
type PowerView struct {
	Regressor   string     `json:"regressor"`
	Range       [2]float64 `json:"range"`
	Shift       float64    `json:"shift"`
	Critical    Number     `json:"critical"` // of F at 5 percent
	Simulations int        `json:"simulations"`
	Rejected    Number     `json:"rejected"`
	Found       Number     `json:"found"`
	Smallest    Number     `json:"smallest"` // null where no shift is seen in 80 percent
}

// AtView is the model at given thresholds.
type AtView struct {
	Values  []float64   `json:"values"`
	SSRNone Number      `json:"ssr_none"`
	SSR     Number      `json:"ssr"`
	F       Number      `json:"f"`
	Regimes []int       `json:"regime_rows"`
	Slopes  []SlopeView `json:"slopes"`
	Shifts  []ShiftView `json:"shifts"`
}

// ShiftView is by how much a slope, or the level, rises at a threshold.
type ShiftView struct {
	Name      string  `json:"name"`
	Threshold float64 `json:"threshold"`
	Change    Number  `json:"change"`
	Clustered Number  `json:"se_clustered"`
	P         Number  `json:"p"`
	// by the wild bootstrap of units; null where there is none, an end of the
	// interval also where no change is refused
	Wild Number    `json:"p_wild"`
	CI   [2]Number `json:"ci"`
}

// further adds what a specification asks beyond the search, each with a note.
// What the data do not allow is named, and the rest stays.
func (out *ThresholdResult) further(r *threshold.Result, d *threshold.Data, spec *ThresholdSpec) error {
	if spec.Placebo {
		out.Placebo = placesView(r, spec)
		if len(spec.Claimed) > 0 {
			out.Notes = append(out.Notes, out.Placebo.Claimed.note(spec))
		}
	}
	for _, part := range []struct {
		name string
		do   func(*threshold.Data, *ThresholdSpec) error
	}{{"permutation", out.permute}, {"power", out.power}, {"at", out.at}} {
		err := part.do(d, spec)
		view, ok := refused(part.name, err)
		switch {
		case ok:
			out.Refused = append(out.Refused, view)
			out.Notes = append(out.Notes, city.Text{Zh: part.name + " 没有做：" + view.Message.Zh, En: part.name + " was not done: " + view.Message.En})
		case err != nil:
			return err
		}
	}
	return nil
}

func (out *ThresholdResult) permute(d *threshold.Data, spec *ThresholdSpec) error {
	if spec.Permutations == 0 {
		return nil
	}
	p, err := threshold.Permute(*d, spec.options(), spec.Permutations)
	if err != nil {
		return err
	}
	out.Permuted = &PermutedView{Number(p.F), Number(p.Probability), numbers(p.Critical), p.Draws, p.Units}
	out.Notes = append(out.Notes, out.Permuted.note(spec, out.Units))
	return nil
}

func (out *ThresholdResult) power(d *threshold.Data, spec *ThresholdSpec) error {
	if spec.Power == nil {
		return nil
	}
	from, to := spec.claim()
	p, err := threshold.PowerOf(*d, spec.options(), threshold.Alternative{Regressor: spec.Power.Regressor, From: from, To: to, Shift: spec.Power.Shift}, *spec.Power.Simulations)
	if err != nil {
		return err
	}
	out.Power = &PowerView{spec.Power.Regressor, [2]float64{from, to}, spec.Power.Shift, Number(p.Critical), p.Simulations, Number(p.Rejected), Number(p.Found), Number(p.Smallest)}
	out.Notes = append(out.Notes, out.Power.notes(spec, out.Supported == nil || *out.Supported > 0)...)
	return nil
}

func (out *ThresholdResult) at(d *threshold.Data, spec *ThresholdSpec) error {
	if len(spec.At) == 0 {
		return nil
	}
	fixed, err := threshold.At(*d, spec.options(), spec.At)
	if err != nil {
		return err
	}
	out.At = atView(fixed, spec)
	out.Notes = append(out.Notes, out.At.notes()...)
	return nil
}

func numbers(v [3]float64) (out [3]Number) {
	for i, x := range v {
		out[i] = Number(x)
	}
	return out
}

func placesView(r *threshold.Result, spec *ThresholdSpec) *PlacesView {
	out := &PlacesView{Places: placeViews(r.Steps[0].Set.Profile)}
	if len(spec.Claimed) > 0 {
		from, to := spec.claim()
		c := r.Rank(from, to)
		out.Claimed = &ClaimedView{Tried: c.Tried, Others: c.Others, Better: c.Better}
		if best := placeView(c.Best); c.Tried > 0 {
			out.Claimed.Best = &best
		}
	}
	return out
}

func placeViews(places []threshold.Place) []PlaceView {
	out := []PlaceView{}
	for _, p := range places {
		out = append(out, placeView(p))
	}
	return out
}

func placeView(p threshold.Place) PlaceView {
	return PlaceView{p.Value, p.Lower, Number(p.SumOfSquares), Number(p.F), Number(p.Ratio)}
}

func atView(f *threshold.Fixed, spec *ThresholdSpec) *AtView {
	out := &AtView{Values: spec.At, SSRNone: Number(f.SumOfSquaresNone), SSR: Number(f.SumOfSquares), F: Number(f.F), Regimes: f.RegimeRows, Slopes: slopeViews(f.Slopes), Shifts: []ShiftView{}}
	for _, s := range f.Shifts {
		out.Shifts = append(out.Shifts, ShiftView{s.Name, s.Threshold, Number(s.Change), Number(s.Clustered), Number(s.Probability), Number(s.Wild), pair(s.Interval)})
	}
	return out
}
