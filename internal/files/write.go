package files

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"

	"github.com/quanyu/quanyu/city"
)

// Write writes a file whole: into a temporary neighbour, then renamed. A file
// that another program holds open is named in the error ("locked").
func (f *Folder) Write(name string, data []byte) error {
	put, err := f.Stage(name, data)
	if err != nil {
		return err
	}
	return put.Commit()
}

// Staged is a file that is written but does not have its name yet.
type Staged struct {
	f         *Folder
	name, tmp string
}

// Stage writes a temporary neighbour of a file, which Commit gives its name
// and Discard removes. Several files are staged before the first is committed,
// so that a disk that is full leaves all of them as they were.
func (f *Folder) Stage(name string, data []byte) (*Staged, error) {
	if d := path.Dir(name); d != "." {
		if err := f.root.MkdirAll(filepath.FromSlash(d), 0o755); err != nil {
			if at := f.fileAbove(d); at != "" {
				return nil, city.Errorf("not_a_folder", "“%s”是文件，无法写入其中", "%q is a file; nothing can be written into it", at).At(name, "", 0, "").
					WithHint("把这个文件移走或改名后重试", "move or rename that file and try again").Wrap(err)
			}
			return nil, cannot("write", name, err)
		}
	}
	if info, err := f.root.Lstat(filepath.FromSlash(name)); err == nil && info.IsDir() {
		return nil, city.Errorf("is_a_folder", "这里有同名文件夹，写不了文件", "a folder of that name is in the way of the file").At(name, "", 0, "").
			WithHint("把这个文件夹移走或改名后重试", "move or rename that folder and try again")
	}
	if f.isOpenElsewhere(name) {
		return nil, lockedError(name, nil)
	}
	// The name is short, whatever the length of the other is.
	tmp := filepath.FromSlash(path.Join(path.Dir(name), ".quanyu-"+Hash([]byte(name))[:12]+".tmp"))
	if err := f.root.WriteFile(tmp, data, 0o644); err != nil {
		_ = f.root.Remove(tmp)
		return nil, cannot("write", name, err)
	}
	return &Staged{f, name, tmp}, nil
}

// Commit gives the file its name.
func (s *Staged) Commit() error {
	if err := s.f.root.Rename(s.tmp, filepath.FromSlash(s.name)); err != nil {
		_ = s.f.root.Remove(s.tmp)
		return cannot("write", s.name, err)
	}
	return nil
}

// Discard removes what Stage wrote.
func (s *Staged) Discard() { _ = s.f.root.Remove(s.tmp) }

// fileAbove gives the part of a folder's path that is a file; "" if none is.
func (f *Folder) fileAbove(dir string) string {
	for d := dir; d != "." && d != "/"; d = path.Dir(d) {
		if info, err := f.root.Stat(filepath.FromSlash(d)); err == nil && !info.IsDir() {
			return d
		}
	}
	return ""
}

// isOpenElsewhere looks for the lock file that Word, WPS, Excel or LibreOffice
// leaves beside a document that it has open.
func (f *Folder) isOpenElsewhere(name string) bool {
	base := path.Base(name)
	locks := []string{"~$" + base, ".~lock." + base + "#"}
	if r := []rune(base); len(r) > 2 {
		locks = append(locks, "~$"+string(r[1:]), "~$"+string(r[2:])) // Word overwrites up to two letters of a longer name
	}
	for _, l := range locks {
		if _, err := f.root.Stat(filepath.FromSlash(path.Join(path.Dir(name), l))); err == nil {
			return true
		}
	}
	return false
}

// Remove removes a file; one that is not there is no error.
func (f *Folder) Remove(name string) error {
	err := f.root.Remove(filepath.FromSlash(name))
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return cannot("write", name, err)
}
