package check

import (
	"fmt"
	"math/big"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
)

var (
	populationTitle = city.Text{Zh: "人口基数：户籍还是常住", En: "basis of population"}
	populationText  = city.Text{
		Zh: `人均数的分母应为常住人口。两种情形列出：一是表中的人口没有注明户籍或常住，用它算出的人均地区生产总值
不低于同表各地中位数的3倍（至少有10个地方），或不低于30万元，多半是户籍人口；二是印出的人均数用户籍人口除得出、用常住人口除不出，或没有常住人口可比。`,
		En: `A figure per head should rest on residents 常住人口. Listed: a population whose basis is not stated and that gives a GDP a
head of at least 3 times the median of the table's places (10 or more), or of at least 300,000 yuan, and is probably
registered; and a printed figure per head that the registered population gives and the resident one does not, or that has no resident one to compare.`}
)

// population is D113.
func population(s *data.Set) []city.Finding {
	var out []city.Finding
	for _, x := range s.Indicators.All() {
		name := s.Indicators.Name(x.ID)
		if strings.Contains(name, "人口") && !strings.Contains(name, "常住") && !strings.Contains(name, "占") && countsPeople(x) {
			out = append(out, implausible(s, x, strings.Contains(name, "户籍"))...)
		}
	}
	return append(out, wrongBasis(s)...)
}

func countsPeople(x city.Indicator) bool {
	u, ok := city.ParseUnit(x.Unit)
	return x.Kind != city.Share && x.Kind != city.Ratio && x.Kind != city.RateOf && (x.Unit == "" || ok && (u.Base == "人" || u.Base == ""))
}

type perHead struct {
	people, gdp city.Observation
	yuan        *big.Rat
}

// implausible compares GDP a head among the places of one table and period.
func implausible(s *data.Set, x city.Indicator, registered bool) []city.Finding {
	var periods []city.Period
	by := map[city.Period][]perHead{}
	for _, place := range s.PlacesOf(x.ID, city.Level) {
		for _, p := range values(s.Series(x.ID, place, city.Level)) {
			for _, g := range s.At("gdp", place, city.Level, p.Period) {
				yuan, ok := headYuan(g, p, x.Unit)
				if !ok {
					continue
				}
				if by[p.Period] == nil {
					periods = append(periods, p.Period)
				}
				by[p.Period] = append(by[p.Period], perHead{p, g, yuan})
				break
			}
		}
	}
	sort.Slice(periods, func(i, j int) bool { return periods[i].Before(periods[j]) })
	var out []city.Finding
	for _, p := range periods {
		l := by[p]
		limit := big.NewRat(300000, 1)
		if len(l) >= 10 {
			sorted := append([]perHead{}, l...)
			sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].yuan.Cmp(sorted[j].yuan) < 0 })
			if m := new(big.Rat).Mul(sorted[len(sorted)/2].yuan, big.NewRat(3, 1)); m.Cmp(limit) < 0 {
				limit = m
			}
		}
		for _, h := range l {
			if h.yuan.Cmp(limit) < 0 {
				continue
			}
			basis := city.Text{Zh: "人口没有注明户籍或常住，多半是户籍人口", En: "the basis of the population is not stated; it is probably registered"}
			if registered {
				basis = city.Text{Zh: "人口是户籍人口，不能作人均数的分母", En: "the population is the registered one and no base for a figure per head"}
			}
			out = append(out, finding(s, "D113", city.SeverityWarning, h.people, city.Text{
				Zh: fmt.Sprintf("%s%s与地区生产总值%s算得人均%s元：%s", subject(s, h.people).Zh, printed(h.people), printed(h.gdp), city.Fixed(city.Round(h.yuan, 0), 0), basis.Zh),
				En: fmt.Sprintf("%s %s and GDP %s give %s yuan a head: %s", subject(s, h.people).En, printed(h.people), printed(h.gdp), city.Fixed(city.Round(h.yuan, 0), 0), basis.En),
			}, h.people, h.gdp))
		}
	}
	return out
}

// headYuan is GDP a head in yuan. A table that names no unit for people is
// read in 万人, the unit that yearbooks use, where the result can only be so.
func headYuan(gdp, people city.Observation, usual string) (*big.Rat, bool) {
	yuan, ok := city.Convert(gdp.Value, gdp.Unit, "元")
	if !ok || gdp.Grade == "D" || people.Value.Sign() <= 0 {
		return nil, false
	}
	unit := people.Unit
	if unit == "" {
		unit = usual
	}
	n, ok := city.Convert(people.Value, unit, "人")
	if !ok || unit == "" {
		return nil, false
	}
	return new(big.Rat).Quo(yuan.Rat(), n.Rat()), true
}

// wrongBasis finds a printed GDP a head that only the registered population
// gives.
func wrongBasis(s *data.Set) []city.Finding {
	var out []city.Finding
	for _, place := range s.PlacesOf("gdp_per_capita", city.Level) {
		for _, o := range values(s.Series("gdp_per_capita", place, city.Level)) {
			g, ok := fromSameFile(s.At("gdp", place, city.Level, o.Period), o)
			reg, ok1 := fromSameFile(s.At("population_registered", place, city.Level, o.Period), o)
			res, ok2 := fromSameFile(s.At("population_resident", place, city.Level, o.Period), o)
			if !ok || !ok1 {
				continue
			}
			if !ok2 {
				if f, is := registeredOnly(s, o, g, reg); is {
					out = append(out, f)
				}
				continue
			}
			byReg, a := headYuan(g, reg, "万人")
			byRes, b := headYuan(g, res, "万人")
			v, c := city.Convert(o.Value, o.Unit, "元")
			if !a || !b || !c || !within(v.Rat(), byReg) || within(v.Rat(), byRes) {
				continue
			}
			out = append(out, finding(s, "D113", city.SeverityWarning, o, city.Text{
				Zh: fmt.Sprintf("%s%s是按户籍人口%s算的；按常住人口%s应为%s元", subject(s, o).Zh, printed(o), printed(reg), printed(res), city.Fixed(city.Round(byRes, 0), 0)),
				En: fmt.Sprintf("%s %s rests on the registered population %s; the resident one, %s, gives %s yuan", subject(s, o).En, printed(o), printed(reg), printed(res), city.Fixed(city.Round(byRes, 0), 0)),
			}, o, g, reg, res))
		}
	}
	return out
}

// within allows 2 in 100 for the mean population of the year.
func within(a, b *big.Rat) bool {
	d := new(big.Rat).Sub(a, b)
	limit := new(big.Rat).Mul(b, big.NewRat(2, 100))
	return d.Abs(d).Cmp(limit) <= 0
}

// registeredOnly finds a figure per head that the registered population gives
// to half of one in 100, where no resident one is known.
func registeredOnly(s *data.Set, o, g, reg city.Observation) (city.Finding, bool) {
	by, ok := headYuan(g, reg, "万人")
	v, fits := city.Convert(o.Value, o.Unit, "元")
	if !ok || !fits {
		return city.Finding{}, false
	}
	d := new(big.Rat).Sub(v.Rat(), by)
	if d.Abs(d).Cmp(new(big.Rat).Mul(by, big.NewRat(5, 1000))) > 0 {
		return city.Finding{}, false
	}
	return finding(s, "D113", city.SeverityWarning, o, city.Text{
		Zh: fmt.Sprintf("%s%s等于%s除以户籍人口%s，没有常住人口可比，人均数应以常住人口为分母", subject(s, o).Zh, printed(o), printed(g), printed(reg)),
		En: fmt.Sprintf("%s %s is %s over the registered population %s; no resident one is known, and a figure per head should rest on it", subject(s, o).En, printed(o), printed(g), printed(reg)),
	}, o, g, reg), true
}
