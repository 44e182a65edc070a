// Package propose reads a sentence of a report and proposes the claim that it
// makes: its type, indicator, place, period, comparator and figure. It is a
// documented grammar, not a statistical model: the same words give the same
// reading everywhere, and a sentence that no form fits is left as not
// understood.
//
// The reading goes in four steps, each in files of its own:
//
//  1. Sentences cuts running text into sentences.
//  2. Numbers finds every number and says what it is: a value, a period, an
//     ordinal, a count of places, a number that only names something. Periods
//     finds years, quarters, spans and words such as 上年.
//  3. The sentence is masked: each number, period, place, roster, indicator
//     and concept becomes one sign. Forms (see Forms) are patterns over the
//     masked clause, tried in the printed order; a number is used once.
//  4. What one form lacks is taken from the clause before it: indicator,
//     place, period, comparator. Several parts make a claim of type all (any
//     where the sentence says 或).
//
// What a form means, word by word, stands in docs/manual/040-claims-grammar.md.
package propose
