package citywide

import (
	"errors"
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/method/complexity"
	"github.com/quanyu/quanyu/method/panel"
)

// score is what the counts say about a theme in a district.
type score struct {
	firms    float64
	quotient float64 // location quotient of the theme's divisions, drawn towards 1
	density  float64 // relatedness density of its divisions, 0 to 1
	usual    float64 // the mean of density over the districts
	expected float64 // firms, were the district like the city

	specialisation, relatedness, mass float64 // 0 to 1
	stands                            bool    // the district could defend it
	fits                              bool    // it has land and money for this one
}

// scores gives those of each district and theme. Counts that cannot be compared
// are a *panel.Fault of method/complexity.
func (l *layout) scores(records []complexity.Record) ([][]score, error) {
	t, err := complexity.NewTable(records)
	if err != nil {
		return nil, err
	}
	shrunk, err := t.Shrink(0)
	if err != nil {
		return nil, err
	}
	held := shrunk.Presence(t, 1)
	density := complexity.Density(held, complexity.WithoutSelf(complexity.Proximity(held, complexity.Minimum)))
	place, activity := map[string]int{}, map[string]int{}
	for i, name := range t.Places {
		place[name] = i
	}
	for j, name := range t.Activities {
		activity[name] = j
	}
	total := 0.0
	for _, n := range t.Total() {
		total += n
	}
	out := make([][]score, len(l.districts))
	for d := range out {
		out[d] = make([]score, len(l.themes))
		i, some := place[l.districts[d].name]
		if !some {
			continue // no firms at all
		}
		for k := range out[d] {
			s := &out[d][k]
			size, drawn, near := 0.0, 0.0, 0.0
			for _, division := range l.themes[k].divisions {
				j, some := activity[division]
				if !some {
					continue
				}
				expected := t.Total()[i] * t.Size()[j] / total
				s.firms += t.Values[i][j]
				s.expected += expected
				drawn += float64(expected * shrunk.Advantage[i][j])
				size += t.Size()[j]
				if v := density[i][j]; !math.IsNaN(v) { // near to nothing
					near += float64(t.Size()[j] * v)
				}
			}
			if size > 0 {
				s.quotient, s.density = drawn/s.expected, near/size
			}
		}
	}
	l.weigh(out)
	return out, nil
}

// rounding is more than what arithmetic makes of numbers that are equal.
const rounding = 1e-9

// weigh turns figures into points between 0 and 1, and says what stands: firms
// enough, and a share above the city's, or a surrounding better than is usual.
func (l *layout) weigh(all [][]score) {
	for k, t := range l.themes {
		usual := 0.0
		for d := range all {
			usual += all[d][k].density / float64(len(all))
		}
		for d := range all {
			s := &all[d][k]
			s.usual = usual
			s.specialisation = within((s.quotient - 1) / 2)
			s.relatedness = s.density
			s.mass = within(s.firms / (2 * t.critical))
			x := l.districts[d]
			s.fits = t.land <= x.free+x.m0 && t.money <= x.money
			s.stands = s.firms >= t.critical && (s.quotient > 1+rounding || s.density > usual+rounding)
		}
	}
}

// candidate says whether a theme is to be thought of for a district.
func (s score) candidate() bool { return s.stands && s.fits }

func within(x float64) float64 { return min(max(x, 0), 1) }

// scoreFault says in words why counts cannot be compared.
func (l *layout) scoreFault(err error) error {
	var f *panel.Fault
	if !errors.As(err, &f) {
		return err
	}
	why := map[panel.Kind]city.Text{
		panel.NoRows:           {Zh: "没有一个区有企业", En: "no district has a firm"},
		complexity.OnePlace:    {Zh: "只有一个区有企业，没有可比的", En: "one district has firms: there is nothing to compare it with"},
		complexity.OneActivity: {Zh: "只有一个行业有企业，没有可比的", En: "one industry has firms: there is nothing to compare it with"},
	}[f.Kind]
	if why.IsZero() {
		panic(err) // the reader has let pass what it should not
	}
	return city.Errorf("bad_counts", "企业数的表不能比较：%[1]s", "the counts of firms cannot be compared: %[2]s", why.Zh, why.En).At(l.spec.Firms, "", 0, "").
		WithHint("至少要两个区、两个行业有企业", "two districts and two industries at least have firms")
}
