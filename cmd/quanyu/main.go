// Command quanyu 全域 is the workbench with which a city designs its
// innovation policy.
package main

import (
	"context"
	"os"
	"os/signal"

	"github.com/quanyu/quanyu/internal/progress"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	prepareConsole()
	if info, err := os.Stderr.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		progress.To = os.Stderr
	}
	os.Exit(Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
