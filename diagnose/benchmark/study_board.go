package benchmark

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/composite"
)

// board is a table while it is filled.
type board struct {
	s      *source
	t      *Table
	years  []int
	behind map[string][][]city.Observation // by code, then by row
}

// columns fills columns over all years; indicators without any value are refused
// here, with their name and the years.
func (b *board) columns(asks []ask, indicators bool) ([]composite.Column, error) {
	var out []composite.Column
	for _, a := range asks {
		c, m := composite.Column{Code: a.code}, composite.Column{Code: a.code}
		all, behind := &filled{}, [][]city.Observation(nil)
		for _, year := range b.years {
			f, err := b.s.fill(a, year)
			if err != nil {
				return nil, err
			}
			c.Values = append(c.Values, f.values...)
			for i, v := range f.values {
				m.Values = append(m.Values, max(f.margins[i], b.s.noise.share(a.code, v)))
			}
			behind = append(behind, f.behind...)
			all.join(f)
		}
		if !slices.ContainsFunc(c.Values, func(v float64) bool { return !math.IsNaN(v) }) {
			return nil, city.Errorf("no_data", "课题数据里“%s”没有%s的数", "the study has no value of %q for %s", all.name, b.when(a)).
				At(b.s.spec.file, "", b.s.spec.line(a.code), "").WithHint("改 year 或 period，或用 from 指明时期", "change year or period, or name the period with from")
		}
		out = append(out, c)
		if _, twice := b.behind[a.code]; !twice && slices.ContainsFunc(m.Values, func(v float64) bool { return v > 0 }) {
			b.t.Margins = append(b.t.Margins, m) // an indicator that is a denominator too is one figure
		}
		b.behind[a.code] = behind
		b.note(a, all, c.Values, indicators)
	}
	return out, nil
}

// join adds what a year of a column has to what the years before it had.
func (f *filled) join(year *filled) {
	f.name, f.unit = year.name, year.unit
	f.implied = f.implied || year.implied
	f.estimates += year.estimates
	for _, code := range year.open {
		if !slices.Contains(f.open, code) {
			f.open = append(f.open, code)
		}
	}
}

// when says which period a column is of.
func (b *board) when(a ask) string {
	switch {
	case a.period != "":
		return string(a.period)
	case len(b.years) == 1:
		return strconv.Itoa(b.years[0])
	}
	return fmt.Sprintf("%d—%d", b.years[0], b.years[len(b.years)-1])
}

// note says what a reader must know of a column.
func (b *board) note(a ask, f *filled, values []float64, indicator bool) {
	add := func(zh, en string, args ...any) {
		b.t.Notes = append(b.t.Notes, city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)})
	}
	if f.implied {
		add("“%s”没有公布数，由两个公布数按恒等式推出（含四舍五入带来的范围）", "%q is not printed; it is implied by two printed figures, within what their rounding allows", f.name)
	}
	if a.period != "" {
		add("“%s”各年都用%s的数", "%q is that of %s in every year", f.name, a.period)
	}
	if f.estimates > 0 {
		add("“%s”有%d个预计数或初步数", "%q has %d estimates or preliminary figures", f.name, f.estimates)
	}
	for _, code := range f.open {
		add("%s的“%s”只有下限，按缺数处理", "%s has a lower bound of %q only, which counts as missing", b.s.set.Places.Name(code), f.name)
	}
	missing, of := 0, []string{}
	for i, v := range values {
		if math.IsNaN(v) {
			missing++
			if name := b.s.set.Places.Name(b.t.Units[i]); !slices.Contains(of, name) {
				of = append(of, name)
			}
		}
	}
	if missing > 0 && indicator {
		add("“%s”缺%d个数（共%d个）：%s", "%q lacks %d of %d values: %s", f.name, missing, len(values), some(of, "、"))
	}
}

// where is the cell of a figure; that of the first where it is implied by two.
func (b *board) where(code string, row int) (file, sheet string, line int, cell string) {
	if list := b.behind[code]; row < len(list) && len(list[row]) > 0 {
		o := list[row][0].Origin
		return o.File, o.Sheet, 0, o.Cell
	}
	return b.s.spec.file, "", b.s.spec.line(code), ""
}

// files lists the files that the figures come from in the order of names, and the
// specification.
func (b *board) files() {
	hash := map[string]string{}
	for _, rows := range b.behind {
		for _, list := range rows {
			for _, o := range list {
				hash[o.Origin.File] = o.Origin.SHA256
			}
		}
	}
	for name, sum := range hash {
		b.t.Files = append(b.t.Files, File{name, sum})
	}
	slices.SortFunc(b.t.Files, func(x, y File) int { return strings.Compare(x.Name, y.Name) })
	b.t.Files = append(b.t.Files, File{b.s.spec.file, files.Hash(b.s.spec.raw)})
}
