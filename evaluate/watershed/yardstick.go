package watershed

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/shopspring/decimal"
)

const nation = "000000"

// covered is the share of rows that a yardstick must reach to be used.
const covered = 0.8

// nominal is the size as the claim has it.
func (q *inquiry) nominal(rows []row) sample {
	s := sample{rows: rows, from: q.from, to: q.to, unit: q.size.unit}
	for _, r := range rows {
		s.variable = append(s.variable, r.size.value)
	}
	return s
}

// relative is the size in percent of the nation's in the same year, or, where
// the study has no national figures, of the sum of the places that have values
// in all years. The claimed range is that of the last year.
func (q *inquiry) relative() (sample, city.Text, bool) {
	total, name := map[int]float64{}, city.Text{}
	for year, c := range read(q.bench.Set, q.size.indicator, q.size.unit, []string{nation}).cells[nation] {
		total[year] = c.value
	}
	last := 0
	reached := 0
	for _, r := range q.rows {
		last = max(last, r.year)
		if total[r.year-1] > 0 {
			reached++
		}
	}
	name = say("相对于全国的规模", "size relative to the nation")
	if float64(reached) < covered*float64(len(q.rows)) {
		var members int
		total, members = q.sums()
		if members < 2 {
			return sample{}, name, false
		}
		name = say(fmt.Sprintf("相对于%d个%s合计的规模", members, q.kind().Zh), fmt.Sprintf("size relative to the sum of %d %s", members, q.kind().En))
	}
	s := sample{unit: "%", from: math.NaN(), to: math.NaN()}
	for _, r := range q.rows {
		if t := total[r.year-1]; t > 0 {
			s.rows, s.variable = append(s.rows, r), append(s.variable, 100*r.size.value/t)
		}
	}
	for year := last; year > 0 && math.IsNaN(s.from) && len(s.rows) > 0; year-- {
		if t := total[year]; t > 0 {
			s.from, s.to = 100*q.from/t, 100*q.to/t
		}
	}
	return s, name, float64(len(s.rows)) >= covered*float64(len(q.rows)) && !math.IsNaN(s.from)
}

// sums adds the places up in the years in which most have values; a place that
// lacks one of these years is in no sum.
func (q *inquiry) sums() (map[int]float64, int) {
	places, count := q.size.places(), map[int]int{}
	for _, p := range places {
		for _, y := range q.size.years(p) {
			count[y]++
		}
	}
	var years []int
	for _, y := range slices.Sorted(maps.Keys(count)) {
		if float64(count[y]) >= covered*float64(len(places)) {
			years = append(years, y)
		}
	}
	total, members := map[int]float64{}, 0
	for _, p := range places {
		if !slices.ContainsFunc(years, func(y int) bool { _, has := q.size.cells[p][y]; return !has }) {
			members++
			for _, y := range years {
				total[y] += q.size.cells[p][y].value
			}
		}
	}
	return total, members
}

// real is growth at constant prices and the size at the prices of the last year,
// from the growth rates that sources print beside the levels.
func (q *inquiry) real() (sample, bool) {
	s := sample{from: q.from, to: q.to, unit: q.size.unit}
	if q.size.indicator != q.outcome.indicator || q.share {
		return s, false
	}
	for _, place := range q.outcome.places() {
		rates := q.rates(place)
		years := q.outcome.years(place)
		level := map[int]float64{}
		last := years[len(years)-1]
		level[last] = q.outcome.cells[place][last].value
		for year := last; year > years[0]; year-- { // back from the last year
			rate, ok := rates[year]
			if !ok || rate <= -100 {
				break
			}
			level[year-1] = level[year] / (1 + rate/100)
		}
		for _, r := range q.rows {
			if size, ok := level[r.year-1]; ok && r.place == place {
				r.growth, r.before.value = rates[r.year], size
				s.rows, s.variable = append(s.rows, r), append(s.variable, size)
			}
		}
	}
	return s, float64(len(s.rows)) >= covered*float64(len(q.rows))
}

// rates are the yearly growth rates at constant prices of a place: printed
// beside the level, or an indicator of their own. A rate that does not say its
// prices counts where official rates of the indicator are at constant ones.
func (q *inquiry) rates(place string) map[int]float64 {
	out, set := map[int]float64{}, q.bench.Set
	own, _ := q.related("growth")
	official, _ := set.Indicators.Get(own)
	take := func(list []city.Observation) {
		for _, o := range list {
			real := o.Price == city.Constant || o.Price == "" && official.Price == city.Constant
			if v, ok := city.Convert(o.Value, o.Unit, "%"); ok && real && o.Period.IsYear() && o.Status != city.Missing && o.Status != city.Target && o.Grade != "D" {
				out[o.Period.Year()] = v.InexactFloat64()
			}
		}
	}
	take(set.Series(q.outcome.indicator, place, city.Growth))
	if len(out) == 0 && own != "" {
		take(set.Series(own, place, city.Level))
	}
	return out
}

// related finds the indicator that is the growth rate of the size, or its ratio
// to a stock of people, and that stock.
func (q *inquiry) related(kind string) (indicator, people string) {
	for _, i := range q.bench.Set.Indicators.All() {
		for _, x := range i.Identities {
			if x.Kind != kind || x.B != q.size.indicator {
				continue
			}
			if c, _ := q.bench.Set.Indicators.Get(x.C); kind != "ratio" || c.Kind == city.Stock && strings.HasSuffix(c.Unit, "人") {
				return i.ID, x.C
			}
		}
	}
	return "", ""
}

// perHead is the size by head of the population, printed or computed from both.
// A range of totals says nothing of it: it is searched as a whole.
func (q *inquiry) perHead() (sample, bool) {
	s := sample{from: math.NaN(), to: math.NaN(), unit: "元"}
	head, stock := q.related("ratio")
	if head == "" {
		return s, false
	}
	printed, people := read(q.bench.Set, head, "元", q.size.places()), read(q.bench.Set, stock, "人", q.size.places())
	yuan, money := city.Convert(decimal.New(1, 0), q.size.unit, "元")
	for _, r := range q.rows {
		v, ok := printed.cells[r.place][r.year-1]
		if p, has := people.cells[r.place][r.year-1]; !ok && has && money && p.value > 0 {
			v.value, ok = r.size.value*yuan.InexactFloat64()/p.value, true
		}
		if ok {
			s.rows, s.variable = append(s.rows, r), append(s.variable, v.value)
		}
	}
	return s, float64(len(s.rows)) >= covered*float64(len(q.rows))
}

// oneVintage keeps the rows both of whose ends are of the vintage that most rows
// have; mixed is false where all are of one.
func oneVintage(rows []row) (kept []row, mixed bool) {
	revised := 0
	for _, r := range rows {
		for _, v := range r.vintages {
			if v {
				revised++
			}
		}
	}
	want := revised > len(rows) // of 2 × len(rows)
	for _, r := range rows {
		if r.vintages == [2]bool{want, want} {
			kept = append(kept, r)
		}
	}
	return kept, len(kept) < len(rows)
}

// usualRows leaves out jumps and years in which boundaries changed.
func usualRows(rows []row) []row {
	return slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.jump || r.moved() != nil })
}

// kind names the places of the panel in general.
func (q *inquiry) kind() city.Text {
	provinces, districts := 0, 0
	places := q.outcome.places()
	for _, code := range places {
		switch p, _ := q.bench.Set.Places.Get(code); p.Level {
		case city.Province:
			provinces++
		case city.District:
			districts++
		}
	}
	switch n := len(places); {
	case 2*provinces > n:
		return say("省份", "provinces")
	case 2*districts > n:
		return say("区县", "districts")
	}
	return say("城市", "cities")
}
