package citywide

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/parcels"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
)

// landGroup is a district, or an industrial block, whose M0 land is limited.
type landGroup struct {
	name             string
	planned, already float64 // square metres: industrial land that is planned, M0 land that is there; NaN where not known
	source           string
}

const hectare = 1e4

// readDistricts reads planned industrial land and M0 land by district, or by
// block where the pack limits blocks.
func (p *plots) readDistricts(dir *files.Folder) error {
	if p.spec.Districts == "" {
		return nil
	}
	key := "district"
	if p.pack.Cap != nil && p.pack.Cap.Of == "parcel_block" {
		key = "block"
	}
	t, err := p.table(dir, p.spec.Districts, key, "planned_industrial_ha", "m0_existing_ha", "source")
	if err != nil {
		return err
	}
	for row := range t.rows() {
		g := &landGroup{source: t.text(row, "source")}
		if g.name, err = t.name(row, key); err != nil {
			return err
		}
		if slices.ContainsFunc(p.groups, func(o *landGroup) bool { return o.name == g.name }) {
			return t.at(city.Errorf("double_row", "“%s”有两行", "%q stands twice", g.name), row, key)
		}
		for _, c := range []struct {
			column string
			into   *float64
		}{{"planned_industrial_ha", &g.planned}, {"m0_existing_ha", &g.already}} {
			if *c.into, err = t.known(row, c.column); err != nil {
				return err
			}
			*c.into *= hectare
		}
		if g.already > g.planned*(1+1e-9) {
			return t.at(city.Errorf("more_than_planned", "“%s”已有的新型工业用地大于规划工业用地", "%q has more M0 land than planned industrial land", g.name), row, "m0_existing_ha").
				WithHint("核对单位（公顷）和口径", "check the unit (hectares) and what is counted")
		}
		if g.source == "" && !math.IsNaN(g.planned+g.already) {
			return t.at(city.Errorf("no_source", "“%s”的数没有来源（source）", "the figures of %q have no source", g.name), row, "source").
				WithHint("写明出处；没有的数留空", "name where they are from; leave blank what is not known")
		}
		p.groups = append(p.groups, g)
	}
	return nil
}

// table reads a table whose rows the first column names; totals are left out.
func (p *plots) table(dir *files.Folder, name string, columns ...string) (*sheet, error) {
	t, err := readSheet(dir, name, columns...)
	if err != nil {
		return nil, err
	}
	l := &layout{}
	if columns[0] != "district" || !slices.Contains(columns, "price") { // 全市 is where a price holds
		l.leaveTotals(t, columns[0])
	}
	p.out.Inputs, p.out.Findings = append(p.out.Inputs, t.file()), append(p.out.Findings, l.findings...)
	return t, nil
}

// known is an amount; NaN where the cell is blank, which is not 0.
func (s *sheet) known(row int, column string) (float64, error) {
	if s.text(row, column) == "" {
		return math.NaN(), nil
	}
	return s.amount(row, column)
}

// share is the cap of the pack; NaN where it has none.
func (p *plots) share() float64 {
	if p.pack.Cap == nil {
		return math.NaN()
	}
	return p.parameter(p.pack.Cap.Param)
}

// parameter is a number of the law on the day; NaN where it has none.
func (p *plots) parameter(id string) float64 {
	x := p.library.Parameter(id)
	if x == nil {
		panic("citywide: no parameter " + id)
	}
	i := x.On(p.day, true)
	if i == nil || i.Value == nil {
		return math.NaN()
	}
	return i.Value.Low
}

// room is how much M0 land a group may still get, in square metres; NaN where
// that is not known.
func (p *plots) room(name string) (limit, already, room float64) {
	if r, known := p.rooms[name]; known {
		return r[0], r[1], r[2]
	}
	limit, already = math.NaN(), math.NaN()
	for _, g := range p.groups {
		if g.name == name {
			limit, already = float64(g.planned*p.share()), g.already
		}
	}
	if math.IsNaN(already) {
		already = p.existing(name)
	}
	room = max(0, limit-already)
	p.rooms[name] = [3]float64{limit, already, room}
	return limit, already, room
}

// existing is the M0 land among the parcels of a group: what is known of it where
// no table says; NaN without a parcel.
func (p *plots) existing(name string) float64 {
	sum, any := 0.0, false
	for i := range p.out.Parcels {
		if v := &p.out.Parcels[i]; v.Existing && v.group == name {
			sum, any = sum+p.Counted[i], true
		}
	}
	if !any {
		return math.NaN()
	}
	return sum
}

// landPrice is a price of land for one use.
type landPrice struct {
	district, use string // "全市": everywhere
	price         float64
}

// priceUnits brings other ways to write an area into one.
var priceUnits = strings.NewReplacer(" ", "", "㎡", "平方米", "m²", "平方米", "m2", "平方米", "平米", "平方米", "hm²", "公顷", "hm2", "公顷", "ha", "公顷")

var landPriceUnit = regexp.MustCompile(`^(元|万元|亿元)/(平方米|亩|公顷)$`)

// readPrices reads prices of land by district and use.
func (p *plots) readPrices(dir *files.Folder) error {
	if p.spec.Prices == "" {
		return nil
	}
	t, err := p.table(dir, p.spec.Prices, "district", "use", "price", "unit", "source")
	if err != nil {
		return err
	}
	for row := range t.rows() {
		x := landPrice{}
		if x.district, err = t.name(row, "district"); err != nil {
			return err
		}
		code, ok := parcels.Use(t.text(row, "use"))
		if x.use = code; !ok {
			return t.at(city.Errorf("bad_use", "“%s”不是用地代码", "%q is no use code", t.text(row, "use")), row, "use")
		}
		unit := priceUnits.Replace(city.Narrow(t.text(row, "unit")))
		u, ok := rule.ParseUnit(unit)
		if !ok || !landPriceUnit.MatchString(unit) {
			return t.at(city.Errorf("bad_unit", "地价的单位“%s”应是 元/平方米、万元/亩 这样的地面价", "%q is no price of land such as 元/平方米, 万元/亩", unit), row, "unit")
		}
		if x.price, err = t.amount(row, "price"); err != nil {
			return err
		}
		if t.text(row, "source") == "" {
			return t.at(city.Errorf("no_source", "地价没有来源（source）", "the price has no source"), row, "source")
		}
		x.price = u.In(x.price)
		if slices.ContainsFunc(p.prices, func(o landPrice) bool { return o.district == x.district && o.use == x.use }) {
			return t.at(city.Errorf("double_row", "“%[1]s”的 %[2]s 有两个价", "%[2]s in %[1]q has two prices", x.district, x.use), row, "price")
		}
		p.prices = append(p.prices, x)
	}
	return nil
}

// price is that of a use in a district, in yuan per square metre; NaN where none
// is known.
func (p *plots) price(district, use string) float64 {
	for _, where := range []string{district, "全市"} {
		for _, x := range p.prices {
			if x.district == where && x.use == use {
				return x.price
			}
		}
	}
	return math.NaN()
}

// forgone is what a square metre brings less as M0 than for the other use; NaN
// where a price is not known.
func (p *plots) forgone(district string) float64 {
	if p.spec.Instead == "" {
		return math.NaN()
	}
	m0 := p.price(district, "M0")
	if math.IsNaN(m0) && p.pack.Price != nil {
		m0 = float64(p.parameter(p.pack.Price.Param) * p.price(district, p.pack.Price.Of))
	}
	return p.price(district, p.spec.Instead) - m0
}
