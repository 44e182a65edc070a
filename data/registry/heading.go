package registry

import (
	"regexp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
)

// unitBehind is the unit in brackets behind a heading.
var unitBehind = regexp.MustCompile(`^(.+?)[(\[]([^()\[\]]+)[)\]]$`)

// heading takes a heading apart: its words without blanks, and its unit.
func heading(s string) (words, unit string) {
	s = strings.ReplaceAll(strings.TrimSpace(city.Narrow(s)), " ", "")
	if m := unitBehind.FindStringSubmatch(s); m != nil {
		return m[1], m[2]
	}
	return s, ""
}

// match gives the field that a heading names, and the factor from its unit to
// the base unit; others are units stated elsewhere, which count where the
// heading has none and they are of the field's kind. stated is false where
// money has no unit. A heading whose own unit is of another kind than the
// field's matches nothing: 研发人员占比(%) isn't 研发人员.
func match(fields map[string]*rule.Field, printed string, others []string) (f *rule.Field, factor float64, stated bool) {
	words, unit := heading(printed)
	f = fields[strings.ToLower(words)]
	if f == nil { // brackets that belong to the name: 企业名称(全称)
		if f = fields[strings.ToLower(strings.ReplaceAll(strings.TrimSpace(city.Narrow(printed)), " ", ""))]; f == nil {
			return nil, 0, false
		}
		unit = ""
	}
	if f.Kind != rule.Number {
		return f, 1, true
	}
	own := f.Unit.Factor
	if own == 0 {
		own = 1
	}
	if unit != "" {
		factor, ok := convert(unit, f.Unit.Text)
		if !ok {
			return nil, 0, false
		}
		return f, factor, true
	}
	for _, u := range others {
		if factor, ok := convert(u, f.Unit.Text); ok && u != "" {
			return f, factor, true
		}
	}
	return f, own, !strings.Contains(f.Unit.Text, "元") || strings.EqualFold(words, f.Name)
}

// convert gives the factor from a unit to the base of a field's unit.
func convert(from, field string) (float64, bool) {
	u, ok := rule.ParseUnit(from)
	if v, known := rule.ParseUnit(field); ok && known && u.Like(v) {
		return u.Factor, true
	}
	a, ok := city.ParseUnit(from)
	b, _ := city.ParseUnit(field)
	return a.Factor.InexactFloat64(), ok && counts(a.Base) && counts(b.Base)
}

// counts reports whether a unit only counts things, so that 人 may stand for 名.
func counts(base string) bool {
	switch base {
	case "人", "名", "位", "家", "户", "个", "件", "项", "所", "座", "":
		return true
	}
	return false
}

// named gives the fields of one entity by every heading that they may have.
func (r *Registry) named() map[string]*rule.Field {
	out := map[string]*rule.Field{}
	add := func(name string, f *rule.Field) {
		if name = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(city.Narrow(name)), " ", "")); name != "" && out[name] == nil {
			out[name] = f
		}
	}
	var own []*rule.Field
	for _, f := range r.fields {
		if f.Entity == "" || f.Entity == r.entity {
			own = append(own, f)
		}
	}
	for _, f := range own {
		add(f.Name, f)
	}
	short := map[string][]*rule.Field{} // titles without the remark in brackets behind them
	for _, f := range own {
		add(f.Title.Zh, f)
		add(f.Title.En, f)
		for _, n := range f.Names {
			add(n, f)
		}
		if words, remark := heading(f.Title.Zh); remark != "" {
			short[words] = append(short[words], f)
		}
	}
	for words, several := range short {
		if len(several) == 1 { // 净资产 might be of either year
			add(words, several[0])
		}
	}
	return out
}

// headed sets the columns from their headings. units are, by column, those
// that stand elsewhere; nil for none.
func (r *Registry) headed(headings []string, units [][]string, at func(column int) (line int, cell string)) error {
	fields := r.named()
	taken := map[string]string{}
	var unread, unitless []string
	r.columns = nil
	for i, h := range headings {
		if strings.TrimSpace(h) == "" {
			continue
		}
		var others []string
		if units != nil {
			others = units[i]
		}
		f, factor, stated := match(fields, h, others)
		if f == nil {
			unread = append(unread, h)
			continue
		}
		if first, double := taken[f.Name]; double {
			line, cell := at(i)
			return city.Errorf("double_heading", "“%[1]s”与“%[2]s”两列是同一项（%[3]s）", "columns %[1]q and %[2]q hold the same field (%[3]s)", first, h, f.Name).
				At(r.Name, "", line, cell).WithHint("删去或改名其中一列", "remove or rename one of them")
		}
		taken[f.Name] = h
		if !stated {
			unitless = append(unitless, h)
		}
		r.columns = append(r.columns, column{field: f, at: i, heading: h, factor: factor,
			positive: slices.Contains(never, f.Name), whole: slices.Contains(wholes, f.Name), share: slices.Contains(shares, f.Name)})
	}
	if len(r.columns) == 0 {
		return r.noHeading()
	}
	r.unread = unread
	r.noted = r.aboutHeadings(unread, unitless)
	return nil
}

func (r *Registry) noHeading() error {
	e := city.Errorf("no_heading", "没有一列的表头是认得的字段", "no column has the heading of a known field").At(r.Name, "", 0, "")
	if r.entity == "parcel" {
		return e.WithHint("表头用 docs/manual/125-land.md 里的名称，如“地块编号”“用地性质”", "use the headings of docs/manual/125-land.md, such as id, use")
	}
	return e.WithHint("表头用字段名或中文名（见 docs/manual/110-firms.md），如“统一社会信用代码”“从业人数”", "use the names of the fields as headings (docs/manual/110-firms.md), such as id, staff")
}

// called is what the rows are to a person.
func (r *Registry) called() city.Text {
	if r.entity == "parcel" {
		return city.Text{Zh: "地块", En: "parcels"}
	}
	return city.Text{Zh: "企业", En: "firms"}
}
