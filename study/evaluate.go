package study

import (
	"path"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/evaluate/outcome"
)

// Evaluations reads every specification in evaluate/, sorted by name, and runs
// it. A specification that cannot be used, or that names a claim that is not
// there, is an error; what the data do not allow is part of the result.
func (s *Study) Evaluations(set *data.Set, claims []diagnose.Claim) ([]*evaluate.Evaluated, error) {
	names, err := s.specs()
	if err != nil || len(names) == 0 {
		return nil, err
	}
	register, err := evaluate.ReadRegister(s.Dir, evaluate.Folder)
	if err != nil {
		return nil, err
	}
	all := make([]*evaluate.Evaluation, len(names))
	for i, name := range names { // all of them are read before the first is run
		if all[i], err = evaluate.ReadEvaluation(s.Dir, name); err != nil {
			return nil, err
		}
		if err := linked(all[i], claims); err != nil {
			return nil, err
		}
	}
	var out []*evaluate.Evaluated
	for _, e := range all {
		keep := func(*evaluate.Evaluated) {}
		if e.FromStudy() {
			if keep, err = outcome.Panel(set, e); err != nil {
				return nil, err
			}
		} else {
			e.Find(s.Dir)
		}
		x, err := e.Run(s.Dir)
		if err != nil {
			return nil, err
		}
		keep(x)
		x.Registered = evaluate.Registrations(register, e.File)
		out = append(out, x)
	}
	return out, nil
}

// linked refuses a specification that names a claim which is not there, or which
// is not about an effect (a threshold model: about a threshold).
func linked(e *evaluate.Evaluation, claims []diagnose.Claim) error {
	want := diagnose.EffectType
	if e.Threshold != nil {
		want = diagnose.ThresholdType
	}
	for _, id := range e.Claim {
		i := slices.IndexFunc(claims, func(c diagnose.Claim) bool { return c.ID == id })
		if i < 0 {
			return e.Wrong("claim", "台账里没有编号为“%s”的论断", "the ledger has no claim %q", id).
				WithHint("编号见 claims.yaml 或 quanyu claims；还没有对应句子的，去掉 claim", "claims.yaml and quanyu claims show the ids; leave claim out where there is no sentence yet")
		}
		if !slices.ContainsFunc(append([]diagnose.Claim{claims[i]}, claims[i].Parts...), func(c diagnose.Claim) bool { return c.Type == want }) {
			return e.Wrong("claim", "论断“%[1]s”的类型不是 %[2]s", "the claim %[1]q is not of type %[2]s", id, string(want)).
				WithHint("句子读错了，在 claims.yaml 里改 type；对应错了，改 claim", "correct its type in claims.yaml where it was read wrong, or claim where the wrong one is named")
		}
	}
	return nil
}

// specs lists the specifications of the study.
func (s *Study) specs() ([]string, error) {
	names, err := s.Dir.List(evaluate.Folder)
	return slices.DeleteFunc(names, func(n string) bool { return !evaluate.IsEvaluation(n) && path.Ext(n) != ".yml" }), err
}

// Missing lists the specifications that were registered and are there no more.
func (s *Study) Missing() ([]evaluate.Registration, error) {
	names, err := s.specs()
	if err != nil {
		return nil, err
	}
	list, err := evaluate.ReadRegister(s.Dir, evaluate.Folder)
	return evaluate.Missing(list, names), err
}

// exhibits are the tables and plots of the index and of the evaluations, for
// papers: a folder for each specification. Only the document that holds all of them is listed.
func (s *Study) exhibits(st *State) ([]document, error) {
	var out []document
	put := func(e evaluate.Exhibits, folder string, title city.Text) error {
		return exhibit.Write(e, s.Config.Language, func(name string, raw []byte) error {
			d := document{Output: Output{path.Join("out", folder, name), title}, raw: raw}
			d.aside = name != "exhibits.docx"
			out = append(out, d)
			return nil
		})
	}
	if st.Index != nil {
		if err := put(exhibit.Index(st.Index, Version), "index", city.Text{Zh: "综合指数图表（" + st.Index.Title + "）", En: "exhibits of the index (" + st.Index.Title + ")"}); err != nil {
			return nil, err
		}
	}
	for _, x := range st.Evaluations {
		e, ok := x.Exhibits(Version)
		if !ok {
			continue
		}
		if err := put(e, path.Join(evaluate.Folder, x.Name()), city.Text{Zh: "评估图表（" + x.Title + "）", En: "exhibits of an evaluation (" + x.Title + ")"}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// plots are the pictures of the evaluations by the ids of their claims.
func plots(list []*evaluate.Evaluated) map[string][]evaluate.Plot {
	out := map[string][]evaluate.Plot{}
	for _, x := range list {
		if p, ok := x.Plot(); ok {
			for _, id := range x.Claim {
				out[id] = append(out[id], p)
			}
		}
	}
	return out
}

// effects gives the test of claims of type effect: each is judged by the
// specifications that name it. A part of a sentence has no id, and neither has
// the same sentence in a draft: both are known by their words.
func effects(claims []diagnose.Claim, list []*evaluate.Evaluated) func(diagnose.Claim, *diagnose.Bench) diagnose.Result {
	by := map[string][]*evaluate.Evaluated{}
	for _, x := range list {
		for _, c := range claims {
			if !slices.Contains(x.Claim, c.ID) {
				continue
			}
			for _, part := range append([]diagnose.Claim{c}, c.Parts...) {
				if part.Type == diagnose.EffectType {
					by[effectKey(part)] = append(by[effectKey(part)], x)
				}
			}
		}
	}
	return func(c diagnose.Claim, b *diagnose.Bench) diagnose.Result {
		return outcome.Judge(c, by[effectKey(c)], b)
	}
}

func effectKey(c diagnose.Claim) string {
	return strings.Join([]string{sentenceKey(c.Sentence), c.Measure, c.Indicator}, "\n")
}

// Opinion is what a specification says of the claims that it names; where it
// names none, of whether there is an effect at all.
type Opinion struct {
	*evaluate.Evaluated
	Claim   string // id; "" for none
	Verdict diagnose.Verdict
	Name    city.Text // of the verdict
	Reasons []diagnose.Reason
	Says    city.Text
	Tested  city.Text // what the tests gave, in numbers
}

// Opinions gives the opinion of each specification, in the order of their names,
// one for each claim that it names.
func (s *Study) Opinions(st *State) []Opinion {
	bench := s.bench(st)
	var out []Opinion
	for _, x := range st.Evaluations {
		if x.Evaluation.Threshold != nil {
			out = append(out, thresholdOpinion(x, st.Results))
			continue
		}
		ids := x.Claim
		if len(ids) == 0 {
			ids = []string{""}
		}
		for _, id := range ids {
			o := outcome.Of(x, effectOf(st.Results, id), bench)
			r := diagnose.Result{Verdict: o.Verdict, Reasons: o.Reasons}
			out = append(out, Opinion{x, id, o.Verdict, city.Text{Zh: r.VerdictName("zh"), En: r.VerdictName("en")}, o.Reasons, o.Says, o.Tested()})
		}
	}
	return out
}

// effectOf is the claim about an effect with an id, or in the parts of the one
// with it; an empty claim where there is none.
func effectOf(results []diagnose.Result, id string) diagnose.Claim {
	for _, r := range results {
		if id == "" || r.ID != id {
			continue
		}
		for _, part := range append([]diagnose.Result{r}, r.Parts...) {
			if part.Type == diagnose.EffectType {
				return part.Claim
			}
		}
	}
	return diagnose.Claim{}
}

// thresholdOpinion is the verdict of the claim that a threshold model belongs
// to, with what the model says.
func thresholdOpinion(x *evaluate.Evaluated, results []diagnose.Result) Opinion {
	o := Opinion{Evaluated: x, Reasons: []diagnose.Reason{}}
	for _, r := range results {
		if slices.Contains(x.Claim, r.ID) {
			o.Claim, o.Verdict, o.Reasons, o.Says = r.ID, r.Verdict, r.Reasons, r.Rewording
			o.Name = city.Text{Zh: r.VerdictName("zh"), En: r.VerdictName("en")}
			return o
		}
	}
	if x.Threshold == nil {
		return o
	}
	for _, n := range x.Threshold.Notes {
		o.Says = city.Text{Zh: o.Says.Zh + n.Zh + "。", En: strings.TrimSpace(o.Says.En + " " + n.En + ".")}
	}
	return o
}

// evaluationFiles lists what the evaluations read: specifications, the register,
// and tables in the same folder. Tables elsewhere in the study are among its
// other inputs.
func (s *Study) evaluationFiles() ([]string, error) {
	names, err := s.Dir.List(evaluate.Folder)
	return slices.DeleteFunc(names, func(n string) bool { return !evaluate.IsEvaluation(n) && !data.IsTable(n) }), err
}
