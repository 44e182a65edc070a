package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/registry"
	"github.com/quanyu/quanyu/design"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/rule"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

// applyFlags are the flags of apply on a bare registry.
type applyFlags struct {
	registry, date, budget, masks       string
	years, packages, rules, ids, ranked []string
	draft                               bool
}

func (a *app) applyCmd() *cobra.Command {
	var f applyFlags
	cmd := &cobra.Command{
		Use:   "apply [STUDY | --registry FILE --date DAY]",
		Short: "把政策规则用到一批企业上 / a population of firms under rules",
		Long: `把现行规则和政策组合（草案）用到一批企业上：谁符合、拿多少钱、花多少钱，分区、分行业、分规模、分年龄；门槛两侧、只差一条的企业、
漏损迹象、现有字段看不出的；超出预算的拒绝，或按排序规则安排。课题里用 apply.yaml；写法见 docs/manual/115-apply.md。
Run firms under the rules in force and a package beside them: who gets what for how much money, cliffs, near misses, budget.

例 / example:
  quanyu apply --registry 企业.parquet --date 2019-12-31 --package 草案.yaml --json

退出码 / exit status: 0 完成 done · 2 规则、名录或参数不可用 unusable rules, registry or arguments
`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.registry == "" {
				return a.applyStudy(cmd, args)
			}
			if len(args) > 0 {
				return city.Errorf("bad_argument", "给了 --registry 就不写课题", "--registry excludes a study").
					WithHint("课题的企业名录写在 apply.yaml 里", "the registry of a study stands in its apply.yaml")
			}
			r, err := f.run()
			if err != nil {
				return err
			}
			a.applied(r)
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.registry, "registry", "", "企业名录（.csv .xlsx .parquet） / a table of firms")
	flags.StringVar(&f.date, "date", "", "哪一天的规则，如 2019-12-31 / the day whose rules are asked for")
	flags.StringArrayVar(&f.years, "year", nil, "另算的日期，可多次 / a further day, may be repeated")
	flags.StringArrayVar(&f.packages, "package", nil, "政策组合文件，可多次 / a file of a package, may be repeated")
	flags.StringArrayVar(&f.rules, "rules", nil, "另加的规则文件或文件夹，可多次 / further rules, a file or a folder")
	flags.StringArrayVar(&f.ids, "programme", nil, "只算这些政策，可多次 / only these programmes")
	flags.BoolVar(&f.draft, "draft", false, "草案也算 / drafts count too")
	flags.StringVar(&f.budget, "budget", "", "奖补的预算，如 5亿元 / a budget for the grants")
	flags.StringArrayVar(&f.ranked, "rank", nil, "超出预算时按哪些字段排，- 为从大到小 / fields to rank by, - for the greatest first")
	flags.StringVar(&f.masks, "masks", "", "逐企业结果写到这个 .parquet / results of single firms go here")
	return cmd
}

// applyStudy runs the package of a study.
func (a *app) applyStudy(cmd *cobra.Command, args []string) error {
	for _, name := range []string{"date", "year", "package", "rules", "programme", "draft", "budget", "rank", "masks"} {
		if len(args) == 1 && cmd.Flags().Changed(name) {
			return city.Errorf("bad_argument", "课题的 %[1]s 写在 apply.yaml 里，--%[1]s 和 --registry 一起用", "a study has %[1]s in its apply.yaml; --%[1]s goes with --registry", name)
		}
	}
	s, err := oneStudy(args)
	if err != nil {
		return err
	}
	defer s.Dir.Close()
	set, _, err := s.Load()
	if err != nil {
		return err
	}
	r, err := s.Apply(set)
	if err != nil {
		return err
	}
	if r == nil {
		return city.Errorf("no_apply", "课题里没有 apply.yaml", "the study has no apply.yaml").At(s.Dir.Name(), "", 0, "").
			WithHint("写法见 docs/manual/115-apply.md", "see docs/manual/115-apply.md")
	}
	a.applied(r)
	return nil
}

// run applies the rules to a bare registry.
func (f *applyFlags) run() (*design.Applied, error) {
	o, err := f.options()
	if err != nil {
		return nil, err
	}
	both, err := f.load()
	if err != nil {
		return nil, err
	}
	firms, err := registry.Open(f.registry, both.Fields(), registry.Options{})
	if err != nil {
		return nil, err
	}
	defer firms.Close()
	o.Check = true
	finish := func() error { return nil }
	if f.masks != "" {
		if finish, err = f.record(&o); err != nil {
			return nil, err
		}
	}
	// What a batch needs is used again for the next: there is little to collect, and
	// room for twice of what is in use would be for nothing.
	defer debug.SetGCPercent(debug.SetGCPercent(25))
	r, err := design.Apply(firms, both, o)
	if err != nil {
		return nil, err
	}
	r.Version = study.Version
	return r, finish()
}

// options reads the flags.
func (f *applyFlags) options() (o design.Options, err error) {
	day := func(flag, s string) rule.Day {
		d, ok := rule.ParseDay(s)
		if !ok && err == nil {
			err = city.Errorf("bad_date", "--%[1]s 写 2019-12-31 这样的日期，现为“%[2]s”", "--%[1]s is a day such as 2019-12-31, not %[2]q", flag, s)
		}
		return d
	}
	o = design.Options{Date: day("date", f.date), Draft: f.draft, Programmes: f.ids, Ranking: design.Ranking(f.ranked)}
	for _, y := range f.years {
		o.Years = append(o.Years, day("year", y))
	}
	if f.budget != "" {
		m, ok := design.ParseMoney(f.budget)
		if !ok {
			return o, city.Errorf("bad_argument", "--budget 写 5亿元 这样的金额，现为“%s”", "--budget is an amount such as 5亿元, not %q", f.budget)
		}
		o.Limits = []design.Limit{{Name: "合计", Amount: m}}
	}
	return o, err
}

// load reads rules and packages.
func (f *applyFlags) load() (out design.Rules, err error) {
	own, err := ruleFiles(f.rules)
	if err != nil {
		return out, err
	}
	packages, err := packageFiles(f.packages)
	if err != nil {
		return out, err
	}
	return study.JoinRules(own, packages)
}

// record writes the results of single firms beside.
func (f *applyFlags) record(o *design.Options) (finish func() error, err error) {
	if !strings.HasSuffix(strings.ToLower(f.masks), ".parquet") {
		return nil, city.Errorf("bad_argument", "--masks 的文件名要以 .parquet 结尾", "the file of --masks ends in .parquet").At(f.masks, "", 0, "")
	}
	file, err := os.Create(f.masks)
	if err != nil {
		return nil, city.Errorf("cannot_write", "写入失败", "cannot write").At(f.masks, "", 0, "").Wrap(err)
	}
	buffer := bufio.NewWriterSize(file, 1<<20)
	masks := design.NewMasks(buffer)
	o.Masks = masks
	return func() error {
		for _, step := range []func() error{masks.Close, buffer.Flush, file.Close} {
			if err := step(); err != nil {
				return city.Errorf("cannot_write", "写入失败：%v", "cannot write: %v", err).At(f.masks, "", 0, "").Wrap(err)
			}
		}
		return nil
	}, nil
}

// applied prints a population under its rules.
func (a *app) applied(r *design.Applied) {
	if a.json {
		a.print(r)
		return
	}
	if p := r.Population; p != nil {
		kind := ""
		if p.Synthetic {
			kind = a.either("（合成，不是真实企业）", " (synthetic, none of them real)")
		}
		a.say("%s：%d 家企业%s，规则取 %s", "%s: %d firms%s, rules of %s", p.File, p.Firms, kind, r.Date)
	} else {
		a.say("%s（规则取 %s）", "%s (rules of %s)", r.Title, r.Date)
	}
	if k := r.Package; k != nil {
		a.say("政策组合：%s", "package: %s", k.Title.In(a.lang)+" "+k.Address)
	}
	for _, e := range r.Exhibits() {
		if !e.Sheet {
			a.exhibit(e)
		}
	}
	if c := r.Change; c != nil {
		a.say("与基线相比：%d 家得到更多，共 %s；%d 家得到更少，共 %s；%d 家不变", "beside the baseline: %d firms get more, %s; %d get less, %s; %d the same",
			c.GetMore, c.MoneyGained.Text(a.lang), c.GetLess, c.MoneyLost.Text(a.lang), c.Same)
	}
	for _, l := range r.Budget.Over() {
		if r.Budget.Refused && l.Name == r.Budget.Binding {
			a.say("超出预算“%s”（限额%s，需要%s），政策组合不能成立", "the limit %q is exceeded (%s, and %s is needed): the package is refused", l.Name, l.Amount.Text(a.lang), l.Needed.Text(a.lang))
		}
	}
	for _, f := range r.Findings {
		if f.Severity == city.SeverityNote {
			continue // --json has them
		}
		a.say("%s %s", "%s %s", f.Code, f.Message.In(a.lang))
	}
}

// mostPrinted is how many rows of a table a terminal gets, widestCell how many
// letters a column; --json has all.
const (
	mostPrinted = 15
	widestCell  = 36
)

// exhibit prints a table with its notes.
func (a *app) exhibit(e diagnose.Exhibit) {
	a.say("%s：", "%s:", e.Title.In(a.lang))
	var rows [][]string
	var below []string // texts that are too long for a column
	line := []string{}
	for _, h := range e.Head {
		line = append(line, h.In(a.lang))
	}
	rows = append(rows, line)
	for _, row := range e.Rows[:min(len(e.Rows), mostPrinted)] {
		line := []string{}
		for i, x := range row {
			text := x.Text.In(a.lang)
			switch {
			case x.Value != nil:
				text = city.Printed(*x.Value)
			case i > 1 && places(text) > widestCell: // the first columns name the row
				at := slices.Index(below, text)
				if at < 0 {
					at, below = len(below), append(below, text)
				}
				text = fmt.Sprintf("[%d]", at+1)
			}
			line = append(line, text)
		}
		rows = append(rows, line)
	}
	a.table(rows)
	for i, text := range below {
		fmt.Fprintf(a.out, "  [%d] %s\n", i+1, text)
	}
	if n := len(e.Rows) - mostPrinted; n > 0 {
		a.say("  另有 %d 行，见 --json", "  %d more rows: see --json", n)
	}
	for _, n := range e.Notes {
		fmt.Fprintln(a.out, "  "+n.In(a.lang))
	}
	if len(e.Notes)+len(below) > 0 {
		fmt.Fprintln(a.out)
	}
}
