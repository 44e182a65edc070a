package diagnose

import "github.com/quanyu/quanyu/city"

// nearNames shows indicators that have data for the place and whose names
// could be mistaken for the one of the sentence, which has none: 高技术产业
// and 高新技术产业增加值 are different indicators.
func (b *Bench) nearNames(r *Result, c Claim) {
	want := b.indicator(c.Indicator, "")
	if c.Indicator == "" || len([]rune(want.Zh)) < 4 {
		return
	}
	n := 0
	for _, i := range b.indicators().All() {
		if i.ID == c.Indicator || n == 3 {
			continue
		}
		if !closeName(want.Zh, i.Name.Zh) {
			continue
		}
		f := b.find(ask{Indicator: i.ID, Place: c.Place, Period: c.Period})
		if !f.ok() || f.Derived {
			continue
		}
		n++
		other := b.indicator(i.ID, "")
		r.note("definition-differs", city.Text{
			Zh: "“" + want.Zh + "”与“" + other.Zh + "”口径不同，不能互相代替",
			En: "“" + want.En + "” and “" + other.En + "” are different indicators, and neither stands for the other",
		})
		r.oppose(f.Observation)
	}
}

// closeName reports whether the characters of one name stand in the other in
// the same order, and most of them near its beginning.
func closeName(x, y string) bool {
	a, z := []rune(x), []rune(y)
	if len(a) > len(z) {
		a, z = z, a
	}
	if len(a) < 4 || string(a) == string(z) {
		return false
	}
	at, first := 0, -1
	for i, c := range z {
		if at < len(a) && c == a[at] {
			if first < 0 {
				first = i
			}
			at++
			if at == len(a) {
				return i-first < len(a)+2
			}
		}
	}
	return false
}
