package benchmark

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/method/composite/robust"
	"github.com/shopspring/decimal"
)

// Judge tests a claim about the concept of the index: supported where nearly all
// runs bear it out (robust.Separable), not supported where nearly none does;
// between, a rank that holds for the index as it was made is usable when qualified,
// and the rest cannot be decided: two places that the runs do not tell apart are
// not to be told apart. It says false for what the index does not cover.
func (m *Measure) Judge(c diagnose.Claim, _ *diagnose.Bench) (diagnose.Result, bool) {
	r := diagnose.Result{Claim: c, Rule: city.Text{
		Zh: "综合指数：重算中有 95% 以上成立为依据充分，不到 5% 成立为与数据不符；其间，位次按原做法成立的为限定后可用，其余为依据不足",
		En: "index: supported where 95 % of the runs bear it out, not supported where 5 % do not; between, a rank that the index as made bears out is usable when qualified, the rest cannot be decided",
	}}
	list := m.statements(c)
	if len(list) == 0 {
		return r, false
	}
	var verdicts []diagnose.Verdict
	var said []city.Text
	for _, s := range list {
		v, ranked := indexPlaceOf(m.Result, s.place)
		w, other := indexPlaceOf(m.Result, s.ahead)
		if !ranked || s.ahead != "" && !other {
			return r, false
		}
		if _, _, runs := m.answer(s); runs == 0 && m.Result.Robustness != nil {
			return r, false // a sentence that came later: the runs were not asked
		}
		verdicts = append(verdicts, m.verdict(&r, s, v, w))
		said = append(said, m.stands(v))
		if s.ahead != "" {
			said = append(said, m.stands(w))
		}
	}
	r.Verdict = diagnose.CombineAll(verdicts)
	m.figure(&r, c)
	r.Rewording = m.wording(said)
	r.Counter = city.Text{
		Zh: "指数由选取的指标和权重合成，换一组指标结论可能不同；投入与产出加在一起，投入多不等于产出多",
		En: "the index depends on its indicators and weights, and others may say otherwise; it adds inputs to outputs",
	}
	if r.Verdict == diagnose.Undecidable {
		r.Decide = city.Text{Zh: "需要先说明采用哪一种做法及理由；或者只说位次的区间", En: "Needed: which way of making the index is meant, and why; or state the interval of the rank only"}
	}
	return r, true
}

// indexPlaceOf finds a place that has a rank.
func indexPlaceOf(x *Result, place string) (PlaceView, bool) {
	i := slices.IndexFunc(x.Places, func(v PlaceView) bool { return v.Place == place && v.Rank != nil })
	if i < 0 {
		return PlaceView{}, false
	}
	return x.Places[i], true
}

// verdict of one statement, with its reasons.
func (m *Measure) verdict(r *diagnose.Result, s statement, v, w PlaceView) diagnose.Verdict {
	holds := s.ahead == "" && *v.Rank >= s.from && *v.Rank <= s.to || s.ahead != "" && v.Score > w.Score
	share, turns, runs := m.answer(s)
	if holds = holds != s.denied; s.denied {
		share = 1 - share
	}
	because := func(code, zh, en string, args ...any) {
		r.Reasons = append(r.Reasons, diagnose.Reason{Code: code, Text: city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)}})
	}
	because("by-index", "以课题的综合指数“%s”衡量", "measured by the index %q of the study", m.Result.Title)
	if runs == 0 {
		because("index-not-varied", "指数没有换做法重算，不知道可靠到什么程度", "the index was made in one way only: how far it can be relied on is not known")
		if holds {
			return diagnose.Partly
		}
		return diagnose.Undecidable
	}
	because("index-runs", "重算%d次，有%s%%的结果与这句话相符", "of %d runs, %s%% bear the sentence out", runs, city.Number(100*share).Fixed(0))
	if len(turns) > 0 {
		because("index-turns", "单凭“%s”怎么选，结论就会变", "the choice of %s alone turns the answer", strings.Join(turns, "”“"))
	}
	switch {
	case share >= robust.Separable:
		return diagnose.Supported
	case share <= 1-robust.Separable:
		return diagnose.NotSupported
	case holds && s.ahead == "":
		return diagnose.Partly
	}
	return diagnose.Undecidable
}

// answer is the share of runs that bear a statement out, the choices that turn it,
// and of how many runs.
func (m *Measure) answer(s statement) (share float64, turns []string, runs int) {
	for i, q := range s.questions() {
		at := slices.IndexFunc(m.Result.Answers, func(a AnswerView) bool {
			return a.Place == q.Place && a.AheadOf == q.AheadOf && a.Top == q.Top && a.Since == 0
		})
		if at < 0 {
			return 0, nil, 0
		}
		a := m.Result.Answers[at]
		if runs = a.Runs; i == 0 {
			share = float64(a.Yes)
		} else {
			share -= float64(a.Yes) // among the first so many, less those that are better still
		}
		for _, t := range a.Turns {
			if !slices.Contains(turns, t) {
				turns = append(turns, t)
			}
		}
	}
	return share, turns, runs
}

// stands says where a place stands: 湖北省第8位（区间第8至第9位）.
func (m *Measure) stands(v PlaceView) city.Text {
	t := city.Text{Zh: fmt.Sprintf("%s第%d位", v.Name, *v.Rank), En: fmt.Sprintf("%s ranks %d", v.Name, *v.Rank)}
	if v.Interval != nil && v.Interval[0] != v.Interval[1] {
		low, high := math.Round(float64(v.Interval[0])), math.Round(float64(v.Interval[1]))
		t.Zh += fmt.Sprintf("（区间第%.0f至第%.0f位）", low, high)
		t.En += fmt.Sprintf(" (interval %.0f to %.0f)", low, high)
	}
	return t
}

// wording joins where the places stand.
func (m *Measure) wording(said []city.Text) city.Text {
	var zh, en []string
	for _, t := range said {
		if !slices.Contains(zh, t.Zh) {
			zh, en = append(zh, t.Zh), append(en, t.En)
		}
	}
	return city.Text{
		Zh: fmt.Sprintf("按课题的综合指数，在%d个地方中，%s", m.places, strings.Join(zh, "，")),
		En: fmt.Sprintf("by the index of the study, among %d places, %s", m.places, strings.Join(en, ", ")),
	}
}

// figure puts the rank of the place into the result, with the figures of its
// indicators as evidence.
func (m *Measure) figure(r *diagnose.Result, c diagnose.Claim) {
	v, ranked := indexPlaceOf(m.Result, m.set.Places.Name(c.Place))
	if !ranked {
		return
	}
	r.Figures = append(r.Figures, diagnose.Figure{
		Name: city.Text{Zh: "综合指数位次", En: "rank by the index"}, Value: decimal.NewFromInt(int64(*v.Rank)), Unit: "位", Period: city.Period(fmt.Sprint(m.spec.Year)),
		Formula: &diagnose.Formula{Note: city.Text{Zh: "由 index.yaml 计算，见 quanyu index", En: "computed from index.yaml, see quanyu index"}},
	})
	for _, place := range append([]string{c.Place}, c.Peers...) {
		for _, a := range m.spec.asks() {
			s := &source{spec: m.spec, set: m.set, places: []string{place}}
			if f, err := s.fill(a, m.spec.Year); err == nil {
				r.Evidence = append(r.Evidence, f.behind[0]...)
			}
		}
	}
}
