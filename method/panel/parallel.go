package panel

import (
	"github.com/quanyu/quanyu/internal/parallel"
)

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
	parallel.Each(workersFor(n), (n+blockRows-1)/blockRows, func(b int) {
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
