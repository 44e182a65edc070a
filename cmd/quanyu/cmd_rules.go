package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/rule"
	"github.com/spf13/cobra"
)

const rulesHelp = `列出规则、查一个参数用在哪里、查一年内到期的规定、跑规则文件里自带的例子。不写 --rules 就是随程序的规则。
写法见 docs/manual/100-rules.md，政策组合见 docs/manual/105-packages.md。
List rules, where a parameter is used, what expires within a year; run the tests inside files of rules.

用法 / usage:
  quanyu rules                                 全部项目 / all programmes
  quanyu rules fields                          数据项，企业名录的列 / fields, the columns of a registry
  quanyu rules uses PARAM                      这个参数用在哪里 / what uses a parameter
  quanyu rules expiring --date 2019-12-31      一年内到期的 / what ends within a year
  quanyu rules test [FILE...]                  跑例子 / run the tests

例 / example:
  quanyu rules uses hnte.rd_ratio

退出码 / exit status: 0 完成 done · 1 有例子不成立 a test fails · 2 规则或参数不可用 unusable rules or arguments
`

func (a *app) rulesCmd() *cobra.Command {
	var paths, packages []string
	cmd := &cobra.Command{
		Use:   "rules [fields | uses PARAM | expiring --date DAY | test [FILE...]]",
		Short: "规则：列出、查用处、查到期、跑例子 / rules as code",
		Long:  rulesHelp,
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			l, err := ruleLibrary(paths, packages)
			if err != nil {
				return err
			}
			a.programmes(l)
			return nil
		},
	}
	cmd.PersistentFlags().StringArrayVar(&paths, "rules", nil, "另加的规则文件或文件夹，可多次 / further rules, a file or a folder")
	cmd.PersistentFlags().StringArrayVar(&packages, "package", nil, "政策组合文件，可多次 / a file of a package, may be repeated")
	with := func(use, short string, run func(l *rule.Library, args []string) error) *cobra.Command {
		return &cobra.Command{Use: use, Short: short, Long: rulesHelp, RunE: func(_ *cobra.Command, args []string) error {
			l, err := ruleLibrary(paths, packages)
			if err != nil {
				return err
			}
			return run(l, args)
		}}
	}
	date := ""
	expiring := with("expiring --date DAY", "一年内到期的 / what ends within a year", func(l *rule.Library, args []string) error {
		day, err := dayOf("date", date)
		if err != nil {
			return err
		}
		a.expiring(l.Expiring(day), day)
		return nil
	})
	expiring.Args = cobra.NoArgs
	expiring.Flags().StringVar(&date, "date", "", "从哪一天起 / from which day on")
	test := with("test [FILE...]", "跑规则里的例子 / run the tests inside rules", nil)
	test.RunE = func(_ *cobra.Command, args []string) error {
		l, err := ruleLibrary(append(append([]string{}, paths...), args...), packages)
		if err != nil {
			return err
		}
		own, err := ruleFiles(args)
		if err != nil {
			return err
		}
		return a.ruleTests(l, own)
	}
	cmd.AddCommand(expiring, test,
		with("fields", "数据项 / fields", func(l *rule.Library, args []string) error { a.fields(l); return nil }),
		with("uses PARAM", "这个参数用在哪里 / what uses a parameter", func(l *rule.Library, args []string) error {
			id, err := oneName(args, "hnte.rd_ratio")
			if err != nil {
				return err
			}
			return a.uses(l, id)
		}))
	return cmd
}

func oneName(args []string, example string) (string, error) {
	if len(args) != 1 || strings.TrimSpace(args[0]) == "" {
		return "", city.Errorf("bad_argument", "需要一个名称", "one name is needed").WithHint("例："+example, "for example: "+example)
	}
	return args[0], nil
}

// programmeView is a programme in a list.
type programmeView struct {
	ID     string        `json:"id"`
	Title  city.Text     `json:"title"`
	Entity string        `json:"entity"`
	Valid  []validView   `json:"valid"`
	Basis  []basisView   `json:"basis"`
	Of     []string      `json:"members"`
	Money  []benefitView `json:"benefits"`
	At     rule.At       `json:"at"`
}

type validView struct {
	From   rule.Day    `json:"from"`
	To     rule.Day    `json:"to"` // "" where there's no end
	Status rule.Status `json:"status"`
}

type basisView struct {
	Document string   `json:"document"`
	Article  string   `json:"article"`
	URL      string   `json:"url"`
	Checked  rule.Day `json:"checked"`
	By       string   `json:"by"`
	Grade    string   `json:"grade"`
}

type benefitView struct {
	ID    string    `json:"id"`
	Title city.Text `json:"title"`
	Expr  string    `json:"expr"`
	Kind  string    `json:"kind"`
}

// programmes lists all versions of all programmes.
func (a *app) programmes(l *rule.Library) {
	list := []programmeView{}
	for _, p := range l.Programmes() {
		v := programmeView{ID: p.ID, Title: p.Title, Entity: p.Entity, Valid: valid(p.Valid), Basis: bases(p.Basis), Of: members(p.Members), Money: []benefitView{}, At: p.At}
		for _, b := range p.Benefits {
			v.Money = append(v.Money, benefitView{b.ID, b.Title, b.Expr.Text, b.Kind})
		}
		list = append(list, v)
	}
	if a.json {
		a.print(map[string]any{"rules": l.Address(), "programmes": list})
		return
	}
	a.say("规则 %s", "rules %s", l.Address())
	fmt.Fprintln(a.out)
	for i, v := range list {
		about := []string{}
		if v.Entity != "firm" {
			about = append(about, fmt.Sprintf(a.either("对象：%s", "for %s"), rule.EntityWords(v.Entity).In(a.lang)))
		}
		about = append(about, a.validity(v.Valid))
		if len(v.Basis) > 0 {
			about = append(about, v.Basis[0].Document)
		}
		if i == 0 || list[i-1].ID != v.ID { // versions stand below one another
			a.wrapped(v.ID+"  "+v.Title.In(a.lang), "")
		}
		a.wrapped(strings.Join(about, a.either("；", "; ")), "    ")
	}
}

func valid(list []rule.Interval) []validView {
	out := []validView{}
	for _, i := range list {
		out = append(out, validView{i.From, i.To, i.Status})
	}
	return out
}

func bases(list []rule.Basis) []basisView {
	out := []basisView{}
	for _, b := range list {
		out = append(out, basisView{b.Doc, b.Article, b.URL, b.Checked, b.By, b.Grade})
	}
	return out
}

// members lists what a group names, at any depth.
func members(m rule.Member) []string {
	out := []string{}
	if m.ID != "" {
		out = append(out, m.ID)
	}
	for _, one := range append(append([]rule.Member{}, m.All...), m.Any...) {
		out = append(out, members(one)...)
	}
	return out
}

// validity says when a rule is in force, in one cell.
func (a *app) validity(list []validView) string {
	if len(list) == 0 {
		return a.either("一直", "always")
	}
	var parts []string
	for _, i := range list {
		parts = append(parts, a.span(i.From, i.To)+a.statusWord(i.Status))
	}
	return strings.Join(parts, a.either("，", ", "))
}

func (a *app) span(from, to rule.Day) string {
	if to == rule.Open {
		return fmt.Sprintf(a.either("%s 起", "from %s"), from)
	}
	return fmt.Sprintf(a.either("%s 至 %s", "%s to %s"), from, to)
}

// statusWord is the remark on a time that isn't plainly in force.
func (a *app) statusWord(s rule.Status) string {
	return map[rule.Status]string{
		rule.Draft: a.either("（草案）", " (draft)"), rule.Replaced: a.either("（已被替代）", " (replaced)"),
		rule.Expired: a.either("（已到期）", " (expired)"), rule.None: a.either("（没有规定）", " (nothing)"),
	}[s]
}

// fields lists the data that rules may use.
func (a *app) fields(l *rule.Library) {
	type view struct {
		Field  string    `json:"field"`
		Entity string    `json:"entity"`
		Title  city.Text `json:"title"`
		Unit   string    `json:"unit"`
		Names  []string  `json:"names"`
	}
	list := []view{}
	rows := map[string][][]string{} // by entity
	var entities []string
	for _, f := range l.Fields("") {
		unit := map[rule.Kind]string{rule.Bool: "bool", rule.Date: "date", rule.Words: "text"}[f.Kind]
		if f.Kind == rule.Number {
			unit = f.Unit.Text
		}
		list = append(list, view{f.Name, f.Entity, f.Title, unit, append([]string{}, f.Names...)})
		if rows[f.Entity] == nil {
			entities = append(entities, f.Entity)
		}
		rows[f.Entity] = append(rows[f.Entity], []string{f.Name, unit, f.Title.In(a.lang)})
	}
	if a.json {
		a.print(map[string]any{"fields": list})
		return
	}
	for _, e := range entities {
		a.say("entity: %s", "entity: %s", e)
		a.words(rows[e])
	}
}

// uses lists what uses a parameter.
func (a *app) uses(l *rule.Library, param string) error {
	list, err := l.Uses(param)
	if err != nil {
		return err
	}
	p := l.Parameter(strings.TrimPrefix(param, "param."))
	if a.json {
		type interval struct {
			validView
			Shown city.Text `json:"shown"`
		}
		values := []interval{}
		for _, i := range p.Valid {
			values = append(values, interval{validView{i.From, i.To, i.Status}, p.Shown(i)})
		}
		unit := p.Unit.Text
		if p.Kind == rule.Words {
			unit = "text"
		}
		a.print(map[string]any{"param": p.ID, "title": p.Title, "unit": unit, "values": values, "basis": bases(p.Basis), "uses": append([]rule.Use{}, list...)})
		return nil
	}
	a.say("%s %s", "%s %s", p.ID, p.Title.In(a.lang))
	for _, b := range p.Basis {
		a.document("  ", b.Doc, b.Article, fmt.Sprintf(a.either("核对于%s", "checked on %s"), b.Checked))
	}
	for _, i := range p.Valid {
		fmt.Fprintf(a.out, "  %s%s  %s\n", a.span(i.From, i.To), a.statusWord(i.Status), p.Shown(i).In(a.lang))
	}
	if len(list) == 0 {
		a.say("没有规则用到它", "nothing uses it")
		return nil
	}
	a.say("\n用到它的：", "\nused by:")
	for _, u := range list {
		var about []string
		if len(u.Through) > 0 {
			about = append(about, a.either("经过公式 ", "through the formulas ")+strings.Join(u.Through, a.either("、", ", ")))
		}
		if len(u.Programmes) > 0 {
			about = append(about, a.either("计入项目 ", "counted by ")+strings.Join(u.Programmes, a.either("、", ", ")))
		}
		a.wrapped(fmt.Sprintf("%s  %s  %s", a.kindWord(u.Kind), u.ID, u.Title.In(a.lang)), "  ")
		a.wrapped(strings.Join(append(about, fmt.Sprintf("%s:%d", u.At.File, u.At.Line)), a.either("；", "; ")), "      ")
	}
	return nil
}

// kindWord names a kind of definition.
func (a *app) kindWord(kind string) string {
	return map[string]string{
		"param": a.either("参数", "parameter"), "formula": a.either("公式", "formula"), "criterion": a.either("条件", "criterion"),
		"score": a.either("评分", "score"), "programme": a.either("项目", "programme"), "benefit": a.either("受益", "benefit"),
	}[kind]
}

// expiring lists what ends within a year of a day.
func (a *app) expiring(list []rule.Expiry, day rule.Day) {
	if a.json {
		if list == nil {
			list = []rule.Expiry{}
		}
		a.print(map[string]any{"date": day, "expiring": list})
		return
	}
	if len(list) == 0 {
		a.say("%s 起一年内没有到期的规定", "nothing ends within a year of %s", day)
		return
	}
	for i, e := range list {
		if i == 0 || list[i-1].To != e.To {
			a.say("施行到 %s：", "in force until %s:", e.To)
		}
		var about []string
		if value := e.Value.In(a.lang); value != "" {
			about = append(about, a.either("现为", "now ")+value)
		}
		if e.Lapses {
			about = append(about, a.either("此后没有规定", "nothing after it"))
		} else {
			about = append(about, a.either("此后为", "then ")+e.Next.In(a.lang))
		}
		if e.Doc != "" {
			about = append(about, e.Doc)
		}
		a.wrapped(fmt.Sprintf("%s  %s  %s", a.kindWord(e.Kind), e.ID, e.Title.In(a.lang)), "  ")
		a.wrapped(strings.Join(about, a.either("；", "; ")), "      ")
	}
}

// ruleTests runs the tests that rules bring along, those of some files where
// any are named.
func (a *app) ruleTests(l *rule.Library, own []rule.File) error {
	var only func(rule.At) bool
	if len(own) > 0 {
		only = func(at rule.At) bool {
			return slices.ContainsFunc(own, func(f rule.File) bool { return f.Name == at.File })
		}
	}
	ran, failures := l.Test(only)
	type view struct {
		ID      string    `json:"id"`
		At      rule.At   `json:"at"`
		Want    string    `json:"want"`
		Got     string    `json:"got"`
		Message city.Text `json:"message"`
	}
	list := []view{}
	for _, f := range failures {
		list = append(list, view{f.ID, f.At, f.Want, f.Got, f.Message})
		if !a.json {
			fmt.Fprintf(a.out, "%s:%d %s: %s\n", f.At.File, f.At.Line, f.ID, f.Message.In(a.lang))
		}
	}
	if a.json {
		a.print(map[string]any{"ran": ran, "failures": list})
	} else {
		a.say("%d 个例子，%d 个不成立", "%d tests, %d fail", ran, len(failures))
	}
	if len(failures) > 0 {
		return errStrict
	}
	return nil
}
