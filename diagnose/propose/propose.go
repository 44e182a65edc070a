package propose

import (
	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
)

// Context is what a sentence is read against.
type Context struct {
	Places     *catalog.Places
	Indicators *catalog.Indicators
	Place      string   // code of the study's place: the subject where a sentence names none
	Year       int      // latest full year of data: what 今年 is; 0 leaves relative years open
	Groups     []string // names of the study's groups of places: 先进城市
}

// Propose reads one sentence and gives the claim that its words make. Where
// no form fits the type is NotUnderstood. Where of the claim spans the whole
// sentence; parts of a claim of type all or any span their own words, as byte
// offsets of the sentence.
func Propose(text string, ctx Context) (c diagnose.Claim) {
	// One sentence that the grammar trips over must not cost the others; the
	// tests and the fuzzing call propose, which doesn't hide it.
	defer func() {
		if recover() != nil {
			c = diagnose.Claim{Sentence: text, Where: diagnose.Where{End: len(text)}}
		}
	}()
	var cat names = ctx.Indicators
	if ctx.Indicators == nil {
		cat = noNames{}
	}
	return propose(text, ctx, cat)
}

type noNames struct{}

func (noNames) Find(string) []catalog.Mention { return nil }

func (noNames) FindConcepts(string) []catalog.Mention { return nil }

func (noNames) Resolve(string) catalog.Reading { return catalog.Reading{} }

func (noNames) Get(string) (city.Indicator, bool) { return city.Indicator{}, false }

func (noNames) Concept(string) (city.Concept, bool) { return city.Concept{}, false }

func propose(text string, ctx Context, cat names) diagnose.Claim {
	whole := func(c diagnose.Claim) diagnose.Claim {
		c.Sentence = text
		c.Where = diagnose.Where{Start: 0, End: len(text)}
		return c
	}
	m := maskSentence(text, ctx, cat)
	st := &state{ctx: ctx, cat: cat, place: ctx.Place}
	if isQuestion(m.text) {
		return whole(diagnose.Claim{})
	}
	for _, f := range sentenceForms {
		if c, ok := f(m, st); ok {
			return whole(c)
		}
	}
	if effects, _ := effectParts(m, st, nil); len(effects) == 0 && !hasMeasure(m) && isIntent(m.text) {
		return whole(diagnose.Claim{Type: diagnose.Judgement, Place: ctx.Place})
	}
	full := *m
	asides := m.takeAsides()
	parts := readClauses(m, st)
	if len(asides) > 0 {
		parts = inOrder(append(parts, readAsides(&full, asides, st)...))
	}
	parts = sums(parts)
	if effects, rest := effectParts(&full, st, parts); len(effects) > 0 {
		parts = append(rest, effects...)
	} else if cause, ok := causalPart(m, parts); ok {
		parts = append(parts, cause)
	}
	real := 0
	for _, p := range parts {
		if p.Type != diagnose.NotUnderstood {
			real++
		}
	}
	switch {
	case real == 0 && isJudgement(m.text) && !hasMeasure(m):
		return whole(diagnose.Claim{Type: diagnose.Judgement, Place: ctx.Place})
	case real == 0:
		return whole(diagnose.Claim{})
	case len(parts) == 1:
		return whole(parts[0])
	}
	for i := range parts {
		parts[i].Sentence = text[parts[i].Where.Start:parts[i].Where.End]
	}
	typ := diagnose.All
	if either(m.mask) {
		typ = diagnose.Any
	}
	return whole(diagnose.Claim{Type: typ, Place: parts[0].Place, Parts: parts})
}

func hasMeasure(m *masked) bool {
	for _, it := range m.items {
		if isMeasure(it.sign) {
			return true
		}
	}
	return false
}

var eitherWords = pattern(`或者|要么|，或|、或|[\x{E001}-\x{E009}]或`)

func either(mask string) bool { return eitherWords.MatchString(mask) }
