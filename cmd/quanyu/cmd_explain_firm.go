package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/registry"
	"github.com/quanyu/quanyu/data/sample"
	"github.com/quanyu/quanyu/design"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/rule"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

// firmFlags ask why one firm gets what it gets.
type firmFlags struct {
	firm, programme, registry, date, study string
	rules, packages                        []string
	draft                                  bool
	drawn                                  *design.SampleSpec // a study's synthetic firms, which are in no file
}

// firmNames are the flags of explain that are about a firm.
var firmNames = []string{"firm", "programme", "study", "registry", "date", "rules", "package", "draft"}

func (f *firmFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.firm, "firm", "", "企业的统一社会信用代码 / a firm, by its identifier")
	flags.StringVar(&f.programme, "programme", "", "项目 / a programme")
	flags.StringVar(&f.study, "study", "", "课题：名录、日期、规则取自它的 apply.yaml / a study, whose apply.yaml has registry, date and rules")
	flags.StringVar(&f.registry, "registry", "", "企业名录（.csv .xlsx .parquet） / a table of firms")
	flags.StringVar(&f.date, "date", "", "哪一天的规则，如 2019-12-31 / the day whose rules are asked for")
	flags.StringArrayVar(&f.packages, "package", nil, "政策组合文件，可多次 / a file of a package, may be repeated")
	flags.StringArrayVar(&f.rules, "rules", nil, "另加的规则文件或文件夹，可多次 / further rules, a file or a folder")
	flags.BoolVar(&f.draft, "draft", false, "草案也算 / drafts count too")
}

// asked reports whether any of the flags was given.
func (f *firmFlags) asked(cmd *cobra.Command) bool {
	return slices.ContainsFunc(firmNames, func(name string) bool { return cmd.Flags().Changed(name) })
}

// firmExplained is an explanation, with what the rules say without the package.
type firmExplained struct {
	*rule.Explanation
	Registry string         `json:"registry"`
	Findings []city.Finding `json:"findings"` // of the registry, on fields that the firm lacks
	Baseline *baselineView  `json:"baseline"` // null without a package
	Version  string         `json:"version"`
}

type baselineView struct {
	Rules    string    `json:"rules"`
	State    string    `json:"state"` // "" where the programme is the package's own, or not in force without it
	Sentence city.Text `json:"sentence"`
}

// ofStudy takes registry, date and rules from a study's apply.yaml.
func (f *firmFlags) ofStudy() error {
	if f.registry+f.date != "" || len(f.rules)+len(f.packages) > 0 || f.draft {
		return city.Errorf("bad_argument", "给了 --study 就不写 --registry、--date、--rules、--package、--draft", "--study excludes --registry, --date, --rules, --package and --draft").
			WithHint("这些写在课题的 apply.yaml 里", "they stand in the study's apply.yaml")
	}
	dir, err := files.Open(f.study)
	if err != nil {
		return err
	}
	defer dir.Close()
	spec, err := design.ReadSpec(dir, design.SpecFile)
	if err != nil {
		return err
	}
	if len(spec.Counts) > 0 {
		return city.Errorf("no_registry", "课题用公布的家数测算，没有企业名录", "the study counts by published figures and has no registry").At(design.SpecFile, "", 0, "")
	}
	inside := func(list []string) (out []string) {
		for _, n := range list {
			out = append(out, filepath.Join(f.study, n))
		}
		return out
	}
	f.registry, f.date, f.draft = filepath.Join(f.study, spec.Registry), spec.Date, spec.Draft
	if f.drawn = spec.Sample; f.drawn != nil {
		f.registry = filepath.Join(f.study, sample.File)
	}
	f.rules, f.packages = inside(spec.Rules), inside(spec.Packages)
	return nil
}

// explainFirm explains one firm under one programme.
func (a *app) explainFirm(f firmFlags) error {
	if f.study != "" {
		if err := f.ofStudy(); err != nil {
			return err
		}
	}
	for _, needed := range []struct{ flag, value string }{{"firm", f.firm}, {"programme", f.programme}, {"registry", f.registry}, {"date", f.date}} {
		if strings.TrimSpace(needed.value) == "" {
			return city.Errorf("bad_argument", "还要写 --%s", "--%s is needed too", needed.flag).
				WithHint("例：quanyu explain --firm 91420100MA4K00002Y --programme hnte --registry 企业.csv --date 2019-12-31", "for example: quanyu explain --firm 91420100MA4K00002Y --programme hnte --registry firms.csv --date 2019-12-31")
		}
	}
	day, err := dayOf("date", f.date)
	if err != nil {
		return err
	}
	under, err := ruleLibrary(f.rules, f.packages)
	if err != nil {
		return err
	}
	o := rule.Options{Date: day, Draft: f.draft, Programmes: []string{f.programme}}
	plan, err := under.Plan(o)
	if err != nil {
		return err
	}
	firms, err := f.open(under)
	if err != nil {
		return err
	}
	defer firms.Close()
	b, findings, err := oneFirm(firms, f.firm)
	if err != nil {
		return err
	}
	e, err := plan.Explain(b, 0, f.programme)
	if err != nil {
		return err
	}
	out := firmExplained{Explanation: e, Registry: filepath.ToSlash(f.registry), Findings: lacking(findings, e.Programme), Version: study.Version}
	if len(f.packages) > 0 {
		if out.Baseline, err = baseline(f, o, b); err != nil {
			return err
		}
	}
	if a.json {
		a.print(out)
		return nil
	}
	a.explained(out)
	return nil
}

// open opens the registry, or draws the study's synthetic firms.
func (f *firmFlags) open(l *rule.Library) (*registry.Registry, error) {
	if f.drawn == nil {
		return registry.Open(f.registry, l.Fields(""), registry.Options{})
	}
	frame, err := sampleFrame(f.study)
	if err != nil {
		return nil, err
	}
	firms, _, err := frame.Registry(l.Fields(""), f.drawn.Firms, *f.drawn.Seed, study.Version)
	return firms, err
}

// baseline is the result without the packages.
func baseline(f firmFlags, o rule.Options, b *rule.Batch) (*baselineView, error) {
	l, err := ruleLibrary(f.rules, nil)
	if err != nil {
		return nil, err
	}
	out := &baselineView{Rules: l.Address()}
	plan, err := l.Plan(o)
	if err != nil {
		var e *city.Error
		if errors.As(err, &e) && e.Code == "not_in_force" {
			out.Sentence = e.Message
		}
		return out, nil // the programme is the package's own
	}
	e, err := plan.Explain(b, 0, f.programme)
	if err != nil {
		return nil, err
	}
	out.State, out.Sentence = e.Programme.State, e.Programme.Sentence
	return out, nil
}

// lacking are the findings that may tell why a firm has no value: cells that
// can't be read, and columns of which no field was made.
func lacking(all []city.Finding, r *rule.Reason) []city.Finding {
	missing := map[string]bool{}
	var visit func(*rule.Reason)
	visit = func(r *rule.Reason) {
		for _, v := range r.Values {
			if v.Missing {
				missing[v.Title.Zh] = true
			}
		}
		for _, m := range r.Members {
			visit(m)
		}
	}
	visit(r)
	out := []city.Finding{}
	for _, f := range all {
		if f.Code == "F004" && missing[f.Indicator] || f.Code == "F002" && len(missing) > 0 && r.State != rule.Met.String() {
			out = append(out, f)
		}
	}
	return out
}

// oneFirm finds a firm in a registry, by the identifier that it has there.
func oneFirm(r *registry.Registry, id string) (*rule.Batch, []city.Finding, error) {
	if !r.Has("id") {
		return nil, nil, city.Errorf("no_id", "名录没有统一社会信用代码一列，找不到单个企业", "the registry has no column of identifiers: single firms can't be found").At(r.Name, "", 0, "")
	}
	var found []rule.Batch
	var lock sync.Mutex
	err := r.EachChecked(0, func(_ int, b *rule.Batch) error {
		c := b.Columns["id"]
		for i, code := range c.Codes {
			if (c.Missing == nil || !c.Missing[i]) && strings.EqualFold(c.Words[code], strings.TrimSpace(id)) {
				lock.Lock()
				found = append(found, *copied(b, i))
				lock.Unlock()
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, nil, err
	case len(found) == 0:
		return nil, nil, city.Errorf("no_firm", "名录里没有“%s”", "there is no %q in the registry", id).At(r.Name, "", 0, "")
	case len(found) > 1:
		return nil, nil, city.Errorf("duplicate_firm", "名录里有 %[2]d 行是“%[1]s”", "%[1]q stands in %[2]d rows of the registry", id, len(found)).At(r.Name, "", 0, "").
			WithHint("先去掉重复的行", "take out the double rows first")
	}
	return &found[0], r.Findings(), nil
}

// copied is one row of a batch whose columns will be used again.
func copied(b *rule.Batch, row int) *rule.Batch {
	out := &rule.Batch{Entity: b.Entity, Start: b.Start + int64(row), Rows: 1, Columns: map[string]*rule.Column{}}
	for name, c := range b.Columns {
		one := &rule.Column{}
		if c.Numbers != nil {
			one.Numbers = []float64{c.Numbers[row]}
		}
		if c.Missing != nil {
			one.Missing = []bool{c.Missing[row]}
		}
		if c.Codes != nil {
			one.Codes = []int32{0}
			if c.Missing == nil || !c.Missing[row] {
				one.Words = []string{strings.Clone(c.Words[c.Codes[row]])}
			} else {
				one.Words = []string{""}
			}
		}
		out.Columns[name] = one
	}
	return out
}

// explained prints an explanation.
func (a *app) explained(e firmExplained) {
	fmt.Fprintln(a.out, e.Summary.In(a.lang))
	a.say("规则：%s", "rules: %s", e.Rules)
	if b := e.Baseline; b != nil {
		without := a.either("没有这个项目", "no such programme")
		if !b.Sentence.IsZero() {
			without = b.Sentence.In(a.lang)
		}
		a.say("没有这个政策组合时，%s", "without the package: %s", without)
	}
	p := &printing{app: a, told: map[string]bool{}}
	p.documents(e.Programme, "")
	for _, m := range e.Programme.Members {
		p.because(m, "")
	}
	if e.Programme.State != rule.NotApplicable.String() {
		if len(e.Programme.Benefits) > 0 {
			fmt.Fprintln(a.out)
		}
		for _, b := range e.Programme.Benefits {
			a.award(b, e.Programme.State)
		}
		p.limits(e.Programme, "")
	}
	if len(e.Changes) > 0 {
		a.say("\n怎样会改变结果：", "\nwhat would change the result:")
		for _, c := range e.Changes {
			fmt.Fprintln(a.out, "  "+c.Sentence.In(a.lang))
		}
		if e.Together != nil && e.Together.Programme != e.Programme.State {
			a.say("  以上同时做到：项目为“%s”", "  all of these at once: the programme: %s", rule.StateWords(e.Together.Programme).In(a.lang))
		}
	}
	a.found(e.Findings)
}

// found prints what the check of the registry says about what is missing.
func (a *app) found(list []city.Finding) {
	if len(list) > 0 {
		a.say("\n缺的数据，名录里：", "\nabout what is missing, in the registry:")
	}
	for _, f := range list {
		fmt.Fprintln(a.out, "  "+f.Message.In(a.lang))
	}
}

// printing is an explanation that is being printed: a formula and the words of
// a clause are told once.
type printing struct {
	*app
	told map[string]bool // limits of the programme, formulas and clauses, as lines
}

// because prints a reason and what it rests on.
func (a *printing) because(r *rule.Reason, indent string) {
	fmt.Fprintf(a.out, "\n%s%s\n", indent, r.Sentence.In(a.lang))
	a.documents(r, indent)
	a.limits(r, indent)
	if r.Score != nil {
		a.points(r.Score.Items, r.Score.Unit, indent+"  ")
	}
	for _, m := range r.Members {
		a.because(m, indent+"  ")
	}
	for _, b := range r.Benefits {
		if r.State != rule.NotApplicable.String() {
			fmt.Fprint(a.out, indent+"  ")
			a.award(b, r.State)
		}
	}
}

// documents prints what a rule follows, and the clauses of packages.
func (a *printing) documents(r *rule.Reason, indent string) {
	for _, b := range r.Basis {
		a.basis(b, indent)
	}
	a.clauseLines(r.Clauses, indent)
}

func (a *printing) basis(b rule.BasisView, indent string) {
	a.document(indent+"  ", b.Document, b.Article, fmt.Sprintf(a.either("%s级，核对于%s", "grade %s, checked on %s"), b.Grade, b.Checked))
}

// articleUnread stands for the article of a document whose content was read and
// whose number of article was not compared.
const articleUnread = "条款号未核"

// document prints a document with its article, and in brackets who compared it.
func (a *app) document(indent, doc, article, compared string) {
	if article == articleUnread {
		article, compared = "", a.either(articleUnread+"，", "article not compared, ")+compared
	}
	fmt.Fprintln(a.out, indent+a.either("依据：", "document: ")+strings.TrimSpace(doc+" "+article)+a.either("（", " (")+compared+a.either("）", ")"))
}

// limits prints the parameters in force on the date, with what they follow where
// their rule names no document of its own and no clause sets them.
func (a *printing) limits(r *rule.Reason, indent string) {
	for _, l := range r.Limits {
		line := l.Param + l.Step.In(a.lang)
		if a.told[line] && r.Kind == "programme" && indent == "" {
			continue
		}
		a.told[line] = true
		step := l.Step.In(a.lang)
		if step != "" {
			step = a.either("（", " (") + step + a.either("）", ")")
		}
		a.say("%s  %s：%s%s，%s%s", "%s  %s: %s%s, %s%s", indent, l.Title.In(a.lang), l.Shown.In(a.lang), step, a.span(l.From, l.To), a.statusWord(l.Status))
		for _, b := range l.Basis {
			if len(l.Clauses) == 0 && (len(r.Basis) == 0 || r.Kind == "programme") && !slices.Contains(r.Basis, b) {
				a.basis(b, indent+"  ")
			}
		}
		a.clauseLines(l.Clauses, indent+"  ")
	}
	for _, s := range r.Steps {
		if a.told["="+s.Formula] {
			continue
		}
		a.told["="+s.Formula] = true
		fmt.Fprintf(a.out, "%s  %s = %s = %s\n", indent, s.Title.In(a.lang), s.Shown.In(a.lang), s.Made.In(a.lang))
	}
}

func (a *printing) clauseLines(list []rule.ClauseView, indent string) {
	for _, c := range list {
		words := a.either("：", ": ") + c.Text
		if line := "#" + c.Package + c.Clause; a.told[line] {
			words = ""
		} else {
			a.told[line] = true
		}
		a.say("%s  出自政策组合 %s %s%s", "%s  set by package %s, %s%s", indent, c.Package, c.Clause, words)
	}
}

// points prints the items of a score.
func (a *app) points(list []rule.ItemView, unit, indent string) {
	for _, i := range list {
		low, high := rule.Figure(float64(i.Low), unit), rule.Figure(float64(i.High), unit)
		got := low.In(a.lang)
		if low != high {
			got += a.either("至", " to ") + high.In(a.lang)
		}
		formula := i.Formula.In(a.lang)
		if formula != "" {
			formula = a.either("：", ": ") + formula
		}
		a.say("%s%s %s，满分%s%s", "%s%s %s of %s%s", indent, i.Title.In(a.lang), got, rule.Figure(float64(i.Most), unit).In(a.lang), formula)
		a.points(i.Items, unit, indent+"  ")
	}
}

// award prints an amount with its formula and who pays.
func (a *app) award(b rule.AwardView, state string) {
	payer := b.Payer.In(a.lang)
	if payer != "" {
		payer = fmt.Sprintf(a.either("，由%s承担", ", paid by %s"), payer)
	}
	word := a.either("若符合", "if met")
	switch {
	case b.Counted:
		word = a.either("可得", "gets")
	case state == rule.Met.String():
		word = a.either("在择一中计", "counted in the choice")
	}
	formula := b.Formula.In(a.lang)
	if formula != "" {
		formula = " = " + formula
	}
	clause := ""
	for _, c := range b.Clauses { // their words stand with the programme
		clause += fmt.Sprintf(a.either("，出自政策组合 %s %s", ", set by package %s, %s"), c.Package, c.Clause)
	}
	a.say("%s %s：%s%s%s%s", "%s %s: %s%s%s%s", word, b.Title.In(a.lang), b.Shown.In(a.lang), formula, payer, clause)
}
