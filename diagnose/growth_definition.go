package diagnose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
)

// qualify adds what revision and definition of the data does to a sentence: one that
// agrees but names another definition, or none where the data have one, is
// usable when it is named; one that does not agree decides nothing.
func (a *arith) qualify(t tested, list ...term) tested {
	if a.vintage && t.core == holds {
		t.comparator = mixed
	}
	for _, x := range list {
		if a.namesDefinition(x.Observation) {
			continue
		}
		if a.c.Definition == "" && a.b.onlyDefinition(x.Observation) {
			continue
		}
		have, want := definitionName(x.Definition), definitionName(a.c.Definition)
		if a.c.Definition == "" {
			a.reason("definition-differs", "数据为"+have.Zh+"，句中未写明", "the data are of "+have.En+", which the sentence does not say")
		} else {
			a.reason("definition-differs", "句中为"+want.Zh+"，数据为"+have.Zh, "the sentence has "+want.En+", the data "+have.En)
		}
		if t.core == holds || t.core == mixed {
			t.comparator = mixed
			return t
		}
		t.comparator = open
		if a.r.Decide.IsZero() {
			n := a.b.indicator(a.c.Indicator, "")
			a.r.Decide = say("写明口径，或补充句中所用口径的"+n.Zh+"数据", "name the definition, or data of "+n.En+" in the definition that the sentence means")
		}
		return t
	}
	return t
}

// namesDefinition reports whether the sentence's definition is that of the
// data: the same words, or words that the indicator's own name holds already
// (规模以上工业增加值).
func (a *arith) namesDefinition(o city.Observation) bool {
	if definitionFits(a.c.Definition, o.Definition) {
		return true
	}
	i, _ := a.b.indicators().Get(o.Indicator)
	words := shortScale.Replace(i.Name.Zh + " " + strings.Join(i.Aliases, " ") + " " + o.Label)
	for _, d := range []string{a.c.Definition, o.Definition} {
		if d != "" && !strings.Contains(words, shortScale.Replace(d)) {
			return false
		}
	}
	return true
}

var shortScale = strings.NewReplacer("规模以上", "规上")

// onlyDefinition reports whether a sentence need not name the definition of an
// observation: it is a version (新口径) and not a narrower scope (规上), and the
// study knows the indicator in no other.
func (b *Bench) onlyDefinition(o city.Observation) bool {
	if !strings.Contains(o.Definition, "口径") {
		return false
	}
	for _, x := range b.Set.Series(o.Indicator, o.Place, city.Level) {
		if x.Definition != o.Definition && x.Status != city.Missing {
			return false
		}
	}
	return len(b.Set.BreaksOf(o.Indicator, o.Place)) == 0
}
