package main

import (
	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) newCmd() *cobra.Command {
	var place string
	cmd := &cobra.Command{
		Use:   "new DIR",
		Short: "新建课题 / make a study",
		Long: `新建一个空课题：只有表头，没有样例数据。
Make an empty study: headers only, no sample data.

例 / example:
  quanyu new 案卷 --place 武汉

退出码 / exit status: 0 完成 done · 2 已有课题、地名不明或不能写入 exists, unknown place, cannot write
`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return city.Errorf("bad_argument", "需要一个文件夹名", "one folder name is needed").WithHint("例：quanyu new 案卷 --place 武汉", "for example: quanyu new dossier --place 武汉")
			}
			if err := study.New(args[0], place); err != nil {
				return err
			}
			if a.json {
				a.print(map[string]string{"study": args[0]})
				return nil
			}
			a.say("已新建课题 %s。把表格放进 tables/，把要核实的话写进 claims.txt，然后运行：quanyu run %s",
				"made the study %s. Put the tables into tables/, the sentences into claims.txt, then run: quanyu run %s", args[0], args[0])
			return nil
		},
	}
	cmd.Flags().StringVar(&place, "place", "", "课题所在地 / the place of the study")
	return cmd
}
