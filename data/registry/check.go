package registry

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
)

// never lists the fields that are never negative. Others may be: net assets,
// taxable income.
var never = []string{
	"staff", "tech_staff", "ip_class1", "ip_class2", "transfers_per_year", "assets", "total_income", "ht_income",
	"sales_last", "sales_prev", "sales_prev2", "sales_sum_3y", "cost_last", "rd_last", "rd_sum_3y", "rd_domestic_3y",
	"parcel_far", "parcel_far_now", "parcel_cost", "parcel_office_price", "parcel_support_share", "parcel_divided_share",
}

// shares lists the fields that never exceed 1: 30 in a column of decimals is no
// 3000 %, and whether it is 30 % isn't guessed.
var shares = []string{"parcel_support_share", "parcel_divided_share"}

// parts lists parts that never exceed their whole.
var parts = [][2]string{
	{"tech_staff", "staff"}, {"rd_domestic_3y", "rd_sum_3y"}, {"rd_last", "rd_sum_3y"}, {"sales_last", "sales_sum_3y"},
	{"ht_income", "total_income"}, {"rd_staff", "staff"},
}

// wholes lists the fields that come in whole numbers.
var wholes = []string{"staff", "tech_staff", "ip_class1", "ip_class2"}

// Check reads all rows and columns once, and identifiers of a register of more than
// four million rows once more, and keeps what it finds for Findings: values that can't be
// read or can't be, duplicates, wrong codes, gaps. Errors are those of Each.
func (r *Registry) Check(workers int) error {
	return r.EachChecked(workers, func(int, *rule.Batch) error { return nil })
}

// EachChecked is Check and Each in one reading: do is called with batches that
// hold all columns.
func (r *Registry) EachChecked(workers int, do func(worker int, b *rule.Batch) error) error {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	bad := newTally()
	seen := make([]seenRows, workers)
	ids := r.identify(workers)
	err := r.each(r.columns, workers, bad, func(worker int, b *rule.Batch) error {
		s := &seen[worker]
		s.rows += int64(b.Rows)
		r.impossible(b, bad)
		s.heads(b)
		r.credit(b, bad)
		ids.add(worker, b)
		return do(worker, b)
	})
	if err != nil {
		return err
	}
	if err := ids.doubles(bad); err != nil {
		return err
	}
	total := seenRows{}
	for _, s := range seen {
		total.rows += s.rows
		for i, n := range s.perHead {
			total.perHead[i] += n
		}
	}
	if total.rows == 0 {
		return city.Errorf("empty", "名录里一行也没有", "the register has no rows").At(r.Name, "", 0, "")
	}
	list := r.report(bad, total)
	r.mu.Lock()
	r.checked = list
	r.mu.Unlock()
	return nil
}

// impossible finds values that can't be. Those that are wrong by themselves
// were made missing while they were read.
func (r *Registry) impossible(b *rule.Batch, bad *tally) {
	for _, p := range parts {
		part, whole := b.Columns[p[0]], b.Columns[p[1]]
		if part == nil || whole == nil {
			continue
		}
		n, first := int64(0), []spot(nil)
		for i, x := range part.Numbers {
			if limit := whole.Numbers[i]; x > limit && x > limit*(1+1e-9) { // NaN is in none
				if n++; n <= examples {
					first = append(first, spot{b.Start + int64(i), r.position(p[0]), shown(x) + " > " + shown(limit)})
				}
			}
		}
		bad.several(matter{"F008", p[0] + " > " + p[1]}, n, first)
	}
}

// position is the place of a field's column in the file.
func (r *Registry) position(field string) int {
	for _, c := range r.columns {
		if c.field.Name == field {
			return c.at
		}
	}
	return 0
}

func shown(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// credit finds identifiers that are no unified social credit codes.
func (r *Registry) credit(b *rule.Batch, bad *tally) {
	if r.entity != "firm" || b.Columns["id"] == nil {
		return
	}
	c := b.Columns["id"]
	for i, code := range c.Codes {
		if c.Missing != nil && c.Missing[i] {
			continue
		}
		switch w := c.Words[code]; {
		case CreditCode(w):
		case rounded(w):
			bad.add(matter{"F015", "id"}, spot{b.Start + int64(i), r.position("id"), w})
		default:
			bad.add(matter{"F006", "id"}, spot{b.Start + int64(i), r.position("id"), w})
		}
	}
}

// seenRows counts rows, and sales per head by powers of ten.
type seenRows struct {
	rows    int64
	perHead [16]int64
}

func (s *seenRows) heads(b *rule.Batch) {
	sales, staff := b.Columns["sales_last"], b.Columns["staff"]
	if sales == nil || staff == nil {
		return
	}
	for i, x := range sales.Numbers {
		if n := staff.Numbers[i]; x > 0 && n > 0 {
			k := 0
			for v := x / n; v >= 10 && k < len(s.perHead)-1; k++ {
				v /= 10
			}
			s.perHead[k]++
		}
	}
}

// power is the power of ten that the median of sales per head has; -1 for none.
func (s *seenRows) power() int {
	all := int64(0)
	for _, n := range s.perHead {
		all += n
	}
	if all < 20 {
		return -1
	}
	for k, n := int64(0), 0; ; n++ {
		if k += s.perHead[n]; 2*k >= all {
			return n
		}
	}
}

// report makes findings of what was counted, in the order of the columns.
func (r *Registry) report(bad *tally, total seenRows) []city.Finding {
	var out []city.Finding
	var kinds []matter
	for m := range bad.count {
		if m.code != "" {
			kinds = append(kinds, m)
		}
	}
	slices.SortFunc(kinds, func(a, b matter) int {
		if a.code != b.code {
			return strings.Compare(a.code, b.code)
		}
		return strings.Compare(a.about, b.about)
	})
	for _, m := range kinds {
		out = append(out, r.counted(m, bad.count[m], bad.first[m]))
	}
	var few []string
	for _, c := range r.columns {
		n := bad.count[matter{"", c.field.Name}]
		switch {
		case c.field.Name == "id" && n > 0:
			out = append(out, r.finding("F010", titled(c.field), "%[1]d 行没有代码", "%[1]d rows have no code", n))
		case 5*n >= total.rows:
			few = append(few, titled(c.field)+" "+city.Number(100*float64(n)/float64(total.rows)).Fixed(1)+"%")
		}
	}
	if len(few) > 0 {
		out = append(out, r.finding("F009", "", "缺数占两成以上：%[1]s", "missing in a fifth of the rows or more: %[2]s", listed(few, "zh"), listed(few, "en")))
	}
	if p := total.power(); p >= 0 && p < 3 || p >= 8 {
		out = append(out, r.finding("F012", "", "人均销售收入的中位数在%[1]s之间，不合常理；核对“%[3]s”的单位是元还是万元", "the median of sales per head is %[2]s, which can hardly be: check the unit of %[3]q", tenfold(p, "zh"), tenfold(p, "en"), r.headingOf("sales_last")))
	}
	return out
}

// tenfold names the amounts of a power of ten.
func tenfold(power int, lang string) string {
	low := math.Pow10(power)
	if lang == "en" {
		return fmt.Sprintf("%.0f to %.0f yuan", low, 10*low)
	}
	unit := "元"
	if power >= 4 {
		low, unit = low/1e4, "万元"
	}
	return fmt.Sprintf("%.0f至%.0f%s", low, 10*low, unit)
}

func (r *Registry) headingOf(field string) string {
	for _, c := range r.columns {
		if c.field.Name == field {
			return c.heading
		}
	}
	return field
}

// titled is how a field is named to a person.
func titled(f *rule.Field) string {
	if f.Title.Zh != "" {
		return f.Title.Zh
	}
	return f.Name
}

// counted makes a finding with the first places.
func (r *Registry) counted(m matter, n int64, first []spot) city.Finding {
	var where []string
	var origins []city.Origin
	for _, s := range first {
		at := r.source.cell(s.row, s.at)
		where = append(where, fmt.Sprintf("%s “%s”", at, clipped(s.text)))
		origins = append(origins, city.Origin{File: r.Name, Cell: at})
	}
	list := strings.Join(where, "、")
	var f city.Finding
	title := m.about
	if field := r.field(m.about); field != nil {
		title = titled(field)
	}
	switch m.code {
	case "F005":
		f = r.finding(m.code, title, "%[1]d 行的代码与前面的行相同：%[2]s", "%[1]d rows have the code of a row before: %[2]s", n, list)
	case "F008":
		if before, after, both := strings.Cut(m.about, " > "); both {
			title = titled(r.field(before))
			f = r.finding(m.code, title, "“%[1]s”大于“%[2]s”，%[3]d 行：%[4]s", "%[5]s exceeds %[6]s in %[3]d rows: %[4]s", title, titled(r.field(after)), n, list, before, after)
			break
		}
		f = r.finding(m.code, title, "“%[1]s”有 %[2]d 个不可能的值，按缺数据算：%[3]s", "%[4]s: %[2]d impossible values, taken as missing: %[3]s", title, n, list, m.about)
	case "F006":
		f = r.finding(m.code, title, "%[1]d 个代码有误：%[2]s", "%[1]d codes are wrong: %[2]s", n, list)
	case "F014":
		var said []string
		for _, s := range first {
			said = append(said, fmt.Sprintf("%d “%s”", s.at, clipped(s.text)))
		}
		rows := r.called()
		return r.finding(m.code, "", "%[1]d 行不是%[3]s，没有算：第 %[2]s 行", "%[1]d rows are no %[4]s and are left out: lines %[2]s", n, strings.Join(said, "、"), rows.Zh, rows.En)
	case "F015":
		f = r.finding(m.code, title, "%[1]d 个代码存成了数字，末几位已经丢失：%[2]s", "%[1]d codes were kept as numbers and have lost their last digits: %[2]s", n, list)
	case "F007":
		f = r.finding(m.code, title, "%[1]d 行的行业不在 GB/T 4754—2017 里，按缺数据算：%[2]s", "%[1]d rows have an industry outside of GB/T 4754-2017, taken as missing: %[2]s", n, list)
	default:
		f = r.finding(m.code, title, "“%[1]s”有 %[2]d 个值读不出，按缺数据算：%[3]s", "%[4]s: %[2]d values cannot be read and are taken as missing: %[3]s", title, n, list, m.about)
	}
	f.Sources = origins
	return f
}

// clipped shortens a long text.
func clipped(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}
