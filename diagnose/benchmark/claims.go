package benchmark

import (
	"maps"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/quanyu/quanyu/catalog"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/method/composite"
)

// Measure is an index that says what a study means by concepts: claims that rank
// or compare places on them, or say how they moved, are judged by its runs. The
// index stands for the concept that its specification names, and each aggregate
// for the concept of its own name.
type Measure struct {
	Result *Result

	spec    *Spec
	set     *data.Set
	made    *computation
	nodes   map[string]string // code of a node by concept
	places  int               // that are ranked, at most
	answers []AnswerView      // to what claims ask
}

// NewMeasure computes the index of a study with the questions that its claims ask,
// so that each is answered by its own share of runs.
func NewMeasure(spec *Spec, set *data.Set, claims []diagnose.Claim) (*Measure, error) {
	t, err := FromStudy(spec, set)
	if err != nil {
		return nil, err
	}
	m := &Measure{spec: spec, set: set}
	if m.nodes, err = spec.Concepts(set.Indicators); err != nil {
		return nil, err
	}
	for i := range t.Units {
		m.places += count(t.Periods == nil || t.Periods[i] == spec.Year)
	}
	if m.made, err = spec.prepare(t); err == nil {
		m.made.index, err = composite.Run(m.made.hierarchy, &t.Data, m.made.chain)
	}
	if err != nil {
		return nil, spec.said(err, t)
	}
	own := spec.Focus.Questions
	spec.Focus.Questions = slices.Clone(own)
	for _, q := range m.asks(claims) {
		if spec.Robustness != nil && !slices.Contains(spec.Focus.Questions, q) {
			spec.Focus.Questions = append(spec.Focus.Questions, q)
		}
	}
	if err := m.made.run(); err != nil {
		return nil, spec.said(err, t)
	}
	spec.Focus.Questions = own
	if report := m.made.report; report != nil {
		m.answers = m.made.answers()
		report.Answers = report.Answers[:len(own)]
	}
	m.Result, err = m.made.result()
	return m, err
}

// asks are the questions of claims and of their parts, each once.
func (m *Measure) asks(claims []diagnose.Claim) []Question {
	var out []Question
	for _, c := range claims {
		list := m.statements(c)
		if c.EveryYear() && len(list) > 0 {
			list = append(list, m.steps(list[0])...)
		}
		for _, s := range list {
			for _, q := range s.questions() {
				if m.can(q) && !slices.Contains(out, q) {
					out = append(out, q)
				}
			}
		}
		for _, q := range m.asks(c.Parts) {
			if !slices.Contains(out, q) {
				out = append(out, q)
			}
		}
	}
	return out
}

// can says whether the index as made ranks what a question is about.
func (m *Measure) can(q Question) bool {
	for _, place := range []string{q.Place, q.AheadOf} {
		for _, year := range []int{q.Year, q.Since, q.Above} {
			if place != "" && (year != 0 || q.Year == 0) && m.stand(q.Node, place, year).rank == 0 {
				return false
			}
		}
	}
	return true
}

// answer is what the runs say to a question; they are made again for one that was
// not asked before, as by a sentence of a draft. False where they cannot be asked.
func (m *Measure) answer(q Question) (AnswerView, bool) {
	find := func() int {
		return slices.IndexFunc(m.answers, func(a AnswerView) bool {
			return Question{a.Place, a.AheadOf, a.Top, a.Since, a.Above, a.Node, a.Year} == q
		})
	}
	at := find()
	if at < 0 && m.spec.Robustness != nil && m.can(q) {
		again := *m.made
		own := m.spec.Focus.Questions
		m.spec.Focus.Questions = []Question{q}
		if again.run() == nil {
			m.answers = append(m.answers, again.answers()...)
		}
		m.spec.Focus.Questions = own
		at = find()
	}
	if at < 0 || m.answers[at].Runs == 0 {
		return AnswerView{}, false
	}
	return m.answers[at], true
}

// standing is score and rank of a place, as made; rank 0 without a score.
type standing struct {
	score float64
	rank  int
}

// stand reads where a place stands by a node; "" and 0 are the index and its year.
func (m *Measure) stand(node, place string, year int) standing {
	if node == "" {
		node = m.made.hierarchy.Top()
	}
	t := m.made.index.Last()
	for i, unit := range t.Units {
		if unit == place && (t.Periods == nil && year == 0 || t.Periods != nil && (t.Periods[i] == year || year == 0 && t.Periods[i] == m.made.period)) {
			return standing{t.Column(node)[i], t.Ranks(node)[i]}
		}
	}
	return standing{math.NaN(), 0}
}

// Concepts are the nodes that stand for concepts, by the concept's id: the index
// for what measures names, and each aggregate for the concept of its name.
func (s *Spec) Concepts(known *catalog.Indicators) (map[string]string, error) {
	out := map[string]string{}
	find := func(name string) string {
		for _, k := range known.Concepts() {
			if name != "" && (k.ID == name || k.Name.Zh == name || slices.Contains(k.Aliases, name)) {
				return k.ID
			}
		}
		return ""
	}
	for _, n := range s.nodes() {
		if concept := find(n.Name); n.Level > 1 && concept != "" && out[concept] == "" {
			out[concept] = n.Code
		}
	}
	if s.Measures == "" {
		return out, nil
	}
	concept := find(s.Measures)
	if concept == "" {
		return nil, s.wrong("measures:", "概念“%s”不认识", "the concept %q is not known", s.Measures)
	}
	for _, n := range s.nodes() {
		if n.Parent == "" {
			out[concept] = n.Code
		}
	}
	return out, nil
}

// shortest is how many letters the name of an aggregate has at least that is taken
// for a concept: 投入 alone stands in many a sentence about something else.
const shortest = 4

// scoreNames are how sentences name the score of what an index measures.
func scoreNames(name string) []string {
	return []string{name + "得分", name + "综合得分", name + "总得分", name + "总分", name + "评分", name + "指数得分"}
}

// NewConcepts are the names of aggregates that the catalog does not have, as
// concepts, so that sentences about them are understood: 创新指数. Those that it has
// come with the names of their scores: 创新能力得分.
func (s *Spec) NewConcepts(known *catalog.Indicators) []city.Concept {
	var out []city.Concept
	has, err := s.Concepts(known)
	if s.Data != Study || err != nil {
		return nil
	}
	for _, k := range known.Concepts() {
		if has[k.ID] != "" {
			k.Aliases = append(slices.Clone(k.Aliases), scoreNames(k.Name.Zh)...)
			out = append(out, k)
		}
	}
	for _, n := range s.nodes() {
		if n.Level == 1 || utf8.RuneCountInString(n.Name) < shortest || known.Resolve(n.Name).Known || slices.Contains(slices.Collect(maps.Values(has)), n.Code) && n.Parent != "" {
			continue
		}
		c := city.Concept{ID: "index_" + n.Code, Name: city.Text{Zh: n.Name, En: n.Name}, Aliases: scoreNames(n.Name), Partial: true}
		for _, a := range s.asks() {
			if r := known.Resolve(a.indicator); r.Known {
				c.Indicators = append(c.Indicators, r.ID)
			}
		}
		out = append(out, c)
	}
	return out
}
