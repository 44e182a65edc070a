package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/internal/progress"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

// Exit statuses, the same for every command.
const (
	exitDone     = 0
	exitFindings = 1 // --strict, and there are findings or failed claims
	exitUnusable = 2 // unusable input or arguments
	exitFault    = 3 // internal fault
)

// errStrict ends a command that did its work and has findings under --strict.
var errStrict = errors.New("findings under --strict")

// app is what the commands share: where they print, and the flags that each
// of them takes.
type app struct {
	out, err io.Writer
	json     bool
	lang     string
	strict   bool
}

// Main runs one command and returns its exit status.
func Main(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (status int) {
	a := &app{out: stdout, err: stderr}
	defer func() {
		if r := recover(); r != nil {
			if asksJSON(a, args) {
				a.json = true
				a.fail(city.Errorf("internal", "内部错误：%v（请报告给开发者）", "internal fault: %v (please report it)", r))
			}
			fmt.Fprintf(stderr, "内部错误：%v（请把下面的内容报告给开发者）\ninternal fault: %v\n%s", r, r, debug.Stack())
			status = exitFault
		}
	}()
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errStrict):
		return exitFindings
	}
	a.json = asksJSON(a, args)
	a.fail(err)
	return exitUnusable
}

// asksJSON looks for --json in the arguments themselves: flags may not have
// been parsed when the fault is in them.
func asksJSON(a *app, args []string) bool {
	for _, s := range args {
		if s == "--" {
			break
		}
		if s == "--json" || s == "--json=true" || s == "--json=1" {
			return true
		}
	}
	return a.json
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "quanyu",
		Short:         "全域：让政策研究的每一句话都有据可查",
		Long:          rootHelp,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	flags := root.PersistentFlags()
	flags.BoolVar(&a.json, "json", false, "在标准输出打印一个 JSON 对象 / print one JSON object on stdout")
	flags.StringVar(&a.lang, "lang", "zh", "语言 zh 或 en / language")
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if a.lang != "zh" && a.lang != "en" {
			return city.Errorf("bad_argument", "--lang 只能是 zh 或 en", "--lang must be zh or en")
		}
		progress.Lang = a.lang
		return nil
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return badArguments(err) })
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(helpCmd(root))
	root.SetHelpTemplate("{{.Long}}\n选项 / flags:\n{{.LocalFlags.FlagUsages}}{{.InheritedFlags.FlagUsages}}")
	root.AddCommand(a.newCmd(), a.runCmd(), a.importCmd(), a.checkCmd(), a.claimsCmd(), a.draftCmd(), a.briefCmd(), a.indexCmd(), a.evaluateCmd(), a.sampleCmd(), a.rulesCmd(), a.applyCmd(), a.allocateCmd(), a.explainCmd(), a.methodCmd(), a.versionCmd())
	root.AddCommand(a.chainsCmd(), a.landCmd())
	return root
}

const rootHelp = `全域 quanyu：核实文稿里的每一句话，每个数字都能打开到它的单元格。
Check every sentence of a draft; each figure opens to its cell.

用法 / usage:
  quanyu new DIR [--place 武汉]          新建课题 / make a study
  quanyu import FILE... --study STUDY    导入表格 / bring tables in
  quanyu run STUDY                       全部步骤（主要命令）/ all stages, the main job
  quanyu check STUDY                     检查数据 / check the data
  quanyu claims STUDY                    判定每句话 / judge every sentence
  quanyu draft FILE.docx --study STUDY   初稿核数 / check a Word draft
  quanyu brief STUDY                     写出文稿 / write the documents
  quanyu index STUDY                     综合指数 / composite index
  quanyu chains STUDY                    产业链与创新链 / where the two chains do not meet
  quanyu rules                           政策条文作规则 / policy as rules
  quanyu sample --firms N --out FILE     合成企业总体 / synthetic firms
  quanyu apply STUDY                     政策组合测算 / firms under a package of rules
  quanyu allocate STUDY                  全域布局 / which district takes which theme
  quanyu land STUDY                      用地与片区 / which land may become M0, by which clause
  quanyu evaluate STUDY                  成效评估 / evaluate effects
  quanyu method NAME --spec FILE         在一张表上直接用一个方法 / an engine on a bare table
  quanyu explain CODE                    解释一个代码 / explain a code
  quanyu version                         版本 / what is running

例 / example:
  quanyu run studies/wuhan-2019

退出码 / exit status: 0 完成 done · 1 --strict 且有问题 findings under --strict
  2 输入或参数不可用 unusable input or arguments · 3 内部错误 internal fault
`

// helpCmd shows the help of a command; one that there is not is an error.
func helpCmd(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:    "help [COMMAND]",
		Short:  "一个命令的说明 / the help of a command",
		Hidden: true,
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return city.Errorf("bad_argument", "没有命令“%s”", "there is no command %q", strings.Join(args, " ")).
					WithHint("看用法：quanyu --help", "see quanyu --help")
			}
			return cmd.Help()
		},
	}
}

// badArguments turns the library's word about flags and arguments into ours.
func badArguments(err error) error {
	return city.Errorf("bad_argument", "参数有误：%v", "wrong arguments: %v", err).
		WithHint("看用法：quanyu --help", "see quanyu --help")
}

// fail prints an error: as JSON on stdout with --json, as text on stderr
// otherwise.
func (a *app) fail(err error) {
	list := faults(err)
	if a.json {
		e := list[0]
		type shown struct {
			Code    string    `json:"code"`
			Message city.Text `json:"message"`
			Hint    city.Text `json:"hint"`
			File    string    `json:"file"`
			Sheet   string    `json:"sheet"`
			Line    int       `json:"line"`
			Cell    string    `json:"cell"`
		}
		a.print(map[string]shown{"error": {e.Code, e.Message, e.Hint, e.File, e.Sheet, e.Line, e.Cell}})
		return
	}
	for _, e := range list {
		if a.lang == "en" {
			fmt.Fprintln(a.err, "error: "+e.In("en"))
		} else {
			fmt.Fprintln(a.err, "错误："+e.In("zh"))
			if e.Message.En != e.Message.Zh {
				fmt.Fprintln(a.err, "       "+e.Message.En)
			}
		}
	}
}

// faults lists the located errors in err; one that is none becomes one.
func faults(err error) []*city.Error {
	var out []*city.Error
	var walk func(error)
	walk = func(err error) {
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range joined.Unwrap() {
				walk(e)
			}
			return
		}
		var e *city.Error
		if errors.As(err, &e) {
			out = append(out, e)
			return
		}
		if ours := badArguments(err); errors.As(ours, &e) {
			out = append(out, e)
		}
	}
	walk(err)
	return out
}

// print writes one JSON value and a newline; Chinese stays as it is.
func (a *app) print(v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	_, _ = a.out.Write(b.Bytes())
}

// say picks the text of the language asked for.
func (a *app) say(zh, en string, args ...any) {
	if a.lang == "en" {
		fmt.Fprintf(a.out, en+"\n", args...)
		return
	}
	fmt.Fprintf(a.out, zh+"\n", args...)
}

// oneStudy is the argument STUDY.
func oneStudy(args []string) (*study.Study, error) {
	if len(args) != 1 || strings.TrimSpace(args[0]) == "" {
		return nil, city.Errorf("bad_argument", "需要一个课题文件夹", "one study folder is needed").
			WithHint("例：quanyu run studies/wuhan-2019", "for example: quanyu run studies/wuhan-2019")
	}
	return study.Open(args[0])
}
