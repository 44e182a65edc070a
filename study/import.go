package study

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data/grid"
	"github.com/quanyu/quanyu/internal/files"
)

// Import copies a file into tables/ after it was read once. The name that it
// got is relative to the study. A file of that name with other content is an
// error; with the same content nothing is done.
func (s *Study) Import(file string) (string, error) {
	shown := filepath.ToSlash(file)
	info, err := os.Stat(file)
	if err != nil {
		return "", city.Errorf("not_found", "没有这个文件，或不能读取", "there is no such file, or it cannot be read").At(shown, "", 0, "").Wrap(err)
	}
	if !info.Mode().IsRegular() {
		return "", city.Errorf("not_regular", "不是普通文件，不能导入", "not a regular file; it cannot be imported").At(shown, "", 0, "")
	}
	if info.Size() > files.MaxBytes {
		return "", city.Errorf("too_large", "文件超过 %d MB，不能导入", "the file is over %d MB and cannot be imported", files.MaxBytes>>20).At(shown, "", 0, "")
	}
	base := filepath.Base(file)
	if files.Ignored(base) {
		return "", city.Errorf("lock_file", "这是锁文件或缩略图，不是表格", "this is a lock file or a thumbnail, not a table").At(shown, "", 0, "")
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return "", city.Errorf("cannot_read", "不能读取", "it cannot be read").At(shown, "", 0, "").Wrap(err)
	}
	name := path.Join("tables", base)
	if strings.EqualFold(base, "facts.csv") {
		name = base
	} else if _, err := grid.Read(base, raw); err != nil {
		return "", err
	}
	if s.Dir.Has(name) {
		old, err := s.Dir.Read(name)
		if err != nil {
			return "", err
		}
		if files.Hash(old) == files.Hash(raw) {
			return name, nil
		}
		if !isEmptyFacts(name, old) {
			return "", city.Errorf("exists", "课题中已有同名而内容不同的文件，未覆盖", "the study has a file of that name with other content; it was not overwritten").At(name, "", 0, "").
				WithHint("改名后再导入，或先移走原文件", "rename the file, or move the old one away first")
		}
	}
	return name, s.Dir.Write(name, raw)
}

// isEmptyFacts reports whether a facts.csv holds its header only.
func isEmptyFacts(name string, raw []byte) bool {
	return name == "facts.csv" && strings.Count(strings.TrimSpace(string(raw)), "\n") == 0
}
