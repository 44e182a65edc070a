package brief

import (
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/word"
	"github.com/quanyu/quanyu/city"
)

// sentence is one sentence of a safe wording, taken apart where it begins with
// a clause that states a figure: 2018年高新技术企业数为3536家.
type sentence struct {
	lead    string   // that clause; "" where there is none
	clauses []string // the others with their marks; the whole sentence where there is no lead
}

func parse(s string) sentence {
	first := firstClause(s)
	if !statesFigure.MatchString(first) {
		return sentence{clauses: []string{s}}
	}
	return sentence{lead: first, clauses: splitAfter(strings.TrimLeft(s[len(first):], "，。；"), "，；。")}
}

// text is the sentence again, without its lead if that stands already.
func (s sentence) text(lead bool) string {
	body := strings.Join(s.clauses, "")
	switch {
	case s.lead == "" || !lead && body != "":
		return sentenceEnds(body)
	case body == "":
		return sentenceEnds(s.lead)
	}
	return sentenceEnds(s.lead + "，" + body)
}

// unsaid takes out of the points what was said before, clause by clause; a
// point that adds nothing goes.
func unsaid(points []point, said map[string]bool) []point {
	var out []point
	for _, p := range points {
		var b strings.Builder
		for _, raw := range splitAfter(p.text, "。") {
			s := parse(withoutSource(raw))
			fresh := s
			fresh.clauses = nil
			for _, c := range s.clauses {
				key := s.lead + "|" + strings.TrimRight(c, "，；。")
				if !said[key] {
					said[key] = true
					fresh.clauses = append(fresh.clauses, c)
				}
			}
			if len(fresh.clauses) == 0 && (s.lead == "" || said[s.lead]) {
				continue
			}
			said[s.lead] = true
			b.WriteString(fresh.text(true))
		}
		if p.text = b.String(); p.text != "" {
			out = append(out, p)
		}
	}
	return out
}

// runs writes the points of a theme as one paragraph. Sentences that begin
// with the same clause say it once and go on behind a semicolon. A sentence has
// one note, at its end, and sentences in a row with the same note share it;
// where says which figures show it.
func (in Input) runs(t theme, where string) []word.Run {
	var out []word.Run
	var data [][]city.Observation // behind each run
	lead := ""
	for _, p := range t.points {
		sentences := splitAfter(p.text, "。")
		for i, raw := range sentences {
			s := parse(raw)
			run := word.Run{Text: s.text(s.lead != lead || s.lead == "")}
			var behind []city.Observation
			if s.lead != "" && s.lead == lead {
				last := len(out) - 1
				run.Text = joinBases(strings.TrimSuffix(out[last].Text, "。"), run.Text)
				behind = data[last]
				out, data = out[:last], data[:last]
			}
			lead = s.lead
			if i == len(sentences)-1 {
				behind = append(slices.Clone(behind), p.result.Evidence...)
			}
			out, data = append(out, run), append(data, behind)
		}
	}
	for i := range out {
		out[i].Note = in.footnote(distinct(data[i]))
		if i > 0 && out[i].Note == out[i-1].Note {
			out[i-1].Note = ""
		}
	}
	if n := len(out); n > 0 && where != "" {
		out[n-1].Text = see(out[n-1].Text, where)
	}
	return out
}

// joinBases puts two sentences behind one another; where the last clause of the
// first and the second compare with the same value, it is said once:
// 比上年（2827家）净增709家、增长25.1%.
func joinBases(first, second string) string {
	last := first
	for _, stop := range []string{"；", "，"} {
		if i := strings.LastIndex(last, stop); i >= 0 {
			last = last[i+len(stop):]
		}
	}
	base, _, ok := strings.Cut(last, "）")
	rest, again := strings.CutPrefix(second, base+"）")
	if ok && again && strings.HasPrefix(base, "比") && strings.Count(base, "（") == 1 {
		return first + "、" + rest
	}
	return first + "；" + second
}

// distinct leaves out observations that stand before.
func distinct(list []city.Observation) []city.Observation {
	type key struct {
		indicator, place, source string
		period                   city.Period
		facet                    city.Facet
		origin                   city.Origin
	}
	seen := map[key]bool{}
	var out []city.Observation
	for _, o := range list {
		k := key{o.Indicator, o.Place, o.Source, o.Period, o.Facet, o.Origin}
		if !seen[k] {
			seen[k] = true
			out = append(out, o)
		}
	}
	return out
}

// byLead puts points that begin with the same clause beside one another, in
// the order in which the clauses first appear.
func byLead(points []point) []point {
	var order []string
	groups := map[string][]point{}
	for _, p := range points {
		lead := firstClause(p.text)
		if groups[lead] == nil {
			order = append(order, lead)
		}
		groups[lead] = append(groups[lead], p)
	}
	var out []point
	for _, lead := range order {
		out = append(out, groups[lead]...)
	}
	return out
}
