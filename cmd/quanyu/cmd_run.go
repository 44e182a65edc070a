package main

import (
	"fmt"
	"path"
	"slices"

	"github.com/quanyu/quanyu/brief/draft"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) runCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "run STUDY",
		Short: "全部步骤 / all stages",
		Long: `读数据、检查、判定每句话、核对初稿、写出全部文稿到 out/。
Read the data, check them, judge every sentence, check the draft and write all documents to out/.

例 / example:
  quanyu run studies/wuhan-2019

退出码 / exit status: 0 完成 done · 1 --strict 且有问题或不符的论断 findings or failed claims under --strict
  2 输入不可用，或有文稿未能写出（其余已写出）unusable input, or a document could not be written (the others are)
`,
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := oneStudy(args)
			if err != nil {
				return err
			}
			defer s.Dir.Close()
			out, err := s.Run()
			if out == nil {
				return err
			}
			if a.json {
				if err == nil {
					a.print(runView(out, s.Found(out)))
				}
			} else {
				a.heading(s)
				a.ledger(out.Results)
				a.counts(out.Findings)
				a.stages(s.Found(out))
				a.drafts(out.Drafts)
				a.outputs(args[0], out.Outputs)
			}
			if err != nil {
				return err
			}
			if a.strict && slices.ContainsFunc(s.Found(out), func(f study.Found) bool { return f.Errors+f.Warnings > 0 }) {
				return errStrict
			}
			return a.strictly(out.Findings, out.Results)
		},
	}
	cmd.Flags().BoolVar(&a.strict, "strict", false, "有错误、警告或不符的论断时退出码为 1 / exit 1 on errors, warnings or failed claims")
	return cmd
}

func (a *app) heading(s *study.Study) {
	fmt.Fprintln(a.out, s.Config.Title)
	if s.Config.Question != "" {
		a.say("问题：%s", "Question: %s", s.Config.Question)
	}
	fmt.Fprintln(a.out)
}

// ledger prints each claim with its verdict, and the wording that is safe.
func (a *app) ledger(results []diagnose.Result) {
	if len(results) == 0 {
		a.say("没有要核实的句子（写进 claims.txt）", "there are no sentences to check (claims.txt holds them)")
		return
	}
	for _, r := range results {
		fmt.Fprintf(a.out, "%s  %-20s %s\n", padded(a.verdict(r), a.verdictWidth()), r.ID, r.Sentence)
		if t := r.Rewording.In(a.lang); t != "" {
			a.say("%s稳妥表述：%s", "%ssafe wording: %s", padded("", a.verdictWidth()+2), t)
		}
	}
	fmt.Fprintln(a.out)
	a.verdictCounts(results)
}

// verdict is the verdict in words; a sentence that was not understood says so.
func (a *app) verdict(r diagnose.Result) string {
	if r.Type == diagnose.NotUnderstood {
		return city.Text{Zh: "未读懂", En: "not understood"}.In(a.lang)
	}
	return r.VerdictName(a.lang)
}

func (a *app) verdictWidth() int {
	if a.lang == "en" {
		return 21
	}
	return 10
}

func (a *app) verdictCounts(results []diagnose.Result) {
	counts := map[diagnose.Verdict]int{}
	unread := 0
	for _, r := range results {
		if r.Type == diagnose.NotUnderstood {
			unread++
		} else {
			counts[r.Verdict]++
		}
	}
	a.say("论断 %d：依据充分 %d，限定后可用 %d，与数据不符 %d，依据不足 %d，未读懂 %d",
		"%d claims: %d supported, %d usable when qualified, %d not supported, %d cannot be decided, %d not understood",
		len(results), counts[diagnose.Supported], counts[diagnose.Partly], counts[diagnose.NotSupported], counts[diagnose.Undecidable], unread)
}

// padded fills a word to a width in columns; Chinese letters take two.
func padded(s string, width int) string {
	n := 0
	for _, r := range s {
		n++
		if r > 0x2e80 {
			n++
		}
	}
	for ; n < width; n++ {
		s += " "
	}
	return s
}

func (a *app) counts(found []city.Finding) {
	n := map[city.Severity]int{}
	for _, f := range found {
		n[f.Severity]++
	}
	a.say("数据问题：错误 %d，警告 %d，提示 %d（quanyu check 逐条列出）", "data: %d errors, %d warnings, %d notes (quanyu check lists them)",
		n[city.SeverityError], n[city.SeverityWarning], n[city.SeverityNote])
}

// stages prints what each stage found, in a line, and the command that says the rest.
func (a *app) stages(list []study.Found) {
	for _, f := range list {
		says := f.Says
		if f.Errors+f.Warnings > 0 {
			says.Zh += fmt.Sprintf("；错误%d，警告%d", f.Errors, f.Warnings)
			says.En += fmt.Sprintf("; %d errors, %d warnings", f.Errors, f.Warnings)
		}
		a.say("%[1]s：%[2]s（quanyu %[3]s）", "%[4]s: %[5]s (quanyu %[3]s)", f.Title.Zh, says.Zh, f.Command, f.Title.En, says.En)
	}
}

// drafts prints where a draft disagrees with itself or with its neighbours.
func (a *app) drafts(list []draft.Report) {
	for _, r := range list {
		a.say("初稿 %s：批注 %d 处，数据打架 %d 处", "draft %s: %d comments, %d clashes", r.File, len(r.Remarks), len(r.Clashes))
		for _, c := range r.Clashes {
			fmt.Fprintln(a.out, "  "+c.Message.In(a.lang))
		}
	}
}

func (a *app) outputs(dir string, list []study.Output) {
	a.say("写在：", "written:")
	for _, o := range list {
		fmt.Fprintf(a.out, "  %s  %s\n", path.Join(slashed(dir), o.File), o.Title.In(a.lang))
	}
}

type outputView struct {
	File  string    `json:"file"`
	Title city.Text `json:"title"`
}

func outputsView(list []study.Output) []outputView {
	out := []outputView{}
	for _, o := range list {
		out = append(out, outputView{o.File, o.Title})
	}
	return out
}

func runView(out *study.Outcome, stages []study.Found) any {
	found := out.Findings
	if found == nil {
		found = []city.Finding{}
	}
	return struct {
		Claims   []diagnose.View `json:"claims"`
		Findings []city.Finding  `json:"findings"`
		Stages   []study.Found   `json:"stages"`
		Drafts   []draft.Report  `json:"drafts"`
		Outputs  []outputView    `json:"outputs"`
	}{claimsView(out.State), found, stages, reports(out.Drafts), outputsView(out.Outputs)}
}

// reports is never null in JSON.
func reports(list []draft.Report) []draft.Report {
	if list == nil {
		return []draft.Report{}
	}
	return list
}
