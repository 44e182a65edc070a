package diagnose

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// noData ends a result for which a datum is missing.
func (b *Bench) noData(r Result, indicator, place string, f found) Result {
	r.Verdict = Undecidable
	name := b.indicator(indicator, r.Definition)
	if _, known := b.indicators().Get(indicator); !known {
		r.note("unknown-indicator", city.Text{Zh: "数据中没有“" + name.Zh + "”这一指标", En: "the data hold no indicator “" + name.En + "”"})
	}
	if len(f.Rejected) > 0 {
		if anyGradeD(b, f.Rejected) {
			r.because("rejected-source", "", "")
		}
		for _, o := range f.Rejected { // fieldwork is cited, a source of grade D never
			if b.fieldwork(o) && b.grade(o) != "D" {
				r.because("fieldwork-only", "", "")
				r.cite(o)
			}
		}
	}
	what := b.subject(indicator, r.Definition, place, r.Period)
	r.note("no-data", city.Text{Zh: "没有" + what.Zh + "的数据", En: "no data of " + what.En})
	r.Rewording = sentence(city.Text{Zh: "目前没有" + what.Zh + "的数据，相关说法有待核实后再用", En: "there are no data of " + what.En + " yet; the statement awaits them"})
	if len(f.Unresolved) > 0 {
		o := f.Unresolved[0]
		r.oppose(o)
		d := newDatum(o)
		if o.Facet == city.Level && o.Period != r.Period && o.Status != city.Target {
			r.Counter = sentence(city.Text{
				Zh: "已有的是" + b.subject(o.Indicator, o.Definition, o.Place, o.Period).Zh + "，为" + value(d).Zh + "，时期不同，不能代替",
				En: "the data at hand are those of " + b.subject(o.Indicator, o.Definition, o.Place, o.Period).En + ", " + value(d).En + ", which is another period and does not stand for it",
			})
		}
	}
	if t := b.fieldworkWords(r.Evidence); !t.IsZero() {
		r.Rewording = sentence(t)
		r.Counter = say("调研材料受样本和提问方式影响，不能代替统计数据。", "Fieldwork depends on its sample and its questions and does not stand for statistics.")
	}
	r.Decide = sentence(b.missing(indicator, r.Definition, place, r.Period))
	return r
}

// fieldworkWords states what interviews or questionnaires found, as such; empty
// where the evidence holds none.
func (b *Bench) fieldworkWords(list []city.Observation) city.Text {
	for _, o := range list {
		if !b.fieldwork(o) || o.Facet == city.Rank {
			continue
		}
		s, v := b.subjectOf(o), value(newDatum(o))
		return plus(b.according(o), city.Text{
			Zh: s.Zh + "为" + v.Zh + "（调研所得，不是统计数据），尚无统计数据可以印证",
			En: s.En + " stood at " + v.En + " (from fieldwork, which is no statistics); no statistics bear it out yet",
		})
	}
	return city.Text{}
}

func anyGradeD(b *Bench, list []city.Observation) bool {
	for _, o := range list {
		if b.grade(o) == "D" {
			return true
		}
	}
	return false
}

// missing says which datum would decide.
func (b *Bench) missing(indicator, definition, place string, p city.Period) city.Text {
	s := b.subject(indicator, definition, place, p)
	return city.Text{Zh: "需要" + s.Zh + "的数值，并注明来源和口径", En: "needed: " + s.En + ", with its source and definition"}
}

// needed says what would decide a claim for which its test names nothing.
func (b *Bench) needed(c Claim) city.Text {
	if c.Indicator == "" {
		return say("需要能直接衡量这一说法的指标及其数据。", "Needed: an indicator that measures the statement, and its data.")
	}
	return sentence(b.missing(c.Indicator, c.Definition, c.Place, c.Period))
}

// noteStatus adds the reasons that follow from the evidence alone: estimates,
// preliminary and rounded figures, grade C.
func (b *Bench) noteStatus(r *Result) {
	has := map[string]bool{}
	for _, x := range r.Reasons {
		has[x.Code] = true
	}
	codes := []struct {
		status city.Status
		code   string
	}{{city.Estimate, "estimate"}, {city.Preliminary, "preliminary"}, {city.Rounded, "rounded"}, {city.LowerBound, "lower-bound"}}
	for _, s := range codes {
		if has[s.code] {
			continue
		}
		var zh, en []string
		for _, o := range r.Evidence {
			if o.Status == s.status && o.Facet != city.Rank && !r.aside(o) {
				t := b.subjectOf(o)
				zh, en = append(zh, t.Zh), append(en, t.En)
			}
		}
		if t := reasonText(s.code); len(zh) > 0 {
			r.note(s.code, city.Text{Zh: t.Zh + "：" + short(zh, "、", "等%d项"), En: t.En + ": " + short(en, "; ", " and others, %d in all")})
		}
	}
	for _, o := range r.Evidence {
		if b.grade(o) == "C" && !has["grade"] && !r.aside(o) {
			r.because("grade", "", "")
			break
		}
	}
}

// noteFindings adds what the checks found wrong with the cells of the
// evidence. It is a reason and changes no verdict.
func (b *Bench) noteFindings(r *Result) {
	type cell struct{ file, sheet, cell string }
	used := map[cell]bool{}
	for _, o := range r.Evidence {
		if !r.aside(o) {
			used[cell{o.Origin.File, o.Origin.Sheet, o.Origin.Cell}] = true
		}
	}
	for _, f := range b.Findings {
		if f.Severity != city.SeverityError && f.Code != "D113" {
			continue
		}
		for _, o := range f.Sources {
			if used[cell{o.File, o.Sheet, o.Cell}] {
				r.note("data-finding", city.Text{Zh: "数据核查" + f.Code + "：" + f.Message.Zh, En: "check " + f.Code + ": " + f.Message.En})
				break
			}
		}
	}
}

// aside reports whether an observation only checks a printed rank: what
// another member of the roster has, and how firm, is then no reason.
func (r *Result) aside(o city.Observation) bool {
	if r.Type != RankType || o.Place == r.Place {
		return false
	}
	return r.has("as-printed")
}

// short lists at most three names and counts the rest.
func short(names []string, comma, more string) string {
	seen := map[string]bool{}
	var out []string
	for _, n := range names {
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	if len(out) > 3 {
		return strings.Join(out[:3], comma) + fmt.Sprintf(more, len(out))
	}
	return strings.Join(out, comma)
}

// formula renumbers the placeholders of an expression over inputs to their
// places in the evidence, citing them where they are not there yet.
func (r *Result) formula(expr string, inputs []city.Observation) string {
	var pairs []string
	for i, o := range inputs {
		pairs = append(pairs, "{"+strconv.Itoa(i)+"}", "{"+strconv.Itoa(r.cite(o))+"}")
	}
	return strings.NewReplacer(pairs...).Replace(expr)
}

// fallbackRewording is the safe sentence where a test gives none.
func (b *Bench) fallbackRewording(r Result) city.Text {
	what := say("这一说法", "this statement")
	if r.Indicator != "" {
		what = b.subject(r.Indicator, r.Definition, r.Place, r.Period)
	}
	if len(r.Evidence) > 0 && r.Verdict != Undecidable {
		o := r.Evidence[0]
		if o.Facet == city.Level || o.Facet == "" {
			return sentence(b.according(o), b.subject(o.Indicator, o.Definition, o.Place, o.Period), say("为", " stood at "), value(newDatum(o)))
		}
	}
	if r.Type == ShareType && r.Against != "" {
		whole := b.indicator(r.Against, "")
		what = city.Text{Zh: what.Zh + "占" + whole.Zh + "的比重", En: "the share of " + strings.TrimPrefix(what.En, "the ") + " in " + whole.En}
	}
	return sentence(city.Text{
		Zh: "关于" + what.Zh + "，现有数据尚不足以作出判断",
		En: "on " + what.En + ", the data at hand do not allow a judgement",
	})
}

// fallbackCounter is the critic's reading where a test gives none.
func (b *Bench) fallbackCounter(r Result) city.Text {
	if len(r.Evidence) == 0 {
		return say("没有数据支持，也没有数据否定；引用时会被问到出处。", "No data bear it out and none refute it; a reader will ask for the source.")
	}
	if k := b.kind(r.Indicator); r.Type == Comparison && (k == city.Stock || k == city.Flow) {
		return say("总量受地区规模影响，按人均或单位地区生产总值比，高低可能不同。", "A total depends on the size of a place; per head or per unit of GDP the order may differ.")
	}
	if s := b.sourceName(r.Evidence[0]); !s.IsZero() {
		return sentence(city.Text{Zh: "该说法只依据" + s.Zh + "，换用其他来源或口径时结论可能不同", En: "it rests on " + s.En + "; another source or definition may say otherwise"})
	}
	return say("换用其他来源或口径时结论可能不同。", "Another source or definition may say otherwise.")
}
