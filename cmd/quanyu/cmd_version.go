package main

import (
	"runtime"

	"github.com/quanyu/quanyu/study"
	"github.com/spf13/cobra"
)

func (a *app) versionCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "版本 / what is running",
		Long: `打印程序版本、Go 版本与平台。
Print the version of the program, of Go, and the platform.

例 / example:
  quanyu version --json

退出码 / exit status: 0
`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if a.json {
				a.print(map[string]string{"program": "quanyu", "version": study.Version, "go": runtime.Version(), "platform": runtime.GOOS + "/" + runtime.GOARCH})
				return nil
			}
			a.say("全域 quanyu %s（%s，%s/%s）", "quanyu %s (%s, %s/%s)", study.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		},
	}
}
