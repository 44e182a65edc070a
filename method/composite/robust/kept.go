package robust

import (
	"slices"
	"sync"

	"github.com/quanyu/quanyu/method/composite"
	"github.com/quanyu/quanyu/method/sensitivity"
)

// early are the options of a run that bear on data or on steps before weights
// and means, in the order of the choices.
type early [sensitivity.MaxInputs]*Option

// early lists them.
func (s *settled) early() (out early) {
	n := 0
	for _, o := range s.options {
		before := func(s composite.Step) bool { return !weighing(s) && !aggregates(s) }
		if o.Data != nil || o.Places != nil || slices.ContainsFunc(o.Steps, before) {
			out[n] = o
			n++
		}
	}
	return out
}

// kept are results by what is early in them: runs that share it need not compute
// it again. It holds a bounded number of figures, and which results it holds
// changes no result.
type kept struct {
	mutex  sync.Mutex
	room   int
	result map[early]*composite.Result
}

// figures that are kept, at most, in tables of indicators.
const figures = 1 << 21

func newKept(rows, indicators int) *kept {
	return &kept{room: figures / (rows * indicators), result: map[early]*composite.Result{}}
}

// get finds a result, or nil.
func (k *kept) get(key early) *composite.Result {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return k.result[key]
}

// put keeps a result without error, where there is room.
func (k *kept) put(key early, r *composite.Result, err error) (*composite.Result, error) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if err == nil && len(k.result) < k.room {
		k.result[key] = r
	}
	return r, err
}
