package diagnose

import (
	"fmt"
	"slices"

	"github.com/quanyu/quanyu/city"
)

// outcome is what the test of one part of a sentence says.
type outcome int

const (
	holds outcome = iota // true as it stands
	mixed                // true on one reading, or when qualified
	fails                // false on every stated reading, beyond rounding
	open                 // cannot be told
)

// tested are the four things that are tested separately.
type tested struct {
	core       outcome // the sentence itself
	period     outcome // its period, base or span
	comparator outcome // its roster, peers, definition, price basis
	strength   outcome // its strength word or hedge
}

// combine is the verdict rule: the core decides first; a missing datum or
// comparator makes a claim undecidable; a qualifier that does not hold makes
// it usable only when qualified.
func combine(t tested) Verdict {
	switch {
	case t.core == open || t.period == open || t.comparator == open:
		return Undecidable
	case t.core == fails:
		return NotSupported
	case t == tested{}:
		return Supported
	}
	return Partly
}

// over joins the outcomes of several readings or parts of one thing: all
// alike, else mixed; open only where none decides.
func over(list []outcome) outcome {
	if len(list) == 0 {
		return open
	}
	first, decided := list[0], false
	same := true
	for _, o := range list {
		same = same && o == first
		decided = decided || o != open
	}
	switch {
	case same:
		return first
	case !decided:
		return open
	}
	return mixed
}

// denied turns the outcome of a sentence that denies it.
func denied(o outcome, isDenied bool) outcome {
	if !isDenied {
		return o
	}
	switch o {
	case holds:
		return fails
	case fails:
		return holds
	}
	return o
}

// CombineAll is the verdict of a sentence that states every part: supported
// if every part is, partly if some are or are partly; where nothing of it can be
// used, not-supported if a part is, else undecidable.
func CombineAll(parts []Verdict) Verdict {
	switch {
	case len(parts) > 0 && all(parts, Supported):
		return Supported
	case slices.Contains(parts, Supported) || slices.Contains(parts, Partly):
		return Partly
	case slices.Contains(parts, NotSupported):
		return NotSupported
	}
	return Undecidable
}

// CombineAny is the verdict of a sentence that states one part or another:
// supported if one is, not-supported if every part is, partly if one is, else
// undecidable.
func CombineAny(parts []Verdict) Verdict {
	switch {
	case len(parts) == 0:
		return Undecidable
	case slices.Contains(parts, Supported):
		return Supported
	case all(parts, NotSupported):
		return NotSupported
	case slices.Contains(parts, Partly):
		return Partly
	}
	return Undecidable
}

func all[T comparable](list []T, want T) bool {
	return !slices.ContainsFunc(list, func(x T) bool { return x != want })
}

// has reports whether a reason was given.
func (r *Result) has(code string) bool {
	return slices.ContainsFunc(r.Reasons, func(x Reason) bool { return x.Code == code })
}

// because adds a reason. Without words of its own it has the general ones of
// its code.
func (r *Result) because(code, zh, en string, args ...any) {
	t := city.Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)}
	if zh == "" {
		t = reasonText(code)
	}
	r.Reasons = append(r.Reasons, Reason{Code: code, Text: t})
}

// note adds a reason in words that are built already.
func (r *Result) note(code string, t city.Text) {
	r.Reasons = append(r.Reasons, Reason{Code: code, Text: t})
}

// cite adds evidence and gives the number of its first observation, for
// formulas. What is there already keeps its number.
func (r *Result) cite(list ...city.Observation) int {
	first := -1
	for _, o := range list {
		at := -1
		for i, e := range r.Evidence {
			if bare(e) == bare(o) {
				at = i
			}
		}
		if at < 0 {
			r.Evidence = append(r.Evidence, o)
			at = len(r.Evidence) - 1
		}
		if first < 0 {
			first = at
		}
	}
	return first
}

// oppose adds contrary evidence.
func (r *Result) oppose(list ...city.Observation) { r.Contrary = append(r.Contrary, list...) }

// rule sets the rule of a result.
func (r *Result) rule(zh, en string) { r.Rule = say(zh, en) }

// say makes a text from two formats with their own arguments: what is said in
// Chinese and in English rarely stands in one order.
func say(zh, en string) city.Text { return city.Text{Zh: zh, En: en} }
