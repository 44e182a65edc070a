package propose

import (
	"regexp"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// Form is one pattern of the grammar.
type Form struct {
	Type    diagnose.Type
	Name    string    // stable: "growth-average"
	Text    city.Text // what it reads
	Example string    // a sentence that it reads

	counts bool // needs a number in the clause
	re     *regexp.Regexp
	fits   func(x *match) bool // nil: always
	build  func(x *match) bool // fills x.claim; false: the words are no claim after all
}

// Forms lists the grammar in the order in which it is tried. A form that
// stands earlier takes its words away from the later ones.
func Forms() []Form {
	var out []Form
	for _, family := range []struct {
		counts bool
		forms  []Form
	}{
		{true, jointForms()}, {true, besideForms()}, {false, targetForms()}, {true, structureForms()}, {true, rankChangeForms()}, {true, trendForms()},
		{true, gapForms()}, {true, contributionForms()}, {false, streakForms()}, {false, rankMoveForms()}, {true, timesForms()}, {true, shareChangeForms()},
		{true, shareForms()}, {true, growthForms()}, {true, changeForms()}, {false, milestoneForms()}, {false, comparisonForms()},
		{false, rankForms()}, {false, wordForms()}, {true, levelForms()},
	} {
		for _, f := range family.forms {
			f.counts = family.counts
			out = append(out, f)
		}
	}
	return out
}

var grammar = Forms()

func pattern(s string) *regexp.Regexp { return regexp.MustCompile(expand.Replace(s)) }

// match is a form that fits a piece of the masked sentence.
type match struct {
	*masked
	form   *Form
	idx    []int // submatch offsets in mask
	lo, hi int   // the free text around it: end of the match before, end of the clause
	clause Span  // of the mask
	state  *state
	claim  *diagnose.Claim
	extra  []diagnose.Claim // further parts that the same words make
}

func (x *match) start() int { return x.idx[0] }
func (x *match) end() int   { return x.idx[1] }

// group gives the mask range of a named group; ok is false where it is empty.
func (x *match) group(name string) (s, e int, ok bool) {
	for i, n := range x.form.re.SubexpNames() {
		if n == name && x.idx[2*i] >= 0 && x.idx[2*i] < x.idx[2*i+1] {
			return x.idx[2*i], x.idx[2*i+1], true
		}
	}
	return 0, 0, false
}

// word gives a named group as plain text.
func (x *match) word(name string) string {
	s, e, ok := x.group(name)
	if !ok {
		return ""
	}
	return x.plainText(s, e)
}

// items lists the items in a named group that have one of the signs.
func (x *match) list(name string, signs ...rune) []*item {
	s, e, ok := x.group(name)
	if !ok {
		return nil
	}
	return pick(x.itemsIn(s, e), signs)
}

// all lists the items of the whole match with one of the signs.
func (x *match) all(signs ...rune) []*item { return pick(x.itemsIn(x.idx[0], x.idx[1]), signs) }

func pick(items []*item, signs []rune) []*item {
	var out []*item
	for _, it := range items {
		for _, s := range signs {
			if it.sign == s {
				out = append(out, it)
			}
		}
	}
	return out
}

var valueSigns = []rune{signPercent, signPoints, signTimes, signAmount, signBare}
var periodSigns = []rune{signPeriod, signPrior, signYears}

func isValue(s rune) bool { return s >= signPercent && s <= signBare }

func isMeasure(s rune) bool { return s >= signPercent && s <= signDoubling }
