// Package files reads and writes inside one folder and nowhere else: a path
// that leaves the folder (.. or a link) is an error, a file over its limit is
// an error, and a write either happens whole or not at all.
package files

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"github.com/quanyu/quanyu/city"
)

// MaxBytes is the largest file that is read: a table or a draft, 256 MiB.
const MaxBytes = 256 << 20

// Folder is one folder. Names inside it use slashes.
type Folder struct {
	dir  string
	root *os.Root
}

// Open opens a folder that exists.
func Open(dir string) (*Folder, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, city.Errorf("not_found", "没有这个文件夹", "there is no such folder").At(show(dir), "", 0, "").
			WithHint("检查路径；新建课题用 quanyu new DIR", "check the path; quanyu new DIR makes a study").Wrap(err)
	case err != nil:
		return nil, cannot("open", dir, err)
	case !info.IsDir():
		return nil, city.Errorf("not_a_folder", "这是一个文件，需要的是课题文件夹", "this is a file; a study folder is needed").At(show(dir), "", 0, "")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, cannot("open", dir, err)
	}
	return &Folder{dir: dir, root: root}, nil
}

// Close releases the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Name is the folder's own name, without the path to it.
func (f *Folder) Name() string {
	abs, err := filepath.Abs(f.dir)
	if err != nil {
		return filepath.Base(f.dir)
	}
	return filepath.Base(abs)
}

// Has reports whether something of that name lies in the folder. What is no
// readable file, or a link that leaves the folder, is Read's to refuse.
func (f *Folder) Has(name string) bool {
	_, err := f.root.Lstat(filepath.FromSlash(name))
	return err == nil
}

// Open opens a file to be read, of any size; the caller closes it. Errors are
// located.
func (f *Folder) Open(name string) (*os.File, error) {
	info, err := f.root.Stat(filepath.FromSlash(name)) // before it is opened: a pipe would wait for ever
	if err != nil {
		return nil, cannot("read", name, err)
	}
	if info.IsDir() {
		return nil, city.Errorf("is_a_folder", "这是文件夹，需要的是文件", "this is a folder; a file is needed").At(name, "", 0, "")
	}
	if !info.Mode().IsRegular() {
		return nil, city.Errorf("not_regular", "不是普通文件，不读", "not a regular file; it is not read").At(name, "", 0, "")
	}
	file, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, cannot("read", name, err)
	}
	return file, nil
}

// Read gives the whole file. Errors are located.
func (f *Folder) Read(name string) ([]byte, error) {
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.Size() > MaxBytes {
		return nil, city.Errorf("too_large", "文件超过 %d MB，不读", "the file is over %d MB and is not read", MaxBytes>>20).At(name, "", 0, "")
	}
	data, err := io.ReadAll(io.LimitReader(file, MaxBytes+1))
	if err != nil {
		return nil, cannot("read", name, err)
	}
	return data, nil
}

// List gives what lies in a folder of the folder, by name, in order; a folder
// that is missing has nothing. Lock files (~$), hidden files and thumbnails are
// left out. Sub-folders and links are listed, and Read refuses what it must.
func (f *Folder) List(sub string) ([]string, error) {
	dir, err := f.root.Open(filepath.FromSlash(sub))
	if errors.Is(err, fs.ErrNotExist) && !f.Has(sub) {
		return nil, nil
	}
	if err != nil {
		return nil, cannot("read", sub, err)
	}
	defer dir.Close()
	if info, err := dir.Stat(); err == nil && !info.IsDir() {
		return nil, city.Errorf("not_a_folder", "“%s”是文件，这里需要文件夹", "%q is a file; a folder is needed here", sub).At(sub, "", 0, "").
			WithHint("把这个文件移走或改名，再建同名文件夹", "move or rename the file and make a folder of that name")
	}
	entries, err := dir.ReadDir(-1)
	if err != nil {
		return nil, cannot("read", sub, err)
	}
	var names []string
	for _, e := range entries {
		n := e.Name()
		if Ignored(n) {
			continue
		}
		names = append(names, path.Join(sub, n))
	}
	sort.Strings(names)
	return names, nil
}

// Ignored reports whether a file name is a lock file, a thumbnail or hidden.
func Ignored(name string) bool {
	low := strings.ToLower(name)
	return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") || low == "thumbs.db" || low == "desktop.ini" ||
		strings.HasSuffix(low, ".tmp") || strings.HasSuffix(low, ".bak")
}

// Hash is the SHA-256 of data in lower-case hex.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
