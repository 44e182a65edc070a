package study

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quanyu/quanyu/city"
	"github.com/quanyu/quanyu/data"
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
	if err := portable(base); err != nil {
		return "", err.At(shown, "", 0, "")
	}
	name := path.Join("tables", base)
	switch {
	case strings.EqualFold(base, "facts.csv"):
		name = "facts.csv"
		err = data.CheckFacts(shown, raw, s.options)
	case !data.IsTable(base):
		if _, err = grid.Read(shown, raw); err == nil {
			err = city.Errorf("unknown_kind", "文件名不以 .xls、.xlsx、.csv 结尾，tables/ 里不会读它", "the name does not end in .xls, .xlsx or .csv; it would not be read in tables/").At(shown, "", 0, "").
				WithHint("改好扩展名再导入", "correct the extension and import it again")
		}
	default:
		var grids []*grid.Grid
		grids, err = grid.Read(shown, raw)
		for _, g := range grids {
			g.File = name
		}
		s.keep(name, grids)
	}
	if err != nil {
		return "", err
	}
	names, err := s.Dir.List("tables")
	if err != nil {
		return "", err
	}
	for _, n := range names {
		if n != name && strings.EqualFold(n, name) {
			return "", city.Errorf("exists", "课题中已有只差大小写的同名文件“%s”，在 Windows 上会互相覆盖", "the study has %q, a name that differs in case only; on Windows one would replace the other", n).At(name, "", 0, "").
				WithHint("改名后再导入", "rename the file and import it again")
		}
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

// keep has the next Load take what was read already.
func (s *Study) keep(name string, grids []*grid.Grid) {
	if s.options.Parsed == nil {
		s.options.Parsed = map[string][]*grid.Grid{}
	}
	s.options.Parsed[name] = grids
}

// isEmptyFacts reports whether a facts.csv holds its header only.
func isEmptyFacts(name string, raw []byte) bool {
	return name == "facts.csv" && strings.Count(strings.TrimSpace(string(raw)), "\n") == 0
}

// portable refuses a name that a study cannot keep on every system.
func portable(base string) *city.Error {
	stem, _, _ := strings.Cut(strings.ToUpper(base), ".")
	reserved := stem == "CON" || stem == "PRN" || stem == "AUX" || stem == "NUL" ||
		len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '1' && stem[3] <= '9'
	if !reserved && !strings.ContainsAny(base, "\\/:*?\"<>|") && !strings.ContainsFunc(base, unicode.IsControl) && !strings.HasSuffix(base, " ") && utf8.ValidString(base) {
		return nil
	}
	return city.Errorf("bad_name", "文件名“%s”在 Windows 上不能用", "the name %q cannot be used on Windows", base).
		WithHint("改名后再导入，不要用 \\ / : * ? \" < > | 和 CON、NUL 等", "rename it without \\ / : * ? \" < > | and not CON, NUL and the like")
}
