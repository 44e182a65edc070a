package panel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel calls work for 0 to n-1 on some workers; 0 is one for each
// processor. Calls must not depend on one another.
func parallel(n, workers int, work func(i int)) {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	if workers = min(workers, n); workers <= 1 {
		for i := range n {
			work(i)
		}
		return
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	group.Wait()
}

// blockRows is how many rows are summed in order; the sums of longer columns
// are those of their blocks, in order, so that workers change no bit.
const blockRows = 2048

// manyRows is from where columns are worked on all processors.
const manyRows = 1 << 16

// workersFor is how many workers n rows are worth: one, or one for each
// processor.
func workersFor(n int) int {
	if n < manyRows {
		return 1
	}
	return 0
}

// blocks calls work for each block of n rows.
func blocks(n int, work func(block, from, to int)) {
	parallel((n+blockRows-1)/blockRows, workersFor(n), func(b int) {
		work(b, b*blockRows, min((b+1)*blockRows, n))
	})
}

// dot is Dot by blocks.
func dot(a, b []float64) float64 {
	part := make([]float64, (len(a)+blockRows-1)/blockRows)
	blocks(len(a), func(block, from, to int) { part[block] = Dot(a[from:to], b[from:to]) })
	sum := 0.0
	for _, v := range part {
		sum += v
	}
	return sum
}
