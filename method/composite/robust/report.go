package robust

import (
	"math"

	"github.com/quanyu/quanyu/method/sensitivity"
)

// Report is what the runs of a design say.
type Report struct {
	Runs        int
	Independent int // the runs, from 0, that ranks, pairs and answers are counted over
	Failures    []Failure
	Places      []Place   // in the order of the data
	Nodes       [][]Place // the same by each node of the plan
	Watched     [][]int   // by run, ranks of the places of the plan's Watch; 0 where the run has none
	Choices     []Share   // of the variance of the mean absolute change of rank; nil where NoShares says why
	NoShares    error     // a *sensitivity.Fault: a run failed, or no rank ever changes
	Answers     []Answer

	names []string
	at    map[string]int
	tally *tally
}

// Place is one place: as made, and over the independent runs that rank it. A
// rank is among the places that the run has.
type Place struct {
	Place     string
	Score     float64 // as made; NaN without one
	Rank      int     // as made; 0 without one
	Runs      int
	Mean      float64
	Low, High float64 // 5th and 95th percentile, interpolated
	Median    float64
}

// Pair compares two places, or says false where there is no such pair.
func (r *Report) Pair(a, b string) (Pair, bool) {
	i, known := r.at[a]
	j, other := r.at[b]
	if !known || !other || i == j {
		return Pair{}, false
	}
	return r.tally.pair(r.names, i, j), true
}

// Pairs compares every two places, in the order of the data.
func (r *Report) Pairs() []Pair {
	n := len(r.names)
	out := make([]Pair, 0, n*(n-1)/2)
	for i := range n {
		for j := i + 1; j < n; j++ {
			out = append(out, r.tally.pair(r.names, i, j))
		}
	}
	return out
}

// Share is how much of the variance of an output a choice makes: alone, and
// with all that it does together with others. The intervals say within what the
// estimates fall when base points are drawn again.
type Share struct {
	Choice                       string
	First, Total                 float64
	FirstInterval, TotalInterval sensitivity.Interval
}

// Answer to a question, over the independent runs that can answer it.
type Answer struct {
	Question
	Runs     int
	Yes      float64 // share of runs; NaN without any
	Holds    Holds
	Choices  []Share  // of the variance of the answer; nil where NoShares says why
	NoShares error    // a *sensitivity.Fault: a run has no answer, or all have the same
	Options  []Turn   // of every choice between options, the share of runs under each
	Turns    []string // choices whose options turn the answer: yes in more than half of the runs under one, in less than half under another, by two standard errors each
}

// Holds is whether an answer can be relied on.
type Holds string

// An answer is yes where Separable of the runs say so, no where so many say no,
// and open between, or where the runs are less than Fewest.
const (
	Yes  Holds = "yes"
	No   Holds = "no"
	Open Holds = "open"
)

// Turn is the answer under one option of one choice.
type Turn struct {
	Choice, Option string
	Runs           int
	Yes            float64 // NaN without runs
}

// answered counts the answers to one question.
func (d *Design) answered(q Question, answers []answer) Answer {
	out := Answer{Question: q, Holds: Open}
	count := func(when func(run int) bool) (runs int, share float64) {
		held := 0
		for run, a := range answers[:2*d.plan.Base] {
			if a == open || !when(run) {
				continue
			}
			if runs++; a == yes {
				held++
			}
		}
		return runs, float64(held) / float64(runs)
	}
	out.Runs, out.Yes = count(func(int) bool { return true })
	switch {
	case out.Runs < Fewest:
	case out.Yes >= Separable:
		out.Holds = Yes
	case 1-out.Yes >= Separable:
		out.Holds = No
	}
	for j, c := range d.plan.Choices {
		low, high := math.Inf(1), math.Inf(-1)
		for o, option := range c.Options {
			t := Turn{Choice: c.Name, Option: option.Name}
			if t.Runs, t.Yes = count(func(run int) bool { return d.option(run, j) == o }); t.Runs > 0 {
				error2 := 1 / math.Sqrt(float64(t.Runs)) // two standard errors of a half
				low, high = min(low, t.Yes+error2), max(high, t.Yes-error2)
			}
			out.Options = append(out.Options, t)
		}
		if low < 0.5 && high > 0.5 {
			out.Turns = append(out.Turns, c.Name)
		}
	}
	y := make([]float64, len(answers))
	for run, a := range answers {
		if y[run] = float64(a - no); a == open {
			y[run] = missing
		}
	}
	out.Choices, out.NoShares = d.shares(y)
	return out
}
