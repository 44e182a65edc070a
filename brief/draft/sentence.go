package draft

import (
	"regexp"
	"strconv"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/propose"
)

// carried is what a sentence takes from the one before it in its paragraph.
type carried struct {
	period city.Period
	place  string
}

// paragraph judges the sentences of a paragraph, one after the other.
func (c *checker) paragraph(file string, p para) {
	before := carried{period: c.year}
	text := plainDigits(p.Text)
	for _, sp := range propose.Sentences(text) {
		sentence := text[sp.Start:sp.End]
		where := diagnose.Where{File: file, Line: p.Line, Start: sp.Start, End: sp.End}
		claim := propose.Propose(sentence, ContextOf(sentence, c.o.Context, c.partYear))
		claim.Sentence, claim.Where = sentence, where
		Group(&claim, sentence, c.o.Context.Indicators)
		r := c.judge(claim, sentence, before)
		before = c.carry(r, sentence, before)
		c.remark(sentence, where, r, before)
		c.collect(sentence, where, r)
	}
}

// typedNumber is a number typed by hand before a year: 1.2022年 is no decimal.
var typedNumber = regexp.MustCompile(`(?:^|[\s：:；;，。（])(\d{1,2}[.．])\s*(?:19|20)\d\d年`)

// spaced is a figure whose digits stand in groups of three with a blank between
// them, as GB/T 15835 allows: 6 412.
var spaced = regexp.MustCompile(`(?:^|[^\d.,A-Za-z])(\d{1,3}(?: \d{3})+)(?:$|[^\dA-Za-z])`)

// plainDigits writes spaced figures with commas and blanks for typed numbers;
// the text keeps its length.
func plainDigits(text string) string {
	b := []byte(text)
	for _, m := range spaced.FindAllStringSubmatchIndex(text, -1) {
		for i := m[2]; i < m[3]; i++ {
			if b[i] == ' ' {
				b[i] = ','
			}
		}
	}
	for _, m := range typedNumber.FindAllStringSubmatchIndex(text, -1) {
		for i := m[2]; i < m[3]; i++ {
			b[i] = ' '
		}
	}
	return string(b)
}

// judge judges a claim. One that names no period is judged for the period of
// the sentence before it or of the heading above, unless it cannot be decided
// so, or holds only as it stands.
func (c *checker) judge(claim diagnose.Claim, sentence string, before carried) diagnose.Result {
	if before.place != "" && len(c.placesIn(sentence)) == 0 {
		setPlace(&claim, before.place)
	}
	plain := diagnose.Judge(claim, c.o.Bench)
	if settled(claim) {
		return plain
	}
	if before.period == "" {
		// The latest year with data may not be the one that the draft is about.
		if n := refuted(plain); n > 0 && c.o.Bench.Year > 0 {
			if r := diagnose.Judge(dated(claim, city.Period(strconv.Itoa(c.o.Bench.Year))), c.o.Bench); refuted(r) < n {
				return r
			}
		}
		if q := c.months(plain); q != "" && refuted(plain) > 0 {
			if r := diagnose.Judge(dated(claim, q), c.o.Bench); refuted(r) < refuted(plain) {
				return r
			}
		}
		return plain
	}
	r := diagnose.Judge(dated(claim, before.period), c.o.Bench)
	better := plain.Verdict == diagnose.Supported || plain.Verdict == diagnose.Partly
	if r.Verdict == diagnose.Undecidable || r.Verdict == diagnose.NotSupported && better {
		return plain
	}
	return r
}

// refuted counts the parts that the data refute.
func refuted(r diagnose.Result) int {
	n := 0
	for _, l := range leaves(r) {
		if l.Verdict == diagnose.NotSupported {
			n++
		}
	}
	return n
}

// settled reports whether a claim and each part of it names its period.
func settled(c diagnose.Claim) bool {
	if len(c.Parts) == 0 {
		return c.Period != ""
	}
	for _, p := range c.Parts {
		if !settled(p) {
			return false
		}
	}
	return true
}

// dated gives the claim with a period where it and its parts name none.
func dated(c diagnose.Claim, p city.Period) diagnose.Claim {
	if c.Period == "" && (c.From == "" || c.From.Before(p)) {
		c.Period = p
	}
	parts := make([]diagnose.Claim, len(c.Parts))
	for i := range c.Parts {
		parts[i] = dated(c.Parts[i], p)
	}
	if len(parts) > 0 {
		c.Parts = parts
	}
	return c
}

func setPlace(c *diagnose.Claim, place string) {
	c.Place = place
	for i := range c.Parts {
		setPlace(&c.Parts[i], place)
	}
}

// carry gives what the next sentence may take: the one year that this one
// speaks of, and its place where that is another one than the study's.
func (c *checker) carry(r diagnose.Result, sentence string, before carried) carried {
	next := before
	years := map[city.Period]bool{}
	var last city.Period
	for _, l := range leaves(r) {
		if withinYear(l.Period) && l.From == "" {
			years[l.Period], last = true, l.Period
		}
	}
	if len(years) == 1 {
		next.period = last
	} else if len(years) > 1 {
		next.period = ""
	}
	if places := c.placesIn(sentence); len(places) > 0 {
		next.place = ""
		if len(places) == 1 && r.Place == places[0] && r.Place != c.o.Bench.Place {
			next.place = places[0]
		}
	}
	return next
}

func (c *checker) placesIn(sentence string) []string {
	var out []string
	for _, m := range c.o.Context.Places.Find(sentence, c.o.Bench.Place) {
		out = append(out, m.ID)
	}
	return out
}

// leaves gives the parts of a result that are judged by data.
func leaves(r diagnose.Result) []diagnose.Result {
	if len(r.Parts) == 0 {
		return []diagnose.Result{r}
	}
	var out []diagnose.Result
	for _, p := range r.Parts {
		out = append(out, leaves(p)...)
	}
	return out
}

// testable reports whether a claim asks for a comment of its own.
func testable(t diagnose.Type) bool {
	return t != diagnose.NotUnderstood && t != diagnose.Judgement
}
