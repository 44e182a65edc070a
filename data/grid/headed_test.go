package grid

import (
	"errors"
	"math"
	"testing"

	"github.com/quanyu/quanyu/city"
)

func TestHeaded(t *testing.T) {
	grids, err := Read("t.csv", []byte("地区, 年份,增速,研发\n甲市,2018年,8.50%,1.2e3\n乙市,2019.0,—,12\n"))
	if err != nil {
		t.Fatal(err)
	}
	h, err := NewHeaded(grids[0])
	if err != nil {
		t.Fatal(err)
	}
	if h.Below() != 2 || h.Heading(1) != "年份" || h.Text(1, 0) != "乙市" || !h.Has("增速") || h.Has("增长") {
		t.Errorf("rows %d, heading %q, text %q", h.Below(), h.Heading(1), h.Text(1, 0))
	}
	for i, want := range []int{2018, 2019} {
		if n, err := h.Period(i, 1); err != nil || n != want {
			t.Errorf("period %d: %v, %v", i, n, err)
		}
	}
	if f, err := h.Figure(0, 2); err != nil || f != (Figure{8.5, 0.005, true}) {
		t.Errorf("a percentage: %v, %v", f, err)
	}
	values, half, err := h.Numbers("研发")
	if err != nil || values[0] != 1200 || half[0] != 0 || values[1] != 12 || half[1] != 0.5 {
		t.Errorf("a column: %v, %v, %v", values, half, err)
	}
	if values, _, err := h.Numbers("增速"); err != nil || !math.IsNaN(values[1]) || !h.Absent(1, 2) {
		t.Errorf("a blank: %v, %v", values, err)
	}
}

func TestHeadedRefuses(t *testing.T) {
	column := func(name string) func(*Headed) error {
		return func(h *Headed) error { _, _, err := h.Numbers(name); return err }
	}
	for _, c := range []struct {
		name, text string
		read       func(*Headed) error
		code, at   string
	}{
		{"no rows", "a,b\n", nil, "bad_table", "t.csv"},
		{"no such column", "a,b\n1,2\n", column("c"), "no_column", "t.csv 第1行/line 1"},
		{"a heading twice", "a,a\n1,2\n", column("a"), "duplicate_column", "t.csv B1"},
		{"words", "a,b\n1,多\n", column("b"), "bad_number", "t.csv B2"},
		{"percent and plain", "a\n1%\n0.02\n", column("a"), "bad_number", "t.csv A3"},
		{"a comma within a number", "a,b\n甲,2\n乙,1,234\n", nil, "bad_table", "t.csv C3"},
		{"a period", "a\n去年\n", func(h *Headed) error { _, err := h.Period(0, 0); return err }, "bad_period", "t.csv A2"},
	} {
		grids, err := Read("t.csv", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		h, err := NewHeaded(grids[0])
		if err == nil && c.read != nil {
			err = c.read(h)
		}
		var e *city.Error
		if !errors.As(err, &e) || e.Code != c.code || e.Where() != c.at || e.Message.Zh == "" || e.Message.En == "" {
			t.Errorf("%s: want %s at %s, got %v", c.name, c.code, c.at, err)
		}
	}
}

// Titles, units and blank rows above the header are passed over, and faults name the
// rows of the file; a column by itself has no title.
func TestHeadedUnderTitles(t *testing.T) {
	for text, above := range map[string]int{
		"城市,研发\n武汉,12\n": 0, "各市研发\n城市,研发\n武汉,12\n": 1, "各市研发,,\n,,单位：亿元\n,,\n城市,研发,x\n武汉,12,1\n": 3, "城市\n武汉\n": 0, ",甲,乙\n东,1,2\n": 0, "\n城市,研发\n武汉,12\n": 1,
	} {
		grids, err := Read("t.csv", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		h, err := NewHeaded(grids[0])
		if err != nil || h.Above != above || h.Below() != 1 || h.Text(0, 0) != "武汉" && h.Text(0, 0) != "东" {
			t.Fatalf("%q: %+v, %v", text, h, err)
		}
		if e := h.Fault(city.Errorf("x", "错", "wrong"), 0, 1); e.Line != above+2 || e.Cell != Name(above+1, 1) {
			t.Errorf("%q: a fault at line %d, %s", text, e.Line, e.Cell)
		}
		if _, err := h.Column("没有"); err.(*city.Error).Line != above+1 {
			t.Errorf("%q: the header is not in line %d: %v", text, above+1, err)
		}
	}
}
