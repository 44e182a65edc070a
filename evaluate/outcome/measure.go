package outcome

import (
	"fmt"
	"math"
	"slices"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
)

const (
	significant = 0.05
	// badFit is the gap before the measure, in standard deviations of the
	// outcome there, from which a synthetic unit does not follow the real one.
	badFit = 0.25
	// fewTreated and fewClusters are under what clustered errors come out too
	// small (Conley and Taber 2011; Cameron, Gelbach and Miller 2008).
	fewTreated  = 10
	fewClusters = 30
	// heavy is the weight of one donor, and the share of treated units or periods
	// outside the range of the others, over which support is thin.
	heavy = 0.5
	// leastTrials is how many trials it takes for one of them to be rarer than 5
	// percent.
	leastTrials = 20
)

// measured is what a design says of an effect, alike for all designs. Amounts
// are in the unit of the outcome.
type measured struct {
	value, low, high float64
	smallest         float64 // effect that would be found in four of five studies
	base             float64 // mean of the treated without the measure; NaN where it is not known
	p                float64 // of the design's own test
	test             city.Text
	before           city.Text // how both sides moved before
	tested           city.Text // the same in numbers
	treated, others  int
	unusable         []diagnose.Reason // nothing can be concluded
	doubts           []diagnose.Reason // each makes it usable when qualified at best
}

func reason(code, zh, en string) diagnose.Reason {
	return diagnose.Reason{Code: code, Text: city.Text{Zh: zh, En: en}}
}

func (m *measured) doubt(code, zh, en string) { m.doubts = append(m.doubts, reason(code, zh, en)) }

func (m *measured) refuse(code, zh, en string) { m.unusable = append(m.unusable, reason(code, zh, en)) }

func fixed(x float64, decimals int) string { return evaluate.Number(x).Fixed(decimals) }

// take reads an estimate.
func (m *measured) take(e evaluate.EstimateView) {
	m.value, m.low, m.high = float64(e.Value), float64(e.CI[0]), float64(e.CI[1])
	m.smallest, m.p, m.base = float64(e.MDE), float64(e.P), math.NaN()
}

// ofDiD reads a difference-in-differences study.
func ofDiD(x *evaluate.Evaluated) *measured {
	r, m := x.DiD, &measured{}
	m.take(r.Estimates[0])
	m.treated, m.others = r.Treated, r.Units-r.Treated
	m.base = float64(x.After) - m.value
	m.test = city.Text{Zh: "按统计检验", En: "by the test"}
	m.trends(r)
	switch n, w := r.Clusters, r.Wild; {
	case r.Treated >= fewTreated && n >= fewClusters:
	case r.Treated >= fewTreated && w != nil && !w.Coarse && known(float64(w.P)):
		m.p = math.Max(m.p, float64(w.P))
		m.test = city.Text{Zh: fmt.Sprintf("单位少，用随机变换符号的办法检验%d次", w.Draws), En: fmt.Sprintf("units being few, with their signs changed at random %d times", w.Draws)}
	default:
		if p := r.Placebo; p != nil && !math.IsNaN(float64(p.PByT)) {
			m.p = math.Max(m.p, float64(p.PByT))
			m.test = city.Text{Zh: fmt.Sprintf("把实施时间随机分给别的单位，重算%d次", p.Draws), En: fmt.Sprintf("with dates given out at random %d times", p.Draws)}
		} else {
			m.doubt("few-clusters", fmt.Sprintf("实施的单位%d个、聚类%d个，误差靠不住，方案里又没有写 placebo", r.Treated, n), fmt.Sprintf("%d treated units and %d clusters are too few for the errors, and the specification asks for no placebo", r.Treated, n))
		}
	}
	for _, s := range r.Support {
		if float64(len(s.Outside)) > heavy*float64(r.Treated) {
			m.doubt("thin-support", fmt.Sprintf("实施前“%s”有%d个实施单位在对照的范围之外", s.Name, len(s.Outside)), fmt.Sprintf("before the measure %d treated units lie outside the range of the others in %q", len(s.Outside), s.Name))
			break
		}
	}
	for _, e := range r.Earlier {
		if float64(e.P) < significant {
			m.doubt("not-robust", fmt.Sprintf("把实施时间提前%d期也“有效果”（p=%s）", e.By, e.P.Fixed(3)), fmt.Sprintf("a measure %d periods too soon has an \"effect\" too (p = %s)", e.By, e.P.Fixed(3)))
			break
		}
	}
	m.leftOut(r.LeaveOut, float64(r.Estimates[0].SE))
	return m
}

// trends reads the test of the time before the measure that decides.
func (m *measured) trends(r *evaluate.DiDResult) {
	i := slices.IndexFunc(r.PreTrends, evaluate.PreTrendView.Decides)
	if i < 0 || !known(float64(r.PreTrends[i].P)) {
		m.before = city.Text{Zh: "实施前的时期或实施的单位太少，两边走势是否一致无从检验", En: "there are too few periods before the measure, or too few treated units, to test whether both sides moved alike"}
		m.doubt("pre-trend-untested", m.before.Zh, m.before.En)
		m.tested = city.Text{Zh: "实施之前两边走势无从检验", En: "both sides before the measure are not tested"}
		return
	}
	p := r.PreTrends[i].P
	if float64(p) < significant {
		rare := percent(float64(p))
		m.refuse("pre-trend", fmt.Sprintf("实施之前两边走势已不一致（碰巧如此的机会%s），差别不能归于政策", rare.Zh), fmt.Sprintf("both sides moved apart before the measure (by chance in %s of cases): the difference is not its effect", rare.En))
		return
	}
	m.before = city.Text{Zh: "实施之前两边走势没有看出不一致", En: "before the measure both sides are not seen to move apart"}
	m.tested = city.Text{Zh: "实施之前两边走势 p " + p.Fixed(3), En: "both sides before the measure p " + p.Fixed(3)}
}

// leftOut asks whether the answer hangs on one unit.
func (m *measured) leftOut(list []evaluate.LeftOutView, most float64) {
	for _, l := range list {
		v := float64(l.Value)
		if v*m.value < 0 || math.Abs(v-m.value) > most {
			m.doubt("not-robust", fmt.Sprintf("去掉%s，估计变为%s，结论系于这一个单位", l.Without, l.Value.Digits(3)), fmt.Sprintf("without %s the estimate is %s: the answer hangs on it", l.Without, l.Value.Digits(3)))
			return
		}
	}
}

// ofSynth reads a synthetic control, or a synthetic difference-in-differences.
func ofSynth(x *evaluate.Evaluated) *measured {
	r, m := x.Synth, &measured{}
	m.take(r.Estimates[0])
	m.treated, m.others = r.Treated, r.Units-r.Treated
	m.base = treatedAfter(r) - m.value
	m.test = city.Text{Zh: "按统计检验", En: "by the test"}
	if s := r.Space; s != nil && !math.IsNaN(float64(s.P)) {
		m.p = float64(s.P)
		m.test = city.Text{Zh: fmt.Sprintf("把%d组没有实施的单位当作实施过的逐一重算", len(s.Trials)-1), En: fmt.Sprintf("with %d sets of units without the measure in its place", len(s.Trials)-1)}
		if math.IsNaN(m.smallest) {
			m.smallest = float64(s.MDE)
		}
		if t := r.OverTime; r.Treated == 1 && len(s.Trials) < leastTrials && t != nil && t.Shifts >= leastTrials {
			m.p = float64(t.P)
			m.test = city.Text{Zh: fmt.Sprintf("没有实施的单位少，把各年的差距在时间上错开%d次来看", t.Shifts), En: fmt.Sprintf("units without the measure being few, with the gaps moved in time %d times", t.Shifts)}
		}
	} else if r.Settings.Errors != "placebo" && r.Treated < fewTreated {
		m.doubt("few-clusters", fmt.Sprintf("实施的单位只有%d个，又没有空间安慰剂", r.Treated), fmt.Sprintf("%d treated units only, and no placebo in space", r.Treated))
	}
	m.fits(r)
	for _, e := range r.Earlier {
		if float64(e.P) < significant || math.Abs(float64(e.Value)) > math.Abs(m.value)/2 {
			m.doubt("not-robust", fmt.Sprintf("把实施时间提前%d期也有%s的差距", e.By, e.Value.Digits(3)), fmt.Sprintf("a measure %d periods too soon has a gap of %s too", e.By, e.Value.Digits(3)))
			break
		}
	}
	m.leftOut(r.LeaveOut, math.Abs(m.value)/2)
	return m
}

// fits asks how well the synthetic units follow before the measure, and what
// they are made of.
func (m *measured) fits(r *evaluate.SynthResult) {
	bad, worst, thin := 0, 0.0, city.Text{}
	for _, c := range r.Cohorts {
		s := c.Support
		if worst = math.Max(worst, float64(s.Relative)); float64(s.Relative) > badFit {
			bad += len(c.Treated)
		}
		if float64(s.Largest) > heavy || float64(s.Outside) > heavy {
			thin = few(c.Treated)
		}
	}
	m.before = city.Text{Zh: "实施之前合成的对照同实际的走势相近", En: "before the measure the synthetic unit follows the real one"}
	m.tested = city.Text{Zh: fmt.Sprintf("实施之前合成的偏离为波动的%s倍", fixed(worst, 2)), En: fmt.Sprintf("before the measure the synthetic unit is off by %s of a standard deviation", fixed(worst, 2))}
	switch {
	case 2*bad > r.Treated:
		m.refuse("poor-fit", fmt.Sprintf("实施之前合成的对照就跟不上（偏离为波动的%s倍），之后的差距不能当作效果", fixed(worst, 2)), fmt.Sprintf("the synthetic unit does not follow before the measure (off by %s of a standard deviation): the gap after it is no effect", fixed(worst, 2)))
	case bad > 0:
		m.doubt("poor-fit", fmt.Sprintf("有%d个实施单位，实施之前合成的对照跟不上", bad), fmt.Sprintf("for %d treated units the synthetic unit does not follow before the measure", bad))
	}
	if !thin.IsZero() {
		m.doubt("thin-support", thin.Zh+"的合成对照主要靠一个单位，或处理前在对照的范围之外", "the synthetic unit of "+thin.En+" is mostly one unit, or it lies outside the range of the others")
	}
}

// treatedAfter is the mean outcome of the treated after the start.
func treatedAfter(r *evaluate.SynthResult) float64 {
	sum, n := 0.0, 0.0
	for _, c := range r.Cohorts {
		for _, p := range c.Path {
			if p.Period >= c.Start {
				k := float64(len(c.Treated))
				sum, n = sum+float64(k*float64(p.Treated)), n+k
			}
		}
	}
	return sum / n
}
