package rule

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// tests reads the cases that a definition brings along.
func (r *reader) tests(n ast.Node) []Test {
	var out []Test
	for _, v := range r.list(n) {
		t := Test{Date: Open, At: r.at(v)}
		wanted := false
		for _, e := range r.entries(v) {
			switch e.key {
			case "date":
				t.Date = r.day(e.value, Open)
			case "note":
				r.text(e.value)
			case "param":
				t.Param = r.given(e.value)
			case "money":
				t.Money = r.given(e.value)
			case "want":
				t.Want, wanted = r.want(e.value), true
			default:
				t.Fields = append(t.Fields, r.value(e))
			}
		}
		if !wanted && t.Money == nil {
			r.fault(v, "missing_key", "缺少“%s”", "%q is missing", "want")
		}
		t.Want.None = !wanted
		out = append(out, t)
	}
	return out
}

func (r *reader) given(n ast.Node) []Given {
	var out []Given
	for _, e := range r.entries(n) {
		out = append(out, r.value(e))
	}
	return out
}

// value reads a value of a test as it's written.
func (r *reader) value(e entry) Given {
	g := Given{Name: e.key, At: e.at}
	switch v := e.value.(type) {
	case *ast.NullNode, nil:
		g.Missing = true
	case *ast.BoolNode:
		if g.Kind = Bool; v.Value {
			g.Number = 1
		}
	case *ast.IntegerNode, *ast.FloatNode:
		g.Number, g.Text = r.number(v), r.text(v)
	default:
		g.Kind, g.Text = Words, r.text(v)
		if d, ok := ParseDay(g.Text); ok {
			g.Kind, g.Number = Date, float64(d)
		}
	}
	return g
}

// want reads a state, a number, or the ends of an interval.
func (r *reader) want(n ast.Node) Want {
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		v := r.number(n)
		return Want{IsNumber: true, Value: Value{v, v}}
	case *ast.SequenceNode:
		return Want{IsNumber: true, Value: r.band(n)}
	}
	s := r.text(n)
	if s == "true" || s == "false" {
		return Want{State: map[string]State{"true": Met, "false": Unmet}[s]}
	}
	if d, ok := ParseDay(s); ok { // of a formula that gives a date
		return Want{IsNumber: true, Value: Value{float64(d), float64(d)}}
	}
	i := slices.Index(stateNames[:], s)
	if i < 0 {
		r.fault(n, "bad_value", "want 不能是“%s”", "want can't be %q", s)
		r.hint("可用："+strings.Join(stateNames[:], "、")+"，或数", "known: "+strings.Join(stateNames[:], ", ")+", or a number")
		return Want{}
	}
	return Want{State: State(i)}
}

// band reads [low, high].
func (r *reader) band(n ast.Node) Value {
	ends := r.list(n)
	if len(ends) != 2 {
		r.fault(n, "bad_value", "区间写两个数：[低, 高]", "a band is two numbers: [low, high]")
		return Value{}
	}
	v := Value{r.number(ends[0]), r.number(ends[1])}
	if v.Low > v.High {
		r.fault(n, "bad_value", "区间的低端大于高端", "the low end of the band is above its high end")
	}
	return v
}
