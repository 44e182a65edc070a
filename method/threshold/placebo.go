package threshold

// Claimed sets a claimed place beside all others as placebo thresholds.
type Claimed struct {
	Best   Place // the best of the values tried in the claimed range
	Tried  int   // values tried in the range; 0 where it cannot be searched, and the rest is zero
	Others int   // values tried elsewhere
	Better int   // of these, how many separate better: a larger F
}

// Rank sets the range that a claim names, from equal to to where it names one
// value, beside every other value that the first step tried. A value belongs to
// the range where it separates the rows as some value of the range does, so
// that a claimed 1.5 is found again as the largest value of the data under it.
func (r *Result) Rank(from, to float64) Claimed {
	low, high := lower(r.sorted, r.Options.Split, from), lower(r.sorted, r.Options.Split, to)
	var out Claimed
	profile := r.Steps[0].Set.Profile
	for _, p := range profile {
		if inside := p.Lower >= low && p.Lower <= high; inside {
			if out.Tried++; p.F > out.Best.F {
				out.Best = p
			}
		}
	}
	if out.Tried == 0 {
		return out
	}
	out.Others = len(profile) - out.Tried
	for _, p := range profile {
		if (p.Lower < low || p.Lower > high) && p.F > out.Best.F {
			out.Better++
		}
	}
	return out
}

// Meets reports whether a range of values tried, such as a part of a confidence
// set, meets the range that a claim names. Values that separate the rows alike
// are one place: where the data have 1.49 and then 1.56, a set that ends at 1.49
// holds a claimed 1.5.
func (r *Result) Meets(tried [2]float64, from, to float64) bool {
	rows := func(value float64) int { return lower(r.sorted, r.Options.Split, value) }
	return rows(from) <= rows(tried[1]) && rows(to) >= rows(tried[0])
}
