// Package parallel does pieces of work that do not touch one another on several
// processors. What they come to must not depend on who did which.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do for 0 to n-1 on some workers; 0 is one for each processor. A panic
// goes on in the caller.
func Each(workers, n int, do func(i int)) {
	_ = Tasks(workers, n, func(_, i int) error { do(i); return nil })
}

// Tasks is Each for work that may fail and wants to know which worker does it. The
// error of the lowest task that failed ends it, whichever worker was first.
func Tasks(workers, n int, do func(worker, task int) error) error {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	t := &tasks{n: int64(n), do: do}
	t.failed.Store(int64(n))
	if workers = min(workers, n); workers <= 1 {
		t.work(0)
	} else {
		var group sync.WaitGroup
		for w := range workers {
			group.Go(func() { t.work(w) })
		}
		group.Wait()
	}
	if t.fault != nil {
		panic(t.fault)
	}
	return t.err
}

type tasks struct {
	n      int64
	do     func(worker, task int) error
	next   atomic.Int64
	failed atomic.Int64 // the lowest task that failed
	mu     sync.Mutex
	err    error // of that task
	fault  any   // what that task panicked with
}

// work does tasks until all are taken, or one that failed is reached.
func (t *tasks) work(worker int) {
	for i := t.next.Add(1) - 1; i < t.failed.Load(); i = t.next.Add(1) - 1 {
		t.one(worker, i)
	}
}

func (t *tasks) one(worker int, i int64) {
	defer func() {
		if fault := recover(); fault != nil {
			t.fail(i, nil, fault)
		}
	}()
	if err := t.do(worker, int(i)); err != nil {
		t.fail(i, err, nil)
	}
}

func (t *tasks) fail(i int64, err error, fault any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if i < t.failed.Load() {
		t.failed.Store(i)
		t.err, t.fault = err, fault
	}
}
