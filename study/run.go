package study

import (
	"path"
	"slices"

	"github.com/quanyu/quanyu/brief"
	"github.com/quanyu/quanyu/brief/draft"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
	"github.com/quanyu/quanyu/data/check"
	"github.com/quanyu/quanyu/design"
	land "github.com/quanyu/quanyu/design/citywide"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/diagnose/benchmark"
	"github.com/quanyu/quanyu/diagnose/citywide"
	"github.com/quanyu/quanyu/diagnose/industry"
	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/evaluate/watershed"
)

// State is what the stages found out about a study; nothing of it is written
// yet but claims.yaml.
type State struct {
	Set      *data.Set
	Reports  []data.Report
	Findings []city.Finding
	Results  []diagnose.Result

	Evaluations []*evaluate.Evaluated // by the name of the specification
	Index       *benchmark.Result     // for the documents, and for claims about what it measures; nil where the study has none
	Applied     *design.Applied       // a package on its firms or counts; nil where the study has none
	Allocated   *allocation           // which district takes which theme; nil where the study has none
	Chains      *industry.Chains      // nil where the study has none
	Map         *citywide.Map         // of the districts; nil where the study has none
	Land        *land.Landed          // parcels and clusters; nil where the study has none
	effects     func(diagnose.Claim, *diagnose.Bench) diagnose.Result
	measured    map[string]func(diagnose.Claim, *diagnose.Bench) (diagnose.Result, bool)
}

// Output is one file that a run wrote, by its name in the study.
type Output struct {
	File  string
	Title city.Text
}

// Outcome is a finished run.
type Outcome struct {
	*State
	Outputs []Output
	Drafts  []draft.Report
}

// Check reads the data of the study and examines them.
func (s *Study) Check() ([]city.Finding, error) {
	set, _, err := s.Load()
	if err != nil {
		return nil, err
	}
	return check.Run(set), nil
}

// Judge reads the data, examines them, brings claims.yaml up to date and
// judges every claim.
func (s *Study) Judge() (*State, error) { return s.judge(nil) }

// judge is Judge where drafts will be checked too, whose sentences the index is
// then asked about with the others.
func (s *Study) judge(drafts []draft.File) (*State, error) {
	set, reports, err := s.Load()
	if err != nil {
		return nil, err
	}
	st := &State{Set: set, Reports: reports, Findings: check.Run(set)}
	claims, ledger, err := s.Claims(set)
	if err != nil {
		return nil, err
	}
	if st.Evaluations, err = s.Evaluations(set, claims); err != nil {
		return nil, err
	}
	st.effects = effects(claims, st.Evaluations)
	if err := s.measure(st, append(claims[:len(claims):len(claims)], s.said(drafts, set)...)); err != nil {
		return nil, err
	}
	if err := s.survey(st, append(claims[:len(claims):len(claims)], s.said(drafts, set)...)); err != nil {
		return nil, err
	}
	bench := s.bench(st)
	for _, c := range claims {
		st.Results = append(st.Results, diagnose.Judge(c, bench))
	}
	if len(claims) > 0 && !s.sameLedger(ledger) {
		if err := s.Dir.Write(LedgerFile, ledger); err != nil {
			return st, err
		}
	}
	return st, nil
}

func (s *Study) bench(st *State) *diagnose.Bench {
	return &diagnose.Bench{
		Set: st.Set, Findings: st.Findings, Place: s.Place, Groups: s.Groups, Roster: s.Config.Roster, Year: s.Config.BaseYear,
		Later: st.later(), Measured: st.measured, Seed: s.Config.Seed,
	}
}

// later lists the types of claims that a stage after diagnose tests.
func (st *State) later() map[diagnose.Type]func(diagnose.Claim, *diagnose.Bench) diagnose.Result {
	tests := map[diagnose.Type]func(diagnose.Claim, *diagnose.Bench) diagnose.Result{
		diagnose.ThresholdType: watershed.Judge,
		diagnose.EffectType:    st.effects,
	}
	if st.Land != nil && st.Land.Inventory != nil {
		tests[diagnose.ClusterShare] = st.Land.JudgeClusters
	}
	return tests
}

// Run does everything: data, checks, claims, the drafts in the folder, the
// documents and the manifest. A document that cannot be written is an error
// and does not keep the others from being written.
func (s *Study) Run() (*Outcome, error) {
	st, err := s.Judge()
	if err != nil {
		return nil, err
	}
	out := &Outcome{State: st}
	docs, err := s.documents(st)
	if err != nil {
		return nil, err
	}
	drafts, reports, err := s.drafts(st, s.draftFiles())
	if err != nil {
		return nil, err
	}
	exhibits, err := s.exhibits(st)
	if err != nil {
		return nil, err
	}
	out.Drafts = reports
	return out, s.write(out, append(append(docs, drafts...), exhibits...))
}

// Brief judges the claims and writes the documents.
func (s *Study) Brief() (*Outcome, error) {
	st, err := s.Judge()
	if err != nil {
		return nil, err
	}
	docs, err := s.documents(st)
	if err != nil {
		return nil, err
	}
	out := &Outcome{State: st}
	return out, s.write(out, docs)
}

// Draft checks drafts that lie anywhere; the commented ones go to out/.
func (s *Study) Draft(list []draft.File) (*Outcome, error) {
	if !slices.ContainsFunc(list, func(f draft.File) bool { return draft.IsDraft(f.Name) }) {
		return nil, city.Errorf("no_draft", "没有给出 Word 初稿（.docx）", "no Word draft (.docx) is given").
			WithHint("至少给一个 .docx；其他文件（.xlsx、.csv、.txt）只用来对数", "give one .docx at least; other files are only compared with it")
	}
	st, err := s.judge(list)
	if err != nil {
		return nil, err
	}
	docs, reports, err := s.drafts(st, list)
	if err != nil {
		return nil, err
	}
	out := &Outcome{State: st, Drafts: reports}
	return out, s.write(out, docs)
}

// document is one file to be written into out/.
type document struct {
	Output
	raw   []byte
	aside bool // in the manifest, not in the list of documents
}

// documents makes the documents of the study: the list of them is here.
func (s *Study) documents(st *State) (out []document, err error) {
	if st.Index == nil {
		if st.Index, err = s.Index(st.Set); err != nil {
			return nil, err
		}
	}
	if st.Applied, err = s.Apply(st.Set); err != nil {
		return nil, err
	}
	if st.Allocated, err = s.Allocate(); st.withoutSolver(err, "布局", "the allocation") != nil {
		return nil, err
	}
	if st.Chains, err = s.Chains(); err != nil {
		return nil, err
	}
	if st.Map, err = s.Map(); err != nil {
		return nil, err
	}
	if err = s.readLand(st); err != nil {
		return nil, err
	}
	in := brief.Input{
		Title: s.Config.Title, Question: s.Config.Question, Place: s.Place, DocumentDate: s.Config.DocumentDate,
		IssuingUnit: s.Config.IssuingUnit, Recipients: s.Config.Recipients, Lang: s.Config.Language, Authors: s.Config.Authors,
		Set: st.Set, Findings: st.Findings, Results: st.Results, Plots: plots(st.Evaluations), Index: st.Index, Applied: st.Applied, Allocated: st.Allocated, Chains: st.Chains, Map: st.Map, Land: st.Land, Version: Version,
	}
	for _, d := range []struct {
		name   string
		zh, en string
		make   func(brief.Input) ([]byte, error)
	}{
		{"verification.docx", "核校表（内部）", "verification sheet (internal)", brief.Verification},
		{"brief.docx", "决策参考（讨论稿）", "decision reference (for discussion)", brief.Brief},
		{"brief.html", "论断台账网页", "the ledger as a page", brief.Page},
		{"annex.xlsx", "附表（观测值、计算、数据问题）", "annex (observations, calculations, findings)", brief.Annex},
	} {
		raw, err := d.make(in)
		if err != nil {
			return nil, err
		}
		out = append(out, document{Output: Output{path.Join("out", d.name), city.Text{Zh: d.zh, En: d.en}}, raw: raw})
	}
	for _, r := range []struct {
		name   string
		zh, en string
		there  bool
		make   func() ([]byte, error)
	}{
		{"apply.json", "政策测算结果", "the package on its firms or counts", st.Applied != nil, st.Applied.JSON},
		{"allocate.json", "全域布局结果", "which district takes which theme", st.Allocated != nil, st.Allocated.JSON},
		{"chains.json", "两条链结果", "the two chains", st.Chains != nil, st.Chains.JSON},
	} {
		if !r.there {
			continue
		}
		raw, err := r.make()
		if err != nil {
			return nil, err
		}
		out = append(out, document{Output: Output{path.Join("out", r.name), city.Text{Zh: r.zh, En: r.en}}, raw: raw})
	}
	if st.Land != nil {
		more, err := landDocuments(st.Land, s.Config.Language)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// draftFiles are the drafts in the study folder itself.
func (s *Study) draftFiles() []draft.File {
	var out []draft.File
	if s.Dir.Has("draft.docx") {
		if raw, err := s.Dir.Read("draft.docx"); err == nil {
			out = append(out, draft.File{Name: "draft.docx", Raw: raw})
		}
	}
	return out
}

// drafts checks every Word file of the list, with the others beside it.
func (s *Study) drafts(st *State, list []draft.File) ([]document, []draft.Report, error) {
	options := draft.Options{Bench: s.bench(st), Context: s.Context(st.Set), Date: s.Config.DocumentDate, Lang: s.Config.Language}
	var docs []document
	var reports []draft.Report
	taken := map[string]bool{}
	for i, f := range list {
		if !draft.IsDraft(f.Name) {
			continue
		}
		others := append(append([]draft.File{}, list[:i]...), list[i+1:]...)
		r, err := draft.Check(f, others, options)
		if err != nil {
			return nil, nil, err
		}
		reports = append(reports, r)
		name := checkedName(f.Name, taken)
		docs = append(docs, document{Output: Output{name, city.Text{Zh: "初稿核数（" + path.Base(f.Name) + "）", En: "the draft checked (" + path.Base(f.Name) + ")"}}, raw: r.Commented})
	}
	return docs, reports, nil
}
