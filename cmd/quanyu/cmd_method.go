package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/quanyu/quanyu/brief/exhibit"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/evaluate"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/method/panel"
	"github.com/spf13/cobra"
)

func (a *app) methodCmd() *cobra.Command {
	var spec, out string
	cmd := &cobra.Command{
		Use:   "method NAME --spec FILE [--out DIR]",
		Short: "在一张表上直接用一个方法 / an engine on a bare table",
		Long: `在一张表上直接用一个方法，模型写在 YAML 里（写法见 docs/manual/050-index.md、080-method.md、082-panel.md、085-effect.md 至 087-inputoutput.md）。
Use an engine on a bare table; the model stands in a YAML file (docs/manual/050-index.md, 080-method.md, 082-panel.md, 085-effect.md to 087-inputoutput.md).

  threshold   面板门槛回归（Hansen 1999）：逐个取值精确搜索、自助检验、置信集
              panel thresholds: exact search, bootstrap test, confidence sets
  panel       面板回归：单位与时期效应，聚类、双向聚类、Driscoll-Kraay 标准误，自助检验
              panel regression: effects, clustered, two-way and Driscoll-Kraay errors, wild bootstrap
  breaks      结构突变：一条序列在哪几年变了，变了多少
              structural breaks: in which years one series changed, and by how much
  did         双重差分：分组分时效应、事件研究、双向固定效应的分解、处理前的检验
              difference-in-differences: group-time effects, event studies, decomposition, tests of the time before
  synth       合成控制与合成双重差分：权重、路径、安慰剂
              synthetic control and synthetic difference-in-differences: weights, paths, placebos
  index       综合指数：得分、名次及其区间、两地谁先谁后、哪些选择左右名次
              composite indices: scores, ranks with intervals, who is ahead of whom, which choices matter
  complexity  专业化与经济复杂度：区位商、ECI/PCI、邻近与密度、还没有而最近的活动、进入与退出
              specialisation and complexity: quotients, ECI/PCI, proximity, density, what is near, entry and exit
  inputoutput 投入产出：乘数、前后向联系、剔除、断供推演与替代、本地系数、按新合计调平
              input-output: multipliers, linkages, extraction, cuts and substitutes, a region's coefficients, balancing

--out 把表（CSV、LaTeX、Word）和图（SVG、Word）写进一个文件夹。
--out writes the tables (CSV, LaTeX, Word) and plots (SVG, Word) into a folder.

例 / example:
  quanyu method threshold --spec 门槛.yaml --out 图表

退出码 / exit status: 0 完成 done · 2 输入不可用 unusable input
`,
		RunE: func(_ *cobra.Command, args []string) error {
			run := map[string]func(*files.Folder, string) (*methodResult, error){"threshold": a.runThreshold, "did": a.runDiD, "synth": a.runSynth, "panel": a.runPanel, "breaks": a.runBreaks, "index": a.runIndex, "complexity": a.runComplexity, "inputoutput": a.runInputOutput}
			if len(args) != 1 || run[args[0]] == nil || spec == "" {
				return city.Errorf("bad_argument", "需要方法名（threshold、panel、breaks、did、synth、index、complexity 或 inputoutput）和 --spec 文件", "the method's name (threshold, panel, breaks, did, synth, index, complexity or inputoutput) and --spec FILE are needed").
					WithHint("例：quanyu method threshold --spec 门槛.yaml", "for example: quanyu method threshold --spec threshold.yaml")
			}
			return a.method(spec, out, run[args[0]])
		},
	}
	cmd.Flags().StringVar(&spec, "spec", "", "模型文件 / the specification, a YAML file")
	cmd.Flags().StringVar(&out, "out", "", "写图表的文件夹 / a folder for tables and plots")
	return cmd
}

// methodResult is what a method gives: as JSON, as text, and as exhibits.
type methodResult struct {
	json     any
	text     func()
	exhibits evaluate.Exhibits
}

// method runs a method on a specification in its folder, which nothing leaves,
// and writes the exhibits where they are asked for.
func (a *app) method(spec, out string, run func(dir *files.Folder, name string) (*methodResult, error)) error {
	dir, err := files.Open(filepath.Dir(spec))
	if err != nil {
		return err
	}
	defer dir.Close()
	if out != "" && sameFolder(out, filepath.Dir(spec)) {
		return city.Errorf("bad_argument", "--out 不能是模型文件所在的文件夹，以免盖掉数据", "--out must not be the folder of the specification, whose files it might overwrite").
			WithHint("换一个文件夹，如 --out 图表", "take another folder, such as --out exhibits")
	}
	r, err := run(dir, filepath.Base(spec))
	if err != nil {
		return err
	}
	count := 0
	if out != "" {
		if count, err = a.exhibits(out, r.exhibits); err != nil {
			return err
		}
	}
	if a.json {
		a.print(r.json)
		return nil
	}
	r.text()
	if out != "" {
		a.say("写出 %d 个文件到 %s", "%d files written to %s", count, out)
	}
	return nil
}

func sameFolder(one, two string) bool {
	a, errA := os.Stat(one)
	b, errB := os.Stat(two)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// exhibits writes tables and plots into a folder, which is made, and counts
// them.
func (a *app) exhibits(out string, e evaluate.Exhibits) (count int, err error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return 0, city.Errorf("cannot_write", "建不了文件夹：%v", "the folder cannot be made: %v", err).At(out, "", 0, "").Wrap(err)
	}
	dir, err := files.Open(out)
	if err != nil {
		return 0, err
	}
	defer dir.Close()
	err = exhibit.Write(e, a.lang, func(name string, raw []byte) error {
		count++
		return dir.Write(name, raw)
	})
	return count, err
}

// noted prints what a reader must know.
func (a *app) noted(notes []city.Text) {
	for _, n := range notes {
		fmt.Fprintln(a.out, a.either("注意：", "note: ")+n.In(a.lang))
	}
}

func (a *app) either(zh, en string) string { return city.Text{Zh: zh, En: en}.In(a.lang) }

// flow prints how the rows that were given became the rows that are used.
func (a *app) flow(stages []evaluate.StageView) {
	for _, s := range stages {
		units := ""
		if len(s.DroppedUnits) > 0 {
			units = a.either("（不再有：", " (gone: ") + some(s.DroppedUnits) + a.either("）", ")")
		}
		switch s.Reason {
		case panel.Given:
			a.say("样本：表中 %d 行，%d 个单位", "sample: %d rows, %d units in the table", s.Rows, s.Units)
		case panel.Missing:
			a.say("  缺“%s”去掉 %d 行%s，余 %d 行，%d 个单位", "  no %s: %d rows out%s, %d rows and %d units left", s.Variable, s.DroppedRows, units, s.Rows, s.Units)
		default:
			a.say("  %s去掉 %d 行%s，余 %d 行，%d 个单位", "  %s: %d rows out%s, %d rows and %d units left", a.word(string(s.Reason)), s.DroppedRows, units, s.Rows, s.Units)
		}
	}
}

// table prints rows in columns; a Chinese character takes two places. The
// first column stands left, figures stand right.
func (a *app) table(rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for c, text := range row {
			widths[c] = max(widths[c], places(text))
		}
	}
	for _, row := range rows {
		line := " "
		for c, text := range row {
			space := strings.Repeat(" ", widths[c]-places(text))
			if c == 0 || strings.ContainsAny(rows[len(rows)-1][c], "<至 ") {
				line += " " + text + space + " "
			} else {
				line += " " + space + text + " "
			}
		}
		fmt.Fprintln(a.out, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(a.out)
}

func places(text string) int {
	n := 0
	for _, r := range text {
		if n++; r >= 0x2e80 {
			n++
		}
	}
	return n
}

// number prints a value of the data.
func number(v float64) string { return evaluate.Plain(v) }
