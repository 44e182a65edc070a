package benchmark

import (
	"fmt"

	"github.com/quanyu/quanyu/city"
)

// Asked is a question in words.
func (r *Result) Asked(a AnswerView) city.Text {
	place, of, in := r.nameOf(a.Place), "", ""
	for _, n := range r.Nodes {
		if n.Code == a.Node && n.Parent != "" {
			of = n.Name
		}
	}
	if a.Year != 0 {
		in = fmt.Sprintf("%d年", a.Year)
	}
	t := city.Text{Zh: in + place + of}
	switch {
	case a.AheadOf != "":
		t.Zh, t.En = t.Zh+"高于"+r.nameOf(a.AheadOf), place+" is ahead of "+r.nameOf(a.AheadOf)
	case a.Top > 0:
		t.Zh, t.En = t.Zh+fmt.Sprintf("在前%d位", a.Top), place+fmt.Sprintf(" is among the first %d", a.Top)
	case a.Above != 0:
		t.Zh, t.En = t.Zh+fmt.Sprintf("的得分比%d年高", a.Above), place+fmt.Sprintf(" scores higher than in %d", a.Above)
	default:
		t.Zh, t.En = t.Zh+fmt.Sprintf("的位次比%d年靠前", a.Since), place+fmt.Sprintf(" ranks better than in %d", a.Since)
	}
	if of != "" {
		t.En += ", by " + of
	}
	if a.Year != 0 {
		t.En += fmt.Sprintf(", in %d", a.Year)
	}
	return t
}

// nameOf is the name of a place.
func (r *Result) nameOf(place string) string {
	for _, p := range r.Places {
		if p.Place == place {
			return p.Name
		}
	}
	return place
}
