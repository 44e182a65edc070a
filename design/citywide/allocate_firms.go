package citywide

import (
	"cmp"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/complexity"
)

// absent counts the pairs of district and industry that the firms have no row
// for, which are taken as 0; most is that with the most firms expected.
type absent struct {
	pairs, notable     int // notable: where as many firms are expected as make a quotient
	district, industry string
	expected           float64
}

// industry is one as it is compared: the digits of GB/T 4754 where they are known,
// so that 1 is 01 and C39 is 39; else as it is written.
func industry(written string) string {
	if _, code, known := catalog.Industry(written); known {
		return code
	}
	return written
}

// industryName is a division with its name, where it has one.
func industryName(industry string) string {
	if d, code, known := catalog.Industry(industry); known && code == d.Code {
		return code + " " + d.Name
	}
	return industry
}

func (l *layout) readFirms(dir *files.Folder) error {
	s, err := readSheet(dir, l.spec.Firms, "district", "industry", "count")
	if err != nil {
		return err
	}
	l.inputs = append(l.inputs, s.file())
	l.leaveTotals(s, "district", "industry")
	seen, known := map[[2]string]bool{}, map[string]bool{}
	var industries []string
	for i := range s.rows() {
		name, kind := s.text(i, "district"), industry(s.text(i, "industry"))
		d := l.district(name)
		if d < 0 {
			return s.at(city.Errorf("unknown_district", "“%s”不在 %s 里", "%q is not in %s", name, l.spec.Districts), i, "district")
		}
		if kind == "" {
			return s.at(city.Errorf("no_name", "“industry”是空的", "industry is blank"), i, "industry")
		}
		if seen[[2]string{name, kind}] {
			return s.at(city.Errorf("duplicate_row", "“%s”“%s”出现两次", "%s, %s stands twice", name, kind), i, "industry")
		}
		seen[[2]string{name, kind}] = true
		if !known[kind] {
			known[kind], industries = true, append(industries, kind)
		}
		n, err := s.count(i, "count")
		if err != nil {
			return err
		}
		l.records = append(l.records, complexity.Record{Place: name, Activity: kind, Value: n})
		l.districts[d].firms = l.districts[d].firms + n
	}
	slices.SortFunc(l.records, func(a, b complexity.Record) int { // draws must not hang on the order of rows
		return cmp.Or(strings.Compare(a.Place, b.Place), strings.Compare(a.Activity, b.Activity))
	})
	for _, step := range []func([]string) error{l.noTotal, l.noNested, l.knowDivisions} {
		if err := step(industries); err != nil {
			return err
		}
	}
	l.countAbsent(industries)
	return nil
}

// knowDivisions refuses themes of industries that the firms do not have.
func (l *layout) knowDivisions(industries []string) error {
	for _, t := range l.themes {
		for _, v := range t.divisions {
			if !slices.Contains(industries, v) {
				return city.Errorf("unknown_industry", "主题“%s”的行业“%s”不在 %s 里", "the division %[2]q of the theme %[1]q is not in %[3]s", t.id, v, l.spec.Firms).At(l.spec.Themes, "", 0, "").
					WithHint("行业写 GB/T 4754 的代码或名称，与企业数的表同一层次", "divisions are codes or names of GB/T 4754, of the level of the table of firms")
			}
		}
	}
	return nil
}

// countAbsent counts the pairs without a row, of districts that have any.
func (l *layout) countAbsent(industries []string) {
	there, size, all := map[[2]string]bool{}, map[string]float64{}, 0.0
	for _, r := range l.records {
		there[[2]string{r.Place, r.Activity}] = true
		size[r.Activity], all = size[r.Activity]+r.Value, all+r.Value
	}
	for _, d := range l.districts {
		for _, v := range industries {
			if d.firms == 0 || there[[2]string{d.name, v}] {
				continue
			}
			x := &l.absent
			x.pairs++
			expected := d.firms * size[v] / all
			if expected >= fewExpected {
				x.notable++
			}
			if expected > x.expected {
				x.district, x.industry, x.expected = d.name, v, expected
			}
		}
	}
}
