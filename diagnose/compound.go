package diagnose

import (
	"strings"

	"github.com/quanyu/quanyu/city"
)

// judgeAll tests a sentence that states every one of its parts.
func judgeAll(c Claim, b *Bench) Result { return judgeParts(c, b, CombineAll) }

// judgeAny tests a sentence that states one part or another.
func judgeAny(c Claim, b *Bench) Result { return judgeParts(c, b, CombineAny) }

// judgeParts judges each part by its own test and joins them. A part that
// leaves out place or period has those of the whole.
func judgeParts(c Claim, b *Bench, combined func([]Verdict) Verdict) Result {
	r := Result{Claim: c}
	r.Rule = map[bool]city.Text{
		true:  say("各部分分别核对；都成立才成立，有的成立有的不成立为限定后可用；没有一部分成立的，有不符即不符，否则不能判定", "each part is tested; supported if all are, usable when qualified if some are; where none is, not supported if one is contradicted, else undecidable"),
		false: say("各部分分别核对；有一部分成立即成立，都不符才不符", "each part is tested; one that is supported is enough"),
	}[c.Type != Any]
	var verdicts []Verdict
	for _, p := range c.Parts {
		if p.Place == "" {
			p.Place = c.Place
		}
		if p.Period == "" {
			p.Period = c.Period
		}
		if p.Sentence == "" {
			p.Sentence = c.Sentence
		}
		x := Judge(p, b)
		verdicts = append(verdicts, x.Verdict)
		r.take(x)
	}
	r.Verdict = combined(verdicts)
	if len(c.Parts) == 0 {
		r.because("not-understood", "", "")
	}
	if len(verdicts) > 1 && !all(verdicts, verdicts[0]) {
		t := verdictNames(verdicts)
		r.note("parts-differ", city.Text{Zh: "各部分结论不一：" + t.Zh, En: "its parts come out differently: " + t.En})
	}
	r.Rewording = joined(r.Parts, func(x Result) city.Text {
		if x.Type == NotUnderstood && !all(verdicts, Undecidable) {
			return city.Text{} // named in the reasons; the rest can be said
		}
		return x.Rewording
	})
	r.Counter = b.counters(r.Parts)
	r.Decide = joined(r.Parts, func(x Result) city.Text { return x.Decide })
	return r
}

// take adds a part: its reasons, evidence and figures, with formulas
// renumbered to the evidence of the whole.
func (r *Result) take(x Result) {
	r.Parts = append(r.Parts, x)
	for _, o := range x.Evidence {
		r.cite(o)
	}
	for _, f := range x.Figures {
		if f.Formula != nil {
			f.Formula = &Formula{Expr: r.formula(f.Formula.Expr, x.Evidence), Note: f.Formula.Note}
		}
		r.Figures = append(r.Figures, f)
	}
	r.Reasons = append(r.Reasons, x.Reasons...)
	r.oppose(x.Contrary...)
}

func verdictNames(list []Verdict) city.Text {
	var zh, en []string
	for _, v := range list {
		zh, en = append(zh, v.Name("zh")), append(en, v.Name("en"))
	}
	return city.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}
}

// joined puts the texts of the parts in a row, each once.
func joined(parts []Result, of func(Result) city.Text) city.Text {
	var zh, en []string
	seen := map[city.Text]bool{}
	for _, p := range parts {
		t := of(p)
		if t.IsZero() || seen[t] {
			continue
		}
		seen[t] = true
		zh, en = append(zh, t.Zh), append(en, t.En)
	}
	return city.Text{Zh: foldBase(runOn(zh, "，", "。", "")), En: foldEnglish(runOn(en, ", ", ".", " "))}
}

// counters joins the critic's readings of the parts, each half sentence once,
// and leaves out those that say nothing of their own.
func (b *Bench) counters(parts []Result) city.Text {
	var zh, en []string
	seen := map[string]bool{}
	add := func(to *[]string, half string) {
		if half = strings.TrimRight(strings.TrimSpace(half), "。."); half != "" && !seen[strings.ToLower(half)] {
			seen[strings.ToLower(half)] = true
			*to = append(*to, half)
		}
	}
	for _, p := range parts {
		if p.Counter == b.fallbackCounter(p) {
			continue
		}
		for _, s := range strings.FieldsFunc(p.Counter.Zh, func(r rune) bool { return r == '。' || r == '；' }) {
			add(&zh, s)
		}
		for _, s := range strings.Split(strings.ReplaceAll(p.Counter.En, ". ", "; "), "; ") {
			add(&en, uncapital(s))
		}
	}
	zh, en = onlyPrice(zh, "含价格变动"), onlyPrice(en, "price changes")
	if len(zh) == 0 {
		return city.Text{}
	}
	return sentence(city.Text{Zh: strings.Join(zh, "；"), En: strings.Join(en, "; ")})
}

// onlyPrice keeps the last of several remarks that values at current prices
// include price changes: they say one thing.
func onlyPrice(list []string, mark string) []string {
	last := -1
	for i, s := range list {
		if strings.HasSuffix(s, mark) {
			last = i
		}
	}
	var out []string
	for i, s := range list {
		if i == last || !strings.HasSuffix(s, mark) {
			out = append(out, s)
		}
	}
	return out
}
