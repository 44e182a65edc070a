package evaluate

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/effect"
)

// PreTrendView is the joint test that nothing happened before the treatment.
type PreTrendView struct {
	Method       string      `json:"method"`
	Times        []int       `json:"times"` // tested, where not all are
	Statistic    Number      `json:"statistic"`
	Distribution string      `json:"distribution"` // chi_squared, f
	Freedom      []int       `json:"freedom"`
	P            Number      `json:"p"`
	Trends       []TrendView `json:"trends"` // null where none could be told
}

// decides is the test that the verdict rests on; the others are what software
// prints, which reject too often where cohorts are small.
const decides = "small_sample"

// Decides reports whether the verdict rests on a test.
func (p PreTrendView) Decides() bool { return p.Method == decides }

// with adds the lines that a test finds.
func (p PreTrendView) with(trends []effect.Trend) PreTrendView {
	for _, t := range trends {
		p.Trends = append(p.Trends, TrendView{Number(t.Probability), Number(t.Slope), Number(t.Bias)})
	}
	return p
}

// TrendView is a straight line by which the treated might drift away without
// any effect, and that the test finds only so often.
type TrendView struct {
	Power Number `json:"power"`
	Slope Number `json:"slope"` // of the outcome a period, either sign
	Bias  Number `json:"bias"`  // that it would put into the mean effect
}

// preTrends tests the time before the treatment: first the test that decides, then
// that of R's did.
func (r *didRun) preTrends() error {
	p, err := r.effects.Pretrend()
	switch {
	case err == nil:
		v := PreTrendView{Method: decides, Times: p.Times, Statistic: Number(p.F), Distribution: "f", Freedom: p.Freedom[:], P: Number(p.Probability)}
		r.out.PreTrends = append(r.out.PreTrends, v.with(p.Trends))
	case !r.refuse(decides, err):
		return err
	default:
		v := &r.out.Refused[len(r.out.Refused)-1]
		v.Message = city.Text{Zh: "处理之前没有可检验的一期：一期至少要有 5 个受处理的单位，而且算得出误差", En: "no time before the treatment can be tested: one needs 5 treated units at least, and an error"}
	}
	if t := r.effects.PreTest; t.Fault == nil {
		r.out.PreTrends = append(r.out.PreTrends, PreTrendView{
			Method: "group_time", Statistic: Number(t.Statistic), Distribution: "chi_squared", Freedom: []int{t.Freedom}, P: Number(t.Probability),
		})
	}
	return nil
}
