package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) evaluateCmd() *cobra.Command {
	var register string
	cmd := &cobra.Command{
		Use:   "evaluate STUDY | --register SPEC",
		Short: "成效评估 / evaluate effects",
		Long: `按课题 evaluate/ 里的方案评估政策成效：估计和区间、检验、实施前的走势、可比的范围、看得出来的最小效果、可以怎么说。
方案的写法和判定规则见 docs/manual/090-evaluate.md 与 quanyu explain effect。
Evaluate effects by the specifications in evaluate/ of the study (docs/manual/090-evaluate.md, quanyu explain effect).

--register 把方案的哈希和当天日期记入它旁边的 registered.csv；要在看到结果之前做。
--register puts the hash of a specification and the day into registered.csv beside it; do so before the outcome is known.

例 / example:
  quanyu evaluate --register studies/合成-试点评估/evaluate/试点.yaml
  quanyu evaluate studies/合成-试点评估

退出码 / exit status: 0 完成 done · 2 方案或数据不可用 unusable specification or data
`,
		RunE: func(_ *cobra.Command, args []string) error {
			if register != "" {
				if len(args) > 0 {
					return city.Errorf("bad_argument", "--register 后只写一个方案文件，不再写课题", "--register takes one specification and no study")
				}
				return a.register(register)
			}
			s, err := oneStudy(args)
			if err != nil {
				return err
			}
			defer s.Dir.Close()
			st, err := s.Judge()
			if err != nil {
				return err
			}
			missing, err := s.Missing()
			if err != nil {
				return err
			}
			a.evaluations(s, s.Opinions(st), missing)
			return nil
		},
	}
	cmd.Flags().StringVar(&register, "register", "", "登记一个方案文件 / register a specification")
	return cmd
}

// register fixes a specification. The clock is read here and nowhere else.
func (a *app) register(spec string) error {
	whole, err := filepath.Abs(spec)
	if err != nil {
		return err
	}
	if folder := filepath.Dir(whole); filepath.Base(folder) != evaluate.Folder {
		return city.Errorf("bad_argument", "方案“%[1]s”不在课题的 %[2]s/ 文件夹里，登记了也不会用到", "%[1]q lies in no folder %[2]s/ of a study: it would never be used", slashed(spec), evaluate.Folder).
			WithHint("把方案放进课题的 "+evaluate.Folder+"/ 再登记", "put the specification into "+evaluate.Folder+"/ of the study, then register it")
	}
	dir, err := files.Open(filepath.Dir(filepath.Dir(whole)))
	if err != nil {
		return err
	}
	defer dir.Close()
	line, added, err := evaluate.Register(dir, evaluate.Folder+"/"+filepath.Base(whole), time.Now().Format(time.DateOnly))
	if err != nil {
		return err
	}
	if a.json {
		a.print(struct {
			evaluate.Registration
			Added bool `json:"added"`
		}{line, added})
		return nil
	}
	if !added {
		a.say("%s 已于 %s 登记，内容没有变，不再登记（%s）", "%s was registered on %s with the same content; nothing was added (%s)", line.Spec, line.Day, line.SHA256)
		return nil
	}
	a.say("已登记：%s，%s，%s\n登记簿：%s", "registered: %s, %s, %s\nregister: %s", line.Spec, line.Day, line.SHA256, slashed(filepath.Join(filepath.Dir(spec), evaluate.RegisterFile)))
	return nil
}

// evaluations prints what the specifications of a study say, and which of the
// registered ones are gone.
func (a *app) evaluations(s *study.Study, list []study.Opinion, missing []evaluate.Registration) {
	if a.json {
		out := []evaluationView{}
		for _, o := range list {
			out = append(out, viewOf(o))
		}
		a.print(struct {
			Evaluations []evaluationView        `json:"evaluations"`
			Missing     []evaluate.Registration `json:"missing"` // registered, and there no more
			Version     string                  `json:"version"`
		}{out, missing, study.Version})
		return
	}
	a.heading(s)
	if len(list) == 0 {
		a.say("没有评估方案：把方案写在 %s/名称.yaml（见 docs/manual/090-evaluate.md）", "there is no specification: write one in %s/NAME.yaml (docs/manual/090-evaluate.md)", evaluate.Folder)
	}
	for _, o := range list {
		a.evaluation(o)
	}
	for _, x := range missing {
		a.say("注意：%s 登记过（%s），现在不在了；登记过的评估不论结果如何都要留下", "note: %s was registered (%s) and is gone; a registered evaluation stays, whatever came out", x.Spec, x.Day)
	}
}

type reasonView struct {
	Code string    `json:"code"`
	Text city.Text `json:"text"`
}

// evaluationView is one specification and one claim as JSON has them.
type evaluationView struct {
	Spec        string                  `json:"spec"`
	Title       string                  `json:"title"`
	Question    string                  `json:"question"`
	Claim       string                  `json:"claim"` // "" where it names none
	Method      string                  `json:"method"`
	Registered  []evaluate.Registration `json:"registered"`
	SHA256      string                  `json:"sha256"` // of the specification now
	Status      string                  `json:"status"`
	Outcome     string                  `json:"outcome"`
	Unit        string                  `json:"unit"`
	Periods     [2]int                  `json:"periods"`
	Treated     []string                `json:"treated"`
	Estimate    *evaluate.EstimateView  `json:"estimate"` // null where there is none
	Verdict     diagnose.Verdict        `json:"verdict"`  // "" for a threshold without a claim
	VerdictName city.Text               `json:"verdict_name"`
	Reasons     []reasonView            `json:"reasons"`
	Says        city.Text               `json:"says"`
	Result      any                     `json:"result"` // as quanyu method prints it; null where the engine gave none
}

// estimate is the overall effect; none where nothing can be compared, as a number
// would be taken for a result.
func estimate(o study.Opinion) *evaluate.EstimateView {
	if slices.ContainsFunc(o.Reasons, func(r diagnose.Reason) bool { return r.Code == diagnose.NotEvaluated }) {
		return nil
	}
	return o.Estimate()
}

func viewOf(o study.Opinion) evaluationView {
	v := evaluationView{
		Spec: o.File, Title: o.Title, Question: o.Question, Claim: o.Claim, Method: o.Design, Registered: append([]evaluate.Registration{}, o.Registered...), SHA256: o.SHA256,
		Status: o.Status(), Outcome: o.Spec().Outcome, Unit: o.OutcomeUnit, Periods: [2]int{o.First, o.Last}, Treated: append([]string{}, o.Treated...),
		Estimate: estimate(o), Verdict: o.Verdict, VerdictName: o.Name, Reasons: []reasonView{}, Says: o.Says,
	}
	for _, r := range o.Reasons {
		v.Reasons = append(v.Reasons, reasonView{r.Code, r.Text})
	}
	switch {
	case o.DiD != nil:
		v.Result = o.DiD
	case o.Synth != nil:
		v.Result = o.Synth
	case o.Threshold != nil:
		v.Result = o.Threshold
	}
	return v
}

// evaluation prints one specification for people.
func (a *app) evaluation(o study.Opinion) {
	verdict := o.Name.In(a.lang)
	if verdict != "" {
		verdict = "  [" + verdict + "]"
	}
	fmt.Fprintf(a.out, "%s%s\n", o.Title, verdict)
	a.say("    方案：%s", "    specification: %s", o.File)
	if o.Question != "" {
		a.say("    问题：%s", "    question: %s", o.Question)
	}
	if o.Claim != "" {
		a.say("    论断：%s", "    claim: %s", o.Claim)
	}
	a.say("    登记：%s", "    registered: %s", a.registered(o))
	unit := o.OutcomeUnit
	if strings.HasSuffix(o.Spec().Outcome, "（"+unit+"）") || strings.HasSuffix(o.Spec().Outcome, "("+unit+")") {
		unit = "" // the column has it
	}
	a.say("    设计：%s；指标：%s%s", "    design: %s; outcome: %s%s", a.word("design_"+o.Design), o.Spec().Outcome, a.either(bracketed("（", unit, "）"), bracketed(" (", unit, ")")))
	if e := estimate(o); e != nil {
		d := decimals([]evaluate.EstimateView{*e})
		a.say("    估计：%s，区间 %s，p %s，看得出来的最小效果 %s", "    estimate: %s, interval %s, p %s, smallest effect found %s", e.Value.Fixed(d), a.fromTo(e.CI, d), chance(e.P), e.MDE.Fixed(d))
	}
	if t := o.Tested.In(a.lang); t != "" {
		a.say("    检验：%s", "    tests: %s", t)
	}
	for _, r := range o.Reasons {
		a.say("    理由 %s：%s", "    reason %s: %s", r.Code, r.Text.In(a.lang))
	}
	if t := o.Says.In(a.lang); t != "" {
		a.say("    可以这样说：%s", "    what may be said: %s", t)
	}
	fmt.Fprintln(a.out)
}

// registered says when a specification was fixed.
func (a *app) registered(o study.Opinion) string {
	var days []string
	for _, r := range o.Registered {
		days = append(days, r.Day+a.either("（", " (")+r.SHA256[:8]+a.either("）", ")"))
	}
	list := strings.Join(days, a.either("、", ", "))
	switch o.Status() {
	case evaluate.StatusUnregistered:
		return a.either("没有登记", "not registered")
	case evaluate.StatusChanged:
		return list + fmt.Sprintf(a.either("，登记后已改动（现为 %s）", ", changed since (now %s)"), o.SHA256[:8])
	case evaluate.StatusAfter:
		return list + a.either("，事后登记", ", after the fact")
	}
	return list
}

func bracketed(open, text, end string) string {
	if text == "" {
		return ""
	}
	return open + text + end
}
