package complexity

import "math/bits"

// Presence says which place has which activity.
type Presence struct {
	Places, Activities []string
	Diversity          []int // activities of each place
	Ubiquity           []int // places of each activity

	of [][]int32  // the activities of each place, in order
	in [][]uint64 // the places of each activity, one bit each
}

// rounding is how far below a cutoff a quotient may lie by rounding alone: of a
// place that has just the common share, 1 may come out as 0.9999999999999999.
const rounding = 1e-12

// Present takes what reaches a cutoff, as a rule location quotients of 1 or more.
// x has a row for each place, a column for each activity.
func Present(places, activities []string, x [][]float64, cutoff float64) *Presence {
	p := &Presence{Places: places, Activities: activities, Diversity: make([]int, len(places)), Ubiquity: make([]int, len(activities)),
		of: make([][]int32, len(places)), in: make([][]uint64, len(activities))}
	words := (len(places) + 63) / 64
	for j := range p.in {
		p.in[j] = make([]uint64, words)
	}
	least := cutoff * (1 - rounding)
	for i, row := range x {
		for j, v := range row {
			if v >= least {
				p.of[i] = append(p.of[i], int32(j))
				p.in[j][i/64] |= 1 << (i % 64)
				p.Ubiquity[j]++
			}
		}
		p.Diversity[i] = len(p.of[i])
	}
	return p
}

// Presence takes the location quotients of the table that reach a cutoff.
func (t *Table) Presence(cutoff float64) *Presence {
	return Present(t.Places, t.Activities, t.Advantage(), cutoff)
}

// Has says whether a place has an activity.
func (p *Presence) Has(place, activity int) bool {
	return p.in[activity][place/64]>>(place%64)&1 == 1
}

// Turned exchanges places and activities.
func (p *Presence) Turned() *Presence {
	out := &Presence{Places: p.Activities, Activities: p.Places, Diversity: p.Ubiquity, Ubiquity: p.Diversity,
		of: make([][]int32, len(p.Activities)), in: make([][]uint64, len(p.Places))}
	words := (len(p.Activities) + 63) / 64
	for i, list := range p.of {
		out.in[i] = make([]uint64, words)
		for _, j := range list {
			out.of[j] = append(out.of[j], int32(i))
			out.in[i][j/64] |= 1 << (j % 64)
		}
	}
	return out
}

// Together counts the places that have both of two activities, for each pair; on
// the diagonal those that have the one.
func (p *Presence) Together() [][]float64 {
	out := grid(len(p.Activities), len(p.Activities))
	for j, a := range p.in {
		for k, b := range p.in[:j+1] {
			n := 0
			for w, word := range a {
				n += bits.OnesCount64(word & b[w])
			}
			out[j][k], out[k][j] = float64(n), float64(n)
		}
	}
	return out
}

// groups finds the connected parts of places and activities: the number of the
// part of each place, of each activity, and how many places each has. Parts are
// numbered by their first place; what has nothing is in none, -1.
func (p *Presence) groups() (ofPlace, ofActivity, size []int) {
	ofPlace, ofActivity = filled(len(p.Places), -1), filled(len(p.Activities), -1)
	places := p.Turned().of
	for i := range p.Places {
		if ofPlace[i] >= 0 || len(p.of[i]) == 0 {
			continue
		}
		g := len(size)
		size = append(size, 0)
		ofPlace[i] = g
		for queue := []int{i}; len(queue) > 0; {
			c := queue[0]
			queue = queue[1:]
			size[g]++
			for _, j := range p.of[c] {
				if ofActivity[j] >= 0 {
					continue
				}
				ofActivity[j] = g
				for _, k := range places[j] {
					if ofPlace[k] < 0 {
						ofPlace[k] = g
						queue = append(queue, int(k))
					}
				}
			}
		}
	}
	return ofPlace, ofActivity, size
}

func filled(n, value int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = value
	}
	return out
}

// Apart names the places that share no activity, by any path, with the largest
// part; none where all hang together. Places without an activity are not named.
func (p *Presence) Apart() []string {
	of, _, size := p.groups()
	if len(size) < 2 {
		return nil
	}
	most := 0
	for g, n := range size {
		if n > size[most] {
			most = g
		}
	}
	var out []string
	for i, g := range of {
		if g >= 0 && g != most {
			out = append(out, p.Places[i])
		}
	}
	return out
}
