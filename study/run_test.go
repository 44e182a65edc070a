package study

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkRun is the main job on the worked study, documents and all.
func BenchmarkRun(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "study")
	if err := os.CopyFS(dir, os.DirFS("../studies/wuhan-2019")); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Run(); err != nil {
			b.Fatal(err)
		}
		s.Dir.Close()
	}
}
