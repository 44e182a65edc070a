package synth

import (
	"maps"
	"math"
	"slices"
)

// average is the mean, in order.
func average(column []float64) float64 {
	sum := 0.0
	for _, v := range column {
		sum += v
	}
	return sum / float64(len(column))
}

// deviation is the standard deviation with n - less in the denominator; 0 where
// that is not positive.
func deviation(column []float64, less int) float64 {
	if len(column) <= less {
		return 0
	}
	m, sum := average(column), 0.0
	for _, v := range column {
		sum += float64((v - m) * (v - m))
	}
	return math.Sqrt(sum / float64(len(column)-less))
}

// rootMeanSquare of a column.
func rootMeanSquare(column []float64) float64 {
	sum := 0.0
	for _, v := range column {
		sum += float64(v * v)
	}
	return math.Sqrt(sum / float64(len(column)))
}

// mean is that of some units in each of the first periods.
func mean(outcome [][]float64, units []int, periods int) []float64 {
	out := make([]float64, periods)
	for _, u := range units {
		for p := range out {
			out[p] += outcome[u][p]
		}
	}
	for p := range out {
		out[p] /= float64(len(units))
	}
	return out
}

// alike is n weights of sum 1.
func alike(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1 / float64(n)
	}
	return out
}

// grid is n slices of m numbers in one piece.
func grid(n, m int) [][]float64 {
	all, out := make([]float64, n*m), make([][]float64, n)
	for i := range out {
		out[i] = all[i*m : (i+1)*m : (i+1)*m]
	}
	return out
}

func sortedKeys[T any](m map[int]T) []int { return slices.Sorted(maps.Keys(m)) }

// find is the place of a number among sorted ones that hold it.
func find(sorted []int, v int) int {
	at, _ := slices.BinarySearch(sorted, v)
	return at
}
