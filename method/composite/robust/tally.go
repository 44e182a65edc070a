package robust

// tally counts what happened over runs. Counts add up to the same sums in any
// order, so that workers change nothing.
type tally struct {
	places int
	rank   []distribution
	ahead  []uint32 // [i*places+j]: i had the higher score
	tied   []uint32 // [i*places+j], i < j: neither, but for rounding
	*workspace
}

func newTally(places int) *tally {
	return &tally{
		places: places, rank: newDistributions(places),
		ahead: make([]uint32, places*places), tied: make([]uint32, places*places), workspace: newWorkspace(places),
	}
}

// newDistributions are empty ones, one for each place.
func newDistributions(places int) []distribution {
	out := make([]distribution, places)
	for i := range out {
		out[i] = make(distribution, places)
	}
	return out
}

// merge adds counts to others.
func merge(into, from []distribution) {
	for i := range into {
		for k := range into[i] {
			into[i][k] += from[i][k]
		}
	}
}

// add counts one run: who is ahead of whom, and ranks, unless they are among peers.
func (t *tally) add(ranks []int, peers bool) {
	for i, r := range ranks {
		if r == 0 {
			continue
		}
		if !peers {
			t.rank[i][r-1]++
		}
		for j := i + 1; j < t.places; j++ {
			switch other := ranks[j]; {
			case other == 0:
			case other > r:
				t.ahead[i*t.places+j]++
			case other < r:
				t.ahead[j*t.places+i]++
			default:
				t.tied[i*t.places+j]++
			}
		}
	}
}

// merge adds what another worker counted.
func (t *tally) merge(other *tally) {
	for i := range t.ahead {
		t.ahead[i] += other.ahead[i]
		t.tied[i] += other.tied[i]
	}
	merge(t.rank, other.rank)
}

// Separable is the share of runs that a verdict asks for, and Fewest the runs: as
// many as make it unlikely (0.95^59 < 0.05) that all are alike where the share is
// less.
const (
	Separable = 0.95
	Fewest    = 59
)

// Verdict on a pair of places.
type Verdict string

// The verdicts. Which of two places is ahead can be told where one of them was,
// without a tie, in Separable of the runs that had both, and these were Fewest or
// more.
const (
	Ahead        Verdict = "ahead"
	Behind       Verdict = "behind"
	NotSeparable Verdict = "not_separable"
)

// Pair compares two places over the runs in which both had a score.
type Pair struct {
	A, B    string
	Runs    int
	Ahead   float64 // share of runs in which A's score was higher; NaN without runs
	Behind  float64 // in which B's was
	Tied    float64
	Verdict Verdict // of A against B
}

// pair reads the counts of two places.
func (t *tally) pair(names []string, i, j int) Pair {
	ahead, behind := t.ahead[i*t.places+j], t.ahead[j*t.places+i]
	tied := t.tied[min(i, j)*t.places+max(i, j)]
	n := float64(ahead) + float64(behind) + float64(tied)
	p := Pair{names[i], names[j], int(n), float64(ahead) / n, float64(behind) / n, float64(tied) / n, NotSeparable}
	switch {
	case p.Runs < Fewest:
	case p.Ahead >= Separable:
		p.Verdict = Ahead
	case p.Behind >= Separable:
		p.Verdict = Behind
	}
	return p
}
