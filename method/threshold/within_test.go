package threshold

import (
	"errors"
	"math"
	"testing"

	"github.com/quanyu/quanyu/method/panel"
)

// A search within a range tries what the whole search tries there, and nothing
// else; the rest of the model is the same.
func TestWithin(t *testing.T) {
	d := stepped(7, 25, 9, 0.2)
	whole := search(t, d, Options{Thresholds: 1, Trim: []float64{0}})
	for _, within := range [][2]float64{{0.2, 0.4}, {0.495, 0.505}, {0.7, 0.7}, {0, 1}} {
		r := search(t, d, Options{Thresholds: 1, Trim: []float64{0}, Within: &within})
		rank := whole.Rank(within[0], within[1])
		if step := r.Steps[0]; step.Candidates != rank.Tried || step.Threshold != rank.Best.Value || math.Abs(step.F-rank.Best.F) > 1e-10*step.F {
			t.Errorf("%v: %d tried, best %v with F %.6g; the whole search has %d, %v with %.6g there", within, step.Candidates, step.Threshold, step.F, rank.Tried, rank.Best.Value, rank.Best.F)
		}
	}
	_, err := Search(d, Options{Thresholds: 1, Within: &[2]float64{3, 4}})
	var fault *panel.Fault
	if !errors.As(err, &fault) || fault.Kind != panel.NoCandidate {
		t.Errorf("beyond all values: %v", err)
	}
}
