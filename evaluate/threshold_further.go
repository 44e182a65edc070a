package evaluate

import (
	"fmt"
	"math"

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
	out.Notes = append(out.Notes, out.Power.notes(spec)...)
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

// claim is the claimed range; one value is a range of no width.
func (s *ThresholdSpec) claim() (from, to float64) {
	return s.Claimed[0], s.Claimed[len(s.Claimed)-1]
}

// where says the claimed range in words.
func (s *ThresholdSpec) where() city.Text {
	from, to := s.claim()
	if from == to {
		return city.Text{Zh: plain(from), En: plain(from)}
	}
	return city.Text{Zh: plain(from) + " 至 " + plain(to), En: plain(from) + " to " + plain(to)}
}

func (c *ClaimedView) note(spec *ThresholdSpec) city.Text {
	w := spec.where()
	if c.Best == nil {
		return city.Text{
			Zh: fmt.Sprintf("论断所称的 %s 处没有可试的取值，无从与别处的假想门槛比较", w.Zh),
			En: fmt.Sprintf("no value can be tried at the claimed %s: it cannot be set beside placebo thresholds elsewhere", w.En),
		}
	}
	return city.Text{
		Zh: fmt.Sprintf("假想门槛：论断所称的 %s 处最好的是 %s（F=%s）；别处的 %d 个取值中有 %d 个的 F 更大", w.Zh, plain(c.Best.Value), c.Best.F.Fixed(2), c.Others, c.Better),
		En: fmt.Sprintf("placebo thresholds: the best at the claimed %s is %s (F %s); of %d values elsewhere %d have a larger F", w.En, plain(c.Best.Value), c.Best.F.Fixed(2), c.Others, c.Better),
	}
}

func (p *PermutedView) note(spec *ThresholdSpec, units int) city.Text {
	t := city.Text{
		Zh: fmt.Sprintf("置换检验：把 %d 个单位的“%s”历程整体互换 %d 次，p=%s", p.Units, spec.Threshold, p.Draws, p.P.Fixed(3)),
		En: fmt.Sprintf("permutation: the histories of %[2]q of %[1]d units exchanged as wholes %[3]d times give p=%[4]s", p.Units, spec.Threshold, p.Draws, p.P.Fixed(3)),
	}
	if p.P >= 0.05 {
		t.Zh += "：换成别的单位的历程也常有这样大的 F"
		t.En += ": histories of other units often give as large an F"
	}
	if p.Units < units {
		t.Zh += fmt.Sprintf("；另外 %d 个单位的时期与谁都不同，没有互换", units-p.Units)
		t.En += fmt.Sprintf("; %d units share their periods with no other and kept their own", units-p.Units)
	}
	return t
}

func (p *PowerView) notes(spec *ThresholdSpec) []city.Text {
	w, what := spec.where(), shiftOf(p.Regressor)
	var out []city.Text
	if p.Shift != 0 {
		out = append(out, city.Text{
			Zh: fmt.Sprintf("效力：若%s在 %s 处真的变化 %s，这份数据有 %s%% 的机会检出门槛，%s%% 的机会既检出又找在那里（模拟 %d 次）", what.Zh, w.Zh, plain(p.Shift), (100 * p.Rejected).Fixed(0), (100 * p.Found).Fixed(0), p.Simulations),
			En: fmt.Sprintf("power: if %s shifted by %s at %s, these data would reject in %s %% of %d simulations, and in %s %% also put the threshold there", what.En, plain(p.Shift), w.En, (100 * p.Rejected).Fixed(0), p.Simulations, (100 * p.Found).Fixed(0)),
		})
	}
	if math.IsNaN(float64(p.Smallest)) {
		return append(out, city.Text{
			Zh: fmt.Sprintf("%s在 %s 处无论变化多大，这份数据都没有八成的机会检出：越过那里的样本太少", what.Zh, w.Zh),
			En: fmt.Sprintf("however much %s shifted at %s, these data would not see it in 80 %% of cases: too few rows lie beyond", what.En, w.En),
		})
	}
	return append(out, city.Text{
		Zh: fmt.Sprintf("%s在 %s 处的变化要到 %s，这份数据才有八成的机会检出", what.Zh, w.Zh, p.Smallest.Digits(2)),
		En: fmt.Sprintf("%s must shift by %s at %s before these data see it in 80 %% of cases", what.En, p.Smallest.Digits(2), w.En),
	})
}

func (a *AtView) notes() []city.Text {
	var out []city.Text
	for _, s := range a.Shifts {
		what, p, pEn := shiftOf(s.Name), "p"+chance(s.P), "p"+chance(s.P)
		if !math.IsNaN(float64(s.Wild)) {
			p, pEn = p+"，按单位的野自助 p"+chance(s.Wild), pEn+", wild bootstrap by unit p"+chance(s.Wild)
		}
		out = append(out, city.Text{
			Zh: fmt.Sprintf("给定门槛 %s（不搜索）：越过之后%s变化 %s（聚类标准误 %s，%s）", plain(s.Threshold), what.Zh, s.Change.Digits(4), s.Clustered.Digits(4), p),
			En: fmt.Sprintf("threshold %s as given, not searched: beyond it %s shifts by %s (clustered s.e. %s, %s)", plain(s.Threshold), what.En, s.Change.Digits(4), s.Clustered.Digits(4), pEn),
		})
	}
	return out
}

// chance prints a probability with its sign: =0.012, <0.001.
func chance(p Number) string {
	if p < 0.0005 {
		return "<0.001"
	}
	return "=" + p.Fixed(3)
}

// shiftOf names what a shift is of.
func shiftOf(name string) city.Text {
	if name == threshold.Constant {
		return city.Text{Zh: "水平", En: "the level"}
	}
	return city.Text{Zh: "“" + name + "”的斜率", En: fmt.Sprintf("the slope of %q", name)}
}
