package watershed

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/shopspring/decimal"
)

// truth is how a synthetic 合成 panel of cities grows: by what is the city's own
// and what is the year's, more slowly the larger the city, by shift more beyond
// a size (亿元), and by chance.
type truth struct {
	cities, years int
	small, large  float64 // sizes in the first year
	first, last   float64 // growth of the first and last year, in percent
	beyond, shift float64
	noise         float64
}

// synthetic makes the study of a truth. The cities are called 合成市01 and so on.
func synthetic(t testing.TB, x truth, seed uint64) *diagnose.Bench {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 11))
	set := &data.Set{Places: catalog.NewPlaces(), Indicators: catalog.NewIndicators(), Sources: map[string]city.Source{"synthetic": {ID: "synthetic", Title: "合成数据"}}}
	var places []city.Place
	for i := range x.cities {
		code := fmt.Sprintf("X-合成市%02d", i+1)
		places = append(places, city.Place{Code: code, Name: code[2:], Level: city.Prefecture})
		size := x.small * math.Pow(x.large/x.small, float64(i)/float64(x.cities-1))
		own := r.NormFloat64()
		for year := range x.years {
			put(set, code, "gdp", 2000+year, size, "亿元", city.Level)
			at := float64(year) / float64(x.years-1)
			growth := x.first + (x.last-x.first)*at + own - 0.5*math.Log(size/x.small) + x.noise*r.NormFloat64()
			if size > x.beyond {
				growth += x.shift
			}
			size *= 1 + growth/100
		}
	}
	if err := set.Places.Add(places, nil); err != nil {
		t.Fatal(err)
	}
	set.Index()
	return &diagnose.Bench{Set: set, Seed: 5, Later: map[diagnose.Type]func(diagnose.Claim, *diagnose.Bench) diagnose.Result{diagnose.ThresholdType: Judge}}
}

// put adds an observation with two decimals.
func put(set *data.Set, place, indicator string, year int, value float64, unit string, facet city.Facet) {
	n := len(set.Observations)
	set.Observations = append(set.Observations, city.Observation{
		Indicator: indicator, Place: place, Period: city.Year(year), Value: decimal.NewFromFloat(value).Round(2), Unit: unit, Facet: facet,
		Source: "synthetic", Origin: city.Origin{File: "tables/合成.csv", Cell: fmt.Sprintf("B%d", n+2)},
	})
}

// The truth is known: a shift within reach is found, its absence too where the
// data could see it; a few cities decide nothing; a slowdown of all is no
// threshold.
func TestSynthetic(t *testing.T) {
	strong := truth{cities: 30, years: 16, small: 300, large: 3000, first: 9, last: 7, beyond: 2000, shift: 4, noise: 1}
	none := strong
	none.shift = 0
	few := truth{cities: 40, years: 12, small: 300, large: 7500, first: 9, last: 7, beyond: 15000, shift: 3, noise: 2}
	slow := truth{cities: 30, years: 16, small: 300, large: 3000, first: 16, last: 5, beyond: 2000, noise: 1}
	for _, x := range []struct {
		name     string
		truth    truth
		figures  []string
		verdict  diagnose.Verdict
		codes    string
		notCodes string
	}{
		{"a strong shift", strong, []string{"0.18", "0.22"}, diagnose.Supported, "shift-found nominal-yardstick", "low-power outside-searchable-range few-places not-robust national-slowdown"},
		{"a strong shift at one value", strong, []string{"0.2"}, diagnose.Supported, "shift-found", "not-robust"},
		{"a shift elsewhere", strong, []string{"0.5", "0.6"}, diagnose.NotSupported, "threshold-elsewhere", "shift-found"},
		{"no shift", none, []string{"0.18", "0.22"}, diagnose.NotSupported, "no-shift", "low-power shift-found"},
		{"few cities beyond", few, []string{"1.5", "2.0"}, diagnose.Undecidable, "few-places outside-searchable-range", "shift-found no-shift"},
		{"a slowdown of all", slow, []string{"0.18", "0.22"}, diagnose.NotSupported, "national-slowdown no-shift nominal-yardstick", "shift-found"},
		{"all beyond", none, []string{"0.001"}, diagnose.Undecidable, "few-places outside-searchable-range", "shift-found"},
		{"none beyond", none, []string{"90"}, diagnose.Undecidable, "few-places outside-searchable-range", "shift-found"},
	} {
		r := diagnose.Judge(claim("经济总量到这一规模是分水岭", "gdp", "万亿元", x.figures...), synthetic(t, x.truth, 3))
		codes := reasons(r)
		if r.Verdict != x.verdict {
			t.Errorf("%s: %s, not %s\n%s\n%v", x.name, r.Verdict, x.verdict, r.Rewording.Zh, codes)
		}
		for _, c := range strings.Fields(x.codes) {
			if codes[c].IsZero() {
				t.Errorf("%s: no reason %s", x.name, c)
			}
		}
		for _, c := range strings.Fields(x.notCodes) {
			if !codes[c].IsZero() {
				t.Errorf("%s: reason %s: %s", x.name, c, codes[c].Zh)
			}
		}
	}
}

func newDecimal(v float64) decimal.Decimal { return decimal.NewFromFloat(v) }
