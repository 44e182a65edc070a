//go:build unix

package files

import (
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe in the folder is refused, not waited for.
func TestPipe(t *testing.T) {
	f, dir := open(t, "tables/a.csv")
	if err := syscall.Mkfifo(filepath.Join(dir, "tables", "b.csv"), 0o600); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	_, err := f.Read("tables/b.csv")
	refused(t, err, "not_regular", dir)
}
