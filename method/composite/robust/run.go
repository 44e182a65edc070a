package robust

import (
	"cmp"
	"math"
	"runtime"
	"slices"

	"github.com/quanyu/quanyu/internal/parallel"
	"github.com/quanyu/quanyu/method/composite"
	"github.com/quanyu/quanyu/method/sensitivity"
)

// Failure is a run that could not be computed, or ranked nothing.
type Failure struct {
	Run int
	Err error
}

// answer to a question in a run.
type answer uint8

const (
	open answer = iota // not to be had: a place is not there, or the run failed
	no
	yes
)

// worker is what one worker gathers.
type worker struct {
	*tally
	nodes    [][]distribution // by node of the plan, then by place
	scores   []float64
	failures []Failure
}

// Run computes every run of the design. It fails only where not one of the
// independent runs can be computed; other failures are listed in the report.
func (d *Design) Run() (*Report, error) {
	runs := d.Runs()
	changes := make([]float64, runs)
	answers := make([][]answer, len(d.plan.Questions))
	for q := range answers {
		answers[q] = make([]answer, runs)
	}
	watched := make([][]int, runs)
	workers := each(runs, d.plan.Workers, func() *worker {
		w := &worker{tally: newTally(len(d.Places)), scores: make([]float64, len(d.Places))}
		for range d.plan.Nodes {
			w.nodes = append(w.nodes, newDistributions(len(d.Places)))
		}
		return w
	}, func(w *worker, run int) {
		if d.plan.Done != nil {
			defer d.plan.Done()
		}
		watched[run] = make([]int, len(d.plan.Watch))
		changes[run] = math.NaN()
		r, err := d.Replay(run)
		if err == nil {
			d.scores(r, d.plan.Target, w.scores)
			if changes[run] = change(d.Scores, w.scores, w.workspace); math.IsNaN(changes[run]) {
				err = faulty(NothingRanked)
			}
		}
		if err != nil {
			w.failures = append(w.failures, Failure{run, err})
			return
		}
		if composite.RankScores(w.scores, w.order, w.rankAfter); run < 2*d.plan.Base {
			w.add(w.rankAfter, d.peers(run))
		}
		for q, question := range d.plan.Questions {
			answers[q][run] = d.answer(question, r, w.rankAfter, d.peers(run))
		}
		for k, place := range d.plan.Watch {
			watched[run][k] = w.rankAfter[d.at[place]]
		}
		d.countNodes(w, r, run)
	})
	all, failures := workers[0], []Failure(nil)
	for k, w := range workers {
		if failures = append(failures, w.failures...); k > 0 {
			all.merge(w.tally)
			for n := range w.nodes {
				merge(all.nodes[n], w.nodes[n])
			}
		}
	}
	slices.SortFunc(failures, func(a, b Failure) int { return cmp.Compare(a.Run, b.Run) })
	r, err := d.report(all.tally, failures, changes, answers)
	if err != nil {
		return nil, err
	}
	r.Watched = watched
	for n, code := range d.plan.Nodes {
		scores, ranked := make([]float64, len(d.Places)), make([]int, len(d.Places))
		d.scores(d.Nominal, code, scores)
		composite.RankScores(scores, all.order, ranked)
		r.Nodes = append(r.Nodes, d.placed(scores, ranked, all.nodes[n]))
	}
	return r, nil
}

// countNodes counts the ranks by the nodes of the plan in an independent run.
func (d *Design) countNodes(w *worker, r *composite.Result, run int) {
	for n := range d.plan.Nodes {
		if run >= 2*d.plan.Base || d.peers(run) {
			return
		}
		d.scores(r, d.plan.Nodes[n], w.scores)
		composite.RankScores(w.scores, w.order, w.rankAfter)
		for i, rank := range w.rankAfter {
			if rank > 0 {
				w.nodes[n][i][rank-1]++
			}
		}
	}
}

// placed puts together what is known of each place.
func (d *Design) placed(scores []float64, ranked []int, counts []distribution) []Place {
	out := make([]Place, len(d.Places))
	for i, name := range d.Places {
		p := Place{Place: name, Score: scores[i], Rank: ranked[i], Runs: counts[i].runs()}
		p.Mean, p.Low, p.Median, p.High = missing, missing, missing, missing
		if p.Runs > 0 {
			p.Mean, p.Low, p.Median, p.High = counts[i].mean(), counts[i].quantile(0.05), counts[i].quantile(0.5), counts[i].quantile(0.95)
		}
		out[i] = p
	}
	return out
}

// answer reads a question off a run and its ranks by the target; peers says that
// the run has some places only.
func (d *Design) answer(q Question, r *composite.Result, ranks []int, peers bool) answer {
	code, period := d.asked(q)
	rank := func(place string, period int) int {
		if code == d.plan.Target && period == d.plan.Period {
			return ranks[d.at[place]]
		}
		return d.rank(r, code, place, period)
	}
	a, held := rank(q.A, period), false
	switch {
	case peers && (q.Top > 0 || q.Since != 0):
		return open
	case q.Top > 0:
		held = a <= q.Top
	case q.Since != 0:
		before := rank(q.A, q.Since)
		if before == 0 {
			return open
		}
		held = a < before
	case q.Above != 0:
		now, before := d.score(r, code, q.A, period), d.score(r, code, q.A, q.Above)
		if math.IsNaN(before) {
			return open
		}
		held = now-before > composite.Rounding*max(math.Abs(now), math.Abs(before))
	default:
		b := rank(q.B, period)
		if b == 0 {
			return open
		}
		held = a < b
	}
	switch {
	case a == 0:
		return open
	case held:
		return yes
	}
	return no
}

// peers reports whether a run ranks some places among themselves, where another
// option has all of them: such ranks are no ranks among all.
func (d *Design) peers(run int) bool {
	for j, c := range d.plan.Choices {
		if c.Options != nil && c.Options[d.option(run, j)].Places != nil && slices.ContainsFunc(c.Options, func(o Option) bool { return o.Places == nil }) {
			return true
		}
	}
	return false
}

// report puts together what the workers gathered.
func (d *Design) report(t *tally, failures []Failure, changes []float64, answers [][]answer) (*Report, error) {
	r := &Report{Runs: d.Runs(), Independent: 2 * d.plan.Base, Failures: failures, names: d.Places, at: d.at, tally: t}
	if len(failures) == r.Runs {
		return nil, &Fault{NoRun, nil, failures[0].Err}
	}
	r.Places = d.placed(d.Scores, d.Ranks, t.rank)
	r.Choices, r.NoShares = d.shares(changes)
	for q, question := range d.plan.Questions {
		r.Answers = append(r.Answers, d.answered(question, answers[q]))
	}
	return r, nil
}

// intervalDraws is how often base points are drawn again for the interval of an
// index.
const intervalDraws = 200

// shares gives the indices of an output of all runs, or why there are none.
func (d *Design) shares(y []float64) ([]Share, error) {
	o, err := sensitivity.Blocks(y, len(d.plan.Choices))
	if err != nil {
		return nil, err
	}
	indices, err := o.Estimate(sensitivity.Centred)
	if err != nil {
		return nil, err
	}
	first, total, err := o.Intervals(sensitivity.Centred, intervalDraws, d.plan.Seed)
	if err != nil {
		return nil, err
	}
	out := make([]Share, len(d.plan.Choices))
	for j, c := range d.plan.Choices {
		out[j] = Share{c.Name, indices.First[j], indices.Total[j], first[j], total[j]}
	}
	return out, nil
}

// each does n jobs on workers; each worker has a state of its own.
func each[T any](n, workers int, start func() T, do func(state T, job int)) []T {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	states := make([]T, min(workers, n))
	for w := range states {
		states[w] = start()
	}
	_ = parallel.Tasks(len(states), n, func(w, job int) error { do(states[w], job); return nil })
	return states
}
