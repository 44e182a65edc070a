package complexity

import (
	"math"
	"slices"

	"github.com/quanyu/quanyu/internal/parallel"
)

// Density is how much of what is near to an activity a place has: the sum of the
// nearness of the activities present over the sum of all, by place, then by
// activity (Hidalgo et al. 2007). The nearness of a row to its columns is used;
// an activity that is near to nothing has NaN.
func Density(p *Presence, phi [][]float64) [][]float64 {
	return divided(gather(p, turned(phi)), phi)
}

// DensityOf weighs activities by a continuous measure of the same shape, as
// location quotients, instead of presence.
func DensityOf(x, phi [][]float64) [][]float64 {
	out := grid(len(x), len(phi))
	columns := turned(phi)
	parallel.Each(0, len(x), func(i int) {
		for j, v := range x[i] {
			if v != 0 {
				add(out[i], columns[j], v)
			}
		}
	})
	return divided(out, phi)
}

// DensityNearest looks at the k activities nearest to each, itself left out, the
// first by name where they tie: the sum of the nearness of those present over the
// sum of theirs.
func DensityNearest(p *Presence, phi [][]float64, k int) [][]float64 {
	out := grid(len(p.Places), len(phi))
	for q, row := range phi {
		order := make([]int, 0, len(row)-1)
		for j := range row {
			if j != q {
				order = append(order, j)
			}
		}
		slices.SortStableFunc(order, func(a, b int) int {
			switch {
			case row[a] > row[b]:
				return -1
			case row[a] < row[b]:
				return 1
			}
			return 0
		})
		order = order[:min(k, len(order))]
		all := 0.0
		for _, j := range order {
			all += row[j]
		}
		for i := range out {
			for _, j := range order {
				if p.Has(i, j) {
					out[i][q] += row[j]
				}
			}
			out[i][q] /= all
		}
	}
	return out
}

// CrossDensity is the density of a place around activities of another table: the
// nearness of the first table's activities that the place has over that of all.
// phi has a row for each activity of p.
func CrossDensity(p *Presence, phi [][]float64) [][]float64 {
	return divided(gather(p, phi), turned(phi))
}

// Absent keeps what a place does not have yet, where it could enter; Held what it
// has. The rest is NaN.
func Absent(p *Presence, x [][]float64) [][]float64 { return masked(p, x, false) }

// Held keeps the figures of what a place has; the rest is NaN.
func Held(p *Presence, x [][]float64) [][]float64 { return masked(p, x, true) }

func masked(p *Presence, x [][]float64, held bool) [][]float64 {
	out := grid(len(x), len(x[0]))
	for i, row := range x {
		for j, v := range row {
			if p.Has(i, j) != held {
				v = math.NaN()
			}
			out[i][j] = v
		}
	}
	return out
}

// gather sums, for each place, the rows of x of the activities it has.
func gather(p *Presence, x [][]float64) [][]float64 {
	out := grid(len(p.Places), len(x[0]))
	const width = 256 // columns at a time, which stay in the cache
	strips := (len(x[0]) + width - 1) / width
	parallel.Each(0, strips, func(s int) {
		from, to := s*width, min((s+1)*width, len(x[0]))
		for i, list := range p.of {
			sum := out[i][from:to]
			for ; len(list) >= 8; list = list[8:] {
				eight(sum, x[list[0]][from:to], x[list[1]][from:to], x[list[2]][from:to], x[list[3]][from:to],
					x[list[4]][from:to], x[list[5]][from:to], x[list[6]][from:to], x[list[7]][from:to])
			}
			for _, j := range list {
				for k, v := range x[j][from:to] {
					sum[k] += v
				}
			}
		}
	})
	return out
}

// eight adds eight rows to a sum.
func eight(sum, a, b, c, d, e, f, g, h []float64) {
	a, b, c, d = a[:len(sum)], b[:len(sum)], c[:len(sum)], d[:len(sum)]
	e, f, g, h = e[:len(sum)], f[:len(sum)], g[:len(sum)], h[:len(sum)]
	for k, s := range sum {
		sum[k] = s + (((a[k] + b[k]) + (c[k] + d[k])) + ((e[k] + f[k]) + (g[k] + h[k])))
	}
}

func add(sum, x []float64, factor float64) {
	sum = sum[:len(x)]
	for k, v := range x {
		sum[k] += float64(v * factor)
	}
}

// divided divides each column by the sum of the row of phi of that number.
func divided(x, phi [][]float64) [][]float64 {
	all := rowSums(phi)
	for _, row := range x {
		for k := range row {
			row[k] /= all[k]
		}
	}
	return x
}

// rowSums adds each row in four sums side by side, which do not wait for one
// another.
func rowSums(x [][]float64) []float64 {
	out := make([]float64, len(x))
	for j, row := range x {
		var a, b, c, d float64
		for ; len(row) >= 4; row = row[4:] {
			a, b, c, d = a+row[0], b+row[1], c+row[2], d+row[3]
		}
		for _, v := range row {
			a += v
		}
		out[j] = (a + b) + (c + d)
	}
	return out
}

// turned exchanges rows and columns, by tiles that stay in the cache.
func turned(x [][]float64) [][]float64 {
	const tile = 32
	out := grid(len(x[0]), len(x))
	for i := 0; i < len(x); i += tile {
		for j := 0; j < len(x[0]); j += tile {
			for k, row := range x[i:min(i+tile, len(x))] {
				for l, v := range row[j:min(j+tile, len(row))] {
					out[j+l][i+k] = v
				}
			}
		}
	}
	return out
}

// Relative is density in standard deviations (n-1) over what each place lacks, so
// that places with much are comparable with places with little (Datawheel; Pinheiro
// et al. 2022). A place that lacks fewer than two activities, or all at the same
// density, has NaN.
func Relative(p *Presence, density [][]float64) [][]float64 {
	out := grid(len(density), len(density[0]))
	for i, row := range Absent(p, density) {
		m := moments(row)
		d, err := m.deviation(1, "")
		if err != nil {
			d = math.NaN()
		}
		copy(out[i], standard(density[i], m.mean, d))
	}
	return out
}
