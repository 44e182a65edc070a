package main

import "github.com/spf13/cobra"

func (a *app) briefCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "brief STUDY",
		Short: "写出文稿 / write the documents",
		Long: `写出核校表、决策参考（讨论稿）、台账网页和附表到 out/。
Write the verification sheet, the decision reference, the ledger page and the annex to out/.

例 / example:
  quanyu brief studies/wuhan-2019

退出码 / exit status: 0 完成 done · 2 输入不可用，或有文稿未能写出（其余已写出）unusable input, or a document could not be written
`,
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := oneStudy(args)
			if err != nil {
				return err
			}
			defer s.Dir.Close()
			out, err := s.Brief()
			if out == nil {
				return err
			}
			if a.json {
				if err == nil {
					a.print(map[string]any{"outputs": outputsView(out.Outputs)})
				}
			} else {
				a.outputs(args[0], out.Outputs)
			}
			return err
		},
	}
}
