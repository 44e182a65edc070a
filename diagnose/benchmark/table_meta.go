package benchmark

import (
	"math"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/method/composite"
)

// indicators is a table with a row for each indicator.
type indicators struct{ *grid.Headed }

// meta reads a table of indicators as COINr and the COIN tool have it: iCode,
// Type (Indicator, Aggregate, Denominator, Group, Other), and for the first two
// Parent, Level, Weight and Direction; iName, Unit, Target, Denominator,
// goalpost_lower and goalpost_upper may lack.
func (r *reader) meta(m indicators) error {
	for _, heading := range []string{"iCode", "Type", "Parent", "Level", "Weight", "Direction"} {
		if _, err := m.Column(heading); err != nil {
			return err
		}
	}
	for i := range m.Below() {
		code := m.cell(i, "iCode")
		if code == "" {
			return m.fault(i, "iCode", "no_code", "指标没有代码", "an indicator has no code")
		}
		switch kind := m.cell(i, "Type"); kind {
		case "Indicator", "Aggregate":
			n, err := m.node(i, code, kind)
			if err != nil {
				return err
			}
			r.table.Nodes = append(r.table.Nodes, n)
		case "Denominator":
			r.denominators = append(r.denominators, code)
		case "Group":
			r.groups = append(r.groups, code)
		case "Other":
		default:
			return m.fault(i, "Type", "bad_type", "“%s”不是 Indicator、Aggregate、Denominator、Group 或 Other", "%q is none of Indicator, Aggregate, Denominator, Group and Other", kind)
		}
	}
	return nil
}

func (m indicators) node(row int, code, kind string) (composite.Node, error) {
	n := composite.Node{Code: code, Name: m.cell(row, "iName"), Parent: m.cell(row, "Parent"), Unit: m.cell(row, "Unit"), Denominator: m.cell(row, "Denominator")}
	if n.Name == "" {
		n.Name = code
	}
	var figures [6]float64
	for k, heading := range []string{"Level", "Weight", "Direction", "Target", "goalpost_lower", "goalpost_upper"} {
		figures[k] = math.NaN()
		text := m.cell(row, heading)
		if text == "" {
			continue
		}
		c, _ := m.Column(heading)
		f, err := m.Figure(row, c)
		if err != nil || f.Percent || math.IsNaN(f.Value) {
			return n, m.fault(row, heading, "bad_number", "“%s”不是数", "%q is no number", text)
		}
		figures[k] = f.Value
	}
	level, weight, direction, target := figures[0], figures[1], figures[2], figures[3]
	switch {
	case !(level >= 1 && level <= 100 && level == math.Trunc(level)):
		return n, m.fault(row, "Level", "level_jump", "“%s”的 Level 要写 1、2……的整数", "Level of %q is a whole number from 1", code)
	case (level == 1) != (kind == "Indicator"):
		return n, m.fault(row, "Type", "level_jump", "“%s”的 Level 与 Type 不符：Indicator 在第 1 层，Aggregate 在第 2 层以上", "Level and Type of %q disagree: an Indicator is at level 1, an Aggregate above", code)
	case direction != 1 && direction != -1:
		return n, m.fault(row, "Direction", string(composite.BadDirection), "“%s”的 Direction 只能是 1（越大越好）或 -1（越小越好）", "Direction of %q must be 1 (more is better) or -1 (less is better)", code)
	case !(weight >= 0):
		return n, m.fault(row, "Weight", string(composite.BadWeight), "“%s”的 Weight 要写不小于 0 的数", "Weight of %q is a number, 0 or more", code)
	}
	n.Level, n.Weight, n.Direction = int(level), weight, int(direction)
	if !math.IsNaN(target) {
		n.Target = &target
	}
	switch lower, upper := figures[4], figures[5]; {
	case math.IsNaN(lower) != math.IsNaN(upper):
		return n, m.fault(row, "goalpost_lower", string(composite.NoTarget), "“%s”的 goalpost_lower 与 goalpost_upper 要一起写", "%q needs both goalpost_lower and goalpost_upper", code)
	case !math.IsNaN(lower):
		n.Goalposts = &composite.Goalposts{Lower: lower, Upper: upper}
	}
	return n, nil
}

// cell is a cell by the heading of its column; "" where it is absent.
func (m indicators) cell(row int, heading string) string {
	c, err := m.Column(heading)
	if err != nil {
		return ""
	}
	if text := m.Text(row, c); text != "NA" {
		return text
	}
	return ""
}

func (m indicators) fault(row int, heading, code, zh, en string, args ...any) error {
	c, _ := m.Column(heading)
	return m.Fault(city.Errorf(code, zh, en, args...), row, c)
}
