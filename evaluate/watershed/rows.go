package watershed

import (
	"math"
	"regexp"
	"strconv"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

// row is one place in one year: how the outcome grew over the year before, and
// the size that the place had reached by then.
type row struct {
	place    string
	year     int
	before   cell // of the outcome, the year before
	now      cell
	size     cell    // of the threshold variable, the year before
	growth   float64 // percent; percentage points where the outcome is a share
	excess   float64 // growth less the median of the year
	jump     bool    // far from what is usual
	vintages [2]bool // revised figures: the year before, the year
}

// flow counts the rows on the way to the sample.
type flow struct {
	values   int // of the outcome
	pairs    int // with a value of the year before
	gaps     int // first years, and years after a gap
	broken   int // pairs across a break of definition
	negative int // a base of 0 or less
	noSize   int
}

// jumpScale and jumpLeast say what is far from usual: over so many median
// absolute deviations (scaled to a standard deviation), and over so many
// important shifts.
const (
	jumpScale = 5
	jumpLeast = 5
)

// matters is the shift, in the points of growth, that makes a size worth the name
// of a watershed: two points or, where growth is slow, a quarter of the usual,
// to one digit. Less than that no reader would see.
func matters(rows []row) float64 {
	var sizes []float64
	for _, r := range rows {
		sizes = append(sizes, math.Abs(r.growth))
	}
	quarter := median(sizes) / 4
	if quarter <= 0 || quarter >= important {
		return important
	}
	digit := math.Pow(10, math.Floor(math.Log10(quarter)))
	return math.Min(important, math.Round(quarter/digit)*digit)
}

// makeRows pairs the years of each place.
func makeRows(set *data.Set, outcome, size *levels, share bool) ([]row, flow) {
	var out []row
	var f flow
	revised := vintages(set)
	for _, place := range outcome.places() {
		for _, year := range outcome.years(place) {
			f.values++
			now := outcome.cells[place][year]
			before, paired := outcome.cells[place][year-1]
			if !paired {
				f.gaps++
				continue
			}
			f.pairs++
			at, sized := size.cells[place][year-1]
			switch {
			case broken(set, outcome.indicator, place, year) || before.Definition != now.Definition:
				f.broken++
			case !share && (before.value <= 0 || now.value <= 0):
				f.negative++
			case !sized:
				f.noSize++
			default:
				r := row{place: place, year: year, before: before, now: now, size: at, growth: now.value - before.value}
				if !share {
					r.growth = 100 * (now.value/before.value - 1)
				}
				r.vintages = [2]bool{revised(before.Observation), revised(now.Observation)}
				out = append(out, r)
			}
		}
	}
	return out, f
}

// broken reports whether the definition changes between a year and the one
// before.
func broken(set *data.Set, indicator, place string, year int) bool {
	for _, b := range set.BreaksOf(indicator, place) {
		if y := city.Year(year); city.Year(year-1).Before(b.From) && !y.Before(b.From) {
			return true
		}
	}
	return false
}

// markJumps marks growth far from the median of its year, by the spread of all
// years: a revision or a change of boundaries looks like that, and so may a
// true boom.
func markJumps(rows []row, important float64) {
	byYear := map[int][]float64{}
	for _, r := range rows {
		byYear[r.year] = append(byYear[r.year], r.growth)
	}
	middle := map[int]float64{}
	for year, list := range byYear {
		middle[year] = median(list)
	}
	distance := make([]float64, len(rows))
	for i, r := range rows {
		rows[i].excess = r.growth - middle[r.year]
		distance[i] = math.Abs(rows[i].excess)
	}
	limit := math.Max(jumpLeast*important, jumpScale*1.4826*median(distance))
	for i := range rows {
		rows[i].jump = math.Abs(rows[i].excess) > limit
	}
}

var revisedNote = regexp.MustCompile(`([\p{Han}、，,和及]*?)(\d{4})年(及)?(?:以前|之前|前)的?(?:数据)?(?:均|都)?为(?:普查)?修订`)

// vintages tells revised figures from those first published: by their status,
// and by the note of their source where it says 某某2009年以前为修订数.
func vintages(set *data.Set) func(city.Observation) bool {
	type stretch struct {
		places map[string]bool // none: all of them
		before int             // the first year that is not revised
	}
	known := map[string][]stretch{}
	for id, source := range set.Sources {
		for _, m := range revisedNote.FindAllStringSubmatch(source.Note, -1) {
			year, _ := strconv.Atoi(m[2])
			if m[3] != "" { // 2008年及以前
				year++
			}
			s := stretch{map[string]bool{}, year}
			for _, p := range set.Places.Find(m[1], "") {
				s.places[p.ID] = true
			}
			known[id] = append(known[id], s)
		}
	}
	return func(o city.Observation) bool {
		if o.Status == city.CensusRevised {
			return true
		}
		for _, s := range known[o.Source] {
			if (len(s.places) == 0 || s.places[nation] || s.places[o.Place]) && o.Period.Year() < s.before {
				return true
			}
		}
		return false
	}
}
