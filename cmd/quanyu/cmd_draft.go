package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/quanyu/quanyu/brief/draft"
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/diagnose"
	"github.com/quanyu/quanyu/internal/files"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) draftCmd() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "draft FILE.docx... --study STUDY",
		Short: "初稿核数 / check a Word draft",
		Long: `把 Word 初稿里的每个数和每句可核实的话加上批注：出自哪个单元格，与数据不符处的正确数，缺少的限定，或“本课题没有来源”。
正文一字不动，格式和修订保留；结果在课题的 out/ 里。给出几个文件（讲话稿、决策参考、附表）时，列出互相打架的数。
Hang a comment on every number and testable sentence of a Word draft; the text itself stays untouched.

例 / example:
  quanyu draft 讲话稿.docx 附表.xlsx --study 案卷

退出码 / exit status: 0 完成 done · 1 --strict 且有数据打架或不符 clashes or mismatches under --strict · 2 输入不可用 unusable input
`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || dir == "" {
				return city.Errorf("bad_argument", "需要 Word 文件和 --study", "a Word file and --study are needed").
					WithHint("例：quanyu draft 初稿.docx --study 案卷", "for example: quanyu draft draft.docx --study dossier")
			}
			list, err := readFiles(args)
			if err != nil {
				return err
			}
			s, err := study.Open(dir)
			if err != nil {
				return err
			}
			defer s.Dir.Close()
			out, err := s.Draft(list)
			if out == nil {
				return err
			}
			if a.json {
				if err == nil {
					a.print(map[string]any{"drafts": reports(out.Drafts), "outputs": outputsView(out.Outputs)})
				}
			} else {
				a.remarks(out.Drafts)
				a.drafts(out.Drafts)
				a.outputs(dir, out.Outputs)
			}
			if err == nil && a.strict {
				err = strictDrafts(out.Drafts)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&dir, "study", "", "课题文件夹 / the study folder")
	cmd.Flags().BoolVar(&a.strict, "strict", false, "有数据打架或不符时退出码为 1 / exit 1 on clashes or mismatches")
	return cmd
}

// readFiles reads files that lie anywhere, within the limit of one file.
func readFiles(names []string) ([]draft.File, error) {
	var out []draft.File
	for _, n := range names {
		folder, err := files.Open(filepath.Dir(n))
		if err != nil {
			return nil, err
		}
		raw, err := folder.Read(filepath.Base(n))
		folder.Close()
		if err != nil {
			return nil, err
		}
		out = append(out, draft.File{Name: filepath.Base(n), Raw: raw})
	}
	return out, nil
}

// slashed is a path as it is printed, the same on every system.
func slashed(p string) string { return filepath.ToSlash(filepath.Clean(p)) }

func (a *app) remarks(list []draft.Report) {
	for _, r := range list {
		for _, m := range r.Remarks {
			a.say("第%d段 “%s”\n    %s", "paragraph %d %q\n    %s", m.Where.Line, m.Text, strings.ReplaceAll(m.Message.In(a.lang), "\n", "\n    "))
		}
		fmt.Fprintln(a.out)
	}
}

// strictDrafts is errStrict where numbers clash or disagree with the data.
func strictDrafts(list []draft.Report) error {
	for _, r := range list {
		if len(r.Clashes) > 0 {
			return errStrict
		}
		for _, m := range r.Remarks {
			if m.Verdict == diagnose.NotSupported {
				return errStrict
			}
		}
	}
	return nil
}
